//! Statement tables: CSV, TSV and their like.

mod cells;
mod columns;
mod excerpts;
mod sniff;
mod source;

use std::collections::HashMap;
use std::io::{Cursor, Read};

use self::cells::{text_of, trimmed};
use self::columns::{Columns, Role};
use self::excerpts::Excerpts;
use self::source::{Source, Stop};
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
    /// Whether rows keep their time, document, place and id, and are in that order. Default: yes.
    pub places: RowPlaces,
    /// How much of the text the reading has, for messages. Default: all of it.
    pub text: TableText,
    /// How many bytes are read at a time; the longest row may need more. Default: 256 KiB.
    pub stretch: Option<usize>,
}

/// What is known of a row besides the values of its columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RowPlaces {
    /// Time, document, place and id, and rows are in this order.
    #[default]
    Kept,
    /// Nothing: dates are checked, rows stay as in the table, and the id of each is its number
    /// there. Less than half the memory, for what asks for no time.
    Dropped,
}

/// How much of a table's text stays in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TableText {
    /// All of it, so that what is found out later about a row, as by
    /// [`events_record`](super::events_record), can show the row.
    #[default]
    Kept,
    /// The rows only that reading it has problems with.
    Dropped,
}

/// A table to read, and what to call it in messages.
#[derive(Debug)]
pub struct TableSource<R> {
    /// Usually the path.
    pub name: String,
    /// Where the bytes come from.
    pub reader: R,
    /// How many there are, for whoever watches; `None` where nobody knows.
    pub size: Option<u64>,
}

/// After so many problems the rest is not looked at.
const MOST_PROBLEMS: usize = 10_000;

/// How often it is told how far the reading is.
const ROWS_A_STEP: i64 = 10_000;
const READING: &str = "reading the table";

const STRETCH: usize = 1 << 18;
/// So much of a table is looked at to find its delimiter.
const SNIFFED: u64 = 1 << 16;

/// Reads one table: a line of column heads, then one line a statement.
///
/// Every column is a variable of its name. `date` (or `time`, `datetime`, `timestamp`) is the
/// time of the statement; `document` (`document_id`, `doc`, `doc_id`; else `source`) its
/// document; whole numbers in `id`, `start` and `stop` its place. A column with whole numbers
/// only is an integer variable; with words for yes and no only, and called `stance`,
/// `agreement` or `agree`, a boolean one, where support is yes. Empty cells are missing. A byte
/// order mark is skipped. Every row that has too few or too many cells, and every cell that
/// cannot be read, is reported with its place.
/// Never panics.
pub fn csv_table(input: Input, options: &CsvOptions) -> EventsReading {
    csv_table_watched(input, options, Progress::none())
}

/// [`csv_table`], telling how many of the table's bytes have been read.
pub fn csv_table_watched(
    input: Input,
    options: &CsvOptions,
    progress: Progress<'_>,
) -> EventsReading {
    let source = TableSource {
        name: input.name,
        size: u64::try_from(input.bytes.len()).ok(),
        reader: Cursor::new(input.bytes),
    };
    csv_table_from(source, options, progress)
}

/// [`csv_table_watched`] of a stream: unless its text is kept, in memory are a stretch of it, its
/// longest row, and the columns that are made.
pub fn csv_table_from<R: Read>(
    source: TableSource<R>,
    options: &CsvOptions,
    progress: Progress<'_>,
) -> EventsReading {
    let TableSource {
        name,
        mut reader,
        size,
    } = source;
    let mut head = Vec::new();
    let failed = (&mut reader).take(SNIFFED).read_to_end(&mut head).err();
    let mark = if head.starts_with(b"\xEF\xBB\xBF") {
        3
    } else {
        0
    };
    let delimiter = options.delimiter.unwrap_or_else(|| {
        let head = &head[mark..];
        let valid = std::str::from_utf8(head).map_or_else(|e| e.valid_up_to(), str::len);
        let whole = u64::try_from(head.len() + mark).is_ok_and(|read| read < SNIFFED);
        let lines = match memchr::memrchr(b'\n', &head[..valid]) {
            // The last line may be cut.
            Some(end) if !whole => end + 1,
            _ => valid,
        };
        delimiter(text_of(&head[..lines]))
    });
    let mut head = Cursor::new(head);
    head.set_position(mark as u64);
    let mut table = Table {
        source: Source::new(
            head.chain(reader),
            options.stretch.unwrap_or(STRETCH),
            delimiter,
            options.text == TableText::Kept,
        ),
        row: 0,
        size: size.and_then(|size| usize::try_from(size).ok()),
        problems: Vec::new(),
        excerpts: Excerpts::of(options.text),
        suspects: Vec::new(),
        last_time: (Vec::new(), 0),
        documents: Documents::default(),
    };
    let stop = match failed {
        Some(error) => Err(Stop::Failed(error)),
        None => table.read(options, progress),
    };
    let (code, message, help) = match stop {
        Ok(made) => return table.finish(name, made),
        Err(Stop::End) => return table.finish(name, None),
        Err(Stop::NotUtf8(at)) => (
            Code::NotUtf8,
            format!("{name} is not UTF-8 text: see byte {at}"),
            "save the table as 'CSV UTF-8'",
        ),
        Err(Stop::Failed(error)) => (
            Code::BadTable,
            format!("{name} cannot be read to its end: {error}"),
            "see whether all of it is there",
        ),
    };
    let nowhere = Place {
        file: 0,
        span: 0..0,
    };
    EventsReading {
        events: None,
        problems: vec![Problem::new(code, message).help(help).at(Some(nowhere), "")],
        files: vec![TextFile {
            name,
            ..TextFile::default()
        }],
    }
}

