//! `plenary analyse contradictions`: who stands against itself.

use plenary::analysis::{self, ContradictionOptions};

use super::super::console::Console;
use super::super::error::{CliError, Exit};
use super::show::{Show, show};
use super::who::Who;

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary analyse contradictions meeting.json                everyone",
    "plenary analyse contradictions meeting.json apc            one, by id, name or alias",
    "plenary analyse contradictions meeting.json --format json  dates, quotes and sources",
];

/// Opposite stances of one stakeholder on one claim, and mixed positions on a theme
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    who: Who,
    #[command(flatten)]
    show: Show,
}

pub(crate) fn run(console: &Console, args: &Args) -> Result<Exit, CliError> {
    let (record, graph, stakeholders) = args.who.load(console)?;
    let options = ContradictionOptions { stakeholders };
    show(
        &args.show,
        &analysis::contradictions(&record, &graph, &options),
    )
}
