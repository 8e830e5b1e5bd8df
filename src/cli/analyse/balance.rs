//! `plenary analyse balance`: whether friends of friends are friends.

use plenary::analysis::{self, BalanceOptions};

use super::super::args::Records;
use super::super::console::Console;
use super::super::error::{CliError, Exit};
use super::super::findings;
use super::groups::ThroughArg;
use super::show::{Show, show};

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary analyse balance meeting.json                    triads and frustration by claims",
    "plenary analyse balance meeting.json --through theme    by positions on themes",
];

/// Balanced and unbalanced triads of stakeholders, and the frustration index
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    records: Records,
    /// What stances are compared on
    #[arg(long, value_name = "VAR", default_value = "claim")]
    through: ThroughArg,
    /// Name at most this many triads
    #[arg(long, value_name = "N", default_value_t = 100)]
    most_triads: usize,
    /// Seed of the search for the best split above 20 stakeholders
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    seed: u64,
    #[command(flatten)]
    show: Show,
}

pub(crate) fn run(console: &Console, args: &Args) -> Result<Exit, CliError> {
    let record = findings::record(console, &args.records)?;
    let options = BalanceOptions {
        through: args.through.into(),
        most_triads: args.most_triads,
        seed: args.seed,
    };
    let found = console.watched(|progress| analysis::balance_watched(&record, &options, progress));
    show(&args.show, &found)
}
