//! `plenary analyse stands`: which claims stand, given who supports and who raises concerns.

use std::collections::BTreeMap;

use plenary::analysis::{self, StandsOptions};
use plenary::model::StakeholderId;
use plenary::read;

use super::super::args::Records;
use super::super::console::Console;
use super::super::error::{CliError, Exit};
use super::super::findings;
use super::show::{Show, show};

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary analyse stands meeting.json                      every claim under five rules",
    "plenary analyse stands meeting.json --base-of acme=0.8   one voice counts for more",
    "plenary analyse stands meeting.json --threshold 0.6      a higher bar",
];

/// Which claims stand under every rule, under none, or depend on the rule
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    records: Records,
    /// Base score of every claim, 0 to 1
    #[arg(long, value_name = "SCORE", default_value_t = 0.5)]
    claim_base: f64,
    /// Base score of every stakeholder, 0 to 1
    #[arg(long, value_name = "SCORE", default_value_t = 0.5)]
    stakeholder_base: f64,
    /// Base score of one stakeholder; may be repeated
    #[arg(long, value_name = "ID=SCORE", value_parser = base_of)]
    base_of: Vec<(String, f64)>,
    /// A claim stands under a rule if its strength is above this
    #[arg(long, value_name = "STRENGTH", default_value_t = 0.5)]
    threshold: f64,
    /// Look for statements that decide only where there are at most this many
    #[arg(long, value_name = "N", default_value_t = 2_000)]
    most_removals: usize,
    #[command(flatten)]
    show: Show,
}

fn base_of(text: &str) -> Result<(String, f64), String> {
    let (id, score) = text
        .split_once('=')
        .ok_or("write ID=SCORE, as in acme=0.8")?;
    let score = score
        .parse()
        .map_err(|_| format!("'{score}' is no number"))?;
    Ok((id.to_owned(), score))
}

pub(crate) fn run(console: &Console, args: &Args) -> Result<Exit, CliError> {
    let record = findings::record(console, &args.records)?;
    for (id, _) in &args.base_of {
        let known = StakeholderId::new(id).is_ok_and(|id| record.find_stakeholder(&id).is_some());
        if !known {
            let error = CliError::usage(format!("--base-of: no stakeholder has the id '{id}'"));
            let ids = record.stakeholders().iter().map(|s| s.id.as_str());
            return Err(match read::nearest(id, ids) {
                Some(near) => error.hint(format!("did you mean '{near}'?")),
                None => error,
            });
        }
    }
    if !(0.0..=1.0).contains(&args.threshold) {
        let message = format!("--threshold is {}; it must be from 0 to 1", args.threshold);
        return Err(CliError::usage(message));
    }
    let options = StandsOptions {
        claim_base: args.claim_base,
        stakeholder_base: args.stakeholder_base,
        stakeholder_bases: args.base_of.iter().cloned().collect::<BTreeMap<_, _>>(),
        threshold: args.threshold,
        most_removals: args.most_removals,
        ..StandsOptions::default()
    };
    let found = console.watched(|progress| analysis::stands_watched(&record, &options, progress));
    let found = found.map_err(|error| CliError::usage(error.to_string()))?;
    show(&args.show, &found)
}
