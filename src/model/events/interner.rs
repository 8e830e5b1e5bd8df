//! Texts as small numbers.

use std::hash::{BuildHasher, Hasher};

use fearless_simd::{Level, dispatch};
use foldhash::fast::FixedState;

/// Labels in order of appearance.
///
/// Looking a text up waits for memory, not for the processor. So labels stand one after the other
/// in one string, a slot of the table is eight bytes, and with [`codes`](Self::codes) many texts are
/// looked up together, a step of all after the other, so that the memory is asked for all of them
/// at once, by the widest instructions that the processor has; the table of a crate is asked for one text at a time.
#[derive(Debug, Default)]
pub(super) struct Interner {
    /// All labels, without anything between.
    text: String,
    /// Where each ends.
    ends: Vec<usize>,
    /// Each 0, or the upper half of a hash and, in the lower half, a code and 1. As many as a power
    /// of 2, of which the hash names one, and no more than two thirds in use; what finds its
    /// slot in use is in the next that was not.
    slots: Vec<u64>,
    /// Texts often follow their like.
    last: u32,
    /// How many labels and bytes of them there are at most; `None`: any.
    room: Option<(usize, usize)>,
}

/// In the place of a code: the text is no label, and there was no room to make it one.
pub(crate) const NONE: u32 = u32::MAX;

/// So many texts are looked up together.
const TOGETHER: usize = 64;

/// What a label is looked up by.
pub(crate) fn label_hash(text: &[u8]) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    hasher.write(text);
    hasher.finish()
}

impl Interner {
    /// One that has no more labels than so many, nor more bytes of them.
    pub(super) fn with_room(labels: usize, bytes: usize) -> Self {
        Self {
            room: Some((labels, bytes)),
            ..Self::default()
        }
    }

    pub(super) fn code(&mut self, text: &str) -> u32 {
        self.code_of(text.as_bytes())
    }

    /// The code of what is UTF-8; this is looked at only where it is new.
    fn code_of(&mut self, text: &[u8]) -> u32 {
        if self.is(self.last, text) {
            return self.last;
        }
        self.last = self.code_with(text, label_hash(text));
        self.last
    }

    /// Adds the codes of texts that are UTF-8, each given with its [`label_hash`]: the same codes
    /// as one after the other; [`NONE`] for new ones where there is no room.
    pub(super) fn codes<'a>(
        &mut self,
        count: usize,
        text: impl Fn(usize) -> (&'a [u8], u64),
        codes: &mut Vec<u32>,
    ) {
        dispatch!(Level::new(), _simd => self.codes_together(count, text, codes));
    }

    #[inline(always)]
    fn codes_together<'a>(
        &mut self,
        count: usize,
        text: impl Fn(usize) -> (&'a [u8], u64),
        codes: &mut Vec<u32>,
    ) {
        codes.reserve(count);
        let mut texts: [(&[u8], u64); TOGETHER] = [(&[], 0); TOGETHER];
        // The first code whose hash is alike, and where its label begins and ends.
        let mut guesses = [(NONE, 0, 0); TOGETHER];
        for from in (0..count).step_by(TOGETHER) {
            let some = (count - from).min(TOGETHER);
            let (texts, guesses) = (&mut texts[..some], &mut guesses[..some]);
            // What is touched comes nearer while other things are touched.
            let mut touched = 0;
            for (one, at) in texts.iter_mut().zip(from..) {
                *one = text(at);
                touched ^= self.slot(one.1);
            }
            for (guess, &(_, hash)) in guesses.iter_mut().zip(&*texts) {
                let code = self.guess(hash);
                let end = |at: usize| self.ends.get(at).copied().unwrap_or(0);
                let before = (code as usize).checked_sub(1);
                *guess = (code, before.map_or(0, end), end(code as usize));
            }
            for &(code, begin, end) in &*guesses {
                if code != NONE {
                    // A label lies on two lines of memory, as a rule.
                    let of = |at: usize| self.text.as_bytes().get(at).copied().map_or(0, u64::from);
                    touched ^= of(begin) ^ of(end.wrapping_sub(1));
                }
            }
            std::hint::black_box(touched);
            for (&(text, hash), &(code, begin, end)) in texts.iter().zip(&*guesses) {
                let is_guessed = code != NONE && {
                    let label = &self.text.as_bytes()[begin..end];
                    label.len() == text.len() && same(label, text)
                };
                codes.push(if is_guessed {
                    code
                } else {
                    self.code_with(text, hash)
                });
            }
        }
    }

