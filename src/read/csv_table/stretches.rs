//! A table's bytes, cut where a row may end.

use std::io::{self, Read};

use memchr::memrchr;

/// Some bytes of a table, that end where a line does; where this is no end of a row, the row has
/// a line break within quotes.
#[derive(Debug, Default)]
pub(super) struct Stretch {
    bytes: Vec<u8>,
    filled: usize,
    /// Whether nothing comes after.
    pub(super) last: bool,
}

impl Stretch {
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes[..self.filled]
    }
}

/// What a reader gives, a stretch at a time.
pub(super) struct Stretches<R> {
    reader: R,
    size: usize,
    /// What was read after the last end of a line.
    rest: Vec<u8>,
    /// What need not be allocated again.
    spare: Vec<Stretch>,
}

impl<R: Read> Stretches<R> {
    pub(super) fn new(reader: R, size: usize) -> Self {
        Self {
            reader,
            size: size.max(1),
            rest: Vec::new(),
            spare: Vec::new(),
        }
    }

    /// Takes a stretch back that is no longer needed.
    pub(super) fn give_back(&mut self, stretch: Stretch) {
        self.spare.push(stretch);
    }

    /// The next bytes. After the last stretch there is no other, and this is not to be asked.
    pub(super) fn next(&mut self) -> io::Result<Stretch> {
        let mut stretch = self.spare.pop().unwrap_or_default();
        let bytes = &mut stretch.bytes;
        stretch.last = false;
        let mut filled = self.rest.len();
        let mut room = self.size.max(filled + 1);
        if bytes.len() < room {
            bytes.resize(room, 0);
        }
        bytes[..filled].copy_from_slice(&self.rest);
        // Only what is new can have the end of a line.
        let mut from = 0;
        let end = loop {
            while filled < room && !stretch.last {
                match self.reader.read(&mut bytes[filled..room]) {
                    Ok(0) => stretch.last = true,
                    Ok(n) => filled += n,
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => return Err(error),
                }
            }
            if stretch.last {
                break filled;
            }
            if let Some(end) = end_of_line(&bytes[..filled], from) {
                break end;
            }
            // A CR at the end was not looked at, as an LF may follow.
            from = filled - 1;
            room *= 2;
            bytes.resize(room, 0);
        };
        self.rest.clear();
        self.rest.extend_from_slice(&bytes[end..filled]);
        stretch.filled = end;
        Ok(stretch)
    }
}

fn end_of_line(bytes: &[u8], from: usize) -> Option<usize> {
    let new = &bytes[from..];
    let end = memrchr(b'\n', new).or_else(|| memrchr(b'\r', &new[..new.len() - 1]))?;
    Some(from + end + 1)
}
