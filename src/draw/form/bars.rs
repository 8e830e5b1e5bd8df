//! `bars`: for each theme or claim, who is concerned to the left of a line and who supports it
//! to the right, with their names where there is room.

use super::sides::{Item, abbreviations, heaviest, items, names};
use crate::analysis::{Cell, Table};
use crate::draw::language::Language;
use crate::draw::options::{DrawOptions, Grouping, Through};
use crate::draw::page::{Key, MARGIN_PX, Page};
use crate::draw::palette;
use crate::draw::scene::{
    Anchor, Element, Group, Outline, Point, Rect, Role, Scene, Shape, Step, Stroke, Text,
    text_block,
};
use crate::draw::text::Font;
use crate::draw::words::{list, provenance};
use crate::model::{KnowledgeGraph, Record, Stance, ThemeIx};

const FONT: Font = Font::regular(12.0);
const BOLD: Font = Font::bold(12.0);
const GAP_PX: f64 = 5.0;
/// The most names that a bar carries.
const FEW: usize = 5;
/// Rows that a picture has at most where nothing else is asked for.
const MOST_ROWS: usize = 60;

/// Where the bars are.
struct Chart {
    /// Width of the names beside the bars; 0 where they stand above.
    names_px: f64,
    /// The line between the two sides.
    zero: f64,
    left: f64,
    right: f64,
    unit_px: f64,
}

impl Chart {
    fn new(rows: &[Item], width: f64) -> Self {
        let most = |side: usize| rows.iter().map(|r| r.counts()[side]).max().unwrap_or(0) as f64;
        let names_px = if width < 420.0 {
            0.0
        } else {
            (width * 0.34).min(300.0)
        };
        let (left, right) = (MARGIN_PX + names_px, MARGIN_PX + width);
        // Both ends keep room for a number.
        let ends = 30.0;
        let (support, concern) = (most(0).max(1.0), most(1).max(1.0));
        let unit_px = ((right - left - 2.0 * ends) / (support + concern)).min(64.0);
        let zero = (left + ends + concern * unit_px).min(right - ends - support * unit_px);
        Self {
            names_px,
            zero,
            left,
            right,
            unit_px,
        }
    }
}

pub(super) fn scene(record: &Record, graph: &KnowledgeGraph, options: &DrawOptions) -> Scene {
    let language = options.language;
    let subtitle = match options.through {
        Through::Themes => {
            language.say("How many are concerned about each theme, and how many support it")
        }
        Through::Claims => {
            language.say("How many are concerned about each claim, and how many support it")
        }
    };
    let mut page = Page::new(&options.title(record), subtitle, options.content_px());
    let all = items(record, graph, options.through);
    let (mut rows, rest) = heaviest(all.clone(), options.top.unwrap_or(MOST_ROWS));
    rows.sort_by_key(|row| {
        let [support, concern] = row.counts();
        (
            std::cmp::Reverse(support + concern),
            std::cmp::Reverse(support),
            row.name.clone(),
        )
    });
    let chart = Chart::new(&rows, options.content_px());
    if rows.is_empty() {
        page.caption(&[language.say("There are no positions to show.").to_owned()]);
    } else {
        heads(&mut page, &chart, language);
        for (heading, rows) in groups(record, rows, options) {
            if let Some(heading) = heading {
                heading_strip(&mut page, &heading, options.content_px());
            }
            for row in &rows {
                bar_row(&mut page, &chart, record, row, language);
            }
        }
        if !rest.is_empty() {
            rest_row(&mut page, &rest, options);
        }
        page.y += 6.0;
        page.legend(&keys(
            language,
            all.iter().any(|item| !item.mixed().is_empty()),
        ));
    }
    let method = language.say(
        "The number is that of stakeholders, each once a side; themes with more speakers come first.",
    );
    let used = all
        .iter()
        .flat_map(|item| item.sides.iter().flatten())
        .map(|(who, _)| *who);
    let mut caption = vec![
        provenance(record),
        method.to_owned(),
        abbreviations(record, used),
    ];
    caption.retain(|line| !line.is_empty());
    page.caption(&caption);
    page.finish(
        describe(record, &all, language),
        vec![facts(record, &all, options)],
    )
}

type Section = (Option<String>, Vec<Item>);

