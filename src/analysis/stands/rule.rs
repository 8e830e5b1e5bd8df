//! The rules: how an argument's strength follows from its base score and its neighbours.

use serde::Serialize;

use super::arguments::Incoming;
use crate::model::Stance;

/// A gradual semantics. With base score w, strengths s of attackers (Att) and supporters (Sup),
/// each multiplied by the weight of its edge:
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// A = Π over Att of (1−s) − Π over Sup of (1−s); s = w + (1−w)·max(A,0) − w·max(−A,0).
    /// Saturates: one supporter at 1 outweighs any number of attackers. Rago and others 2016.
    DfQuad,
    /// A as in DF-QuAD; h(x) = max(x,0)/(1+max(x,0)); s = w − w·h(−A) + (1−w)·h(A): product
    /// aggregation with 1-max influence, which never saturates. Some software calls it squared
    /// DF-QuAD. Not among those that a verdict rests on.
    DfQuadOneMax,
    /// E = Σ over Sup of s − Σ over Att of s; h(x) = max(x,0)²/(1+max(x,0)²);
    /// s = w − w·h(−E) + (1−w)·h(E).
    /// Potyka 2018.
    QuadraticEnergy,
    /// s = 1 − (1−w²)/(1 + w·e^E); never below w². Amgoud and Ben-Naim 2018.
    Euler,
    /// As Euler with E = max Sup s − max Att s: only the strongest voice of each side counts.
    EulerTop,
    /// s = logistic(ln(w/(1−w)) + E); undefined at w = 0 and 1. Potyka 2021.
    Mlp,
    /// s = w/(1 + Σ over Att of s); ignores supports, so never above w. Besnard and Hunter
    /// 2001, doi 10.1016/S0004-3702(01)00071-6.
    HCategoriser,
}

impl Rule {
    /// The rules that use supports and attacks; a verdict rests on these.
    pub const BIPOLAR: [Self; 5] = [
        Self::DfQuad,
        Self::QuadraticEnergy,
        Self::Euler,
        Self::EulerTop,
        Self::Mlp,
    ];

    /// The word used on the command line and in results.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DfQuad => "df-quad",
            Self::DfQuadOneMax => "df-quad-1-max",
            Self::QuadraticEnergy => "quadratic-energy",
            Self::Euler => "euler",
            Self::EulerTop => "euler-top",
            Self::Mlp => "mlp",
            Self::HCategoriser => "h-categoriser",
        }
    }

    /// The strength that follows from the base score and the neighbours' present strengths.
    pub(super) fn apply(self, base: f64, incoming: &[Incoming], strength: &[f64]) -> f64 {
        let side = |stance: Stance| {
            (incoming.iter())
                .filter(move |edge| edge.stance == stance)
                .map(|edge| edge.weight * strength[edge.from])
        };
        let [supports, attacks] = Stance::ALL;
        let sum = |stance| side(stance).sum::<f64>();
        let top = |stance| side(stance).fold(0.0, f64::max);
        let energy = || sum(supports) - sum(attacks);
        let product = || {
            let left = |stance| side(stance).map(|s| (1.0 - s).max(0.0)).product::<f64>();
            left(attacks) - left(supports)
        };
        match self {
            Self::DfQuad => {
                let pull = product();
                base + (1.0 - base) * pull.max(0.0) - base * (-pull).max(0.0)
            }
            Self::DfQuadOneMax => {
                let pull = product();
                let share = |x: f64| x.max(0.0) / (1.0 + x.max(0.0));
                base - base * share(-pull) + (1.0 - base) * share(pull)
            }
            Self::QuadraticEnergy => {
                let pull = energy();
                let share = |x: f64| {
                    let square = x.max(0.0).powi(2);
                    // Above 1e300 the share is 1 to the last digit, and the square overflows.
                    if square.is_finite() {
                        square / (1.0 + square)
                    } else {
                        1.0
                    }
                };
                base - base * share(-pull) + (1.0 - base) * share(pull)
            }
            Self::Euler => euler(base, energy()),
            Self::EulerTop => euler(base, top(supports) - top(attacks)),
            Self::Mlp => logistic((base / (1.0 - base)).ln() + energy()),
            Self::HCategoriser => base / (1.0 + sum(attacks)),
        }
    }
}

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

fn euler(base: f64, energy: f64) -> f64 {
    1.0 - (1.0 - base * base) / (1.0 + base * energy.exp())
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}
