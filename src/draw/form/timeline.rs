//! `timeline`: who said what when, how themes come and go, and who stood where at each meeting.

use std::collections::BTreeMap;

use super::fit::first_fitting;
use super::parts::heading;
use super::timeline_bins::{Bins, bins};
use super::timeline_parts::{Frame, trend, windows};
use crate::analysis::{Table, Timeline, TimelineOptions, timeline};
use crate::draw::fold::Axis;
use crate::draw::language::Language;
use crate::draw::options::DrawOptions;
use crate::draw::page::{Key, MARGIN_PX, Page};
use crate::draw::palette;
use crate::draw::scene::{
    Anchor, Element, Group, Outline, Point, Rect, Role, Scene, Shape, Step, Stroke, Text,
    text_block,
};
use crate::draw::signed_edge::sign;
use crate::draw::text::Font;
use crate::draw::words::{self, Counted, counted, describe, listed, provenance_in};
use crate::model::{
    ClaimIx, GraphOptions, KnowledgeGraph, Record, RollUp, StakeholderIx, Stance, StatementIx,
};

pub(super) const FONT: Font = Font::regular(12.0);
pub(super) const BOLD: Font = Font::bold(12.0);
pub(super) const HEADING_FONT: Font = Font::bold(13.0);
/// Stakeholders shown, those of them compared from meeting to meeting, and themes, until the page
/// is kept.
const STEPS: [(usize, usize, usize); 23] = [
    (40, 20, 40),
    (40, 20, 20),
    (36, 18, 16),
    (32, 16, 14),
    (28, 14, 12),
    (24, 12, 12),
    (21, 11, 12),
    (18, 10, 12),
    (16, 9, 12),
    (14, 8, 12),
    (20, 0, 12),
    (18, 0, 12),
    (16, 0, 12),
    (14, 0, 12),
    (12, 0, 12),
    (10, 0, 10),
    (8, 0, 8),
    (7, 0, 7),
    (6, 0, 6),
    (5, 0, 5),
    (4, 0, 4),
    (3, 0, 3),
    (2, 0, 2),
];
/// More themes than this are rolled into their broadest ones.
const MOST_THEMES: usize = 12;
/// Distance between marks, px; they are 10 px wide.
const PITCH_PX: f64 = 13.0;
pub(super) const MARK_PX: f64 = 5.0;

pub(super) fn scene(record: &Record, graph: &KnowledgeGraph, options: &DrawOptions) -> Scene {
    let scene = first_fitting(options, STEPS, |step| drawn(record, graph, options, step));
    // There is at least one step.
    scene.unwrap_or_else(|| drawn(record, graph, options, STEPS[0]))
}

