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

/// Everyone else that speaks, seen from one stakeholder.
pub(super) struct Others {
    /// Nearest first, then more shared themes, then id; no more than were asked for.
    pub(super) listed: Vec<Nearness>,
    /// How many more there are.
    pub(super) unlisted: usize,
    /// Those at the least distance, all of them, and the distance.
    pub(super) nearest: (Vec<String>, Option<f64>),
    /// Those at the greatest, where it is not the least.
    pub(super) farthest: (Vec<String>, Option<f64>),
}

/// Who holds each theme, and how: what distances are found by in one sweep a stakeholder.
pub(super) struct Near<'a> {
    record: &'a Record,
    themes: &'a Holdings,
    /// By theme, in the order of the record: who, and the leaning.
    holders: BTreeMap<Item, Vec<(usize, f64)>>,
    /// One for each stakeholder: the sum of the distances, and how many themes.
    tallies: Vec<(f64, u32)>,
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
            tallies: vec![(0.0, 0); themes.len()],
        }
    }

    /// The others, `most` of them listed. O(the holders of its themes + stakeholders · log +
    /// the themes of those listed · log).
    pub(super) fn to(&mut self, of: StakeholderIx, most: usize) -> Others {
        for (&item, held) in &self.themes[of.index()] {
            let mine = leaning(held);
            for &(at, theirs) in self.holders.get(&item).into_iter().flatten() {
                let (sum, shared) = &mut self.tallies[at];
                *sum += (mine - theirs).abs() / 2.0;
                *shared += 1;
            }
        }
        let mut found = Vec::new();
        for (at, theirs) in self.themes.iter().enumerate() {
            let (sum, shared) = std::mem::take(&mut self.tallies[at]);
            if at == of.index() || theirs.is_empty() {
                continue;
            }
            let distance = (shared > 0).then(|| sum / f64::from(shared));
            found.push((distance, shared, at));
        }
        found.sort_unstable_by(|a, b| {
            let far = |one: Option<f64>| one.unwrap_or(f64::INFINITY);
            (far(a.0).total_cmp(&far(b.0)))
                .then(b.1.cmp(&a.1))
                .then(a.2.cmp(&b.2))
        });
        let name = |at: usize| who(self.record, at.into());
        let distances = || found.iter().filter_map(|one| one.0);
        let (near, far) = (distances().next(), distances().next_back());
        let far = far.filter(|_| far != near);
        let at = |distance: Option<f64>| -> Vec<String> {
            let there = (found.iter()).filter(|one| distance.is_some() && one.0 == distance);
            there.map(|one| name(one.2)).collect()
        };
        let mine = &self.themes[of.index()];
        let listed = found.iter().take(most).map(|&(distance, _, at)| {
            let theirs = &self.themes[at];
            let shared = mine.keys().filter(|item| theirs.contains_key(item));
            Nearness {
                stakeholder: name(at),
                distance,
                shared: shared.map(|item| item.id(self.record)).collect(),
            }
        });
        Others {
            listed: listed.collect(),
            unlisted: found.len().saturating_sub(most),
            nearest: (at(near), near),
            farthest: (at(far), far),
        }
    }
}

/// (support − concern) / (support + concern); something is held, so the sum is not 0.
fn leaning(held: &Held) -> f64 {
    let [support, concern] = held.counts();
    (support - concern) / (support + concern)
}
