//! Graphs as Cytoscape.js elements.

use serde_json::{Map, Value, json};

use super::{flat, pretty};
use crate::model::{PropertyEdge, PropertyGraph, PropertyNode};

/// A graph as `{"data", "directed", "multigraph", "elements": {"nodes", "edges"}}`, for
/// Cytoscape.js and Cytoscape: every attribute in `data`, class and stance in `classes`, places
/// where nodes have looks.
///
/// `value` and `name` of nodes and `key` of edges are for networkx. O(cells).
pub fn cytoscape_json(graph: &PropertyGraph) -> String {
    pretty(&json!({
        "data": flat::object(flat::graph_cells(graph)),
        "directed": graph.directed,
        "multigraph": true,
        "elements": {
            "nodes": graph.nodes.iter().map(node).collect::<Vec<_>>(),
            "edges": graph.edges.iter().map(|one| edge(graph, one)).collect::<Vec<_>>(),
        },
    }))
}

fn node(node: &PropertyNode) -> Value {
    let mut data = Map::new();
    data.insert("id".to_owned(), node.id.as_str().into());
    data.insert("label".to_owned(), node.label.as_str().into());
    data.insert("name".to_owned(), node.label.as_str().into());
    data.insert("value".to_owned(), node.id.as_str().into());
    data.extend(flat::object(flat::node_cells(node)));
    let mut made = json!({ "data": data, "classes": node.class });
    if let Some(look) = node.look {
        // Here y grows downwards.
        made["position"] = json!({
            "x": flat::json_number(look.place.0),
            "y": flat::json_number(0.0 - look.place.1),
        });
    }
    made
}

fn edge(graph: &PropertyGraph, edge: &PropertyEdge) -> Value {
    let mut data = Map::new();
    data.insert("id".to_owned(), edge.id.as_str().into());
    data.insert("key".to_owned(), edge.id.as_str().into());
    data.insert(
        "source".to_owned(),
        graph.nodes[edge.source].id.as_str().into(),
    );
    data.insert(
        "target".to_owned(),
        graph.nodes[edge.target].id.as_str().into(),
    );
    data.insert("label".to_owned(), edge.label.as_str().into());
    data.insert("weight".to_owned(), flat::json_number(edge.weight));
    data.extend(flat::object(flat::edge_cells(edge)));
    let stance = edge.stance.map(|stance| format!(" {stance}"));
    json!({ "data": data, "classes": format!("{}{}", edge.class, stance.unwrap_or_default()) })
}
