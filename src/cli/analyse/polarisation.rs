//! `plenary analyse polarisation`: whether groups agree within and conflict between.

use plenary::analysis::polarisation::Window;
use plenary::analysis::{self, CoalitionOptions, Groups, PolarisationOptions};

use super::super::args::Records;
use super::super::console::Console;
use super::super::error::{CliError, Exit};
use super::super::findings;
use super::groups::{ThroughArg, known_attribute};
use super::show::{Show, show};

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary analyse polarisation meeting.json                  the most polarised split in two",
    "plenary analyse polarisation meeting.json --groups kind    between kinds of stakeholder",
    "plenary analyse polarisation meetings/ --window year       how it changes",
];

/// Whether groups agree within and conflict between, also over time
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    records: Records,
    /// What stances are compared on
    #[arg(long, value_name = "VAR", default_value = "claim")]
    through: ThroughArg,
    /// Between which groups: best (the most polarised split), coalitions, kind, or an attribute
    #[arg(long, value_name = "VAR", default_value = "best")]
    groups: String,
    /// Spans of time: none, year, month, or a number of days
    #[arg(long, value_name = "SPAN", default_value = "none", value_parser = window)]
    window: Window,
    /// Seed of the search for the best split above 18 stakeholders
    #[arg(long, value_name = "SEED", default_value_t = 0)]
    seed: u64,
    #[command(flatten)]
    show: Show,
}

fn window(text: &str) -> Result<Window, String> {
    match text {
        "none" => Ok(Window::Whole),
        "year" => Ok(Window::Year),
        "month" => Ok(Window::Month),
        days => match days.parse() {
            Ok(days) if days > 0 => Ok(Window::Days(days)),
            _ => Err("write none, year, month, or a number of days from 1 up".to_owned()),
        },
    }
}

pub(crate) fn run(console: &Console, args: &Args) -> Result<Exit, CliError> {
    let record = findings::record(console, &args.records)?;
    let through = args.through.into();
    let groups = match args.groups.as_str() {
        "best" => None,
        "coalitions" => Some(Groups::Coalitions(CoalitionOptions {
            through,
            ..CoalitionOptions::default()
        })),
        name => {
            known_attribute(&record, "--groups", name)?;
            Some(Groups::Attribute(name.to_owned()))
        }
    };
    let options = PolarisationOptions {
        through,
        groups,
        window: args.window,
        seed: args.seed,
    };
    let found =
        console.watched(|progress| analysis::polarisation_watched(&record, &options, progress));
    show(&args.show, &found)
}