fn drawn(
    record: &Record,
    graph: &KnowledgeGraph,
    options: &DrawOptions,
    (most_people, compared, most_themes): (usize, usize, usize),
) -> Scene {
    let language = options.language;
    let width_px = options.content_px();
    let subtitle = language.say("Who said what when, and on which side");
    let mut page = Page::new(&options.title(record), subtitle, width_px).in_language(language);
    let name_px = (width_px * 0.3).clamp(92.0, 200.0).floor();
    let most = ((width_px - name_px) / 58.0).floor().max(1.0) as usize;
    let bins = bins(record, language, most);
    let found = timeline(record, graph, &TimelineOptions::default());

    let mut weights: BTreeMap<StakeholderIx, usize> = BTreeMap::new();
    for &who in record.statements().stakeholders() {
        *weights.entry(who).or_default() += 1;
    }
    let top = options.top.unwrap_or(most_people).min(most_people);
    let people = Axis::new(&weights, Some(top));
    let frame = Frame {
        left: MARGIN_PX,
        name_px,
        cell_px: ((width_px - name_px) / bins.labels.len().max(1) as f64).floor(),
        bins: bins.labels.len(),
    };

    let mut notes = Vec::new();
    if weights.is_empty() {
        page.caption(&[language.say("There is nothing to draw.").to_owned()]);
    } else {
        heads(&mut page, &bins, &frame);
        let mut changed = 0;
        for &who in &people.shown {
            changed += row(&mut page, record, &bins, who, &frame, language);
        }
        if !people.rest.is_empty() {
            rest_row(&mut page, record, &bins, &people.rest, (&frame, language));
        }
        page.y += 4.0;
        page.legend(&keys(language, changed > 0));
        let rolled;
        let graph = if touched(graph) > MOST_THEMES {
            notes.push(
                language
                    .say("To fit the page, themes count as their broadest one.")
                    .to_owned(),
            );
            let roll_up = RollUp::Top;
            rolled = KnowledgeGraph::new(record, GraphOptions { roll_up });
            &rolled
        } else {
            graph
        };
        let axis = trend(
            &mut page,
            record,
            graph,
            &bins,
            most_themes,
            (&frame, language),
        );
        if !axis.rest.is_empty() {
            notes.push(language.fill(
                "Shown are the {n} with most statements; folded: {rest}.",
                &[
                    ("n", &counted(language, axis.shown.len(), Counted::Theme)),
                    ("rest", &counted(language, axis.rest.len(), Counted::Theme)),
                ],
            ));
        }
        windows(
            &mut page,
            record,
            graph,
            &bins,
            (&people.shown, compared, &axis.shown),
            (&frame, language),
        );
        page.y += 6.0;
    }
    if !people.rest.is_empty() {
        notes.push(language.fill(
            "Shown are the {n} with most statements; folded: {rest}.",
            &[
                (
                    "n",
                    &counted(language, people.shown.len(), Counted::Stakeholder),
                ),
                (
                    "rest",
                    &counted(language, people.rest.len(), Counted::Stakeholder),
                ),
            ],
        ));
    }
    if bins.merged {
        notes.push(
            language
                .say("Sources are put together so that each column can be read.")
                .to_owned(),
        );
    }
    let mut caption: Vec<String> = options.caption.iter().cloned().collect();
    caption.push(provenance_in(language, record));
    if !bins.same_day.is_empty() {
        let which = bins.same_day.iter();
        let which: Vec<String> = which
            .map(|(day, title)| format!("{day}: {title}"))
            .collect();
        caption.push(which.join("; ") + ".");
    }
    let mut method = vec![
        language
            .say("Each mark is one statement on a claim.")
            .to_owned(),
    ];
    if bins.one_day && !weights.is_empty() {
        method.push(
            language
                .say("Everything was said on one day, so nothing can have changed: the columns follow the paragraphs (\u{B6}) of the source.")
                .to_owned(),
        );
    }
    caption.push(method.join(" "));
    if !notes.is_empty() {
        caption.push(notes.join(" "));
    }
    page.caption(&caption);
    if !notes.is_empty() {
        let advice = language
            .say("The question \u{2018}timeline\u{2019} of the analysis lists every change.");
        notes.push(advice.to_owned());
    }
    page.note(notes);
    let description = [
        describe(language, record, graph),
        changes(record, &found, language),
    ];
    page.finish(description.join(" "), facts(record, &found, language))
}

fn touched(graph: &KnowledgeGraph) -> usize {
    let mut themes: Vec<_> = graph.positions().map(|p| p.theme).collect();
    themes.sort_unstable();
    themes.dedup();
    themes.len()
}

/// A label in lines; a date that is too long for one is cut after its year.
fn head_lines(label: &str, width_px: f64) -> Vec<String> {
    let is_date = |word: &str| word.len() == 10 && word.as_bytes()[4] == b'-';
    let words: Vec<String> = (label.split(' '))
        .map(|word| match word.split_at_checked(5) {
            Some((year, day)) if is_date(word) && BOLD.width_px(word) > width_px => {
                format!("{year} {day}")
            }
            _ => word.to_owned(),
        })
        .collect();
    BOLD.wrap_evenly(&words.join(" "), width_px)
}

