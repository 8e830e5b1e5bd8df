//! How near a node is to the others.

use super::paths::{Distance, Way, paths};
use crate::analysis::WeightedGraph;
use crate::model::Progress;

/// How near a node is to those that can reach it.
///
/// `c(v) = (r/(n−1)) · r / Σ_u d(u,v)` over the r other nodes with a path to v, the correction of
/// Wasserman and Faust for graphs in pieces, which networkx applies by default. With direction,
/// distances count along the links towards v.
///
/// Returns scores in 0..=1 for hops, at least 0 for weights; 0 for a node that nothing reaches,
/// so for isolated ones; empty graph: none. Parallel edges have been merged.
/// O(n·m) for hops, O(n·m·log n) for weights.
///
/// Source: Wasserman and Faust 1994, doi:10.1017/CBO9780511815478, p. 201.
pub fn closeness(graph: &WeightedGraph, distance: Distance) -> Vec<f64> {
    closeness_watched(graph, distance, Progress::none())
}

/// [`closeness`], telling for how many nodes it is known.
pub fn closeness_watched(
    graph: &WeightedGraph,
    distance: Distance,
    progress: Progress<'_>,
) -> Vec<f64> {
    let others = graph.len().saturating_sub(1) as f64;
    let told = ("measuring closeness", progress);
    from_each(graph, distance, told, |distances| {
        let reached = distances.len() as f64;
        let sum: f64 = distances.iter().sum();
        if sum > 0.0 {
            reached / sum * (reached / others)
        } else {
            0.0
        }
    })
}

/// How near a node is to the others, each counted by itself.
///
/// `h(v) = Σ_{u≠v} 1/d(u,v)`, where a node without a path to v adds 0. With direction, distances
/// count along the links towards v. Not divided by n−1, as in networkx.
///
/// Returns scores in 0..=n−1 for hops, at least 0 for weights; isolated nodes have 0; empty
/// graph: none. Parallel edges have been merged. O(n·m) for hops, O(n·m·log n) for weights.
///
/// Source: Boldi and Vigna 2014, doi:10.1080/15427951.2013.865686.
pub fn harmonic(graph: &WeightedGraph, distance: Distance) -> Vec<f64> {
    harmonic_watched(graph, distance, Progress::none())
}

/// [`harmonic`], telling for how many nodes it is known.
pub fn harmonic_watched(
    graph: &WeightedGraph,
    distance: Distance,
    progress: Progress<'_>,
) -> Vec<f64> {
    let told = ("measuring harmonic closeness", progress);
    from_each(graph, distance, told, |distances| {
        distances.iter().map(|d| 1.0 / d).sum()
    })
}

fn from_each(
    graph: &WeightedGraph,
    distance: Distance,
    (task, progress): (&'static str, Progress<'_>),
    score: impl Fn(&[f64]) -> f64,
) -> Vec<f64> {
    let one = |node| {
        progress.tell(task, node, graph.len());
        let found = paths(graph, node, distance, Way::Against);
        let reached = found
            .order
            .iter()
            .skip(1)
            .map(|&other| found.distance[other]);
        score(&reached.collect::<Vec<_>>())
    };
    let scores = (0..graph.len()).map(one).collect();
    progress.tell(task, graph.len(), graph.len());
    scores
}
