//! Networks of stretches of time.

use jiff::Span;

use super::Present;
use super::counts::Counts;
use super::error::NetworkError;
use super::kernel::kernel_slices;
use super::limits::limit;
use super::options::{NetworkOptions, WindowUnit, Windows};
use super::result::{Network, NetworkSeries, Slice};
use super::selection::{Blanks, Selection, select};
use crate::model::events::NO_TIME;
use crate::model::events::time::{civil, seconds};
use crate::model::{Events, Progress};

/// One network for each window of time.
///
/// Filters, blanks and duplicates are dealt with once, over the whole range; then
/// - units of time: middles t = start, start + 1 unit, ... up to stop; a window is t − a to
///   t + a, both included, with a = ⌊(size−1)/2 + 1/2⌋ units (so that sizes 2 and 3 are the
///   same, and 1 is an instant), and is there only where it lies wholly within the range.
///   Months and years are added on the calendar, counted from the start;
/// - events: the focal statement, ⌊size/2⌋ before and as many after, only where these are
///   there; all statements with the time of the first or last belong to the window, or, with
///   [`Windows::draw_ties`], as many as there is room for, drawn at random;
/// - with a kernel: every statement counts by its distance from t, see
///   [`Kernel`](super::Kernel), with u = 2·|d|/size and d whole units; sizes are made even.
///   One-mode: counts are sums of √z, so that a pair counts √(z z′); two-mode: of z.
///
/// Each window has the labels of its own statements, unless `isolates` asks for all. A range
/// shorter than a window has none. O(windows × what [`network`](super::network) takes).
///
/// # Errors
/// As [`network`](super::network), and where there are no times, or no size.
///
/// Source: Leifeld, Gruber & Bossner 2019 (windows); kernels as in DNA 3.1, described by its
/// documentation.
pub fn network_over_time(
    events: &Events,
    options: &NetworkOptions,
    windows: &Windows,
) -> Result<NetworkSeries, Vec<NetworkError>> {
    network_over_time_watched(events, options, windows, Progress::none())
}

pub(super) const TASK: &str = "making windows";

/// [`network_over_time`], telling how far in time, or in statements, the windows are made.
///
/// # Errors
/// As [`network_over_time`].
pub fn network_over_time_watched(
    events: &Events,
    options: &NetworkOptions,
    windows: &Windows,
    progress: Progress<'_>,
) -> Result<NetworkSeries, Vec<NetworkError>> {
    let mut errors = Vec::new();
    if windows.size == 0 {
        errors.push(NetworkError::NoSize);
    }
    if windows.kernel.is_some() && windows.unit == WindowUnit::Events {
        errors.push(NetworkError::KernelOfEvents);
    }
    let selection = match select(events, options, Blanks::Drop) {
        Ok(selection) => selection,
        Err(more) => {
            errors.extend(more);
            return Err(errors);
        }
    };
    let Some(range) = selection.range else {
        errors.push(NetworkError::NoTimes);
        return Err(errors);
    };
    if !errors.is_empty() {
        return Err(errors);
    }
    let times = &*events.times();
    let slices = match (windows.kernel, windows.unit) {
        (Some(kernel), _) => kernel_slices(&selection, times, options, (windows, kernel), progress),
        (None, WindowUnit::Events) => event_slices(&selection, times, options, windows, progress),
        (None, _) => time_slices(&selection, times, options, (windows, range), progress),
    };
    Ok(NetworkSeries {
        windows: *windows,
        options: options.clone(),
        slices,
    })
}

/// A time some units later, on the calendar; the last that exists where there is none.
pub(super) fn later(start: i64, unit: WindowUnit, units: i64) -> i64 {
    let scaled = |factor: i64| start.saturating_add(units.saturating_mul(factor));
    let months = |factor: i64| {
        let span = Span::new().try_months(units.saturating_mul(factor));
        let moved = span.map(|span| civil(start).saturating_add(span));
        moved.map_or(if units < 0 { i64::MIN } else { i64::MAX }, seconds)
    };
    match unit {
        WindowUnit::Seconds | WindowUnit::Events => scaled(1),
        WindowUnit::Minutes => scaled(60),
        WindowUnit::Hours => scaled(3600),
        WindowUnit::Days => scaled(86_400),
        WindowUnit::Weeks => scaled(7 * 86_400),
        WindowUnit::Months => months(1),
        WindowUnit::Years => months(12),
    }
}

/// The network of the statements at some places of `kept`, each counted once.
fn slice_of(
    selection: &Selection<'_>,
    options: &NetworkOptions,
    (start, middle, stop): (i64, i64, i64),
    mut rows: Vec<u32>,
) -> Slice {
    limit(selection, options, &mut rows);
    let rows = &rows[..];
    let counts = Counts::of(selection, rows.iter().map(|&row| (row, 1.0)));
    let base = if options.isolates {
        &selection.scope
    } else {
        rows
    };
    let present = Present::of(selection, base);
    let of = (&present, rows.len());
    let network = Network::of_counts(selection, &counts, options, of, false, Progress::none());
    Slice {
        start,
        middle,
        stop,
        network,
    }
}

