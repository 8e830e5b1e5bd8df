//! What stakeholders have in common, and what sets them apart.

mod answer;
mod measures;
mod pair;
mod ranking;
mod sets;

pub use measures::{Measures, PairMeasure};
pub use pair::{Comparison, PairOverlap, SharedItem};
pub use sets::{HeldItem, Intersection};

use serde::Serialize;

use super::holdings::{holdings, who};
use super::stances::Through;
use crate::model::{KnowledgeGraph, Progress, Record, RollUp, StakeholderIx};
use pair::compare;
use ranking::ranked;
use sets::intersections;

/// How [`overlap`] is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverlapOptions {
    /// Whom to compare; none: everyone who speaks. Default: none.
    pub stakeholders: Vec<StakeholderIx>,
    /// How many pairs are given, the first by `by`; `None`: all. Default: 10.
    pub top: Option<usize>,
    /// What pairs are ranked by, largest first. Default: `Jaccard`.
    pub by: PairMeasure,
    /// Whether pairs are ranked by claims or by themes. Default: `Theme`.
    pub through: Through,
}

impl Default for OverlapOptions {
    fn default() -> Self {
        Self {
            stakeholders: Vec::new(),
            top: Some(10),
            by: PairMeasure::default(),
            through: Through::Theme,
        }
    }
}

/// Pairs of stakeholders, and what sets of them hold together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Overlap {
    /// Whom was compared, by id.
    pub stakeholders: Vec<String>,
    /// How many pairs there are among them, shown or not.
    pub of_pairs: usize,
    /// The first pairs; two stakeholders that were asked for keep their order.
    pub pairs: Vec<PairOverlap>,
    /// Exclusive intersections of the claims held with each stance.
    pub claim_sets: Vec<Intersection>,
    /// The same for themes.
    pub theme_sets: Vec<Intersection>,
    #[serde(skip)]
    options: OverlapOptions,
    #[serde(skip)]
    roll_up: RollUp,
}

/// What stakeholders have in common, and what sets them apart.
///
/// For each pair, over claims and over themes: what both speak on, where they agree and
/// disagree, what only one speaks on, and the [`Measures`], each with its formula there; for
/// each list the statements. For the whole set: which claims and themes, each with its stance,
/// are held by exactly which stakeholders. A stakeholder with both stances on an item holds
/// both; silence is no stance.
///
/// `graph` decides how broader themes enter. Pairs are ranked by `by` over `through`; ties go
/// to the first by id, pairs for which it is undefined come last. An empty record, or a single
/// stakeholder, has no pairs. For n stakeholders O(n² + Σ h²) over the items, h being how many
/// hold one; memory for the holdings and the pairs shown only.
///
/// Sources: congruence and conflict: Leifeld 2017, doi:10.1093/oxfordhb/9780190228217.013.25;
/// exclusive intersections: Lex et al. 2014, doi:10.1109/TVCG.2014.2346248.
pub fn overlap(record: &Record, graph: &KnowledgeGraph, options: &OverlapOptions) -> Overlap {
    overlap_watched(record, graph, options, Progress::none())
}

/// [`overlap`], telling for how many stakeholders the pairs are ranked.
pub fn overlap_watched(
    record: &Record,
    graph: &KnowledgeGraph,
    options: &OverlapOptions,
    progress: Progress<'_>,
) -> Overlap {
    let claims = holdings(record, graph, Through::Claim);
    let themes = holdings(record, graph, Through::Theme);
    let mut chosen = Vec::new();
    for &one in &options.stakeholders {
        if !chosen.contains(&one) {
            chosen.push(one);
        }
    }
    if chosen.is_empty() {
        let speaks = |one: &StakeholderIx| !claims[one.index()].is_empty();
        let all = (0..record.stakeholders().len()).map(StakeholderIx::from);
        chosen = all.filter(speaks).collect();
    }
    let ranked_by = match options.through {
        Through::Claim => &claims,
        Through::Theme => &themes,
    };
    let top = options.top.unwrap_or(usize::MAX);
    let pairs = ranked(ranked_by, &chosen, (options.by, top), progress);
    let of_pairs = chosen.len() * chosen.len().saturating_sub(1) / 2;
    let pair = |&(_, a, b): &(f64, StakeholderIx, StakeholderIx)| PairOverlap {
        a: who(record, a),
        b: who(record, b),
        claims: compare(record, &claims[a.index()], &claims[b.index()]),
        themes: compare(record, &themes[a.index()], &themes[b.index()]),
    };
    let pairs = pairs.iter().map(pair).collect();
    chosen.sort_unstable();
    Overlap {
        stakeholders: chosen.iter().map(|&one| who(record, one)).collect(),
        of_pairs,
        pairs,
        claim_sets: intersections(record, &claims, &chosen),
        theme_sets: intersections(record, &themes, &chosen),
        options: options.clone(),
        roll_up: graph.options().roll_up,
    }
}
