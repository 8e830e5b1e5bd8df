//! `matrix`: stakeholders and themes as a table, similar ones next to each other.

use crate::analysis::{Standing, seriation, standing};
use crate::draw::options::DrawOptions;
use crate::draw::page::{Key, MARGIN_PX, Page};
use crate::draw::palette;
use crate::draw::scene::{
    Anchor, Element, Group, Outline, Point, Rect, Role, Scene, Shape, Step, Stroke, Text,
    text_block,
};
use crate::draw::text::Font;
use crate::draw::words::{count, describe_positions, provenance};
use crate::model::{KnowledgeGraph, Record, StakeholderIx, Stance, ThemeIx};

const SUBTITLE: &str = "Who supports which theme (+), and who is concerned about it (\u{2212})";
const WIDTH_PX: f64 = 581.0;
const ROW_NAME_PX: f64 = 196.0;
const HEAD_PX: f64 = 136.0;
const HEAD_LINE_PX: f64 = 13.0;
const LEAST_CELL_PX: f64 = 40.0;
const FONT: Font = Font::regular(12.0);
const BOLD: Font = Font::bold(12.0);
/// Sine of the 45° that headings of columns are turned by.
const SLANT: f64 = std::f64::consts::FRAC_1_SQRT_2;

/// The two axes: names in order, and the counts of a cell.
struct Table<'r> {
    rows: Vec<&'r str>,
    columns: Vec<&'r str>,
    cells: Vec<Vec<Cell>>,
}

struct Cell {
    id: String,
    sides: [u32; 2],
    name: String,
}

pub(super) fn scene(record: &Record, graph: &KnowledgeGraph, options: &DrawOptions) -> Scene {
    let table = table(record, graph, &standing(record, graph));
    let heads: Vec<Vec<String>> = table.columns.iter().map(|name| head_lines(name)).collect();
    let columns = heads.len().max(1) as f64;
    // Slanted heads reach past the last column: the widest may need room there.
    let reach = |(i, lines): (usize, &Vec<String>)| {
        longest_px(lines) * SLANT - LEAST_CELL_PX * (columns - i as f64 - 0.5)
    };
    let overhang = heads.iter().enumerate().map(reach).fold(0.0, f64::max) + 8.0;
    let cell_px = ((WIDTH_PX - ROW_NAME_PX - overhang) / columns).floor();
    let cell_px = cell_px.clamp(LEAST_CELL_PX, 60.0);
    let width = (ROW_NAME_PX + columns * cell_px + overhang).max(WIDTH_PX);
    let mut page = Page::new(&options.title(record), SUBTITLE, width);
    if table.rows.is_empty() {
        page.caption(&["There are no positions to show.".to_owned()]);
    } else {
        let left = MARGIN_PX + ROW_NAME_PX;
        draw_heads(&mut page, &heads, left, cell_px);
        for (row, cells) in table.rows.iter().zip(&table.cells) {
            body_row(&mut page, row, cells, left, cell_px);
        }
        page.y += 8.0;
        page.legend(&keys());
    }
    let method = "The number is that of statements. Rows and columns are ordered so that similar ones are \
                  neighbours; an empty cell is silence, not neutrality.";
    page.caption(&[provenance(record), method.to_owned()]);
    page.finish(describe_positions(record, graph), Vec::new())
}

/// The longer axis goes down the page.
fn table<'r>(record: &'r Record, graph: &KnowledgeGraph, standing: &Standing) -> Table<'r> {
    let mut people: Vec<StakeholderIx> = graph.positions().map(|p| p.stakeholder).collect();
    people.dedup();
    let mut themes: Vec<ThemeIx> = graph.positions().map(|p| p.theme).collect();
    themes.sort_unstable();
    themes.dedup();
    let profile = |who: StakeholderIx| themes.iter().map(|&t| standing.balance(who, t)).collect();
    let opinion = |theme: ThemeIx| people.iter().map(|&p| standing.balance(p, theme)).collect();
    let by_person: Vec<Vec<f64>> = people.iter().map(|&p| profile(p)).collect();
    let by_theme: Vec<Vec<f64>> = themes.iter().map(|&t| opinion(t)).collect();
    let people: Vec<StakeholderIx> = seriation(&by_person)
        .into_iter()
        .map(|i| people[i])
        .collect();
    let themes: Vec<ThemeIx> = seriation(&by_theme)
        .into_iter()
        .map(|i| themes[i])
        .collect();

    let cell = |who: StakeholderIx, theme: ThemeIx| {
        let (s, t) = (record.stakeholder(who), record.theme(theme));
        let sides = standing.counts(who, theme);
        let mut said = Vec::new();
        for (stance, n) in Stance::ALL.into_iter().zip(sides).filter(|&(_, n)| n > 0) {
            said.push(format!(
                "{} it in {}",
                stance.verb(),
                count(n as usize, "statement")
            ));
        }
        let said = said.join(" and ");
        Cell {
            id: format!("cell-{}--{}", s.id, t.id),
            sides,
            name: format!("{}, {}: {said}", s.name, t.name),
        }
    };
    let names: Vec<&str> = people
        .iter()
        .map(|&p| record.stakeholder(p).name.as_str())
        .collect();
    let about: Vec<&str> = themes
        .iter()
        .map(|&t| record.theme(t).name.as_str())
        .collect();
    if themes.len() >= people.len() {
        let row = |&t: &ThemeIx| people.iter().map(|&p| cell(p, t)).collect();
        Table {
            rows: about,
            columns: names,
            cells: themes.iter().map(row).collect(),
        }
    } else {
        let row = |&p: &StakeholderIx| themes.iter().map(|&t| cell(p, t)).collect();
        Table {
            rows: names,
            columns: about,
            cells: people.iter().map(row).collect(),
        }
    }
}

