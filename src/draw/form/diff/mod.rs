//! What changed: who stands where on which theme, before and after, at the same places in both
//! halves.

mod marks;
mod plan;
mod tell;

use std::collections::BTreeMap;

use self::marks::{HALF_CELL_PX, cell};
use self::plan::{Plan, Way};
use super::fit::first_fitting;
use crate::analysis::diff::{Diff, Merged, PositionPair, Said, Turn};
use crate::draw::language::Language;
use crate::draw::options::DrawOptions;
use crate::draw::page::{MARGIN_PX, Page};
use crate::draw::palette;
use crate::draw::scene::{
    Anchor, Element, Group, Outline, Point, Rect, Role, Scene, Shape, Step, Stroke, Text,
    text_block,
};
use crate::draw::text::Font;
use crate::draw::words::{Counted, counted};
use crate::model::{Record, RollUp};

const FONT: Font = Font::regular(12.0);
const BOLD: Font = Font::bold(12.0);
const HEADING_FONT: Font = Font::bold(13.0);
/// Room between halves that stand side by side, and below one above another, px.
const BETWEEN_PX: f64 = 14.0;
/// Distance between lines of a turned head, px.
const LINE_PX: f64 = 13.0;
/// A turned head is about so long, px.
const HEAD_PX: f64 = 130.0;

/// Two records with what changed between them.
#[derive(Debug, Clone, Copy)]
pub struct DiffPair<'a> {
    /// The first record.
    pub before: &'a Record,
    /// The second record.
    pub after: &'a Record,
    /// What changed between the two.
    pub diff: &'a Diff,
    /// Both as one; the picture's statements are rows of its record.
    pub merged: &'a Merged,
    /// What stands above each half; where empty, the title and days of the record.
    pub labels: [&'a str; 2],
}

/// Draws what changed between two records: stakeholders down, themes across, once for before and
/// once for after, with the same places in both. A position that is new, dropped, flipped, mixed,
/// cleared, stronger or weaker bears a mark of its own beside colour and sign.
///
/// What is too much for the page is folded: first the halves stand one above the other, then
/// themes count as their broadest one, then those with fewest changes go; notes and caption say
/// so, and the facts hold all.
pub fn diff_scene(pair: &DiffPair<'_>, options: &DrawOptions) -> Scene {
    let data = Data::new(pair, RollUp::None);
    let rolled = Data::new(pair, RollUp::Top);
    let ways = plan::ways(&data, &rolled, options);
    let draw = |way: Way| {
        drawn(
            pair,
            if way.rolled { &rolled } else { &data },
            &data,
            way,
            options,
        )
    };
    let scene = first_fitting(options, ways.iter().copied(), draw);
    // There is at least one way.
    let mut scene = scene.unwrap_or_else(|| draw(ways[0]));
    scene.language = options.language;
    super::fit::warn_if_higher(&mut scene, options);
    options.look.dress(&mut scene);
    scene
}

/// Who is heard on which side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Heard {
    Both,
    Before,
    After,
}

/// A row of the picture.
struct Person {
    id: String,
    name: String,
    short: String,
    heard: Heard,
    changes: usize,
    statements: usize,
}

/// A column of the picture.
struct Topic {
    id: String,
    name: String,
    changes: usize,
    statements: usize,
}

/// What there is to show, in the order of rows and columns.
struct Data {
    people: Vec<Person>,
    topics: Vec<Topic>,
    cells: BTreeMap<(usize, usize), PositionPair>,
    /// The row of the merged record for each statement before and after.
    rows: [BTreeMap<String, usize>; 2],
}

