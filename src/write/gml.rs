//! Graphs as GML.

use std::fmt::Write as _;

use super::flat::{self, NamedValue};
use crate::model::{PropertyGraph, Value};

/// A graph as GML, in ASCII: other characters, `&`, `"` and line ends are numeric entities.
///
/// Nodes are numbered from 0 and have their id as `label`, which networkx knows them by, and
/// their label as `name`; edges are numbered as `key`, with their id as `edgeId`. Lists are texts
/// parted by `|`, yes and no are 1 and 0. Read by Gephi, igraph (which leaves entities as they
/// are), networkx, Cytoscape, Graphviz. O(cells).
pub fn gml(graph: &PropertyGraph) -> String {
    let mut out = String::from("Creator \"plenary\"\ngraph [\n");
    push(&mut out, 1, "directed", i32::from(graph.directed));
    push(&mut out, 1, "multigraph", 1);
    cells(&mut out, 1, &flat::graph_cells(graph));
    for (at, node) in graph.nodes.iter().enumerate() {
        out.push_str("  node [\n");
        push(&mut out, 2, "id", at);
        push(&mut out, 2, "label", quoted(&node.id));
        push(&mut out, 2, "name", quoted(&node.label));
        cells(&mut out, 2, &flat::node_cells(node));
        out.push_str("  ]\n");
    }
    for (at, edge) in graph.edges.iter().enumerate() {
        out.push_str("  edge [\n");
        push(&mut out, 2, "source", edge.source);
        push(&mut out, 2, "target", edge.target);
        push(&mut out, 2, "key", at);
        push(&mut out, 2, "edgeId", quoted(&edge.id));
        push(&mut out, 2, "label", quoted(&edge.label));
        push(&mut out, 2, "weight", real(edge.weight));
        cells(&mut out, 2, &flat::edge_cells(edge));
        out.push_str("  ]\n");
    }
    out.push_str("]\n");
    out
}

fn push(out: &mut String, depth: usize, key: &str, value: impl std::fmt::Display) {
    // Writing to a String does not fail.
    let _ = writeln!(out, "{:1$}{key} {value}", "", 2 * depth);
}

fn cells(out: &mut String, depth: usize, cells: &[NamedValue<'_>]) {
    for (key, value) in cells {
        match &**value {
            // Larger ones are no numbers in GML.
            Value::Integer(number) if i32::try_from(*number).is_ok() => {
                push(out, depth, key, number);
            }
            Value::Number(number) => push(out, depth, key, real(*number)),
            Value::Bool(yes) => push(out, depth, key, i32::from(*yes)),
            other => push(out, depth, key, quoted(&other.to_string())),
        }
    }
}

/// With a point, which tells it from a whole number; none are so large that GML cannot say it.
fn real(number: f64) -> String {
    let text = number.to_string();
    if text.contains('.') || !number.is_finite() {
        text
    } else {
        format!("{text}.0")
    }
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            ' '..='~' if !matches!(c, '"' | '&') => out.push(c),
            // No character that an entity may stand for.
            c if c.is_control() && !matches!(c, '\n' | '\r' | '\t') => {}
            c => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
        }
    }
    out.push('"');
    out
}
