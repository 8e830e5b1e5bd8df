//! Which of many boxes may touch one: eight are asked at a time, with their sides as bytes of a
//! word. And sets of links and nodes as bits.

use crate::draw::scene::Point;

/// Boxes by their sides, in eights.
#[derive(Debug, Clone)]
pub(super) struct Sides {
    eights: Vec<Eight>,
}

/// The sides of eight boxes, in cells of the page.
#[derive(Debug, Clone, Copy)]
struct Eight {
    left: [u8; 8],
    right: [u8; 8],
    top: [u8; 8],
    bottom: [u8; 8],
}

/// The cell that a place is in. Seven bits: farther off all is in one.
#[inline]
fn cell(px: f64) -> u8 {
    const CELL_PX: f64 = 12.0;
    (px / CELL_PX).clamp(0.0, f64::from(NOWHERE - 1)) as u8
}

/// Right of and below all cells.
const NOWHERE: u8 = 127;
/// The highest bit of each byte: there it is seen that a difference is not below 0.
const HIGH: u64 = 0x8080_8080_8080_8080;

impl Eight {
    /// One bit each: whether it may touch what lies between some sides.
    #[inline]
    fn touching(&self, [left, right, top, bottom]: [u64; 4]) -> u64 {
        let bytes = u64::from_le_bytes;
        let over = ((right | HIGH) - bytes(self.left))
            & ((bytes(self.right) | HIGH) - left)
            & ((bottom | HIGH) - bytes(self.top))
            & ((bytes(self.bottom) | HIGH) - top)
            & HIGH;
        // The highest bits of eight bytes become one byte.
        (over >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
    }
}

impl Sides {
    /// So many boxes, which are nowhere yet.
    pub(super) fn new(count: usize) -> Self {
        let nowhere = Eight {
            left: [NOWHERE; 8],
            right: [0; 8],
            top: [NOWHERE; 8],
            bottom: [0; 8],
        };
        Self {
            eights: vec![nowhere; count.div_ceil(8)],
        }
    }

    /// Puts a box between two corners.
    #[inline]
    pub(super) fn set(&mut self, at: usize, low: Point, high: Point) {
        let (eight, i) = (&mut self.eights[at / 8], at % 8);
        eight.left[i] = cell(low.x);
        eight.right[i] = cell(high.x);
        eight.top[i] = cell(low.y);
        eight.bottom[i] = cell(high.y);
    }

    /// Those that may touch what lies between two corners, and surely all that do: as the bits
    /// of words. O(boxes / 8).
    #[inline]
    pub(super) fn touching(&self, low: Point, high: Point) -> impl Iterator<Item = u64> + '_ {
        let sides = [low.x, high.x, low.y, high.y];
        let sides = sides.map(|px| u64::from(cell(px)) * 0x0101_0101_0101_0101);
        self.eights.chunks(8).map(move |word| {
            let eights = word.iter().enumerate();
            eights.fold(0, |bits, (i, eight)| {
                bits | eight.touching(sides) << (8 * i)
            })
        })
    }
}

/// The places of the bits of words, rising.
#[inline]
pub(super) fn ones(words: impl IntoIterator<Item = u64>) -> impl Iterator<Item = usize> {
    words.into_iter().enumerate().flat_map(|(at, word)| {
        let mut left = word;
        std::iter::from_fn(move || {
            let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(64 * at + bit)
        })
    })
}

/// The words that hold so many bits.
pub(super) const fn words(bits: usize) -> usize {
    bits.div_ceil(64)
}

/// Keeps of the bits of some words those that something holds for.
pub(super) fn keep(
    row: &mut [u64],
    words: impl Iterator<Item = u64>,
    holds: impl Fn(usize) -> bool,
) {
    for (at, (word, bits)) in row.iter_mut().zip(words).enumerate() {
        *word = kept(bits, at, &holds);
    }
}

/// Of the bits of the word at a place those that something holds for.
pub(super) fn kept(bits: u64, at: usize, holds: impl Fn(usize) -> bool) -> u64 {
    let (mut left, mut kept) = (bits, 0);
    while left != 0 {
        let bit = left.trailing_zeros() as usize;
        if holds(64 * at + bit) {
            kept |= 1 << bit;
        }
        left &= left - 1;
    }
    kept
}

