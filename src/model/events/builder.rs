//! How a reader makes a table of statements.

use std::collections::BTreeMap;

use super::interner::{Interner, NONE};
use super::{Attribute, Document, Events, NO_TIME, TextColumn, Values, Variable};

/// A column of a table that is being made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnIx(usize);

#[derive(Debug)]
enum Column {
    Text { codes: Vec<u32>, interner: Interner },
    Integer(Vec<i64>),
    Boolean(Vec<i8>),
}

/// Collects documents, columns and rows, in any order of rows.
///
/// Give every column before the first row. For each row, [`row`](Self::row) first, then one
/// value for each column that has one; what is not given is missing.
#[derive(Debug, Default)]
pub struct EventsBuilder {
    rows: usize,
    time: Vec<i64>,
    document: Vec<u32>,
    start: Vec<u32>,
    stop: Vec<u32>,
    id: Vec<i64>,
    names: Vec<String>,
    columns: Vec<Column>,
    documents: Vec<Document>,
    document_fields: Vec<(String, Vec<String>)>,
    attributes: Vec<(ColumnIx, String, BTreeMap<String, String>)>,
    broader: BTreeMap<String, BTreeMap<String, String>>,
}

impl EventsBuilder {
    /// A table without columns and rows.
    pub fn new() -> Self {
        Self::default()
    }

    fn column(&mut self, name: &str, column: Column) -> ColumnIx {
        self.names.push(name.to_owned());
        self.columns.push(column);
        ColumnIx(self.columns.len() - 1)
    }

    /// Adds a column of texts.
    pub fn text_column(&mut self, name: &str) -> ColumnIx {
        let mut interner = Interner::default();
        interner.code("");
        let codes = vec![0; self.rows];
        self.column(name, Column::Text { codes, interner })
    }

    /// Adds a column of whole numbers.
    pub fn integer_column(&mut self, name: &str) -> ColumnIx {
        self.column(name, Column::Integer(vec![i64::MIN; self.rows]))
    }

    /// Adds a column of yes and no.
    pub fn boolean_column(&mut self, name: &str) -> ColumnIx {
        self.column(name, Column::Boolean(vec![-1; self.rows]))
    }

    /// Adds a document and gives its place.
    pub fn document(&mut self, document: Document) -> usize {
        self.documents.push(document);
        self.documents.len() - 1
    }

    /// Adds a property of documents, with one value for each in the order they were given.
    pub fn document_variable(&mut self, name: &str, values: Vec<String>) {
        self.document_fields.push((name.to_owned(), values));
    }

    /// Adds an attribute of a text column: a value for each label that has one.
    pub fn attribute(&mut self, of: ColumnIx, name: &str, values: BTreeMap<String, String>) {
        self.attributes.push((of, name.to_owned(), values));
    }

