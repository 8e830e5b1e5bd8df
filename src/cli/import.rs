//! `plenary import`: other programs' files as a record, and what could not be kept.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use plenary::read::{self, CsvOptions, ImportFormat, ImportOptions, Input, LossKind, LossReport};
use plenary::write;
use serde_json::json;

use super::console::Console;
use super::data::TableArgs;
use super::error::{CliError, Exit};
use super::{findings, input, output};

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary import debate.argdown -o debate.json     an argument map",
    "plenary import my-conversation/ -o record.json   the folder of a pol.is export",
    "plenary import project.qdpx --strict             fail where something cannot be kept",
];

/// Make a record of another program's file, and say what could not be kept
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The file, or the folder or files that belong together; - for stdin
    #[arg(value_name = "FILE", required = true)]
    paths: Vec<PathBuf>,
    /// What it is: found out from names and first bytes where it is not given
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    from: Option<String>,
    /// File to write the record to; stdout where there is none
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Fail, and write no record, where anything is lost
    #[arg(long)]
    strict: bool,
    /// File to write the loss report to; stderr where there is none
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Form of the loss report
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Argdown: tags of statements that are stakeholders
    #[arg(long, value_name = "TAG", value_delimiter = ',')]
    stakeholder_tags: Vec<String>,
    #[command(flatten)]
    table: TableArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

fn formats() -> clap::builder::PossibleValuesParser {
    let all = ImportFormat::ALL.iter();
    clap::builder::PossibleValuesParser::new(all.map(|one| {
        let value = clap::builder::PossibleValue::new(one.as_str()).help(one.name());
        if *one == ImportFormat::Aif {
            value.alias("xaif")
        } else {
            value
        }
    }))
}

pub(crate) fn run(console: &Console, args: &Args) -> Result<Exit, CliError> {
    let inputs = inputs(&args.paths)?;
    let options = ImportOptions {
        // The parser of the arguments knows the words.
        format: args.from.as_deref().and_then(|word| word.parse().ok()),
        stakeholder_tags: args.stakeholder_tags.clone(),
        table: CsvOptions {
            columns: args.table.columns.clone(),
            delimiter: args.table.delimiter,
            ..CsvOptions::default()
        },
        theme_stance: args.table.theme_stance.clone(),
        statement_type: args.table.statement_type.clone(),
    };
    let made = read::import(inputs, &options);
    let record = findings::usable(console, made.reading)?;
    let loss = made.loss;
    let refused = args.strict && !loss.is_lossless();
    let text = match args.format {
        Format::Text => text(&loss),
        Format::Json => format!(
            "{:#}\n",
            json!({ "schema": 1, "lossless": loss.is_lossless(), "report": loss })
        ),
    };
    match &args.report {
        Some(path) => output::put(Some(path), &text)?,
        None if args.format == Format::Json => Console::plain(text.trim_end()),
        None => {
            for line in text.lines() {
                console.line(line);
            }
        }
    }
    let sum = |of: fn(&read::LossCount) -> usize| loss.counts.iter().map(of).sum::<usize>();
    if sum(|count| count.read) > 0 && sum(|count| count.kept) == 0 {
        return Err(CliError::new(
            Exit::Problems,
            "nothing of the input could be kept, so no record was written",
        )
        .hint(
            "the loss report says why; is it of another format? --from names one. A table with \
             the columns stakeholder, claim, stance is always read",
        ));
    }
    if refused {
        return Err(CliError::new(
            Exit::Problems,
            "not everything could be kept, and --strict was given: no record was written",
        )
        .hint("the loss report says what; leave out --strict to import the rest"));
    }
    output::put(args.output.as_deref(), &write::record_json(&record))?;
    if let Some(path) = args
        .output
        .as_deref()
        .filter(|path| *path != Path::new("-"))
    {
        let name = path.display();
        console.line(&format!("wrote {name}; next: plenary check {name}"));
    }
    Ok(Exit::Done)
}

/// So many files, and bytes in all, one import may have.
const MOST_FILES: usize = 1000;
const MOST_BYTES: u64 = 2 << 30;

/// The files given, and those of folders in the order of their names; hidden ones and folders
/// below are left out.
fn inputs(paths: &[PathBuf]) -> Result<Vec<Input>, CliError> {
    let mut files = Vec::new();
    for path in paths {
        if path == Path::new("-") || !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let entries = std::fs::read_dir(path).map_err(|error| input::unreadable(path, &error))?;
        let mut found = Vec::new();
        for entry in entries {
            let path = entry
                .map_err(|error| input::unreadable(path, &error))?
                .path();
            let hidden = path
                .file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with('.'));
            if path.is_file() && !hidden {
                found.push(path);
            }
        }
        if found.is_empty() {
            let message = format!("the folder {} has no files", path.display());
            return Err(CliError::new(Exit::NotFound, message)
                .hint("name the folder that the files are in; folders below it are not read"));
        }
        found.sort();
        files.extend(found);
    }
    let sizes = files.iter().filter_map(|path| std::fs::metadata(path).ok());
    let bytes: u64 = sizes.map(|data| data.len()).sum();
    if files.len() > MOST_FILES || bytes > MOST_BYTES {
        let message = format!(
            "{} files with {bytes} bytes are too much for one import",
            files.len()
        );
        return Err(CliError::new(Exit::Problems, message).hint("import them in parts"));
    }
    files
        .iter()
        .map(|path| Ok(input::open(path)?.loaded()?.input))
        .collect()
}

/// The report for people.
fn text(loss: &LossReport) -> String {
    let mut out = String::new();
    for count in &loss.counts {
        let became = count.became.as_deref().filter(|_| count.kept > 0);
        let became = became.map(|word| format!(" as {word}")).unwrap_or_default();
        let skipped = if count.skipped > 0 {
            format!(", skipped {}", count.skipped)
        } else {
            String::new()
        };
        // A String takes all that is written.
        let _ = writeln!(
            out,
            "{}: read {}, kept {}{became}{skipped}",
            count.things, count.read, count.kept
        );
    }
    for kind in [LossKind::Skipped, LossKind::Detail, LossKind::Repeated] {
        let mut head = match kind {
            LossKind::Skipped => Some("skipped:"),
            LossKind::Detail => Some("not kept of what was:"),
            LossKind::Repeated => Some("skipped, nothing lost:"),
        };
        for one in loss.losses.iter().filter(|one| one.kind == kind) {
            if let Some(head) = head.take() {
                let _ = writeln!(out, "{head}");
            }
            let more = if one.count > one.places.len() && !one.places.is_empty() {
                ", ..."
            } else {
                ""
            };
            let places = if one.places.is_empty() {
                String::new()
            } else {
                format!(" ({}{more})", one.places.join("; "))
            };
            let _ = writeln!(out, "  {} {}: {}{places}", one.count, one.what, one.why);
        }
    }
    for note in &loss.notes {
        let _ = writeln!(out, "note: {note}");
    }
    if loss.is_lossless() {
        out.push_str("nothing was lost\n");
    }
    out
}
