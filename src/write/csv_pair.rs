//! Graphs as two tables, as Gephi imports them.

use super::csv_text::{csv_rows, free};
use super::flat;
use crate::model::PropertyGraph;

/// A graph as two CSV files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CsvPair {
    /// `Id`, `Label`, then every attribute.
    pub nodes: String,
    /// `Source`, `Target`, `Type`, `Id`, `Label`, `Weight`, then every attribute.
    pub edges: String,
}

/// A graph as a table of nodes and one of edges, with the heads that Gephi knows.
///
/// Lists are texts parted by `|`. Cells that spreadsheets would run as formulas begin with an
/// apostrophe. O(cells).
pub fn csv_pair(graph: &PropertyGraph) -> CsvPair {
    let cell = |value: Option<std::borrow::Cow<'_, crate::model::Value>>| match value.as_deref() {
        None => String::new(),
        Some(crate::model::Value::Integer(number)) => number.to_string(),
        Some(crate::model::Value::Number(number)) => number.to_string(),
        Some(other) => free(&other.to_string()),
    };
    let columns = flat::node_columns(graph);
    let heads = ["Id", "Label"].map(str::to_owned).into_iter();
    let header = heads
        .chain(columns.iter().map(|c| c.name.clone()))
        .collect();
    let nodes = graph.nodes.iter().map(|node| {
        let known = [free(&node.id), free(&node.label)].into_iter();
        let rest = flat::row(&columns, flat::node_cells(node));
        known.chain(rest.into_iter().map(cell)).collect()
    });
    let nodes = csv_rows(header, nodes);
    let columns = flat::edge_columns(graph);
    let heads = ["Source", "Target", "Type", "Id", "Label", "Weight"];
    let heads = heads.map(str::to_owned).into_iter();
    let header = heads
        .chain(columns.iter().map(|c| c.name.clone()))
        .collect();
    let direction = if graph.directed {
        "Directed"
    } else {
        "Undirected"
    };
    let edges = graph.edges.iter().map(|edge| {
        let known = [
            free(&graph.nodes[edge.source].id),
            free(&graph.nodes[edge.target].id),
            direction.to_owned(),
            free(&edge.id),
            free(&edge.label),
            edge.weight.to_string(),
        ];
        let rest = flat::row(&columns, flat::edge_cells(edge));
        let rest = rest.into_iter().map(cell);
        known.into_iter().chain(rest).collect()
    });
    let edges = csv_rows(header, edges);
    CsvPair { nodes, edges }
}
