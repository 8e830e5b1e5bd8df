//! `plenary schema`: the format, for editors and validators.

use std::path::PathBuf;

use super::error::{CliError, Exit};
use super::output;

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary schema                          print it",
    "plenary schema -o plenary.schema.json   write it to a file",
    "plenary schema | jq .required           ask it something",
];

/// Print the JSON Schema of record files
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// File to write; stdout where there is none
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<Exit, CliError> {
    output::put(args.output.as_deref(), &plenary::write::schema())?;
    Ok(Exit::Done)
}
