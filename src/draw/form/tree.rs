//! `tree`: a dendrogram of stakeholders by the stances they share, with how sure each join is.

use super::said;
use crate::analysis::Through as Compared;
use crate::analysis::coalitions::Merge;
use crate::analysis::{Cell, CoalitionMethod, CoalitionOptions, Coalitions, Table, coalitions};
use crate::draw::language::Language;
use crate::draw::options::{DrawOptions, Through};
use crate::draw::page::{Key, MARGIN_PX, Page};
use crate::draw::palette;
use crate::draw::scene::{
    Anchor, Element, Group, Outline, Point, Rect, Role, Scene, Shape, Step, Stroke, Text,
    text_block,
};
use crate::draw::shapes::{inset_px, outline};
use crate::draw::text::Font;
use crate::draw::words::{listed, provenance_in};
use crate::model::{KnowledgeGraph, Record, StakeholderId, StakeholderIx};

const FONT: Font = Font::regular(12.0);
const BOLD: Font = Font::bold(12.0);
/// Below this many claims of a stakeholder, likeness is mostly chance.
const FEW_CLAIMS: usize = 6;
/// Between leaves, where they are few and where they are many.
const GAP_PX: f64 = 6.0;
const LEAST_GAP_PX: f64 = 2.0;
/// More leaves than this stand close together.
const MANY: usize = 16;
/// The least height of a leaf with its gap, px.
const LEAF_PX: f64 = 20.0;

/// A join of the dendrogram with what is needed to draw it.
struct Join {
    distance: f64,
    /// The leaves below, as places in the order of drawing.
    leaves: Vec<usize>,
    parts: [usize; 2],
    /// Mean share of re-samples in which a leaf of one part is with one of the other.
    together: Option<f64>,
}

pub(super) fn scene(record: &Record, graph: &KnowledgeGraph, options: &DrawOptions) -> Scene {
    // Stances are compared as they are coded, whatever the roll-up.
    let _ = graph;
    let language = options.language;
    let subtitle = language.say("Who is near whom, by the stances that they share");
    let width = options.content_px();
    let mut page = Page::new(&options.title(record), subtitle, width);
    let asked = CoalitionOptions {
        through: match options.through {
            Through::Themes => Compared::Theme,
            Through::Claims => Compared::Claim,
        },
        method: CoalitionMethod::Hierarchical,
        ..CoalitionOptions::default()
    };
    let whole = record;
    let (part, folded) = loudest(record, options, page.y);
    let record = part.as_ref().unwrap_or(whole);
    let found = coalitions(record, &asked);
    let people: Vec<StakeholderIx> = (found.members.iter())
        .filter_map(|member| {
            record.find_stakeholder(&StakeholderId::new(&member.stakeholder).ok()?)
        })
        .collect();
    let merges = (found.methods.iter())
        .find(|method| method.method == CoalitionMethod::Hierarchical.as_str())
        .map_or(&[][..], |method| &method.merges);
    if people.len() < 2 || merges.len() + 1 != people.len() {
        page.caption(&[
            language
                .say("A tree needs two stakeholders with a stance.")
                .to_owned(),
            provenance_in(language, record),
        ]);
        return page.finish(
            language.say("There is no tree to show.").to_owned(),
            Vec::new(),
        );
    }
    let joins = joins(&found, merges, people.len());
    let order = &joins[joins.len() - 1].leaves;
    draw(&mut page, record, &found, &people, &joins, order, options);

    let mut caption: Vec<String> = options.caption.iter().cloned().collect();
    caption.extend([provenance_in(language, whole), method(&found, language)]);
    if folded > 0 {
        caption.push(language.fill(
            "Left out, those with fewest statements: {stakeholders}.",
            &[("stakeholders", &said::stakeholders(language, folded))],
        ));
    }
    let few: Vec<&str> = (people.iter())
        .filter(|&&who| {
            let mut claims: Vec<_> = (record.statements().rows())
                .filter(|&row| record.statements().stakeholder(row) == who)
                .map(|row| record.statements().claim(row))
                .collect();
            claims.sort_unstable();
            claims.dedup();
            claims.len() < FEW_CLAIMS
        })
        .map(|&who| record.stakeholder(who).name.as_str())
        .collect();
    if !few.is_empty() {
        caption.push(language.fill(
            "Read with care: fewer than {n} claims each from {names}.",
            &[
                ("n", &FEW_CLAIMS),
                ("names", &said::some(language, &few, 6)),
            ],
        ));
    }
    if !found.left_out.is_empty() {
        caption.push(language.fill(
            "Without a stance, and left out: {n}.",
            &[("n", &found.left_out.len())],
        ));
    }
    page.caption(&caption);
    let description = describe(record, &found, &people, &joins, language);
    page.finish(
        description,
        facts(record, &found, &people, &joins, language),
    )
}

