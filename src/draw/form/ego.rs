//! `ego`: one stakeholder in the middle, what it is concerned about to the left and what it
//! supports to the right; or one theme, and everybody on it.

use super::sides::{Item, items};
use crate::analysis::{Cell, ProfileOptions, Table, profile};
use crate::draw::language::Language;
use crate::draw::options::{DrawOptions, Focus, Through};
use crate::draw::page::{Key, MARGIN_PX, Page};
use crate::draw::palette;
use crate::draw::scene::{
    Anchor, Element, Group, Outline, Point, Rect, Role, Scene, Shape, Stroke, text_block,
};
use crate::draw::shapes::{inset_px, outline};
use crate::draw::signed_edge::signed_edge;
use crate::draw::text::Font;
use crate::draw::words::{list, provenance};
use crate::model::{KnowledgeGraph, Record, StakeholderIx, StakeholderKind, Stance, ThemeIx};

const FONT: Font = Font::regular(12.0);
const BOLD: Font = Font::bold(12.0);
const GAP_PX: f64 = 7.0;
/// Neighbours on a side where nothing else is asked for.
const MOST: usize = 30;

/// One box around the middle.
struct Neighbour {
    id: String,
    name: String,
    /// Kind, for stakeholders; `None` is a theme or claim.
    kind: Option<StakeholderKind>,
    mixed: bool,
    rows: Vec<usize>,
}

/// What is in the middle.
struct Middle {
    id: String,
    name: String,
    kind: Option<StakeholderKind>,
    /// Support, concern: those with most statements first.
    sides: [Vec<Neighbour>; 2],
    /// How many neighbours were left out on each side.
    folded: [usize; 2],
}

pub(super) fn scene(record: &Record, graph: &KnowledgeGraph, options: &DrawOptions) -> Scene {
    let language = options.language;
    let width = options.content_px();
    let Some(focus) = options.focus.or_else(|| most_heard(record)) else {
        let mut page = Page::new(&options.title(record), "", width);
        page.caption(&[
            language.say("There are no positions to show.").to_owned(),
            provenance(record),
        ]);
        return page.finish(
            language.say("There are no positions to show.").to_owned(),
            Vec::new(),
        );
    };
    let all = items(record, graph, options.through);
    let mut middle = match focus {
        Focus::Stakeholder(who) => around_stakeholder(record, &all, who),
        Focus::Theme(theme) => {
            let themes = items(record, graph, Through::Themes);
            around_theme(record, &themes, theme)
        }
    };
    let most = options.top.unwrap_or(MOST);
    for (side, folded) in middle.sides.iter_mut().zip(&mut middle.folded) {
        side.sort_by_key(|it| (std::cmp::Reverse(it.rows.len()), it.name.clone()));
        *folded = side.len().saturating_sub(most);
        side.truncate(most);
    }
    let subtitle = match focus {
        Focus::Stakeholder(_) => language.fill(
            "What {name} stands for and against",
            &[("name", &middle.name)],
        ),
        Focus::Theme(_) => language.fill("Who stands where on {name}", &[("name", &middle.name)]),
    };
    let mut page = Page::new(&options.title(record), &subtitle, width);
    let inward = matches!(focus, Focus::Theme(_));
    if width < 420.0 {
        stacked(&mut page, &middle, width, inward, language);
    } else {
        around(&mut page, &middle, width, inward, language);
    }
    page.legend(&keys(language, &middle));
    let mut caption = vec![provenance(record)];
    if middle.folded != [0, 0] {
        caption.push(language.fill(
            "Left out, with fewer statements: {support} in support, {concern} of concern.",
            &[
                ("support", &middle.folded[0]),
                ("concern", &middle.folded[1]),
            ],
        ));
    }
    let mut tables = vec![facts(&middle, language)];
    let mut description = describe(&middle, language);
    if let Focus::Stakeholder(who) = focus {
        let (said, table) = company(record, graph, who, language);
        if !said.is_empty() {
            description += &format!(" {said}");
            caption.push(said);
        }
        tables.push(table);
    }
    page.caption(&caption);
    page.finish(description, tables)
}

/// The stakeholder with most statements.
fn most_heard(record: &Record) -> Option<Focus> {
    let mut counts = vec![0usize; record.stakeholders().len()];
    for who in record.statements().stakeholders() {
        counts[who.index()] += 1;
    }
    let best = (0..counts.len()).max_by_key(|&at| (counts[at], std::cmp::Reverse(at)))?;
    (counts[best] > 0).then(|| Focus::Stakeholder(best.into()))
}

