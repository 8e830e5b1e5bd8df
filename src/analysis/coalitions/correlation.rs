//! Correlation clustering: groups with least disagreement within and agreement between.

use crate::analysis::stances::{Pairs, Random, renumbered};

/// The best grouping, as far as known.
pub(super) struct Clustering {
    pub(super) labels: Vec<usize>,
    /// Σ net of positive ties between groups + Σ |net| of negative ties within.
    pub(super) cost: i64,
    /// No grouping costs less.
    pub(super) at_least: i64,
}

const STARTS: u64 = 16;

/// Exact by branch and bound in each part connected by positive ties that has at most `exact`
/// members; else the best of 16 seeded local searches, with a lower bound from triangles of two
/// positive ties and a negative one that share no weight. An optimal group is connected by
/// positive ties, so parts can be solved one by one; negative ties between them cost nothing.
/// Bansal, Blum, Chawla 2004, doi 10.1023/B:MACH.0000033116.57574.95.
pub(super) fn cluster(pairs: &Pairs, exact: usize, seed: u64) -> Clustering {
    let mut all = Clustering {
        labels: vec![0; pairs.n],
        cost: 0,
        at_least: 0,
    };
    let mut next = 0;
    for part in positive_parts(pairs) {
        let (labels, cost) = local_search(pairs, &part, seed);
        let (labels, cost, bound) = if part.len() <= exact {
            let mut search = Search {
                pairs,
                part: &part,
                now: Vec::new(),
                best: labels,
                cost,
            };
            search.branch(0, 0);
            (search.best, search.cost, search.cost)
        } else {
            (labels, cost, triangle_bound(pairs, &part).min(cost))
        };
        for (&at, &label) in part.iter().zip(&labels) {
            all.labels[at] = next + label;
        }
        next += labels.iter().max().map_or(0, |last| last + 1);
        all.cost += cost;
        all.at_least += bound;
    }
    all.labels = renumbered(&all.labels);
    all
}

fn positive_parts(pairs: &Pairs) -> Vec<Vec<usize>> {
    let mut seen = vec![false; pairs.n];
    let mut parts = Vec::new();
    for first in 0..pairs.n {
        let (mut part, mut reach) = (Vec::new(), vec![first]);
        while let Some(at) = reach.pop() {
            if !std::mem::replace(&mut seen[at], true) {
                part.push(at);
                reach.extend((0..pairs.n).filter(|&b| b != at && pairs.net(at, b) > 0));
            }
        }
        if !part.is_empty() {
            part.sort_unstable();
            parts.push(part);
        }
    }
    parts
}

/// What two cost, together or apart.
fn pair_cost(net: i64, together: bool) -> i64 {
    if together { (-net).max(0) } else { net.max(0) }
}

struct Search<'a> {
    pairs: &'a Pairs,
    part: &'a [usize],
    now: Vec<usize>,
    best: Vec<usize>,
    cost: i64,
}

impl Search<'_> {
    fn branch(&mut self, groups: usize, cost: i64) {
        if cost >= self.cost {
            return;
        }
        let depth = self.now.len();
        let Some(&at) = self.part.get(depth) else {
            self.cost = cost;
            self.best.clone_from(&self.now);
            return;
        };
        for group in 0..=groups {
            let added: i64 = (self.now.iter().zip(self.part))
                .map(|(&other, &b)| pair_cost(self.pairs.net(at, b), other == group))
                .sum();
            self.now.push(group);
            self.branch(groups.max(group + 1), cost + added);
            self.now.pop();
        }
    }
}

fn local_search(pairs: &Pairs, part: &[usize], seed: u64) -> (Vec<usize>, i64) {
    let n = part.len();
    let mut random = Random::new(seed);
    let mut best = (vec![0; n], cost(pairs, part, &vec![0; n]));
    for start in 0..STARTS {
        let mut labels: Vec<usize> = match start {
            0 => vec![0; n],
            1 => (0..n).collect(),
            _ => (0..n).map(|_| random.below(n)).collect(),
        };
        let mut moved = true;
        while moved {
            moved = false;
            for at in 0..n {
                // Σ net to the members of a group is what going there saves; an empty group is
                // always among the n, and saves nothing.
                let mut pull = vec![0_i64; n];
                for other in (0..n).filter(|&other| other != at) {
                    pull[labels[other]] += pairs.net(part[at], part[other]);
                }
                let target = (0..n).max_by_key(|&group| (pull[group], std::cmp::Reverse(group)));
                if let Some(target) = target.filter(|&group| pull[group] > pull[labels[at]]) {
                    labels[at] = target;
                    moved = true;
                }
            }
        }
        let found = cost(pairs, part, &labels);
        if found < best.1 {
            best = (labels, found);
        }
    }
    best.0 = renumbered(&best.0);
    best
}

fn cost(pairs: &Pairs, part: &[usize], labels: &[usize]) -> i64 {
    let mut sum = 0;
    for (i, &a) in part.iter().enumerate() {
        for (j, &b) in part.iter().enumerate().skip(i + 1) {
            sum += pair_cost(pairs.net(a, b), labels[i] == labels[j]);
        }
    }
    sum
}

fn triangle_bound(pairs: &Pairs, part: &[usize]) -> i64 {
    let n = part.len();
    let mut left: Vec<Vec<i64>> = (part.iter())
        .map(|&a| part.iter().map(|&b| pairs.net(a, b)).collect())
        .collect();
    let mut bound = 0;
    for a in 0..n {
        for b in a + 1..n {
            for c in b + 1..n {
                let nets = [left[a][b], left[b][c], left[a][c]];
                if nets.contains(&0) || nets.iter().filter(|&&net| net < 0).count() != 1 {
                    continue;
                }
                let least = nets.iter().map(|net| net.abs()).min().unwrap_or(0);
                bound += least;
                for (x, y) in [(a, b), (b, c), (a, c)] {
                    let rest = left[x][y] - least * left[x][y].signum();
                    left[x][y] = rest;
                    left[y][x] = rest;
                }
            }
        }
    }
    bound
}
