//! What the columns of a table are.

use super::CsvOptions;
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
    Value,
    Unread,
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
const STANCES: [&str; 3] = ["stance", "agreement", "agree"];

/// The columns of one table.
#[derive(Debug)]
pub(super) struct Columns {
    /// New names.
    pub(super) heads: Vec<String>,
    pub(super) roles: Vec<Role>,
    /// The variable of each column that is one.
    pub(super) made: Vec<Option<ColumnIx>>,
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
        let mut roles = vec![Role::Value; names.len()];
        let document = find(&DOCUMENTS);
        for (at, role) in [
            (find(&TIMES), Role::Time),
            (document, Role::Document),
            (find(&["start"]), Role::Start),
            (find(&["stop", "end"]), Role::Stop),
            (find(&["id", "statement_id"]), Role::Id),
        ] {
            if let Some(at) = at {
                roles[at] = role;
            }
        }
        let wanted = |name: &str| {
            (options.only.as_ref()).is_none_or(|only| only.iter().any(|one| one == name))
        };
        let columns = names.iter().zip(&mut roles).map(|(name, role)| match role {
            Role::Value | Role::Document if wanted(name) => Some(made.text_column(name)),
            Role::Value => {
                *role = Role::Unread;
                None
            }
            _ => None,
        });
        let columns = columns.collect();
        Ok(Self {
            roles,
            made: columns,
            heads: names,
        })
    }

    /// Makes numbers and booleans of the columns that have nothing else; gives the stances that
    /// are neither among others that are: column and label.
    pub(super) fn finish(&self, made: &mut EventsBuilder) -> Vec<(usize, String)> {
        let mut bad = Vec::new();
        for (at, (name, column)) in self.heads.iter().zip(&self.made).enumerate() {
            let Some(column) = *column else { continue };
            let labels: Vec<&str> = made.labels(column).collect();
            if labels.is_empty() {
                continue;
            }
            let number = |label: &&str| label.parse::<i64>().is_ok_and(|n| n > i64::MIN);
            let words = labels
                .iter()
                .filter(|label| yes_or_no(label).is_some())
                .count();
            // -1, 0 and 1 are a scale with a middle, not two words for no.
            let scale = labels.iter().all(number)
                && !labels.iter().all(|l| ["0", "1"].contains(l))
                && !labels.iter().all(|l| ["-1", "1", "+1"].contains(l));
            let is_stance = STANCES.iter().any(|word| name.eq_ignore_ascii_case(word));
            if is_stance && !scale && words == labels.len() {
                made.make_boolean(column, |label| yes_or_no(label).unwrap_or_default());
            } else if labels.iter().all(number) {
                made.make_integer(column, |label| label.parse().unwrap_or_default());
            } else if is_stance && words > 0 {
                let wrong = labels.iter().filter(|label| yes_or_no(label).is_none());
                bad.extend(wrong.map(|label| (at, (*label).to_owned())));
            }
        }
        bad
    }
}
