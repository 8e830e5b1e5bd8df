//! Why a network cannot be made.

use super::options::{Aggregation, Mode, Normalisation};
use crate::model::Events;

/// Something that keeps a network from being made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NetworkError {
    /// A name that the table does not have.
    #[error("there is no variable '{name}'")]
    UnknownVariable {
        /// As it was given.
        name: String,
        /// What there is.
        known: Vec<String>,
    },
    /// A variable with several values a statement.
    #[error("'{name}' has several values a statement, so nothing can be tied by it")]
    NotText {
        /// As it was given.
        name: String,
        /// What there is.
        known: Vec<String>,
    },
    /// An aggregation that the other mode has.
    #[error("a {1} network has no aggregation '{0}'")]
    AggregationOfOtherMode(Aggregation, Mode),
    /// A normalisation that the other mode has.
    #[error("a {1} network has no normalisation '{0}'")]
    NormalisationOfOtherMode(Normalisation, Mode),
    /// An aggregation without a qualifier.
    #[error("the aggregation '{0}' needs a stance")]
    NeedsStance(Aggregation),
    /// Duplicates within documents, and no documents.
    #[error("the table does not say which document a statement is in")]
    NoDocuments,
    /// A direction in a one-mode network.
    #[error("the ties of a one-mode network have no direction")]
    NoDirection,
    /// Measures on codes.
    #[error("the weights of the aggregation 'combine' are codes, and nothing to measure by")]
    Codes,
    /// Both ways of keeping the strongest ties.
    #[error("either the strongest ties of all, or of each label")]
    TwoTops,
    /// Windows over statements without times.
    #[error("no statement has a time, so there are no windows")]
    NoTimes,
    /// Windows of no length.
    #[error("the size of a window must be at least 1")]
    NoSize,
    /// A kernel over statements counted, not timed.
    #[error("windows of events have no kernel")]
    KernelOfEvents,
}

impl NetworkError {
    pub(super) fn unknown(events: &Events, name: &str) -> Self {
        Self::UnknownVariable {
            name: name.to_owned(),
            known: events.names(),
        }
    }

    pub(super) fn of_text(events: &Events, name: &str) -> Self {
        if events.find(name).is_none() {
            return Self::unknown(events, name);
        }
        let texts = events.names().into_iter().filter(|name| {
            let found = events.find(name);
            found.is_some_and(|found| events.text(found).is_some())
        });
        Self::NotText {
            name: name.to_owned(),
            known: texts.collect(),
        }
    }

    /// What to do.
    pub fn hint(&self) -> String {
        match self {
            Self::UnknownVariable { known, .. } => format!("there are: {}", known.join(", ")),
            Self::NotText { known, .. } => format!("others: {}", known.join(", ")),
            Self::AggregationOfOtherMode(_, Mode::One) => {
                "one of ignore, congruence, conflict, subtract; or ask for two-mode".to_owned()
            }
            Self::AggregationOfOtherMode(_, Mode::Two) => {
                "one of ignore, subtract, combine; or ask for one-mode".to_owned()
            }
            Self::NormalisationOfOtherMode(_, Mode::One) => {
                "one of none, average, jaccard, cosine, overlap, dna-jaccard, dna-cosine".to_owned()
            }
            Self::NormalisationOfOtherMode(_, Mode::Two) => {
                "one of none, activity, prominence".to_owned()
            }
            Self::NeedsStance(_) => {
                "name the variable that says who agrees, or use the aggregation ignore".to_owned()
            }
            Self::NoDocuments => {
                "name the column of the document, or use another rule for duplicates".to_owned()
            }
            Self::NoDirection => "ask for two-mode, or for no direction".to_owned(),
            Self::Codes => "use the aggregation ignore or subtract".to_owned(),
            Self::TwoTops => "ask for one of the two".to_owned(),
            Self::NoTimes => "name the column of the date".to_owned(),
            Self::NoSize => "give a size of 1 or more".to_owned(),
            Self::KernelOfEvents => "use a unit of time, or no kernel".to_owned(),
        }
    }
}
