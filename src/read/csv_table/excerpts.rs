//! The rows that there is something to say about.

use crate::read::problem::TextFile;

/// Rows of a table as they were written, with the lines they stand on.
#[derive(Debug, Default)]
pub(super) struct Excerpts {
    text: String,
    /// Byte of the text, and the line that begins there.
    lines: Vec<(usize, usize)>,
    /// Where the last one begins, here, and where it ended in the table.
    last: Option<(usize, usize)>,
}

impl Excerpts {
    /// Adds a row, once, and gives where it begins.
    pub(super) fn add(&mut self, row: &str, line: usize, ended: usize) -> usize {
        if let Some((begins, same)) = self.last
            && same == ended
        {
            return begins;
        }
        let begins = self.text.len();
        self.last = Some((begins, ended));
        self.lines.push((begins, line));
        self.text.push_str(row);
        if !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        begins
    }

    pub(super) fn file(self, name: String) -> TextFile {
        TextFile {
            name,
            text: self.text,
            lines: self.lines,
        }
    }
}
