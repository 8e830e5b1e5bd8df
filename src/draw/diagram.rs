//! A graph form before anything has a place: what its nodes, edges and groups are, how large,
//! and what they are called. DOT is written from this, layouts place it.

use crate::model::{EdgeKind, StakeholderKind, Stance};

use super::text::Font;
use crate::analysis::Table;

/// Which picture is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// Bands from stakeholders to themes.
    Alignment,
    /// Stakeholders, claims and themes in three columns.
    Map,
    /// Who stands with or against whom.
    Network,
    /// Claims and how they bear on each other.
    Arguments,
    /// A table of stakeholders and themes or claims.
    Matrix,
    /// Support and concern for each theme or claim, to both sides of a line.
    Bars,
    /// Which sets of stakeholders share which themes or claims (UpSet).
    Overlap,
    /// Who said what when, and how themes come and go.
    Timeline,
    /// The network of each meeting or stretch of time, everybody at the same place.
    Windows,
    /// Who is near whom, as a dendrogram.
    Tree,
    /// One stakeholder, or one theme, and everything around it.
    Ego,
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 11] = [
        Self::Alignment,
        Self::Map,
        Self::Network,
        Self::Arguments,
        Self::Matrix,
        Self::Bars,
        Self::Overlap,
        Self::Timeline,
        Self::Windows,
        Self::Tree,
        Self::Ego,
    ];

    /// The word used on the command line and in file names.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Alignment => "alignment",
            Self::Map => "map",
            Self::Network => "network",
            Self::Arguments => "arguments",
            Self::Matrix => "matrix",
            Self::Bars => "bars",
            Self::Overlap => "overlap",
            Self::Timeline => "timeline",
            Self::Windows => "windows",
            Self::Tree => "tree",
            Self::Ego => "ego",
        }
    }

    /// Whether it is a graph, and so can be written as DOT.
    pub const fn is_graph(self) -> bool {
        matches!(
            self,
            Self::Alignment | Self::Map | Self::Network | Self::Arguments
        )
    }
}

/// What a node stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeRole {
    /// Who speaks.
    Stakeholder(StakeholderKind),
    /// A proposition.
    Claim,
    /// What it is about.
    Theme,
}

impl NodeRole {
    /// The word used in ids and class names.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stakeholder(_) => "stakeholder",
            Self::Claim => "claim",
            Self::Theme => "theme",
        }
    }
}

/// A node, sized but not placed.
#[derive(Debug, Clone, PartialEq)]
pub struct DiagramNode {
    /// Unique within the diagram: `stakeholder-apc`.
    pub id: String,
    /// What it stands for.
    pub role: NodeRole,
    /// Its whole name on one line.
    pub label: String,
    /// The name broken into lines that fit the width.
    pub lines: Vec<String>,
    /// What it is in words, with its counts.
    pub tooltip: String,
    /// How often supported and how often met with concern, where that is shown beside the name.
    pub tally: Option<[usize; 2]>,
    /// Width, px.
    pub width_px: f64,
    /// Height, px; layouts in columns may make it taller for its edges.
    pub height_px: f64,
    /// Its column, from the left; 0 where the form has none.
    pub column: usize,
    /// Its group, as a place in [`Diagram::groups`].
    pub group: Option<usize>,
}

/// A signed edge, not routed.
#[derive(Debug, Clone, PartialEq)]
pub struct DiagramEdge {
    /// Unique within the diagram.
    pub id: String,
    /// Where it starts, as a place in [`Diagram::nodes`].
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// What it says.
    pub kind: EdgeKind,
    /// Which way.
    pub stance: Stance,
    /// How heavy; see [`Edge::weight`](crate::model::Edge::weight). Of ties: at most 6, in
    /// proportion.
    pub weight: f64,
    /// The edge as a sentence.
    pub tooltip: String,
    /// The statements behind it, as rows of the record's table.
    pub statements: Vec<usize>,
    /// How wide it is, if it is a band, and how much room its end has.
    pub scale: BandScale,
}

