//! How often each row value, column value and level occur together.

use super::selection::Selection;

/// One count: row, column, level, weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Count {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) level: u32,
    pub(super) weight: f64,
}

/// The non-zero counts of some statements, sorted by row, column and level.
#[derive(Debug, Clone, Default)]
pub(super) struct Counts {
    pub(super) all: Vec<Count>,
}

impl Counts {
    /// Counts statements with their weights. O(n log n).
    pub(super) fn of(selection: &Selection<'_>, rows: impl Iterator<Item = (u32, f64)>) -> Self {
        let mut all: Vec<Count> = rows
            .map(|(row, weight)| Count {
                row: selection.between.codes[row as usize],
                column: selection.through.codes[row as usize],
                level: selection.levels.of_row[row as usize],
                weight,
            })
            .collect();
        // Stable, so that weights are always summed in the order of the statements.
        all.sort_by_key(|count| {
            (
                u64::from(count.row) << 32 | u64::from(count.column),
                count.level,
            )
        });
        Self { all }.merged(|count| count.level)
    }

    /// The same with every level taken as one.
    pub(super) fn without_levels(&self) -> Self {
        self.merged(|_| 0)
    }

    /// The same with every count taken as 1.
    pub(super) fn presence(&self) -> Self {
        let one = |count: &Count| Count {
            weight: 1.0,
            ..*count
        };
        Self {
            all: self.all.iter().map(one).collect(),
        }
    }

    fn merged(&self, level: impl Fn(&Count) -> u32) -> Self {
        let mut all: Vec<Count> = Vec::with_capacity(self.all.len());
        for count in &self.all {
            let level = level(count);
            match all.last_mut() {
                Some(last)
                    if (last.row, last.column, last.level) == (count.row, count.column, level) =>
                {
                    last.weight += count.weight;
                }
                _ => all.push(Count { level, ..*count }),
            }
        }
        Self { all }
    }

    /// The sum of each row.
    pub(super) fn row_totals(&self, rows: usize) -> Vec<f64> {
        let mut totals = vec![0.0; rows];
        for count in &self.all {
            totals[count.row as usize] += count.weight;
        }
        totals
    }

    /// The sum of each column.
    pub(super) fn column_totals(&self, columns: usize) -> Vec<f64> {
        let mut totals = vec![0.0; columns];
        for count in &self.all {
            totals[count.column as usize] += count.weight;
        }
        totals
    }
}
