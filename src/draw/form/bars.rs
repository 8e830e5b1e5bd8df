//! `bars`: support and concern for each theme or claim, to both sides of a line.

use std::collections::BTreeMap;

use super::held::{Held, Item, side};
use super::said;
use super::sides::{abbreviations, short};
use super::signed_bar::{END_PX, Way, rule, signed_bar};
use crate::analysis::{ContestedOptions, Table, contested};
use crate::draw::options::{DrawOptions, Grouping, Through};
use crate::draw::page::{Key, MARGIN_PX, Page};
use crate::draw::palette;
use crate::draw::scene::{
    Anchor, Element, Group, Point, Rect, Role, Scene, Stroke, Text, text_block,
};
use crate::draw::text::Font;
use crate::draw::words::provenance_in;
use crate::model::{KnowledgeGraph, Record, StakeholderIx, Stance, ThemeIx};

const FONT: Font = Font::regular(12.0);
const BOLD: Font = Font::bold(12.0);
/// Names are given where there are at most so many.
const FEW: usize = 5;
/// Panels narrower than this have the names of themes above the bars.
const NARROW_PX: f64 = 450.0;
const BAR_PX: f64 = 12.0;
const LEAST_ROW_PX: f64 = 18.0;
const HEADING_PX: f64 = 21.0;
const GUTTER_PX: f64 = 32.0;

/// One side of a row.
struct Side {
    people: Vec<StakeholderIx>,
    rows: Vec<usize>,
    /// Short names, "±" behind those that are on both sides; none where there are too many.
    names: Vec<String>,
}

struct Row {
    item: Item,
    /// Heading that it stands under.
    group: Option<ThemeIx>,
    sides: [Side; 2],
    mixed: Vec<StakeholderIx>,
}

/// How wide what is in every panel.
struct Plan {
    panel_px: f64,
    name_px: f64,
    /// From the left of a panel.
    axis_px: f64,
    unit_px: f64,
    stacked: bool,
}

pub(super) fn scene(record: &Record, graph: &KnowledgeGraph, options: &DrawOptions) -> Scene {
    let l = options.language;
    let width = options.content_px();
    let subtitle = match options.through {
        Through::Themes => l.say(
            "How many stakeholders are concerned about a theme (left), and how many support it (right)",
        ),
        Through::Claims => l.say(
            "How many stakeholders are concerned about a claim (left), and how many support it (right)",
        ),
    };
    let mut page = Page::new(&options.title(record), subtitle, width);
    let held = Held::new(graph, options.through);
    let all = rows(record, graph, &held, options);
    if all.is_empty() {
        page.caption(&[
            l.say("There are no positions to show.").to_owned(),
            provenance_in(options.language, record),
        ]);
        return page.finish(describe(record, options, &all), Vec::new());
    }
    let columns = if width >= 1000.0 && all.len() > 8 {
        2
    } else {
        1
    };
    let plan = plan(
        record,
        &all,
        (width - GUTTER_PX * (columns - 1) as f64) / columns as f64,
    );
    let (shown, folded) = fit(record, &all, &plan, options, columns, page.y);
    let blocks = blocks(record, &shown, &plan);
    let top = page.y;
    let whole: f64 = blocks.iter().map(|b| b.height_px).sum();
    let (mut x, mut y, mut lowest, mut filled) = (MARGIN_PX, top, top, 0.0);
    let mut column = 0;
    for (i, block) in blocks.iter().enumerate() {
        let broken = columns > 1
            && column == 0
            && filled + block.height_px / 2.0 > whole / columns as f64
            && !matches!(
                i.checked_sub(1).map(|i| &blocks[i].what),
                Some(What::Heading(_))
            );
        if i == 0 || broken {
            if broken {
                column += 1;
                x += plan.panel_px + GUTTER_PX;
                y = top;
            }
            y = sides_heading(&mut page, &plan, x, y, options);
        }
        match block.what {
            What::Heading(theme) => {
                let lines = BOLD.wrap(&record.theme(theme).name, plan.panel_px);
                let centre = Point::new(x, y + block.height_px / 2.0 + 2.0);
                page.part(
                    "group",
                    text_block(&lines, centre, Anchor::Left, BOLD, palette::MUTED).collect(),
                );
            }
            What::Row(row) => draw(
                &mut page,
                record,
                row,
                &plan,
                (x, y, block.height_px),
                options,
            ),
        }
        y += block.height_px;
        filled += block.height_px;
        lowest = lowest.max(y);
    }
    page.y = lowest + 6.0;
    if !folded.is_empty() {
        fold_row(&mut page, &folded, options, width);
    }
    page.legend(&keys(options, &all));
    page.caption(&caption(record, options, &held, &shown, &folded));
    page.finish(
        describe(record, options, &all),
        vec![facts(record, options, &all)],
    )
}

