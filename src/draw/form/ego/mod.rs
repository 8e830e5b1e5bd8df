//! `ego`: one stakeholder and what it stands for and against, or one theme and everybody on it.

mod cards;
mod tell;

use self::cards::{Card, Side, sides};
use self::tell::{caption, describe, facts};
use super::fit::{Room, filled, first_fitting};
use super::held::Held;
use super::said;
use super::signed_bar::{kind_mark, rule};
use crate::analysis::profile::Nearness;
use crate::analysis::{ProfileOptions, profile};
use crate::draw::options::{DrawOptions, Focus, Through};
use crate::draw::page::{Key, MARGIN_PX, Page};
use crate::draw::palette;
use crate::draw::scene::{
    Anchor, Element, Group, Outline, Point, Rect, Role, Scene, Shape, Stroke, text_block,
};
use crate::draw::signed_edge::signed_edge;
use crate::draw::text::Font;
use crate::draw::words::provenance_in;
use crate::model::{KnowledgeGraph, Record, StakeholderId, StakeholderIx, Stance};

const FONT: Font = Font::regular(12.0);
const BOLD: Font = Font::bold(12.0);
const NAME_FONT: Font = Font::bold(14.0);
/// Narrower pictures have the focus above the cards.
const NARROW_PX: f64 = 520.0;
/// Between the focus and the cards: room for a signed edge.
const GAP_PX: f64 = 54.0;
const BETWEEN_PX: f64 = 6.0;
/// So many of the nearest, and of the farthest.
const NEAR: usize = 3;

pub(super) fn scene(record: &Record, graph: &KnowledgeGraph, options: &DrawOptions) -> Scene {
    // Where the page is full, the lists of the nearest and farthest are left to their own form.
    let lists = [true, false];
    let scene = first_fitting(options, lists, |with_others| {
        filled(options, |room| {
            drawn(record, graph, options, (room, with_others))
        })
    });
    // There are two.
    scene.unwrap_or_else(|| drawn(record, graph, options, (None, true)))
}

fn drawn(
    record: &Record,
    graph: &KnowledgeGraph,
    options: &DrawOptions,
    (room, with_others): (Room, bool),
) -> Scene {
    let l = options.language;
    let width = options.content_px();
    let held = Held::new(graph, Through::Themes);
    let Some(focus) = options
        .focus
        .or_else(|| loudest(record).map(Focus::Stakeholder))
    else {
        let mut page = Page::new(&options.title(record), "", width);
        let nobody = l.say("There is nobody to show: no statement is recorded.");
        page.caption(&[nobody.to_owned(), provenance_in(options.language, record)]);
        return page.finish(nobody.to_owned(), Vec::new());
    };
    let (name, subtitle) = match focus {
        Focus::Stakeholder(who) => {
            let name = record.stakeholder(who).name.clone();
            let words = l.fill(
                "What {name} stands against, and what it supports",
                &[("name", &name)],
            );
            (name, words)
        }
        Focus::Theme(theme) => {
            let name = record.theme(theme).name.clone();
            let words = l.fill(
                "Who is concerned about {name}, and who supports it",
                &[("name", &name)],
            );
            (name, words)
        }
    };
    let mut page = Page::new(&options.title(record), &subtitle, width);
    let others = match focus {
        Focus::Stakeholder(who) if with_others => others(record, graph, who),
        Focus::Stakeholder(_) | Focus::Theme(_) => Vec::new(),
    };
    let all = cards::all(record, graph, &held, focus, options);
    let card_px = if width < NARROW_PX {
        width - GAP_PX - 4.0
    } else {
        (width - centre_px(&name, width) - 2.0 * GAP_PX) / 2.0
    };
    let room = room.map(|height| {
        // Lists of others; then headings, legend and caption.
        let narrow = width < NARROW_PX;
        let near = match (others.is_empty(), narrow) {
            (true, _) => 0.0,
            (_, true) => 310.0,
            (_, false) => 160.0,
        };
        let around = if narrow { 290.0 } else { 140.0 };
        (height - page.y - near - around).max(40.0)
    });
    let sides = sides(&all, record, options, card_px, room, width < NARROW_PX);
    if width < NARROW_PX {
        stacked(&mut page, record, focus, &name, &sides, options);
    } else {
        beside(&mut page, record, focus, &name, &sides, options);
    }
    near_lists(&mut page, record, &others, options);
    page.legend(&keys(&all, focus, options));
    page.caption(&caption(record, &held, focus, (&all, &sides), options));
    page.finish(
        describe(record, &name, focus, &all, &others, options),
        facts(record, &all, &others, focus, options),
    )
}

