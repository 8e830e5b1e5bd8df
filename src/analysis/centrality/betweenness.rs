//! Who stands on the shortest paths between others.

use std::num::NonZeroUsize;

use super::brandes::Brandes;
use super::ordered::Ordered;
use super::paths::{Distance, paths};
use super::sampling::{SplitMix, sample_size};
use crate::analysis::{WeightedGraph, parallel};
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
    /// At most so many threads; no number depends on it. Default: none, one for each core.
    pub threads: Option<NonZeroUsize>,
}

impl Default for BetweennessOptions {
    fn default() -> Self {
        Self {
            distance: Distance::Hops,
            sample_above: 5000,
            error: 0.05,
            risk: 0.1,
            seed: 1,
            threads: None,
        }
    }
}

const TASK: &str = "measuring betweenness";
/// Starts whose sums are made by one thread, one after the other.
const BLOCK: usize = 32;

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
    let starts: Vec<usize> = if sampled {
        let mut random = SplitMix(options.seed);
        (0..wanted).map(|_| random.below(n)).collect()
    } else {
        (0..n).collect()
    };
    match options.distance {
        Distance::Hops => {
            let ordered = Ordered::new(graph);
            let add = |brandes: &mut Brandes, start: usize, sums: &mut [f64]| {
                brandes.add_from(&ordered, ordered.place[start] as usize, sums);
            };
            let own = || Brandes::new(n);
            let sums = sum_over(&starts, n, options.threads, progress, own, add);
            for (&node, sum) in ordered.node.iter().zip(sums) {
                scores[node as usize] = sum;
            }
        }
        Distance::InverseWeight => {
            let add = |(): &mut (), start: usize, sums: &mut [f64]| add_from(graph, start, sums);
            scores = sum_over(&starts, n, options.threads, progress, || (), add);
        }
    }
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

/// What all starts add: summed in blocks, and these in their order, so that the number of threads
/// changes no bit.
fn sum_over<W>(
    starts: &[usize],
    n: usize,
    threads: Option<NonZeroUsize>,
    progress: Progress<'_>,
    own: impl Fn() -> W + Sync,
    add: impl Fn(&mut W, usize, &mut [f64]) + Sync,
) -> Vec<f64> {
    let mut all = vec![0.0; n];
    let of = |block: usize| &starts[block * BLOCK..starts.len().min((block + 1) * BLOCK)];
    progress.tell(TASK, 0, starts.len());
    parallel::in_order(
        parallel::threads(threads),
        starts.len().div_ceil(BLOCK),
        own,
        |own, block| {
            let mut sums = vec![0.0; n];
            for &start in of(block) {
                add(own, start, &mut sums);
            }
            sums
        },
        |block, sums| {
            for (all, sum) in all.iter_mut().zip(sums) {
                *all += sum;
            }
            progress.tell(TASK, block * BLOCK + of(block).len(), starts.len());
        },
    );
    all
}

/// Adds the dependency of one start node on every other: `δ(v) = Σ_w σ(v)/σ(w) · (1 + δ(w))`.
fn add_from(graph: &WeightedGraph, start: usize, scores: &mut [f64]) {
    let found = paths(graph, start);
    let mut depends = vec![0.0; graph.len()];
    for &node in found.order.iter().skip(1).rev() {
        let share = (1.0 + depends[node]) / found.count[node];
        for &before in &found.before[node] {
            depends[before] += found.count[before] * share;
        }
        scores[node] += depends[node];
    }
}
