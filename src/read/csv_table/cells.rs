//! Where a cell stands in the text.

use std::ops::Range;

/// The bytes of a cell of the record that begins at a byte; the end of the record where it has
/// fewer cells. O(length of the record).
pub(super) fn field_span(text: &str, begins: usize, delimiter: u8, cell: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    // A record is said to begin at the line break before it.
    let mut start = begins.min(bytes.len());
    while matches!(bytes.get(start), Some(b'\n' | b'\r')) {
        start += 1;
    }
    let mut quoted = false;
    let mut left = cell;
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if byte == delimiter && !quoted => {
                if left == 0 {
                    break;
                }
                left -= 1;
                start = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    start..at
}