/// The stakeholder with most statements, the first of equals.
fn loudest(record: &Record) -> Option<StakeholderIx> {
    let mut counts = vec![0usize; record.stakeholders().len()];
    for who in record.statements().stakeholders() {
        counts[who.index()] += 1;
    }
    let most = counts.iter().copied().max().filter(|&n| n > 0)?;
    counts.iter().position(|&n| n == most).map(Into::into)
}

/// Those that share a theme with the focus, nearest first.
fn others(
    record: &Record,
    graph: &KnowledgeGraph,
    who: StakeholderIx,
) -> Vec<(StakeholderIx, Nearness)> {
    let asked = ProfileOptions {
        stakeholders: vec![who],
        ..ProfileOptions::default()
    };
    let found = profile(record, graph, &asked).profiles;
    let others = found.into_iter().flat_map(|profile| profile.others);
    let known = |near: Nearness| {
        let id = StakeholderId::new(&near.stakeholder).ok()?;
        near.distance?;
        Some((record.find_stakeholder(&id)?, near))
    };
    others.filter_map(known).collect()
}

/// The width of the box of the focus: its longest word is not broken, if there is room.
fn centre_px(name: &str, width: f64) -> f64 {
    let words = name.split_whitespace();
    let longest = words
        .map(|word| NAME_FONT.width_px(word))
        .fold(0.0, f64::max);
    let usual = (width * 0.19).clamp(104.0, 170.0);
    usual.max((longest + 16.0).ceil().min(width * 0.26))
}

/// The box of the focus: dark for a stakeholder, bordered for a theme.
fn focus_box(record: &Record, focus: Focus, name: &str, b: Rect, options: &DrawOptions) -> Element {
    let l = options.language;
    let room = b.width - 16.0;
    let mut lines = NAME_FONT.wrap_evenly(name, room);
    let heading = lines.len();
    let (id, class, shape, ink, more) = match focus {
        Focus::Stakeholder(who) => {
            let it = record.stakeholder(who);
            let fill = palette::stakeholder(it.kind);
            let n = record
                .statements()
                .stakeholders()
                .iter()
                .filter(|&&w| w == who)
                .count();
            (
                format!("stakeholder-{}", it.id),
                "node stakeholder",
                Shape::filled(Outline::Rect(b, 0.0), fill),
                palette::ON_DARK,
                format!("{}, {}", l.say(it.kind.label()), said::statements(l, n)),
            )
        }
        Focus::Theme(theme) => {
            let it = record.theme(theme);
            let border = Stroke::solid(palette::BORDER, 1.5);
            (
                format!("theme-{}", it.id),
                "node theme",
                Shape::both(Outline::Rect(b, 6.0), palette::PANEL, border),
                palette::INK,
                l.say("theme").to_owned(),
            )
        }
    };
    lines.extend(FONT.wrap_evenly(&more, room));
    let (head, foot) = lines.split_at(heading);
    let (tall, small) = (
        NAME_FONT.line_px() * head.len() as f64,
        FONT.line_px() * foot.len() as f64,
    );
    let top = b.centre().y - (tall + small + 4.0) / 2.0;
    let x = b.centre().x;
    let at = Point::new(x, top + tall / 2.0);
    let mut children = vec![Element::Shape(shape)];
    children.extend(text_block(head, at, Anchor::Middle, NAME_FONT, ink));
    let at = Point::new(x, top + tall + 4.0 + small / 2.0);
    children.extend(text_block(foot, at, Anchor::Middle, FONT, ink));
    Element::Group(Group {
        id,
        class: class.to_owned(),
        name: Some(format!("{name}: {more}")),
        role: Role::Node,
        bounds: Some(b),
        children,
        ..Group::default()
    })
}

/// The least height of the box of the focus, px.
fn focus_px(name: &str, width: f64) -> f64 {
    let lines = NAME_FONT.wrap_evenly(name, width - 16.0).len() as f64;
    NAME_FONT.line_px() * lines + 4.0 * FONT.line_px() + 20.0
}

