//! Graphs as JSON: node-link, JSON Graph Format 1 and 2, Cytoscape.js.

use serde_json::{Map, Value as Json};

use super::Import;
use super::loose::{Loose, LooseEdge, record};
use super::text::value;
use crate::model::{Attributes, Value};
use crate::read::Input;
use crate::read::codes::Code;
use crate::read::problem::Problem;

/// Reads one graph of whichever form; see [`property_record`](super::property_record) for what
/// becomes of it. Of several graphs in one file the first is read.
pub fn graph_json(input: Input) -> Import {
    let (value, mut draft) = value(input);
    let Some(value) = value else {
        return draft.finish();
    };
    let loose = value.as_object().and_then(|object| {
        if let Some(elements) = object.get("elements") {
            Some(cytoscape(object, elements))
        } else if let Some(graphs) = object.get("graphs").and_then(Json::as_array) {
            if graphs.len() > 1 {
                let why = "a record is made of one graph, the first";
                draft
                    .tally
                    .lost_n("graphs", why, graphs.len() - 1, "graphs");
            }
            jgf(graphs.first()?.as_object()?)
        } else if object.contains_key("nodes") {
            Some(node_link(object))
        } else {
            jgf(object.get("graph")?.as_object()?)
        }
    });
    match loose {
        Some(loose) => record(loose, draft),
        None => {
            let message = "the file has no graph: neither nodes, nor elements, nor graph";
            let help = "node-link, JSON Graph Format and Cytoscape.js are read";
            draft
                .problems
                .push(Problem::new(Code::BadExchange, message).help(help));
            draft.finish()
        }
    }
}

fn flat(value: &Json) -> Option<Value> {
    Some(match value {
        Json::Null => return None,
        Json::Bool(yes) => Value::Bool(*yes),
        Json::String(text) => Value::Text(text.clone()),
        Json::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => Value::Integer(whole),
            (None, Some(number)) => Value::Number(number),
            (None, None) => Value::Text(number.to_string()),
        },
        Json::Array(items)
            if items
                .iter()
                .all(|item| !item.is_object() && !item.is_array()) =>
        {
            Value::Texts(
                items
                    .iter()
                    .filter_map(flat)
                    .map(|item| item.to_string())
                    .collect(),
            )
        }
        other => Value::Text(other.to_string()),
    })
}

/// The fields of an object, but for some.
pub(crate) fn fields(object: &Map<String, Json>, but: &[&str]) -> Attributes {
    let rest = object
        .iter()
        .filter(|(key, _)| !but.contains(&key.as_str()));
    rest.filter_map(|(key, value)| Some((key.clone(), flat(value)?)))
        .collect()
}

/// An id, whether it is written as text or number.
pub(crate) fn id(value: Option<&Json>) -> String {
    match value {
        Some(Json::Object(object)) => id(object.get("id")),
        Some(value) => flat(value)
            .map(|value| value.to_string())
            .unwrap_or_default(),
        None => String::new(),
    }
}

pub(crate) fn list<'a>(
    object: &'a Map<String, Json>,
    key: &str,
) -> impl Iterator<Item = &'a Map<String, Json>> {
    object
        .get(key)
        .and_then(Json::as_array)
        .into_iter()
        .flatten()
        .filter_map(Json::as_object)
}

fn directed(object: &Map<String, Json>) -> bool {
    object
        .get("directed")
        .and_then(Json::as_bool)
        .unwrap_or(true)
}

fn node_link(object: &Map<String, Json>) -> Loose {
    let of_graph = object.get("graph").and_then(Json::as_object);
    let edges = if object.contains_key("edges") {
        "edges"
    } else {
        "links"
    };
    let nodes: Vec<(String, Attributes)> = list(object, "nodes")
        .map(|node| {
            let key = ["id", "key", "name"]
                .into_iter()
                .find(|key| node.contains_key(*key))
                .unwrap_or("id");
            (
                id(node.get(key)),
                fields(node, &["id", "x", "y", "vx", "vy", "index"]),
            )
        })
        .collect();
    // d3 has places in the list where nodes have no such id.
    let by_place = |end: String| -> String {
        let known = end.parse::<usize>().ok().and_then(|at| nodes.get(at));
        match known {
            Some((id, _))
                if !nodes
                    .iter()
                    .take(1)
                    .any(|(first, _)| first.parse::<usize>().is_ok()) =>
            {
                id.clone()
            }
            _ => end,
        }
    };
    let edges = list(object, edges).enumerate().map(|(at, edge)| {
        let name = [edge.get("id"), edge.get("key")]
            .into_iter()
            .flatten()
            .find(|value| value.is_string());
        LooseEdge {
            id: name.map_or_else(|| format!("e{at}"), |value| id(Some(value))),
            source: by_place(id(edge.get("source"))),
            target: by_place(id(edge.get("target"))),
            attributes: fields(edge, &["source", "target", "key", "id", "index"]),
        }
    });
    let edges = edges.collect();
    Loose {
        title: None,
        attributes: of_graph.map(|graph| fields(graph, &[])).unwrap_or_default(),
        directed: directed(object),
        edges,
        nodes,
    }
}

