//! What a record holds, one struct a noun. References are ids; [`Record`](super::Record) holds
//! them resolved.

use std::collections::BTreeMap;
use std::fmt;
use std::num::NonZeroU32;

use jiff::civil::Date;

use super::ids::{ClaimId, SourceId, StakeholderId, StatementId, ThemeId};
use super::stance::Stance;
use super::words::{Basis, Fidelity, StakeholderKind};

/// The kinds of thing that a record lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Noun {
    /// A document or meeting.
    Source,
    /// Who speaks.
    Stakeholder,
    /// What it is about.
    Theme,
    /// A proposition.
    Claim,
    /// A stance of one stakeholder on one claim.
    Statement,
    /// A stance of one claim on another.
    Relation,
}

impl Noun {
    /// All six, in the order of the file format.
    pub const ALL: [Self; 6] = [
        Self::Source,
        Self::Stakeholder,
        Self::Theme,
        Self::Claim,
        Self::Statement,
        Self::Relation,
    ];

    /// The word for one of them.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Stakeholder => "stakeholder",
            Self::Theme => "theme",
            Self::Claim => "claim",
            Self::Statement => "statement",
            Self::Relation => "relation",
        }
    }

    /// The word for several, which is also the key of their array in a file.
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Source => "sources",
            Self::Stakeholder => "stakeholders",
            Self::Theme => "themes",
            Self::Claim => "claims",
            Self::Statement => "statements",
            Self::Relation => "relations",
        }
    }
}

impl fmt::Display for Noun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A document or meeting that statements are taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its identity.
    pub id: SourceId,
    /// Its title as cited.
    pub title: String,
    /// The day of the meeting or of publication.
    pub date: Option<Date>,
    /// Where it can be read; http or https.
    pub url: Option<String>,
    /// Name of the file that holds its text, relative to the record; spans count in it.
    pub text: Option<String>,
    /// A remark for people, kept and never used.
    pub comment: Option<String>,
}

/// Who speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stakeholder {
    /// Its identity.
    pub id: StakeholderId,
    /// Its full name.
    pub name: String,
    /// What kind of body it is.
    pub kind: StakeholderKind,
    /// Other names and acronyms.
    pub aliases: Vec<String>,
    /// Free keys and values: region, delegation...
    pub attributes: BTreeMap<String, String>,
    /// A remark for people, kept and never used.
    pub comment: Option<String>,
}

impl Stakeholder {
    /// The attribute that marks a speaker whom the source does not name.
    pub const UNNAMED: &str = "unnamed";

    /// Whether the source leaves the speaker unnamed ("several states"): the attribute
    /// [`UNNAMED`](Self::UNNAMED) is `yes`.
    pub fn is_unnamed(&self) -> bool {
        self.attributes
            .get(Self::UNNAMED)
            .is_some_and(|value| value == "yes")
    }

    /// What conditions on stakeholders compare: `stakeholder` (the id), `name`, `kind`, else the
    /// attribute of that key.
    pub fn property(&self, name: &str) -> Option<&str> {
        match name {
            "stakeholder" => Some(self.id.as_str()),
            "name" => Some(&self.name),
            "kind" => Some(self.kind.as_str()),
            key => self.attributes.get(key).map(String::as_str),
        }
    }

    /// The shortest of name and aliases that has no space and at least two letters: an acronym
    /// where there is one, else the name.
    pub fn short_name(&self) -> &str {
        self.aliases
            .iter()
            .map(String::as_str)
            .chain([self.name.as_str()])
            .filter(|name| !name.contains(char::is_whitespace) && name.chars().count() > 1)
            .min_by_key(|name| name.chars().count())
            .unwrap_or(&self.name)
    }
}

/// What claims are about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Its identity.
    pub id: ThemeId,
    /// Its name.
    pub name: String,
    /// One sentence that says what belongs to it.
    pub definition: Option<String>,
    /// The theme that it is part of; following these never comes back.
    pub broader: Option<ThemeId>,
    /// Words that a text on it uses.
    pub keywords: Vec<String>,
    /// A remark for people, kept and never used.
    pub comment: Option<String>,
}

/// A proposition that several stakeholders can share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Its identity.
    pub id: ClaimId,
    /// The proposition in words.
    pub text: String,
    /// Which themes it speaks for (support) or against (concern).
    pub themes: BTreeMap<ThemeId, Stance>,
    /// A remark for people, kept and never used.
    pub comment: Option<String>,
}

/// Where words stand in a text: Unicode code points, the end not included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// A span, or `None` where the end is not after the start.
    pub const fn new(start: u32, end: u32) -> Option<Self> {
        if start < end {
            Some(Self { start, end })
        } else {
            None
        }
    }

    /// The first code point, counted from 0.
    pub const fn start(self) -> u32 {
        self.start
    }

    /// The code point after the last.
    pub const fn end(self) -> u32 {
        self.end
    }
}

/// One stakeholder taking a stance on one claim in one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Its identity.
    pub id: StatementId,
    /// Who speaks.
    pub stakeholder: StakeholderId,
    /// On what.
    pub claim: ClaimId,
    /// For it, or with a concern about it.
    pub stance: Stance,
    /// Where it is on record.
    pub source: SourceId,
    /// The block of the source's text, counted from 1; blank lines separate blocks.
    pub paragraph: Option<NonZeroU32>,
    /// The words in the source's text.
    pub span: Option<Span>,
    /// A few words of the source, literally.
    pub quote: Option<String>,
    /// The day it was said, where it is not the source's.
    pub date: Option<Date>,
    /// The person who spoke.
    pub speaker: Option<String>,
    /// On what condition the stance holds.
    pub condition: Option<String>,
    /// How close it is to the source's words.
    pub fidelity: Option<Fidelity>,
    /// Who coded it.
    pub coder: Option<String>,
    /// What a reader should know about the coding.
    pub note: Option<String>,
    /// A remark for people, kept and never used.
    pub comment: Option<String>,
}

/// A claim that supports or challenges another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// The claim that gives the reason.
    pub from: ClaimId,
    /// The claim it bears on.
    pub to: ClaimId,
    /// Supports it, or raises a concern about it.
    pub stance: Stance,
    /// What the relation rests on.
    pub basis: Option<Basis>,
    /// Where it is on record.
    pub source: Option<SourceId>,
    /// A remark for people, kept and never used.
    pub comment: Option<String>,
}
