//! How viewers of other programs first show a graph.

use std::collections::BTreeMap;

use crate::draw::palette;
use crate::model::{NodeLook, PropertyGraph, PropertyNode, StakeholderKind, Value, attribute};

/// Between columns, and between the nodes of a column.
const ACROSS: f64 = 600.0;
const DOWN: f64 = 40.0;

/// Gives every node a colour by its class (stakeholders by their kind, as in the pictures), a
/// size by its number of edges (10 + 4·√edges) and a place: stakeholders, claims, themes and
/// sources in columns; of one class only, in a square. O(nodes + edges).
pub fn add_looks(graph: &mut PropertyGraph) {
    let mut edges = vec![0_u32; graph.nodes.len()];
    for edge in &graph.edges {
        edges[edge.source] += 1;
        edges[edge.target] += 1;
    }
    let mut columns: BTreeMap<(usize, String), usize> = BTreeMap::new();
    for node in &graph.nodes {
        *columns.entry(column(node)).or_default() += 1;
    }
    let order: Vec<(usize, String)> = columns.keys().cloned().collect();
    let mut used: BTreeMap<(usize, String), usize> = BTreeMap::new();
    for (node, edges) in graph.nodes.iter_mut().zip(edges) {
        let key = column(node);
        let across = order.iter().position(|one| *one == key).unwrap_or_default();
        let count = columns.get(&key).copied().unwrap_or_default();
        let at = used.entry(key).or_default();
        let place = if order.len() == 1 {
            let side = (count as f64).sqrt().ceil().max(1.0) as usize;
            let step = 4.0 * DOWN;
            ((*at % side) as f64 * step, -((*at / side) as f64) * step)
        } else {
            let middle = (count as f64 - 1.0) / 2.0;
            (across as f64 * ACROSS, (middle - *at as f64) * DOWN)
        };
        *at += 1;
        node.look = Some(NodeLook {
            colour: colour(node),
            size: (10.0 + 4.0 * f64::from(edges).sqrt()).round(),
            place,
        });
    }
}

fn column(node: &PropertyNode) -> (usize, String) {
    let known = ["stakeholder", "claim", "theme", "source"];
    let place = known.iter().position(|class| *class == node.class);
    (place.unwrap_or(known.len()), node.class.clone())
}

fn colour(node: &PropertyNode) -> [u8; 3] {
    let kind = attribute(&node.attributes, "stakeholderKind").and_then(Value::as_text);
    let kind: Option<StakeholderKind> = kind.and_then(|word| word.parse().ok());
    match (kind, node.class.as_str()) {
        (Some(kind), _) => palette::stakeholder(kind),
        (None, "theme") => palette::MUTED,
        _ => palette::BORDER,
    }
    .rgb()
}
