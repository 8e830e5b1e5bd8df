//! What entries of one kind are called, so that others can name them by id, name or acronym.

use std::collections::{BTreeMap, BTreeSet};

use super::row::Row;
use crate::model::{Noun, check_id, propose_id};
use crate::read::codes::Code;
use crate::read::import::slug::Ids;
use crate::read::problem::Problem;
use crate::read::suggest::{nearest, shown};

/// Ids made of a whole sentence are cut to so many letters.
const SENTENCE: usize = 40;

/// The entries of one kind, by all their names.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// The id of each entry; `None` where it has none that is one.
    pub(super) ids: Vec<Option<String>>,
    taken: BTreeSet<String>,
    by_name: BTreeMap<String, BTreeSet<String>>,
    /// Entries that could not be read: what names them is not called wrong.
    broken: BTreeSet<String>,
    makes: Ids,
}

/// Letters in lower case, each run of spaces one.
fn fold(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// The field that says what an entry is called.
const fn title(noun: Noun) -> &'static str {
    match noun {
        Noun::Source => "title",
        Noun::Claim => "text",
        _ => "name",
    }
}

impl Names {
    /// The names of all entries of a kind; ids that are none are noted, and where there is none
    /// one is made of the name.
    pub(super) fn of(noun: Noun, rows: &[Row<'_>]) -> Self {
        let mut names = Self::default();
        // Given ids first, so that no made one takes theirs.
        let given: Vec<Option<&str>> = rows.iter().map(|row| row.word("id")).collect();
        for id in given.iter().flatten() {
            if check_id(id).is_ok() && names.taken.insert((*id).to_owned()) {
                names.makes.take(id);
            }
        }
        for (row, given) in rows.iter().zip(given) {
            let id = match given {
                Some(id) => names.given(row, id),
                None => names.made(noun, row),
            };
            names.ids.push(id);
        }
        // Nothing names a statement.
        let rows = if noun == Noun::Statement { &[] } else { rows };
        for (at, row) in rows.iter().enumerate() {
            let Some(id) = names.ids[at].clone() else {
                names.broken.extend(row.word("id").map(fold));
                names.broken.extend(row.text(title(noun)).map(fold));
                continue;
            };
            names.add(&id, &id);
            if let Some(name) = row.text(title(noun)) {
                names.add(name, &id);
            }
            if noun == Noun::Stakeholder {
                for alias in row.texts("aliases") {
                    names.add(&alias, &id);
                }
            }
        }
        names
    }

    fn add(&mut self, name: &str, id: &str) {
        let ids = self.by_name.entry(fold(name)).or_default();
        ids.insert(id.to_owned());
    }

    fn given(&mut self, row: &Row<'_>, id: &str) -> Option<String> {
        let error = match check_id(id) {
            Ok(()) => return Some(id.to_owned()),
            Err(error) => error,
        };
        let message = format!("'{}' is no id: {error}", shown(id, 80));
        let mut problem = Problem::new(Code::BadId, message).at(row.place("id"), "no id");
        problem = match propose_id(id) {
            Some(free) if !self.taken.contains(&free) => problem.help(format!(
                "write {free}, or empty the cell: an id is then made of the name"
            )),
            Some(other) => problem.help(format!(
                "{other} is the id of another row: write a third one, or make the two rows one"
            )),
            None => problem.help("empty the cell: an id is then made of the name"),
        };
        row.report(problem);
        None
    }

    fn made(&mut self, noun: Noun, row: &Row<'_>) -> Option<String> {
        let name = row.text(title(noun))?;
        let most = if noun == Noun::Claim {
            SENTENCE
        } else {
            usize::MAX
        };
        let id = self.makes.make(name.trim(), noun.as_str(), most);
        self.taken.insert(id.clone());
        Some(id)
    }

    /// A free id for something without a name of its own.
    pub(super) fn free(&mut self, name: &str, noun: Noun) -> String {
        self.makes.make(name, noun.as_str(), usize::MAX)
    }

    /// The id that a text means, without a word where it means none; outer `None` where it means
    /// several.
    fn look_up(&self, text: &str) -> Result<Option<&str>, Vec<&str>> {
        let text = text.trim();
        if let Some(id) = self.taken.get(text) {
            return Ok(Some(id));
        }
        let Some(ids) = self.by_name.get(&fold(text)) else {
            return Ok(None);
        };
        let mut all = ids.iter().map(String::as_str);
        match (all.next(), all.next()) {
            (one, None) => Ok(one),
            _ => Err(ids.iter().map(String::as_str).collect()),
        }
    }

    /// Whether a text means an entry, or one that could not be read.
    pub(super) fn has(&self, text: &str) -> bool {
        self.broken.contains(&fold(text)) || !matches!(self.look_up(text), Ok(None))
    }

    /// The id that a text in a row's field means; what it does not mean is noted.
    pub(super) fn find(
        &self,
        row: &Row<'_>,
        field: &str,
        text: &str,
        noun: Noun,
    ) -> Option<String> {
        let problem = match self.look_up(text) {
            Ok(Some(id)) => return Some(id.to_owned()),
            Ok(None) if self.broken.contains(&fold(text)) => return None,
            Ok(None) => {
                let known: Vec<&str> = self.by_name.keys().map(String::as_str).collect();
                let word = shown(text.trim(), 80);
                let message = format!("this {} names an unknown {noun}, '{word}'", row.what);
                let near = nearest(text, known.iter().copied());
                let near = near.map(|name| shown(name, 80));
                let sheet = sheet_name(noun);
                let help = match near {
                    Some(near) => format!("did you mean '{near}'? else add it to sheet {sheet}"),
                    None if known.is_empty() => {
                        format!("sheet {sheet} has no {noun}: add it there")
                    }
                    None => format!("write an id or a name of sheet {sheet}, or add it there"),
                };
                Problem::new(Code::UnknownId, message)
                    .at(row.place(field), format!("no {noun} is called so"))
                    .help(help)
            }
            Err(ids) => {
                let word = shown(text.trim(), 80);
                let message = format!("'{word}' can be {}", ids.join(" or "));
                Problem::new(Code::UnknownId, message)
                    .at(row.place(field), "several are called so")
                    .help("write the id of the one that is meant")
            }
        };
        row.report(problem);
        None
    }
}

/// The sheet that lists them.
fn sheet_name(noun: Noun) -> &'static str {
    match noun {
        Noun::Source => "Sources",
        Noun::Stakeholder => "Stakeholders",
        Noun::Theme => "Themes",
        Noun::Claim => "Claims",
        Noun::Statement => "Statements",
        Noun::Relation => "Relations",
    }
}
