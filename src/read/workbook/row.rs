//! Typed access to the cells of one row, every slip noted.

use std::num::NonZeroU32;
use std::str::FromStr;

use super::context::Context;
use super::grid::CellFault;
use super::head::Columns;
use crate::model::{Date, Span, UnknownWord};
use crate::read::codes::Code;
use crate::read::json::fields::synonym;
use crate::read::problem::{CellText, Place, Problem};
use crate::read::suggest::{nearest, shown};
use crate::read::table_words::yes_or_no;
use crate::read::when::when;

/// One row of a sheet.
#[derive(Clone, Copy)]
pub(super) struct Row<'t> {
    pub(super) context: &'t Context<'t>,
    pub(super) columns: &'t Columns,
    pub(super) sheet: usize,
    pub(super) row: u32,
    pub(super) cells: &'t [CellText],
    /// What the row is, for messages.
    pub(super) what: &'static str,
}

impl<'t> Row<'t> {
    /// The cell of a field with something in it.
    fn cell(&self, field: &str) -> Option<CellText> {
        self.at(*self.columns.fields.get(field)?)
    }

    /// The cell of a column; of cells merged downwards the first one's.
    fn at(&self, column: u16) -> Option<CellText> {
        let facts = &self.context.facts[self.sheet];
        let own = self.cells.iter().find(|cell| cell.column == column);
        let cell = own.copied().or_else(|| {
            let above = facts.merged.range((column, 0)..=(column, self.row));
            let ((_, first), _) = above.last().filter(|&(_, &last)| last >= self.row)?;
            let all = &self.context.sheets[self.sheet].cells;
            let at = all.binary_search_by_key(&(*first, column), |cell| (cell.row, cell.column));
            Some(all[at.ok()?])
        })?;
        (!self.context.text(&cell).trim().is_empty()).then_some(cell)
    }

    /// Whether nothing is in any column that is read.
    pub(super) fn is_blank(&self) -> bool {
        let read = self.columns.fields.values();
        let read: Vec<u16> = read
            .chain(self.columns.attributes.iter().map(|(_, at)| at))
            .copied()
            .collect();
        !self
            .cells
            .iter()
            .any(|cell| read.contains(&cell.column) && !self.context.text(cell).trim().is_empty())
    }

    /// The place of a field's cell, empty or not; the row's first cell where there is no column.
    pub(super) fn place(&self, field: &str) -> Option<Place> {
        if let Some(cell) = self.cell(field) {
            return self.context.place(&cell);
        }
        match self.columns.fields.get(field) {
            Some(&column) => self.context.blank(self.sheet, self.row, column),
            None => self.context.place(self.cells.first()?),
        }
    }

    pub(super) fn report(&self, problem: Problem) {
        self.context.report(problem);
    }

