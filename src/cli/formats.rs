//! `plenary formats`: what can be written, and what each format carries.

use clap::ValueEnum;
use plenary::analysis::{Cell, Report, Table};
use plenary::write::{self, ExchangeFormat, FORMATS};

use super::error::{CliError, Exit};
use super::output;

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary formats                   a table",
    "plenary formats --format markdown the same for documents",
    "plenary formats --format json     the same for programs",
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
        "note",
        "checked by",
    ];
    let mut table = Table::new("Formats", heads);
    for format in FORMATS {
        let suffix = format.suffixes.first().map(|suffix| format!(".{suffix}"));
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let carried = write::carried(format.name);
        table.push([
            Cell::from(format.name),
            suffix.into(),
            of(format).join(" ").into(),
            format.readers.into(),
            write::carries_in_words(&carried).into(),
            text(&write::loses_in_words(&carried)).into(),
            text(format.note).into(),
            text(format.checked_by).into(),
        ]);
    }
    let definition = "What 'plenary export --what OF --format FORMAT' writes, what of a record \
                      it carries, measured by reading it back in the tests (or, where it is not \
                      read back, by looking for it), and what other program reads each export \
                      there.";
    Report::new("formats", definition).table(table)
}

fn json() -> String {
    let list = FORMATS.iter().map(|format| {
        let carried = write::carried(format.name);
        let fields = carried.iter().map(
            |one| serde_json::json!({ "of": one.of, "carried": one.kept, "left_out": one.lost }),
        );
        serde_json::json!({
            "name": format.name,
            "suffixes": format.suffixes,
            "of": of(format),
            "readers": format.readers,
            "carries": write::carries_in_words(&carried),
            "loses": write::loses_in_words(&carried),
            "fields": fields.collect::<Vec<_>>(),
            "note": format.note,
            "checked_by": format.checked_by,
        })
    });
    let list: Vec<_> = list.collect();
    format!("{:#}\n", serde_json::Value::from(list))
}
