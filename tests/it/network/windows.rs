//! Windows recounted: statement by statement and pair by pair, from the definitions alone, with
//! a calendar of its own.

use plenary::analysis::{
    Aggregation, Kernel, Mode, NetworkOptions, NetworkSeries, Slice, WindowUnit, Windows,
    network_over_time,
};
use plenary::model::{Document, Events, EventsBuilder};
use proptest::prelude::*;

const WHO: [&str; 4] = ["A", "B", "C", "D"];
const WHAT: [&str; 3] = ["x", "y", "z"];
const DAY: i64 = 86_400;
/// 2019-12-29: a turn of the year, a leap day and months of every length follow.
const BEGIN: i64 = 18_259 * DAY;

/// Who, on what, whether for it, when; sorted by time.
type One = (usize, usize, bool, i64);

fn table(rows: &[One]) -> Events {
    let mut made = EventsBuilder::new();
    let who = made.text_column("stakeholder");
    let what = made.text_column("claim");
    let stance = made.boolean_column("stance");
    let document = made.document(Document {
        name: "1".to_owned(),
        time: None,
    });
    for (id, &(i, j, support, time)) in (1..).zip(rows) {
        made.row(Some(time), document, (0, 1), id);
        made.set_text(who, WHO[i]);
        made.set_text(what, WHAT[j]);
        made.set_boolean(stance, support);
    }
    made.finish()
}

const fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_of(year: i64, month: i64) -> i64 {
    match month {
        1 if is_leap(year) => 29,
        1 => 28,
        3 | 5 | 8 | 10 => 30,
        _ => 31,
    }
}

/// Year, month from 0, day from 1: counted month by month from 1970.
fn date(time: i64) -> (i64, i64, i64) {
    let (mut year, mut month, mut left) = (1970, 0, time.div_euclid(DAY));
    while left >= days_of(year, month) {
        left -= days_of(year, month);
        (year, month) = if month == 11 {
            (year + 1, 0)
        } else {
            (year, month + 1)
        };
    }
    (year, month, left + 1)
}

fn time_of((year, month, day): (i64, i64, i64)) -> i64 {
    let years = (1970..year).flat_map(|year| (0..12).map(move |month| (year, month)));
    let months = years.chain((0..month).map(|month| (year, month)));
    let days: i64 = months.map(|(year, month)| days_of(year, month)).sum();
    (days + day - 1) * DAY
}

/// The seconds of a unit; months and years have no fixed length.
fn length(unit: WindowUnit) -> Option<i64> {
    match unit {
        WindowUnit::Seconds | WindowUnit::Events => Some(1),
        WindowUnit::Minutes => Some(60),
        WindowUnit::Hours => Some(3_600),
        WindowUnit::Days => Some(DAY),
        WindowUnit::Weeks => Some(7 * DAY),
        WindowUnit::Months | WindowUnit::Years => None,
    }
}

const fn months_of(unit: WindowUnit) -> i64 {
    if matches!(unit, WindowUnit::Years) {
        12
    } else {
        1
    }
}

/// Some units later on the calendar; a day that a month lacks is its last.
fn later(time: i64, unit: WindowUnit, n: i64) -> i64 {
    if let Some(length) = length(unit) {
        return time + n * length;
    }
    let (year, month, day) = date(time);
    let months = year * 12 + month + n * months_of(unit);
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12));
    time_of((year, month, day.min(days_of(year, month)))) + time.rem_euclid(DAY)
}

/// Whole units from one time to another, rounded towards 0.
fn units(from: i64, to: i64, unit: WindowUnit) -> i64 {
    if let Some(length) = length(unit) {
        return (to - from) / length;
    }
    let ((y, m, d), (year, month, day)) = (date(from), date(to));
    let mut months = (year - y) * 12 + month - m;
    if months > 0 && day < d {
        months -= 1;
    }
    if months < 0 && day > d {
        months += 1;
    }
    months / months_of(unit)
}