/// The record of those with most statements alone, where not all can be shown, and how many are
/// left out.
fn loudest(record: &Record, options: &DrawOptions, from: f64) -> (Option<Record>, usize) {
    let foot = if options.content_px() < 450.0 {
        350.0
    } else {
        230.0
    };
    let room = (options.medium.height_px()).map(|height| (height - from - foot) / LEAF_PX);
    let fit = room.map_or(usize::MAX, |room| room.max(4.0) as usize);
    let most = options.top.unwrap_or(usize::MAX).min(fit).max(2);
    let mut counts = vec![0usize; record.stakeholders().len()];
    for who in record.statements().stakeholders() {
        counts[who.index()] += 1;
    }
    let mut ranked: Vec<usize> = (0..counts.len()).filter(|&who| counts[who] > 0).collect();
    if ranked.len() <= most {
        return (None, 0);
    }
    ranked.sort_by_key(|&who| std::cmp::Reverse(counts[who]));
    let gone = ranked.split_off(most).len();
    let stays = |id: &StakeholderId| {
        let at = record.find_stakeholder(id);
        at.is_some_and(|at| ranked.contains(&at.index()))
    };
    let mut parts = record.to_parts();
    parts.stakeholders.retain(|one| stays(&one.id));
    parts.statements.retain(|one| stays(&one.stakeholder));
    // What is left refers to nothing that went.
    (Record::resolve(parts).ok(), gone)
}

/// Leaves below each join, those of the earlier part first, and how stable the join is.
fn joins(found: &Coalitions, merges: &[Merge], n: usize) -> Vec<Join> {
    let mut joins: Vec<Join> = Vec::with_capacity(merges.len());
    for merge in merges {
        let below = |group: usize, joins: &[Join]| {
            if group < n {
                vec![group]
            } else {
                joins[group - n].leaves.clone()
            }
        };
        let [mut a, mut b] = merge.groups.map(|group| (below(group, &joins), group));
        if b.0.iter().min() < a.0.iter().min() {
            std::mem::swap(&mut a, &mut b);
        }
        let mut shares = Vec::new();
        for &left in &a.0 {
            for &right in &b.0 {
                let pair = [left, right].map(|at| &found.members[at].stakeholder);
                let tie = found
                    .pairs
                    .iter()
                    .find(|tie| tie.between.iter().eq(pair) || tie.between.iter().rev().eq(pair));
                shares.push(tie.and_then(|tie| tie.together).unwrap_or(0.0));
            }
        }
        let together =
            (!shares.is_empty()).then(|| shares.iter().sum::<f64>() / shares.len() as f64);
        let mut leaves = a.0;
        leaves.extend(b.0);
        joins.push(Join {
            distance: merge.distance.clamp(0.0, 1.0),
            leaves,
            parts: [a.1, b.1],
            together,
        });
    }
    joins
}

