//! Sums over what two rows have in common: the sparse product behind every one-mode network.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::counts::{Count, Counts};
use crate::model::Progress;

/// How much two levels of the qualifier have in common.
#[derive(Debug, Clone)]
pub(super) enum Likeness {
    /// 1 where they are the same level, else 0.
    Same,
    /// `constant` + `slope` × the distance of their values.
    Linear {
        values: Vec<f64>,
        constant: f64,
        slope: f64,
    },
}

/// What is added up for each pair of counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Term {
    /// The product of the two.
    Product,
    /// Their sum.
    Sum,
}

/// One sum over the columns that two rows share.
#[derive(Debug, Clone)]
pub(super) struct Pass {
    counts: Counts,
    /// Where each row of the counts begins.
    rows: Vec<usize>,
    /// Rows of the counts, sorted by column, level and row.
    slot_rows: Vec<u32>,
    /// Their weights.
    slot_weights: Vec<f64>,
    /// Runs of these with one column and one level, sorted: column, level, begin, end.
    slots: Vec<(u32, u32, usize, usize)>,
    /// Where each column's slots begin.
    columns: Vec<usize>,
    likeness: Likeness,
    term: Term,
}

impl Pass {
    pub(super) fn new(counts: Counts, rows: usize, likeness: Likeness, term: Term) -> Self {
        let mut by_slot = counts.all.clone();
        by_slot.sort_by_key(|count| {
            (
                u64::from(count.column) << 32 | u64::from(count.level),
                count.row,
            )
        });
        let mut slots: Vec<(u32, u32, usize, usize)> = Vec::new();
        for (at, count) in by_slot.iter().enumerate() {
            match slots.last_mut() {
                Some(last) if (last.0, last.1) == (count.column, count.level) => last.3 = at + 1,
                _ => slots.push((count.column, count.level, at, at + 1)),
            }
        }
        let most = by_slot.last().map_or(0, |count| count.column as usize + 1);
        let columns = (0..=most)
            .map(|column| slots.partition_point(|slot| (slot.0 as usize) < column))
            .collect();
        let begins = (0..=rows)
            .map(|row| {
                counts
                    .all
                    .partition_point(|count| (count.row as usize) < row)
            })
            .collect();
        Self {
            counts,
            rows: begins,
            slot_rows: by_slot.iter().map(|count| count.row).collect(),
            slot_weights: by_slot.iter().map(|count| count.weight).collect(),
            slots,
            columns,
            likeness,
            term,
        }
    }

    fn of_row(&self, row: usize) -> &[Count] {
        &self.counts.all[self.rows[row]..self.rows[row + 1]]
    }

    /// Adds to `sums` for every row from `from` on; `touched`, where given, learns which.
    fn add(&self, row: usize, from: u32, sums: &mut [f64], mut touched: Option<&mut Touched>) {
        for count in self.of_row(row) {
            let column = count.column as usize;
            let slots = &self.slots[self.columns[column]..self.columns[column + 1]];
            for &(_, level, begin, end) in slots {
                let like = self.likeness.of(count.level, level);
                if like == 0.0 {
                    continue;
                }
                let rows = &self.slot_rows[begin..end];
                let skipped = rows.partition_point(|&other| other < from);
                let (rows, weights) = (&rows[skipped..], &self.slot_weights[begin + skipped..end]);
                let others = rows.iter().zip(weights);
                match self.term {
                    Term::Product => {
                        let factor = like * count.weight;
                        for (&other, weight) in others {
                            sums[other as usize] += factor * weight;
                        }
                    }
                    Term::Sum => {
                        for (&other, weight) in others {
                            sums[other as usize] += like * (count.weight + weight);
                        }
                    }
                }
                if let Some(touched) = touched.as_deref_mut() {
                    for &other in rows {
                        touched.mark(other);
                    }
                }
            }
        }
    }

    /// How many products a row takes, at most.
    fn work(&self, row: usize) -> usize {
        let of_count = |count: &Count| {
            let column = count.column as usize;
            let (first, last) = (self.columns[column], self.columns[column + 1]);
            // A count has a slot, so its column has at least one.
            self.slots[last - 1].3 - self.slots[first].2
        };
        self.of_row(row).iter().map(of_count).sum()
    }

