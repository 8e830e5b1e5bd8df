//! How much is said on each theme in each period.

use std::collections::BTreeMap;

use serde::Serialize;

use super::course::by_day;
use crate::analysis::holdings::{Holdings, Item, ids};
use crate::model::{Date, Record, StatementIx};

/// Length of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Step {
    /// `2020-02-12`.
    Day,
    /// `2020-02`.
    #[default]
    Month,
    /// `2020`.
    Year,
}

impl Step {
    /// The word used on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    fn period(self, day: Date) -> String {
        let whole = day.to_string();
        let length = match self {
            Self::Day => 0,
            Self::Month => "-dd".len(),
            Self::Year => "-mm-dd".len(),
        };
        whole[..whole.len() - length].to_owned()
    }
}

/// One theme in one period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Trend {
    /// The theme, by id.
    pub theme: String,
    /// Its name.
    pub name: String,
    /// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    pub period: String,
    /// Number of statements that amount to support.
    pub support: usize,
    /// Number of statements that amount to concern.
    pub concern: usize,
    /// The statements in support.
    pub support_statements: Vec<String>,
    /// The statements of concern.
    pub concern_statements: Vec<String>,
}

/// Sorted by theme and period.
pub(super) fn trend(record: &Record, themes: &Holdings, step: Step) -> Vec<Trend> {
    let mut periods: BTreeMap<(Item, String), [Vec<StatementIx>; 2]> = BTreeMap::new();
    for (&item, held) in themes.iter().flatten() {
        for (day, held) in by_day(record, held) {
            let [support, concern] = periods.entry((item, step.period(day))).or_default();
            support.extend(held.support);
            concern.extend(held.concern);
        }
    }
    let one = |((item, period), mut rows): ((Item, String), [Vec<StatementIx>; 2])| {
        rows.iter_mut().for_each(|rows| rows.sort_unstable());
        Trend {
            theme: item.id(record),
            name: item.words(record),
            period,
            support: rows[0].len(),
            concern: rows[1].len(),
            support_statements: ids(record, &rows[0]),
            concern_statements: ids(record, &rows[1]),
        }
    };
    periods.into_iter().map(one).collect()
}
