//! Ties from values of one variable to values of another.

use super::counts::{Count, Counts};
use super::options::{Aggregation, NetworkOptions, Normalisation};
use super::product::Tie;
use super::selection::{LevelKind, Levels};

/// The ties of a two-mode network; see [`super::network`] for the definitions.
pub(super) fn two_mode(
    counts: &Counts,
    levels: &Levels,
    (rows, columns): (usize, usize),
    options: &NetworkOptions,
) -> Vec<Tie> {
    let row_totals = counts.row_totals(rows);
    let column_totals = counts.column_totals(columns);
    let cells = counts
        .all
        .chunk_by(|a, b| (a.row, a.column) == (b.row, b.column));
    let mut ties: Vec<Tie> = cells
        .map(|cell| {
            let weight: f64 = cell
                .iter()
                .map(|count| part(count, levels, options.aggregation))
                .sum();
            let (row, column) = (cell[0].row, cell[0].column);
            let by = match options.normalisation {
                Normalisation::Activity => row_totals[row as usize],
                Normalisation::Prominence => column_totals[column as usize],
                _ => 1.0,
            };
            let weight = if by == 0.0 { 0.0 } else { weight / by };
            Tie {
                row,
                column,
                weight,
            }
        })
        .filter(|tie| tie.weight != 0.0)
        .collect();
    if let Some(top) = options.top {
        ties.sort_by(|a, b| {
            (b.weight.total_cmp(&a.weight)).then((a.row, a.column).cmp(&(b.row, b.column)))
        });
        ties.truncate(top);
        ties.sort_by_key(|tie| (tie.row, tie.column));
    }
    ties
}

/// What one level adds to a cell.
fn part(count: &Count, levels: &Levels, aggregation: Aggregation) -> f64 {
    let value = levels.values[count.level as usize];
    match (aggregation, levels.kind) {
        (Aggregation::Combine, _) => {
            let below = levels.values.len() - 1 - count.level as usize;
            2.0_f64.powi(i32::try_from(below).unwrap_or(i32::MAX))
        }
        (Aggregation::Subtract, LevelKind::Boolean) => (2.0 * value - 1.0) * count.weight,
        (Aggregation::Subtract, LevelKind::Integer) => value * count.weight,
        _ => count.weight,
    }
}