fn draw(
    page: &mut Page,
    record: &Record,
    found: &Coalitions,
    people: &[StakeholderIx],
    joins: &[Join],
    order: &[usize],
    options: &DrawOptions,
) {
    let language = options.language;
    let width = options.content_px();
    let longest = (people.iter())
        .map(|&who| {
            let it = record.stakeholder(who);
            let words = it.name.split_whitespace().map(|word| BOLD.width_px(word));
            words.fold(0.0, f64::max) + 2.0 * inset_px(it.kind)
        })
        .fold(0.0, f64::max);
    let many = people.len() > MANY;
    let name_px = if many {
        // One line a name, where there is room for it.
        let whole = (people.iter()).map(|&who| {
            let it = record.stakeholder(who);
            BOLD.width_px(&it.name) + 2.0 * inset_px(it.kind) + 1.0
        });
        whole.fold(0.0, f64::max).min(width * 0.5)
    } else {
        (width * 0.34)
            .clamp(110.0, 190.0)
            .max(longest.min(width * 0.5))
    };
    let (gap, inset) = if many {
        (LEAST_GAP_PX, 3.0)
    } else {
        (GAP_PX, 9.0)
    };
    let (left, right) = (MARGIN_PX + 46.0, MARGIN_PX + width - name_px - 4.0);
    let x = |distance: f64| right - (right - left) * distance;
    axis(page, &x, language);

    let n = people.len();
    let mut boxes = vec![Rect::default(); n];
    let mut lines = vec![Vec::new(); n];
    let mut y = page.y + GAP_PX;
    let mut panels: Vec<(usize, Rect)> = Vec::new();
    for &at in order {
        let it = record.stakeholder(people[at]);
        lines[at] = BOLD.wrap_evenly(&it.name, name_px - 2.0 * inset_px(it.kind));
        let height = BOLD.line_px() * lines[at].len() as f64 + inset;
        let coalition = found.members[at].coalition;
        let b = Rect::new(right + 4.0, y, name_px, height);
        match panels.last_mut() {
            Some((last, panel)) if *last == coalition => *panel = panel.union(b),
            other => {
                if other.is_some() {
                    y += if many { 4.0 } else { 8.0 };
                }
                panels.push((coalition, b.moved(0.0, y - b.y)));
            }
        }
        boxes[at] = Rect::new(b.x, y, b.width, b.height);
        y += height + gap;
    }
    let cut = cut(joins, found);
    let tinted = panels.iter().map(|(_, b)| {
        let area = Rect::new(x(cut), b.y - 3.0, right - x(cut), b.height + 6.0);
        Element::Shape(Shape::filled(Outline::Rect(area, 4.0), palette::PANEL))
    });
    page.part("groups", tinted.collect());
    let line = vec![
        Step::Move(Point::new(x(cut), page.y)),
        Step::Line(Point::new(x(cut), y)),
    ];
    let stroke = Stroke {
        colour: palette::BORDER,
        width_px: 1.2,
        dash_px: Some((2.0, 3.0)),
    };
    page.part(
        "cut",
        vec![Element::Shape(Shape::stroked(Outline::Path(line), stroke))],
    );

    let mut height = vec![0.0; n + joins.len()];
    let mut reach = vec![0.0; n + joins.len()];
    for at in 0..n {
        height[at] = boxes[at].centre().y;
    }
    let mut lines_drawn = vec![Rect::new(x(cut) - 1.0, page.y, 2.0, y - page.y)];
    let mut brackets = Vec::new();
    for (step, join) in joins.iter().enumerate() {
        let [a, b] = join.parts;
        let at = x(join.distance);
        for part in [a, b] {
            let arm = Rect::new(at, height[part] - 1.0, x(reach[part]) - at, 2.0);
            lines_drawn.push(arm);
        }
        let (high, low) = (height[a].min(height[b]), height[a].max(height[b]));
        lines_drawn.push(Rect::new(at - 1.0, high, 2.0, low - high));
        brackets.push([
            Point::new(x(reach[a]), height[a]),
            Point::new(x(reach[b]), height[b]),
        ]);
        height[n + step] = f64::midpoint(height[a], height[b]);
        reach[n + step] = join.distance;
    }
    let mut labels: Vec<Rect> = Vec::new();
    for (step, (join, [a, b])) in joins.iter().zip(brackets).enumerate() {
        let at = x(join.distance);
        let path = vec![
            Step::Move(a),
            Step::Line(Point::new(at, a.y)),
            Step::Line(Point::new(at, b.y)),
            Step::Line(b),
        ];
        let stroke = Stroke::solid(palette::INK, 1.6);
        let mut children = vec![Element::Shape(Shape::stroked(Outline::Path(path), stroke))];
        let mut bounds = Rect::new(at, a.y.min(b.y), a.x.max(b.x) - at, (a.y - b.y).abs());
        let middle = height[n + step];
        if let Some(share) = join.together {
            let words = format!("{:.0}\u{A0}%", share * 100.0);
            let text = |x, y, anchor| {
                Text::new(words.clone(), Point::new(x, y), BOLD, palette::MUTED).anchored(anchor)
            };
            let places = [
                text(at + 5.0, middle + 4.0, Anchor::Left),
                text(at - 4.0, middle - 4.0, Anchor::Right),
                text(at - 4.0, middle + 14.0, Anchor::Right),
                text(at + 5.0, a.y.min(b.y) + 14.0, Anchor::Left),
                text(at + 5.0, a.y.max(b.y) - 5.0, Anchor::Left),
            ];
            let free = |text: &Text| {
                let room = text.bounds();
                let taken = lines_drawn.iter().chain(&labels);
                room.x >= MARGIN_PX
                    && room.right() < right
                    && !taken.clone().any(|t| t.overlaps(room))
            };
            if let Some(text) = places.into_iter().find(free) {
                labels.push(text.bounds());
                bounds = bounds.union(text.bounds());
                children.push(Element::Text(text));
            }
        }
        page.add([Element::Group(Group {
            id: format!("join-{}", step + 1),
            class: "join".to_owned(),
            name: Some(join_name(record, people, joins, join, language)),
            bounds: Some(bounds),
            children,
            ..Group::default()
        })]);
    }
    for &at in order {
        page.add([leaf(
            record,
            people[at],
            boxes[at],
            &lines[at],
            found.members[at].coalition,
            language,
        )]);
    }
    page.y = y + 4.0;
    page.legend(&keys(language));
}

