//! Graphs as Kumu's blueprint, in JSON and as sheets.

use serde_json::{Map, Value, json};

use super::graph_tables::cell;
use super::{flat, pretty};
use crate::analysis::{Cell, Table};
use crate::model::{PropertyEdge, PropertyGraph, PropertyNode};

/// A graph as `{"elements", "connections"}`: an element's type is its class (a stakeholder's its
/// kind), a connection's its stance, or its class where it has none. Every attribute is a field.
/// O(cells).
pub fn kumu_json(graph: &PropertyGraph) -> String {
    let elements = graph.nodes.iter().map(|node| {
        let mut made = Map::new();
        made.insert("id".to_owned(), node.id.as_str().into());
        made.insert("label".to_owned(), node.label.as_str().into());
        made.insert("type".to_owned(), element_type(node).into());
        made.extend(flat::object(flat::node_cells(node)));
        Value::from(made)
    });
    let connections = graph.edges.iter().map(|edge| {
        let mut made = Map::new();
        made.insert("id".to_owned(), edge.id.as_str().into());
        made.insert(
            "from".to_owned(),
            graph.nodes[edge.source].id.as_str().into(),
        );
        made.insert("to".to_owned(), graph.nodes[edge.target].id.as_str().into());
        made.insert("type".to_owned(), connection_type(edge).into());
        made.insert("direction".to_owned(), direction(graph).into());
        made.insert("label".to_owned(), edge.label.as_str().into());
        made.insert("strength".to_owned(), flat::json_number(edge.weight));
        made.extend(flat::object(flat::edge_cells(edge)));
        Value::from(made)
    });
    pretty(&json!({
        "elements": elements.collect::<Vec<_>>(),
        "connections": connections.collect::<Vec<_>>(),
    }))
}

/// The sheets that Kumu imports, `Elements` and `Connections`: the same fields, lists parted by
/// `|`; the first columns are `ID`, and `From` and `To`, as Kumu wants them. O(cells).
pub fn kumu_tables(graph: &PropertyGraph) -> Vec<Table> {
    let columns = flat::node_columns(graph);
    let heads = ["ID", "Label", "Type"].map(str::to_owned).into_iter();
    let heads = heads.chain(columns.iter().map(|column| column.name.clone()));
    let mut elements = Table::new("Elements", heads);
    for node in &graph.nodes {
        let known = [&node.id, &node.label, element_type(node)].map(Cell::from);
        let rest = flat::row(&columns, flat::node_cells(node));
        elements.push(
            known
                .into_iter()
                .chain(rest.iter().map(|value| cell(value.as_deref()))),
        );
    }
    let columns = flat::edge_columns(graph);
    let heads = ["From", "To", "Type", "Direction", "ID", "Label", "Strength"];
    let heads = heads.map(str::to_owned).into_iter();
    let heads = heads.chain(columns.iter().map(|column| column.name.clone()));
    let mut connections = Table::new("Connections", heads);
    for edge in &graph.edges {
        let known = [
            &graph.nodes[edge.source].id,
            &graph.nodes[edge.target].id,
            connection_type(edge),
            direction(graph),
            &edge.id,
            &edge.label,
        ]
        .map(Cell::from);
        let known = known.into_iter().chain([Cell::Number(edge.weight)]);
        let rest = flat::row(&columns, flat::edge_cells(edge));
        connections.push(known.chain(rest.iter().map(|value| cell(value.as_deref()))));
    }
    vec![elements, connections]
}

fn element_type(node: &PropertyNode) -> &str {
    let kind = crate::model::attribute(&node.attributes, "stakeholderKind");
    kind.and_then(|kind| kind.as_text()).unwrap_or(&node.class)
}

fn connection_type(edge: &PropertyEdge) -> &str {
    edge.stance.map_or(&edge.class, |stance| stance.as_str())
}

const fn direction(graph: &PropertyGraph) -> &'static str {
    if graph.directed {
        "directed"
    } else {
        "undirected"
    }
}
