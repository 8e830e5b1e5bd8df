//! `overlap`: which stakeholders hold the same, as an `UpSet`: each column is a set of stances,
//! above it how many themes or claims are held just so. The same theme with opposite stances
//! is a column of its own, never an agreement.

use super::fit::first;
use super::sides::{Item, abbreviations, items, short, speakers};
use crate::analysis::{Cell, Table};
use crate::draw::language::Language;
use crate::draw::options::{DrawOptions, Through};
use crate::draw::page::{Key, MARGIN_PX, Page};
use crate::draw::palette;
use crate::draw::scene::{
    Anchor, Element, Group, Outline, Point, Rect, Role, Scene, Shape, Step, Stroke, Text,
    text_block,
};
use crate::draw::signed_edge::sign;
use crate::draw::text::Font;
use crate::draw::words::{listed, provenance_in};
use crate::model::{KnowledgeGraph, Record, StakeholderIx, Stance};

const FONT: Font = Font::regular(12.0);
const BOLD: Font = Font::bold(12.0);
const COLUMN_PX: f64 = 25.0;
const ROW_PX: f64 = 26.0;
const BARS_PX: f64 = 84.0;
/// Between the columns of several and those of one alone.
const BREAK_PX: f64 = 14.0;
/// Stakeholders that are shown where nothing else is asked for.
const MOST_ROWS: usize = 20;
/// Fewer are shown only where so many are asked for.
const LEAST_ROWS: usize = 4;
/// Columns that are spelt out below, at most, and those of them that may take a whole line each.
const SPELT: usize = 16;
const SPELT_IN_LINES: usize = 8;
/// Between two of them beside each other, and before the words of each, px.
const BESIDE_PX: f64 = 16.0;
const LETTER_PX: f64 = 20.0;

/// A set of stances, and what is held just so.
struct Pattern {
    /// By row: support, concern; both for a mixed one.
    held: Vec<[bool; 2]>,
    items: Vec<Item>,
}

impl Pattern {
    /// How many stakeholders.
    fn degree(&self) -> usize {
        self.held
            .iter()
            .filter(|sides| sides[0] || sides[1])
            .count()
    }

    /// Whether there is both support and concern in it.
    fn is_divided(&self) -> bool {
        let any = |side: usize| self.held.iter().any(|sides| sides[side]);
        any(0) && any(1)
    }

    fn words(&self, record: &Record, people: &[StakeholderIx], language: Language) -> String {
        let of = |keep: &dyn Fn(&[bool; 2]) -> bool| {
            let names: Vec<String> = (self.held.iter().zip(people))
                .filter(|(sides, _)| keep(sides))
                .map(|(_, &who)| short(record, who).to_owned())
                .collect();
            listed(language, &names)
        };
        let parts = [
            (of(&|s| s[0] && !s[1]), language.say("in support")),
            (of(&|s| s[1] && !s[0]), language.say("with a concern")),
            (of(&|s| s[0] && s[1]), language.say("on both sides")),
        ];
        let said = parts.iter().filter(|(names, _)| !names.is_empty());
        let said: Vec<String> = said
            .map(|(names, what)| format!("{names} {what}"))
            .collect();
        said.join("; ")
    }
}

pub(super) fn scene(record: &Record, graph: &KnowledgeGraph, options: &DrawOptions) -> Scene {
    let most = options.top.unwrap_or(MOST_ROWS);
    let steps = (1..most).rev().filter(|&rows| rows >= LEAST_ROWS.min(most));
    let steps = [most].into_iter().chain(steps);
    let steps = steps.map(|rows| (rows, SPELT_IN_LINES));
    // Then fewer columns are spelt out: the table has them all.
    let least = LEAST_ROWS.min(most);
    let fewer = (0..SPELT_IN_LINES).rev().map(|spelt| (least, spelt));
    let steps: Vec<(usize, usize)> = steps.chain(fewer).collect();
    let page = options.medium.height_px().unwrap_or(f64::INFINITY);
    let made = |step| {
        let scene = drawn(record, graph, options, step);
        let fits = scene.height_px <= page;
        ((step, scene), fits)
    };
    let found = first(steps.len(), |at| made(steps[at]));
    // There is at least one step.
    let (step, scene) = found.unwrap_or_else(|| made((most, SPELT_IN_LINES)).0);
    if step.1 < SPELT_IN_LINES {
        return scene;
    }
    // More of them, where the page has room for that.
    for spelt in [SPELT, usize::midpoint(SPELT, SPELT_IN_LINES)] {
        let ((_, scene), fits) = made((step.0, spelt));
        if fits {
            return scene;
        }
    }
    scene
}

