//! `map`: stakeholders, the claims they take a stance on, and the themes these are about.

use std::collections::BTreeMap;

use super::bundled;
use super::map_nodes::{self, Claims};
use super::map_shape::{Shape, balance, widths};
use super::nodes::{edge, group, theme_groups};
use super::parts::{
    GROUP_FRAMES_PX, Sides, folded_table, heading, more_stakeholders, rest, rows, short_names,
    stakeholder, stakeholder_groups, sums, theme,
};
use crate::analysis::Table;
use crate::draw::compose::compose;
use crate::draw::diagram::{Diagram, DiagramColumn, DiagramEdge, Form, NodeRole};
use crate::draw::fold::{Axis, Plan};
use crate::draw::language::Language;
use crate::draw::layout::{LayoutBackend, LayoutError};
use crate::draw::options::DrawOptions;
use crate::draw::scene::Scene;
use crate::draw::words::{self, Counted, counted, provenance_in};
use crate::model::{
    ClaimIx, EdgeKind, GraphOptions, KnowledgeGraph, Node, Record, RollUp, StakeholderIx, Stance,
    StatementIx, ThemeIx,
};

/// More claims than this are a list, not a picture.
const MOST_CLAIMS: usize = 80;
/// More lines than this cannot be followed.
const MOST_LINES: usize = 130;
/// Stakeholders and claims shown, in steps of folding.
const STEPS: [(usize, usize); 23] = [
    (24, 64),
    (24, 56),
    (24, 48),
    (20, 42),
    (20, 38),
    (16, 34),
    (16, 30),
    (14, 27),
    (12, 24),
    (12, 21),
    (10, 19),
    (10, 17),
    (10, 15),
    (9, 13),
    (9, 11),
    (8, 10),
    (8, 8),
    (7, 7),
    (7, 6),
    (6, 5),
    (5, 4),
    (4, 3),
    (2, 2),
];

fn subtitle(language: Language) -> &'static str {
    language.say("Who supports or is concerned about which claim, and what it says on which theme")
}

/// The diagram for DOT and for engines, which know no page: with a column of themes.
pub(super) fn diagram(
    record: &Record,
    graph: &KnowledgeGraph,
    options: &DrawOptions,
) -> (Diagram, Vec<String>) {
    let (chosen, notes, plan, shape) = chosen(record, graph, options);
    match shape {
        Shape::Two => build(record, graph, options, (plan, Shape::Three)),
        Shape::One | Shape::Three => (chosen, notes),
    }
}

/// The picture: placed by an engine where one is asked for, else on the page that is asked for.
pub(super) fn scene(
    record: &Record,
    graph: &KnowledgeGraph,
    options: &DrawOptions,
    backend: Option<&dyn LayoutBackend>,
) -> Result<Scene, LayoutError> {
    let language = options.language;
    let (diagram, notes, placement) = if let Some(backend) = backend {
        let (diagram, notes) = diagram(record, graph, options);
        let placement = backend.place(&diagram)?;
        (diagram, notes, placement)
    } else {
        let (diagram, notes, ..) = chosen(record, graph, options);
        let placement = bundled::place(&diagram, options.keep.as_ref());
        (diagram, notes, placement)
    };
    let mut scene = compose(&diagram, &placement, subtitle(language), language);
    scene.notes = notes;
    Ok(scene)
}

/// The first that fits of: everything in three columns; everything with claims on both sides of
/// the stakeholders, or below each other; the same with ever more folded.
fn chosen(
    record: &Record,
    graph: &KnowledgeGraph,
    options: &DrawOptions,
) -> (Diagram, Vec<String>, Plan, Shape) {
    let mut rolled = None;
    let mut tried = |plan: Plan, shape: Shape| {
        let graph = if plan.rolled {
            let roll_up = RollUp::Top;
            &*rolled.get_or_insert_with(|| KnowledgeGraph::new(record, GraphOptions { roll_up }))
        } else {
            graph
        };
        let (diagram, notes) = build(record, graph, options, (plan, shape));
        (diagram, notes, plan, shape)
    };
    let ways = ways(options);
    for &(plan, shape) in &ways[..ways.len() - 1] {
        let found = tried(plan, shape);
        if fits(&found.0, options) {
            return found;
        }
    }
    // What is left when nothing fits: the least.
    let (plan, shape) = ways[ways.len() - 1];
    tried(plan, shape)
}

