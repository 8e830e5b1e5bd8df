//! What can be asked of a network.

use std::fmt;
use std::str::FromStr;

use crate::model::Condition;

/// A word that is not in its list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{word}' is none of {known}")]
pub struct UnknownOption {
    /// As it was written.
    pub word: String,
    /// The right ones, with commas.
    pub known: String,
}

macro_rules! choices {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        pub enum $name { $($(#[$doc])* $variant,)+ }

        impl $name {
            /// Every choice, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word on the command line.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = UnknownOption;

            fn from_str(word: &str) -> Result<Self, UnknownOption> {
                let found = Self::ALL.iter().copied().find(|one| one.as_str() == word);
                found.ok_or_else(|| UnknownOption {
                    word: word.to_owned(),
                    known: Self::ALL.iter().map(|one| one.as_str()).collect::<Vec<_>>().join(", "),
                })
            }
        }
    };
}

choices! {
    /// Whether ties run within one variable or between two.
    Mode {
        /// Between values of the first variable, through the second.
        #[default]
        One = "one-mode";
        /// From values of the first variable to values of the second.
        Two = "two-mode";
    }
}

choices! {
    /// What the qualifier (the stance) does.
    Aggregation {
        /// Nothing: every statement counts alike.
        #[default]
        Ignore = "ignore";
        /// One-mode: ties count agreement.
        Congruence = "congruence";
        /// One-mode: ties count disagreement.
        Conflict = "conflict";
        /// One-mode: congruence − conflict. Two-mode: support − concern.
        Subtract = "subtract";
        /// Two-mode: a code of which levels occur; boolean: 1 support, 2 concern, 3 both.
        Combine = "combine";
    }
}

choices! {
    /// What a tie is divided by.
    Normalisation {
        /// Nothing.
        #[default]
        None = "none";
        /// One-mode: the mean number of statements of the two.
        Average = "average";
        /// One-mode: Jaccard coefficient of what the two hold, counted once each; 0..1.
        Jaccard = "jaccard";
        /// One-mode: cosine of the two rows of counts; −1..1.
        Cosine = "cosine";
        /// One-mode: what the two share by what the smaller of them holds; 0..1.
        Overlap = "overlap";
        /// One-mode: DNA's `jaccard`, a Jaccard coefficient only where every count is 0 or 1.
        DnaJaccard = "dna-jaccard";
        /// One-mode: DNA's `cosine`, which divides by the product of the numbers of statements.
        DnaCosine = "dna-cosine";
        /// Two-mode: the number of statements of the row.
        Activity = "activity";
        /// Two-mode: the number of statements of the column.
        Prominence = "prominence";
    }
}

choices! {
    /// Within what a repeated statement counts once: same two values and, unless the qualifier
    /// is ignored, same qualifier.
    Duplicates {
        /// Repeated statements all count.
        #[default]
        Include = "include";
        /// Once in each document.
        Document = "document";
        /// Once in each calendar week (ISO 8601) of a year.
        Week = "week";
        /// Once in each month of a year.
        Month = "month";
        /// Once in each year.
        Year = "year";
        /// Once.
        Range = "range";
    }
}

choices! {
    /// Whose definitions hold where DNA's are wrong.
    Definitions {
        /// The right ones: weeks and months of different years differ, `jaccard` and `cosine`
        /// are what their names say, a triangular kernel is symmetric.
        #[default]
        Textbook = "textbook";
        /// DNA 3.1's, number for number.
        Dna = "dna";
    }
}

choices! {
    /// Units of time windows.
    WindowUnit {
        /// Of 1 second.
        Seconds = "seconds";
        /// Of 60 seconds.
        Minutes = "minutes";
        /// Of 60 minutes.
        Hours = "hours";
        /// Of 24 hours.
        #[default]
        Days = "days";
        /// Of 7 days.
        Weeks = "weeks";
        /// Calendar months; a day that a month lacks is its last.
        Months = "months";
        /// Calendar years.
        Years = "years";
        /// Statements.
        Events = "events";
    }
}

choices! {
    /// How the weight of a statement falls with its distance u from the middle of a window, u
    /// being 1 at its edge.
    Kernel {
        /// 1/2.
        Uniform = "uniform";
        /// 3/4 (1 − u²).
        Epanechnikov = "epanechnikov";
        /// 1 − |u|.
        Triangular = "triangular";
        /// exp(−u²/2) / √(2π), without an edge.
        #[default]
        Gaussian = "gaussian";
    }
}

/// Values of one variable that are left out, or alone kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueFilter {
    /// A variable, document field or attribute.
    pub variable: String,
    /// Its values; numbers and yes/no (1/0) as text.
    pub values: Vec<String>,
    /// Whether these are left out, or everything else is.
    pub keep: Keep,
}

/// Which statements a list of values keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Those with another value.
    Others,
    /// Those with one of the values.
    These,
}

