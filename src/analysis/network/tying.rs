//! Ties made row by row, on all cores where it pays: all of them, the strongest, or only what
//! they come to.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::each::Each;
use super::options::Normalisation;
use super::product::{Tie, strongest, strongest_by};
use super::whole::{Signs, Whole};
use crate::model::Progress;

/// A sum that has room for what it is used for.
pub(super) trait Sum: Copy + Send + Ord {
    const ZERO: Self;
    const LEAST: Self;
    const MOST: Self;
    fn of(value: i32) -> Self;
    fn plus(self, other: Self) -> Self;
    fn less(self, other: Self) -> Self;
    fn value(self) -> i32;
    fn total(chunk: &[Self; CHUNK]) -> i64;
    /// How many are not 0.
    fn found(chunk: &[Self; CHUNK]) -> usize;
    /// Whether none is so large, or so far below 0 where `apart` is asked for.
    fn below(chunk: &[Self; CHUNK], least: Self, apart: bool) -> bool;
    /// Whether none that is not 0 exceeds its own floor or that of all.
    fn under(chunk: &[Self; CHUNK], floors: &[Self; CHUNK], all: Self) -> bool;
}

macro_rules! sums {
    ($($name:ident in $wide:ident),+) => {
        $(impl Sum for $name {
            const ZERO: Self = 0;
            const LEAST: Self = $name::MIN;
            const MOST: Self = $name::MAX;
            fn of(value: i32) -> Self {
                value as $name
            }
            fn plus(self, other: Self) -> Self {
                self.wrapping_add(other)
            }
            fn less(self, other: Self) -> Self {
                self.wrapping_sub(other)
            }
            fn value(self) -> i32 {
                self.into()
            }
            fn total(chunk: &[Self; CHUNK]) -> i64 {
                chunk.iter().map(|&sum| $wide::from(sum)).sum::<$wide>().into()
            }
            // Counted in lanes as wide as a sum, and no early ends, so that all go at once.
            fn found(chunk: &[Self; CHUNK]) -> usize {
                chunk.iter().map(|&sum| $name::from(sum != 0)).sum::<$name>() as usize
            }
            fn below(chunk: &[Self; CHUNK], least: Self, apart: bool) -> bool {
                let over = |any: bool, &sum: &Self| any | (sum >= least);
                let under = |any: bool, &sum: &Self| any | (sum <= -least);
                !chunk.iter().fold(false, over) && !(apart && chunk.iter().fold(false, under))
            }
            fn under(chunk: &[Self; CHUNK], floors: &[Self; CHUNK], all: Self) -> bool {
                let over = |any: bool, (&sum, &floor): (&Self, &Self)| {
                    any | ((sum != 0) & ((sum > floor) | (sum > all)))
                };
                !chunk.iter().zip(floors).fold(false, over)
            }
        })+
    };
}

// The half fits twice as many rows into the cache.
sums!(i16 in i32, i32 in i64);

/// Which ties are kept.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kept {
    /// All.
    All,
    /// Those whose weight is at least this, whatever its sign.
    AtLeast(f64),
    /// So many, the largest weights.
    Largest(usize),
    /// So many, the largest weights whatever their sign, while all are counted.
    Counted(usize),
    /// So many of each row, the largest weights.
    Each(usize),
}

/// The ties that were kept, and what all of them come to.
#[derive(Debug, Default)]
pub(super) struct Tied {
    /// Sorted by row and column.
    pub(super) ties: Vec<Tie>,
    /// How many there are. As the next only for `Counted`.
    pub(super) count: usize,
    /// The sum of their weights, as [`total`] has it.
    pub(super) weight: f64,
}

/// Rows that are told of together.
const BLOCK: usize = 64;
/// With fewer products a second thread costs more than it saves, in memory too.
const WORTH_A_THREAD: usize = 100_000_000;
/// Sums that are looked at together.
pub(super) const CHUNK: usize = 16;

/// The sum of weights, of ties sorted by row and column: of one row every 16th first, then these
/// sums, then rows. In this order so that it is the same however ties were made.
pub(super) fn total(ties: &[Tie]) -> f64 {
    let of_row = |ties: &[Tie]| {
        let mut lanes = [0.0; CHUNK];
        for chunk in ties.chunks(CHUNK) {
            for (lane, tie) in lanes.iter_mut().zip(chunk) {
                *lane += tie.weight;
            }
        }
        lanes.iter().sum::<f64>()
    };
    ties.chunk_by(|a, b| a.row == b.row).map(of_row).sum()
}

