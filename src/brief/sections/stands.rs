//! What stands, what depends on the rule, and what on one statement.

use super::{Writing, text_of};
use crate::analysis::stands::Verdict;
use crate::brief::words::Words;
use crate::draw::Form;
use crate::write::document::Holds;

pub(super) fn write(writing: &mut Writing<'_>) {
    writing.heading("stands", "section.stands");
    let facts = writing.facts;
    let all = facts.standing();
    if all.is_empty() {
        writing.paragraph("text.stands.none");
        return;
    }
    writing.paragraph("text.stands");
    let verdicts = [
        Verdict::EveryRule,
        Verdict::DependsOnRule,
        Verdict::Undetermined,
        Verdict::NoRule,
    ];
    let mut rows = Vec::new();
    for verdict in verdicts {
        let n = facts.with_verdict(verdict).len();
        if n > 0 {
            let word = text_of(word(writing.words, verdict));
            rows.push(vec![vec![word], vec![text_of(&writing.words.number(n))]]);
        }
    }
    let columns = [
        ("column.verdict", Holds::Text),
        ("column.claims", Holds::Numbers),
    ];
    writing.table("table.verdicts", &columns, rows);

    let mut rows = Vec::new();
    for claim in all {
        let doubtful = matches!(
            claim.verdict,
            Verdict::DependsOnRule | Verdict::Undetermined
        );
        // That one statement decides where only one voice speaks is no news.
        let hangs = !claim.flips.is_empty() && claim.support + claim.concern > 1;
        if !doubtful && !hangs {
            continue;
        }
        let flips = facts.rows(claim.flips.iter().map(|flip| &flip.statement));
        let behind = facts.rows(&claim.statements);
        rows.push(vec![
            vec![text_of(&claim.text)],
            vec![text_of(word(writing.words, claim.verdict))],
            writing.cell(&flips),
            writing.cell(&behind),
        ]);
    }
    let columns = [
        ("column.claim", Holds::Text),
        ("column.verdict", Holds::Text),
        ("column.single", Holds::Text),
        ("column.evidence", Holds::Text),
    ];
    writing.table("table.doubt", &columns, rows);
    writing.figure(Form::Arguments);
}

fn word(words: Words, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::EveryRule => words.say("verdict.every"),
        Verdict::NoRule => words.say("verdict.none"),
        Verdict::DependsOnRule => words.say("verdict.depends"),
        Verdict::Undetermined => words.say("verdict.undetermined"),
    }
}
