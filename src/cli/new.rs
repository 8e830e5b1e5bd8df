//! `plenary new`: a record to start from.

use std::ffi::OsStr;
use std::io::IsTerminal;
use std::path::PathBuf;

use super::console::Console;
use super::error::{CliError, Exit};
use super::output;

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary new -o meeting.json    write it to a file",
    "plenary new --xlsx -o my.xlsx  a workbook with drop-downs, for spreadsheets",
    "plenary new | plenary check -  look at what check says of it",
];

const TEMPLATE: &str = include_str!("template.json");

/// Write a record to start from, with one example of everything
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// File to write; stdout where there is none
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// As a workbook, to be filled in a spreadsheet; also where FILE ends in .xlsx
    #[arg(long)]
    xlsx: bool,
    /// Replace a file that is there
    #[arg(long)]
    force: bool,
}

pub(crate) fn run(console: &Console, args: &Args) -> Result<Exit, CliError> {
    let path = args
        .output
        .as_deref()
        .filter(|path| path.as_os_str() != "-");
    if let Some(there) = path.filter(|path| path.exists() && !args.force) {
        let message = format!("{} exists, and is not overwritten", there.display());
        return Err(CliError::new(Exit::CannotWrite, message)
            .hint("name another file, or add --force to replace it"));
    }
    let named = path.and_then(|path| path.extension()) == Some(OsStr::new("xlsx"));
    if args.xlsx || named {
        if path.is_none() && std::io::stdout().is_terminal() {
            return Err(CliError::usage("a workbook is not written to a terminal")
                .hint("name a file: plenary new --xlsx -o my.xlsx"));
        }
        output::put(path, &workbook()?)?;
    } else {
        output::put(path, TEMPLATE)?;
    }
    if let Some(path) = path {
        let name = path.display();
        console.line(&format!("wrote {name}; next: plenary check {name}"));
    }
    Ok(Exit::Done)
}

/// The same example as a workbook; its sheet of help and its notes say what the remarks of the
/// JSON say.
#[cfg(feature = "xlsx")]
fn workbook() -> Result<Vec<u8>, CliError> {
    use plenary::{model::Record, read, write};

    let input = read::Input {
        name: "template".to_owned(),
        bytes: TEMPLATE.as_bytes().to_vec(),
    };
    let bug = |what: &str| CliError::new(Exit::Bug, format!("the template is {what}"));
    let record = read::json(vec![input])
        .record
        .ok_or_else(|| bug("no record"))?;
    let mut parts = record.to_parts();
    parts.comment = None;
    parts.sources.iter_mut().for_each(|one| one.comment = None);
    parts
        .stakeholders
        .iter_mut()
        .for_each(|one| one.comment = None);
    parts.themes.iter_mut().for_each(|one| one.comment = None);
    parts.claims.iter_mut().for_each(|one| one.comment = None);
    parts
        .statements
        .iter_mut()
        .for_each(|one| one.comment = None);
    parts
        .relations
        .iter_mut()
        .for_each(|one| one.comment = None);
    let record = Record::resolve(parts).map_err(|_| bug("no record without its remarks"))?;
    let options = write::WorkbookOptions {
        help_first: true,
        notes: true,
        ..Default::default()
    };
    write::workbook(&record, &options)
        .map_err(|error| CliError::new(Exit::CannotWrite, error.to_string()))
}

#[cfg(not(feature = "xlsx"))]
fn workbook() -> Result<Vec<u8>, CliError> {
    let message = "this plenary was built without workbooks";
    Err(CliError::new(Exit::Unavailable, message).hint("build it with --features xlsx"))
}
