//! `matrix`: stakeholders and themes or claims as a table, similar ones next to each other.

mod grid;
mod heads;

use self::grid::{Grid, Head};
use self::heads::Heads;
use super::held::{Held, Sides};
use super::said;
use crate::analysis::{Clustering, Table};
use crate::draw::options::{DrawOptions, Through};
use crate::draw::page::{Key, MARGIN_PX, Page};
use crate::draw::palette;
use crate::draw::scene::{
    Anchor, Element, Group, Outline, Point, Rect, Role, Scene, Shape, Step, Stroke, Text,
    text_block,
};
use crate::draw::text::Font;
use crate::draw::words::{describe_positions, provenance_in};
use crate::model::{KnowledgeGraph, Record, Stance};

const FONT: Font = Font::regular(12.0);
const BOLD: Font = Font::bold(12.0);
/// Where a page is high enough, and where it is not.
const ROW_PX: f64 = 22.0;
const LEAST_ROW_PX: f64 = 18.0;
const HEADING_PX: f64 = 21.0;
/// Fewer rows are no table: the page grows instead.
const LEAST_ROWS: usize = 4;
/// Room for the tree of an axis.
const TREE_PX: f64 = 52.0;
/// A cell with both stances needs so much height where they stand one above the other.
const STACKED_PX: f64 = 34.0;

/// Places of a drawn table.
struct Plan {
    left: f64,
    name_px: f64,
    cell_px: f64,
    row_px: f64,
}

pub(super) fn scene(record: &Record, graph: &KnowledgeGraph, options: &DrawOptions) -> Scene {
    let l = options.language;
    let width = options.content_px();
    let subtitle = match options.through {
        Through::Themes => {
            l.say("Who supports which theme (+), and who is concerned about it (\u{2212})")
        }
        Through::Claims => {
            l.say("Who supports which claim (+), and who is concerned about it (\u{2212})")
        }
    };
    let mut page = Page::new(&options.title(record), subtitle, width);
    let held = Held::new(graph, options.through);
    if held.items.is_empty() {
        page.caption(&[
            l.say("There are no positions to show.").to_owned(),
            provenance_in(options.language, record),
        ]);
        return page.finish(describe_positions(record, graph), Vec::new());
    }
    let name_px = name_px(width, &held, options);
    let tree_px = if options.with_trees { TREE_PX } else { 0.0 };
    let mut most = most_rows(options, page.y, width);
    let (grid, heads, plan) = loop {
        let grid = Grid::new(record, &held, options, width - name_px - tree_px, most);
        let heads = Heads::new(record, &grid, options, width - name_px, tree_px);
        let from = page.y + heads.height_px;
        let plan = Plan {
            left: MARGIN_PX + name_px,
            name_px,
            cell_px: heads.cell_px,
            row_px: row_px(options, &grid, from, width),
        };
        // Rows of two lines, or with both stances, are known only now.
        let heights =
            (grid.rows.iter()).map(|row| row_height(record, &held, &grid, row, &plan, options));
        let mut groups = grid.row_groups.clone();
        groups.dedup();
        let headings = HEADING_PX * groups.iter().flatten().count() as f64;
        let needed: f64 = heights.sum::<f64>() + headings;
        let room = rows_room(options, from, width).unwrap_or(f64::INFINITY);
        let all = grid.rows.len();
        if needed <= room || all <= LEAST_ROWS {
            break (grid, heads, plan);
        }
        let fewer = (all as f64 * room / needed).floor() as usize;
        most = fewer.clamp(LEAST_ROWS, all - 1);
    };
    heads.draw(&mut page, plan.left);
    let brackets = grid.brackets();
    if !brackets.is_empty() {
        draw_brackets(&mut page, &brackets, &plan);
    }
    let mut middles = Vec::new();
    let mut last = None;
    for (at, row) in grid.rows.iter().enumerate() {
        if let (Some(group), true) = (&grid.row_groups[at], grid.row_groups[at] != last) {
            heading(&mut page, group, width);
        }
        last.clone_from(&grid.row_groups[at]);
        let from = page.y;
        body_row(&mut page, record, &held, &grid, row, &plan, options);
        middles.push(f64::midpoint(from, page.y));
    }
    let right = plan.left + plan.cell_px * grid.columns.len() as f64;
    if let Some(tree) = &grid.row_tree {
        let at = |depth: f64, place: f64| Point::new(right + 6.0 + depth * (TREE_PX - 12.0), place);
        draw_tree(&mut page, "row-tree", tree, &middles, at);
    }
    if let Some(tree) = &grid.column_tree {
        let places: Vec<f64> = (0..grid.columns.len())
            .map(|column| plan.left + plan.cell_px * (column as f64 + 0.5))
            .collect();
        let foot = page.y + 5.0;
        let at = |depth: f64, place: f64| Point::new(place, foot + depth * (TREE_PX - 12.0));
        draw_tree(&mut page, "column-tree", tree, &places, at);
        page.y += TREE_PX - 4.0;
    }
    page.y += 8.0;
    page.legend(&keys(options, &grid));
    page.caption(&caption(record, options, &grid, &held));
    page.finish(
        describe(record, graph, options, &held, &grid),
        vec![facts(record, options, &held)],
    )
}

