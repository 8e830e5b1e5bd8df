//! Graphs as GraphML.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::Import;
use super::loose::{Loose, LooseEdge, record};
use super::text::text;
use super::xml::{child, children, parse};
use crate::model::{Attributes, Value};
use crate::read::Input;
use crate::read::codes::Code;
use crate::read::problem::Problem;

/// Keys by their ids: name, and default.
type Keys = BTreeMap<String, (String, Option<String>)>;

/// Reads one graph; see [`property_record`](super::property_record) for what becomes of it.
/// Data of other programs' pictures, ports, hyperedges and graphs within nodes are left out.
pub fn graphml(input: Input) -> Import {
    let (text, mut draft) = text(input);
    if !draft.problems.is_empty() {
        return draft.finish();
    }
    let Some(document) = parse(&text, 0, &mut draft) else {
        return draft.finish();
    };
    let root = document.root_element();
    let Some(graph) = child(root, "graph").filter(|_| root.tag_name().name() == "graphml") else {
        let message = "the file has no <graphml> with a <graph>";
        draft
            .problems
            .push(Problem::new(Code::BadExchange, message).help("export it again as GraphML"));
        return draft.finish();
    };
    let mut keys = Keys::new();
    for key in children(root, "key") {
        if let Some(name) = key.attribute("attr.name") {
            let default = child(key, "default")
                .and_then(|node| node.text())
                .map(str::to_owned);
            let id = key.attribute("id").unwrap_or(name);
            let part = key.attribute("for").unwrap_or("all");
            keys.insert(format!("{part} {id}"), (name.to_owned(), default));
        } else {
            draft.tally.lost(
                "pictures of other programs",
                "pictures are drawn anew",
                key.attribute("id").unwrap_or_default(),
            );
        }
    }
    let mut loose = Loose {
        directed: graph.attribute("edgedefault") != Some("undirected"),
        attributes: data(graph, "graph", &keys),
        ..Loose::default()
    };
    for (at, node) in graph.descendants().filter(Node::is_element).enumerate() {
        let id = || node.attribute("id").unwrap_or_default().to_owned();
        match node.tag_name().name() {
            "node" => {
                if child(node, "graph").is_some() {
                    draft.tally.lost(
                        "graphs within nodes",
                        "their nodes are read as all others",
                        id(),
                    );
                }
                loose.nodes.push((id(), data(node, "node", &keys)));
            }
            "edge" => loose.edges.push(LooseEdge {
                id: node
                    .attribute("id")
                    .map_or_else(|| format!("e{at}"), str::to_owned),
                source: node.attribute("source").unwrap_or_default().to_owned(),
                target: node.attribute("target").unwrap_or_default().to_owned(),
                attributes: data(node, "edge", &keys),
            }),
            "hyperedge" => {
                draft
                    .tally
                    .skipped("hyperedges", "edges of a record have two ends", id());
            }
            "port" => {
                let why = "edges of a record end at nodes";
                draft.tally.skipped("ports", why, id());
            }
            _ => {}
        }
    }
    drop(document);
    record(loose, draft)
}

/// The data of an element, and the defaults of keys that it has none for.
fn data(node: Node<'_, '_>, part: &str, keys: &Keys) -> Attributes {
    let mut found = Attributes::new();
    for data in children(node, "data") {
        let id = data.attribute("key").unwrap_or_default();
        let key = keys
            .get(&format!("{part} {id}"))
            .or_else(|| keys.get(&format!("all {id}")));
        // Data without a key is not valid, and yet people mean it.
        let name = key.map_or(id, |(name, _)| name);
        if child(data, "ShapeNode").is_some() || data.children().any(|inner| inner.is_element()) {
            continue;
        }
        found.push((
            name.to_owned(),
            Value::Text(data.text().unwrap_or_default().to_owned()),
        ));
    }
    for (id, (name, default)) in keys {
        let of_part = id.starts_with(part) || id.starts_with("all ");
        if let Some(default) = default
            .as_ref()
            .filter(|_| of_part && !found.iter().any(|(known, _)| known == name))
        {
            found.push((name.clone(), Value::Text(default.clone())));
        }
    }
    found
}
