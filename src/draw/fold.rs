//! What is too much for a page is folded: the most spoken of stay, the rest becomes one entry
//! with its sums.

use std::collections::BTreeMap;

use super::options::DrawOptions;

/// Marks the ids of nodes that stand for several; no id of a record can hold it.
const REST: &str = "_more";

/// The id of a node that stands for several.
pub(super) const fn rest_id() -> &'static str {
    REST
}

/// Whether an id is that of a node that stands for several.
pub(super) fn is_rest(id: &str) -> bool {
    id.contains(REST)
}

/// Marks the ids of nodes that stand for all stakeholders of a kind.
const KIND: &str = "_kind";

/// The id of a node for a kind of stakeholder.
pub(super) fn kind_id(kind: &str) -> String {
    format!("{KIND}-{kind}")
}

/// Whether an id is that of a node for a kind.
pub(super) fn is_kind(id: &str) -> bool {
    id.contains(KIND)
}

/// Entries that are shown one by one, and those that are folded; both sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Axis<I> {
    pub(super) shown: Vec<I>,
    pub(super) rest: Vec<I>,
    /// The rest by what it stands under: a node each.
    pub(super) rests: Vec<Vec<I>>,
}

impl<I: Copy + Ord> Axis<I> {
    /// Keeps the `top` of most weight, of equals the first. A rest of one is no shorter than
    /// the one itself, so it is kept too.
    pub(super) fn new<W: Copy + Ord>(weights: &BTreeMap<I, W>, top: Option<usize>) -> Self {
        Self::grouped(weights, top, |_| ())
    }

    /// The same; what is not shown is put together with that of the same group.
    pub(super) fn grouped<W: Copy + Ord, G: Ord>(
        weights: &BTreeMap<I, W>,
        top: Option<usize>,
        group: impl Fn(I) -> G,
    ) -> Self {
        let mut all: Vec<I> = weights.keys().copied().collect();
        let top = top.unwrap_or(all.len()).max(1);
        let mut rest = Vec::new();
        if all.len() > top + 1 {
            all.sort_by_key(|it| (std::cmp::Reverse(weights[it]), *it));
            rest = all.split_off(top);
            all.sort_unstable();
            rest.sort_unstable();
        }
        let mut rests: BTreeMap<G, Vec<I>> = BTreeMap::new();
        for &it in &rest {
            rests.entry(group(it)).or_default().push(it);
        }
        // So it is within a group.
        let (lone, rests): (Vec<Vec<I>>, Vec<Vec<I>>) =
            rests.into_values().partition(|members| members.len() == 1);
        for it in lone.into_iter().flatten() {
            all.push(it);
            rest.retain(|other| *other != it);
        }
        all.sort_unstable();
        Self {
            shown: all,
            rest,
            rests,
        }
    }

    /// None one by one: a node for each group, even of one.
    pub(super) fn only_groups<G: Ord>(all: &[I], group: impl Fn(I) -> G) -> Self {
        let mut rest = all.to_vec();
        rest.sort_unstable();
        let mut rests: BTreeMap<G, Vec<I>> = BTreeMap::new();
        for &it in &rest {
            rests.entry(group(it)).or_default().push(it);
        }
        Self {
            shown: Vec::new(),
            rest,
            rests: rests.into_values().collect(),
        }
    }

    /// How many nodes it makes.
    pub(super) fn len(&self) -> usize {
        self.shown.len() + self.rests.len()
    }

    /// The node that stands for an entry.
    pub(super) fn place(&self, it: I) -> Option<usize> {
        match self.shown.binary_search(&it) {
            Ok(at) => Some(at),
            Err(_) => {
                let holds = |rest: &Vec<I>| rest.binary_search(&it).is_ok();
                let at = self.rests.iter().position(holds)?;
                Some(self.shown.len() + at)
            }
        }
    }
}

/// How strongly a picture is folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Plan {
    /// Themes count as their broadest one.
    pub(super) rolled: bool,
    /// So many stakeholders are shown.
    pub(super) people: Option<usize>,
    /// So many themes, or claims, are shown.
    pub(super) topics: Option<usize>,
}

impl Plan {
    /// Nothing folded but what a reader asks for.
    pub(super) const fn whole(options: &DrawOptions) -> Self {
        Self {
            rolled: false,
            people: options.top,
            topics: options.top,
        }
    }
}
