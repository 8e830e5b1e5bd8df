//! Graphs taken apart by stance, for formats that know one kind of edge.

use crate::model::{PropertyEdge, PropertyGraph, Stance};

/// The part of a graph that one file of such a format has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StancePart {
    /// Edges of one stance.
    Of(Stance),
    /// Edges without a stance.
    Other,
}

impl StancePart {
    /// The word that names its file: `support`, `concern`, `other`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Of(stance) => stance.as_str(),
            Self::Other => "other",
        }
    }

    /// The parts that a graph has: both stances where an edge has one, then the rest where
    /// there is any. A graph without edges is all rest.
    pub fn all(graph: &PropertyGraph) -> Vec<Self> {
        let mut parts = Vec::new();
        if graph.edges.iter().any(|edge| edge.stance.is_some()) {
            parts.extend(Stance::ALL.map(Self::Of));
        }
        if parts.is_empty() || graph.edges.iter().any(|edge| edge.stance.is_none()) {
            parts.push(Self::Other);
        }
        parts
    }

    /// Whether an edge is in it.
    pub(super) fn has(self, edge: &PropertyEdge) -> bool {
        match self {
            Self::Of(stance) => edge.stance == Some(stance),
            Self::Other => edge.stance.is_none(),
        }
    }
}
