//! How tangled straight edges between boxes are: crossings, and boxes that edges run through.

use crate::draw::scene::{Point, Rect};

/// What a crossing of two edges costs.
const CROSSING: f64 = 10.0;
/// What an edge through a foreign box costs.
const HIT: f64 = 45.0;
/// What a px of edge costs.
const LENGTH: f64 = 0.03;
/// How near to a foreign box an edge may come, px.
const NEAR_PX: f64 = 4.0;

/// Edges by their ends, and for each node its edges.
pub(super) struct Tangle {
    edges: Vec<(usize, usize)>,
    of_node: Vec<Vec<usize>>,
}

impl Tangle {
    /// Edges with the same ends count once.
    pub(super) fn new(nodes: usize, edges: impl Iterator<Item = (usize, usize)>) -> Self {
        let mut edges: Vec<(usize, usize)> = edges.map(|(a, b)| (a.min(b), a.max(b))).collect();
        edges.sort_unstable();
        edges.dedup();
        let mut of_node = vec![Vec::new(); nodes];
        for (i, &(a, b)) in edges.iter().enumerate() {
            of_node[a].push(i);
            of_node[b].push(i);
        }
        Self { edges, of_node }
    }

    /// The cost of a whole picture. O(m² + m·n).
    pub(super) fn cost(&self, boxes: &[Rect]) -> f64 {
        let ends = |edge: usize| self.line(edge, boxes);
        let mut cost = 0.0;
        for edge in 0..self.edges.len() {
            cost += LENGTH * ends(edge).0.distance(ends(edge).1);
            for other in edge + 1..self.edges.len() {
                cost += CROSSING * f64::from(u8::from(self.cross(edge, other, boxes)));
            }
            for node in 0..boxes.len() {
                cost += HIT * f64::from(u8::from(self.hits(edge, node, boxes)));
            }
        }
        cost
    }

    /// The part of the cost that depends on where one node is. O(degree · (m + n) + m).
    pub(super) fn cost_of(&self, node: usize, boxes: &[Rect]) -> f64 {
        let mut cost = 0.0;
        for &edge in &self.of_node[node] {
            let (a, b) = self.line(edge, boxes);
            cost += LENGTH * a.distance(b);
            for other in 0..self.edges.len() {
                cost += CROSSING * f64::from(u8::from(self.cross(edge, other, boxes)));
            }
            for other in 0..boxes.len() {
                cost += HIT * f64::from(u8::from(self.hits(edge, other, boxes)));
            }
        }
        for edge in 0..self.edges.len() {
            cost += HIT * f64::from(u8::from(self.hits(edge, node, boxes)));
        }
        cost
    }

    fn line(&self, edge: usize, boxes: &[Rect]) -> (Point, Point) {
        let (a, b) = self.edges[edge];
        (boxes[a].centre(), boxes[b].centre())
    }

    fn cross(&self, edge: usize, other: usize, boxes: &[Rect]) -> bool {
        let ((a, b), (c, d)) = (self.edges[edge], self.edges[other]);
        let apart = a != c && a != d && b != c && b != d;
        apart && cross(self.line(edge, boxes), self.line(other, boxes))
    }

    fn hits(&self, edge: usize, node: usize, boxes: &[Rect]) -> bool {
        let (a, b) = self.edges[edge];
        node != a && node != b && passes(self.line(edge, boxes), boxes[node].grown(NEAR_PX))
    }
}

/// Whether two stretches cross.
pub(super) fn cross((a, b): (Point, Point), (c, d): (Point, Point)) -> bool {
    let side = |p: Point, q: Point, r: Point| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

/// Whether a stretch runs through a box (Liang and Barsky 1984).
pub(super) fn passes((a, b): (Point, Point), r: Rect) -> bool {
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    for (start, step, low, high) in [
        (a.x, b.x - a.x, r.x, r.right()),
        (a.y, b.y - a.y, r.y, r.bottom()),
    ] {
        if step.abs() < 1e-12 {
            if start < low || start > high {
                return false;
            }
            continue;
        }
        let (enter, leave) = ((low - start) / step, (high - start) / step);
        from = from.max(enter.min(leave));
        to = to.min(enter.max(leave));
    }
    from < to
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crossings_and_hits_are_found() {
        let p = Point::new;
        assert!(cross(
            (p(0.0, 0.0), p(2.0, 2.0)),
            (p(0.0, 2.0), p(2.0, 0.0))
        ));
        assert!(!cross(
            (p(0.0, 0.0), p(2.0, 2.0)),
            (p(3.0, 0.0), p(5.0, 0.0))
        ));
        let r = Rect::new(1.0, 1.0, 2.0, 2.0);
        assert!(passes((p(0.0, 2.0), p(5.0, 2.0)), r));
        assert!(!passes((p(0.0, 0.0), p(5.0, 0.5)), r));
        assert!(!passes((p(0.0, 0.0), p(0.9, 0.9)), r));
    }

    #[test]
    fn the_part_of_a_node_is_what_changes_with_it() {
        let mut boxes: Vec<Rect> = [
            (0.0, 0.0),
            (200.0, 200.0),
            (0.0, 200.0),
            (200.0, 0.0),
            (90.0, 90.0),
        ]
        .map(|(x, y)| Rect::new(x, y, 30.0, 20.0))
        .to_vec();
        let tangle = Tangle::new(5, [(0, 1), (2, 3), (0, 2)].into_iter());
        let (all, part) = (tangle.cost(&boxes), tangle.cost_of(4, &boxes));
        boxes[4] = boxes[4].moved(300.0, 0.0);
        let change = tangle.cost(&boxes) - all;
        assert!(change < -80.0);
        assert!((tangle.cost_of(4, &boxes) - part - change).abs() < 1e-9);
    }
}
