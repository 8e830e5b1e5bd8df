//! `plenary export`: the record and what follows from it, for other programs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use plenary::analysis::{self, Aggregation, Network};
use plenary::draw::Form;
use plenary::model::{
    GraphOptions, KnowledgeGraph, PropertyGraph, PropertyGraphOptions, Record, SourceId,
    SourceNodes, Stance,
};
use plenary::write::{
    self, ExchangeFormat, FORMATS, GexfOptions, GraphmlOptions, GraphmlStyle, NodeLinkEdges,
    NodeLinkOptions, StancePart, Subject,
};

use super::analyse::ties::{self, Asks, TieArgs};
use super::args::{Records, RollUpArg};
use super::console::Console;
use super::error::{CliError, Exit};
use super::picture::{self, Options, PictureFormat};
use super::{findings, output};

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary export meeting.json --what positions --format csv   a table for a spreadsheet",
    "plenary export meeting.json --what graph -o graph.gexf      for Gephi; see plenary formats",
    "plenary export codebook.json meeting.json -o one.json       several files as one record",
];

/// Write the record, its positions, statements or graph for other programs
///
/// 'plenary formats' lists the formats and what each carries.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    records: Records,
    /// What to write
    #[arg(long, value_name = "WHAT", default_value = "record")]
    what: What,
    /// One of those that 'plenary formats' lists; by default what the suffix of -o says, else json
    #[arg(long, value_name = "FORMAT", value_parser = names(), hide_possible_values = true)]
    format: Option<String>,
    /// File to write; stdout where there is none. Formats of several files: a folder, or a file
    /// whose name the parts' names are added to
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// How broader themes count in positions and graph
    #[arg(long, value_name = "HOW", default_value = "none")]
    roll_up: RollUpArg,
    /// Records in graph formats: sources are nodes too
    #[arg(long, help_heading = "Formats")]
    source_nodes: bool,
    /// GEXF: edges have the days of their statements
    #[arg(long, help_heading = "Formats")]
    dynamic: bool,
    /// GraphML: plain, or with what yEd draws
    #[arg(
        long,
        value_name = "STYLE",
        default_value = "plain",
        help_heading = "Formats"
    )]
    graphml_style: Style,
    /// Node-link JSON: under which key edges are
    #[arg(
        long,
        value_name = "KEY",
        default_value = "both",
        help_heading = "Formats"
    )]
    link_key: LinkKey,
    /// Pajek and DL: the edges of one stance, or those without, in one file
    #[arg(long, value_name = "PART", help_heading = "Formats")]
    only: Option<Only>,
    /// REFI-QDA and RDF: folder with the texts of the sources, where they are not beside the record
    #[arg(long, value_name = "FOLDER", help_heading = "Formats")]
    texts: Option<PathBuf>,
    /// RDF: what the IRIs begin with; http or https
    #[arg(long, value_name = "IRI", help_heading = "Formats")]
    base_iri: Option<String>,
    /// Networks: what the stance does
    #[arg(long, value_name = "HOW", default_value = "ignore", value_parser = ties::word::<Aggregation>())]
    aggregation: Aggregation,
    #[command(flatten)]
    ties: TieArgs,
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
    /// Who is tied to whom, as 'analyse network' has it
    Network,
    /// The themes
    Codebook,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Style {
    Plain,
    Yed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LinkKey {
    Both,
    Links,
    Edges,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Only {
    Support,
    Concern,
    Other,
}

impl What {
    const fn subject(self) -> Subject {
        match self {
            Self::Record => Subject::Record,
            Self::Positions => Subject::Positions,
            Self::Graph => Subject::Graph,
            Self::Statements => Subject::Statements,
            Self::Network => Subject::Network,
            Self::Codebook => Subject::Codebook,
        }
    }
}

/// What is written: one file, or several that belong together.
enum Made {
    One(Vec<u8>),
    Several(Vec<Part>),
}

/// A file of several.
struct Part {
    name: &'static str,
    suffix: &'static str,
    bytes: Vec<u8>,
}

impl From<String> for Made {
    fn from(text: String) -> Self {
        Self::One(text.into_bytes())
    }
}

fn names() -> clap::builder::PossibleValuesParser {
    let value = |format: &ExchangeFormat| {
        let value = clap::builder::PossibleValue::new(format.name);
        match format.name {
            "markdown" => value.alias("md"),
            "turtle" => value.alias("ttl"),
            "ntriples" => value.alias("nt"),
            "jsonld" => value.alias("json-ld"),
            _ => value,
        }
    };
    let all: Vec<_> = FORMATS.iter().map(value).collect();
    clap::builder::PossibleValuesParser::new(all)
}

pub(crate) fn run(console: &Console, args: &Args) -> Result<Exit, CliError> {
    let format = format(args)?;
    if let Some(given) = args.ties.given().filter(|_| args.what != What::Network) {
        return Err(CliError::usage(format!("{given} is for --what network")));
    }
    let made = match args.what {
        What::Network => of_network(console, &network(console, args)?, args, format)?,
        _ if ["qdpx", "turtle", "ntriples", "jsonld"].contains(&format) => {
            of_texts(console, args, format)?
        }
        _ => {
            let record = findings::record(console, &args.records)?;
            of_record(console, &record, args, format)?
        }
    };
    put(args.output.as_deref(), made)?;
    Ok(Exit::Done)
}

fn format(args: &Args) -> Result<&'static str, CliError> {
    let subject = args.what.subject();
    let possible = || FORMATS.iter().filter(|format| format.of.contains(&subject));
    let names: Vec<&str> = possible().map(|format| format.name).collect();
    let names = names.join(", ");
    let found = match (&args.format, output::suffix(args.output.as_deref())) {
        (Some(name), _) => {
            let name = match name.as_str() {
                "md" => "markdown",
                "ttl" => "turtle",
                "nt" => "ntriples",
                "json-ld" => "jsonld",
                name => name,
            };
            FORMATS.iter().find(|format| format.name == name)
        }
        (None, None) => possible().next(),
        (None, Some(suffix)) => {
            let fits = |format: &&ExchangeFormat| format.suffixes.contains(&suffix.as_str());
            let found = possible().find(fits).or_else(|| FORMATS.iter().find(fits));
            Some(found.ok_or_else(|| {
                CliError::usage(format!("no format has the suffix '{suffix}'"))
                    .hint(format!("give --format: one of {names}"))
            })?)
        }
    };
    let what = subject.as_str();
    match found {
        Some(format) if format.of.contains(&subject) => Ok(format.name),
        found => {
            let name = found.map_or("", |format| format.name);
            let message = format!("--what {what} has no format {name}");
            Err(CliError::usage(message).hint(format!("it has: {names}")))
        }
    }
}

fn of_record(
    console: &Console,
    record: &Record,
    args: &Args,
    format: &str,
) -> Result<Made, CliError> {
    let roll_up = args.roll_up.into();
    let graph = || KnowledgeGraph::new(record, GraphOptions { roll_up });
    let form = if args.what == What::Graph {
        Form::Map
    } else {
        Form::Alignment
    };
    let picture = |format| picture::text(record, &graph(), form, format, &Options::default());
    let title = record.title().unwrap_or("Untitled record");
    Ok(match (args.what, format) {
        (_, "dot") => picture(PictureFormat::Dot)?.into(),
        (_, "svg") => picture(PictureFormat::Svg)?.into(),
        (_, "qdc") => write::qdc(record).into(),
        (_, "xaif") => write::xaif(record).into(),
        (_, "argdown") => write::argdown(record).into(),
        (What::Record, "json") => write::record_json(record).into(),
        (What::Positions, "csv") => write::positions_csv(record, &graph()).into(),
        (What::Positions, "markdown") => write::positions_markdown(record, &graph()).into(),
        (What::Positions, "json") => write::positions_json(record, &graph()).into(),
        (What::Positions, "xlsx") => workbook(&[write::positions_table(record, &graph())])?,
        (What::Graph, "csv") => write::graph_csv(record, &graph()).into(),
        (What::Graph, "json") => write::graph_json(record, &graph()).into(),
        (What::Statements, "csv") => write::statements_csv(record).into(),
        (What::Statements, "json") => write::statements_json(record).into(),
        (What::Statements, "xlsx") => workbook(&[write::statements_table(record)])?,
        (What::Statements, _) => {
            write::tables_markdown(title, &[write::statements_table(record)]).into()
        }
        (What::Record, "xlsx") => {
            let mut more = write::graph_tables(&exchanged(record, args));
            more.push(write::positions_table(record, &graph()));
            whole_workbook(record, more)?
        }
        _ => of_graph(console, exchanged(record, args), args, format)?,
    })
}

#[cfg(feature = "rdf")]
fn rdf(
    record: &Record,
    texts: BTreeMap<SourceId, String>,
    args: &Args,
    format: &str,
) -> Result<String, CliError> {
    let options = write::RdfOptions {
        base: super::args::base_iri(args.base_iri.as_deref())?,
        texts,
    };
    Ok(match format {
        "turtle" => write::turtle(record, &options),
        "ntriples" => write::ntriples(record, &options),
        _ => write::jsonld(record, &options),
    })
}

#[cfg(not(feature = "rdf"))]
fn rdf(
    _: &Record,
    _: BTreeMap<SourceId, String>,
    args: &Args,
    _: &str,
) -> Result<String, CliError> {
    let _ = &args.base_iri;
    let message = "this build is without RDF (the Cargo feature 'rdf')";
    Err(CliError::new(Exit::Unavailable, message))
}

/// The record, or what was asked for of it, as nodes and edges.
fn exchanged(record: &Record, args: &Args) -> PropertyGraph {
    if args.what == What::Record {
        let sources = if args.source_nodes {
            SourceNodes::Drawn
        } else {
            SourceNodes::Hidden
        };
        return PropertyGraph::of_record(record, PropertyGraphOptions { sources });
    }
    let roll_up = args.roll_up.into();
    let graph = KnowledgeGraph::new(record, GraphOptions { roll_up });
    let graph = PropertyGraph::of_graph(record, &graph);
    if args.what == What::Positions {
        graph.with_classes(&["stakeholder", "theme"], &["position", "broader"])
    } else {
        graph
    }
}

fn network(console: &Console, args: &Args) -> Result<Network, CliError> {
    let (records, of) = (&args.records, &args.ties);
    let (events, _) = ties::events(console, records, of, args.roll_up, Asks::Values)?;
    let options = ties::options(console, records, of, args.aggregation, &events)?;
    let network =
        console.watched(|progress| analysis::network_watched(&events, &options, progress));
    network.map_err(|errors| ties::errors_as_one(console, &errors))
}

fn of_network(
    console: &Console,
    network: &Network,
    args: &Args,
    format: &str,
) -> Result<Made, CliError> {
    Ok(match format {
        "json" => write::report_json(network).into(),
        "csv" => write::network_csv(network).into(),
        _ => of_graph(console, write::network_graph(network), args, format)?,
    })
}

/// Formats that use the texts of sources: RDF, and projects.
fn of_texts(console: &Console, args: &Args, format: &str) -> Result<Made, CliError> {
    let (record, texts) =
        findings::record_with_texts(console, &args.records, args.texts.as_deref())?;
    if format != "qdpx" {
        return Ok(rdf(&record, texts, args, format)?.into());
    }
    let roll_up = args.roll_up.into();
    let graph = KnowledgeGraph::new(&record, GraphOptions { roll_up });
    let made = write::qdpx(&record, &graph, |source| {
        texts.get(&record.source(source).id).cloned()
    });
    made.map(Made::One)
        .map_err(|error| CliError::new(Exit::CannotWrite, error.to_string()))
}

#[cfg(feature = "xlsx")]
fn workbook(tables: &[analysis::Table]) -> Result<Made, CliError> {
    (write::xlsx(tables).map(Made::One)).map_err(|error| {
        CliError::new(Exit::CannotWrite, error.to_string())
            .hint("narrow it with --where, or write --format csv-pair")
    })
}

/// A workbook that is a record, with further sheets.
#[cfg(feature = "xlsx")]
fn whole_workbook(record: &Record, more: Vec<analysis::Table>) -> Result<Made, CliError> {
    let options = write::WorkbookOptions {
        more,
        ..Default::default()
    };
    (write::workbook(record, &options).map(Made::One)).map_err(|error| {
        CliError::new(Exit::CannotWrite, error.to_string())
            .hint("narrow it with --where, or write --format csv-pair")
    })
}

#[cfg(not(feature = "xlsx"))]
fn whole_workbook(_: &Record, more: Vec<analysis::Table>) -> Result<Made, CliError> {
    workbook(&more)
}

#[cfg(not(feature = "xlsx"))]
fn workbook(_: &[analysis::Table]) -> Result<Made, CliError> {
    let message = "this plenary was built without workbooks";
    Err(CliError::new(Exit::Unavailable, message).hint("build it with --features xlsx"))
}

fn of_graph(
    console: &Console,
    mut graph: PropertyGraph,
    args: &Args,
    format: &str,
) -> Result<Made, CliError> {
    let style = match args.graphml_style {
        Style::Plain => GraphmlStyle::Plain,
        Style::Yed => GraphmlStyle::Yed,
    };
    let edges = match args.link_key {
        LinkKey::Both => NodeLinkEdges::Both,
        LinkKey::Links => NodeLinkEdges::Links,
        LinkKey::Edges => NodeLinkEdges::Edges,
    };
    if matches!(format, "gexf" | "cytoscape" | "graphml") {
        write::add_looks(&mut graph);
    }
    let dynamic = args.dynamic;
    let title = graph.title.as_deref().unwrap_or("Untitled record");
    Ok(match format {
        "graphml" => write::graphml(&graph, GraphmlOptions { style }).into(),
        "gexf" => write::gexf(&graph, GexfOptions { dynamic }).into(),
        "gml" => write::gml(&graph).into(),
        "cytoscape" => write::cytoscape_json(&graph).into(),
        "jgf" => write::jgf(&graph).into(),
        "node-link" => write::node_link(&graph, NodeLinkOptions { edges }).into(),
        "kumu" => write::kumu_json(&graph).into(),
        "kumu-xlsx" => workbook(&write::kumu_tables(&graph))?,
        "xlsx" => workbook(&write::graph_tables(&graph))?,
        "markdown" => write::tables_markdown(title, &write::graph_tables(&graph)).into(),
        "cypher" => write::cypher(&graph).into(),
        "mermaid" => {
            let made = write::mermaid(&graph);
            for warning in &made.warnings {
                console.line(&format!("warning: {warning}"));
            }
            made.text.into()
        }
        "csv-pair" => {
            let made = write::csv_pair(&graph);
            let part = |name, text: String| Part {
                name,
                suffix: "csv",
                bytes: text.into_bytes(),
            };
            Made::Several(vec![part("nodes", made.nodes), part("edges", made.edges)])
        }
        "pajek" => {
            let two_mode = args.ties.two_mode();
            by_stance(&graph, args, "net", |part| {
                write::pajek(&graph, part, two_mode)
            })
        }
        "dl" => by_stance(&graph, args, "dl", |part| write::dl(&graph, part)),
        other => return Err(CliError::usage(format!("{other} is not written of this"))),
    })
}

fn by_stance(
    graph: &PropertyGraph,
    args: &Args,
    suffix: &'static str,
    write: impl Fn(StancePart) -> String,
) -> Made {
    let only = args.only.map(|only| match only {
        Only::Support => StancePart::Of(Stance::Support),
        Only::Concern => StancePart::Of(Stance::Concern),
        Only::Other => StancePart::Other,
    });
    let parts = StancePart::all(graph);
    match (only, parts.as_slice()) {
        (Some(part), _) | (None, &[part]) => write(part).into(),
        (None, parts) => Made::Several(
            (parts.iter())
                .map(|&part| Part {
                    name: part.as_str(),
                    suffix,
                    bytes: write(part).into_bytes(),
                })
                .collect(),
        ),
    }
}

fn put(path: Option<&Path>, made: Made) -> Result<(), CliError> {
    let parts = match made {
        Made::One(bytes) => return output::put(path, &bytes),
        Made::Several(parts) => parts,
    };
    let Some(path) = path.filter(|path| *path != Path::new("-")) else {
        let names: Vec<&str> = parts.iter().map(|part| part.name).collect();
        let message = format!("this makes several files: {}", names.join(", "));
        return Err(CliError::usage(message).hint("give a folder with -o, or, by stance, --only"));
    };
    // A name with a suffix is a file's: its parts stand beside each other.
    let stem = path
        .file_stem()
        .filter(|_| path.extension().is_some() && !path.is_dir());
    for part in parts {
        let target = match stem {
            Some(stem) => {
                let stem = stem.to_string_lossy();
                path.with_file_name(format!("{stem}-{}.{}", part.name, part.suffix))
            }
            None => path.join(format!("{}.{}", part.name, part.suffix)),
        };
        output::file(&target, &part.bytes)?;
    }
    Ok(())
}
