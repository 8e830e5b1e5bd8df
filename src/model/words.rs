//! The closed word lists of the file format: who speaks, how faithfully, on what basis.

use std::fmt;
use std::str::FromStr;

/// A word that is not in its list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{word}' is none of {}", .known.join(", "))]
pub struct UnknownWord {
    /// The word as it was written.
    pub word: String,
    /// The words that would have been right, in their usual order.
    pub known: Vec<&'static str>,
}

impl UnknownWord {
    pub(crate) fn find<T: Copy>(
        word: &str,
        all: &[T],
        as_str: impl Fn(T) -> &'static str,
    ) -> Result<T, Self> {
        all.iter()
            .copied()
            .find(|&one| as_str(one) == word)
            .ok_or_else(|| Self {
                word: word.to_owned(),
                known: all.iter().map(|&one| as_str(one)).collect(),
            })
    }
}

macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal, $label:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant,)+ }

        impl $name {
            /// Every value, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word used in files.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The word used in legends and sentences.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = UnknownWord;

            fn from_str(word: &str) -> Result<Self, UnknownWord> {
                UnknownWord::find(word, Self::ALL, Self::as_str)
            }
        }
    };
}

words! {
    /// What kind of body a stakeholder is.
    StakeholderKind {
        /// A non-governmental organisation.
        Ngo = "ngo", "NGO";
        /// A company or a body that speaks for companies.
        Business = "business", "business";
        /// A state or a group of states.
        State = "state", "state";
        /// An intergovernmental organisation.
        Igo = "igo", "intergovernmental";
        /// A university or research institute.
        Academia = "academia", "academia";
        /// A technical body: standards, registries, incident response.
        Technical = "technical", "technical";
        /// A news organisation.
        Media = "media", "media";
        /// A person who speaks for nobody else.
        Individual = "individual", "individual";
        /// Anything else.
        Other = "other", "other";
    }
}

words! {
    /// How close a statement is to the words of its source.
    Fidelity {
        /// The source prints these very words.
        Verbatim = "verbatim", "verbatim";
        /// The source says it in reported speech.
        Paraphrase = "paraphrase", "paraphrase";
        /// A coder or a program concluded it.
        Inferred = "inferred", "inferred";
    }
}

words! {
    /// What a relation between two claims rests on.
    Basis {
        /// Words of the source connect the two.
        Explicit = "explicit", "explicit";
        /// A coder connected the two.
        Implied = "implied", "implied";
    }
}
