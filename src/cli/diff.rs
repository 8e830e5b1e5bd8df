//! `plenary diff`: what changed from one record, or one time, to another.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use plenary::analysis::diff::merged;
use plenary::analysis::{Answer as _, CoalitionOptions, Diff, DiffOptions, diff_watched};
use plenary::draw::{self, DiffPair, DrawOptions, Language, Look, Medium, Palette, Tone};
use plenary::model::Record;
use plenary::write;

use super::analyse::groups::ThroughArg;
use super::args::{Records, RollUpArg};
use super::console::Console;
use super::data::{self, Narrow, TableArgs};
use super::error::{CliError, Exit};
use super::picture::{self, Options, PictureFormat};
use super::{draw as looks, findings, output};

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary diff first.json second.json --with codebook.json   in sentences",
    "plenary diff year.json --at 2020-06-01 -o change.svg       before a day, and from it on",
    "plenary diff old.json new.json --exit-code                 0 the same, 1 different",
];

const WINDOWS: &str = "Two times of one record";
const LOOK: &str = "How the picture looks";

/// Tell what changed between two records, or two times of one: in sentences, tables and a picture
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The record before: a file, a folder of record files, a table or a database; - for stdin
    #[arg(value_name = "A")]
    first: PathBuf,
    /// The record after; none with --at, or --before and --after
    #[arg(value_name = "B")]
    second: Option<PathBuf>,
    /// Read this file or folder with both, such as a codebook; may be given again
    #[arg(long, value_name = "FILE")]
    with: Vec<PathBuf>,
    /// Before is what was said before this day, after what was said from it on
    #[arg(long, value_name = "DAY", conflicts_with_all = ["second", "before", "after"], help_heading = WINDOWS)]
    at: Option<String>,
    /// Before: only statements that this holds for, such as 'source = opening'
    #[arg(long, value_name = "CONDITION", help_heading = WINDOWS)]
    before: Option<String>,
    /// After: only statements that this holds for, such as 'date >= 2020-06'
    #[arg(long, value_name = "CONDITION", help_heading = WINDOWS)]
    after: Option<String>,
    #[command(flatten)]
    table: TableArgs,
    #[command(flatten)]
    narrow: Narrow,
    /// Stakeholders are the same by id only, not by name or alias
    #[arg(long)]
    ids_only: bool,
    /// How broader themes count
    #[arg(long, value_name = "HOW", default_value = "none")]
    roll_up: RollUpArg,
    /// What coalitions are found by
    #[arg(long, value_name = "VAR", default_value = "theme")]
    through: ThroughArg,
    /// Re-samples of the statements, for the stability of coalitions; 0 for none
    #[arg(long, value_name = "N", default_value_t = 200)]
    resamples: usize,
    /// Exit with 0 where nothing changed and 1 where something did; then input that cannot be
    /// read exits with 3
    #[arg(long)]
    exit_code: bool,
    /// text (sentences), table, json, csv, markdown, svg, html, png, pdf or dot; by default what
    /// the suffix of -o says, else text
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    format: Option<Format>,
    /// File to write; stdout where there is none
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// At most so many stakeholders, and themes: those with most changes
    #[arg(long, value_name = "N", value_parser = looks::at_least_one, allow_negative_numbers = true, help_heading = LOOK)]
    top: Option<usize>,
    /// Title of the picture
    #[arg(long, value_name = "TEXT", help_heading = LOOK)]
    title: Option<String>,
    /// Words before the caption
    #[arg(long, value_name = "TEXT", help_heading = LOOK)]
    caption: Option<String>,
    /// The page that it must fit [default: a4; for html, web]
    #[arg(long = "for", value_name = "PAGE", value_parser = looks::medium(), help_heading = LOOK)]
    medium: Option<Medium>,
    /// Language of the words that are not the record's
    #[arg(long, value_name = "LANGUAGE", default_value = "en", value_parser = looks::language(), help_heading = LOOK)]
    lang: Language,
    /// Colours of support and concern
    #[arg(long, value_name = "NAME", default_value = "okabe-ito", value_parser = looks::palette(), help_heading = LOOK)]
    palette: Palette,
    /// Light on black
    #[arg(long, help_heading = LOOK)]
    dark: bool,
    /// Greys, for print
    #[arg(long, conflicts_with_all = ["dark", "palette"], help_heading = LOOK)]
    grey: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Table,
    Json,
    Csv,
    #[value(alias = "md")]
    Markdown,
    Svg,
    Html,
    Png,
    Pdf,
    Dot,
}

impl Format {
    fn picture(self) -> Option<PictureFormat> {
        match self {
            Self::Svg => Some(PictureFormat::Svg),
            Self::Html => Some(PictureFormat::Html),
            Self::Png => Some(PictureFormat::Png),
            Self::Pdf => Some(PictureFormat::Pdf),
            Self::Dot => Some(PictureFormat::Dot),
            Self::Text | Self::Table | Self::Json | Self::Csv | Self::Markdown => None,
        }
    }
}

