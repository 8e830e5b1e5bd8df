//! Two stakeholders side by side, with the statements behind every number.

use std::collections::BTreeMap;

use serde::Serialize;

use super::measures::{Measures, measures};
use crate::analysis::holdings::{Held, Item, ids};
use crate::model::Record;

/// A claim or theme with the statements of two stakeholders on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SharedItem {
    /// Its id.
    pub id: String,
    /// The claim's words, or the theme's name.
    pub words: String,
    /// Statements of the first in support.
    pub a_support: Vec<String>,
    /// Statements of the first with a concern.
    pub a_concern: Vec<String>,
    /// Statements of the second in support.
    pub b_support: Vec<String>,
    /// Statements of the second with a concern.
    pub b_concern: Vec<String>,
}

/// What two stakeholders have in common and what sets them apart, over claims or over themes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// The numbers; each is the size of a list below, or follows from it.
    pub measures: Measures,
    /// Items that both speak on.
    pub shared: Vec<SharedItem>,
    /// The shared ones with a stance in common, by id.
    pub agreed: Vec<String>,
    /// The shared ones with opposite stances, by id.
    pub disagreed: Vec<String>,
    /// What only the first speaks on.
    pub only_a: Vec<SharedItem>,
    /// What only the second speaks on.
    pub only_b: Vec<SharedItem>,
}

/// Two stakeholders.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairOverlap {
    /// The first, by id.
    pub a: String,
    /// The second, by id.
    pub b: String,
    /// Over claims.
    pub claims: Comparison,
    /// Over themes.
    pub themes: Comparison,
}

type Map = BTreeMap<Item, Held>;

pub(super) fn compare(record: &Record, a: &Map, b: &Map) -> Comparison {
    let none = Held::default();
    let entry = |item: Item| {
        let (one, other) = (a.get(&item).unwrap_or(&none), b.get(&item).unwrap_or(&none));
        SharedItem {
            id: item.id(record),
            words: item.words(record),
            a_support: ids(record, &one.support),
            a_concern: ids(record, &one.concern),
            b_support: ids(record, &other.support),
            b_concern: ids(record, &other.concern),
        }
    };
    let only = |a: &Map, b: &Map| {
        let alone = a.keys().filter(|item| !b.contains_key(item));
        alone.map(|&item| entry(item)).collect()
    };
    let shared = a.keys().filter(|item| b.contains_key(item));
    let shared: Vec<SharedItem> = shared.map(|&item| entry(item)).collect();
    let both = |a: &[String], b: &[String]| !a.is_empty() && !b.is_empty();
    let agree =
        |i: &&SharedItem| both(&i.a_support, &i.b_support) || both(&i.a_concern, &i.b_concern);
    let differ =
        |i: &&SharedItem| both(&i.a_support, &i.b_concern) || both(&i.a_concern, &i.b_support);
    let names = |items: Vec<&SharedItem>| items.into_iter().map(|item| item.id.clone()).collect();
    Comparison {
        measures: measures(a, b),
        agreed: names(shared.iter().filter(agree).collect()),
        disagreed: names(shared.iter().filter(differ).collect()),
        only_a: only(a, b),
        only_b: only(b, a),
        shared,
    }
}