fn heads(page: &mut Page, bins: &Bins, frame: &Frame) {
    let lines: Vec<Vec<String>> = (bins.labels.iter())
        .map(|label| head_lines(label, frame.cell_px - 8.0))
        .collect();
    let deepest = lines.iter().map(Vec::len).max().unwrap_or(1) as f64;
    let height = BOLD.line_px() * deepest;
    let mut children = Vec::new();
    for (bin, lines) in lines.iter().enumerate() {
        let at = Point::new(frame.x(bin) + 4.0, page.y + height / 2.0);
        children.extend(text_block(lines, at, Anchor::Left, BOLD, palette::INK));
    }
    page.part("columns", children);
    page.y += height + 4.0;
}

/// A name at the left of a row in as many lines as it takes.
pub(super) fn name_lines(name: &str, short: &str, width_px: f64) -> Vec<String> {
    let longest = name
        .split_whitespace()
        .map(|w| FONT.width_px(w))
        .fold(0.0, f64::max);
    FONT.wrap_evenly(if longest > width_px { short } else { name }, width_px)
}

/// A row with its name, a rule below, and lines between the columns.
pub(super) fn row_frame(page: &mut Page, lines: &[String], height: f64, frame: &Frame) {
    let at = Point::new(frame.left, page.y + height / 2.0);
    let mut children: Vec<Element> =
        text_block(lines, at, Anchor::Left, FONT, palette::INK).collect();
    let hairline = |a: Point, b: Point| {
        let path = Outline::Path(vec![Step::Move(a), Step::Line(b)]);
        Element::Shape(Shape::stroked(path, Stroke::solid(palette::HAIRLINE, 1.0)))
    };
    let foot = page.y + height;
    children.push(hairline(
        Point::new(frame.left, foot),
        Point::new(frame.x(frame.bins), foot),
    ));
    for bin in 0..frame.bins {
        let x = frame.x(bin);
        children.push(hairline(Point::new(x, page.y), Point::new(x, foot)));
    }
    page.part("row", children);
}

/// The statements of one stakeholder; returns how many times it changed sides on a claim.
fn row(
    page: &mut Page,
    record: &Record,
    bins: &Bins,
    who: StakeholderIx,
    frame: &Frame,
    language: Language,
) -> usize {
    let table = record.statements();
    let it = record.stakeholder(who);
    let lines = name_lines(&it.name, it.short_name(), frame.name_px - 8.0);
    let own = bins.of(|row| table.stakeholder(row) == who);
    let per_line = ((frame.cell_px - 8.0) / PITCH_PX).floor().max(1.0) as usize;
    let deepest = own
        .iter()
        .map(|rows| rows.len().div_ceil(per_line))
        .max()
        .unwrap_or(1);
    let height = (FONT.line_px() * lines.len() as f64 + 5.0).max(deepest as f64 * PITCH_PX + 8.0);
    row_frame(page, &lines, height, frame);

    let mut places: BTreeMap<StatementIx, (usize, Point)> = BTreeMap::new();
    for (bin, rows) in own.iter().enumerate() {
        let deep = rows.len().div_ceil(per_line) as f64;
        let top = page.y + (height - deep * PITCH_PX) / 2.0;
        for (i, &row) in rows.iter().enumerate() {
            let x = frame.x(bin) + 4.0 + PITCH_PX * ((i % per_line) as f64 + 0.5);
            let y = top + PITCH_PX * ((i / per_line) as f64 + 0.5);
            places.insert(row, (bin, Point::new(x, y)));
        }
    }
    let mut by_claim: BTreeMap<ClaimIx, Vec<StatementIx>> = BTreeMap::new();
    for rows in &own {
        for &row in rows {
            by_claim.entry(table.claim(row)).or_default().push(row);
        }
    }
    let mut turns: Vec<[StatementIx; 2]> = Vec::new();
    for rows in by_claim.values() {
        for pair in rows.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            if table.stance(a) != table.stance(b) && places[&a].0 != places[&b].0 {
                turns.push([a, b]);
            }
        }
    }
    for &[a, b] in &turns {
        let (from, to) = (places[&a].1, places[&b].1);
        let lift = 9.0_f64.min(height / 2.0 - 1.0);
        let path = vec![
            Step::Move(from),
            Step::Curve(
                Point::new(from.x + 14.0, from.y - lift),
                Point::new(to.x - 14.0, to.y - lift),
                to,
            ),
        ];
        let before = words::stance(language, table.stance(a));
        let after = words::stance(language, table.stance(b));
        let claim = format!("\u{201C}{}\u{201D}", record.claim(table.claim(a)).text);
        page.add([Element::Group(Group {
            class: "change".to_owned(),
            name: Some(language.fill(
                "{who} turns from {before} to {after} on {claim}",
                &[
                    ("who", &it.name),
                    ("before", &before),
                    ("after", &after),
                    ("claim", &claim),
                ],
            )),
            statements: vec![a.index(), b.index()],
            children: vec![Element::Shape(Shape::stroked(
                Outline::Path(path),
                Stroke::solid(palette::INK, 1.2),
            ))],
            ..Group::default()
        })]);
    }
    for (&row, &(_, at)) in &places {
        let turned = turns.iter().any(|pair| pair.contains(&row));
        page.add([mark(record, row, at, turned, language)]);
    }
    page.y += height;
    turns.len()
}

