//! Rows as the text that the same table has as CSV.

use std::io::{self, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};

use parquet::column::reader::ColumnReader;
use parquet::file::reader::{FileReader, SerializedFileReader};

use super::cells::{Cells, Kind};
use super::parts::Part;
use crate::model::Progress;
use crate::read::codes::Code;
use crate::read::csv_table::{CsvOptions, TableSource, csv_table_from, told_heads};
use crate::read::events_reading::EventsReading;
use crate::read::problem::{Place, Problem, TextFile};

/// Rows that become text together.
const ROWS: usize = 4_096;

/// How `plenary-engine table` names its columns: seconds since 1970, and what follows from them.
const OF_ENGINE: [&str; 8] = [
    "stakeholder",
    "claim",
    "document",
    "stance",
    "moment",
    "in_week",
    "in_month",
    "in_year",
];

/// Reads a table of statements that is Parquet, in parts with the same columns, of which the first
/// is called as in messages.
///
/// The answer is that of [`csv_table`](crate::read::csv_table) on the same table as CSV: texts as
/// they are, numbers as numbers, booleans as 1 and 0, days and times as in `2020-02-12` and
/// `2020-02-12T15:00:00`, and what is missing as an empty cell. Rows in messages are counted over all
/// parts. In a folder of `plenary-engine table`, `moment` is the `date`. Columns of other kinds
/// (lists, decimals) are an error where they are asked for, else left out. A group of rows is
/// unpacked at a time, a page of each column that is asked for; O(cells).
pub fn parquet_table<R: Read + Seek + Send + 'static>(
    name: String,
    parts: Vec<R>,
    options: &CsvOptions,
    progress: Progress<'_>,
) -> EventsReading {
    let failed = |message: String, help: &str| {
        let nowhere = Place {
            file: 0,
            span: 0..0,
        };
        EventsReading {
            events: None,
            problems: vec![
                Problem::new(Code::BadTable, message)
                    .help(help)
                    .at(Some(nowhere), ""),
            ],
            files: vec![TextFile {
                name: name.clone(),
                ..TextFile::default()
            }],
        }
    };
    let mut text = match Text::new(parts, options, progress) {
        Ok(text) => text,
        Err(why) => {
            let message = format!("{name} cannot be read as Parquet: {why}");
            return failed(
                message,
                "see whether all of it is there; or write it as CSV",
            );
        }
    };
    text.heads();
    let source = TableSource {
        name,
        reader: text,
        size: None,
    };
    let options = CsvOptions {
        delimiter: Some(b','),
        ..options.clone()
    };
    csv_table_from(source, &options, Progress::none())
}

/// A column that is asked for, in every part.
struct Column {
    head: String,
    /// Its place among the columns of a part, with what it holds there.
    at: usize,
    kind: Kind,
    most: i16,
}

struct Text<'a, R: Read + Seek + Send + 'static> {
    parts: std::vec::IntoIter<SerializedFileReader<Part<R>>>,
    columns: Vec<Column>,
    part: Option<(SerializedFileReader<Part<R>>, usize)>,
    /// Of the group of rows that is read.
    readers: Vec<ColumnReader>,
    cells: Vec<Cells>,
    /// Text that was not taken yet.
    text: Vec<u8>,
    taken: usize,
    progress: Progress<'a>,
    done: usize,
    rows: usize,
}

