//! A table of statements becomes a folder of Parquet, a stretch at a time: the memory it takes
//! does not grow with the table.

use std::cell::Cell;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use arrow::array::{ArrayRef, Int64Builder, RecordBatch, StringBuilder};
use arrow::datatypes::DataType::{Int64, Utf8};
use arrow::datatypes::{Field, Schema};
use csv::ByteRecord;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use plenary::read::yes_or_no;

use crate::when::{calendar, first_second};

/// Heads of the columns, and how they are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableOptions {
    /// Who speaks. Default: `stakeholder`.
    pub stakeholder: String,
    /// About what. Default: `claim`.
    pub claim: String,
    /// Whether for or against: whole numbers, or words for yes and no (support, concern, pro,
    /// con, +, -, ...), whichever the first row with one has. `None`: nobody says. Default:
    /// `stance`, where there is one.
    pub stance: Option<String>,
    /// When. Default: `date`, `time`, `datetime` or `timestamp`, where there is one.
    pub date: Option<String>,
    /// In which document. Default: `document`, `document_id`, `doc` or `doc_id`, where there is
    /// one.
    pub document: Option<String>,
    /// Rows of a file; workers share files, and parts of them. Default: a million.
    pub rows_per_file: u64,
    /// Whether a row that cannot be read ends it. Default: no, it is left out, counted and listed.
    pub strict: bool,
}

impl Default for TableOptions {
    fn default() -> Self {
        Self {
            stakeholder: "stakeholder".to_owned(),
            claim: "claim".to_owned(),
            stance: None,
            date: None,
            document: None,
            rows_per_file: 1_000_000,
            strict: false,
        }
    }
}

/// A row that is not in the Parquet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow {
    /// Counted from 1, the heads not.
    pub row: u64,
    /// The line that it begins on.
    pub line: u64,
    /// What is wrong.
    pub reason: String,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableReport {
    /// Rows in the Parquet.
    pub rows: u64,
    /// Rows left out; all of them are listed in the folder's `_bad_rows.csv`.
    pub bad: u64,
    /// The first of these.
    pub first_bad: Vec<BadRow>,
    /// Files.
    pub files: u64,
}

/// Why there is no Parquet.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// The disk.
    #[error("{path}: {message}")]
    Disk {
        /// File or folder.
        path: PathBuf,
        /// What is wrong.
        message: String,
    },
    /// Something is there already.
    #[error("{0} is there already")]
    Exists(PathBuf),
    /// The table breaks off.
    #[error("the table cannot be read past row {row}: {message}")]
    Read {
        /// The last row that was read.
        row: u64,
        /// What is wrong.
        message: String,
    },
    /// Not even heads.
    #[error("the table is empty")]
    Empty,
    /// A head that the table does not have.
    #[error("there is no column '{head}'; there are: {}", .heads.join(", "))]
    NoColumn {
        /// As it was given.
        head: String,
        /// What there is.
        heads: Vec<String>,
    },
    /// Rows that cannot be read, where none may be.
    #[error("{} rows cannot be read; the first is row {}, line {}: {}", .0.bad,
        .0.first_bad[0].row, .0.first_bad[0].line, .0.first_bad[0].reason)]
    Strict(TableReport),
}

/// Rows that are encoded together.
const STRETCH: usize = 32_768;
const ROW_GROUP: usize = 262_144;
/// A row as long as this is a quote that nobody closed.
const LONGEST_ROW: u64 = 64 << 20;
const MOST_SHOWN: usize = 20;
const LARGEST_STANCE: i64 = 1_000_000;

const DATES: &[&str] = &["date", "time", "datetime", "timestamp"];
const DOCUMENTS: &[&str] = &["document", "document_id", "doc", "doc_id"];

