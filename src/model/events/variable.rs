//! The columns of a table of statements.

use std::borrow::Cow;

/// A named column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// Its name: `organization`.
    pub name: String,
    /// One value a row.
    pub values: Values,
}

/// The values of a column, one a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Values {
    /// Texts that repeat.
    Text(TextColumn),
    /// Whole numbers; `i64::MIN` is a missing one.
    Integer(Vec<i64>),
    /// 1 for yes, 0 for no, −1 for a missing one.
    Boolean(Vec<i8>),
}

/// Texts as numbers into a sorted list of labels.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextColumn {
    /// One label a row.
    pub codes: Vec<u32>,
    /// Every label once, sorted by UTF-16 code unit; the empty one is a missing value.
    pub labels: Vec<Box<str>>,
}

/// Texts one a row, borrowed from a variable or spread from what it refers to.
#[derive(Debug, Clone)]
pub struct TextView<'a> {
    /// One label a row.
    pub codes: Cow<'a, [u32]>,
    /// Every label once, sorted by UTF-16 code unit; numbers as numbers.
    pub labels: Cow<'a, [Box<str>]>,
}

impl TextView<'_> {
    /// Numbers as texts; `missing` as the empty one.
    pub(super) fn of_numbers(numbers: impl Iterator<Item = i64> + Clone, missing: i64) -> Self {
        let mut values: Vec<i64> = numbers.clone().collect();
        values.sort_unstable();
        values.dedup();
        let place = |n: i64| values.binary_search(&n).map_or(0, |at| at as u32);
        let codes: Vec<u32> = numbers.map(place).collect();
        let label = |&n: &i64| {
            if n == missing {
                "".into()
            } else {
                n.to_string().into()
            }
        };
        let labels: Vec<Box<str>> = values.iter().map(label).collect();
        Self {
            codes: codes.into(),
            labels: labels.into(),
        }
    }
}

/// Something known of each label of a text variable, or of each document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Which variable it describes, by its place; of no meaning for documents.
    pub of: usize,
    /// Its name: `Type`, `kind`, `author`.
    pub name: String,
    /// One value for each label of the variable, or each document.
    pub codes: Vec<u32>,
    /// The values, each once, sorted by UTF-16 code unit.
    pub labels: Vec<Box<str>>,
}

/// What a name stands for; a place that is valid in one table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VariableRef {
    /// A variable of statements.
    Statement(usize),
    /// A property of documents.
    Document(usize),
    /// An attribute of a variable's values.
    Attribute(usize),
    /// The themes of a record's claims, of which a statement can have several.
    Themes,
}

/// A document that statements stand in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Document {
    /// Its number or name.
    pub name: String,
    /// Seconds since 1970-01-01T00:00 UTC.
    pub time: Option<i64>,
}
