//! The command line as types; each verb's own arguments are in its file.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args as ClapArgs, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use plenary::model::RollUp;

use super::data::{Narrow, TableArgs};
use super::{
    analyse, brief, build, check, compare, completions, diff, draft, draw, explain, export,
    formats, gallery, import, man, new, query, review, schema, watch,
};
/// Turns the record of a multi-stakeholder meeting into a signed knowledge graph, and draws it
#[derive(Debug, Parser)]
#[command(
    name = "plenary",
    version,
    arg_required_else_help = true,
    propagate_version = true
)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Global {
    /// Say nothing on stderr but errors
    #[arg(
        short,
        long,
        global = true,
        conflicts_with = "verbose",
        display_order = 900
    )]
    pub(crate) quiet: bool,
    /// Say more on stderr
    #[arg(short, long, global = true, display_order = 901)]
    pub(crate) verbose: bool,
    // The environment variables are no code, and help shows the text as it is.
    #[arg(
        help = "Colour on stderr; auto: on a terminal, and as NO_COLOR and CLICOLOR_FORCE say",
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        display_order = 902
    )]
    pub(crate) color: Color,
    /// Form of errors on stderr
    #[arg(
        long,
        global = true,
        value_name = "FORM",
        default_value = "text",
        display_order = 903
    )]
    pub(crate) error_format: ErrorFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ErrorFormat {
    Text,
    Json,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    Analyse(Box<analyse::Args>),
    Brief(Box<brief::Args>),
    Build(build::Args),
    Watch(watch::Args),
    Check(check::Args),
    Compare(compare::Args),
    Diff(Box<diff::Args>),
    Draft(draft::Args),
    Review(review::Args),
    Draw(draw::Args),
    Export(Box<export::Args>),
    Formats(formats::Args),
    Gallery(gallery::Args),
    Import(Box<import::Args>),
    New(new::Args),
    Query(query::Args),
    Schema(schema::Args),
    Explain(explain::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// What is read.
#[derive(Debug, Clone, ClapArgs)]
pub(crate) struct Records {
    /// Record files and folders of them (*.json), or workbooks (*.xlsx, *.xlsm, *.ods), read as one
    /// record; or one table of statements (*.csv, *.tsv) or DNA database (*.dna); - for stdin
    #[arg(value_name = "FILE", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) table: TableArgs,
    #[command(flatten)]
    pub(crate) narrow: Narrow,
}

/// How broader themes enter positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum RollUpArg {
    /// Themes count as they were coded
    #[default]
    None,
    /// Each theme also counts as every broader one
    Ancestors,
    /// Each theme counts as its broadest one only
    Top,
}

impl From<RollUpArg> for RollUp {
    fn from(arg: RollUpArg) -> Self {
        match arg {
            RollUpArg::None => Self::None,
            RollUpArg::Ancestors => Self::Ancestors,
            RollUpArg::Top => Self::Top,
        }
    }
}

const EXAMPLES: &[(&str, &[&str])] = &[
    (
        "plenary",
        &[
            "plenary build graph/oewg-2020-02-12   check, draw and tabulate it all into a folder",
            "plenary new -o meeting.json           a record with one example of everything",
            "plenary check meeting.json            what is wrong with it, and what to do",
        ],
    ),
    ("analyse", analyse::EXAMPLES),
    ("brief", brief::EXAMPLES),
    ("build", build::EXAMPLES),
    ("watch", watch::EXAMPLES),
    ("check", check::EXAMPLES),
    ("compare", compare::EXAMPLES),
    ("diff", diff::EXAMPLES),
    ("draft", draft::EXAMPLES),
    ("review", review::EXAMPLES),
    ("draw", draw::EXAMPLES),
    ("export", export::EXAMPLES),
    ("formats", formats::EXAMPLES),
    ("gallery", gallery::EXAMPLES),
    ("import", import::EXAMPLES),
    ("new", new::EXAMPLES),
    ("query", query::EXAMPLES),
    ("schema", schema::EXAMPLES),
    ("explain", explain::EXAMPLES),
    ("completions", completions::EXAMPLES),
    ("man", man::EXAMPLES),
];

/// The examples of a verb, or of the whole program.
pub(crate) fn examples(name: &str) -> &'static [&'static str] {
    let found = EXAMPLES.iter().find(|(verb, _)| *verb == name);
    found.map_or(&[], |(_, lines)| lines)
}

fn with_examples(examples: &[&str]) -> String {
    let lines: String = examples.iter().map(|line| format!("  {line}\n")).collect();
    format!(
        "{{about}}\n\nExamples:\n{lines}\n{{usage-heading}} {{usage}}\n\n{{all-args}}{{after-help}}"
    )
}

/// The definition that help, man pages and completions are made from.
pub(crate) fn command() -> clap::Command {
    let template = |name: &str| with_examples(examples(name));
    let mut command = Args::command().help_template(template("plenary"));
    let verbs: Vec<String> = command
        .get_subcommands()
        .map(|c| c.get_name().to_owned())
        .collect();
    for verb in verbs {
        let template = template(&verb);
        command = command.mut_subcommand(verb, |c| c.help_template(template));
    }
    command.mut_subcommand("analyse", |mut verb| {
        let questions: Vec<String> = verb
            .get_subcommands()
            .map(|c| c.get_name().to_owned())
            .collect();
        for question in questions {
            let template = with_examples(analyse::examples(&question));
            verb = verb.mut_subcommand(question, |c| c.help_template(template));
        }
        verb.subcommand_value_name("QUESTION")
            .subcommand_help_heading("Questions")
    })
}

pub(crate) fn parse(arguments: &[OsString]) -> Result<Args, clap::Error> {
    let matches = command().try_get_matches_from(arguments)?;
    Args::from_arg_matches(&matches).map_err(|error| error.format(&mut command()))
}

/// The base that was asked for, checked.
#[cfg(feature = "rdf")]
pub(crate) fn base_iri(
    asked: Option<&str>,
) -> Result<plenary::vocabulary::BaseIri, super::error::CliError> {
    use plenary::vocabulary::BaseIri;
    asked.map_or(Ok(BaseIri::default()), |text| {
        BaseIri::new(text).map_err(|error| {
            let hint = "for example: --base-iri https://archive.example/meetings/";
            super::error::CliError::usage(error.to_string()).hint(hint)
        })
    })
}
