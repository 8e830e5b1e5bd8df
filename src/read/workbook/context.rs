//! Where cells are read from, and where problems go.

use std::cell::RefCell;

use super::grid::SheetFacts;
use crate::read::problem::{CellText, Place, Problem, SheetText};

/// After so many problems the rest is not looked at.
const MOST_PROBLEMS: usize = 10_000;

/// One workbook while it is read.
pub(super) struct Context<'t> {
    pub(super) file: usize,
    pub(super) text: &'t str,
    pub(super) sheets: &'t [SheetText],
    pub(super) facts: &'t [SheetFacts],
    pub(super) problems: &'t RefCell<Vec<Problem>>,
    /// Empty cells with a problem, by sheet, row and column, in the order of their places.
    pub(super) blanks: RefCell<Vec<(usize, u32, u16)>>,
}

impl Context<'_> {
    /// What stands in a cell.
    pub(super) fn text(&self, cell: &CellText) -> &str {
        &self.text[cell.span()]
    }

    pub(super) fn place(&self, cell: &CellText) -> Option<Place> {
        Some(Place {
            file: self.file,
            span: cell.span(),
        })
    }

    /// The place of an empty cell: after all text, where each has an end of line.
    pub(super) fn blank(&self, sheet: usize, row: u32, column: u16) -> Option<Place> {
        let mut blanks = self.blanks.borrow_mut();
        let at = self.text.len() + blanks.len();
        blanks.push((sheet, row, column));
        Some(Place {
            file: self.file,
            span: at..at,
        })
    }

    pub(super) fn is_full(&self) -> bool {
        self.problems.borrow().len() >= MOST_PROBLEMS
    }

    pub(super) fn report(&self, problem: Problem) {
        if !self.is_full() {
            self.problems.borrow_mut().push(problem);
        }
    }
}
