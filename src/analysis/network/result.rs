//! A network, and a series of them.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::Present;
use super::counts::Counts;
use super::each::strongest_of_each;
use super::one_mode::one_mode;
use super::options::{Kernel, Mode, NetworkOptions, Windows};
use super::product::Tie;
use super::selection::Selection;
use super::summary::{MOST_TIES, Shown, is_small};
use super::two_mode::two_mode;
use super::tying::{Kept, tie, total};
use super::whole::Whole;
use crate::analysis::{Answer, Cell, Report, Table};
use crate::model::Progress;
use crate::model::events::time::civil;

/// Labels and ties.
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    /// One-mode or two-mode.
    pub mode: Mode,
    /// Labels of rows, sorted by UTF-16 code unit.
    pub rows: Vec<String>,
    /// Labels of columns; one-mode: the same as rows.
    pub columns: Vec<String>,
    /// The sum of weights of each row's statements; without a kernel their number.
    pub row_statements: Vec<f64>,
    /// The ties, none 0, sorted by row and column; one-mode: each once, row before column.
    pub ties: Vec<Tie>,
    /// How many statements were kept.
    pub statements: usize,
    /// How it was made.
    pub options: NetworkOptions,
}

impl Network {
    pub(super) fn new(
        selection: &Selection<'_>,
        options: &NetworkOptions,
        progress: Progress<'_>,
    ) -> Self {
        let present = Self::present(selection, options);
        let statements = selection.kept.len();
        if let Some(whole) = whole(selection, options, &present, options.wants_few()) {
            return Self::of_whole(whole, options, statements, progress);
        }
        let kept = selection.kept.iter().map(|&row| (row, 1.0));
        let counts = &Counts::of(selection, kept);
        let of = (&present, statements);
        Self::of_counts(selection, counts, options, of, false, progress)
    }

    /// The same of a selection that nobody needs afterwards: less memory.
    pub(super) fn alone(
        selection: Selection<'_>,
        options: &NetworkOptions,
        progress: Progress<'_>,
    ) -> Self {
        let present = Self::present(&selection, options);
        let statements = selection.kept.len();
        match whole(&selection, options, &present, options.wants_few()) {
            Some(whole) => {
                drop(selection);
                Self::of_whole(whole, options, statements, progress)
            }
            None => Self::new(&selection, options, progress),
        }
    }

    pub(super) fn present(selection: &Selection<'_>, options: &NetworkOptions) -> Present {
        let base = if options.isolates {
            &selection.scope
        } else {
            &selection.kept
        };
        Present::of(selection, base)
    }

    fn of_whole(
        (rows, whole): (Vec<String>, Whole),
        options: &NetworkOptions,
        statements: usize,
        progress: Progress<'_>,
    ) -> Self {
        let ties = tie(&whole, (options.kept(), options.threads), progress).ties;
        Self::tied((rows, whole), ties, options, statements)
    }

    /// The network of these ties.
    pub(super) fn tied(
        (rows, whole): (Vec<String>, Whole),
        mut ties: Vec<Tie>,
        options: &NetworkOptions,
        statements: usize,
    ) -> Self {
        options.keep_strong(&mut ties);
        Self {
            mode: options.mode,
            columns: rows.clone(),
            rows,
            ties,
            row_statements: whole.row_statements(),
            statements,
            options: options.clone(),
        }
    }

    pub(super) fn of_counts(
        selection: &Selection<'_>,
        counts: &Counts,
        options: &NetworkOptions,
        (present, statements): (&Present, usize),
        diagonal: bool,
        progress: Progress<'_>,
    ) -> Self {
        let (n, m) = (present.between.len(), present.through.len());
        let mut ties = match options.mode {
            Mode::One => one_mode(counts, &selection.levels, n, options, diagonal, progress),
            Mode::Two => two_mode(counts, &selection.levels, (n, m), options),
        };
        if let Some(each) = options.top_each {
            strongest_of_each(&mut ties, each, options.mode);
        }
        options.keep_strong(&mut ties);
        let (rows, new_row) = named(&selection.between.labels, &present.between);
        let (columns, new_column) = match options.mode {
            Mode::One => (rows.clone(), new_row.clone()),
            Mode::Two => named(&selection.through.labels, &present.through),
        };
        for tie in &mut ties {
            tie.row = new_row[tie.row as usize];
            tie.column = new_column[tie.column as usize];
        }
        let totals = counts.row_totals(n);
        let of_label = totals.into_iter().zip(&present.between);
        Self {
            mode: options.mode,
            rows,
            columns,
            row_statements: of_label
                .filter(|(_, p)| **p)
                .map(|(total, _)| total)
                .collect(),
            ties,
            statements,
            options: options.clone(),
        }
    }

