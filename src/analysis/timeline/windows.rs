//! Two stretches of time side by side.

use serde::Serialize;

use super::course::both;
use crate::analysis::holdings::{Held, Holdings, ids, who};
use crate::analysis::stances::Through;
use crate::model::{Date, Record, Stance};

/// A stretch of time, both days in; open where a day is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first day. `None`: from the beginning.
    pub from: Option<Date>,
    /// The last day. `None`: to the end.
    pub to: Option<Date>,
}

impl Window {
    fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// `2020-01-01..2020-06-30`.
    pub(super) fn text(&self) -> String {
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        format!("{}..{}", day(self.from), day(self.to))
    }
}

/// What was held in a window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WindowStance {
    /// `support`, `concern` or `mixed`.
    pub stance: &'static str,
    /// The statements behind it.
    pub statements: Vec<String>,
}

/// One stakeholder on one claim or theme in both windows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WindowShift {
    /// Who, by id.
    pub stakeholder: String,
    /// Whether it is a claim or a theme.
    pub over: Through,
    /// Its id.
    pub id: String,
    /// `new`, `gone`, `changed` or `same`.
    pub shift: &'static str,
    /// In the first window; `None` for silence.
    pub before: Option<WindowStance>,
    /// In the second window.
    pub after: Option<WindowStance>,
}

/// Two windows side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WindowComparison {
    /// The first window, `FROM..TO`.
    pub first: String,
    /// The second.
    pub second: String,
    /// Whatever was held in one of them, claims first.
    pub shifts: Vec<WindowShift>,
}

pub(super) fn compare(
    record: &Record,
    [claims, themes]: [&Holdings; 2],
    windows: [Window; 2],
) -> WindowComparison {
    let mut shifts = Vec::new();
    for (over, all) in [(Through::Claim, claims), (Through::Theme, themes)] {
        for (at, held) in all.iter().enumerate() {
            for (item, held) in held {
                let [before, after] = windows.map(|window| within(record, held, window));
                let shift = match (&before, &after) {
                    (None, None) => continue,
                    (None, Some(_)) => "new",
                    (Some(_), None) => "gone",
                    (Some(a), Some(b)) if a.stance == b.stance => "same",
                    (Some(_), Some(_)) => "changed",
                };
                shifts.push(WindowShift {
                    stakeholder: who(record, at.into()),
                    over,
                    id: item.id(record),
                    shift,
                    before,
                    after,
                });
            }
        }
    }
    let [first, second] = windows.map(|window| window.text());
    WindowComparison {
        first,
        second,
        shifts,
    }
}

fn within(record: &Record, held: &Held, window: Window) -> Option<WindowStance> {
    let rows = |stance| {
        let dated = held.of(stance).iter().copied();
        let there = dated.filter(|&row| record.date_of(row).is_some_and(|day| window.holds(day)));
        there.collect()
    };
    let held = Held {
        support: rows(Stance::Support),
        concern: rows(Stance::Concern),
    };
    let rows = both(&held);
    (!rows.is_empty()).then(|| WindowStance {
        stance: held.word(),
        statements: ids(record, &rows),
    })
}