impl Windows {
    /// Where windows of a unit of time are laid in a range, as [`network_over_time`] lays them:
    /// first second, middle and last second of each, in order of time. None where the range is
    /// shorter than a window, or the unit is events. Whether there is a kernel does not matter.
    /// O(windows).
    pub fn spans(&self, first: i64, last: i64) -> Vec<(i64, i64, i64)> {
        let half = i64::from(self.size / 2);
        let mut spans = Vec::new();
        if self.unit == WindowUnit::Events {
            return spans;
        }
        for step in 0.. {
            let middle = later(first, self.unit, step);
            let start = later(middle, self.unit, -half);
            let stop = later(middle, self.unit, half);
            if middle > last || stop > last {
                break;
            }
            if start >= first {
                spans.push((start, middle, stop));
            }
        }
        spans
    }
}

fn time_slices(
    selection: &Selection<'_>,
    times: &[i64],
    options: &NetworkOptions,
    (windows, (first, last)): (&Windows, (i64, i64)),
    progress: Progress<'_>,
) -> Vec<Slice> {
    let mut slices = Vec::new();
    for (start, middle, stop) in windows.spans(first, last) {
        tell_time(progress, middle, (first, last));
        let from = selection
            .kept
            .partition_point(|&row| times[row as usize] < start);
        let to = selection
            .kept
            .partition_point(|&row| times[row as usize] <= stop);
        let rows = selection.kept[from..to].to_vec();
        slices.push(slice_of(selection, options, (start, middle, stop), rows));
    }
    tell_time(progress, last, (first, last));
    slices
}

/// How far a time is between two others.
pub(super) fn tell_time(progress: Progress<'_>, at: i64, (first, last): (i64, i64)) {
    let far = |to: i64| usize::try_from(to.saturating_sub(first)).unwrap_or_default();
    progress.tell(TASK, far(at).saturating_add(1), far(last).saturating_add(1));
}

fn event_slices(
    selection: &Selection<'_>,
    times: &[i64],
    options: &NetworkOptions,
    windows: &Windows,
    progress: Progress<'_>,
) -> Vec<Slice> {
    let half = windows.size as usize / 2;
    let timed = selection
        .kept
        .partition_point(|&row| times[row as usize] == NO_TIME);
    let kept = &selection.kept[timed..];
    let time = |place: usize| times[kept[place] as usize];
    let mut slices = Vec::new();
    let mut random = Random(windows.draw_ties.unwrap_or_default());
    for focal in half..kept.len().saturating_sub(half) {
        progress.tell(TASK, focal, kept.len());
        let (start, stop) = (time(focal - half), time(focal + half));
        let rows = match windows.draw_ties {
            None => {
                let from = kept.partition_point(|&row| times[row as usize] < start);
                let to = kept.partition_point(|&row| times[row as usize] <= stop);
                kept[from..to].to_vec()
            }
            Some(_) => drawn(kept, times, (focal, half), &mut random),
        };
        slices.push(slice_of(
            selection,
            options,
            (start, time(focal), stop),
            rows,
        ));
    }
    progress.tell(TASK, kept.len(), kept.len());
    slices
}

/// As many statements before and after the focal one as the window has, those at its borders
/// drawn from all with the same time.
fn drawn(
    kept: &[u32],
    times: &[i64],
    (focal, half): (usize, usize),
    random: &mut Random,
) -> Vec<u32> {
    let time = |place: usize| times[kept[place] as usize];
    let mut rows = vec![kept[focal]];
    let mut side = |places: &mut dyn Iterator<Item = usize>, border: i64| {
        let (at_border, inside): (Vec<usize>, Vec<usize>) = places
            .take_while(|&place| {
                time(place) >= border.min(time(focal)) && time(place) <= border.max(time(focal))
            })
            .partition(|&place| time(place) == border);
        // Statements at the focal time may be on the border too; these never exceed the half.
        let room = half.saturating_sub(inside.len());
        rows.extend(inside.iter().map(|&place| kept[place]));
        let mut at_border = at_border;
        for taken in 0..room.min(at_border.len()) {
            let other = taken + random.below(at_border.len() - taken);
            at_border.swap(taken, other);
            rows.push(kept[at_border[taken]]);
        }
    };
    side(&mut (0..focal).rev(), time(focal - half));
    side(&mut (focal + 1..kept.len()), time(focal + half));
    rows.sort_unstable();
    rows
}

/// `SplitMix64`: the same numbers from the same seed, everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^= z >> 31;
        // The high half of z × n: uniform but for less than n in 2^64.
        ((u128::from(z) * n as u128) >> 64) as usize
    }
}
