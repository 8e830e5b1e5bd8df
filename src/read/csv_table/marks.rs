//! Where the bytes stand that cut a table into cells, 64 at a time.

use fearless_simd::{Level, dispatch, prelude::*, u8x64};

/// So many bytes are looked at together.
const BLOCK: usize = 64;

/// The places of every delimiter, double quote, LF and CR, ascending, into `marks`.
///
/// The bytes are fewer than 4 GiB.
pub(super) fn find(bytes: &[u8], delimiter: u8, marks: &mut Vec<u32>) {
    dispatch!(Level::new(), simd => find_with(simd, bytes, delimiter, marks));
}

#[inline(always)]
fn find_with<S: Simd>(simd: S, bytes: &[u8], delimiter: u8, marks: &mut Vec<u32>) {
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    let delimiters = u8x64::splat(simd, delimiter);
    let quotes = u8x64::splat(simd, b'"');
    let feeds = u8x64::splat(simd, b'\n');
    let returns = u8x64::splat(simd, b'\r');
    // Room for a mark each byte of a block, so that those of a block are written without a look.
    let mut found = 0;
    let mut begin = 0;
    for block in blocks {
        if marks.len() < found + BLOCK {
            marks.resize(found + 16 * BLOCK, 0);
        }
        let block = u8x64::from_slice(simd, block);
        let cells = block.simd_eq(delimiters) | block.simd_eq(quotes);
        let lines = block.simd_eq(feeds) | block.simd_eq(returns);
        let mut mask = (cells | lines).to_bitmask();
        let count = mask.count_ones() as usize;
        let room = &mut marks[found..found + BLOCK];
        let (eights, _) = room.as_chunks_mut::<8>();
        for eight in eights.iter_mut().take(count.div_ceil(8)) {
            // What is past the last is written over by the next block.
            for mark in eight {
                *mark = begin + mask.trailing_zeros();
                mask &= mask.wrapping_sub(1);
            }
        }
        found += count;
        begin += BLOCK as u32;
    }
    marks.truncate(found);
    for (at, &byte) in (begin..).zip(rest) {
        if byte == delimiter || matches!(byte, b'"' | b'\n' | b'\r') {
            marks.push(at);
        }
    }
}
