//! Labels that one thread of a reader meets again and again.

use super::interner::{Interner, NONE};

/// No more labels than this are remembered, so that they stay near the processor.
const MOST_LABELS: usize = 1 << 15;
/// Nor more bytes of them.
const MOST_BYTES: usize = 2 << 20;

/// Numbers for the texts of one column that mean something to one thread only: the table's own
/// numbers are found by them without looking at a text that another thread has read.
#[derive(Debug)]
pub(crate) struct Familiar {
    /// `None` once so few texts come again that asking is lost time.
    labels: Option<Interner>,
}

impl Default for Familiar {
    fn default() -> Self {
        Self {
            labels: Some(Interner::with_room(MOST_LABELS, MOST_BYTES)),
        }
    }
}

impl Familiar {
    /// Adds for each text, given with its [`label_hash`](super::label_hash), the number that it
    /// has here, or [`NONE`]; none at all once asking has ended. The bytes are UTF-8.
    pub(crate) fn numbers<'a>(
        &mut self,
        count: usize,
        text: impl Fn(usize) -> (&'a [u8], u64),
        numbers: &mut Vec<u32>,
    ) {
        let Some(labels) = &mut self.labels else {
            return;
        };
        let begin = numbers.len();
        labels.codes(count, text, numbers);
        let strange = numbers[begin..].iter().filter(|&&number| number == NONE);
        if 2 * strange.count() > count {
            self.labels = None;
        }
    }
}
