//! Places by stress majorisation: distances in the picture come near to those in the graph.
//!
//! Stress is Σ wᵢⱼ (|xᵢ−xⱼ| − dᵢⱼ)² with d the lengths of shortest paths and w = 1/d² (Gansner,
//! Koren and North 2004, doi:10.1007/978-3-540-31843-9_25), lowered one node at a time. Up to
//! [`EXACT`] nodes every pair counts; beyond, links and some pivots do, each pivot standing for
//! the nodes about it (Ortmann, Klimenta and Brandes 2017, doi:10.7155/jgaa.00440). It starts
//! from pivot MDS (Brandes and Pich 2007, doi:10.1007/978-3-540-70904-6_6) or, for another
//! local minimum, from seeded places.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::draw::scene::Point;

/// Up to so many nodes every pair counts.
const EXACT: usize = 400;
const PIVOTS: usize = 40;
const ROUNDS: usize = 150;
const SPARSE_ROUNDS: usize = 60;
/// A round that moves nodes by less than this share of the mean distance is the last.
const STILL: f64 = 2e-3;
/// Path lengths are whole numbers of this part of a unit, so that every machine adds alike.
const PARTS: f64 = 1024.0;

/// A connected graph whose links have lengths.
pub(super) struct Stress {
    nodes: usize,
    /// For each node what it should be at a distance from: other node, distance, weight.
    terms: Vec<Vec<(u32, f64, f64)>>,
    /// Distances from some nodes to all, for the start.
    rows: Vec<Vec<f64>>,
    rounds: usize,
}

