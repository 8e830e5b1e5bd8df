//! `alignment`: bands from stakeholders to themes, support and concern kept apart.

use std::collections::BTreeMap;

use super::nodes::{edge, tally, theme_groups};
use super::parts::{
    GROUP_FRAMES_PX, Sides, folded_table, heading, more_stakeholders, relabel, rest, rows,
    short_names, stakeholder, stakeholder_groups, sums, theme,
};
use crate::analysis::Table;
use crate::draw::diagram::{Diagram, DiagramColumn, Form, NodeRole};
use crate::draw::fold::{Axis, Plan, room_px};
use crate::draw::language::Language;
use crate::draw::layout::{Columns, LayoutBackend};
use crate::draw::options::{DrawOptions, Grouping};
use crate::draw::scene::Rect;
use crate::draw::words::{self, Counted, counted, describe, position, provenance_in};
use crate::model::{
    EdgeKind, GraphOptions, KnowledgeGraph, Node, Record, RollUp, StakeholderIx, Stance,
    StatementIx, ThemeIx,
};

/// More bands than this cannot be followed.
const MOST_BANDS: usize = 72;
/// Stakeholders and themes shown, in steps of folding.
const STEPS: [(usize, usize); 7] = [(14, 12), (12, 10), (10, 9), (8, 8), (6, 8), (5, 6), (4, 4)];

pub(super) fn subtitle(language: Language) -> &'static str {
    language.say("Who supports which theme, and who is concerned about it")
}

/// The diagram, and what was folded to make it fit.
pub(super) fn diagram(
    record: &Record,
    graph: &KnowledgeGraph,
    options: &DrawOptions,
) -> (Diagram, Vec<String>) {
    let plans = Plan::all(options, &STEPS);
    let mut rolled = None;
    for (i, plan) in plans.iter().enumerate() {
        let graph = if plan.rolled {
            let roll_up = RollUp::Top;
            &*rolled.get_or_insert_with(|| KnowledgeGraph::new(record, GraphOptions { roll_up }))
        } else {
            graph
        };
        let (mut diagram, notes) = build(record, graph, options, *plan);
        if i + 1 == plans.len() || fits(&diagram, options) {
            diagram.description = describe(options.language, record, graph);
            return (diagram, notes);
        }
    }
    build(record, graph, options, plans[0])
}

fn fits(diagram: &Diagram, options: &DrawOptions) -> bool {
    diagram.edges.len() <= MOST_BANDS
        && room_px(options).is_none_or(|room| {
            let placed = Columns.place(diagram).ok();
            let all = placed.and_then(|it| {
                let groups = it.groups.into_iter().flatten();
                it.nodes.into_iter().chain(groups).reduce(Rect::union)
            });
            all.is_none_or(|all| all.height <= room)
        })
}

/// Widths of the two columns: what the medium leaves, with room for the bands.
fn widths(options: &DrawOptions) -> [f64; 2] {
    let all = options.content_px() - GROUP_FRAMES_PX;
    let gap = (all * 0.41).min(all - 214.0).max(60.0);
    let people = ((all - gap) * 0.4).clamp(96.0, 200.0);
    [
        people.floor(),
        (all - gap - people).clamp(106.0, 300.0).floor(),
    ]
}

