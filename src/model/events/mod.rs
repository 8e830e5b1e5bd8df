//! Statements as discourse network analysis has them: rows with time, document and any number
//! of named variables.

mod builder;
mod familiar;
mod interner;
mod of_record;
pub(crate) mod time;
mod variable;

use std::borrow::Cow;
use std::collections::BTreeMap;

pub use builder::{ColumnIx, EventsBuilder};
pub(crate) use familiar::Familiar;
pub(crate) use interner::label_hash;
pub use of_record::RecordRows;
pub use variable::{Attribute, Document, TextColumn, TextView, Values, Variable, VariableRef};

/// A table of statements ("events"), whatever it was read from.
///
/// Columnar: for every row a time, a document, where it stands in the document, and one value
/// of each variable. Rows are sorted by time, document, start, stop and id; labels of texts by
/// UTF-16 code unit, which is the order of every table made from them. The empty label is a
/// missing value. Made by [`EventsBuilder`] or [`Events::of_record`]; cannot be changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Events {
    rows: usize,
    /// Empty where no row has a time; so are the next four where there is nothing to say.
    time: Vec<i64>,
    document: Vec<u32>,
    start: Vec<u32>,
    stop: Vec<u32>,
    id: Vec<i64>,
    variables: Vec<Variable>,
    documents: Vec<Document>,
    document_variables: Vec<Attribute>,
    attributes: Vec<Attribute>,
    themes: Option<Vec<Vec<u32>>>,
    theme_labels: Vec<Box<str>>,
    broader: BTreeMap<String, BTreeMap<String, String>>,
}

/// The time of a row without one.
pub(crate) const NO_TIME: i64 = i64::MIN;

impl Events {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Seconds since 1970-01-01T00:00 UTC, where the row has a time.
    pub fn time(&self, row: usize) -> Option<i64> {
        let time = self.time.get(row).copied();
        time.filter(|&time| time != NO_TIME)
    }

    /// The column of times; a row without one has `i64::MIN`.
    pub(crate) fn times(&self) -> Cow<'_, [i64]> {
        if self.time.is_empty() {
            return vec![NO_TIME; self.rows].into();
        }
        self.time.as_slice().into()
    }

    /// Which document a row stands in: a place in [`documents`](Self::documents).
    pub fn document(&self, row: usize) -> usize {
        self.document_code(row) as usize
    }

    pub(crate) fn document_code(&self, row: usize) -> u32 {
        self.document.get(row).copied().unwrap_or_default()
    }

    /// First character of the statement in its document; 0 where unknown.
    pub fn start(&self, row: usize) -> u32 {
        self.start.get(row).copied().unwrap_or_default()
    }

    /// The character after the last.
    pub fn stop(&self, row: usize) -> u32 {
        self.stop.get(row).copied().unwrap_or_default()
    }

    /// The number of the statement: a database's id, a table's line, a record's row.
    pub fn id(&self, row: usize) -> i64 {
        // Where rows stand nowhere they are in the order of the table.
        let counted = || i64::try_from(row + 1).unwrap_or(i64::MAX);
        self.id.get(row).copied().unwrap_or_else(counted)
    }

    /// Every document, with or without statements; sorted by number, or name.
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// The variables of statements.
    pub fn variables(&self) -> &[Variable] {
        &self.variables
    }

    /// What is known of the values of text variables.
    pub fn attributes(&self) -> &[Attribute] {
        &self.attributes
    }

    /// For the values of a variable, the value each is part of.
    pub fn broader(&self, variable: &str) -> Option<&BTreeMap<String, String>> {
        self.broader.get(variable)
    }

    /// The first and last time of any document or row; `None` where none has one.
    pub fn range(&self) -> Option<(i64, i64)> {
        let documents = self.documents.iter().filter_map(|document| document.time);
        let rows = self.time.iter().copied().filter(|&time| time != NO_TIME);
        documents.chain(rows).fold(None, |range, time| match range {
            None => Some((time, time)),
            Some((first, last)) => Some((time.min(first), time.max(last))),
        })
    }

    /// What a name stands for: a variable; else, with or without `document.` before it, a
    /// property of documents; else an attribute, alone or after its variable and a dot
    /// (`organization.Type`).
    pub fn find(&self, name: &str) -> Option<VariableRef> {
        let named = |list: &[Attribute], name: &str| list.iter().position(|a| a.name == name);
        if let Some(at) = self.variables.iter().position(|v| v.name == name) {
            return Some(VariableRef::Statement(at));
        }
        let of_document = name.strip_prefix("document.").unwrap_or(name);
        if let Some(at) = named(&self.document_variables, of_document) {
            return Some(VariableRef::Document(at));
        }
        if name == "theme" && self.themes.is_some() {
            return Some(VariableRef::Themes);
        }
        let of_variable = |a: &Attribute| {
            let variable = &self.variables[a.of].name;
            name.strip_prefix(variable.as_str())
                .and_then(|rest| rest.strip_prefix('.'))
                == Some(&a.name)
        };
        (self.attributes.iter().position(of_variable))
            .or_else(|| named(&self.attributes, name))
            .map(VariableRef::Attribute)
    }

    /// Every name that [`find`](Self::find) knows, variables first.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.variables.iter().map(|v| v.name.clone()).collect();
        let mut add = |name: &str| {
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        };
        for variable in &self.document_variables {
            add(&variable.name);
        }
        if self.themes.is_some() {
            add("theme");
        }
        for attribute in &self.attributes {
            add(&attribute.name);
        }
        names
    }

    /// The values of a variable, property of documents or attribute as texts, one code a row.
    /// `None` for the several themes of a claim. O(rows) unless it is a text variable.
    pub fn text(&self, of: VariableRef) -> Option<TextView<'_>> {
        let spread = |attribute: &'_ Attribute, keys: &[u32]| -> Vec<u32> {
            keys.iter()
                .map(|&key| attribute.codes[key as usize])
                .collect()
        };
        match of {
            VariableRef::Statement(at) => match &self.variables[at].values {
                Values::Text(column) => Some(TextView {
                    codes: column.codes.as_slice().into(),
                    labels: column.labels.as_slice().into(),
                }),
                Values::Integer(values) => {
                    Some(TextView::of_numbers(values.iter().copied(), i64::MIN))
                }
                Values::Boolean(values) => {
                    Some(TextView::of_numbers(values.iter().map(|&v| v.into()), -1))
                }
            },
            VariableRef::Document(at) => {
                let attribute = &self.document_variables[at];
                Some(TextView {
                    codes: spread(attribute, &self.document).into(),
                    labels: attribute.labels.as_slice().into(),
                })
            }
            VariableRef::Attribute(at) => {
                let attribute = &self.attributes[at];
                let Values::Text(column) = &self.variables[attribute.of].values else {
                    return None;
                };
                Some(TextView {
                    codes: spread(attribute, &column.codes).into(),
                    labels: attribute.labels.as_slice().into(),
                })
            }
            VariableRef::Themes => None,
        }
    }

    /// The values of a variable of statements.
    pub fn values(&self, of: VariableRef) -> Option<&Values> {
        match of {
            VariableRef::Statement(at) => Some(&self.variables[at].values),
            _ => None,
        }
    }

    /// The themes of a row's claim, as codes of [`theme_labels`](Self::theme_labels).
    pub(crate) fn themes_of(&self, row: usize) -> &[u32] {
        self.themes.as_ref().map_or(&[], |themes| &themes[row])
    }

    /// Names of themes, where rows can have several.
    pub(crate) fn theme_labels(&self) -> &[Box<str>] {
        &self.theme_labels
    }
}