/// Rows of bits.
#[derive(Debug, Clone, Default)]
pub(super) struct Bits {
    words: usize,
    all: Vec<u64>,
}

impl Bits {
    /// So many rows of so many bits, none of them on.
    pub(super) fn new(rows: usize, bits: usize) -> Self {
        Self {
            words: words(bits),
            all: vec![0; rows * words(bits)],
        }
    }

    #[inline]
    pub(super) fn row(&self, row: usize) -> &[u64] {
        &self.all[row * self.words..][..self.words]
    }

    #[inline]
    pub(super) fn row_mut(&mut self, row: usize) -> &mut [u64] {
        &mut self.all[row * self.words..][..self.words]
    }

    pub(super) fn has(&self, row: usize, bit: usize) -> bool {
        self.row(row)[bit / 64] >> (bit % 64) & 1 == 1
    }

    pub(super) fn set(&mut self, row: usize, bit: usize) {
        self.row_mut(row)[bit / 64] |= 1 << (bit % 64);
    }

    pub(super) fn put(&mut self, row: usize, bit: usize, is_on: bool) {
        let word = &mut self.row_mut(row)[bit / 64];
        *word = *word & !(1 << (bit % 64)) | u64::from(is_on) << (bit % 64);
    }

    pub(super) fn clear(&mut self) {
        self.all.fill(0);
    }

    /// Puts another row in the place of one, and tells which bits that changed, and to what.
    pub(super) fn replace(
        &mut self,
        row: usize,
        new: &[u64],
        mut changed: impl FnMut(usize, bool),
    ) {
        for (at, (old, &new)) in self.row_mut(row).iter_mut().zip(new).enumerate() {
            for bit in ones([*old ^ new]) {
                changed(64 * at + bit, new >> bit & 1 == 1);
            }
            *old = new;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::layout::stress::Random;

    #[test]
    fn all_that_touch_are_found_and_few_others() {
        let mut random = Random(7);
        let mut px = |size: f64| (random.unit() - 0.2) * size;
        let boxes: Vec<(Point, Point)> = (0..150)
            .map(|_| {
                let low = Point::new(px(900.0), px(4000.0));
                (low, Point::new(low.x + 60.0, low.y + px(300.0).abs()))
            })
            .collect();
        let mut sides = Sides::new(boxes.len());
        for (at, &(low, high)) in boxes.iter().enumerate() {
            sides.set(at, low, high);
        }
        let is_here = |p: &Point| (0.0..1500.0).contains(&p.x) && (0.0..1500.0).contains(&p.y);
        for &(low, high) in &boxes {
            let found: Vec<usize> = ones(sides.touching(low, high)).collect();
            for (at, (a, b)) in boxes.iter().enumerate() {
                let apart = |by: f64| {
                    a.x > high.x + by || b.x + by < low.x || a.y > high.y + by || b.y + by < low.y
                };
                let is_found = found.contains(&at);
                assert!(is_found || apart(0.0), "{at}");
                let both = [&low, &high, a, b];
                assert!(
                    !is_found || !both.into_iter().all(is_here) || !apart(12.0),
                    "{at}"
                );
            }
        }
        let all = (Point::new(-1e9, -1e9), Point::new(1e9, 1e9));
        assert_eq!(ones(sides.touching(all.0, all.1)).count(), boxes.len());
    }

    #[test]
    fn a_row_that_is_replaced_tells_what_changed() {
        let mut bits = Bits::new(2, 70);
        bits.set(1, 3);
        bits.set(1, 69);
        let mut told = Vec::new();
        bits.replace(1, &[1 << 3 | 1 << 40, 0], |bit, is_on| {
            told.push((bit, is_on));
        });
        assert_eq!(told, [(40, true), (69, false)]);
        assert!(bits.has(1, 40) && !bits.has(1, 69) && !bits.has(0, 40));
        bits.put(1, 40, false);
        assert_eq!(ones(bits.row(1).iter().copied()).collect::<Vec<_>>(), [3]);
        assert_eq!(kept(0b1101, 1, |bit| bit != 66), 0b1001);
    }
}
