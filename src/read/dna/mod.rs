//! Databases of the Discourse Network Analyzer (`.dna`), generations 2 and 3.
//!
//! The schema is public through the files themselves. A database is read from memory, so
//! nothing can be written to it or beside it.

mod beside;
#[cfg(feature = "dna")]
mod sqlite;

pub(super) use beside::beside;

use super::Input;
use super::codes::Code;
use super::events_reading::EventsReading;
use super::problem::{Place, Problem, TextFile};
use crate::model::{Events, Progress};

/// Which statements of a database are read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DnaOptions {
    /// Label of the statement type. Default: `DNA Statement` where there is one, else the type
    /// with most statements.
    pub statement_type: Option<String>,
}

/// Whether bytes begin as every `SQLite` database does.
pub fn is_sqlite(bytes: &[u8]) -> bool {
    bytes.starts_with(b"SQLite format 3\0")
}

/// Reads one database.
///
/// Variables are those of the statement type and `coder`; documents have `id`, `title`,
/// `author`, `source`, `section` and `type`; the attributes of entities are attributes, and an
/// entity's parent is what it is part of. Time is the document's, in seconds. Never panics.
pub fn dna(input: Input, options: &DnaOptions) -> EventsReading {
    dna_watched(input, options, Progress::none())
}

/// [`dna`], telling how many variables, then how many statements have been read.
pub fn dna_watched(input: Input, options: &DnaOptions, progress: Progress<'_>) -> EventsReading {
    let file = TextFile {
        name: input.name.clone(),
        text: String::new(),
        ..TextFile::default()
    };
    let place = Place {
        file: 0,
        span: 0..0,
    };
    let read = if is_sqlite(&input.bytes) {
        open(input, options, progress)
    } else {
        Err(vec![
            Problem::new(Code::NotADatabase, "the file is no SQLite database").help(
                "a .dna file is saved by the Discourse Network Analyzer; export others as CSV",
            ),
        ])
    };
    let (events, problems) = match read {
        Ok(events) => (Some(events), Vec::new()),
        Err(problems) => (None, problems),
    };
    let at = |problem: Problem| problem.at(Some(place.clone()), "");
    EventsReading {
        events,
        problems: problems.into_iter().map(at).collect(),
        files: vec![file],
    }
}

#[cfg(feature = "dna")]
fn open(
    input: Input,
    options: &DnaOptions,
    progress: Progress<'_>,
) -> Result<Events, Vec<Problem>> {
    sqlite::read(input.bytes, options, progress)
}

#[cfg(not(feature = "dna"))]
fn open(_: Input, _: &DnaOptions, _: Progress<'_>) -> Result<Events, Vec<Problem>> {
    Err(vec![
        Problem::new(Code::PartMissing, "this build cannot read .dna databases")
            .help("build with --features dna, or export the statements as CSV"),
    ])
}
