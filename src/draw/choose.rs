//! Which form suits a record.

use super::diagram::Form;
use crate::model::{KnowledgeGraph, Record};

/// Up to so many stakeholders bands can be followed.
const ALIGNMENT_UP_TO: usize = 12;
/// Up to so many stakeholders a table fits a page.
const MATRIX_UP_TO: usize = 40;
/// Bars show themes; so many stakeholders can be shown beside them.
const BESIDE_BARS: usize = 15;

/// The form that suits a record's size, and why, in one sentence.
///
/// By the number of stakeholders that have a position on a theme: up to 12 `alignment`, up to
/// 40 `matrix`, more `bars`. Without any position: `map` where there are statements,
/// `arguments` where claims bear on claims, else `alignment`, which says that there is nothing.
/// O(positions).
pub fn choose(record: &Record, graph: &KnowledgeGraph) -> (Form, String) {
    let mut people: Vec<_> = graph.positions().map(|p| p.stakeholder).collect();
    people.dedup();
    let n = people.len();
    let claims = record.claims().len();
    if n == 0 {
        return if !record.statements().is_empty() {
            let why = "no statement bears on a theme, so there are no positions: map shows who speaks on which claim";
            (Form::Map, why.to_owned())
        } else if !record.relations().is_empty() {
            let why = format!(
                "nobody takes a stance, but {} relations join {claims} claims: arguments shows them",
                record.relations().len()
            );
            (Form::Arguments, why)
        } else {
            let why = "the record holds no statement and no relation: there is nothing to draw";
            (Form::Alignment, why.to_owned())
        };
    }
    let who = if n == 1 {
        "stakeholder"
    } else {
        "stakeholders"
    };
    if n <= ALIGNMENT_UP_TO {
        let why =
            format!("{n} {who} with positions: up to {ALIGNMENT_UP_TO} alignment shows each band");
        (Form::Alignment, why)
    } else if n <= MATRIX_UP_TO {
        let why = format!(
            "{n} {who} with positions: up to {MATRIX_UP_TO} matrix fits a page, where bands would tangle"
        );
        (Form::Matrix, why)
    } else {
        let why = format!(
            "{n} {who} with positions: bars shows the themes; matrix with --top {BESIDE_BARS} shows those who said most"
        );
        (Form::Bars, why)
    }
}
