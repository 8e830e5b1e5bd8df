//! `plenary analyse` as a user calls it, on the OEWG record.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use plenary::model::Record;
use serde_json::Value;

pub(crate) const OEWG: &str = "graph/oewg-2020-02-12";
/// Two meetings, small enough to count by hand.
pub(crate) const SMALL: &str = "tests/data/questions/two-meetings.json";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Runs `plenary analyse` in the repository.
pub(crate) fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_plenary"))
        .current_dir(root())
        .env("NO_COLOR", "1")
        .args(["--quiet", "analyse"])
        .args(arguments)
        .output()
        .expect("the program was built")
}

/// The answer in a form for people.
pub(crate) fn text(arguments: &[&str]) -> String {
    let done = run(arguments);
    let errors = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(done.status.code(), Some(0), "{errors}");
    String::from_utf8(done.stdout).expect("UTF-8")
}

/// The `result` of the JSON form.
pub(crate) fn result(arguments: &[&str]) -> Value {
    let text = text(&[arguments, &["--format", "json"]].concat());
    let mut whole: Value = serde_json::from_str(&text).expect("JSON");
    whole["result"].take()
}

/// The exit code and what was said of a call that is refused.
pub(crate) fn refused(arguments: &[&str]) -> String {
    let done = run(arguments);
    assert!(done.stdout.is_empty());
    let errors = String::from_utf8_lossy(&done.stderr);
    format!("{}\n{}", done.status.code().unwrap_or(-1), errors.trim())
}

/// Every format is there, and calling twice gives the same bytes.
pub(crate) fn every_format(arguments: &[&str]) {
    for format in ["table", "json", "csv", "markdown"] {
        let call = [arguments, &["--format", format]].concat();
        let once = text(&call);
        assert!(!once.is_empty(), "{format}");
        assert_eq!(once, text(&call), "{format}");
    }
}

/// The record as the library reads it.
pub(crate) fn oewg() -> Record {
    let folder = root().join(OEWG);
    record(&[folder.join("codebook.json"), folder.join("meeting.json")])
}

/// A record from text.
pub(crate) fn record_of(text: &str) -> Record {
    let name = "test".to_owned();
    let bytes = text.as_bytes().to_vec();
    let reading = plenary::read::json(vec![plenary::read::Input { name, bytes }]);
    reading
        .record
        .unwrap_or_else(|| panic!("{:?}", reading.problems))
}

fn record(paths: &[PathBuf]) -> Record {
    let input = |path: &PathBuf| plenary::read::Input {
        name: path.display().to_string(),
        bytes: std::fs::read(path).expect("the data set is there"),
    };
    let reading = plenary::read::json(paths.iter().map(input).collect());
    reading.record.expect("the data set has no errors")
}
