//! The knowledge graph as an edge list for spreadsheets and network programs.

use super::csv_text::csv_text;
use super::graph_json::edges;
use crate::model::{KnowledgeGraph, Record};

/// One row an edge, with the node ids of `graph_json`; nodes without an edge are not in it.
pub fn graph_csv(record: &Record, graph: &KnowledgeGraph) -> String {
    let header = ["id", "from", "to", "kind", "stance", "weight", "evidence"];
    let rows = edges(record, graph).into_iter().map(|edge| {
        [
            edge.id,
            edge.from,
            edge.to,
            edge.kind.to_owned(),
            edge.stance.to_owned(),
            edge.weight.to_string(),
            edge.evidence.join(" "),
        ]
    });
    csv_text(header, rows)
}