fn leaf(
    record: &Record,
    who: StakeholderIx,
    b: Rect,
    lines: &[String],
    coalition: usize,
    language: Language,
) -> Element {
    let it = record.stakeholder(who);
    let fill = palette::stakeholder(it.kind);
    let mut children = vec![Element::Shape(Shape::filled(outline(it.kind, b), fill))];
    children.extend(text_block(
        lines,
        b.centre(),
        Anchor::Middle,
        BOLD,
        palette::ON_DARK,
    ));
    let table = record.statements();
    Element::Group(Group {
        id: format!("stakeholder-{}", it.id),
        class: "node stakeholder".to_owned(),
        name: Some(language.fill(
            "{name}, in group {group}",
            &[("name", &it.name), ("group", &coalition)],
        )),
        role: Role::Node,
        bounds: Some(b),
        statements: (table.rows().filter(|&row| table.stakeholder(row) == who))
            .map(|row| row.index())
            .collect(),
        children,
        ..Group::default()
    })
}

/// Between the last join within a group and the first between groups.
fn cut(joins: &[Join], found: &Coalitions) -> f64 {
    let within = |join: &&Join| {
        let mut groups = join.leaves.iter().map(|&at| found.members[at].coalition);
        let first = groups.next();
        groups.all(|group| Some(group) == first)
    };
    let last = joins
        .iter()
        .filter(within)
        .map(|join| join.distance)
        .fold(0.0, f64::max);
    let next = joins
        .iter()
        .filter(|join| !within(join))
        .map(|join| join.distance);
    f64::midpoint(last, next.fold(1.0, f64::min))
}

fn axis(page: &mut Page, x: &dyn Fn(f64) -> f64, language: Language) {
    let mut children = Vec::new();
    let head = language.say("distance: share of stances not in common");
    let lines = FONT.wrap(head, x(0.0) - MARGIN_PX);
    let block = FONT.line_px() * lines.len() as f64;
    let at = Point::new(MARGIN_PX, page.y + block / 2.0);
    children.extend(text_block(&lines, at, Anchor::Left, FONT, palette::MUTED));
    page.y += block + 2.0;
    for (tick, words) in [(0.0, "0"), (0.5, "0.5"), (1.0, "1")] {
        let at = Point::new(x(tick), page.y + FONT.size_px);
        children.push(Element::Text(
            Text::new(words, at, FONT, palette::MUTED).anchored(Anchor::Middle),
        ));
        let mark = vec![
            Step::Move(Point::new(x(tick), page.y + FONT.line_px())),
            Step::Line(Point::new(x(tick), page.y + FONT.line_px() + 5.0)),
        ];
        children.push(Element::Shape(Shape::stroked(
            Outline::Path(mark),
            Stroke::solid(palette::BORDER, 1.0),
        )));
    }
    page.y += FONT.line_px() + 7.0;
    page.part("axis", children);
}

