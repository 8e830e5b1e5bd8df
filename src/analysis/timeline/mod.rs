//! How stances and themes move over time.

mod answer;
mod course;
mod trend;
mod windows;

pub use course::{Change, Course, Moment};
pub use trend::{Step, Trend};
pub use windows::{Window, WindowComparison, WindowShift, WindowStance};

use serde::Serialize;

use super::holdings::{holdings, ids};
use super::stances::Through;
use crate::model::{KnowledgeGraph, Progress, Record, RollUp, StakeholderIx, StatementIx};
use course::courses;
use trend::trend;
use windows::compare;

/// How [`timeline`] is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TimelineOptions {
    /// Whose; none: everyone's. Default: none.
    pub stakeholders: Vec<StakeholderIx>,
    /// Length of a period of the trend. Default: `Month`.
    pub step: Step,
    /// Two stretches of time to compare. Default: none.
    pub windows: Option<[Window; 2]>,
}

/// Stances and themes over time. Statements without a date are in none of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Timeline {
    /// The first day of a statement, `YYYY-MM-DD`.
    pub first: Option<String>,
    /// The last day.
    pub last: Option<String>,
    /// The statements that have no date, by id.
    pub undated: Vec<String>,
    /// Every stakeholder on every claim it speaks on.
    pub claims: Vec<Course>,
    /// Every stakeholder on every theme it speaks on.
    pub themes: Vec<Course>,
    /// Every theme in every period in which somebody speaks on it.
    pub trend: Vec<Trend>,
    /// The two windows side by side.
    pub comparison: Option<WindowComparison>,
    #[serde(skip)]
    options: TimelineOptions,
    #[serde(skip)]
    roll_up: RollUp,
}

/// How stances and themes move over time.
///
/// The stance of a stakeholder on a day is what its statements of that day say: `support`,
/// `concern`, or `mixed` where both; it changes on the next day with statements that differ.
/// The trend counts statements by theme and period; periods without any are left out. Two
/// windows compare all statements in the one with all in the other.
///
/// A statement is dated by itself, else by its source; one without a date is listed and left
/// out. `graph` decides how broader themes enter. An empty record has no days and empty lists.
/// O(statements · log).
pub fn timeline(record: &Record, graph: &KnowledgeGraph, options: &TimelineOptions) -> Timeline {
    timeline_watched(record, graph, options, Progress::none())
}

/// [`timeline`], telling of how many stakeholders the stances on claims are followed, then those
/// on themes.
pub fn timeline_watched(
    record: &Record,
    graph: &KnowledgeGraph,
    options: &TimelineOptions,
    progress: Progress<'_>,
) -> Timeline {
    let mut claims = holdings(record, graph, Through::Claim);
    let mut themes = holdings(record, graph, Through::Theme);
    let wanted =
        |at: usize| options.stakeholders.is_empty() || options.stakeholders.contains(&at.into());
    for all in [&mut claims, &mut themes] {
        for (at, held) in all.iter_mut().enumerate() {
            if !wanted(at) {
                held.clear();
            }
        }
    }
    let table = record.statements();
    let rows = || {
        table
            .rows()
            .filter(|&row| wanted(table.stakeholder(row).index()))
    };
    let days = || rows().filter_map(|row| record.date_of(row));
    let undated: Vec<StatementIx> = rows()
        .filter(|&row| record.date_of(row).is_none())
        .collect();
    Timeline {
        first: days().min().map(|day| day.to_string()),
        last: days().max().map(|day| day.to_string()),
        undated: ids(record, &undated),
        claims: courses(record, &claims, ("following claims", progress)),
        themes: courses(record, &themes, ("following themes", progress)),
        trend: trend(record, &themes, options.step),
        comparison: options
            .windows
            .map(|windows| compare(record, [&claims, &themes], windows)),
        options: options.clone(),
        roll_up: graph.options().roll_up,
    }
}
