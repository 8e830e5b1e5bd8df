//! `plenary draft`: the text of a report becomes a proposed record.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use plenary::draft::{self, Draft, DraftOptions, ReportText, Review, TextFormat};
use plenary::model::{Source, SourceId, Step, propose_id};
use plenary::read::{self, Codebook};
use plenary::write;

use super::console::Console;
use super::error::{CliError, Exit};
use super::report::Amount;
use super::{input, output};

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary draft report.txt --codebook codebook.json -o draft.json   read a report",
    "plenary draft report.md --codebook codebook.csv | plenary check - look at it",
    "plenary draft report.txt --codebook codebook.json --without continue -o draft.json",
];

/// Propose a record from the text of a report: who says what, with which stance, on which theme
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Report: plain text, Markdown (.md) or a web page (.html); of several, each becomes a file
    /// in the folder that -o names
    #[arg(value_name = "REPORT", required = true)]
    reports: Vec<PathBuf>,
    /// Stakeholders with their names and themes with their words: record, CSV table, or coding
    #[arg(long, value_name = "FILE", required = true)]
    codebook: Vec<PathBuf>,
    /// File to write, or folder for several reports; stdout where there is none
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Review file: decisions in it are kept and applied; it is brought up to date, or begun
    #[arg(long, value_name = "FILE")]
    review: Option<PathBuf>,
    /// Rules that are not used, to see what each is worth
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rules())]
    without: Vec<String>,
}

fn rules() -> clap::builder::PossibleValuesParser {
    clap::builder::PossibleValuesParser::new(
        draft::RULES
            .iter()
            .map(|(name, help)| clap::builder::PossibleValue::new(*name).help(*help)),
    )
}

pub(crate) fn run(console: &Console, args: &Args) -> Result<Exit, CliError> {
    let codebook = codebook(console, &args.codebook)?;
    let options = DraftOptions {
        without: args.without.iter().cloned().collect(),
        ..DraftOptions::default()
    };
    if let [report] = &args.reports[..] {
        return one(console, args, report, &codebook, &options);
    }
    let Some(folder) = args
        .output
        .as_deref()
        .filter(|path| *path != Path::new("-"))
    else {
        return Err(CliError::usage("several reports need -o FOLDER"));
    };
    if args.review.is_some() {
        return Err(CliError::usage("--review takes one report"));
    }
    many(console, &args.reports, folder, &codebook, &options)
}

/// Reads a report as text.
fn load(path: &Path) -> Result<ReportText, CliError> {
    let mut loaded = input::load(&[path.to_path_buf()])?;
    if loaded.len() != 1 {
        return Err(CliError::usage(format!("{} is no report", path.display())));
    }
    let one = loaded.remove(0);
    let text = String::from_utf8(one.input.bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let message = format!("{} is not UTF-8 text: byte {at}", one.input.name);
        CliError::new(Exit::Problems, message).hint("save it as plain text with the encoding UTF-8")
    })?;
    Ok(ReportText::new(&text, format(path)))
}

fn no_record(faults: impl std::fmt::Debug) -> CliError {
    CliError::new(Exit::Problems, format!("this makes no record: {faults:?}"))
}

/// Every report into its own file, on as many threads as there are processors.
fn many(
    console: &Console,
    reports: &[PathBuf],
    folder: &Path,
    codebook: &Codebook,
    options: &DraftOptions,
) -> Result<Exit, CliError> {
    let mut names = BTreeSet::new();
    for path in reports {
        if !names.insert(path.file_stem()) {
            let message = format!("two reports are called {}", path.display());
            return Err(CliError::usage(message).hint("draft them into different folders"));
        }
    }
    let reporter = console.reporter();
    let (next, done, words) = (
        AtomicUsize::new(0),
        AtomicUsize::new(0),
        AtomicUsize::new(0),
    );
    let work = || -> Result<usize, CliError> {
        let mut proposals = 0;
        while let Some(path) = reports.get(next.fetch_add(1, Ordering::Relaxed)) {
            let report = load(path)?;
            let made = draft::draft(&report, codebook, options);
            proposals += made.proposals.len();
            words.fetch_add(report.words(), Ordering::Relaxed);
            let record = draft::draft_record(&made, codebook, source(path)?).map_err(no_record)?;
            let name = path.with_extension("json");
            let name = name.file_name().unwrap_or_default();
            output::file(&folder.join(name), &write::record_json(&record))?;
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            reporter.tell(Step {
                task: "reading reports",
                done,
                total: reports.len(),
            });
        }
        Ok(proposals)
    };
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let results: Vec<Result<usize, CliError>> = std::thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let ended = running.into_iter().map(|thread| {
            thread
                .join()
                .unwrap_or_else(|_| Err(CliError::new(Exit::Bug, "a thread failed")))
        });
        ended.collect()
    });
    drop(reporter);
    let mut proposals = 0;
    for result in results {
        proposals += result?;
    }
    console.line(&format!(
        "{proposals} proposals from {} reports of {} words",
        reports.len(),
        words.into_inner()
    ));
    Ok(Exit::Done)
}

