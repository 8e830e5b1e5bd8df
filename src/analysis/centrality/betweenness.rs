//! Who stands on the shortest paths between others.

use super::paths::{Distance, Way, paths};
use super::sampling::{SplitMix, sample_size};
use crate::analysis::WeightedGraph;
use crate::model::Progress;

/// How betweenness is computed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BetweennessOptions {
    /// How long a link is. Default: `Hops`.
    pub distance: Distance,
    /// Graphs with more nodes are sampled, smaller ones computed exactly. Default: 5000.
    pub sample_above: usize,
    /// Where sampled: no score is further off than this. Default: 0.05.
    pub error: f64,
    /// Where sampled: but for a chance of this. Default: 0.1.
    pub risk: f64,
    /// Where sampled: start of the pseudo-random numbers. Default: 1.
    pub seed: u64,
}

impl Default for BetweennessOptions {
    fn default() -> Self {
        Self {
            distance: Distance::Hops,
            sample_above: 5000,
            error: 0.05,
            risk: 0.1,
            seed: 1,
        }
    }
}

const TASK: &str = "measuring betweenness";

/// Scores, and how sure they are.
#[derive(Debug, Clone, PartialEq)]
pub struct Betweenness {
    /// One a node, 0 to 1.
    pub scores: Vec<f64>,
    /// How many start nodes were drawn; `None` where all were taken, and the scores are exact.
    pub samples: Option<usize>,
}

/// Who stands on the shortest paths between others.
///
/// `b(v) = Σ_{s≠v≠t} σ(s,t|v) / σ(s,t)`, divided by (n−1)(n−2), where σ(s,t) counts the
/// shortest paths from s to t and σ(s,t|v) those through v; without direction every pair
/// counts from both ends. Lengths that are equal as floating-point numbers are ties.
///
/// Above `sample_above` nodes, k of them are drawn with replacement as start nodes s, and the
/// sum over them is scaled by n/k. One start contributes `n·δ_s(v)/((n−1)(n−2))`, between 0 and
/// n/(n−1); by Hoeffding's inequality and the union bound over all nodes,
/// k = ⌈(n/(n−1))² · ln(2n/risk) / (2·error²)⌉ keeps every score within `error` with
/// probability 1 − `risk`. Where k is not below n, all are taken.
///
/// `graph`: weights are strengths; a parallel edge has been merged. Returns a score in 0..=1
/// for every node; isolated nodes have 0, graphs of fewer than three nodes only zeros, the
/// empty graph none. O(n·m) for hops, O(n·m·log n) for weights, k for n where sampled.
///
/// Sources: Brandes 2001, doi:10.1080/0022250X.2001.9990249; sampled starts: Brandes and Pich
/// 2007, doi:10.1142/S0218127407018403; Hoeffding 1963, doi:10.1080/01621459.1963.10500830.
pub fn betweenness(graph: &WeightedGraph, options: &BetweennessOptions) -> Betweenness {
    betweenness_watched(graph, options, Progress::none())
}

/// [`betweenness`], telling from how many start nodes the paths are known.
pub fn betweenness_watched(
    graph: &WeightedGraph,
    options: &BetweennessOptions,
    progress: Progress<'_>,
) -> Betweenness {
    let n = graph.len();
    let mut scores = vec![0.0; n];
    if n < 3 {
        return Betweenness {
            scores,
            samples: None,
        };
    }
    let wanted = sample_size(n, n, options.error, options.risk);
    let sampled = n > options.sample_above && wanted < n;
    if sampled {
        let mut random = SplitMix(options.seed);
        for round in 0..wanted {
            progress.tell(TASK, round, wanted);
            add_from(graph, random.below(n), options.distance, &mut scores);
        }
    } else {
        for start in 0..n {
            progress.tell(TASK, start, n);
            add_from(graph, start, options.distance, &mut scores);
        }
    }
    progress.tell(TASK, n, n);
    let starts = if sampled {
        wanted as f64 / n as f64
    } else {
        1.0
    };
    let scale = 1.0 / ((n - 1) as f64 * (n - 2) as f64 * starts);
    scores.iter_mut().for_each(|score| *score *= scale);
    Betweenness {
        scores,
        samples: sampled.then_some(wanted),
    }
}

/// Adds the dependency of one start node on every other: `δ(v) = Σ_w σ(v)/σ(w) · (1 + δ(w))`.
fn add_from(graph: &WeightedGraph, start: usize, distance: Distance, scores: &mut [f64]) {
    let found = paths(graph, start, distance, Way::Along);
    let mut depends = vec![0.0; graph.len()];
    for &node in found.order.iter().skip(1).rev() {
        let share = (1.0 + depends[node]) / found.count[node];
        for &before in &found.before[node] {
            depends[before] += found.count[before] * share;
        }
        scores[node] += depends[node];
    }
}