/// The ties. O(Σ over slots of rows²), and as much memory as are kept.
pub(super) fn tie(
    of: &Whole,
    (kept, threads): (Kept, Option<usize>),
    progress: Progress<'_>,
) -> Tied {
    let mut all = tie_together(&[(of, kept)], threads, progress);
    all.pop().unwrap_or_default()
}

/// The ties of several networks, in one pass over what their rows have in common: all are
/// [made of the same](Whole::also).
pub(super) fn tie_together(
    of: &[(&Whole, Kept)],
    threads: Option<usize>,
    progress: Progress<'_>,
) -> Vec<Tied> {
    if of.iter().all(|(whole, _)| whole.bound < 1 << 15) {
        tie_in::<i16>(of, threads, progress)
    } else {
        tie_in::<i32>(of, threads, progress)
    }
}

fn tie_in<S: Sum>(
    of: &[(&Whole, Kept)],
    threads: Option<usize>,
    progress: Progress<'_>,
) -> Vec<Tied> {
    let Some(&(first, _)) = of.first() else {
        return Vec::new();
    };
    let rows = first.totals.len();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let settled = AtomicUsize::new(0);
    let tell = || {
        let done = settled.fetch_add(BLOCK, Ordering::Relaxed) + BLOCK;
        progress.tell("tying", done.min(rows), rows);
    };
    let blocks = rows.div_ceil(BLOCK);
    let worth = if first.products() < WORTH_A_THREAD {
        1
    } else {
        cores
    };
    let threads = threads.unwrap_or(worth).clamp(1, 16);
    let shared: Vec<_> = of
        .iter()
        .map(|_| (Mutex::new(None::<Each<S>>), Mutex::new(Vec::new())))
        .collect();
    let next = AtomicUsize::new(0);
    let run = || {
        let mut workers: Vec<Worker<'_, S>> =
            of.iter().map(|&(of, kept)| Worker::new(of, kept)).collect();
        let mut sums = Sums::new(first, of);
        loop {
            let block = next.fetch_add(1, Ordering::Relaxed);
            if block >= blocks {
                break;
            }
            for row in block * BLOCK..((block + 1) * BLOCK).min(rows) {
                let ends = workers.iter().map(|worker| worker.end(row));
                let end = ends.max().unwrap_or(0);
                if end <= row + 1 {
                    continue;
                }
                sums.add(first, row, end);
                for (at, worker) in workers.iter_mut().enumerate() {
                    worker.row(row, end, &sums.of(at));
                }
                sums.clear(row, end);
            }
            tell();
            for (worker, (_, done)) in workers.iter_mut().zip(&shared) {
                if matches!(worker.kept, Kept::All | Kept::AtLeast(_)) && threads > 1 {
                    let mut part = worker.part();
                    part.ties.shrink_to_fit();
                    let mut done = done.lock().expect("no thread panics while it holds this");
                    done.push((block, part));
                }
            }
        }
        for (mut worker, (each, done)) in workers.into_iter().zip(&shared) {
            if let Some(mine) = worker.each.take() {
                let mut each = each.lock().expect("no thread panics while it holds this");
                match &mut *each {
                    Some(each) => each.merge(&mine),
                    None => *each = Some(mine),
                }
            }
            let mut done = done.lock().expect("no thread panics while it holds this");
            done.push((blocks, worker.part()));
        }
    };
    if threads == 1 {
        run();
    } else {
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(run);
            }
        });
    }
    let joined = of.iter().zip(shared).map(|(&(whole, kept), (each, done))| {
        let each = each.into_inner().expect("every thread has ended");
        let parts = done.into_inner().expect("every thread has ended");
        joined(whole, kept, each, parts)
    });
    joined.collect()
}

/// What the threads have made of one network.
fn joined<S: Sum>(
    of: &Whole,
    kept: Kept,
    each: Option<Each<S>>,
    mut parts: Vec<(usize, Part)>,
) -> Tied {
    parts.sort_by_key(|part| part.0);
    let mut parts = parts.into_iter().map(|(_, part)| part);
    let mut all = parts.next().unwrap_or_default();
    let parts: Vec<Part> = parts.collect();
    (all.ties).reserve_exact(parts.iter().map(|part| part.ties.len()).sum());
    for mut part in parts {
        all.ties.append(&mut part.ties);
        all.totals.append(&mut part.totals);
        all.count += part.count;
    }
    all.totals.sort_unstable_by_key(|(row, _)| *row);
    if let Some(each) = each {
        all.ties = each.ties();
    }
    if kept.cut(&mut all.ties) || of.ordered.is_some() {
        (all.ties).sort_unstable_by_key(|tie| (tie.row, tie.column));
    }
    Tied {
        ties: all.ties,
        count: all.count,
        weight: all.totals.iter().map(|(_, weight)| weight).sum(),
    }
}

