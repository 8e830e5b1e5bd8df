//! What every stakeholder holds: per claim or theme, the statements in support and of concern.

use std::collections::BTreeMap;

use super::stances::Through;
use crate::model::{
    ClaimIx, EdgeKind, KnowledgeGraph, Node, Record, StakeholderIx, Stance, StatementIx, ThemeIx,
};

/// A claim or a theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Item {
    Claim(ClaimIx),
    Theme(ThemeIx),
}

impl Item {
    pub(super) fn id(self, record: &Record) -> String {
        match self {
            Self::Claim(ix) => record.claim(ix).id.to_string(),
            Self::Theme(ix) => record.theme(ix).id.to_string(),
        }
    }

    pub(super) fn words(self, record: &Record) -> String {
        match self {
            Self::Claim(ix) => record.claim(ix).text.clone(),
            Self::Theme(ix) => record.theme(ix).name.clone(),
        }
    }
}

/// The statements of one stakeholder on one item, by stance.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) support: Vec<StatementIx>,
    pub(super) concern: Vec<StatementIx>,
}

impl Held {
    pub(super) fn of(&self, stance: Stance) -> &[StatementIx] {
        match stance {
            Stance::Support => &self.support,
            Stance::Concern => &self.concern,
        }
    }

    /// Both stances at once.
    pub(super) fn is_mixed(&self) -> bool {
        !self.support.is_empty() && !self.concern.is_empty()
    }

    /// Numbers of statements: support, concern.
    pub(super) fn counts(&self) -> [f64; 2] {
        [self.support.len() as f64, self.concern.len() as f64]
    }

    /// Support − concern.
    pub(super) fn net(&self) -> f64 {
        let [support, concern] = self.counts();
        support - concern
    }

    /// `support`, `concern` or `mixed`.
    pub(super) fn word(&self) -> &'static str {
        match (self.support.is_empty(), self.concern.is_empty()) {
            (false, false) => "mixed",
            (_, true) => "support",
            _ => "concern",
        }
    }
}

/// One map a stakeholder, in the order of the record.
pub(super) type Holdings = Vec<BTreeMap<Item, Held>>;

/// Gathers the statements of every stakeholder. O(statements · log).
pub(super) fn holdings(record: &Record, graph: &KnowledgeGraph, through: Through) -> Holdings {
    let mut all: Holdings = vec![BTreeMap::new(); record.stakeholders().len()];
    let kind = match through {
        Through::Claim => EdgeKind::Statement,
        Through::Theme => EdgeKind::Position,
    };
    for (from, to, edge) in graph.edges(kind) {
        let item = match to {
            Node::Claim(ix) => Item::Claim(ix),
            Node::Theme(ix) => Item::Theme(ix),
            Node::Stakeholder(_) => continue,
        };
        if let Node::Stakeholder(who) = from {
            let held = all[who.index()].entry(item).or_default();
            let side = match edge.stance {
                Stance::Support => &mut held.support,
                Stance::Concern => &mut held.concern,
            };
            side.extend_from_slice(graph.evidence(edge));
        }
    }
    all
}

/// Ids of statements.
pub(super) fn ids(record: &Record, rows: &[StatementIx]) -> Vec<String> {
    let table = record.statements();
    rows.iter().map(|&row| table.id(row).to_string()).collect()
}

/// The id of a stakeholder.
pub(super) fn who(record: &Record, stakeholder: StakeholderIx) -> String {
    record.stakeholder(stakeholder).id.to_string()
}

/// The stakeholders that a word means: the one with this id, else every one with this name or
/// alias, case ignored. Empty where there is none. O(names).
pub fn stakeholders_called(record: &Record, word: &str) -> Vec<StakeholderIx> {
    let all = || (0..record.stakeholders().len()).map(StakeholderIx::from);
    let has_id = |&ix: &StakeholderIx| record.stakeholder(ix).id.as_str() == word;
    if let Some(found) = all().find(has_id) {
        return vec![found];
    }
    let folded = word.trim().to_lowercase();
    let is_called = |&ix: &StakeholderIx| {
        let one = record.stakeholder(ix);
        let mut names = one.aliases.iter().chain([&one.name]);
        one.id.as_str() == folded || names.any(|name| name.to_lowercase() == folded)
    };
    all().filter(is_called).collect()
}
