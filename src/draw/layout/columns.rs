//! Our own layout for forms in columns: straight columns, groups kept together, few crossings,
//! a port of its own for each edge.

use super::order::Layered;
use super::{LayoutBackend, LayoutError, Placement};
use crate::draw::diagram::{Diagram, DiagramEdge, DiagramGroup};
use crate::draw::fold::is_rest;
use crate::draw::kept::Kept;
use crate::draw::scene::{Point, Rect};

/// Room between nodes of a column, px.
const NODE_GAP_PX: f64 = 6.0;
/// Room around the nodes of a group, px.
const GROUP_PAD_PX: f64 = 6.0;
/// Room between groups, px.
const GROUP_GAP_PX: f64 = 9.0;
/// How much of the spare room of a column without groups goes between its nodes at once; the
/// rest moves them towards what they are linked to.
const EVEN_SHARE: f64 = 0.55;
/// How far an edge runs straight into its node, so that marks do not lie on bends, px.
const RUN_IN_PX: f64 = 26.0;

/// Places diagrams that have columns. Needs no engine and cannot fail.
///
/// Crossings are reduced by barycentre sweeps and exchanges; then each column but the tallest
/// is moved towards what its nodes are linked to, order kept. O(sweeps · e log e).
#[derive(Debug, Clone, Copy, Default)]
pub struct Columns;

impl LayoutBackend for Columns {
    fn name(&self) -> &'static str {
        "columns"
    }

    fn place(&self, diagram: &Diagram) -> Result<Placement, LayoutError> {
        Ok(placed(diagram, None))
    }
}

/// [`Columns`] with the order of an earlier picture: what was there keeps its order, what is new
/// stands near what it is linked to.
#[derive(Debug, Clone, Copy)]
pub struct KeptColumns<'k>(pub &'k Kept);

impl LayoutBackend for KeptColumns<'_> {
    fn name(&self) -> &'static str {
        "columns"
    }

    fn place(&self, diagram: &Diagram) -> Result<Placement, LayoutError> {
        Ok(placed(diagram, Some(self.0)))
    }
}

fn placed(diagram: &Diagram, keep: Option<&Kept>) -> Placement {
    let columns = ordered(diagram, keep);
    let boxes = boxes(diagram, &columns);
    let groups = group_boxes(diagram, &boxes);
    let edges = route(diagram, &boxes);
    Placement {
        nodes: boxes,
        edges,
        groups,
    }
}

/// For each column its groups, each with its nodes, in the order they are stacked.
fn ordered(diagram: &Diagram, keep: Option<&Kept>) -> Vec<Vec<Vec<usize>>> {
    let mut columns: Vec<Vec<(Option<usize>, Vec<usize>)>> =
        vec![Vec::new(); diagram.columns.len()];
    for (node, it) in diagram.nodes.iter().enumerate() {
        let column = &mut columns[it.column];
        match column.iter_mut().find(|(group, _)| *group == it.group) {
            Some((_, nodes)) => nodes.push(node),
            None => column.push((it.group, vec![node])),
        }
    }
    let columns = columns
        .into_iter()
        .map(|c| c.into_iter().map(|(_, nodes)| nodes).collect())
        .collect();
    let links = diagram
        .edges
        .iter()
        .map(|edge| (edge.from, edge.to))
        .collect();
    let mut layered = Layered {
        columns,
        links,
        nodes: diagram.nodes.len(),
    };
    let heights: Vec<Option<f64>> = (diagram.nodes.iter())
        .map(|node| Some(keep?.place(&node.id)?.y))
        .collect();
    if heights.iter().any(Option::is_some) {
        layered.keep_order(&heights);
    } else {
        layered.reduce_crossings();
    }
    // What stands for the rest stands last.
    let rest = |nodes: &[usize]| nodes.iter().all(|&node| is_rest(&diagram.nodes[node].id));
    for column in &mut layered.columns {
        for nodes in column.iter_mut() {
            nodes.sort_by_key(|&node| is_rest(&diagram.nodes[node].id));
        }
        column.sort_by_key(|nodes| rest(nodes.as_slice()));
    }
    layered.columns
}