impl Data {
    fn new(pair: &DiffPair<'_>, roll_up: RollUp) -> Self {
        let DiffPair {
            before,
            after,
            diff,
            merged,
            ..
        } = *pair;
        let pairs = diff.position_pairs(before, after, roll_up);
        let said = |it: &Said| it.support.len() + it.concern.len();
        let mut whom: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
        let mut what: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
        for it in &pairs {
            let (was, is) = (said(&it.before), said(&it.after));
            let changed = usize::from(it.turn.is_some());
            let person = whom.entry(&it.stakeholder).or_default();
            for (sum, n) in person.iter_mut().zip([changed, was + is, was, is]) {
                *sum += n;
            }
            let topic = what.entry(&it.theme).or_default();
            topic[0] += changed;
            topic[1] += was + is;
        }
        let short = |id: &str| {
            let all = [after, before].into_iter();
            let mut found = all.flat_map(|record| record.stakeholders());
            let found = found.find(|it| diff.common_id(it.id.as_str()) == id);
            found.map_or(id, |it| it.short_name()).to_owned()
        };
        let mut people: Vec<Person> = (whom.iter())
            .map(|(&id, &[changes, statements, was, is])| Person {
                id: id.to_owned(),
                name: diff.stakeholder_name(id).to_owned(),
                short: short(id),
                heard: match (was, is) {
                    (_, 0) => Heard::Before,
                    (0, _) => Heard::After,
                    _ => Heard::Both,
                },
                changes,
                statements,
            })
            .collect();
        people.sort_by(|a, b| (a.heard, &a.name, &a.id).cmp(&(b.heard, &b.name, &b.id)));
        let top = |id: &str| {
            let record = &merged.record;
            let found =
                (0..record.themes().len()).find(|&at| record.themes()[at].id.as_str() == id);
            found.map_or_else(String::new, |at| {
                record.theme(record.top_theme(at.into())).id.to_string()
            })
        };
        let mut topics: Vec<(String, Topic)> = (what.iter())
            .map(|(&id, &[changes, statements])| {
                let topic = Topic {
                    id: id.to_owned(),
                    name: diff.theme_name(id).to_owned(),
                    changes,
                    statements,
                };
                (top(id), topic)
            })
            .collect();
        topics.sort_by(|a, b| (&a.0, &a.1.name, &a.1.id).cmp(&(&b.0, &b.1.name, &b.1.id)));
        let topics: Vec<Topic> = topics.into_iter().map(|(_, topic)| topic).collect();
        let cells = (pairs.iter())
            .filter_map(|it| {
                let row = people.iter().position(|p| p.id == it.stakeholder)?;
                let column = topics.iter().position(|t| t.id == it.theme)?;
                Some(((row, column), it.clone()))
            })
            .collect();
        let rows = |record: &Record, rows: &[crate::model::StatementIx]| {
            let ids = record.statements().rows();
            let ids = ids.map(|row| record.statements().id(row).to_string());
            ids.zip(rows.iter().map(|row| row.index())).collect()
        };
        Self {
            cells,
            rows: [rows(before, &merged.before), rows(after, &merged.after)],
            people,
            topics,
        }
    }

    /// How many positions changed, and how many there are.
    fn sums<'d>(&self, cells: impl Iterator<Item = &'d PositionPair>) -> [usize; 2] {
        cells.fold([0, 0], |[changed, all], it| {
            [changed + usize::from(it.turn.is_some()), all + 1]
        })
    }
}

fn drawn(pair: &DiffPair<'_>, data: &Data, whole: &Data, way: Way, options: &DrawOptions) -> Scene {
    let language = options.language;
    let width_px = options.content_px();
    let title = options.title.as_deref();
    let title = title
        .unwrap_or_else(|| language.say("What changed"))
        .to_owned();
    let subtitle =
        language.say("Who stands where on which theme, before and after, at the same places");
    let mut page = Page::new(&title, subtitle, width_px).in_language(language);
    let (mut notes, mut names) = (Vec::new(), None);
    if data.people.is_empty() {
        page.caption(&[language.say("There is nothing to draw.").to_owned()]);
    } else {
        let plan = Plan::new(data, way, options);
        let heights = plan.heights(data);
        let labels = tell::labels(pair, language);
        if way.stacked {
            for (side, label) in labels.iter().enumerate() {
                half_heading(&mut page, label, (plan.left(0), plan.half_px()), 0.0);
                if side == 0 {
                    plan.heads(&mut page, data, &[0]);
                }
                body(&mut page, data, &plan, &heights, (side, 0), language);
                page.y += if side == 0 { BETWEEN_PX } else { 0.0 };
            }
        } else {
            let lines = labels
                .each_ref()
                .map(|label| HEADING_FONT.wrap(label, plan.half_px()));
            let most = lines.iter().map(Vec::len).max().unwrap_or(1) as f64;
            let (top, room) = (page.y, HEADING_FONT.line_px() * most);
            for (place, label) in labels.iter().enumerate() {
                page.y = top;
                half_heading(&mut page, label, (plan.left(place), plan.half_px()), room);
            }
            plan.heads(&mut page, data, &[0, 1]);
            let top = page.y;
            for side in [0, 1] {
                page.y = top;
                body(&mut page, data, &plan, &heights, (side, side), language);
            }
        }
        page.y += 6.0;
        page.legend(&tell::keys(data, language));
        notes = tell::notes(data, &plan, way, language);
        names = tell::short_names(data, &plan);
    }
    let caption = tell::caption(pair, whole, (&notes, names, way), options);
    page.caption(&caption);
    page.note(notes);
    page.finish(
        tell::description(pair, whole, language),
        tell::facts(whole, language),
    )
}

/// The words above a half, in a room of some height.
fn half_heading(page: &mut Page, label: &str, (left, width): (f64, f64), room: f64) {
    let lines = HEADING_FONT.wrap(label, width);
    let block = HEADING_FONT.line_px() * lines.len() as f64;
    let at = Point::new(left, page.y + block / 2.0);
    let words = text_block(&lines, at, Anchor::Left, HEADING_FONT, palette::INK);
    page.part("columns", words.collect());
    page.y += block.max(room) + 4.0;
}

fn hairline(a: Point, b: Point) -> Element {
    let path = Outline::Path(vec![Step::Move(a), Step::Line(b)]);
    Element::Shape(Shape::stroked(path, Stroke::solid(palette::HAIRLINE, 1.0)))
}

