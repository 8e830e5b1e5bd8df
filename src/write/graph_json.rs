//! The knowledge graph as nodes and edges for programs.

use serde::Serialize;

use super::pretty;
use crate::model::{EdgeKind, KnowledgeGraph, Node, Record};

#[derive(Serialize)]
struct Graph<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    nodes: Vec<NodeRow<'a>>,
    edges: Vec<EdgeRow<'a>>,
}

#[derive(Serialize)]
struct NodeRow<'a> {
    id: String,
    kind: &'static str,
    /// The id in the record.
    name: &'a str,
    label: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    stakeholder_kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    broader: Option<String>,
}

/// One edge with its ends by node id; shared with the edge list in CSV.
#[derive(Serialize)]
pub(super) struct EdgeRow<'a> {
    pub(super) id: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) kind: &'static str,
    pub(super) stance: &'static str,
    pub(super) weight: f64,
    /// Ids of the statements behind it.
    pub(super) evidence: Vec<&'a str>,
}

/// `{"title", "nodes": [...], "edges": [...]}`. Node ids are `kind:id`, such as
/// `theme:human-rights`; the four kinds of edge are statement, theme, relation and position;
/// `evidence` names the statements behind an edge.
pub fn graph_json(record: &Record, graph: &KnowledgeGraph) -> String {
    let nodes = graph
        .graph()
        .node_weights()
        .map(|&node| node_row(record, node));
    pretty(&Graph {
        title: record.title(),
        nodes: nodes.collect(),
        edges: edges(record, graph),
    })
}

fn node_row(record: &Record, node: Node) -> NodeRow<'_> {
    let (kind, name, label) = parts(record, node);
    let mut row = NodeRow {
        id: format!("{kind}:{name}"),
        kind,
        name,
        label,
        stakeholder_kind: None,
        broader: None,
    };
    match node {
        Node::Stakeholder(ix) => {
            row.stakeholder_kind = Some(record.stakeholder(ix).kind.as_str());
        }
        Node::Theme(ix) => {
            let broader = record.broader(ix).map(Node::Theme);
            row.broader = broader.map(|broader| node_id(record, broader));
        }
        Node::Claim(_) => {}
    }
    row
}

fn parts(record: &Record, node: Node) -> (&'static str, &str, &str) {
    match node {
        Node::Stakeholder(ix) => {
            let stakeholder = record.stakeholder(ix);
            ("stakeholder", stakeholder.id.as_str(), &stakeholder.name)
        }
        Node::Claim(ix) => {
            let claim = record.claim(ix);
            ("claim", claim.id.as_str(), &claim.text)
        }
        Node::Theme(ix) => {
            let theme = record.theme(ix);
            ("theme", theme.id.as_str(), &theme.name)
        }
    }
}

fn node_id(record: &Record, node: Node) -> String {
    let (kind, name, _) = parts(record, node);
    format!("{kind}:{name}")
}

pub(super) fn edges<'a>(record: &'a Record, graph: &KnowledgeGraph) -> Vec<EdgeRow<'a>> {
    let table = record.statements();
    let kinds = [
        EdgeKind::Statement,
        EdgeKind::Theme,
        EdgeKind::Relation,
        EdgeKind::Position,
    ];
    let mut rows = Vec::new();
    for kind in kinds {
        for (from, to, edge) in graph.edges(kind) {
            let (word, stance) = (kind.as_str(), edge.stance.as_str());
            let ends = (parts(record, from).1, parts(record, to).1);
            let evidence = graph.evidence(edge).iter();
            rows.push(EdgeRow {
                id: format!("{word}:{}:{}:{stance}", ends.0, ends.1),
                from: node_id(record, from),
                to: node_id(record, to),
                kind: word,
                stance,
                weight: edge.weight,
                evidence: evidence.map(|&row| table.id(row).as_str()).collect(),
            });
        }
    }
    rows
}