fn name_px(width: f64, held: &Held, options: &DrawOptions) -> f64 {
    let claims = options.through == Through::Claims;
    if width < 450.0 {
        width * if claims { 0.5 } else { 0.42 }
    } else if claims {
        (width * 0.5).min(460.0)
    } else if held.items.len() >= held.people.len() {
        196.0
    } else {
        (width * 0.3).min(220.0)
    }
}

/// Room for rows on the page, px: heads are given, legend and caption are estimated.
fn rows_room(options: &DrawOptions, from: f64, width: f64) -> Option<f64> {
    let foot = if width < 450.0 { 300.0 } else { 130.0 };
    let tree = if options.with_trees { TREE_PX } else { 0.0 };
    (options.medium.height_px()).map(|height| (height - from - foot - tree).max(160.0))
}

fn most_rows(options: &DrawOptions, from: f64, width: f64) -> usize {
    let heads = 112.0;
    // Wrapped claims take about two lines.
    let each = if options.through == Through::Claims || width < 450.0 {
        2.0 * FONT.line_px() + 4.0
    } else {
        LEAST_ROW_PX
    };
    let room = rows_room(options, from + heads, width);
    let fit = room.map_or(usize::MAX, |room| (room / each).floor() as usize);
    fit.clamp(LEAST_ROWS, 40)
}

fn row_px(options: &DrawOptions, grid: &Grid, from: f64, width: f64) -> f64 {
    let rows = grid.rows.len().max(1) as f64;
    let room = rows_room(options, from, width);
    room.map_or(ROW_PX, |room| {
        (room / rows).floor().clamp(LEAST_ROW_PX, ROW_PX)
    })
}

fn heading(page: &mut Page, words: &str, width: f64) {
    let lines = BOLD.wrap(words, width - 8.0);
    let height = HEADING_PX + BOLD.line_px() * (lines.len() as f64 - 1.0);
    let b = Rect::new(MARGIN_PX, page.y + 2.0, width, height - 3.0);
    let mut children = vec![Element::Shape(Shape::filled(
        Outline::Rect(b, 2.0),
        palette::PANEL,
    ))];
    let at = Point::new(MARGIN_PX + 4.0, b.centre().y);
    children.extend(text_block(&lines, at, Anchor::Left, BOLD, palette::MUTED));
    page.part("group", children);
    page.y += height;
}

