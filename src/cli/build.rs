//! `plenary build`: everything that can be made of a record, into a folder.

use std::path::{Path, PathBuf};

use plenary::draw::{DrawOptions, Form, Medium};
use plenary::model::{GraphOptions, KnowledgeGraph, Record};
use plenary::read::Severity;
use plenary::write;

use super::answers;
use super::args::{Records, RollUpArg};
use super::brief;
use super::console::Console;
use super::error::{CliError, Exit};
use super::findings::{self, Findings, number};
use super::output;
use super::picture::{self, Engine, Options, PictureFormat};
use super::report::Amount;

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary build graph/oewg-2020-02-12      into exports/oewg-2020-02-12",
    "plenary build meeting.json -o pictures   into a folder of your choice",
    "plenary build --strict meeting.json      not while there are warnings",
];

/// Check a record, draw every form, write the tables and a briefing, all into a folder
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) records: Records,
    /// Folder to write to; exports/<name of the record> where none is given
    #[arg(short, long, value_name = "FOLDER")]
    output: Option<PathBuf>,
    /// Folder with the texts of the sources, where they are not beside the record
    #[arg(long, value_name = "FOLDER")]
    pub(crate) texts: Option<PathBuf>,
    /// Write nothing while there are warnings
    #[arg(long)]
    strict: bool,
    /// What places the boxes
    #[arg(long, value_name = "ENGINE", default_value = "auto")]
    engine: Engine,
    /// How broader themes count
    #[arg(long, value_name = "HOW", default_value = "none")]
    roll_up: RollUpArg,
}

pub(crate) fn run(console: &Console, args: &Args) -> Result<Exit, CliError> {
    let built = build(console, args)?;
    Ok(if built.is_some() {
        Exit::Done
    } else {
        Exit::Problems
    })
}

/// Builds, and gives the record; none where its problems, which are shown, keep it from being
/// built.
pub(crate) fn build(console: &Console, args: &Args) -> Result<Option<Record>, CliError> {
    let findings = findings::find(console, &args.records, args.texts.as_deref())?;
    let findings = if console.verbose || !console.is_for_people() {
        findings
    } else {
        findings.folded()
    };
    let warnings = findings.count(Severity::Warning);
    let Some(record) = &findings.record else {
        console.problems(&findings.files, &findings.problems, Amount::First);
        return Ok(None);
    };
    let errors = findings.count(Severity::Error) > 0;
    if errors || (args.strict && warnings > 0) {
        console.problems(&findings.files, &findings.problems, Amount::First);
        return Ok(None);
    }
    tell_findings(console, args, &findings);

    let folder = folder(args)?;
    // All is made before anything is written, so that a failure leaves the old files together.
    let files = contents(console, record, args)?;
    for (name, text) in &files {
        output::file(&folder.join(name), text)?;
        if console.verbose {
            console.line(&format!("wrote {}", folder.join(name).display()));
        }
    }
    let counts = [
        (record.stakeholders().len(), "stakeholder"),
        (record.claims().len(), "claim"),
        (record.themes().len(), "theme"),
        (record.statements().len(), "statement"),
    ];
    console.line(&format!(
        "{} -> {} in {}",
        counts.map(|(n, noun)| number(n, noun)).join(", "),
        number(files.len(), "file"),
        folder.display(),
    ));
    Ok(findings.record)
}

fn tell_findings(console: &Console, args: &Args, findings: &Findings) {
    if console.verbose {
        console.problems(&findings.files, &findings.problems, Amount::All);
        return;
    }
    let counts: Vec<String> = [Severity::Warning, Severity::Note]
        .into_iter()
        .map(|severity| (findings.count(severity), severity.as_str()))
        .filter(|(n, _)| *n > 0)
        .map(|(n, word)| number(n, word))
        .collect();
    if !counts.is_empty() {
        let paths: Vec<String> = args
            .records
            .paths
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        let (counts, paths) = (counts.join(", "), paths.join(" "));
        console.line(&format!("{counts}; 'plenary check {paths}' shows them"));
    }
}

/// `exports/` and the name of the first folder or file that was given.
pub(crate) fn folder(args: &Args) -> Result<PathBuf, CliError> {
    if let Some(folder) = &args.output {
        if folder.is_file() {
            let message = format!("{} is a file, and build writes a folder", folder.display());
            return Err(CliError::usage(message).hint("name a folder with -o"));
        }
        return Ok(folder.clone());
    }
    let first = args
        .records
        .paths
        .first()
        .map(PathBuf::as_path)
        .unwrap_or(Path::new("-"));
    // The name of `.` and `..` is known once they are followed.
    let whole = first.canonicalize().unwrap_or_else(|_| first.to_path_buf());
    let name = if whole.is_dir() {
        whole.file_name()
    } else {
        whole.file_stem()
    };
    match name {
        Some(name) if first != Path::new("-") => Ok(Path::new("exports").join(name)),
        _ => Err(
            CliError::usage("what comes from stdin has no name to call a folder by")
                .hint("name a folder with -o"),
        ),
    }
}

fn contents(
    console: &Console,
    record: &Record,
    args: &Args,
) -> Result<Vec<(String, String)>, CliError> {
    let roll_up = args.roll_up.into();
    let graph = KnowledgeGraph::new(record, GraphOptions { roll_up });
    let options = Options {
        engine: args.engine,
        ..Options::default()
    };
    // A page on a screen scrolls, so nothing need be folded.
    let on_screen = Options {
        engine: args.engine,
        draw: DrawOptions {
            medium: Medium::Web,
            ..DrawOptions::default()
        },
        ..Options::default()
    };
    let mut files = Vec::new();
    for form in Form::ALL {
        let name = form.as_str();
        let (svg, dot) = picture::svg_and_dot(record, &graph, form, &options)?;
        files.push((format!("{name}.svg"), svg));
        let page = picture::text(record, &graph, form, PictureFormat::Html, &on_screen)?;
        files.push((format!("{name}.html"), page));
        files.extend(dot.map(|dot| (format!("{name}.dot"), dot)));
    }
    let tables = [
        ("positions.csv", write::positions_csv(record, &graph)),
        ("positions.json", write::positions_json(record, &graph)),
        ("positions.md", write::positions_markdown(record, &graph)),
    ];
    files.extend(tables.map(|(name, text)| (name.to_owned(), text)));
    files.extend(brief::files(console, record, args.roll_up)?);
    files.extend(console.watched(|progress| answers::files(record, &graph, progress)));
    Ok(files)
}
