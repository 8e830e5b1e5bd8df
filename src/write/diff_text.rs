//! A diff in sentences: as text, and as Markdown with its tables.

use super::positions_markdown::escaped;
use super::report_markdown;
use crate::analysis::{Answer, Diff, Report};

/// One sentence a line.
pub fn diff_text(diff: &Diff) -> String {
    let sentences = diff.sentences();
    sentences
        .iter()
        .map(|it| format!("{}\n", it.text))
        .collect()
}

/// The sentences as a list, then every table.
pub fn diff_markdown(diff: &Diff) -> String {
    let report = diff.report();
    let sentences = diff.sentences();
    let list: String = (sentences.iter())
        .map(|it| format!("- {}\n", escaped(&it.text)))
        .collect();
    // The notes of the report are the same sentences.
    let tables = report_markdown(&Report {
        notes: Vec::new(),
        ..report
    });
    match tables.split_once("\n\n") {
        Some((title, rest)) => format!("{title}\n\n{list}\n{rest}"),
        None => tables,
    }
}
