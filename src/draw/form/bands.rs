//! How much of a record bands can show: what is folded, step by step, and how close bands lie.

use crate::draw::diagram::{BandScale, Diagram, NodeRole};
use crate::draw::fold::{Plan, is_rest};
use crate::draw::options::{DrawOptions, Grouping};
use crate::model::EdgeKind;

/// Stakeholders and themes shown, in steps of folding.
const STEPS: [(usize, usize); 14] = [
    (20, 14),
    (16, 14),
    (14, 12),
    (12, 10),
    (10, 9),
    (9, 8),
    (8, 8),
    (7, 8),
    (6, 8),
    (5, 6),
    (5, 5),
    (4, 4),
    (3, 3),
    (2, 2),
];
/// Themes shown beside kinds of stakeholders, in steps of folding.
const BESIDE_KINDS: [usize; 5] = [8, 6, 5, 4, 3];
/// Themes shown beside as many stakeholders as were asked for.
const BESIDE_ASKED: [usize; 4] = [8, 6, 5, 4];
/// Shares of the themes that are shown one by one before they count as their broadest.
const FOLDED_THEMES: [f64; 4] = [0.8, 0.7, 0.6, 0.5];
/// Where more stakeholders than this would be put together, kinds of them tell more.
const MOST_FOLDED: usize = 12;
/// With fewer kinds than this, kinds tell little.
const FEWEST_KINDS: usize = 3;

/// How much is folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Level {
    pub(super) plan: Plan,
    /// Stakeholders count as their kind.
    pub(super) by_kind: bool,
}

/// How many there are of what a picture shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) stakeholders: usize,
    pub(super) kinds: usize,
    pub(super) themes: usize,
}

/// Everything; then the themes most spoken of, the others by their broad themes; then broad
/// themes only; then of fewer stakeholders, or of kinds of them where those tell more. In runs,
/// each with less and less in it; the first run that ends in what fits is the one to take.
pub(super) fn levels(options: &DrawOptions, counts: Counts) -> Vec<Vec<Level>> {
    let asked = options.top;
    let plan = |rolled, people, topics| Plan {
        rolled,
        people,
        topics,
    };
    let mut plans = vec![plan(false, asked, asked)];
    let fewer = FOLDED_THEMES.map(|share| (counts.themes as f64 * share) as usize);
    let may_fold = asked.is_none() && options.group != Grouping::None;
    let fewer = fewer.into_iter().filter(|&topics| may_fold && topics > 5);
    plans.extend(fewer.map(|topics| plan(false, None, Some(topics))));
    plans.push(plan(true, asked, asked));

    let least = |n: usize| Some(asked.map_or(n, |top| top.min(n)));
    let (many, few): (Vec<Plan>, Vec<Plan>) = (STEPS.into_iter())
        .map(|(people, topics)| plan(true, least(people), least(topics)))
        .partition(|step| {
            let shown = step.people.unwrap_or(counts.stakeholders);
            shown + MOST_FOLDED >= counts.stakeholders && shown >= counts.kinds
        });
    plans.extend(many);
    let by_one = |plan| Level {
        plan,
        by_kind: false,
    };
    let mut runs: Vec<Vec<Level>> = Vec::new();
    // Who asks for so many stakeholders has fewer themes before fewer of them.
    if let Some(people) = asked.filter(|&people| people < counts.stakeholders) {
        let topics = BESIDE_ASKED.map(|topics| plan(true, asked, Some(topics.min(people))));
        let wide = [plan(false, asked, asked), plan(true, asked, asked)];
        runs.push(wide.into_iter().chain(topics).map(by_one).collect());
    }
    runs.push(plans.into_iter().map(by_one).collect());
    let may_group = may_fold && options.group != Grouping::Coalition;
    if may_group
        && counts.stakeholders > MOST_FOLDED
        && (FEWEST_KINDS..counts.stakeholders).contains(&counts.kinds)
    {
        let topics = [None].into_iter().chain(BESIDE_KINDS.map(Some));
        let kinds = topics.map(|topics| Level {
            plan: plan(true, None, topics),
            by_kind: true,
        });
        runs.push(kinds.collect());
    }
    runs.push(few.into_iter().map(by_one).collect());
    runs
}

/// How close bands lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Density {
    /// Of a band of one statement, px.
    least_px: f64,
    /// Of the widest band, px.
    most_px: f64,
    /// At most so much for every further statement, px.
    unit_px: f64,
    gap_px: f64,
    port_px: f64,
    sign_px: f64,
    /// How much lower nodes are, px.
    trim_px: f64,
}

impl Density {
    /// From wide to close.
    pub(super) const ALL: [Self; 4] = [
        Self::new([2.0, 14.0, 2.0], [4.0, 11.0, 5.0], 0.0),
        Self::new([1.8, 11.0, 1.4], [3.5, 9.0, 4.5], 2.0),
        Self::new([1.6, 8.0, 1.0], [3.0, 7.0, 4.0], 4.0),
        Self::new([1.5, 5.5, 0.7], [2.6, 5.4, 3.8], 5.0),
    ];
    /// The closest.
    pub(super) const CLOSEST: Self = Self::ALL[Self::ALL.len() - 1];

    const fn new(
        [least_px, most_px, unit_px]: [f64; 3],
        [gap_px, port_px, sign_px]: [f64; 3],
        trim_px: f64,
    ) -> Self {
        Self {
            least_px,
            most_px,
            unit_px,
            gap_px,
            port_px,
            sign_px,
            trim_px,
        }
    }

    /// A diagram with its bands on one scale: the widest is at most so wide. What stands for the
    /// rest must not outweigh what is shown. O(nodes + edges).
    pub(super) fn applied(self, diagram: &Diagram) -> Diagram {
        let mut diagram = diagram.clone();
        let bands = |edge: &&crate::draw::diagram::DiagramEdge| edge.kind == EdgeKind::Position;
        let most = (diagram.edges.iter().filter(bands))
            .map(|edge| edge.weight)
            .fold(1.0, f64::max);
        let several = |role: NodeRole| matches!(role, NodeRole::Stakeholder(_));
        let has_rest = (diagram.nodes.iter()).any(|node| several(node.role) && is_rest(&node.id));
        let widest = if has_rest {
            self.most_px.min(10.0)
        } else {
            self.most_px
        };
        let unit_px = if most > 1.0 {
            ((widest - self.least_px) / (most - 1.0)).min(self.unit_px)
        } else {
            self.unit_px
        };
        let scale = BandScale {
            least_px: self.least_px,
            unit_px,
            gap_px: self.gap_px,
            port_px: self.port_px,
            sign_px: self.sign_px,
        };
        for edge in &mut diagram.edges {
            edge.scale = scale;
        }
        for node in &mut diagram.nodes {
            node.height_px -= self.trim_px;
        }
        diagram
    }
}
