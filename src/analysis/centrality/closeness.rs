//! How near a node is to the others.

use std::num::NonZeroUsize;
use std::ops::Range;

use super::distances::{Starts, distances};
use super::ordered::Ordered;
use super::paths::Distance;
use super::sampling::{SplitMix, sample_size};
use crate::analysis::WeightedGraph;
use crate::model::Progress;

/// How closeness and harmonic closeness are computed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClosenessOptions {
    /// How long a link is. Default: `Hops`.
    pub distance: Distance,
    /// Graphs, for closeness their connected parts, with more nodes are sampled, smaller ones
    /// computed exactly. Default: none, 20,000 in hops and 5,000 by weight, which costs more.
    pub sample_above: Option<usize>,
    /// Where sampled: closeness: no mean distance is further off than this share of the longest
    /// distance; harmonic: no h/(n−1) is further off than this, times the largest weight where
    /// weights count. Default: 0.05.
    pub error: f64,
    /// Where sampled: but for a chance of this. Default: 0.1.
    pub risk: f64,
    /// Where sampled: start of the pseudo-random numbers. Default: 1.
    pub seed: u64,
    /// At most so many threads; no number depends on it. Default: none, one for each core.
    pub threads: Option<NonZeroUsize>,
}

impl ClosenessOptions {
    pub(super) fn limit(&self) -> usize {
        let usual = match self.distance {
            Distance::Hops => 20_000,
            Distance::InverseWeight => 5_000,
        };
        self.sample_above.unwrap_or(usual)
    }
}

impl Default for ClosenessOptions {
    fn default() -> Self {
        Self {
            distance: Distance::Hops,
            sample_above: None,
            error: 0.05,
            risk: 0.1,
            seed: 1,
            threads: None,
        }
    }
}

/// Scores, and how sure they are.
#[derive(Debug, Clone, PartialEq)]
pub struct Closeness {
    /// One a node, at least 0.
    pub scores: Vec<f64>,
    /// How many start nodes were drawn; `None` where all were taken, and the scores are exact.
    pub samples: Option<usize>,
    /// Where sampled: with a probability of 1 − `risk` no score is further off than this.
    pub error_bound: Option<f64>,
}

const TASK: &str = "measuring closeness";

/// How near a node is to those that can reach it.
///
/// `c(v) = (r/(n−1)) · r / Σ_u d(u,v)` over the r other nodes with a path to v, the correction of
/// Wasserman and Faust for graphs in pieces, which networkx applies by default. With direction,
/// distances count along the links towards v.
///
/// In an undirected graph, connected parts with more than `sample_above` nodes are sampled: of
/// the m nodes of a part, k start nodes s are drawn with replacement, and the mean distance
/// Σ_u d(u,v)/r is estimated as `m/(k·(m−1)) · Σ_s d(s,v)`. By Hoeffding's inequality and the
/// union bound over the n nodes, `k = ⌈(m/(m−1))² · ln(2n/risk) / (2·error²)⌉` keeps every mean
/// distance within `error` · Δ, Δ being twice the smallest eccentricity found, so at least the
/// longest distance. `error_bound` is what that leaves for the scores: mean distances are at
/// least that of the nearest neighbour (for hops at least 2 − degree/r). Where k is not below m,
/// all are taken. A directed graph is never sampled: r itself would have to be guessed.
///
/// Returns scores in 0..=1 for hops, at least 0 for weights; 0 for a node that nothing reaches,
/// so for isolated ones; empty graph: none. Parallel edges have been merged.
/// O(n·m) for hops, 512 starts at a time, so in networks far less; O(n·m·log n) for weights; k for
/// n where sampled.
///
/// Sources: Wasserman and Faust 1994, doi:10.1017/CBO9780511815478, p. 201; sampled starts:
/// Eppstein and Wang 2004, doi:10.7155/jgaa.00081.
pub fn closeness(graph: &WeightedGraph, options: &ClosenessOptions) -> Closeness {
    closeness_watched(graph, options, Progress::none())
}