fn keys(language: Language) -> Vec<Key> {
    let line = |stroke: Stroke| {
        let path = vec![
            Step::Move(Point::new(0.0, 0.0)),
            Step::Line(Point::new(26.0, 0.0)),
        ];
        vec![Element::Shape(Shape::stroked(Outline::Path(path), stroke))]
    };
    let cut = Stroke {
        colour: palette::BORDER,
        width_px: 1.2,
        dash_px: Some((2.0, 3.0)),
    };
    let shade = Rect::new(0.0, -7.0, 26.0, 14.0);
    let shade = Shape::both(
        Outline::Rect(shade, 3.0),
        palette::PANEL,
        Stroke::solid(palette::HAIRLINE, 1.0),
    );
    vec![
        Key::Sample(
            26.0,
            line(cut),
            language.say("where the tree is cut").to_owned(),
        ),
        Key::Sample(
            26.0,
            vec![Element::Shape(shade)],
            language.say("one group").to_owned(),
        ),
        Key::Words(
            language
                .say("%: both sides together in re-samples")
                .to_owned(),
        ),
    ]
}

fn method(found: &Coalitions, language: Language) -> String {
    let n = found.coalitions.len();
    language.fill(
        "Average linkage on 1 \u{2212} shared stances / all stances of two stakeholders (Jaccard). Cut into {n} \
         by the greatest mean silhouette. Re-samples draw as many statements anew, 200 times.",
        &[("n", &n)],
    )
}

fn part_names(
    language: Language,
    record: &Record,
    people: &[StakeholderIx],
    joins: &[Join],
    part: usize,
) -> String {
    let n = people.len();
    let leaves = if part < n {
        vec![part]
    } else {
        joins[part - n].leaves.clone()
    };
    let names: Vec<String> = leaves
        .iter()
        .map(|&at| record.stakeholder(people[at]).name.clone())
        .collect();
    listed(language, &names)
}

fn join_name(
    record: &Record,
    people: &[StakeholderIx],
    joins: &[Join],
    join: &Join,
    language: Language,
) -> String {
    let [a, b] = join
        .parts
        .map(|part| part_names(language, record, people, joins, part));
    language.fill(
        "{a} and {b}: distance {distance}, together in {share} % of re-samples",
        &[
            ("a", &a),
            ("b", &b),
            ("distance", &format!("{:.2}", join.distance)),
            (
                "share",
                &format!("{:.0}", join.together.unwrap_or(0.0) * 100.0),
            ),
        ],
    )
}

fn describe(
    record: &Record,
    found: &Coalitions,
    people: &[StakeholderIx],
    joins: &[Join],
    language: Language,
) -> String {
    let mut text = language.fill(
        "A dendrogram of {n} stakeholders in {groups} groups.",
        &[("n", &people.len()), ("groups", &found.coalitions.len())],
    );
    if let Some(first) = joins.first() {
        let [a, b] = first
            .parts
            .map(|part| part_names(language, record, people, joins, part));
        text.push(' ');
        text += &language.fill(
            "Nearest: {a} and {b}, distance {distance}.",
            &[
                ("a", &a),
                ("b", &b),
                ("distance", &format!("{:.2}", first.distance)),
            ],
        );
    }
    for coalition in found
        .coalitions
        .iter()
        .filter(|c| c.members.len() > 1)
        .take(6)
    {
        let names: Vec<String> = (coalition.members.iter())
            .filter_map(|id| record.find_stakeholder(&StakeholderId::new(id).ok()?))
            .map(|who| record.stakeholder(who).name.clone())
            .collect();
        text.push(' ');
        text += &language.fill(
            "Together: {names}.",
            &[("names", &listed(language, &names))],
        );
    }
    text
}

fn facts(
    record: &Record,
    found: &Coalitions,
    people: &[StakeholderIx],
    joins: &[Join],
    language: Language,
) -> Vec<Table> {
    let heads = [
        language.say("one side"),
        language.say("other side"),
        language.say("distance"),
        language.say("together in re-samples"),
    ];
    let mut table = Table::new(language.say("Joins, nearest first"), heads);
    for join in joins {
        let [a, b] = join
            .parts
            .map(|part| part_names(language, record, people, joins, part));
        table.push([
            Cell::from(a),
            b.into(),
            join.distance.into(),
            join.together.into(),
        ]);
    }
    let mut groups = Table::new(
        language.say("Groups"),
        [language.say("stakeholder"), language.say("group")],
    );
    for (member, who) in found.members.iter().zip(people) {
        let name = record.stakeholder(*who).name.as_str();
        groups.push([Cell::from(name), member.coalition.into()]);
    }
    vec![table, groups]
}
