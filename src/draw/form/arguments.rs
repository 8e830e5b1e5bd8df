//! `arguments`: claims, and which of them support or challenge which.

use std::collections::{BTreeMap, BTreeSet};

use super::argument_blocks::{Block, arranged, layered, stars};
use super::map_nodes;
use super::nodes::edge;
use super::parts::{Sides, folded_table, heading, rest, rows};
use crate::analysis::Table;
use crate::draw::compose::{compose, relation_verb};
use crate::draw::diagram::{Diagram, DiagramNode, Form, NodeRole};
use crate::draw::fold::Axis;
use crate::draw::language::Language;
use crate::draw::layout::{LayoutBackend, LayoutError};
use crate::draw::medium::Medium;
use crate::draw::options::DrawOptions;
use crate::draw::scene::Scene;
use crate::draw::words::{Counted, counted, listed, provenance_in};
use crate::model::{ClaimIx, EdgeKind, KnowledgeGraph, Node, Record, Stance, StatementIx};

fn subtitle(language: Language) -> &'static str {
    language.say("Which claim supports or challenges which")
}

/// More claims than this are a list, not a picture.
const fn most_claims(medium: Medium) -> usize {
    match medium {
        Medium::Slide => 16,
        Medium::Column | Medium::A5 => 48,
        Medium::A4 | Medium::Letter | Medium::Web => 80,
    }
}

/// Relations between two nodes: a claim, or the rest of them (`None`).
#[derive(Debug, Clone)]
pub(super) struct Link {
    pub(super) from: Option<ClaimIx>,
    pub(super) to: Option<ClaimIx>,
    pub(super) stance: Stance,
    pub(super) relations: usize,
    pub(super) statements: Vec<StatementIx>,
}

/// What is drawn, before it has places.
pub(super) struct Content<'r> {
    pub(super) record: &'r Record,
    pub(super) language: Language,
    pub(super) axis: Axis<ClaimIx>,
    pub(super) links: Vec<Link>,
    heard: BTreeMap<ClaimIx, Sides>,
    sides: [usize; 2],
}

impl<'r> Content<'r> {
    fn new(
        record: &'r Record,
        graph: &KnowledgeGraph,
        top: Option<usize>,
        language: Language,
    ) -> Self {
        let mut heard: BTreeMap<ClaimIx, Sides> = BTreeMap::new();
        let mut weights: BTreeMap<ClaimIx, usize> = BTreeMap::new();
        let mut sides = [0; 2];
        let relations = || {
            graph
                .edges(EdgeKind::Relation)
                .filter_map(|(from, to, it)| match (from, to) {
                    (Node::Claim(from), Node::Claim(to)) => Some((from, to, it)),
                    _ => None,
                })
        };
        for (from, to, it) in relations() {
            sides[usize::from(it.stance == Stance::Concern)] += 1;
            *weights.entry(from).or_default() += 1;
            *weights.entry(to).or_default() += 1;
        }
        let table = record.statements();
        for row in table.rows() {
            heard
                .entry(table.claim(row))
                .or_default()
                .add(table.stance(row), &[row]);
        }
        for &claim in weights.keys() {
            heard.entry(claim).or_default();
        }
        let axis = Axis::new(&weights, top);
        let own = |ix: ClaimIx| axis.shown.binary_search(&ix).ok().map(|_| ix);
        let mut links: BTreeMap<(Option<ClaimIx>, Option<ClaimIx>, bool), Link> = BTreeMap::new();
        for (from, to, it) in relations() {
            let (from, to) = (own(from), own(to));
            let link = links
                .entry((to, from, it.stance == Stance::Concern))
                .or_insert_with(|| Link {
                    from,
                    to,
                    stance: it.stance,
                    relations: 0,
                    statements: Vec::new(),
                });
            link.relations += 1;
            link.statements.extend(graph.evidence(it));
        }
        let mut links: Vec<Link> = links.into_values().collect();
        for link in &mut links {
            link.statements.sort_unstable();
            link.statements.dedup();
        }
        Self {
            record,
            language,
            axis,
            links,
            heard,
            sides,
        }
    }

    /// A node of some width; `again` counts how often it was made before.
    pub(super) fn node(&self, claim: Option<ClaimIx>, width_px: f64, again: usize) -> DiagramNode {
        let mut node = match claim {
            Some(ix) => {
                map_nodes::claim(self.record, ix, &self.heard[&ix], (self.language, width_px))
            }
            None => {
                let more = counted(self.language, self.axis.rest.len(), Counted::MoreClaim);
                let of = (self.axis.rest.iter()).map(|&ix| self.record.claim(ix).text.as_str());
                let of = of.collect::<Vec<_>>().join("; ");
                let tooltip = format!("{more}: {of}");
                rest(NodeRole::Claim, (more, tooltip), width_px)
            }
        };
        if again > 0 {
            node.id += &format!("_{}", again + 1);
        }
        node
    }

