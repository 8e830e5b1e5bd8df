//! Other programs' files in, a record and a loss report out: one file a format.

mod aif;
mod argdown;
mod claims;
mod draft;
mod events;
mod formats;
mod gexf;
mod gml;
mod graph_json;
mod graph_tables;
mod graphml;
mod kialo;
mod kumu;
mod loose;
mod loss;
mod matrix;
mod pajek;
mod polis;
mod property;
mod rdf;
mod refi;
pub(super) mod slug;
mod sniff;
mod statement_table;
pub(super) mod table;
pub(super) mod text;
pub(super) mod unzip;
#[cfg(feature = "xlsx")]
mod workbook;
pub(super) mod xml;

pub use aif::aif;
pub use argdown::argdown;
pub use claims::claims;
pub use formats::{ImportFormat, UnknownFormat};
pub use gexf::gexf;
pub use gml::gml;
pub use graph_json::graph_json;
pub use graph_tables::graph_tables;
pub use graphml::graphml;
pub use kialo::kialo;
pub use kumu::kumu;
pub use loss::{Loss, LossCount, LossKind, LossReport};
pub use matrix::matrix;
pub use pajek::pajek;
pub use polis::polis;
pub use property::property_record;
pub use refi::{qdc, qdpx};
pub use sniff::sniff;

use crate::model::Record;

use super::codes::Code;
use super::json::{Reading, json};
use super::problem::{Problem, TextFile};
use super::{CsvOptions, Input};

/// What came of reading another program's file.
#[derive(Debug)]
pub struct Import {
    /// The record, where there is no error, and what is to be said of the files.
    pub reading: Reading,
    /// What was kept and what was not.
    pub loss: LossReport,
}

/// How files of other programs are read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportOptions {
    /// What they are. Default: what their names and first bytes say.
    pub format: Option<ImportFormat>,
    /// Argdown: statements and arguments with one of these tags are stakeholders, besides those
    /// under a heading `Stakeholders` (or Actors, Participants, Speakers). Default: none.
    pub stakeholder_tags: Vec<String>,
    /// Tables: names of columns, and what separates cells. Default: found out.
    pub table: CsvOptions,
    /// Tables: the variable that says whether a claim speaks for its theme. Default: none.
    pub theme_stance: Option<String>,
    /// Databases of DNA: the statement type. Default: `DNA Statement`, else the largest.
    pub statement_type: Option<String>,
}

/// Reads the files of one import: one file, or those of one folder.
///
/// A file with problems gives problems and no record; nothing panics. Every format's function
/// says what becomes of its things.
pub fn import(mut inputs: Vec<Input>, options: &ImportOptions) -> Import {
    let Some(format) = options.format.or_else(|| sniff(&inputs)) else {
        let names: Vec<&str> = ImportFormat::ALL.iter().map(|one| one.as_str()).collect();
        let message = "nothing tells which format this is";
        return failed(
            inputs,
            Problem::new(Code::UnknownFormat, message)
                .help(format!("name it with --from: one of {}", names.join(", "))),
        );
    };
    if format.takes_several() {
        return match format {
            ImportFormat::Record => record(inputs),
            ImportFormat::Polis => polis(inputs),
            ImportFormat::Claims => claims(inputs),
            ImportFormat::GraphTables => graph_tables(inputs),
            ImportFormat::Pajek => pajek(inputs),
            _ => matrix(inputs),
        };
    }
    if inputs.len() != 1 {
        let message = format!(
            "{} is one file, and {} were given",
            format.name(),
            inputs.len()
        );
        return failed(
            inputs,
            Problem::new(Code::UnknownFormat, message).help("import them one by one"),
        );
    }
    let input = inputs.remove(0);
    match format {
        ImportFormat::Argdown => argdown(input, options),
        ImportFormat::Aif => aif(input),
        ImportFormat::Kialo => kialo(input),
        ImportFormat::Qdc => qdc(input),
        ImportFormat::Qdpx => qdpx(input),
        ImportFormat::Graphml => graphml(input),
        ImportFormat::Gexf => gexf(input),
        ImportFormat::GraphJson => graph_json(input),
        ImportFormat::Gml => gml(input),
        ImportFormat::Kumu => kumu(input),
        ImportFormat::Xlsx => sheets(input, options),
        ImportFormat::Turtle | ImportFormat::Ntriples | ImportFormat::Jsonld => {
            rdf::rdf(input, format)
        }
        ImportFormat::Dna => events::dna(input, options),
        _ => events::table(input, options),
    }
}

#[cfg(feature = "xlsx")]
fn sheets(input: Input, options: &ImportOptions) -> Import {
    workbook::workbook(input, options)
}

#[cfg(not(feature = "xlsx"))]
fn sheets(input: Input, _: &ImportOptions) -> Import {
    let message = "this build reads no workbooks: it is without the feature xlsx";
    let problem = Problem::new(Code::PartMissing, message);
    failed(
        vec![input],
        problem.help("save the sheets as CSV, or build it with --features xlsx"),
    )
}

/// A record is kept whole.
fn record(inputs: Vec<Input>) -> Import {
    let reading = json(inputs);
    let mut tally = loss::Tally::default();
    if let Some(record) = &reading.record {
        nouns(record, &mut tally);
    }
    Import {
        reading,
        loss: tally.report(),
    }
}

/// Everything of a record is kept.
fn nouns(record: &Record, tally: &mut loss::Tally) {
    for (things, n) in [
        ("sources", record.sources().len()),
        ("stakeholders", record.stakeholders().len()),
        ("themes", record.themes().len()),
        ("claims", record.claims().len()),
        ("statements", record.statements().len()),
        ("relations", record.relations().len()),
    ] {
        tally.kept_n(things, n);
    }
}

/// Nothing but a problem.
fn failed(inputs: Vec<Input>, problem: Problem) -> Import {
    let files = inputs.into_iter().map(|input| TextFile {
        name: input.name,
        ..TextFile::default()
    });
    let mut draft = draft::Draft::new(files.collect());
    draft.problems.push(problem);
    draft.finish()
}