fn around_stakeholder(record: &Record, all: &[Item], who: StakeholderIx) -> Middle {
    let it = record.stakeholder(who);
    let mut sides: [Vec<Neighbour>; 2] = Default::default();
    for item in all {
        for (side, voices) in item.sides.iter().enumerate() {
            if let Some((_, rows)) = voices.iter().find(|(other, _)| *other == who) {
                sides[side].push(Neighbour {
                    id: item.id.clone(),
                    name: item.name.clone(),
                    kind: None,
                    mixed: item.mixed().contains(&who),
                    rows: rows.clone(),
                });
            }
        }
    }
    Middle {
        id: format!("stakeholder-{}", it.id),
        name: it.name.clone(),
        kind: Some(it.kind),
        sides,
        folded: [0, 0],
    }
}

fn around_theme(record: &Record, themes: &[Item], theme: ThemeIx) -> Middle {
    let it = record.theme(theme);
    let id = format!("theme-{}", it.id);
    let found = themes.iter().find(|item| item.id == id);
    let side = |side: usize| {
        let voices = found
            .map(|item| item.sides[side].as_slice())
            .unwrap_or_default();
        let neighbour = |(who, rows): &(StakeholderIx, Vec<usize>)| {
            let speaker = record.stakeholder(*who);
            Neighbour {
                id: format!("stakeholder-{}", speaker.id),
                name: speaker.name.clone(),
                kind: Some(speaker.kind),
                mixed: found.is_some_and(|item| item.mixed().contains(who)),
                rows: rows.clone(),
            }
        };
        voices.iter().map(neighbour).collect()
    };
    Middle {
        sides: [side(0), side(1)],
        id,
        name: it.name.clone(),
        kind: None,
        folded: [0, 0],
    }
}

/// A box and its text; themes have a line around, stakeholders are dark and have the outline
/// of their kind.
fn boxed(lines: &[String], kind: Option<StakeholderKind>, b: Rect) -> Vec<Element> {
    let mut drawn = Vec::new();
    match kind {
        Some(kind) => {
            drawn.push(Element::Shape(Shape::filled(
                outline(kind, b),
                palette::stakeholder(kind),
            )));
            drawn.extend(text_block(
                lines,
                b.centre(),
                Anchor::Middle,
                BOLD,
                palette::ON_DARK,
            ));
        }
        None => {
            let border = Stroke::solid(palette::BORDER, 1.0);
            drawn.push(Element::Shape(Shape::both(
                Outline::Rect(b, 5.0),
                palette::PAPER,
                border,
            )));
            drawn.extend(text_block(
                lines,
                b.centre(),
                Anchor::Middle,
                FONT,
                palette::INK,
            ));
        }
    }
    drawn
}

fn lines(name: &str, kind: Option<StakeholderKind>, width: f64) -> Vec<String> {
    match kind {
        Some(kind) => BOLD.wrap_evenly(name, width - 2.0 * inset_px(kind)),
        None => FONT.wrap_evenly(name, width - 16.0),
    }
}

fn words(it: &Neighbour) -> String {
    let mixed = if it.mixed { " \u{B1}" } else { "" };
    match it.rows.len() {
        0 | 1 => format!("{}{mixed}", it.name),
        n => format!("{} ({n}){mixed}", it.name),
    }
}

fn height_px(lines: &[String]) -> f64 {
    FONT.line_px() * lines.len() as f64 + 9.0
}

/// Where a neighbour's box stands, and the route between it and the middle.
struct Spot {
    lines: Vec<String>,
    bounds: Rect,
    route: [Point; 4],
}

