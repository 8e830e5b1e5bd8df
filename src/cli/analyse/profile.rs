//! `plenary analyse profile`: one stakeholder.

use plenary::analysis::{self, ProfileOptions};

use super::super::console::Console;
use super::super::error::{CliError, Exit};
use super::show::{Show, show};
use super::who::Who;

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary analyse profile meeting.json apc                    by id, name or alias",
    "plenary analyse profile meeting.json apc icc --format json  two, with all evidence",
    "plenary analyse profile meeting.json -o profiles.md         everyone, as a document",
];

/// What a stakeholder holds, whom it is near, and where it is alone
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    who: Who,
    /// How many others a profile lists, nearest first: all, or 20 where profiles are more than 200
    #[arg(long, value_name = "N")]
    others: Option<usize>,
    #[command(flatten)]
    show: Show,
}

pub(crate) fn run(console: &Console, args: &Args) -> Result<Exit, CliError> {
    let (record, graph, stakeholders) = args.who.load(console)?;
    let options = ProfileOptions {
        stakeholders,
        others: args.others,
    };
    let found =
        console.watched(|progress| analysis::profile_watched(&record, &graph, &options, progress));
    show(&args.show, &found)
}