    fn name(&self, claim: Option<ClaimIx>) -> String {
        match claim {
            Some(ix) => format!("\u{201C}{}\u{201D}", self.record.claim(ix).text),
            None => counted(self.language, self.axis.rest.len(), Counted::MoreClaim),
        }
    }

    /// Nodes and edges of blocks as one diagram, which has everything but places.
    fn diagram(&self, blocks: &[Block], repeated: usize, options: &DrawOptions) -> Diagram {
        let language = self.language;
        let (mut nodes, mut edges) = (Vec::new(), Vec::new());
        let columns = ["from", "stance", "to", "relations"].map(|word| heading(language, word));
        let mut facts = Table::new(language.say("Relations"), columns);
        for block in blocks {
            let first = nodes.len();
            nodes.extend(block.nodes.iter().cloned());
            for &(link, from, to) in &block.edges {
                let link = &self.links[link];
                let values: &[(&str, &dyn std::fmt::Display)] =
                    &[("from", &self.name(link.from)), ("to", &self.name(link.to))];
                let mut tooltip = match link.stance {
                    Stance::Support => language.fill("{from} supports {to}", values),
                    Stance::Concern => language.fill("{from} challenges {to}", values),
                };
                if link.relations > 1 {
                    tooltip += ": ";
                    tooltip += &counted(language, link.relations, Counted::Relation);
                }
                let sign = (EdgeKind::Relation, link.stance);
                let ends = (first + from, first + to);
                let mut one = edge(&nodes, ends.0, ends.1, sign, link.relations as f64, tooltip);
                one.statements = rows(&link.statements);
                edges.push(one);
                let verb = relation_verb(language, link.stance);
                facts.push([
                    self.name(link.from).into(),
                    verb.into(),
                    self.name(link.to).into(),
                    link.relations.into(),
                ]);
            }
        }
        let folded = self.axis.rest.iter().map(|ix| {
            let into = counted(language, self.axis.rest.len(), Counted::MoreClaim);
            (
                into,
                self.record.claim(*ix).text.clone(),
                self.heard[ix].counts(),
            )
        });
        let folded = folded_table(language, folded);
        let related = self.axis.shown.len() + self.axis.rest.len();
        let alone = self.record.claims().len() - related;
        let mut caption = vec![provenance_in(language, self.record)];
        let mut method = Vec::new();
        if alone > 0 {
            let n = counted(language, alone, Counted::Claim);
            method.push(language.fill(
                "Related to no other claim, and left out: {n}.",
                &[("n", &n)],
            ));
        }
        if repeated > 0 {
            let n = counted(language, repeated, Counted::Claim);
            method.push(language.fill(
                "Each claim stands to the right of those that bear on it; what bears on several is \
                 repeated: {n}.",
                &[("n", &n)],
            ));
        }
        method.extend(self.folding());
        if !method.is_empty() {
            caption.push(method.join(" "));
        }
        Diagram {
            form: Form::Arguments,
            title: options.title(self.record),
            description: self.describe(),
            caption: options.caption.iter().cloned().chain(caption).collect(),
            width_px: options.wide_content_px(),
            columns: Vec::new(),
            groups: Vec::new(),
            nodes,
            edges,
            facts: [facts].into_iter().chain(folded).collect(),
        }
    }

    fn folding(&self) -> Option<String> {
        let n = self.axis.rest.len();
        (n > 0).then(|| {
            let shown = counted(self.language, self.axis.shown.len(), Counted::Claim);
            let rest = counted(self.language, n, Counted::Claim);
            self.language.fill(
                "Shown are the {n} with most relations; folded: {rest}.",
                &[("n", &shown), ("rest", &rest)],
            )
        })
    }