/// Writes the statements of a table, delimited by comma, semicolon, tab or bar, into a folder that
/// is not there yet, as `part-00000.parquet` and so on: `stakeholder`, `claim`, `document` (texts),
/// `stance`, `moment` (seconds since 1970, UTC) and the week, month and year of it (whole numbers,
/// missing where the table has none). Cells without the spaces around them. Memory: a group of
/// 262,144 rows, encoded, and the longest row, at most 64 MiB.
///
/// # Errors
/// See [`TableError`]; the folder is there only after success.
pub fn table(
    reader: impl Read,
    folder: &Path,
    options: &TableOptions,
) -> Result<TableReport, TableError> {
    if folder.exists() {
        return Err(TableError::Exists(folder.to_owned()));
    }
    let mut partial = folder.as_os_str().to_owned();
    partial.push(".partial");
    let partial = PathBuf::from(partial);
    let disk = |error: std::io::Error| TableError::Disk {
        path: folder.to_owned(),
        message: error.to_string(),
    };
    if partial.exists() {
        std::fs::remove_dir_all(&partial).map_err(disk)?;
    }
    std::fs::create_dir_all(&partial).map_err(disk)?;
    let report = write(reader, &partial, options);
    let report = report.and_then(|report| {
        std::fs::rename(&partial, folder).map_err(disk)?;
        Ok(report)
    });
    if report.is_err() {
        // What failed is told; a folder that is left as well is only untidy.
        drop(std::fs::remove_dir_all(&partial));
    }
    report
}

/// Ends reading where a row does not end.
struct Bounded<R> {
    reader: R,
    since_row: Rc<Cell<u64>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.since_row.set(self.since_row.get() + read as u64);
        if self.since_row.get() > LONGEST_ROW {
            let message = "a row is longer than 64 MiB: is a quote not closed?";
            return Err(std::io::Error::other(message));
        }
        Ok(read)
    }
}

fn write(
    reader: impl Read,
    folder: &Path,
    options: &TableOptions,
) -> Result<TableReport, TableError> {
    let failed = |row: u64, message: String| TableError::Read { row, message };
    let mut reader = BufReader::with_capacity(1 << 18, reader);
    let head = reader
        .fill_buf()
        .map_err(|error| failed(0, error.to_string()))?;
    let first_lines = String::from_utf8_lossy(&head[..head.len().min(1 << 16)]);
    let delimiter = plenary::read::delimiter(&first_lines);
    let since_row = Rc::new(Cell::new(0));
    let reader = Bounded {
        reader,
        since_row: Rc::clone(&since_row),
    };
    let mut rows = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(reader);
    let mut record = ByteRecord::new();
    let found = rows.read_byte_record(&mut record);
    if !found.map_err(|error| failed(0, error.to_string()))? {
        return Err(TableError::Empty);
    }
    let heads: Vec<String> = record
        .iter()
        .map(|head| {
            String::from_utf8_lossy(head)
                .trim_start_matches('\u{feff}')
                .trim()
                .to_owned()
        })
        .collect();
    let columns = Columns::new(&heads, options)?;
    let mut out = Parts::new(folder, options.rows_per_file.max(1));
    let mut bad = BadRows::new(folder);
    let mut words = None;
    let mut row = 0;
    loop {
        let line = rows.position().line();
        since_row.set(0);
        let found = rows.read_byte_record(&mut record);
        if !found.map_err(|error| failed(row, error.to_string()))? {
            break;
        }
        row += 1;
        match statement(&record, heads.len(), &columns, &mut words) {
            Ok(statement) => out.push(&statement)?,
            Err(reason) => bad.push(BadRow { row, line, reason })?,
        }
    }
    let mut report = out.finish()?;
    (report.bad, report.first_bad) = bad.finish()?;
    if options.strict && report.bad > 0 {
        return Err(TableError::Strict(report));
    }
    Ok(report)
}

/// The places of the columns.
struct Columns {
    stakeholder: usize,
    claim: usize,
    stance: Option<usize>,
    date: Option<usize>,
    document: Option<usize>,
}

