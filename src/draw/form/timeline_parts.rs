//! Below a timeline: how much is said on each theme, and who stands where at each meeting.

use super::timeline::{BOLD, HEADING_FONT, MARK_PX, name_lines, row_frame};
use super::timeline_bins::Bins;
use crate::draw::language::Language;
use crate::draw::page::Page;
use crate::draw::palette;
use crate::draw::scene::{
    Anchor, Element, Group, Outline, Point, Rect, Role, Shape, Step, Stroke, Text, text_block,
};
use crate::draw::signed_edge::sign;
use crate::draw::words::describe_sides;
use crate::model::{KnowledgeGraph, Record, StakeholderIx, Stance, StatementIx, ThemeIx};

/// At most so many stakeholders are compared from meeting to meeting.
const MOST_COMPARED: usize = 20;
/// Room for two marks beside each other, px.
const SLOT_PX: f64 = 21.0;

/// Where rows and columns are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) left: f64,
    pub(super) name_px: f64,
    pub(super) cell_px: f64,
    pub(super) bins: usize,
}

impl Frame {
    /// The left edge of a column.
    pub(super) fn x(&self, bin: usize) -> f64 {
        self.left + self.name_px + self.cell_px * bin as f64
    }
}

/// Statements by stance.
type Cell = [Vec<StatementIx>; 2];

fn cells(
    graph: &KnowledgeGraph,
    bins: &Bins,
    who: Option<StakeholderIx>,
    theme: ThemeIx,
) -> Vec<Cell> {
    let mut sides: Cell = Cell::default();
    let own = |it: &StakeholderIx| who.is_none_or(|who| who == *it);
    for it in graph
        .positions()
        .filter(|it| it.theme == theme && own(&it.stakeholder))
    {
        sides[usize::from(it.stance == Stance::Concern)].extend(it.statements);
    }
    for side in &mut sides {
        side.sort_unstable();
    }
    let [support, concern] = sides.map(|side| bins.of(|row| side.binary_search(&row).is_ok()));
    support
        .into_iter()
        .zip(concern)
        .map(|(a, b)| [a, b])
        .collect()
}

fn title(page: &mut Page, words: &str, frame: &Frame) {
    let width = frame.x(frame.bins) - frame.left;
    let lines = HEADING_FONT.wrap(words, width);
    page.y += 14.0;
    let block = HEADING_FONT.line_px() * lines.len() as f64;
    let at = Point::new(frame.left, page.y + block / 2.0);
    page.part(
        "columns",
        text_block(&lines, at, Anchor::Left, HEADING_FONT, palette::INK).collect(),
    );
    page.y += block + 4.0;
}

/// Bars to both sides for each theme and column; returns the themes in the order of their rows.
pub(super) fn trend(
    page: &mut Page,
    record: &Record,
    graph: &KnowledgeGraph,
    bins: &Bins,
    (frame, language): (&Frame, Language),
) -> Vec<ThemeIx> {
    let mut themes: Vec<ThemeIx> = graph.positions().map(|p| p.theme).collect();
    themes.sort_unstable();
    themes.dedup();
    if themes.is_empty() {
        return themes;
    }
    let all: Vec<Vec<Cell>> = themes
        .iter()
        .map(|&t| cells(graph, bins, None, t))
        .collect();
    let most = all
        .iter()
        .flatten()
        .flatten()
        .map(Vec::len)
        .max()
        .unwrap_or(1)
        .max(1) as f64;
    title(
        page,
        language.say("Themes: statements of concern to the left, in support to the right"),
        frame,
    );
    for (i, (&theme, cells)) in themes.iter().zip(&all).enumerate() {
        let name = format!("{}  {}", i + 1, record.theme(theme).name);
        let lines = name_lines(&name, &name, frame.name_px - 8.0);
        let height = BOLD.line_px() * lines.len() as f64 + 7.0;
        row_frame(page, &lines, height, frame);
        for (bin, cell) in cells.iter().enumerate() {
            let sides = [cell[0].len(), cell[1].len()];
            if sides == [0, 0] {
                continue;
            }
            let b = Rect::new(
                frame.x(bin) + 2.0,
                page.y + 1.5,
                frame.cell_px - 4.0,
                height - 3.0,
            );
            let said = describe_sides(language, sides);
            let label = &bins.labels[bin];
            page.add([Element::Group(Group {
                id: format!("trend-{bin}--{}", record.theme(theme).id),
                class: "node trend".to_owned(),
                name: Some(format!("{}, {label}: {said}", record.theme(theme).name)),
                role: Role::Node,
                bounds: Some(b),
                statements: cell.iter().flatten().map(|row| row.index()).collect(),
                children: bars(b, sides, most),
                ..Group::default()
            })]);
        }
        page.y += height;
    }
    themes
}

