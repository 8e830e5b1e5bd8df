//! The claims of a map: grouped under broad themes, and what a reader is told of them.

use std::collections::BTreeMap;

use super::nodes;
use super::parts::Sides;
use crate::draw::diagram::DiagramNode;
use crate::draw::fold::Axis;
use crate::draw::language::Language;
use crate::draw::words::{Counted, counted, listed};
use crate::model::{ClaimIx, Record, Stance, ThemeIx};

/// The nodes of the middle column: claims under broad themes, then the rest of them.
pub(super) struct Claims {
    /// The broad themes that have claims.
    pub(super) heads: Vec<ThemeIx>,
    /// For each node its head, as a place in `heads`, and what it stands for.
    pub(super) nodes: Vec<(Option<usize>, Vec<ClaimIx>)>,
    place: BTreeMap<ClaimIx, usize>,
}

impl Claims {
    pub(super) fn new(record: &Record, axis: &Axis<ClaimIx>) -> Self {
        let head = |&ix: &ClaimIx| head(record, ix);
        let mut heads: Vec<ThemeIx> = axis.shown.iter().filter_map(head).collect();
        heads.sort_unstable();
        heads.dedup();
        let of = |ix: &ClaimIx| head(ix).and_then(|top| heads.binary_search(&top).ok());
        let mut nodes: Vec<(Option<usize>, Vec<ClaimIx>)> =
            axis.shown.iter().map(|ix| (of(ix), vec![*ix])).collect();
        if !axis.rest.is_empty() {
            nodes.push((None, axis.rest.clone()));
        }
        let place = (nodes.iter().enumerate())
            .flat_map(|(at, (_, members))| members.iter().map(move |&ix| (ix, at)))
            .collect();
        Self {
            heads,
            nodes,
            place,
        }
    }

    /// The node of a claim.
    pub(super) fn place(&self, claim: ClaimIx) -> Option<usize> {
        self.place.get(&claim).copied()
    }
}

/// The top theme that most of a claim's themes have; the first of equals.
fn head(record: &Record, ix: ClaimIx) -> Option<ThemeIx> {
    let tops: Vec<ThemeIx> = record
        .claim_themes(ix)
        .iter()
        .map(|&(theme, _)| record.top_theme(theme))
        .collect();
    let votes = |top: ThemeIx| tops.iter().filter(|&&t| t == top).count();
    tops.iter()
        .copied()
        .max_by_key(|&top| (votes(top), std::cmp::Reverse(top)))
}

/// A claim with who speaks on it.
pub(super) fn claim(
    record: &Record,
    ix: ClaimIx,
    sides: &Sides,
    (language, width_px): (Language, f64),
) -> DiagramNode {
    let mut node = nodes::claim(record, ix, width_px);
    node.tooltip = language.fill("Claim: {text}", &[("text", &record.claim(ix).text)]);
    for stance in Stance::ALL {
        let names = heard(record, sides, stance).join(", ");
        if !names.is_empty() {
            let names: &[(&str, &dyn std::fmt::Display)] = &[("names", &names)];
            node.tooltip += "; ";
            node.tooltip += &match stance {
                Stance::Support => language.fill("supported by {names}", names),
                Stance::Concern => language.fill("concern from {names}", names),
            };
        }
    }
    node
}

fn heard<'r>(record: &'r Record, sides: &Sides, stance: Stance) -> Vec<&'r str> {
    let table = record.statements();
    let rows = sides.rows(stance);
    let mut names: Vec<&str> = rows
        .map(|row| record.stakeholder(table.stakeholder(row)).name.as_str())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// What is shown; counts and extremes; what divides.
pub(super) fn describe(
    language: Language,
    record: &Record,
    by_claim: &BTreeMap<ClaimIx, Sides>,
    themes: usize,
) -> String {
    let mut said = vec![language.fill(
        "{who} take a stance on {claims} about {themes}.",
        &[
            (
                "who",
                &counted(language, record.stakeholders().len(), Counted::Stakeholder),
            ),
            (
                "claims",
                &counted(language, record.claims().len(), Counted::Claim),
            ),
            ("themes", &counted(language, themes, Counted::Theme)),
        ],
    )];
    let voices = |ix: ClaimIx, stance| heard(record, &by_claim[&ix], stance).len();
    let both = |ix: ClaimIx| [voices(ix, Stance::Support), voices(ix, Stance::Concern)];
    let counts: BTreeMap<ClaimIx, [usize; 2]> = by_claim.keys().map(|&ix| (ix, both(ix))).collect();
    let shared = counts.values().filter(|n| n[0].max(n[1]) > 1).count();
    said.push(language.fill(
        "Claims on which two stakeholders or more take the same side: {n}.",
        &[("n", &shared)],
    ));
    for side in [0, 1] {
        let most = counts.values().map(|n| n[side]).max().unwrap_or(0);
        let which: Vec<String> = (counts.iter())
            .filter(|(_, n)| n[side] == most)
            .map(|(&ix, _)| format!("\u{201C}{}\u{201D}", record.claim(ix).text))
            .collect();
        if most > 1 && which.len() <= 3 {
            let which = listed(language, &which);
            let n = counted(language, most, Counted::Stakeholder);
            let values: &[(&str, &dyn std::fmt::Display)] = &[("which", &which), ("n", &n)];
            said.push(if side == 0 {
                language.fill("Most widely supported: {which} ({n}).", values)
            } else {
                language.fill("Most widely met with concern: {which} ({n}).", values)
            });
        }
    }
    let mut divided: Vec<(&ClaimIx, &[usize; 2])> = counts
        .iter()
        .filter(|(_, n)| n[0] > 0 && n[1] > 0)
        .collect();
    divided.sort_by_key(|(ix, n)| (std::cmp::Reverse(n[0].min(n[1])), **ix));
    let total = divided.len();
    divided.truncate(3);
    if total > 0 {
        let names: Vec<String> = (divided.iter())
            .map(|(ix, _)| format!("\u{201C}{}\u{201D}", record.claim(**ix).text))
            .collect();
        said.push(language.fill(
            "Claims that divide the stakeholders: {n}; first of all {names}.",
            &[("n", &total), ("names", &listed(language, &names))],
        ));
    }
    said.join(" ")
}
