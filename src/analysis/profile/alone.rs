//! What nobody else says.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::analysis::holdings::{Holdings, Item, ids};
use crate::analysis::stances::Through;
use crate::model::{Record, StakeholderIx, Stance};

/// A stance that one stakeholder has alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AloneItem {
    /// Whether it is a claim or a theme.
    pub over: Through,
    /// Its id.
    pub id: String,
    /// The claim's words, or the theme's name.
    pub words: String,
    /// `support` or `concern`.
    pub stance: &'static str,
    /// `only voice` where nobody else speaks on it, `only with this stance` where others do.
    pub how: &'static str,
    /// Its statements.
    pub statements: Vec<String>,
    /// The statements of the others, all with the opposite stance.
    pub against: Vec<String>,
}

/// By item, whoever holds it, in the order of the record.
pub(super) type Holders = BTreeMap<Item, Vec<usize>>;

pub(super) fn holders(all: &Holdings) -> Holders {
    let mut holders = Holders::new();
    for (who, held) in all.iter().enumerate() {
        for &item in held.keys() {
            holders.entry(item).or_default().push(who);
        }
    }
    holders
}

pub(super) fn alone(
    record: &Record,
    (all, holders): (&Holdings, &Holders),
    of: StakeholderIx,
    over: Through,
) -> Vec<AloneItem> {
    let mut found = Vec::new();
    for (item, held) in &all[of.index()] {
        let others = holders.get(item).into_iter().flatten();
        let others = others.filter(|&&at| at != of.index());
        let others: Vec<_> = others.filter_map(|&at| all[at].get(item)).collect();
        for stance in Stance::ALL {
            let mine = held.of(stance);
            if mine.is_empty() || others.iter().any(|other| !other.of(stance).is_empty()) {
                continue;
            }
            let against = others
                .iter()
                .flat_map(|other| other.of(-stance).iter().copied());
            let mut against: Vec<_> = against.collect();
            against.sort_unstable();
            let how = if others.is_empty() {
                "only voice"
            } else {
                "only with this stance"
            };
            found.push(AloneItem {
                over,
                id: item.id(record),
                words: item.words(record),
                stance: stance.as_str(),
                how,
                statements: ids(record, mine),
                against: ids(record, &against),
            });
        }
    }
    found
}
