//! `plenary brief`: from a record to a document.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use plenary::brief::{self, Audience, BriefOptions, Briefing, Secrets};
use plenary::draw::{Language, Medium, Palette};
use plenary::model::Record;
use plenary::write::document::{self, HTML_TEMPLATE, MARKDOWN_TEMPLATE, Template};

use super::args::{Records, RollUpArg};
use super::console::Console;
use super::data::{self, Narrow};
use super::draw::{language, medium, palette, words};
use super::error::{CliError, Exit};
use super::findings::{self, number};
use super::output;
use super::printed;

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary brief meeting.json -o brief.html            one file to send; .md for Markdown",
    "plenary brief graph/my-meeting -o brief.docx        for Word and Writer; .pdf for PDF",
    "plenary brief graph/my-meeting --lang fr -o out/    in every format, in French",
    "plenary brief m.json --audience public > m.html     roles for names, proven",
];

const CONTENT: &str = "What it shows";
const LOOK: &str = "How it looks";

/// Write a briefing: summary, pictures, tables and numbered evidence
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    records: Records,
    /// File to write, by its suffix (.html, .md, .docx, .pdf), or folder for several; HTML on stdout where
    /// there is none
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Formats, by commas; by default what the suffix of -o says, into a folder all
    #[arg(long, value_name = "FORMAT", value_delimiter = ',')]
    format: Vec<Format>,
    /// Language of the words that are not the record's
    #[arg(long, value_name = "LANGUAGE", default_value = "en", value_parser = language(), help_heading = LOOK)]
    lang: Language,
    /// Who may read it; for the public, names give way to roles everywhere
    #[arg(long, value_name = "WHOM", default_value = "full", value_parser = audience(), help_heading = CONTENT)]
    audience: Audience,
    /// How broader themes count
    #[arg(long, value_name = "HOW", default_value = "none", help_heading = CONTENT)]
    roll_up: RollUpArg,
    /// The page that its pictures must fit
    #[arg(long = "for", value_name = "PAGE", default_value = "a4", value_parser = medium(), help_heading = LOOK)]
    medium: Medium,
    /// Colours of support and concern; colour-blind people tell each pair apart
    #[arg(long, value_name = "NAME", default_value = "okabe-ito", value_parser = palette(), help_heading = LOOK)]
    palette: Palette,
    /// A template of your own, in the language of Jinja2, for the one format asked for
    #[arg(long, value_name = "FILE", help_heading = LOOK)]
    template: Option<PathBuf>,
    /// Print the built-in template of a format, to begin your own with
    #[arg(long, value_name = "FORMAT", exclusive = true, help_heading = LOOK)]
    print_template: Option<Format>,
}

/// What a briefing can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Format {
    /// One page that needs nothing else
    Html,
    /// Markdown, with its pictures as SVG beside it
    Markdown,
    /// DOCX, for Word and LibreOffice Writer
    Docx,
    /// PDF, tagged for those who listen
    Pdf,
}

impl Format {
    /// What `build` writes, and what a template can be for.
    const TEXT: [Self; 2] = [Self::Html, Self::Markdown];

    /// What this build can write.
    fn all() -> Vec<Self> {
        let mut all = Self::TEXT.to_vec();
        if cfg!(all(feature = "docx", feature = "png")) {
            all.push(Self::Docx);
        }
        if cfg!(feature = "pdf") {
            all.push(Self::Pdf);
        }
        all
    }

    const fn suffix(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
        }
    }

    fn of_suffix(suffix: &str) -> Option<Self> {
        match suffix {
            "html" | "htm" => Some(Self::Html),
            "md" | "markdown" => Some(Self::Markdown),
            "docx" => Some(Self::Docx),
            "pdf" => Some(Self::Pdf),
            _ => None,
        }
    }

    fn template(self) -> Result<&'static str, CliError> {
        match self {
            Self::Html => Ok(HTML_TEMPLATE),
            Self::Markdown => Ok(MARKDOWN_TEMPLATE),
            Self::Docx | Self::Pdf => {
                let message = format!("{} has no template", self.suffix());
                Err(CliError::usage(message).hint("HTML and Markdown have one"))
            }
        }
    }
}

fn audience() -> impl clap::builder::TypedValueParser<Value = Audience> {
    words(&Audience::ALL, Audience::as_str)
}