/// Rows under their headings: the most divided first, then the most heard.
fn rows(record: &Record, graph: &KnowledgeGraph, held: &Held, options: &DrawOptions) -> Vec<Row> {
    let found = contested(record, graph, &ContestedOptions::default());
    let ranked = match options.through {
        Through::Themes => &found.themes,
        Through::Claims => &found.claims,
    };
    let by_id: BTreeMap<&str, Item> = held.items.iter().map(|&i| (i.id(record), i)).collect();
    let mut rows: Vec<Row> = (ranked.iter())
        .filter_map(|one| by_id.get(one.id.as_str()))
        .map(|&item| row(record, held, item))
        .collect();
    if options.group == Grouping::None {
        return rows;
    }
    for row in &mut rows {
        row.group = row.item.top(record);
    }
    // Groups in the order of their first row; rows in the order that they have.
    let mut order: Vec<Option<ThemeIx>> = Vec::new();
    for row in &rows {
        if !order.contains(&row.group) {
            order.push(row.group);
        }
    }
    // A theme alone under its own name needs no heading; it comes last.
    let alone = |group: Option<ThemeIx>| {
        let mut members = rows.iter().filter(|row| row.group == group);
        group.is_none() || members.all(|row| Some(row.item) == group.map(Item::Theme))
    };
    let lonely: Vec<Option<ThemeIx>> = order.iter().copied().filter(|&g| alone(g)).collect();
    for row in &mut rows {
        if lonely.contains(&row.group) {
            row.group = None;
        }
    }
    let place = |group: Option<ThemeIx>| {
        let at = order.iter().position(|&g| g == group);
        if group.is_none() {
            order.len()
        } else {
            at.unwrap_or(order.len())
        }
    };
    rows.sort_by_key(|row| place(row.group));
    rows
}

fn row(record: &Record, held: &Held, item: Item) -> Row {
    let mixed: Vec<StakeholderIx> = (held.people.iter().copied())
        .filter(|&who| held.is_mixed(who, item))
        .collect();
    let sides = Stance::ALL.map(|stance| {
        let on = held.on(item, stance);
        let mut rows: Vec<usize> = on
            .iter()
            .flat_map(|(_, rows)| rows.iter().copied())
            .collect();
        rows.sort_unstable();
        let people: Vec<StakeholderIx> = on.iter().map(|&(who, _)| who).collect();
        let name = |who: &StakeholderIx| {
            // A name is not broken: the spaces within it hold.
            let name = short(record, *who).replace(' ', "\u{A0}");
            if mixed.contains(who) {
                format!("{name}\u{A0}\u{B1}")
            } else {
                name
            }
        };
        let names = if people.len() <= FEW {
            people.iter().map(name).collect()
        } else {
            Vec::new()
        };
        Side {
            people,
            rows,
            names,
        }
    });
    Row {
        item,
        group: None,
        sides,
        mixed,
    }
}

/// "+4", and " ±1" where some of many are on both sides.
fn count_label(row: &Row, stance: Stance) -> String {
    let it = &row.sides[side(stance)];
    let mut words = format!("{}{}", stance.symbol(), it.people.len());
    if it.names.is_empty() && !row.mixed.is_empty() {
        words += &format!(" (\u{B1}{})", row.mixed.len());
    }
    words
}

