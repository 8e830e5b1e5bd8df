//! Reports from files: text, markup, Word documents and PDF.

use std::path::{Path, PathBuf};

use plenary::draft::{DocumentKind, ReportText, TextFormat, document_text};
use plenary::model::{Source, SourceId, propose_id};

use crate::cli::error::{CliError, Exit};
use crate::cli::{input, output};

/// What a folder of reports may hold.
const SUFFIXES: [&str; 8] = [
    "txt", "text", "md", "markdown", "html", "htm", "xhtml", "docx",
];

/// A report that was read.
pub(super) struct Report {
    pub(super) text: ReportText,
    pub(super) source: Source,
    /// The text that places count in, where the file itself is none.
    pub(super) extracted: Option<String>,
}

impl Report {
    /// Writes the text of what is no text file beside the draft, where `check` finds it.
    pub(super) fn keep_text(&self, folder: &Path) -> Result<(), CliError> {
        match (&self.extracted, &self.source.text) {
            (Some(text), Some(name)) => output::file(&folder.join(name), text),
            _ => Ok(()),
        }
    }
}

/// Reads a report.
pub(super) fn load(path: &Path) -> Result<Report, CliError> {
    if path.is_dir() {
        return Err(CliError::usage(format!("{} is a folder", path.display())));
    }
    let mut loaded = input::load(&[path.to_path_buf()])?;
    if loaded.len() != 1 {
        return Err(CliError::usage(format!("{} is no report", path.display())));
    }
    let one = loaded.remove(0).input;
    let mut source = source(path)?;
    if let Some(kind) = DocumentKind::of(&one.bytes) {
        let text = document_text(&one.bytes, kind)
            .map_err(|error| CliError::new(Exit::Problems, format!("{}: {error}", one.name)))?;
        let name = source.text.as_deref().unwrap_or("report");
        source.text = Some(format!("{name}.txt"));
        return Ok(Report {
            text: ReportText::new(&text, TextFormat::Plain),
            source,
            extracted: Some(text),
        });
    }
    let text = String::from_utf8(one.bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let message = format!("{} is not UTF-8 text: byte {at}", one.name);
        CliError::new(Exit::Problems, message).hint("save it as plain text with the encoding UTF-8")
    })?;
    let format = if path == Path::new("-") {
        sniffed(&text)
    } else {
        format(path)
    };
    Ok(Report {
        text: ReportText::new(&text, format),
        source,
        extracted: None,
    })
}

/// The reports among some files and folders: of a folder, those with a known suffix, by name.
pub(super) fn all(paths: &[PathBuf]) -> Result<Vec<PathBuf>, CliError> {
    let mut found = Vec::new();
    for path in paths {
        if !path.is_dir() {
            found.push(path.clone());
            continue;
        }
        let entries = std::fs::read_dir(path).map_err(|error| input::unreadable(path, &error))?;
        let mut inside = Vec::new();
        for entry in entries {
            let file = entry
                .map_err(|error| input::unreadable(path, &error))?
                .path();
            let known = suffix(&file).is_some_and(|one| SUFFIXES.contains(&&*one) || one == "pdf");
            if known && file.is_file() {
                inside.push(file);
            }
        }
        if inside.is_empty() {
            let message = format!("there is no report in {}", path.display());
            return Err(CliError::new(Exit::NotFound, message)
                .hint(format!("reports end in .{} or .pdf", SUFFIXES.join(", ."))));
        }
        inside.sort();
        found.extend(inside);
    }
    Ok(found)
}

fn suffix(path: &Path) -> Option<String> {
    Some(path.extension()?.to_string_lossy().to_lowercase())
}

fn format(path: &Path) -> TextFormat {
    match suffix(path).as_deref() {
        Some("md" | "markdown") => TextFormat::Markdown,
        Some("html" | "htm" | "xhtml") => TextFormat::Html,
        _ => TextFormat::Plain,
    }
}

/// How a text without a name is written.
fn sniffed(text: &str) -> TextFormat {
    let start: String = text.trim_start().chars().take(9).collect();
    let start = start.to_lowercase();
    if start.starts_with("<!doctype") || start.starts_with("<html") {
        TextFormat::Html
    } else {
        TextFormat::Plain
    }
}

fn source(path: &Path) -> Result<Source, CliError> {
    // What comes from stdin has no file that its places could be compared with.
    let named = path != Path::new("-");
    let name = path.file_name().filter(|_| named);
    let name = name.map(|name| name.to_string_lossy().into_owned());
    let stem =
        (path.file_stem().filter(|_| named)).map_or("report".into(), |stem| stem.to_string_lossy());
    let id = propose_id(&stem).unwrap_or_else(|| "report".to_owned());
    Ok(Source {
        id: SourceId::new(&id).map_err(|error| CliError::usage(error.to_string()))?,
        title: stem.into_owned(),
        date: None,
        url: None,
        text: name,
        comment: None,
    })
}
