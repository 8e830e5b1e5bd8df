//! Who holds what together and with nobody else: the columns of an `UpSet` plot.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::analysis::holdings::{Holdings, Item, ids, who};
use crate::model::{Record, StakeholderIx, Stance, StatementIx};

/// A claim or theme held with a stance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeldItem {
    /// Its id.
    pub id: String,
    /// `support` or `concern`.
    pub stance: &'static str,
    /// The statements behind it.
    pub statements: Vec<String>,
}

/// What exactly these stakeholders hold, and none of the others looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Intersection {
    /// By id, sorted.
    pub stakeholders: Vec<String>,
    /// Sorted by id and stance; never empty.
    pub items: Vec<HeldItem>,
}

/// Splits everything that the given stakeholders hold into exclusive intersections: each pair
/// of item and stance is in exactly one. Largest first, then fewer stakeholders, then by id.
pub(super) fn intersections(
    record: &Record,
    holdings: &Holdings,
    chosen: &[StakeholderIx],
) -> Vec<Intersection> {
    let mut holders: BTreeMap<(Item, bool), (Vec<StakeholderIx>, Vec<StatementIx>)> =
        BTreeMap::new();
    for &stakeholder in chosen {
        for (&item, held) in &holdings[stakeholder.index()] {
            for stance in Stance::ALL {
                let rows = held.of(stance);
                if !rows.is_empty() {
                    let entry = holders
                        .entry((item, stance == Stance::Concern))
                        .or_default();
                    entry.0.push(stakeholder);
                    entry.1.extend_from_slice(rows);
                }
            }
        }
    }
    let mut groups: BTreeMap<Vec<StakeholderIx>, Vec<HeldItem>> = BTreeMap::new();
    for ((item, concern), (together, mut rows)) in holders {
        rows.sort_unstable();
        let stance = if concern {
            Stance::Concern
        } else {
            Stance::Support
        };
        groups.entry(together).or_default().push(HeldItem {
            id: item.id(record),
            stance: stance.as_str(),
            statements: ids(record, &rows),
        });
    }
    let mut found: Vec<Intersection> = (groups.into_iter())
        .map(|(together, items)| Intersection {
            stakeholders: together.iter().map(|&one| who(record, one)).collect(),
            items,
        })
        .collect();
    found.sort_by_key(|set| (std::cmp::Reverse(set.items.len()), set.stakeholders.len()));
    found
}
