//! Dates as people write them.

use std::ops::RangeInclusive;

use jiff::civil::{Date, DateTime};

use crate::model::events::time::{midnight, seconds};

/// The seconds since 1970 (UTC) that a date covers: a day, a month (`2020-02`), a year
/// (`2020`), or one second of a date with a time. Also `12.02.2020`.
pub(crate) fn when(text: &str) -> Option<RangeInclusive<i64>> {
    let text = text.trim();
    if let Some(day) = day(text) {
        return Some(midnight(day)..=midnight(day) + 86_399);
    }
    let text = text.strip_suffix('Z').unwrap_or(text);
    if text.len() > 10
        && let Ok(time) = text.parse::<DateTime>()
    {
        return Some(seconds(time)..=seconds(time));
    }
    let digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
    let (year, month) = match text.split_once('-') {
        Some((year, month)) if digits(month, 2) => (year, Some(month.parse().ok()?)),
        None => (text, None),
        Some(_) => return None,
    };
    if !digits(year, 4) {
        return None;
    }
    let first = Date::new(year.parse().ok()?, month.unwrap_or(1), 1).ok()?;
    let last = match month {
        Some(_) => first.last_of_month(),
        None => first.last_of_year(),
    };
    Some(midnight(first)..=midnight(last) + 86_399)
}

fn day(text: &str) -> Option<Date> {
    if text.len() == 10
        && text.is_ascii()
        && text.as_bytes()[2] == b'.'
        && text.as_bytes()[5] == b'.'
    {
        let part = |range: std::ops::Range<usize>| text[range].parse::<i16>().ok();
        let small = |range| part(range).and_then(|n| i8::try_from(n).ok());
        return Date::new(part(6..10)?, small(3..5)?, small(0..2)?).ok();
    }
    if text.len() == 10 {
        text.parse().ok()
    } else {
        None
    }
}
