//! A small graph by index, each link with its support and its concern: what measures start from.

use serde::Serialize;

use super::network::NetworkOrigin;
use super::weighted_graph::WeightedGraph;
use crate::model::{EdgeKind, KnowledgeGraph, Node, Record, RollUp, Stance, StatementIx};

/// What a node is called.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct NodeName {
    /// Its id; a claim and a theme may have the same.
    pub id: String,
    /// `stakeholder`, `claim`, `theme`, or what the maker of the graph called it.
    pub kind: String,
}

/// Which part of a knowledge graph is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scope {
    /// Every node; statements, theme links and relations. Positions are left out: they follow
    /// from statements and theme links, and would count twice.
    #[default]
    All,
    /// Stakeholders and claims, linked by statements.
    Claims,
    /// Stakeholders and themes, linked by positions.
    Themes,
}

impl Scope {
    /// The word used on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Claims => "claims",
            Self::Themes => "themes",
        }
    }
}

/// Whether a link leads one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    /// Both ways.
    #[default]
    Undirected,
    /// From its one end to the other: stakeholder to claim, claim to theme, reason to claim.
    Directed,
}

/// What becomes of the signs where a measure wants one weight a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Signs {
    /// Support plus concern: how much there is between the two, whatever its sign.
    #[default]
    Ignore,
    /// Support only; a link of concern alone is no link.
    Support,
    /// Concern only; a link of support alone is no link.
    Concern,
    /// |support − concern|: what is left when opposite statements cancel; links that cancel
    /// out are no links, and the sign that is left is not used.
    Net,
}

impl Signs {
    /// The word used on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ignore => "ignore",
            Self::Support => "support",
            Self::Concern => "concern",
            Self::Net => "net",
        }
    }

    /// The word used on the command line for a network, whose ties have one weight each.
    pub const fn word_for_ties(self) -> &'static str {
        match self {
            Self::Ignore => "absolute",
            Self::Support => "positive",
            Self::Concern => "negative",
            Self::Net => "net",
        }
    }

    /// What the weight of a link of a network is, in words.
    pub const fn meaning_of_ties(self) -> &'static str {
        match self {
            Self::Ignore => "the weight of a link is the absolute weight of its tie",
            Self::Support => "the weight of a link is that of its tie; negative ties are left out",
            Self::Concern => {
                "the weight of a link is the absolute weight of its tie; positive ties are left out"
            }
            Self::Net => {
                "the weight of a link is the absolute weight of its tie: a tie is net already"
            }
        }
    }

    /// What the weight of a link is, in words.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Ignore => "the weight of a link is its support plus its concern",
            Self::Support => "the weight of a link is its support; concern is left out",
            Self::Concern => "the weight of a link is its concern; support is left out",
            Self::Net => "the weight of a link is |support - concern|; links that cancel are gone",
        }
    }

    pub(super) fn weight(self, link: &Link<'_>) -> f64 {
        match self {
            Self::Ignore => link.support + link.concern,
            Self::Support => link.support,
            Self::Concern => link.concern,
            Self::Net => (link.support - link.concern).abs(),
        }
    }
}

/// Everything between two nodes in one direction; parallel edges of one sign are added up,
/// the two signs are kept apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link<'a> {
    /// Index of the one end; in an undirected graph the smaller one.
    pub from: usize,
    /// Index of the other end.
    pub to: usize,
    /// Weight of support, at least 0.
    pub support: f64,
    /// Weight of concern, at least 0.
    pub concern: f64,
    /// The statements behind it, in table order; empty for a graph not made from a record.
    pub statements: &'a [StatementIx],
}

/// What links are kept as: one for each sign, support before concern.
#[derive(Debug, Clone, Copy, PartialEq)]
struct OneSign {
    from: u32,
    to: u32,
    /// Below 0: concern.
    weight: f64,
}

impl OneSign {
    fn ends(&self) -> (u32, u32) {
        (self.from, self.to)
    }

    fn order(&self) -> (u32, u32, bool) {
        (self.from, self.to, self.weight < 0.0)
    }
}

/// Why there is no such graph.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum GraphError {
    /// A link to nowhere.
    #[error("a link names node {index}, there are {nodes}")]
    NoSuchNode {
        /// The index given.
        index: usize,
        /// How many there are.
        nodes: usize,
    },
    /// NaN or an infinity.
    #[error("the link from node {from} to node {to} has the weight {weight}")]
    BadWeight {
        /// One end.
        from: usize,
        /// The other.
        to: usize,
        /// The weight given.
        weight: f64,
    },
    /// A matrix that is not square, has not a name for each row, or is not symmetric.
    #[error("a one-mode network is a symmetric matrix with a name for every row")]
    BadMatrix,
}

