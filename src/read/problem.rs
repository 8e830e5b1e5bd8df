//! What a reader has to say about its input, with the place.

use std::ops::Range;

use super::codes::{Code, Severity};

/// One input as text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextFile {
    /// What messages call it; usually its path.
    pub name: String,
    /// Its content, without a byte order mark; of a table only the rows that have problems.
    pub text: String,
    /// Where lines are left out: at this byte of the text, this line of the input begins.
    /// Sorted; empty where the text is whole.
    pub lines: Vec<(usize, usize)>,
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
    pub fn line_column(&self, offset: usize) -> LineColumn {
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
