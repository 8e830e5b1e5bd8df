//! The command line: one verb a file.

mod cost;
mod graph;
mod network;
mod open;
mod table;

use std::error::Error;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// What a verb comes to: what is printed, or why nothing is.
type Outcome = Result<String, Box<dyn Error + Send + Sync>>;

#[derive(Debug, Parser)]
#[command(name = "plenary-engine", version, about)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// A table of statements (CSV) into a folder of Parquet
    Table(table::TableArgs),
    /// What networks would cost, by the cap on popular claims
    Cost(cost::CostArgs),
    /// The ties of a network, or what they come to
    Run(network::RunArgs),
    /// Measures of the ties that run wrote
    Graph(graph::GraphArgs),
}

pub(crate) fn main() -> ExitCode {
    let outcome = match Cli::parse().verb {
        Verb::Table(args) => table::table(&args),
        Verb::Cost(args) => cost::cost(args),
        Verb::Run(args) => network::run(args),
        Verb::Graph(args) => graph::graph(&args),
    };
    match outcome {
        Ok(text) => {
            print(&text);
            ExitCode::SUCCESS
        }
        Err(error) => {
            tell(&format!("error: {error}"));
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stdout, reason = "the one place that answers")]
fn print(text: &str) {
    print!("{text}");
}

#[expect(clippy::print_stderr, reason = "the one place that tells")]
fn tell(text: &str) {
    eprintln!("{text}");
}
