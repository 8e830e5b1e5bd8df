//! The strongest ties of each label: those that are among so many of one of their two.

use super::options::Mode;
use super::product::Tie;
use super::tying::Sum;

/// The strongest ties of every row so far, the weakest of them first in its heap.
pub(super) struct Each<S> {
    most: usize,
    counts: Vec<u32>,
    /// As many a row as are kept, as a heap of the first `counts` of them.
    ends: Vec<End>,
    /// For each row, what a weight must exceed to be kept; one that all exceed till there are
    /// enough. Longer than rows, with what none exceeds.
    pub(super) floors: Vec<f64>,
    /// The same for sums that are weights.
    pub(super) sums: Vec<S>,
}

/// One end of a tie.
#[derive(Debug, Clone, Copy, PartialEq)]
struct End {
    weight: f64,
    other: u32,
}

impl End {
    /// Whether this one goes before the other does; of equal ones the later.
    fn is_weaker(self, than: Self) -> bool {
        let order = self.weight.total_cmp(&than.weight);
        order.then(than.other.cmp(&self.other)).is_lt()
    }
}

const NOBODY: End = End {
    weight: 0.0,
    other: 0,
};

impl<S: Sum> Each<S> {
    /// For so many rows, in lists of a length that is no shorter.
    pub(super) fn new(most: usize, rows: usize, length: usize) -> Self {
        let none = most == 0;
        let mut each = Self {
            most,
            counts: vec![0; rows],
            ends: vec![NOBODY; rows * most],
            floors: vec![
                if none {
                    f64::INFINITY
                } else {
                    f64::NEG_INFINITY
                };
                rows
            ],
            sums: vec![if none { S::MOST } else { S::LEAST }; rows],
        };
        each.floors.resize(length, f64::INFINITY);
        each.sums.resize(length, S::MOST);
        each
    }

    /// Keeps an end of a row if it is among the strongest. Of one row, `other` ascends.
    pub(super) fn offer(&mut self, row: usize, weight: f64, other: u32) {
        if weight > self.floors[row] {
            self.keep(row, End { weight, other });
        }
    }

    fn keep(&mut self, row: usize, end: End) {
        let heap = &mut self.ends[row * self.most..(row + 1) * self.most];
        let count = self.counts[row] as usize;
        if count < heap.len() {
            heap[count] = end;
            self.counts[row] += 1;
            rise(heap, count);
        } else if heap.first().is_some_and(|weakest| weakest.is_weaker(end)) {
            heap[0] = end;
            sink(heap);
        }
        if self.counts[row] as usize == heap.len()
            && let Some(weakest) = heap.first()
        {
            self.floors[row] = weakest.weight;
            self.sums[row] = S::of(weakest.weight as i32);
        }
    }

    /// Adds what another has kept.
    pub(super) fn merge(&mut self, other: &Self) {
        for (row, &count) in other.counts.iter().enumerate() {
            let begin = row * other.most;
            for &end in &other.ends[begin..begin + count as usize] {
                self.keep(row, end);
            }
        }
    }

    /// The ties, each once, sorted by row and column.
    pub(super) fn ties(self) -> Vec<Tie> {
        let of_row = |row: usize| {
            let begin = row * self.most;
            &self.ends[begin..begin + self.counts[row] as usize]
        };
        // A tie that both of its rows have is taken from the first.
        let is_taken = |row: u32, end: &End| {
            row > end.other && of_row(end.other as usize).iter().any(|e| e.other == row)
        };
        let found = || {
            let rows = 0..self.counts.len();
            let ends = rows.flat_map(|row| of_row(row).iter().map(move |end| (row as u32, end)));
            ends.filter(|(row, end)| !is_taken(*row, end))
        };
        // As large as it must be, for there can be many.
        let mut ties = Vec::with_capacity(found().count());
        ties.extend(found().map(|(row, end)| Tie {
            row: row.min(end.other),
            column: row.max(end.other),
            weight: end.weight,
        }));
        ties.sort_unstable_by_key(|tie: &Tie| (tie.row, tie.column));
        ties
    }
}

fn rise(heap: &mut [End], mut at: usize) {
    while at > 0 && heap[at].is_weaker(heap[(at - 1) / 2]) {
        heap.swap(at, (at - 1) / 2);
        at = (at - 1) / 2;
    }
}

fn sink(heap: &mut [End]) {
    let mut at = 0;
    loop {
        let mut weakest = at;
        for child in [2 * at + 1, 2 * at + 2] {
            if child < heap.len() && heap[child].is_weaker(heap[weakest]) {
                weakest = child;
            }
        }
        if weakest == at {
            return;
        }
        heap.swap(at, weakest);
        at = weakest;
    }
}

/// Leaves, of all ties, those that are among so many of the strongest of their row or column. Of
/// equal ones those with the first other label. O(n log n).
pub(super) fn strongest_of_each(ties: &mut Vec<Tie>, most: usize, mode: Mode) {
    // Rows and columns of a two-mode network are different labels.
    let side = usize::from(mode == Mode::Two);
    let mut ends: Vec<(usize, u32, u32, usize)> = Vec::with_capacity(2 * ties.len());
    for (at, tie) in ties.iter().enumerate() {
        ends.push((0, tie.row, tie.column, at));
        ends.push((side, tie.column, tie.row, at));
    }
    ends.sort_unstable_by(|a, b| {
        let heavier = ties[b.3].weight.total_cmp(&ties[a.3].weight);
        (a.0, a.1)
            .cmp(&(b.0, b.1))
            .then(heavier)
            .then(a.2.cmp(&b.2))
    });
    let mut kept = vec![false; ties.len()];
    for of_one in ends.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        for end in of_one.iter().take(most) {
            kept[end.3] = true;
        }
    }
    let mut kept = kept.into_iter();
    ties.retain(|_| kept.next().unwrap_or_default());
}