/// The weight of a statement that is d units from the middle of a window of w.
fn weight(kernel: Kernel, d: i64, w: i64) -> f64 {
    let u = 2.0 * d as f64 / w as f64;
    match kernel {
        Kernel::Gaussian => (-u * u / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt(),
        _ if u.abs() > 1.0 => 0.0,
        Kernel::Uniform => 0.5,
        Kernel::Epanechnikov => 0.75 * (1.0 - u * u),
        Kernel::Triangular => 1.0 - u.abs(),
    }
}

/// What a window should be: its time, and its statements with their weights.
struct Expected {
    start: i64,
    middle: i64,
    stop: i64,
    of: Vec<(One, f64)>,
}

fn expected(rows: &[One], windows: &Windows) -> Vec<Expected> {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
        return Vec::new();
    };
    let (first, last) = (first.3, last.3);
    let size = i64::from(windows.size);
    let within = |start: i64, stop: i64| {
        rows.iter()
            .filter(move |row| start <= row.3 && row.3 <= stop)
    };
    let mut found = Vec::new();
    if windows.unit == WindowUnit::Events {
        let h = windows.size as usize / 2;
        for focal in h..rows.len().saturating_sub(h) {
            let (start, stop) = (rows[focal - h].3, rows[focal + h].3);
            found.push(Expected {
                start,
                middle: rows[focal].3,
                stop,
                of: within(start, stop).map(|&row| (row, 1.0)).collect(),
            });
        }
        return found;
    }
    let unit = windows.unit;
    let Some(kernel) = windows.kernel else {
        // a = floor((w - 1)/2 + 1/2), written as it is defined.
        let a = ((size as f64 - 1.0) / 2.0 + 0.5).floor() as i64;
        for step in 0.. {
            let middle = later(first, unit, step);
            let (start, stop) = (later(middle, unit, -a), later(middle, unit, a));
            if middle > last {
                return found;
            }
            if start >= first && stop <= last {
                let of = within(start, stop).map(|&row| (row, 1.0)).collect();
                found.push(Expected {
                    start,
                    middle,
                    stop,
                    of,
                });
            }
        }
        return found;
    };
    let w = size + size % 2;
    let (from, to) = if windows.indent {
        (later(first, unit, w / 2), later(last, unit, -w / 2))
    } else {
        (first, last)
    };
    for step in 0.. {
        let middle = later(from, unit, step);
        if middle > to {
            break;
        }
        let (start, stop) = match kernel {
            Kernel::Gaussian => (first, last),
            _ => (later(middle, unit, -w / 2), later(middle, unit, w / 2)),
        };
        let of =
            within(start, stop).map(|&row| (row, weight(kernel, units(row.3, middle, unit), w)));
        found.push(Expected {
            start: start.max(first),
            middle,
            stop: stop.min(last),
            of: of.filter(|(_, z)| *z != 0.0).collect(),
        });
    }
    found
}

/// One cell, summed over statements (two-mode) or pairs of statements (one-mode).
fn cell(of: &[(One, f64)], options: &NetworkOptions, row: &str, column: &str) -> f64 {
    let mine = of.iter().filter(|((i, ..), _)| WHO[*i] == row);
    if options.mode == Mode::Two {
        let cell: Vec<(bool, f64)> = (mine.filter(|((_, j, ..), _)| WHAT[*j] == column))
            .map(|((_, _, support, _), z)| (*support, *z))
            .collect();
        let sum = |side: bool| -> f64 {
            cell.iter()
                .filter(|one| one.0 == side)
                .map(|one| one.1)
                .sum()
        };
        let any = |side: bool| f64::from(u8::from(cell.iter().any(|one| one.0 == side)));
        return match options.aggregation {
            Aggregation::Subtract => sum(true) - sum(false),
            Aggregation::Combine => any(true) + 2.0 * any(false),
            _ => sum(true) + sum(false),
        };
    }
    if row == column {
        return 0.0;
    }
    let mut total = 0.0;
    for ((_, j, k, _), z) in mine {
        for ((i, l, m, _), y) in of {
            if WHO[*i] != column || l != j {
                continue;
            }
            let apart = f64::from(u8::from(k != m));
            let q = match options.aggregation {
                Aggregation::Congruence => 1.0 - apart,
                Aggregation::Conflict => apart,
                Aggregation::Subtract => 1.0 - 2.0 * apart,
                _ => 1.0,
            };
            total += q * (z * y).sqrt();
        }
    }
    total
}

fn same(slice: &Slice, expected: &Expected, options: &NetworkOptions) -> Result<(), TestCaseError> {
    let times = (slice.start, slice.middle, slice.stop);
    prop_assert_eq!(times, (expected.start, expected.middle, expected.stop));
    let network = &slice.network;
    prop_assert_eq!(network.statements, expected.of.len());
    let matrix = network.matrix();
    for (i, row) in network.rows.iter().enumerate() {
        for (j, column) in network.columns.iter().enumerate() {
            let (ours, theirs) = (matrix[i][j], cell(&expected.of, options, row, column));
            prop_assert!(
                (ours - theirs).abs() < 1e-9,
                "{row} {column}: {ours}, not {theirs}"
            );
        }
    }
    // Nobody who has a statement is missing.
    for ((i, j, ..), _) in &expected.of {
        prop_assert!(network.rows.iter().any(|row| row == WHO[*i]));
        let two = options.mode == Mode::Two;
        prop_assert!(!two || network.columns.iter().any(|column| column == WHAT[*j]));
    }
    Ok(())
}

