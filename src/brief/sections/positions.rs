//! Who stands where: the default picture, and a row for each stakeholder that speaks.

use std::collections::BTreeMap;

use super::{Writing, text_of};
use crate::brief::facts::spoken_name;
use crate::brief::words::{Value, Words};
use crate::model::{Stakeholder, StakeholderIx, StakeholderKind, Stance, ThemeIx};
use crate::write::document::Holds;

pub(super) fn write(writing: &mut Writing<'_>) {
    writing.heading("positions", "section.positions");
    writing.paragraph("text.positions");
    writing.first_figure();
    let facts = writing.facts;
    let table = facts.record.statements();
    let mut held: BTreeMap<(StakeholderIx, Stance), Vec<(usize, ThemeIx)>> = BTreeMap::new();
    for position in facts.graph.positions() {
        let of = held.entry((position.stakeholder, position.stance));
        let entry = (position.statements.len(), position.theme);
        of.or_default().push(entry);
    }
    let mut people: Vec<(usize, StakeholderIx)> = (0..facts.record.stakeholders().len())
        .map(StakeholderIx::from)
        .map(|who| {
            (
                table.stakeholders().iter().filter(|&&it| it == who).count(),
                who,
            )
        })
        .filter(|(said, _)| *said > 0)
        .collect();
    people.sort_by_key(|&(said, who)| (std::cmp::Reverse(said), who));
    let mut rows = Vec::new();
    for (said, who) in people {
        let stakeholder = facts.record.stakeholder(who);
        let mut themes = |stance| {
            let mut all = held.remove(&(who, stance)).unwrap_or_default();
            all.sort_by_key(|&(n, theme)| (std::cmp::Reverse(n), theme));
            let names = all
                .iter()
                .map(|(_, theme)| facts.record.theme(*theme).name.clone());
            let names = Value::Names(names.collect());
            vec![text_of(&writing.words.fill("one", &[("value", names)]))]
        };
        let [supports, concerned] = Stance::ALL.map(&mut themes);
        let of = table.rows().filter(|&row| table.stakeholder(row) == who);
        let of: Vec<_> = of.collect();
        rows.push(vec![
            vec![text_of(&full_name(stakeholder))],
            vec![text_of(one_kind(writing.words, stakeholder.kind))],
            vec![text_of(&writing.words.number(said))],
            supports,
            concerned,
            writing.cell(&of),
        ]);
    }
    let columns = [
        ("column.stakeholder", Holds::Text),
        ("column.kind", Holds::Text),
        ("column.statements", Holds::Numbers),
        ("column.supports", Holds::Text),
        ("column.concerned", Holds::Text),
        ("column.evidence", Holds::Text),
    ];
    writing.table("table.positions", &columns, rows);
}

/// "Association for Progressive Communications (APC)".
fn full_name(stakeholder: &Stakeholder) -> String {
    let spoken = spoken_name(stakeholder);
    if spoken == stakeholder.name {
        stakeholder.name.clone()
    } else {
        format!("{} ({spoken})", stakeholder.name)
    }
}

fn one_kind(words: Words, kind: StakeholderKind) -> &'static str {
    match kind {
        StakeholderKind::Ngo => words.say("one-kind.ngo"),
        StakeholderKind::Business => words.say("one-kind.business"),
        StakeholderKind::State => words.say("one-kind.state"),
        StakeholderKind::Igo => words.say("one-kind.igo"),
        StakeholderKind::Academia => words.say("one-kind.academia"),
        StakeholderKind::Technical => words.say("one-kind.technical"),
        StakeholderKind::Media => words.say("one-kind.media"),
        StakeholderKind::Individual => words.say("one-kind.individual"),
        StakeholderKind::Other => words.say("one-kind.other"),
    }
}
