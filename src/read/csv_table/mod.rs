//! Statement tables: CSV, TSV and their like.

mod cells;
mod columns;
mod excerpts;
mod lanes;
mod marks;
mod sniff;
mod stretches;
mod tokens;

use std::collections::HashMap;
use std::io::{self, Cursor, Read};

use memchr::memchr_iter;

use self::cells::{Next, Row, text_of, trimmed};
use self::columns::{Columns, Role};
use self::excerpts::Excerpts;
use self::lanes::{Taker, rows};
use self::stretches::Stretches;
use self::tokens::{Shape, Tokens, invalid};
use super::Input;
use super::codes::Code;
use super::events_reading::EventsReading;
use super::problem::{Place, Problem, TextFile, sort_problems};
use super::suggest::shown;
use super::when::when;
use jiff::civil::Date;

use crate::model::events::time::midnight;
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
    /// How many threads read a table of more than 1 MiB; what comes of it does not depend on
    /// them. Default: as many as there are cores.
    pub threads: Option<usize>,
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

/// A row as long as this is a quote that nobody closed.
const LONGEST_ROW: usize = 64 << 20;

const READING: &str = "reading the table";

const STRETCH: usize = 1 << 18;
/// So much of a table is looked at to find its delimiter.
const SNIFFED: u64 = 1 << 16;

/// Why there are no more rows.
enum Stop {
    /// There is no more to be had.
    Failed(io::Error),
    /// The byte at this place is no UTF-8.
    NotUtf8(usize),
    /// A row has no end in sight.
    LongRow,
}

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

/// [`csv_table_watched`] of a stream: unless its text is kept, in memory are three stretches of it
/// for each thread, its longest row (at most 64 MiB) and the columns that are made: 4 bytes a row
/// and column, every label once, and 28 bytes a row where rows keep their places.
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
    let size = size.and_then(|size| usize::try_from(size).ok());
    let mut stretches = Stretches::new(head.chain(reader), options.stretch.unwrap_or(STRETCH));
    let made = match failed {
        Some(error) => Err(Stop::Failed(error)),
        None => read(&mut stretches, (delimiter, size), options, progress),
    };
    let (code, message, help) = match made {
        Ok((notes, kept, made)) => return notes.reading(name, kept, made),
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
        Err(Stop::LongRow) => (
            Code::BadTable,
            format!("{name} has a row of more than 64 MiB"),
            "see whether a double quote is not closed",
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

struct Table<'a> {
    options: &'a CsvOptions,
    progress: Progress<'a>,
    columns: Columns,
    made: EventsBuilder,
    delimiter: u8,
    /// Counted from 1, the heads not.
    row: i64,
    size: Option<usize>,
    /// How many bytes and LF there were before those that are looked at.
    before: usize,
    lines: usize,
    /// What was read, where it is kept.
    kept: Option<Vec<u8>>,
    notes: Notes,
    suspects: Vec<Suspect>,
    /// The time that was read last, as written and in seconds.
    last_time: (Vec<u8>, i64),
    documents: Documents,
}

impl Taker for Table<'_> {
    fn take(&mut self, bytes: &[u8], tokens: &Tokens) -> Result<bool, Stop> {
        if let Some(wrong) = tokens.wrong {
            return Err(Stop::NotUtf8(self.before + wrong));
        }
        let mut remarks = Vec::new();
        self.told(bytes, tokens, &mut remarks);
        self.values(bytes, tokens, &mut remarks);
        let odd = (0..).zip(&tokens.odd);
        remarks.extend(odd.map(|(at, odd)| (odd.before, Remark::Odd(at))));
        remarks.sort_unstable();
        let go_on = self.remarked(bytes, tokens, &remarks);
        self.row += (tokens.begins.len() + tokens.odd.len()) as i64;
        if let Some(kept) = &mut self.kept {
            let end = if go_on { tokens.end } else { bytes.len() };
            kept.extend_from_slice(&bytes[..end]);
        }
        self.before += tokens.end;
        self.lines += tokens.lines;
        if let Some(size) = self.size {
            self.progress.tell(READING, self.before, size);
        }
        Ok(go_on)
    }
}