/// Plans and shapes in order; at least one.
fn ways(options: &DrawOptions) -> Vec<(Plan, Shape)> {
    let plans = Plan::all(options, &STEPS);
    if options.medium.height_px().is_none() {
        return plans.into_iter().map(|plan| (plan, Shape::Three)).collect();
    }
    let shape = Shape::of(options);
    let three = [(plans[0], Shape::Three)];
    let three = three.into_iter().filter(|_| Shape::has_three(options));
    let rest = plans.into_iter().filter(|plan| !plan.rolled || plan.people.is_some());
    let rest = rest.map(|plan| {
        let rolled = false;
        (Plan { rolled, ..plan }, shape)
    });
    three.chain(rest).collect()
}

fn fits(diagram: &Diagram, options: &DrawOptions) -> bool {
    let claims = diagram
        .nodes
        .iter()
        .filter(|n| n.role == NodeRole::Claim)
        .count();
    let heard = |e: &&DiagramEdge| e.kind == EdgeKind::Statement;
    let lines = diagram.edges.iter().filter(heard).count();
    if claims > MOST_CLAIMS || lines > MOST_LINES {
        return false;
    }
    options.medium.height_px().is_none_or(|page| {
        let placement = bundled::place(diagram, options.keep.as_ref());
        let language = options.language;
        compose(diagram, &placement, subtitle(language), language).height_px <= page
    })
}

/// Statements by the nodes at their ends and stance.
type Lines = BTreeMap<(usize, usize, bool), Vec<StatementIx>>;