/// Concern left, the focus in the middle, support right.
fn beside(
    page: &mut Page,
    record: &Record,
    focus: Focus,
    name: &str,
    sides: &[Side; 2],
    options: &DrawOptions,
) {
    let width = options.content_px();
    let centre = centre_px(name, width);
    let card_px = (width - centre - 2.0 * GAP_PX) / 2.0;
    let middle = MARGIN_PX + card_px + GAP_PX;
    let lefts = [middle + centre + GAP_PX, MARGIN_PX];
    for (stance, x) in Stance::ALL.into_iter().zip(lefts) {
        side_heading(page, stance, focus, x, options);
    }
    page.y += 22.0;
    let tallest = sides
        .iter()
        .map(Side::height_px)
        .fold(focus_px(name, centre), f64::max);
    let b = Rect::new(middle, page.y, centre, tallest);
    page.add([focus_box(record, focus, name, b, options)]);
    for (side, (stance, x)) in sides.iter().zip(Stance::ALL.into_iter().zip(lefts)) {
        let mut y = page.y + (tallest - side.height_px()) / 2.0;
        for (card, height) in &side.shown {
            let at = Rect::new(x, y, card_px, *height);
            let level = at.centre().y;
            let (inner, outer) = match stance {
                Stance::Support => (b.right(), at.x),
                Stance::Concern => (b.x, at.right()),
            };
            let ends = [Point::new(inner, level), Point::new(outer, level)];
            page.add([edge(record, focus, card, ends), card.draw(at)]);
            y += height + BETWEEN_PX;
        }
        side.fold(page, Point::new(x, y), card_px, options);
    }
    page.y += tallest + 12.0;
}

/// The focus above, then the cards of concern, then those of support, along a line.
fn stacked(
    page: &mut Page,
    record: &Record,
    focus: Focus,
    name: &str,
    sides: &[Side; 2],
    options: &DrawOptions,
) {
    let width = options.content_px();
    let b = Rect::new(
        MARGIN_PX,
        page.y,
        width,
        focus_px(name, width) - 2.0 * FONT.line_px(),
    );
    let line = MARGIN_PX + 3.0;
    let from = b.bottom();
    let mut to = from;
    page.add([focus_box(record, focus, name, b, options)]);
    page.y = from + 8.0;
    let left = MARGIN_PX + GAP_PX + 4.0;
    let card_px = width - GAP_PX - 4.0;
    for stance in [Stance::Concern, Stance::Support] {
        let side = &sides[super::held::side(stance)];
        if side.shown.is_empty() {
            continue;
        }
        side_heading(page, stance, focus, left, options);
        page.y += 22.0;
        for (card, height) in &side.shown {
            let at = Rect::new(left, page.y, card_px, *height);
            let level = at.centre().y;
            let ends = [Point::new(line + 1.0, level), Point::new(left, level)];
            page.add([edge(record, focus, card, ends), card.draw(at)]);
            to = level;
            page.y += height + BETWEEN_PX;
        }
        page.y += side.fold(page, Point::new(left, page.y), card_px, options) + 4.0;
    }
    let spine = rule(
        Point::new(line, from),
        Point::new(line, to),
        Stroke::solid(palette::BORDER, 2.0),
    );
    page.part("spine", vec![spine]);
}

fn side_heading(page: &mut Page, stance: Stance, focus: Focus, x: f64, options: &DrawOptions) {
    let l = options.language;
    let words = match (focus, stance) {
        (Focus::Stakeholder(_), Stance::Support) => l.say("Supports"),
        (Focus::Stakeholder(_), Stance::Concern) => l.say("Is concerned about"),
        (Focus::Theme(_), Stance::Support) => l.say("In support"),
        (Focus::Theme(_), Stance::Concern) => l.say("Concerned"),
    };
    let at = Point::new(x, page.y + 9.0);
    let words = [format!("{} {words}", stance.symbol())];
    let heading = text_block(&words, at, Anchor::Left, BOLD, palette::text(stance));
    page.part("side", heading.collect());
}

/// From the one who speaks to the theme; `ends` are at the focus and at the card.
fn edge(record: &Record, focus: Focus, card: &Card, ends: [Point; 2]) -> Element {
    let (focus_id, [from, to]) = match focus {
        Focus::Stakeholder(who) => (format!("stakeholder-{}", record.stakeholder(who).id), ends),
        Focus::Theme(theme) => (
            format!("theme-{}", record.theme(theme).id),
            [ends[1], ends[0]],
        ),
    };
    let route = [from, from.towards(to, 0.3), from.towards(to, 0.7), to];
    let ids = match focus {
        Focus::Stakeholder(_) => [focus_id, card.id()],
        Focus::Theme(_) => [card.id(), focus_id],
    };
    let width_px = 2.0 + 2.0 * ((card.rows.len() as f64).min(5.0) - 1.0);
    Element::Group(Group {
        id: format!("edge-{}", card.id()),
        class: format!("edge position {}", card.stance),
        name: Some(card.sentence.clone()),
        role: Role::Edge,
        ends: Some(ids),
        statements: card.rows.clone(),
        children: signed_edge(&route, card.stance, width_px),
        ..Group::default()
    })
}

