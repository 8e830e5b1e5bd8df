//! The signed knowledge graph: three kinds of node, four kinds of edge, on petgraph.

use std::ops::Range;

use petgraph::graph::{DiGraph, NodeIndex};

use super::ids::{ClaimIx, StakeholderIx, StatementIx, ThemeIx};
use super::record::Record;
use super::stance::Stance;

/// What a node stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// Who speaks.
    Stakeholder(StakeholderIx),
    /// A proposition.
    Claim(ClaimIx),
    /// What it is about.
    Theme(ThemeIx),
}

/// What an edge says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EdgeKind {
    /// Stakeholder to claim: who supports it, or is concerned about it.
    Statement,
    /// Claim to theme: speaks for it, or against it.
    Theme,
    /// Claim to claim: supports it, or challenges it.
    Relation,
    /// Stakeholder to theme, derived: stance on the claim × the claim's stance on the theme.
    Position,
    /// Stakeholder to stakeholder, without direction: they agree, or disagree. Of networks; a
    /// [`KnowledgeGraph`] has none.
    Tie,
}

impl EdgeKind {
    /// The word used in files and class names.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Statement => "statement",
            Self::Theme => "theme",
            Self::Relation => "relation",
            Self::Position => "position",
            Self::Tie => "tie",
        }
    }
}

/// A signed edge.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    /// What it says.
    pub kind: EdgeKind,
    /// Which way.
    pub stance: Stance,
    /// How heavy: for statements and positions the number of statements behind it; for themes
    /// 1; for relations the number of relations given between the two claims with this stance.
    pub weight: f64,
    evidence: Range<u32>,
}

/// How the theme hierarchy enters positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RollUp {
    /// Themes count as they were coded.
    #[default]
    None,
    /// Each theme also counts as every broader one.
    Ancestors,
    /// Each theme counts as its broadest one only.
    Top,
}

impl RollUp {
    /// The word used on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Ancestors => "ancestors",
            Self::Top => "top",
        }
    }
}

/// How a [`KnowledgeGraph`] is made from a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GraphOptions {
    /// How the theme hierarchy enters. Default: `None`.
    pub roll_up: RollUp,
}

/// A stakeholder's stance on a theme, one of at most two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position<'a> {
    /// Whose.
    pub stakeholder: StakeholderIx,
    /// On what.
    pub theme: ThemeIx,
    /// Which way.
    pub stance: Stance,
    /// The statements behind it, in table order; never empty.
    pub statements: &'a [StatementIx],
}

/// The graph of one record.
///
/// Every stakeholder, claim and theme is a node, linked or not. Edges with the same ends and
/// different stances are kept side by side: a stakeholder with both stances on one claim has
/// two edges, and is *mixed* on what follows from it. Statements that agree in stakeholder,
/// claim and stance are one edge. Edges are sorted by kind, ends and stance.
///
/// Making it takes O(s·t log(s·t)) for s statements with t themes each, and as much memory.
#[derive(Debug, Clone)]
pub struct KnowledgeGraph {
    graph: DiGraph<Node, Edge>,
    options: GraphOptions,
    evidence: Vec<StatementIx>,
    claims_from: usize,
    themes_from: usize,
}

impl KnowledgeGraph {
    /// Builds the graph of a record.
    pub fn new(record: &Record, options: GraphOptions) -> Self {
        let (people, claims) = (record.stakeholders().len(), record.claims().len());
        let mut made = Self {
            graph: DiGraph::with_capacity(people + claims + record.themes().len(), 0),
            options,
            evidence: Vec::new(),
            claims_from: people,
            themes_from: people + claims,
        };
        for i in 0..people {
            made.graph.add_node(Node::Stakeholder(i.into()));
        }
        for i in 0..claims {
            made.graph.add_node(Node::Claim(i.into()));
        }
        for i in 0..record.themes().len() {
            made.graph.add_node(Node::Theme(i.into()));
        }

        let table = record.statements();
        let mut on_claim: Vec<Vec<StatementIx>> = vec![Vec::new(); claims];
        for row in table.rows() {
            on_claim[table.claim(row).index()].push(row);
        }
        let themes: Vec<_> = (0..claims)
            .map(|claim| rolled(record, claim.into(), options.roll_up))
            .collect();

        made.add_grouped(
            EdgeKind::Statement,
            table.rows().map(|row| {
                let ends = (
                    Node::Stakeholder(table.stakeholder(row)),
                    Node::Claim(table.claim(row)),
                );
                (ends, table.stance(row), row)
            }),
        );
        for (claim, themes) in themes.iter().enumerate() {
            for &(theme, stance) in themes {
                let ends = (Node::Claim(claim.into()), Node::Theme(theme));
                made.add(EdgeKind::Theme, ends, stance, 1.0, &on_claim[claim]);
            }
        }
        let same = |a: &super::ResolvedRelation, b: &super::ResolvedRelation| {
            (a.from, a.to, a.stance) == (b.from, b.to, b.stance)
        };
        for group in record.relations().chunk_by(same) {
            let ends = (Node::Claim(group[0].from), Node::Claim(group[0].to));
            let heard = &on_claim[group[0].from.index()];
            made.add(
                EdgeKind::Relation,
                ends,
                group[0].stance,
                group.len() as f64,
                heard,
            );
        }
        made.add_grouped(
            EdgeKind::Position,
            table.rows().flat_map(|row| {
                let who = Node::Stakeholder(table.stakeholder(row));
                themes[table.claim(row).index()]
                    .iter()
                    .map(move |&(theme, stance)| {
                        ((who, Node::Theme(theme)), table.stance(row) * stance, row)
                    })
            }),
        );
        made
    }

