//! How many links a node has, and how heavy they are.

use crate::analysis::{SignedGraph, WeightedGraph};

/// The number of links of every node; a link to itself counts twice, and with direction links
/// in and out are added. Links of both signs between two nodes are one. Isolated nodes have 0;
/// empty graph: none. O(n + m).
pub fn degree(graph: &WeightedGraph) -> Vec<usize> {
    let one = |node: usize| {
        if graph.is_directed() {
            return graph.out(node).len() + graph.into(node).len();
        }
        let loops = graph.out(node).filter(|link| link.0 == node).count();
        graph.out(node).len() + loops
    };
    (0..graph.len()).map(one).collect()
}

/// Degree over n−1: 0..=1 without direction and loops, up to 2 with direction. A single node
/// has 1, as in networkx.
///
/// Source: Freeman 1978, doi:10.1016/0378-8733(78)90021-7.
pub fn degree_centrality(graph: &WeightedGraph) -> Vec<f64> {
    let n = graph.len();
    let one = |degree| {
        if n < 2 {
            1.0
        } else {
            degree as f64 / (n - 1) as f64
        }
    };
    degree(graph).into_iter().map(one).collect()
}

/// The weight of the links of every node, support and concern apart: `[support, concern]`.
///
/// At least 0; a link to itself counts twice; isolated nodes have zeros; empty graph: none.
/// O(n + m). Source: Barrat et al. 2004, doi:10.1073/pnas.0400087101.
pub fn strength(graph: &SignedGraph) -> Vec<[f64; 2]> {
    let mut sums = vec![[0.0; 2]; graph.names().len()];
    for link in graph.links() {
        for node in [link.from, link.to] {
            sums[node][0] += link.support;
            sums[node][1] += link.concern;
        }
    }
    sums
}
