//! `map`: stakeholders, the claims they take a stance on, and the themes these are about.

use std::collections::BTreeMap;

use super::bundled;
use super::fit::{Extent, first};
use super::map_nodes::{self, Claims, Headings};
use super::map_shape::{Shape, balance, widths};
use super::nodes::{edge, group, theme_groups};
use super::parts::{
    GROUP_FRAMES_PX, Sides, folded_table, heading, longest_word_px, more_stakeholders, no_room,
    rest, rows, short_names, stakeholder, stakeholder_groups, sums, theme,
};
use crate::analysis::Table;
use crate::draw::compose::compose;
use crate::draw::diagram::{Diagram, DiagramColumn, DiagramEdge, Form, NAME_FONT, NodeRole};
use crate::draw::fold::{Axis, Plan};
use crate::draw::language::Language;
use crate::draw::layout::{LayoutBackend, LayoutError, is_placed_quickly};
use crate::draw::options::DrawOptions;
use crate::draw::scene::Scene;
use crate::draw::shapes::inset_px;
use crate::draw::words::{self, Counted, counted, provenance_in};
use crate::model::{
    ClaimIx, EdgeKind, GraphOptions, KnowledgeGraph, Node, Record, RollUp, StakeholderIx, Stance,
    StatementIx, ThemeIx,
};

/// More claims than this are a list, not a picture.
const MOST_CLAIMS: usize = 80;
/// More lines than this cannot be followed.
const MOST_LINES: usize = 130;
/// Where little room is left for them, lines are as many as this for each px of it.
const LINES_PER_PX: f64 = 1.3;
/// Claims shown, in steps of folding; and stakeholders, as many as the lines allow.
const CLAIMS: [usize; 20] = [
    64, 56, 48, 42, 38, 34, 30, 27, 24, 21, 19, 17, 15, 13, 11, 10, 8, 6, 4, 2,
];
const PEOPLE: [usize; 11] = [24, 18, 14, 12, 10, 8, 7, 6, 5, 4, FEWEST];
const FEW: usize = 6;
const FEWEST: usize = 3;

fn subtitle(language: Language) -> &'static str {
    language.say("Who supports or is concerned about which claim, and what it says on which theme")
}

/// The picture: placed by an engine where one is asked for, else on the page that is asked for.
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
    if backend.is_none() && is_placed_quickly(&diagram) {
        scene.notes.push(words::placed_quickly(language));
    }
    Ok(scene)
}

/// Everything where that is asked for and there is room without end; else the first that fits of: everything in three columns; everything with claims on both sides of
/// the stakeholders, or below each other; the same with ever more folded. What is endless has
/// three columns, with broad themes where there are too many.
pub(super) fn diagram(
    record: &Record,
    graph: &KnowledgeGraph,
    options: &DrawOptions,
    extent: Extent,
) -> (Diagram, Vec<String>) {
    let endless = extent == Extent::Endless || options.medium.height_px().is_none();
    let whole = Plan::whole(options);
    // Who asks for more than can be followed has it where there is no page to fit, and is told.
    if endless && options.top.is_some_and(|top| top > MOST_CLAIMS) {
        let way = (Shape::Three, Headings::Themes);
        let (diagram, mut notes) = build(record, graph, options, (whole, way));
        let drawn = lines(&diagram);
        if drawn > MOST_LINES {
            notes.push(words::too_many_lines(options.language, drawn));
        }
        return (diagram, notes);
    }
    let least = |n: usize| Some(options.top.map_or(n, |top| top.min(n)));
    let mut shapes = Vec::new();
    if endless || Shape::has_three(options) {
        shapes.push(Shape::Three);
    }
    if !endless {
        shapes.push(Shape::of(options));
    }
    for &shape in &shapes {
        let found = build(record, graph, options, (whole, (shape, Headings::Themes)));
        if fits(&found.0, options, (shape, extent)) {
            return found;
        }
    }
    // There is at least one shape.
    let shape = shapes.last().copied().unwrap_or(Shape::One);
    let rolled = shape == Shape::Three;
    let broad;
    let graph = if rolled {
        let roll_up = RollUp::Top;
        broad = KnowledgeGraph::new(record, GraphOptions { roll_up });
        &broad
    } else {
        graph
    };
    // With headings; then, where a page has no room for these, without; then of few.
    let stages = [
        (Headings::Themes, usize::MAX),
        (Headings::None, usize::MAX),
        (Headings::None, FEW),
        (Headings::None, FEWEST),
    ];
    let mut last = None;
    for (headings, few) in stages {
        let made = |step: usize| {
            let claims = CLAIMS[step];
            let plan = |people: usize| Plan {
                rolled,
                people: least(people),
                topics: least(claims),
            };
            let way = (shape, headings);
            let most = people_on_page(options, extent).min(few);
            // Many claims of few stakeholders are no map.
            let fewest = (claims / 3).clamp(FEWEST, 12).min(most);
            let mut people = PEOPLE.into_iter().filter(|n| (fewest..=most).contains(n));
            let followed = |n: &usize| {
                let plan = plan(*n);
                count_lines(record, (plan, headings)) <= most_lines(options, shape)
            };
            let people = people.find(followed).unwrap_or(fewest);
            let found = build(record, graph, options, (plan(people), way));
            let fits = fits(&found.0, options, (shape, extent));
            ((found, fits), fits)
        };
        if let Some((found, fits)) = first(CLAIMS.len(), made) {
            if fits {
                return found;
            }
            last = Some(found);
        }
    }
    last.unwrap_or_else(|| build(record, graph, options, (whole, (shape, Headings::None))))
}