/// Numbered lines over the columns of a group.
fn draw_brackets(page: &mut Page, brackets: &[(usize, usize, usize)], plan: &Plan) {
    let mut children = Vec::new();
    for &(number, from, to) in brackets {
        let (x, end) = (
            plan.left + plan.cell_px * from as f64 + 3.0,
            plan.left + plan.cell_px * to as f64 - 3.0,
        );
        let line = vec![
            Step::Move(Point::new(x, page.y + 17.0)),
            Step::Line(Point::new(end, page.y + 17.0)),
        ];
        children.push(Element::Shape(Shape::stroked(
            Outline::Path(line),
            Stroke::solid(palette::BORDER, 2.0),
        )));
        let at = Point::new(f64::midpoint(x, end), page.y + 12.0);
        let text = Text::new(number.to_string(), at, BOLD, palette::MUTED);
        children.push(Element::Text(text.anchored(Anchor::Middle)));
    }
    page.part("brackets", children);
    page.y += 22.0;
}

fn cells(held: &Held, grid: &Grid, row: &Head) -> Vec<Sides> {
    (grid.columns.iter())
        .map(|column| grid::cell(held, row, column))
        .collect()
}

fn label(n: usize, stance: Stance) -> String {
    format!("{}{n}", stance.symbol())
}

/// Two stances stand side by side where their numbers fit, else one above the other.
fn stacked(sides: &Sides, plan: &Plan) -> bool {
    let widest = Stance::ALL.into_iter().zip(sides);
    let widest = widest.map(|(s, rows)| BOLD.width_px(&label(rows.len(), s)));
    let both = sides.iter().all(|rows| !rows.is_empty());
    both && widest.fold(0.0, f64::max) + 2.0 > (plan.cell_px - 4.0) / 2.0
}

fn row_height(
    record: &Record,
    held: &Held,
    grid: &Grid,
    row: &Head,
    plan: &Plan,
    options: &DrawOptions,
) -> f64 {
    let lines = FONT.wrap_evenly(&row.name(record, options), plan.name_px - 10.0);
    let height = (FONT.line_px() * lines.len() as f64 + 3.0).max(plan.row_px);
    if cells(held, grid, row)
        .iter()
        .any(|sides| stacked(sides, plan))
    {
        height.max(STACKED_PX)
    } else {
        height
    }
}

fn body_row(
    page: &mut Page,
    record: &Record,
    held: &Held,
    grid: &Grid,
    row: &Head,
    plan: &Plan,
    options: &DrawOptions,
) {
    let lines = FONT.wrap_evenly(&row.name(record, options), plan.name_px - 10.0);
    let cells = cells(held, grid, row);
    let height = row_height(record, held, grid, row, plan, options);
    let middle = page.y + height / 2.0;
    let mut children: Vec<Element> = text_block(
        &lines,
        Point::new(MARGIN_PX, middle),
        Anchor::Left,
        FONT,
        palette::INK,
    )
    .collect();
    let right = plan.left + plan.cell_px * cells.len() as f64;
    let foot = page.y + height;
    let line = vec![
        Step::Move(Point::new(MARGIN_PX, foot)),
        Step::Line(Point::new(right, foot)),
    ];
    children.push(Element::Shape(Shape::stroked(
        Outline::Path(line),
        Stroke::solid(palette::HAIRLINE, 1.0),
    )));
    page.part("row", children);
    for (column, (sides, head)) in cells.into_iter().zip(&grid.columns).enumerate() {
        let x = plan.left + plan.cell_px * column as f64;
        let b = Rect::new(x + 2.0, page.y + 1.5, plan.cell_px - 4.0, height - 3.0);
        let shown: Vec<(Stance, usize)> = (Stance::ALL.into_iter().zip(&sides))
            .map(|(stance, rows)| (stance, rows.len()))
            .filter(|&(_, n)| n > 0)
            .collect();
        if shown.is_empty() {
            continue;
        }
        let parts = shown.len() as f64;
        let upright = stacked(&sides, plan);
        let mut children = Vec::new();
        for (i, &(stance, n)) in shown.iter().enumerate() {
            let i = i as f64;
            let part = if upright {
                Rect::new(b.x, b.y + b.height / parts * i, b.width, b.height / parts)
            } else {
                Rect::new(b.x + b.width / parts * i, b.y, b.width / parts, b.height)
            };
            children.extend(half(part, stance, &label(n, stance)));
        }
        let mut rows = sides.concat();
        rows.sort_unstable();
        rows.dedup();
        page.add([Element::Group(Group {
            id: grid::cell_id(record, row, head),
            class: "node cell".to_owned(),
            name: Some(cell_name(record, row, head, &shown, options)),
            role: Role::Node,
            bounds: Some(b),
            statements: rows,
            children,
            ..Group::default()
        })]);
    }
    page.y += height;
}

