//! Tables of statements among the inputs, and conditions on what was read.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use plenary::analysis::{self, Duplicates, FilterOptions};
#[cfg(feature = "parquet")]
use plenary::model::Progress;
use plenary::model::{Condition, Events, Record, RecordRows};
use plenary::read::{
    self, CsvOptions, DnaOptions, EventsReading, Input, Reading, RecordOptions, RowPlaces,
    Severity, TableSource, TableText,
};

use super::args::Records;
use super::console::Console;
use super::error::{CliError, Exit};
use super::input::{self, Loaded, Opened};
use super::report::Amount;

/// How tables are read.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct TableArgs {
    /// Columns of a table by other names, such as stakeholder=Organisation,claim=Concept
    #[arg(long, value_name = "NAME=HEAD", value_delimiter = ',', value_parser = pair, help_heading = "Tables and databases")]
    pub(crate) columns: Vec<(String, String)>,
    /// What separates the cells of a table; found out where it is not given
    #[arg(long, value_name = "SIGN", value_parser = delimiter, help_heading = "Tables and databases")]
    pub(crate) delimiter: Option<u8>,
    /// How many threads read and tie; the answer does not depend on them. By default as many as
    /// there are cores
    #[arg(long, value_name = "N", value_parser = threads, help_heading = "Tables and databases")]
    pub(crate) threads: Option<usize>,
    /// Variable that says whether a claim speaks for its theme or against it; without it every
    /// claim speaks for its themes
    #[arg(long, value_name = "VAR", help_heading = "Tables and databases")]
    pub(crate) theme_stance: Option<String>,
    /// Statement type of a DNA database
    #[arg(
        long = "type",
        value_name = "LABEL",
        help_heading = "Tables and databases"
    )]
    pub(crate) statement_type: Option<String>,
}

/// Which statements count.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct Narrow {
    /// Only statements that this holds for: stakeholder = apc and not theme in (norms, trade)
    #[arg(
        long = "where",
        value_name = "CONDITION",
        help_heading = "Which statements"
    )]
    pub(crate) condition: Option<String>,
    /// Leave out stakeholders with fewer statements
    #[arg(
        long,
        value_name = "N",
        default_value_t = 0,
        hide_default_value = true,
        help_heading = "Which statements"
    )]
    pub(crate) min_statements: usize,
    /// Leave out claims with fewer statements
    #[arg(
        long,
        value_name = "N",
        default_value_t = 0,
        hide_default_value = true,
        help_heading = "Which statements"
    )]
    pub(crate) min_claim_statements: usize,
    /// Count a repeated statement once in each document, week, month, year, or at all (range)
    #[arg(
        long,
        value_name = "PERIOD",
        default_value = "include",
        help_heading = "Which statements"
    )]
    pub(crate) duplicates: DuplicatesArg,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum DuplicatesArg {
    #[default]
    Include,
    Document,
    Week,
    Month,
    Year,
    #[value(alias = "acrossrange")]
    Range,
}

impl From<DuplicatesArg> for Duplicates {
    fn from(arg: DuplicatesArg) -> Self {
        match arg {
            DuplicatesArg::Include => Self::Include,
            DuplicatesArg::Document => Self::Document,
            DuplicatesArg::Week => Self::Week,
            DuplicatesArg::Month => Self::Month,
            DuplicatesArg::Year => Self::Year,
            DuplicatesArg::Range => Self::Range,
        }
    }
}

/// `name=value`; both sides of the first equals sign.
pub(crate) fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => {
            Ok((name.trim().to_owned(), value.trim().to_owned()))
        }
        _ => Err("write NAME=VALUE".to_owned()),
    }
}

fn threads(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|n| (1..=256).contains(n));
    number.ok_or_else(|| "a number from 1 to 256".to_owned())
}

fn delimiter(text: &str) -> Result<u8, String> {
    match text {
        "tab" | "\\t" | "\t" => Ok(b'\t'),
        "comma" => Ok(b','),
        "semicolon" => Ok(b';'),
        one if one.len() == 1 && one.is_ascii() => Ok(one.as_bytes()[0]),
        _ => Err("one sign, or comma, semicolon, tab".to_owned()),
    }
}

/// What was read: a record, or a table of statements.
pub(crate) enum Data {
    Record(Box<Reading>, Vec<PathBuf>),
    Table(Box<EventsReading>, String),
}

/// What a question needs of a table.
pub(crate) struct Needs {
    /// Only these columns.
    pub(crate) columns: Vec<String>,
    /// Whether it asks for times, documents and ids.
    pub(crate) places: RowPlaces,
}

