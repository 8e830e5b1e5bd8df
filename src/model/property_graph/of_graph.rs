//! The knowledge graph as a property graph.

use super::of_record::{broader_edges, nodes};
use super::{Attributes, PropertyEdge, PropertyGraph, put};
use crate::model::{EdgeKind, KnowledgeGraph, Node, Record};

impl PropertyGraph {
    /// The knowledge graph of a record: statements and positions summed, support and concern
    /// between the same ends two edges.
    ///
    /// Nodes as of [`of_record`](Self::of_record). Edges, each with a stance, a weight as in
    /// [`Edge`](crate::model::Edge), the first and last day of the statements behind it, and as
    /// `evidence` their ids: `statement:STAKEHOLDER:CLAIM:STANCE`,
    /// `about:CLAIM:THEME:STANCE`, `relation:CLAIM:CLAIM:STANCE`,
    /// `position:STAKEHOLDER:THEME:STANCE`; then `broader:THEME:THEME`.
    /// Of the graph: `rollUp`. O(edges and statements behind them).
    pub fn of_graph(record: &Record, graph: &KnowledgeGraph) -> Self {
        let table = record.statements();
        let kinds = [
            (EdgeKind::Statement, "statement"),
            (EdgeKind::Theme, "about"),
            (EdgeKind::Relation, "relation"),
            (EdgeKind::Position, "position"),
        ];
        let mut edges = Vec::new();
        for (kind, class) in kinds {
            for (from, to, edge) in graph.edges(kind) {
                let behind = graph.evidence(edge);
                let days = || behind.iter().filter_map(|&row| record.date_of(row));
                let ids = behind.iter().map(|&row| table.id(row).to_string());
                let ids: Vec<String> = ids.collect();
                let mut attributes = Attributes::new();
                put(
                    &mut attributes,
                    "evidence",
                    (!ids.is_empty()).then_some(ids),
                );
                edges.push(PropertyEdge {
                    id: format!(
                        "{class}:{}:{}:{}",
                        id(record, from),
                        id(record, to),
                        edge.stance
                    ),
                    class: class.to_owned(),
                    source: graph.node_index(from).index(),
                    target: graph.node_index(to).index(),
                    label: edge.stance.to_string(),
                    stance: Some(edge.stance),
                    weight: edge.weight,
                    days: days().min().zip(days().max()),
                    attributes,
                });
            }
        }
        edges.extend(broader_edges(record));
        let mut attributes = Attributes::new();
        let roll_up = graph.options().roll_up.as_str();
        put(&mut attributes, "rollUp", Some(roll_up));
        Self {
            title: record.title().map(str::to_owned),
            attributes,
            directed: true,
            nodes: nodes(record),
            edges,
        }
    }
}

fn id(record: &Record, node: Node) -> &str {
    match node {
        Node::Stakeholder(ix) => record.stakeholder(ix).id.as_str(),
        Node::Claim(ix) => record.claim(ix).id.as_str(),
        Node::Theme(ix) => record.theme(ix).id.as_str(),
    }
}