    /// The slot that a hash names.
    #[inline(always)]
    fn slot(&self, hash: u64) -> u64 {
        let at = hash as usize & self.slots.len().wrapping_sub(1);
        self.slots.get(at).copied().unwrap_or(0)
    }

    /// The first code whose hash is alike in the upper half, or [`NONE`].
    #[inline(always)]
    fn guess(&self, hash: u64) -> u32 {
        let mut at = hash as usize;
        loop {
            at &= self.slots.len().wrapping_sub(1);
            match self.slots.get(at).copied().unwrap_or(0) {
                0 => return NONE,
                slot if slot >> 32 == hash >> 32 => return slot as u32 - 1,
                _ => at += 1,
            }
        }
    }

    /// Whether a text is the label of a code, if there is one.
    fn is(&self, code: u32, text: &[u8]) -> bool {
        let Some(&end) = self.ends.get(code as usize) else {
            return false;
        };
        let begin = code.checked_sub(1).map_or(0, |at| self.ends[at as usize]);
        end - begin == text.len() && same(&self.text.as_bytes()[begin..end], text)
    }

    /// The code of a text that is UTF-8, given with its [`label_hash`].
    pub(super) fn code_with(&mut self, text: &[u8], hash: u64) -> u32 {
        if 3 * self.ends.len() >= 2 * self.slots.len() {
            self.grow();
        }
        let around = self.slots.len() - 1;
        let mut at = hash as usize & around;
        while self.slots[at] != 0 {
            let code = self.slots[at] as u32 - 1;
            if self.slots[at] >> 32 == hash >> 32 && self.is(code, text) {
                return code;
            }
            at = (at + 1) & around;
        }
        let is_full =
            |(labels, bytes)| self.ends.len() >= labels || self.text.len() + text.len() > bytes;
        if self.room.is_some_and(is_full) {
            return NONE;
        }
        let code = u32::try_from(self.ends.len())
            .ok()
            .filter(|&code| code < NONE)
            .expect("no more labels than rows, in u32");
        self.text.push_str(&String::from_utf8_lossy(text));
        self.ends.push(self.text.len());
        self.slots[at] = hash >> 32 << 32 | u64::from(code + 1);
        code
    }

    /// Makes room for twice as many.
    fn grow(&mut self) {
        let around = (2 * self.slots.len()).max(64) - 1;
        let mut slots = vec![0; around + 1];
        for code in 0..self.ends.len() {
            let hash = label_hash(self.label(code).as_bytes());
            let mut at = hash as usize & around;
            while slots[at] != 0 {
                at = (at + 1) & around;
            }
            slots[at] = hash >> 32 << 32 | (code as u64 + 1);
        }
        self.slots = slots;
    }

    fn label(&self, at: usize) -> &str {
        let begin = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[begin..self.ends[at]]
    }

    pub(super) fn labels(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|at| self.label(at))
    }

    /// The labels sorted by UTF-16 code unit, and for each old code the new one.
    pub(super) fn sorted(mut self) -> (Vec<Box<str>>, Vec<u32>) {
        self.slots = Vec::new();
        let mut order: Vec<usize> = (0..self.ends.len()).collect();
        order.sort_unstable_by(|&a, &b| utf16(self.label(a), self.label(b)));
        let mut new = vec![0; order.len()];
        for (code, &old) in (0_u32..).zip(&order) {
            new[old] = code;
        }
        let labels = order.iter().map(|&old| self.label(old).into()).collect();
        (labels, new)
    }
}

/// Whether two texts of one length are the same, where they nearly always are.
#[inline(always)]
fn same(a: &[u8], b: &[u8]) -> bool {
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    let differ = |(a, b): (&[u8; 8], &[u8; 8])| u64::from_le_bytes(*a) ^ u64::from_le_bytes(*b);
    let words = a.iter().zip(b).fold(0, |all, pair| all | differ(pair));
    let bytes = a_rest
        .iter()
        .zip(b_rest)
        .fold(0, |all, (a, b)| all | (a ^ b));
    words == 0 && bytes == 0
}

fn utf16(a: &str, b: &str) -> std::cmp::Ordering {
    if a.is_ascii() && b.is_ascii() {
        a.cmp(b)
    } else {
        a.encode_utf16().cmp(b.encode_utf16())
    }
}
