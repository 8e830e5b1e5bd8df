//! Conditions on statements, as they are parsed.

use std::fmt;

use super::events::time::civil;

/// Which statements are meant.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// Both, and all, hold; without any: always true.
    All(Vec<Self>),
    /// At least one holds; without any: never true.
    Any(Vec<Self>),
    /// It does not hold.
    Not(Box<Self>),
    /// A variable's value is one of these.
    Is {
        /// A name that [`Events::find`](super::Events::find) knows.
        variable: String,
        /// Texts; `*` stands for any characters.
        values: Vec<Pattern>,
    },
    /// A variable's value, or a broader one, is this.
    Under {
        /// A variable with broader values: `theme`.
        variable: String,
        /// The broader value.
        value: String,
    },
    /// A whole number lies between two, both included.
    Between {
        /// An integer or boolean variable.
        variable: String,
        /// From.
        least: i64,
        /// To.
        most: i64,
    },
    /// The time of the statement lies between two seconds since 1970, both included.
    When {
        /// From.
        first: i64,
        /// To.
        last: i64,
    },
}

/// A text to compare with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// The parts between the wildcards; one part: no wildcard.
    parts: Vec<String>,
}

impl Pattern {
    /// A text that stands for itself.
    pub fn exact(text: impl Into<String>) -> Self {
        Self {
            parts: vec![text.into()],
        }
    }

    /// A text in which `*` stands for any characters, none included.
    pub fn wildcard(text: &str) -> Self {
        Self {
            parts: text.split('*').map(str::to_owned).collect(),
        }
    }

    /// The text, where there is no wildcard in it.
    pub fn as_exact(&self) -> Option<&str> {
        match self.parts.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// Whether a text fits, letter by letter. O(length × parts).
    pub fn matches(&self, text: &str) -> bool {
        let Some((first, rest)) = self.parts.split_first() else {
            return text.is_empty();
        };
        let Some((last, middle)) = rest.split_last() else {
            return text == first;
        };
        let Some(mut text) = text.strip_prefix(first.as_str()) else {
            return false;
        };
        for part in middle {
            let Some(at) = text.find(part.as_str()) else {
                return false;
            };
            text = &text[at + part.len()..];
        }
        text.ends_with(last.as_str())
    }
}

/// As the language has it: quoted where it stands for itself.
impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_exact() {
            Some(text) => f.write_str(&quoted(text)),
            None => f.write_str(&self.parts.join("*")),
        }
    }
}

impl Condition {
    /// Every variable that is named, `date` not included; each once, sorted.
    pub fn variables(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.collect(&mut names);
        names.sort_unstable();
        names.dedup();
        names
    }

    fn collect<'a>(&'a self, names: &mut Vec<&'a str>) {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.collect(names);
                }
            }
            Self::Not(part) => part.collect(names),
            Self::Is { variable, .. }
            | Self::Under { variable, .. }
            | Self::Between { variable, .. } => names.push(variable),
            Self::When { .. } => {}
        }
    }
}

/// In the language it was read from; reading it again gives the same rows. An empty `All` or
/// `Any`, which no text is read as, prints as `()`.
impl fmt::Display for Condition {
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
            Self::Is { variable, values } => {
                write!(f, "{} in (", quoted(variable))?;
                for (at, pattern) in values.iter().enumerate() {
                    let before = if at == 0 { "" } else { ", " };
                    write!(f, "{before}{pattern}")?;
                }
                f.write_str(")")
            }
            Self::Under { variable, value } => {
                write!(f, "{} under {}", quoted(variable), quoted(value))
            }
            Self::Between {
                variable,
                least,
                most,
            } => match (*least, *most) {
                (i64::MIN, most) => write!(f, "{} <= {most}", quoted(variable)),
                (least, i64::MAX) => write!(f, "{} >= {least}", quoted(variable)),
                (least, most) if least == most => write!(f, "{} = {least}", quoted(variable)),
                (least, most) => {
                    let name = quoted(variable);
                    write!(f, "({name} >= {least} and {name} <= {most})")
                }
            },
            Self::When { first, last } => match (*first, *last) {
                (i64::MIN, last) => write!(f, "date <= {}", civil(last)),
                (first, i64::MAX) => write!(f, "date >= {}", civil(first)),
                (first, last) => {
                    write!(f, "(date >= {} and date <= {})", civil(first), civil(last))
                }
            },
        }
    }
}

/// A name or value as the language has it: in quotes unless it is one plain word.
pub(super) fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let keyword = ["and", "or", "not", "in", "under"].contains(&text.to_lowercase().as_str());
    if !text.is_empty() && text.chars().all(plain) && !keyword {
        text.to_owned()
    } else {
        format!("\"{}\"", text.replace('"', "\"\""))
    }
}
