//! Stances before and after: of a stakeholder on a claim or theme, and of all on a claim.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::matching::Matching;
use crate::model::{GraphOptions, KnowledgeGraph, Record, RollUp, Stance, StatementIx};

/// What became of a stance. The first that fits is taken, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Turn {
    /// Nothing was said before.
    New,
    /// Nothing is said after.
    Dropped,
    /// The net stance (support minus concern) has another sign.
    Flipped,
    /// One side before, both after.
    Mixed,
    /// Both sides before, one after.
    Cleared,
    /// More statements, the side as before.
    Stronger,
    /// Fewer statements, the side as before.
    Weaker,
    /// As many statements on both sides as before, otherwise divided.
    Tilted,
}

impl Turn {
    /// Every turn, in the order of tables.
    pub const ALL: [Self; 8] = [
        Self::New,
        Self::Dropped,
        Self::Flipped,
        Self::Mixed,
        Self::Cleared,
        Self::Stronger,
        Self::Weaker,
        Self::Tilted,
    ];

    /// The word used in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Dropped => "dropped",
            Self::Flipped => "flipped",
            Self::Mixed => "mixed",
            Self::Cleared => "cleared",
            Self::Stronger => "stronger",
            Self::Weaker => "weaker",
            Self::Tilted => "tilted",
        }
    }

    /// From statements in support and of concern, before and after; `None` where these are the
    /// same.
    pub fn of(before: [usize; 2], after: [usize; 2]) -> Option<Self> {
        let total = |[support, concern]: [usize; 2]| support + concern;
        let mixed = |[support, concern]: [usize; 2]| support > 0 && concern > 0;
        let sign = |[support, concern]: [usize; 2]| support.cmp(&concern) as i8;
        if before == after {
            return None;
        }
        Some(match (total(before), total(after)) {
            (0, _) => Self::New,
            (_, 0) => Self::Dropped,
            _ if sign(before) * sign(after) < 0 => Self::Flipped,
            _ if !mixed(before) && mixed(after) => Self::Mixed,
            _ if mixed(before) && !mixed(after) => Self::Cleared,
            (was, is) if is > was => Self::Stronger,
            (was, is) if is < was => Self::Weaker,
            _ => Self::Tilted,
        })
    }

    /// The same seen from the other side.
    #[must_use]
    pub const fn mirrored(self) -> Self {
        match self {
            Self::New => Self::Dropped,
            Self::Dropped => Self::New,
            Self::Mixed => Self::Cleared,
            Self::Cleared => Self::Mixed,
            Self::Stronger => Self::Weaker,
            Self::Weaker => Self::Stronger,
            Self::Flipped | Self::Tilted => self,
        }
    }
}

/// The statements of one side of time, by stance.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Said {
    /// Ids of those in support.
    pub support: Vec<String>,
    /// Ids of those of concern.
    pub concern: Vec<String>,
}

impl Said {
    /// How many in support and of concern.
    pub fn counts(&self) -> [usize; 2] {
        [self.support.len(), self.concern.len()]
    }

    fn add(&mut self, stance: Stance, ids: impl IntoIterator<Item = String>) {
        match stance {
            Stance::Support => self.support.extend(ids),
            Stance::Concern => self.concern.extend(ids),
        }
    }

    fn sorted(mut self) -> Self {
        self.support.sort_unstable();
        self.concern.sort_unstable();
        self
    }
}

/// A stance of a stakeholder on a claim or theme, of which there are more or fewer statements, or
/// others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StanceChange {
    /// Whose.
    pub stakeholder: String,
    /// Id of the claim or theme.
    pub on: String,
    /// What became of it.
    pub turn: Turn,
    /// The statements before.
    pub before: Said,
    /// The statements after.
    pub after: Said,
}

/// A claim on which more or less is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClaimChange {
    /// Its id.
    pub claim: String,
    /// What became of the stances of all taken together.
    pub turn: Turn,
    /// Statements in support and of concern before.
    pub before: [usize; 2],
    /// And after.
    pub after: [usize; 2],
}

/// Statements by whom and on what.
pub(super) type Stands = BTreeMap<(String, String), Said>;