impl Columns {
    fn new(heads: &[String], options: &TableOptions) -> Result<Self, TableError> {
        let find = |head: &str| {
            let same = |one: &String| one.eq_ignore_ascii_case(head);
            let exact = heads.iter().position(|one| one == head);
            exact.or_else(|| heads.iter().position(same))
        };
        let named = |head: &str| {
            find(head).ok_or_else(|| TableError::NoColumn {
                head: head.to_owned(),
                heads: heads.to_vec(),
            })
        };
        let or_one_of = |head: &Option<String>, usual: &[&str]| match head {
            Some(head) => named(head).map(Some),
            None => Ok(usual.iter().find_map(|head| find(head))),
        };
        Ok(Self {
            stakeholder: named(&options.stakeholder)?,
            claim: named(&options.claim)?,
            stance: or_one_of(&options.stance, &["stance"])?,
            date: or_one_of(&options.date, DATES)?,
            document: or_one_of(&options.document, DOCUMENTS)?,
        })
    }
}

struct Statement<'a> {
    stakeholder: &'a str,
    claim: &'a str,
    stance: Option<i64>,
    moment: Option<i64>,
    document: Option<&'a str>,
}

/// A row as a statement; `words` becomes whether stances are words, once there is one.
fn statement<'a>(
    record: &'a ByteRecord,
    heads: usize,
    columns: &Columns,
    words: &mut Option<bool>,
) -> Result<Statement<'a>, String> {
    if record.len() != heads {
        return Err(format!(
            "{} cells, and there are {heads} columns",
            record.len()
        ));
    }
    let cell = |at: usize| {
        let text = std::str::from_utf8(&record[at]);
        text.map(str::trim)
            .map_err(|_| format!("cell {} is not UTF-8 text", at + 1))
    };
    let optional = |at: Option<usize>| at.map(cell).transpose();
    let written = |text: Option<&'a str>| text.filter(|text| !text.is_empty());
    let stance = match written(optional(columns.stance)?) {
        None => None,
        Some(text) => {
            let number = text.parse::<i64>().ok();
            let word = yes_or_no(text);
            let are_words = match *words {
                Some(words) => words,
                None if number.is_some() || word.is_some() => {
                    *words = Some(number.is_none());
                    number.is_none()
                }
                None => true,
            };
            let stance = if are_words {
                word.map(i64::from)
            } else {
                number
            };
            let stance = stance.filter(|n| (-LARGEST_STANCE..=LARGEST_STANCE).contains(n));
            Some(stance.ok_or_else(|| match are_words {
                true => format!("'{text}' is neither support nor concern"),
                false => format!("'{text}' is no whole number of at most seven digits"),
            })?)
        }
    };
    let moment = match written(optional(columns.date)?) {
        None => None,
        Some(text) => {
            let moment = first_second(text);
            Some(moment.ok_or_else(|| format!("'{text}' is no date"))?)
        }
    };
    Ok(Statement {
        stakeholder: cell(columns.stakeholder)?,
        claim: cell(columns.claim)?,
        stance,
        moment,
        document: optional(columns.document)?,
    })
}

/// The files of a folder, one after the other.
struct Parts<'a> {
    folder: &'a Path,
    rows_per_file: u64,
    schema: Arc<Schema>,
    file: Option<ArrowWriter<File>>,
    rows_in_file: u64,
    texts: [StringBuilder; 3],
    numbers: [Int64Builder; 5],
    waiting: usize,
    report: TableReport,
}

impl<'a> Parts<'a> {
    fn new(folder: &'a Path, rows_per_file: u64) -> Self {
        let text = |name: &str| Field::new(name, Utf8, true);
        let number = |name: &str| Field::new(name, Int64, true);
        let schema = Schema::new(vec![
            text("stakeholder"),
            text("claim"),
            text("document"),
            number("stance"),
            number("moment"),
            number("in_week"),
            number("in_month"),
            number("in_year"),
        ]);
        Self {
            folder,
            rows_per_file,
            schema: Arc::new(schema),
            file: None,
            rows_in_file: 0,
            texts: Default::default(),
            numbers: Default::default(),
            waiting: 0,
            report: TableReport::default(),
        }
    }

    fn push(&mut self, statement: &Statement<'_>) -> Result<(), TableError> {
        let calendar = statement.moment.map(calendar);
        self.texts[0].append_value(statement.stakeholder);
        self.texts[1].append_value(statement.claim);
        self.texts[2].append_option(statement.document);
        let numbers = [
            statement.stance,
            statement.moment,
            calendar.map(|calendar| calendar.week),
            calendar.map(|calendar| calendar.month),
            calendar.map(|calendar| calendar.year),
        ];
        for (column, number) in self.numbers.iter_mut().zip(numbers) {
            column.append_option(number);
        }
        self.waiting += 1;
        self.report.rows += 1;
        if self.waiting == STRETCH || self.rows_in_file + self.waiting as u64 == self.rows_per_file
        {
            self.flush()?;
        }
        Ok(())
    }

