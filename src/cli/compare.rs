//! `plenary compare`: how far two codings agree.

use std::collections::BTreeSet;
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
    /// Of a coding in the format stance-gold/1 take the core only; its details count neither as
    /// right nor as wrong
    #[arg(long)]
    core: bool,
    #[command(flatten)]
    show: Show,
}

pub(crate) fn run(console: &Console, args: &Args) -> Result<Exit, CliError> {
    let (first, second) = (
        coding(console, &args.first, args.core)?,
        coding(console, &args.second, args.core)?,
    );
    if args.core && first.1 != Kind::Core && second.1 != Kind::Core {
        let message = "--core needs a coding in the format stance-gold/1 with core_triples";
        return Err(CliError::usage(message));
    }
    let (first, second) = (first.0, second.0);
    show(&args.show, &analysis::agreement(&first, &second))
}

/// What a coding was taken from.
#[derive(PartialEq, Eq)]
enum Kind {
    Core,
    Whole,
}

fn coding(console: &Console, path: &Path, core: bool) -> Result<(Coding, Kind), CliError> {
    let loaded = input::load(&[path.to_path_buf()])?;
    if let [one] = &loaded[..]
        && let Ok(value) = serde_json::from_slice::<Value>(&one.input.bytes)
        && value["format"]
            .as_str()
            .is_some_and(|format| format.starts_with("stance-gold/"))
    {
        return Ok(gold(&value, core));
    }
    let reading = read::json(loaded.into_iter().map(|one| one.input).collect());
    let record = findings::usable(console, reading)?;
    let graph = KnowledgeGraph::new(&record, GraphOptions::default());
    Ok((Coding::of(&record, &graph), Kind::Whole))
}

/// The triples of a coding; ids are read as a codebook reads them. What it calls acceptable too,
/// and with `core` what is no core, is put aside.
fn gold(value: &Value, core: bool) -> (Coding, Kind) {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let id = |value: &Value| propose_id(value.as_str().unwrap_or_default());
    let ids = |key: &str| {
        list(&value[key])
            .iter()
            .filter_map(|one| id(&one["id"]))
            .collect()
    };
    let triple = |who: &Value, what: &Value, stance: &Value| {
        let stance: Stance = stance.as_str()?.parse().ok()?;
        Some((id(who)?, id(what)?, stance))
    };
    let triples = |key: &str| -> BTreeSet<(String, String, Stance)> {
        let rows = list(&value[key]);
        let read = rows
            .iter()
            .filter_map(|one| triple(&one[0], &one[1], &one[2]));
        read.collect()
    };
    let whole = triples("triples");
    let core = core && value["core_triples"].is_array();
    let mut aside = BTreeSet::new();
    for claim in list(&value["claims"]) {
        let fair = list(&claim["also_acceptable"]);
        aside.extend(
            (fair.iter()).filter_map(|one| triple(&claim["stakeholder"], &one[0], &one[1])),
        );
    }
    let coding = Coding {
        triples: if core {
            triples("core_triples")
        } else {
            whole.clone()
        },
        aside: aside.union(&whole).cloned().collect(),
        stakeholders: ids("stakeholders"),
        themes: ids("themes"),
    };
    (coding, if core { Kind::Core } else { Kind::Whole })
}
