//! Files, streams, messages and exit codes; everything else is in the library.

mod analyse;
mod answers;
mod args;
mod brief;
pub(crate) mod bug;
mod build;
mod check;
mod compare;
mod completions;
mod console;
mod data;
mod diff;
mod draft;
mod draw;
mod error;
mod explain;
mod export;
mod findings;
mod focus;
mod formats;
mod gallery;
mod graphviz;
mod import;
mod input;
mod interrupt;
mod man;
mod new;
mod output;
mod picture;
mod printed;
mod progress;
mod query;
mod report;
mod review;
mod schema;
mod usage;
mod watch;

use std::ffi::OsString;

use self::args::Verb;
use self::console::Console;
use self::error::Exit;

/// Parses the arguments, does what they ask for and says how it ended.
pub(crate) fn run(arguments: &[OsString]) -> Exit {
    let args = match args::parse(arguments) {
        Ok(args) => args,
        Err(error) => return usage::tell(arguments, &error),
    };
    interrupt::watch();
    let console = Console::new(&args.global);
    let done = match &args.verb {
        Verb::Analyse(args) => analyse::run(&console, args),
        Verb::Brief(args) => brief::run(&console, args),
        Verb::Build(args) => build::run(&console, args),
        Verb::Check(args) => check::run(&console, args),
        Verb::Compare(args) => compare::run(&console, args),
        Verb::Diff(args) => diff::run(&console, args),
        Verb::Draft(args) => draft::run(&console, args),
        Verb::Draw(args) => draw::run(&console, args),
        Verb::Review(args) => review::run(&console, args),
        Verb::Export(args) => export::run(&console, args),
        Verb::Formats(args) => formats::run(args),
        Verb::Gallery(args) => gallery::run(&console, args),
        Verb::Import(args) => import::run(&console, args),
        Verb::New(args) => new::run(&console, args),
        Verb::Query(args) => query::run(&console, args),
        Verb::Watch(args) => watch::run(&console, args),
        Verb::Schema(args) => schema::run(args),
        Verb::Explain(args) => explain::run(args),
        Verb::Completions(args) => completions::run(args),
        Verb::Man(args) => man::run(args),
    };
    done.unwrap_or_else(|error| {
        console.fail(&error);
        error.exit
    })
}
