//! Who changed coalition: the groups of both sides, matched by whom they share.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::matching::Matching;
use crate::analysis::coalitions::{CoalitionOptions, coalitions_watched};
use crate::model::{Progress, Record};

/// A coalition before, the one after that it became, or one of the two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CoalitionPair {
    /// Its number before; none where it is new.
    pub before: Option<usize>,
    /// Its number after; none where it is gone.
    pub after: Option<usize>,
    /// Members before and after.
    pub stayed: Vec<String>,
    /// Members after only: from another coalition, or not heard before.
    pub joined: Vec<String>,
    /// Members before only.
    pub left: Vec<String>,
}

/// A stakeholder that speaks before and after, in coalitions that are not each other's.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CoalitionMove {
    /// Who.
    pub stakeholder: String,
    /// Number of its coalition before.
    pub before: usize,
    /// Number of its coalition after.
    pub after: usize,
    /// Mean share of re-samples together with its coalition before, 0 to 1; none alone, or not
    /// re-sampled.
    pub stability_before: Option<f64>,
    /// The same after.
    pub stability_after: Option<f64>,
    /// Whether it is more than noise: on both sides it is with its coalition in at least half of
    /// the re-samples, and not as much with another one; and one of the two coalitions is known
    /// on the other side by two members or more.
    pub firm: bool,
}

/// What became of the coalitions.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CoalitionChanges {
    /// How many stakeholders speak before and after; without any nothing can be compared.
    pub in_both: usize,
    /// Every coalition of both sides, those of before first; none where both are the same.
    pub pairs: Vec<CoalitionPair>,
    /// Who moved, by id.
    pub moves: Vec<CoalitionMove>,
}

/// A stakeholder's place.
struct Place {
    number: usize,
    own: Option<f64>,
    firm: bool,
}

fn places(
    record: &Record,
    matching: &Matching,
    options: &CoalitionOptions,
    progress: Progress<'_>,
) -> BTreeMap<String, Place> {
    let found = coalitions_watched(record, options, progress);
    (found.members.into_iter())
        .map(|member| {
            let place = Place {
                number: member.coalition,
                own: member.own,
                firm: options.resamples > 0
                    && !member.swing
                    && member.own.is_none_or(|own| own >= 0.5),
            };
            (matching.id(&member.stakeholder).to_owned(), place)
        })
        .collect()
}

/// Pairs of coalitions that share most, each in one pair: the largest overlap first, of equals
/// that with the larger share of all members of both, of equals that with the first member.
fn matched(
    before: &BTreeMap<usize, BTreeSet<&str>>,
    after: &BTreeMap<usize, BTreeSet<&str>>,
) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    for (&a, was) in before {
        for (&b, is) in after {
            let shared: Vec<&str> = was.intersection(is).copied().collect();
            if let Some(&first) = shared.first() {
                let together = was.union(is).count();
                let order = (std::cmp::Reverse(shared.len()), together, first);
                all.push((order, (a, b)));
            }
        }
    }
    all.sort_unstable();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, (a, b)) in all {
        if !pairs.iter().any(|&(c, d)| c == a || d == b) {
            pairs.push((a, b));
        }
    }
    pairs
}

pub(super) fn compare(
    [before, after]: [&Record; 2],
    matching: &Matching,
    options: &CoalitionOptions,
    progress: Progress<'_>,
) -> CoalitionChanges {
    let was = places(before, matching, options, progress);
    let is = places(after, matching, options, progress);
    let groups = |places: &'_ BTreeMap<String, Place>| {
        let mut groups: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
        for (who, place) in places {
            groups.entry(place.number).or_default().insert(who.clone());
        }
        groups
    };
    let (was_groups, is_groups) = (groups(&was), groups(&is));
    let names = |groups: &'_ BTreeMap<usize, BTreeSet<String>>| -> BTreeMap<usize, Vec<String>> {
        (groups.iter())
            .map(|(&n, members)| (n, members.iter().cloned().collect()))
            .collect()
    };
    let (was_names, is_names) = (names(&was_groups), names(&is_groups));
    fn sets(groups: &BTreeMap<usize, Vec<String>>) -> BTreeMap<usize, BTreeSet<&str>> {
        (groups.iter())
            .map(|(&n, members)| (n, members.iter().map(String::as_str).collect()))
            .collect()
    }
    let (was_sets, is_sets) = (sets(&was_names), sets(&is_names));
    let pairs = matched(&was_sets, &is_sets);
    let moves: Vec<CoalitionMove> = (was.iter())
        .filter_map(|(who, from)| {
            let to = is.get(who)?;
            let moved = !pairs.contains(&(from.number, to.number));
            let known = pairs.iter().any(|&(a, b)| {
                (a == from.number || b == to.number)
                    && was_sets[&a].intersection(&is_sets[&b]).count() > 1
            });
            moved.then(|| CoalitionMove {
                stakeholder: who.clone(),
                before: from.number,
                after: to.number,
                stability_before: from.own,
                stability_after: to.own,
                firm: from.firm && to.firm && known,
            })
        })
        .collect();
    let list = |names: &mut dyn Iterator<Item = &&str>| names.map(|&it| it.to_owned()).collect();
    let nobody = BTreeSet::new();
    let pair = |before: Option<usize>, after: Option<usize>| {
        let a = before.and_then(|n| was_sets.get(&n)).unwrap_or(&nobody);
        let b = after.and_then(|n| is_sets.get(&n)).unwrap_or(&nobody);
        CoalitionPair {
            before,
            after,
            stayed: list(&mut a.intersection(b)),
            joined: list(&mut b.difference(a)),
            left: list(&mut a.difference(b)),
        }
    };
    let mut all: Vec<CoalitionPair> = pairs.iter().map(|&(a, b)| pair(Some(a), Some(b))).collect();
    let alone = |n: &usize, at: fn(&(usize, usize)) -> usize| !pairs.iter().any(|it| at(it) == *n);
    let gone = was_sets.keys().filter(|n| alone(n, |it| it.0));
    let new = is_sets.keys().filter(|n| alone(n, |it| it.1));
    all.extend(gone.map(|&n| pair(Some(n), None)));
    all.extend(new.map(|&n| pair(None, Some(n))));
    let same = all
        .iter()
        .all(|it| it.joined.is_empty() && it.left.is_empty());
    if same {
        all.clear();
    }
    let mut changes = CoalitionChanges {
        in_both: was.keys().filter(|who| is.contains_key(*who)).count(),
        pairs: all,
        moves,
    };
    changes.sort();
    changes
}

impl CoalitionChanges {
    /// Whether nobody moved, came or went.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty() && self.moves.is_empty()
    }

    fn sort(&mut self) {
        let order = |it: &CoalitionPair| (it.before.is_none(), it.before, it.after);
        self.pairs.sort_by_key(order);
    }

    pub(super) fn mirrored(self) -> Self {
        let pair = |it: CoalitionPair| CoalitionPair {
            before: it.after,
            after: it.before,
            stayed: it.stayed,
            joined: it.left,
            left: it.joined,
        };
        let turned = |it: CoalitionMove| CoalitionMove {
            before: it.after,
            after: it.before,
            stability_before: it.stability_after,
            stability_after: it.stability_before,
            ..it
        };
        let mut made = Self {
            in_both: self.in_both,
            pairs: self.pairs.into_iter().map(pair).collect(),
            moves: self.moves.into_iter().map(turned).collect(),
        };
        made.sort();
        made
    }
}