/// Documents in order of appearance; those of one usually follow each other.
#[derive(Default)]
struct Documents {
    // Only asked, never walked.
    known: HashMap<Vec<u8>, usize, foldhash::fast::FixedState>,
    last: Option<(Vec<u8>, usize)>,
}

impl Documents {
    fn place(&mut self, name: &[u8], made: &mut EventsBuilder) -> usize {
        if let Some((last, at)) = &self.last
            && last == name
        {
            return *at;
        }
        let at = match self.known.get(name) {
            Some(&at) => at,
            None => {
                let at = made.document(Document {
                    name: text_of(name).to_owned(),
                    time: None,
                });
                self.known.insert(name.to_vec(), at);
                at
            }
        };
        let (last, place) = self.last.get_or_insert_default();
        last.clear();
        last.extend_from_slice(name);
        *place = at;
        at
    }
}

/// A cell that is no stance, if its column turns out to have stances.
struct Suspect {
    row: i64,
    column: usize,
    label: String,
    place: Place,
}

struct Table<R> {
    source: Source<R>,
    /// Counted from 1, the heads not.
    row: i64,
    size: Option<usize>,
    problems: Vec<Problem>,
    excerpts: Excerpts,
    suspects: Vec<Suspect>,
    /// The time that was read last, as written and in seconds.
    last_time: (Vec<u8>, i64),
    documents: Documents,
}

impl<R: Read> Table<R> {
    fn finish(mut self, name: String, made: Option<EventsBuilder>) -> EventsReading {
        sort_problems(&mut self.problems);
        let told = !self.problems.is_empty();
        EventsReading {
            events: made.filter(|_| !told).map(EventsBuilder::finish),
            problems: self.problems,
            files: vec![self.excerpts.file(name, self.source.text())],
        }
    }

    fn read(
        &mut self,
        options: &CsvOptions,
        progress: Progress<'_>,
    ) -> Result<Option<EventsBuilder>, Stop> {
        match self.source.next() {
            Ok(()) => {}
            Err(Stop::End) => {
                let message = "the table is empty";
                let help = "the first line names the columns: stakeholder,claim,stance,date";
                let place = Place {
                    file: 0,
                    span: 0..0,
                };
                self.problem(Code::BadTable, place, message.to_owned(), help);
                return Ok(None);
            }
            Err(stop) => return Err(stop),
        }
        let heads = (0..self.source.row.cells.len())
            .map(|at| text_of(trimmed(self.source.row.text(self.source.bytes(), at))).to_owned());
        let heads: Vec<String> = heads.collect();
        let mut made = EventsBuilder::new();
        let mut columns = match Columns::new(&heads, options, &mut made) {
            Ok(columns) => columns,
            Err(problems) => {
                for (at, mut problem) in problems {
                    problem.place = Some(self.place_of(at));
                    self.problems.push(problem);
                }
                // What is no text is told before all else.
                return loop {
                    match self.source.next() {
                        Ok(()) => {}
                        Err(Stop::End) => break Ok(None),
                        Err(stop) => break Err(stop),
                    }
                };
            }
        };
        loop {
            match self.source.next() {
                Ok(()) => {}
                Err(Stop::End) => break,
                Err(stop) => return Err(stop),
            }
            let cells = self.source.row.cells.len();
            let blank =
                cells == 1 && trimmed(self.source.row.text(self.source.bytes(), 0)).is_empty();
            if blank {
                continue;
            }
            self.row += 1;
            if self.row % ROWS_A_STEP == 0
                && let Some(size) = self.size
            {
                progress.tell(READING, self.source.done(), size);
            }
            if cells == heads.len() {
                self.one_row(&mut columns, options, &mut made);
            } else {
                let row = self.row;
                let message = format!(
                    "row {row} has {cells} cells, and there are {} columns",
                    heads.len()
                );
                let help = "put a cell with a delimiter in it in double quotes; leave no cell out";
                let place = self.place_of(0);
                self.problem(Code::BadTable, place, message, help);
            }
            if self.problems.len() >= MOST_PROBLEMS {
                let problem =
                    Problem::new(Code::TooMany, "the rest of the table was not looked at");
                self.problems.push(problem.help("mend these first"));
                break;
            }
        }
        let size = self.size.unwrap_or_else(|| self.source.done());
        progress.tell(READING, size, size);
        made.settle();
        let bad = columns.finish(&mut made);
        for suspect in std::mem::take(&mut self.suspects) {
            if self.problems.len() >= MOST_PROBLEMS {
                break;
            }
            if bad.contains(&suspect.column) {
                let what = (suspect.label.as_str(), "neither support nor concern");
                let help = "write support or concern; or 1 and 0, + and -, yes and no, pro and con";
                let head = &columns.heads[suspect.column];
                self.bad_cell((suspect.row, head), suspect.place, what, help);
            }
        }
        Ok(Some(made))
    }

