//! Checked identifiers, and the positions that stand for them inside one record.

use std::fmt;

/// The longest identifier, in characters.
pub const MAX_ID_LENGTH: usize = 64;

/// Why a text is no identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IdError {
    /// Nothing there.
    #[error("an id must not be empty")]
    Empty,
    /// More than [`MAX_ID_LENGTH`] characters.
    #[error("an id has at most 64 characters, this one has {0}")]
    TooLong(usize),
    /// A character outside `a`-`z`, `0`-`9` and `-`.
    #[error("an id has only a-z, 0-9 and '-', this one has {0:?}")]
    BadCharacter(char),
}

/// Checks an identifier.
///
/// # Errors
/// Says which rule it breaks.
pub fn check_id(text: &str) -> Result<(), IdError> {
    if text.is_empty() {
        return Err(IdError::Empty);
    }
    if let Some(bad) = text
        .chars()
        .find(|c| !matches!(c, 'a'..='z' | '0'..='9' | '-'))
    {
        return Err(IdError::BadCharacter(bad));
    }
    if text.len() > MAX_ID_LENGTH {
        return Err(IdError::TooLong(text.len()));
    }
    Ok(())
}

/// The nearest valid identifier, for "did you mean": lower case, everything else a hyphen.
/// `None` where nothing usable is left.
pub fn propose_id(text: &str) -> Option<String> {
    let mut id = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => id.push(c),
            _ if !id.ends_with('-') && !id.is_empty() => id.push('-'),
            _ => {}
        }
    }
    id.truncate(MAX_ID_LENGTH);
    let id = id.trim_end_matches('-').to_owned();
    (!id.is_empty()).then_some(id)
}

macro_rules! id {
    ($(#[$meta:meta])* $id:ident, $(#[$ix_meta:meta])* $ix:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $id(Box<str>);

        impl $id {
            /// Checks and wraps an identifier: 1 to 64 of `a`-`z`, `0`-`9`, `-`.
            ///
            /// # Errors
            /// Says which rule the text breaks.
            pub fn new(text: &str) -> Result<Self, IdError> {
                check_id(text).map(|()| Self(text.into()))
            }

            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $id {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        $(#[$ix_meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $ix(pub(crate) u32);

        impl $ix {
            /// The position as a plain index.
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl From<usize> for $ix {
            /// # Panics
            /// Above `u32::MAX`: no list of a record grows so long (readers refuse such input).
            fn from(index: usize) -> Self {
                Self(u32::try_from(index).expect("a record holds at most u32::MAX of a noun"))
            }
        }
    };
}

id! {
    /// Names a [`Source`](super::Source).
    SourceId,
    /// A source's place in the sorted list of one record; never an identity.
    SourceIx
}
id! {
    /// Names a [`Stakeholder`](super::Stakeholder).
    StakeholderId,
    /// A stakeholder's place in the sorted list of one record; never an identity.
    StakeholderIx
}
id! {
    /// Names a [`Theme`](super::Theme).
    ThemeId,
    /// A theme's place in the sorted list of one record; never an identity.
    ThemeIx
}
id! {
    /// Names a [`Claim`](super::Claim).
    ClaimId,
    /// A claim's place in the sorted list of one record; never an identity.
    ClaimIx
}
id! {
    /// Names a [`Statement`](super::Statement).
    StatementId,
    /// A statement's row in the table of one record; never an identity.
    StatementIx
}
