//! What a draft holds.

use std::ops::Range;

use crate::model::{Stakeholder, StakeholderId, Stance, ThemeId};

/// A stakeholder who says something, or is against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// Who.
    pub stakeholder: StakeholderId,
    /// For what is said, or against it ("opposed by").
    pub stance: Stance,
}

/// A theme that some words are about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeStance {
    /// Which.
    pub theme: ThemeId,
    /// For the theme as it is named, or with a concern about it.
    pub stance: Stance,
    /// The rules that led there, by name.
    pub rules: Vec<&'static str>,
}

/// One proposed claim and who is proposed to have made it.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The block of the text, counted from 1.
    pub paragraph: usize,
    /// The words it rests on, in code points of the text.
    pub span: Range<usize>,
    /// These words, each run of white space as one space.
    pub quote: String,
    /// Who, at least one.
    pub voices: Vec<Voice>,
    /// On what, at least one, sorted by theme.
    pub themes: Vec<ThemeStance>,
    /// How far to doubt it: 0 not at all, 1 wholly.
    pub doubt: f64,
    /// Why, most weighty first.
    pub reasons: Vec<String>,
    /// Earlier proposals, by their place in the list, that may be the same claim.
    pub like: Vec<usize>,
}

/// How much of a block was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// The block of the text, counted from 1.
    pub paragraph: usize,
    /// Its sentences.
    pub sentences: usize,
    /// Those that a proposal rests on.
    pub read: usize,
}

/// Proposals, and what could not be read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Draft {
    /// In the order of the text.
    pub proposals: Vec<Proposal>,
    /// Those that are doubted more than the options allow, in the order of the text; they are in
    /// no record.
    pub left_out: Vec<Proposal>,
    /// Speakers whom the text does not name, marked as such; they are in no codebook.
    pub unnamed: Vec<Stakeholder>,
    /// Blocks of prose, in order.
    pub coverage: Vec<Coverage>,
    /// Sentences that no proposal rests on: code points.
    pub unread: Vec<Range<usize>>,
    /// Names before reporting verbs that the codebook does not have, with how often.
    pub unknown: Vec<(String, usize)>,
    /// Short names that the text gives stakeholders.
    pub learnt: Vec<(String, StakeholderId)>,
    /// What a reader should know: little was found, first person, odd characters.
    pub warnings: Vec<String>,
}
