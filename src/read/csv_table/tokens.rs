//! What a stretch of a table has in the columns that are asked for.

use memchr::memchr;

use super::cells::{Next, Row, text_of, trimmed};
use super::marks;
use crate::model::events::{Familiar, label_hash};

/// How rows are cut, and what of them is wanted.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) delimiter: u8,
    /// How many cells a row has.
    pub(super) width: usize,
    /// How many bytes a row has at most.
    pub(super) longest: usize,
    pub(super) wanted: Vec<Wanted>,
}

/// A column that is wanted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    /// Its place among the cells of a row.
    pub(super) at: usize,
    /// Whether its cells will be looked up.
    pub(super) hashed: bool,
}

/// Where the text of a cell stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    begin: u32,
    length: u32,
}

impl Span {
    fn of<'a>(self, bytes: &'a [u8], mended: &'a [u8]) -> &'a [u8] {
        let (begin, length) = ((self.begin & !MENDED) as usize, self.length as usize);
        let from = if self.begin & MENDED == 0 {
            bytes
        } else {
            mended
        };
        &from[begin..begin + length]
    }
}

/// Of a begin: whether the text is not as it was written, and so kept apart.
const MENDED: u32 = 1 << 31;

/// The cells of one column, without the spaces around them.
#[derive(Debug, Default)]
pub(super) struct Column {
    pub(super) spans: Vec<Span>,
    pub(super) hashes: Vec<u64>,
    /// What the thread that read them calls them, where it has numbers for them.
    pub(super) numbers: Vec<u32>,
}

/// A row with too few or too many cells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Odd {
    /// How many good rows came before it.
    pub(super) before: usize,
    pub(super) begins: usize,
    pub(super) cells: usize,
}

/// The rows of a stretch. Made anew by each [`read`](Self::read), which keeps only the memory.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    /// As they are wanted, each with one cell a good row.
    pub(super) columns: Vec<Column>,
    /// Where each good row begins.
    pub(super) begins: Vec<u32>,
    pub(super) odd: Vec<Odd>,
    /// What follows is the beginning of a row.
    pub(super) end: usize,
    /// How many LF there are before the end.
    pub(super) lines: usize,
    /// The first byte that is no UTF-8; then nothing else is told.
    pub(super) wrong: Option<usize>,
    mended: Vec<u8>,
    marks: Vec<u32>,
    row: Row,
}

impl Tokens {
    /// The text of a cell of the bytes that were read.
    pub(super) fn text<'a>(&'a self, bytes: &'a [u8], span: Span) -> &'a [u8] {
        span.of(bytes, &self.mended)
    }

    /// Reads the rows of a stretch that begins with one; unless it is the `last`, what has no end
    /// is part of a row. O(bytes). The bytes are fewer than 2 GiB.
    pub(super) fn read(&mut self, bytes: &[u8], last: bool, shape: &Shape) {
        self.columns
            .resize_with(shape.wanted.len(), Column::default);
        for column in &mut self.columns {
            column.spans.clear();
            column.hashes.clear();
            column.numbers.clear();
        }
        self.begins.clear();
        self.odd.clear();
        self.mended.clear();
        self.wrong = invalid(bytes);
        (self.end, self.lines) = (0, 0);
        if self.wrong.is_some() {
            return;
        }
        let mut marks = std::mem::take(&mut self.marks);
        marks::find(bytes, shape.delimiter, &mut marks);
        self.rows(bytes, last, shape, &marks);
        self.marks = marks;
    }

    /// Finds numbers for the texts of columns that are hashed, while they are near: `familiar` has
    /// one for every column that is wanted.
    pub(super) fn number(&mut self, bytes: &[u8], shape: &Shape, familiar: &mut [Familiar]) {
        let mended = std::mem::take(&mut self.mended);
        let columns = self.columns.iter_mut().zip(&shape.wanted);
        for ((column, _), familiar) in columns.zip(familiar).filter(|(one, _)| one.1.hashed) {
            let text = |row: usize| {
                let text = column.spans[row].of(bytes, &mended);
                (text, column.hashes[row])
            };
            familiar.numbers(column.spans.len(), text, &mut column.numbers);
        }
        self.mended = mended;
    }