impl Stress {
    /// Takes the links: two different nodes and a length above 0. Unconnected nodes are taken
    /// to be as far as the farthest connected ones. O(n·m log n) up to [`EXACT`] nodes, else
    /// O(pivots · m log n).
    #[expect(
        clippy::needless_range_loop,
        reason = "nodes are places in several lists"
    )]
    pub(super) fn new(nodes: usize, links: &[(usize, usize, f64)]) -> Self {
        let mut neighbours: Vec<Vec<(usize, u64)>> = vec![Vec::new(); nodes];
        for &(a, b, length) in links {
            let length = (length * PARTS).round().max(1.0) as u64;
            neighbours[a].push((b, length));
            neighbours[b].push((a, length));
        }
        if nodes <= EXACT {
            let rows: Vec<Vec<f64>> = (0..nodes).map(|at| paths(&neighbours, at)).collect();
            let far = rows.iter().flatten().copied().filter(|d| d.is_finite());
            let far = far.fold(1.0, f64::max);
            let term = |from: usize, to: usize| {
                let d = if rows[from][to].is_finite() {
                    rows[from][to]
                } else {
                    far
                };
                (to as u32, d, 1.0 / (d * d))
            };
            let terms = (0..nodes)
                .map(|i| (0..nodes).filter(|&j| j != i).map(|j| term(i, j)).collect())
                .collect();
            let rows = rows
                .into_iter()
                .step_by(nodes.div_ceil(PIVOTS).max(1))
                .collect();
            return Self {
                nodes,
                terms,
                rows,
                rounds: ROUNDS,
            };
        }
        let (pivots, rows) = pivots(&neighbours);
        let mut terms: Vec<Vec<(u32, f64, f64)>> = vec![Vec::new(); nodes];
        for (node, near) in neighbours.iter().enumerate() {
            for &(other, length) in near {
                let d = length as f64 / PARTS;
                terms[node].push((other as u32, d, 1.0 / (d * d)));
            }
        }
        // The pivot that each node is nearest to, and the distances within its region, sorted.
        let mut regions: Vec<Vec<f64>> = vec![Vec::new(); pivots.len()];
        for node in 0..nodes {
            let nearest =
                (0..pivots.len()).min_by(|&a, &b| rows[a][node].total_cmp(&rows[b][node]));
            if let Some(at) = nearest {
                regions[at].push(rows[at][node]);
            }
        }
        for region in &mut regions {
            region.sort_by(f64::total_cmp);
        }
        for (at, &pivot) in pivots.iter().enumerate() {
            for node in (0..nodes).filter(|&node| node != pivot) {
                let d = rows[at][node];
                if d.is_finite() {
                    let stands_for = regions[at].partition_point(|&own| own <= d / 2.0).max(1);
                    terms[node].push((pivot as u32, d, stands_for as f64 / (d * d)));
                }
            }
        }
        Self {
            nodes,
            terms,
            rows,
            rounds: SPARSE_ROUNDS,
        }
    }

    /// Places for every node; `seed` 0 starts from pivot MDS, others from seeded places. Nodes
    /// with a place in `fixed` stay there. O(rounds · terms).
    #[expect(
        clippy::needless_range_loop,
        reason = "nodes are places in several lists"
    )]
    pub(super) fn places(&self, seed: u64, fixed: &[Option<Point>]) -> Vec<Point> {
        let mut places = if seed == 0 {
            self.by_pivots()
        } else {
            self.scattered(seed)
        };
        let held = |node: usize| fixed.get(node).copied().flatten();
        if fixed.iter().any(Option::is_some) {
            for node in 0..self.nodes {
                // The new begin amid what they are linked to, a little apart from each other.
                let near = self.terms[node]
                    .iter()
                    .filter_map(|&(other, d, w)| held(other as usize).map(|p| (p, w / d)));
                let (mut sum, mut all) = (Point::default(), 0.0);
                for (p, w) in near {
                    sum = Point::new(sum.x + w * p.x, sum.y + w * p.y);
                    all += w;
                }
                let apart = (node % 7) as f64 / 100.0;
                let amid = (all > 0.0).then(|| Point::new(sum.x / all + apart, sum.y / all));
                if let Some(place) = held(node).or(amid) {
                    places[node] = place;
                }
            }
        }
        let mean = {
            let all = self.terms.iter().flatten();
            let (sum, count) = all.fold((0.0, 0usize), |(s, n), &(_, d, _)| (s + d, n + 1));
            sum / count.max(1) as f64
        };
        for _ in 0..self.rounds {
            let mut moved: f64 = 0.0;
            for node in 0..self.nodes {
                if held(node).is_some() || self.terms[node].is_empty() {
                    continue;
                }
                let at = places[node];
                let (mut x, mut y, mut all) = (0.0, 0.0, 0.0);
                for &(other, d, w) in &self.terms[node] {
                    let p = places[other as usize];
                    let (dx, dy) = (at.x - p.x, at.y - p.y);
                    let long = (dx * dx + dy * dy).sqrt();
                    let part = if long > 1e-9 { d / long } else { 0.0 };
                    x += w * (p.x + dx * part);
                    y += w * (p.y + dy * part);
                    all += w;
                }
                let to = Point::new(x / all, y / all);
                moved = moved.max(at.distance(to));
                places[node] = to;
            }
            if moved < STILL * mean {
                break;
            }
        }
        places
    }

    /// The first two components of the distances from the pivots.
    fn by_pivots(&self) -> Vec<Point> {
        let (k, n) = (self.rows.len(), self.nodes);
        if n < 3 || k < 2 {
            return self.scattered(1);
        }
        let far = self
            .rows
            .iter()
            .flatten()
            .copied()
            .filter(|d| d.is_finite());
        let far = far.fold(1.0, f64::max);
        let mut squares: Vec<Vec<f64>> = (self.rows.iter())
            .map(|row| {
                row.iter()
                    .map(|&d| if d.is_finite() { d * d } else { far * far })
                    .collect()
            })
            .collect();
        let of_row: Vec<f64> = squares
            .iter()
            .map(|row| row.iter().sum::<f64>() / n as f64)
            .collect();
        let of_node: Vec<f64> = (0..n)
            .map(|node| squares.iter().map(|row| row[node]).sum::<f64>() / k as f64)
            .collect();
        let mean = of_row.iter().sum::<f64>() / k as f64;
        for (row, own) in squares.iter_mut().zip(&of_row) {
            for (value, node) in row.iter_mut().zip(&of_node) {
                *value = -0.5 * (*value - own - node + mean);
            }
        }
        let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
        let matrix: Vec<Vec<f64>> = (squares.iter())
            .map(|a| squares.iter().map(|b| product(a, b)).collect())
            .collect();
        let mut random = Random(1);
        let mut axes: Vec<Vec<f64>> = Vec::new();
        for _ in 0..2 {
            let mut axis: Vec<f64> = (0..k).map(|_| random.unit() - 0.5).collect();
            for _ in 0..60 {
                let mut next: Vec<f64> = matrix.iter().map(|row| product(row, &axis)).collect();
                for known in &axes {
                    let part = product(&next, known);
                    for (value, k) in next.iter_mut().zip(known) {
                        *value -= part * k;
                    }
                }
                let long = product(&next, &next).sqrt();
                if long < 1e-12 {
                    break;
                }
                axis = next.into_iter().map(|value| value / long).collect();
            }
            axes.push(axis);
        }
        let along = |axis: &[f64], node: usize| {
            squares
                .iter()
                .zip(axis)
                .map(|(row, a)| row[node] * a)
                .sum::<f64>()
        };
        let raw: Vec<Point> = (0..n)
            .map(|node| Point::new(along(&axes[0], node), along(&axes[1], node)))
            .collect();
        // Components are products of distances; their size is brought to that of the graph. What
        // stands in one place would stay together: it is moved a little apart.
        let widest = raw.iter().map(|p| p.x.abs()).fold(1e-9, f64::max);
        let scale = far / (2.0 * widest);
        raw.iter()
            .map(|p| {
                let (a, b) = (random.unit(), random.unit());
                Point::new(p.x * scale + 0.02 * far * a, p.y * scale + 0.02 * far * b)
            })
            .collect()
    }

    fn scattered(&self, seed: u64) -> Vec<Point> {
        let mut random = Random(seed);
        let size = (self.nodes as f64).sqrt();
        (0..self.nodes)
            .map(|_| Point::new(random.unit() * size, random.unit() * size))
            .collect()
    }
}

