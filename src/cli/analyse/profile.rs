//! `plenary analyse profile`: one stakeholder.

use std::path::PathBuf;

use plenary::analysis::{self, ProfileOptions};
use plenary::model::{GraphOptions, KnowledgeGraph};

use super::super::args::RollUpArg;
use super::super::console::Console;
use super::super::error::{CliError, Exit};
use super::super::findings;
use super::show::{Show, show};
use super::who;

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary analyse profile meeting.json apc                    by id, name or alias",
    "plenary analyse profile meeting.json apc icc --format json  two, with all evidence",
    "plenary analyse profile meeting.json -o profiles.md         everyone, as a document",
];

/// What a stakeholder holds, whom it is near, and where it is alone
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Record files or folders, or - for stdin; then stakeholders by id, name or alias; none
    /// for everyone
    #[arg(value_name = "RECORD|STAKEHOLDER", required = true)]
    words: Vec<PathBuf>,
    /// A stakeholder, whatever file there is with this name; may be given several times
    #[arg(long, value_name = "WHO")]
    stakeholder: Vec<String>,
    /// How broader themes enter positions
    #[arg(long, value_name = "HOW", default_value = "none")]
    roll_up: RollUpArg,
    #[command(flatten)]
    reading: who::Reading,
    #[command(flatten)]
    show: Show,
}

pub(crate) fn run(console: &Console, args: &Args) -> Result<Exit, CliError> {
    let (records, mut names) = who::split(&args.words, &args.reading);
    names.extend_from_slice(&args.stakeholder);
    let record = findings::record(console, &records)?;
    let stakeholders = who::find_all(&record, &names)?;
    let roll_up = args.roll_up.into();
    let graph = KnowledgeGraph::new(&record, GraphOptions { roll_up });
    let options = ProfileOptions { stakeholders };
    show(&args.show, &analysis::profile(&record, &graph, &options))
}