/// What there is to say of a row; of one row in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Remark {
    /// It comes before the good row, and is none.
    Odd(usize),
    /// The cell of this place is no date.
    Time(usize),
    /// The cell of this place, of a column with this place among the variables, is no stance.
    Stance(usize, usize),
}

impl Table<'_> {
    /// What the columns say that are no variables.
    fn told(&mut self, bytes: &[u8], tokens: &Tokens, remarks: &mut Vec<(usize, Remark)>) {
        let rows = tokens.begins.len();
        let keep = self.options.places == RowPlaces::Kept;
        if !keep && self.columns.told.is_empty() {
            self.made.next_rows(rows);
            return;
        }
        let mut odd = tokens.odd.iter().peekable();
        let mut number = self.row;
        for row in 0..rows {
            let mut time = None;
            let mut place = (0, 0);
            let mut document: &[u8] = b"";
            number += 1;
            while odd.next_if(|odd| odd.before <= row).is_some() {
                number += 1;
            }
            let mut id = number;
            for (&(at, role), column) in self.columns.told.iter().zip(&tokens.columns) {
                let cell = tokens.text(bytes, column.spans[row]);
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
                        None => remarks.push((row, Remark::Time(at))),
                    },
                    Role::Start => place.0 = small().unwrap_or_default(),
                    Role::Stop => place.1 = small().unwrap_or_default(),
                    Role::Id => id = text_of(cell).parse().unwrap_or(id),
                    Role::Document => document = cell,
                }
            }
            if keep {
                let document = self.documents.place(document, &mut self.made);
                self.made.place(time, document, place, id);
            }
            self.made.next_rows(1);
        }
    }

    /// The values of variables.
    fn values(&mut self, bytes: &[u8], tokens: &Tokens, remarks: &mut Vec<(usize, Remark)>) {
        let columns = &tokens.columns[self.columns.told.len()..];
        for (order, (variable, column)) in self.columns.made.iter_mut().zip(columns).enumerate() {
            let text = |row: usize| tokens.text(bytes, column.spans[row]);
            let hashed = |row: usize| (text(row), column.hashes[row]);
            let codes = self
                .made
                .push_texts(variable.column, column.spans.len(), hashed);
            if !variable.is_watched() {
                continue;
            }
            for (row, &code) in codes.iter().enumerate() {
                if variable.is_suspect(code, || text(row)) {
                    remarks.push((row, Remark::Stance(order, variable.at)));
                }
            }
        }
    }

    /// Takes note of remarks, which are in the order of rows; whether to go on.
    fn remarked(&mut self, bytes: &[u8], tokens: &Tokens, remarks: &[(usize, Remark)]) -> bool {
        let mut odd = 0;
        // Where the lines were counted up to.
        let mut counted = (0, self.lines);
        let mut cells = Row::default();
        for &(row, remark) in remarks {
            let begins = match remark {
                Remark::Odd(at) => {
                    odd += 1;
                    tokens.odd[at].begins
                }
                _ => tokens.begins[row] as usize,
            };
            let is_odd = matches!(remark, Remark::Odd(_));
            let number = self.row + (row + odd + usize::from(!is_odd)) as i64;
            counted.1 += memchr_iter(b'\n', &bytes[counted.0..begins]).count();
            counted.0 = begins;
            let Next::Row(end) = cells.read(bytes, begins, true, self.delimiter) else {
                continue;
            };
            let mut place = |at: usize| {
                let raw = (cells.cells.get(at)).map_or(begins..begins, |cell| cell.raw.clone());
                let line = counted.1 + 1;
                let written = text_of(&bytes[begins..end]);
                let from = self.notes.excerpts.add(written, line, self.before + end);
                Place {
                    file: 0,
                    span: from + raw.start - begins..from + raw.end - begins,
                }
            };
            let heads = &self.columns.heads;
            match remark {
                Remark::Odd(at) => {
                    let cells = tokens.odd[at].cells;
                    let message = format!(
                        "row {number} has {cells} cells, and there are {} columns",
                        heads.len()
                    );
                    let help =
                        "put a cell with a delimiter in it in double quotes; leave no cell out";
                    let place = place(0);
                    self.notes.problem(Code::BadTable, place, message, help);
                }
                Remark::Time(at) => {
                    let help = "write YYYY-MM-DD, with Thh:mm where it matters";
                    let place = place(at);
                    let cell = (text_of(trimmed(cells.text(bytes, at))), "no date");
                    (self.notes).bad_cell((number, &heads[at]), place, cell, help);
                }
                Remark::Stance(_, at) => self.suspects.push(Suspect {
                    row: number,
                    column: at,
                    label: text_of(trimmed(cells.text(bytes, at))).to_owned(),
                    place: place(at),
                }),
            }
            if self.notes.problems.len() >= MOST_PROBLEMS {
                let problem =
                    Problem::new(Code::TooMany, "the rest of the table was not looked at");
                self.notes.problems.push(problem.help("mend these first"));
                return false;
            }
        }
        true
    }

    /// What was read, when there are no more rows.
    fn finish(mut self) -> Reading {
        let size = self.size.unwrap_or(self.before);
        self.progress.tell(READING, size, size);
        let bad = self.columns.finish(&mut self.made);
        for suspect in std::mem::take(&mut self.suspects) {
            if self.notes.problems.len() >= MOST_PROBLEMS {
                break;
            }
            if bad.contains(&suspect.column) {
                let what = (suspect.label.as_str(), "neither support nor concern");
                let help = "write support or concern; or 1 and 0, + and -, yes and no, pro and con";
                let head = &self.columns.heads[suspect.column];
                (self.notes).bad_cell((suspect.row, head), suspect.place, what, help);
            }
        }
        (self.notes, self.kept, Some(self.made))
    }
}

