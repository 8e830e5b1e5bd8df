//! The nodes and edges of a map; claims are made of `I`.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Node, Object, Reader, first, list, plain};
use crate::read::import::text::one_line;

const NODES: [(&str, &str, Option<&str>); 7] = [
    ("I", "I-nodes", Some("claims")),
    ("L", "locutions", Some("statements")),
    ("RA", "inferences (RA)", Some("relations")),
    ("CA", "conflicts (CA)", Some("relations")),
    ("YA", "speech acts (YA)", Some("statements")),
    ("TA", "transitions (TA)", None),
    ("MA", "rephrases (MA)", None),
];

impl<'a> Reader<'a> {
    pub(super) fn nodes(&mut self, nodes: &'a [Value]) {
        for (kind, things, became) in NODES {
            let there = |node: &Value| node.get("type").map(plain).as_deref() == Some(kind);
            if nodes.iter().any(there) {
                self.draft.tally.expect(things, became);
            }
        }
        for (at, node) in nodes.iter().enumerate() {
            let place = || format!("nodes[{at}]");
            let object = node.as_object();
            let id = object
                .and_then(|o| first(o, &["nodeID", "id", "node_id"]))
                .map(plain);
            let (Some(object), Some(id)) = (object, id.filter(|id| !id.is_empty())) else {
                self.draft
                    .tally
                    .skipped("nodes without id", "nothing can refer to it", place());
                continue;
            };
            if self.nodes.contains_key(&id) {
                let why = "another node has the same id";
                self.draft
                    .tally
                    .skipped("nodes with a taken id", why, place());
                continue;
            }
            let kind = object
                .get("type")
                .and_then(Value::as_str)
                .unwrap_or_default()
                .trim();
            let text = object
                .get("text")
                .and_then(Value::as_str)
                .unwrap_or_default();
            let text = if self.own { text } else { text.trim() }.to_owned();
            if object
                .get("timestamp")
                .is_some_and(|time| !plain(time).is_empty())
            {
                let why = "it is when the node was stored, not when anything was said";
                self.draft.tally.lost("times of nodes", why, place());
            }
            for key in ["x", "y", "color", "visible", "w", "h", "width", "height"] {
                if object.contains_key(key) {
                    let why = "where and how a node is drawn";
                    self.draft.tally.lost("looks of nodes", why, place());
                    break;
                }
            }
            let node = Node {
                kind,
                text,
                object,
                at,
            };
            match kind {
                // The claim that our concern is about has the statement.
                "I" if self.own && id.starts_with("concern-") => {
                    self.draft.tally.kept("I-nodes");
                }
                "I" => {
                    let name = if self.own { &id["claim-".len()..] } else { &id };
                    let claim = self.draft.claim(Some(name), &node.text);
                    if claim.as_str() != name
                        && let Some(claim) = self.draft.last_claim()
                    {
                        claim.comment = Some(format!("node {id}"));
                    }
                    self.draft.tally.kept("I-nodes");
                    self.claims.insert(id.clone(), claim);
                }
                "RA" | "CA" | "L" | "YA" | "TA" | "MA" => {}
                other => {
                    let why = "a record has no such thing";
                    let things = format!("nodes of type '{}'", one_line(other));
                    self.draft.tally.skipped(&things, why, place());
                }
            }
            self.nodes.insert(id, node);
        }
    }

    pub(super) fn edges(&mut self, edges: &[Value]) {
        for (at, edge) in edges.iter().enumerate() {
            let end = |keys: &[&str]| {
                let id = edge.as_object().and_then(|o| first(o, keys)).map(plain)?;
                self.nodes.contains_key(&id).then_some(id)
            };
            let from = end(&["fromID", "from", "source"]);
            let to = end(&["toID", "to", "target"]);
            let place = format!("edges[{at}]");
            let (Some(from), Some(to)) = (from, to) else {
                self.draft
                    .tally
                    .skipped("edges", "an end leads to no node", place);
                continue;
            };
            if self.claims.contains_key(&from) && self.claims.contains_key(&to) {
                let why = "it ties two claims without saying how (RA or CA)";
                self.draft.tally.skipped("edges", why, place);
                continue;
            }
            if first(edge.as_object().unwrap_or(&Object::new()), &["formEdgeID"]).is_some() {
                let why = "a record has no roles of premises";
                self.draft.tally.lost("forms of edges", why, place);
            }
            self.draft.tally.kept("edges");
            self.out.entry(from.clone()).or_default().push(to.clone());
            self.into.entry(to).or_default().push(from);
        }
    }

    /// The scheme of each node that has one, in words.
    pub(super) fn schemes(&self, graph: &Object) -> BTreeMap<String, String> {
        let mut schemes = BTreeMap::new();
        for (id, node) in &self.nodes {
            let named = first(node.object, &["scheme"]).map(plain);
            let text = Some(node.text.clone()).filter(|text| text != node.kind);
            let said = named
                .filter(|name| name != "0")
                .or(text)
                .unwrap_or_default();
            if !said.is_empty() {
                schemes.insert(id.clone(), said);
            }
        }
        for one in list(graph, "schemefulfillments") {
            let field = |key: &str| one.get(key).map(plain).filter(|text| !text.is_empty());
            if let (Some(node), Some(scheme)) = (field("nodeID"), field("schemeID")) {
                let said = schemes.entry(node).or_default();
                let gap = if said.is_empty() { "" } else { ", " };
                said.push_str(&format!("{gap}scheme {scheme}"));
            }
        }
        schemes
    }
}