/// Two bars from the middle of a box, with their numbers outside.
fn bars(b: Rect, sides: [usize; 2], most: f64) -> Vec<Element> {
    let middle = b.centre();
    let number_px = BOLD.width_px("+00");
    let reach = (b.width / 2.0 - number_px - 2.0).max(2.0);
    let thick = 12.0;
    // The bars' own ground, which is also what a pointer finds.
    let mut drawn = vec![Element::Shape(Shape::filled(
        Outline::Rect(b, 0.0),
        palette::PAPER,
    ))];
    for (n, stance) in sides.into_iter().zip(Stance::ALL).filter(|&(n, _)| n > 0) {
        let length = (reach * n as f64 / most).max(1.5);
        let right = stance == Stance::Support;
        let x = if right { middle.x } else { middle.x - length };
        let bar = Rect::new(x, middle.y - thick / 2.0, length, thick);
        // Full and hollow, so that grey print keeps them apart.
        drawn.push(Element::Shape(if right {
            Shape::filled(Outline::Rect(bar, 0.0), palette::line(stance))
        } else {
            let dash_px = Some((3.0, 2.0));
            let stroke = Stroke {
                colour: palette::line(stance),
                width_px: 1.4,
                dash_px,
            };
            Shape::both(
                Outline::Rect(bar.grown(-0.7), 0.0),
                palette::tint(stance),
                stroke,
            )
        }));
        let words = format!("{}{n}", stance.symbol());
        let x = if right {
            bar.right() + 2.0
        } else {
            bar.x - 2.0
        };
        let at = Point::new(x, middle.y + 0.35 * BOLD.size_px);
        let anchor = if right { Anchor::Left } else { Anchor::Right };
        drawn.push(Element::Text(
            Text::new(words, at, BOLD, palette::text(stance)).anchored(anchor),
        ));
    }
    let axis = vec![
        Step::Move(Point::new(middle.x, b.y)),
        Step::Line(Point::new(middle.x, b.bottom())),
    ];
    let axis = Shape::stroked(Outline::Path(axis), Stroke::solid(palette::HAIRLINE, 1.0));
    drawn.push(Element::Shape(axis));
    drawn
}

