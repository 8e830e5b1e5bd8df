//! A table's bytes, a stretch at a time.

use std::io::{self, Read};

use super::cells::{Next, Row};

/// Why there are no more rows.
pub(super) enum Stop {
    /// All were read.
    End,
    /// There is no more to be had.
    Failed(io::Error),
    /// The byte at this place is no UTF-8.
    NotUtf8(usize),
}

/// Rows of what a reader gives, with no more in memory than a stretch or the longest row.
pub(super) struct Source<R> {
    reader: R,
    bytes: Vec<u8>,
    /// How many of the bytes are filled, and known to be UTF-8.
    filled: usize,
    valid: usize,
    /// Where the next row begins.
    at: usize,
    /// How many bytes and LF came before the first of `bytes`, or before `at`.
    before: usize,
    lines: usize,
    ended: bool,
    delimiter: u8,
    pub(super) row: Row,
}

impl<R: Read> Source<R> {
    pub(super) fn new(reader: R, stretch: usize, delimiter: u8) -> Self {
        Self {
            reader,
            bytes: vec![0; stretch.max(1)],
            filled: 0,
            valid: 0,
            at: 0,
            before: 0,
            lines: 0,
            ended: false,
            delimiter,
            row: Row::default(),
        }
    }

    /// Reads the next row into `row`.
    pub(super) fn next(&mut self) -> Result<(), Stop> {
        loop {
            let bytes = &self.bytes[..self.valid];
            match self.row.read(bytes, self.at, self.ended, self.delimiter) {
                Next::Row(end) => {
                    self.at = end;
                    self.row.lines_before += self.lines;
                    self.lines += self.row.lines;
                    return Ok(());
                }
                Next::Part(from) => {
                    // Whether a row began or not, what stands before it are empty lines.
                    self.lines += self.row.lines_before;
                    self.at = from;
                    if self.ended {
                        return Err(Stop::End);
                    }
                    self.fill()?;
                }
            }
        }
    }

    /// The bytes that places in `row` are counted in.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The text of the row as written.
    pub(super) fn row_bytes(&self) -> &[u8] {
        &self.bytes[self.row.begins..self.at]
    }

    /// How many bytes were read as rows.
    pub(super) fn done(&self) -> usize {
        self.before + self.at
    }

    fn fill(&mut self) -> Result<(), Stop> {
        self.bytes.copy_within(self.at..self.filled, 0);
        self.before += self.at;
        self.filled -= self.at;
        self.valid -= self.at;
        self.at = 0;
        if self.filled == self.bytes.len() {
            self.bytes.resize(2 * self.filled, 0);
        }
        while self.filled < self.bytes.len() && !self.ended {
            match self.reader.read(&mut self.bytes[self.filled..]) {
                Ok(0) => self.ended = true,
                Ok(n) => self.filled += n,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Stop::Failed(error)),
            }
        }
        match std::str::from_utf8(&self.bytes[self.valid..self.filled]) {
            Ok(_) => self.valid = self.filled,
            Err(error) => {
                self.valid += error.valid_up_to();
                // A sign may be cut by the end of the stretch.
                if error.error_len().is_some() || self.ended {
                    return Err(Stop::NotUtf8(self.before + self.valid));
                }
            }
        }
        Ok(())
    }
}