/// Rows under their broad themes, those with more voices first.
fn groups(record: &Record, rows: Vec<Item>, options: &DrawOptions) -> Vec<Section> {
    if options.group == Grouping::None {
        return vec![(None, rows)];
    }
    let mut tops: Vec<(Option<ThemeIx>, Vec<Item>)> = Vec::new();
    for row in rows {
        match tops.iter_mut().find(|(top, _)| *top == row.top) {
            Some((_, rows)) => rows.push(row),
            None => tops.push((row.top, vec![row])),
        }
    }
    // One heading over everything says nothing.
    if tops.len() < 2 || tops.iter().all(|(_, rows)| rows.len() < 2) {
        return vec![(None, tops.into_iter().flat_map(|(_, rows)| rows).collect())];
    }
    let voices = |rows: &[Item]| {
        rows.iter()
            .map(|r| r.counts().iter().sum::<usize>())
            .sum::<usize>()
    };
    tops.sort_by_key(|(top, rows)| (std::cmp::Reverse(voices(rows)), *top));
    let named = |top: Option<ThemeIx>| top.map(|top| record.theme(top).name.clone());
    tops.into_iter()
        .map(|(top, rows)| (named(top), rows))
        .collect()
}

fn heads(page: &mut Page, chart: &Chart, language: Language) {
    let baseline = page.y + FONT.size_px;
    let word = |text: &str, x, anchor, stance| {
        Element::Text(
            Text::new(text, Point::new(x, baseline), BOLD, palette::text(stance)).anchored(anchor),
        )
    };
    let (against, in_favour) = (language.say("\u{2212} concern"), language.say("support +"));
    let children = vec![
        word(against, chart.zero - 8.0, Anchor::Right, Stance::Concern),
        word(in_favour, chart.zero + 8.0, Anchor::Left, Stance::Support),
    ];
    page.part("columns", children);
    page.y += FONT.line_px() + 4.0;
}

fn heading_strip(page: &mut Page, heading: &str, width: f64) {
    let lines = BOLD.wrap(heading, width - 14.0);
    let height = BOLD.line_px() * lines.len() as f64 + 6.0;
    let b = Rect::new(MARGIN_PX, page.y + 4.0, width, height);
    let mut children = vec![Element::Shape(Shape::filled(
        Outline::Rect(b, 3.0),
        palette::PANEL,
    ))];
    let at = Point::new(b.x + 7.0, b.centre().y);
    children.extend(text_block(&lines, at, Anchor::Left, BOLD, palette::MUTED));
    page.part("group", children);
    page.y = b.bottom() + 4.0;
}

/// What is written into a bar, or beside it.
struct Label {
    lines: Vec<String>,
    inside: bool,
}

fn label(names: &str, n: usize, bar_px: f64, beside_px: f64) -> Option<Label> {
    if n == 0 || n > FEW {
        return None;
    }
    // Whole names only: a name that would be broken makes the bar go without.
    let longest = names
        .split_whitespace()
        .map(|word| FONT.width_px(word))
        .fold(0.0, f64::max);
    for (room, inside) in [(bar_px - 12.0, true), (beside_px - 8.0, false)] {
        if longest <= room {
            let lines = FONT.wrap(names, room);
            if lines.len() <= 3 {
                return Some(Label { lines, inside });
            }
        }
    }
    None
}

