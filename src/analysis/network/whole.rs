//! One-mode ties where every count is a whole number and levels are the same or not: the usual
//! case, in time linear in the statements and then in the products that there are.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::options::{Aggregation, NetworkOptions, Normalisation};
use super::product::{Tie, strongest};
use super::selection::{LevelKind, Selection};
use crate::model::Progress;

/// How often each row has each slot (a column with a level), by row and by slot.
struct Matrix {
    levels: usize,
    /// Where each row's slots begin; ascending within a row.
    rows: Vec<usize>,
    slots: Vec<u32>,
    /// Where each slot's rows begin; ascending within a slot.
    slot_begins: Vec<usize>,
    slot_rows: Vec<u32>,
    /// How often; `None`: all are 1.
    weights: Option<Weights>,
}

struct Weights {
    by_row: Vec<u32>,
    by_slot: Vec<u32>,
}

/// A sum that has room for what it is used for.
trait Sum: Copy + Send + Ord {
    const ZERO: Self;
    fn of(value: i32) -> Self;
    fn plus(self, other: Self) -> Self;
    fn value(self) -> i32;
}

macro_rules! sums {
    ($($name:ident),+) => {
        $(impl Sum for $name {
            const ZERO: Self = 0;
            fn of(value: i32) -> Self {
                value as $name
            }
            fn plus(self, other: Self) -> Self {
                self.wrapping_add(other)
            }
            fn value(self) -> i32 {
                self.into()
            }
        })+
    };
}

// The half fits twice as many rows into the cache.
sums!(i16, i32);

/// What a pair of counts adds to a sum: those of one level, and those of different ones.
#[derive(Debug, Clone, Copy)]
struct Signs {
    same: i32,
    other: i32,
}

/// What one-mode ties are made of.
pub(super) struct Whole<'a> {
    matrix: Matrix,
    passes: Vec<Signs>,
    totals: Vec<f64>,
    with_itself: Vec<f64>,
    options: &'a NetworkOptions,
    normalisation: Normalisation,
    /// No sum is larger.
    bound: u64,
}

/// Rows that are told of together.
const BLOCK: usize = 64;
/// With fewer products a second thread costs more than it saves, in memory too.
const WORTH_A_THREAD: usize = 100_000_000;

impl<'a> Whole<'a> {
    /// `None` where the options need levels that are more or less alike, or sums of another kind.
    /// `new_row` gives the place of every label in the network, `rows` how many there are.
    pub(super) fn new(
        selection: &Selection<'_>,
        options: &'a NetworkOptions,
        new_row: &[u32],
        rows: usize,
    ) -> Option<Self> {
        use Normalisation::{Cosine, DnaJaccard, Jaccard, Overlap};
        let kind = selection.levels.kind;
        let passes = match (options.aggregation, kind) {
            (Aggregation::Ignore, _)
            | (Aggregation::Congruence, LevelKind::Boolean | LevelKind::Category) => {
                Signs { same: 1, other: 0 }
            }
            (Aggregation::Conflict, LevelKind::Boolean) => Signs { same: 0, other: 1 },
            (Aggregation::Subtract, LevelKind::Boolean) => Signs { same: 1, other: -1 },
            _ => return None,
        };
        let mut passes = vec![passes];
        let normalisation = options.normalisation_by_definition();
        let of_sets = matches!(normalisation, Jaccard | Overlap);
        if normalisation == DnaJaccard {
            return None;
        }
        if of_sets && (passes[0].same, passes[0].other) != (1, 0) {
            passes.push(Signs { same: 1, other: 0 });
        }
        let levels = match options.aggregation {
            Aggregation::Ignore => 1,
            _ => selection.levels.values.len().max(1),
        };
        let slots = selection.through.labels.len().checked_mul(levels)?;
        if slots > 8 * selection.kept.len() + 65_536 {
            return None;
        }
        let matrix = Matrix::new(selection, new_row, rows, (levels, slots), of_sets);
        let mut totals = vec![0.0; rows];
        for &row in &selection.kept {
            totals[new_row[selection.between.codes[row as usize] as usize] as usize] += 1.0;
        }
        let with_itself = match normalisation {
            Jaccard | Overlap | Cosine => (0..rows).map(|row| matrix.with_itself(row)).collect(),
            _ => Vec::new(),
        };
        let largest = |all: &[u32]| all.iter().copied().max().unwrap_or(0);
        let most = matrix.weights.as_ref().map_or(1, |w| largest(&w.by_row));
        let longest = matrix.rows.windows(2).map(|w| w[1] - w[0]).max();
        // Each slot of a row meets at most two slots of another.
        let bound = 2 * u64::from(most) * u64::from(most) * longest.unwrap_or(0) as u64;
        (bound < 1 << 31).then_some(Self {
            matrix,
            passes,
            totals,
            with_itself,
            options,
            normalisation,
            bound,
        })
    }

