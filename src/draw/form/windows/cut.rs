//! Windows of a record: its meetings, or stretches of days.

use std::collections::BTreeMap;

use crate::draw::options::Windowing;
use crate::model::{Date, Record, SourceIx, StatementIx};

/// A window with a statement or more.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cut {
    /// Its days, or the title of its source.
    pub(super) label: String,
    pub(super) rows: Vec<StatementIx>,
}

/// Windows from the first to the last; what has no date is in none but that of its meeting.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Cuts {
    pub(super) windows: Vec<Cut>,
    pub(super) undated: usize,
}

/// Cuts a record. O(statements log statements).
pub(super) fn cut(record: &Record, how: Windowing) -> Cuts {
    match how {
        Windowing::Meeting => meetings(record),
        _ => stretches(record, how),
    }
}

fn meetings(record: &Record) -> Cuts {
    let table = record.statements();
    let mut of: BTreeMap<SourceIx, Vec<StatementIx>> = BTreeMap::new();
    for row in table.rows() {
        of.entry(table.source(row)).or_default().push(row);
    }
    let source = |ix: SourceIx| &record.sources()[ix.index()];
    let mut order: Vec<(SourceIx, Vec<StatementIx>)> = of.into_iter().collect();
    order.sort_by_key(|&(ix, _)| (source(ix).date.is_none(), source(ix).date, ix));
    let same_day = |date: Date| {
        let all = order
            .iter()
            .filter(|(ix, _)| source(*ix).date == Some(date));
        all.count() > 1
    };
    let labels: Vec<String> = (order.iter())
        .map(|&(ix, _)| match source(ix).date {
            Some(date) if same_day(date) => format!("{date}: {}", source(ix).title),
            Some(date) => date.to_string(),
            None => source(ix).title.clone(),
        })
        .collect();
    let windows = labels.into_iter().zip(order);
    Cuts {
        windows: windows
            .map(|(label, (_, rows))| Cut { label, rows })
            .collect(),
        undated: 0,
    }
}

fn stretches(record: &Record, how: Windowing) -> Cuts {
    let mut dated: Vec<(Date, StatementIx)> = (record.statements().rows())
        .filter_map(|row| Some((record.date_of(row)?, row)))
        .collect();
    dated.sort_unstable();
    let undated = record.statements().len() - dated.len();
    let Some(&(first, _)) = dated.first() else {
        return Cuts {
            undated,
            ..Cuts::default()
        };
    };
    let place = |date: Date| match how {
        Windowing::Year => i64::from(date.year()),
        Windowing::Quarter => i64::from(date.year()) * 4 + (i64::from(date.month()) - 1) / 3,
        Windowing::Month => i64::from(date.year()) * 12 + i64::from(date.month()) - 1,
        Windowing::Days(n) => first.duration_until(date).as_hours() / 24 / i64::from(n.get()),
        Windowing::Meeting => 0,
    };
    let label = |date: Date| match how {
        Windowing::Year => format!("{:04}", date.year()),
        Windowing::Quarter => format!("{:04} Q{}", date.year(), (date.month() - 1) / 3 + 1),
        Windowing::Month => format!("{:04}-{:02}", date.year(), date.month()),
        Windowing::Days(n) => {
            let begun = place(date) * i64::from(n.get());
            let day = |n: i64| first.saturating_add(jiff::SignedDuration::from_hours(24 * n));
            let (from, to) = (day(begun), day(begun + i64::from(n.get()) - 1));
            if from == to {
                from.to_string()
            } else {
                format!("{from} \u{2013} {to}")
            }
        }
        Windowing::Meeting => String::new(),
    };
    let windows = dated.chunk_by(|a, b| place(a.0) == place(b.0));
    Cuts {
        windows: windows
            .map(|some| {
                let mut rows: Vec<StatementIx> = some.iter().map(|&(_, row)| row).collect();
                rows.sort_unstable();
                Cut {
                    label: label(some[0].0),
                    rows,
                }
            })
            .collect(),
        undated,
    }
}
