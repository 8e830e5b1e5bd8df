//! `alignment`: bands from stakeholders to themes, support and concern kept apart.

use std::collections::{BTreeMap, BTreeSet};

use super::bands::{self, Counts, Density, Level};
use super::bundled;
use super::fit::{Extent, first};
use super::nodes::{edge, tally, theme_groups};
use super::parts::{
    GROUP_FRAMES_PX, Sides, folded_table, heading, more_stakeholders, no_room, of_kind, relabel,
    rest, rows, short_names, stakeholder, stakeholder_groups, sums, theme,
};
use crate::analysis::Table;
use crate::draw::compose::compose;
use crate::draw::diagram::{Diagram, DiagramColumn, Form, NodeRole};
use crate::draw::fold::{Axis, Plan};
use crate::draw::language::Language;
use crate::draw::layout::{LayoutBackend, LayoutError};
use crate::draw::options::{DrawOptions, Grouping};
use crate::draw::scene::Scene;
use crate::draw::words::{self, Counted, counted, describe, position, provenance_in};
use crate::model::{
    EdgeKind, GraphOptions, KnowledgeGraph, Node, Record, RollUp, StakeholderIx, StakeholderKind,
    Stance, StatementIx, ThemeIx,
};

/// More bands than this cannot be followed; of few and heavy ones, between kinds and broad
/// themes, so many.
const MOST_BANDS: usize = 72;
const MOST_BANDS_OF_KINDS: usize = 100;
fn subtitle(language: Language) -> &'static str {
    language.say("Who supports which theme, and who is concerned about it")
}

/// The picture: placed by an engine where one is asked for.
pub(super) fn scene(
    record: &Record,
    graph: &KnowledgeGraph,
    options: &DrawOptions,
    backend: Option<&dyn LayoutBackend>,
) -> Result<Scene, LayoutError> {
    let language = options.language;
    let extent = backend.map_or(Extent::Page, |_| Extent::Endless);
    let (diagram, notes) = diagram(record, graph, options, extent);
    let placement = match backend {
        Some(backend) => backend.place(&diagram)?,
        None => bundled::place(&diagram, options.keep.as_ref()),
    };
    let mut scene = compose(&diagram, &placement, subtitle(language), language);
    scene.notes = notes;
    Ok(scene)
}

/// The diagram, and what was folded to make it fit: first bands come closer, then less is shown.
pub(super) fn diagram(
    record: &Record,
    graph: &KnowledgeGraph,
    options: &DrawOptions,
    extent: Extent,
) -> (Diagram, Vec<String>) {
    let mut rolled = None;
    let mut found = None;
    for levels in bands::levels(options, counts(record, graph)) {
        let run = first(levels.len(), |step| {
            let level = levels[step];
            let graph = if level.plan.rolled {
                let roll_up = RollUp::Top;
                &*rolled
                    .get_or_insert_with(|| KnowledgeGraph::new(record, GraphOptions { roll_up }))
            } else {
                graph
            };
            let (diagram, notes) = build(record, graph, options, level);
            let fits = fits(&diagram, level, options, extent);
            ((diagram, notes, level.plan.rolled, fits), fits)
        });
        found = run.or(found);
        if matches!(found, Some((.., true))) {
            break;
        }
    }
    // There is at least one level.
    let (diagram, notes, is_rolled, _) = found.unwrap_or_else(|| {
        let by_kind = false;
        let plan = Plan::whole(options);
        let (diagram, notes) = build(record, graph, options, Level { plan, by_kind });
        (diagram, notes, false, false)
    });
    let as_wide =
        |density: &&Density| extent.fits(options, || height_px(&diagram, **density, options));
    let density = Density::ALL.iter().find(as_wide);
    let mut diagram = density.unwrap_or(&Density::CLOSEST).applied(&diagram);
    let graph = rolled.as_ref().filter(|_| is_rolled).unwrap_or(graph);
    diagram.description = describe(options.language, record, graph);
    (diagram, notes)
}

fn fits(diagram: &Diagram, level: Level, options: &DrawOptions, extent: Extent) -> bool {
    let most = if level.by_kind {
        MOST_BANDS_OF_KINDS
    } else {
        MOST_BANDS
    };
    diagram.edges.len() <= most
        && extent.fits(options, || height_px(diagram, Density::CLOSEST, options))
}

fn counts(record: &Record, graph: &KnowledgeGraph) -> Counts {
    let themes: BTreeSet<ThemeIx> = graph.positions().map(|it| it.theme).collect();
    let people: BTreeSet<StakeholderIx> = graph.positions().map(|it| it.stakeholder).collect();
    let kinds = people.iter().map(|&ix| kind_place(record, ix));
    Counts {
        kinds: kinds.collect::<BTreeSet<_>>().len(),
        stakeholders: people.len(),
        themes: themes.len(),
    }
}

