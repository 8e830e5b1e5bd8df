//! Rows into columns, and what is wrong with them.

use std::collections::HashMap;
use std::io::Read;

use jiff::civil::Date;
use memchr::memchr_iter;

use super::cells::{Next, Row, text_of, trimmed};
use super::columns::{Columns, Role};
use super::excerpts::Excerpts;
use super::lanes::{Taker, rows};
use super::stretches::Stretches;
use super::tokens::{Shape, Tokens, invalid};
use super::{CsvOptions, LONGEST_ROW, MOST_PROBLEMS, READING, RowPlaces, Stop, TableText};
use crate::model::events::time::midnight;
use crate::model::{Document, EventsBuilder, Progress};
use crate::read::codes::Code;
use crate::read::events_reading::EventsReading;
use crate::read::problem::{Place, Problem, sort_problems};
use crate::read::suggest::shown;
use crate::read::when::when;

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
    /// For each lane and, within, variable: the code of each of the lane's numbers.
    known: Vec<Vec<u32>>,
}

impl Taker for Table<'_> {
    fn take(&mut self, bytes: &[u8], tokens: &Tokens, lane: usize) -> Result<bool, Stop> {
        if let Some(wrong) = tokens.wrong {
            return Err(Stop::NotUtf8(self.before + wrong));
        }
        let mut remarks = Vec::new();
        self.told(bytes, tokens, &mut remarks);
        self.values(bytes, (tokens, lane), &mut remarks);
        let odd = (0..).zip(&tokens.odd);
        remarks.extend(odd.map(|(at, odd)| (odd.before, Remark::Odd(at))));
        remarks.sort_unstable();
        let go_on = self.remarked(bytes, tokens, &remarks);
        self.row += counted(tokens.begins.len() + tokens.odd.len());
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
    fn values(
        &mut self,
        bytes: &[u8],
        (tokens, lane): (&Tokens, usize),
        remarks: &mut Vec<(usize, Remark)>,
    ) {
        let variables = self.columns.made.len();
        let enough = self.known.len().max((lane + 1) * variables);
        self.known.resize_with(enough, Vec::new);
        let columns = &tokens.columns[self.columns.told.len()..];
        for (order, (variable, column)) in self.columns.made.iter_mut().zip(columns).enumerate() {
            let text = |row: usize| tokens.text(bytes, column.spans[row]);
            let hashed = |row: usize| (text(row), column.hashes[row]);
            let codes = if column.numbers.is_empty() {
                let count = column.spans.len();
                self.made.push_texts(variable.column, count, hashed)
            } else {
                let known = &mut self.known[lane * variables + order];
                let numbered = (&column.numbers[..], known);
                self.made.push_numbered(variable.column, numbered, hashed)
            };
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
        let mut passed = (0, self.lines);
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
            let number = self.row + counted(row + odd + usize::from(!is_odd));
            passed.1 += memchr_iter(b'\n', &bytes[passed.0..begins]).count();
            passed.0 = begins;
            let Next::Row(end) = cells.read(bytes, begins, true, self.delimiter) else {
                continue;
            };
            let mut place = |at: usize| {
                let raw = (cells.cells.get(at)).map_or(begins..begins, |cell| cell.raw.clone());
                let line = passed.1 + 1;
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
pub(super) struct Notes {
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

    pub(super) fn reading(
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
pub(super) type Reading = (Notes, Option<Vec<u8>>, Option<EventsBuilder>);

/// Reads heads and rows.
pub(super) fn read<R: Read>(
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
    let longest = options.longest_row.unwrap_or(LONGEST_ROW);
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
            Next::Part(_) if bytes.len() > longest => return Err(Stop::LongRow),
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
        longest,
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
        known: Vec::new(),
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

fn counted(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}