    fn rows(&mut self, bytes: &[u8], last: bool, shape: &Shape, marks: &[u32]) {
        // What ends rows or opens quotes is no delimiter of the usual kind.
        let usual = !matches!(shape.delimiter, b'"' | b'\n' | b'\r');
        let mut texts = vec![(0, 0); shape.width];
        let mut from = 0;
        let mut next = 0;
        loop {
            while let Some(&byte @ (b'\n' | b'\r')) = bytes.get(from) {
                self.lines += usize::from(byte == b'\n');
                from += 1;
                next += 1;
            }
            let cut = Cut {
                bytes,
                marks,
                from,
                next,
            };
            let cut = usual
                .then(|| {
                    let plain = cut.plain(shape.delimiter, &mut texts);
                    plain.or_else(|| cut.quoted(shape.delimiter, &mut texts, &mut self.mended))
                })
                .flatten();
            if let Some((to, lines)) = cut {
                self.add(bytes, from, &texts, shape);
                next = to;
                from = marks[next - 1] as usize + 1;
                self.lines += lines;
                if bytes[from - 1] == b'\n' {
                    self.lines += 1;
                } else if bytes.get(from) == Some(&b'\n') {
                    self.lines += 1;
                    from += 1;
                    next += 1;
                }
                continue;
            }
            match self.row.read(bytes, from, last, shape.delimiter) {
                Next::Part(at) => {
                    self.end = at;
                    return;
                }
                Next::Row(end) => {
                    self.lines += self.row.lines;
                    self.any(bytes, shape);
                    from = end;
                    while marks.get(next).is_some_and(|&at| (at as usize) < end) {
                        next += 1;
                    }
                }
            }
        }
    }

    /// Adds a row of the right width, whose texts stand here.
    fn add(&mut self, bytes: &[u8], from: usize, texts: &[(u32, u32)], shape: &Shape) {
        let cell = |(begin, end): (u32, u32)| {
            let from = if begin & MENDED == 0 {
                bytes
            } else {
                &self.mended
            };
            &from[(begin & !MENDED) as usize..end as usize]
        };
        if let &[text] = texts
            && trimmed(cell(text)).is_empty()
        {
            // A table of one column has no row in a line of spaces.
            return;
        }
        for (wanted, column) in shape.wanted.iter().zip(&mut self.columns) {
            let begin = texts[wanted.at].0;
            let cell = cell(texts[wanted.at]);
            let text = trimmed(cell);
            let spaces = if text.len() == cell.len() {
                0
            } else {
                (cell.len() - text_of(cell).trim_start().len()) as u32
            };
            column.push(begin + spaces, text, wanted.hashed);
        }
        self.begins.push(from as u32);
    }

    /// Adds the row that was read.
    fn any(&mut self, bytes: &[u8], shape: &Shape) {
        let row = &self.row;
        let cells = row.cells.len();
        if cells == 1 && trimmed(row.text(bytes, 0)).is_empty() {
            return;
        }
        if cells != shape.width {
            self.odd.push(Odd {
                before: self.begins.len(),
                begins: row.begins,
                cells,
            });
            return;
        }
        for (wanted, column) in shape.wanted.iter().zip(&mut self.columns) {
            let text = trimmed(row.text(bytes, wanted.at));
            let begin = match row.place(wanted.at) {
                Some(text) => {
                    let cell = &bytes[text.clone()];
                    text.start + cell.len() - text_of(cell).trim_start().len()
                }
                None => {
                    let begin = self.mended.len();
                    self.mended.extend_from_slice(text);
                    begin | MENDED as usize
                }
            };
            column.push(begin as u32, text, wanted.hashed);
        }
        self.begins.push(row.begins as u32);
    }
}

