//! `plenary check`: what is wrong with a record, and what its readers should know.

use std::path::PathBuf;

use clap::ValueEnum;
use plenary::model::Record;
use plenary::read::Severity;
use serde_json::json;

use super::args::Records;
use super::console::Console;
use super::error::{CliError, Exit};
use super::findings::{self, Findings, number};
use super::output;
use super::report::{self, Amount};

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary check meeting.json                a file",
    "plenary check graph/my-meeting --texts .  a folder; compare quotes with the texts in .",
    "plenary check --strict --format json -    stdin; warnings fail; for programs",
];

/// Say what is wrong with a record, and what to do
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    records: Records,
    /// Folder with the texts of the sources, where they are not beside the record
    #[arg(long, value_name = "FOLDER")]
    texts: Option<PathBuf>,
    /// Fail on warnings too
    #[arg(long)]
    strict: bool,
    /// Show every problem, not the first twenty
    #[arg(long)]
    all: bool,
    /// Form of the result
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Problems on stderr, one line of counts on stdout
    Text,
    /// One object with counts and all problems on stdout
    Json,
}

pub(crate) fn run(console: &Console, args: &Args) -> Result<Exit, CliError> {
    let mut findings = findings::find(console, &args.records, args.texts.as_deref())?;
    let failed = findings.count(Severity::Error) > 0
        || (args.strict && findings.count(Severity::Warning) > 0);
    match args.format {
        Format::Json => output::stdout(&json(&findings))?,
        Format::Text => {
            if !args.all && console.is_for_people() {
                findings = findings.folded();
            }
            let summary = summary(&findings);
            if console.quiet {
                findings
                    .problems
                    .retain(|p| p.severity() == Severity::Error);
            }
            let amount = if args.all { Amount::All } else { Amount::First };
            console.problems(&findings.files, &findings.problems, amount);
            output::stdout(&summary)?;
        }
    }
    Ok(if failed { Exit::Problems } else { Exit::Done })
}

fn summary(findings: &Findings) -> String {
    match &findings.record {
        Some(record) => format!("{}: {}\n", contents(record), findings.counts()),
        None => format!("no record could be read: {}\n", findings.counts()),
    }
}

/// `7 stakeholders, 46 claims, 38 themes, 54 statements, 37 relations`.
fn contents(record: &Record) -> String {
    let counts = [
        (record.stakeholders().len(), "stakeholder"),
        (record.claims().len(), "claim"),
        (record.themes().len(), "theme"),
        (record.statements().len(), "statement"),
        (record.relations().len(), "relation"),
    ];
    counts.map(|(n, noun)| number(n, noun)).join(", ")
}

fn json(findings: &Findings) -> String {
    let mut value = report::json(&findings.files, &findings.problems);
    let mut counts = json!({
        "errors": findings.count(Severity::Error),
        "warnings": findings.count(Severity::Warning),
        "notes": findings.count(Severity::Note),
    });
    if let Some(record) = &findings.record {
        counts["sources"] = record.sources().len().into();
        counts["stakeholders"] = record.stakeholders().len().into();
        counts["themes"] = record.themes().len().into();
        counts["claims"] = record.claims().len().into();
        counts["statements"] = record.statements().len().into();
        counts["relations"] = record.relations().len().into();
    }
    value["counts"] = counts;
    format!("{value:#}\n")
}
