//! `plenary analyse coalitions`: who stands together, and how sure that is.

use plenary::analysis::{self, CoalitionOptions};

use super::super::args::Records;
use super::super::console::Console;
use super::super::error::{CliError, Exit};
use super::super::findings;
use super::groups::{MethodArg, ThroughArg};
use super::show::{Show, show};

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary analyse coalitions meeting.json                        by agreement on claims",
    "plenary analyse coalitions meeting.json --through theme        by positions on themes",
    "plenary analyse coalitions meeting.json --method correlation   disagreement counts too",
];

/// Who stands together, how stable that is, and what each group holds
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    records: Records,
    /// What stances are compared on
    #[arg(long, value_name = "VAR", default_value = "claim")]
    through: ThroughArg,
    /// Whose groups are profiled; all three methods are run
    #[arg(long, value_name = "METHOD", default_value = "leiden")]
    method: MethodArg,
    /// Leiden: above 1 gives more and smaller groups
    #[arg(long, value_name = "NUMBER", default_value_t = 1.0)]
    resolution: f64,
    /// Leiden: how many runs the best is kept of
    #[arg(long, value_name = "N", default_value_t = 20)]
    seeds: u64,
    /// Correlation: exact for parts of at most this many, 0 to 16
    #[arg(long, value_name = "N", default_value_t = 12, value_parser = clap::value_parser!(u8).range(0..=16))]
    exact: u8,
    /// Re-samples of the statements for stability; 0 for none
    #[arg(long, value_name = "N", default_value_t = 200)]
    resamples: usize,
    /// Seed of re-sampling and local search
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    seed: u64,
    /// A swing stakeholder's stability in another coalition is this near to the own, or above
    #[arg(long, value_name = "SHARE", default_value_t = 0.2)]
    swing_margin: f64,
    #[command(flatten)]
    show: Show,
}

pub(crate) fn run(console: &Console, args: &Args) -> Result<Exit, CliError> {
    if !args.resolution.is_finite() || args.resolution <= 0.0 {
        let message = format!("--resolution is {}; it must be above 0", args.resolution);
        return Err(CliError::usage(message).hint("1 is usual; 2 gives smaller groups"));
    }
    let record = findings::record(console, &args.records)?;
    let options = CoalitionOptions {
        through: args.through.into(),
        method: args.method.into(),
        resolution: args.resolution,
        seeds: args.seeds,
        exact: usize::from(args.exact),
        resamples: args.resamples,
        seed: args.seed,
        swing_margin: args.swing_margin,
    };
    let found =
        console.watched(|progress| analysis::coalitions_watched(&record, &options, progress));
    show(&args.show, &found)
}
