//! `plenary analyse network`: who is tied to whom, or to what.

use clap::ValueEnum;
use plenary::analysis::{
    self, Aggregation, Kernel, NetworkError, NetworkOptions, WindowUnit, Windows,
};
use plenary::model::Events;
use plenary::write;

use super::super::args::{Records, RollUpArg};
use super::super::console::Console;
use super::super::error::{CliError, Exit};
use super::super::output;
use super::show::{Format, Show, show};
use super::ties::{self, Asks, TieArgs, word};

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary analyse network meeting.json --between stakeholder --through claim --aggregation congruence",
    "plenary analyse network meeting.json --between kind --through theme --two-mode --aggregation subtract",
    "plenary analyse network debate.dna --between organization --through concept --aggregation congruence --normalisation average --format csv",
    "plenary analyse network debate.csv --columns stakeholder=Org,claim=Concept --normalisation jaccard --top 20",
    "plenary analyse network debate.dna --aggregation subtract --windows months --window-size 3",
];

/// Who is tied to whom, or to what, and how strongly
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    records: Records,
    #[command(flatten)]
    ties: TieArgs,
    /// What the stance does
    #[arg(long, value_name = "HOW", default_value = "ignore", value_parser = word::<Aggregation>())]
    aggregation: Aggregation,
    /// Only the N strongest ties
    #[arg(long, value_name = "N")]
    top: Option<usize>,
    /// Only ties among the N strongest of one of their two
    #[arg(long, value_name = "N", conflicts_with = "top")]
    top_each: Option<usize>,
    /// List the statements behind the network instead
    #[arg(long, conflicts_with = "windows")]
    events: bool,
    /// How broader themes count, where a record's themes are asked for
    #[arg(long, value_name = "HOW", default_value = "none")]
    roll_up: RollUpArg,
    /// A network for each window of time: seconds, minutes, hours, days, weeks, months, years,
    /// events
    #[arg(long, value_name = "UNIT", value_parser = word::<WindowUnit>(), hide_possible_values = true, help_heading = "Windows of time")]
    windows: Option<WindowUnit>,
    /// How many units a window has
    #[arg(
        long,
        value_name = "N",
        default_value_t = 30,
        requires = "windows",
        help_heading = "Windows of time"
    )]
    window_size: u32,
    /// Weights that fall with the distance from the middle of the window
    #[arg(long, value_name = "KERNEL", value_parser = word::<Kernel>(), requires = "windows", help_heading = "Windows of time")]
    kernel: Option<Kernel>,
    /// Where the first and last kernel stand: on the first and last statement, or half a window
    /// inside
    #[arg(
        long,
        value_name = "WHERE",
        default_value = "inside",
        requires = "kernel",
        help_heading = "Windows of time"
    )]
    middles: Middles,
    /// Windows of events: draw the statements at the borders from this seed, instead of keeping
    /// all with the same time
    #[arg(
        long,
        value_name = "SEED",
        requires = "windows",
        help_heading = "Windows of time"
    )]
    draw_ties: Option<u64>,
    #[command(flatten)]
    show: Show,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Middles {
    Inside,
    AtEnds,
}

pub(crate) fn run(console: &Console, args: &Args) -> Result<Exit, CliError> {
    let (records, of) = (&args.records, &args.ties);
    let asks = match (args.events, args.windows) {
        (true, _) => Asks::All,
        (false, Some(_)) => Asks::Statements,
        (false, None) => Asks::Values,
    };
    let (events, _) = ties::events(console, records, of, args.roll_up, asks)?;
    let mut options = ties::options(console, records, of, args.aggregation, &events)?;
    options.top = args.top;
    options.top_each = args.top_each;
    let failed = |errors: Vec<NetworkError>| ties::errors_as_one(console, &errors);
    if args.events {
        let list = analysis::event_list(&events, &options).map_err(failed)?;
        return show(&args.show, &list);
    }
    if let Some(unit) = args.windows {
        let windows = Windows {
            unit,
            size: args.window_size,
            kernel: args.kernel,
            indent: args.middles == Middles::Inside,
            draw_ties: args.draw_ties,
        };
        let series = console.watched(|progress| {
            analysis::network_over_time_watched(&events, &options, &windows, progress)
        });
        return show(&args.show, &series.map_err(failed)?);
    }
    if args.show.is_parquet() {
        return parquet(console, args, &events, &options);
    }
    if matches!(args.show.format()?, Format::Table | Format::Markdown) {
        let summary = console
            .watched(|progress| analysis::network_summary_watched(&events, &options, progress));
        return show(&args.show, &summary.map_err(failed)?);
    }
    let network =
        console.watched(|progress| analysis::network_watched(&events, &options, progress));
    let network = network.map_err(failed)?;
    if args.show.format()? == Format::Csv {
        output::put(args.show.path(), &write::network_csv(&network))?;
        return Ok(Exit::Done);
    }
    show(&args.show, &network)
}

/// Writes the ties as Parquet.
#[cfg(feature = "parquet")]
fn parquet(
    console: &Console,
    args: &Args,
    events: &Events,
    options: &NetworkOptions,
) -> Result<Exit, CliError> {
    let network = console.watched(|progress| analysis::network_watched(events, options, progress));
    let network = network.map_err(|errors| ties::errors_as_one(console, &errors))?;
    output::put(args.show.path(), &write::network_parquet(&network))?;
    Ok(Exit::Done)
}

#[cfg(not(feature = "parquet"))]
fn parquet(_: &Console, _: &Args, _: &Events, _: &NetworkOptions) -> Result<Exit, CliError> {
    Err(super::super::data::no_parquet())
}