fn mark(record: &Record, row: StatementIx, at: Point, turned: bool, language: Language) -> Element {
    let table = record.statements();
    let stance = table.stance(row);
    let who = &record.stakeholder(table.stakeholder(row)).name;
    let what = format!("\u{201C}{}\u{201D}", record.claim(table.claim(row)).text);
    let verb = words::verb(language, stance);
    let mut name = format!("{who} {verb} {what}");
    if let Some(date) = record.date_of(row) {
        name += &format!(", {date}");
    }
    let mut children = Vec::new();
    if turned {
        let ring = Outline::Circle(at, MARK_PX + 1.4);
        children.push(Element::Shape(Shape::filled(ring, palette::INK)));
    }
    children.extend(sign(at, stance, MARK_PX));
    Element::Group(Group {
        id: format!("statement-{}", table.id(row)),
        class: format!("node statement {stance}"),
        name: Some(name),
        role: Role::Node,
        bounds: Some(Rect::new(at.x, at.y, 0.0, 0.0).grown(MARK_PX)),
        statements: vec![row.index()],
        children,
        ..Group::default()
    })
}

/// Those who are not shown one by one: how often they spoke on each side.
fn rest_row(
    page: &mut Page,
    record: &Record,
    bins: &Bins,
    rest: &[StakeholderIx],
    (frame, language): (&Frame, Language),
) {
    let table = record.statements();
    let label = counted(language, rest.len(), Counted::MoreStakeholder);
    let lines = FONT.wrap_evenly(&label, frame.name_px - 8.0);
    let height = FONT.line_px() * lines.len() as f64 + 6.0;
    row_frame(page, &lines, height, frame);
    let own = bins.of(|row| rest.binary_search(&table.stakeholder(row)).is_ok());
    for (bin, rows) in own.iter().enumerate() {
        if rows.is_empty() {
            continue;
        }
        let mut sides = [0usize; 2];
        for &row in rows {
            sides[usize::from(table.stance(row) == Stance::Concern)] += 1;
        }
        let mut x = frame.x(bin) + 4.0;
        let mut children = Vec::new();
        for (n, stance) in sides.into_iter().zip(Stance::ALL).filter(|&(n, _)| n > 0) {
            let words = format!("{}{n}", stance.symbol());
            let at = Point::new(x, page.y + height / 2.0 + 0.35 * BOLD.size_px);
            x += BOLD.width_px(&words) + 5.0;
            children.push(Element::Text(Text::new(
                words,
                at,
                BOLD,
                palette::text(stance),
            )));
        }
        let name = format!(
            "{label}, {}: +{}, \u{2212}{}",
            bins.labels[bin], sides[0], sides[1]
        );
        page.add([Element::Group(Group {
            id: format!("rest-{bin}"),
            class: "node rest".to_owned(),
            name: Some(name),
            role: Role::Node,
            bounds: Some(Rect::new(
                frame.x(bin) + 2.0,
                page.y + 1.0,
                frame.cell_px - 4.0,
                height - 2.0,
            )),
            statements: rows.iter().map(|row| row.index()).collect(),
            children,
            ..Group::default()
        })]);
    }
    page.y += height;
}

