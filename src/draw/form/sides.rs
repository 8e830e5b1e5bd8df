//! Who is for and who is against each theme or claim: what bars, overlap and ego count.

use crate::draw::options::Through;
use crate::model::{KnowledgeGraph, Record, StakeholderIx, Stance, ThemeIx};

/// One side's voices: each stakeholder once, with its statements as rows of the record's table.
pub(super) type Voices = Vec<(StakeholderIx, Vec<usize>)>;

/// A theme or a claim, and who speaks on it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    /// `theme-norms`, `claim-no-harm`.
    pub(super) id: String,
    /// The theme's name, or the claim's words.
    pub(super) name: String,
    /// The broad theme that it stands under.
    pub(super) top: Option<ThemeIx>,
    /// Support, concern.
    pub(super) sides: [Voices; 2],
}

impl Item {
    /// Number of stakeholders on each side.
    pub(super) fn counts(&self) -> [usize; 2] {
        [self.sides[0].len(), self.sides[1].len()]
    }

    /// The statements of a side.
    pub(super) fn rows(&self, side: usize) -> Vec<usize> {
        let mut rows: Vec<usize> = self.sides[side]
            .iter()
            .flat_map(|(_, r)| r.clone())
            .collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }
}

/// Every theme, or claim, that somebody speaks on, in the order of the record.
pub(super) fn items(record: &Record, graph: &KnowledgeGraph, through: Through) -> Vec<Item> {
    let mut found: Vec<Item> = match through {
        Through::Themes => (record.themes().iter().enumerate())
            .map(|(at, theme)| Item {
                id: format!("theme-{}", theme.id),
                name: theme.name.clone(),
                top: Some(record.top_theme(at.into())),
                sides: Default::default(),
            })
            .collect(),
        Through::Claims => (record.claims().iter().enumerate())
            .map(|(at, claim)| Item {
                id: format!("claim-{}", claim.id),
                name: claim.text.clone(),
                top: (record.claim_themes(at.into()).first())
                    .map(|&(theme, _)| record.top_theme(theme)),
                sides: Default::default(),
            })
            .collect(),
    };
    match through {
        Through::Themes => {
            for it in graph.positions() {
                let rows = it.statements.iter().map(|row| row.index()).collect();
                found[it.theme.index()].sides[side(it.stance)].push((it.stakeholder, rows));
            }
        }
        Through::Claims => {
            let table = record.statements();
            for row in table.rows() {
                let voices = &mut found[table.claim(row).index()].sides[side(table.stance(row))];
                let who = table.stakeholder(row);
                match voices.iter_mut().find(|(other, _)| *other == who) {
                    Some((_, rows)) => rows.push(row.index()),
                    None => voices.push((who, vec![row.index()])),
                }
            }
        }
    }
    for item in &mut found {
        item.sides.iter_mut().for_each(|voices| voices.sort());
    }
    found.retain(|item| item.counts() != [0, 0]);
    found
}

/// 0 for support, 1 for concern.
pub(super) fn side(stance: Stance) -> usize {
    usize::from(stance == Stance::Concern)
}

/// Stakeholders by how much they say on these items, the most first.
pub(super) fn speakers(items: &[Item]) -> Vec<(StakeholderIx, usize)> {
    let mut said: Vec<(StakeholderIx, usize)> = Vec::new();
    for (who, rows) in items.iter().flat_map(|item| item.sides.iter().flatten()) {
        match said.binary_search_by_key(who, |(other, _)| *other) {
            Ok(at) => said[at].1 += rows.len(),
            Err(at) => said.insert(at, (*who, rows.len())),
        }
    }
    said.sort_by_key(|&(who, n)| (std::cmp::Reverse(n), who));
    said
}

/// A name short enough for a bar: the acronym, where the name is long.
pub(super) fn short(record: &Record, who: StakeholderIx) -> &str {
    let it = record.stakeholder(who);
    if it.name.chars().count() > 16 {
        it.short_name()
    } else {
        &it.name
    }
}

/// "APC: Association for Progressive Communications; ..." for the short names that are used.
pub(super) fn abbreviations(record: &Record, used: impl Iterator<Item = StakeholderIx>) -> String {
    let mut said: Vec<String> = used
        .filter(|&who| short(record, who) != record.stakeholder(who).name)
        .map(|who| format!("{}: {}", short(record, who), record.stakeholder(who).name))
        .collect();
    said.sort();
    said.dedup();
    said.join("; ")
}
