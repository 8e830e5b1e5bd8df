//! Seconds and calendar times, in UTC.

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime, Time, date};

const EPOCH: DateTime = date(1970, 1, 1).to_datetime(Time::midnight());

/// The calendar time of a number of seconds since 1970; the nearest that exists.
pub(crate) fn civil(seconds: i64) -> DateTime {
    EPOCH.saturating_add(SignedDuration::from_secs(seconds))
}

/// Seconds since 1970 of a calendar time.
pub(crate) fn seconds(at: DateTime) -> i64 {
    at.duration_since(EPOCH).as_secs()
}

/// Seconds since 1970 of the first moment of a day.
pub(crate) fn midnight(day: Date) -> i64 {
    seconds(day.to_datetime(Time::midnight()))
}
