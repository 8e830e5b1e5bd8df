//! Statements as a table for spreadsheets.

use jiff::civil::Date;

use super::csv_text::CsvText;
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
    let mut out = CsvText::new(&header);
    // Rows of one source stand together, and so do their dates.
    let mut last: Option<(Date, String)> = None;
    for row in table.rows() {
        let stakeholder = record.stakeholder(table.stakeholder(row));
        let claim = record.claim(table.claim(row));
        let source = record.source(table.source(row));
        let span = table.span(row);
        out.cell(table.id(row).as_str());
        out.cell(stakeholder.id.as_str());
        out.free(Some(&stakeholder.name));
        out.cell(claim.id.as_str());
        out.free(Some(&claim.text));
        out.cell(table.stance(row).as_str());
        out.cell(source.id.as_str());
        out.free(Some(&source.title));
        match record.date_of(row) {
            None => out.cell(""),
            Some(date) => {
                let known = last.take().filter(|(known, _)| *known == date);
                let (_, text) = last.insert(known.unwrap_or_else(|| (date, date.to_string())));
                out.cell(text);
            }
        }
        out.number(table.paragraph(row).map(u32::from));
        out.number(span.map(|span| span.start()));
        out.number(span.map(|span| span.end()));
        out.free(table.quote(row));
        out.free(table.speaker(row));
        out.free(table.condition(row));
        out.cell(table.fidelity(row).map_or("", |fidelity| fidelity.as_str()));
        out.free(table.coder(row));
        out.free(table.note(row));
        out.free(table.comment(row));
        out.end();
    }
    out.finish()
}
