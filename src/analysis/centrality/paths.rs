//! Shortest paths from one node by weight, counted; those in hops are found for many at once.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::analysis::WeightedGraph;

/// How long a link is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Distance {
    /// 1: paths are counted in links.
    #[default]
    Hops,
    /// 1 / weight: the heavier, the nearer.
    InverseWeight,
}

/// All shortest paths from one node along the links.
pub(super) struct Paths {
    /// The nodes that can be reached, by distance; the start is the first.
    pub(super) order: Vec<usize>,
    /// Distance of every node; infinite where there is no path.
    pub(super) distance: Vec<f64>,
    /// How many shortest paths lead to it.
    pub(super) count: Vec<f64>,
    /// The nodes before it on these.
    pub(super) before: Vec<Vec<usize>>,
}

impl Paths {
    fn new(n: usize, start: usize) -> Self {
        let mut made = Self {
            order: Vec::new(),
            distance: vec![f64::INFINITY; n],
            count: vec![0.0; n],
            before: vec![Vec::new(); n],
        };
        made.distance[start] = 0.0;
        made.count[start] = 1.0;
        made
    }
}

#[derive(PartialEq)]
struct Reached(f64, usize);

impl Eq for Reached {}

impl Ord for Reached {
    /// The nearest is the greatest: the heap gives it first.
    fn cmp(&self, other: &Self) -> Ordering {
        other.0.total_cmp(&self.0).then(other.1.cmp(&self.1))
    }
}

impl PartialOrd for Reached {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Along the links, each 1/weight long.
///
/// Every length is positive, so the count of a node is final when it is taken.
pub(super) fn paths(graph: &WeightedGraph, start: usize) -> Paths {
    let mut found = Paths::new(graph.len(), start);
    let mut done = vec![false; graph.len()];
    let mut heap = BinaryHeap::from([Reached(0.0, start)]);
    while let Some(Reached(far, node)) = heap.pop() {
        if std::mem::replace(&mut done[node], true) {
            continue;
        }
        found.order.push(node);
        for (to, weight) in graph.out(node) {
            let next = far + 1.0 / weight;
            if done[to] || next > found.distance[to] {
                continue;
            }
            if next < found.distance[to] {
                found.distance[to] = next;
                found.count[to] = 0.0;
                found.before[to].clear();
                heap.push(Reached(next, to));
            }
            found.count[to] += found.count[node];
            found.before[to].push(node);
        }
    }
    found
}
