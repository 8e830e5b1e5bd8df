//! Parts of a diagram that nothing connects, packed into rows.

use super::Placement;
use crate::draw::diagram::Diagram;
use crate::draw::scene::{Point, Rect};

/// Room between parts, px.
const GAP_PX: f64 = 26.0;

/// Moves the connected parts of a placed diagram into rows that are as wide as the page, or as
/// the widest part: largest first, rows filled from the left. Groups do not move along, so
/// this is for diagrams without.
pub(in crate::draw) fn pack(diagram: &Diagram, placement: &mut Placement) {
    let part_of = parts(diagram);
    let count = part_of.iter().max().map_or(0, |last| last + 1);
    let mut bounds: Vec<Option<Rect>> = vec![None; count];
    let mut cover = |part: usize, b: Rect| {
        bounds[part] = Some(bounds[part].map_or(b, |all| all.union(b)));
    };
    for (node, &b) in placement.nodes.iter().enumerate() {
        cover(part_of[node], b);
    }
    for (edge, route) in diagram.edges.iter().zip(&placement.edges) {
        for p in route {
            cover(part_of[edge.from], Rect::new(p.x, p.y, 0.0, 0.0));
        }
    }
    let bounds: Vec<Rect> = bounds.into_iter().flatten().collect();

    let mut order: Vec<usize> = (0..bounds.len()).collect();
    order.sort_by(|&a, &b| {
        bounds[b]
            .height
            .total_cmp(&bounds[a].height)
            .then(a.cmp(&b))
    });
    let widest = bounds
        .iter()
        .map(|b| b.width)
        .fold(diagram.width_px, f64::max);
    let mut moves = vec![Point::default(); bounds.len()];
    let (mut x, mut y, mut row_height) = (0.0, 0.0, 0.0_f64);
    for part in order {
        let b = bounds[part];
        if x > 0.0 && x + b.width > widest {
            (x, y, row_height) = (0.0, y + row_height + GAP_PX, 0.0);
        }
        moves[part] = Point::new(x - b.x, y - b.y);
        x += b.width + GAP_PX;
        row_height = row_height.max(b.height);
    }
    for (node, b) in placement.nodes.iter_mut().enumerate() {
        let by = moves[part_of[node]];
        *b = b.moved(by.x, by.y);
    }
    for (edge, route) in diagram.edges.iter().zip(&mut placement.edges) {
        let by = moves[part_of[edge.from]];
        for p in route {
            *p = Point::new(p.x + by.x, p.y + by.y);
        }
    }
}

/// For each node the number of its connected part, in order of first nodes.
fn parts(diagram: &Diagram) -> Vec<usize> {
    let mut neighbours = vec![Vec::new(); diagram.nodes.len()];
    for edge in &diagram.edges {
        neighbours[edge.from].push(edge.to);
        neighbours[edge.to].push(edge.from);
    }
    let mut part_of = vec![usize::MAX; diagram.nodes.len()];
    let mut parts = 0;
    for start in 0..part_of.len() {
        if part_of[start] != usize::MAX {
            continue;
        }
        let mut open = vec![start];
        while let Some(node) = open.pop() {
            if part_of[node] == usize::MAX {
                part_of[node] = parts;
                open.extend(&neighbours[node]);
            }
        }
        parts += 1;
    }
    part_of
}