    /// All weights, row by row; one-mode: symmetric. rows × columns numbers.
    pub fn matrix(&self) -> Vec<Vec<f64>> {
        let size = [self.rows.len(), self.columns.len()];
        super::summary::matrix(self.mode, size, &self.ties)
    }

    /// The weights of each row, sparse: column and weight, sorted; one-mode: both directions.
    pub fn neighbours(&self) -> Vec<Vec<(usize, f64)>> {
        let mut lists = vec![Vec::new(); self.rows.len()];
        for tie in &self.ties {
            let (row, column) = (tie.row as usize, tie.column as usize);
            lists[row].push((column, tie.weight));
            if self.mode == Mode::One && row != column {
                lists[column].push((row, tie.weight));
            }
        }
        for list in &mut lists {
            list.sort_by_key(|&(column, _)| column);
        }
        lists
    }

    /// Which are in it, but have no tie.
    pub fn untied(&self) -> Vec<&str> {
        let mut tied = vec![false; self.rows.len()];
        for tie in &self.ties {
            tied[tie.row as usize] = true;
            if self.mode == Mode::One {
                tied[tie.column as usize] = true;
            }
        }
        let untied = self.rows.iter().zip(tied).filter(|(_, tied)| !tied);
        untied.map(|(label, _)| label.as_str()).collect()
    }
}

impl NetworkOptions {
    /// Whether some strength is asked for, so that pairs that cannot have it need no look.
    pub(super) fn wants_few(&self) -> bool {
        self.top_each.is_none() && (self.top.is_some() || self.threshold.is_some_and(|t| t > 0.0))
    }

    /// Which ties are kept.
    pub(super) fn kept(&self) -> Kept {
        match (self.top, self.top_each, self.threshold) {
            (Some(top), ..) => Kept::Largest(top),
            (None, Some(each), _) => Kept::Each(each),
            (None, None, Some(least)) => Kept::AtLeast(least),
            (None, None, None) => Kept::All,
        }
    }

    /// Leaves out what is below the threshold.
    pub(super) fn keep_strong(&self, ties: &mut Vec<Tie>) {
        if let Some(least) = self.threshold {
            ties.retain(|tie| tie.weight.abs() >= least);
        }
    }

    /// Adds every option to a report.
    pub(in crate::analysis) fn in_report(&self, report: Report) -> Report {
        let o = self;
        report
            .option("mode", o.mode.as_str())
            .option("between", o.between.as_str())
            .option("through", o.through.as_str())
            .option("stance", o.stance.clone())
            .option("aggregation", o.aggregation.as_str())
            .option("normalisation", o.normalisation.as_str())
            .option("duplicates", o.duplicates.as_str())
            .option("isolates", o.isolates)
            .option("where", o.condition.as_ref().map(ToString::to_string))
            .option("filters", o.filter_words())
            .option("start", o.start.map(instant))
            .option("stop", o.stop.map(instant))
            .option("top", o.top)
            .option("min-statements", o.min_statements)
            .option("min-through-statements", o.min_through_statements)
            .option("definitions", o.definitions.as_str())
            .option_if("claim-cap", o.claim_cap)
            .option_if("stakeholder-floor", o.stakeholder_floor)
            .option_if("top-each", o.top_each)
            .option_if("threshold", o.threshold)
    }
}

/// The labels of a network, and what its ties are made of where all counts are whole; for `few`
/// ties in an order of its own.
pub(super) fn whole(
    selection: &Selection<'_>,
    options: &NetworkOptions,
    present: &Present,
    few: bool,
) -> Option<(Vec<String>, Whole)> {
    if options.mode != Mode::One {
        return None;
    }
    let (rows, new_row) = named(&selection.between.labels, &present.between);
    let whole = Whole::new(selection, options, &new_row, (rows.len(), few))?;
    Some((rows, whole))
}

fn named(labels: &[Box<str>], present: &[bool]) -> (Vec<String>, Vec<u32>) {
    let mut names = Vec::new();
    let mut new = vec![u32::MAX; labels.len()];
    for (code, (label, _)) in labels.iter().zip(present).enumerate().filter(|(_, l)| *l.1) {
        new[code] = names.len() as u32;
        names.push(label.to_string());
    }
    (names, new)
}

