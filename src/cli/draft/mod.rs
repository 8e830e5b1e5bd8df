//! `plenary draft`: the text of a report becomes a proposed record.

mod many;
mod report;

use std::num::NonZero;
use std::path::{Path, PathBuf};

use plenary::draft::{self, Draft, DraftOptions, ReportText, Review};
use plenary::model::Fault;
use plenary::read::{self, Codebook};
use plenary::write;

use super::console::Console;
use super::error::{CliError, Exit};
use super::report::Amount;
use super::{input, output};

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary draft report.txt --codebook codebook.json -o draft.json   read a report",
    "plenary draft report.md --codebook codebook.csv | plenary check - look at it",
    "plenary draft reports --codebook codebook.json -o drafts           a folder of reports",
];

/// Propose a record from the text of a report: who says what, with which stance, on which theme
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Report: plain text, Markdown (.md), web page (.html), Word document or PDF; or a folder of
    /// reports. Of several, each becomes a file in the folder that -o names; - for stdin
    #[arg(value_name = "REPORT", required = true)]
    reports: Vec<PathBuf>,
    /// Stakeholders with their names and themes with their words: record, CSV table, coding
    /// (stance-gold/1) or QDA codebook (.qdc); may be given several times
    #[arg(long, value_name = "FILE", required = true)]
    codebook: Vec<PathBuf>,
    /// File to write, or folder for several reports; stdout where there is none
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Review file: decisions in it are kept and applied; it is brought up to date, or begun
    #[arg(long, value_name = "FILE")]
    review: Option<PathBuf>,
    /// Leave out, and only list, proposals with a higher doubt
    #[arg(long, value_name = "0-1", default_value_t = 1.0, value_parser = doubt)]
    most_doubt: f64,
    /// Rules that are not used, to see what each is worth
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rules())]
    without: Vec<String>,
    /// Threads that read several reports; as many as there are processors by default. The drafts
    /// are the same
    #[arg(long, value_name = "N")]
    threads: Option<NonZero<usize>>,
}

fn doubt(text: &str) -> Result<f64, String> {
    let number: f64 = text.parse().map_err(|_| "it is no number".to_owned())?;
    if (0.0..=1.0).contains(&number) {
        Ok(number)
    } else {
        Err("a doubt is a number from 0 to 1".to_owned())
    }
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
        most_doubt: args.most_doubt,
    };
    if let [report] = &args.reports[..]
        && !report.is_dir()
    {
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
    let reports = report::all(&args.reports)?;
    let threads = (args.threads)
        .or_else(|| std::thread::available_parallelism().ok())
        .unwrap_or(NonZero::<usize>::MIN);
    many::many(console, &reports, folder, &codebook, &options, threads)
}

pub(super) fn no_record(faults: &[Fault]) -> CliError {
    let said: Vec<String> = faults.iter().map(|one| format!("{one:?}")).collect();
    CliError::new(
        Exit::Problems,
        format!("this makes no record: {}", said.join("; ")),
    )
}

fn one(
    console: &Console,
    args: &Args,
    path: &Path,
    codebook: &Codebook,
    options: &DraftOptions,
) -> Result<Exit, CliError> {
    let report = report::load(path)?;
    let made = draft::draft(&report.text, codebook, options);
    let mut source = report.source.clone();
    // Where the record goes to stdout there is no place beside it.
    let output = args
        .output
        .as_deref()
        .filter(|path| *path != Path::new("-"));
    match output {
        Some(output) => report.keep_text(output.parent().unwrap_or(Path::new("")))?,
        None if report.extracted.is_some() => source.text = None,
        None => {}
    }
    let record = match &args.review {
        None => {
            draft::draft_record(&made, codebook, source).map_err(|faults| no_record(&faults))?
        }
        Some(path) => {
            let prefix = source.id.to_string();
            let review = if path.exists() {
                review_file(path)?.carried(&made, &prefix)
            } else {
                Review::new(&made, &prefix)
            };
            let unknown = review.unknown(codebook, &made);
            if !unknown.is_empty() {
                let lines: Vec<String> = (unknown.iter())
                    .map(|fault| format!("{}: {fault}", path.display()))
                    .collect();
                return Err(CliError::new(Exit::Problems, lines.join("\n"))
                    .hint("use ids of the codebook, or add these to it"));
            }
            let record = draft::draft_record(&review.corrected(&made), codebook, source)
                .and_then(|record| review.apply(&record))
                .map_err(|faults| no_record(&faults))?;
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
    tell(console, &report.text, &made);
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

pub(super) fn codebook(console: &Console, paths: &[PathBuf]) -> Result<Codebook, CliError> {
    let loaded = input::load(paths)?;
    let reading = read::codebook(loaded.into_iter().map(|one| one.input).collect());
    console.problems(&reading.files, &reading.problems, Amount::First);
    reading.codebook.ok_or_else(CliError::shown)
}

fn tell(console: &Console, report: &ReportText, draft: &Draft) {
    let read: usize = draft.coverage.iter().map(|one| one.read).sum();
    let all: usize = draft.coverage.iter().map(|one| one.sentences).sum();
    console.line(&format!(
        "{} proposals from {read} of {all} sentences",
        draft.proposals.len()
    ));
    if !draft.left_out.is_empty() {
        console.line(&format!(
            "{} more are left out: too doubtful",
            draft.left_out.len()
        ));
    }
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
        for one in &draft.left_out {
            console.line(&format!("left out (doubt {:.2}): {}", one.doubt, one.quote));
        }
        for span in &draft.unread {
            console.line(&format!("unread: {}", report.quote(span.clone())));
        }
    }
}
