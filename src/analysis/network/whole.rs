//! One-mode ties where every count is a whole number and levels are the same or not: the usual
//! case, in time linear in the statements and then in the products that there are.

use std::borrow::Cow;
use std::sync::Arc;

use super::options::{Aggregation, NetworkOptions, Normalisation};
use super::reach::Ordered;
use super::selection::{LevelKind, Selection};
use super::tying::{CHUNK, Sum};

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

/// What a pair of counts adds to a sum: those of one level, and those of different ones.
#[derive(Debug, Clone, Copy)]
pub(super) struct Signs {
    pub(super) same: i32,
    pub(super) other: i32,
}

impl Signs {
    pub(super) const SAME: Self = Self { same: 1, other: 0 };
    pub(super) const OTHER: Self = Self { same: 0, other: 1 };

    /// `None` where levels are more or less alike, or sums of another kind.
    fn of(aggregation: Aggregation, kind: LevelKind) -> Option<Self> {
        match (aggregation, kind) {
            (Aggregation::Ignore, _)
            | (Aggregation::Congruence, LevelKind::Boolean | LevelKind::Category) => {
                Some(Self::SAME)
            }
            (Aggregation::Conflict, LevelKind::Boolean) => Some(Self::OTHER),
            (Aggregation::Subtract, LevelKind::Boolean) => Some(Self { same: 1, other: -1 }),
            _ => None,
        }
    }
}

/// What one-mode ties are made of.
pub(super) struct Whole {
    matrix: Arc<Matrix>,
    passes: Vec<Signs>,
    /// The sum of each row's statements.
    pub(super) totals: Vec<f64>,
    /// Where rows are in another order than in the network.
    pub(super) ordered: Option<Ordered>,
    with_itself: Vec<f64>,
    pub(super) normalisation: Normalisation,
    /// No sum is larger.
    pub(super) bound: u64,
    /// Whether counts above 1 were taken as 1.
    of_sets: bool,
    /// How many statements there are.
    statements: usize,
}

impl Whole {
    /// `None` where the options need levels that are more or less alike, or sums of another kind.
    /// `new_row` gives the place of every label in the network, `rows` how many there are; rows
    /// with most statements come first where few ties are wanted.
    pub(super) fn new(
        selection: &Selection<'_>,
        options: &NetworkOptions,
        new_row: &[u32],
        (rows, few): (usize, bool),
    ) -> Option<Self> {
        use Normalisation::{Cosine, Jaccard, Overlap};
        let passes = Self::sums(options, selection.levels.kind)?;
        let normalisation = options.normalisation_by_definition();
        let of_sets = matches!(normalisation, Jaccard | Overlap);
        let levels = match options.aggregation {
            Aggregation::Ignore => 1,
            _ => selection.levels.values.len().max(1),
        };
        let slots = selection.through.labels.len().checked_mul(levels)?;
        if slots > 8 * selection.kept.len() + 65_536 {
            return None;
        }
        let mut totals = vec![0.0; rows];
        for &row in &selection.kept {
            totals[new_row[selection.between.codes[row as usize] as usize] as usize] += 1.0;
        }
        let mut new_row = Cow::Borrowed(new_row);
        let order = few.then(|| Ordered::order(&totals));
        if let Some((places, of_place)) = &order {
            totals = places.iter().map(|&at| totals[at as usize]).collect();
            let of_label = new_row.iter().map(|&row| {
                // Labels that are not in the network have no place.
                of_place.get(row as usize).copied().unwrap_or(row)
            });
            new_row = Cow::Owned(of_label.collect());
        }
        let matrix = Matrix::new(selection, &new_row, rows, (levels, slots), of_sets);
        let with_itself = match normalisation {
            Jaccard | Overlap | Cosine => (0..rows).map(|row| matrix.with_itself(row)).collect(),
            _ => Vec::new(),
        };
        let largest = |all: &[u32]| all.iter().copied().max().unwrap_or(0);
        let most = matrix.weights.as_ref().map_or(1, |w| largest(&w.by_row));
        let longest = matrix.rows.windows(2).map(|w| w[1] - w[0]).max();
        let is_plain = matrix.weights.is_none() && matrix.slots.len() == selection.kept.len();
        let ordered = order.map(|(places, _)| Ordered::new(places, most, is_plain));
        // Each slot of a row meets at most two slots of another.
        let bound = 2 * u64::from(most) * u64::from(most) * longest.unwrap_or(0) as u64;
        (bound < 1 << 31).then_some(Self {
            matrix: Arc::new(matrix),
            passes,
            totals,
            ordered,
            with_itself,
            normalisation,
            bound,
            of_sets,
            statements: selection.kept.len(),
        })
    }

    /// The sums that a network's ties are made of; `None` where they cannot be made here.
    fn sums(options: &NetworkOptions, kind: LevelKind) -> Option<Vec<Signs>> {
        use Normalisation::{DnaJaccard, Jaccard, Overlap};
        let main = Signs::of(options.aggregation, kind)?;
        let normalisation = options.normalisation_by_definition();
        let mut sums = vec![main];
        match normalisation {
            DnaJaccard => return None,
            Jaccard | Overlap if (main.same, main.other) != (1, 0) => sums.push(Signs::SAME),
            _ => {}
        }
        Some(sums)
    }

