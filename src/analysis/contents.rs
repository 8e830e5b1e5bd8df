//! What there is: counts of every noun, and the days that are covered.

use serde::Serialize;

use super::report::{Answer, Cell, Report, Table};
use crate::model::{Record, Stance};

/// How much of everything a record holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contents {
    /// Documents and meetings.
    pub sources: usize,
    /// Who speaks.
    pub stakeholders: usize,
    /// What it is about.
    pub themes: usize,
    /// Propositions.
    pub claims: usize,
    /// Stances on claims.
    pub statements: usize,
    /// Statements in support.
    pub support: usize,
    /// Statements of concern.
    pub concern: usize,
    /// Claims bearing on claims.
    pub relations: usize,
    /// The first day of a statement, `YYYY-MM-DD`; `None` where no statement has a date.
    pub first: Option<String>,
    /// The last day of a statement.
    pub last: Option<String>,
}

/// Counts what a record holds. An empty record has zeros and no days. O(statements).
pub fn contents(record: &Record) -> Contents {
    let table = record.statements();
    let support = (table.stances().iter()).filter(|&&s| s == Stance::Support);
    let support = support.count();
    let days = || table.rows().filter_map(|row| record.date_of(row));
    Contents {
        sources: record.sources().len(),
        stakeholders: record.stakeholders().len(),
        themes: record.themes().len(),
        claims: record.claims().len(),
        statements: table.len(),
        support,
        concern: table.len() - support,
        relations: record.relations().len(),
        first: days().min().map(|day| day.to_string()),
        last: days().max().map(|day| day.to_string()),
    }
}

impl Answer for Contents {
    fn report(&self) -> Report {
        let mut table = Table::new("Contents", ["what", "how much"]);
        let counts = [
            ("sources", self.sources),
            ("stakeholders", self.stakeholders),
            ("themes", self.themes),
            ("claims", self.claims),
            ("statements", self.statements),
            ("of these support", self.support),
            ("of these concern", self.concern),
            ("relations", self.relations),
        ];
        for (what, count) in counts {
            table.push([what.into(), count.into()]);
        }
        for (what, day) in [("first day", &self.first), ("last day", &self.last)] {
            table.push([what.into(), Cell::from(day.clone())]);
        }
        Report::new(
            "contents",
            "How many of each noun there are, and the days of the first and last statement.",
        )
        .table(table)
    }
}
