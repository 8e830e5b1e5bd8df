//! Shortest paths from one node, counted.

use std::cmp::Ordering;
use std::collections::{BinaryHeap, VecDeque};

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

/// Which way links are followed.
#[derive(Clone, Copy)]
pub(super) enum Way {
    Along,
    Against,
}

pub(super) fn paths(graph: &WeightedGraph, start: usize, distance: Distance, way: Way) -> Paths {
    let links = |node| match way {
        Way::Along => graph.out(node),
        Way::Against => graph.into(node),
    };
    match distance {
        Distance::Hops => breadth_first(graph.len(), start, links),
        Distance::InverseWeight => dijkstra(graph.len(), start, links),
    }
}

fn breadth_first<'a>(n: usize, start: usize, links: impl Fn(usize) -> &'a [(usize, f64)]) -> Paths {
    let mut found = Paths::new(n, start);
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        found.order.push(node);
        let next = found.distance[node] + 1.0;
        for &(to, _) in links(node) {
            if found.distance[to].is_infinite() {
                found.distance[to] = next;
                queue.push_back(to);
            }
            if found.distance[to] == next {
                found.count[to] += found.count[node];
                found.before[to].push(node);
            }
        }
    }
    found
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

/// Every link has a positive length, so the count of a node is final when it is taken.
fn dijkstra<'a>(n: usize, start: usize, links: impl Fn(usize) -> &'a [(usize, f64)]) -> Paths {
    let mut found = Paths::new(n, start);
    let mut done = vec![false; n];
    let mut heap = BinaryHeap::from([Reached(0.0, start)]);
    while let Some(Reached(far, node)) = heap.pop() {
        if std::mem::replace(&mut done[node], true) {
            continue;
        }
        found.order.push(node);
        for &(to, weight) in links(node) {
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
