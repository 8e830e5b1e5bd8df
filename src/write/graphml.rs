//! Graphs as GraphML.

use std::borrow::Borrow;
use std::fmt::Write as _;
use std::io;

use super::flat::{self, Column, EdgeValue, Kind, NamedValue};
use super::xml_text::Xml;
use crate::draw::palette;
use crate::model::{PropertyEdge, PropertyGraph, PropertyNode, Stance};

/// Which GraphML.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GraphmlStyle {
    /// Keys and data only, which every reader knows.
    #[default]
    Plain,
    /// With boxes, colours and lines as yEd draws them; other readers leave them aside.
    Yed,
}

/// How GraphML is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GraphmlOptions {
    /// Which dialect. Default: plain.
    pub style: GraphmlStyle,
}

/// A graph as GraphML 1.0: every attribute is a key with a type (lists are texts parted by `|`),
/// edges keep their ids and weights.
///
/// Read by yEd, visone, Gephi, igraph, networkx, Cytoscape. O(cells).
pub fn graphml(graph: &PropertyGraph, options: GraphmlOptions) -> String {
    let mut text = Vec::new();
    let written = graphml_to(graph, graph.edges.iter(), options, &mut text);
    // Memory takes all, and what is made of texts is text.
    debug_assert!(written.is_ok());
    String::from_utf8(text).unwrap_or_default()
}

/// [`graphml`] of the nodes of a graph and of edges that may be made as they are asked for, such
/// as those of [`network_edges`](super::network_edges): into a writer, with no more than 64 KiB
/// of it in memory. Edges that the graph has itself are not written.
///
/// # Errors
/// What the writer refuses.
pub fn graphml_to<E: Borrow<PropertyEdge>>(
    graph: &PropertyGraph,
    edges: impl Iterator<Item = E> + Clone,
    options: GraphmlOptions,
    out: &mut impl io::Write,
) -> io::Result<()> {
    let yed = options.style == GraphmlStyle::Yed;
    let mut xml = Xml::new();
    let mut root = vec![
        ("xmlns", "http://graphml.graphdrawing.org/xmlns"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        (
            "xsi:schemaLocation",
            "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd",
        ),
    ];
    if yed {
        root.push(("xmlns:y", "http://www.yworks.com/xml/graphml"));
    }
    xml.open("graphml", &root);
    let of_graph = flat::graph_cells(graph);
    let graph_columns = flat::columns(std::iter::once(of_graph.clone()));
    keys(&mut xml, "graph", &graph_columns);
    key(&mut xml, "node", "label", "string");
    keys(&mut xml, "node", &flat::node_columns(graph));
    key(&mut xml, "edge", "label", "string");
    key(&mut xml, "edge", "weight", "double");
    keys(&mut xml, "edge", &flat::columns_of_edges(edges.clone()));
    if yed {
        for part in ["node", "edge"] {
            let (id, of) = (format!("{part}.graphics"), format!("{part}graphics"));
            xml.empty("key", &[("id", &id), ("for", part), ("yfiles.type", &of)]);
        }
    }
    let direction = if graph.directed {
        "directed"
    } else {
        "undirected"
    };
    xml.open("graph", &[("id", "G"), ("edgedefault", direction)]);
    cells(&mut xml, "graph", of_graph);
    for node in &graph.nodes {
        xml.open("node", &[("id", &node.id)]);
        xml.leaf("data", &[("key", "node.label")], &node.label);
        cells(&mut xml, "node", flat::node_cells(node));
        if yed {
            yed_node(&mut xml, node);
        }
        xml.close();
        if let Some(piece) = xml.piece() {
            out.write_all(piece.as_bytes())?;
        }
    }
    let (mut key, mut value) = (String::new(), String::new());
    for edge in edges {
        let edge = edge.borrow();
        let (source, target) = (&graph.nodes[edge.source].id, &graph.nodes[edge.target].id);
        let ends = [
            ("id", edge.id.as_str()),
            ("source", source),
            ("target", target),
        ];
        xml.open("edge", &ends);
        xml.leaf("data", &[("key", "edge.label")], &edge.label);
        let weight = ("weight", EdgeValue::Number(edge.weight));
        for (name, of) in std::iter::once(weight).chain(flat::edge_values(edge)) {
            key.clear();
            value.clear();
            key.push_str("edge.");
            key.push_str(name);
            // A string takes what it is given.
            let _ = write!(value, "{of}");
            xml.leaf("data", &[("key", &key)], &value);
        }
        if yed {
            yed_edge(&mut xml, edge, graph.directed);
        }
        xml.close();
        if let Some(piece) = xml.piece() {
            out.write_all(piece.as_bytes())?;
        }
    }
    out.write_all(xml.finish().as_bytes())
}

/// Keys of graph, nodes and edges have different ids, since all share one set of names.
fn key(xml: &mut Xml, part: &str, name: &str, of: &str) {
    let id = format!("{part}.{name}");
    xml.empty(
        "key",
        &[
            ("id", &id),
            ("for", part),
            ("attr.name", name),
            ("attr.type", of),
        ],
    );
}

fn keys(xml: &mut Xml, part: &str, columns: &[Column]) {
    for column in columns {
        let of = match column.kind {
            Kind::Text | Kind::Texts => "string",
            Kind::Integer => "long",
            Kind::Number => "double",
            Kind::Bool => "boolean",
        };
        key(xml, part, &column.name, of);
    }
}

fn cells(xml: &mut Xml, part: &str, cells: Vec<NamedValue<'_>>) {
    for (name, value) in cells {
        let key = format!("{part}.{name}");
        xml.leaf("data", &[("key", &key)], &value.to_string());
    }
}

fn yed_node(xml: &mut Xml, node: &PropertyNode) {
    let hex = |[r, g, b]: [u8; 3]| format!("#{r:02X}{g:02X}{b:02X}");
    let fill = node
        .look
        .map_or_else(|| palette::PANEL.0.to_owned(), |look| hex(look.colour));
    xml.open("data", &[("key", "node.graphics")]);
    xml.open("y:ShapeNode", &[]);
    if let Some(look) = node.look {
        let [x, y] = [look.place.0, -look.place.1].map(|at| at.to_string());
        let size = (2.0 * look.size).to_string();
        xml.empty(
            "y:Geometry",
            &[("x", &x), ("y", &y), ("width", &size), ("height", &size)],
        );
    }
    xml.empty("y:Fill", &[("color", &fill), ("transparent", "false")]);
    xml.leaf("y:NodeLabel", &[], &node.label);
    let shape = match node.class.as_str() {
        "claim" => "roundrectangle",
        "theme" => "ellipse",
        _ => "rectangle",
    };
    xml.empty("y:Shape", &[("type", shape)]);
    xml.close();
    xml.close();
}

fn yed_edge(xml: &mut Xml, edge: &PropertyEdge, directed: bool) {
    let colour = edge.stance.map_or(palette::BORDER, palette::line);
    let line = if edge.stance == Some(Stance::Concern) {
        "dashed"
    } else {
        "line"
    };
    xml.open("data", &[("key", "edge.graphics")]);
    xml.open("y:PolyLineEdge", &[]);
    let style = [("color", colour.0), ("type", line), ("width", "1.5")];
    xml.empty("y:LineStyle", &style);
    let head = if directed { "standard" } else { "none" };
    xml.empty("y:Arrows", &[("source", "none"), ("target", head)]);
    xml.leaf("y:EdgeLabel", &[], &edge.label);
    xml.close();
    xml.close();
}