fn plan(record: &Record, rows: &[Row], panel_px: f64) -> Plan {
    let stacked = panel_px < NARROW_PX;
    let name_px = if stacked {
        panel_px
    } else {
        let longest = rows.iter().map(|row| FONT.width_px(row.item.name(record)));
        longest.fold(0.0, f64::max).clamp(60.0, panel_px * 0.36)
    };
    let area = if stacked {
        panel_px
    } else {
        panel_px - name_px - 10.0
    };
    let most = Stance::ALL.map(|s| {
        let counts = rows.iter().map(|row| row.sides[side(s)].people.len());
        counts.max().unwrap_or(0) as f64
    });
    let unit_px = (area * 0.4 / (most[0] + most[1]).max(1.0)).min(18.0);
    // What each side would take with its names on one line.
    let need = Stance::ALL.map(|s| {
        let one = |row: &Row| {
            let it = &row.sides[side(s)];
            if it.people.is_empty() {
                return 0.0;
            }
            // Two lines are a little more than half as wide as one.
            let names = it.names.join(", ");
            let words = names.split(' ').map(|word| FONT.width_px(word));
            let names = (FONT.width_px(&names) * 0.6).max(words.fold(0.0, f64::max));
            it.people.len() as f64 * unit_px
                + END_PX
                + 10.0
                + BOLD.width_px(&count_label(row, s))
                + names
        };
        rows.iter().map(one).fold(0.0, f64::max)
    });
    let least = |s: usize| {
        if most[s] > 0.0 {
            most[s] * unit_px + END_PX + 44.0
        } else {
            4.0
        }
    };
    let share = need[1] / (need[0] + need[1]).max(1.0);
    let left = (area * share).clamp(least(1).min(area / 2.0), (area - least(0)).max(area / 2.0));
    let axis = if need[0] + need[1] <= area {
        need[1].max(least(1).min(area / 2.0))
    } else {
        left
    };
    Plan {
        panel_px,
        name_px,
        axis_px: panel_px - area + axis,
        unit_px,
        stacked,
    }
}

impl Plan {
    /// Room beside a bar for names, px.
    fn beside_px(&self, record: &Record, row: &Row, stance: Stance) -> f64 {
        let label = self.label(record, row.item);
        let label_px = label
            .iter()
            .map(|line| FONT.width_px(line))
            .fold(0.0, f64::max);
        let it = &row.sides[side(stance)];
        let whole = match stance {
            Stance::Support => self.panel_px - self.axis_px,
            Stance::Concern if self.stacked => self.axis_px,
            Stance::Concern => self.axis_px - label_px - 10.0,
        };
        whole - self.bar_px(it) - END_PX - 9.0 - BOLD.width_px(&count_label(row, stance))
    }

    fn bar_px(&self, it: &Side) -> f64 {
        it.people.len() as f64 * self.unit_px
    }

    /// Names in lines, where they fit in two without breaking words.
    fn names(&self, record: &Record, row: &Row, stance: Stance) -> Vec<String> {
        let room = self.beside_px(record, row, stance);
        let names = row.sides[side(stance)].names.join(", ");
        let words = names.split(' ').map(|word| FONT.width_px(word));
        if names.is_empty() || words.fold(0.0, f64::max) > room {
            return Vec::new();
        }
        let lines = FONT.wrap_evenly(&names, room);
        if lines.len() <= 2 { lines } else { Vec::new() }
    }

    fn label(&self, record: &Record, item: Item) -> Vec<String> {
        FONT.wrap_evenly(item.name(record), self.name_px)
    }

    fn row_px(&self, record: &Record, row: &Row) -> f64 {
        let label = FONT.line_px() * self.label(record, row.item).len() as f64;
        let beside = Stance::ALL.map(|s| self.names(record, row, s).len());
        let beside = FONT.line_px() * beside[0].max(beside[1]) as f64;
        if self.stacked {
            label + (beside + 3.0).max(LEAST_ROW_PX) + 4.0
        } else {
            (label.max(beside) + 3.0).max(LEAST_ROW_PX)
        }
    }
}

enum What<'r> {
    Heading(ThemeIx),
    Row(&'r Row),
}

struct Block<'r> {
    what: What<'r>,
    height_px: f64,
}

fn blocks<'r>(record: &Record, rows: &[&'r Row], plan: &Plan) -> Vec<Block<'r>> {
    let mut blocks = Vec::new();
    let mut last = None;
    for &row in rows {
        if let (Some(group), true) = (row.group, row.group != last) {
            let lines = BOLD.wrap(&record.theme(group).name, plan.panel_px).len();
            blocks.push(Block {
                what: What::Heading(group),
                height_px: HEADING_PX + BOLD.line_px() * (lines as f64 - 1.0),
            });
        }
        last = row.group;
        blocks.push(Block {
            what: What::Row(row),
            height_px: plan.row_px(record, row),
        });
    }
    blocks
}