/// What a row has in common with each, as the networks that are made together need it.
struct Sums<S> {
    passes: Vec<Signs>,
    /// A list a pass, and after these, where a network wants it, the first less the second.
    lists: Vec<Vec<S>>,
    has_difference: bool,
    /// For each network, which lists.
    of: Vec<Vec<usize>>,
}

impl<S: Sum> Sums<S> {
    fn new(first: &Whole, of: &[(&Whole, Kept)]) -> Self {
        let (passes, lists): (Vec<Signs>, Vec<Vec<usize>>) = match of {
            [(alone, _)] => (
                alone.passes().to_vec(),
                vec![(0..alone.passes().len()).collect()],
            ),
            _ => {
                let place = |signs: &Signs| match (signs.same, signs.other) {
                    (1, 0) => 0,
                    (0, _) => 1,
                    _ => 2,
                };
                let lists = of
                    .iter()
                    .map(|(whole, _)| whole.passes().iter().map(place).collect());
                (vec![Signs::SAME, Signs::OTHER], lists.collect())
            }
        };
        let has_difference = of.len() > 1 && lists.iter().flatten().any(|&list| list == 2);
        let length = first.totals.len().next_multiple_of(CHUNK);
        Self {
            lists: vec![vec![S::ZERO; length]; passes.len() + usize::from(has_difference)],
            passes,
            has_difference,
            of: lists,
        }
    }

    fn add(&mut self, whole: &Whole, row: usize, end: usize) {
        for (&signs, list) in self.passes.iter().zip(&mut self.lists) {
            whole.add_row(signs, (row, end), list);
        }
        if self.has_difference
            && let [same, other, difference] = &mut self.lists[..]
        {
            for ((difference, &same), &other) in difference[row..end]
                .iter_mut()
                .zip(&same[row..end])
                .zip(&other[row..end])
            {
                *difference = same.less(other);
            }
        }
    }

    fn of(&self, network: usize) -> Vec<&[S]> {
        let lists = self.of[network].iter();
        lists.map(|&list| &self.lists[list][..]).collect()
    }

    fn clear(&mut self, row: usize, end: usize) {
        for list in &mut self.lists {
            list[row..end].fill(S::ZERO);
        }
    }
}

impl Kept {
    /// How much a weight counts for being kept.
    fn size(self, weight: f64) -> f64 {
        match self {
            Self::Counted(_) | Self::AtLeast(_) => weight.abs(),
            _ => weight,
        }
    }

    fn most(self) -> Option<usize> {
        match self {
            Self::All | Self::AtLeast(_) | Self::Each(_) => None,
            Self::Largest(most) | Self::Counted(most) => Some(most),
        }
    }

    /// Leaves those that are kept, in any order; `false` where these are all.
    fn cut(self, ties: &mut Vec<Tie>) -> bool {
        match self {
            Self::All | Self::AtLeast(_) | Self::Each(_) => return false,
            Self::Largest(most) => strongest(ties, most),
            Self::Counted(most) => strongest_by(ties, most, f64::abs),
        }
        true
    }
}

/// What a thread has made.
#[derive(Default)]
struct Part {
    ties: Vec<Tie>,
    count: usize,
    /// Rows and the sums of their weights.
    totals: Vec<(usize, f64)>,
}

/// One thread's ties of one network.
struct Worker<'a, S> {
    of: &'a Whole,
    kept: Kept,
    /// The columns of a row with a sum.
    found: Vec<u32>,
    made: Part,
    /// The strongest ties of each row, where these are asked for.
    each: Option<Each<S>>,
    /// What is weaker is not kept.
    floor: f64,
}

impl<'a, S: Sum> Worker<'a, S> {
    fn new(of: &'a Whole, kept: Kept) -> Self {
        let (rows, length) = (of.totals.len(), of.totals.len().next_multiple_of(CHUNK));
        Self {
            of,
            kept,
            each: match kept {
                Kept::Each(most) => Some(Each::new(most, rows, length)),
                _ => None,
            },
            found: vec![0; of.totals.len() + 1],
            made: Part::default(),
            floor: match kept {
                Kept::AtLeast(least) => least,
                _ => f64::NEG_INFINITY,
            },
        }
    }

    fn part(&mut self) -> Part {
        std::mem::take(&mut self.made)
    }

    /// The row before which all are that may have a tie with this one that is kept.
    fn end(&self, row: usize) -> usize {
        match self.kept {
            Kept::Largest(_) | Kept::AtLeast(_) => self.of.reach(row, self.floor),
            _ => self.of.totals.len(),
        }
    }

