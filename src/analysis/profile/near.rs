//! How far others are.

use serde::Serialize;

use crate::analysis::holdings::{Held, Holdings, who};
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

/// Everyone else that speaks, nearest first, then more shared themes, then id.
pub(super) fn nearness(record: &Record, themes: &Holdings, of: StakeholderIx) -> Vec<Nearness> {
    let mine = &themes[of.index()];
    let mut found = Vec::new();
    for (at, theirs) in themes.iter().enumerate() {
        if at == of.index() || theirs.is_empty() {
            continue;
        }
        let (mut sum, mut shared) = (0.0, Vec::new());
        for (item, held) in mine {
            if let Some(other) = theirs.get(item) {
                sum += (leaning(held) - leaning(other)).abs() / 2.0;
                shared.push(item.id(record));
            }
        }
        found.push(Nearness {
            stakeholder: who(record, at.into()),
            distance: (!shared.is_empty()).then(|| sum / shared.len() as f64),
            shared,
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

/// (support − concern) / (support + concern); something is held, so the sum is not 0.
fn leaning(held: &Held) -> f64 {
    let [support, concern] = held.counts();
    (support - concern) / (support + concern)
}
