//! The one sign of the program, and the rule that everything else rests on.

use std::fmt;
use std::ops::{Mul, Neg};
use std::str::FromStr;

use super::words::UnknownWord;

/// Which way an edge points: for what it names, or with a concern about it.
///
/// A stance along a path is the product of its signs: concern about a claim that speaks for a
/// theme is concern about the theme; concern about a claim that speaks against it is support.
/// Only the `Mul` below decides signs.
///
/// ```
/// use plenary::model::Stance::{Concern, Support};
/// assert_eq!(Concern * Support, Concern);
/// assert_eq!(Concern * Concern, Support);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(i8)]
pub enum Stance {
    /// +1: asks for, welcomes, affirms.
    Support = 1,
    /// −1: warns of, opposes, laments, wants removed.
    Concern = -1,
}

impl Stance {
    /// Both values, support first: the order of every table and legend.
    pub const ALL: [Self; 2] = [Self::Support, Self::Concern];

    /// The word used in files and on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::Concern => "concern",
        }
    }

    /// The sign as a number: 1 or −1.
    pub const fn sign(self) -> i8 {
        self as i8
    }

    /// The sign as it is printed: `+`, or the minus sign U+2212.
    pub const fn symbol(self) -> char {
        match self {
            Self::Support => '+',
            Self::Concern => '\u{2212}',
        }
    }

    /// What a stakeholder does with the other end: "supports", "is concerned about".
    pub const fn verb(self) -> &'static str {
        match self {
            Self::Support => "supports",
            Self::Concern => "is concerned about",
        }
    }

    /// What a claim does to a theme: "speaks for", "speaks against".
    pub const fn claim_verb(self) -> &'static str {
        match self {
            Self::Support => "speaks for",
            Self::Concern => "speaks against",
        }
    }

    /// What a claim does to another claim: "supports", "challenges".
    pub const fn relation_verb(self) -> &'static str {
        match self {
            Self::Support => "supports",
            Self::Concern => "challenges",
        }
    }
}

impl Mul for Stance {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        if self == other {
            Self::Support
        } else {
            Self::Concern
        }
    }
}

impl Neg for Stance {
    type Output = Self;

    fn neg(self) -> Self {
        self * Self::Concern
    }
}

impl fmt::Display for Stance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Stance {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        UnknownWord::find(word, &Self::ALL, Self::as_str)
    }
}