/// Which rows are shown: at most `top`, and no more than the page is high; the most heard stay.
fn fit<'r>(
    record: &Record,
    all: &'r [Row],
    plan: &Plan,
    options: &DrawOptions,
    columns: usize,
    top_px: f64,
) -> (Vec<&'r Row>, Vec<&'r Row>) {
    let mut ranked: Vec<usize> = (0..all.len()).collect();
    let heard = |row: &Row| {
        let people = row.sides[0].people.len() + row.sides[1].people.len();
        (people, row.sides[0].rows.len() + row.sides[1].rows.len())
    };
    match options.top {
        // Those with most statements, as everywhere.
        Some(_) => ranked.sort_by_key(|&i| std::cmp::Reverse(heard(&all[i]).1)),
        None => ranked.sort_by_key(|&i| std::cmp::Reverse(heard(&all[i]))),
    }
    let mut keep = options.top.unwrap_or(usize::MAX).clamp(1, all.len());
    let room = options.medium.height_px().map(|height| {
        // Heads of the sides, folded row, legend and caption.
        let around = 20.0
            + 20.0
            + if plan.panel_px < NARROW_PX {
                330.0
            } else {
                150.0
            };
        ((height - top_px - around) * columns as f64).max(200.0)
    });
    loop {
        let chosen = &ranked[..keep];
        let (mut shown, mut folded) = (Vec::new(), Vec::new());
        for (i, row) in all.iter().enumerate() {
            if chosen.contains(&i) {
                shown.push(row);
            } else {
                folded.push(row);
            }
        }
        let height: f64 = blocks(record, &shown, plan)
            .iter()
            .map(|b| b.height_px)
            .sum();
        if keep == 1 || room.is_none_or(|room| height <= room) {
            return (shown, folded);
        }
        keep -= 1;
    }
}

/// "concern" and "support" on both sides of the line, where there is room.
fn sides_heading(page: &mut Page, plan: &Plan, x: f64, y: f64, options: &DrawOptions) -> f64 {
    let mut children = Vec::new();
    for stance in Stance::ALL {
        let words = format!(
            "{} {}",
            stance.symbol(),
            said::noun(options.language, stance)
        );
        let (at, anchor, room) = match stance {
            Stance::Support => (
                plan.axis_px + 4.0,
                Anchor::Left,
                plan.panel_px - plan.axis_px,
            ),
            Stance::Concern => (plan.axis_px - 4.0, Anchor::Right, plan.axis_px),
        };
        if BOLD.width_px(&words) + 4.0 <= room {
            let at = Point::new(x + at, y + 12.0);
            let text = Text::new(words, at, BOLD, palette::text(stance)).anchored(anchor);
            children.push(Element::Text(text));
        }
    }
    page.part("sides", children);
    y + 18.0
}

fn draw(
    page: &mut Page,
    record: &Record,
    row: &Row,
    plan: &Plan,
    (x, y, height): (f64, f64, f64),
    options: &DrawOptions,
) {
    let label = plan.label(record, row.item);
    let label_px = FONT.line_px() * label.len() as f64;
    let (label_at, middle) = if plan.stacked {
        (
            y + 2.0 + label_px / 2.0,
            y + 2.0 + label_px + (height - label_px - 4.0) / 2.0,
        )
    } else {
        (y + height / 2.0, y + height / 2.0)
    };
    let at = Point::new(x, label_at);
    let mut children: Vec<Element> =
        text_block(&label, at, Anchor::Left, FONT, palette::INK).collect();
    let foot = y + height;
    children.push(rule(
        Point::new(x, foot),
        Point::new(x + plan.panel_px, foot),
        Stroke::solid(palette::HAIRLINE, 1.0),
    ));
    let axis = x + plan.axis_px;
    let top = if plan.stacked { y + 2.0 + label_px } else { y };
    children.push(rule(
        Point::new(axis, top),
        Point::new(axis, foot),
        Stroke::solid(palette::BORDER, 1.0),
    ));
    page.part("row", children);
    for stance in Stance::ALL {
        let it = &row.sides[side(stance)];
        if it.people.is_empty() {
            continue;
        }
        let length = plan.bar_px(it);
        let (way, sign, anchor) = match stance {
            Stance::Support => (Way::Right, 1.0, Anchor::Left),
            Stance::Concern => (Way::Left, -1.0, Anchor::Right),
        };
        let foot = Point::new(axis + sign, middle);
        let mut children = signed_bar(foot, way, (length, BAR_PX), stance, it.people.len());
        let mut x = axis + sign * (length + END_PX + 4.0);
        let words = count_label(row, stance);
        let words_px = BOLD.width_px(&words);
        let at = Point::new(x, middle + 0.35 * BOLD.size_px);
        let colour = palette::text(stance);
        children.push(Element::Text(
            Text::new(words, at, BOLD, colour).anchored(anchor),
        ));
        x += sign * (words_px + 5.0);
        let names = plan.names(record, row, stance);
        let names_px = names.iter().map(|n| FONT.width_px(n)).fold(0.0, f64::max);
        let lines = names.len().max(1) as f64 * FONT.line_px();
        children.extend(text_block(
            &names,
            Point::new(x, middle),
            anchor,
            FONT,
            palette::INK,
        ));
        let end = if names.is_empty() {
            x - sign * 5.0
        } else {
            x + sign * names_px
        };
        let (left, right) = (axis.min(end), axis.max(end));
        let tall = lines.max(BAR_PX + 3.0);
        let who: Vec<&str> = (it.people.iter())
            .map(|&who| record.stakeholder(who).name.as_str())
            .collect();
        page.add([Element::Group(Group {
            id: format!("bar-{}--{stance}", row.item.id(record)),
            class: format!("node bar {stance}"),
            name: Some(bar_name(record, row, stance, &who, options)),
            role: Role::Node,
            bounds: Some(Rect::new(left, middle - tall / 2.0, right - left, tall)),
            statements: it.rows.clone(),
            children,
            ..Group::default()
        })]);
    }
}

