//! The columns of a timeline: sources by date or, with one day only, stretches of the source.

use std::collections::BTreeMap;

use crate::draw::language::Language;
use crate::model::{Date, Record, SourceIx, StatementIx};

/// A day or a paragraph.
type Key = (Option<Date>, Option<u32>);

/// Columns, and the statements in each.
pub(super) struct Bins {
    /// What stands above each.
    pub(super) labels: Vec<String>,
    /// Everything was said on one day.
    pub(super) one_day: bool,
    /// There are fewer columns than sources.
    pub(super) merged: bool,
    /// The columns are meetings, so that they can be compared.
    pub(super) meetings: bool,
    rows: Vec<Vec<StatementIx>>,
}

impl Bins {
    /// The statements of each column that are wanted, in order of their days.
    pub(super) fn of(&self, wanted: impl Fn(StatementIx) -> bool) -> Vec<Vec<StatementIx>> {
        let own = |rows: &Vec<StatementIx>| rows.iter().copied().filter(|&r| wanted(r)).collect();
        self.rows.iter().map(own).collect()
    }
}

/// At most `most` columns.
pub(super) fn bins(record: &Record, language: Language, most: usize) -> Bins {
    let table = record.statements();
    let mut sources: Vec<SourceIx> = table.sources().to_vec();
    sources.sort_unstable();
    sources.dedup();
    let date = |ix: SourceIx| record.sources()[ix.index()].date;
    sources.sort_by_key(|&ix| (date(ix).is_none(), date(ix), ix));
    let days: std::collections::BTreeSet<Option<Date>> =
        table.rows().map(|row| record.date_of(row)).collect();
    if sources.len() < 2 {
        return stretches(record, language, most.min(8), days.len() < 2);
    }
    let per = sources.len().div_ceil(most.max(1));
    let labels = (sources.chunks(per))
        .map(|some| {
            let name = |ix: SourceIx| match date(ix) {
                Some(date) => date.to_string(),
                None => record.sources()[ix.index()].title.clone(),
            };
            match some {
                [one] => name(*one),
                [first, .., last] => format!("{} \u{2013} {}", name(*first), name(*last)),
                [] => String::new(),
            }
        })
        .collect();
    let place: BTreeMap<SourceIx, usize> = sources
        .iter()
        .enumerate()
        .map(|(i, &ix)| (ix, i / per))
        .collect();
    let mut rows = vec![Vec::new(); sources.len().div_ceil(per)];
    for row in table.rows() {
        rows[place[&table.source(row)]].push(row);
    }
    for rows in &mut rows {
        rows.sort_by_key(|&row| (record.date_of(row).is_none(), record.date_of(row), row));
    }
    Bins {
        labels,
        one_day: days.len() < 2,
        merged: per > 1,
        meetings: true,
        rows,
    }
}

/// One source: its days where there are several, else stretches of its paragraphs.
fn stretches(record: &Record, language: Language, most: usize, one_day: bool) -> Bins {
    let table = record.statements();
    let key = |row: StatementIx| {
        if one_day {
            (None, table.paragraph(row).map(std::num::NonZero::get))
        } else {
            (record.date_of(row), None)
        }
    };
    let mut by_key: BTreeMap<Key, Vec<StatementIx>> = BTreeMap::new();
    for row in table.rows() {
        by_key.entry(key(row)).or_default().push(row);
    }
    let all: Vec<_> = by_key.into_iter().collect();
    let per = all.len().div_ceil(most.max(1)).max(1);
    let name = |key: &Key| match key {
        (Some(date), _) => date.to_string(),
        (None, Some(paragraph)) => format!("\u{B6} {paragraph}"),
        (None, None) => language.say("no place").to_owned(),
    };
    let label = |some: &[(Key, Vec<StatementIx>)]| match some {
        [] => String::new(),
        [one] => name(&one.0),
        [first, .., last] => match (first.0.1, last.0.1) {
            (Some(a), Some(b)) => format!("\u{B6} {a}\u{2013}{b}"),
            _ => format!("{} \u{2013} {}", name(&first.0), name(&last.0)),
        },
    };
    Bins {
        labels: all.chunks(per).map(label).collect(),
        one_day,
        merged: false,
        meetings: false,
        rows: (all.chunks(per))
            .map(|some| {
                some.iter()
                    .flat_map(|(_, rows)| rows.iter().copied())
                    .collect()
            })
            .collect(),
    }
}