impl<'a, R: Read + Seek + Send> Text<'a, R> {
    fn new(parts: Vec<R>, options: &CsvOptions, progress: Progress<'a>) -> Result<Self, String> {
        let mut opened = Vec::new();
        for part in parts {
            let part = Part::new(part).map_err(|error| error.to_string())?;
            let reader = catch_unwind(AssertUnwindSafe(|| SerializedFileReader::new(part)));
            let reader = reader.map_err(|_| "its heads contradict each other".to_owned())?;
            opened.push(reader.map_err(|error| error.to_string())?);
        }
        let mut known: Option<Vec<(String, Option<Kind>, i16)>> = None;
        let mut rows = 0;
        for part in &opened {
            let metadata = part.metadata().file_metadata();
            rows += usize::try_from(metadata.num_rows()).unwrap_or(0);
            let schema = metadata.schema_descr();
            let columns = schema.columns().iter().map(|column| {
                let head = column.path().parts().first().cloned().unwrap_or_default();
                (head, Kind::of(column), column.max_def_level())
            });
            let columns: Vec<_> = columns.collect();
            let heads = |columns: &[(String, Option<Kind>, i16)]| -> Vec<_> {
                columns
                    .iter()
                    .map(|(head, kind, _)| (head.clone(), *kind))
                    .collect()
            };
            match &known {
                None => known = Some(columns),
                Some(known) if heads(known) == heads(&columns) => {}
                Some(_) => return Err("its parts have different columns".to_owned()),
            }
        }
        let known = known.ok_or("there is no part of it")?;
        let of_engine = known.iter().map(|column| column.0.as_str()).eq(OF_ENGINE);
        let mut columns = Vec::new();
        for (at, (mut head, mut kind, most)) in known.into_iter().enumerate() {
            if of_engine && head.starts_with("in_") {
                continue;
            }
            if of_engine && head == "moment" {
                (head, kind) = ("date".to_owned(), Some(Kind::Time(1)));
            }
            if !is_asked(&head, options) {
                continue;
            }
            let named = options.only.is_some() || options.columns.iter().any(|c| c.1 == head);
            match kind {
                Some(kind) => columns.push(Column {
                    head,
                    at,
                    kind,
                    most,
                }),
                None if named => {
                    return Err(format!("the column '{head}' has no values that are texts"));
                }
                // A list has several columns, of one head.
                None => {}
            }
        }
        Ok(Self {
            parts: opened.into_iter(),
            cells: columns.iter().map(|_| Cells::default()).collect(),
            columns,
            part: None,
            readers: Vec::new(),
            text: Vec::new(),
            taken: 0,
            progress,
            done: 0,
            rows,
        })
    }

    fn heads(&mut self) {
        for (at, column) in self.columns.iter().enumerate() {
            cell(at, column.head.as_bytes(), &mut self.text);
        }
        self.text.push(b'\n');
    }

    /// Makes text of the next rows; `false` where there are none.
    fn fill(&mut self) -> parquet::errors::Result<bool> {
        self.text.clear();
        self.taken = 0;
        loop {
            if self.readers.is_empty() {
                let Some((part, group)) = &mut self.part else {
                    match self.parts.next() {
                        Some(part) => self.part = Some((part, 0)),
                        None => return Ok(false),
                    }
                    continue;
                };
                if *group == part.num_row_groups() || self.columns.is_empty() {
                    self.part = None;
                    continue;
                }
                let rows = part.get_row_group(*group)?;
                *group += 1;
                for column in &self.columns {
                    self.readers.push(rows.get_column_reader(column.at)?);
                }
            }
            let columns = self.readers.iter_mut().zip(&self.columns);
            for ((reader, column), cells) in columns.zip(&mut self.cells) {
                cells.read(reader, column.kind, column.most, ROWS)?;
            }
            let rows = self.cells.first().map_or(0, Cells::len);
            if self.cells.iter().any(|cells| cells.len() != rows) {
                let message = "its columns have different numbers of rows";
                return Err(parquet::errors::ParquetError::General(message.to_owned()));
            }
            if rows == 0 {
                self.readers.clear();
                continue;
            }
            for row in 0..rows {
                for (at, cells) in self.cells.iter().enumerate() {
                    cell(at, cells.get(row), &mut self.text);
                }
                self.text.push(b'\n');
            }
            self.done += rows;
            let task = "reading the table";
            self.progress
                .tell(task, self.done.min(self.rows), self.rows);
            return Ok(true);
        }
    }
}

impl<R: Read + Seek + Send> Read for Text<'_, R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if self.taken == self.text.len() {
            // The crate takes for granted that pages of one column fit each other.
            let filled = catch_unwind(AssertUnwindSafe(|| self.fill()));
            let contradiction = |_| io::Error::other("its pages contradict each other");
            if !filled.map_err(contradiction)?.map_err(io::Error::other)? {
                return Ok(0);
            }
        }
        let some = &self.text[self.taken..];
        let count = some.len().min(to.len());
        to[..count].copy_from_slice(&some[..count]);
        self.taken += count;
        Ok(count)
    }
}

/// Whether a column is asked for, or says something of its statement.
fn is_asked(head: &str, options: &CsvOptions) -> bool {
    let Some(only) = &options.only else {
        return true;
    };
    let same = |name: &str| head.eq_ignore_ascii_case(name);
    let renamed = options.columns.iter().any(|(_, old)| same(old));
    renamed || only.iter().any(|name| name == head) || told_heads().any(same)
}

fn cell(at: usize, text: &[u8], to: &mut Vec<u8>) {
    if at > 0 {
        to.push(b',');
    }
    if text.iter().any(|byte| b",\"\n\r".contains(byte)) {
        to.push(b'"');
        for &byte in text {
            if byte == b'"' {
                to.push(b'"');
            }
            to.push(byte);
        }
        to.push(b'"');
    } else {
        to.extend_from_slice(text);
    }
}
