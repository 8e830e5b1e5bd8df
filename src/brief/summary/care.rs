//! What a reader should beware of.

use super::Said;
use super::claims::voices;
use crate::brief::facts::Facts;
use crate::brief::words::Value;

/// With fewer speakers than this a difference of one or two is no finding.
const FEW: usize = 10;

/// Said where more than half of the claims are heard from one stakeholder only.
pub(super) fn one_voice(facts: &Facts<'_>) -> Option<Said> {
    let all = &facts.contested.claims;
    let alone = all.iter().filter(|it| voices(it) == 1).count();
    let values = vec![
        ("n", Value::Count(alone)),
        ("claims", Value::Count(all.len())),
    ];
    (2 * alone > all.len() && facts.speakers() > 1).then(|| ("rule.one-voice", values, Vec::new()))
}

/// Said where more than half of the claims, and more than three, are heard from one side only.
pub(super) fn one_sided(facts: &Facts<'_>) -> Option<Said> {
    let all = &facts.contested.claims;
    let one = all
        .iter()
        .filter(|it| it.support == 0 || it.concern == 0)
        .count();
    let values = vec![
        ("n", Value::Count(one)),
        ("claims", Value::Count(all.len())),
    ];
    (one > 3 && 2 * one > all.len()).then(|| ("rule.one-sided", values, Vec::new()))
}

/// Said where fewer than ten stakeholders speak.
pub(super) fn few_speakers(facts: &Facts<'_>) -> Option<Said> {
    let n = facts.speakers();
    (1..FEW).contains(&n).then(|| {
        let values = vec![("n", Value::Count(n))];
        ("rule.few-speakers", values, Vec::new())
    })
}

/// Said where more than half of the statements are one stakeholder's, of several that speak.
pub(super) fn loudest(facts: &Facts<'_>) -> Option<Said> {
    let table = facts.record.statements();
    let mut counts = vec![0usize; facts.record.stakeholders().len()];
    for who in table.stakeholders() {
        counts[who.index()] += 1;
    }
    let most = counts.iter().position(|&n| 2 * n > table.len())?;
    if facts.speakers() < 2 {
        return None;
    }
    let id = &facts.record.stakeholders()[most].id;
    let values = vec![
        ("who", Value::Name(facts.name(id.as_str()))),
        ("n", Value::Count(counts[most])),
        ("statements", Value::Count(table.len())),
    ];
    let rows = table
        .rows()
        .filter(|&row| table.stakeholder(row).index() == most);
    Some(("rule.loudest", values, rows.collect()))
}

/// Said where more than half of the statements are from one source, of several.
pub(super) fn one_source(facts: &Facts<'_>) -> Option<Said> {
    let table = facts.record.statements();
    let sources = facts.record.sources();
    let mut counts = vec![0usize; sources.len()];
    for source in table.sources() {
        counts[source.index()] += 1;
    }
    let most = counts.iter().position(|&n| 2 * n > table.len())?;
    if sources.len() < 2 {
        return None;
    }
    let values = vec![
        ("source", Value::Quoted(sources[most].title.clone())),
        ("n", Value::Count(counts[most])),
        ("statements", Value::Count(table.len())),
    ];
    let rows = table
        .rows()
        .filter(|&row| table.source(row).index() == most);
    Some(("rule.one-source", values, rows.collect()))
}

/// Said where a speaker is left unnamed by the source; by whose report it is on record, where
/// that is known of a single one.
pub(super) fn unnamed(facts: &Facts<'_>) -> Option<Said> {
    let table = facts.record.statements();
    let speaks = |id: &str| {
        facts
            .coalitions
            .members
            .iter()
            .any(|it| it.stakeholder == id)
    };
    let all = facts.record.stakeholders().iter();
    let all: Vec<_> = all
        .filter(|it| it.is_unnamed() && speaks(it.id.as_str()))
        .collect();
    let first = all.first()?;
    let reporter = first.attributes.get(crate::brief::REPORTED_BY);
    let reporter = reporter.filter(|_| all.len() == 1);
    let reporter = reporter.and_then(|id| facts.stakeholder(id));
    let text = match (all.len(), reporter) {
        (1, Some(_)) => "rule.unnamed.reported",
        (1, None) => "rule.unnamed.one",
        _ => "rule.unnamed.several",
    };
    let names = all.iter().map(|it| facts.name(it.id.as_str()));
    let values = vec![
        ("n", Value::Count(all.len())),
        ("who", Value::Names(names.collect())),
        (
            "reporter",
            Value::Name(reporter.map_or_else(String::new, |it| facts.name(it.id.as_str()))),
        ),
    ];
    let said = |row| {
        facts
            .record
            .stakeholder(table.stakeholder(row))
            .is_unnamed()
    };
    Some((
        text,
        values,
        table.rows().filter(|&row| said(row)).collect(),
    ))
}

/// Said where some stakeholders speak and others of the record do not.
pub(super) fn silent(facts: &Facts<'_>) -> Option<Said> {
    let silent = &facts.coalitions.left_out;
    if silent.is_empty() || facts.speakers() == 0 {
        return None;
    }
    let values = vec![
        ("n", Value::Count(silent.len())),
        ("who", Value::Names(facts.names(silent))),
    ];
    Some(("rule.silent", values, Vec::new()))
}
