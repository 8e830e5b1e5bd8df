//! Graphs as Pajek's networks, one stance a file.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::by_stance::StancePart;
use crate::model::PropertyGraph;

/// One part of a graph as a Pajek network: every node with its label, the edges of the part with
/// their weights, without signs.
///
/// Labels that several nodes have are followed by the id; `"` is written `'`, line ends are
/// spaces. Directed edges are arcs. Where every edge goes from the first class of nodes to
/// another one and `two_mode` asks for it, the header says so (`*Vertices 5 2`). With a byte
/// order mark, which Pajek wants, where a label is not ASCII. Attributes have no place in it.
/// O(nodes + edges).
pub fn pajek(graph: &PropertyGraph, part: StancePart, two_mode: bool) -> String {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for node in &graph.nodes {
        *count.entry(node.label.as_str()).or_default() += 1;
    }
    let mut out = format!("*Vertices {}", graph.nodes.len());
    if let Some(first) = graph.nodes.first().filter(|_| two_mode) {
        let of_first = |at: usize| graph.nodes[at].class == first.class;
        let firsts = (0..graph.nodes.len()).filter(|&at| of_first(at)).count();
        let across = |source, target| of_first(source) && !of_first(target);
        if graph
            .edges
            .iter()
            .all(|edge| across(edge.source, edge.target))
        {
            let _ = write!(out, " {firsts}");
        }
    }
    out.push('\n');
    for (at, node) in graph.nodes.iter().enumerate() {
        let several = count.get(node.label.as_str()).is_some_and(|&n| n > 1);
        let label = if several {
            format!("{} ({})", node.label, node.id)
        } else {
            node.label.clone()
        };
        let label: String = (label.chars())
            .map(|c| match c {
                '"' => '\'',
                c if c.is_control() => ' ',
                c => c,
            })
            .collect();
        let _ = writeln!(out, "{} \"{label}\"", at + 1);
    }
    out.push_str(if graph.directed {
        "*Arcs\n"
    } else {
        "*Edges\n"
    });
    for edge in graph.edges.iter().filter(|edge| part.has(edge)) {
        let (source, target) = (edge.source + 1, edge.target + 1);
        let _ = writeln!(out, "{source} {target} {}", edge.weight.abs());
    }
    if !out.is_ascii() {
        out.insert(0, '\u{FEFF}');
    }
    out
}
