//! What stands, and on how little.

use super::Said;
use crate::analysis::stands::Verdict;
use crate::brief::facts::Facts;
use crate::brief::words::Value;

/// Said where somebody speaks on a claim: how many claims stand under every rule, under none,
/// and under some.
pub(super) fn stands(facts: &Facts<'_>) -> Option<Said> {
    let all = facts.standing();
    let some = |verdict| Value::Count(facts.with_verdict(verdict).len());
    if all.is_empty() {
        return None;
    }
    let depends = facts.with_verdict(Verdict::DependsOnRule);
    let text = match (
        facts.with_verdict(Verdict::Undetermined).len(),
        depends.len(),
    ) {
        (0, _) if all.len() == 1 => match all[0].verdict {
            Verdict::EveryRule => "rule.stands.one-every",
            Verdict::DependsOnRule => "rule.stands.one-depends",
            _ => "rule.stands.one-none",
        },
        (0, 0) => "rule.stands.all-agree",
        (0, _) => "rule.stands.some-depend",
        _ => "rule.stands.undetermined",
    };
    let values = vec![
        ("claims", Value::Count(all.len())),
        ("every", some(Verdict::EveryRule)),
        ("none", some(Verdict::NoRule)),
        ("depend", Value::Count(depends.len())),
        ("undetermined", some(Verdict::Undetermined)),
    ];
    // What is behind all of them is the whole record; what a reader will ask for is the doubt.
    let doubted = depends.iter().flat_map(|claim| &claim.statements);
    Some((text, values, facts.rows(doubted)))
}

/// Said where taking one statement away changes the verdict on a claim: on how many.
pub(super) fn single_statement(facts: &Facts<'_>) -> Option<Said> {
    let all = facts.standing();
    let hang: Vec<_> = all.iter().filter(|it| !it.flips.is_empty()).collect();
    if hang.is_empty() || !facts.removals_tried() {
        return None;
    }
    let values = vec![
        ("n", Value::Count(hang.len())),
        ("claims", Value::Count(all.len())),
    ];
    let ids = hang
        .iter()
        .flat_map(|it| &it.flips)
        .map(|flip| &flip.statement);
    let text = if all.len() == 1 {
        "rule.single-statement.one"
    } else {
        "rule.single-statement.several"
    };
    Some((text, values, facts.rows(ids)))
}