/// The nearest and the farthest others, each with how far they agree.
fn near_lists(
    page: &mut Page,
    record: &Record,
    others: &[(StakeholderIx, Nearness)],
    options: &DrawOptions,
) {
    let l = options.language;
    if others.is_empty() {
        return;
    }
    let width = options.content_px();
    let near = &others[..others.len().min(NEAR)];
    let rest = &others[near.len()..];
    // Those as near as the nearest are not far.
    let farther = |(_, it): &&(StakeholderIx, Nearness)| it.distance > others[0].1.distance;
    let far: Vec<_> = (rest.iter().rev()).filter(farther).take(NEAR).collect();
    let columns = if width < NARROW_PX { 1.0 } else { 2.0 };
    let column_px = (width - 24.0 * (columns - 1.0)) / columns;
    let top = page.y;
    let mut lowest = top;
    let lists: [(&str, Vec<&(StakeholderIx, Nearness)>); 2] = [
        (l.say("Nearest"), near.iter().collect()),
        (l.say("Farthest"), far),
    ];
    for (list, (heading, members)) in lists.into_iter().enumerate() {
        if members.is_empty() {
            continue;
        }
        let mut x = MARGIN_PX;
        if columns > 1.0 {
            page.y = top;
            x += (column_px + 24.0) * list as f64;
        }
        let at = Point::new(x, page.y + 9.0);
        let words = [heading.to_owned()];
        page.part(
            "near",
            text_block(&words, at, Anchor::Left, BOLD, palette::INK).collect(),
        );
        page.y += 20.0;
        for (who, near) in members {
            let it = record.stakeholder(*who);
            let agreement = agreement(near, options);
            let name = BOLD.wrap(&it.name, column_px - 30.0);
            let more = FONT.wrap(&agreement, column_px - 30.0);
            let height = BOLD.line_px() * name.len() as f64 + FONT.line_px() * more.len() as f64;
            let b = Rect::new(x, page.y, column_px, height + 2.0);
            let middle = page.y + BOLD.line_px() * name.len() as f64 / 2.0;
            // Text lies on paper, not on the mark.
            let mut children = vec![
                Element::Shape(Shape::filled(Outline::Rect(b, 0.0), palette::PAPER)),
                kind_mark(it.kind, Point::new(x + 10.0, page.y + 8.0)),
            ];
            let left = x + 26.0;
            let at = Point::new(left, middle);
            children.extend(text_block(&name, at, Anchor::Left, BOLD, palette::INK));
            let at = Point::new(
                left,
                b.y + height - FONT.line_px() * more.len() as f64 / 2.0,
            );
            children.extend(text_block(&more, at, Anchor::Left, FONT, palette::MUTED));
            page.add([Element::Group(Group {
                id: format!("near-{}", it.id),
                class: "node near".to_owned(),
                name: Some(format!("{}: {agreement}", it.name)),
                role: Role::Node,
                bounds: Some(b),
                children,
                ..Group::default()
            })]);
            page.y += height + 5.0;
        }
        lowest = lowest.max(page.y);
    }
    page.y = lowest + 6.0;
}

fn agreement(near: &Nearness, options: &DrawOptions) -> String {
    let l = options.language;
    let share = said::per_cent(l, 1.0 - near.distance.unwrap_or(1.0));
    let themes = said::themes(l, near.shared.len());
    let values: [(&str, &dyn std::fmt::Display); 2] = [("share", &share), ("themes", &themes)];
    l.fill("{share} agreement over {themes}", &values)
}

fn keys(all: &[Vec<Card>; 2], focus: Focus, options: &DrawOptions) -> Vec<Key> {
    let l = options.language;
    let mut keys: Vec<Key> = Stance::ALL
        .into_iter()
        .map(|stance| Key::Edge(stance, 2.0, said::verb(l, stance).to_owned()))
        .collect();
    keys.push(Key::Words(l.say("thicker: more statements").to_owned()));
    if all.iter().flatten().any(|card| card.mixed) {
        keys.push(Key::Words(l.say("\u{B1}: on both sides").to_owned()));
    }
    if matches!(focus, Focus::Theme(_)) {
        let mut kinds: Vec<_> = all.iter().flatten().filter_map(|card| card.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        keys.extend(kinds.into_iter().map(Key::Kind));
    }
    keys
}
