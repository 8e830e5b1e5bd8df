//! One stakeholder on one claim or theme, day by day.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::analysis::holdings::{Held, Holdings, ids, who};
use crate::model::{Date, Progress, Record, Stance, StatementIx};

/// What was held on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moment {
    /// The day, `YYYY-MM-DD`.
    pub date: String,
    /// `support`, `concern` or `mixed`.
    pub stance: &'static str,
    /// The statements of the day.
    pub statements: Vec<String>,
}

/// A day with another stance than the day before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What was held before.
    pub before: Moment,
    /// What was held then.
    pub after: Moment,
}

/// One stakeholder on one claim or theme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Course {
    /// Who, by id.
    pub stakeholder: String,
    /// The claim or theme, by id.
    pub id: String,
    /// The claim's words, or the theme's name.
    pub words: String,
    /// The first day.
    pub first: Moment,
    /// The last day; the same as the first where there is only one.
    pub last: Moment,
    /// Every change in between.
    pub changes: Vec<Change>,
}

/// The statements of each stance by day; those without a date are left out.
pub(super) fn by_day(record: &Record, held: &Held) -> BTreeMap<Date, Held> {
    let mut days: BTreeMap<Date, Held> = BTreeMap::new();
    for stance in Stance::ALL {
        for &row in held.of(stance) {
            if let Some(day) = record.date_of(row) {
                let entry = days.entry(day).or_default();
                match stance {
                    Stance::Support => entry.support.push(row),
                    Stance::Concern => entry.concern.push(row),
                }
            }
        }
    }
    days
}

/// The statements of both stances, in table order.
pub(super) fn both(held: &Held) -> Vec<StatementIx> {
    let mut rows = [held.support.as_slice(), &held.concern].concat();
    rows.sort_unstable();
    rows.dedup();
    rows
}

pub(super) fn courses(
    record: &Record,
    all: &Holdings,
    (task, progress): (&'static str, Progress<'_>),
) -> Vec<Course> {
    let mut found = Vec::new();
    for (at, held) in all.iter().enumerate() {
        progress.tell(task, at, all.len());
        for (item, held) in held {
            let days = by_day(record, held).into_iter().map(|(day, held)| Moment {
                date: day.to_string(),
                stance: held.word(),
                statements: ids(record, &both(&held)),
            });
            let days: Vec<Moment> = days.collect();
            let (Some(first), Some(last)) = (days.first(), days.last()) else {
                continue;
            };
            let changes = days
                .windows(2)
                .filter(|pair| pair[0].stance != pair[1].stance);
            let change = |pair: &[Moment]| Change {
                before: pair[0].clone(),
                after: pair[1].clone(),
            };
            found.push(Course {
                stakeholder: who(record, at.into()),
                id: item.id(record),
                words: item.words(record),
                first: first.clone(),
                last: last.clone(),
                changes: changes.map(change).collect(),
            });
        }
    }
    progress.tell(task, all.len(), all.len());
    found
}