/// A row that may be cut into cells by the marks from the next on.
struct Cut<'a> {
    bytes: &'a [u8],
    marks: &'a [u32],
    from: usize,
    next: usize,
}

impl Cut<'_> {
    /// The mark after a row that has one text a cell and no quote, and how many LF are within.
    #[inline]
    fn plain(&self, delimiter: u8, texts: &mut [(u32, u32)]) -> Option<(usize, usize)> {
        let to = self.next + texts.len();
        let ends = self.marks.get(self.next..to)?;
        let (&last, inner) = ends.split_last()?;
        let inside = inner.iter().fold(true, |all, &at| {
            all & (self.bytes[at as usize] == delimiter)
        });
        if !inside || !matches!(self.bytes[last as usize], b'\n' | b'\r') {
            return None;
        }
        let mut begin = self.from as u32;
        for (text, &end) in texts.iter_mut().zip(ends) {
            *text = (begin, end);
            begin = end + 1;
        }
        Some((to, 0))
    }

    /// The same of a row with cells that are quoted whole. The text of one with quotes in it is
    /// added to those that are not as they were written.
    fn quoted(
        &self,
        delimiter: u8,
        texts: &mut [(u32, u32)],
        mended: &mut Vec<u8>,
    ) -> Option<(usize, usize)> {
        let byte = |at: u32| self.bytes.get(at as usize).copied();
        let mark = |next: usize| self.marks.get(next).copied();
        let width = texts.len();
        let (mut begin, mut next, mut lines) = (self.from as u32, self.next, 0);
        for (cell, text) in texts.iter_mut().enumerate() {
            if byte(begin) == Some(b'"') {
                let (mut close, mut doubled) = (next + 1, false);
                let end = loop {
                    let at = mark(close)?;
                    match byte(at) {
                        Some(b'"') if byte(at + 1) == Some(b'"') => {
                            doubled = true;
                            close += 2;
                        }
                        Some(b'"') => break at,
                        other => {
                            lines += usize::from(other == Some(b'\n'));
                            close += 1;
                        }
                    }
                };
                *text = (begin + 1, end);
                if doubled {
                    *text = undoubled(&self.bytes[begin as usize + 1..end as usize], mended);
                }
                next = close + 1;
                if mark(next)? != end + 1 {
                    return None;
                }
            } else {
                *text = (begin, mark(next)?);
            }
            let end = mark(next)?;
            let is_end = if cell + 1 == width {
                matches!(byte(end), Some(b'\n' | b'\r'))
            } else {
                byte(end) == Some(delimiter)
            };
            if !is_end {
                return None;
            }
            next += 1;
            begin = end + 1;
        }
        Some((next, lines))
    }
}

/// Adds a text with one quote for two of it, and gives where it stands.
fn undoubled(text: &[u8], mended: &mut Vec<u8>) -> (u32, u32) {
    let begin = mended.len();
    let mut rest = text;
    while let Some(quote) = memchr(b'"', rest) {
        mended.extend_from_slice(&rest[..=quote]);
        rest = rest.get(quote + 2..).unwrap_or_default();
    }
    mended.extend_from_slice(rest);
    (begin as u32 | MENDED, mended.len() as u32)
}

impl Column {
    fn push(&mut self, begin: u32, text: &[u8], hashed: bool) {
        self.spans.push(Span {
            begin,
            length: text.len() as u32,
        });
        if hashed {
            self.hashes.push(label_hash(text));
        }
    }
}

/// The first byte that is no UTF-8.
pub(super) fn invalid(bytes: &[u8]) -> Option<usize> {
    if bytes.is_ascii() {
        return None;
    }
    std::str::from_utf8(bytes)
        .err()
        .map(|error| error.valid_up_to())
}
