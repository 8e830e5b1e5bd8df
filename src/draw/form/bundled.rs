//! Places for diagrams in columns: what stands for several has one port a stance, where its lines
//! come together, so that it stays slim; and lines may run to the left as well as to the right.

use std::collections::BTreeMap;

use crate::draw::diagram::{Diagram, DiagramEdge};
use crate::draw::fold::is_rest;
use crate::draw::kept::Kept;
use crate::draw::layout::{Columns, KeptColumns, LayoutBackend, Placement};
use crate::draw::scene::{Point, Rect};
use crate::draw::signed_edge::Ends;
use crate::model::Stance;

/// How far a line runs straight into its node at least, so that marks do not lie on bends, px.
const RUN_IN_PX: f64 = 26.0;

/// Places a diagram in columns. The order is that of [`Columns`]; of equal size is only what
/// stands for one: lines to what stands for several have no say in it. O(that of the columns).
pub(super) fn place(diagram: &Diagram, keep: Option<&Kept>) -> Placement {
    let model = model(diagram);
    // Our own columns cannot fail.
    let placed = match keep {
        Some(kept) => KeptColumns(kept).place(&model),
        None => Columns.place(&model),
    };
    let mut placed = placed.unwrap_or_default();
    rests_last(diagram, &mut placed.nodes);
    let room = sides_px(diagram);
    for (at, node) in diagram.nodes.iter().enumerate() {
        let b = &mut placed.nodes[at];
        let own = node.height_px.max(room[at]);
        if own < b.height {
            *b = Rect::new(b.x, b.centre().y - own / 2.0, b.width, own);
        }
    }
    placed.edges = routes(diagram, &placed.nodes);
    placed
}

fn is_left(diagram: &Diagram, edge: &DiagramEdge) -> bool {
    diagram.nodes[edge.to].column < diagram.nodes[edge.from].column
}

/// Whether the lines of a stance into a node come together.
fn is_bundle(diagram: &Diagram, node: usize) -> bool {
    is_rest(&diagram.nodes[node].id)
}

/// The room that the lines of each node take, px: those that leave it, the greater of both
/// sides, or those that end at it.
fn sides_px(diagram: &Diagram) -> Vec<f64> {
    let mut leaves = vec![[0.0; 2]; diagram.nodes.len()];
    let mut ends = vec![0.0; diagram.nodes.len()];
    let mut bundles: BTreeMap<(usize, bool), f64> = BTreeMap::new();
    for edge in &diagram.edges {
        leaves[edge.from][usize::from(is_left(diagram, edge))] += edge.leave_px();
        if is_bundle(diagram, edge.to) {
            let port = bundles
                .entry((edge.to, edge.stance == Stance::Concern))
                .or_default();
            *port = port.max(edge.port_px());
        } else {
            ends[edge.to] += edge.port_px();
        }
    }
    for (&(node, _), port) in &bundles {
        ends[node] += port;
    }
    let leaves = leaves.iter().map(|[a, b]| a.max(*b) + 6.0);
    leaves
        .zip(ends)
        .map(|(leaves, ends): (f64, f64)| leaves.max(ends + 2.0))
        .collect()
}

/// What our columns are asked to place: every line from left to right, none to what stands for
/// several, and nodes as high as all their lines need.
fn model(diagram: &Diagram) -> Diagram {
    let mut model = diagram.clone();
    for (node, room) in model.nodes.iter_mut().zip(sides_px(diagram)) {
        node.height_px = node.height_px.max(room);
    }
    model.edges = (diagram.edges.iter())
        .filter(|edge| !is_bundle(diagram, edge.to))
        .map(|edge| {
            let mut edge = edge.clone();
            if is_left(diagram, &edge) {
                std::mem::swap(&mut edge.from, &mut edge.to);
            }
            edge
        })
        .collect();
    model
}