fn bar_row(page: &mut Page, chart: &Chart, record: &Record, row: &Item, language: Language) {
    let counts = row.counts();
    let number_px = |n: usize| BOLD.width_px(&format!("+{n}")) + 8.0;
    let labels: [Option<Label>; 2] = std::array::from_fn(|side| {
        let bar_px = counts[side] as f64 * chart.unit_px;
        let end = if side == 0 {
            chart.right - chart.zero
        } else {
            chart.zero - chart.left
        };
        label(
            &names(record, row, side),
            counts[side],
            bar_px,
            end - bar_px - number_px(counts[side]),
        )
    });
    let lines = labels
        .iter()
        .flatten()
        .map(|l| l.lines.len())
        .max()
        .unwrap_or(1) as f64;
    let bar_height = FONT.line_px() * lines + 6.0;
    let above = chart.names_px == 0.0;
    let name_room = if above {
        chart.right - MARGIN_PX
    } else {
        chart.names_px - 10.0
    };
    let name = FONT.wrap_evenly(&row.name, name_room);
    let name_height = FONT.line_px() * name.len() as f64;
    let height = if above {
        name_height + bar_height
    } else {
        bar_height.max(name_height + 2.0)
    };
    let top = if above {
        page.y + name_height
    } else {
        page.y + (height - bar_height) / 2.0
    };
    let name_at = if above {
        page.y + name_height / 2.0
    } else {
        page.y + height / 2.0
    };
    let at = Point::new(MARGIN_PX, name_at);
    page.part(
        "row",
        text_block(&name, at, Anchor::Left, FONT, palette::INK).collect(),
    );

    for (side, stance) in Stance::ALL.into_iter().enumerate() {
        if counts[side] > 0 {
            let b = Rect::new(
                chart.zero,
                top,
                counts[side] as f64 * chart.unit_px,
                bar_height,
            );
            let b = if side == 0 { b } else { b.moved(-b.width, 0.0) };
            page.add([bar(record, row, stance, b, labels[side].as_ref(), language)]);
        }
    }
    let axis = vec![
        Step::Move(Point::new(chart.zero, page.y - GAP_PX / 2.0)),
        Step::Line(Point::new(chart.zero, page.y + height + GAP_PX / 2.0)),
    ];
    let axis = Shape::stroked(Outline::Path(axis), Stroke::solid(palette::BORDER, 1.0));
    page.part("axis", vec![Element::Shape(axis)]);
    page.y += height + GAP_PX;
}

fn bar(
    record: &Record,
    row: &Item,
    stance: Stance,
    b: Rect,
    label: Option<&Label>,
    language: Language,
) -> Element {
    let side = super::sides::side(stance);
    let n = row.sides[side].len();
    let stroke = Stroke {
        colour: palette::line(stance),
        width_px: 1.2,
        dash_px: (stance == Stance::Concern).then_some((4.0, 3.0)),
    };
    let shape = Shape::both(
        Outline::Rect(b.grown(-0.6), 0.0),
        palette::tint(stance),
        stroke,
    );
    let mut children = vec![Element::Shape(shape)];
    let outwards = if side == 0 { 1.0 } else { -1.0 };
    let (anchor, end) = match stance {
        Stance::Support => (Anchor::Left, b.right()),
        Stance::Concern => (Anchor::Right, b.x),
    };
    let number = format!("{}{n}", stance.symbol());
    let at = Point::new(end + outwards * 4.0, b.centre().y + 0.35 * BOLD.size_px);
    let number_px = BOLD.width_px(&number);
    let number = Text::new(number, at, BOLD, palette::text(stance)).anchored(anchor);
    let mut bounds = b.union(number.bounds());
    children.push(Element::Text(number));
    if let Some(label) = label {
        let (x, anchor) = if label.inside {
            (b.centre().x, Anchor::Middle)
        } else {
            (end + outwards * (number_px + 8.0), anchor)
        };
        let at = Point::new(x, b.centre().y);
        for text in text_block(&label.lines, at, anchor, FONT, palette::INK) {
            if let Element::Text(text) = &text {
                bounds = bounds.union(text.bounds());
            }
            children.push(text);
        }
    }
    let all: Vec<String> = (row.sides[side].iter())
        .map(|(who, _)| record.stakeholder(*who).name.clone())
        .collect();
    let values: [(&str, &dyn std::fmt::Display); 3] =
        [("names", &list(&all)), ("item", &row.name), ("n", &n)];
    let name = match stance {
        Stance::Support => language.fill("{item}: {n} in support, {names}", &values),
        Stance::Concern => language.fill("{item}: {n} with a concern, {names}", &values),
    };
    Element::Group(Group {
        id: format!("bar-{}-{stance}", row.id),
        class: format!("node bar {stance}"),
        name: Some(name),
        role: Role::Node,
        bounds: Some(bounds),
        statements: row.rows(side),
        children,
        ..Group::default()
    })
}

/// What is left out, summed.
fn rest_row(page: &mut Page, rest: &[Item], options: &DrawOptions) {
    let sum = |side: usize| rest.iter().map(|item| item.counts()[side]).sum::<usize>();
    let values: [(&str, &dyn std::fmt::Display); 3] = [
        ("n", &rest.len()),
        ("support", &sum(0)),
        ("concern", &sum(1)),
    ];
    let words = match options.through {
        Through::Themes => options.language.fill(
            "+{n} more themes: {support} positions in support, {concern} of concern",
            &values,
        ),
        Through::Claims => options.language.fill(
            "+{n} more claims: {support} stances in support, {concern} of concern",
            &values,
        ),
    };
    page.y += 2.0;
    page.caption(&[words]);
}