/// Nodes by index, and links between them with two weights each.
#[derive(Debug, Clone, PartialEq)]
pub struct SignedGraph {
    names: Vec<NodeName>,
    directed: bool,
    /// Sorted by their ends and sign, each once.
    links: Vec<OneSign>,
    /// Of every pair of ends that is linked, in order; nothing at all for a graph not made from a
    /// record.
    statements: Vec<Vec<StatementIx>>,
    of: Option<(Scope, RollUp)>,
    network: Option<Box<NetworkOrigin>>,
}

impl SignedGraph {
    /// A graph from triples (from, to, weight): a weight above 0 is support, one below 0 is
    /// concern, 0 is no link. Triples with the same ends are added up, sign by sign; without
    /// direction (a, b) and (b, a) are the same. O(links · log links).
    ///
    /// # Errors
    /// An index without a name; a weight that is no finite number.
    pub fn from_triples(
        names: Vec<NodeName>,
        direction: Direction,
        triples: impl IntoIterator<Item = (usize, usize, f64)>,
    ) -> Result<Self, GraphError> {
        let triples = triples.into_iter();
        let mut made = Maker::new(direction);
        made.links.reserve(triples.size_hint().0);
        for (from, to, weight) in triples {
            if let Some(&index) = [from, to].iter().find(|&&index| index >= names.len()) {
                let nodes = names.len();
                return Err(GraphError::NoSuchNode { index, nodes });
            }
            if !weight.is_finite() {
                return Err(GraphError::BadWeight { from, to, weight });
            }
            let stance = if weight < 0.0 {
                Stance::Concern
            } else {
                Stance::Support
            };
            made.add(from, to, stance, weight.abs(), &[]);
        }
        Ok(made.finish(names))
    }

    /// An undirected graph from a symmetric matrix: a one-mode network. A cell above 0 is
    /// support, one below 0 concern; the diagonal is left out. O(n²).
    ///
    /// # Errors
    /// A matrix that is not square or not symmetric; a cell that is no finite number.
    pub fn from_matrix(names: Vec<NodeName>, matrix: &[Vec<f64>]) -> Result<Self, GraphError> {
        let n = names.len();
        if matrix.len() != n || matrix.iter().any(|row| row.len() != n) {
            return Err(GraphError::BadMatrix);
        }
        let mut triples = Vec::new();
        for (i, row) in matrix.iter().enumerate() {
            for (j, &below) in row[..i].iter().enumerate() {
                let above = matrix[j][i];
                if (above - below).abs() > 1e-9 * above.abs().max(below.abs()) {
                    return Err(GraphError::BadMatrix);
                }
                triples.push((j, i, above));
            }
        }
        Self::from_triples(names, Direction::Undirected, triples)
    }

    /// A graph of the ties of a network, whose ends and weights are right.
    pub(super) fn of_ties(
        names: Vec<NodeName>,
        direction: Direction,
        ties: impl Iterator<Item = (usize, usize, f64)>,
        origin: NetworkOrigin,
    ) -> Self {
        let mut made = Maker::new(direction);
        made.links.reserve(ties.size_hint().0);
        for (from, to, weight) in ties {
            let stance = if weight < 0.0 {
                Stance::Concern
            } else {
                Stance::Support
            };
            made.add(from, to, stance, weight.abs(), &[]);
        }
        Self {
            network: Some(Box::new(origin)),
            ..made.finish(names)
        }
    }

    /// A part of a knowledge graph. A link weighs what its edges weigh: a statement link the
    /// statements behind it, a theme link 1, a relation the times it is given. Nodes come in
    /// the order stakeholders, claims, themes, each sorted by id; nodes without a link are in.
    /// O(nodes + edges · log edges).
    pub fn from_knowledge(
        record: &Record,
        graph: &KnowledgeGraph,
        scope: Scope,
        direction: Direction,
    ) -> Self {
        let (people, claims) = (record.stakeholders().len(), record.claims().len());
        let mut names = Vec::new();
        let mut name = |id: &str, kind: &str| {
            names.push(NodeName {
                id: id.to_owned(),
                kind: kind.to_owned(),
            });
        };
        for stakeholder in record.stakeholders() {
            name(stakeholder.id.as_str(), "stakeholder");
        }
        if scope != Scope::Themes {
            for claim in record.claims() {
                name(claim.id.as_str(), "claim");
            }
        }
        if scope != Scope::Claims {
            for theme in record.themes() {
                name(theme.id.as_str(), "theme");
            }
        }
        let themes_from = people + if scope == Scope::Themes { 0 } else { claims };
        let index = |node: Node| match node {
            Node::Stakeholder(ix) => ix.index(),
            Node::Claim(ix) => people + ix.index(),
            Node::Theme(ix) => themes_from + ix.index(),
        };
        let kinds: &[EdgeKind] = match scope {
            Scope::All => &[EdgeKind::Statement, EdgeKind::Theme, EdgeKind::Relation],
            Scope::Claims => &[EdgeKind::Statement],
            Scope::Themes => &[EdgeKind::Position],
        };
        let mut made = Maker::new(direction);
        for &kind in kinds {
            for (from, to, edge) in graph.edges(kind) {
                let evidence = graph.evidence(edge);
                made.add(index(from), index(to), edge.stance, edge.weight, evidence);
            }
        }
        let mut made = made.finish(names);
        made.of = Some((scope, graph.options().roll_up));
        made
    }

