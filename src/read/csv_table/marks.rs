//! Where the bytes stand that cut a table into cells, 64 at a time.

/// So many bytes are looked at together.
const BLOCK: usize = 64;

/// The places of every delimiter, double quote, LF and CR, ascending, into `marks`.
///
/// The bytes are fewer than 4 GiB.
pub(super) fn find(bytes: &[u8], delimiter: u8, marks: &mut Vec<u32>) {
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    // Room for a mark each byte of a block, so that those of a block are written without a look.
    let mut found = 0;
    let mut begin = 0;
    for block in blocks {
        if marks.len() < found + BLOCK {
            marks.resize(found + 16 * BLOCK, 0);
        }
        let mut mask = mask(block, delimiter);
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

/// A bit for each byte of a block, the first in the lowest. In steps that compilers make vectors
/// of: a byte of 0 or 1 for each, then eight of these into eight bits by one product.
fn mask(block: &[u8; BLOCK], delimiter: u8) -> u64 {
    let mut flags = [0_u8; BLOCK];
    for (flag, &byte) in flags.iter_mut().zip(block) {
        *flag = u8::from(byte == delimiter)
            | u8::from(byte == b'\n')
            | u8::from(byte == b'"')
            | u8::from(byte == b'\r');
    }
    let mut mask = 0;
    for (at, eight) in flags.as_chunks::<8>().0.iter().enumerate() {
        let bits = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        mask |= bits << (8 * at);
    }
    mask
}