fn bar_name(
    record: &Record,
    row: &Row,
    stance: Stance,
    who: &[&str],
    options: &DrawOptions,
) -> String {
    let l = options.language;
    let n = said::stakeholders(l, who.len());
    let item = row.item.name(record);
    let names = said::list(l, who);
    let values: [(&str, &dyn std::fmt::Display); 3] =
        [("item", &item), ("stakeholders", &n), ("names", &names)];
    match stance {
        Stance::Support => l.fill("{item}: supported by {stakeholders}: {names}", &values),
        Stance::Concern => l.fill(
            "{item}: met with concern by {stakeholders}: {names}",
            &values,
        ),
    }
}

fn sums(rows: &[&Row]) -> [usize; 2] {
    let sum = |s: usize| rows.iter().map(|row| row.sides[s].people.len()).sum();
    [sum(0), sum(1)]
}

/// "+9 more themes: 12 in support, 3 of concern".
fn fold_row(page: &mut Page, folded: &[&Row], options: &DrawOptions, width: f64) {
    let l = options.language;
    let [support, concern] = sums(folded);
    let values: [(&str, &dyn std::fmt::Display); 3] = [
        ("items", &said::items(l, options.through, folded.len())),
        ("support", &support),
        ("concern", &concern),
    ];
    let words = l.fill(
        "Not drawn: {items} heard less, with +{support} and \u{2212}{concern} together",
        &values,
    );
    let lines = FONT.wrap(&words, width);
    let block = FONT.line_px() * lines.len() as f64;
    let at = Point::new(MARGIN_PX, page.y + block / 2.0);
    page.part(
        "more",
        text_block(&lines, at, Anchor::Left, FONT, palette::INK).collect(),
    );
    page.y += block + 4.0;
}

fn keys(options: &DrawOptions, rows: &[Row]) -> Vec<Key> {
    let l = options.language;
    let sample = |stance, way, x| signed_bar(Point::new(x, 0.0), way, (24.0, BAR_PX), stance, 2);
    let mut keys = vec![
        Key::Sample(
            34.0,
            sample(Stance::Concern, Way::Left, 32.0),
            said::verb(l, Stance::Concern).to_owned(),
        ),
        Key::Sample(
            34.0,
            sample(Stance::Support, Way::Right, 0.0),
            said::verb(l, Stance::Support).to_owned(),
        ),
    ];
    if rows.iter().any(|row| !row.mixed.is_empty()) {
        keys.push(Key::Words(l.say("\u{B1}: on both sides").to_owned()));
    }
    keys
}

