//! `plenary draw`: one picture.

use std::path::PathBuf;

use super::args::{Records, RollUpArg};
use super::console::Console;
use super::error::{CliError, Exit};
use super::picture::{self, Engine, Form, Options, PictureFormat};
use super::{findings, output};

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary draw meeting.json -o alignment.svg           who stands where on which theme",
    "plenary draw meeting.json --form map -o map.dot      for Graphviz and other programs",
    "plenary draw - --form matrix < meeting.json > m.svg  in a pipe",
];

/// Draw one picture of a record
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    records: Records,
    /// What to draw
    #[arg(long, value_name = "FORM", default_value = "alignment")]
    form: Form,
    /// svg or dot; by default what the suffix of -o says, else svg
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    format: Option<PictureFormat>,
    /// File to write; stdout where there is none
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// What places the boxes
    #[arg(long, value_name = "ENGINE", default_value = "auto")]
    engine: Engine,
    /// How broader themes count
    #[arg(long, value_name = "HOW", default_value = "none")]
    roll_up: RollUpArg,
    /// Title of the picture; the record's where none is given
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
}

pub(crate) fn run(console: &Console, args: &Args) -> Result<Exit, CliError> {
    let format = match args.format {
        Some(format) => format,
        None => by_suffix(args)?,
    };
    let record = findings::record(console, &args.records)?;
    let options = Options {
        engine: args.engine,
        roll_up: args.roll_up.into(),
        title: args.title.clone(),
    };
    let picture = picture::render(&record, args.form.into(), format, &options)?;
    output::put(args.output.as_deref(), &picture)?;
    Ok(Exit::Done)
}

fn by_suffix(args: &Args) -> Result<PictureFormat, CliError> {
    match output::suffix(args.output.as_deref()).as_deref() {
        None | Some("svg") => Ok(PictureFormat::Svg),
        Some("dot" | "gv") => Ok(PictureFormat::Dot),
        Some(other) => Err(
            CliError::usage(format!("no picture format has the suffix '{other}'"))
                .hint("end the name with .svg or .dot, or give --format"),
        ),
    }
}
