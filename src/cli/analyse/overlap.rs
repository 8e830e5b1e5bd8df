//! `plenary analyse overlap`: what stakeholders have in common.

use std::path::PathBuf;

use clap::ValueEnum;
use plenary::analysis::{self, OverlapOptions, overlap::PairMeasure};
use plenary::model::{GraphOptions, KnowledgeGraph};

use super::super::args::RollUpArg;
use super::super::console::Console;
use super::super::error::{CliError, Exit};
use super::super::findings;
use super::groups::ThroughArg;
use super::show::{Show, show};
use super::who;

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary analyse overlap meeting.json access-now apc             two, by id, name or alias",
    "plenary analyse overlap meeting.json --top 5 --by conflict      the five pairs most apart",
    "plenary analyse overlap meeting.json apc icc mfwa --format json a set, with all evidence",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    Jaccard,
    OverlapCoefficient,
    Cosine,
    Congruence,
    Conflict,
    Subtract,
    Shared,
    Agreed,
    Disagreed,
}

impl From<By> for PairMeasure {
    fn from(by: By) -> Self {
        match by {
            By::Jaccard => Self::Jaccard,
            By::OverlapCoefficient => Self::OverlapCoefficient,
            By::Cosine => Self::Cosine,
            By::Congruence => Self::Congruence,
            By::Conflict => Self::Conflict,
            By::Subtract => Self::Subtract,
            By::Shared => Self::Shared,
            By::Agreed => Self::Agreed,
            By::Disagreed => Self::Disagreed,
        }
    }
}

/// What two or more stakeholders have in common, and what sets them apart
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Record files or folders, or - for stdin; then stakeholders by id, name or alias: two,
    /// or a set, or none for everyone
    #[arg(value_name = "RECORD|STAKEHOLDER", required = true)]
    words: Vec<PathBuf>,
    /// Two stakeholders, whatever files there are with these names
    #[arg(long, value_names = ["A", "B"], num_args = 2)]
    pair: Vec<String>,
    /// How many pairs are given; by default 10, and all of a set that was named
    #[arg(long, value_name = "N")]
    top: Option<usize>,
    /// What pairs are ranked by, largest first
    #[arg(long, value_name = "MEASURE", default_value = "jaccard")]
    by: By,
    /// Whether pairs are ranked over claims or over themes
    #[arg(long, value_name = "VAR", default_value = "theme")]
    through: ThroughArg,
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
    names.extend_from_slice(&args.pair);
    let record = findings::record(console, &records)?;
    let stakeholders = who::find_all(&record, &names)?;
    if stakeholders.iter().all(|one| *one == stakeholders[0]) && !stakeholders.is_empty() {
        return Err(CliError::usage("an overlap is of two stakeholders or more")
            .hint("name a second one, or none for the nearest pairs of all"));
    }
    let roll_up = args.roll_up.into();
    let graph = KnowledgeGraph::new(&record, GraphOptions { roll_up });
    let usual = OverlapOptions::default();
    let options = OverlapOptions {
        top: args.top.or(if stakeholders.is_empty() {
            usual.top
        } else {
            None
        }),
        stakeholders,
        by: args.by.into(),
        through: args.through.into(),
    };
    let found =
        console.watched(|progress| analysis::overlap_watched(&record, &graph, &options, progress));
    show(&args.show, &found)
}
