//! What a network comes to, without keeping its ties.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::options::{Mode, NetworkOptions};
use super::product::Tie;
use super::result::{NamedTie, Network, whole};
use super::tying::{Kept, tie, total};
use super::{NetworkError, Present, limited};
use crate::analysis::{Answer, Cell, Report, Table};
use crate::model::{Events, Progress};

/// A matrix is shown up to this many columns, and thrice as many rows; beyond, the strongest ties.
const WIDEST_MATRIX: usize = 12;
/// So many.
pub(super) const MOST_TIES: usize = 50;

/// How large a network is, and its strongest ties.
#[derive(Debug, Clone, PartialEq)]
pub struct NetworkSummary {
    /// Labels of rows, sorted by UTF-16 code unit.
    pub rows: Vec<String>,
    /// Labels of columns; one-mode: the same as rows.
    pub columns: Vec<String>,
    /// How many statements were kept.
    pub statements: usize,
    /// How many ties there are, none 0.
    pub ties: usize,
    /// The sum of their weights.
    pub weight: f64,
    /// The 50 with the largest weights, whatever their sign, the largest first and equal ones by
    /// row and column; all, by row and column, of up to 12 columns and 36 rows.
    pub strongest: Vec<Tie>,
    /// How it was made.
    pub options: NetworkOptions,
}

/// How large is a [`network`](super::network), and what are its strongest ties?
///
/// For those who want no more than a look at it: of sums of whole numbers without `top`, the ties
/// that are not given are counted and forgotten, so that memory is that of the table. Arguments,
/// definitions, complexity and undefined cases are those of [`network`](super::network); the
/// report is the same as the network's.
///
/// # Errors
/// As [`network`](super::network).
pub fn network_summary(
    events: &Events,
    options: &NetworkOptions,
) -> Result<NetworkSummary, Vec<NetworkError>> {
    network_summary_watched(events, options, Progress::none())
}

/// [`network_summary`], telling for how many rows the ties are known.
///
/// # Errors
/// As [`network`](super::network).
pub fn network_summary_watched(
    events: &Events,
    options: &NetworkOptions,
    progress: Progress<'_>,
) -> Result<NetworkSummary, Vec<NetworkError>> {
    let selection = limited(events, options)?;
    let all = options.top.is_none() && options.top_each.is_none() && options.threshold.is_none();
    if all && !options.isolates {
        let present = Present::of(&selection, &selection.kept);
        let found = whole(&selection, options, &present, false);
        if let Some((rows, whole)) = found.filter(|(rows, _)| !is_small([rows.len(), rows.len()])) {
            let statements = selection.kept.len();
            drop(selection);
            let mut tied = tie(
                &whole,
                (Kept::Counted(MOST_TIES), options.threads),
                progress,
            );
            tied.ties.sort_unstable_by(heavier);
            return Ok(NetworkSummary {
                columns: rows.clone(),
                rows,
                statements,
                ties: tied.count,
                weight: tied.weight,
                strongest: tied.ties,
                options: options.clone(),
            });
        }
    }
    Ok(Network::alone(selection, options, progress).into())
}

impl From<Network> for NetworkSummary {
    fn from(network: Network) -> Self {
        let mut strongest = network.ties;
        let (ties, weight) = (strongest.len(), total(&strongest));
        if !is_small([network.rows.len(), network.columns.len()]) {
            strongest.sort_unstable_by(heavier);
            strongest.truncate(MOST_TIES);
        }
        Self {
            rows: network.rows,
            columns: network.columns,
            statements: network.statements,
            ties,
            weight,
            strongest,
            options: network.options,
        }
    }
}

/// Heavier ones first, whatever their sign, then by row and column.
pub(super) fn heavier(a: &Tie, b: &Tie) -> std::cmp::Ordering {
    let heavier = b.weight.abs().total_cmp(&a.weight.abs());
    heavier.then((a.row, a.column).cmp(&(b.row, b.column)))
}

pub(super) fn is_small([rows, columns]: [usize; 2]) -> bool {
    columns <= WIDEST_MATRIX && rows <= 3 * WIDEST_MATRIX
}

