//! Statement tables: CSV, TSV and their like.

mod cells;
mod columns;
mod sniff;

use csv::{ByteRecord, ReaderBuilder};

use self::cells::field_span;
use self::columns::{Columns, Role};
use super::Input;
use super::codes::Code;
use super::events_reading::EventsReading;
use super::problem::{Place, Problem, TextFile, sort_problems};
use super::suggest::shown;
use super::when::when;
use crate::model::{Document, EventsBuilder, Progress};

pub use self::sniff::delimiter;

/// How a table is read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CsvOptions {
    /// New names for columns, each with the head it has in the table: `("stakeholder",
    /// "Organisation")`. Default: columns are called what the table calls them.
    pub columns: Vec<(String, String)>,
    /// What separates cells. Default: comma, semicolon, tab or bar, whichever the first lines
    /// have.
    pub delimiter: Option<u8>,
    /// Only these columns (by their new names), and dates, documents and ids. Default: all.
    pub only: Option<Vec<String>>,
}

/// After so many problems the rest is not looked at.
const MOST_PROBLEMS: usize = 10_000;

/// How often it is told how far the reading is.
const ROWS_A_STEP: i64 = 10_000;
const READING: &str = "reading the table";

/// Reads one table: a line of column heads, then one line a statement.
///
/// Every column is a variable of its name. `date` (or `time`, `datetime`, `timestamp`) is the
/// time of the statement; `document` (`document_id`, `doc`, `doc_id`; else `source`) its
/// document; whole numbers in `id`, `start` and `stop` its place. A column with whole numbers
/// only is an integer variable; with words for yes and no only, and called `stance`,
/// `agreement` or `agree`, a boolean one, where support is yes. Empty cells are missing. A byte
/// order mark is skipped. Every row that has too few or too many cells, and every cell that
/// cannot be read, is reported with its place. Never panics.
pub fn csv_table(input: Input, options: &CsvOptions) -> EventsReading {
    csv_table_watched(input, options, Progress::none())
}

/// [`csv_table`], telling how many of the table's bytes have been read.
pub fn csv_table_watched(
    input: Input,
    options: &CsvOptions,
    progress: Progress<'_>,
) -> EventsReading {
    let Input { name, mut bytes } = input;
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let message = format!("{name} is not UTF-8 text: see byte {at}");
            let problem = Problem::new(Code::NotUtf8, message)
                .help("save the table as 'CSV UTF-8'")
                .at(
                    Some(Place {
                        file: 0,
                        span: 0..0,
                    }),
                    "",
                );
            return EventsReading {
                events: None,
                problems: vec![problem],
                files: vec![TextFile {
                    name,
                    text: String::new(),
                }],
            };
        }
    };
    let mut table = Table {
        delimiter: options.delimiter.unwrap_or_else(|| delimiter(&text)),
        text: &text,
        problems: Vec::new(),
        last_time: (String::new(), 0),
        last_document: None,
    };
    let made = table.read(options, progress);
    let mut problems = table.problems;
    sort_problems(&mut problems);
    EventsReading {
        events: made
            .filter(|_| problems.is_empty())
            .map(EventsBuilder::finish),
        problems,
        files: vec![TextFile { name, text }],
    }
}

struct Table<'a> {
    text: &'a str,
    delimiter: u8,
    problems: Vec<Problem>,
    /// The time that was read last, as written and in seconds.
    last_time: (String, i64),
    /// The document that was read last, and its place.
    last_document: Option<(String, usize)>,
}

