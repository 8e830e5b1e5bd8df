//! How alike two stakeholders are, as numbers.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::analysis::holdings::{Held, Item};

/// How alike two stakeholders are. With A and B the sets of (item, stance) that each holds,
/// where an item is a claim or a theme, and with s, c the numbers of statements of a
/// stakeholder on an item in support and of concern.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measures {
    /// Items that both speak on.
    pub shared: usize,
    /// Items on which both have a stance in common.
    pub agreed: usize,
    /// Items on which one has the opposite of a stance of the other; with a mixed position an
    /// item can be agreed and disagreed.
    pub disagreed: usize,
    /// Items that only the first speaks on.
    pub only_a: usize,
    /// Items that only the second speaks on.
    pub only_b: usize,
    /// |A∩B| / |A∪B|, 0..=1; `None` where neither speaks.
    pub jaccard: Option<f64>,
    /// |A∩B| / min(|A|,|B|), 0..=1; `None` where one does not speak.
    pub overlap_coefficient: Option<f64>,
    /// Cosine of the vectors s − c over the items, −1..=1; `None` where one of them is zero.
    pub cosine: Option<f64>,
    /// Σ (s·s' + c·c'): pairs of statements that agree.
    pub congruence: f64,
    /// Σ (s·c' + c·s'): pairs of statements that do not.
    pub conflict: f64,
    /// Congruence − conflict.
    pub subtract: f64,
}

/// Measures two stakeholders. O(items of both).
pub(super) fn measures(a: &BTreeMap<Item, Held>, b: &BTreeMap<Item, Held>) -> Measures {
    let mut found = Measures {
        shared: 0,
        agreed: 0,
        disagreed: 0,
        only_a: 0,
        only_b: 0,
        jaccard: None,
        overlap_coefficient: None,
        cosine: None,
        congruence: 0.0,
        conflict: 0.0,
        subtract: 0.0,
    };
    let (mut common, mut product) = (0, 0.0);
    for (item, one) in a {
        let Some(other) = b.get(item) else { continue };
        found.shared += 1;
        let [s, c] = one.counts();
        let [t, d] = other.counts();
        let (agreed, apart) = (s * t + c * d, s * d + c * t);
        found.congruence += agreed;
        found.conflict += apart;
        found.agreed += usize::from(agreed > 0.0);
        found.disagreed += usize::from(apart > 0.0);
        common += usize::from(s * t > 0.0) + usize::from(c * d > 0.0);
        product += one.net() * other.net();
    }
    found.only_a = a.len() - found.shared;
    found.only_b = b.len() - found.shared;
    found.subtract = found.congruence - found.conflict;
    let size = |held: &BTreeMap<Item, Held>| -> usize {
        held.values()
            .map(|held| 1 + usize::from(held.is_mixed()))
            .sum()
    };
    let length = |held: &BTreeMap<Item, Held>| {
        held.values()
            .map(|held| held.net() * held.net())
            .sum::<f64>()
            .sqrt()
    };
    let over = |part: f64, whole: f64| (whole > 0.0).then(|| part / whole);
    let (size_a, size_b) = (size(a), size(b));
    found.jaccard = over(common as f64, (size_a + size_b - common) as f64);
    found.overlap_coefficient = over(common as f64, size_a.min(size_b) as f64);
    found.cosine = over(product, length(a) * length(b)).map(|cosine| cosine.clamp(-1.0, 1.0));
    found
}

/// What pairs are ranked by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PairMeasure {
    /// [`Measures::jaccard`].
    #[default]
    Jaccard,
    /// [`Measures::overlap_coefficient`].
    OverlapCoefficient,
    /// [`Measures::cosine`].
    Cosine,
    /// [`Measures::congruence`].
    Congruence,
    /// [`Measures::conflict`].
    Conflict,
    /// [`Measures::subtract`].
    Subtract,
    /// [`Measures::shared`].
    Shared,
    /// [`Measures::agreed`].
    Agreed,
    /// [`Measures::disagreed`].
    Disagreed,
}

impl PairMeasure {
    /// The word used on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Jaccard => "jaccard",
            Self::OverlapCoefficient => "overlap-coefficient",
            Self::Cosine => "cosine",
            Self::Congruence => "congruence",
            Self::Conflict => "conflict",
            Self::Subtract => "subtract",
            Self::Shared => "shared",
            Self::Agreed => "agreed",
            Self::Disagreed => "disagreed",
        }
    }

    /// The value; an undefined one comes after all others.
    pub(super) fn of(self, measures: &Measures) -> f64 {
        let value = match self {
            Self::Jaccard => measures.jaccard,
            Self::OverlapCoefficient => measures.overlap_coefficient,
            Self::Cosine => measures.cosine,
            Self::Congruence => Some(measures.congruence),
            Self::Conflict => Some(measures.conflict),
            Self::Subtract => Some(measures.subtract),
            Self::Shared => Some(measures.shared as f64),
            Self::Agreed => Some(measures.agreed as f64),
            Self::Disagreed => Some(measures.disagreed as f64),
        };
        value.unwrap_or(f64::NEG_INFINITY)
    }
}