/// Who stands where on claims.
pub(super) fn on_claims(record: &Record, matching: &Matching) -> Stands {
    let table = record.statements();
    let mut found = Stands::new();
    for row in table.rows() {
        let who = record.stakeholder(table.stakeholder(row)).id.as_str();
        let claim = record.claim(table.claim(row)).id.to_string();
        let key = (matching.id(who).to_owned(), claim);
        let id = table.id(row).to_string();
        found.entry(key).or_default().add(table.stance(row), [id]);
    }
    sorted(found)
}

/// Who stands where on themes.
pub(super) fn on_themes(record: &Record, matching: &Matching, roll_up: RollUp) -> Stands {
    let graph = KnowledgeGraph::new(record, GraphOptions { roll_up });
    let mut found = Stands::new();
    for position in graph.positions() {
        let who = record.stakeholder(position.stakeholder).id.as_str();
        let theme = record.theme(position.theme).id.to_string();
        let key = (matching.id(who).to_owned(), theme);
        let id = |row: &StatementIx| record.statements().id(*row).to_string();
        let ids = position.statements.iter().map(id);
        found.entry(key).or_default().add(position.stance, ids);
    }
    sorted(found)
}

fn sorted(found: Stands) -> Stands {
    (found.into_iter())
        .map(|(key, said)| (key, said.sorted()))
        .collect()
}

/// A position of a stakeholder on a theme before and after, changed or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PositionPair {
    /// Whose.
    pub stakeholder: String,
    /// Id of the theme.
    pub theme: String,
    /// What became of it; none where its numbers are the same.
    pub turn: Option<Turn>,
    /// The statements before.
    pub before: Said,
    /// The statements after.
    pub after: Said,
}

/// Every position that somebody takes before or after, by stakeholder and theme.
pub(super) fn pairs(before: &Stands, after: &Stands) -> Vec<PositionPair> {
    let keys: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let said = |stands: &Stands, key| stands.get(key).cloned().unwrap_or_default();
    (keys.into_iter())
        .map(|key| {
            let (before, after) = (said(before, key), said(after, key));
            PositionPair {
                stakeholder: key.0.clone(),
                theme: key.1.clone(),
                turn: Turn::of(before.counts(), after.counts()),
                before,
                after,
            }
        })
        .collect()
}

/// Every stance that differs in numbers, by stakeholder and item.
pub(super) fn changes(before: &Stands, after: &Stands) -> Vec<StanceChange> {
    let keys: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let nothing = Said::default();
    (keys.into_iter())
        .filter_map(|key| {
            let was = before.get(key).unwrap_or(&nothing);
            let is = after.get(key).unwrap_or(&nothing);
            Some(StanceChange {
                stakeholder: key.0.clone(),
                on: key.1.clone(),
                turn: Turn::of(was.counts(), is.counts())?,
                before: was.clone(),
                after: is.clone(),
            })
        })
        .collect()
}

/// Every claim with other numbers, by id.
pub(super) fn claims(before: &Stands, after: &Stands) -> Vec<ClaimChange> {
    let mut sums: BTreeMap<&str, [[usize; 2]; 2]> = BTreeMap::new();
    for (side, stands) in [before, after].into_iter().enumerate() {
        for ((_, claim), said) in stands {
            let sum = &mut sums.entry(claim).or_default()[side];
            for (sum, n) in sum.iter_mut().zip(said.counts()) {
                *sum += n;
            }
        }
    }
    (sums.into_iter())
        .filter_map(|(claim, [before, after])| {
            Some(ClaimChange {
                claim: claim.to_owned(),
                turn: Turn::of(before, after)?,
                before,
                after,
            })
        })
        .collect()
}

impl StanceChange {
    pub(super) fn mirrored(self) -> Self {
        Self {
            turn: self.turn.mirrored(),
            before: self.after,
            after: self.before,
            ..self
        }
    }
}

impl ClaimChange {
    pub(super) fn mirrored(self) -> Self {
        Self {
            turn: self.turn.mirrored(),
            before: self.after,
            after: self.before,
            ..self
        }
    }
}
