//! Distances in hops from many nodes at once: a bit for each start, 512 in a sweep.

use std::ops::Range;

use super::ordered::Ordered;
use crate::analysis::parallel;

/// Words of 64 bits in a set of starts; eight fill a line of the cache.
const WORDS: usize = 8;
const STARTS: usize = 64 * WORDS;
/// Inverse distances are counted in units of 2^-UNIT: whole numbers have the same sum in every
/// order, and that of fewer than 2^64 of them fits a u128.
const UNIT: u32 = 63;

/// A set of starts.
#[derive(Clone, Copy)]
#[repr(align(64))]
struct Set([u64; WORDS]);

const NONE: Set = Set([0; WORDS]);
const ALL: Set = Set([u64::MAX; WORDS]);

impl Set {
    fn add(&mut self, start: usize) {
        self.0[start / 64] |= 1 << (start % 64);
    }

    fn or(&mut self, other: &Self) {
        for (mine, other) in self.0.iter_mut().zip(&other.0) {
            *mine |= other;
        }
    }

    fn without(mut self, other: &Self) -> Self {
        for (mine, other) in self.0.iter_mut().zip(&other.0) {
            *mine &= !other;
        }
        self
    }

    fn is_none(&self) -> bool {
        self.0.iter().fold(0, |any, word| any | word) == 0
    }

    fn is_all(&self) -> bool {
        self.0.iter().fold(u64::MAX, |all, word| all & word) == u64::MAX
    }

    fn count(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    fn members(&self) -> impl Iterator<Item = usize> + '_ {
        let of_word = |(at, &word): (usize, &u64)| {
            let bits = (0..64).filter(move |bit| word >> bit & 1 == 1);
            bits.map(move |bit| 64 * at + bit)
        };
        self.0.iter().enumerate().flat_map(of_word)
    }
}

/// What is summed for one node over the starts with a path to it, but for itself.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Reached {
    /// How many these are.
    pub(super) starts: u64,
    /// Their distances.
    far: u64,
    /// Their inverse distances, in units of 2^-UNIT.
    near: u128,
}

impl Reached {
    /// The sum of distances.
    pub(super) fn far(&self) -> f64 {
        self.far as f64
    }

    /// The sum of inverse distances.
    pub(super) fn near(&self) -> f64 {
        self.near as f64 / (1_u64 << UNIT) as f64
    }
}

/// What [`from_starts`] finds.
pub(super) struct Found {
    /// By place.
    pub(super) reached: Vec<Reached>,
    /// For each start, in their order, how far the farthest node is; only where asked for.
    pub(super) farthest: Vec<u32>,
}

/// What is found on the way.
pub(super) struct Asked<'a> {
    /// Whether the farthest node of every start is wanted.
    pub(super) farthest: bool,
    pub(super) threads: usize,
    /// Is told how many starts are done.
    pub(super) told: &'a dyn Fn(usize),
}

/// Sums of distances along the links from `starts`, places in ascending order, to every node; a
/// place may be there more than once.
///
/// A breadth-first search from 512 starts at once: every node has the set of those that have
/// reached it, and takes that of its neighbours in one operation. Sums are of whole numbers, so
/// neither order nor threads matter. At most O(n·m), where starts share no way; in networks, with
/// few steps between any two nodes, O(n·m/512) a step.
///
/// Source: Then and others 2014, doi:10.14778/2735496.2735507.
pub(super) fn from_starts(graph: &Ordered, starts: &[usize], asked: &Asked<'_>) -> Found {
    let mut found = Found {
        reached: vec![Reached::default(); graph.len()],
        farthest: Vec::new(),
    };
    let (batches, farthest) = (starts.len().div_ceil(STARTS), asked.farthest);
    let of = |batch: usize| &starts[batch * STARTS..starts.len().min((batch + 1) * STARTS)];
    parallel::in_order(
        asked.threads,
        batches,
        || Search::new(graph.len()),
        |search, batch| search.run(graph, of(batch), farthest),
        |batch, (range, sums, farthest)| {
            for (all, more) in found.reached[range].iter_mut().zip(sums) {
                all.starts += more.starts;
                all.far += more.far;
                all.near += more.near;
            }
            found.farthest.extend(farthest);
            (asked.told)(starts.len().min((batch + 1) * STARTS));
        },
    );
    found
}