    /// Makes ties of the sums after a row and before the end.
    fn row(&mut self, row: usize, end: usize, sums: &[&[S]]) {
        match self.each.take() {
            Some(mut each) => {
                self.offer(row, &mut each, sums);
                self.each = Some(each);
            }
            None => self.emit(row, end, sums),
        }
        let most = self.kept.most().unwrap_or(usize::MAX);
        if self.made.ties.len() > most.saturating_mul(2).saturating_add(100) {
            self.kept.cut(&mut self.made.ties);
            let sizes = self.made.ties.iter().map(|tie| self.kept.size(tie.weight));
            self.floor = sizes.fold(f64::INFINITY, f64::min);
        }
    }

    /// Offers the sums after a row to both of their rows.
    fn offer(&mut self, row: usize, each: &mut Each<S>, sums: &[&[S]]) {
        let begin = (row + 1) / CHUNK * CHUNK;
        let plain = self.of.normalisation == Normalisation::None;
        let mut count = 0;
        let chunks = sums[0][begin..].as_chunks::<CHUNK>().0;
        let floors = each.sums[begin..].as_chunks::<CHUNK>().0;
        let firsts = (begin..).step_by(CHUNK);
        for ((chunk, floors), first) in chunks.iter().zip(floors).zip(firsts) {
            // Sums are the weights; others are made weights of, to be compared.
            let weaker = if plain {
                S::under(chunk, floors, each.sums[row])
            } else {
                S::found(chunk) == 0
            };
            if weaker {
                continue;
            }
            for (column, &sum) in (first as u32..).zip(chunk) {
                self.found[count] = column;
                count += usize::from(sum != S::ZERO);
            }
        }
        let found = std::mem::take(&mut self.found);
        for columns in found[..count].chunks(CHUNK) {
            let weights = self.of.weights(row, columns, sums);
            for (&column, weight) in columns.iter().zip(weights) {
                if weight != 0.0 {
                    each.offer(column as usize, weight, row as u32);
                    each.offer(row, weight, column);
                }
            }
        }
        self.found = found;
    }

    fn emit(&mut self, row: usize, end: usize, sums: &[&[S]]) {
        // The sums of a chunk that do not come after the row are 0.
        let begin = (row + 1) / CHUNK * CHUNK;
        let end = end.next_multiple_of(CHUNK);
        let counted = matches!(self.kept, Kept::Counted(_));
        let apart = counted || matches!(self.kept, Kept::AtLeast(_));
        let plain = self.of.normalisation == Normalisation::None;
        // Without a normalisation what is below the floor need not be looked at.
        let least = if plain && self.floor > 1.0 {
            // No sum is larger than the type of sums holds.
            (self.floor as i32).min(self.of.bound as i32)
        } else {
            0
        };
        let (mut count, mut weight) = (0, 0);
        // Lists of sums are as long as whole chunks.
        let chunks = sums[0][begin..end].as_chunks::<CHUNK>().0;
        for (chunk, first) in chunks.iter().zip((begin..).step_by(CHUNK)) {
            let found = S::found(chunk);
            if found == 0 {
                continue;
            }
            if least > 0 {
                if counted {
                    weight += S::total(chunk);
                    self.made.count += found;
                }
                if S::below(chunk, S::of(least), apart) {
                    continue;
                }
            }
            for (column, &sum) in (first as u32..).zip(chunk) {
                // Written every time, as a guess would often be wrong.
                self.found[count] = column;
                count += usize::from(sum != S::ZERO);
            }
        }
        let mut lanes = [0.0; CHUNK];
        if least > 0 {
            // Whole numbers, so that no order matters.
            lanes[0] = weight as f64;
        }
        let found = std::mem::take(&mut self.found);
        for columns in found[..count].chunks(CHUNK) {
            let weights = self.of.weights(row, columns, sums);
            if counted && least == 0 {
                self.made.count += columns.len();
                for (lane, weight) in lanes.iter_mut().zip(weights) {
                    *lane += weight;
                }
            }
            let is_kept = |weight: f64| weight != 0.0 && self.kept.size(weight) >= self.floor;
            if weights.iter().any(|&weight| is_kept(weight)) {
                for (&column, weight) in columns.iter().zip(weights) {
                    if is_kept(weight) {
                        let ends = (row as u32, column);
                        let (row, column) = (self.of.ordered.as_ref())
                            .map_or(ends, |ordered| ordered.ends(ends.0, ends.1));
                        self.made.ties.push(Tie {
                            row,
                            column,
                            weight,
                        });
                    }
                }
            }
        }
        self.found = found;
        if counted {
            self.made.totals.push((row, lanes.iter().sum()));
        }
    }
}