    /// Says what the values of a variable are part of.
    pub fn broader(&mut self, variable: &str, links: BTreeMap<String, String>) {
        if !links.is_empty() {
            self.broader.insert(variable.to_owned(), links);
        }
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Begins a row. `id` breaks ties between rows at the same place.
    pub fn row(&mut self, time: Option<i64>, document: usize, place: (u32, u32), id: i64) {
        self.place(time, document, place, id);
        self.blank_row();
    }

    /// Where the row stands that [`next_row`](Self::next_row) or `blank_row` counts.
    pub(crate) fn place(
        &mut self,
        time: Option<i64>,
        document: usize,
        (start, stop): (u32, u32),
        id: i64,
    ) {
        self.time.push(time.unwrap_or(NO_TIME));
        self.document
            .push(u32::try_from(document).expect("fewer documents than u32::MAX"));
        // Most tables do not say where in a document a statement stands.
        if self.start.is_empty() && (start, stop) != (0, 0) {
            self.start.resize(self.rows, 0);
            self.stop.resize(self.rows, 0);
        }
        if !self.start.is_empty() || (start, stop) != (0, 0) {
            self.start.push(start);
            self.stop.push(stop);
        }
        self.id.push(id);
    }

    /// Counts rows, whose texts in every column are added by [`push_texts`](Self::push_texts).
    /// Either every row is given a [`place`](Self::place), or none: then rows stay in order.
    pub(crate) fn next_rows(&mut self, rows: usize) {
        self.rows += rows;
    }

    /// Adds texts to a column, each given with its [`label_hash`](super::label_hash), and gives
    /// their places among the column's labels in order of appearance, the empty one being the
    /// first. The bytes are UTF-8.
    pub(crate) fn push_texts<'a>(
        &mut self,
        column: ColumnIx,
        count: usize,
        text: impl Fn(usize) -> (&'a [u8], u64),
    ) -> &[u32] {
        match &mut self.columns[column.0] {
            Column::Text { codes, interner } => {
                let begin = codes.len();
                interner.codes(count, text, codes);
                &codes[begin..]
            }
            _ => &[],
        }
    }

    /// [`push_texts`](Self::push_texts) where a thread has numbers for them, of which `known`, kept
    /// from one call for this thread and column to the next, has the meaning as far as it is known.
    pub(crate) fn push_numbered<'a>(
        &mut self,
        column: ColumnIx,
        (numbers, known): (&[u32], &mut Vec<u32>),
        text: impl Fn(usize) -> (&'a [u8], u64),
    ) -> &[u32] {
        let Column::Text { codes, interner } = &mut self.columns[column.0] else {
            return &[];
        };
        let begin = codes.len();
        codes.extend(numbers.iter().enumerate().map(|(row, &number)| {
            match known.get(number as usize) {
                Some(&code) if code != NONE => code,
                _ => {
                    let (text, hash) = text(row);
                    let code = interner.code_with(text, hash);
                    if number != NONE {
                        let enough = known.len().max(number as usize + 1);
                        known.resize(enough, NONE);
                        known[number as usize] = code;
                    }
                    code
                }
            }
        }));
        &codes[begin..]
    }

    fn blank_row(&mut self) {
        self.rows += 1;
        for column in &mut self.columns {
            match column {
                Column::Text { codes, .. } => codes.push(0),
                Column::Integer(values) => values.push(i64::MIN),
                Column::Boolean(values) => values.push(-1),
            }
        }
    }

    /// Sets a text in the last row; of no effect on another kind of column.
    pub fn set_text(&mut self, column: ColumnIx, text: &str) {
        if let Column::Text { codes, interner } = &mut self.columns[column.0]
            && let Some(last) = codes.last_mut()
        {
            *last = interner.code(text);
        }
    }

    /// Sets a number in the last row.
    pub fn set_integer(&mut self, column: ColumnIx, value: i64) {
        if let Column::Integer(values) = &mut self.columns[column.0]
            && let Some(last) = values.last_mut()
        {
            *last = value;
        }
    }

    /// Sets yes or no in the last row.
    pub fn set_boolean(&mut self, column: ColumnIx, value: bool) {
        if let Column::Boolean(values) = &mut self.columns[column.0]
            && let Some(last) = values.last_mut()
        {
            *last = i8::from(value);
        }
    }

    /// The texts of a column, each once, in order of appearance; the empty one not.
    pub fn labels(&self, column: ColumnIx) -> impl Iterator<Item = &str> {
        let labels = match &self.columns[column.0] {
            Column::Text { interner, .. } => Some(interner.labels()),
            _ => None,
        };
        labels
            .into_iter()
            .flatten()
            .filter(|label: &&str| !label.is_empty())
    }

    /// Makes a column of texts one of numbers.
    pub fn make_integer(&mut self, column: ColumnIx, number: impl Fn(&str) -> i64) {
        if let Column::Text { codes, interner } = &self.columns[column.0] {
            let of_label = |label: &str| {
                if label.is_empty() {
                    i64::MIN
                } else {
                    number(label)
                }
            };
            let numbers: Vec<i64> = interner.labels().map(of_label).collect();
            let values = codes.iter().map(|&code| numbers[code as usize]).collect();
            self.columns[column.0] = Column::Integer(values);
        }
    }

    /// Makes a column of texts one of yes and no.
    pub fn make_boolean(&mut self, column: ColumnIx, yes: impl Fn(&str) -> bool) {
        if let Column::Text { codes, interner } = &self.columns[column.0] {
            let of_label = |label: &str| {
                if label.is_empty() {
                    -1
                } else {
                    i8::from(yes(label))
                }
            };
            let answers: Vec<i8> = interner.labels().map(of_label).collect();
            let values = codes.iter().map(|&code| answers[code as usize]).collect();
            self.columns[column.0] = Column::Boolean(values);
        }
    }

    /// Sorts labels, documents and rows. O(n log n).
    pub fn finish(mut self) -> Events {
        self.sort_documents();
        let mut variables: Vec<Variable> = Vec::new();
        for (name, column) in self.names.into_iter().zip(self.columns) {
            let values = match column {
                Column::Text {
                    mut codes,
                    interner,
                } => {
                    let (labels, new) = interner.sorted();
                    for code in &mut codes {
                        *code = new[*code as usize];
                    }
                    Values::Text(TextColumn { codes, labels })
                }
                Column::Integer(values) => Values::Integer(values),
                Column::Boolean(values) => Values::Boolean(values),
            };
            variables.push(Variable { name, values });
        }
        let attributes = self
            .attributes
            .into_iter()
            .filter_map(|(of, name, values)| {
                let Values::Text(column) = &variables[of.0].values else {
                    return None;
                };
                let of_label = |label: &str| values.get(label).map_or("", String::as_str);
                Some(attribute(
                    of.0,
                    name,
                    column.labels.iter().map(|label| of_label(label)),
                ))
            });
        let attributes = attributes.collect();
        let document_variables = self
            .document_fields
            .into_iter()
            .map(|(name, values)| attribute(usize::MAX, name, values.iter().map(String::as_str)));
        let mut events = Events {
            rows: self.rows,
            document_variables: document_variables.collect(),
            time: self.time,
            document: self.document,
            start: self.start,
            stop: self.stop,
            id: self.id,
            variables,
            documents: self.documents,
            attributes,
            broader: self.broader,
            themes: None,
            theme_labels: Vec::new(),
        };
        events.sort_rows();
        events
    }

    fn sort_documents(&mut self) {
        let key = |document: &Document| {
            let number = document.name.parse::<i64>();
            (number.unwrap_or(i64::MAX), document.name.clone())
        };
        let mut order: Vec<usize> = (0..self.documents.len()).collect();
        order.sort_by_cached_key(|&at| (key(&self.documents[at]), at));
        let mut new = vec![0; order.len()];
        for (place, &old) in (0_u32..).zip(&order) {
            new[old] = place;
        }
        for document in &mut self.document {
            *document = new[*document as usize];
        }
        self.documents = order.iter().map(|&at| self.documents[at].clone()).collect();
        for (_, values) in &mut self.document_fields {
            *values = order.iter().map(|&at| values[at].clone()).collect();
        }
    }
}

fn attribute<'a>(of: usize, name: String, values: impl Iterator<Item = &'a str>) -> Attribute {
    let mut interner = Interner::default();
    let mut codes: Vec<u32> = values.map(|value| interner.code(value)).collect();
    let (labels, new) = interner.sorted();
    for code in &mut codes {
        *code = new[*code as usize];
    }
    Attribute {
        of,
        name,
        codes,
        labels,
    }
}