/// Reads the inputs: one table or database, or any number of record files. `needs`, where given,
/// is all that is read of a table.
pub(crate) fn load(
    console: &Console,
    records: &Records,
    needs: Option<Needs>,
) -> Result<Data, CliError> {
    let loaded = match records.paths.as_slice() {
        [path] if path.is_dir() && !input::parquet_in(path)?.is_empty() => {
            let parts = input::parquet_in(path)?;
            return parquet(console, records, needs, (path, &parts));
        }
        [path] if !path.is_dir() => {
            let opened = input::open(path)?;
            if read::is_parquet(&opened.head) {
                return parquet(console, records, needs, (path, std::slice::from_ref(path)));
            }
            if kind(&opened.name, &opened.head) == Kind::Table {
                return Ok(table(console, records, needs, opened));
            }
            vec![opened.loaded()?]
        }
        paths => input::load(paths)?,
    };
    let mut folders = Vec::new();
    let mut inputs = Vec::new();
    let mut kinds = Vec::new();
    for Loaded { folder, input } in loaded {
        kinds.push(kind(&input.name, &input.bytes));
        folders.push(folder);
        inputs.push(input);
    }
    if kinds.iter().all(|kind| *kind == Kind::Json) {
        return Ok(Data::Record(Box::new(read::json(inputs)), folders));
    }
    if kinds.iter().all(|kind| *kind == Kind::Workbook) {
        return workbooks(console, records, needs, inputs, folders);
    }
    if kinds.contains(&Kind::Workbook) {
        return Err(
            CliError::usage("workbooks are read with other workbooks only")
                .hint("make a record of each first: plenary export book.xlsx -o book.json"),
        );
    }
    if inputs.len() > 1 {
        return Err(
            CliError::usage("a table or database is read alone, not with other files")
                .hint("put the rows of several tables into one"),
        );
    }
    let input = inputs.remove(0);
    if kind(&input.name, &input.bytes) == Kind::Table {
        // One that was named twice.
        let opened = Opened::of(input);
        return Ok(table(console, records, needs, opened));
    }
    warn_of_log(console, &input.name);
    let options = DnaOptions {
        statement_type: records.table.statement_type.clone(),
    };
    let name = stem(&input.name);
    let reading = console.watched(|progress| read::dna_watched(input, &options, progress));
    Ok(Data::Table(Box::new(reading), name))
}

/// Workbooks as one record; one that lists no nouns as a table of statements, its first sheet.
#[cfg(feature = "xlsx")]
fn workbooks(
    console: &Console,
    records: &Records,
    needs: Option<Needs>,
    inputs: Vec<Input>,
    folders: Vec<PathBuf>,
) -> Result<Data, CliError> {
    if let [input] = inputs.as_slice()
        && let Ok(Some(tables)) = read::sheet_tables(input)
        && let Some(first) = tables.into_iter().next()
    {
        let records = Records {
            table: TableArgs {
                delimiter: Some(b','),
                ..records.table.clone()
            },
            ..records.clone()
        };
        return Ok(table(console, &records, needs, Opened::of(first)));
    }
    Ok(Data::Record(Box::new(read::workbook(inputs)), folders))
}

#[cfg(not(feature = "xlsx"))]
fn workbooks(
    _: &Console,
    _: &Records,
    _: Option<Needs>,
    _: Vec<Input>,
    _: Vec<PathBuf>,
) -> Result<Data, CliError> {
    let message = "this plenary was built without workbooks";
    Err(CliError::new(Exit::Unavailable, message).hint("build it with --features xlsx"))
}

/// A table in files of Parquet.
#[cfg(feature = "parquet")]
fn parquet(
    console: &Console,
    records: &Records,
    needs: Option<Needs>,
    (path, parts): (&Path, &[PathBuf]),
) -> Result<Data, CliError> {
    if path == Path::new("-") {
        return Err(
            CliError::usage("Parquet cannot be read from stdin: its end is read first")
                .hint("name the file"),
        );
    }
    let mut files = Vec::new();
    for part in parts {
        let file = std::fs::File::open(part);
        files.push(file.map_err(|error| input::unreadable(part, &error))?);
    }
    let options = table_options(records, needs);
    let name = path.display().to_string();
    let title = stem(&name);
    let read = |progress: Progress<'_>| read::parquet_table(name, files, &options, progress);
    let reading = console.watched(read);
    Ok(Data::Table(Box::new(reading), title))
}

#[cfg(not(feature = "parquet"))]
fn parquet(
    _: &Console,
    _: &Records,
    _: Option<Needs>,
    _: (&Path, &[PathBuf]),
) -> Result<Data, CliError> {
    Err(no_parquet())
}

/// What is said where Parquet is asked for and not there.
#[cfg(not(feature = "parquet"))]
pub(crate) fn no_parquet() -> CliError {
    let message = "this plenary was built without Parquet";
    CliError::new(Exit::Unavailable, message).hint("build it with --features parquet, or use CSV")
}

