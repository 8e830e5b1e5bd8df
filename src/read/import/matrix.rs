//! Matrices of positions: stakeholders by issues, with 1, -1 and 0.

use std::collections::{BTreeMap, BTreeSet};

use super::Import;
use super::draft::Draft;
use super::table::{Table, base, table};
use super::text::one_line;
use crate::model::{StakeholderId, StakeholderKind, Stance};
use crate::read::Input;
use crate::read::codes::Code;
use crate::read::problem::Problem;

/// What a table is, by its cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Signs with at least one below 0, and columns that are no rows.
    Positions,
    /// Zeros and ones only: positions or memberships, nothing tells.
    Unclear,
    /// Rows and columns are the same things.
    Network,
    /// A name and words.
    Words,
}

fn sign(cell: &str) -> Option<i8> {
    match cell.trim() {
        "1" | "+1" | "1.0" | "+" => Some(1),
        "-1" | "-1.0" | "-" | "\u{2212}1" => Some(-1),
        "0" | "" | "0.0" | "NA" => Some(0),
        _ => None,
    }
}

pub(crate) fn shape(table: &Table) -> Shape {
    let cells = || table.rows.iter().flat_map(|row| row.cells.iter().skip(1));
    let names: BTreeSet<&str> = table.rows.iter().map(|row| row.get(Some(0))).collect();
    if table.head.len() < 2 || table.rows.is_empty() || cells().any(|cell| sign(cell).is_none()) {
        Shape::Words
    } else if table.head[1..]
        .iter()
        .all(|name| names.contains(name.as_str()))
    {
        Shape::Network
    } else if cells().any(|cell| sign(cell) == Some(-1)) {
        Shape::Positions
    } else {
        Shape::Unclear
    }
}

/// Reads matrices of positions, and tables of what is known of their stakeholders.
///
/// The first column names stakeholders, the head names issues, which are claims. 1 is support,
/// -1 concern; 0 and empty say nothing. A matrix without any -1 counts as positions where it is
/// the only file. A table of words with the same first column gives attributes (`kind` and
/// `type` with a known word give the kind). Networks between stakeholders have no place.
pub fn matrix(inputs: Vec<Input>) -> Import {
    let mut draft = Draft::default();
    let only = inputs.len() == 1;
    let mut positions: Vec<Table> = Vec::new();
    let mut words: Vec<Table> = Vec::new();
    for input in inputs {
        let name = base(&input.name);
        if !name.ends_with(".csv") && !name.ends_with(".tsv") && !only {
            draft.tally.lost("other files", "they are no tables", name);
            continue;
        }
        let Some(one) = table(input, &mut draft) else {
            continue;
        };
        match shape(&one) {
            Shape::Positions => positions.push(one),
            Shape::Unclear if only => positions.push(one),
            Shape::Unclear => {
                let why = "only zeros and ones: memberships, or positions without a concern; import it alone to take it for positions";
                draft.tally.lost("tables of zeros and ones", why, name);
            }
            Shape::Network => {
                let why = "a record has no ties between stakeholders";
                draft.tally.lost("networks of stakeholders", why, name);
            }
            Shape::Words => words.push(one),
        }
    }
    if positions.is_empty() && draft.problems.is_empty() {
        let message = "there is no matrix of positions: stakeholders by issues with 1, -1 and 0";
        draft.problems.push(
            Problem::new(Code::BadExchange, message)
                .help("the first column names stakeholders, the head names issues"),
        );
    }
    if draft.problems.is_empty() {
        fill(&mut draft, &positions, &words);
    }
    draft.finish()
}

fn fill(draft: &mut Draft, positions: &[Table], words: &[Table]) {
    draft.tally.expect("rows", Some("stakeholders"));
    draft.tally.expect("columns", Some("claims"));
    draft.tally.expect("cells", Some("statements"));
    let mut people: BTreeMap<String, StakeholderId> = BTreeMap::new();
    let names: BTreeSet<String> = (positions.iter())
        .flat_map(|table| table.rows.iter().map(|row| one_line(row.get(Some(0)))))
        .filter(|name| !name.is_empty())
        .collect();
    // Of several rows of one name the first counts.
    let rows_of = |table: &'_ Table| -> BTreeMap<String, usize> {
        let rows = table.rows.iter().enumerate().rev();
        rows.map(|(at, row)| (one_line(row.get(Some(0))), at))
            .collect()
    };
    let named: Vec<BTreeMap<String, usize>> = words.iter().map(rows_of).collect();
    for name in names {
        let id = draft.stakeholder(&name, StakeholderKind::Other);
        draft.tally.kept("rows");
        if let Some(one) = draft.parts.stakeholders.last_mut() {
            for (table, named) in words.iter().zip(&named) {
                let Some(row) = named.get(&name).map(|&at| &table.rows[at]) else {
                    continue;
                };
                for (at, key) in table.head.iter().enumerate().skip(1) {
                    let value = one_line(row.get(Some(at)));
                    if value.is_empty() || key.is_empty() {
                        continue;
                    }
                    if ["kind", "type"].contains(&key.to_lowercase().as_str()) {
                        one.kind = value.to_lowercase().parse().unwrap_or(one.kind);
                    }
                    one.attributes.insert(key.clone(), value);
                }
            }
        }
        people.insert(name, id);
    }
    for table in words {
        let strange = table
            .rows
            .iter()
            .filter(|row| !people.contains_key(&one_line(row.get(Some(0)))));
        draft.tally.lost_n(
            "rows of other tables",
            "they name nobody who has a position",
            strange.count(),
            table.name.clone(),
        );
    }
    for table in positions {
        let stem = table
            .name
            .rsplit_once('.')
            .map_or(table.name.as_str(), |(stem, _)| stem);
        let source = draft.source(stem);
        if draft.parts.title.is_none() {
            draft.parts.title = Some(stem.to_owned());
        }
        let claims: Vec<_> = (table.head[1..].iter())
            .map(|issue| {
                draft.tally.kept("columns");
                draft.claim(Some(issue), issue)
            })
            .collect();
        let mut seen: BTreeSet<&StakeholderId> = BTreeSet::new();
        for row in &table.rows {
            let who = people.get(&one_line(row.get(Some(0))));
            let Some(who) = who else {
                draft
                    .tally
                    .skipped("rows", "it has no name", table.place(row));
                continue;
            };
            if !seen.insert(who) {
                draft.tally.note(format!(
                    "{} has several rows of one name; all their cells count",
                    table.name
                ));
            }
            for (at, claim) in claims.iter().enumerate() {
                let place = || format!("{}, {}", table.place(row), table.head[at + 1]);
                let stance = match sign(row.get(Some(at + 1))) {
                    Some(1) => Stance::Support,
                    Some(-1) => Stance::Concern,
                    _ => {
                        draft.tally.skipped(
                            "cells",
                            "0 or empty: neither for nor against",
                            place(),
                        );
                        continue;
                    }
                };
                draft.statement(&format!("{who} {claim}"), (who, claim), stance, &source);
                draft.tally.kept("cells");
            }
        }
    }
}
