//! How near a node is to the others.

use super::paths::{Distance, Paths, Way, paths};
use super::sampling::{SplitMix, sample_size};
use crate::analysis::WeightedGraph;
use crate::model::Progress;

/// How closeness and harmonic closeness are computed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClosenessOptions {
    /// How long a link is. Default: `Hops`.
    pub distance: Distance,
    /// Graphs, for closeness their connected parts, with more nodes are sampled, smaller ones
    /// computed exactly. Default: 5000.
    pub sample_above: usize,
    /// Where sampled: closeness: no mean distance is further off than this share of the longest
    /// distance; harmonic: no h/(n−1) is further off than this, times the largest weight where
    /// weights count. Default: 0.05.
    pub error: f64,
    /// Where sampled: but for a chance of this. Default: 0.1.
    pub risk: f64,
    /// Where sampled: start of the pseudo-random numbers. Default: 1.
    pub seed: u64,
}

impl Default for ClosenessOptions {
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

const CLOSENESS: &str = "measuring closeness";
const HARMONIC: &str = "measuring harmonic closeness";

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
/// O(n·m) for hops, O(n·m·log n) for weights, k for n where sampled.
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
    let mut made = Closeness {
        scores: vec![0.0; n],
        samples: None,
        error_bound: None,
    };
    let exact = |node: usize| {
        let found = paths(graph, node, options.distance, Way::Against);
        let reached = found.order.len() - 1;
        let sum = (found
            .order
            .iter()
            .skip(1)
            .map(|&other| found.distance[other]))
        .sum::<f64>();
        score(reached, sum / reached as f64, n)
    };
    if graph.is_directed() || n <= options.sample_above {
        for (node, score) in made.scores.iter_mut().enumerate() {
            progress.tell(CLOSENESS, node, n);
            *score = exact(node);
        }
        progress.tell(CLOSENESS, n, n);
        return made;
    }
    let mut random = SplitMix(options.seed);
    let mut seen = vec![false; n];
    let mut done = 0;
    for node in 0..n {
        if seen[node] {
            continue;
        }
        let part = paths(graph, node, Distance::Hops, Way::Along).order;
        part.iter().for_each(|&one| seen[one] = true);
        let wanted = sample_size(part.len(), n, options.error, options.risk);
        if part.len() <= options.sample_above || wanted >= part.len() {
            for (at, &one) in part.iter().enumerate() {
                progress.tell(CLOSENESS, done + at, n);
                made.scores[one] = exact(one);
            }
        } else {
            let told = |round| progress.tell(CLOSENESS, done + part.len() * round / wanted, n);
            sample_part(
                graph,
                options,
                (&part, wanted),
                &mut random,
                told,
                &mut made,
            );
        }
        done += part.len();
    }
    progress.tell(CLOSENESS, n, n);
    made
}

fn score(reached: usize, mean: f64, n: usize) -> f64 {
    if mean > 0.0 {
        reached as f64 / (n as f64 - 1.0) / mean
    } else {
        0.0
    }
}

fn sample_part(
    graph: &WeightedGraph,
    options: &ClosenessOptions,
    (part, wanted): (&[usize], usize),
    random: &mut SplitMix,
    told: impl Fn(usize),
    made: &mut Closeness,
) {
    let mut sums = vec![0.0; graph.len()];
    let mut longest = f64::INFINITY;
    for round in 0..wanted {
        told(round);
        let start = part[random.below(part.len())];
        let found = paths(graph, start, options.distance, Way::Along);
        for &node in &found.order {
            sums[node] += found.distance[node];
        }
        // From any node to any other by way of the start.
        longest = longest.min(2.0 * farthest(&found));
    }
    let others = part.len() - 1;
    let scale = part.len() as f64 / (wanted as f64 * others as f64);
    let off = options.error * longest;
    let mut bound = made.error_bound.unwrap_or_default();
    for &node in part {
        let least = least_mean(graph, node, others, options.distance);
        let mean = (sums[node] * scale).max(least);
        let of = |mean| score(others, mean, graph.len());
        made.scores[node] = of(mean);
        bound = bound.max(of((mean - off).max(least)) - of(mean));
        bound = bound.max(of(mean) - of(mean + off));
    }
    made.error_bound = Some(bound);
    made.samples = Some(made.samples.unwrap_or_default() + wanted);
}