fn drawn(
    record: &Record,
    graph: &KnowledgeGraph,
    options: &DrawOptions,
    (rows, spelt): (usize, usize),
) -> Scene {
    let language = options.language;
    let width = options.content_px();
    let subtitle = match options.through {
        Through::Themes => language.say("Which stakeholders hold the same on which themes"),
        Through::Claims => language.say("Which stakeholders hold the same on which claims"),
    };
    let mut page = Page::new(&options.title(record), subtitle, width);
    let all = items(record, graph, options.through);
    let said = speakers(&all);
    let mut people: Vec<StakeholderIx> = said.iter().map(|(who, _)| *who).collect();
    let left_out = people.len().saturating_sub(rows);
    people.truncate(rows);
    let patterns = patterns(&all, &people);
    if patterns.is_empty() {
        page.caption(&[
            language.say("There are no positions to show.").to_owned(),
            provenance_in(language, record),
        ]);
        return page.finish(
            language.say("There are no positions to show.").to_owned(),
            Vec::new(),
        );
    }

    // As wide as the names, which may take two lines.
    let names = people
        .iter()
        .map(|&who| BOLD.width_px(short(record, who)) + 9.0);
    let name_px = names
        .fold(40.0, f64::max)
        .min((width * 0.26).clamp(84.0, 170.0));
    let sizes_px = 66.0;
    let room = width - name_px - sizes_px - BREAK_PX - 6.0;
    let columns = ((room / COLUMN_PX).floor() as usize).max(2);
    let (shown, folded) = patterns.split_at(patterns.len().min(columns));
    draw(
        &mut page,
        record,
        &people,
        shown,
        &all,
        (name_px, sizes_px, spelt),
        language,
    );
    spell(&mut page, shown, spelt, width);
    page.legend(&keys(language));

    let method = match options.through {
        Through::Themes => language.say(
            "A column holds the themes on which just these stakeholders have just these stances; first what several hold.",
        ),
        Through::Claims => language.say(
            "A column holds the claims on which just these stakeholders have just these stances; first what several hold.",
        ),
    };
    let mut caption = vec![provenance_in(language, record), method.to_owned()];
    if !folded.is_empty() {
        let held: usize = folded.iter().map(|pattern| pattern.items.len()).sum();
        caption.push(language.fill(
            "+{n} more columns, with {held} themes or claims: in the table.",
            &[("n", &folded.len()), ("held", &held)],
        ));
    }
    if left_out > 0 {
        caption.push(language.fill("+{n} more stakeholders, who say less.", &[("n", &left_out)]));
    }
    if patterns.len() > 2 && patterns.iter().all(|pattern| pattern.items.len() == 1) {
        caption.push(
            language
                .say("Nothing is held alike by the same stakeholders: fewer of them, or the form \u{2018}matrix\u{2019}, show more.")
                .to_owned(),
        );
    }
    caption.splice(0..0, options.caption.iter().cloned());
    caption.push(abbreviations(record, people.iter().copied()));
    caption.retain(|line| !line.is_empty());
    page.caption(&caption);
    let description = describe(record, &people, &patterns, language);
    page.finish(
        description,
        vec![facts(record, &people, &patterns, language)],
    )
}