/// [`closeness`], telling for how many nodes it is known.
pub fn closeness_watched(
    graph: &WeightedGraph,
    options: &ClosenessOptions,
    progress: Progress<'_>,
) -> Closeness {
    let n = graph.len();
    let ordered = Ordered::new(graph);
    let sampling = !graph.is_directed() && n > options.limit();
    let mut random = SplitMix(options.seed);
    let mut nodes = Vec::new();
    let mut parts = Vec::new();
    for part in ordered.parts() {
        let size = part.len();
        let wanted = sample_size(size, n, options.error, options.risk);
        let drawn = sampling && size > options.limit() && wanted < size;
        let first = nodes.len();
        if drawn {
            nodes.extend((0..wanted).map(|_| part.start + random.below(size)));
            nodes[first..].sort_unstable();
        } else {
            nodes.extend(part.clone());
        }
        parts.push(Part {
            places: part,
            starts: first..nodes.len(),
            drawn,
        });
    }
    for place in &mut nodes {
        *place = ordered.node[*place] as usize;
    }
    let starts = Starts {
        distance: options.distance,
        nodes: &nodes,
        farthest: sampling,
        threads: options.threads,
        told: &|done| progress.tell(TASK, done, nodes.len()),
    };
    let found = distances(graph, &ordered, &starts);
    let mut made = Closeness {
        scores: vec![0.0; n],
        samples: None,
        error_bound: None,
    };
    for part in parts {
        let nodes: Vec<usize> = (ordered.node[part.places.clone()].iter())
            .map(|&node| node as usize)
            .collect();
        if part.drawn {
            // From any node to any other by way of a start.
            let ends = found.farthest[part.starts.clone()].iter();
            let longest = 2.0 * ends.fold(f64::INFINITY, |least, &end| least.min(end));
            let far = |&node: &usize| (node, found.of[node].far);
            let sums: Vec<_> = nodes.iter().map(far).collect();
            let off = options.error * longest;
            let known = (part.starts.len(), off);
            estimate(graph, options.distance, &sums, known, &mut made);
        } else {
            for node in nodes {
                let sums = found.of[node];
                made.scores[node] = score(sums.starts, sums.far / sums.starts as f64, n);
            }
        }
    }
    made
}

/// A connected part, and which of the starts are in it.
struct Part {
    places: Range<usize>,
    starts: Range<usize>,
    drawn: bool,
}

fn score(reached: usize, mean: f64, n: usize) -> f64 {
    if mean > 0.0 {
        reached as f64 / (n as f64 - 1.0) / mean
    } else {
        0.0
    }
}

/// Scores from the sums over the starts drawn in a part, `known`: how many these were, and how far
/// off a mean distance is at most.
fn estimate(
    graph: &WeightedGraph,
    distance: Distance,
    sums: &[(usize, f64)],
    (drawn, off): (usize, f64),
    made: &mut Closeness,
) {
    let others = sums.len() - 1;
    let scale = sums.len() as f64 / (drawn as f64 * others as f64);
    let mut bound = made.error_bound.unwrap_or_default();
    for &(node, sum) in sums {
        let least = least_mean(graph, node, others, distance);
        let mean = (sum * scale).max(least);
        let of = |mean| score(others, mean, graph.len());
        made.scores[node] = of(mean);
        bound = bound.max(of((mean - off).max(least)) - of(mean));
        bound = bound.max(of(mean) - of(mean + off));
    }
    made.error_bound = Some(bound);
    made.samples = Some(made.samples.unwrap_or_default() + drawn);
}

/// No mean distance is below this: that of the neighbours is at least the nearest one's, that of
/// the rest, in hops, at least 2.
fn least_mean(graph: &WeightedGraph, node: usize, others: usize, distance: Distance) -> f64 {
    let links = graph.into(node).filter(|link| link.0 != node);
    match distance {
        Distance::Hops => 2.0 - links.count() as f64 / others as f64,
        Distance::InverseWeight => links.fold(f64::INFINITY, |least, l| least.min(1.0 / l.1)),
    }
}
