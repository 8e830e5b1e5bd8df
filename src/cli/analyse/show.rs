//! An answer in the form that was asked for, to where it was asked for.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use plenary::analysis::Answer;
use plenary::write;

use super::super::error::{CliError, Exit};
use super::super::output;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Aligned text for people
    Table,
    /// One object for programs
    Json,
    /// The main table
    Csv,
    /// For documents
    #[value(alias = "md")]
    Markdown,
}

/// Where an answer goes, and how.
#[derive(Debug, clap::Args)]
pub(crate) struct Show {
    /// table, json, csv or markdown; by default what the suffix of -o says, else table
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    format: Option<Format>,
    /// File to write; stdout where there is none
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Writes an answer.
pub(crate) fn show<A: Answer>(args: &Show, answer: &A) -> Result<Exit, CliError> {
    let text = match args.format()? {
        Format::Table => write::report_table(&answer.report()),
        Format::Json => write::report_json(answer),
        Format::Csv => write::report_csv(&answer.report()),
        Format::Markdown => write::report_markdown(&answer.report()),
    };
    output::put(args.output.as_deref(), &text)?;
    Ok(Exit::Done)
}

impl Show {
    /// Where the answer goes.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.output.as_deref()
    }

    /// Whether the answer goes into a file of Parquet.
    pub(crate) fn is_parquet(&self) -> bool {
        let suffix = output::suffix(self.output.as_deref());
        self.format.is_none() && suffix.as_deref() == Some("parquet")
    }

    /// The form that was asked for, or that the file's suffix says.
    pub(crate) fn format(&self) -> Result<Format, CliError> {
        if let Some(format) = self.format {
            return Ok(format);
        }
        match output::suffix(self.output.as_deref()).as_deref() {
            None | Some("txt" | "") => Ok(Format::Table),
            Some("json") => Ok(Format::Json),
            Some("csv") => Ok(Format::Csv),
            Some("md" | "markdown") => Ok(Format::Markdown),
            Some(other) => Err(
                CliError::usage(format!("no format has the suffix '{other}'"))
                    .hint("end the name with .json, .csv, .md or .txt, or give --format"),
            ),
        }
    }
}