fn one(
    console: &Console,
    args: &Args,
    path: &Path,
    codebook: &Codebook,
    options: &DraftOptions,
) -> Result<Exit, CliError> {
    let report = load(path)?;
    let made = draft::draft(&report, codebook, options);
    let source = source(path)?;
    let record = match &args.review {
        None => draft::draft_record(&made, codebook, source).map_err(no_record)?,
        Some(path) => {
            let prefix = source.id.to_string();
            let review = if path.exists() {
                review_file(path)?.carried(&made, &prefix)
            } else {
                Review::new(&made, &prefix)
            };
            let record = draft::draft_record(&review.corrected(&made), codebook, source)
                .and_then(|record| review.apply(&record))
                .map_err(no_record)?;
            output::file(path, &review.to_text())?;
            let (open, all) = (review.open(), review.entries.len());
            console.line(&format!(
                "{}: {open} of {all} proposals are open",
                path.display()
            ));
            record
        }
    };
    output::put(args.output.as_deref(), &write::record_json(&record))?;
    tell(console, &report, &made);
    Ok(Exit::Done)
}

/// Reads a review file.
pub(super) fn review_file(path: &Path) -> Result<Review, CliError> {
    let text = std::fs::read_to_string(path).map_err(|error| input::unreadable(path, &error))?;
    Review::parse(&text).map_err(|errors| {
        let lines: Vec<String> = errors
            .iter()
            .map(|error| format!("{}: {error}", path.display()))
            .collect();
        CliError::new(Exit::Problems, lines.join("\n"))
            .hint("the lines are '[DECISION] ID', who, themes, doubt, text, like and note")
    })
}

fn codebook(console: &Console, paths: &[PathBuf]) -> Result<Codebook, CliError> {
    let loaded = input::load(paths)?;
    let reading = read::codebook(loaded.into_iter().map(|one| one.input).collect());
    console.problems(&reading.files, &reading.problems, Amount::First);
    reading.codebook.ok_or_else(CliError::shown)
}

fn format(path: &Path) -> TextFormat {
    let suffix = path.extension().map(|s| s.to_string_lossy().to_lowercase());
    match suffix.as_deref() {
        Some("md" | "markdown") => TextFormat::Markdown,
        Some("html" | "htm" | "xhtml") => TextFormat::Html,
        _ => TextFormat::Plain,
    }
}

fn source(path: &Path) -> Result<Source, CliError> {
    let name = path
        .file_name()
        .map_or("report".into(), |name| name.to_string_lossy());
    let stem = path
        .file_stem()
        .map_or("report".into(), |stem| stem.to_string_lossy());
    let id = propose_id(&stem).unwrap_or_else(|| "report".to_owned());
    Ok(Source {
        id: SourceId::new(&id).map_err(|error| CliError::usage(error.to_string()))?,
        title: stem.into_owned(),
        date: None,
        url: None,
        text: Some(name.into_owned()),
        comment: None,
    })
}

fn tell(console: &Console, report: &ReportText, draft: &Draft) {
    let read: usize = draft.coverage.iter().map(|one| one.read).sum();
    let all: usize = draft.coverage.iter().map(|one| one.sentences).sum();
    console.line(&format!(
        "{} proposals from {read} of {all} sentences",
        draft.proposals.len()
    ));
    for warning in &draft.warnings {
        console.line(&format!("warning: {warning}"));
    }
    if !draft.unknown.is_empty() {
        let names: Vec<&str> = draft
            .unknown
            .iter()
            .map(|(name, _)| name.as_str())
            .collect();
        console.line(&format!("not in the codebook: {}", names.join(", ")));
    }
    if console.verbose {
        for span in &draft.unread {
            console.line(&format!("unread: {}", report.quote(span.clone())));
        }
    }
}