/// Lengths of the shortest paths from a node (Dijkstra), infinite where there is none.
fn paths(neighbours: &[Vec<(usize, u64)>], from: usize) -> Vec<f64> {
    let mut known = vec![u64::MAX; neighbours.len()];
    let mut open = BinaryHeap::from([Reverse((0u64, from))]);
    known[from] = 0;
    while let Some(Reverse((length, node))) = open.pop() {
        if length > known[node] {
            continue;
        }
        for &(other, step) in &neighbours[node] {
            let there = length + step;
            if there < known[other] {
                known[other] = there;
                open.push(Reverse((there, other)));
            }
        }
    }
    let length = |known| {
        if known == u64::MAX {
            f64::INFINITY
        } else {
            known as f64 / PARTS
        }
    };
    known.into_iter().map(length).collect()
}

/// Nodes far from each other: each next is the farthest from those before.
fn pivots(neighbours: &[Vec<(usize, u64)>]) -> (Vec<usize>, Vec<Vec<f64>>) {
    let nodes = neighbours.len();
    let mut nearest = vec![f64::INFINITY; nodes];
    let (mut pivots, mut rows) = (vec![0], Vec::new());
    loop {
        let row = paths(neighbours, pivots[pivots.len() - 1]);
        for (least, &d) in nearest.iter_mut().zip(&row) {
            *least = least.min(d);
        }
        rows.push(row);
        let next = (0..nodes).max_by(|&a, &b| nearest[a].total_cmp(&nearest[b]).then(b.cmp(&a)));
        match next {
            Some(next) if pivots.len() < PIVOTS.min(nodes) && nearest[next] > 0.0 => {
                pivots.push(next);
            }
            _ => return (pivots, rows),
        }
    }
}

/// `SplitMix64` (doi:10.1145/2660193.2660195).
pub(super) struct Random(pub(super) u64);

impl Random {
    /// In 0..1.
    pub(super) fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stress(nodes: usize, links: &[(usize, usize, f64)], places: &[Point]) -> f64 {
        let neighbours = Stress::new(nodes, links);
        let all = neighbours
            .terms
            .iter()
            .enumerate()
            .flat_map(|(i, t)| t.iter().map(move |t| (i, t)));
        all.map(|(i, &(j, d, w))| {
            let off = places[i].distance(places[j as usize]) - d;
            w * off * off
        })
        .sum()
    }

    #[test]
    fn a_path_becomes_a_line_of_its_lengths() {
        let links = [(0, 1, 1.0), (1, 2, 2.0), (2, 3, 1.0)];
        let places = Stress::new(4, &links).places(0, &[]);
        assert!(stress(4, &links, &places) < 1e-3);
        assert!((places[0].distance(places[3]) - 4.0).abs() < 0.05);
    }

    #[test]
    fn fixed_nodes_stay() {
        let fixed = [Some(Point::new(3.0, 4.0)), None, Some(Point::new(5.0, 4.0))];
        let places = Stress::new(3, &[(0, 1, 1.0), (1, 2, 1.0)]).places(0, &fixed);
        assert_eq!(
            (places[0], places[2]),
            (Point::new(3.0, 4.0), Point::new(5.0, 4.0))
        );
        assert!((places[1].x - 4.0).abs() < 0.2);
    }

    #[test]
    fn pivots_do_for_large_graphs() {
        // A grid: its corners are as far apart as a grid's.
        let side = 24;
        let mut links = Vec::new();
        for at in 0..side * side {
            if at % side + 1 < side {
                links.push((at, at + 1, 1.0));
            }
            if at + side < side * side {
                links.push((at, at + side, 1.0));
            }
        }
        let places = Stress::new(side * side, &links).places(0, &[]);
        let diagonal = places[0].distance(places[side * side - 1]);
        let edge = places[0].distance(places[side - 1]);
        assert!((1.2..1.7).contains(&(diagonal / edge)), "{diagonal} {edge}");
    }
}