fn farthest(found: &Paths) -> f64 {
    found.order.last().map_or(0.0, |&node| found.distance[node])
}

/// No mean distance is below this: that of the neighbours is at least the nearest one's, that of
/// the rest, in hops, at least 2.
fn least_mean(graph: &WeightedGraph, node: usize, others: usize, distance: Distance) -> f64 {
    let links = graph.into(node).iter().filter(|link| link.0 != node);
    match distance {
        Distance::Hops => 2.0 - links.count() as f64 / others as f64,
        Distance::InverseWeight => links.fold(f64::INFINITY, |least, l| least.min(1.0 / l.1)),
    }
}

/// How near a node is to the others, each counted by itself.
///
/// `h(v) = Σ_{u≠v} 1/d(u,v)`, where a node without a path to v adds 0. With direction, distances
/// count along the links towards v. Not divided by n−1, as in networkx.
///
/// Above `sample_above` nodes, k of them are drawn with replacement as start nodes s, and h is
/// estimated as `n/k · Σ_s 1/d(s,v)`. One start contributes between 0 and w·n/(n−1) to h/(n−1),
/// with w the largest weight (hops: 1), so by Hoeffding's inequality and the union bound
/// `k = ⌈(n/(n−1))² · ln(2n/risk) / (2·error²)⌉` keeps every h within `error` · w · (n−1), which
/// is the `error_bound`. Where k is not below n, all are taken.
///
/// Returns scores in 0..=n−1 for hops (a sampled one may be above), at least 0 for weights;
/// isolated nodes have 0; empty graph: none. Parallel edges have been merged. O(n·m) for hops,
/// O(n·m·log n) for weights, k for n where sampled.
///
/// Sources: Boldi and Vigna 2014, doi:10.1080/15427951.2013.865686; sampled starts as in
/// Eppstein and Wang 2004, doi:10.7155/jgaa.00081.
pub fn harmonic(graph: &WeightedGraph, options: &ClosenessOptions) -> Closeness {
    harmonic_watched(graph, options, Progress::none())
}

/// [`harmonic`], telling for how many nodes it is known.
pub fn harmonic_watched(
    graph: &WeightedGraph,
    options: &ClosenessOptions,
    progress: Progress<'_>,
) -> Closeness {
    let n = graph.len();
    let wanted = sample_size(n, n, options.error, options.risk);
    let mut scores = vec![0.0; n];
    if n <= options.sample_above || wanted >= n {
        for (node, score) in scores.iter_mut().enumerate() {
            progress.tell(HARMONIC, node, n);
            let found = paths(graph, node, options.distance, Way::Against);
            let reached = found.order.iter().skip(1);
            *score = reached.map(|&other| 1.0 / found.distance[other]).sum();
        }
        progress.tell(HARMONIC, n, n);
        return Closeness {
            scores,
            samples: None,
            error_bound: None,
        };
    }
    let mut random = SplitMix(options.seed);
    for round in 0..wanted {
        progress.tell(HARMONIC, round, wanted);
        let found = paths(graph, random.below(n), options.distance, Way::Along);
        for &node in found.order.iter().skip(1) {
            scores[node] += 1.0 / found.distance[node];
        }
    }
    progress.tell(HARMONIC, wanted, wanted);
    let scale = n as f64 / wanted as f64;
    scores.iter_mut().for_each(|score| *score *= scale);
    let largest = match options.distance {
        Distance::Hops => 1.0,
        Distance::InverseWeight => (0..n)
            .flat_map(|node| graph.out(node))
            .fold(0.0, |largest: f64, link| largest.max(link.1)),
    };
    Closeness {
        scores,
        samples: Some(wanted),
        error_bound: Some(options.error * largest * (n as f64 - 1.0)),
    }
}
