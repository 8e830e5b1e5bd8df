//! Graphs as GEXF 1.3.

use super::flat::{self, Column, Kind, NamedValue};
use super::xml_text::Xml;
use crate::draw::palette;
use crate::model::{PropertyEdge, PropertyGraph, PropertyNode, Value};

/// How GEXF is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GexfOptions {
    /// Whether edges have the first and last day of what they stand for as their time. Viewers
    /// then show a timeline, and some lose edges that have none. Default: no.
    pub dynamic: bool,
}

/// A graph as GEXF 1.3, for Gephi, Gephi Lite and what is built on graphology: every attribute
/// with its type, lists as `liststring`, looks of nodes and colours of edges, and the stance as
/// the edge's `kind`, so that support and concern between the same ends stay two edges.
///
/// Weights below 0, which Gephi refuses, are written without their sign; the stance has it, and
/// the attribute `signedWeight`. O(cells).
pub fn gexf(graph: &PropertyGraph, options: GexfOptions) -> String {
    let signed = graph.edges.iter().any(|edge| edge.weight < 0.0);
    let mut xml = Xml::new();
    let root = [
        ("xmlns", "http://gexf.net/1.3"),
        ("xmlns:viz", "http://gexf.net/1.3/viz"),
        ("version", "1.3"),
    ];
    xml.open("gexf", &root);
    xml.open("meta", &[]);
    xml.leaf("creator", &[], "plenary");
    if let Some(title) = &graph.title {
        xml.leaf("description", &[], title);
    }
    xml.close();
    let direction = if graph.directed {
        "directed"
    } else {
        "undirected"
    };
    let mode = if options.dynamic { "dynamic" } else { "static" };
    let mut of_graph = vec![
        ("defaultedgetype", direction),
        ("mode", mode),
        ("idtype", "string"),
    ];
    if options.dynamic {
        of_graph.extend([("timerepresentation", "interval"), ("timeformat", "date")]);
    }
    xml.open("graph", &of_graph);
    attributes(&mut xml, "node", &flat::node_columns(graph));
    let mut columns = flat::edge_columns(graph);
    if signed {
        columns.push(Column {
            name: "signedWeight".to_owned(),
            kind: Kind::Number,
        });
    }
    attributes(&mut xml, "edge", &columns);
    xml.open("nodes", &[]);
    for node in &graph.nodes {
        write_node(&mut xml, node);
    }
    xml.close();
    xml.open("edges", &[]);
    for edge in &graph.edges {
        write_edge(&mut xml, graph, edge, (options.dynamic, signed));
    }
    xml.finish()
}

fn attributes(xml: &mut Xml, class: &str, columns: &[Column]) {
    if columns.is_empty() {
        return;
    }
    xml.open("attributes", &[("class", class), ("mode", "static")]);
    for Column { name, kind } in columns {
        let of = match kind {
            Kind::Text => "string",
            Kind::Texts => "liststring",
            Kind::Integer => "long",
            Kind::Number => "double",
            Kind::Bool => "boolean",
        };
        xml.empty("attribute", &[("id", name), ("title", name), ("type", of)]);
    }
    xml.close();
}

fn values(xml: &mut Xml, cells: &[NamedValue<'_>]) {
    xml.open("attvalues", &[]);
    for (name, value) in cells {
        let text = match &**value {
            Value::Texts(texts) => list(texts),
            other => other.to_string(),
        };
        xml.empty("attvalue", &[("for", name), ("value", &text)]);
    }
    xml.close();
}

/// `[a, "b, c"]`: quoted is what would be read otherwise; `\` before `"` and `\` in quotes.
fn list(texts: &[String]) -> String {
    let item = |text: &String| {
        let special = |c: char| matches!(c, ',' | '[' | ']' | '"' | '\'' | '\\');
        if text.is_empty() || text.trim() != text || text.contains(special) {
            format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
        } else {
            text.clone()
        }
    };
    format!(
        "[{}]",
        texts.iter().map(item).collect::<Vec<_>>().join(", ")
    )
}

fn colour(xml: &mut Xml, [r, g, b]: [u8; 3]) {
    let [r, g, b] = [r, g, b].map(|part| part.to_string());
    let parts = [("r", r.as_str()), ("g", &g), ("b", &b), ("a", "1.0")];
    xml.empty("viz:color", &parts);
}

fn write_node(xml: &mut Xml, node: &PropertyNode) {
    xml.open("node", &[("id", &node.id), ("label", &node.label)]);
    values(xml, &flat::node_cells(node));
    if let Some(look) = node.look {
        colour(xml, look.colour);
        xml.empty("viz:size", &[("value", &look.size.to_string())]);
        let (x, y) = (look.place.0.to_string(), look.place.1.to_string());
        xml.empty("viz:position", &[("x", &x), ("y", &y), ("z", "0")]);
    }
    xml.close();
}

fn write_edge(
    xml: &mut Xml,
    graph: &PropertyGraph,
    edge: &PropertyEdge,
    (dynamic, signed): (bool, bool),
) {
    let kind = edge.stance.map_or(edge.class.as_str(), |s| s.as_str());
    let weight = edge.weight.abs().to_string();
    let days = edge
        .days
        .map(|(first, last)| (first.to_string(), last.to_string()));
    let mut of_edge = vec![
        ("id", edge.id.as_str()),
        ("source", graph.nodes[edge.source].id.as_str()),
        ("target", graph.nodes[edge.target].id.as_str()),
        ("kind", kind),
        ("label", &edge.label),
        ("weight", &weight),
    ];
    if let Some((first, last)) = days.as_ref().filter(|_| dynamic) {
        of_edge.extend([("start", first.as_str()), ("end", last)]);
    }
    xml.open("edge", &of_edge);
    let mut cells = flat::edge_cells(edge);
    if signed {
        let value = Value::Number(edge.weight);
        cells.push(("signedWeight", std::borrow::Cow::Owned(value)));
    }
    values(xml, &cells);
    if let Some(stance) = edge.stance {
        colour(xml, palette::line(stance).rgb());
    }
    xml.close();
}
