//! Stderr: progress, summaries and errors.

use std::io::Write;

use anstream::{AutoStream, ColorChoice};
use plenary::model::Progress;
use plenary::read::{Problem, TextFile};
use serde_json::json;

use super::args::{Color, ErrorFormat, Global};
use super::error::CliError;
use super::progress::Reporter;
use super::report::{self, Amount};

/// What the global options say about stderr.
pub(crate) struct Console {
    pub(crate) quiet: bool,
    pub(crate) verbose: bool,
    color: ColorChoice,
    error_format: ErrorFormat,
}

impl Console {
    pub(crate) fn new(global: &Global) -> Self {
        Self {
            quiet: global.quiet,
            verbose: global.verbose,
            color: match global.color {
                Color::Auto => AutoStream::choice(&std::io::stderr()),
                Color::Always => ColorChoice::AlwaysAnsi,
                Color::Never => ColorChoice::Never,
            },
            error_format: global.error_format,
        }
    }

    /// Whether errors and findings are for people to read.
    pub(crate) fn is_for_people(&self) -> bool {
        self.error_format == ErrorFormat::Text
    }

    /// Who shows how far a long run is: on a terminal, not under --quiet nor among errors for
    /// programs.
    pub(crate) fn reporter(&self) -> Reporter {
        Reporter::new(!self.quiet && self.error_format == ErrorFormat::Text)
    }

    /// Does what can take long, and shows how far it is.
    pub(crate) fn watched<T>(&self, work: impl FnOnce(Progress<'_>) -> T) -> T {
        let reporter = self.reporter();
        let tell = |step| reporter.tell(step);
        work(Progress::to(&tell))
    }

    /// A line for people, as it is.
    pub(crate) fn plain(line: &str) {
        // Nowhere is left to tell where stderr fails.
        let _ = writeln!(std::io::stderr(), "{line}");
    }

    /// A line for people, not under --quiet nor among errors for programs.
    pub(crate) fn line(&self, line: &str) {
        if !self.quiet && self.error_format == ErrorFormat::Text {
            Self::plain(line);
        }
    }

    pub(crate) fn styled(&self, text: &str) {
        let mut stream = AutoStream::new(std::io::stderr().lock(), self.color);
        let _ = stream.write_all(text.as_bytes());
    }

    /// Shows the problems of the input.
    pub(crate) fn problems(&self, files: &[TextFile], problems: &[Problem], amount: Amount) {
        match self.error_format {
            ErrorFormat::Json => Self::plain(&report::json(files, problems).to_string()),
            ErrorFormat::Text if problems.is_empty() => {}
            ErrorFormat::Text => self.styled(&report::text(files, problems, amount)),
        }
    }

    /// Says why a verb failed.
    pub(crate) fn fail(&self, error: &CliError) {
        let Some(message) = &error.message else {
            return;
        };
        if self.error_format == ErrorFormat::Json {
            let mut why = json!({ "exit": error.exit as u8, "message": message });
            if let Some(hint) = &error.hint {
                why["help"] = json!(hint);
            }
            Self::plain(&json!({ "schema": 1, "problems": [], "error": why }).to_string());
            return;
        }
        let bold_red = "\u{1b}[1m\u{1b}[91m";
        let mut text = format!("{bold_red}error\u{1b}[0m\u{1b}[1m: {message}\u{1b}[0m\n");
        if let Some(hint) = &error.hint {
            text.push_str(&format!("\u{1b}[1mhelp\u{1b}[0m: {hint}\n"));
        }
        self.styled(&text);
    }
}
