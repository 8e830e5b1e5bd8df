//! `plenary analyse contents`: what there is to ask about.

use plenary::analysis;

use super::super::args::Records;
use super::super::console::Console;
use super::super::error::{CliError, Exit};
use super::super::findings;
use super::show::{Show, show};

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary analyse contents meeting.json                 counts for people",
    "plenary analyse contents meeting.json --format json   for programs",
    "plenary analyse contents graph/oewg-2020-02-12        a folder",
];

/// How much of everything there is, and from when to when
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    records: Records,
    #[command(flatten)]
    show: Show,
}

pub(crate) fn run(console: &Console, args: &Args) -> Result<Exit, CliError> {
    let record = findings::record(console, &args.records)?;
    show(&args.show, &analysis::contents(&record))
}
