//! `plenary compare`: how far two codings agree.

use std::path::{Path, PathBuf};

use plenary::analysis::{self, Coding};
use plenary::model::{GraphOptions, KnowledgeGraph, Stance, propose_id};
use plenary::read;
use serde_json::Value;

use super::analyse::show::{Show, show};
use super::console::Console;
use super::error::{CliError, Exit};
use super::{findings, input};

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary compare draft.json meeting.json            a draft with a coding by hand",
    "plenary compare anna.json ben.json --format json   two coders",
    "plenary compare draft.json coding.gold.json        a coding in the format stance-gold/1",
];

/// Compare two codings: kappa, alpha, F1 and every difference
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Record, folder of record files, or coding in the format stance-gold/1
    #[arg(value_name = "A")]
    first: PathBuf,
    /// The same; taken as right for precision and recall
    #[arg(value_name = "B")]
    second: PathBuf,
    #[command(flatten)]
    show: Show,
}

pub(crate) fn run(console: &Console, args: &Args) -> Result<Exit, CliError> {
    let (first, second) = (
        coding(console, &args.first)?,
        coding(console, &args.second)?,
    );
    show(&args.show, &analysis::agreement(&first, &second))
}

fn coding(console: &Console, path: &Path) -> Result<Coding, CliError> {
    let loaded = input::load(&[path.to_path_buf()])?;
    if let [one] = &loaded[..]
        && let Ok(value) = serde_json::from_slice::<Value>(&one.input.bytes)
        && value["format"]
            .as_str()
            .is_some_and(|format| format.starts_with("stance-gold/"))
    {
        return Ok(gold(&value));
    }
    let reading = read::json(loaded.into_iter().map(|one| one.input).collect());
    let record = findings::usable(console, reading)?;
    let graph = KnowledgeGraph::new(&record, GraphOptions::default());
    Ok(Coding::of(&record, &graph))
}

/// The triples of a coding; ids are read as a codebook reads them.
fn gold(value: &Value) -> Coding {
    let list = |key: &str| value[key].as_array().map(Vec::as_slice).unwrap_or_default();
    let id = |value: &Value| propose_id(value.as_str().unwrap_or_default());
    let ids = |key: &str| list(key).iter().filter_map(|one| id(&one["id"])).collect();
    let triples = list("triples").iter().filter_map(|one| {
        let stance: Stance = one[2].as_str()?.parse().ok()?;
        Some((id(&one[0])?, id(&one[1])?, stance))
    });
    Coding {
        triples: triples.collect(),
        stakeholders: ids("stakeholders"),
        themes: ids("themes"),
    }
}