    fn add_grouped(
        &mut self,
        kind: EdgeKind,
        links: impl Iterator<Item = ((Node, Node), Stance, StatementIx)>,
    ) {
        let mut links: Vec<_> = links
            .map(|(ends, stance, row)| (ends, -stance.sign(), stance, row))
            .collect();
        links.sort_unstable();
        links.dedup();
        let mut rows = Vec::new();
        for group in links.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            rows.clear();
            rows.extend(group.iter().map(|link| link.3));
            let (ends, _, stance, _) = group[0];
            self.add(kind, ends, stance, rows.len() as f64, &rows);
        }
    }

    fn add(
        &mut self,
        kind: EdgeKind,
        (from, to): (Node, Node),
        stance: Stance,
        weight: f64,
        evidence: &[StatementIx],
    ) {
        let start = self.evidence.len() as u32;
        self.evidence.extend_from_slice(evidence);
        let evidence = start..self.evidence.len() as u32;
        let (from, to) = (self.node_index(from), self.node_index(to));
        self.graph.add_edge(
            from,
            to,
            Edge {
                kind,
                stance,
                weight,
                evidence,
            },
        );
    }

    /// How it was made.
    pub fn options(&self) -> GraphOptions {
        self.options
    }

    /// The petgraph graph itself. Node and edge indices mean nothing outside of it.
    pub fn graph(&self) -> &DiGraph<Node, Edge> {
        &self.graph
    }

    /// Where a node is in [`graph`](Self::graph).
    pub fn node_index(&self, node: Node) -> NodeIndex {
        NodeIndex::new(match node {
            Node::Stakeholder(ix) => ix.index(),
            Node::Claim(ix) => self.claims_from + ix.index(),
            Node::Theme(ix) => self.themes_from + ix.index(),
        })
    }

    /// The statements behind an edge: for statements and positions those it aggregates; for a
    /// theme edge those on the claim; for a relation those on the claim that gives the reason.
    /// Empty where nobody spoke on the claim.
    pub fn evidence(&self, edge: &Edge) -> &[StatementIx] {
        &self.evidence[edge.evidence.start as usize..edge.evidence.end as usize]
    }

    /// Every edge of one kind with its ends, in order. O(edges).
    pub fn edges(&self, kind: EdgeKind) -> impl Iterator<Item = (Node, Node, &Edge)> {
        self.graph
            .raw_edges()
            .iter()
            .filter(move |edge| edge.weight.kind == kind)
            .map(|edge| {
                (
                    self.graph[edge.source()],
                    self.graph[edge.target()],
                    &edge.weight,
                )
            })
    }

    /// Every position, sorted by stakeholder, theme and stance (support first). A mixed
    /// position is two entries.
    pub fn positions(&self) -> impl Iterator<Item = Position<'_>> {
        self.edges(EdgeKind::Position)
            .filter_map(|(from, to, edge)| match (from, to) {
                (Node::Stakeholder(stakeholder), Node::Theme(theme)) => Some(Position {
                    stakeholder,
                    theme,
                    stance: edge.stance,
                    statements: self.evidence(edge),
                }),
                _ => None,
            })
    }
}

/// The themes of a claim under a roll-up, sorted, each pair of theme and stance once.
fn rolled(record: &Record, claim: ClaimIx, roll_up: RollUp) -> Vec<(ThemeIx, Stance)> {
    let coded = record.claim_themes(claim);
    let mut themes: Vec<(ThemeIx, Stance)> = match roll_up {
        RollUp::None => coded.to_vec(),
        RollUp::Ancestors => coded
            .iter()
            .flat_map(|&(theme, stance)| record.upwards(theme).map(move |t| (t, stance)))
            .collect(),
        RollUp::Top => coded
            .iter()
            .map(|&(t, stance)| (record.top_theme(t), stance))
            .collect(),
    };
    themes.sort_by_key(|&(theme, stance)| (theme, -stance.sign()));
    themes.dedup();
    themes
}
