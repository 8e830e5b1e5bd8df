//! What can be asked of a network past one machine.

use plenary::analysis::{Aggregation, Duplicates, Normalisation, WindowUnit, Windows};

/// How a network is made. What the words mean is what they mean to
/// [`plenary::analysis::network`], with `stakeholder` tied through `claim`.
///
/// The order is: dates, least numbers of statements, duplicates, windows, cap, floor, ties, top.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RunOptions {
    /// What the stance does. Default: ignore, as if the table had none.
    pub aggregation: Aggregation,
    /// What ties are divided by. Default: none.
    pub normalisation: Normalisation,
    /// Which repeated statements count once. Default: include, none do.
    pub duplicates: Duplicates,
    /// The first second (since 1970, UTC) that counts. Default: the first there is.
    pub start: Option<i64>,
    /// The last second that counts. Default: the last there is.
    pub stop: Option<i64>,
    /// A stakeholder with fewer statements is left out. Default: 0.
    pub min_statements: u64,
    /// A claim with fewer statements, of the stakeholders that stay, is left out. Default: 0.
    pub min_claim_statements: u64,
    /// A claim that more stakeholders speak on, in its window, is left out: it ties all of them
    /// to each other, so that a few such claims make nearly all of the work. Default: none is.
    pub cap: Option<u64>,
    /// A stakeholder that speaks on fewer claims, in its window and after the cap, is left out.
    /// Default: none is.
    pub floor: Option<u64>,
    /// One network for each window of time, by units of time and without a kernel. Default: one
    /// network.
    pub windows: Option<Windows>,
    /// Only so many of the strongest ties (of each window). Default: all.
    pub top: Option<u64>,
    /// Only ties among so many of the strongest of one of their two stakeholders. Default: all.
    pub top_each: Option<u64>,
}

/// Something that is not made here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OptionsError {
    /// An aggregation of two-mode networks.
    #[error("the aggregation '{0}' is for two-mode networks; these are made by plenary alone")]
    Aggregation(Aggregation),
    /// A normalisation of two-mode networks.
    #[error("the normalisation '{0}' is for two-mode networks; these are made by plenary alone")]
    Normalisation(Normalisation),
    /// Windows of statements, or with a kernel.
    #[error("windows are by units of time and without a kernel; others are made by plenary alone")]
    Windows,
    /// Windows of no length.
    #[error("the size of a window must be at least 1")]
    NoSize,
    /// Both ways of keeping the strongest.
    #[error("either the strongest ties of all, or of each stakeholder")]
    TwoTops,
}

impl RunOptions {
    /// Whether all of it can be made.
    ///
    /// # Errors
    /// The first thing that cannot.
    pub fn check(&self) -> Result<(), OptionsError> {
        if self.aggregation == Aggregation::Combine {
            return Err(OptionsError::Aggregation(self.aggregation));
        }
        if matches!(
            self.normalisation,
            Normalisation::Activity | Normalisation::Prominence
        ) {
            return Err(OptionsError::Normalisation(self.normalisation));
        }
        if let Some(windows) = &self.windows {
            if windows.unit == WindowUnit::Events || windows.kernel.is_some() {
                return Err(OptionsError::Windows);
            }
            if windows.size == 0 {
                return Err(OptionsError::NoSize);
            }
        }
        if self.top.is_some() && self.top_each.is_some() {
            return Err(OptionsError::TwoTops);
        }
        Ok(())
    }

    /// Whether counts are taken as 1 before ties are made of them.
    pub(crate) fn of_sets(&self) -> bool {
        matches!(
            self.normalisation,
            Normalisation::Jaccard | Normalisation::Overlap
        )
    }

    /// Every option by name, as result files say them; `all` and `none` where nothing is asked.
    pub fn said(&self) -> Vec<(String, String)> {
        let or = |value: Option<String>, word: &str| value.unwrap_or_else(|| word.to_owned());
        let count = |value: Option<u64>| or(value.map(|n| n.to_string()), "none");
        let windows = self.windows.map(|w| format!("{} {}", w.size, w.unit));
        [
            ("aggregation", self.aggregation.to_string()),
            ("normalisation", self.normalisation.to_string()),
            ("duplicates", self.duplicates.to_string()),
            ("start", or(self.start.map(crate::when::shown), "all")),
            ("stop", or(self.stop.map(crate::when::shown), "all")),
            ("min-statements", self.min_statements.to_string()),
            (
                "min-claim-statements",
                self.min_claim_statements.to_string(),
            ),
            ("cap", count(self.cap)),
            ("floor", count(self.floor)),
            ("windows", or(windows, "none")),
            ("top", or(self.top.map(|n| n.to_string()), "all")),
            ("top-each", or(self.top_each.map(|n| n.to_string()), "all")),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .to_vec()
    }
}
