//! What a reader has to say about its input, with the place.

use std::ops::Range;
use std::sync::Arc;

use super::codes::{Code, Severity};

/// One input as text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextFile {
    /// What messages call it; usually its path.
    pub name: String,
    /// Its content, without a byte order mark; of a table perhaps only the rows that have problems.
    pub text: String,
    /// Of some lines, where lines are left out of all: at this byte of the text, this line of the
    /// input begins. Sorted.
    pub lines: Vec<(usize, usize)>,
    /// Of a workbook: its sheets, whose cells are the text.
    pub sheets: Arc<Vec<SheetText>>,
}

/// A sheet of a workbook, in a [`TextFile`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetText {
    /// Its name.
    pub name: String,
    /// Cells with something in them, by row and column; so their texts stand in the file's text.
    pub cells: Vec<CellText>,
    /// Empty cells that there is something to say about; their texts come after all others.
    pub blanks: Vec<CellText>,
}

/// A cell of a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellText {
    /// Its row, from 1.
    pub row: u32,
    /// Its column, from 1.
    pub column: u16,
    /// Where its text begins in that of the file.
    pub start: u32,
    /// Where its text ends.
    pub end: u32,
}

impl CellText {
    /// How spreadsheets call it: `D7`.
    pub fn address(&self) -> String {
        let mut letters = Vec::new();
        let mut rest = self.column;
        while rest > 0 {
            letters.push(char::from(
                b'A' + u8::try_from((rest - 1) % 26).unwrap_or_default(),
            ));
            rest = (rest - 1) / 26;
        }
        letters.iter().rev().collect::<String>() + &self.row.to_string()
    }

    /// Where its text is.
    pub fn span(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A line and a column, both counted from 1, the column in Unicode characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Counted from 1; lines end with LF or CR LF.
    pub line: usize,
    /// Counted from 1, in characters.
    pub column: usize,
}

impl TextFile {
    /// The line and column of a byte offset; past the end is the end. O(offset).
    ///
    /// Of a workbook the row and the column of the cell. O(log cells).
    pub fn line_column(&self, offset: usize) -> LineColumn {
        if let Some((_, cell)) = self.cell(offset) {
            return LineColumn {
                line: cell.row as usize,
                column: usize::from(cell.column),
            };
        }
        let bytes = self.text.as_bytes();
        let offset = offset.min(bytes.len());
        let start = bytes[..offset]
            .iter()
            .rposition(|&b| b == b'\n')
            .map_or(0, |at| at + 1);
        let known = self.lines.partition_point(|&(byte, _)| byte <= offset);
        let (from, line) = known.checked_sub(1).map_or((0, 1), |at| self.lines[at]);
        let passed = bytes[from.min(start)..start].iter();
        let line = line + passed.filter(|&&b| b == b'\n').count();
        let within = &bytes[start..offset];
        let column = within.iter().filter(|&&b| b & 0xC0 != 0x80).count() + 1;
        LineColumn { line, column }
    }

    /// Of a workbook: the sheet and the cell that a byte of the text is in. O(log cells).
    pub fn cell(&self, offset: usize) -> Option<(&str, CellText)> {
        let within = |cells: &[CellText]| {
            let at = cells.partition_point(|cell| cell.start as usize <= offset);
            let cell = cells.get(at.checked_sub(1)?)?;
            (offset <= cell.end as usize).then_some(*cell)
        };
        self.sheets.iter().find_map(|sheet| {
            let cell = within(&sheet.cells).or_else(|| within(&sheet.blanks))?;
            Some((sheet.name.as_str(), cell))
        })
    }

    /// What messages call a place: the file, and of a workbook the sheet and the cell.
    pub fn place_name(&self, offset: usize) -> String {
        match self.cell(offset) {
            Some((sheet, cell)) => {
                format!("{}, sheet {sheet}, cell {}", self.name, cell.address())
            }
            None => self.name.clone(),
        }
    }
}

/// A stretch of one of the input files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Which file, by its place in the list of files.
    pub file: usize,
    /// Bytes of its text.
    pub span: Range<usize>,
}

/// Something to say about the input: where, what is wrong, what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The rule.
    pub code: Code,
    /// What is wrong, in one line without a full stop.
    pub message: String,
    /// Where, if anywhere.
    pub place: Option<Place>,
    /// What stands at the place, in a few words.
    pub label: String,
    /// What to do.
    pub help: Option<String>,
    /// Other places that matter, each with a few words.
    pub related: Vec<(Place, String)>,
}

impl Problem {
    /// A problem at no place, with nothing but a message.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            place: None,
            label: String::new(),
            help: None,
            related: Vec::new(),
        }
    }

    /// Sets where it is, and what stands there.
    #[must_use]
    pub fn at(mut self, place: Option<Place>, label: impl Into<String>) -> Self {
        self.place = place;
        self.label = label.into();
        self
    }

    /// Sets what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn related(mut self, place: Option<Place>, label: impl Into<String>) -> Self {
        self.related
            .extend(place.map(|place| (place, label.into())));
        self
    }

    /// How much it matters.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// Sorts problems by severity, file, place and code: the order in which they are shown.
pub fn sort_problems(problems: &mut Vec<Problem>) {
    problems.sort_by(|a, b| {
        let place = |p: &Problem| {
            p.place
                .as_ref()
                .map(|at| (at.file, at.span.start, at.span.end))
        };
        let key = |p: &Problem| (p.severity(), place(p), p.code);
        key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
    });
    problems.dedup();
}