fn build(
    record: &Record,
    graph: &KnowledgeGraph,
    options: &DrawOptions,
    (plan, shape): (Plan, Shape),
) -> (Diagram, Vec<String>) {
    let language = options.language;
    let (people_px, claim_px, theme_px) = widths(options, shape);
    let table = record.statements();
    let mut by_person: BTreeMap<StakeholderIx, Sides> = (0..record.stakeholders().len())
        .map(|i| (i.into(), Sides::default()))
        .collect();
    let mut by_claim: BTreeMap<ClaimIx, Sides> = (0..record.claims().len())
        .map(|i| (i.into(), Sides::default()))
        .collect();
    for row in table.rows() {
        let stance = table.stance(row);
        by_person
            .entry(table.stakeholder(row))
            .or_default()
            .add(stance, &[row]);
        by_claim
            .entry(table.claim(row))
            .or_default()
            .add(stance, &[row]);
    }
    let total = |sides: &Sides| sides.counts().iter().sum::<usize>();
    let people = Axis::new(
        &by_person.iter().map(|(&k, v)| (k, total(v))).collect(),
        plan.people,
    );
    let shown = map_nodes::ranked(record, &by_claim, plan.topics);
    let claims = Claims::new(record, &shown);
    let themes = themes(record, graph, theme_px.is_some());

    let mut lines: Lines = BTreeMap::new();
    for row in table.rows() {
        let concern = table.stance(row) == Stance::Concern;
        let who = people.place(table.stakeholder(row));
        if let (Some(from), Some(to)) = (who, claims.place(table.claim(row))) {
            lines
                .entry((from, people.len() + to, concern))
                .or_default()
                .push(row);
        }
    }

    let mut nodes = Vec::new();
    let (mut groups, of) = stakeholder_groups(record, &people.shown, options, people_px);
    for (&ix, group) in people.shown.iter().zip(of) {
        let [support, concern] = by_person[&ix].counts();
        let what = language.fill(
            "{statements}, {support} in support and {concern} of concern",
            &[
                (
                    "statements",
                    &counted(language, support + concern, Counted::Statement),
                ),
                ("support", &support),
                ("concern", &concern),
            ],
        );
        let mut node = stakeholder(record, ix, &what, (language, people_px));
        node.group = group;
        nodes.push(node);
    }
    let added = |them: &mut dyn Iterator<Item = [usize; 2]>| {
        them.fold([0, 0], |all, one| [all[0] + one[0], all[1] + one[1]])
    };
    if !people.rest.is_empty() {
        let sums = added(&mut people.rest.iter().map(|ix| by_person[ix].counts()));
        nodes.push(more_stakeholders(
            record,
            &people.rest,
            sums,
            (language, people_px),
        ));
    }
    let first_head = groups.len();
    groups.extend(
        claims
            .heads
            .iter()
            .map(|&top| group(record, top, 1, claim_px)),
    );
    let claims_from = nodes.len();
    for (of, members) in &claims.nodes {
        let mut node = match members.as_slice() {
            [one] if shown.shown.binary_search(one).is_ok() => {
                map_nodes::claim(record, *one, &by_claim[one], (language, claim_px))
            }
            many => {
                let sides = added(&mut many.iter().map(|ix| by_claim[ix].counts()));
                let more = counted(language, many.len(), Counted::MoreClaim);
                let texts: Vec<&str> = many
                    .iter()
                    .map(|&ix| record.claim(ix).text.as_str())
                    .collect();
                let tooltip = sums(language, &more, sides, &texts.join("; "));
                let label = format!("{more} (+{}, \u{2212}{})", sides[0], sides[1]);
                let mut node = rest(NodeRole::Claim, (label, tooltip), claim_px);
                if let Some(of) = of {
                    node.id += &format!("-{}", record.theme(claims.heads[*of]).id);
                }
                node
            }
        };
        node.column = 1;
        node.group = of.map(|of| first_head + of);
        nodes.push(node);
    }
    if shape == Shape::Two {
        for node in &mut nodes[..claims_from] {
            node.column = 1;
        }
        for group in &mut groups[..first_head] {
            group.column = 1;
        }
        let lines = lines.keys().map(|&(_, to, concern)| (to, concern));
        balance(&mut nodes, &mut groups, claims_from, lines);
    }
    let themes_from = nodes.len();
    if let Some(theme_px) = theme_px {
        let (more, group_of) = theme_groups(record, &themes, 2, theme_px);
        for (&ix, group) in themes.iter().zip(group_of) {
            let mut node = theme(record, ix, None, (language, theme_px));
            node.column = 2;
            node.group = group.map(|group| groups.len() + group);
            nodes.push(node);
        }
        groups.extend(more);
    }

    let mut edges = Vec::new();
    let columns = ["stakeholder", "claim", "stance", "statements"];
    let columns = columns.map(|word| heading(language, word));
    let mut facts = Table::new(language.say("Statements"), columns);
    for (&(from, to, concern), band) in &lines {
        let stance = if concern {
            Stance::Concern
        } else {
            Stance::Support
        };
        let (who, what) = (nodes[from].label.clone(), nodes[to].label.clone());
        let quoted = format!("\u{201C}{what}\u{201D}");
        let tooltip = words::position(language, (&who, &quoted), stance, band.len());
        let sign = (EdgeKind::Statement, stance);
        let mut one = edge(&nodes, from, to, sign, band.len() as f64, tooltip);
        one.statements = rows(band);
        edges.push(one);
        let word = words::stance(language, stance);
        facts.push([who.into(), what.into(), word.into(), band.len().into()]);
    }
    let bears = about(graph, &claims, &themes);
    let columns = ["claim", "theme", "stance"].map(|word| heading(language, word));
    let mut bearing = Table::new(language.say("Claims and themes"), columns);
    for (&(claim, theme, concern), band) in &bears {
        let stance = if concern {
            Stance::Concern
        } else {
            Stance::Support
        };
        let what = nodes[people.len() + claim].label.clone();
        let on = record.theme(themes[theme]).name.clone();
        let quoted = format!("\u{201C}{what}\u{201D}");
        let values: &[(&str, &dyn std::fmt::Display)] = &[("claim", &quoted), ("theme", &on)];
        let tooltip = match stance {
            Stance::Support => language.fill("{claim} speaks for {theme}", values),
            Stance::Concern => language.fill("{claim} speaks against {theme}", values),
        };
        let word = words::stance(language, stance);
        bearing.push([what.into(), on.into(), word.into()]);
        if theme_px.is_some() {
            let ends = (people.len() + claim, themes_from + theme);
            let sign = (EdgeKind::Theme, stance);
            let mut one = edge(&nodes, ends.0, ends.1, sign, 1.0, tooltip);
            one.statements = rows(band);
            edges.push(one);
        }
    }
    let more_people = counted(language, people.rest.len(), Counted::MoreStakeholder);
    let folded = (people.rest.iter())
        .map(|ix| {
            (
                more_people.clone(),
                record.stakeholder(*ix).name.clone(),
                by_person[ix].counts(),
            )
        })
        .chain((shown.rest.iter()).map(|ix| {
            let more = claims.place(*ix).map(|at| &nodes[people.len() + at]);
            (
                more.map_or_else(String::new, |node| node.label.clone()),
                record.claim(*ix).text.clone(),
                by_claim[ix].counts(),
            )
        }));
    let folded = folded_table(language, folded);

    let notes = notes(language, plan, &people, &shown);
    let mut caption = vec![
        provenance_in(language, record),
        language
            .say(
                "Claims stand under the broad theme that most of their themes belong to. Relations \
                 between claims are in the form \u{2018}arguments\u{2019}.",
            )
            .to_owned(),
    ];
    if theme_px.is_none() && !themes.is_empty() {
        let said = language.say("Themes are headings here; on a web page (--for web) each has a place in a column.");
        caption.push(said.to_owned());
    }
    if !notes.is_empty() {
        caption.push(notes.join(" "));
    }
    caption.extend(short_names(&nodes));
    let who = column(language.say("Who speaks"), people_px);
    let what = column(language.say("On what claim"), claim_px);
    let about = theme_px.map(|px| column(language.say("About which theme"), px));
    let columns = match shape {
        Shape::Two => vec![what.clone(), who, what],
        Shape::One | Shape::Three => [who, what].into_iter().chain(about).collect(),
    };
    let diagram = Diagram {
        form: Form::Map,
        title: options.title(record),
        description: map_nodes::describe(language, record, &by_claim, themes.len()),
        caption: options.caption.iter().cloned().chain(caption).collect(),
        width_px: options.content_px() - GROUP_FRAMES_PX,
        columns,
        groups,
        nodes,
        edges,
        facts: [facts, bearing].into_iter().chain(folded).collect(),
    };
    let whole = language.say(
        "For every claim, choose statements with a condition (--where), such as one broad theme at a time, or a web page (--for web).",
    );
    let advice = (!notes.is_empty()).then(|| whole.to_owned());
    (diagram, notes.into_iter().chain(advice).collect())
}