/// What is wrong with a table, and its rows that are spoken of.
struct Notes {
    problems: Vec<Problem>,
    excerpts: Excerpts,
}

impl Notes {
    fn problem(&mut self, code: Code, place: Place, message: String, help: &str) {
        self.problems.push(
            Problem::new(code, message)
                .at(Some(place), "here")
                .help(help),
        );
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

    fn reading(
        mut self,
        name: String,
        kept: Option<Vec<u8>>,
        made: Option<EventsBuilder>,
    ) -> EventsReading {
        sort_problems(&mut self.problems);
        let told = !self.problems.is_empty();
        let text = kept.and_then(|kept| String::from_utf8(kept).ok());
        EventsReading {
            events: made.filter(|_| !told).map(EventsBuilder::finish),
            problems: self.problems,
            files: vec![self.excerpts.file(name, text)],
        }
    }
}

/// What is to be said, the text where it is kept, and the columns.
type Reading = (Notes, Option<Vec<u8>>, Option<EventsBuilder>);

/// Reads heads and rows.
fn read<R: Read>(
    stretches: &mut Stretches<R>,
    (delimiter, size): (u8, Option<usize>),
    options: &CsvOptions,
    progress: Progress<'_>,
) -> Result<Reading, Stop> {
    let mut notes = Notes {
        problems: Vec::new(),
        excerpts: Excerpts::of(options.text),
    };
    if let Some(size) = size {
        progress.tell(READING, 0, size);
    }
    let mut kept = (options.text == TableText::Kept).then(Vec::new);
    let mut bytes = Vec::new();
    let mut head = Row::default();
    let (end, ended) = loop {
        let stretch = stretches.next().map_err(Stop::Failed)?;
        if let Some(wrong) = invalid(stretch.bytes()) {
            return Err(Stop::NotUtf8(bytes.len() + wrong));
        }
        bytes.extend_from_slice(stretch.bytes());
        let last = stretch.last;
        stretches.give_back(stretch);
        match head.read(&bytes, 0, last, delimiter) {
            Next::Row(end) => break (end, last),
            Next::Part(_) if last => {
                let message = "the table is empty";
                let help = "the first line names the columns: stakeholder,claim,stance,date";
                let nowhere = Place {
                    file: 0,
                    span: 0..0,
                };
                notes.problem(Code::BadTable, nowhere, message.to_owned(), help);
                return Ok((notes, Some(bytes).filter(|_| kept.is_some()), None));
            }
            Next::Part(_) if bytes.len() > LONGEST_ROW => return Err(Stop::LongRow),
            Next::Part(_) => {}
        }
    };
    let heads = (0..head.cells.len()).map(|at| text_of(trimmed(head.text(&bytes, at))).to_owned());
    let heads: Vec<String> = heads.collect();
    let mut made = EventsBuilder::new();
    let columns = match Columns::new(&heads, options, &mut made) {
        Ok(columns) => columns,
        Err(problems) => {
            for (at, mut problem) in problems {
                let raw = head.cells[at].raw.clone();
                let row = text_of(&bytes[head.begins..end]);
                let from = notes.excerpts.add(row, head.lines_before + 1, end);
                problem.place = Some(Place {
                    file: 0,
                    span: from + raw.start - head.begins..from + raw.end - head.begins,
                });
                notes.problems.push(problem);
            }
            // What is no text is told before all else.
            let mut before = bytes.len();
            let mut ended = ended;
            kept = kept.map(|_| bytes);
            while !ended {
                let stretch = stretches.next().map_err(Stop::Failed)?;
                let more = stretch.bytes();
                if let Some(wrong) = invalid(more) {
                    return Err(Stop::NotUtf8(before + wrong));
                }
                before += more.len();
                if let Some(kept) = &mut kept {
                    kept.extend_from_slice(more);
                }
                ended = stretch.last;
                stretches.give_back(stretch);
            }
            return Ok((notes, kept, None));
        }
    };
    if let Some(kept) = &mut kept {
        kept.extend_from_slice(&bytes[..end]);
    }
    let shape = Shape {
        delimiter,
        width: heads.len(),
        wanted: columns.wanted(),
    };
    let mut table = Table {
        options,
        progress,
        columns,
        made,
        delimiter,
        row: 0,
        size,
        before: end,
        lines: head.lines,
        kept,
        notes,
        suspects: Vec::new(),
        last_time: (Vec::new(), 0),
        documents: Documents::default(),
    };
    let threads = options
        .threads
        .unwrap_or_else(|| std::thread::available_parallelism().map_or(1, std::num::NonZero::get));
    rows(
        (&bytes[end..], ended),
        stretches,
        &shape,
        threads,
        &mut table,
    )?;
    Ok(table.finish())
}

/// A date, or seconds since 1970.
fn time_of(cell: &str) -> Option<i64> {
    if let Some(day) = iso_day(cell.as_bytes()) {
        return Some(day);
    }
    if cell.len() >= 8
        && cell.bytes().all(|b| b.is_ascii_digit() || b == b'-')
        && !cell[1..].contains('-')
    {
        return cell.parse().ok();
    }
    when(cell).map(|range| *range.start())
}

/// Midnight of a day as most tables have it, from the year 1000 on.
fn iso_day(cell: &[u8]) -> Option<i64> {
    let &[a, b, c, d, b'-', e, f, b'-', g, h] = cell else {
        return None;
    };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0_i16, |number, digit| {
            let value = digit.is_ascii_digit().then(|| i16::from(digit - b'0'))?;
            Some(10 * number + value)
        })
    };
    let (year, month, day) = (number(&[a, b, c, d])?, number(&[e, f])?, number(&[g, h])?);
    if a == b'0' {
        return None;
    }
    let small = |number| i8::try_from(number).ok();
    Date::new(year, small(month)?, small(day)?)
        .ok()
        .map(midnight)
}