    /// The text of a cell, as it stands there; a cell without a value is noted.
    fn value(&self, cell: CellText) -> Option<&'t str> {
        let facts = &self.context.facts[self.sheet];
        let text = self.context.text(&cell);
        let Some(fault) = facts.faults.get(&(cell.row, cell.column)) else {
            return Some(text);
        };
        let (message, help) = match fault {
            CellFault::Error => (
                format!("the cell has an error, {}", shown(text, 20)),
                "a text that begins with = + or - is typed after an apostrophe: '+norms",
            ),
            CellFault::NoResult => (
                "the cell has a formula that was never computed".to_owned(),
                "open the workbook in a spreadsheet and save it, or type the value",
            ),
        };
        self.report(
            Problem::new(Code::BadCell, message)
                .at(self.context.place(&cell), "no value")
                .help(help),
        );
        None
    }

    /// Optional text, as it stands there.
    pub(super) fn text(&self, field: &str) -> Option<&'t str> {
        self.value(self.cell(field)?)
    }

    /// Optional text without what stands around it.
    pub(super) fn word(&self, field: &str) -> Option<&'t str> {
        self.text(field).map(str::trim)
    }

    /// A free attribute.
    pub(super) fn attribute(&self, column: u16) -> Option<&'t str> {
        self.value(self.at(column)?)
    }

    /// Notes that a field which must be there is not.
    pub(super) fn missing(&self, field: &str, help: &str) {
        let message = format!("this {} has no {field}", self.what);
        let label = match self.columns.fields.get(field) {
            Some(_) => format!("{field} is missing here"),
            None => format!("the sheet has no column {field}"),
        };
        self.report(
            Problem::new(Code::MissingKey, message)
                .at(self.place(field), label)
                .help(help),
        );
    }

    /// Required text.
    pub(super) fn required(&self, field: &str, help: &str) -> Option<&'t str> {
        if self.cell(field).is_none() {
            self.missing(field, help);
            return None;
        }
        self.text(field)
    }

    /// A word of a closed list: outer `None` where it is there but wrong.
    pub(super) fn listed<T: FromStr<Err = UnknownWord>>(&self, field: &str) -> Option<Option<T>> {
        if self.cell(field).is_none() {
            return Some(None);
        }
        let text = self.word(field)?;
        let folded = text.to_lowercase();
        let known = match folded.parse() {
            Ok(word) => return Some(Some(word)),
            Err(UnknownWord { known, .. }) => known,
        };
        let meant = stance_word(&folded)
            .or_else(|| synonym(&folded))
            .filter(|word| known.contains(word));
        if let Some(word) = meant.and_then(|word| word.parse().ok()) {
            return Some(Some(word));
        }
        let mut help = format!("one of: {}", known.join(", "));
        if let Some(near) = nearest(text, known.iter().copied()) {
            help = format!("did you mean '{near}'? ({help})");
        }
        self.report(
            Problem::new(
                Code::UnknownWord,
                format!("'{}' is no {field}", shown(text, 80)),
            )
            .at(self.place(field), "not in the list")
            .help(help),
        );
        None
    }

    /// A required word of a closed list.
    pub(super) fn required_listed<T: FromStr<Err = UnknownWord>>(
        &self,
        field: &str,
        help: &str,
    ) -> Option<T> {
        let found = self.listed(field)?;
        if found.is_none() {
            self.missing(field, help);
        }
        found
    }

    /// An optional day.
    pub(super) fn date(&self, field: &str) -> Option<Date> {
        let text = self.word(field)?;
        let whole = when(text).filter(|range| range.end() - range.start() == 86_399);
        if let Some(range) = whole {
            return Some(crate::model::events::time::civil(*range.start()).date());
        }
        let has_time = when(text).is_some_and(|range| range.start() == range.end());
        let help = if has_time {
            "write the day alone, such as 2020-02-12: a record has no times of day"
        } else {
            "write year-month-day, such as 2020-02-12, or give the cell the format of a date"
        };
        self.report(
            Problem::new(Code::BadDate, format!("'{}' is no day", shown(text, 40)))
                .at(self.place(field), "not a day")
                .help(help),
        );
        None
    }

    fn number(&self, field: &str, least: u32) -> Option<u32> {
        let text = self.word(field)?;
        let number = text.parse().ok().filter(|&n: &u32| n >= least);
        if number.is_none() {
            let message = format!("{field} must be a whole number from {least} up");
            let label = format!("'{}' is none", shown(text, 40));
            self.report(
                Problem::new(Code::OutOfRange, message)
                    .at(self.place(field), label)
                    .help("write one number, without a sign, a point or words"),
            );
        }
        number
    }

    /// An optional number of a paragraph.
    pub(super) fn paragraph(&self) -> Option<NonZeroU32> {
        self.number("paragraph", 1).and_then(NonZeroU32::new)
    }

    /// An optional span, of two columns.
    pub(super) fn span(&self) -> Option<Span> {
        let (from, to) = ("span start", "span end");
        match (self.cell(from).is_some(), self.cell(to).is_some()) {
            (false, false) => return None,
            (true, true) => {}
            (start, _) => {
                let there = if start { to } else { from };
                self.missing(there, "give both columns a number, or neither");
                return None;
            }
        }
        let (start, end) = (self.number(from, 0), self.number(to, 0));
        let (start, end) = (start?, end?);
        let span = Span::new(start, end);
        if span.is_none() {
            let message = format!("the span ends at {end}, which is not after its start {start}");
            self.report(
                Problem::new(Code::BadSpan, message)
                    .at(self.place(to), "not after the start")
                    .help("the end is the place after the last character"),
            );
        }
        span
    }

    /// Several texts in one cell, parted by `|`, else by lines, else by `;`. A sign after `\`
    /// parts nothing.
    pub(super) fn texts(&self, field: &str) -> Vec<String> {
        let Some(text) = self.text(field) else {
            return Vec::new();
        };
        let bars = text.contains('|');
        let parts = |c: char| c == '|' || !bars && matches!(c, ';' | '\n');
        // Each letter, and whether it stands for itself whatever it is.
        let mut texts: Vec<Vec<(char, bool)>> = vec![Vec::new()];
        let mut letters = text.chars();
        while let Some(c) = letters.next() {
            let letter = match c {
                '\\' => (letters.next().unwrap_or('\\'), true),
                c if parts(c) => {
                    texts.push(Vec::new());
                    continue;
                }
                c => (c, false),
            };
            if let Some(last) = texts.last_mut() {
                last.push(letter);
            }
        }
        let is_space = |&(c, kept): &(char, bool)| !kept && c.is_whitespace();
        let trimmed = |letters: Vec<(char, bool)>| {
            let end = letters.iter().rposition(|one| !is_space(one));
            let letters = letters[..end.map_or(0, |at| at + 1)].iter();
            letters
                .skip_while(|one| is_space(one))
                .map(|(c, _)| *c)
                .collect::<String>()
        };
        let texts = texts.into_iter().map(trimmed);
        texts.filter(|text| !text.trim().is_empty()).collect()
    }
}

/// `support` and `concern` for what people write for them.
pub(super) fn stance_word(text: &str) -> Option<&'static str> {
    yes_or_no(text).map(|yes| if yes { "support" } else { "concern" })
}
