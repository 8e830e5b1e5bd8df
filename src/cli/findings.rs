//! Reading with everything there is to say about what was read.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use plenary::model::{Noun, Record, SourceId, SourceIx};
use plenary::read::{self, Code, Places, Problem, Reading, Severity, SourceText, TextFile};

use super::args::Records;
use super::console::Console;
use super::data::{self, Data};
use super::error::{CliError, Exit};
use super::input::unreadable;
use super::report::Amount;

/// A record, if one could be read, and the problems of its files.
pub(crate) struct Findings {
    pub(crate) record: Option<Record>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) files: Vec<TextFile>,
}

impl Findings {
    pub(crate) fn count(&self, severity: Severity) -> usize {
        self.problems
            .iter()
            .filter(|p| p.severity() == severity)
            .count()
    }

    /// The same with one finding for what holds for most claims.
    pub(crate) fn folded(mut self) -> Self {
        if let Some(record) = &self.record {
            self.problems = read::folded(record, self.problems);
        }
        self
    }

    /// `no errors, 45 warnings, 1 note`; kinds of which there are none are left out, but errors.
    pub(crate) fn counts(&self) -> String {
        let mut words = Vec::new();
        for severity in [Severity::Error, Severity::Warning, Severity::Note] {
            match self.count(severity) {
                0 if severity == Severity::Error => words.push("no errors".to_owned()),
                0 => {}
                n => words.push(number(n, severity.as_str())),
            }
        }
        words.join(", ")
    }
}

/// `1 claim`, `2 claims`.
pub(crate) fn number(n: usize, noun: &str) -> String {
    let ending = if n == 1 { "" } else { "s" };
    format!("{n} {noun}{ending}")
}

/// A record for the verbs that only use it; where there is an error, all are shown.
pub(crate) fn record(console: &Console, records: &Records) -> Result<Record, CliError> {
    let reading = match data::load(console, records, None)? {
        Data::Record(reading, _) => *reading,
        Data::Table(reading, title) => data::as_record(*reading, title, &records.table),
    };
    let record = usable(console, reading)?;
    data::narrowed(console, &records.narrow, record)
}

/// The same with the text of each source that has one: beside the record, else in the folder
/// given.
pub(crate) fn record_with_texts(
    console: &Console,
    records: &Records,
    folder: Option<&Path>,
) -> Result<(Record, BTreeMap<SourceId, String>), CliError> {
    let (mut reading, folders) = match data::load(console, records, None)? {
        Data::Record(reading, folders) => (*reading, folders),
        Data::Table(reading, title) => {
            (data::as_record(*reading, title, &records.table), Vec::new())
        }
    };
    let record = reading.record.take();
    let mut problems = std::mem::take(&mut reading.problems);
    let mut texts = BTreeMap::new();
    if let Some(record) = &record {
        let found = source_texts(record, &reading.places, &folders, folder, &mut problems)?;
        for (source, text) in record.sources().iter().zip(found) {
            texts.extend(text.map(|text| (source.id.clone(), text.text())));
        }
    }
    if !problems.is_empty() && (record.is_none() || !console.quiet) {
        console.problems(&reading.files, &problems, Amount::First);
    }
    let record = record.ok_or(CliError::shown())?;
    let record = data::narrowed(console, &records.narrow, record)?;
    Ok((record, texts))
}

/// The record of a reading whose problems are shown.
pub(crate) fn usable(console: &Console, reading: Reading) -> Result<Record, CliError> {
    let show = reading.record.is_none() || !console.quiet;
    if show && !reading.problems.is_empty() {
        console.problems(&reading.files, &reading.problems, Amount::First);
    }
    reading.record.ok_or(CliError::shown())
}

/// Reads, compares with the sources' texts and looks for what readers should know.
pub(crate) fn find(
    console: &Console,
    records: &Records,
    texts: Option<&Path>,
) -> Result<Findings, CliError> {
    if let Some(folder) = texts.filter(|folder| !folder.is_dir()) {
        let message = format!("cannot read {}: there is no such folder", folder.display());
        return Err(CliError::new(Exit::NotFound, message).hint("--texts names a folder"));
    }
    let (mut reading, folders) = match data::load(console, records, None)? {
        Data::Record(reading, folders) => (*reading, folders),
        Data::Table(reading, title) => {
            (data::as_record(*reading, title, &records.table), Vec::new())
        }
    };
    if let Some(record) = reading.record.take() {
        reading.record = Some(data::narrowed(console, &records.narrow, record)?);
    }
    let mut problems = reading.problems;
    if let Some(record) = &reading.record {
        let texts = source_texts(record, &reading.places, &folders, texts, &mut problems)?;
        let text = |source: SourceIx| texts[source.index()].clone();
        problems.extend(read::evidence(record, &reading.places, text));
        problems.extend(read::fairness(record, &reading.places));
        read::sort_problems(&mut problems);
    }
    Ok(Findings {
        record: reading.record,
        problems,
        files: reading.files,
    })
}

/// The text of each source that has one: beside the record, else in the folder given.
fn source_texts(
    record: &Record,
    places: &Places,
    folders: &[PathBuf],
    texts: Option<&Path>,
    problems: &mut Vec<Problem>,
) -> Result<Vec<Option<SourceText>>, CliError> {
    let mut found = Vec::new();
    for source in record.sources() {
        let Some(name) = &source.text else {
            found.push(None);
            continue;
        };
        let place = places.of(Noun::Source, source.id.as_str(), "text");
        let beside = place.as_ref().map(|place| folders[place.file].join(name));
        let file_name = Path::new(name).file_name().unwrap_or_default();
        let elsewhere = texts.map(|folder| folder.join(file_name));
        let path = beside
            .into_iter()
            .chain(elsewhere)
            .find(|path| path.is_file());
        let Some(path) = path else {
            found.push(None);
            continue;
        };
        let bytes = std::fs::read(&path).map_err(|error| unreadable(&path, &error))?;
        match String::from_utf8(bytes) {
            Ok(text) => found.push(Some(SourceText::new(&text))),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let message = format!("{} is not UTF-8 text: see byte {at}", path.display());
                problems.push(
                    Problem::new(Code::NotUtf8, message)
                        .at(place, "names this file")
                        .help("save the text with the encoding UTF-8"),
                );
                // An empty text would only yield errors that follow from this one.
                found.push(None);
            }
        }
    }
    Ok(found)
}