    /// Which part of a knowledge graph it is, with which roll-up; `None` for another graph.
    pub fn of(&self) -> Option<(Scope, RollUp)> {
        self.of
    }

    /// The network that it was made from by [`Self::from_network`].
    pub fn network(&self) -> Option<&NetworkOrigin> {
        self.network.as_deref()
    }

    /// The names, by index.
    pub fn names(&self) -> &[NodeName] {
        &self.names
    }

    /// Whether a link leads from its one end to the other, or both ways.
    pub fn is_directed(&self) -> bool {
        self.directed
    }

    /// The links, sorted by their ends; each pair of ends once.
    pub fn links(&self) -> impl Iterator<Item = Link<'_>> + Clone {
        let pairs = self.links.chunk_by(|a, b| a.ends() == b.ends());
        pairs.enumerate().map(|(at, signs)| {
            let (mut support, mut concern) = (0.0, 0.0);
            for one in signs {
                if one.weight < 0.0 {
                    concern = -one.weight;
                } else {
                    support = one.weight;
                }
            }
            Link {
                from: signs[0].from as usize,
                to: signs[0].to as usize,
                support,
                concern,
                statements: self.statements.get(at).map_or(&[], Vec::as_slice),
            }
        })
    }

    /// The graph with one weight a link, as measures want it. O(nodes + links).
    pub fn weighted(&self, signs: Signs) -> WeightedGraph {
        let links = self
            .links()
            .map(|link| (link.from, link.to, signs.weight(&link)));
        WeightedGraph::new(self.names.len(), self.directed, links)
    }
}

struct Maker {
    directed: bool,
    /// As they were added.
    links: Vec<OneSign>,
    /// The statements behind them, with the ends.
    behind: Vec<(u32, u32, StatementIx)>,
}

impl Maker {
    fn new(direction: Direction) -> Self {
        Self {
            directed: direction == Direction::Directed,
            links: Vec::new(),
            behind: Vec::new(),
        }
    }

    fn add(&mut self, from: usize, to: usize, stance: Stance, weight: f64, rows: &[StatementIx]) {
        if weight == 0.0 {
            return;
        }
        let turned = !self.directed && to < from;
        let ends = if turned { (to, from) } else { (from, to) };
        let [from, to] = [ends.0, ends.1]
            .map(|end| u32::try_from(end).expect("a graph has fewer names than u32 has numbers"));
        let weight = match stance {
            Stance::Support => weight,
            Stance::Concern => -weight,
        };
        self.links.push(OneSign { from, to, weight });
        self.behind.extend(rows.iter().map(|&row| (from, to, row)));
    }

    fn finish(mut self, names: Vec<NodeName>) -> SignedGraph {
        // Stable, so that weights are added up in the order they came in.
        if !self.links.is_sorted_by_key(OneSign::order) {
            self.links.sort_by_key(OneSign::order);
        }
        self.links.dedup_by(|more, link| {
            let same = more.order() == link.order();
            if same {
                link.weight += more.weight;
            }
            same
        });
        self.links.shrink_to_fit();
        self.behind.sort_unstable();
        self.behind.dedup();
        let mut statements = Vec::new();
        if !self.behind.is_empty() {
            let mut behind = self.behind.iter().peekable();
            for pair in self.links.chunk_by(|a, b| a.ends() == b.ends()) {
                let mut rows = Vec::new();
                while let Some(one) = behind.next_if(|one| (one.0, one.1) == pair[0].ends()) {
                    rows.push(one.2);
                }
                statements.push(rows);
            }
        }
        SignedGraph {
            names,
            directed: self.directed,
            of: None,
            network: None,
            links: self.links,
            statements,
        }
    }
}