/// What a report of a network has.
pub(super) struct Shown<'a> {
    /// Of rows and of columns.
    pub(super) names: [&'a [String]; 2],
    pub(super) statements: usize,
    pub(super) ties: usize,
    pub(super) weight: f64,
    pub(super) options: &'a NetworkOptions,
}

impl Shown<'_> {
    fn report(&self) -> (Report, String) {
        let options = self.options;
        let which = match options.mode {
            Mode::One => ["Ties between values of", "through"],
            Mode::Two => ["Ties from", "to"],
        };
        let definition = format!(
            "{} {} {} {}: {} of statements, normalised by {}.",
            which[0],
            options.between,
            which[1],
            options.through,
            options.aggregation,
            options.normalisation,
        );
        let size = format!(
            "{} x {} from {} statements, {} ties with a weight of {:.6} in all",
            self.names[0].len(),
            self.names[1].len(),
            self.statements,
            self.ties,
            self.weight,
        );
        (options.in_report(Report::new("network", definition)), size)
    }

    pub(super) fn report_of_matrix(&self, matrix: &[Vec<f64>]) -> Report {
        let (report, size) = self.report();
        let [rows, columns] = self.names;
        let heads = std::iter::once(String::new()).chain(columns.iter().cloned());
        let mut table = Table::new(size, heads);
        for (label, row) in rows.iter().zip(matrix) {
            let cells = row.iter().map(|&weight| Cell::Number(weight));
            table.push(std::iter::once(label.as_str().into()).chain(cells));
        }
        report.table(table)
    }

    pub(super) fn report_of_strongest(&self, ties: impl Iterator<Item = Tie>) -> Report {
        let (mut report, size) = self.report();
        let [rows, columns] = self.names;
        let mut table = Table::new(size, ["from", "to", "weight"]);
        for tie in ties {
            table.push([
                rows[tie.row as usize].as_str().into(),
                columns[tie.column as usize].as_str().into(),
                tie.weight.into(),
            ]);
        }
        let left_out = self.ties.saturating_sub(MOST_TIES);
        if left_out > 0 {
            report = report.note(format!(
                "{left_out} weaker ties are left out here; csv and json have all"
            ));
        }
        report.table(table)
    }
}

/// All weights, row by row; one-mode: symmetric.
pub(super) fn matrix(mode: Mode, [rows, columns]: [usize; 2], ties: &[Tie]) -> Vec<Vec<f64>> {
    let mut matrix = vec![vec![0.0; columns]; rows];
    for tie in ties {
        let (row, column) = (tie.row as usize, tie.column as usize);
        matrix[row][column] = tie.weight;
        if mode == Mode::One {
            matrix[column][row] = tie.weight;
        }
    }
    matrix
}

impl Serialize for NetworkSummary {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let strongest = self.strongest.iter().map(|tie| NamedTie {
            from: &self.rows[tie.row as usize],
            to: &self.columns[tie.column as usize],
            weight: tie.weight,
        });
        let mut object = serializer.serialize_struct("network_summary", 7)?;
        object.serialize_field("mode", self.options.mode.as_str())?;
        object.serialize_field("statements", &self.statements)?;
        object.serialize_field("rows", &self.rows.len())?;
        object.serialize_field("columns", &self.columns.len())?;
        object.serialize_field("ties", &self.ties)?;
        object.serialize_field("weight", &self.weight)?;
        object.serialize_field("strongest", &strongest.collect::<Vec<_>>())?;
        object.end()
    }
}

impl Answer for NetworkSummary {
    fn report(&self) -> Report {
        let shown = Shown {
            names: [&self.rows, &self.columns],
            statements: self.statements,
            ties: self.ties,
            weight: self.weight,
            options: &self.options,
        };
        let size = [self.rows.len(), self.columns.len()];
        if is_small(size) {
            return shown.report_of_matrix(&matrix(self.options.mode, size, &self.strongest));
        }
        shown.report_of_strongest(self.strongest.iter().copied())
    }
}
