//! What the columns of a table are.

use super::cells::text_of;
use super::tokens::Wanted;
use super::{CsvOptions, RowPlaces};
use crate::model::{ColumnIx, EventsBuilder};
use crate::read::codes::Code;
use crate::read::problem::Problem;
use crate::read::suggest::{did_you_mean, shown};
use crate::read::table_words::yes_or_no;

/// What a column says of its statement, besides its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Time,
    Document,
    Start,
    Stop,
    Id,
}

/// A column that is a variable.
#[derive(Debug)]
pub(super) struct Made {
    /// Its place among the cells of a row.
    pub(super) at: usize,
    pub(super) column: ColumnIx,
    /// Of a column called like a stance: for each label, whether it is none.
    bad: Option<Vec<bool>>,
    /// How many of its cells were noted.
    pub(super) noted: usize,
}

impl Made {
    /// Whether its labels are looked at as they come.
    pub(super) fn is_watched(&self) -> bool {
        self.bad.is_some()
    }

    /// Whether a label, given with its place among the column's, is no stance where one may
    /// have to be, and is to be noted.
    pub(super) fn is_suspect<'a>(&mut self, code: u32, cell: impl Fn() -> &'a [u8]) -> bool {
        let Some(bad) = &mut self.bad else {
            return false;
        };
        while bad.len() <= code as usize {
            // Labels come one by one, so the new one is this.
            bad.push(is_bad(cell()));
        }
        let noted = bad[code as usize] && self.noted < super::MOST_PROBLEMS;
        self.noted += usize::from(noted);
        noted
    }
}

fn is_bad(cell: &[u8]) -> bool {
    !cell.is_empty() && yes_or_no(text_of(cell)).is_none()
}

const TIMES: [&str; 4] = ["date", "time", "datetime", "timestamp"];
const DOCUMENTS: [&str; 6] = [
    "document",
    "document_id",
    "doc",
    "doc_id",
    "document id",
    "source",
];
const STARTS: [&str; 1] = ["start"];
const STOPS: [&str; 2] = ["stop", "end"];
const IDS: [&str; 2] = ["id", "statement_id"];

/// Heads of columns that say something of their statement.
#[cfg(feature = "parquet")]
pub(in crate::read) fn told_heads() -> impl Iterator<Item = &'static str> {
    let all: [&[&str]; 5] = [&TIMES, &DOCUMENTS, &STARTS, &STOPS, &IDS];
    all.into_iter().flatten().copied()
}

const STANCES: [&str; 3] = ["stance", "agreement", "agree"];

/// The columns of one table.
#[derive(Debug)]
pub(super) struct Columns {
    /// New names.
    pub(super) heads: Vec<String>,
    /// Columns that say something of the statement.
    pub(super) told: Vec<(usize, Role)>,
    /// Columns that are variables.
    pub(super) made: Vec<Made>,
}

impl Columns {
    /// Names columns and gives them roles; problems with the column each is about.
    pub(super) fn new(
        heads: &[String],
        options: &CsvOptions,
        made: &mut EventsBuilder,
    ) -> Result<Self, Vec<(usize, Problem)>> {
        let mut problems = Vec::new();
        let mut names: Vec<String> = heads.to_vec();
        for (at, name) in names.iter_mut().enumerate() {
            if name.is_empty() {
                *name = format!("column {}", at + 1);
            }
        }
        let known: Vec<&str> = heads.iter().map(String::as_str).collect();
        for (new, old) in &options.columns {
            let same = |head: &&str| head.eq_ignore_ascii_case(old);
            match known
                .iter()
                .position(|head| head == old)
                .or_else(|| known.iter().position(same))
            {
                Some(at) => names[at].clone_from(new),
                None => {
                    let message = format!("there is no column '{}'", shown(old, 60));
                    let problem = Problem::new(Code::UnknownVariable, message);
                    problems.push((0, problem.help(did_you_mean(old, &known, "column"))));
                }
            }
        }
        for (at, name) in names.iter().enumerate() {
            if names[..at].contains(name) {
                let message = format!("two columns are called '{}'", shown(name, 60));
                let problem =
                    Problem::new(Code::BadTable, message).help("give one of them another name");
                problems.push((at, problem));
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let find = |words: &[&str]| {
            let mut found = words.iter().filter_map(|word| {
                names
                    .iter()
                    .position(|name| name.eq_ignore_ascii_case(word))
            });
            found.next()
        };
        let roles = [
            (find(&TIMES), Role::Time),
            (find(&DOCUMENTS), Role::Document),
            (find(&STARTS), Role::Start),
            (find(&STOPS), Role::Stop),
            (find(&IDS), Role::Id),
        ];
        let told = roles
            .into_iter()
            .filter_map(|(at, role)| at.map(|at| (at, role)));
        let told: Vec<(usize, Role)> = told.collect();
        let wanted = |name: &str| {
            (options.only.as_ref()).is_none_or(|only| only.iter().any(|one| one == name))
        };
        let of_names = names.iter().enumerate().filter(|(at, name)| {
            let role = told.iter().find(|(told, _)| told == at);
            role.is_none_or(|(_, role)| *role == Role::Document) && wanted(name)
        });
        let columns = of_names.map(|(at, name)| Made {
            at,
            column: made.text_column(name),
            // The first label of every column is the empty one.
            bad: is_stance(name).then(|| vec![false]),
            noted: 0,
        });
        let columns = columns.collect();
        Ok(Self {
            told: match options.places {
                RowPlaces::Kept => told,
                // Dates are looked at all the same.
                RowPlaces::Dropped => told
                    .into_iter()
                    .filter(|(_, role)| *role == Role::Time)
                    .collect(),
            },
            made: columns,
            heads: names,
        })
    }

    /// What is wanted of rows: first for what is told, then for what is made.
    pub(super) fn wanted(&self) -> Vec<Wanted> {
        let told = self
            .told
            .iter()
            .map(|&(at, _)| Wanted { at, hashed: false });
        let made = self
            .made
            .iter()
            .map(|&Made { at, .. }| Wanted { at, hashed: true });
        told.chain(made).collect()
    }

    /// Makes numbers and booleans of the columns that have nothing else; gives the places of
    /// those with stances where some labels are none.
    pub(super) fn finish(&self, made: &mut EventsBuilder) -> Vec<usize> {
        let mut bad = Vec::new();
        for &Made { at, column, .. } in &self.made {
            let labels: Vec<&str> = made.labels(column).collect();
            if labels.is_empty() {
                continue;
            }
            let number = |label: &&str| label.parse::<i64>().is_ok_and(|n| n > i64::MIN);
            let numbers = labels.iter().all(number);
            // -1, 0 and 1 are a scale with a middle, not two words for no.
            let scale = numbers
                && !labels.iter().all(|l| ["0", "1"].contains(l))
                && !labels.iter().all(|l| ["-1", "1", "+1"].contains(l));
            let words = if is_stance(&self.heads[at]) {
                let words = labels.iter().filter(|label| yes_or_no(label).is_some());
                words.count()
            } else {
                0
            };
            if !scale && words == labels.len() {
                made.make_boolean(column, |label| yes_or_no(label).unwrap_or_default());
            } else if numbers {
                made.make_integer(column, |label| label.parse().unwrap_or_default());
            } else if words > 0 {
                bad.push(at);
            }
        }
        bad
    }
}

fn is_stance(name: &str) -> bool {
    STANCES.iter().any(|word| name.eq_ignore_ascii_case(word))
}
