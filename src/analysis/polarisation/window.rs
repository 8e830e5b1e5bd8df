//! Spans of time that polarisation is compared over.

use jiff::Span;

use crate::model::Date;

/// Over which spans of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Window {
    /// All statements at once.
    #[default]
    Whole,
    /// Calendar years.
    Year,
    /// Calendar months.
    Month,
    /// Spans of so many days, from the first day on; 0 counts as 1.
    Days(u32),
}

impl Window {
    /// How it is shown.
    pub(super) fn label(self) -> String {
        match self {
            Self::Whole => "none".to_owned(),
            Self::Year => "year".to_owned(),
            Self::Month => "month".to_owned(),
            Self::Days(days) => format!("{days} days"),
        }
    }

    /// The windows from the first day to the last, each with its own first and last day, those
    /// without statements included.
    pub(super) fn spans(self, first: Date, last: Date) -> Vec<(Date, Date)> {
        let (mut start, step) = match self {
            Self::Whole => return Vec::new(),
            Self::Year => (first.first_of_year(), Span::new().years(1)),
            Self::Month => (first.first_of_month(), Span::new().months(1)),
            Self::Days(days) => (first, Span::new().days(i64::from(days.clamp(1, 1_000_000)))),
        };
        let mut spans = Vec::new();
        while start <= last {
            // Past the calendar's end there is no next window.
            let next = start.checked_add(step).unwrap_or(Date::MAX);
            let end = next.yesterday().unwrap_or(next);
            spans.push((start, if next == Date::MAX { Date::MAX } else { end }));
            if next == Date::MAX {
                break;
            }
            start = next;
        }
        spans
    }
}
