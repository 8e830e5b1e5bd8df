//! `plenary analyse contested`: which themes and claims are disputed.

use clap::ValueEnum;
use plenary::analysis::{self, ContestedOptions, Count};
use plenary::model::{GraphOptions, KnowledgeGraph};

use super::super::args::{Records, RollUpArg};
use super::super::console::Console;
use super::super::error::{CliError, Exit};
use super::super::findings;
use super::show::{Show, show};

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary analyse contested meeting.json                     the most contested first",
    "plenary analyse contested meeting.json --roll-up top       by broadest themes",
    "plenary analyse contested meeting.json --count statements  speaking often counts",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CountArg {
    /// Who has the stance; a mixed one counts on both sides
    Stakeholders,
    /// How often it is stated
    Statements,
}

/// Which themes and claims are disputed: balance, entropy, salience
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    records: Records,
    /// What is counted
    #[arg(long, value_name = "WHAT", default_value = "stakeholders")]
    count: CountArg,
    /// How broader themes enter positions
    #[arg(long, value_name = "HOW", default_value = "none")]
    roll_up: RollUpArg,
    #[command(flatten)]
    show: Show,
}

pub(crate) fn run(console: &Console, args: &Args) -> Result<Exit, CliError> {
    let record = findings::record(console, &args.records)?;
    let roll_up = args.roll_up.into();
    let graph = KnowledgeGraph::new(&record, GraphOptions { roll_up });
    let count = match args.count {
        CountArg::Stakeholders => Count::Stakeholders,
        CountArg::Statements => Count::Statements,
    };
    let options = ContestedOptions { count };
    let found = console
        .watched(|progress| analysis::contested_watched(&record, &graph, &options, progress));
    show(&args.show, &found)
}
