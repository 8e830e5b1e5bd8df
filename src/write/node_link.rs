//! Graphs as node-link JSON.

use serde_json::{Map, Value, json};

use super::{flat, pretty};
use crate::model::{PropertyEdge, PropertyGraph, PropertyNode};

/// Under which key node-link JSON has its edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NodeLinkEdges {
    /// Under both, which every reader takes and which is twice as long.
    #[default]
    Both,
    /// `links`, as d3 and older networkx have it.
    Links,
    /// `edges`, as networkx has it since 3.4.
    Edges,
}

/// How node-link JSON is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NodeLinkOptions {
    /// Under which key edges are. Default: both.
    pub edges: NodeLinkEdges,
}

/// A graph as `{"directed", "multigraph", "graph", "nodes", "edges", "links"}`, for networkx and
/// d3: every attribute beside `id` and `label`; an edge's `key` is its id. O(cells).
pub fn node_link(graph: &PropertyGraph, options: NodeLinkOptions) -> String {
    let edges = graph.edges.iter().map(|one| edge(graph, one));
    let edges: Vec<Value> = edges.collect();
    let mut made = json!({
        "directed": graph.directed,
        "multigraph": true,
        "graph": flat::object(flat::graph_cells(graph)),
        "nodes": graph.nodes.iter().map(node).collect::<Vec<_>>(),
    });
    if options.edges != NodeLinkEdges::Links {
        made["edges"] = edges.clone().into();
    }
    if options.edges != NodeLinkEdges::Edges {
        made["links"] = edges.into();
    }
    pretty(&made)
}

fn node(node: &PropertyNode) -> Value {
    let mut made = Map::new();
    made.insert("id".to_owned(), node.id.as_str().into());
    made.insert("label".to_owned(), node.label.as_str().into());
    made.extend(flat::object(flat::node_cells(node)));
    made.into()
}

fn edge(graph: &PropertyGraph, edge: &PropertyEdge) -> Value {
    let mut made = Map::new();
    made.insert(
        "source".to_owned(),
        graph.nodes[edge.source].id.as_str().into(),
    );
    made.insert(
        "target".to_owned(),
        graph.nodes[edge.target].id.as_str().into(),
    );
    made.insert("key".to_owned(), edge.id.as_str().into());
    made.insert("label".to_owned(), edge.label.as_str().into());
    made.insert("weight".to_owned(), flat::json_number(edge.weight));
    made.extend(flat::object(flat::edge_cells(edge)));
    made.into()
}