    /// The sum of each row with itself.
    pub(super) fn with_itself(&self, rows: usize) -> Vec<f64> {
        (0..rows)
            .map(|row| {
                let counts = self.of_row(row);
                let mut sum = 0.0;
                for one in counts {
                    let from = counts.partition_point(|other| other.column < one.column);
                    for other in counts[from..]
                        .iter()
                        .take_while(|other| other.column == one.column)
                    {
                        sum += self.likeness.of(one.level, other.level) * one.weight * other.weight;
                    }
                }
                sum
            })
            .collect()
    }
}

impl Likeness {
    fn of(&self, a: u32, b: u32) -> f64 {
        match self {
            Self::Same => f64::from(u8::from(a == b)),
            Self::Linear {
                values,
                constant,
                slope,
            } => constant + slope * (values[a as usize] - values[b as usize]).abs(),
        }
    }
}

/// The rows that a sum was added to.
struct Touched {
    list: Vec<u32>,
    last: Vec<u32>,
    round: u32,
}

impl Touched {
    fn mark(&mut self, row: u32) {
        let last = &mut self.last[row as usize];
        if *last != self.round {
            *last = self.round;
            self.list.push(row);
        }
    }
}

/// One tie of a network.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tie {
    /// A place in the labels of rows.
    pub row: u32,
    /// A place in the labels of columns; one-mode: of rows, and larger than `row`.
    pub column: u32,
    /// How strong; never 0.
    pub weight: f64,
}

/// Which pairs are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pairs {
    /// Those with something in common.
    Touched,
    /// All.
    All,
}

/// What is done with the sums.
pub(super) struct Job<'a> {
    pub(super) passes: &'a [Pass],
    pub(super) rows: usize,
    pub(super) pairs: Pairs,
    pub(super) diagonal: bool,
    pub(super) top: Option<usize>,
    /// Without `top`, only weights of at least this size.
    pub(super) least: Option<f64>,
    pub(super) threads: Option<usize>,
    pub(super) progress: Progress<'a>,
}

/// Rows that one thread takes at a time.
const BLOCK: usize = 64;
/// With fewer counts a second thread costs more than it saves.
const WORTH_A_THREAD: usize = 20_000;