    /// The sum of each row's statements.
    pub(super) fn totals(&self) -> &[f64] {
        &self.totals
    }

    /// The ties, sorted by row and column. O(Σ over slots of rows²) and as much memory as ties.
    pub(super) fn ties(&self, progress: Progress<'_>) -> Vec<Tie> {
        if self.bound < 1 << 15 {
            self.ties_in::<i16>(progress)
        } else {
            self.ties_in::<i32>(progress)
        }
    }

    fn ties_in<S: Sum>(&self, progress: Progress<'_>) -> Vec<Tie> {
        let rows = self.totals.len();
        let products: usize = (self.matrix.slot_begins.windows(2))
            .map(|slot| (slot[1] - slot[0]).saturating_mul(slot[1] - slot[0]) / 2)
            .fold(0, usize::saturating_add);
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let settled = AtomicUsize::new(0);
        let tell = || {
            let done = settled.fetch_add(BLOCK, Ordering::Relaxed) + BLOCK;
            progress.tell("tying", done.min(rows), rows);
        };
        let blocks = rows.div_ceil(BLOCK);
        if products < WORTH_A_THREAD || cores == 1 {
            let mut worker = Worker::<S>::new(self);
            for block in 0..blocks {
                worker.block(block);
                tell();
            }
            return worker.finish();
        }
        let next = AtomicUsize::new(0);
        let done = Mutex::new(Vec::new());
        let run = || {
            let mut worker = Worker::<S>::new(self);
            loop {
                let block = next.fetch_add(1, Ordering::Relaxed);
                if block >= blocks {
                    break;
                }
                worker.block(block);
                tell();
                if self.options.top.is_none() {
                    let mut ties = std::mem::take(&mut worker.ties);
                    ties.shrink_to_fit();
                    let mut done = done.lock().expect("no thread panics while it holds this");
                    done.push((block, ties));
                }
            }
            let mut done = done.lock().expect("no thread panics while it holds this");
            done.push((blocks, worker.ties));
        };
        std::thread::scope(|scope| {
            for _ in 0..cores.min(16) {
                scope.spawn(run);
            }
        });
        let mut parts = done.into_inner().expect("every thread has ended");
        parts.sort_by_key(|part| part.0);
        let mut ties = Vec::with_capacity(parts.iter().map(|part| part.1.len()).sum());
        for (_, part) in parts {
            ties.extend_from_slice(&part);
        }
        if let Some(top) = self.options.top {
            strongest(&mut ties, top);
            ties.sort_unstable_by_key(|tie| (tie.row, tie.column));
        }
        ties
    }

    /// Of two rows and their sums, the weight.
    #[inline]
    fn weight(&self, i: usize, j: usize, sum: i32, agreed: i32) -> f64 {
        use Normalisation::{Average, Cosine, DnaCosine, Jaccard, Overlap};
        let weight = f64::from(sum);
        let own = &self.with_itself;
        let by = match self.normalisation {
            Average => f64::midpoint(self.totals[i], self.totals[j]),
            DnaCosine => self.totals[i] * self.totals[j],
            Cosine => (own[i] * own[j]).sqrt(),
            Jaccard => own[i] + own[j] - f64::from(agreed),
            Overlap => own[i].min(own[j]),
            _ => return weight,
        };
        if by == 0.0 { 0.0 } else { weight / by }
    }
}

