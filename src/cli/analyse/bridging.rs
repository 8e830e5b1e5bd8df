//! `plenary analyse bridging`: which claims every group can agree to.

use plenary::analysis::{self, BridgingOptions, CoalitionOptions, Groups};

use super::super::args::Records;
use super::super::console::Console;
use super::super::error::{CliError, Exit};
use super::super::findings;
use super::groups::{MethodArg, ThroughArg, known_attribute};
use super::show::{Show, show};

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary analyse bridging meeting.json                     between coalitions",
    "plenary analyse bridging meeting.json --groups kind       between kinds of stakeholder",
    "plenary analyse bridging meeting.json --through theme     coalitions by themes",
];

/// Claims that are supported in every coalition
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    records: Records,
    /// The groups to bridge: coalitions, kind, or an attribute
    #[arg(long, value_name = "VAR", default_value = "coalitions")]
    groups: String,
    /// Coalitions: what stances are compared on
    #[arg(long, value_name = "VAR", default_value = "claim")]
    through: ThroughArg,
    /// Coalitions: how they are found
    #[arg(long, value_name = "METHOD", default_value = "leiden")]
    method: MethodArg,
    #[command(flatten)]
    show: Show,
}

pub(crate) fn run(console: &Console, args: &Args) -> Result<Exit, CliError> {
    let record = findings::record(console, &args.records)?;
    let groups = if args.groups == "coalitions" {
        Groups::Coalitions(CoalitionOptions {
            through: args.through.into(),
            method: args.method.into(),
            ..CoalitionOptions::default()
        })
    } else {
        known_attribute(&record, "--groups", &args.groups)?;
        Groups::Attribute(args.groups.clone())
    };
    let options = BridgingOptions { groups };
    let found = console.watched(|progress| analysis::bridging_watched(&record, &options, progress));
    show(&args.show, &found)
}
