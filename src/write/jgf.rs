//! Graphs as JSON Graph Format 2.

use serde_json::{Map, Value, json};

use super::{flat, pretty};
use crate::model::PropertyGraph;

/// A graph as JSON Graph Format 2: nodes are an object by id, everything without a place of its
/// own is `metadata`; an edge's `relation` is its class. O(cells).
pub fn jgf(graph: &PropertyGraph) -> String {
    let nodes: Map<String, Value> = (graph.nodes.iter())
        .map(|node| {
            let metadata = flat::object(flat::node_cells(node));
            let made = json!({ "label": node.label, "metadata": metadata });
            (node.id.clone(), made)
        })
        .collect();
    let edges = graph.edges.iter().map(|edge| {
        let mut metadata = Map::new();
        metadata.insert("weight".to_owned(), flat::json_number(edge.weight));
        metadata.extend(flat::object(flat::edge_cells(edge)));
        json!({
            "id": edge.id,
            "source": graph.nodes[edge.source].id,
            "target": graph.nodes[edge.target].id,
            "relation": edge.class,
            "directed": graph.directed,
            "label": edge.label,
            "metadata": metadata,
        })
    });
    let mut made = json!({
        "type": "plenary",
        "directed": graph.directed,
        "metadata": flat::object(flat::graph_cells(graph)),
        "nodes": nodes,
        "edges": edges.collect::<Vec<_>>(),
    });
    if let Some(title) = &graph.title {
        made["label"] = title.as_str().into();
    }
    pretty(&json!({ "graph": made }))
}
