//! What must hold of whatever a reader is given: the laws that every fuzz target asks.
//!
//! No reader panics or is slow; it tells problems or gives a record; a record that was made is
//! the same after it was written and read again; every place lies inside its file; what a format
//! carries whole comes back whole.

mod laws;
mod targets;

use plenary::read::ImportFormat;

type Target = (&'static str, fn(&[u8]));

/// One for each reader.
pub const TARGETS: &[Target] = &[
    ("record", targets::record),
    ("carried", targets::carried),
    ("table", targets::table),
    ("dna", targets::dna),
    ("where", targets::condition),
    ("ask", targets::question),
    ("sparql", targets::sparql),
    ("turtle", |data| {
        targets::one(ImportFormat::Turtle, data);
    }),
    ("ntriples", |data| {
        targets::one(ImportFormat::Ntriples, data);
    }),
    ("jsonld", |data| {
        targets::one(ImportFormat::Jsonld, data);
    }),
    ("argdown", |data| {
        targets::one(ImportFormat::Argdown, data);
    }),
    ("aif", |data| {
        targets::one(ImportFormat::Aif, data);
    }),
    ("kialo", |data| {
        targets::one(ImportFormat::Kialo, data);
    }),
    ("polis", |data| {
        targets::several(ImportFormat::Polis, data);
    }),
    ("claims", |data| {
        targets::several(ImportFormat::Claims, data);
    }),
    ("matrix", |data| {
        targets::several(ImportFormat::Matrix, data);
    }),
    ("import_table", |data| {
        targets::one(ImportFormat::Table, data);
    }),
    ("qdc", |data| {
        targets::one(ImportFormat::Qdc, data);
    }),
    ("qdpx", targets::qdpx),
    ("graphml", |data| {
        targets::one(ImportFormat::Graphml, data);
    }),
    ("gexf", |data| {
        targets::one(ImportFormat::Gexf, data);
    }),
    ("graph_json", |data| {
        targets::one(ImportFormat::GraphJson, data);
    }),
    ("graph_tables", |data| {
        targets::several(ImportFormat::GraphTables, data);
    }),
    ("gml", |data| {
        targets::one(ImportFormat::Gml, data);
    }),
    ("pajek", |data| {
        targets::several(ImportFormat::Pajek, data);
    }),
    ("kumu", |data| {
        targets::one(ImportFormat::Kumu, data);
    }),
    ("workbook", targets::workbook),
    ("xlsx_import", targets::xlsx_import),
    ("any", targets::any),
    ("codebook", targets::codebook),
    ("review", targets::review),
    ("docx", targets::docx),
    ("pdf", targets::pdf),
    ("draft", targets::draft),
    ("date", targets::date),
];

/// Runs one target.
pub fn run(name: &str, data: &[u8]) {
    let found = TARGETS.iter().find(|(known, _)| *known == name);
    found.expect("there is such a target").1(data);
}