fn table_options(records: &Records, needs: Option<Needs>) -> CsvOptions {
    let (only, places, text) = match needs {
        Some(needs) => (Some(needs.columns), needs.places, TableText::Dropped),
        // For a record, which has more to say of rows.
        None => (None, RowPlaces::Kept, TableText::Kept),
    };
    CsvOptions {
        columns: records.table.columns.clone(),
        delimiter: records.table.delimiter,
        threads: records.table.threads,
        only,
        places,
        text,
        ..CsvOptions::default()
    }
}

fn table(console: &Console, records: &Records, needs: Option<Needs>, opened: Opened) -> Data {
    let options = table_options(records, needs);
    let title = stem(&opened.name);
    let source = TableSource {
        name: opened.name.clone(),
        size: opened.size,
        reader: opened.reader(),
    };
    let reading = console.watched(|progress| read::csv_table_from(source, &options, progress));
    Data::Table(Box::new(reading), title)
}

fn stem(name: &str) -> String {
    let stem = Path::new(name).file_stem();
    stem.map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Json,
    Table,
    Database,
    Workbook,
}

fn kind(name: &str, bytes: &[u8]) -> Kind {
    let suffix = Path::new(name).extension().unwrap_or_default();
    let suffix = suffix.to_string_lossy().to_lowercase();
    if read::is_sqlite(bytes) || suffix == "dna" {
        return Kind::Database;
    }
    if ["csv", "tsv", "tab"].contains(&suffix.as_str()) {
        return Kind::Table;
    }
    let named = ["xlsx", "xlsm", "ods"].contains(&suffix.as_str());
    if bytes.starts_with(b"PK") && (named || is_workbook(bytes)) {
        return Kind::Workbook;
    }
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let first = text.iter().find(|byte| !byte.is_ascii_whitespace());
    match first {
        Some(b'{' | b'[') | None => Kind::Json,
        // Nothing tells what a stream is but its first line.
        Some(_) if name == "<stdin>" && is_table_head(text) => Kind::Table,
        Some(_) => Kind::Json,
    }
}

/// Whether an archive is a workbook, where its name does not say so.
#[cfg(feature = "xlsx")]
fn is_workbook(bytes: &[u8]) -> bool {
    read::is_workbook(bytes)
}

#[cfg(not(feature = "xlsx"))]
const fn is_workbook(_: &[u8]) -> bool {
    false
}

/// Whether the first line is text in several cells.
fn is_table_head(text: &[u8]) -> bool {
    let line = text.split(|&byte| byte == b'\n').next().unwrap_or(text);
    let line = std::str::from_utf8(line).unwrap_or_default();
    line.contains([',', ';', '\t', '|']) && !line.contains(['\0', '{', '['])
}

/// Changes that are still in a write-ahead log are not in the file.
fn warn_of_log(console: &Console, name: &str) {
    let log = format!("{name}-wal");
    if std::fs::metadata(&log).is_ok_and(|data| data.len() > 0) {
        console.line(&format!(
            "warning: {log} has changes that are not read; close the database in DNA first"
        ));
    }
}

/// A table as a record, for the verbs that need one.
pub(crate) fn as_record(reading: EventsReading, title: String, table: &TableArgs) -> Reading {
    let options = RecordOptions {
        title,
        theme_stance: table.theme_stance.clone(),
        ..RecordOptions::default()
    };
    read::events_record(reading, &options)
}

/// The condition of `--where`, for a table; its problems are shown.
pub(crate) fn condition(
    console: &Console,
    narrow: &Narrow,
    events: &Events,
) -> Result<Option<Condition>, CliError> {
    let Some(text) = &narrow.condition else {
        return Ok(None);
    };
    let reading = read::condition(text, "--where", events);
    let wrong = reading
        .problems
        .iter()
        .any(|p| p.severity() == Severity::Error);
    if wrong || !console.quiet {
        console.problems(&[reading.file], &reading.problems, Amount::First);
    }
    match reading.condition {
        Some(condition) => Ok(Some(condition)),
        None => Err(CliError {
            exit: Exit::Usage,
            ..CliError::shown()
        }),
    }
}

/// A record with only the statements that were asked for.
pub(crate) fn narrowed(
    console: &Console,
    narrow: &Narrow,
    record: Record,
) -> Result<Record, CliError> {
    let mut options = FilterOptions {
        condition: None,
        min_statements: narrow.min_statements,
        min_claim_statements: narrow.min_claim_statements,
        duplicates: narrow.duplicates.into(),
    };
    if narrow.condition.is_some() {
        let events = Events::of_record(&record, RecordRows::Statements);
        options.condition = condition(console, narrow, &events)?;
    }
    if options == FilterOptions::default() {
        return Ok(record);
    }
    Ok(analysis::filter_record(&record, &options))
}
