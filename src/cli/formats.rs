//! `plenary formats`: what can be written, and what each format carries.

use clap::ValueEnum;
use plenary::analysis::{Cell, Report, Table};
use plenary::write::{self, ExchangeFormat, FORMATS};

use super::error::{CliError, Exit};
use super::output;

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary formats                 a table",
    "plenary formats --format json   the same for programs",
];

/// List the formats for other programs, and what each carries
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// table, json or markdown
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "table",
        hide_possible_values = true
    )]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Json,
    #[value(alias = "md")]
    Markdown,
}

pub(crate) fn run(args: &Args) -> Result<Exit, CliError> {
    let text = match args.format {
        Format::Table => write::report_table(&report()),
        Format::Markdown => write::report_markdown(&report()),
        Format::Json => json(),
    };
    output::stdout(&text)?;
    Ok(Exit::Done)
}

fn of(format: &ExchangeFormat) -> Vec<&'static str> {
    format.of.iter().map(|subject| subject.as_str()).collect()
}

fn report() -> Report {
    let heads = [
        "format",
        "suffix",
        "of",
        "read by",
        "carries",
        "leaves out",
        "checked by",
    ];
    let mut table = Table::new("Formats", heads);
    for format in FORMATS {
        let suffix = format.suffixes.first().map(|suffix| format!(".{suffix}"));
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        table.push([
            Cell::from(format.name),
            suffix.into(),
            of(format).join(" ").into(),
            format.readers.into(),
            format.carries.into(),
            text(format.loses).into(),
            text(format.checked_by).into(),
        ]);
    }
    let definition = "What 'plenary export --what OF --format FORMAT' writes, what of a record \
                      it carries, and what other program reads each export in the tests.";
    Report::new("formats", definition).table(table)
}

fn json() -> String {
    let list = FORMATS.iter().map(|format| {
        serde_json::json!({
            "name": format.name,
            "suffixes": format.suffixes,
            "of": of(format),
            "readers": format.readers,
            "carries": format.carries,
            "loses": format.loses,
            "checked_by": format.checked_by,
        })
    });
    let list: Vec<_> = list.collect();
    format!("{:#}\n", serde_json::Value::from(list))
}
