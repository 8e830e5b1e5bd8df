//! From the text of a meeting report to a proposed record, for a person to correct.
//!
//! Rules only: no network, no model, no chance. A report is cut into sentences; reporting verbs
//! say who speaks and with what stance; the codebook says whom and what to look for. Every
//! proposal points at the words it rests on and says how far to doubt it. What the rules know is
//! in the tables of `rules/`.

mod actors;
mod alike;
mod document;
mod doubt;
mod groups;
mod markup;
mod options;
mod pattern;
mod proposal;
mod reader;
mod record;
mod review;
mod rules;
mod said;
mod speakers;
mod stance;
mod subject;
mod text;
mod themes;
mod unnamed;
mod words;

pub use document::{DocumentError, DocumentKind, MOST_BYTES, document_text};
pub use options::{DraftOptions, RULES};
pub use proposal::{Coverage, Draft, Proposal, ThemeStance, Voice};
pub use record::draft_record;
pub use review::{Decision, Entry, Review, ReviewError};
pub use text::{ReportText, TextFormat};

use crate::read::Codebook;

/// Reads a report with a codebook.
///
/// Answers who says what with which stance, as proposals in the order of the text. Never panics;
/// the same text, codebook and options give the same draft. O(words × patterns that begin with
/// them).
pub fn draft(text: &ReportText, codebook: &Codebook, options: &DraftOptions) -> Draft {
    reader::read(text, codebook, options)
}
