//! Labels of a table: an id for each, and where each stands first.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{MAX_ID_LENGTH, propose_id};

/// One id for each label, all different.
pub(super) fn ids(labels: &[Box<str>], noun: &str) -> Vec<String> {
    let mut taken = BTreeSet::new();
    // The last number given to what a numbered id begins with: labels in a script that ids do not
    // have are all called by the noun.
    let mut last: BTreeMap<String, usize> = BTreeMap::new();
    let mut unique = |label: &str| {
        let base = propose_id(label).unwrap_or_else(|| noun.to_owned());
        let mut id = base.clone();
        let begins = base[..base.len().min(MAX_ID_LENGTH - 5)].to_owned();
        let mut n = last.get(&begins).copied().unwrap_or(1);
        while !taken.insert(id.clone()) {
            n += 1;
            let ending = format!("-{n}");
            let room = MAX_ID_LENGTH - ending.len();
            id = format!(
                "{}{ending}",
                base[..base.len().min(room)].trim_end_matches('-')
            );
        }
        last.insert(begins, n);
        id
    };
    labels.iter().map(|label| unique(label)).collect()
}

/// For each code the first row that has it.
pub(super) struct Seen(Vec<Option<usize>>);

impl Seen {
    pub(super) fn new(codes: usize) -> Self {
        Self(vec![None; codes])
    }

    pub(super) fn see(&mut self, code: usize, row: usize) {
        self.0[code].get_or_insert(row);
    }

    /// Codes and rows, in the order of the codes.
    pub(super) fn first(self) -> impl Iterator<Item = (usize, usize)> {
        let rows = self.0.into_iter().enumerate();
        rows.filter_map(|(code, row)| Some((code, row?)))
    }
}
