//! Bytes into the cells of one row after another.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr3};

/// One cell: where it stands, quotes included, and where its text is.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub(super) raw: Range<usize>,
    text: Range<usize>,
    /// Whether the text is in the scratch, because it is not as it was written.
    mended: bool,
}

/// The cells of one row. Quotes count at the beginning of a cell only, two of them within quotes
/// are one; LF, CR and CR LF end rows outside quotes, and empty lines are no rows.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) cells: Vec<Cell>,
    scratch: Vec<u8>,
    /// Where it begins, after empty lines.
    pub(super) begins: usize,
    /// How many LF stand before it, since where the reading began.
    pub(super) lines_before: usize,
    /// How many LF there are up to its end.
    pub(super) lines: usize,
}

/// What the bytes have next.
pub(super) enum Next {
    /// A row, that ends here.
    Row(usize),
    /// The beginning of a row, from here on.
    Part(usize),
}

impl Row {
    /// The bytes of a cell, without quotes.
    pub(super) fn text<'a>(&'a self, bytes: &'a [u8], cell: usize) -> &'a [u8] {
        let cell = &self.cells[cell];
        let from = if cell.mended { &self.scratch } else { bytes };
        &from[cell.text.clone()]
    }

    /// Where the text of a cell stands in the bytes, if it is as it was written.
    pub(super) fn place(&self, cell: usize) -> Option<Range<usize>> {
        let cell = &self.cells[cell];
        (!cell.mended).then(|| cell.text.clone())
    }

    /// Reads the row that begins at `from`. Unless these bytes are the `last`, what has no end is
    /// part of a row.
    pub(super) fn read(&mut self, bytes: &[u8], from: usize, last: bool, delimiter: u8) -> Next {
        self.cells.clear();
        self.scratch.clear();
        self.lines = 0;
        let mut at = from;
        while let Some(&byte @ (b'\n' | b'\r')) = bytes.get(at) {
            self.lines += usize::from(byte == b'\n');
            at += 1;
        }
        (self.begins, self.lines_before) = (at, self.lines);
        if at == bytes.len() {
            // Empty lines need not be seen again.
            return Next::Part(at);
        }
        loop {
            let end = if bytes.get(at) == Some(&b'"') {
                self.quoted(bytes, at, delimiter)
            } else {
                let end = end_of_plain(bytes, at, delimiter);
                self.cells.push(Cell {
                    raw: at..end,
                    text: at..end,
                    mended: false,
                });
                end
            };
            match bytes.get(end) {
                Some(&byte) if byte == delimiter => at = end + 1,
                Some(b'\r') if bytes.get(end + 1) == Some(&b'\n') => {
                    self.lines += 1;
                    return Next::Row(end + 2);
                }
                Some(&byte) => {
                    self.lines += usize::from(byte == b'\n');
                    return Next::Row(end + 1);
                }
                None if last => return Next::Row(end),
                None => {
                    return Next::Part(self.begins);
                }
            }
        }
    }

    /// Reads a cell that begins with a quote, and gives its end.
    fn quoted(&mut self, bytes: &[u8], from: usize, delimiter: u8) -> usize {
        let begins = self.scratch.len();
        let mut at = from + 1;
        let mut mended = false;
        let close = loop {
            let Some(quote) = memchr(b'"', &bytes[at..]).map(|n| at + n) else {
                break bytes.len();
            };
            if bytes.get(quote + 1) != Some(&b'"') {
                break quote;
            }
            self.scratch.extend_from_slice(&bytes[at..=quote]);
            mended = true;
            at = quote + 2;
        };
        self.lines += memchr_iter(b'\n', &bytes[from..close]).count();
        let after = (close + 1).min(bytes.len());
        let end = end_of_plain(bytes, after, delimiter);
        mended |= end > after;
        let text = if mended {
            self.scratch.extend_from_slice(&bytes[at..close]);
            self.scratch.extend_from_slice(&bytes[after..end]);
            begins..self.scratch.len()
        } else {
            at..close
        };
        self.cells.push(Cell {
            raw: from..end,
            text,
            mended,
        });
        end
    }
}

fn end_of_plain(bytes: &[u8], from: usize, delimiter: u8) -> usize {
    memchr3(delimiter, b'\n', b'\r', &bytes[from..]).map_or(bytes.len(), |n| from + n)
}

/// A cell without the spaces around it.
pub(super) fn trimmed(cell: &[u8]) -> &[u8] {
    let plain = |byte: Option<&u8>| byte.is_none_or(|byte| (0x21..0x7F).contains(byte));
    if plain(cell.first()) && plain(cell.last()) {
        return cell;
    }
    text_of(cell).trim().as_bytes()
}

/// The text of a cell; the caller has seen that the whole is UTF-8, and cells end at ASCII signs.
pub(super) fn text_of(cell: &[u8]) -> &str {
    std::str::from_utf8(cell).unwrap_or_default()
}
