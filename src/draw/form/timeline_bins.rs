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
    /// Columns of one day, which letters tell apart: label and title of the source.
    pub(super) same_day: Vec<(String, String)>,
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
        // Their bars need room for a number on each side.
        return stretches(record, language, (most / 2).clamp(1, 8), days.len() < 2);
    }
    let per = sources.len().div_ceil(most.max(1));
    let day = |ix: SourceIx| {
        sources
            .iter()
            .filter(move |&&other| date(other) == date(ix))
    };
    // "2021-03-09 b" is the second of that day.
    let lettered = |ix: SourceIx| {
        let own = date(ix).filter(|_| per == 1 && day(ix).count() > 1)?;
        let before = day(ix).take_while(|&&other| other != ix).count();
        let letter = char::from(b'a' + (before % 26) as u8);
        Some(format!("{own} {letter}"))
    };
    let same_day = (sources.iter())
        .filter_map(|&ix| Some((lettered(ix)?, record.sources()[ix.index()].title.clone())))
        .collect();
    let labels = (sources.chunks(per))
        .map(|some| {
            let name = |ix: SourceIx| match date(ix) {
                Some(date) => date.to_string(),
                None => record.sources()[ix.index()].title.clone(),
            };
            match some {
                [one] => lettered(*one).unwrap_or_else(|| name(*one)),
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
        same_day,
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
        same_day: Vec::new(),
        rows: (all.chunks(per))
            .map(|some| {
                some.iter()
                    .flat_map(|(_, rows)| rows.iter().copied())
                    .collect()
            })
            .collect(),
    }
}