fn check(rows: &[One], options: &NetworkOptions, windows: &Windows) -> Result<(), TestCaseError> {
    let NetworkSeries { slices, .. } = network_over_time(&table(rows), options, windows).unwrap();
    let expected = expected(rows, windows);
    prop_assert_eq!(slices.len(), expected.len());
    for (slice, expected) in slices.iter().zip(&expected) {
        same(slice, expected, options)?;
    }
    Ok(())
}

/// Statements over some forty units of time: at any second for the short ones, at noon for those
/// of days and longer, whose distances are counted between dates.
fn rows(unit: WindowUnit) -> impl Strategy<Value = Vec<One>> {
    let (span, step): (i64, i64) = match unit {
        WindowUnit::Seconds | WindowUnit::Events => (12, 1),
        WindowUnit::Minutes => (1_500, 1),
        WindowUnit::Hours => (90_000, 1),
        WindowUnit::Days => (40, DAY),
        WindowUnit::Weeks => (200, DAY),
        WindowUnit::Months => (800, DAY),
        WindowUnit::Years => (6_000, DAY),
    };
    let row = (0..WHO.len(), 0..WHAT.len(), any::<bool>(), 0..span);
    let row = row.prop_map(move |(i, j, support, at)| (i, j, support, BEGIN + at * step + DAY / 2));
    proptest::collection::vec(row, 1..30).prop_map(|mut rows| {
        rows.sort_by_key(|row| row.3);
        rows
    })
}

/// Every unit with its statements.
fn cases() -> impl Strategy<Value = (WindowUnit, Vec<One>)> {
    proptest::sample::select(WindowUnit::ALL).prop_flat_map(|unit| (Just(unit), rows(unit)))
}

fn every_network() -> Vec<NetworkOptions> {
    use Aggregation::{Combine, Conflict, Congruence, Ignore, Subtract};
    let one = [Ignore, Congruence, Conflict, Subtract].map(|a| (Mode::One, a));
    let two = [Ignore, Subtract, Combine].map(|a| (Mode::Two, a));
    let options = |(mode, aggregation)| NetworkOptions {
        mode,
        aggregation,
        ..NetworkOptions::default()
    };
    one.into_iter().chain(two).map(options).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..Default::default() })]

    /// Plain windows of time and of events, in every unit.
    #[test]
    fn plain_windows_recounted((unit, rows) in cases(), size in 1..12_u32) {
        let windows = Windows { unit, size, ..Windows::default() };
        for options in every_network() {
            check(&rows, &options, &windows)?;
        }
    }

    /// Every kernel in every unit, one-mode and two-mode.
    #[test]
    fn kernels_recounted((unit, rows) in cases(), size in 1..12_u32, indent in any::<bool>()) {
        prop_assume!(unit != WindowUnit::Events);
        for &kernel in Kernel::ALL {
            let windows = Windows { unit, size, kernel: Some(kernel), indent, draw_ties: None };
            for options in every_network() {
                check(&rows, &options, &windows)?;
            }
        }
    }

    /// Drawn windows of events have exactly their size, all that is inside the borders, and
    /// nothing from outside.
    #[test]
    fn drawn_windows_recounted(rows in rows(WindowUnit::Events), size in 1..12_u32, seed in any::<u64>()) {
        let windows = Windows { unit: WindowUnit::Events, size, ..Windows::default() };
        let drawn = Windows { draw_ties: Some(seed), ..windows };
        let options = NetworkOptions { mode: Mode::Two, isolates: true, ..NetworkOptions::default() };
        let series = network_over_time(&table(&rows), &options, &drawn).unwrap();
        let expected = expected(&rows, &windows);
        prop_assert_eq!(series.slices.len(), expected.len());
        for (slice, all) in series.slices.iter().zip(&expected) {
            let network = &slice.network;
            prop_assert_eq!(network.statements, 2 * (size as usize / 2) + 1);
            let inside: Vec<_> = (all.of.iter().copied())
                .filter(|(row, _)| all.start < row.3 && row.3 < all.stop)
                .collect();
            let mut total = 0.0;
            for (i, row) in network.matrix().iter().enumerate() {
                for (j, weight) in row.iter().enumerate() {
                    let (who, what) = (&network.rows[i], &network.columns[j]);
                    prop_assert!(*weight <= cell(&all.of, &options, who, what));
                    prop_assert!(*weight >= cell(&inside, &options, who, what));
                    total += weight;
                }
            }
            prop_assert_eq!(total as usize, network.statements);
        }
    }
}