fn build(
    record: &Record,
    graph: &KnowledgeGraph,
    options: &DrawOptions,
    plan: Plan,
) -> (Diagram, Vec<String>) {
    let language = options.language;
    let [people_px, theme_px] = widths(options);
    let mut by_person: BTreeMap<StakeholderIx, Sides> = BTreeMap::new();
    let mut by_theme: BTreeMap<ThemeIx, Sides> = BTreeMap::new();
    for it in graph.positions() {
        by_person
            .entry(it.stakeholder)
            .or_default()
            .add(it.stance, it.statements);
        by_theme
            .entry(it.theme)
            .or_default()
            .add(it.stance, it.statements);
    }
    let total = |sides: &Sides| sides.counts().iter().sum();
    let people = Axis::new(
        &by_person.iter().map(|(&k, v)| (k, total(v))).collect(),
        plan.people,
    );
    let themes = Axis::new(
        &by_theme.iter().map(|(&k, v)| (k, total(v))).collect(),
        plan.topics,
    );

    // The bands: statements by the nodes at their ends and stance, each once.
    let mut bands: BTreeMap<(usize, usize, bool), Vec<StatementIx>> = BTreeMap::new();
    let mut ends: BTreeMap<StakeholderIx, [usize; 2]> = BTreeMap::new();
    for it in graph.positions() {
        let (Some(from), Some(to)) = (people.place(it.stakeholder), themes.place(it.theme)) else {
            continue;
        };
        ends.entry(it.stakeholder).or_default()[usize::from(it.stance == Stance::Concern)] += 1;
        let band = bands
            .entry((from, to, it.stance == Stance::Concern))
            .or_default();
        band.extend(it.statements);
    }
    for band in bands.values_mut() {
        band.sort_unstable();
        band.dedup();
    }

    let mut nodes = Vec::new();
    let (mut groups, of) = stakeholder_groups(record, &people.shown, options, people_px);
    for (&ix, group) in people.shown.iter().zip(of) {
        let [support, concern] = ends.get(&ix).copied().unwrap_or_default();
        let what = language.fill(
            "{positions}, {support} in support and {concern} of concern",
            &[
                (
                    "positions",
                    &counted(language, support + concern, Counted::Position),
                ),
                ("support", &support),
                ("concern", &concern),
            ],
        );
        let mut node = stakeholder(record, ix, &what, (language, people_px));
        node.group = group;
        nodes.push(node);
    }
    let sides_of = |rows: &mut dyn Iterator<Item = &Vec<StatementIx>>| {
        let mut all: Vec<StatementIx> = rows.flatten().copied().collect();
        all.sort_unstable();
        all.dedup();
        all.len()
    };
    if !people.rest.is_empty() {
        let at = people.shown.len();
        let sums = [false, true].map(|concern| {
            sides_of(
                &mut bands
                    .iter()
                    .filter(|(k, _)| (k.0, k.2) == (at, concern))
                    .map(|(_, v)| v),
            )
        });
        nodes.push(more_stakeholders(
            record,
            &people.rest,
            sums,
            (language, people_px),
        ));
    }
    let (more, group_of) = if options.group == Grouping::None {
        (Vec::new(), vec![None; themes.shown.len()])
    } else {
        theme_groups(record, &themes.shown, 1, theme_px)
    };
    for (&ix, group) in themes.shown.iter().zip(group_of) {
        let sides = tally(graph, EdgeKind::Position, Node::Theme(ix));
        let mut node = theme(record, ix, Some(sides), (language, theme_px));
        node.column = 1;
        node.group = group.map(|group| groups.len() + group);
        nodes.push(node);
    }
    groups.extend(more);
    // Counts stand beside every theme or beside none.
    let tallied = nodes[people.len()..]
        .iter()
        .all(|node| node.tally.is_some());
    for node in nodes[people.len()..].iter_mut().filter(|_| !tallied) {
        node.tally = None;
        let label = node.label.clone();
        relabel(node, &label);
    }
    if !themes.rest.is_empty() {
        let at = themes.shown.len();
        let counts = [false, true].map(|concern| {
            sides_of(
                &mut bands
                    .iter()
                    .filter(|(k, _)| (k.1, k.2) == (at, concern))
                    .map(|(_, v)| v),
            )
        });
        let label = counted(language, themes.rest.len(), Counted::MoreTheme);
        let names: Vec<&str> = themes
            .rest
            .iter()
            .map(|&t| record.theme(t).name.as_str())
            .collect();
        let tooltip = sums(language, &label, counts, &names.join(", "));
        let mut node = rest(NodeRole::Theme, (label, tooltip), theme_px);
        node.column = 1;
        nodes.push(node);
    }

    let columns = ["stakeholder", "theme", "stance", "statements"];
    let columns = columns.map(|word| heading(language, word));
    let mut facts = Table::new(language.say("Positions"), columns);
    let mut edges = Vec::new();
    for (&(from, to, concern), band) in &bands {
        let stance = if concern {
            Stance::Concern
        } else {
            Stance::Support
        };
        let to = people.len() + to;
        let (who, what) = (nodes[from].label.clone(), nodes[to].label.clone());
        let tooltip = position(language, (&who, &what), stance, band.len());
        let sign = (EdgeKind::Position, stance);
        let mut one = edge(&nodes, from, to, sign, band.len() as f64, tooltip);
        one.statements = rows(band);
        edges.push(one);
        let word = words::stance(language, stance);
        facts.push([who.into(), what.into(), word.into(), band.len().into()]);
    }
    let folded = (people.rest.iter())
        .map(|ix| {
            let into = counted(language, people.rest.len(), Counted::MoreStakeholder);
            (
                into,
                record.stakeholder(*ix).name.clone(),
                by_person[ix].counts(),
            )
        })
        .chain(themes.rest.iter().map(|ix| {
            let into = counted(language, themes.rest.len(), Counted::MoreTheme);
            (into, record.theme(*ix).name.clone(), by_theme[ix].counts())
        }));
    let folded = folded_table(language, folded);

    let silent = record.stakeholders().len() - by_person.len();
    let mut method = language
        .say(
            "A position is a stakeholder\u{2019}s stance on a claim times the claim\u{2019}s \
             stance on the theme.",
        )
        .to_owned();
    if tallied {
        method += " ";
        method += language.say("The signed numbers count stakeholders.");
    }
    if silent > 0 {
        let n = counted(language, silent, Counted::Stakeholder);
        method += " ";
        method += &language.fill("Without a position, and left out: {n}.", &[("n", &n)]);
    }
    let notes = notes(language, plan, &people, &themes);
    let mut caption = vec![provenance_in(language, record), method];
    if !notes.is_empty() {
        caption.push(notes.join(" "));
    }
    caption.extend(short_names(&nodes));
    let column = |heading: &str, width_px| DiagramColumn {
        heading: heading.to_owned(),
        width_px,
    };
    let diagram = Diagram {
        form: Form::Alignment,
        title: options.title(record),
        // Costs more than the rest, so only the diagram that is chosen gets it.
        description: String::new(),
        caption: options.caption.iter().cloned().chain(caption).collect(),
        width_px: options.content_px() - GROUP_FRAMES_PX,
        columns: vec![
            column(language.say("Who speaks"), people_px),
            column(language.say("On which theme"), theme_px),
        ],
        groups,
        nodes,
        edges,
        facts: [facts].into_iter().chain(folded).collect(),
    };
    let whole = language.say("The form \u{2018}matrix\u{2019} shows every stakeholder and theme.");
    let advice = (!notes.is_empty()).then(|| whole.to_owned());
    (diagram, notes.into_iter().chain(advice).collect())
}

fn notes(
    language: Language,
    plan: Plan,
    people: &Axis<StakeholderIx>,
    themes: &Axis<ThemeIx>,
) -> Vec<String> {
    let mut notes = Vec::new();
    if plan.rolled {
        notes.push(
            language
                .say("To fit the page, themes count as their broadest one.")
                .to_owned(),
        );
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
    if !themes.rest.is_empty() {
        notes.push(language.fill(
            "Shown are the {n} with most statements; folded: {rest}.",
            &[
                ("n", &counted(language, themes.shown.len(), Counted::Theme)),
                (
                    "rest",
                    &counted(language, themes.rest.len(), Counted::Theme),
                ),
            ],
        ));
    }
    notes
}
