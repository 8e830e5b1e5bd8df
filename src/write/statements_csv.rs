//! Statements as a table for spreadsheets.

use super::csv_text::{csv_text, free};
use crate::model::Record;

/// One row a statement, in the record's order: every column, ids and names; `date` is the
/// statement's own, else its source's.
pub fn statements_csv(record: &Record) -> String {
    let header = [
        "id",
        "stakeholder",
        "stakeholder_name",
        "claim",
        "claim_text",
        "stance",
        "source",
        "source_title",
        "date",
        "paragraph",
        "span_start",
        "span_end",
        "quote",
        "speaker",
        "condition",
        "fidelity",
        "coder",
        "note",
        "comment",
    ];
    let table = record.statements();
    let text = |value: Option<&str>| value.map(free).unwrap_or_default();
    let rows = table.rows().map(|row| {
        let stakeholder = record.stakeholder(table.stakeholder(row));
        let claim = record.claim(table.claim(row));
        let source = record.source(table.source(row));
        let span = table.span(row);
        [
            table.id(row).to_string(),
            stakeholder.id.to_string(),
            free(&stakeholder.name),
            claim.id.to_string(),
            free(&claim.text),
            table.stance(row).to_string(),
            source.id.to_string(),
            free(&source.title),
            plain(record.date_of(row)),
            plain(table.paragraph(row)),
            plain(span.map(|span| span.start())),
            plain(span.map(|span| span.end())),
            text(table.quote(row)),
            text(table.speaker(row)),
            text(table.condition(row)),
            plain(table.fidelity(row)),
            text(table.coder(row)),
            text(table.note(row)),
            text(table.comment(row)),
        ]
    });
    csv_text(header, rows)
}

fn plain(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