/// What one thread keeps from batch to batch; sets of all places are empty in between.
struct Search {
    /// Who has reached a place, or never will.
    seen: Vec<Set>,
    /// Who reached it in the last step.
    now: Vec<Set>,
    /// Who reaches it in this one.
    next: Vec<Set>,
}

impl Search {
    fn new(n: usize) -> Self {
        Self {
            seen: vec![NONE; n],
            now: vec![NONE; n],
            next: vec![NONE; n],
        }
    }

    fn run(
        &mut self,
        graph: &Ordered,
        starts: &[usize],
        farthest: bool,
    ) -> (Range<usize>, Vec<Reached>, Vec<u32>) {
        let range = self.begin(graph, starts);
        let first = range.start;
        let mut sums = vec![Reached::default(); range.len()];
        let mut ends = vec![0; if farthest { starts.len() } else { 0 }];
        let mut front: Vec<usize> = starts.to_vec();
        front.dedup();
        let mut open: Vec<usize> = range.clone().collect();
        let mut reached = Vec::new();
        let mut step = 0_u32;
        loop {
            step += 1;
            open.retain(|&place| !self.seen[place].is_all());
            let ahead: usize = front.iter().map(|&place| graph.out(place).len()).sum();
            let behind: usize = open.iter().map(|&place| graph.into(place).len()).sum();
            if ahead < behind / 2 {
                self.push(graph, &front, &mut reached);
            } else {
                self.pull(graph, &open, &mut reached);
            }
            for &place in &front {
                self.now[place] = NONE;
            }
            if reached.is_empty() {
                return (range, sums, ends);
            }
            let mut anywhere = NONE;
            let unit = (1_u64 << UNIT) / u64::from(step);
            for &place in &reached {
                let new = std::mem::replace(&mut self.next[place], NONE);
                self.seen[place].or(&new);
                self.now[place] = new;
                let count = u64::from(new.count());
                let sum = &mut sums[place - first];
                sum.starts += count;
                sum.far += count * u64::from(step);
                sum.near += u128::from(count) * u128::from(unit);
                anywhere.or(&new);
            }
            if farthest {
                for start in anywhere.members() {
                    ends[start] = step;
                }
            }
            std::mem::swap(&mut front, &mut reached);
            reached.clear();
        }
    }

    /// Sets of the parts that the starts are in. Who is in another part counts as seen, so that a
    /// place which everyone has reached who can is known by one comparison.
    fn begin(&mut self, graph: &Ordered, starts: &[usize]) -> Range<usize> {
        let (Some(&first), Some(&last)) = (starts.first(), starts.last()) else {
            return 0..0;
        };
        let range = graph.part(first).start..graph.part(last).end;
        self.seen[range.clone()].fill(ALL);
        let mut at = 0;
        while at < starts.len() {
            let part = graph.part(starts[at]);
            let here = starts[at..].iter().take_while(|&&start| start < part.end);
            let here = at..at + here.count();
            let mut others = ALL;
            for start in here.clone() {
                others.0[start / 64] &= !(1 << (start % 64));
            }
            self.seen[part].fill(others);
            for start in here.clone() {
                self.seen[starts[start]].add(start);
                self.now[starts[start]].add(start);
            }
            at = here.end;
        }
        range
    }

    /// From the few that were reached last to all their neighbours.
    fn push(&mut self, graph: &Ordered, front: &[usize], reached: &mut Vec<usize>) {
        for &place in front {
            let here = self.now[place];
            for &to in graph.out(place) {
                let to = to as usize;
                let new = here.without(&self.seen[to]);
                if !new.is_none() {
                    if self.next[to].is_none() {
                        reached.push(to);
                    }
                    self.next[to].or(&new);
                }
            }
        }
    }

    /// To those that are not yet reached by all, from their neighbours until nobody is missing.
    fn pull(&mut self, graph: &Ordered, open: &[usize], reached: &mut Vec<usize>) {
        for &place in open {
            let seen = self.seen[place];
            let mut here = seen;
            for some in graph.into(place).chunks(8) {
                for &from in some {
                    here.or(&self.now[from as usize]);
                }
                if here.is_all() {
                    break;
                }
            }
            let new = here.without(&seen);
            if !new.is_none() {
                self.next[place] = new;
                reached.push(place);
            }
        }
    }
}
