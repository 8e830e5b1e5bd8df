//! Straight edges between boxes: parallel ones side by side, bent only around what they would
//! run through.

use super::tangle::passes;
use crate::draw::diagram::{Diagram, NodeRole};
use crate::draw::scene::{Outline, Point, Rect, Step};
use crate::draw::shapes::outline;

/// Room between the middles of parallel edges, px.
const BESIDE_PX: f64 = 13.0;
/// How near an edge comes to a foreign box, px.
const NEAR_PX: f64 = 5.0;
/// How far edges are bent aside, px.
const BENDS_PX: [f64; 6] = [26.0, 44.0, 66.0, 92.0, 122.0, 156.0];
/// Beyond so many edges none is bent: it would not help.
const MOST_BENT: usize = 600;

/// A route for every edge: one curve, in most cases straight. O(m·n).
pub(in crate::draw) fn route(diagram: &Diagram, boxes: &[Rect]) -> Vec<Vec<Point>> {
    let mut pairs: Vec<(usize, usize, usize)> = (diagram.edges.iter().enumerate())
        .map(|(i, e)| (e.from.min(e.to), e.from.max(e.to), i))
        .collect();
    pairs.sort_unstable();
    let mut aside = vec![0.0; diagram.edges.len()];
    for same in pairs.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        for (rank, &(_, _, edge)) in same.iter().enumerate() {
            let off = (rank as f64 - (same.len() as f64 - 1.0) / 2.0) * BESIDE_PX;
            // The same side for all, whichever end an edge starts at.
            let turned = diagram.edges[edge].from > diagram.edges[edge].to;
            aside[edge] = if turned { -off } else { off };
        }
    }
    let all = boxes
        .iter()
        .copied()
        .reduce(Rect::union)
        .unwrap_or_default();
    let width = all.width.max(diagram.width_px - 12.0);
    let page = Rect::new(
        all.right().max(width) - width,
        all.y - 14.0,
        width,
        all.height + 28.0,
    );
    (0..diagram.edges.len())
        .map(|edge| {
            let (from, to) = (diagram.edges[edge].from, diagram.edges[edge].to);
            let hits = |curve: &[Point]| {
                let points = samples(curve);
                let through = |b: &Rect| points.windows(2).any(|w| passes((w[0], w[1]), *b));
                let foreign = boxes
                    .iter()
                    .enumerate()
                    .filter(|&(i, _)| i != from && i != to);
                foreign.filter(|(_, b)| through(&b.grown(NEAR_PX))).count()
            };
            let made = |bend: f64| curve(diagram, boxes, (from, to), aside[edge], bend);
            let mut best = made(0.0);
            if diagram.edges.len() > MOST_BENT {
                return best;
            }
            let mut least = hits(&best);
            for bend in BENDS_PX.iter().flat_map(|&px| [px, -px]) {
                if least == 0 {
                    break;
                }
                let tried = made(bend);
                let inside = tried
                    .iter()
                    .all(|p| page.contains(Rect::new(p.x, p.y, 0.0, 0.0)));
                let through = if inside { hits(&tried) } else { usize::MAX };
                if through < least {
                    (best, least) = (tried, through);
                }
            }
            best
        })
        .collect()
}

/// Whether an edge runs through a box that is not at one of its ends. O(m·n).
pub(in crate::draw) fn runs_through(
    diagram: &Diagram,
    boxes: &[Rect],
    routes: &[Vec<Point>],
) -> bool {
    diagram.edges.iter().zip(routes).any(|(edge, route)| {
        let points = samples(route);
        let foreign = boxes.iter().enumerate();
        let mut foreign = foreign.filter(|&(i, _)| i != edge.from && i != edge.to);
        foreign.any(|(_, b)| points.windows(2).any(|w| passes((w[0], w[1]), *b)))
    })
}

fn samples(curve: &[Point]) -> Vec<Point> {
    let [a, b, c, d] = [curve[0], curve[1], curve[2], curve[3]];
    (0..=12)
        .map(|i| {
            let t = f64::from(i) / 12.0;
            let (ab, bc, cd) = (a.towards(b, t), b.towards(c, t), c.towards(d, t));
            ab.towards(bc, t).towards(bc.towards(cd, t), t)
        })
        .collect()
}

fn curve(
    diagram: &Diagram,
    boxes: &[Rect],
    (from, to): (usize, usize),
    aside: f64,
    bend: f64,
) -> Vec<Point> {
    let (a, b) = (boxes[from].centre(), boxes[to].centre());
    let long = a.distance(b).max(1e-6);
    let square = Point::new(-(b.y - a.y) / long, (b.x - a.x) / long);
    let moved = |p: Point, by: f64| Point::new(p.x + square.x * by, p.y + square.y * by);
    // No further aside than the box that it starts or ends at is wide, seen along the edge.
    let room = |r: Rect| (r.width * square.x.abs()).max(r.height * square.y.abs()) / 2.0 - 2.0;
    let most = room(boxes[from]).min(room(boxes[to])).max(0.0);
    let aside = aside.clamp(-most, most);
    let (a, b) = (moved(a, aside), moved(b, aside));
    let knee = moved(a.towards(b, 0.5), bend * 4.0 / 3.0);
    let start = border(diagram, boxes, from, a, knee);
    let end = border(diagram, boxes, to, b, knee);
    if bend == 0.0 {
        return vec![
            start,
            start.towards(end, 1.0 / 3.0),
            start.towards(end, 2.0 / 3.0),
            end,
        ];
    }
    vec![
        start,
        start.towards(knee, 2.0 / 3.0),
        end.towards(knee, 2.0 / 3.0),
        end,
    ]
}

/// Where the way from within a node to a point outside leaves its outline.
fn border(diagram: &Diagram, boxes: &[Rect], node: usize, inside: Point, outside: Point) -> Point {
    let b = boxes[node];
    let corners = match diagram.nodes[node].role {
        NodeRole::Stakeholder(kind) => match outline(kind, b) {
            Outline::Path(steps) => steps
                .iter()
                .filter_map(|step| match step {
                    Step::Move(p) | Step::Line(p) => Some(*p),
                    Step::Curve(..) | Step::Close => None,
                })
                .collect(),
            Outline::Rect(..) | Outline::Circle(..) => Vec::new(),
        },
        NodeRole::Claim | NodeRole::Theme => Vec::new(),
    };
    let corners = if corners.is_empty() {
        vec![
            Point::new(b.x, b.y),
            Point::new(b.right(), b.y),
            Point::new(b.right(), b.bottom()),
            Point::new(b.x, b.bottom()),
        ]
    } else {
        corners
    };
    let mut furthest: f64 = 0.0;
    for (i, &p) in corners.iter().enumerate() {
        let q = corners[(i + 1) % corners.len()];
        let (dx, dy) = (outside.x - inside.x, outside.y - inside.y);
        let (ex, ey) = (q.x - p.x, q.y - p.y);
        let under = dx * ey - dy * ex;
        if under.abs() < 1e-9 {
            continue;
        }
        let along = ((p.x - inside.x) * ey - (p.y - inside.y) * ex) / under;
        let side = ((p.x - inside.x) * dy - (p.y - inside.y) * dx) / under;
        if (0.0..=1.0).contains(&along) && (0.0..=1.0).contains(&side) {
            furthest = furthest.max(along);
        }
    }
    inside.towards(outside, furthest)
}