/// Overlapping stretches of time, each with its own network.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Windows {
    /// The unit of size and of steps. Default: days.
    pub unit: WindowUnit,
    /// The size in units. Default: 30.
    pub size: u32,
    /// Weights that fall with the distance from the middle; `None`: plain windows.
    /// Default: `None`.
    pub kernel: Option<Kernel>,
    /// With a kernel: begin half a window after the first statement and end half a window
    /// before the last, so that every window is whole. Default: yes.
    pub indent: bool,
    /// With events: draw exactly `size` statements where several have the time of the first or
    /// last, from this seed; `None` keeps them all. Default: `None`.
    pub draw_ties: Option<u64>,
}

impl Default for Windows {
    fn default() -> Self {
        Self {
            unit: WindowUnit::Days,
            size: 30,
            kernel: None,
            indent: true,
            draw_ties: None,
        }
    }
}

/// How a network is made.
#[derive(Debug, Clone, PartialEq)]
pub struct NetworkOptions {
    /// One-mode or two-mode. Default: one-mode.
    pub mode: Mode,
    /// Whose values are tied; the rows. Default: `stakeholder`.
    pub between: String,
    /// Through what; the columns of a two-mode network. Default: `claim`.
    pub through: String,
    /// The qualifier: a boolean, integer or text variable, or a document field. `None`: every
    /// statement counts alike. Default: `stance`.
    pub stance: Option<String>,
    /// What the qualifier does. Default: ignore.
    pub aggregation: Aggregation,
    /// What ties are divided by. Default: none.
    pub normalisation: Normalisation,
    /// Which repeated statements count once. Default: include.
    pub duplicates: Duplicates,
    /// Whether values without a tie are in the network too. Default: no.
    pub isolates: bool,
    /// The first second (since 1970, UTC) that counts. Default: of the first document.
    pub start: Option<i64>,
    /// The last second that counts. Default: of the last document.
    pub stop: Option<i64>,
    /// Values left out or alone kept; those of document fields first. Default: none.
    pub filters: Vec<ValueFilter>,
    /// Which statements count. Parts that speak of dates and document fields only hold before
    /// the labels of isolates and the levels of the qualifier are found, others after.
    /// Default: all.
    pub condition: Option<Condition>,
    /// A value of `between` with fewer statements (after filters) is left out. Default: 0.
    pub min_statements: usize,
    /// A value of `through` with fewer statements (after filters) is left out. Default: 0.
    pub min_through_statements: usize,
    /// A value of `through` that more values of `between` share (after duplicates, in its window)
    /// is left out: it ties all of them to each other, so that a few such values make nearly all
    /// of the work. Default: none is.
    pub claim_cap: Option<usize>,
    /// A value of `between` with fewer values of `through` (after the cap, in its window) is left
    /// out. Default: none is.
    pub stakeholder_floor: Option<usize>,
    /// Only so many of the strongest ties. Default: all.
    pub top: Option<usize>,
    /// Only ties that are among so many of the strongest of one of their two labels, of equal ones
    /// those with the first other label; not together with `top`. Default: all.
    pub top_each: Option<usize>,
    /// Only ties whose weight, whatever its sign, is at least this; with `top` or `top_each`, of
    /// their ties. What is weaker is never kept, so that memory is that of the ties that are
    /// asked for. Default: all.
    pub threshold: Option<f64>,
    /// How many threads tie; the ties do not depend on them. Default: as many as there are cores,
    /// where it pays.
    pub threads: Option<usize>,
    /// Whose definitions hold. Default: textbook.
    pub definitions: Definitions,
}

impl Default for NetworkOptions {
    fn default() -> Self {
        Self {
            mode: Mode::One,
            between: "stakeholder".to_owned(),
            through: "claim".to_owned(),
            stance: Some("stance".to_owned()),
            aggregation: Aggregation::Ignore,
            normalisation: Normalisation::None,
            duplicates: Duplicates::Include,
            isolates: false,
            start: None,
            stop: None,
            filters: Vec::new(),
            condition: None,
            min_statements: 0,
            min_through_statements: 0,
            claim_cap: None,
            stakeholder_floor: None,
            top: None,
            top_each: None,
            threshold: None,
            threads: None,
            definitions: Definitions::Textbook,
        }
    }
}
