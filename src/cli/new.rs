//! `plenary new`: a record to start from.

use std::path::PathBuf;

use super::console::Console;
use super::error::{CliError, Exit};
use super::output;

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary new -o meeting.json          write it to a file",
    "plenary new | plenary check -        look at what check says of it",
    "plenary new --force -o meeting.json  replace what is there",
];

const TEMPLATE: &str = include_str!("template.json");

/// Write a record to start from, with one example of everything
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// File to write; stdout where there is none
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
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
    output::put(path, TEMPLATE)?;
    if let Some(path) = path {
        let name = path.display();
        console.line(&format!("wrote {name}; next: plenary check {name}"));
    }
    Ok(Exit::Done)
}