pub(crate) fn run(console: &Console, args: &Args) -> Result<Exit, CliError> {
    if let Some(format) = args.print_template {
        output::stdout(format.template()?)?;
        return Ok(Exit::Done);
    }
    let wanted = wanted(args)?;
    let template = template(args, &wanted)?;
    let (record, also_secret) = record(console, &args.records)?;
    let options = BriefOptions {
        language: args.lang,
        audience: args.audience,
        also_secret,
        medium: args.medium,
        palette: args.palette,
        roll_up: args.roll_up.into(),
        condition: args.records.narrow.condition.clone(),
        ..BriefOptions::default()
    };
    let made = console.watched(|progress| brief::briefing_watched(&record, &options, progress));
    let made = made.map_err(|error| leak(&error))?;
    for note in &made.notes {
        console.line(&format!("warning: {note}"));
    }
    // All is made before anything is written, so that a failure leaves the old files together.
    let mut files = Vec::new();
    for target in &wanted {
        files.extend(contents(&made, target, template.as_ref(), args.medium)?);
    }
    let written = write(console, &wanted, &files)?;
    if let Some(place) = written {
        console.line(&format!(
            "{}, {} -> {} in {}",
            number(made.findings.len(), "sentence"),
            number(made.document.figures().count(), "figure"),
            number(files.len(), "file"),
            place.display()
        ));
    }
    Ok(Exit::Done)
}

/// A format and where it goes; stdout where there is no path.
struct Target {
    format: Format,
    path: Option<PathBuf>,
}

fn wanted(args: &Args) -> Result<Vec<Target>, CliError> {
    let mut formats = args.format.clone();
    formats.sort_unstable();
    formats.dedup();
    let path = args
        .output
        .as_deref()
        .filter(|path| *path != Path::new("-"));
    let Some(path) = path else {
        let format = match formats[..] {
            [] => Format::Html,
            [one] => one,
            _ => {
                let message = "several formats do not fit on stdout";
                return Err(CliError::usage(message).hint("name a folder with -o"));
            }
        };
        let path = None;
        return Ok(vec![Target { format, path }]);
    };
    let suffix = output::suffix(Some(path));
    let ends = path.to_string_lossy().ends_with(['/', '\\']);
    let folder = path.is_dir() || ends || (suffix.is_none() && !path.is_file());
    if folder {
        if formats.is_empty() {
            formats = Format::all();
        }
        let target = |format: Format| Target {
            format,
            path: Some(path.join(format!("briefing.{}", format.suffix()))),
        };
        return Ok(formats.into_iter().map(target).collect());
    }
    let format = match formats[..] {
        [one] => one,
        [] => {
            let known = suffix.as_deref().and_then(Format::of_suffix);
            known.ok_or_else(|| {
                let message = format!("no briefing is written as {}", path.display());
                CliError::usage(message)
                    .hint("end the file in .html, .md, .docx or .pdf, or give --format")
            })?
        }
        _ => {
            let message = format!("several formats do not fit into {}", path.display());
            return Err(CliError::usage(message).hint("name a folder with -o"));
        }
    };
    let path = Some(path.to_path_buf());
    Ok(vec![Target { format, path }])
}

/// The name and text of the template that was asked for.
fn template(args: &Args, wanted: &[Target]) -> Result<Option<(String, String)>, CliError> {
    let Some(path) = &args.template else {
        return Ok(None);
    };
    if wanted.len() > 1 {
        let message = "a template is for one format, and there are several";
        return Err(CliError::usage(message).hint("give --format html or --format markdown"));
    }
    for target in wanted {
        target.format.template()?;
    }
    let text = std::fs::read_to_string(path).map_err(|error| {
        let message = format!("cannot read {}: {error}", path.display());
        CliError::new(Exit::NotFound, message)
            .hint("'plenary brief --print-template html' prints one to begin with")
    })?;
    Ok(Some((path.display().to_string(), text)))
}

/// The record, and the names of the whole of it where only a part is shown.
fn record(console: &Console, records: &Records) -> Result<(Record, Secrets), CliError> {
    let whole = Records {
        narrow: Narrow::default(),
        ..records.clone()
    };
    let whole = findings::record(console, &whole)?;
    let secrets = Secrets::of(&whole);
    let record = data::narrowed(console, &records.narrow, whole)?;
    Ok((record, secrets))
}

