//! `plenary analyse`: one question a file.
//!
//! A new question is a file here with `Args`, `EXAMPLES` and `run`, its `mod` line and one line
//! in `questions!` below.

mod centrality;
mod contents;
mod contested;
mod contradictions;
mod overlap;
mod profile;
mod show;
mod timeline;
mod who;

use super::console::Console;
use super::error::{CliError, Exit};

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary analyse contents meeting.json                 what there is to ask about",
    "plenary analyse contents meeting.json --format json   for programs",
    "plenary analyse contents graph/oewg-2020-02-12        a folder",
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
    Centrality => centrality;
    Contents => contents;
    Contested => contested;
    Contradictions => contradictions;
    Overlap => overlap;
    Profile => profile;
    Timeline => timeline;
}
