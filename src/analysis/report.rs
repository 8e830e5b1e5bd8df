//! The form that every answer can take: a question, what its numbers mean, tables and notes.

use serde::{Serialize, Serializer};

/// One value of a table or an option.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A count.
    Integer(i64),
    /// A measure, written at full precision except in tables for people.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// Nothing there: undefined, or not applicable.
    Empty,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Self {
        Self::Integer(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<u32> for Cell {
    fn from(count: u32) -> Self {
        Self::Integer(i64::from(count))
    }
}

impl From<i64> for Cell {
    fn from(count: i64) -> Self {
        Self::Integer(count)
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Cell {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// A titled table; every row has as many cells as there are columns.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// What it shows, in a few words.
    pub title: String,
    /// Column heads; may be empty texts.
    pub columns: Vec<String>,
    /// The cells.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table without rows.
    pub fn new<C: Into<String>>(
        title: impl Into<String>,
        columns: impl IntoIterator<Item = C>,
    ) -> Self {
        Self {
            title: title.into(),
            columns: columns.into_iter().map(Into::into).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    ///
    /// # Panics
    /// Where it has not as many cells as there are columns.
    pub fn push(&mut self, row: impl IntoIterator<Item = Cell>) {
        let row: Vec<Cell> = row.into_iter().collect();
        assert_eq!(row.len(), self.columns.len(), "a cell for every column");
        self.rows.push(row);
    }
}

/// What an answer says of itself, for people.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// The question, as on the command line: `network`.
    pub question: String,
    /// What the numbers are, in one sentence.
    pub definition: String,
    /// What was asked for, in the order of the documentation.
    pub options: Vec<(String, Cell)>,
    /// The result; the first table is the one that goes out as CSV.
    pub tables: Vec<Table>,
    /// What a reader should know: what was left out, what is undefined, what did not converge.
    pub notes: Vec<String>,
}

impl Report {
    /// A report with nothing in it yet.
    pub fn new(question: impl Into<String>, definition: impl Into<String>) -> Self {
        Self {
            question: question.into(),
            definition: definition.into(),
            ..Self::default()
        }
    }

    /// Adds an option that is only spoken of where it was given.
    #[must_use]
    pub(crate) fn option_if(self, name: &str, value: Option<impl Into<Cell>>) -> Self {
        match value {
            Some(_) => self.option(name, value),
            None => self,
        }
    }

    /// Adds an option.
    #[must_use]
    pub fn option(mut self, name: impl Into<String>, value: impl Into<Cell>) -> Self {
        self.options.push((name.into(), value.into()));
        self
    }

    /// Adds a table.
    #[must_use]
    pub fn table(mut self, table: Table) -> Self {
        self.tables.push(table);
        self
    }

    /// Adds a note.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }
}

/// A result that can be shown: its own serialisation is the `result` of the JSON form, and the
/// report is everything else.
pub trait Answer: Serialize {
    /// Question, definition, options, tables and notes.
    fn report(&self) -> Report;
}

/// Options as one object, in their order.
#[derive(Debug)]
pub(crate) struct OptionMap<'a>(pub(crate) &'a [(String, Cell)]);

impl Serialize for OptionMap<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}