/// Who and what is shown.
struct Shown {
    people: Axis<StakeholderIx>,
    claims: Axis<ClaimIx>,
    by_person: BTreeMap<StakeholderIx, Sides>,
    by_claim: BTreeMap<ClaimIx, Sides>,
}

impl Shown {
    fn new(record: &Record, (plan, headings): (Plan, Headings)) -> Self {
        let table = record.statements();
        let mut by_person: BTreeMap<StakeholderIx, Sides> = (0..record.stakeholders().len())
            .map(|i| (i.into(), Sides::default()))
            .collect();
        let mut by_claim: BTreeMap<ClaimIx, Sides> = (0..record.claims().len())
            .map(|i| (i.into(), Sides::default()))
            .collect();
        for row in table.rows() {
            let stance = table.stance(row);
            let person = by_person.entry(table.stakeholder(row)).or_default();
            person.add(stance, &[row]);
            let claim = by_claim.entry(table.claim(row)).or_default();
            claim.add(stance, &[row]);
        }
        let total = |sides: &Sides| sides.counts().iter().sum::<usize>();
        let weights = by_person.iter().map(|(&k, v)| (k, total(v))).collect();
        Self {
            people: Axis::new(&weights, plan.people),
            claims: map_nodes::ranked(record, &by_claim, (plan.topics, headings)),
            by_person,
            by_claim,
        }
    }
}

/// How many lines run from stakeholders to claims.
fn count_lines(record: &Record, way: (Plan, Headings)) -> usize {
    let shown = Shown::new(record, way);
    let claims = Claims::new(record, &shown.claims, way.1);
    statement_lines(record, &shown.people, &claims).len()
}

fn statement_lines(record: &Record, people: &Axis<StakeholderIx>, claims: &Claims) -> Lines {
    let table = record.statements();
    let mut lines: Lines = BTreeMap::new();
    for row in table.rows() {
        let concern = table.stance(row) == Stance::Concern;
        let who = people.place(table.stakeholder(row));
        if let (Some(from), Some(to)) = (who, claims.place(table.claim(row))) {
            let ends = (from, people.len() + to, concern);
            lines.entry(ends).or_default().push(row);
        }
    }
    lines
}

/// How many stakeholders can stand below each other.
fn people_on_page(options: &DrawOptions, extent: Extent) -> usize {
    match (extent, options.medium.height_px()) {
        (Extent::Page, Some(page)) => ((page - 250.0) / 46.0).max(4.0) as usize,
        (Extent::Endless, _) | (_, None) => usize::MAX,
    }
}

fn lines(diagram: &Diagram) -> usize {
    let heard = |e: &&DiagramEdge| e.kind == EdgeKind::Statement;
    diagram.edges.iter().filter(heard).count()
}

fn most_lines(options: &DrawOptions, shape: Shape) -> usize {
    let (people, claims, _) = widths(options, shape, 0.0);
    let gap = match shape {
        // On both sides.
        Shape::Two => options.content_px() - GROUP_FRAMES_PX - people - 2.0 * claims,
        Shape::One | Shape::Three => return MOST_LINES,
    };
    ((gap * LINES_PER_PX * 0.6) as usize).min(MOST_LINES)
}

fn fits(diagram: &Diagram, options: &DrawOptions, (shape, extent): (Shape, Extent)) -> bool {
    let claims = diagram
        .nodes
        .iter()
        .filter(|n| n.role == NodeRole::Claim)
        .count();
    claims <= MOST_CLAIMS
        && lines(diagram) <= most_lines(options, shape)
        && extent.fits(options, || {
            let placement = bundled::place(diagram, options.keep.as_ref());
            let language = options.language;
            compose(diagram, &placement, subtitle(language), language).height_px
        })
}

/// Statements by the nodes at their ends and stance.
type Lines = BTreeMap<(usize, usize, bool), Vec<StatementIx>>;

fn build(
    record: &Record,
    graph: &KnowledgeGraph,
    options: &DrawOptions,
    (plan, (shape, headings)): (Plan, (Shape, Headings)),
) -> (Diagram, Vec<String>) {
    let language = options.language;
    let Shown {
        people,
        claims: shown,
        by_person,
        by_claim,
    } = Shown::new(record, (plan, headings));
    let words = |&who: &StakeholderIx| {
        let it = record.stakeholder(who);
        longest_word_px(NAME_FONT, &it.name) + 2.0 * inset_px(it.kind) + 1.0
    };
    let longest_px = people.shown.iter().map(words).fold(0.0, f64::max);
    let (people_px, claim_px, theme_px) = widths(options, shape, longest_px);
    let claims = Claims::new(record, &shown, headings);
    let themes = themes(record, graph, theme_px.is_some());

    let lines = statement_lines(record, &people, &claims);

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

    let mut notes = notes(language, plan, &people, &shown);
    notes.extend(no_room(options, &people));
    let mut caption = vec![provenance_in(language, record)];
    let mut method = Vec::new();
    if !claims.heads.is_empty() {
        method.push(
            language.say("Claims stand under the broad theme that most of their themes belong to."),
        );
    }
    if !record.relations().is_empty() {
        method.push(
            language.say("Relations between claims are in the form \u{2018}arguments\u{2019}."),
        );
    }
    if theme_px.is_none() && !themes.is_empty() {
        method.push(language.say("On a web page (--for web) each theme has a place in a column."));
    }
    if !method.is_empty() {
        caption.push(method.join(" "));
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
