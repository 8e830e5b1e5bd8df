//! `plenary-engine graph`

use std::path::PathBuf;

use clap::ValueEnum;
use plenary::analysis::{
    Answer, CentralityOptions, CommunityOptions, Signs, centrality, communities,
};
use plenary::write::{report_csv, report_json, report_table};
use plenary_engine::{graph as ties_graph, ties};

use super::Outcome;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Measure {
    /// Ten measures of every stakeholder
    Centrality,
    /// Who belongs together
    Communities,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Csv,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SignsArg {
    /// The absolute weight of every tie
    Absolute,
    /// Ties above 0
    Positive,
    /// Ties below 0
    Negative,
}

#[derive(Debug, clap::Args)]
pub(super) struct GraphArgs {
    /// Ties, as run writes them
    ties: PathBuf,
    /// What is measured
    #[arg(long, value_enum, default_value = "centrality")]
    measure: Measure,
    /// Which ties
    #[arg(long, value_enum, default_value = "absolute")]
    signs: SignsArg,
    /// Let weights count in centrality; in communities they always do
    #[arg(long)]
    weighted: bool,
    /// The window, by its middle or the beginning of it, as in 2020-02
    #[arg(long, value_name = "DATE")]
    window: Option<String>,
    /// How the answer is written
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

pub(super) fn graph(args: &GraphArgs) -> Outcome {
    let ties = ties::read(&args.ties)?;
    let graph = ties_graph::graph(&ties, args.window.as_deref())?;
    let signs = match args.signs {
        SignsArg::Absolute => Signs::Ignore,
        SignsArg::Positive => Signs::Support,
        SignsArg::Negative => Signs::Concern,
    };
    Ok(match args.measure {
        Measure::Centrality => {
            let options = CentralityOptions {
                signs,
                weighted: args.weighted,
                ..CentralityOptions::default()
            };
            written(&centrality(&graph, None, &options), args.format)
        }
        Measure::Communities => {
            let options = CommunityOptions {
                signs,
                ..CommunityOptions::default()
            };
            written(&communities(&graph, &options), args.format)
        }
    })
}

fn written<A: Answer>(answer: &A, format: Format) -> String {
    match format {
        Format::Table => report_table(&answer.report()),
        Format::Csv => report_csv(&answer.report()),
        Format::Json => report_json(answer),
    }
}