fn cytoscape(object: &Map<String, Json>, elements: &Json) -> Loose {
    let empty = Map::new();
    // Elements may be one list, in which edges are what has a source.
    let mut nodes: Vec<&Map<String, Json>> = Vec::new();
    let mut edges: Vec<&Map<String, Json>> = Vec::new();
    match elements {
        Json::Object(both) => {
            nodes.extend(list(both, "nodes"));
            edges.extend(list(both, "edges"));
        }
        other => {
            for one in other
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Json::as_object)
            {
                let data = one.get("data").and_then(Json::as_object).unwrap_or(&empty);
                if data.contains_key("source") {
                    edges.push(one);
                } else {
                    nodes.push(one);
                }
            }
        }
    }
    let data = |one: &Map<String, Json>| {
        one.get("data")
            .and_then(Json::as_object)
            .cloned()
            .unwrap_or_default()
    };
    Loose {
        title: None,
        attributes: object
            .get("data")
            .and_then(Json::as_object)
            .map(|data| fields(data, &["name"]))
            .unwrap_or_default(),
        directed: directed(object),
        nodes: (nodes.into_iter().map(data))
            .map(|data| {
                let mut but = vec!["id", "value"];
                if data.contains_key("label") {
                    but.push("name");
                }
                (id(data.get("id")), fields(&data, &but))
            })
            .collect(),
        edges: (edges.into_iter().map(data).enumerate())
            .map(|(at, data)| LooseEdge {
                id: data
                    .get("id")
                    .map_or_else(|| format!("e{at}"), |value| id(Some(value))),
                source: id(data.get("source")),
                target: id(data.get("target")),
                attributes: fields(&data, &["id", "key", "source", "target"]),
            })
            .collect(),
    }
}

fn jgf(graph: &Map<String, Json>) -> Option<Loose> {
    let part = |name: String, one: &Map<String, Json>, but: &[&str]| {
        let mut attributes = fields(one, but);
        attributes.extend(
            one.get("metadata")
                .and_then(Json::as_object)
                .map(|data| fields(data, &[]))
                .unwrap_or_default(),
        );
        (name, attributes)
    };
    let nodes: Vec<(String, Attributes)> = match graph.get("nodes")? {
        Json::Object(nodes) => (nodes.iter())
            .filter_map(|(id, node)| Some(part(id.clone(), node.as_object()?, &["id", "metadata"])))
            .collect(),
        nodes => (nodes.as_array()?.iter().filter_map(Json::as_object))
            .map(|node| part(id(node.get("id")), node, &["id", "metadata"]))
            .collect(),
    };
    let edges = list(graph, "edges").enumerate().map(|(at, edge)| {
        let but = ["id", "source", "target", "directed", "metadata"];
        let (id_of, mut attributes) = part(id(edge.get("id")), edge, &but);
        // Our own class of an edge is its relation too.
        if attributes.iter().any(|(name, _)| name == "edgeKind") {
            attributes.retain(|(name, _)| name != "relation");
        }
        LooseEdge {
            id: if id_of.is_empty() {
                format!("e{at}")
            } else {
                id_of
            },
            source: id(edge.get("source")),
            target: id(edge.get("target")),
            attributes,
        }
    });
    Some(Loose {
        title: graph.get("label").and_then(Json::as_str).map(str::to_owned),
        attributes: graph
            .get("metadata")
            .and_then(Json::as_object)
            .map(|data| fields(data, &[]))
            .unwrap_or_default(),
        directed: directed(graph),
        edges: edges.collect(),
        nodes,
    })
}
