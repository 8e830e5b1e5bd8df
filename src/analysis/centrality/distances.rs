//! How far nodes are from many starts, summed: what both kinds of closeness are made of.

use std::num::NonZeroUsize;

use super::hops::{self, Asked};
use super::ordered::Ordered;
use super::paths::{Distance, paths};
use crate::analysis::{WeightedGraph, parallel};

/// Starts by weight that one thread does, one after the other.
const BLOCK: usize = 16;

/// What is summed for one node over the starts with a path to it, but for itself.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    /// How many these are.
    pub(super) starts: usize,
    /// Of distances.
    pub(super) far: f64,
    /// Of inverse distances.
    pub(super) near: f64,
}

pub(super) struct Distances {
    /// Of every node.
    pub(super) of: Vec<Sums>,
    /// For each start how far the farthest node is, where that was asked for.
    pub(super) farthest: Vec<f64>,
}

/// From which nodes, and how.
pub(super) struct Starts<'a> {
    pub(super) distance: Distance,
    /// Sorted by their places; a node may be there more than once.
    pub(super) nodes: &'a [usize],
    /// Whether the farthest node of each is wanted.
    pub(super) farthest: bool,
    pub(super) threads: Option<NonZeroUsize>,
    /// Is told how many are done.
    pub(super) told: &'a dyn Fn(usize),
}

/// Sums of the distances along the links from the starts to every node. The same bits on any
/// number of threads.
pub(super) fn distances(
    graph: &WeightedGraph,
    ordered: &Ordered,
    starts: &Starts<'_>,
) -> Distances {
    let threads = parallel::threads(starts.threads);
    match starts.distance {
        Distance::Hops => in_hops(ordered, starts, threads),
        Distance::InverseWeight => by_weight(graph, starts, threads),
    }
}

fn in_hops(ordered: &Ordered, starts: &Starts<'_>, threads: usize) -> Distances {
    let place = |&node: &usize| ordered.place[node] as usize;
    let places: Vec<usize> = starts.nodes.iter().map(place).collect();
    let asked = Asked {
        farthest: starts.farthest,
        threads,
        told: starts.told,
    };
    let found = hops::from_starts(ordered, &places, &asked);
    let of = |&place: &u32| {
        let sums = &found.reached[place as usize];
        Sums {
            starts: sums.starts as usize,
            far: sums.far(),
            near: sums.near(),
        }
    };
    Distances {
        of: ordered.place.iter().map(of).collect(),
        farthest: found.farthest.into_iter().map(f64::from).collect(),
    }
}

fn by_weight(graph: &WeightedGraph, starts: &Starts<'_>, threads: usize) -> Distances {
    let n = graph.len();
    let mut made = Distances {
        of: vec![Sums::default(); n],
        farthest: Vec::new(),
    };
    let count = starts.nodes.len();
    let of = |block: usize| &starts.nodes[block * BLOCK..count.min((block + 1) * BLOCK)];
    parallel::in_order(
        threads,
        count.div_ceil(BLOCK),
        || (),
        |(), block| {
            let mut sums = vec![Sums::default(); n];
            let mut farthest = Vec::new();
            for &start in of(block) {
                let found = paths(graph, start);
                for &node in found.order.iter().skip(1) {
                    let far = found.distance[node];
                    sums[node].starts += 1;
                    sums[node].far += far;
                    sums[node].near += 1.0 / far;
                }
                let last = found.order.last();
                farthest.push(last.map_or(0.0, |&node| found.distance[node]));
            }
            (sums, farthest)
        },
        |block, (sums, farthest)| {
            for (all, more) in made.of.iter_mut().zip(sums) {
                all.starts += more.starts;
                all.far += more.far;
                all.near += more.near;
            }
            made.farthest.extend(farthest);
            (starts.told)(count.min((block + 1) * BLOCK));
        },
    );
    made
}
