//! Graphs as UCINET's DL, one stance a file.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::by_stance::StancePart;
use crate::model::PropertyGraph;

/// One part of a graph as an edge list in UCINET's DL: nodes by their ids, the edges of the part
/// with their weights, without signs.
///
/// Labels are ASCII without white space, commas and quotes, as every reader of DL wants them:
/// other characters are `_`, and equal ones are numbered. A tie without direction is written both
/// ways. Attributes and names have no place in it. O(nodes + edges).
pub fn dl(graph: &PropertyGraph, part: StancePart) -> String {
    let mut out = format!("dl n={} format=edgelist1\nlabels:\n", graph.nodes.len());
    let mut taken = BTreeSet::new();
    for node in &graph.nodes {
        let plain = |c: char| c.is_ascii_graphic() && !matches!(c, ',' | '"' | '\'');
        let label: String = (node.id.chars())
            .map(|c| if plain(c) { c } else { '_' })
            .collect();
        let mut unique = label.clone();
        let mut number = 2;
        while !taken.insert(unique.to_ascii_lowercase()) {
            unique = format!("{label}_{number}");
            number += 1;
        }
        out.push_str(&unique);
        out.push('\n');
    }
    out.push_str("data:\n");
    for edge in graph.edges.iter().filter(|edge| part.has(edge)) {
        let (source, target, weight) = (edge.source + 1, edge.target + 1, edge.weight.abs());
        // Writing to a String does not fail.
        let _ = writeln!(out, "{source} {target} {weight}");
        if !graph.directed && source != target {
            let _ = writeln!(out, "{target} {source} {weight}");
        }
    }
    out
}
