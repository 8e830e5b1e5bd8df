//! Themes that divide, and themes that join.

use super::Said;
use crate::analysis::ContestedItem;
use crate::brief::facts::Facts;
use crate::brief::words::Value;
use crate::model::{StakeholderKind, StatementIx};

/// Said where some only support a theme and others are only concerned about it: the most
/// contested one.
pub(super) fn contested_theme(facts: &Facts<'_>) -> Option<Said> {
    let all = facts.contested_themes();
    let most = all.first()?;
    let text = if all.len() == 1 {
        "rule.contested-theme.one"
    } else {
        "rule.contested-theme.several"
    };
    let only = |people: &[String]| -> Vec<String> {
        let some = people.iter().filter(|one| !most.mixed.contains(one));
        some.cloned().collect()
    };
    let values = vec![
        ("n", Value::Count(all.len())),
        ("theme", Value::Quoted(most.words.clone())),
        (
            "supporters",
            Value::Names(facts.names(&only(&most.supporters))),
        ),
        (
            "concerned",
            Value::Names(facts.names(&only(&most.concerned))),
        ),
    ];
    Some((text, values, facts.rows_of(most)))
}

/// Said where two stakeholders or more support a theme that nobody is concerned about: the
/// themes with most support, those that several kinds of stakeholder support first.
pub(super) fn common_ground(facts: &Facts<'_>) -> Option<Said> {
    let all = facts.contested.themes.iter();
    let all: Vec<_> = all.filter(|it| it.concern == 0 && it.support > 1).collect();
    let with_kinds = all.iter().map(|&it| (it, kinds(facts, &it.supporters)));
    let with_kinds: Vec<_> = with_kinds.collect();
    let best = (with_kinds.iter())
        .map(|(it, kinds)| (kinds.len() > 1, it.support))
        .max()?;
    let same = |(it, kinds): &&(&ContestedItem, Vec<_>)| (kinds.len() > 1, it.support) == best;
    let first = with_kinds.iter().find(same)?;
    let themes: Vec<_> = (with_kinds.iter().filter(same))
        .filter(|(_, kinds)| *kinds == first.1)
        .map(|(it, _)| *it)
        .collect();
    let text = if best.0 {
        "rule.common-ground.kinds"
    } else {
        "rule.common-ground.kind"
    };
    let values = vec![
        ("themes", Value::AllQuoted(words(&themes))),
        ("n", Value::Count(best.1)),
        ("kinds", Value::Kinds(first.1.clone())),
    ];
    Some((text, values, rows(facts, &themes)))
}

/// Said where two stakeholders or more are concerned about a theme that nobody supports: the
/// themes about which most are.
pub(super) fn shared_concern(facts: &Facts<'_>) -> Option<Said> {
    let all = facts.contested.themes.iter();
    let all: Vec<_> = all.filter(|it| it.support == 0 && it.concern > 1).collect();
    let most = all.iter().map(|it| it.concern).max()?;
    let themes: Vec<_> = all.into_iter().filter(|it| it.concern == most).collect();
    let text = if themes.len() == 1 {
        "rule.shared-concern.one"
    } else {
        "rule.shared-concern.several"
    };
    let values = vec![
        ("themes", Value::AllQuoted(words(&themes))),
        ("n", Value::Count(most)),
        ("who", Value::Names(facts.names(&themes[0].concerned))),
    ];
    Some((text, values, rows(facts, &themes)))
}

/// Said where statements of one stakeholder on different claims come down on both sides of a
/// theme: of whom, and of which theme the first one is.
pub(super) fn both_sides(facts: &Facts<'_>) -> Option<Said> {
    let all = facts.contradictions.themes.iter();
    let all: Vec<_> = all.filter(|it| it.through == "different claims").collect();
    let first = all.first()?;
    let text = if all.len() == 1 {
        "rule.both-sides.one"
    } else {
        "rule.both-sides.several"
    };
    let values = vec![
        ("n", Value::Count(all.len())),
        ("who", Value::Name(facts.name(&first.stakeholder))),
        ("theme", Value::Quoted(first.name.clone())),
    ];
    let about: &[_] = if all.len() == 1 { &all } else { &all[..1] };
    let ids = about
        .iter()
        .flat_map(|it| it.support.iter().chain(&it.concern));
    Some((text, values, facts.rows(ids.map(|it| &it.id))))
}

fn words(themes: &[&ContestedItem]) -> Vec<String> {
    themes.iter().map(|it| it.words.clone()).collect()
}

fn rows(facts: &Facts<'_>, themes: &[&ContestedItem]) -> Vec<StatementIx> {
    let mut rows: Vec<_> = themes.iter().flat_map(|it| facts.rows_of(it)).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// The kinds of some stakeholders, each once.
pub(super) fn kinds(facts: &Facts<'_>, people: &[String]) -> Vec<StakeholderKind> {
    let found = people.iter().filter_map(|id| facts.stakeholder(id));
    let mut kinds: Vec<StakeholderKind> = found.map(|it| it.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}