fn caption(
    record: &Record,
    options: &DrawOptions,
    held: &Held,
    shown: &[&Row],
    folded: &[&Row],
) -> Vec<String> {
    let l = options.language;
    let mut method = match options.through {
        Through::Themes => l.say(
            "Each part of a bar is a stakeholder; its stance is that on a claim times the claim\u{2019}s stance \
             on the theme. The most divided come first, then the most heard.",
        ),
        Through::Claims => l.say(
            "Each part of a bar is a stakeholder. The most divided claims come first, then the most heard.",
        ),
    }
    .to_owned();
    if shown
        .iter()
        .any(|row| row.sides.iter().any(|s| s.people.len() > FEW))
    {
        method += " ";
        method += &l.fill("Names are given up to {n}.", &[("n", &FEW)]);
    }
    if !folded.is_empty() {
        method += " ";
        method += &l.fill(
            "Left out, the least heard: {items}.",
            &[("items", &said::items(l, options.through, folded.len()))],
        );
    }
    let silent = record.stakeholders().len() - held.people.len();
    if silent > 0 {
        method += " ";
        method += &l.fill(
            "Without a stance here: {stakeholders}.",
            &[("stakeholders", &said::stakeholders(l, silent))],
        );
    }
    let mut short: Vec<StakeholderIx> = (shown.iter())
        .flat_map(|row| row.sides.iter().filter(|s| !s.names.is_empty()))
        .flat_map(|s| s.people.iter().copied())
        .collect();
    short.sort_unstable();
    let short = abbreviations(record, short.into_iter());
    let mut paragraphs: Vec<String> = options.caption.iter().cloned().collect();
    paragraphs.extend([provenance_in(options.language, record), method]);
    if !short.is_empty() {
        paragraphs.push(short + ".");
    }
    paragraphs
}

fn describe(record: &Record, options: &DrawOptions, rows: &[Row]) -> String {
    let l = options.language;
    if rows.is_empty() {
        return l.say("There are no positions to show.").to_owned();
    }
    let name = |row: &Row| match row.item {
        Item::Theme(_) => row.item.name(record).to_owned(),
        Item::Claim(_) => format!("\u{201C}{}\u{201D}", row.item.name(record)),
    };
    let all: Vec<&Row> = rows.iter().collect();
    let [support, concern] = sums(&all);
    let values: [(&str, &dyn std::fmt::Display); 3] = [
        ("items", &said::items(l, options.through, rows.len())),
        ("support", &support),
        ("concern", &concern),
    ];
    let mut text = l.fill(
        "Bars to both sides of a line for {items}: {support} stances in support to the right, {concern} of \
         concern to the left.",
        &values,
    );
    for stance in Stance::ALL {
        let count = |row: &Row| row.sides[side(stance)].people.len();
        let most = rows.iter().map(count).max().unwrap_or(0);
        let which: Vec<String> = rows.iter().filter(|r| count(r) == most).map(name).collect();
        if most == 0 {
            continue;
        }
        let values: [(&str, &dyn std::fmt::Display); 2] = [
            ("items", &said::some(l, &which, 4)),
            ("stakeholders", &said::stakeholders(l, most)),
        ];
        text += " ";
        text += &match stance {
            Stance::Support => l.fill("Most widely supported: {items} ({stakeholders}).", &values),
            Stance::Concern => l.fill(
                "Most widely met with concern: {items} ({stakeholders}).",
                &values,
            ),
        };
    }
    let divided: Vec<String> = (rows.iter())
        .filter(|row| row.sides.iter().all(|s| !s.people.is_empty()))
        .map(name)
        .collect();
    text += " ";
    if divided.is_empty() {
        text += l.say("Nothing is both supported and met with concern.");
    } else {
        text += &l.fill(
            "Both supported and met with concern: {items}.",
            &[("items", &said::some(l, &divided, 6))],
        );
    }
    for row in rows.iter().filter(|row| !row.mixed.is_empty()).take(4) {
        let who: Vec<&str> = (row.mixed.iter())
            .map(|&who| record.stakeholder(who).name.as_str())
            .collect();
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("names", &said::some(l, &who, 6)), ("item", &name(row))];
        text += " ";
        text += &l.fill("On both sides of {item}: {names}.", &values);
    }
    text
}

fn facts(record: &Record, options: &DrawOptions, rows: &[Row]) -> Table {
    let l = options.language;
    let mut table = Table::new(
        l.say("Support and concern"),
        [
            said::item(l, options.through),
            said::noun(l, Stance::Support),
            said::noun(l, Stance::Concern),
            l.say("both"),
            l.say("supported by"),
            l.say("concern from"),
        ],
    );
    for row in rows {
        let names = |s: usize| {
            let names = row.sides[s].people.iter();
            let names: Vec<&str> = names
                .map(|&w| record.stakeholder(w).name.as_str())
                .collect();
            names.join("; ")
        };
        table.push([
            row.item.name(record).into(),
            row.sides[0].people.len().into(),
            row.sides[1].people.len().into(),
            row.mixed.len().into(),
            names(0).into(),
            names(1).into(),
        ]);
    }
    table
}
