//! A question about stakeholders, as it is parsed: who takes which stance on what.

use std::fmt;

use super::condition::{Pattern, quoted};
use super::ids::{ClaimId, ThemeId};

/// Which stakeholders are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// All hold; without any: always true.
    All(Vec<Self>),
    /// At least one holds; without any: never true.
    Any(Vec<Self>),
    /// It does not hold: for who says nothing on a subject, too.
    Not(Box<Self>),
    /// The stakeholder holds this on one of the subjects.
    Holds {
        /// What it does.
        held: HeldStance,
        /// On one of these; never empty.
        subjects: Vec<Subject>,
    },
    /// A property of the stakeholder is one of these.
    Is {
        /// `stakeholder` (the id), `name`, `kind`, or the key of an attribute.
        property: String,
        /// Texts; `*` stands for any characters.
        values: Vec<Pattern>,
    },
}

/// What a stakeholder does with a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeldStance {
    /// At least one statement in support, whether or not others are of concern.
    Support,
    /// At least one statement of concern, whether or not others are in support.
    Concern,
    /// Both.
    Mixed,
    /// Either, or both.
    Mentions,
}

impl HeldStance {
    /// The word of the language.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Support => "supports",
            Self::Concern => "concern",
            Self::Mixed => "mixed",
            Self::Mentions => "mentions",
        }
    }
}

/// What a stance is on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A theme.
    Theme(ThemeId),
    /// A claim.
    Claim(ClaimId),
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Theme(id) => write!(f, "theme:{id}"),
            Self::Claim(id) => write!(f, "claim:{id}"),
        }
    }
}

/// In the language it was read from; reading it again gives the same question. An empty `All`
/// or `Any`, which no text is read as, prints as `()`.
impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |f: &mut fmt::Formatter<'_>, parts: &[Self], word: &str| {
            f.write_str("(")?;
            for (at, part) in parts.iter().enumerate() {
                let before = if at == 0 { "" } else { word };
                write!(f, "{before}{part}")?;
            }
            f.write_str(")")
        };
        match self {
            Self::All(parts) => joined(f, parts, " and "),
            Self::Any(parts) => joined(f, parts, " or "),
            Self::Not(part) => write!(f, "not {part}"),
            Self::Holds { held, subjects } => {
                let subjects: Vec<String> = subjects.iter().map(Subject::to_string).collect();
                match subjects.as_slice() {
                    [one] => write!(f, "{} {one}", held.as_str()),
                    several => write!(f, "{} ({})", held.as_str(), several.join(", ")),
                }
            }
            Self::Is { property, values } => {
                let values: Vec<String> = values.iter().map(Pattern::to_string).collect();
                write!(f, "{} in ({})", quoted(property), values.join(", "))
            }
        }
    }
}