    /// The same rows and counts for another network of the same statements, of stances that are
    /// yes or no; `None` where that needs other counts, or sums that cannot be made here.
    pub(super) fn also(&self, options: &NetworkOptions) -> Option<Self> {
        use Normalisation::{Cosine, Jaccard, Overlap};
        let normalisation = options.normalisation_by_definition();
        let of_sets = matches!(normalisation, Jaccard | Overlap);
        let matrix = &self.matrix;
        // Where no count is above 1, sets are counts.
        let is_whole = matrix.weights.is_none() && matrix.slots.len() == self.statements;
        let is_same = of_sets == self.of_sets || is_whole;
        if options.aggregation == Aggregation::Ignore || matrix.levels < 2 || !is_same {
            return None;
        }
        let rows = self.totals.len();
        Some(Self {
            matrix: Arc::clone(matrix),
            passes: Self::sums(options, LevelKind::Boolean)?,
            totals: self.totals.clone(),
            ordered: self.ordered.clone(),
            with_itself: match normalisation {
                Jaccard | Overlap | Cosine => {
                    (0..rows).map(|row| matrix.with_itself(row)).collect()
                }
                _ => Vec::new(),
            },
            normalisation,
            bound: self.bound,
            of_sets,
            statements: self.statements,
        })
    }

    /// The sums of each pair that a tie is made of.
    pub(super) fn passes(&self) -> &[Signs] {
        &self.passes
    }

    /// How many products there are, at most, each pair of rows counted once.
    pub(super) fn products(&self) -> usize {
        let starts = &self.matrix.slot_begins;
        (starts.windows(2))
            .map(|slot| (slot[1] - slot[0]).saturating_mul(slot[1] - slot[0]) / 2)
            .fold(0, usize::saturating_add)
    }

    /// The row before which all are that may have a tie of such a weight with this one.
    pub(super) fn reach(&self, row: usize, floor: f64) -> usize {
        (self.ordered.as_ref()).map_or(self.totals.len(), |ordered| {
            ordered.reach((row, &self.totals), self.normalisation, floor)
        })
    }

    /// The sum of the statements of each row of the network.
    pub(super) fn row_statements(self) -> Vec<f64> {
        match &self.ordered {
            Some(ordered) => ordered.placed(&self.totals),
            None => self.totals,
        }
    }

    /// Adds to `sums` what a row has in common with each row after it, up to the `end`.
    pub(super) fn add_row<S: Sum>(&self, signs: Signs, (row, end): (usize, usize), sums: &mut [S]) {
        let matrix = &self.matrix;
        for at in matrix.of_row(row) {
            let slot = matrix.slots[at] as usize;
            let weight = matrix.weight(at);
            if signs.same != 0 {
                matrix.add(slot, (row, end), signs.same * weight, sums);
            }
            if signs.other != 0 {
                let column = slot / matrix.levels * matrix.levels;
                for other in (column..column + matrix.levels).filter(|&other| other != slot) {
                    matrix.add(other, (row, end), signs.other * weight, sums);
                }
            }
        }
    }

    /// The weights of a row with some others, of the sums of each pass. What is past the end
    /// weighs nothing.
    #[inline]
    pub(super) fn weights<S: Sum>(
        &self,
        row: usize,
        others: &[u32],
        sums: &[&[S]],
    ) -> [f64; CHUNK] {
        use Normalisation::{Average, Cosine, DnaCosine, Jaccard, Overlap};
        let of_sums = |sums: &[S]| {
            let mut some = [0.0; CHUNK];
            for (one, &other) in some.iter_mut().zip(others) {
                *one = f64::from(sums[other as usize].value());
            }
            some
        };
        let theirs = |all: &[f64]| {
            let mut some = [0.0; CHUNK];
            for (one, &other) in some.iter_mut().zip(others) {
                *one = all[other as usize];
            }
            some
        };
        let mut weights = of_sums(sums[0]);
        let (totals, own) = (&self.totals, &self.with_itself);
        let by = match self.normalisation {
            Average => theirs(totals).map(|total| f64::midpoint(totals[row], total)),
            DnaCosine => theirs(totals).map(|total| totals[row] * total),
            Cosine => theirs(own).map(|other| (own[row] * other).sqrt()),
            Overlap => theirs(own).map(|other| own[row].min(other)),
            Jaccard => {
                let agreed = match sums.get(1) {
                    Some(sums) => of_sums(sums),
                    None => weights,
                };
                let mut by = theirs(own).map(|other| own[row] + other);
                for (by, agreed) in by.iter_mut().zip(agreed) {
                    *by -= agreed;
                }
                by
            }
            _ => return weights,
        };
        for (weight, by) in weights.iter_mut().zip(by) {
            *weight = if by == 0.0 { 0.0 } else { *weight / by };
        }
        weights
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

    /// Adds, for every row after `row` and before `end`, what a slot has in common with it.
    fn add<S: Sum>(&self, slot: usize, (row, before): (usize, usize), factor: i32, sums: &mut [S]) {
        let (begin, end) = (self.slot_begins[slot], self.slot_begins[slot + 1]);
        let rows = &self.slot_rows[begin..end];
        let after = rows.partition_point(|&other| other as usize <= row);
        let rows = match rows.last() {
            Some(&last) if last as usize >= before => {
                &rows[after
                    ..rows
                        .partition_point(|&other| (other as usize) < before)
                        .max(after)]
            }
            _ => &rows[after..],
        };
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
