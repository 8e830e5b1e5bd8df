//! `plenary query`: SPARQL over the record's RDF, and questions for who does not write it.

use std::io::Read;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use plenary::analysis::{self, Answer, AskOptions};
use plenary::model::Record;
use plenary::{read, write};

use super::args::{Records, RollUpArg};
use super::console::Console;
use super::error::{CliError, Exit};
use super::report::Amount;
use super::{findings, input, output};

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary query meeting.json --ask 'supports human-rights and not kind = state'",
    "plenary query meeting.json 'SELECT ?who WHERE { ?who plenary:concern theme:norms }'",
    "plenary query meeting.json --query-file who.rq --format csv   from a file; - is stdin",
];

/// Ask which stakeholders hold what (--ask), or query the record's RDF with SPARQL 1.1
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "plenary query [OPTIONS] <FILE>... <SPARQL>\n       \
                      plenary query [OPTIONS] <FILE>... --query-file <FILE>\n       \
                      plenary query [OPTIONS] <FILE>... --ask <QUESTION>",
    mut_arg("paths", |arg| arg.help("Record files and folders, or a table, as in every verb; \
        after them the query, - for stdin, unless --query-file or --ask is given"))
)]
pub(crate) struct Args {
    #[command(flatten)]
    records: Records,
    /// Which stakeholders: supports X, concern X, mixed X, mentions X, kind = ngo, attributes;
    /// and, or, not, brackets
    #[arg(long, value_name = "QUESTION", conflicts_with = "query_file")]
    ask: Option<String>,
    /// Read the SPARQL query from a file; - for stdin
    #[arg(long, value_name = "FILE")]
    query_file: Option<PathBuf>,
    /// table, json, csv, or turtle (CONSTRUCT and DESCRIBE); by default what the suffix of -o
    /// says, else table, or turtle for graphs. --ask also: markdown
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    format: Option<Format>,
    /// File to write; stdout where there is none
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// How broader themes count with --ask
    #[arg(long, value_name = "HOW", default_value = "ancestors")]
    roll_up: RollUpArg,
    /// What the IRIs of the record's entries begin with; http or https
    #[arg(long, value_name = "IRI")]
    base_iri: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Json,
    Csv,
    #[value(alias = "ttl")]
    Turtle,
    #[value(alias = "md")]
    Markdown,
}

pub(crate) fn run(console: &Console, args: &Args) -> Result<Exit, CliError> {
    let format = format(args)?;
    let mut records = args.records.clone();
    if let Some(question) = &args.ask {
        let record = findings::record(console, &records)?;
        return ask(console, args, format, &record, question);
    }
    let (name, query) = match &args.query_file {
        Some(path) => text(path)?,
        None if records.paths.len() < 2 => {
            let message = "give files and then a query, --query-file or --ask";
            return Err(CliError::usage(message).hint(EXAMPLES[0]));
        }
        None => match records.paths.pop() {
            Some(last) if last == Path::new("-") => text(&last)?,
            Some(last) => ("<query>".to_owned(), last.to_string_lossy().into_owned()),
            None => (String::new(), String::new()),
        },
    };
    sparql(console, args, format, &records, (name, query))
}

fn format(args: &Args) -> Result<Option<Format>, CliError> {
    if args.format.is_some() {
        return Ok(args.format);
    }
    Ok(Some(
        match output::suffix(args.output.as_deref()).as_deref() {
            None | Some("txt" | "") => return Ok(None),
            Some("json" | "srj") => Format::Json,
            Some("csv") => Format::Csv,
            Some("ttl") => Format::Turtle,
            Some("md" | "markdown") => Format::Markdown,
            Some(other) => {
                let message = format!("no format has the suffix '{other}'");
                let hint = "end the name with .json, .csv, .ttl or .txt, or give --format";
                return Err(CliError::usage(message).hint(hint));
            }
        },
    ))
}

