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

/// Entries that are shown one by one, and those that are folded; both sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Axis<I> {
    pub(super) shown: Vec<I>,
    pub(super) rest: Vec<I>,
}

impl<I: Copy + Ord> Axis<I> {
    /// Keeps the `top` of most weight, of equals the first. A rest of one is no shorter than
    /// the one itself, so it is kept too.
    pub(super) fn new(weights: &BTreeMap<I, usize>, top: Option<usize>) -> Self {
        let mut all: Vec<I> = weights.keys().copied().collect();
        let top = top.unwrap_or(all.len()).max(1);
        let mut rest = Vec::new();
        if all.len() > top + 1 {
            all.sort_by_key(|it| (std::cmp::Reverse(weights[it]), *it));
            rest = all.split_off(top);
            all.sort_unstable();
            rest.sort_unstable();
        }
        Self { shown: all, rest }
    }

    /// How many nodes it makes.
    pub(super) fn len(&self) -> usize {
        self.shown.len() + usize::from(!self.rest.is_empty())
    }

    /// The node that stands for an entry.
    pub(super) fn place(&self, it: I) -> Option<usize> {
        match self.shown.binary_search(&it) {
            Ok(at) => Some(at),
            Err(_) => self.rest.binary_search(&it).ok().map(|_| self.shown.len()),
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
    /// From nothing folded to little left; what a reader asks for with `top` comes first.
    pub(super) fn all(options: &DrawOptions, steps: &[(usize, usize)]) -> Vec<Self> {
        let asked = options.top;
        let least = |n: usize| Some(asked.map_or(n, |top| top.min(n)));
        let mut plans: Vec<Self> = [false, true]
            .map(|rolled| Self {
                rolled,
                people: asked,
                topics: asked,
            })
            .to_vec();
        plans.extend(steps.iter().map(|&(people, topics)| Self {
            rolled: true,
            people: least(people),
            topics: least(topics),
        }));
        plans
    }
}

/// The height that nodes may take, px: two upright pages less title and caption, one slide;
/// `None` where there is no end.
pub(super) fn room_px(options: &DrawOptions) -> Option<f64> {
    let page = options.medium.height_px()?;
    Some(match options.medium {
        super::medium::Medium::Slide => page - 130.0,
        _ => 2.0 * page - 260.0,
    })
}