fn keys(language: Language, changed: bool) -> Vec<Key> {
    let sample = |stance| sign(Point::new(MARK_PX, 0.0), stance, MARK_PX);
    let mut keys: Vec<Key> = (Stance::ALL.into_iter())
        .map(|stance| {
            Key::Sample(
                10.0,
                sample(stance),
                words::verb(language, stance).to_owned(),
            )
        })
        .collect();
    if changed {
        let at = Point::new(7.0, 0.0);
        let mut turned = vec![Element::Shape(Shape::filled(
            Outline::Circle(at, MARK_PX + 1.4),
            palette::INK,
        ))];
        turned.extend(sign(at, Stance::Support, MARK_PX));
        let words = language.say("ringed and joined: another side on the same claim");
        keys.push(Key::Sample(14.0, turned, words.to_owned()));
    }
    keys
}

/// Who changed sides on themes, in a sentence.
fn changes(record: &Record, found: &Timeline, language: Language) -> String {
    let turned: Vec<_> = found
        .themes
        .iter()
        .filter(|c| !c.changes.is_empty())
        .collect();
    if turned.is_empty() {
        return language
            .say("No stakeholder changes sides on a theme from one day to another.")
            .to_owned();
    }
    let named: Vec<String> = (turned.iter().take(4))
        .map(|course| {
            let who = (record.stakeholders().iter())
                .find(|s| s.id.as_str() == course.stakeholder)
                .map_or(course.stakeholder.as_str(), |s| s.name.as_str());
            language.fill(
                "{who} on {theme}",
                &[("who", &who), ("theme", &course.words)],
            )
        })
        .collect();
    language.fill(
        "Stances on themes that change from one day to another: {n}; among them {names}.",
        &[("n", &turned.len()), ("names", &listed(language, &named))],
    )
}

fn facts(record: &Record, found: &Timeline, language: Language) -> Vec<Table> {
    let table = record.statements();
    let columns = ["date", "source", "stakeholder", "stance", "claim"];
    let mut said = Table::new(
        language.say("Statements"),
        columns.map(|c| heading(language, c)),
    );
    let mut rows: Vec<StatementIx> = table.rows().collect();
    rows.sort_by_key(|&row| (record.date_of(row).is_none(), record.date_of(row), row));
    for row in rows {
        let source = &record.sources()[table.source(row).index()];
        said.push([
            record.date_of(row).map(|d| d.to_string()).into(),
            source.title.as_str().into(),
            record
                .stakeholder(table.stakeholder(row))
                .name
                .as_str()
                .into(),
            words::stance(language, table.stance(row)).into(),
            record.claim(table.claim(row)).text.as_str().into(),
        ]);
    }
    let columns = ["stakeholder", "claim", "before", "date", "stance"];
    let mut turned = Table::new(
        language.say("Changes of side"),
        columns.map(|c| heading(language, c)),
    );
    for course in &found.claims {
        for change in &course.changes {
            turned.push([
                course.stakeholder.as_str().into(),
                course.words.as_str().into(),
                change.before.stance.into(),
                change.after.date.as_str().into(),
                change.after.stance.into(),
            ]);
        }
    }
    let turned = (!turned.rows.is_empty()).then_some(turned);
    [said].into_iter().chain(turned).collect()
}