    /// The place of a cell of the row that was read last.
    fn place_of(&mut self, cell: usize) -> Place {
        let begins = self.source.row.begins;
        let raw = self.source.row.cells.get(cell);
        let raw = raw.map_or(begins..begins, |cell| cell.raw.clone());
        let line = self.source.row.lines_before + 1;
        let from = (self.excerpts).add(text_of(self.source.row_bytes()), line, self.source.done());
        Place {
            file: 0,
            span: from + raw.start - begins..from + raw.end - begins,
        }
    }

    fn bad_cell(
        &mut self,
        (row, head): (i64, &str),
        place: Place,
        (cell, what): (&str, &str),
        help: &str,
    ) {
        let (cell, head) = (shown(cell, 40), shown(head, 40));
        let message = format!("row {row}, column '{head}': '{cell}' is {what}");
        self.problem(Code::BadCell, place, message, help);
    }

    fn one_row(&mut self, columns: &mut Columns, options: &CsvOptions, made: &mut EventsBuilder) {
        let mut time = None;
        let mut place = (0, 0);
        let mut id = self.row;
        let mut bad_time = None;
        let (bytes, row) = (self.source.bytes(), &self.source.row);
        let mut document: &[u8] = b"";
        for &(at, role) in &columns.told {
            let cell = trimmed(row.text(bytes, at));
            let small = || text_of(cell).parse::<u32>().ok();
            match role {
                _ if cell.is_empty() => {}
                // Statements of one day usually follow each other.
                Role::Time if self.last_time.0 == cell => time = Some(self.last_time.1),
                Role::Time => match time_of(text_of(cell)) {
                    Some(seconds) => {
                        self.last_time.0.clear();
                        self.last_time.0.extend_from_slice(cell);
                        self.last_time.1 = seconds;
                        time = Some(seconds);
                    }
                    None => bad_time = Some((at, text_of(cell).to_owned())),
                },
                Role::Start => place.0 = small().unwrap_or_default(),
                Role::Stop => place.1 = small().unwrap_or_default(),
                Role::Id => id = text_of(cell).parse().unwrap_or(id),
                Role::Document => document = cell,
            }
        }
        if options.places == RowPlaces::Kept {
            let document = self.documents.place(document, made);
            made.place(time, document, place, id);
        }
        made.next_row();
        let mut suspect = None;
        for made_of in &mut columns.made {
            let cell = trimmed(row.text(bytes, made_of.at));
            if !made_of.is_watched() {
                made.queue_text(made_of.column, cell);
                continue;
            }
            let code = made.push_text(made_of.column, cell);
            if made_of.is_suspect(code, cell) {
                suspect = Some(made_of.at);
            }
        }
        if let Some((at, cell)) = bad_time {
            let help = "write YYYY-MM-DD, with Thh:mm where it matters";
            let place = self.place_of(at);
            let (row, head) = (self.row, &columns.heads[at]);
            self.bad_cell((row, head), place, (&cell, "no date"), help);
        }
        if suspect.is_some() {
            self.suspect(columns);
        }
    }

    /// Takes note of the cells of a row that may have to be told of.
    fn suspect(&mut self, columns: &mut Columns) {
        for made_of in &mut columns.made {
            let cell = trimmed(self.source.row.text(self.source.bytes(), made_of.at));
            if made_of.noted < MOST_PROBLEMS && made_of.is_bad(cell) {
                made_of.noted += 1;
                let (row, column, label) = (self.row, made_of.at, text_of(cell).to_owned());
                let place = self.place_of(column);
                self.suspects.push(Suspect {
                    row,
                    column,
                    label,
                    place,
                });
            }
        }
    }

    fn problem(&mut self, code: Code, place: Place, message: String, help: &str) {
        self.problems.push(
            Problem::new(code, message)
                .at(Some(place), "here")
                .help(help),
        );
    }
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
