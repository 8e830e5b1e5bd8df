//! `plenary-engine run`

use std::path::PathBuf;

use plenary_engine::engine::{Engine, EngineError};
use plenary_engine::options::RunOptions;
use plenary_engine::output::TieFile;
use plenary_engine::run::{self, Prepared, Size};

use super::open::{EngineArgs, NetworkArgs, on_engine};
use super::{Outcome, tell};

#[derive(Debug, clap::Args)]
pub(super) struct RunArgs {
    #[command(flatten)]
    engine: EngineArgs,
    #[command(flatten)]
    network: NetworkArgs,
    /// Where ties go: a name that ends in .parquet or .csv
    #[arg(short, long, value_name = "FILE", required_unless_present = "totals")]
    output: Option<PathBuf>,
    /// Only what the ties come to, as CSV
    #[arg(long, conflicts_with = "output")]
    totals: bool,
}

pub(super) fn run(args: RunArgs) -> Outcome {
    let options = args.network.options();
    on_engine(args.engine, move |engine| {
        let prepared = run::prepare(engine, &options)?;
        match &args.output {
            None => totals(engine, &prepared),
            Some(path) => {
                let said = said(engine.name(), &options, &prepared);
                for (name, value) in &said {
                    tell(&format!("{name}: {value}"));
                }
                let mut file = TieFile::new(path, &prepared.spans, &said)?;
                run::ties(engine, &mut |rows| file.push(&rows))?;
                let ties = file.finish()?;
                Ok(format!("{}: {ties} ties\n", path.display()))
            }
        }
    })
}

fn totals(engine: &mut dyn Engine, prepared: &Prepared) -> Outcome {
    let mut text = "window,ties,weight,weakest,strongest,places\n".to_owned();
    for of in run::totals(engine).map_err(|error: EngineError| error)? {
        let span = prepared.spans.iter().find(|span| span.number == of.window);
        let window = span.map_or("all".to_owned(), |span| {
            plenary_engine::when::shown(span.middle)
        });
        text.push_str(&format!(
            "{window},{},{},{},{},{}\n",
            of.ties, of.weight, of.weakest, of.strongest, of.places
        ));
    }
    Ok(text)
}

/// How a network was made, in words.
fn said(engine: &str, options: &RunOptions, prepared: &Prepared) -> Vec<(String, String)> {
    let size = |size: Size| {
        let Size {
            statements,
            stakeholders,
            claims,
        } = size;
        format!("{statements} statements of {stakeholders} stakeholders on {claims} claims")
    };
    let mut said = options.said();
    said.push(("engine".to_owned(), engine.to_owned()));
    said.push(("rows of the table".to_owned(), prepared.rows.to_string()));
    said.push((
        "after filters and duplicates".to_owned(),
        size(prepared.before),
    ));
    said.push(("after cap and floor".to_owned(), size(prepared.after)));
    said
}