/// Room for the ports of the edges on one side, px.
fn ports_px<'d>(edges: impl Iterator<Item = &'d DiagramEdge>) -> f64 {
    edges.map(DiagramEdge::port_px).sum()
}

fn heights(diagram: &Diagram) -> Vec<f64> {
    let mut out = vec![0.0; diagram.nodes.len()];
    let mut into = vec![0.0; diagram.nodes.len()];
    for edge in &diagram.edges {
        out[edge.from] += edge.leave_px();
        into[edge.to] += ports_px(std::iter::once(edge));
    }
    let nodes = diagram.nodes.iter().enumerate();
    nodes
        .map(|(i, node)| node.height_px.max(out[i] + 6.0).max(into[i] + 2.0))
        .collect()
}

fn boxes(diagram: &Diagram, columns: &[Vec<Vec<usize>>]) -> Vec<Rect> {
    let heights = heights(diagram);
    let widths: f64 = diagram.columns.iter().map(|column| column.width_px).sum();
    let gaps = diagram.columns.len().saturating_sub(1).max(1) as f64;
    let gap = ((diagram.width_px - widths) / gaps).max(60.0);

    // Each column as a stack of offsets: (node, distance to the node above it).
    let mut boxes = vec![Rect::default(); diagram.nodes.len()];
    let mut x = 0.0;
    let mut stacks = Vec::new();
    for (column, groups) in columns.iter().enumerate() {
        let mut stack: Vec<(usize, f64)> = Vec::new();
        let mut bottom = 0.0;
        for nodes in groups {
            let group = diagram.nodes[nodes[0]].group;
            let headed = group.is_some();
            if headed && !stack.is_empty() {
                bottom += GROUP_GAP_PX;
            }
            bottom += group.map_or(0.0, |group| diagram.groups[group].head_px());
            for &node in nodes {
                stack.push((node, bottom));
                bottom += heights[node] + NODE_GAP_PX;
            }
            bottom += if headed {
                2.0 * GROUP_PAD_PX - NODE_GAP_PX
            } else {
                0.0
            };
        }
        for &(node, y) in &stack {
            let width = diagram.nodes[node].width_px;
            boxes[node] = Rect::new(x, y, width, heights[node]);
        }
        x += diagram.columns[column].width_px + gap;
        stacks.push((stack, bottom));
    }

    let tallest =
        (0..stacks.len()).max_by(|&a, &b| stacks[a].1.total_cmp(&stacks[b].1).then(b.cmp(&a)));
    let Some(tallest) = tallest else { return boxes };
    let height = stacks[tallest].1;
    let order = (0..tallest).rev().chain(tallest + 1..stacks.len());
    for column in order {
        let (stack, _) = &stacks[column];
        settle(diagram, stack, height, &mut boxes, column < tallest);
    }
    boxes
}

/// Moves the nodes of a column towards the mean height of what they are linked to on one side,
/// keeping order and distances: isotonic regression by pooling adjacent violators.
fn settle(
    diagram: &Diagram,
    stack: &[(usize, f64)],
    height: f64,
    boxes: &mut [Rect],
    towards_right: bool,
) {
    let Some(&(last, last_y)) = stack.last() else {
        return;
    };
    let spare = (height - (last_y + boxes[last].height + NODE_GAP_PX)).max(0.0);
    // Part of the room is shared out evenly, so that no bundle of edges is pressed into one place.
    let grouped = stack
        .iter()
        .any(|&(node, _)| diagram.nodes[node].group.is_some());
    let even = if grouped {
        0.0
    } else {
        spare * EVEN_SHARE / stack.len() as f64
    };
    let slack = spare - even * (stack.len() - 1) as f64;
    let stack: Vec<(usize, f64)> = stack
        .iter()
        .enumerate()
        .map(|(i, &(node, y))| (node, y + even * i as f64))
        .collect();
    // For each node the sum of the heights that it is linked to, and their number.
    let mut linked = vec![(0.0, 0u32); diagram.nodes.len()];
    for edge in &diagram.edges {
        for (node, other) in [(edge.from, edge.to), (edge.to, edge.from)] {
            let right = diagram.nodes[other].column > diagram.nodes[node].column;
            if right == towards_right {
                linked[node].0 += boxes[other].centre().y;
                linked[node].1 += 1;
            }
        }
    }
    let shift = |&(node, y): &(usize, f64)| {
        let (sum, count) = linked[node];
        // The unlinked go where they are.
        let target = if count == 0 {
            slack / 2.0 + y
        } else {
            sum / f64::from(count) - boxes[node].height / 2.0
        };
        (target - y).clamp(0.0, slack)
    };
    // Shifts must not fall from one node to the next, or they would come closer.
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for item in &stack {
        let mut pool = (shift(item), 1usize);
        while let Some(&(mean, count)) = pools.last() {
            if mean <= pool.0 {
                break;
            }
            pools.pop();
            let all = count + pool.1;
            pool = (
                (mean * count as f64 + pool.0 * pool.1 as f64) / all as f64,
                all,
            );
        }
        pools.push(pool);
    }
    let shifts = pools
        .iter()
        .flat_map(|&(mean, count)| std::iter::repeat_n(mean, count));
    for (&(node, y), shift) in stack.iter().zip(shifts) {
        boxes[node].y = y + shift;
    }
}

