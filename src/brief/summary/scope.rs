//! How much there is, and from when.

use super::Said;
use crate::brief::facts::Facts;
use crate::brief::words::Value;

/// Said where there is no statement.
pub(super) fn nothing_said(facts: &Facts<'_>) -> Option<Said> {
    let empty = facts.record.statements().is_empty();
    empty.then(|| ("rule.nothing-said", Vec::new(), Vec::new()))
}

/// Said where there is a statement: statements, who speaks, on how many claims, from how many
/// sources.
pub(super) fn scope(facts: &Facts<'_>) -> Option<Said> {
    let table = facts.record.statements();
    if table.is_empty() {
        return None;
    }
    let mut sources: Vec<_> = table.sources().to_vec();
    sources.sort_unstable();
    sources.dedup();
    let values = vec![
        ("statements", Value::Count(table.len())),
        ("speakers", Value::Count(facts.speakers())),
        ("claims", Value::Count(facts.contested.claims.len())),
        ("sources", Value::Count(sources.len())),
    ];
    Some(("rule.scope", values, table.rows().collect()))
}

/// Said where a statement has a date: the day, or the first and the last one; and how many have
/// none.
pub(super) fn days(facts: &Facts<'_>) -> Option<Said> {
    let rows = facts.record.statements().rows();
    let dated = rows.filter_map(|row| Some((facts.record.date_of(row)?, row)));
    let dated: Vec<_> = dated.collect();
    let first = dated.iter().map(|(day, _)| *day).min()?;
    let last = dated.iter().map(|(day, _)| *day).max()?;
    let without = facts.record.statements().len() - dated.len();
    let text = match (first == last, without) {
        (true, 0) => "rule.days.one",
        (true, _) => "rule.days.one-and-none",
        (false, 0) => "rule.days.several",
        (false, _) => "rule.days.several-and-none",
    };
    let values = vec![
        ("first", Value::Day(first)),
        ("last", Value::Day(last)),
        ("statements", Value::Count(dated.len())),
        ("without", Value::Count(without)),
    ];
    Some((
        text,
        values,
        dated.into_iter().map(|(_, row)| row).collect(),
    ))
}

/// Said where there is a statement: how many support a claim, how many raise a concern.
pub(super) fn balance(facts: &Facts<'_>) -> Option<Said> {
    let (support, concern) = (facts.contents.support, facts.contents.concern);
    let text = match (support, concern) {
        (0, 0) => return None,
        (_, 0) => "rule.balance.support",
        (0, _) => "rule.balance.concern",
        _ => "rule.balance.both",
    };
    let values = vec![
        ("support", Value::Count(support)),
        ("concern", Value::Count(concern)),
    ];
    Some((text, values, facts.record.statements().rows().collect()))
}
