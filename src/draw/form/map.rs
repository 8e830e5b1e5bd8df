//! `map`: stakeholders, the claims they take a stance on, and the themes these are about.

use std::collections::BTreeMap;

use super::map_nodes::{self, Claims};
use super::nodes::{edge, group, theme_groups};
use super::parts::{
    GROUP_FRAMES_PX, Sides, folded_table, heading, more_stakeholders, rest, rows, short_names,
    stakeholder, stakeholder_groups, sums, theme,
};
use crate::analysis::Table;
use crate::draw::diagram::{Diagram, DiagramColumn, DiagramEdge, Form, NodeRole};
use crate::draw::fold::{Axis, Plan, room_px};
use crate::draw::language::Language;
use crate::draw::layout::{Columns, LayoutBackend};
use crate::draw::medium::Medium;
use crate::draw::options::DrawOptions;
use crate::draw::scene::Rect;
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
const STEPS: [(usize, usize); 6] = [(24, 48), (20, 36), (15, 28), (12, 20), (10, 14), (8, 8)];
/// Narrower than this, themes have no column of their own.
const THREE_COLUMNS_PX: f64 = 480.0;

pub(super) fn subtitle(language: Language) -> &'static str {
    language.say("Who supports or is concerned about which claim, and what it says on which theme")
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
        let (diagram, notes) = build(record, graph, options, *plan);
        if i + 1 == plans.len() || fits(&diagram, options) {
            return (diagram, notes);
        }
    }
    build(record, graph, options, plans[0])
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
    // A map may run over pages; but a slide has no second one, and a column is read beside text.
    if !matches!(options.medium, Medium::Slide | Medium::Column) {
        return true;
    }
    room_px(options).is_none_or(|room| {
        let placed = Columns.place(diagram).ok();
        let all = placed.and_then(|it| {
            let groups = it.groups.into_iter().flatten();
            it.nodes.into_iter().chain(groups).reduce(Rect::union)
        });
        all.is_none_or(|all| all.height <= room)
    })
}

/// Widths of the columns: stakeholders, claims and, where there is room, themes.
fn widths(options: &DrawOptions) -> (f64, f64, Option<f64>) {
    let all = options.wide_content_px() - GROUP_FRAMES_PX;
    if all < THREE_COLUMNS_PX {
        return (92.0, (all - 152.0).max(106.0), None);
    }
    let gap = (all * 0.125).max(66.0);
    let rest = all - 2.0 * gap;
    let people = (rest * 0.22).clamp(98.0, 180.0).floor();
    let themes = (rest * 0.29).clamp(120.0, 240.0).floor();
    (
        people,
        (rest - people - themes).min(480.0).floor(),
        Some(themes),
    )
}

/// Statements by the nodes at their ends and stance.
type Lines = BTreeMap<(usize, usize, bool), Vec<StatementIx>>;

fn build(
    record: &Record,
    graph: &KnowledgeGraph,
    options: &DrawOptions,
    plan: Plan,
) -> (Diagram, Vec<String>) {
    let language = options.language;
    let (people_px, claim_px, theme_px) = widths(options);
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
    let total = |sides: &Sides| sides.counts().iter().sum();
    let people = Axis::new(
        &by_person.iter().map(|(&k, v)| (k, total(v))).collect(),
        plan.people,
    );
    let shown = Axis::new(
        &by_claim.iter().map(|(&k, v)| (k, total(v))).collect(),
        plan.topics,
    );
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
                rest(NodeRole::Claim, (label, tooltip), claim_px)
            }
        };
        node.column = 1;
        node.group = of.map(|of| first_head + of);
        nodes.push(node);
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
    let about = about(graph, &claims, &themes);
    let columns = ["claim", "theme", "stance"].map(|word| heading(language, word));
    let mut bearing = Table::new(language.say("Claims and themes"), columns);
    for (&(claim, theme, concern), band) in &about {
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
    let more_claims = counted(language, shown.rest.len(), Counted::MoreClaim);
    let folded = (people.rest.iter())
        .map(|ix| {
            (
                more_people.clone(),
                record.stakeholder(*ix).name.clone(),
                by_person[ix].counts(),
            )
        })
        .chain((shown.rest.iter()).map(|ix| {
            (
                more_claims.clone(),
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
        let said = language.say("Themes are headings here; a wider page shows each in a column.");
        caption.push(said.to_owned());
    }
    if !notes.is_empty() {
        caption.push(notes.join(" "));
    }
    caption.extend(short_names(&nodes));
    let mut columns = vec![
        column(language.say("Who speaks"), people_px),
        column(language.say("On what claim"), claim_px),
    ];
    columns.extend(theme_px.map(|px| column(language.say("About which theme"), px)));
    let diagram = Diagram {
        form: Form::Map,
        title: options.title(record),
        description: map_nodes::describe(language, record, &by_claim, themes.len()),
        caption: options.caption.iter().cloned().chain(caption).collect(),
        width_px: options.wide_content_px() - GROUP_FRAMES_PX,
        columns,
        groups,
        nodes,
        edges,
        facts: [facts, bearing].into_iter().chain(folded).collect(),
    };
    let whole = language.say(
        "Choose fewer statements with a condition, such as one broad theme at a time, to see every claim.",
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
    for (shown, rest, what) in [
        (people.shown.len(), people.rest.len(), Counted::Stakeholder),
        (claims.shown.len(), claims.rest.len(), Counted::Claim),
    ] {
        if rest > 0 {
            notes.push(language.fill(
                "Shown are the {n} with most statements; folded: {rest}.",
                &[
                    ("n", &counted(language, shown, what)),
                    ("rest", &counted(language, rest, what)),
                ],
            ));
        }
    }
    notes
}