fn leak(error: &brief::BriefError) -> CliError {
    CliError::new(Exit::Problems, error.to_string()).hint(
        "nothing was written; a word of the briefing's own is also a name of the record, or \
         the template holds one",
    )
}

/// A file to write; to stdout where it has no path.
type Written<C> = (Option<PathBuf>, C);

/// The files of one format, whatever they hold.
fn contents(
    made: &Briefing,
    target: &Target,
    template: Option<&(String, String)>,
    medium: Medium,
) -> Result<Vec<Written<Vec<u8>>>, CliError> {
    let path = target.path.clone();
    Ok(match target.format {
        Format::Docx => vec![(path, printed::docx(&made.document, medium)?)],
        Format::Pdf => vec![(path, printed::pdf(&made.document, medium)?)],
        Format::Html | Format::Markdown => (rendered(made, target, template)?.into_iter())
            .map(|(path, text)| (path, text.into_bytes()))
            .collect(),
    })
}

/// The files of a format that is text: name and content.
fn rendered(
    made: &Briefing,
    target: &Target,
    template: Option<&(String, String)>,
) -> Result<Vec<Written<String>>, CliError> {
    let template = template.map(|(name, text)| Template { name, text });
    let document = &made.document;
    let wrong = |error: document::TemplateError| {
        CliError::new(Exit::Problems, error.to_string())
            .hint("'plenary brief --print-template html' shows what a template may use")
    };
    let path = target.path.clone();
    let files = match target.format {
        Format::Html => vec![(path, document::html(document, template).map_err(wrong)?)],
        Format::Markdown => {
            let stem = path.as_deref().and_then(Path::file_stem);
            let prefix =
                stem.map_or_else(String::new, |stem| format!("{}-", stem.to_string_lossy()));
            let made = document::markdown(document, &prefix, template).map_err(wrong)?;
            let beside = |name: &String| {
                path.as_ref()
                    .map(|it| it.with_file_name(format!("{prefix}{name}")))
            };
            let pictures = made
                .pictures
                .iter()
                .map(|(name, svg)| (beside(name), svg.clone()));
            let mut files: Vec<_> = pictures.filter(|(path, _)| path.is_some()).collect();
            files.push((path.clone(), made.text));
            files
        }
        Format::Docx | Format::Pdf => Vec::new(),
    };
    for (_, content) in &files {
        made.secrets
            .check_text(content)
            .map_err(|error| leak(&error))?;
    }
    Ok(files)
}

/// Writes everything, and says where.
fn write<'t>(
    console: &Console,
    wanted: &'t [Target],
    files: &[Written<Vec<u8>>],
) -> Result<Option<&'t Path>, CliError> {
    for (path, content) in files {
        output::put(path.as_deref(), content)?;
        if let Some(path) = path.as_ref().filter(|_| console.verbose) {
            console.line(&format!("wrote {}", path.display()));
        }
    }
    let to_stdout = wanted.iter().any(|it| it.path.is_none());
    if to_stdout && wanted.iter().any(|it| it.format == Format::Markdown) {
        console.line("note: the pictures of Markdown are written beside a file: -o brief.md");
    }
    Ok(wanted[0].path.as_deref().map(|path| match wanted.len() {
        1 => path,
        _ => path.parent().unwrap_or(path),
    }))
}

/// The files of a briefing for `build`: HTML, and Markdown with its pictures.
pub(crate) fn files(
    console: &Console,
    record: &Record,
    roll_up: RollUpArg,
) -> Result<Vec<(String, String)>, CliError> {
    let options = BriefOptions {
        roll_up: roll_up.into(),
        ..BriefOptions::default()
    };
    let made = console.watched(|progress| brief::briefing_watched(record, &options, progress));
    let made = made.map_err(|error| leak(&error))?;
    let mut files = Vec::new();
    for format in Format::TEXT {
        let path = Some(PathBuf::from(format!("briefing.{}", format.suffix())));
        for (path, content) in rendered(&made, &Target { format, path }, None)? {
            let name = path.unwrap_or_default();
            files.push((name.to_string_lossy().into_owned(), content));
        }
    }
    Ok(files)
}
