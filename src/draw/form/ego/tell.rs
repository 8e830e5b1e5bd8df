//! What an `ego` says in words, and as tables.

use super::agreement;
use super::cards::{Card, Side};
use crate::analysis::Table;
use crate::analysis::profile::Nearness;
use crate::draw::form::held::{Held, Item};
use crate::draw::form::said;
use crate::draw::options::{DrawOptions, Focus, Through};
use crate::draw::words::provenance_in;
use crate::model::{Record, StakeholderIx, Stance};

pub(super) fn caption(
    record: &Record,
    held: &Held,
    focus: Focus,
    (all, sides): (&[Vec<Card>; 2], &[Side; 2]),
    options: &DrawOptions,
) -> Vec<String> {
    let l = options.language;
    let mut method = l
        .say("In brackets: statements. The sign before a claim is the stance on that claim; each claim stands once a side.")
        .to_owned();
    let said: Vec<_> = sides.iter().flat_map(|side| &side.said).collect();
    let mut hidden: Vec<_> = (all.iter().flatten())
        .flat_map(|card| &card.claims)
        .filter(|claim| !said.contains(claim))
        .map(|(_, claim)| claim)
        .collect();
    hidden.sort_unstable();
    hidden.dedup();
    let claims = hidden.len();
    if claims > 0 {
        method += " ";
        method += &l.fill(
            "For want of room, not spelt out: {claims}.",
            &[("claims", &said::claims(l, claims))],
        );
    }
    match focus {
        Focus::Stakeholder(_) => {
            method += " ";
            method += l.say("Agreement: 1 less the mean difference of leanings over the themes that both speak on.");
        }
        Focus::Theme(theme) => {
            let item = Item::Theme(theme);
            let silent: Vec<&str> = (0..record.stakeholders().len())
                .filter(|&who| held.rows(who.into(), item).is_none())
                .map(|who| record.stakeholders()[who].name.as_str())
                .collect();
            if !silent.is_empty() {
                method += " ";
                method += &l.fill(
                    "Without a stance on it: {names}.",
                    &[("names", &said::some(l, &silent, 8))],
                );
            }
        }
    }
    let mut paragraphs: Vec<String> = options.caption.iter().cloned().collect();
    paragraphs.extend([provenance_in(options.language, record), method]);
    paragraphs
}

pub(super) fn describe(
    record: &Record,
    name: &str,
    focus: Focus,
    all: &[Vec<Card>; 2],
    others: &[(StakeholderIx, Nearness)],
    options: &DrawOptions,
) -> String {
    let l = options.language;
    let values: [(&str, &dyn std::fmt::Display); 3] = [
        ("name", &name),
        ("support", &all[0].len()),
        ("concern", &all[1].len()),
    ];
    let mut text = match (focus, options.through) {
        (Focus::Theme(_), _) => l.fill(
            "{name} is in the middle; stakeholders in support to the right: {support}, with a concern to the left: {concern}.",
            &values,
        ),
        (_, Through::Themes) => l.fill(
            "{name} is in the middle; themes it supports to the right: {support}, themes it is concerned about to the left: {concern}.",
            &values,
        ),
        (_, Through::Claims) => l.fill(
            "{name} is in the middle; claims it supports to the right: {support}, claims it is concerned about to the left: {concern}.",
            &values,
        ),
    };
    for (stance, cards) in Stance::ALL.into_iter().zip(all) {
        let titles: Vec<&str> = cards.iter().map(|card| card.title.as_str()).collect();
        if titles.is_empty() {
            continue;
        }
        let values: [(&str, &dyn std::fmt::Display); 1] = [("names", &said::some(l, &titles, 12))];
        text += " ";
        text += &match stance {
            Stance::Support => l.fill("Support, most statements first: {names}.", &values),
            Stance::Concern => l.fill("Concern, most statements first: {names}.", &values),
        };
    }
    let mixed: Vec<&str> = (all[0].iter().filter(|card| card.mixed))
        .map(|card| card.title.as_str())
        .collect();
    if !mixed.is_empty() {
        text += " ";
        text += &l.fill(
            "On both sides: {names}.",
            &[("names", &said::some(l, &mixed, 8))],
        );
    }
    if let (Some((first, near)), Some((last, far))) = (others.first(), others.last()) {
        for (template, who, near) in [(true, first, near), (false, last, far)] {
            if !template && others.len() < 2 {
                continue;
            }
            let agreement = agreement(near, options);
            let values: [(&str, &dyn std::fmt::Display); 2] = [
                ("name", &record.stakeholder(*who).name),
                ("agreement", &agreement),
            ];
            text += " ";
            text += &if template {
                l.fill("Nearest: {name} ({agreement}).", &values)
            } else {
                l.fill("Farthest: {name} ({agreement}).", &values)
            };
        }
    }
    text
}

pub(super) fn facts(
    record: &Record,
    all: &[Vec<Card>; 2],
    others: &[(StakeholderIx, Nearness)],
    focus: Focus,
    options: &DrawOptions,
) -> Vec<Table> {
    let l = options.language;
    let what = match focus {
        Focus::Stakeholder(_) => said::item(l, options.through),
        Focus::Theme(_) => l.say("stakeholder"),
    };
    let mut table = Table::new(
        l.say("For and against"),
        [what, l.say("stance"), l.say("statements"), l.say("claims")],
    );
    for (stance, cards) in Stance::ALL.into_iter().zip(all) {
        for card in cards {
            let claims: Vec<String> = (card.claims.iter())
                .map(|(stance, claim)| format!("{} {}", stance.symbol(), record.claim(*claim).text))
                .collect();
            table.push([
                card.title.as_str().into(),
                said::noun(l, stance).into(),
                card.rows.len().into(),
                claims.join("; ").into(),
            ]);
        }
    }
    let mut tables = vec![table];
    if !others.is_empty() {
        let heads = [
            l.say("stakeholder"),
            l.say("agreement"),
            l.say("shared themes"),
        ];
        let mut near = Table::new(l.say("Nearest first"), heads);
        for (who, it) in others {
            near.push([
                record.stakeholder(*who).name.as_str().into(),
                it.distance.map(|far| 1.0 - far).into(),
                it.shared.len().into(),
            ]);
        }
        tables.push(near);
    }
    tables
}