impl Matrix {
    fn new(
        selection: &Selection<'_>,
        new_row: &[u32],
        rows: usize,
        (levels, slots): (usize, usize),
        once: bool,
    ) -> Self {
        let kept = || {
            selection.kept.iter().map(|&row| {
                let at = row as usize;
                let column = selection.through.codes[at] as usize;
                let level = match levels {
                    1 => 0,
                    _ => selection.levels.of_row[at] as usize,
                };
                let row = new_row[selection.between.codes[at] as usize];
                (row, column * levels + level)
            })
        };
        // Sorted by slot and then, stably, by row: both by counting.
        let mut begins = starts(slots, kept().map(|(_, slot)| slot));
        let mut by_slot = vec![0_u32; selection.kept.len()];
        for (row, slot) in kept() {
            by_slot[begins[slot]] = row;
            begins[slot] += 1;
        }
        // Each beginning is now where the next slot begins.
        let mut begins_of_row = starts(rows, by_slot.iter().map(|&row| row as usize));
        let mut of_rows = vec![0_u32; by_slot.len()];
        let mut from = 0;
        for (slot, &end) in (0_u32..).zip(&begins[..slots]) {
            for &row in &by_slot[from..end] {
                let place = &mut begins_of_row[row as usize];
                of_rows[*place] = slot;
                *place += 1;
            }
            from = end;
        }
        drop(by_slot);
        let mut compact = Vec::with_capacity(rows + 1);
        compact.push(0);
        let mut weights: Vec<u32> = Vec::new();
        let (mut length, mut from) = (0, 0);
        for &end in &begins_of_row[..rows] {
            let first = length;
            for at in from..end {
                if length > first && of_rows[length - 1] == of_rows[at] {
                    if !once {
                        weights.resize(length, 1);
                        weights[length - 1] += 1;
                    }
                } else {
                    of_rows[length] = of_rows[at];
                    length += 1;
                }
            }
            from = end;
            compact.push(length);
        }
        of_rows.truncate(length);
        if !weights.is_empty() {
            weights.resize(length, 1);
        }
        let slot_begins = starts(slots, of_rows.iter().map(|&slot| slot as usize));
        let mut next = slot_begins.clone();
        let mut slot_rows = vec![0_u32; length];
        let mut by_slot = vec![0_u32; weights.len()];
        for (row, part) in (0_u32..).zip(compact.windows(2)) {
            for at in part[0]..part[1] {
                let place = &mut next[of_rows[at] as usize];
                slot_rows[*place] = row;
                if let Some(&weight) = weights.get(at) {
                    by_slot[*place] = weight;
                }
                *place += 1;
            }
        }
        Self {
            levels,
            rows: compact,
            slots: of_rows,
            slot_begins,
            slot_rows,
            weights: (!weights.is_empty()).then_some(Weights {
                by_row: weights,
                by_slot,
            }),
        }
    }

    fn of_row(&self, row: usize) -> std::ops::Range<usize> {
        self.rows[row]..self.rows[row + 1]
    }

    fn weight(&self, at: usize) -> i32 {
        let weight = self.weights.as_ref().map_or(1, |w| w.by_row[at]);
        // What is larger has a bound that was refused.
        i32::try_from(weight).unwrap_or(i32::MAX)
    }

    fn with_itself(&self, row: usize) -> f64 {
        let squares = self.of_row(row).map(|at| f64::from(self.weight(at)));
        squares.map(|weight| weight * weight).sum()
    }

    /// Adds, for every row after `row`, what a slot has in common with it.
    fn add<S: Sum>(&self, slot: usize, row: usize, factor: i32, sums: &mut [S]) {
        let (begin, end) = (self.slot_begins[slot], self.slot_begins[slot + 1]);
        let rows = &self.slot_rows[begin..end];
        let after = rows.partition_point(|&other| other as usize <= row);
        let rows = &rows[after..];
        match &self.weights {
            None => {
                let factor = S::of(factor);
                for &other in rows {
                    let sum = &mut sums[other as usize];
                    *sum = sum.plus(factor);
                }
            }
            Some(weights) => {
                for (&other, &weight) in rows.iter().zip(&weights.by_slot[begin + after..end]) {
                    let sum = &mut sums[other as usize];
                    *sum = sum.plus(S::of(factor * weight.cast_signed()));
                }
            }
        }
    }
}

