//! What the form `network` shows of a network.

use crate::analysis::Normalisation;

/// How ties between stakeholders are made, chosen and drawn.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct NetworkLook {
    /// Which ties. Default: agreement and disagreement apart.
    pub ties: Ties,
    /// The least weight of a tie that is drawn. Default: as many of the strongest as can be
    /// read, and everybody's strongest one.
    pub threshold: Option<f64>,
    /// Draws the backbone only: ties that are stronger than chance would make them for one of
    /// their ends, at this significance level, above 0 and below 1; 0.05 is usual. Default: all
    /// ties.
    pub backbone_alpha: Option<f64>,
    /// What weights are divided by; those of two-mode networks do nothing. Default: nothing.
    pub normalisation: Normalisation,
}

/// Which ties of two stakeholders are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ties {
    /// Agreement and disagreement, side by side where two have both.
    #[default]
    Both,
    /// Agreement alone.
    Congruence,
    /// Disagreement alone.
    Conflict,
    /// Agreement less disagreement, one tie a pair.
    Subtract,
}

impl Ties {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Both, Self::Congruence, Self::Conflict, Self::Subtract];

    /// The word used on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::Congruence => "congruence",
            Self::Conflict => "conflict",
            Self::Subtract => "subtract",
        }
    }
}