    fn failed(&self, message: String) -> TableError {
        TableError::Disk {
            path: self.folder.to_owned(),
            message,
        }
    }

    fn flush(&mut self) -> Result<(), TableError> {
        let texts = self
            .texts
            .iter_mut()
            .map(|column| Arc::new(column.finish()) as ArrayRef);
        let numbers = self
            .numbers
            .iter_mut()
            .map(|column| Arc::new(column.finish()) as ArrayRef);
        let columns = texts.chain(numbers).collect();
        let rows = RecordBatch::try_new(Arc::clone(&self.schema), columns);
        let rows = rows.map_err(|error| self.failed(error.to_string()))?;
        if self.file.is_none() {
            let path = self
                .folder
                .join(format!("part-{:05}.parquet", self.report.files));
            let file = File::create(path).map_err(|error| self.failed(error.to_string()))?;
            let properties = WriterProperties::builder()
                .set_compression(Compression::SNAPPY)
                .set_max_row_group_row_count(Some(ROW_GROUP))
                .build();
            let file = ArrowWriter::try_new(file, Arc::clone(&self.schema), Some(properties));
            self.file = Some(file.map_err(|error| self.failed(error.to_string()))?);
            self.report.files += 1;
        }
        let written = self.file.as_mut().map_or(Ok(()), |file| file.write(&rows));
        written.map_err(|error| self.failed(error.to_string()))?;
        self.rows_in_file += self.waiting as u64;
        self.waiting = 0;
        if self.rows_in_file >= self.rows_per_file {
            self.close()?;
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), TableError> {
        self.rows_in_file = 0;
        let closed = self
            .file
            .take()
            .map_or(Ok(()), |file| file.close().map(drop));
        closed.map_err(|error| self.failed(error.to_string()))
    }

    fn finish(mut self) -> Result<TableReport, TableError> {
        // A table without statements is a file without rows: engines want to see columns.
        if self.waiting > 0 || self.report.files == 0 {
            self.flush()?;
        }
        self.close()?;
        Ok(self.report)
    }
}

/// The list of rows that were left out, on disk from the first on.
struct BadRows {
    path: PathBuf,
    file: Option<csv::Writer<File>>,
    count: u64,
    first: Vec<BadRow>,
}

impl BadRows {
    fn new(folder: &Path) -> Self {
        Self {
            // Engines read no file whose name begins so.
            path: folder.join("_bad_rows.csv"),
            file: None,
            count: 0,
            first: Vec::new(),
        }
    }

    fn failed(&self, message: String) -> TableError {
        TableError::Disk {
            path: self.path.clone(),
            message,
        }
    }

    fn push(&mut self, bad: BadRow) -> Result<(), TableError> {
        let cells = [
            bad.row.to_string(),
            bad.line.to_string(),
            bad.reason.clone(),
        ];
        let mut file = match self.file.take() {
            Some(file) => file,
            None => {
                let file = csv::Writer::from_path(&self.path);
                let mut file = file.map_err(|error| self.failed(error.to_string()))?;
                let headed = file.write_record(["row", "line", "reason"]);
                headed.map_err(|error| self.failed(error.to_string()))?;
                file
            }
        };
        file.write_record(&cells)
            .map_err(|error| self.failed(error.to_string()))?;
        self.file = Some(file);
        self.count += 1;
        if self.first.len() < MOST_SHOWN {
            self.first.push(bad);
        }
        Ok(())
    }

    fn finish(mut self) -> Result<(u64, Vec<BadRow>), TableError> {
        let flushed = self.file.as_mut().map_or(Ok(()), csv::Writer::flush);
        flushed.map_err(|error| self.failed(error.to_string()))?;
        Ok((self.count, self.first))
    }
}
