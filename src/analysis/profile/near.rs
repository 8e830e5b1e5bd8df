//! How far others are.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::analysis::holdings::{Held, Holdings, Item, who};
use crate::model::{Record, StakeholderIx};

/// How far another stakeholder is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Nearness {
    /// Who, by id.
    pub stakeholder: String,
    /// Mean of |x − y|/2 over the shared themes, 0..=1; `None` where there is none.
    pub distance: Option<f64>,
    /// The themes that both speak on, by id.
    pub shared: Vec<String>,
}

/// Who holds each theme, and how: what distances are found by in one sweep a stakeholder.
pub(super) struct Near<'a> {
    record: &'a Record,
    themes: &'a Holdings,
    /// By theme, in the order of the record: who, and the leaning.
    holders: BTreeMap<Item, Vec<(usize, f64)>>,
    /// One for each stakeholder: the sum of the distances, and the themes.
    tallies: Vec<(f64, Vec<Item>)>,
}

impl<'a> Near<'a> {
    pub(super) fn new(record: &'a Record, themes: &'a Holdings) -> Self {
        let mut holders: BTreeMap<Item, Vec<(usize, f64)>> = BTreeMap::new();
        for (at, held) in themes.iter().enumerate() {
            for (&item, held) in held {
                holders.entry(item).or_default().push((at, leaning(held)));
            }
        }
        Self {
            record,
            themes,
            holders,
            tallies: vec![(0.0, Vec::new()); themes.len()],
        }
    }

    /// Everyone else that speaks, nearest first, then more shared themes, then id. O(the holders
    /// of its themes + stakeholders · log).
    pub(super) fn to(&mut self, of: StakeholderIx) -> Vec<Nearness> {
        for (&item, held) in &self.themes[of.index()] {
            let mine = leaning(held);
            for &(at, theirs) in self.holders.get(&item).into_iter().flatten() {
                let (sum, shared) = &mut self.tallies[at];
                *sum += (mine - theirs).abs() / 2.0;
                shared.push(item);
            }
        }
        let mut found = Vec::new();
        for (at, theirs) in self.themes.iter().enumerate() {
            let (sum, shared) = std::mem::take(&mut self.tallies[at]);
            if at == of.index() || theirs.is_empty() {
                continue;
            }
            found.push(Nearness {
                stakeholder: who(self.record, at.into()),
                distance: (!shared.is_empty()).then(|| sum / shared.len() as f64),
                shared: shared.iter().map(|item| item.id(self.record)).collect(),
            });
        }
        found.sort_by(|a, b| {
            let far = |one: &Nearness| one.distance.unwrap_or(f64::INFINITY);
            far(a)
                .total_cmp(&far(b))
                .then(b.shared.len().cmp(&a.shared.len()))
        });
        found
    }
}

/// (support − concern) / (support + concern); something is held, so the sum is not 0.
fn leaning(held: &Held) -> f64 {
    let [support, concern] = held.counts();
    (support - concern) / (support + concern)
}
