//! Text in, record and problems out: one file an input format, and what `check` looks at.
//!
//! Readers take bytes and names, never paths; they report every problem they find and never
//! panic.

mod check;
mod codebook;
mod codes;
mod condition;
mod csv_table;
mod dna;
mod events_reading;
mod events_record;
mod import;
mod json;
mod labels;
mod places;
mod problem;
#[cfg(feature = "rdf")]
mod rdf;
mod suggest;
mod table_words;
mod when;
#[cfg(feature = "xlsx")]
mod workbook;

pub use check::{SourceText, evidence, fairness, folded, paragraphs};
pub use codebook::{Codebook, CodebookReading, codebook};
pub use codes::{Code, Severity, UnknownCode};
pub use condition::{ConditionReading, QuestionReading, condition, question};
pub use csv_table::{
    CsvOptions, RowPlaces, TableSource, TableText, csv_table, csv_table_from, csv_table_watched,
    delimiter,
};
pub use dna::{DnaOptions, dna, dna_watched, is_sqlite};
pub use events_reading::EventsReading;
pub use events_record::{RecordOptions, events_record};
pub use import::{
    Import, ImportFormat, ImportOptions, Loss, LossCount, LossKind, LossReport, UnknownFormat, aif,
    argdown, claims, gexf, gml, graph_json, graph_tables, graphml, import, kialo, kumu, matrix,
    pajek, polis, property_record, qdc, qdpx, sniff,
};
pub use json::{RECORD_KEYS, Reading, json, keys};
pub use places::Places;
pub use problem::{CellText, LineColumn, Place, Problem, SheetText, TextFile, sort_problems};
#[cfg(feature = "rdf")]
pub use rdf::{Ignored, RdfReading, jsonld, ntriples, turtle};
pub use suggest::nearest;
pub use table_words::yes_or_no;
#[cfg(feature = "xlsx")]
pub use workbook::{is_workbook, sheet_tables, workbook};

/// Bytes to read, and what to call them in messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Usually the path.
    pub name: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// The first and last second (since 1970, UTC) of a date as people write it: a day, a month
/// (`2020-02`), a year (`2020`), or a day with a time.
pub fn date_range(text: &str) -> Option<(i64, i64)> {
    when::when(text).map(|range| range.into_inner())
}
