//! Graphs as GraphML.

use std::collections::{BTreeMap, BTreeSet};

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

/// So many bytes the defaults of keys may make once every element has them: a small file with
/// many keys and many nodes asks for their product.
const MOST_DEFAULTS: usize = 256 << 20;

/// What is known of keys, and how much more their defaults may make.
struct Data {
    keys: Keys,
    /// By part (graph, node, edge): names and values.
    defaults: BTreeMap<&'static str, Vec<(String, String)>>,
    left: Option<usize>,
}

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
    let mut known = Data::new(keys);
    let mut loose = Loose {
        directed: graph.attribute("edgedefault") != Some("undirected"),
        attributes: known.of(graph, "graph"),
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
                loose.nodes.push((id(), known.of(node, "node")));
            }
            "edge" => loose.edges.push(LooseEdge {
                id: node
                    .attribute("id")
                    .map_or_else(|| format!("e{at}"), str::to_owned),
                source: node.attribute("source").unwrap_or_default().to_owned(),
                target: node.attribute("target").unwrap_or_default().to_owned(),
                attributes: known.of(node, "edge"),
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
    if known.left.is_none() {
        let message = "the defaults of keys make more than 256 MiB";
        draft.problems.push(
            Problem::new(Code::TooMuch, message)
                .help("write values on the nodes and edges that have them, without <default>"),
        );
    }
    record(loose, draft)
}

impl Data {
    fn new(keys: Keys) -> Self {
        let of = |part: &'static str| {
            let mut names = BTreeSet::new();
            let keys = (keys.iter())
                .filter(|(id, _)| id.starts_with(part) || id.starts_with("all "))
                .filter_map(|(_, (name, default))| Some((name.clone(), default.clone()?)))
                .filter(|(name, _)| names.insert(name.clone()));
            (part, keys.collect())
        };
        Self {
            defaults: ["graph", "node", "edge"].map(of).into(),
            left: Some(MOST_DEFAULTS),
            keys,
        }
    }

    /// The data of an element, and the defaults of keys that it has none for.
    fn of(&mut self, node: Node<'_, '_>, part: &'static str) -> Attributes {
        let mut found = Attributes::new();
        for data in children(node, "data") {
            let id = data.attribute("key").unwrap_or_default();
            let key = (self.keys.get(&format!("{part} {id}")))
                .or_else(|| self.keys.get(&format!("all {id}")));
            // Data without a key is not valid, and yet people mean it.
            let name = key.map_or(id, |(name, _)| name);
            if child(data, "ShapeNode").is_some() || data.children().any(|inner| inner.is_element())
            {
                continue;
            }
            found.push((
                name.to_owned(),
                Value::Text(data.text().unwrap_or_default().to_owned()),
            ));
        }
        let defaults = &self.defaults[part];
        if defaults.is_empty() {
            return found;
        }
        let said: BTreeSet<String> = found.iter().map(|(name, _)| name.clone()).collect();
        for (name, default) in defaults {
            if said.contains(name) {
                continue;
            }
            // Once too much there is no more.
            let size = name.len() + default.len() + size_of::<(String, Value)>();
            self.left = self.left.and_then(|left| left.checked_sub(size));
            if self.left.is_none() {
                break;
            }
            found.push((name.clone(), Value::Text(default.clone())));
        }
        found
    }
}