/// A query from a file or stdin, with what messages call it.
fn text(path: &Path) -> Result<(String, String), CliError> {
    let mut opened = input::open(path)?;
    let mut bytes = std::mem::take(&mut opened.head);
    (opened.rest.read_to_end(&mut bytes)).map_err(|error| input::unreadable(path, &error))?;
    let text = String::from_utf8(bytes).map_err(|_| {
        let message = format!("{} is not UTF-8 text", opened.name);
        CliError::new(Exit::Problems, message).hint("save the query with the encoding UTF-8")
    })?;
    let text = text
        .strip_prefix('\u{FEFF}')
        .map_or(text.clone(), str::to_owned);
    Ok((opened.name, text))
}

fn ask(
    console: &Console,
    args: &Args,
    format: Option<Format>,
    record: &Record,
    question: &str,
) -> Result<Exit, CliError> {
    let reading = read::question(question, "--ask", record);
    if !reading.problems.is_empty() && (reading.question.is_none() || !console.quiet) {
        console.problems(&[reading.file], &reading.problems, Amount::First);
    }
    let question = reading.question.ok_or(CliError::shown())?;
    let options = AskOptions {
        roll_up: args.roll_up.into(),
    };
    let asked = analysis::ask(record, &question, &options);
    let text = match format {
        None | Some(Format::Table) => write::report_table(&asked.report()),
        Some(Format::Json) => write::report_json(&asked),
        Some(Format::Csv) => write::report_csv(&asked.report()),
        Some(Format::Markdown) => write::report_markdown(&asked.report()),
        Some(Format::Turtle) => {
            let message = "the answer to --ask is a table, not a graph";
            return Err(CliError::usage(message).hint("it has: table, json, csv, markdown"));
        }
    };
    output::put(args.output.as_deref(), &text)?;
    Ok(Exit::Done)
}

#[cfg(not(feature = "query"))]
fn sparql(
    _: &Console,
    args: &Args,
    _: Option<Format>,
    _: &Records,
    _: (String, String),
) -> Result<Exit, CliError> {
    // Only SPARQL has IRIs.
    let _ = &args.base_iri;
    let message = "this build is without SPARQL (the Cargo feature 'query')";
    Err(CliError::new(Exit::Unavailable, message).hint("--ask works in every build"))
}

#[cfg(feature = "query")]
fn sparql(
    console: &Console,
    args: &Args,
    format: Option<Format>,
    records: &Records,
    (name, query): (String, String),
) -> Result<Exit, CliError> {
    use plenary::query::{self, QueryError, SparqlOptions};
    use plenary::read::{Code, Place, Problem, TextFile};

    if format == Some(Format::Markdown) {
        let message = "SPARQL has no format markdown";
        return Err(CliError::usage(message).hint("it has: table, json, csv, turtle"));
    }
    let base = super::args::base_iri(args.base_iri.as_deref())?;
    let record = findings::record(console, records)?;
    let answer = match query::sparql(&record, &query, &SparqlOptions { base }) {
        Ok(answer) => answer,
        Err(QueryError::Syntax { message, span }) => {
            let problem = Problem::new(Code::BadQuery, message)
                .at(Some(Place { file: 0, span }), "not understood from here on")
                .help("SPARQL 1.1, with prefixes such as plenary:, schema: and theme: preset");
            let file = TextFile {
                name,
                text: query,
                ..TextFile::default()
            };
            console.problems(&[file], &[problem], Amount::First);
            return Err(CliError::shown());
        }
        Err(error) => return Err(CliError::new(Exit::Problems, error.to_string())),
    };
    let text = match format {
        None if answer.triples().is_some() => answer.turtle(),
        None | Some(Format::Table | Format::Markdown) => Ok(write::plain_table(&answer.table())),
        Some(Format::Json) => answer.json(),
        Some(Format::Csv) => answer.csv(),
        Some(Format::Turtle) => answer.turtle(),
    };
    let text = text.map_err(|error| CliError::usage(error.to_string()))?;
    output::put(args.output.as_deref(), &text)?;
    Ok(Exit::Done)
}