fn column(heading: &str, width_px: f64) -> DiagramColumn {
    DiagramColumn {
        heading: heading.to_owned(),
        width_px,
    }
}

/// The themes of the last column: those that claims touch, and others that group none.
fn themes(record: &Record, graph: &KnowledgeGraph, with_untouched: bool) -> Vec<ThemeIx> {
    let mut touched: Vec<ThemeIx> = (graph.edges(EdgeKind::Theme))
        .filter_map(|(_, to, _)| match to {
            Node::Theme(ix) => Some(ix),
            _ => None,
        })
        .collect();
    // Under a roll-up the narrower themes are spoken of, by another name.
    if with_untouched && graph.options().roll_up == RollUp::None {
        let broad: std::collections::BTreeSet<ThemeIx> = (0..record.themes().len())
            .filter_map(|t| record.broader(t.into()))
            .collect();
        let all = (0..record.themes().len()).map(ThemeIx::from);
        touched.extend(all.filter(|ix| !broad.contains(ix)));
    }
    touched.sort_unstable();
    touched.dedup();
    touched
}

/// What each claim, or each rest of claims, says on which theme.
fn about(graph: &KnowledgeGraph, claims: &Claims, themes: &[ThemeIx]) -> Lines {
    let mut lines: Lines = BTreeMap::new();
    for (from, to, it) in graph.edges(EdgeKind::Theme) {
        if let (Node::Claim(claim), Node::Theme(theme)) = (from, to)
            && let (Some(from), Ok(to)) = (claims.place(claim), themes.binary_search(&theme))
        {
            let band = lines
                .entry((from, to, it.stance == Stance::Concern))
                .or_default();
            band.extend(graph.evidence(it));
        }
    }
    for band in lines.values_mut() {
        band.sort_unstable();
        band.dedup();
    }
    lines
}

fn notes(
    language: Language,
    plan: Plan,
    people: &Axis<StakeholderIx>,
    claims: &Axis<ClaimIx>,
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
        let what = Counted::Stakeholder;
        notes.push(language.fill(
            "Shown are the {n} with most statements; folded: {rest}.",
            &[
                ("n", &counted(language, people.shown.len(), what)),
                ("rest", &counted(language, people.rest.len(), what)),
            ],
        ));
    }
    if !claims.rest.is_empty() {
        let what = Counted::Claim;
        notes.push(language.fill(
            "Shown are the {n} that most stakeholders speak on and dispute; folded: {rest}.",
            &[
                ("n", &counted(language, claims.shown.len(), what)),
                ("rest", &counted(language, claims.rest.len(), what)),
            ],
        ));
    }
    notes
}