/// The ties of every pair of rows, sorted by row and column: `weigh` makes a weight of the two
/// rows and their sums, one of each pass. O(Σ over slots of rows²), as much memory as ties.
pub(super) fn product(
    job: &Job<'_>,
    weigh: impl Fn(usize, usize, &[f64]) -> f64 + Sync,
) -> Vec<Tie> {
    let work: usize = job.passes.iter().map(|pass| pass.counts.all.len()).sum();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let worth = if work < WORTH_A_THREAD { 1 } else { cores };
    let threads = job.threads.unwrap_or(worth).clamp(1, 16);
    let next = AtomicUsize::new(0);
    let settled = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    let run = || {
        let mut mine: Vec<Tie> = Vec::new();
        let mut floor = f64::NEG_INFINITY;
        let mut sums = vec![vec![0.0; job.rows]; job.passes.len()];
        let mut touched = Touched {
            list: Vec::new(),
            last: vec![u32::MAX; job.rows],
            round: 0,
        };
        loop {
            let block = next.fetch_add(1, Ordering::Relaxed);
            let rows = (block * BLOCK).min(job.rows)..((block + 1) * BLOCK).min(job.rows);
            if rows.is_empty() {
                break;
            }
            let mut ties = Vec::new();
            let count = rows.len();
            for row in rows {
                one_row(job, row, &weigh, &mut sums, &mut touched, floor, &mut ties);
                touched.round += 1;
            }
            let settled = settled.fetch_add(count, Ordering::Relaxed) + count;
            job.progress.tell("tying", settled, job.rows);
            match job.top {
                // The strongest of a thread's blocks hold the strongest of all.
                Some(top) => {
                    mine.append(&mut ties);
                    if mine.len() > 4 * top + 1_000 {
                        strongest(&mut mine, top);
                        // What is weaker than all of these need not be kept at all.
                        floor = mine
                            .iter()
                            .map(|tie| tie.weight)
                            .fold(f64::INFINITY, f64::min);
                    }
                }
                None => {
                    if let Some(least) = job.least {
                        ties.retain(|tie| tie.weight.abs() >= least);
                        ties.shrink_to_fit();
                    }
                    let mut done = done.lock().expect("no thread panics while it holds this");
                    done.push((block, ties));
                }
            }
        }
        if job.top.is_some() {
            let mut done = done.lock().expect("no thread panics while it holds this");
            done.push((0, mine));
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
    let mut blocks = done.into_inner().expect("every thread has ended");
    blocks.sort_by_key(|block| block.0);
    let mut ties: Vec<Tie> = Vec::with_capacity(blocks.iter().map(|block| block.1.len()).sum());
    for (_, mut block) in blocks {
        ties.append(&mut block);
    }
    if let Some(top) = job.top {
        strongest(&mut ties, top);
        ties.sort_by_key(|tie| (tie.row, tie.column));
    }
    ties
}

fn one_row(
    job: &Job<'_>,
    row: usize,
    weigh: &(impl Fn(usize, usize, &[f64]) -> f64 + Sync),
    sums: &mut [Vec<f64>],
    touched: &mut Touched,
    floor: f64,
    ties: &mut Vec<Tie>,
) {
    let work: usize = job.passes.iter().map(|pass| pass.work(row)).sum();
    if work == 0 {
        return;
    }
    let first = if job.diagonal { row } else { row + 1 };
    let mut of_pair = [0.0; 3];
    // Where most rows are reached, to look at all is cheaper than to remember which.
    let dense = job.pairs == Pairs::All || work > (job.rows - row) / 4;
    for (pass, sums) in job.passes.iter().zip(sums.iter_mut()) {
        pass.add(row, first as u32, sums, (!dense).then_some(&mut *touched));
    }
    if let ([sums], true, Pairs::Touched) = (&mut *sums, dense, job.pairs) {
        // The usual case, without asking again for each pair: one sum, most rows reached.
        for (column, sum) in (first..).zip(&mut sums[first..]) {
            if *sum == 0.0 {
                continue;
            }
            let weight = weigh(row, column, &[std::mem::take(sum), 0.0, 0.0]);
            if weight != 0.0 && weight >= floor {
                ties.push(Tie {
                    row: row as u32,
                    column: column as u32,
                    weight,
                });
            }
        }
        return;
    }
    let mut settle = |at: usize| {
        if job.pairs == Pairs::Touched && sums[0][at] == 0.0 {
            // Without anything in the first sum there is no tie.
            sums[1..].iter_mut().for_each(|sums| sums[at] = 0.0);
            return;
        }
        for (of_pair, sums) in of_pair.iter_mut().zip(sums.iter_mut()) {
            *of_pair = std::mem::take(&mut sums[at]);
        }
        let weight = weigh(row, at, &of_pair);
        if weight != 0.0 && weight >= floor {
            ties.push(Tie {
                row: row as u32,
                column: at as u32,
                weight,
            });
        }
    };
    if dense {
        (first..job.rows).for_each(settle);
    } else {
        touched.list.sort_unstable();
        for &column in &touched.list {
            settle(column as usize);
        }
        touched.list.clear();
    }
}

/// Keeps the heaviest ties, the first in order where weights are equal.
pub(super) fn strongest(ties: &mut Vec<Tie>, top: usize) {
    strongest_by(ties, top, |weight| weight);
}

/// [`strongest`], by something that depends on the weight.
pub(super) fn strongest_by(ties: &mut Vec<Tie>, top: usize, size: impl Fn(f64) -> f64) {
    if ties.len() > top {
        let order = |a: &Tie, b: &Tie| {
            let heavier = size(b.weight).total_cmp(&size(a.weight));
            heavier.then((a.row, a.column).cmp(&(b.row, b.column)))
        };
        if top > 0 {
            ties.select_nth_unstable_by(top - 1, order);
        }
        ties.truncate(top);
    }
}
