//! How near a node is to the others, each counted by itself.

use super::closeness::{Closeness, ClosenessOptions};
use super::distances::{Starts, Sums, distances};
use super::ordered::Ordered;
use super::paths::Distance;
use super::sampling::{SplitMix, sample_size};
use crate::analysis::WeightedGraph;
use crate::model::Progress;

const TASK: &str = "measuring harmonic closeness";

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
/// 512 starts at a time, so in networks far less; O(n·m·log n) for weights; k for n where sampled.
///
/// Sources: Boldi and Vigna 2014, doi:10.1080/15427951.2013.865686; sampled starts as in
/// Eppstein and Wang 2004, doi:10.7155/jgaa.00081.
pub fn harmonic(graph: &WeightedGraph, options: &ClosenessOptions) -> Closeness {
    harmonic_watched(graph, options, Progress::none())
}

/// [`harmonic`], telling from how many start nodes distances are known.
pub fn harmonic_watched(
    graph: &WeightedGraph,
    options: &ClosenessOptions,
    progress: Progress<'_>,
) -> Closeness {
    let n = graph.len();
    let ordered = Ordered::new(graph);
    let wanted = sample_size(n, n, options.error, options.risk);
    let sampled = n > options.limit() && wanted < n;
    let mut nodes: Vec<usize> = if sampled {
        let mut random = SplitMix(options.seed);
        (0..wanted).map(|_| random.below(n)).collect()
    } else {
        (0..n).collect()
    };
    nodes.sort_unstable_by_key(|&node| ordered.place[node]);
    let starts = Starts {
        distance: options.distance,
        nodes: &nodes,
        farthest: false,
        threads: options.threads,
        told: &|done| progress.tell(TASK, done, nodes.len()),
    };
    let found = distances(graph, &ordered, &starts);
    let scale = n as f64 / nodes.len() as f64;
    let score = |sums: &Sums| {
        if sampled {
            sums.near * scale
        } else {
            sums.near
        }
    };
    let scores = found.of.iter().map(score).collect();
    if !sampled {
        return Closeness {
            scores,
            samples: None,
            error_bound: None,
        };
    }
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
