//! Seconds, days and stretches of the calendar.

use jiff::SignedDuration;
use jiff::civil::{DateTime, date};

const EPOCH: DateTime = date(1970, 1, 1).at(0, 0, 0, 0);
const DAY: i64 = 86_400;

/// The stretches of the calendar that a second is in, numbered without gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calendar {
    /// Weeks, from Monday, since the one of 1970-01-01.
    pub week: i64,
    /// Months since the year 0.
    pub month: i64,
    /// The year.
    pub year: i64,
}

/// The time of a statement as a table has it: a day, a month (`2020-02`), a year, a day with a
/// time, or seconds since 1970 (eight digits or more); the first second of it.
pub fn first_second(text: &str) -> Option<i64> {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let number = text.strip_prefix('-').unwrap_or(text);
    if text.len() >= 8 && digits(number) {
        return text.parse().ok();
    }
    plenary::read::date_range(text).map(|range| range.0)
}

/// The stretches that a second is in.
pub fn calendar(second: i64) -> Calendar {
    let day = civil(second).date();
    let (year, month) = (i64::from(day.year()), i64::from(day.month()));
    Calendar {
        // Day 0 of 1970 was a Thursday.
        week: (second.div_euclid(DAY) + 3).div_euclid(7),
        month: year * 12 + month,
        year,
    }
}

/// A second as people read it: `2020-02-01T00:00:00`.
pub fn shown(second: i64) -> String {
    civil(second).to_string()
}

fn civil(second: i64) -> DateTime {
    EPOCH.saturating_add(SignedDuration::from_secs(second))
}
