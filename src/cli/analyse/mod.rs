//! `plenary analyse`: one question a file.
//!
//! A new question is a file here with `Args`, `EXAMPLES` and `run`, its `mod` line and one line
//! in `questions!` below.

mod balance;
mod bridging;
mod centrality;
mod coalitions;
mod contents;
mod contested;
mod contradictions;
pub(crate) mod groups;
mod network;
mod overlap;
mod polarisation;
mod profile;
pub(crate) mod show;
mod stands;
pub(crate) mod ties;
mod timeline;
mod who;

use super::console::Console;
use super::error::{CliError, Exit};

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary analyse contents meeting.json                             what there is to ask about",
    "plenary analyse network meeting.json --aggregation congruence     who stands with whom",
    "plenary analyse network meeting.json --where 'theme under rights'  in one field only",
];

/// Answer a question about a record, a table of statements or a DNA database
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    question: Question,
}

macro_rules! questions {
    ($($variant:ident => $module:ident;)+) => {
        #[derive(Debug, clap::Subcommand)]
        enum Question {
            $($variant($module::Args),)+
        }

        pub(crate) fn run(console: &Console, args: &Args) -> Result<Exit, CliError> {
            match &args.question {
                $(Question::$variant(args) => $module::run(console, args),)+
            }
        }

        /// The examples of a question.
        pub(crate) fn examples(question: &str) -> &'static [&'static str] {
            $(if stringify!($module) == question {
                return $module::EXAMPLES;
            })+
            &[]
        }
    };
}

questions! {
    Balance => balance;
    Bridging => bridging;
    Centrality => centrality;
    Coalitions => coalitions;
    Contents => contents;
    Contested => contested;
    Contradictions => contradictions;
    Network => network;
    Overlap => overlap;
    Polarisation => polarisation;
    Profile => profile;
    Stands => stands;
    Timeline => timeline;
}