/// What is held just so, the widest shared first, then by how many hold it.
fn patterns(all: &[Item], people: &[StakeholderIx]) -> Vec<Pattern> {
    let mut found: Vec<Pattern> = Vec::new();
    for item in all {
        let mut held = vec![[false; 2]; people.len()];
        for (side, voices) in item.sides.iter().enumerate() {
            for (who, _) in voices {
                if let Some(row) = people.iter().position(|other| other == who) {
                    held[row][side] = true;
                }
            }
        }
        if held.iter().all(|sides| *sides == [false; 2]) {
            continue;
        }
        match found.iter_mut().find(|pattern| pattern.held == held) {
            Some(pattern) => pattern.items.push(item.clone()),
            None => found.push(Pattern {
                held,
                items: vec![item.clone()],
            }),
        }
    }
    found.sort_by_cached_key(|pattern| {
        let degree = pattern.degree();
        let most = std::cmp::Reverse(pattern.items.len());
        (
            degree < 2,
            most,
            std::cmp::Reverse(degree),
            pattern.items[0].id.clone(),
        )
    });
    found
}

fn letter(at: usize) -> char {
    char::from(b'A' + at as u8 % 26)
}

fn draw(
    page: &mut Page,
    record: &Record,
    people: &[StakeholderIx],
    shown: &[Pattern],
    all: &[Item],
    (name_px, sizes_px, spelt): (f64, f64, usize),
    language: Language,
) {
    let left = MARGIN_PX + name_px + sizes_px + 6.0;
    let alone = shown
        .iter()
        .position(|pattern| pattern.degree() < 2)
        .unwrap_or(shown.len());
    let x = |column: usize| {
        let gap = if column >= alone && alone > 0 {
            BREAK_PX
        } else {
            0.0
        };
        left + COLUMN_PX * (column as f64 + 0.5) + gap
    };
    let most = shown
        .iter()
        .map(|pattern| pattern.items.len())
        .max()
        .unwrap_or(1) as f64;
    let floor = page.y + BARS_PX;
    let top = floor + 24.0;
    let sums = people.iter().map(|who| {
        let holds = |item: &&Item| item.sides.iter().flatten().any(|(other, _)| other == who);
        all.iter().filter(holds).count()
    });
    let sums: Vec<usize> = sums.collect();
    let greatest = sums.iter().copied().max().unwrap_or(1).max(1) as f64;

    let mut y = top;
    let mut middles = Vec::new();
    let mut children = Vec::new();
    for (row, &who) in people.iter().enumerate() {
        let lines = BOLD.wrap_evenly(short(record, who), name_px - 8.0);
        let height = (BOLD.line_px() * lines.len() as f64 + 8.0).max(ROW_PX);
        if row % 2 == 0 {
            let right = x(shown.len() - 1) + COLUMN_PX / 2.0;
            let stripe = Rect::new(MARGIN_PX, y, right - MARGIN_PX, height);
            children.push(Element::Shape(Shape::filled(
                Outline::Rect(stripe, 0.0),
                palette::PANEL,
            )));
        }
        let middle = y + height / 2.0;
        middles.push(middle);
        let at = Point::new(MARGIN_PX + 4.0, middle);
        children.extend(text_block(&lines, at, Anchor::Left, BOLD, palette::INK));
        // The bar of the whole set grows to the left, its number before it.
        let longest = sizes_px - 30.0;
        let bar_px = longest * sums[row] as f64 / greatest;
        let b = Rect::new(
            MARGIN_PX + name_px + sizes_px - 4.0 - bar_px,
            middle - 6.0,
            bar_px,
            12.0,
        );
        children.push(Element::Shape(Shape::filled(
            Outline::Rect(b, 0.0),
            palette::BORDER,
        )));
        let at = Point::new(b.x - 3.0, middle + 0.35 * FONT.size_px);
        let number = Text::new(sums[row].to_string(), at, FONT, palette::INK);
        children.push(Element::Text(number.anchored(Anchor::Right)));
        y += height;
    }
    page.part("rows", children);

    for (column, pattern) in shown.iter().enumerate() {
        let n = pattern.items.len();
        let height = (BARS_PX - 20.0) * n as f64 / most;
        let bar = Rect::new(x(column) - 8.0, floor - height, 16.0, height);
        let at = Point::new(x(column), bar.y - 4.0);
        let number = Text::new(n.to_string(), at, BOLD, palette::INK).anchored(Anchor::Middle);
        let mut bounds = bar.union(number.bounds());
        let under = number.bounds();
        let mut children = vec![
            Element::Shape(Shape::filled(Outline::Rect(under, 0.0), palette::PAPER)),
            Element::Shape(Shape::filled(Outline::Rect(bar, 0.0), palette::BORDER)),
            Element::Text(number),
        ];
        if column < alone.min(spelt) {
            let at = Point::new(x(column), floor + 15.0);
            let name = Text::new(letter(column).to_string(), at, FONT, palette::MUTED);
            children.push(Element::Text(name.anchored(Anchor::Middle)));
        }
        let rows: Vec<usize> = (0..people.len())
            .filter(|&row| pattern.held[row][0] || pattern.held[row][1])
            .collect();
        if let [first, .., last] = rows[..] {
            let path = vec![
                Step::Move(Point::new(x(column), middles[first])),
                Step::Line(Point::new(x(column), middles[last])),
            ];
            let stroke = Stroke::solid(
                palette::BORDER,
                if pattern.is_divided() { 1.0 } else { 3.0 },
            );
            children.push(Element::Shape(Shape::stroked(Outline::Path(path), stroke)));
        }
        for &row in &rows {
            let at = Point::new(x(column), middles[row]);
            let dots = dots(at, pattern.held[row]);
            bounds = bounds.union(Rect::new(at.x - 11.0, at.y - 11.0, 22.0, 22.0));
            children.extend(dots);
        }
        let what: Vec<String> = pattern.items.iter().map(|item| item.name.clone()).collect();
        let mut statements: Vec<usize> = pattern
            .items
            .iter()
            .flat_map(|item| [item.rows(0), item.rows(1)].concat())
            .collect();
        statements.sort_unstable();
        statements.dedup();
        page.add([Element::Group(Group {
            id: format!("set-{}", pattern.items[0].id),
            class: "node set".to_owned(),
            name: Some(language.fill(
                "{n} held just so ({who}): {items}",
                &[
                    ("n", &n),
                    ("who", &pattern.words(record, people, language)),
                    ("items", &listed(language, &what)),
                ],
            )),
            role: Role::Node,
            bounds: Some(bounds),
            statements,
            children,
            ..Group::default()
        })]);
    }
    page.y = y + 8.0;
}

