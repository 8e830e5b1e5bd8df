//! Statements as a list for programs.

use serde::Serialize;

use super::record_json::statement;
use super::{pretty, wire};
use crate::model::Record;

#[derive(Serialize)]
struct Row<'a> {
    #[serde(flatten)]
    statement: wire::Statement<'a>,
    stakeholder_name: &'a str,
    claim_text: &'a str,
    source_title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    effective_date: Option<String>,
}

/// A list with one object a statement, in the record's order: the keys of the record file, and
/// the names that its ids stand for. `effective_date` is its own date, else its source's.
pub fn statements_json(record: &Record) -> String {
    let table = record.statements();
    let rows = table.rows().map(|row| Row {
        statement: statement(record, row),
        stakeholder_name: &record.stakeholder(table.stakeholder(row)).name,
        claim_text: &record.claim(table.claim(row)).text,
        source_title: &record.source(table.source(row)).title,
        effective_date: record.date_of(row).map(|date| date.to_string()),
    });
    pretty(&rows.collect::<Vec<_>>())
}
