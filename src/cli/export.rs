//! `plenary export`: the record and what follows from it, for other programs.

use std::path::PathBuf;

use clap::ValueEnum;
use plenary::draw::Form;
use plenary::model::{GraphOptions, KnowledgeGraph, Record};
use plenary::write;

use super::args::{Records, RollUpArg};
use super::console::Console;
use super::error::{CliError, Exit};
use super::picture::{self, Options, PictureFormat};
use super::{findings, output};

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary export meeting.json --what positions --format csv   a table for a spreadsheet",
    "plenary export meeting.json --what graph -o graph.json      nodes and edges",
    "plenary export codebook.json meeting.json -o one.json       several files as one record",
];

/// Write the record, its positions, statements or graph for other programs
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    records: Records,
    /// What to write
    #[arg(long, value_name = "WHAT", default_value = "record")]
    what: What,
    /// json, csv, markdown, dot or svg, and of a record turtle, ntriples or jsonld; by default
    /// what the suffix of -o says, else json
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    format: Option<Format>,
    /// File to write; stdout where there is none
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// How broader themes count in positions and graph
    #[arg(long, value_name = "HOW", default_value = "none")]
    roll_up: RollUpArg,
    /// What the IRIs of RDF begin with; http or https
    #[arg(long, value_name = "IRI")]
    base_iri: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// Everything, as one record file
    Record,
    /// Who supports, or is concerned about, which theme
    Positions,
    /// Nodes and signed edges
    Graph,
    /// One row a statement
    Statements,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Json,
    Csv,
    #[value(alias = "md")]
    Markdown,
    Dot,
    Svg,
    #[value(alias = "ttl")]
    Turtle,
    #[value(alias = "nt")]
    Ntriples,
    #[value(alias = "json-ld")]
    Jsonld,
}

impl What {
    const fn formats(self) -> &'static [Format] {
        match self {
            Self::Record => &[
                Format::Json,
                Format::Turtle,
                Format::Ntriples,
                Format::Jsonld,
            ],
            Self::Positions => Format::PICTURED,
            Self::Graph => &[Format::Json, Format::Csv, Format::Dot, Format::Svg],
            Self::Statements => &[Format::Json, Format::Csv],
        }
    }
}

impl Format {
    const PICTURED: &[Self] = &[Self::Json, Self::Csv, Self::Markdown, Self::Dot, Self::Svg];

    fn of_suffix(suffix: &str) -> Option<Self> {
        Some(match suffix {
            "json" => Self::Json,
            "csv" => Self::Csv,
            "md" | "markdown" => Self::Markdown,
            "dot" | "gv" => Self::Dot,
            "svg" => Self::Svg,
            "ttl" => Self::Turtle,
            "nt" => Self::Ntriples,
            "jsonld" => Self::Jsonld,
            _ => return None,
        })
    }
}

fn word(value: &impl ValueEnum) -> String {
    value
        .to_possible_value()
        .map(|value| value.get_name().to_owned())
        .unwrap_or_default()
}

pub(crate) fn run(console: &Console, args: &Args) -> Result<Exit, CliError> {
    let format = format(args)?;
    let record = findings::record(console, &args.records)?;
    let text = content(&record, args, format)?;
    output::put(args.output.as_deref(), &text)?;
    Ok(Exit::Done)
}

fn format(args: &Args) -> Result<Format, CliError> {
    let possible = args.what.formats();
    let names: Vec<String> = possible.iter().map(word).collect();
    let names = names.join(", ");
    let format = match (args.format, output::suffix(args.output.as_deref())) {
        (Some(format), _) => format,
        (None, None) => Format::Json,
        (None, Some(suffix)) => Format::of_suffix(&suffix).ok_or_else(|| {
            CliError::usage(format!("no format has the suffix '{suffix}'"))
                .hint(format!("give --format: one of {names}"))
        })?,
    };
    if possible.contains(&format) {
        return Ok(format);
    }
    let message = format!(
        "--what {} has no format {}",
        word(&args.what),
        word(&format)
    );
    Err(CliError::usage(message).hint(format!("it has: {names}")))
}

fn content(record: &Record, args: &Args, format: Format) -> Result<String, CliError> {
    let roll_up = args.roll_up.into();
    let graph = || KnowledgeGraph::new(record, GraphOptions { roll_up });
    let form = if args.what == What::Graph {
        Form::Map
    } else {
        Form::Alignment
    };
    let picture = |format| picture::text(record, &graph(), form, format, &Options::default());
    Ok(match (args.what, format) {
        (_, Format::Dot) => picture(PictureFormat::Dot)?,
        (_, Format::Svg) => picture(PictureFormat::Svg)?,
        (_, Format::Turtle | Format::Ntriples | Format::Jsonld) => rdf(record, args, format)?,
        (What::Record, _) => write::record_json(record),
        (What::Positions, Format::Csv) => write::positions_csv(record, &graph()),
        (What::Positions, Format::Markdown) => write::positions_markdown(record, &graph()),
        (What::Positions, Format::Json) => write::positions_json(record, &graph()),
        (What::Graph, Format::Csv) => write::graph_csv(record, &graph()),
        (What::Graph, _) => write::graph_json(record, &graph()),
        (What::Statements, Format::Csv) => write::statements_csv(record),
        (What::Statements, _) => write::statements_json(record),
    })
}

#[cfg(feature = "rdf")]
fn rdf(record: &Record, args: &Args, format: Format) -> Result<String, CliError> {
    let options = write::RdfOptions {
        base: super::args::base_iri(args.base_iri.as_deref())?,
    };
    Ok(match format {
        Format::Turtle => write::turtle(record, &options),
        Format::Ntriples => write::ntriples(record, &options),
        _ => write::jsonld(record, &options),
    })
}

#[cfg(not(feature = "rdf"))]
fn rdf(_: &Record, args: &Args, _: Format) -> Result<String, CliError> {
    let _ = &args.base_iri;
    let message = "this build is without RDF (the Cargo feature 'rdf')";
    Err(CliError::new(Exit::Unavailable, message))
}
