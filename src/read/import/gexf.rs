//! Graphs as GEXF, 1.1 to 1.3.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::Import;
use super::loose::{Loose, LooseEdge, record};
use super::text::text;
use super::xml::{child, children, parse, words};
use crate::model::{Attributes, Value};
use crate::read::Input;
use crate::read::codes::Code;
use crate::read::problem::Problem;

/// Attributes of one class by their ids: title, and whether it is a list.
type Columns = BTreeMap<String, (String, bool)>;

/// Reads one graph; see [`property_record`](super::property_record) for what becomes of it.
/// Colours, sizes and places are not kept; of a value that changes over time the last counts.
pub fn gexf(input: Input) -> Import {
    let (text, mut draft) = text(input);
    if !draft.problems.is_empty() {
        return draft.finish();
    }
    let Some(document) = parse(&text, 0, &mut draft) else {
        return draft.finish();
    };
    let root = document.root_element();
    let Some(graph) = child(root, "graph").filter(|_| root.tag_name().name() == "gexf") else {
        let message = "the file has no <gexf> with a <graph>";
        draft
            .problems
            .push(Problem::new(Code::BadExchange, message).help("export it again as GEXF"));
        return draft.finish();
    };
    let mut of_nodes = Columns::new();
    let mut of_edges = Columns::new();
    for list in children(graph, "attributes") {
        let columns = if list.attribute("class") == Some("edge") {
            &mut of_edges
        } else {
            &mut of_nodes
        };
        for one in children(list, "attribute") {
            let id = one.attribute("id").unwrap_or_default().to_owned();
            let title = one.attribute("title").unwrap_or(&id).to_owned();
            let is_list = one
                .attribute("type")
                .is_some_and(|of| of.starts_with("list"));
            columns.insert(id, (title, is_list));
        }
    }
    let about = child(root, "meta").and_then(|meta| child(meta, "description"));
    let mut loose = Loose {
        title: about.map(words).filter(|title| !title.is_empty()),
        directed: graph.attribute("defaultedgetype") != Some("undirected"),
        ..Loose::default()
    };
    for (at, node) in graph.descendants().filter(Node::is_element).enumerate() {
        let field = |name: &str| node.attribute(name).unwrap_or_default().to_owned();
        let in_viz = node
            .tag_name()
            .namespace()
            .is_some_and(|name| name.ends_with("/viz"));
        match node.tag_name().name() {
            "node" => {
                let mut attributes = vec![("label".to_owned(), Value::Text(field("label")))];
                attributes.extend(values(node, &of_nodes));
                loose.nodes.push((field("id"), attributes));
            }
            "edge" => {
                let mut attributes = Attributes::new();
                for name in ["label", "weight", "kind"] {
                    if let Some(value) = node.attribute(name) {
                        attributes.push((name.to_owned(), Value::Text(value.to_owned())));
                    }
                }
                let more = values(node, &of_edges);
                // What is said of an edge as an attribute is not said again.
                if more.iter().any(|(name, _)| name == "stance") {
                    attributes.retain(|(name, _)| name != "kind");
                }
                attributes.extend(more);
                for (name, of) in [("firstDay", "start"), ("lastDay", "end")] {
                    let known = attributes.iter().any(|(known, _)| known == name);
                    if let Some(day) = node.attribute(of).filter(|_| !known) {
                        attributes.push((name.to_owned(), Value::Text(day.to_owned())));
                    }
                }
                let id = node
                    .attribute("id")
                    .map_or_else(|| format!("e{at}"), str::to_owned);
                loose.edges.push(LooseEdge {
                    id,
                    source: field("source"),
                    target: field("target"),
                    attributes,
                });
            }
            "color" | "size" | "position" | "shape" | "thickness" if in_viz => {
                draft
                    .tally
                    .lost("looks of nodes and edges", "pictures are drawn anew", "");
            }
            _ => {}
        }
    }
    drop(document);
    record(loose, draft)
}

fn values(node: Node<'_, '_>, columns: &Columns) -> Attributes {
    let mut found = Attributes::new();
    for value in child(node, "attvalues")
        .iter()
        .flat_map(|list| list.children())
        .filter(Node::is_element)
    {
        // Before 1.2 the attribute was called id.
        let id = value
            .attribute("for")
            .or_else(|| value.attribute("id"))
            .unwrap_or_default();
        let text = value.attribute("value").unwrap_or_default();
        let (name, is_list) = columns
            .get(id)
            .map_or((id, false), |(name, is_list)| (name, *is_list));
        let value = if is_list {
            Value::Texts(list(text))
        } else {
            Value::Text(text.to_owned())
        };
        found.retain(|(known, _)| known != name);
        found.push((name.to_owned(), value));
    }
    found
}

/// `[a, "b, c"]`, or parted by `|` as older files have it.
fn list(text: &str) -> Vec<String> {
    let Some(inner) = text
        .trim()
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    else {
        return text
            .split(['|', ';'])
            .map(|item| item.trim().to_owned())
            .collect();
    };
    let (mut items, mut item, mut quoted, mut was_quoted) =
        (Vec::new(), String::new(), None, false);
    let mut letters = inner.chars();
    while let Some(c) = letters.next() {
        match (quoted, c) {
            (Some(_), '\\') => item.extend(letters.next()),
            (Some(open), c) if c == open => quoted = None,
            (Some(_), c) => item.push(c),
            (None, '"' | '\'') if item.trim().is_empty() => {
                item.clear();
                (quoted, was_quoted) = (Some(c), true);
            }
            (None, ',') => {
                items.push(finished(&mut item, was_quoted));
                was_quoted = false;
            }
            (None, c) if !was_quoted => item.push(c),
            (None, _) => {}
        }
    }
    if was_quoted || !item.trim().is_empty() || !items.is_empty() {
        items.push(finished(&mut item, was_quoted));
    }
    items
}

fn finished(item: &mut String, quoted: bool) -> String {
    let item = std::mem::take(item);
    if quoted { item } else { item.trim().to_owned() }
}