/// What stands for several comes last in its group.
fn rests_last(diagram: &Diagram, boxes: &mut [Rect]) {
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, node) in diagram.nodes.iter().enumerate() {
        if let Some(group) = node.group {
            groups.entry(group).or_default().push(at);
        }
    }
    for nodes in groups.values_mut() {
        nodes.sort_by(|&a, &b| boxes[a].y.total_cmp(&boxes[b].y));
        let gaps: Vec<f64> = (nodes.windows(2))
            .map(|pair| boxes[pair[1]].y - boxes[pair[0]].bottom())
            .collect();
        let mut y = boxes[nodes[0]].y;
        nodes.sort_by_key(|&at| is_bundle(diagram, at));
        for (i, &at) in nodes.iter().enumerate() {
            boxes[at].y = y;
            y += boxes[at].height + gaps.get(i).copied().unwrap_or_default();
        }
    }
}

/// Every line from a port of its own to its port, which those to a bundle share; both in the
/// order of what is at the other end.
fn routes(diagram: &Diagram, boxes: &[Rect]) -> Vec<Vec<Point>> {
    let edges = &diagram.edges;
    let height = |node: usize| boxes[node].centre().y;
    let mut leaving: BTreeMap<(usize, bool), Vec<usize>> = BTreeMap::new();
    let mut ending: BTreeMap<(usize, bool), Vec<usize>> = BTreeMap::new();
    for (i, edge) in edges.iter().enumerate() {
        let left = is_left(diagram, edge);
        leaving.entry((edge.from, left)).or_default().push(i);
        ending.entry((edge.to, left)).or_default().push(i);
    }
    let mut start = vec![0.0; edges.len()];
    for (&(node, _), own) in &mut leaving {
        let to = |i: usize| height(edges[i].to);
        own.sort_by(|&a, &b| to(a).total_cmp(&to(b)).then(a.cmp(&b)));
        let ports = own
            .iter()
            .map(|&i| (vec![i], edges[i].leave_px()))
            .collect();
        spread(height(node), ports, &mut start);
    }
    let mut end = vec![0.0; edges.len()];
    for (&(node, _), own) in &mut ending {
        let from = |i: usize| height(edges[i].from);
        own.sort_by(|&a, &b| from(a).total_cmp(&from(b)).then(a.cmp(&b)));
        let ports: Vec<(Vec<usize>, f64)> = if is_bundle(diagram, node) {
            (Stance::ALL.into_iter())
                .map(|stance| {
                    let of = own.iter().copied().filter(|&i| edges[i].stance == stance);
                    let of: Vec<usize> = of.collect();
                    let room = of.iter().map(|&i| edges[i].port_px()).fold(0.0, f64::max);
                    (of, room)
                })
                .collect()
        } else {
            own.iter().map(|&i| (vec![i], edges[i].port_px())).collect()
        };
        spread(height(node), ports, &mut end);
    }
    let marks = edges.iter().map(Ends::of).map(Ends::length_px);
    let run_in = marks.fold(RUN_IN_PX, f64::max);
    let curve = |(i, edge): (usize, &DiagramEdge)| {
        let (a, b) = (boxes[edge.from], boxes[edge.to]);
        let (from, to, way) = if is_left(diagram, edge) {
            (a.x, b.right(), -1.0)
        } else {
            (a.right(), b.x, 1.0)
        };
        let (from, to) = (Point::new(from, start[i]), Point::new(to, end[i]));
        let bend = Point::new(to.x - run_in * way, to.y);
        let reach = (bend.x - from.x) * 0.55;
        vec![
            from,
            Point::new(from.x + reach, from.y),
            Point::new(bend.x - reach, bend.y),
            bend,
            bend.towards(to, 1.0 / 3.0),
            bend.towards(to, 2.0 / 3.0),
            to,
        ]
    };
    edges.iter().enumerate().map(curve).collect()
}

/// Ports one below the other about a height, each as high as it needs.
fn spread(middle: f64, ports: Vec<(Vec<usize>, f64)>, places: &mut [f64]) {
    let total: f64 = ports.iter().map(|(_, room)| room).sum();
    let mut y = middle - total / 2.0;
    for (edges, room) in ports {
        for edge in edges {
            places[edge] = y + room / 2.0;
        }
        y += room;
    }
}
