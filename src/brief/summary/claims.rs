//! Claims that divide, claims that join, and concerns that nothing answers.

use super::Said;
use crate::brief::facts::Facts;
use crate::brief::words::Value;

/// Said where one stakeholder supports a claim that another is concerned about: how many such
/// claims, and the most contested one.
pub(super) fn disputed_claim(facts: &Facts<'_>) -> Option<Said> {
    let disputed = facts.disputed();
    let most = disputed.first()?;
    let text = match (disputed.len(), facts.contested.claims.len()) {
        (1, 1) => "rule.disputed-claim.only",
        (1, _) => "rule.disputed-claim.one",
        _ => "rule.disputed-claim.several",
    };
    let values = vec![
        ("n", Value::Count(disputed.len())),
        ("claims", Value::Count(facts.contested.claims.len())),
        ("claim", Value::Quoted(most.words.clone())),
        ("supporters", Value::Names(facts.names(&most.supporters))),
        ("concerned", Value::Names(facts.names(&most.concerned))),
    ];
    Some((text, values, facts.rows_of(most)))
}

/// Said where two stakeholders or more speak on one claim, and no claim is disputed.
pub(super) fn no_disputed_claim(facts: &Facts<'_>) -> Option<Said> {
    let shared = |it: &&_| voices(it) > 1;
    let shared: Vec<_> = facts.contested.claims.iter().filter(shared).collect();
    if shared.is_empty() || !facts.disputed().is_empty() {
        return None;
    }
    let values = vec![("n", Value::Count(shared.len()))];
    let mut rows: Vec<_> = shared.iter().flat_map(|it| facts.rows_of(it)).collect();
    rows.sort_unstable();
    Some(("rule.no-disputed-claim", values, rows))
}

/// How many speak on it.
pub(super) fn voices(item: &crate::analysis::ContestedItem) -> usize {
    item.supporters.len() + item.concerned.len() - item.mixed.len()
}

/// Said where stakeholders of several kinds support a claim that nobody is concerned about: the
/// one most kinds support.
pub(super) fn bridging_claim(facts: &Facts<'_>) -> Option<Said> {
    let all = facts.bridges();
    let first = all.first()?;
    let item = facts
        .contested
        .claims
        .iter()
        .find(|it| it.id == first.claim)?;
    let text = if all.len() == 1 {
        "rule.bridging-claim.one"
    } else {
        "rule.bridging-claim.several"
    };
    let values = vec![
        ("n", Value::Count(all.len())),
        ("claim", Value::Quoted(first.text.clone())),
        ("supporters", Value::Names(facts.names(&item.supporters))),
    ];
    Some((text, values, facts.rows(&first.statements)))
}

/// Said where claims meet only concern and the record has relations of challenge, without which
/// nothing could be answered: how many no supported claim challenges.
pub(super) fn open_concerns(facts: &Facts<'_>) -> Option<Said> {
    let challenges = (facts.record.relations().iter())
        .any(|it| it.stance == crate::model::Stance::Concern && it.from != it.to);
    let all = facts.only_concern();
    if all.is_empty() || !challenges {
        return None;
    }
    let open = facts.open_concerns();
    let text = match open.len() {
        0 => "rule.open-concerns.none",
        1 if all.len() == 1 => "rule.open-concerns.one",
        n if n == all.len() => "rule.open-concerns.all",
        _ => "rule.open-concerns.some",
    };
    let about = if open.is_empty() { &all } else { &open };
    let values = vec![
        ("n", Value::Count(open.len())),
        ("all", Value::Count(all.len())),
    ];
    let mut rows: Vec<_> = about.iter().flat_map(|it| facts.rows_of(it)).collect();
    rows.sort_unstable();
    Some((text, values, rows))
}

/// Said where the earlier statements of a stakeholder on a claim are of one stance, and the
/// later ones of the other.
pub(super) fn changed_stance(facts: &Facts<'_>) -> Option<Said> {
    against_itself(
        facts,
        true,
        ["rule.changed-stance.one", "rule.changed-stance.several"],
    )
}

/// Said where a stakeholder takes both stances on a claim and did not plainly change.
pub(super) fn both_stances(facts: &Facts<'_>) -> Option<Said> {
    against_itself(
        facts,
        false,
        ["rule.both-stances.one", "rule.both-stances.several"],
    )
}

fn against_itself(facts: &Facts<'_>, changed: bool, texts: [&'static str; 2]) -> Option<Said> {
    let all = facts.contradictions.claims.iter();
    let all: Vec<_> = all.filter(|it| (it.when == "changed") == changed).collect();
    let first = all.first()?;
    let text = texts[usize::from(all.len() > 1)];
    let mut who: Vec<String> = all.iter().map(|it| it.stakeholder.clone()).collect();
    who.dedup();
    let last =
        |cited: &[crate::analysis::Cited]| cited.iter().filter_map(|it| it.date.clone()).max();
    let to_support = last(&first.support) > last(&first.concern);
    let values = vec![
        ("n", Value::Count(all.len())),
        ("who", Value::Name(facts.name(&first.stakeholder))),
        ("everyone", Value::Names(facts.names(&who))),
        ("claim", Value::Quoted(first.words.clone())),
    ];
    let ids = first.support.iter().chain(&first.concern);
    let rows = facts.rows(ids.map(|it| &it.id));
    let text = match text {
        "rule.changed-stance.one" if to_support => "rule.changed-stance.to-support",
        "rule.changed-stance.one" => "rule.changed-stance.to-concern",
        text => text,
    };
    Some((text, values, rows))
}