fn group_boxes(diagram: &Diagram, boxes: &[Rect]) -> Vec<Option<Rect>> {
    let mut groups: Vec<Option<Rect>> = vec![None; diagram.groups.len()];
    for (node, it) in diagram.nodes.iter().enumerate() {
        if let Some(group) = it.group {
            let all = groups[group].map_or(boxes[node], |all: Rect| all.union(boxes[node]));
            groups[group] = Some(all);
        }
    }
    let framed = |(group, b): (&DiagramGroup, Option<Rect>)| {
        let top = group.head_px() - GROUP_PAD_PX;
        let padded = b?.grown(GROUP_PAD_PX);
        Some(Rect::new(
            padded.x,
            padded.y - top,
            padded.width,
            padded.height + top,
        ))
    };
    diagram.groups.iter().zip(groups).map(framed).collect()
}

/// Each edge leaves and arrives at a port of its own, in the order of what is at its other end.
fn route(diagram: &Diagram, boxes: &[Rect]) -> Vec<Vec<Point>> {
    let mut leaves: Vec<Vec<usize>> = vec![Vec::new(); boxes.len()];
    let mut arrives: Vec<Vec<usize>> = vec![Vec::new(); boxes.len()];
    for (i, edge) in diagram.edges.iter().enumerate() {
        leaves[edge.from].push(i);
        arrives[edge.to].push(i);
    }
    let height = |node: usize| boxes[node].centre().y;
    let mut start = vec![0.0; diagram.edges.len()];
    let mut end = vec![0.0; diagram.edges.len()];
    for node in 0..boxes.len() {
        leaves[node].sort_by(|&a, &b| {
            let to = |edge: usize| height(diagram.edges[edge].to);
            to(a).total_cmp(&to(b)).then(a.cmp(&b))
        });
        arrives[node].sort_by(|&a, &b| {
            let from = |edge: usize| height(diagram.edges[edge].from);
            from(a).total_cmp(&from(b)).then(a.cmp(&b))
        });
        spread(
            diagram,
            boxes[node],
            &leaves[node],
            DiagramEdge::leave_px,
            &mut start,
        );
        spread(
            diagram,
            boxes[node],
            &arrives[node],
            DiagramEdge::port_px,
            &mut end,
        );
    }
    let curve = |(i, edge): (usize, &DiagramEdge)| {
        let from = Point::new(boxes[edge.from].right(), start[i]);
        let to = Point::new(boxes[edge.to].x, end[i]);
        let bend = Point::new(to.x - RUN_IN_PX, to.y);
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
    diagram.edges.iter().enumerate().map(curve).collect()
}

/// Ports one below the other about the middle of a box, each as high as it needs.
fn spread(
    diagram: &Diagram,
    b: Rect,
    edges: &[usize],
    room: impl Fn(&DiagramEdge) -> f64,
    ports: &mut [f64],
) {
    let total: f64 = edges.iter().map(|&edge| room(&diagram.edges[edge])).sum();
    let mut y = b.centre().y - total / 2.0;
    for &edge in edges {
        let room = room(&diagram.edges[edge]);
        ports[edge] = y + room / 2.0;
        y += room;
    }
}