/// How the widths of bands grow with statements, and how near to each other they may end: the
/// same for all bands of a picture, so that widths can be compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BandScale {
    /// Width of a band of one statement, px. At least 1.5, or solid and dashed look the same.
    pub least_px: f64,
    /// What every further statement adds, px.
    pub unit_px: f64,
    /// Room beside a band at its end, px.
    pub gap_px: f64,
    /// Least room for the end of a band, px.
    pub port_px: f64,
    /// Least radius of the sign on a band, px.
    pub sign_px: f64,
}

impl Default for BandScale {
    fn default() -> Self {
        Self {
            least_px: 2.0,
            unit_px: 2.0,
            gap_px: 4.0,
            port_px: 11.0,
            sign_px: 5.0,
        }
    }
}

impl DiagramGroup {
    /// Room that the heading takes above the nodes, px.
    pub fn head_px(&self) -> f64 {
        GROUP_FONT.line_px() * self.lines.len() as f64 + 9.0
    }
}

impl DiagramEdge {
    /// Width of its line, px: grows with the number of statements.
    pub fn width_px(&self) -> f64 {
        match self.kind {
            EdgeKind::Position => self.scale.least_px + self.scale.unit_px * (self.weight - 1.0),
            EdgeKind::Tie => 1.4 + 0.8 * (self.weight.min(6.0) - 1.0).max(0.0),
            EdgeKind::Statement => 1.8 + 0.3 * (self.weight.min(10.0) - 1.0).max(0.0),
            EdgeKind::Relation => 1.6,
            EdgeKind::Theme => 1.2,
        }
    }

    /// Room where it leaves its node, px.
    pub fn leave_px(&self) -> f64 {
        self.width_px() + self.scale.gap_px / 2.0
    }

    /// Room for its end with the sign upon it, px.
    pub fn port_px(&self) -> f64 {
        (self.width_px() + self.scale.gap_px).max(self.scale.port_px)
    }
}

/// Nodes of one column that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct DiagramGroup {
    /// Unique within the diagram.
    pub id: String,
    /// Its heading.
    pub label: String,
    /// The heading broken into lines that fit the column.
    pub lines: Vec<String>,
    /// The column that it is in.
    pub column: usize,
}

/// A column and what stands above it.
#[derive(Debug, Clone, PartialEq)]
pub struct DiagramColumn {
    /// "Who speaks".
    pub heading: String,
    /// Width of its nodes, px.
    pub width_px: f64,
}

/// A graph form, ready to be placed or written as DOT.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagram {
    /// Which form.
    pub form: Form,
    /// The title above it.
    pub title: String,
    /// What it shows, in sentences.
    pub description: String,
    /// The lines below it: source, counts, method.
    pub caption: Vec<String>,
    /// Width to fill, px.
    pub width_px: f64,
    /// Columns from the left; none for forms without columns.
    pub columns: Vec<DiagramColumn>,
    /// Groups in order.
    pub groups: Vec<DiagramGroup>,
    /// Nodes in order: stakeholders, claims, themes.
    pub nodes: Vec<DiagramNode>,
    /// Edges in order.
    pub edges: Vec<DiagramEdge>,
    /// The same facts as tables.
    pub facts: Vec<Table>,
}

/// Text of nodes, px: 9 pt when the picture is printed at its own width.
pub(super) const NODE_FONT: Font = Font::regular(12.0);
/// Headings of groups.
pub(super) const GROUP_FONT: Font = Font::bold(12.0);
/// Names of stakeholders.
pub(super) const NAME_FONT: Font = Font::bold(12.0);

impl Diagram {
    /// The stakeholder kinds that occur, in their usual order.
    pub fn kinds(&self) -> Vec<StakeholderKind> {
        let occurs = |kind: &&StakeholderKind| {
            self.nodes
                .iter()
                .any(|node| node.role == NodeRole::Stakeholder(**kind))
        };
        StakeholderKind::ALL
            .iter()
            .filter(occurs)
            .copied()
            .collect()
    }

    /// The kinds of edge that occur.
    pub fn edge_kinds(&self) -> Vec<EdgeKind> {
        let all = [
            EdgeKind::Statement,
            EdgeKind::Position,
            EdgeKind::Theme,
            EdgeKind::Relation,
            EdgeKind::Tie,
        ];
        all.into_iter()
            .filter(|kind| self.edges.iter().any(|edge| edge.kind == *kind))
            .collect()
    }
}
