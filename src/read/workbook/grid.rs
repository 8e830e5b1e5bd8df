//! Sheets as lists of cells whose texts stand one after the other, with limits.

use std::collections::BTreeMap;

use crate::read::codes::Code;
use crate::read::problem::{CellText, Problem, SheetText};

/// So many cells with something in them a workbook may have.
const MOST_CELLS: usize = 24_000_000;
/// So many bytes their texts may have.
const MOST_TEXT: usize = 768 << 20;

/// Why a cell has no value, though there is something in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellFault {
    /// A formula failed; the cell shows why.
    Error,
    /// A formula that was never computed.
    NoResult,
}

/// What is known of a sheet besides its cells.
#[derive(Debug, Default)]
pub(super) struct SheetFacts {
    /// Cells without a value, by row and column.
    pub(super) faults: BTreeMap<(u32, u16), CellFault>,
    /// Merged cells of one column, first row and column to last row: the value of the first is
    /// meant for all.
    pub(super) merged: BTreeMap<(u16, u32), u32>,
    /// Rows that are not shown.
    pub(super) hidden_rows: usize,
    /// Whether the whole sheet is not shown.
    pub(super) hidden: bool,
}

/// The texts of a workbook, and where they are.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub(super) text: String,
    pub(super) sheets: Vec<SheetText>,
    pub(super) facts: Vec<SheetFacts>,
    cells: usize,
}

impl Grid {
    /// A further sheet, which cells are then added to.
    pub(super) fn sheet(&mut self, name: &str) {
        self.sheets.push(SheetText {
            name: name.to_owned(),
            ..SheetText::default()
        });
        self.facts.push(SheetFacts::default());
    }

    /// What is known of the sheet that was added last.
    pub(super) fn last_facts(&mut self) -> Option<&mut SheetFacts> {
        self.facts.last_mut()
    }

    /// Adds a cell, counted from 1, to the sheet that was added last; empty ones are left out.
    ///
    /// # Errors
    /// More cells, or more text, than is read.
    pub(super) fn cell(&mut self, row: u32, column: u16, text: &str) -> Result<(), Box<Problem>> {
        if text.is_empty() {
            return Ok(());
        }
        self.cells += 1;
        let too_much = |what: String| {
            let message = format!("the workbook has more than {what}");
            let help = "split it, or save the sheet of statements as CSV: tables of any size are \
                        read";
            Err(Box::new(Problem::new(Code::TooMuch, message).help(help)))
        };
        if self.cells > MOST_CELLS {
            return too_much(format!("{MOST_CELLS} cells"));
        }
        if self.text.len() + text.len() > MOST_TEXT {
            return too_much(format!("{} MiB of text", MOST_TEXT >> 20));
        }
        let start = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        self.text.push_str(text);
        let end = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        self.text.push('\n');
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.cells.push(CellText {
                row,
                column,
                start,
                end,
            });
        }
        Ok(())
    }

    /// Puts the cells of the last sheet in order, which nearly every file has them in.
    pub(super) fn end_sheet(&mut self) {
        let Some(sheet) = self.sheets.last_mut() else {
            return;
        };
        let key = |cell: &CellText| (cell.row, cell.column);
        if sheet.cells.is_sorted_by(|a, b| key(a) < key(b)) {
            return;
        }
        sheet.cells.sort_by_key(key);
        // Of a cell that is there twice the last counts, as in spreadsheets.
        let mut kept: Vec<CellText> = Vec::with_capacity(sheet.cells.len());
        for cell in sheet.cells.drain(..) {
            match kept.last_mut() {
                Some(last) if key(last) == key(&cell) => *last = cell,
                _ => kept.push(cell),
            }
        }
        let from = kept.iter().map(|cell| cell.start).min().unwrap_or_default() as usize;
        let mut text = String::new();
        for cell in &mut kept {
            let start = u32::try_from(from + text.len()).unwrap_or(u32::MAX);
            text.push_str(&self.text[cell.span()]);
            (cell.start, cell.end) = (start, start + (cell.end - cell.start));
            text.push('\n');
        }
        self.text.truncate(from);
        self.text.push_str(&text);
        sheet.cells = kept;
    }
}
