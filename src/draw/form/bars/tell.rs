//! What the bars say in words, and as a table.

use super::{FEW, Row, sums};
use crate::analysis::Table;
use crate::draw::form::held::{Held, Item, side};
use crate::draw::form::said;
use crate::draw::form::sides::abbreviations;
use crate::draw::options::{DrawOptions, Through};
use crate::draw::words::provenance_in;
use crate::model::{Record, StakeholderIx, Stance};

pub(super) fn caption(
    record: &Record,
    options: &DrawOptions,
    held: &Held,
    shown: &[&Row],
    folded: &[&Row],
) -> Vec<String> {
    let l = options.language;
    let mut method = match options.through {
        Through::Themes => l.say(
            "Each part of a bar is a stakeholder; its stance is that on a claim times the claim\u{2019}s stance \
             on the theme. The most divided come first, then the most heard.",
        ),
        Through::Claims => l.say(
            "Each part of a bar is a stakeholder. The most divided claims come first, then the most heard.",
        ),
    }
    .to_owned();
    if shown
        .iter()
        .any(|row| row.sides.iter().any(|s| s.people.len() > FEW))
    {
        method += " ";
        method += &l.fill("Names are given up to {n}.", &[("n", &FEW)]);
    }
    if !folded.is_empty() {
        method += " ";
        method += &l.fill(
            "Left out, the least heard: {items}.",
            &[("items", &said::items(l, options.through, folded.len()))],
        );
    }
    let silent = record.stakeholders().len() - held.people.len();
    if silent > 0 {
        method += " ";
        method += &l.fill(
            "Without a stance here: {stakeholders}.",
            &[("stakeholders", &said::stakeholders(l, silent))],
        );
    }
    let mut short: Vec<StakeholderIx> = (shown.iter())
        .flat_map(|row| row.sides.iter().filter(|s| !s.names.is_empty()))
        .flat_map(|s| s.people.iter().copied())
        .collect();
    short.sort_unstable();
    let short = abbreviations(record, short.into_iter());
    let mut paragraphs: Vec<String> = options.caption.iter().cloned().collect();
    paragraphs.extend([provenance_in(options.language, record), method]);
    if !short.is_empty() {
        paragraphs.push(short + ".");
    }
    paragraphs
}

pub(super) fn describe(record: &Record, options: &DrawOptions, rows: &[Row]) -> String {
    let l = options.language;
    if rows.is_empty() {
        return l.say("There are no positions to show.").to_owned();
    }
    let name = |row: &Row| match row.item {
        Item::Theme(_) => row.item.name(record).to_owned(),
        Item::Claim(_) => format!("\u{201C}{}\u{201D}", row.item.name(record)),
    };
    let all: Vec<&Row> = rows.iter().collect();
    let [support, concern] = sums(&all);
    let values: [(&str, &dyn std::fmt::Display); 3] = [
        ("items", &said::items(l, options.through, rows.len())),
        ("support", &support),
        ("concern", &concern),
    ];
    let mut text = l.fill(
        "Bars to both sides of a line for {items}: {support} stances in support to the right, {concern} of \
         concern to the left.",
        &values,
    );
    for stance in Stance::ALL {
        let count = |row: &Row| row.sides[side(stance)].people.len();
        let most = rows.iter().map(count).max().unwrap_or(0);
        let which: Vec<String> = rows.iter().filter(|r| count(r) == most).map(name).collect();
        if most == 0 {
            continue;
        }
        let values: [(&str, &dyn std::fmt::Display); 2] = [
            ("items", &said::some(l, &which, 4)),
            ("stakeholders", &said::stakeholders(l, most)),
        ];
        text += " ";
        text += &match stance {
            Stance::Support => l.fill("Most widely supported: {items} ({stakeholders}).", &values),
            Stance::Concern => l.fill(
                "Most widely met with concern: {items} ({stakeholders}).",
                &values,
            ),
        };
    }
    let divided: Vec<String> = (rows.iter())
        .filter(|row| row.sides.iter().all(|s| !s.people.is_empty()))
        .map(name)
        .collect();
    text += " ";
    if divided.is_empty() {
        text += l.say("Nothing is both supported and met with concern.");
    } else {
        text += &l.fill(
            "Both supported and met with concern: {items}.",
            &[("items", &said::some(l, &divided, 6))],
        );
    }
    for row in rows.iter().filter(|row| !row.mixed.is_empty()).take(4) {
        let who: Vec<&str> = (row.mixed.iter())
            .map(|&who| record.stakeholder(who).name.as_str())
            .collect();
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("names", &said::some(l, &who, 6)), ("item", &name(row))];
        text += " ";
        text += &l.fill("On both sides of {item}: {names}.", &values);
    }
    text
}

pub(super) fn facts(record: &Record, options: &DrawOptions, rows: &[Row]) -> Table {
    let l = options.language;
    let mut table = Table::new(
        l.say("Support and concern"),
        [
            said::item(l, options.through),
            said::noun(l, Stance::Support),
            said::noun(l, Stance::Concern),
            l.say("both"),
            l.say("supported by"),
            l.say("concern from"),
        ],
    );
    for row in rows {
        let names = |s: usize| {
            let names = row.sides[s].people.iter();
            let names: Vec<&str> = names
                .map(|&w| record.stakeholder(w).name.as_str())
                .collect();
            names.join("; ")
        };
        table.push([
            row.item.name(record).into(),
            row.sides[0].people.len().into(),
            row.sides[1].people.len().into(),
            row.mixed.len().into(),
            names(0).into(),
            names(1).into(),
        ]);
    }
    table
}