impl Table<'_> {
    fn read(&mut self, options: &CsvOptions, progress: Progress<'_>) -> Option<EventsBuilder> {
        let mut reader = ReaderBuilder::new()
            .delimiter(self.delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(self.text.as_bytes());
        let mut record = ByteRecord::new();
        if !reader.read_byte_record(&mut record).unwrap_or_default() {
            let message = "the table is empty";
            let help = "the first line names the columns: stakeholder,claim,stance,date";
            self.problem(Code::BadTable, 0..0, message.to_owned(), help);
            return None;
        }
        let heads: Vec<String> = record
            .iter()
            .map(|cell| text_of(cell).trim().to_owned())
            .collect();
        let mut made = EventsBuilder::new();
        let columns = match Columns::new(&heads, options, &mut made) {
            Ok(columns) => columns,
            Err(problems) => {
                for (at, mut problem) in problems {
                    let span = field_span(self.text, 0, self.delimiter, at);
                    problem.place = Some(Place { file: 0, span });
                    self.problems.push(problem);
                }
                return None;
            }
        };
        let mut documents = std::collections::HashMap::new();
        let mut row = 0;
        // All is UTF-8 in memory, so reading it cannot fail.
        while reader.read_byte_record(&mut record).unwrap_or_default() {
            if record.len() == 1 && record[0].is_empty() {
                continue;
            }
            row += 1;
            let begins = record.position().map_or(0, csv::Position::byte);
            let begins = usize::try_from(begins).unwrap_or_default();
            if row % ROWS_A_STEP == 0 {
                progress.tell(READING, begins, self.text.len());
            }
            if record.len() != heads.len() {
                let line = field_span(self.text, begins, self.delimiter, 0);
                let message = format!(
                    "row {row} has {} cells, and there are {} columns",
                    record.len(),
                    heads.len()
                );
                let help = "put a cell with a delimiter in it in double quotes; leave no cell out";
                self.problem(Code::BadTable, line, message, help);
            } else {
                self.row((row, begins), &record, &columns, &mut documents, &mut made);
            }
            if self.problems.len() >= MOST_PROBLEMS {
                let problem =
                    Problem::new(Code::TooMany, "the rest of the table was not looked at");
                self.problems.push(problem.help("mend these first"));
                break;
            }
        }
        progress.tell(READING, self.text.len(), self.text.len());
        let bad = columns.finish(&mut made);
        if !bad.is_empty() {
            self.bad_stances(&columns, &bad);
        }
        Some(made)
    }

    /// Reads once more, for the places of stances that are no stances.
    fn bad_stances(&mut self, columns: &Columns, bad: &[(usize, String)]) {
        let mut reader = ReaderBuilder::new()
            .delimiter(self.delimiter)
            .flexible(true)
            .from_reader(self.text.as_bytes());
        for (row, record) in (1..).zip(reader.byte_records().map_while(Result::ok)) {
            let begins = record.position().map_or(0, csv::Position::byte);
            let begins = usize::try_from(begins).unwrap_or_default();
            for (at, label) in bad {
                if record
                    .get(*at)
                    .is_some_and(|cell| text_of(cell).trim() == label)
                {
                    let what = (label.as_str(), "neither support nor concern");
                    let help =
                        "write support or concern; or 1 and 0, + and -, yes and no, pro and con";
                    self.bad_cell((row, begins), (columns, *at), what, help);
                }
            }
            if self.problems.len() >= MOST_PROBLEMS {
                break;
            }
        }
    }

    fn bad_cell(
        &mut self,
        (row, begins): (i64, usize),
        (columns, at): (&Columns, usize),
        (cell, what): (&str, &str),
        help: &str,
    ) {
        let span = field_span(self.text, begins, self.delimiter, at);
        let (cell, head) = (shown(cell, 40), shown(&columns.heads[at], 40));
        let message = format!("row {row}, column '{head}': '{cell}' is {what}");
        self.problem(Code::BadCell, span, message, help);
    }

    fn row(
        &mut self,
        (row, begins): (i64, usize),
        record: &ByteRecord,
        columns: &Columns,
        documents: &mut std::collections::HashMap<String, usize>,
        made: &mut EventsBuilder,
    ) {
        let mut time = None;
        let mut place = (0, 0);
        let mut id = row;
        let mut document = "";
        for (at, cell) in record.iter().enumerate() {
            if matches!(columns.roles[at], Role::Value | Role::Unread) {
                continue;
            }
            let cell = text_of(cell).trim();
            let small = || cell.parse::<u32>().ok();
            match columns.roles[at] {
                _ if cell.is_empty() => {}
                // Statements of one day usually follow each other.
                Role::Time if self.last_time.0 == cell => time = Some(self.last_time.1),
                Role::Time => match time_of(cell) {
                    Some(seconds) => {
                        self.last_time = (cell.to_owned(), seconds);
                        time = Some(seconds);
                    }
                    None => {
                        let help = "write YYYY-MM-DD, with Thh:mm where it matters";
                        self.bad_cell((row, begins), (columns, at), (cell, "no date"), help);
                    }
                },
                Role::Start => place.0 = small().unwrap_or_default(),
                Role::Stop => place.1 = small().unwrap_or_default(),
                Role::Id => id = cell.parse().unwrap_or(row),
                Role::Document => document = cell,
                Role::Value | Role::Unread => {}
            }
        }
        // So do those of one document.
        let known = match &self.last_document {
            Some((last, at)) if last == document => Some(*at),
            _ => documents.get(document).copied(),
        };
        let place_of_document = match known {
            Some(at) => at,
            None => {
                let at = made.document(Document {
                    name: document.to_owned(),
                    time: None,
                });
                documents.insert(document.to_owned(), at);
                at
            }
        };
        if (self.last_document.as_ref()).is_none_or(|(last, _)| last != document) {
            self.last_document = Some((document.to_owned(), place_of_document));
        }
        made.row(time, place_of_document, place, id);
        for (at, cell) in record.iter().enumerate() {
            if let Some(column) = columns.made[at] {
                made.set_text(column, text_of(cell).trim());
            }
        }
    }

    fn problem(&mut self, code: Code, span: std::ops::Range<usize>, message: String, help: &str) {
        let place = Place { file: 0, span };
        self.problems.push(
            Problem::new(code, message)
                .at(Some(place), "here")
                .help(help),
        );
    }
}

fn text_of(cell: &[u8]) -> &str {
    // Cells end at ASCII signs, so what is between them is UTF-8 as the whole is.
    std::str::from_utf8(cell).unwrap_or_default()
}

/// A date, or seconds since 1970.
fn time_of(cell: &str) -> Option<i64> {
    if cell.len() >= 8
        && cell.bytes().all(|b| b.is_ascii_digit() || b == b'-')
        && !cell[1..].contains('-')
    {
        return cell.parse().ok();
    }
    when(cell).map(|range| *range.start())
}
