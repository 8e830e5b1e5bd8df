//! The frustration index of a signed network: the fewest ties that a split in two must hurt.

use crate::analysis::stances::Random;
use crate::model::Progress;

/// A best split in two, as far as known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frustration {
    /// The side of each node: false or true; the first node of each connected part is on false.
    pub sides: Vec<bool>,
    /// Ties that the split hurts: positive ones across, negative ones within.
    pub index: usize,
    /// No split hurts fewer than this; equal to `index` where that is exact.
    pub at_least: usize,
    /// Whether every split was ruled out that would hurt fewer.
    pub exact: bool,
}

/// The largest number of tied nodes for which every split is looked at.
pub(super) const MOST_EXACT: usize = 20;
const STARTS: usize = 32;
const TASK: &str = "splitting in two";

/// How many ties a network of friends and foes must hurt if split into two camps.
///
/// L = min over splits of #(positive ties between sides) + #(negative ties within a side).
///
/// `signs`: n × n, symmetric; above 0 a positive tie, below 0 a negative one, 0 none; the
/// diagonal is ignored. `seed`: of the local search.
///
/// Returns 0 to half of the ties. Up to 20 nodes with ties: exact, by branch and bound. Above:
/// the best of 32 seeded local searches, and as lower bound the number of negative triangles
/// that share no tie, found greedily. Empty network, isolated nodes: 0.
///
/// # Panics
/// Where `signs` is not n × n.
///
/// O(2ⁿ·n) at worst up to 20 nodes; O(n³) above, and that for each pass of the search.
///
/// Harary 1959, doi 10.1002/bs.3830040405; Aref and Wilson 2019, doi 10.1093/comnet/cny015.
pub fn frustration(signs: &[Vec<i64>], seed: u64) -> Frustration {
    frustration_watched(signs, seed, Progress::none())
}

/// [`frustration`], telling how many of the local searches are done.
///
/// # Panics
/// As [`frustration`].
pub fn frustration_watched(signs: &[Vec<i64>], seed: u64, progress: Progress<'_>) -> Frustration {
    let n = signs.len();
    assert!(
        signs.iter().all(|row| row.len() == n),
        "as many columns as rows"
    );
    let tied: Vec<usize> = (0..n)
        .filter(|&a| (0..n).any(|b| a != b && signs[a][b] != 0))
        .collect();
    let mut found = search(signs, &tied, seed, progress);
    if tied.len() <= MOST_EXACT {
        let mut sides = vec![false; n];
        branch(signs, &tied, 0, 0, &mut sides, &mut found);
        found.exact = true;
        found.at_least = found.index;
    } else {
        found.at_least = disjoint_bad_triangles(signs, &tied).min(found.index);
        found.exact = found.at_least == found.index;
    }
    settle_sides(signs, &mut found.sides);
    found
}

fn hurt(signs: &[Vec<i64>], sides: &[bool], a: usize, b: usize) -> bool {
    a != b && signs[a][b] != 0 && (signs[a][b] > 0) != (sides[a] == sides[b])
}

fn branch(
    signs: &[Vec<i64>],
    tied: &[usize],
    depth: usize,
    cost: usize,
    sides: &mut Vec<bool>,
    best: &mut Frustration,
) {
    if cost >= best.index {
        return;
    }
    let Some(&at) = tied.get(depth) else {
        best.index = cost;
        best.sides.clone_from(sides);
        return;
    };
    for side in [false, true] {
        // The first node's side is free to choose.
        if depth == 0 && side {
            continue;
        }
        sides[at] = side;
        let more = tied[..depth]
            .iter()
            .filter(|&&b| hurt(signs, sides, at, b))
            .count();
        branch(signs, tied, depth + 1, cost + more, sides, best);
    }
    sides[at] = false;
}

fn search(signs: &[Vec<i64>], tied: &[usize], seed: u64, progress: Progress<'_>) -> Frustration {
    let n = signs.len();
    let mut random = Random::new(seed);
    let mut best = Frustration {
        sides: vec![false; n],
        index: usize::MAX,
        at_least: 0,
        exact: false,
    };
    for start in 0..STARTS {
        progress.tell(TASK, start, STARTS);
        let mut sides = vec![false; n];
        for &at in tied {
            sides[at] = start > 0 && random.below(2) == 1;
        }
        let mut moved = true;
        while moved {
            moved = false;
            for &at in tied {
                let ties = tied
                    .iter()
                    .filter(|&&b| b != at && signs[at][b] != 0)
                    .count();
                let bad = tied.iter().filter(|&&b| hurt(signs, &sides, at, b)).count();
                if bad * 2 > ties {
                    sides[at] = !sides[at];
                    moved = true;
                }
            }
        }
        let pairs = (tied.iter().enumerate())
            .flat_map(|(i, &a)| tied[i + 1..].iter().map(move |&b| (a, b)));
        let index = pairs.filter(|&(a, b)| hurt(signs, &sides, a, b)).count();
        if index < best.index {
            best.index = index;
            best.sides = sides;
        }
    }
    progress.tell(TASK, STARTS, STARTS);
    best
}

/// Triangles whose signs multiply to minus, no two of which share a tie.
fn disjoint_bad_triangles(signs: &[Vec<i64>], tied: &[usize]) -> usize {
    let mut left: Vec<Vec<i64>> = signs.to_vec();
    let mut count = 0;
    for (i, &a) in tied.iter().enumerate() {
        for (j, &b) in tied.iter().enumerate().skip(i + 1) {
            for &c in &tied[j + 1..] {
                let ties = [left[a][b], left[b][c], left[a][c]].map(i64::signum);
                if ties.iter().product::<i64>() < 0 {
                    count += 1;
                    for (x, y) in [(a, b), (b, c), (a, c)] {
                        left[x][y] = 0;
                        left[y][x] = 0;
                    }
                }
            }
        }
    }
    count
}

/// Turns each connected part so that its first node is on the side `false`.
fn settle_sides(signs: &[Vec<i64>], sides: &mut [bool]) {
    let n = signs.len();
    let mut seen = vec![false; n];
    for first in 0..n {
        let turn = sides[first];
        let mut reach = vec![first];
        while let Some(at) = reach.pop() {
            if !std::mem::replace(&mut seen[at], true) {
                sides[at] ^= turn;
                reach.extend((0..n).filter(|&b| b != at && signs[at][b] != 0 && !seen[b]));
            }
        }
    }
}