/// Where each of some buckets begins, and where the last ends.
fn starts(buckets: usize, of: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut starts = vec![0; buckets + 1];
    for bucket in of {
        starts[bucket + 1] += 1;
    }
    for at in 0..buckets {
        starts[at + 1] += starts[at];
    }
    starts
}

/// One thread's sums and ties.
struct Worker<'a, S> {
    of: &'a Whole<'a>,
    sums: Vec<Vec<S>>,
    /// The columns of a row with a sum.
    found: Vec<u32>,
    ties: Vec<Tie>,
    /// Of the strongest, what is weaker is none.
    floor: f64,
}

/// Sums that are looked at together.
const CHUNK: usize = 16;

impl<'a, S: Sum> Worker<'a, S> {
    fn new(of: &'a Whole<'a>) -> Self {
        let rows = of.totals.len();
        Self {
            of,
            sums: vec![vec![S::ZERO; rows]; of.passes.len()],
            found: vec![0; rows + CHUNK],
            ties: Vec::new(),
            floor: f64::NEG_INFINITY,
        }
    }

    fn block(&mut self, block: usize) {
        let rows = self.of.totals.len();
        for row in block * BLOCK..((block + 1) * BLOCK).min(rows) {
            self.row(row);
            self.keep_strongest();
        }
    }

    fn keep_strongest(&mut self) {
        if let Some(top) = self.of.options.top
            && self.ties.len() > 4 * top + 1_000
        {
            strongest(&mut self.ties, top);
            let weights = self.ties.iter().map(|tie| tie.weight);
            self.floor = weights.fold(f64::INFINITY, f64::min);
        }
    }

    fn row(&mut self, row: usize) {
        let matrix = &self.of.matrix;
        for (signs, sums) in self.of.passes.iter().zip(&mut self.sums) {
            for at in matrix.of_row(row) {
                let slot = matrix.slots[at] as usize;
                let weight = matrix.weight(at);
                if signs.same != 0 {
                    matrix.add(slot, row, signs.same * weight, sums);
                }
                if signs.other != 0 {
                    let column = slot / matrix.levels * matrix.levels;
                    for other in (column..column + matrix.levels).filter(|&other| other != slot) {
                        matrix.add(other, row, signs.other * weight, sums);
                    }
                }
            }
        }
        self.emit(row);
    }

    /// Makes ties of the sums from a row on, and sums of nothing of them.
    fn emit(&mut self, row: usize) {
        let first = row + 1;
        let (sums, more) = self.sums.split_at_mut(1);
        let sums = &mut sums[0][first..];
        // Without a normalisation what is below the floor need not be looked at.
        let least = match self.of.normalisation {
            Normalisation::None if self.floor > 1.0 => Some(S::of(self.floor as i32)),
            _ => None,
        };
        let mut count = 0;
        for (chunk, column) in sums.chunks(CHUNK).zip((first..).step_by(CHUNK)) {
            let nothing = match least {
                Some(least) => chunk.iter().all(|&sum| sum < least),
                None => chunk.iter().all(|&sum| sum == S::ZERO),
            };
            if nothing {
                continue;
            }
            for (column, &sum) in (column as u32..).zip(chunk) {
                // Written every time, as a guess would often be wrong.
                self.found[count] = column;
                count += usize::from(sum != S::ZERO);
            }
        }
        for &column in &self.found[..count] {
            let at = column as usize - first;
            let sum = sums[at].value();
            let agreed = more
                .first()
                .map_or(sum, |sums| sums[column as usize].value());
            let weight = self.of.weight(row, column as usize, sum, agreed);
            if weight != 0.0 && weight >= self.floor {
                self.ties.push(Tie {
                    row: row as u32,
                    column,
                    weight,
                });
            }
        }
        sums.fill(S::ZERO);
        for sums in more {
            sums[first..].fill(S::ZERO);
        }
    }

    fn finish(mut self) -> Vec<Tie> {
        if let Some(top) = self.of.options.top {
            strongest(&mut self.ties, top);
            self.ties.sort_unstable_by_key(|tie| (tie.row, tie.column));
        }
        self.ties
    }
}