pub(crate) fn run(console: &Console, args: &Args) -> Result<Exit, CliError> {
    let format = format(args)?;
    if format.picture().is_some_and(|it| !it.is_text())
        && args.output.as_deref().is_none_or(|it| it == Path::new("-"))
        && std::io::stdout().is_terminal()
    {
        let message = "a terminal cannot show this format";
        return Err(CliError::usage(message).hint("name a file with -o"));
    }
    let [before, after] = records(console, args).map_err(|error| match error.exit {
        // 1 is taken: it says that something changed.
        Exit::Problems if args.exit_code => CliError {
            exit: Exit::NotFound,
            ..error
        },
        _ => error,
    })?;
    let options = DiffOptions {
        match_names: !args.ids_only,
        roll_up: args.roll_up.into(),
        coalitions: Some(CoalitionOptions {
            through: args.through.into(),
            resamples: args.resamples,
            ..CoalitionOptions::default()
        }),
    };
    let found = console.watched(|progress| diff_watched(&before, &after, &options, progress));
    for (side, record) in [("before", &before), ("after", &after)] {
        if record.statements().is_empty() {
            console.line(&format!("note: there is no statement {side}"));
        }
    }
    let bytes = match format {
        Format::Text => write::diff_text(&found).into_bytes(),
        Format::Table => write::report_table(&found.report()).into_bytes(),
        Format::Json => write::report_json(&found).into_bytes(),
        Format::Csv => write::report_csv(&found.report()).into_bytes(),
        Format::Markdown => write::diff_markdown(&found).into_bytes(),
        picture => drawn(console, args, picture, (&before, &after), &found)?,
    };
    output::put(args.output.as_deref(), &bytes)?;
    if args.exit_code && !found.is_empty() {
        return Ok(Exit::Problems);
    }
    Ok(Exit::Done)
}

fn format(args: &Args) -> Result<Format, CliError> {
    if let Some(format) = args.format {
        return Ok(format);
    }
    let Some(suffix) = output::suffix(args.output.as_deref()) else {
        return Ok(Format::Text);
    };
    match suffix.as_str() {
        "txt" | "" => Ok(Format::Text),
        "json" => Ok(Format::Json),
        "csv" => Ok(Format::Csv),
        "md" | "markdown" => Ok(Format::Markdown),
        "svg" => Ok(Format::Svg),
        "html" | "htm" => Ok(Format::Html),
        "png" => Ok(Format::Png),
        "pdf" => Ok(Format::Pdf),
        "dot" | "gv" => Ok(Format::Dot),
        other => Err(
            CliError::usage(format!("no format has the suffix '{other}'")).hint(
                "end the name with .txt, .md, .csv, .json, .svg, .html, .png, .pdf or .dot, or \
                 give --format",
            ),
        ),
    }
}

/// What holds for the statements of each side.
fn windows(args: &Args) -> [Option<String>; 2] {
    match &args.at {
        Some(day) => [format!("date < {day}"), format!("date >= {day}")].map(Some),
        None => [args.before.clone(), args.after.clone()],
    }
}

/// Both records, narrowed.
fn records(console: &Console, args: &Args) -> Result<[Record; 2], CliError> {
    let read = |path: &PathBuf| {
        let records = Records {
            paths: std::iter::once(path).chain(&args.with).cloned().collect(),
            table: args.table.clone(),
            narrow: args.narrow.clone(),
        };
        findings::record(console, &records)
    };
    let windows = windows(args);
    if args.second.is_none() && windows.iter().any(Option::is_none) {
        let message = "diff compares two records, or two times of one";
        return Err(CliError::usage(message).hint(
            "name a second record, or give --at DAY, or --before CONDITION and --after CONDITION",
        ));
    }
    let first = read(&args.first)?;
    let second = match &args.second {
        Some(path) => read(path)?,
        None => first.clone(),
    };
    let [one, other] = windows;
    let window = |condition: Option<String>, record: Record| {
        let narrow = Narrow {
            condition,
            ..Narrow::default()
        };
        data::narrowed(console, &narrow, record)
    };
    Ok([window(one, first)?, window(other, second)?])
}

fn drawn(
    console: &Console,
    args: &Args,
    format: Format,
    (before, after): (&Record, &Record),
    found: &Diff,
) -> Result<Vec<u8>, CliError> {
    let both = merged(before, after, found);
    // A window of one record has the record's title, so what it is goes above its half.
    let [one, other] = windows(args).map(Option::unwrap_or_default);
    let pair = DiffPair {
        before,
        after,
        diff: found,
        merged: &both,
        labels: [&one, &other],
    };
    let Some(format) = format.picture() else {
        return Ok(Vec::new());
    };
    if format == PictureFormat::Dot {
        return Ok(write::diff_dot(&pair, args.roll_up.into()).into_bytes());
    }
    let usual = match format {
        PictureFormat::Html => Medium::Web,
        _ => Medium::A4,
    };
    let tone = match (args.dark, args.grey) {
        (true, _) => Tone::Dark,
        (_, true) => Tone::Grey,
        _ => Tone::Light,
    };
    let options = Options {
        draw: DrawOptions {
            title: args.title.clone(),
            caption: args.caption.clone(),
            language: args.lang,
            medium: args.medium.unwrap_or(usual),
            look: Look {
                tone,
                palette: args.palette,
            },
            top: args.top,
            ..DrawOptions::default()
        },
        ..Options::default()
    };
    let scene = draw::diff_scene(&pair, &options.draw);
    for note in &scene.notes {
        console.line(note);
    }
    if let Some(lacking) = picture::letters_lacking(&scene, format, &options) {
        console.line(&lacking);
    }
    picture::spelt(&both.record, &scene, format, &options)
}
