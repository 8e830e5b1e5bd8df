//! The rows that there is something to say about.

use super::TableText;
use crate::read::problem::TextFile;

/// Rows of a table as they were written, with the lines they stand on.
#[derive(Debug, Default)]
pub(super) struct Excerpts {
    text: String,
    /// Byte of the text, and the line that begins there.
    lines: Vec<(usize, usize)>,
    /// Where the last one begins, here, and where it ended in the table.
    last: Option<(usize, usize)>,
    /// Whether the text is kept elsewhere, and whole.
    whole: bool,
}

impl Excerpts {
    /// Of a text that is kept whole, only where lines begin.
    pub(super) fn of(text: TableText) -> Self {
        Self {
            whole: text == TableText::Kept,
            ..Self::default()
        }
    }

    /// Adds a row, once, and gives where it begins.
    pub(super) fn add(&mut self, row: &str, line: usize, ended: usize) -> usize {
        if let Some((begins, same)) = self.last
            && same == ended
        {
            return begins;
        }
        let begins = if self.whole {
            ended - row.len()
        } else {
            self.text.len()
        };
        self.last = Some((begins, ended));
        self.lines.push((begins, line));
        if self.whole {
            return begins;
        }
        self.text.push_str(row);
        if !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        begins
    }

    /// The text with its lines; `whole` is what was kept elsewhere.
    pub(super) fn file(self, name: String, whole: Option<String>) -> TextFile {
        TextFile {
            name,
            text: whole.unwrap_or(self.text),
            lines: self.lines,
            ..TextFile::default()
        }
    }
}