/// "Access Now, Norms of state behaviour: supports it in 3 statements".
fn cell_name(
    record: &Record,
    row: &Head,
    column: &Head,
    shown: &[(Stance, usize)],
    options: &DrawOptions,
) -> String {
    let l = options.language;
    let (person, item) = if row.is_item() {
        (column, row)
    } else {
        (row, column)
    };
    let said: Vec<String> = (shown.iter())
        .map(|&(stance, n)| {
            let n = said::statements(l, n);
            match stance {
                Stance::Support => l.fill("supports it in {statements}", &[("statements", &n)]),
                Stance::Concern => l.fill(
                    "is concerned about it in {statements}",
                    &[("statements", &n)],
                ),
            }
        })
        .collect();
    let (person, item) = (person.name(record, options), item.name(record, options));
    format!("{person}, {item}: {}", said::list(l, &said))
}

/// A cell of one stance: tinted, with a solid or dashed border and a signed number.
fn half(b: Rect, stance: Stance, words: &str) -> Vec<Element> {
    let dash_px = (stance == Stance::Concern).then_some((3.0, 2.0));
    let border = Stroke {
        colour: palette::line(stance),
        width_px: 1.2,
        dash_px,
    };
    let inner = b.grown(-0.6);
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

/// The tree of an axis: leaves at depth 0, the last join at depth 1.
fn draw_tree(
    page: &mut Page,
    id: &str,
    tree: &Clustering,
    leaves: &[f64],
    at: impl Fn(f64, f64) -> Point,
) {
    let n = tree.order.len();
    let mut place = vec![0.0; n + tree.merges.len()];
    let mut depth = vec![0.0; n + tree.merges.len()];
    for (shown, &row) in tree.order.iter().enumerate() {
        place[row] = leaves[shown];
    }
    let deepest = tree.merges.iter().map(|m| m.distance).fold(1e-9, f64::max);
    let mut steps = Vec::new();
    for (step, merge) in tree.merges.iter().enumerate() {
        let [a, b] = merge.groups;
        let here = merge.distance / deepest;
        steps.extend([
            Step::Move(at(depth[a], place[a])),
            Step::Line(at(here, place[a])),
            Step::Line(at(here, place[b])),
            Step::Line(at(depth[b], place[b])),
        ]);
        place[n + step] = f64::midpoint(place[a], place[b]);
        depth[n + step] = here;
    }
    let stroke = Stroke::solid(palette::BORDER, 1.2);
    page.part(
        id,
        vec![Element::Shape(Shape::stroked(Outline::Path(steps), stroke))],
    );
}

fn keys(options: &DrawOptions, grid: &Grid) -> Vec<Key> {
    let l = options.language;
    let cell = |x, width| Rect::new(x, -9.0, width, 18.0);
    let sample = |stance: Stance, b| half(b, stance, &stance.symbol().to_string());
    let mut both = sample(Stance::Support, cell(0.0, 24.0));
    both.extend(sample(Stance::Concern, cell(24.0, 24.0)));
    let mut keys: Vec<Key> = Stance::ALL
        .into_iter()
        .map(|s| {
            Key::Sample(
                30.0,
                sample(s, cell(0.0, 30.0)),
                said::verb(l, s).to_owned(),
            )
        })
        .collect();
    keys.push(Key::Sample(48.0, both, l.say("both").to_owned()));
    let mut seen = 0;
    let mut last = None;
    for group in grid.column_groups.iter().flatten() {
        if Some(group) != last {
            seen += 1;
            keys.push(Key::Words(format!("{seen}: {group}")));
        }
        last = Some(group);
    }
    keys
}

fn caption(record: &Record, options: &DrawOptions, grid: &Grid, held: &Held) -> Vec<String> {
    let l = options.language;
    let mut method = l
        .say(
            "The number is that of statements. Rows and columns are ordered so that similar ones are \
             neighbours; an empty cell is silence, not neutrality.",
        )
        .to_owned();
    if grid.row_tree.is_some() || grid.column_tree.is_some() {
        method += " ";
        method += l.say(
            "Trees: average linkage on half the sum of differences over the sum of greater values; the \
             deeper a join, the less alike.",
        );
    }
    for (n, what) in [
        (
            grid.folded_items.len(),
            said::items(l, options.through, grid.folded_items.len()),
        ),
        (
            grid.folded_people.len(),
            said::stakeholders(l, grid.folded_people.len()),
        ),
    ] {
        if n > 0 {
            method += " ";
            method += &l.fill(
                "Those with fewest statements are put together: {what}.",
                &[("what", &what)],
            );
        }
    }
    let silent = record.stakeholders().len() - held.people.len();
    if silent > 0 {
        method += " ";
        method += &l.fill(
            "Without a stance here: {stakeholders}.",
            &[("stakeholders", &said::stakeholders(l, silent))],
        );
    }
    let mut paragraphs: Vec<String> = options.caption.iter().cloned().collect();
    paragraphs.extend([provenance_in(options.language, record), method]);
    paragraphs
}

fn describe(
    record: &Record,
    graph: &KnowledgeGraph,
    options: &DrawOptions,
    held: &Held,
    grid: &Grid,
) -> String {
    let l = options.language;
    let mut text = match options.through {
        Through::Themes => describe_positions(record, graph),
        Through::Claims => {
            let most = (held.items.iter())
                .map(|&item| (held.of_item(item).len(), std::cmp::Reverse(item)))
                .max();
            let values: [(&str, &dyn std::fmt::Display); 2] = [
                ("stakeholders", &said::stakeholders(l, held.people.len())),
                ("claims", &said::claims(l, held.items.len())),
            ];
            let mut text = l.fill("Stances of {stakeholders} on {claims}.", &values);
            if let Some((n, std::cmp::Reverse(item))) = most {
                let values: [(&str, &dyn std::fmt::Display); 2] = [
                    ("claim", &item.name(record)),
                    ("statements", &said::statements(l, n)),
                ];
                text += " ";
                text += &l.fill(
                    "Most spoken of: \u{201C}{claim}\u{201D} ({statements}).",
                    &values,
                );
            }
            text
        }
    };
    let heads = if grid.rows.iter().any(Head::is_item) {
        &grid.columns
    } else {
        &grid.rows
    };
    let names: Vec<String> = heads
        .iter()
        .map(|head| head.name(record, options))
        .collect();
    text += " ";
    text += &l.fill(
        "Stakeholders, similar ones next to each other: {names}.",
        &[("names", &said::some(l, &names, 12))],
    );
    text
}

fn facts(record: &Record, options: &DrawOptions, held: &Held) -> Table {
    let l = options.language;
    let mut table = Table::new(
        l.say("Statements in every cell"),
        [
            l.say("stakeholder"),
            said::item(l, options.through),
            said::noun(l, Stance::Support),
            said::noun(l, Stance::Concern),
        ],
    );
    for &who in &held.people {
        for &item in &held.items {
            let [support, concern] = held.counts(who, item);
            if support + concern > 0 {
                table.push([
                    record.stakeholder(who).name.as_str().into(),
                    item.name(record).into(),
                    support.into(),
                    concern.into(),
                ]);
            }
        }
    }
    table
}