/// Support is a disc with a plus; concern a square with a minus, dashed; both side by side.
fn dots(at: Point, sides: [bool; 2]) -> Vec<Element> {
    let off = if sides == [true, true] { 5.5 } else { 0.0 };
    let radius = if off > 0.0 { 5.0 } else { 8.0 };
    let mut drawn = Vec::new();
    if sides[0] {
        drawn.extend(sign(Point::new(at.x - off, at.y), Stance::Support, radius));
    }
    if sides[1] {
        let middle = Point::new(at.x + off, at.y);
        let b = Rect::new(
            middle.x - radius + 0.5,
            at.y - radius + 0.5,
            2.0 * radius - 1.0,
            2.0 * radius - 1.0,
        );
        let stroke = Stroke {
            colour: palette::line(Stance::Concern),
            width_px: 1.4,
            dash_px: Some((3.0, 2.0)),
        };
        drawn.push(Element::Shape(Shape::both(
            Outline::Rect(b, 0.0),
            palette::tint(Stance::Concern),
            stroke,
        )));
        let arm = radius * 0.6;
        let minus = vec![
            Step::Move(Point::new(middle.x - arm, middle.y)),
            Step::Line(Point::new(middle.x + arm, middle.y)),
        ];
        drawn.push(Element::Shape(Shape::stroked(
            Outline::Path(minus),
            Stroke::solid(palette::text(Stance::Concern), 1.8),
        )));
    }
    drawn
}