/// Where the kind of a stakeholder stands among all kinds.
fn kind_place(record: &Record, ix: StakeholderIx) -> Option<usize> {
    let its = record.stakeholder(ix).kind;
    StakeholderKind::ALL.iter().position(|&kind| kind == its)
}

/// How high the picture gets.
fn height_px(diagram: &Diagram, density: Density, options: &DrawOptions) -> f64 {
    let diagram = density.applied(diagram);
    let placement = bundled::place(&diagram, options.keep.as_ref());
    let subtitle = subtitle(options.language);
    compose(&diagram, &placement, subtitle, options.language).height_px
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
    Level { plan, by_kind }: Level,
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
    let total = |sides: &Sides| sides.counts().iter().sum::<usize>();
    let people = if by_kind {
        let all: Vec<StakeholderIx> = by_person.keys().copied().collect();
        Axis::only_groups(&all, |ix| kind_place(record, ix))
    } else {
        Axis::new(
            &by_person.iter().map(|(&k, v)| (k, total(v))).collect(),
            plan.people,
        )
    };
    let by_head = options.group != Grouping::None && !plan.rolled;
    let heads: BTreeSet<ThemeIx> = (by_theme.keys().copied())
        .filter(|&theme| by_head && record.top_theme(theme) != theme)
        .map(|theme| record.top_theme(theme))
        .collect();
    let head = |theme: ThemeIx| heads.get(&record.top_theme(theme)).copied();
    let themes = Axis::grouped(
        &by_theme.iter().map(|(&k, v)| (k, total(v))).collect(),
        plan.topics,
        head,
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
    for (i, who) in people.rests.iter().enumerate() {
        let at = people.shown.len() + i;
        let sums = [false, true].map(|concern| {
            sides_of(
                &mut bands
                    .iter()
                    .filter(|(k, _)| (k.0, k.2) == (at, concern))
                    .map(|(_, v)| v),
            )
        });
        let make = if by_kind { of_kind } else { more_stakeholders };
        nodes.push(make(record, who, sums, (language, people_px)));
    }
    // What is folded stands under the same heading.
    let firsts = themes.rests.iter().map(|rest| rest[0]);
    let standing: Vec<ThemeIx> = (themes.shown.iter().copied()).chain(firsts).collect();
    let (more, group_of) = if options.group == Grouping::None {
        (Vec::new(), vec![None; standing.len()])
    } else {
        theme_groups(record, &standing, 1, theme_px)
    };
    let rest_groups: Vec<Option<usize>> = (0..themes.rests.len())
        .map(|i| group_of.get(themes.shown.len() + i).copied().flatten())
        .collect();
    let first_group = groups.len();
    for (&ix, group) in themes.shown.iter().zip(group_of) {
        let sides = tally(graph, EdgeKind::Position, Node::Theme(ix));
        let mut node = theme(record, ix, Some(sides), (language, theme_px));
        node.column = 1;
        node.group = group.map(|group| first_group + group);
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
    for (i, (members, group)) in themes.rests.iter().zip(rest_groups).enumerate() {
        let at = themes.shown.len() + i;
        let counts = [false, true].map(|concern| {
            sides_of(
                &mut bands
                    .iter()
                    .filter(|(k, _)| (k.1, k.2) == (at, concern))
                    .map(|(_, v)| v),
            )
        });
        let label = counted(language, members.len(), Counted::MoreTheme);
        let names: Vec<&str> = members
            .iter()
            .map(|&t| record.theme(t).name.as_str())
            .collect();
        let tooltip = sums(language, &label, counts, &names.join(", "));
        let mut node = rest(NodeRole::Theme, (label, tooltip), theme_px);
        if let Some(head) = head(members[0]) {
            node.id += &format!("-{}", record.theme(head).id);
        }
        node.column = 1;
        node.group = group.map(|group| first_group + group);
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
            let with = people.rests.iter().position(|rest| rest.contains(ix));
            let node = with.and_then(|i| nodes.get(people.shown.len() + i));
            let into = node.map_or_else(String::new, |node| node.label.clone());
            (
                into,
                record.stakeholder(*ix).name.clone(),
                by_person[ix].counts(),
            )
        })
        .chain(themes.rest.iter().map(|ix| {
            let with = themes.rests.iter().find(|rest| rest.contains(ix));
            let into = counted(language, with.map_or(0, Vec::len), Counted::MoreTheme);
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
    let mut notes = notes(language, (plan, by_kind), &people, &themes);
    notes.extend(no_room(options, &people).filter(|_| !by_kind));
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
    (plan, by_kind): (Plan, bool),
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
    if by_kind {
        notes.push(
            language
                .say("Stakeholders count as their kind; how many is in brackets.")
                .to_owned(),
        );
    } else if !people.rest.is_empty() {
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
