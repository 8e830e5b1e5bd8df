//! Positions as a list for programs.

use serde::Serialize;

use super::pretty;
use crate::model::{KnowledgeGraph, Record};

#[derive(Serialize)]
struct Row<'a> {
    stakeholder: &'a str,
    theme: &'a str,
    stance: &'static str,
    statements: usize,
}

/// A list of `{"stakeholder", "theme", "stance", "statements"}` with ids and the number of
/// statements, sorted by stakeholder, theme and stance. A mixed position is two entries.
pub fn positions_json(record: &Record, graph: &KnowledgeGraph) -> String {
    let rows = graph.positions().map(|position| Row {
        stakeholder: record.stakeholder(position.stakeholder).id.as_str(),
        theme: record.theme(position.theme).id.as_str(),
        stance: position.stance.as_str(),
        statements: position.statements.len(),
    });
    pretty(&rows.collect::<Vec<_>>())
}
