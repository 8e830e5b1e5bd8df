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

/// What is known of one stakeholder alone.
pub(super) struct Side {
    items: usize,
    /// Of the set of (item, stance).
    size: usize,
    /// Of the vector s − c.
    length: f64,
}

impl Side {
    pub(super) fn of(held: &BTreeMap<Item, Held>) -> Self {
        let stances = held.values().map(|held| 1 + usize::from(held.is_mixed()));
        let squares: f64 = held.values().map(|held| held.net() * held.net()).sum();
        Self {
            items: held.len(),
            size: stances.sum(),
            length: squares.sqrt(),
        }
    }
}

/// What two stakeholders share, item by item.
#[derive(Clone, Default)]
pub(super) struct Tally {
    shared: usize,
    agreed: usize,
    disagreed: usize,
    common: usize,
    product: f64,
    congruence: f64,
    conflict: f64,
}

impl Tally {
    /// Adds an item that both speak on: support and concern of the one and of the other.
    pub(super) fn add(&mut self, [s, c]: [f64; 2], [t, d]: [f64; 2]) {
        let (agreed, apart) = (s * t + c * d, s * d + c * t);
        self.shared += 1;
        self.congruence += agreed;
        self.conflict += apart;
        self.agreed += usize::from(agreed > 0.0);
        self.disagreed += usize::from(apart > 0.0);
        self.common += usize::from(s * t > 0.0) + usize::from(c * d > 0.0);
        self.product += (s - c) * (t - d);
    }

    pub(super) fn measures(&self, a: &Side, b: &Side) -> Measures {
        let over = |part: f64, whole: f64| (whole > 0.0).then(|| part / whole);
        let common = self.common as f64;
        let cosine = over(self.product, a.length * b.length);
        Measures {
            shared: self.shared,
            agreed: self.agreed,
            disagreed: self.disagreed,
            only_a: a.items - self.shared,
            only_b: b.items - self.shared,
            jaccard: over(common, (a.size + b.size - self.common) as f64),
            overlap_coefficient: over(common, a.size.min(b.size) as f64),
            cosine: cosine.map(|cosine| cosine.clamp(-1.0, 1.0)),
            congruence: self.congruence,
            conflict: self.conflict,
            subtract: self.congruence - self.conflict,
        }
    }
}

/// Measures two stakeholders. O(items of both).
pub(super) fn measures(a: &BTreeMap<Item, Held>, b: &BTreeMap<Item, Held>) -> Measures {
    let mut tally = Tally::default();
    for (item, one) in a {
        if let Some(other) = b.get(item) {
            tally.add(one.counts(), other.counts());
        }
    }
    tally.measures(&Side::of(a), &Side::of(b))
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
