//! Statement tables: CSV, TSV and their like.

mod cells;
mod columns;
mod excerpts;
mod lanes;
mod marks;
mod sniff;
mod stretches;
mod table;
mod tokens;

use std::io::{self, Cursor, Read};

use self::cells::text_of;
use self::stretches::Stretches;
use self::table::read;
use super::Input;
use super::codes::Code;
use super::events_reading::EventsReading;
use super::problem::{Place, Problem, TextFile};
use crate::model::Progress;

#[cfg(feature = "parquet")]
pub(super) use self::columns::told_heads;
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
    /// How many bytes are read at a time; the longest row may need more. Default: 128 KiB.
    pub stretch: Option<usize>,
    /// How many bytes a row has at most; a longer one is a double quote that is not closed, and
    /// ends the reading with a message. Default: 64 MiB.
    pub longest_row: Option<usize>,
    /// How many threads read a table of more than half a MiB; what comes of it does not depend on
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

const STRETCH: usize = 1 << 17;
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
/// for each thread, up to 4 MiB of labels for each thread and column, its longest row (at most
/// 64 MiB) and the columns that are made: 4 bytes a row and column, every label once, and 28 bytes
/// a row where rows keep their places.
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
    let longest = options.longest_row.unwrap_or(LONGEST_ROW);
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
            format!("{name} has a row of more than {longest} bytes"),
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
