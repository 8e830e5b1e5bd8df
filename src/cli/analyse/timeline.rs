//! `plenary analyse timeline`: how stances and themes move.

use clap::ValueEnum;
use plenary::analysis::{
    self, TimelineOptions,
    timeline::{Step, Window},
};
use plenary::model::Date;

use super::super::console::Console;
use super::super::error::{CliError, Exit};
use super::show::{Show, show};
use super::who::Who;

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary analyse timeline meetings/ --by year                          a folder of meetings",
    "plenary analyse timeline meetings/ apc                                one stakeholder",
    "plenary analyse timeline meetings/ --compare ..2019-12-31 2020-01-01.. before and after",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    Day,
    Month,
    Year,
}

/// First, last and changed stances, trends of themes, two windows compared
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    who: Who,
    /// Length of a period of the trend
    #[arg(long, value_name = "STEP", default_value = "month")]
    by: By,
    /// Two windows to compare, each FROM..TO with days YYYY-MM-DD, both in; an end may be open
    #[arg(long, value_names = ["FROM..TO", "FROM..TO"], num_args = 2)]
    compare: Vec<String>,
    #[command(flatten)]
    show: Show,
}

pub(crate) fn run(console: &Console, args: &Args) -> Result<Exit, CliError> {
    let windows = match args.compare.as_slice() {
        [first, second] => Some([window(first)?, window(second)?]),
        _ => None,
    };
    let (record, graph, stakeholders) = args.who.load(console)?;
    let options = TimelineOptions {
        stakeholders,
        step: match args.by {
            By::Day => Step::Day,
            By::Month => Step::Month,
            By::Year => Step::Year,
        },
        windows,
    };
    let found =
        console.watched(|progress| analysis::timeline_watched(&record, &graph, &options, progress));
    show(&args.show, &found)
}

fn window(text: &str) -> Result<Window, CliError> {
    let wrong = |why: &str| {
        CliError::usage(format!("'{text}' is no window: {why}"))
            .hint("write FROM..TO, such as 2020-01-01..2020-06-30, ..2019-12-31 or 2020-01-01..")
    };
    let (from, to) = text
        .split_once("..")
        .ok_or_else(|| wrong("there is no '..'"))?;
    let day = |text: &str| -> Result<Option<Date>, CliError> {
        if text.is_empty() {
            return Ok(None);
        }
        let day = text
            .parse()
            .map_err(|_| wrong(&format!("'{text}' is no day")))?;
        Ok(Some(day))
    };
    let (from, to) = (day(from)?, day(to)?);
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        return Err(wrong("it ends before it begins"));
    }
    Ok(Window { from, to })
}