/// A head in as many lines as fit between two slanted ones.
fn head_lines(name: &str) -> Vec<String> {
    let most = (LEAST_CELL_PX * SLANT / HEAD_LINE_PX).floor().max(1.0) as usize;
    let mut width = HEAD_PX;
    loop {
        let lines = BOLD.wrap_evenly(name, width);
        if lines.len() <= most {
            return lines;
        }
        width *= 1.1;
    }
}

fn longest_px(lines: &[String]) -> f64 {
    lines
        .iter()
        .map(|line| BOLD.width_px(line))
        .fold(0.0, f64::max)
}

fn draw_heads(page: &mut Page, heads: &[Vec<String>], left: f64, cell_px: f64) {
    let mut children = Vec::new();
    let longest = heads
        .iter()
        .map(|lines| longest_px(lines))
        .fold(0.0, f64::max);
    let most = heads.iter().map(Vec::len).max().unwrap_or(1) as f64;
    let foot = page.y + (longest + HEAD_LINE_PX * most) * SLANT + 4.0;
    for (column, lines) in heads.iter().enumerate() {
        let middle = left + cell_px * (column as f64 + 0.5);
        for (i, line) in lines.iter().enumerate() {
            // Lines are stacked square to the slanted baseline.
            let off = (i as f64 - (lines.len() as f64 - 1.0) / 2.0) * HEAD_LINE_PX + 4.0;
            let down = foot - 6.0 - HEAD_LINE_PX * 0.5 + off * SLANT;
            let at = Point::new(middle + off * SLANT, down);
            let mut text = Text::new(line.clone(), at, BOLD, palette::INK);
            text.turn_degrees = -45.0;
            children.push(Element::Text(text));
        }
    }
    page.part("columns", children);
    page.y = foot + 8.0;
}

fn body_row(page: &mut Page, name: &str, cells: &[Cell], left: f64, cell_px: f64) {
    let lines = FONT.wrap_evenly(name, ROW_NAME_PX - 10.0);
    let height = (FONT.line_px() * lines.len() as f64 + 6.0).max(22.0);
    let middle = page.y + height / 2.0;
    let mut children: Vec<Element> = text_block(
        &lines,
        Point::new(MARGIN_PX, middle),
        Anchor::Left,
        FONT,
        palette::INK,
    )
    .collect();
    let right = left + cell_px * cells.len() as f64;
    let rule = |y| {
        let line = vec![
            Step::Move(Point::new(MARGIN_PX, y)),
            Step::Line(Point::new(right, y)),
        ];
        Element::Shape(Shape::stroked(
            Outline::Path(line),
            Stroke::solid(palette::HAIRLINE, 1.0),
        ))
    };
    children.push(rule(page.y + height));
    page.part("row", children);
    for (column, cell) in cells.iter().enumerate() {
        let x = left + cell_px * column as f64;
        let b = Rect::new(x + 2.0, page.y + 2.0, cell_px - 4.0, height - 3.0);
        let shown: Vec<(Stance, u32)> = Stance::ALL
            .into_iter()
            .zip(cell.sides)
            .filter(|&(_, n)| n > 0)
            .collect();
        if shown.is_empty() {
            continue;
        }
        let part_px = b.width / shown.len() as f64;
        let mut children = Vec::new();
        for (i, (stance, n)) in shown.into_iter().enumerate() {
            let part = Rect::new(b.x + part_px * i as f64, b.y, part_px, b.height);
            children.extend(half(part, stance, Some(n)));
        }
        page.add([Element::Group(Group {
            id: cell.id.clone(),
            class: "node cell".to_owned(),
            name: Some(cell.name.clone()),
            role: Role::Node,
            bounds: Some(b),
            children,
            ..Group::default()
        })]);
    }
    page.y += height;
}

/// A cell of one stance: tinted, with a solid or dashed border and a signed number.
fn half(b: Rect, stance: Stance, n: Option<u32>) -> Vec<Element> {
    let dash_px = (stance == Stance::Concern).then_some((3.0, 2.0));
    let border = Stroke {
        colour: palette::line(stance),
        width_px: 1.2,
        dash_px,
    };
    let inner = b.grown(-0.6);
    let words = match n {
        Some(n) => format!("{}{n}", stance.symbol()),
        None => stance.symbol().to_string(),
    };
    let at = Point::new(b.centre().x, b.centre().y + 0.35 * BOLD.size_px);
    vec![
        Element::Shape(Shape::both(
            Outline::Rect(inner, 2.0),
            palette::tint(stance),
            border,
        )),
        Element::Text(Text::new(words, at, BOLD, palette::text(stance)).anchored(Anchor::Middle)),
    ]
}

fn keys() -> Vec<Key> {
    let cell = Rect::new(0.0, -9.0, 30.0, 18.0);
    let sample = |stance| half(cell, stance, None);
    let mut both = half(Rect::new(0.0, -9.0, 24.0, 18.0), Stance::Support, None);
    both.extend(half(
        Rect::new(24.0, -9.0, 24.0, 18.0),
        Stance::Concern,
        None,
    ));
    vec![
        Key::Sample(30.0, sample(Stance::Support), "supports".to_owned()),
        Key::Sample(
            30.0,
            sample(Stance::Concern),
            "is concerned about".to_owned(),
        ),
        Key::Sample(48.0, both, "both".to_owned()),
    ]
}