/// One panel a meeting, each with the same places: stakeholders down, themes across.
pub(super) fn windows(
    page: &mut Page,
    record: &Record,
    graph: &KnowledgeGraph,
    bins: &Bins,
    (people, themes): (&[StakeholderIx], &[ThemeIx]),
    (frame, language): (&Frame, Language),
) {
    let slots = ((frame.cell_px - 6.0) / SLOT_PX).floor() as usize;
    if !bins.meetings || themes.is_empty() || slots < themes.len() {
        return;
    }
    let mut said: Vec<(usize, StakeholderIx)> = (people.iter())
        .map(|&who| {
            let own = graph.positions().filter(|it| it.stakeholder == who);
            (own.map(|it| it.statements.len()).sum(), who)
        })
        .collect();
    said.sort_by_key(|&(n, who)| (std::cmp::Reverse(n), who));
    said.truncate(MOST_COMPARED);
    let mut people: Vec<StakeholderIx> = said
        .into_iter()
        .filter(|&(n, _)| n > 0)
        .map(|(_, who)| who)
        .collect();
    people.sort_unstable();
    title(
        page,
        language.say("Who stands where, meeting by meeting: themes by their numbers above; boxed where the side is another than before"),
        frame,
    );
    let slot_px = ((frame.cell_px - 6.0) / themes.len() as f64).min(34.0);
    let x = |bin: usize, theme: usize| frame.x(bin) + 3.0 + slot_px * theme as f64;
    let mut heads = Vec::new();
    let middle = page.y + BOLD.line_px() / 2.0;
    for (bin, label) in bins.labels.iter().enumerate() {
        let lines = BOLD.wrap_evenly(label, frame.cell_px - 8.0);
        let at = Point::new(
            frame.x(bin) + 4.0,
            page.y + BOLD.line_px() * lines.len() as f64 / 2.0,
        );
        heads.extend(text_block(&lines, at, Anchor::Left, BOLD, palette::INK));
        for theme in 0..themes.len() {
            let at = Point::new(
                x(bin, theme) + slot_px / 2.0,
                middle + BOLD.line_px() + 0.35 * BOLD.size_px,
            );
            let number = Text::new((theme + 1).to_string(), at, BOLD, palette::MUTED);
            heads.push(Element::Text(number.anchored(Anchor::Middle)));
        }
    }
    page.part("columns", heads);
    page.y += 2.0 * BOLD.line_px() + 2.0;
    for who in people {
        let it = record.stakeholder(who);
        let lines = name_lines(&it.name, it.short_name(), frame.name_px - 8.0);
        let height = (BOLD.line_px() * lines.len() as f64 + 5.0).max(20.0);
        row_frame(page, &lines, height, frame);
        for (slot, &theme) in themes.iter().enumerate() {
            let mut before: Option<[bool; 2]> = None;
            for (bin, cell) in cells(graph, bins, Some(who), theme).iter().enumerate() {
                let sides = [cell[0].len(), cell[1].len()];
                let held = sides.map(|n| n > 0);
                if held == [false, false] {
                    continue;
                }
                let moved = before.is_some_and(|before| before != held);
                before = Some(held);
                let centre = Point::new(x(bin, slot) + slot_px / 2.0, page.y + height / 2.0);
                let said = describe_sides(language, sides);
                let (name, label) = (&record.theme(theme).name, &bins.labels[bin]);
                page.add([Element::Group(Group {
                    id: format!("window-{bin}--{}--{}", it.id, record.theme(theme).id),
                    class: "node window".to_owned(),
                    name: Some(format!("{}, {name}, {label}: {said}", it.name)),
                    role: Role::Node,
                    bounds: Some(Rect::new(
                        centre.x - slot_px / 2.0,
                        page.y + 1.0,
                        slot_px,
                        height - 2.0,
                    )),
                    statements: cell.iter().flatten().map(|row| row.index()).collect(),
                    children: held_marks(centre, held, moved),
                    ..Group::default()
                })]);
            }
        }
        page.y += height;
    }
}

fn held_marks(centre: Point, held: [bool; 2], moved: bool) -> Vec<Element> {
    let both = held == [true, true];
    let mut drawn = Vec::new();
    if moved {
        let half = if both { 10.0 } else { 7.0 };
        let b = Rect::new(centre.x - half, centre.y - 7.0, 2.0 * half, 14.0);
        let box_ = Shape::stroked(Outline::Rect(b, 0.0), Stroke::solid(palette::INK, 1.2));
        drawn.push(Element::Shape(box_));
    }
    for (on, stance) in held.into_iter().zip(Stance::ALL) {
        if on {
            let off = match (both, stance) {
                (false, _) => 0.0,
                (true, Stance::Support) => -MARK_PX + 0.2,
                (true, Stance::Concern) => MARK_PX - 0.2,
            };
            let radius = if both { MARK_PX - 0.4 } else { MARK_PX };
            drawn.extend(sign(Point::new(centre.x + off, centre.y), stance, radius));
        }
    }
    drawn
}
