//! Positions as a table for spreadsheets.

use super::csv_text::{csv_text, free};
use crate::model::{KnowledgeGraph, Position, Record};

/// One row a position: ids, names, stance, the number of statements and their ids. A mixed
/// position is two rows.
pub fn positions_csv(record: &Record, graph: &KnowledgeGraph) -> String {
    let header = [
        "stakeholder",
        "stakeholder_name",
        "theme",
        "theme_name",
        "stance",
        "statements",
        "statement_ids",
    ];
    let rows = graph.positions().map(|position| {
        let stakeholder = record.stakeholder(position.stakeholder);
        let theme = record.theme(position.theme);
        [
            stakeholder.id.to_string(),
            free(&stakeholder.name),
            theme.id.to_string(),
            free(&theme.name),
            position.stance.to_string(),
            position.statements.len().to_string(),
            statement_ids(record, &position).join(" "),
        ]
    });
    csv_text(header, rows)
}

pub(super) fn statement_ids<'a>(record: &'a Record, position: &Position<'_>) -> Vec<&'a str> {
    let table = record.statements();
    let ids = position
        .statements
        .iter()
        .map(|&row| table.id(row).as_str());
    ids.collect()
}