/// The rows of one half; names stand once where both halves share a row.
fn body(
    page: &mut Page,
    data: &Data,
    plan: &Plan,
    heights: &[f64],
    (side, place): (usize, usize),
    language: Language,
) {
    let left = plan.left(place);
    let right = left + plan.cell_px * plan.topics.len() as f64;
    let names = place == 0;
    let top = page.y;
    let mut lines = vec![hairline(Point::new(left, top), Point::new(right, top))];
    let mut cells = Vec::new();
    for (&row, &height) in plan.people.iter().zip(heights) {
        let person = &data.people[row];
        if names {
            let (name, note) = plan.name_lines(person);
            let all = BOLD.line_px() * (name.len() + note.len()) as f64;
            let begin = page.y + height / 2.0 - all / 2.0;
            let block = BOLD.line_px() * name.len() as f64;
            let at = Point::new(MARGIN_PX, begin + block / 2.0);
            lines.extend(text_block(&name, at, Anchor::Left, BOLD, palette::INK));
            let rest = FONT.line_px() * note.len() as f64;
            let at = Point::new(MARGIN_PX, begin + block + rest / 2.0);
            if !note.is_empty() {
                lines.extend(text_block(&note, at, Anchor::Left, FONT, palette::MUTED));
            }
        }
        for (column, &topic) in plan.topics.iter().enumerate() {
            let Some(it) = data.cells.get(&(row, topic)) else {
                continue;
            };
            let said = if side == 0 { &it.before } else { &it.after };
            if said.counts() == [0, 0] {
                continue;
            }
            let x = left + plan.cell_px * column as f64;
            let bounds = Rect::new(x, page.y, plan.cell_px, height).grown(-0.5);
            let half = HALF_CELL_PX.min(plan.cell_px / 2.0 - 0.6);
            let ids = said.support.iter().chain(&said.concern);
            let mut statements: Vec<usize> = ids
                .filter_map(|id| data.rows[side].get(id).copied())
                .collect();
            statements.sort_unstable();
            statements.dedup();
            let who = &person.name;
            cells.push(Element::Group(Group {
                id: format!("{}--{}--{}", ["before", "after"][side], person.id, it.theme),
                class: format!("node held {}", it.turn.map_or("same", Turn::as_str)),
                name: Some(tell::cell(
                    (who, &data.topics[topic].name),
                    (side, said.counts(), it.turn),
                    language,
                )),
                role: Role::Node,
                bounds: Some(bounds),
                statements,
                children: cell(bounds.centre(), half, said.counts(), it.turn, side),
                ..Group::default()
            }));
        }
        page.y += height;
        let from = if names { MARGIN_PX } else { left };
        lines.push(hairline(
            Point::new(from, page.y),
            Point::new(right, page.y),
        ));
    }
    for column in 0..=plan.topics.len() {
        let x = left + plan.cell_px * column as f64;
        lines.push(hairline(Point::new(x, top), Point::new(x, page.y)));
    }
    page.part("row", lines);
    page.add(cells);
    if !plan.rest.is_empty() {
        rest_row(page, data, plan, (side, place), language);
    }
}

/// Those who are not shown one by one.
fn rest_row(
    page: &mut Page,
    data: &Data,
    plan: &Plan,
    (side, place): (usize, usize),
    language: Language,
) {
    let label = counted(language, plan.rest.len(), Counted::MoreStakeholder);
    let lines = FONT.wrap_evenly(&label, plan.name_px - 8.0);
    let words = [0, 1].map(|side| {
        let cells = data.cells.iter();
        let own = cells.filter(|((row, _), it)| {
            let said = if side == 0 { &it.before } else { &it.after };
            plan.rest.contains(row) && said.counts() != [0, 0]
        });
        let [changed, all] = data.sums(own.map(|(_, it)| it));
        language.fill(
            "{positions}, of them changed: {n}",
            &[
                ("positions", &counted(language, all, Counted::Position)),
                ("n", &changed),
            ],
        )
    });
    let said = words
        .each_ref()
        .map(|words| FONT.wrap(words, plan.half_px() - 8.0));
    // The same height in both halves.
    let deepest = said.iter().chain([&lines]).map(Vec::len).max().unwrap_or(1) as f64;
    let height = FONT.line_px() * deepest + 6.0;
    if place == 0 {
        let at = Point::new(MARGIN_PX, page.y + height / 2.0);
        let block = text_block(&lines, at, Anchor::Left, FONT, palette::INK);
        page.part("row", block.collect());
    }
    let b = Rect::new(plan.left(place), page.y, plan.half_px(), height).grown(-1.0);
    let at = Point::new(b.x + 3.0, b.centre().y);
    page.add([Element::Group(Group {
        id: format!(
            "{}--{}",
            ["before", "after"][side],
            crate::draw::fold::rest_id()
        ),
        class: "node rest".to_owned(),
        name: Some(format!("{label}: {}", words[side])),
        role: Role::Node,
        bounds: Some(b),
        children: text_block(&said[side], at, Anchor::Left, FONT, palette::INK).collect(),
        ..Group::default()
    })]);
    page.y += height;
}

/// A turned line of a head.
fn turned(line: &str, at: Point) -> Element {
    let mut text = Text::new(line, at, BOLD, palette::INK);
    text.turn_degrees = -90.0;
    Element::Text(text)
}