#[derive(Serialize)]
pub(super) struct NamedTie<'a> {
    pub(super) from: &'a str,
    pub(super) to: &'a str,
    pub(super) weight: f64,
}

impl Serialize for Network {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ties = self.ties.iter().map(|tie| NamedTie {
            from: &self.rows[tie.row as usize],
            to: &self.columns[tie.column as usize],
            weight: tie.weight,
        });
        let mut object = serializer.serialize_struct("network", 6)?;
        object.serialize_field("mode", self.mode.as_str())?;
        object.serialize_field("statements", &self.statements)?;
        object.serialize_field("rows", &self.rows)?;
        if self.mode == Mode::Two {
            object.serialize_field("columns", &self.columns)?;
        } else {
            object.skip_field("columns")?;
        }
        object.serialize_field("row_statements", &self.row_statements)?;
        object.serialize_field("ties", &ties.collect::<Vec<_>>())?;
        object.end()
    }
}

impl Answer for Network {
    fn report(&self) -> Report {
        let heavier = |a: &&Tie, b: &&Tie| super::summary::heavier(a, b);
        let mut order: Vec<&Tie> = Vec::with_capacity(4 * MOST_TIES);
        let mut floor = 0.0;
        for tie in self.ties.iter().filter(|tie| tie.weight != 0.0) {
            // Weaker than all that are kept; there may be millions.
            if tie.weight.abs() < floor {
                continue;
            }
            order.push(tie);
            if order.len() == 4 * MOST_TIES {
                order.sort_unstable_by(heavier);
                order.truncate(MOST_TIES);
                floor = order[MOST_TIES - 1].weight.abs();
            }
        }
        order.sort_unstable_by(heavier);
        order.truncate(MOST_TIES);
        let shown = Shown {
            names: [&self.rows, &self.columns],
            statements: self.statements,
            ties: self.ties.len(),
            weight: total(&self.ties),
            options: &self.options,
        };
        if is_small([self.rows.len(), self.columns.len()]) {
            return shown.report_of_matrix(&self.matrix());
        }
        shown.report_of_strongest(order.into_iter().copied())
    }
}

/// One window and its network.
#[derive(Debug, Clone, PartialEq)]
pub struct Slice {
    /// The first second of the window, since 1970, UTC.
    pub start: i64,
    /// Its middle; with event windows the time of the focal statement.
    pub middle: i64,
    /// Its last second.
    pub stop: i64,
    /// What was tied then.
    pub network: Network,
}

/// Networks of overlapping windows, in order of time.
#[derive(Debug, Clone, PartialEq)]
pub struct NetworkSeries {
    /// How the windows were laid.
    pub windows: Windows,
    /// How the networks were made.
    pub options: NetworkOptions,
    /// One a window.
    pub slices: Vec<Slice>,
}

fn instant(seconds: i64) -> String {
    civil(seconds).to_string()
}

impl Serialize for NetworkSeries {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Part<'a> {
            start: String,
            middle: String,
            stop: String,
            network: &'a Network,
        }
        serializer.collect_seq(self.slices.iter().map(|slice| Part {
            start: instant(slice.start),
            middle: instant(slice.middle),
            stop: instant(slice.stop),
            network: &slice.network,
        }))
    }
}

impl Answer for NetworkSeries {
    fn report(&self) -> Report {
        let kernel = self.windows.kernel;
        let definition = format!(
            "Networks of {} in windows of {} {}{}.",
            self.options.between,
            self.windows.size,
            self.windows.unit,
            kernel.map_or_else(String::new, |kernel| format!(
                ", weighted by a {kernel} kernel"
            )),
        );
        let heads = ["start", "middle", "stop", "from", "to", "weight"];
        let mut table = Table::new("Ties of every window", heads);
        for slice in &self.slices {
            let times = [slice.start, slice.middle, slice.stop].map(|at| Cell::from(instant(at)));
            for tie in &slice.network.ties {
                let from = slice.network.rows[tie.row as usize].as_str();
                let to = slice.network.columns[tie.column as usize].as_str();
                table.push(times.iter().cloned().chain([
                    from.into(),
                    to.into(),
                    tie.weight.into(),
                ]));
            }
        }
        let report = Report::new("network", definition)
            .option("windows", self.windows.unit.as_str())
            .option("window-size", self.windows.size)
            .option("kernel", kernel.map(Kernel::as_str));
        let report = match self.slices.first() {
            Some(slice) => slice.network.options.in_report(report),
            None => report.note("the range of time is shorter than a window"),
        };
        report.table(table)
    }
}