fn keys(language: Language, any_mixed: bool) -> Vec<Key> {
    let sample = |stance| {
        let stroke = Stroke {
            colour: palette::line(stance),
            width_px: 1.2,
            dash_px: (stance == Stance::Concern).then_some((4.0, 3.0)),
        };
        let b = Rect::new(0.0, -8.0, 30.0, 16.0);
        vec![
            Element::Shape(Shape::both(
                Outline::Rect(b, 0.0),
                palette::tint(stance),
                stroke,
            )),
            Element::Text(
                Text::new(
                    stance.symbol().to_string(),
                    Point::new(15.0, 4.2),
                    BOLD,
                    palette::text(stance),
                )
                .anchored(Anchor::Middle),
            ),
        ]
    };
    let mut keys = vec![
        Key::Sample(
            30.0,
            sample(Stance::Concern),
            language.say("stakeholders with a concern").to_owned(),
        ),
        Key::Sample(
            30.0,
            sample(Stance::Support),
            language.say("stakeholders in support").to_owned(),
        ),
    ];
    if any_mixed {
        keys.push(Key::Words(language.say("\u{B1} on both sides").to_owned()));
    }
    keys
}

fn describe(record: &Record, all: &[Item], language: Language) -> String {
    if all.is_empty() {
        return language.say("There are no positions to show.").to_owned();
    }
    let count = |keep: &dyn Fn(usize, usize) -> bool| {
        all.iter()
            .filter(|item| keep(item.counts()[0], item.counts()[1]))
            .count()
    };
    let mut text = language.fill(
        "Bars to both sides of a line, for {n} themes or claims: {support} met with support only, {concern} with concern only, {both} with both.",
        &[
            ("n", &all.len()),
            ("support", &count(&|s, c| s > 0 && c == 0)),
            ("concern", &count(&|s, c| s == 0 && c > 0)),
            ("both", &count(&|s, c| s > 0 && c > 0)),
        ],
    );
    let most = |side: usize| {
        all.iter()
            .map(|item| item.counts()[side])
            .max()
            .unwrap_or(0)
    };
    let at = |side: usize| {
        let n = most(side);
        let names = all.iter().filter(|item| n > 0 && item.counts()[side] == n);
        (
            n,
            names
                .take(4)
                .map(|item| item.name.clone())
                .collect::<Vec<_>>(),
        )
    };
    for side in 0..2 {
        let (n, names) = at(side);
        if n > 0 {
            let values: [(&str, &dyn std::fmt::Display); 2] = [("names", &list(&names)), ("n", &n)];
            text.push(' ');
            text += &if side == 0 {
                language.fill("Most support: {names} ({n}).", &values)
            } else {
                language.fill("Most concern: {names} ({n}).", &values)
            };
        }
    }
    let mut split: Vec<&Item> = all
        .iter()
        .filter(|item| item.counts()[0] * item.counts()[1] > 0)
        .collect();
    split.sort_by_key(|item| std::cmp::Reverse(item.counts()[0].min(item.counts()[1])));
    if !split.is_empty() {
        let sides = |item: &&Item| {
            format!(
                "{} ({} / {})",
                item.name,
                names(record, item, 0),
                names(record, item, 1)
            )
        };
        let split: Vec<String> = split.iter().take(3).map(sides).collect();
        text.push(' ');
        text += &language.fill(
            "Most divided, support / concern: {names}.",
            &[("names", &split.join("; "))],
        );
    }
    text
}

fn facts(record: &Record, all: &[Item], options: &DrawOptions) -> Table {
    let language = options.language;
    let what = match options.through {
        Through::Themes => language.say("theme"),
        Through::Claims => language.say("claim"),
    };
    let heads = [
        what,
        language.say("support"),
        language.say("concern"),
        language.say("in support"),
        language.say("with a concern"),
    ];
    let mut table = Table::new(language.say("Stakeholders for and against"), heads);
    for item in all {
        table.push([
            Cell::from(item.name.as_str()),
            item.counts()[0].into(),
            item.counts()[1].into(),
            names(record, item, 0).into(),
            names(record, item, 1).into(),
        ]);
    }
    table
}
