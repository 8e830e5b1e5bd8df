//! Texts as small numbers.

use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;
use hashbrown::HashTable;

/// Labels in order of appearance.
///
/// Looking a text up waits for memory, not for the processor. So labels stand one after the other
/// in one string, an entry of the table says where, and with [`queue`](Self::queue) many texts are
/// looked up together, so that the memory is asked for all of them at once.
#[derive(Debug, Default)]
pub(super) struct Interner {
    /// All labels, without anything between.
    text: String,
    /// Where each ends.
    ends: Vec<usize>,
    /// Only asked, never walked.
    entries: HashTable<Entry>,
    hasher: FixedState,
    /// Texts often follow their like.
    last: u32,
    /// Texts that wait for their codes, each with its end and hash.
    waiting: Vec<u8>,
    waiting_ends: Vec<(usize, u64)>,
    guesses: Vec<Option<Entry>>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    hash: u64,
    begin: usize,
    length: u32,
    code: u32,
}

/// So many texts are looked up together.
const TOGETHER: usize = 256;

impl Interner {
    pub(super) fn code(&mut self, text: &str) -> u32 {
        self.code_of(text.as_bytes())
    }

    /// The code of what is UTF-8; this is looked at only where it is new. None may wait.
    pub(super) fn code_of(&mut self, text: &[u8]) -> u32 {
        if (self.ends.get(self.last as usize)).is_some() && self.bytes(self.last) == text {
            return self.last;
        }
        self.last = self.code_with(text, self.hash(text));
        self.last
    }

    /// Leaves a text to be looked up with others; [`settle`](Self::settle) gives the codes.
    pub(super) fn queue(&mut self, text: &[u8], codes: &mut Vec<u32>) {
        self.waiting.extend_from_slice(text);
        let hash = self.hash(text);
        self.waiting_ends.push((self.waiting.len(), hash));
        if self.waiting_ends.len() == TOGETHER {
            self.settle(codes);
        }
    }

    /// Adds the codes of what waits.
    pub(super) fn settle(&mut self, codes: &mut Vec<u32>) {
        let mut guesses = std::mem::take(&mut self.guesses);
        guesses.clear();
        for &(_, hash) in &self.waiting_ends {
            guesses.push(self.entries.find(hash, |one| one.hash == hash).copied());
        }
        let waiting = std::mem::take(&mut self.waiting);
        let ends = std::mem::take(&mut self.waiting_ends);
        let mut begin = 0;
        for (guess, &(end, hash)) in guesses.iter().zip(&ends) {
            let text = &waiting[begin..end];
            begin = end;
            codes.push(match guess {
                Some(one) if self.is(*one, text) => one.code,
                _ => self.code_with(text, hash),
            });
        }
        self.waiting = waiting;
        self.waiting.clear();
        self.waiting_ends = ends;
        self.waiting_ends.clear();
        self.guesses = guesses;
    }

    fn hash(&self, text: &[u8]) -> u64 {
        let mut hasher = self.hasher.build_hasher();
        hasher.write(text);
        hasher.finish()
    }

    fn is(&self, entry: Entry, text: &[u8]) -> bool {
        entry.length as usize == text.len()
            && &self.text.as_bytes()[entry.begin..entry.begin + text.len()] == text
    }

    fn code_with(&mut self, text: &[u8], hash: u64) -> u32 {
        let same = |one: &Entry| one.hash == hash && self.is(*one, text);
        if let Some(one) = self.entries.find(hash, same) {
            return one.code;
        }
        let code = u32::try_from(self.ends.len()).expect("no more labels than rows, in u32");
        let begin = self.text.len();
        self.text.push_str(&String::from_utf8_lossy(text));
        self.ends.push(self.text.len());
        let entry = Entry {
            hash,
            begin,
            length: u32::try_from(self.text.len() - begin).unwrap_or(u32::MAX),
            code,
        };
        self.entries.insert_unique(hash, entry, |one| one.hash);
        code
    }

    fn bytes(&self, code: u32) -> &[u8] {
        self.label(code as usize).as_bytes()
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
        self.entries = HashTable::new();
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

fn utf16(a: &str, b: &str) -> std::cmp::Ordering {
    if a.is_ascii() && b.is_ascii() {
        a.cmp(b)
    } else {
        a.encode_utf16().cmp(b.encode_utf16())
    }
}
