//! Which form suits a record.

use super::diagram::Form;
use super::language::Language;
use super::words::{Counted, counted};
use crate::model::{KnowledgeGraph, Record};

/// Up to so many stakeholders bands can be followed.
const ALIGNMENT_UP_TO: usize = 12;
/// Up to so many stakeholders a table fits a page.
const MATRIX_UP_TO: usize = 40;
/// Bars show themes; so many stakeholders can be shown beside them.
const BESIDE_BARS: usize = 15;

/// The form that suits a record's size, and why, in one English sentence.
///
/// By the number of stakeholders that have a position on a theme: up to 12 `alignment`, up to
/// 40 `matrix`, more `bars`. Without any position: `map` where there are statements,
/// `arguments` where claims bear on claims, else `alignment`, which says that there is nothing.
/// O(positions).
pub fn choose(record: &Record, graph: &KnowledgeGraph) -> (Form, String) {
    choose_in(record, graph, Language::En)
}

/// The same with the sentence in a language.
pub fn choose_in(record: &Record, graph: &KnowledgeGraph, language: Language) -> (Form, String) {
    let mut people: Vec<_> = graph.positions().map(|p| p.stakeholder).collect();
    people.dedup();
    let n = people.len();
    let claims = counted(language, record.claims().len(), Counted::Claim);
    if n == 0 {
        return if !record.statements().is_empty() {
            let why = language.say(
                "no statement bears on a theme, so there are no positions: map shows who speaks on which claim",
            );
            (Form::Map, why.to_owned())
        } else if !record.relations().is_empty() {
            let n = counted(language, record.relations().len(), Counted::Relation);
            let why = language.fill(
                "nobody takes a stance, but {relations} join {claims}: arguments shows them",
                &[("relations", &n), ("claims", &claims)],
            );
            (Form::Arguments, why)
        } else {
            let why = language
                .say("the record holds no statement and no relation: there is nothing to draw");
            (Form::Alignment, why.to_owned())
        };
    }
    let who = counted(language, n, Counted::Stakeholder);
    if n <= ALIGNMENT_UP_TO {
        let why = language.fill(
            "{who} with positions: up to {most} alignment shows each band",
            &[("who", &who), ("most", &ALIGNMENT_UP_TO)],
        );
        (Form::Alignment, why)
    } else if n <= MATRIX_UP_TO {
        let why = language.fill(
            "{who} with positions: up to {most} matrix fits a page, where bands would tangle",
            &[("who", &who), ("most", &MATRIX_UP_TO)],
        );
        (Form::Matrix, why)
    } else {
        let why = language.fill(
            "{who} with positions: bars shows the themes; matrix with --top {most} shows those who said most",
            &[("who", &who), ("most", &BESIDE_BARS)],
        );
        (Form::Bars, why)
    }
}
