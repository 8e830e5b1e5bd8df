//! What a tree says in words, and as tables.

use super::Join;
use crate::analysis::{Cell, Coalitions, Table};
use crate::draw::language::Language;
use crate::draw::words::listed;
use crate::model::{Record, StakeholderId, StakeholderIx};

pub(super) fn method(found: &Coalitions, language: Language) -> String {
    let n = found.coalitions.len();
    language.fill(
        "Average linkage on 1 \u{2212} shared stances / all stances of two stakeholders (Jaccard). Cut into {n} \
         by the greatest mean silhouette. Re-samples draw as many statements anew, 200 times.",
        &[("n", &n)],
    )
}

pub(super) fn part_names(
    language: Language,
    record: &Record,
    people: &[StakeholderIx],
    joins: &[Join],
    part: usize,
) -> String {
    let n = people.len();
    let leaves = if part < n {
        vec![part]
    } else {
        joins[part - n].leaves.clone()
    };
    let names: Vec<String> = leaves
        .iter()
        .map(|&at| record.stakeholder(people[at]).name.clone())
        .collect();
    listed(language, &names)
}

pub(super) fn join_name(
    record: &Record,
    people: &[StakeholderIx],
    joins: &[Join],
    join: &Join,
    language: Language,
) -> String {
    let [a, b] = join
        .parts
        .map(|part| part_names(language, record, people, joins, part));
    language.fill(
        "{a} and {b}: distance {distance}, together in {share} % of re-samples",
        &[
            ("a", &a),
            ("b", &b),
            ("distance", &format!("{:.2}", join.distance)),
            (
                "share",
                &format!("{:.0}", join.together.unwrap_or(0.0) * 100.0),
            ),
        ],
    )
}

pub(super) fn describe(
    record: &Record,
    found: &Coalitions,
    people: &[StakeholderIx],
    joins: &[Join],
    language: Language,
) -> String {
    let mut text = language.fill(
        "A dendrogram of {n} stakeholders in {groups} groups.",
        &[("n", &people.len()), ("groups", &found.coalitions.len())],
    );
    if let Some(first) = joins.first() {
        let [a, b] = first
            .parts
            .map(|part| part_names(language, record, people, joins, part));
        text.push(' ');
        text += &language.fill(
            "Nearest: {a} and {b}, distance {distance}.",
            &[
                ("a", &a),
                ("b", &b),
                ("distance", &format!("{:.2}", first.distance)),
            ],
        );
    }
    for coalition in found
        .coalitions
        .iter()
        .filter(|c| c.members.len() > 1)
        .take(6)
    {
        let names: Vec<String> = (coalition.members.iter())
            .filter_map(|id| record.find_stakeholder(&StakeholderId::new(id).ok()?))
            .map(|who| record.stakeholder(who).name.clone())
            .collect();
        text.push(' ');
        text += &language.fill(
            "Together: {names}.",
            &[("names", &listed(language, &names))],
        );
    }
    text
}

pub(super) fn facts(
    record: &Record,
    found: &Coalitions,
    people: &[StakeholderIx],
    joins: &[Join],
    language: Language,
) -> Vec<Table> {
    let heads = [
        language.say("one side"),
        language.say("other side"),
        language.say("distance"),
        language.say("together in re-samples"),
    ];
    let mut table = Table::new(language.say("Joins, nearest first"), heads);
    for join in joins {
        let [a, b] = join
            .parts
            .map(|part| part_names(language, record, people, joins, part));
        table.push([
            Cell::from(a),
            b.into(),
            join.distance.into(),
            join.together.into(),
        ]);
    }
    let mut groups = Table::new(
        language.say("Groups"),
        [language.say("stakeholder"), language.say("group")],
    );
    for (member, who) in found.members.iter().zip(people) {
        let name = record.stakeholder(*who).name.as_str();
        groups.push([Cell::from(name), member.coalition.into()]);
    }
    vec![table, groups]
}
