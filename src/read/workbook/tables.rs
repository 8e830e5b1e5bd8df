//! Sheets as tables, for readers of tables.

use super::{Wanted, is_record, is_workbook, read};
use crate::read::Input;
use crate::read::problem::{CellText, Problem};

/// The sheets of a workbook that is no record, each as CSV with the workbook's and its name;
/// empty and hidden ones are left out. `None` where the workbook is a record, or is none.
///
/// # Errors
/// What keeps the workbook from being read.
pub fn sheet_tables(input: &Input) -> Result<Option<Vec<Input>>, Box<Problem>> {
    if !is_workbook(&input.bytes) {
        return Ok(None);
    }
    let (grid, names) = read(&input.bytes, Wanted::Tables)?;
    if is_record(&names) {
        return Ok(None);
    }
    let sheets = grid.sheets.iter().zip(&grid.facts);
    let sheets = sheets.filter(|(sheet, facts)| !sheet.cells.is_empty() && !facts.hidden);
    let tables = sheets.map(|(sheet, _)| Input {
        name: format!("{}, sheet {}", input.name, sheet.name),
        bytes: csv(&grid.text, &sheet.cells).into_bytes(),
    });
    Ok(Some(tables.collect()))
}

/// A row a line; lines are where rows are, as long as no cell has a line break.
fn csv(text: &str, cells: &[CellText]) -> String {
    let mut out = String::new();
    let width = cells
        .iter()
        .map(|cell| cell.column)
        .max()
        .unwrap_or_default();
    let mut next = 1;
    for row in cells.chunk_by(|a, b| a.row == b.row) {
        // Rows far down are not counted out.
        let gap = row[0].row.saturating_sub(next);
        out.extend(std::iter::repeat_n(
            '\n',
            if gap < 1000 { gap as usize } else { 0 },
        ));
        next = row[0].row + 1;
        let mut column = 1;
        for cell in row {
            out.extend((column..cell.column).map(|_| ','));
            column = cell.column;
            out.push('"');
            out.push_str(&text[cell.span()].replace('"', "\"\""));
            out.push('"');
        }
        out.extend((column..width).map(|_| ','));
        out.push('\n');
    }
    out
}
