//! Stakeholders on the command line: by id, name or alias.

use std::path::{Path, PathBuf};

use plenary::analysis::stakeholders_called;
use plenary::model::{GraphOptions, KnowledgeGraph, Record, StakeholderIx};
use plenary::read::nearest;

use super::super::args::{Records, RollUpArg};
use super::super::console::Console;
use super::super::data::{Narrow, TableArgs};
use super::super::error::CliError;
use super::super::findings;

/// How what is read is read, and which of it counts.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Reading {
    #[command(flatten)]
    table: TableArgs,
    #[command(flatten)]
    narrow: Narrow,
}

/// A record, and the stakeholders of it that a question is about.
#[derive(Debug, clap::Args)]
pub(crate) struct Who {
    /// Record files or folders, or - for stdin; then stakeholders by id, name or alias; none
    /// for everyone
    #[arg(value_name = "RECORD|STAKEHOLDER", required = true)]
    words: Vec<PathBuf>,
    /// A stakeholder, whatever file there is with this name; may be given several times
    #[arg(long, value_name = "WHO")]
    stakeholder: Vec<String>,
    /// How broader themes enter positions
    #[arg(long, value_name = "HOW", default_value = "none")]
    roll_up: RollUpArg,
    #[command(flatten)]
    reading: Reading,
}

impl Who {
    /// Reads the record and finds the stakeholders in it.
    pub(crate) fn load(
        &self,
        console: &Console,
    ) -> Result<(Record, KnowledgeGraph, Vec<StakeholderIx>), CliError> {
        let (records, mut names) = split(&self.words, &self.reading);
        names.extend_from_slice(&self.stakeholder);
        let record = findings::record(console, &records)?;
        let stakeholders = find_all(&record, &names)?;
        let roll_up = self.roll_up.into();
        let graph = KnowledgeGraph::new(&record, GraphOptions { roll_up });
        Ok((record, graph, stakeholders))
    }
}

/// Record files, then stakeholders: the first word is a file, a later one where it is there.
pub(crate) fn split(words: &[PathBuf], reading: &Reading) -> (Records, Vec<String>) {
    let mut paths = Vec::new();
    let mut names = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let looks = word.components().count() > 1
            || word.extension().is_some_and(|e| {
                ["json", "csv", "tsv", "dna"]
                    .iter()
                    .any(|known| e == *known)
            });
        if at == 0 || word == Path::new("-") || looks || word.exists() {
            paths.push(word.clone());
        } else {
            names.push(word.to_string_lossy().into_owned());
        }
    }
    let Reading { table, narrow } = reading.clone();
    let records = Records {
        paths,
        table,
        narrow,
    };
    (records, names)
}

/// The stakeholder that a word means.
pub(crate) fn find(record: &Record, word: &str) -> Result<StakeholderIx, CliError> {
    match stakeholders_called(record, word).as_slice() {
        &[one] => Ok(one),
        [] => Err(unknown(record, word)),
        several => {
            let ids = several
                .iter()
                .map(|&one| record.stakeholder(one).id.as_str());
            let ids = ids.collect::<Vec<_>>().join(", ");
            let message = format!("'{word}' may be any of {ids}");
            Err(CliError::usage(message).hint("name one of them by its id"))
        }
    }
}

/// The stakeholders that words mean.
pub(crate) fn find_all(record: &Record, words: &[String]) -> Result<Vec<StakeholderIx>, CliError> {
    words.iter().map(|word| find(record, word)).collect()
}

fn unknown(record: &Record, word: &str) -> CliError {
    let all = record.stakeholders();
    let names = all.iter().flat_map(|one| {
        let aliases = one.aliases.iter().map(String::as_str);
        [one.id.as_str(), one.name.as_str()]
            .into_iter()
            .chain(aliases)
    });
    let failed = CliError::usage(format!("no stakeholder is called '{word}'"));
    match nearest(word, names) {
        Some(near) => {
            let id = stakeholders_called(record, near);
            let id = id.first().map(|&one| record.stakeholder(one).id.as_str());
            failed.hint(format!("did you mean '{}'?", id.unwrap_or(near)))
        }
        None if all.len() <= 12 => {
            let ids: Vec<&str> = all.iter().map(|one| one.id.as_str()).collect();
            failed.hint(format!("there are {}", ids.join(", ")))
        }
        None => failed.hint("'plenary export' lists the stakeholders of a record"),
    }
}