fn around(page: &mut Page, middle: &Middle, width: f64, inward: bool, language: Language) {
    let box_px = ((width - 130.0) * 0.36).min(260.0);
    let own_px = (width - 2.0 * box_px) * 0.52;
    let own_lines = lines(&middle.name, middle.kind, own_px);
    let own_height = height_px(&own_lines).max(40.0);
    let top = page.y;
    let sized = |side: usize| {
        let lines = middle.sides[side]
            .iter()
            .map(|it| lines(&words(it), it.kind, box_px));
        lines
            .map(|lines| (height_px(&lines), lines))
            .collect::<Vec<_>>()
    };
    let columns = [sized(0), sized(1)];
    let total = |side: usize| columns[side].iter().map(|(h, _)| h + GAP_PX).sum::<f64>() - GAP_PX;
    let height = total(0).max(total(1)).max(own_height);
    let centre = Point::new(MARGIN_PX + width / 2.0, top + height / 2.0);
    let own = Rect::new(
        centre.x - own_px / 2.0,
        centre.y - own_height / 2.0,
        own_px,
        own_height,
    );
    page.add([own_box(middle, &own_lines, own, language)]);
    for (side, stance) in Stance::ALL.into_iter().enumerate() {
        let right = side == 0;
        let x = if right {
            MARGIN_PX + width - box_px
        } else {
            MARGIN_PX
        };
        let n = columns[side].len();
        let mut y = top + (height - total(side)) / 2.0;
        for (at, (h, lines)) in columns[side].iter().enumerate() {
            let bounds = Rect::new(x, y, box_px, *h);
            y += h + GAP_PX;
            // Bands leave the middle one below the other, so that none hides another.
            let share = (at as f64 + 0.5) / n as f64 - 0.5;
            let from = Point::new(
                if right { own.right() } else { own.x },
                centre.y + share * (own_height - 10.0),
            );
            let to = Point::new(
                if right { bounds.x } else { bounds.right() },
                bounds.centre().y,
            );
            let bend = (to.x - from.x) * 0.5;
            let mut route = [
                from,
                Point::new(from.x + bend, from.y),
                Point::new(to.x - bend, to.y),
                to,
            ];
            if inward {
                route.reverse();
            }
            let spot = Spot {
                lines: lines.clone(),
                bounds,
                route,
            };
            neighbour(
                page,
                middle,
                &middle.sides[side][at],
                stance,
                &spot,
                language,
            );
        }
    }
    page.y = top + height + 12.0;
}

/// One below the other, for narrow pages: the middle on top, a branch to each neighbour.
fn stacked(page: &mut Page, middle: &Middle, width: f64, inward: bool, language: Language) {
    let own_lines = lines(&middle.name, middle.kind, width * 0.7);
    let own = Rect::new(MARGIN_PX, page.y, width * 0.7, height_px(&own_lines) + 6.0);
    page.add([own_box(middle, &own_lines, own, language)]);
    let mut y = own.bottom() + 10.0;
    let n = (middle.sides[0].len() + middle.sides[1].len()).max(1) as f64;
    let mut at = 0.0;
    for (side, stance) in Stance::ALL.into_iter().enumerate() {
        for it in &middle.sides[side] {
            let box_px = width - 62.0;
            let lines = lines(&words(it), it.kind, box_px);
            let bounds = Rect::new(MARGIN_PX + 62.0, y, box_px, height_px(&lines));
            y = bounds.bottom() + GAP_PX;
            // The last one down leaves farthest to the left, so that branches do not cross.
            at += 1.0;
            let from = Point::new(MARGIN_PX + 24.0 - 20.0 * (at / n), own.bottom());
            let to = Point::new(bounds.x, bounds.centre().y);
            let mut route = [from, Point::new(from.x, to.y), Point::new(from.x, to.y), to];
            if inward {
                route.reverse();
            }
            let spot = Spot {
                lines,
                bounds,
                route,
            };
            neighbour(page, middle, it, stance, &spot, language);
        }
    }
    page.y = y + 6.0;
}

fn own_box(middle: &Middle, lines: &[String], b: Rect, language: Language) -> Element {
    Element::Group(Group {
        id: middle.id.clone(),
        class: "node middle".to_owned(),
        name: Some(language.fill(
            "{name}: {support} in support, {concern} of concern",
            &[
                ("name", &middle.name),
                ("support", &(middle.sides[0].len() + middle.folded[0])),
                ("concern", &(middle.sides[1].len() + middle.folded[1])),
            ],
        )),
        role: Role::Node,
        bounds: Some(b),
        children: boxed(lines, middle.kind, b),
        ..Group::default()
    })
}