    /// What is shown; counts and extremes; what is disputed.
    fn describe(&self) -> String {
        let language = self.language;
        let related = self.axis.shown.len() + self.axis.rest.len();
        let [support, concern] = self.sides;
        let mut said = vec![language.fill(
            "{relations} between {claims}: {support} in support, {concern} that challenge.",
            &[
                (
                    "relations",
                    &counted(language, support + concern, Counted::Relation),
                ),
                ("claims", &counted(language, related, Counted::Claim)),
                ("support", &support),
                ("concern", &concern),
            ],
        )];
        let mut bearing: BTreeMap<ClaimIx, [usize; 2]> = BTreeMap::new();
        for link in &self.links {
            if let Some(to) = link.to {
                let side = usize::from(link.stance == Stance::Concern);
                bearing.entry(to).or_default()[side] += link.relations;
            }
        }
        let most = bearing.values().map(|n| n[0] + n[1]).max().unwrap_or(0);
        let which: Vec<String> = (bearing.iter())
            .filter(|(_, n)| n[0] + n[1] == most)
            .map(|(&ix, _)| self.name(Some(ix)))
            .collect();
        if most > 1 && which.len() <= 3 {
            said.push(language.fill(
                "Most claims bear on {which} ({n}).",
                &[("which", &listed(language, &which)), ("n", &most)],
            ));
        }
        let disputed: Vec<String> = (bearing.iter())
            .filter(|(_, n)| n[0] > 0 && n[1] > 0)
            .map(|(&ix, _)| self.name(Some(ix)))
            .collect();
        if !disputed.is_empty() {
            let first = disputed[..disputed.len().min(4)].to_vec();
            said.push(language.fill(
                "Both supported and challenged: {n}; among them {names}.",
                &[("n", &disputed.len()), ("names", &listed(language, &first))],
            ));
        }
        said.join(" ")
    }
}

/// The diagram as one graph, for DOT.
pub(super) fn diagram(record: &Record, graph: &KnowledgeGraph, options: &DrawOptions) -> Diagram {
    const CLAIM_PX: f64 = 168.0;
    let content = Content::new(record, graph, options.top, options.language);
    let all: Vec<usize> = (0..content.links.len()).collect();
    let block = Block::unplaced(&content, &all, CLAIM_PX);
    content.diagram(&[block], 0, options)
}

/// Claims joined by relations stand together. Where such a part is too wide, it is split: each
/// claim with those that bear on it.
pub(super) fn scene(
    record: &Record,
    graph: &KnowledgeGraph,
    options: &DrawOptions,
    backend: Option<&dyn LayoutBackend>,
) -> Result<Scene, LayoutError> {
    let width_px = options.wide_content_px();
    let language = options.language;
    let mut content = Content::new(record, graph, options.top, language);
    let most = most_claims(options.medium);
    if content.axis.shown.len() > most + 1 {
        content = Content::new(record, graph, Some(most), language);
    }
    let backend = match backend {
        Some(backend) => Some(backend),
        None => super::default_backend().ok(),
    };
    let mut blocks = Vec::new();
    let mut split: Vec<usize> = Vec::new();
    for part in parts(&content) {
        let placed = match backend {
            Some(backend) if content.axis.rest.is_empty() => {
                layered(&content, &part, width_px, backend)?
            }
            _ => None,
        };
        match placed {
            Some(block) => blocks.push(block),
            None => split.extend(part),
        }
    }
    let mut made: BTreeMap<Option<ClaimIx>, usize> = BTreeMap::new();
    blocks.extend(stars(&content, &split, width_px, &mut made));
    let repeated = made
        .iter()
        .filter(|(claim, n)| claim.is_some() && **n > 1)
        .count();
    let placement = arranged(&mut blocks, width_px);
    let diagram = content.diagram(&blocks, repeated, options);
    let mut scene = compose(&diagram, &placement, subtitle(language), language);
    scene.notes.extend(content.folding());
    if !scene.notes.is_empty() {
        let advice = language.say("The form \u{2018}map\u{2019} shows the claims by theme; a table of relations shows all.");
        scene.notes.push(advice.to_owned());
    }
    Ok(scene)
}

/// Links by connected parts, in order of their first links.
fn parts(content: &Content<'_>) -> Vec<Vec<usize>> {
    let mut of: BTreeMap<Option<ClaimIx>, Vec<usize>> = BTreeMap::new();
    for (i, link) in content.links.iter().enumerate() {
        of.entry(link.from).or_default().push(i);
        of.entry(link.to).or_default().push(i);
    }
    let mut seen = vec![false; content.links.len()];
    let mut found = Vec::new();
    for start in 0..content.links.len() {
        if seen[start] {
            continue;
        }
        let mut part = BTreeSet::new();
        let mut open = vec![start];
        while let Some(link) = open.pop() {
            if std::mem::replace(&mut seen[link], true) {
                continue;
            }
            part.insert(link);
            for end in [content.links[link].from, content.links[link].to] {
                open.extend(of[&end].iter().filter(|&&next| !seen[next]));
            }
        }
        found.push(part.into_iter().collect());
    }
    found
}