/// What the first columns hold, in words: down the page, in two columns where there are many or
/// all have room in half a line.
fn spell(page: &mut Page, shown: &[Pattern], spelt: usize, width: f64) {
    let words: Vec<String> = (shown.iter().take(spelt))
        .take_while(|pattern| pattern.degree() > 1)
        .map(|pattern| {
            let what: Vec<&str> = (pattern.items.iter())
                .map(|item| item.name.as_str())
                .collect();
            what.join("; ")
        })
        .collect();
    let half = (width - BESIDE_PX) / 2.0;
    let fits = |words: &String| FONT.width_px(words) <= half - LETTER_PX;
    let beside = words.len() > SPELT_IN_LINES || (words.len() > 1 && words.iter().all(fits));
    let (own_px, rows) = if beside {
        (half, words.len().div_ceil(2))
    } else {
        (width, words.len())
    };
    let (top, mut lowest) = (page.y, page.y);
    let mut children = Vec::new();
    for (column, words) in words.iter().enumerate() {
        if column.is_multiple_of(rows) {
            page.y = top;
        }
        let x = MARGIN_PX + (own_px + BESIDE_PX) * (column / rows) as f64;
        let lines = FONT.wrap(words, own_px - LETTER_PX);
        let block = FONT.line_px() * lines.len() as f64;
        let letter_at = Point::new(x, page.y + FONT.line_px() / 2.0 + 0.35 * FONT.size_px);
        children.push(Element::Text(Text::new(
            letter(column).to_string(),
            letter_at,
            BOLD,
            palette::INK,
        )));
        let at = Point::new(x + LETTER_PX, page.y + block / 2.0);
        children.extend(text_block(&lines, at, Anchor::Left, FONT, palette::INK));
        page.y += block + 2.0;
        lowest = lowest.max(page.y);
    }
    page.part("columns", children);
    page.y = lowest + 4.0;
}

fn keys(language: Language) -> Vec<Key> {
    let at = Point::new(10.0, 0.0);
    vec![
        Key::Sample(
            20.0,
            dots(at, [true, false]),
            language.say("supports").to_owned(),
        ),
        Key::Sample(
            20.0,
            dots(at, [false, true]),
            language.say("is concerned about").to_owned(),
        ),
        Key::Sample(
            22.0,
            dots(Point::new(11.0, 0.0), [true, true]),
            language.say("both").to_owned(),
        ),
        Key::Words(language.say("thin line: opposite stances").to_owned()),
    ]
}

fn describe(
    record: &Record,
    people: &[StakeholderIx],
    patterns: &[Pattern],
    language: Language,
) -> String {
    let held = |keep: &dyn Fn(&Pattern) -> bool| {
        patterns
            .iter()
            .filter(|p| keep(p))
            .map(|p| p.items.len())
            .sum::<usize>()
    };
    let mut text = language.fill(
        "Sets of stances of {people} stakeholders on {n} themes or claims: {together} are held by several with one stance, \
         {divided} by several with opposite stances, {alone} by one alone.",
        &[
            ("people", &people.len()),
            ("n", &held(&|_| true)),
            ("together", &held(&|p| p.degree() > 1 && !p.is_divided())),
            ("divided", &held(&|p| p.degree() > 1 && p.is_divided())),
            ("alone", &held(&|p| p.degree() < 2)),
        ],
    );
    let shared = patterns.iter().filter(|p| p.degree() > 1);
    if let Some(first) = shared.clone().next() {
        let values: [(&str, &dyn std::fmt::Display); 2] = [
            ("who", &first.words(record, people, language)),
            ("n", &first.items.len()),
        ];
        text.push(' ');
        text += &language.fill("Most held together: {who} ({n}).", &values);
    }
    if let Some(widest) =
        shared.max_by_key(|p| (p.degree(), std::cmp::Reverse(p.items[0].id.clone())))
    {
        let names: Vec<String> = widest.items.iter().map(|item| item.name.clone()).collect();
        text.push(' ');
        text += &language.fill(
            "Held by most: {items}, by {n} stakeholders.",
            &[
                ("items", &listed(language, &names)),
                ("n", &widest.degree()),
            ],
        );
    }
    text
}

fn facts(
    record: &Record,
    people: &[StakeholderIx],
    patterns: &[Pattern],
    language: Language,
) -> Table {
    let heads = [
        language.say("stakeholders"),
        language.say("number"),
        language.say("themes or claims"),
    ];
    let mut table = Table::new(language.say("What is held just so"), heads);
    for pattern in patterns {
        let what: Vec<String> = pattern.items.iter().map(|item| item.name.clone()).collect();
        table.push([
            Cell::from(pattern.words(record, people, language)),
            what.len().into(),
            what.join("; ").into(),
        ]);
    }
    table
}
