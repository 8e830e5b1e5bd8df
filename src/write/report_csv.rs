//! The main table of an answer, for spreadsheets and other programs.

use super::csv_text::{csv_rows, free};
use crate::analysis::{Cell, Report};

/// The first table: a header and one line a row, numbers at full double precision, undefined
/// ones empty. Empty text where there is no table.
pub fn report_csv(report: &Report) -> String {
    let Some(table) = report.tables.first() else {
        return String::new();
    };
    let header = table.columns.iter().map(|name| free(name)).collect();
    let rows = table.rows.iter().map(|row| row.iter().map(cell).collect());
    csv_rows(header, rows)
}

pub(super) fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => free(text),
        Cell::Integer(count) => count.to_string(),
        Cell::Number(number) if number.is_finite() => number.to_string(),
        Cell::Flag(flag) => flag.to_string(),
        Cell::Number(_) | Cell::Empty => String::new(),
    }
}
