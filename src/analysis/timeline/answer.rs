//! The timeline for people.

use super::{Course, Timeline, WindowComparison};
use crate::analysis::{Answer, Report, Table};

const DEFINITION: &str = "First, last and changed stance of every stakeholder on claims and \
themes, day by day; the trend counts the statements on each theme by period; two windows are \
compared by all that was said in each.";

impl Answer for Timeline {
    fn report(&self) -> Report {
        let columns = ["theme", "period", "support", "concern"];
        let mut trend = Table::new("Trend of themes", columns);
        for one in &self.trend {
            trend.push([
                one.theme.as_str().into(),
                one.period.as_str().into(),
                one.support.into(),
                one.concern.into(),
            ]);
        }
        let mut report = Report::new("timeline", DEFINITION)
            .option("by", self.options.step.as_str())
            .option("roll-up", self.roll_up.as_str())
            .option("first day", self.first.clone())
            .option("last day", self.last.clone())
            .table(trend)
            .table(courses("Stances on themes", "theme", &self.themes))
            .table(courses("Stances on claims", "claim", &self.claims));
        if let Some(found) = &self.comparison {
            report = report.table(windows(found));
            if self.options.windows.is_some_and(|[a, b]| overlap(a, b)) {
                report = report.note("the two windows have days in common");
            }
        }
        if !self.undated.is_empty() {
            let text = "statements without a date are left out";
            report = report.note(format!("{} {text}", self.undated.len()));
        }
        if self.first.is_some() && self.first == self.last {
            report = report.note("everything was said on one day: nothing can have changed");
        }
        report
    }
}

fn overlap(a: super::Window, b: super::Window) -> bool {
    let before =
        |a: super::Window, b: super::Window| a.to.zip(b.from).is_some_and(|(to, from)| to < from);
    !before(a, b) && !before(b, a)
}

fn courses(title: &str, what: &str, courses: &[Course]) -> Table {
    let columns = [
        "stakeholder",
        what,
        "first day",
        "first",
        "last day",
        "last",
        "changes",
    ];
    let mut table = Table::new(title, columns);
    for one in courses {
        let changes = one.changes.iter().map(|change| {
            let (from, to) = (change.before.stance, change.after.stance);
            format!("{}: {from} to {to}", change.after.date)
        });
        table.push([
            one.stakeholder.as_str().into(),
            one.id.as_str().into(),
            one.first.date.as_str().into(),
            one.first.stance.into(),
            one.last.date.as_str().into(),
            one.last.stance.into(),
            changes.collect::<Vec<_>>().join("; ").into(),
        ]);
    }
    table
}

fn windows(found: &WindowComparison) -> Table {
    let title = format!("{} and {}", found.first, found.second);
    let columns = ["stakeholder", "over", "id", "shift", "before", "after"];
    let mut table = Table::new(title, columns);
    for one in &found.shifts {
        table.push([
            one.stakeholder.as_str().into(),
            one.over.as_str().into(),
            one.id.as_str().into(),
            one.shift.into(),
            one.before.as_ref().map(|held| held.stance).into(),
            one.after.as_ref().map(|held| held.stance).into(),
        ]);
    }
    table
}
