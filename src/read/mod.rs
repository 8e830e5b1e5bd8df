//! Text in, record and problems out: one file an input format, and what `check` looks at.
//!
//! Readers take bytes and names, never paths; they report every problem they find and never
//! panic.

mod check;
mod codes;
mod dna;
mod events_reading;
mod json;
mod problem;
mod suggest;

pub use check::{SourceText, evidence, fairness, paragraphs};
pub use codes::{Code, Severity, UnknownCode};
pub use dna::{DnaOptions, dna, is_sqlite};
pub use events_reading::EventsReading;
pub use json::{Places, RECORD_KEYS, Reading, json, keys};
pub use problem::{LineColumn, Place, Problem, TextFile, sort_problems};
pub use suggest::nearest;

/// Bytes to read, and what to call them in messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Usually the path.
    pub name: String,
    /// The content.
    pub bytes: Vec<u8>,
}
