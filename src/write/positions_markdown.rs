//! Positions as a table for people.

use super::positions_csv::statement_ids;
use crate::model::{KnowledgeGraph, Record};

/// A Markdown table: who, on what, which way, how often and where. A mixed position is two
/// rows.
pub fn positions_markdown(record: &Record, graph: &KnowledgeGraph) -> String {
    let mut text = String::from("# Positions\n\n");
    if let Some(title) = record.title() {
        text.push_str(&format!("{}\n\n", escaped(title)));
    }
    text.push_str("| Stakeholder | Theme | Stance | Statements | Ids |\n");
    text.push_str("| :-- | :-- | :-- | --: | :-- |\n");
    for position in graph.positions() {
        text.push_str(&format!(
            "| {} | {} | {} {} | {} | {} |\n",
            escaped(&record.stakeholder(position.stakeholder).name),
            escaped(&record.theme(position.theme).name),
            position.stance.symbol(),
            position.stance,
            position.statements.len(),
            statement_ids(record, &position).join(", "),
        ));
    }
    text
}

/// Text that Markdown shows as it is, on one line.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for c in word.chars() {
            if matches!(
                c,
                '\\' | '|' | '<' | '>' | '*' | '_' | '`' | '[' | ']' | '#' | '&' | '~'
            ) {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}
