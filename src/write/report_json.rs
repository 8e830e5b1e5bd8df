//! Answers as one object for programs.

use serde::Serialize;

use super::pretty;
use crate::analysis::{Answer, OptionMap};

#[derive(Serialize)]
struct Envelope<'a, A> {
    schema: u8,
    question: &'a str,
    definition: &'a str,
    options: OptionMap<'a>,
    result: &'a A,
    notes: &'a [String],
}

/// `{"schema": 1, "question", "definition", "options", "result", "notes"}`; the result is the
/// answer's own fields at full precision, undefined numbers `null`.
pub fn report_json<A: Answer>(answer: &A) -> String {
    let report = answer.report();
    pretty(&Envelope {
        schema: 1,
        question: &report.question,
        definition: &report.definition,
        options: OptionMap(&report.options),
        result: answer,
        notes: &report.notes,
    })
}