fn neighbour(
    page: &mut Page,
    middle: &Middle,
    it: &Neighbour,
    stance: Stance,
    spot: &Spot,
    language: Language,
) {
    let (who, what) = if it.kind.is_some() {
        (&it.name, &middle.name)
    } else {
        (&middle.name, &it.name)
    };
    let values: [(&str, &dyn std::fmt::Display); 3] =
        [("who", who), ("what", what), ("n", &it.rows.len())];
    let name = match stance {
        Stance::Support => language.fill("{who} supports {what}: statements: {n}", &values),
        Stance::Concern => {
            language.fill("{who} is concerned about {what}: statements: {n}", &values)
        }
    };
    let id = format!("{}-{stance}", it.id);
    let width_px = 2.0 + 2.0 * ((it.rows.len() as f64).min(6.0) - 1.0).max(0.0);
    page.add([
        Element::Group(Group {
            id: id.clone(),
            class: "node neighbour".to_owned(),
            name: Some(it.name.clone()),
            role: Role::Node,
            bounds: Some(spot.bounds),
            statements: it.rows.clone(),
            children: boxed(&spot.lines, it.kind, spot.bounds),
            ..Group::default()
        }),
        Element::Group(Group {
            id: format!("edge-{id}"),
            class: format!("edge position {stance}"),
            name: Some(name),
            role: Role::Edge,
            ends: Some([middle.id.clone(), id]),
            statements: it.rows.clone(),
            children: signed_edge(&spot.route, stance, width_px),
            ..Group::default()
        }),
    ]);
}

fn keys(language: Language, middle: &Middle) -> Vec<Key> {
    let mut keys = vec![
        Key::Edge(Stance::Support, 2.0, language.say("supports").to_owned()),
        Key::Edge(
            Stance::Concern,
            2.0,
            language.say("is concerned about").to_owned(),
        ),
        Key::Words(language.say("thicker and (n): more statements").to_owned()),
    ];
    if middle.sides.iter().flatten().any(|it| it.mixed) {
        keys.push(Key::Words(language.say("\u{B1} on both sides").to_owned()));
    }
    keys
}

/// Whom a stakeholder is near and far from: a sentence, and a table.
fn company(
    record: &Record,
    graph: &KnowledgeGraph,
    who: StakeholderIx,
    language: Language,
) -> (String, Table) {
    let asked = ProfileOptions {
        stakeholders: vec![who],
    };
    let found = profile(record, graph, &asked);
    let heads = [language.say("stakeholder"), language.say("distance")];
    let mut table = Table::new(language.say("Nearest first"), heads);
    let Some(it) = found.profiles.first() else {
        return (String::new(), table);
    };
    let name = |id: &String| {
        let found = record.stakeholders().iter().find(|s| s.id.as_str() == id);
        found.map_or_else(|| id.clone(), |s| s.name.clone())
    };
    for other in &it.others {
        table.push([Cell::from(name(&other.stakeholder)), other.distance.into()]);
    }
    let said = |ids: &[String]| list(&ids.iter().map(name).collect::<Vec<_>>());
    let mut text = String::new();
    if !it.nearest.is_empty() && it.nearest.len() <= 4 {
        text += &language.fill(
            "Nearest on shared themes: {names}.",
            &[("names", &said(&it.nearest))],
        );
    }
    if !it.farthest.is_empty() && it.farthest.len() <= 4 {
        text.push(' ');
        text += &language.fill("Farthest: {names}.", &[("names", &said(&it.farthest))]);
    }
    (text.trim().to_owned(), table)
}

fn describe(middle: &Middle, language: Language) -> String {
    let names = |side: usize| {
        let names: Vec<String> = middle.sides[side]
            .iter()
            .map(|it| it.name.clone())
            .collect();
        list(&names)
    };
    let mut text = language.fill("{name} is in the middle.", &[("name", &middle.name)]);
    for side in 0..2 {
        let n = middle.sides[side].len();
        if n > 0 {
            let values: [(&str, &dyn std::fmt::Display); 2] = [("names", &names(side)), ("n", &n)];
            text.push(' ');
            text += &if side == 0 {
                language.fill("In support ({n}): {names}.", &values)
            } else {
                language.fill("Of concern ({n}): {names}.", &values)
            };
        }
    }
    let both: Vec<String> = (middle.sides[0].iter())
        .filter(|it| it.mixed)
        .map(|it| it.name.clone())
        .collect();
    if !both.is_empty() {
        text.push(' ');
        text += &language.fill("On both sides: {names}.", &[("names", &list(&both))]);
    }
    text
}

fn facts(middle: &Middle, language: Language) -> Table {
    let heads = [
        language.say("name"),
        language.say("stance"),
        language.say("statements"),
    ];
    let mut table = Table::new(middle.name.clone(), heads);
    for (side, stance) in Stance::ALL.into_iter().enumerate() {
        let stance = match stance {
            Stance::Support => language.say("support"),
            Stance::Concern => language.say("concern"),
        };
        for it in &middle.sides[side] {
            table.push([
                Cell::from(it.name.as_str()),
                stance.into(),
                it.rows.len().into(),
            ]);
        }
    }
    table
}
