//! The first pairs of all, without comparing what two stakeholders do not share.

use std::collections::BTreeMap;

use super::measures::{PairMeasure, Side, Tally};
use crate::analysis::holdings::{Holdings, Item};
use crate::model::{Progress, StakeholderIx};

/// A value, and whose it is.
pub(super) type Ranked = (f64, StakeholderIx, StakeholderIx);

/// So many more pairs than are wanted are collected before the last are dropped.
const SPARE: usize = 4_096;

/// The first pairs by a measure, largest first; ties in the order of `chosen`.
///
/// One sweep a stakeholder over the others that hold its items, into one tally for each other.
pub(super) fn ranked(
    holdings: &Holdings,
    chosen: &[StakeholderIx],
    (by, top): (PairMeasure, usize),
    progress: Progress<'_>,
) -> Vec<Ranked> {
    let held = |at: usize| &holdings[chosen[at].index()];
    let sides: Vec<Side> = (0..chosen.len()).map(|at| Side::of(held(at))).collect();
    // By item: who holds it, by place, with the numbers of statements.
    let mut holders: BTreeMap<Item, Vec<(usize, [f64; 2])>> = BTreeMap::new();
    for at in 0..chosen.len() {
        for (&item, one) in held(at) {
            holders.entry(item).or_default().push((at, one.counts()));
        }
    }
    let mut tallies = vec![Tally::default(); chosen.len()];
    let mut found: Vec<Ranked> = Vec::new();
    let first = |found: &mut Vec<Ranked>| {
        // Stable, and pairs come in order, so ties stay in it.
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        found.truncate(top);
    };
    for a in 0..chosen.len() {
        progress.tell("comparing", a, chosen.len());
        tallies[a + 1..].fill(Tally::default());
        for (item, one) in held(a) {
            let all = &holders[item];
            let after = all.partition_point(|(at, _)| *at <= a);
            for (b, counts) in &all[after..] {
                tallies[*b].add(one.counts(), *counts);
            }
        }
        for b in a + 1..chosen.len() {
            let value = by.of(&tallies[b].measures(&sides[a], &sides[b]));
            found.push((value, chosen[a], chosen[b]));
        }
        if found.len() > top.saturating_add(SPARE) {
            first(&mut found);
        }
    }
    first(&mut found);
    progress.tell("comparing", chosen.len(), chosen.len());
    found
}
