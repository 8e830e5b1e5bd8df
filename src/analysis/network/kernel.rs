//! Windows whose statements weigh less the farther they are from the middle.

use super::Present;
use super::counts::Counts;
use super::limits::limit;
use super::options::{Definitions, Kernel, Mode, NetworkOptions, WindowUnit, Windows};
use super::result::{Network, Slice};
use super::selection::{LevelKind, Selection};
use super::windows::{later, tell_time};
use crate::model::Progress;
use crate::model::events::NO_TIME;
use crate::model::events::time::civil;

pub(super) fn kernel_slices(
    selection: &Selection<'_>,
    times: &[i64],
    options: &NetworkOptions,
    (windows, kernel): (&Windows, Kernel),
    progress: Progress<'_>,
) -> Vec<Slice> {
    let dna = options.definitions == Definitions::Dna;
    let mut selection = Selection {
        levels: selection.levels.clone(),
        between: selection.between.clone(),
        through: selection.through.clone(),
        scope: selection.scope.clone(),
        kept: selection.kept.clone(),
        range: selection.range,
    };
    if dna && selection.levels.kind == LevelKind::Integer {
        // DNA measures the distance of levels by their places.
        for (place, value) in (0_u32..).zip(&mut selection.levels.values) {
            *value = f64::from(place);
        }
    }
    let timed: Vec<u32> = selection
        .kept
        .iter()
        .copied()
        .filter(|&row| times[row as usize] != NO_TIME)
        .collect();
    let (Some(&first), Some(&last)) = (timed.first(), timed.last()) else {
        return Vec::new();
    };
    let (first, last) = (times[first as usize], times[last as usize]);
    let size = windows.size + windows.size % 2;
    let half = i64::from(size / 2);
    let (from, to) = if windows.indent {
        (
            later(first, windows.unit, half),
            later(last, windows.unit, -half),
        )
    } else {
        (first, last)
    };
    let base = if options.isolates {
        &selection.scope
    } else {
        &selection.kept
    };
    let present = Present::of(&selection, base);
    let mut slices = Vec::new();
    for step in 0.. {
        let middle = later(from, windows.unit, step);
        if middle > to {
            break;
        }
        tell_time(progress, middle, (from, to));
        let (start, stop) = match kernel {
            Kernel::Gaussian => (first, last),
            _ => (
                later(middle, windows.unit, -half),
                later(middle, windows.unit, half),
            ),
        };
        let weight = |row: u32| {
            if !(start..=stop).contains(&times[row as usize]) {
                return None;
            }
            let units = units_between(times[row as usize], middle, windows.unit);
            let u = 2.0 * units as f64 / f64::from(size);
            let z = kernel.weight(u, options.definitions);
            let weight = if options.mode == Mode::One {
                z.sqrt()
            } else {
                z
            };
            (weight != 0.0).then_some((row, weight))
        };
        let mut rows: Vec<u32> = timed.clone();
        rows.retain(|&row| weight(row).is_some());
        limit(&selection, options, &mut rows);
        let weighted: Vec<(u32, f64)> = rows.iter().filter_map(|&row| weight(row)).collect();
        let statements = weighted.len();
        let counts = Counts::of(&selection, weighted.into_iter());
        let of = (&present, statements);
        let network = Network::of_counts(&selection, &counts, options, of, dna, Progress::none());
        slices.push(Slice {
            start: start.max(first),
            middle,
            stop: stop.min(last),
            network,
        });
    }
    tell_time(progress, to, (from, to));
    slices
}

/// Whole units from one time to another, rounded towards 0; days and longer between dates.
fn units_between(from: i64, to: i64, unit: WindowUnit) -> i64 {
    let days = || to.div_euclid(86_400) - from.div_euclid(86_400);
    // A month has at most 32 days, so this counts months, and days only within one.
    let packed = |at: i64| {
        let date = civil(at).date();
        (i64::from(date.year()) * 12 + i64::from(date.month())) * 32 + i64::from(date.day())
    };
    let months = || (packed(to) - packed(from)) / 32;
    match unit {
        WindowUnit::Seconds | WindowUnit::Events => to - from,
        WindowUnit::Minutes => (to - from) / 60,
        WindowUnit::Hours => (to - from) / 3600,
        WindowUnit::Days => days(),
        WindowUnit::Weeks => days() / 7,
        WindowUnit::Months => months(),
        WindowUnit::Years => months() / 12,
    }
}

impl Kernel {
    /// The weight at a distance, which is 1 or −1 at the edge. DNA's triangle falls from one
    /// edge to the other.
    fn weight(self, u: f64, definitions: Definitions) -> f64 {
        let inside = u.abs() <= 1.0;
        match self {
            Self::Gaussian => (-u * u / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt(),
            _ if !inside => 0.0,
            Self::Uniform => 0.5,
            Self::Epanechnikov => 0.75 * (1.0 - u * u),
            Self::Triangular if definitions == Definitions::Dna => 1.0 - u,
            Self::Triangular => 1.0 - u.abs(),
        }
    }
}