impl Events {
    fn sort_rows(&mut self) {
        if self.time.is_empty() {
            return;
        }
        let key = |row: usize| {
            let place = (self.start(row), self.stop(row));
            (self.time[row], self.document[row], place, self.id[row])
        };
        let mut order: Vec<u32> = (0_u32..).take(self.time.len()).collect();
        if order.is_sorted_by_key(|&row| key(row as usize)) {
            return;
        }
        order.sort_by_key(|&row| key(row as usize));
        arrange(&mut self.time, &order);
        arrange(&mut self.document, &order);
        if !self.start.is_empty() {
            arrange(&mut self.start, &order);
            arrange(&mut self.stop, &order);
        }
        arrange(&mut self.id, &order);
        for variable in &mut self.variables {
            match &mut variable.values {
                Values::Text(column) => arrange(&mut column.codes, &order),
                Values::Integer(values) => arrange(values, &order),
                Values::Boolean(values) => arrange(values, &order),
            }
        }
    }

    /// Adds the themes of every label of a text variable, for rows that have several.
    pub(super) fn set_themes(
        &mut self,
        themes_of: impl Fn(i64) -> Vec<u32>,
        labels: Vec<Box<str>>,
    ) {
        self.themes = Some((0..self.rows).map(|row| themes_of(self.id(row))).collect());
        self.theme_labels = labels;
    }
}

fn arrange<T: Copy>(values: &mut Vec<T>, order: &[u32]) {
    *values = order.iter().map(|&row| values[row as usize]).collect();
}
