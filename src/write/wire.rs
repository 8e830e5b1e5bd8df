//! The record file, struct for struct: what `record_json` writes and `schema` describes.
//!
//! The first paragraph above each field is what editors show beside the key.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::schema::{
    basis, date, fidelity, file_name, id, kind, paragraph, stance, text, theme_stances, url,
    version,
};

type Text<'a> = Cow<'a, str>;

/// The record of a multi-stakeholder meeting: who supports what, who is concerned about what,
/// and which themes that touches. Several files can be read as one record.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "record", title = "Plenary record", deny_unknown_fields)]
pub(super) struct RecordFile<'a> {
    /// Address of this schema, so that editors complete and check the file.
    #[serde(rename = "$schema", skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Schema")]
    pub(super) schema: Option<Text<'a>>,
    /// A remark for people; never used.
    #[serde(rename = "$comment", skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Remark", schema_with = "text")]
    pub(super) comment: Option<Text<'a>>,
    /// Version of the file format: 1.
    #[schemars(title = "Format version", schema_with = "version")]
    pub(super) plenary: u8,
    /// What the record is about, such as the name and day of the meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Title", schema_with = "text")]
    pub(super) title: Option<Text<'a>>,
    /// Documents and meetings that statements are taken from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(title = "Sources")]
    pub(super) sources: Vec<Source<'a>>,
    /// Who speaks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(title = "Stakeholders")]
    pub(super) stakeholders: Vec<Stakeholder<'a>>,
    /// What claims are about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(title = "Themes")]
    pub(super) themes: Vec<Theme<'a>>,
    /// Propositions that several stakeholders can share.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(title = "Claims")]
    pub(super) claims: Vec<Claim<'a>>,
    /// Who takes which stance on which claim, and where that is on record.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(title = "Statements")]
    pub(super) statements: Vec<Statement<'a>>,
    /// Claims that support or challenge other claims.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(title = "Relations")]
    pub(super) relations: Vec<Relation<'a>>,
}

/// A document or meeting that statements are taken from.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "source", title = "Source", deny_unknown_fields)]
pub(super) struct Source<'a> {
    /// Its identity, which statements refer to.
    #[schemars(title = "Id", schema_with = "id")]
    pub(super) id: &'a str,
    /// Its title as cited.
    #[schemars(title = "Title", schema_with = "text")]
    pub(super) title: &'a str,
    /// The day of the meeting or of publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Date", schema_with = "date")]
    pub(super) date: Option<String>,
    /// Where it can be read on the web.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Web address", schema_with = "url")]
    pub(super) url: Option<&'a str>,
    /// Name of the file with its text, relative to the record; spans and paragraphs count in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Text file", schema_with = "file_name")]
    pub(super) text: Option<&'a str>,
    /// A remark for people; never used.
    #[serde(rename = "$comment", skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Remark", schema_with = "text")]
    pub(super) comment: Option<&'a str>,
}

/// Who speaks.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "stakeholder", title = "Stakeholder", deny_unknown_fields)]
pub(super) struct Stakeholder<'a> {
    /// Its identity, which statements refer to.
    #[schemars(title = "Id", schema_with = "id")]
    pub(super) id: &'a str,
    /// Its full name.
    #[schemars(title = "Name", schema_with = "text")]
    pub(super) name: &'a str,
    /// What kind of body it is.
    #[schemars(title = "Kind", schema_with = "kind")]
    pub(super) kind: &'static str,
    /// Other names and acronyms; pictures use the shortest single word.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    #[schemars(title = "Aliases", inner(length(min = 1)))]
    pub(super) aliases: &'a [String],
    /// Free keys and values, such as region or delegation. "unnamed": "yes" marks a speaker whom
    /// the source does not name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(title = "Attributes")]
    pub(super) attributes: &'a BTreeMap<String, String>,
    /// A remark for people; never used.
    #[serde(rename = "$comment", skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Remark", schema_with = "text")]
    pub(super) comment: Option<&'a str>,
}

/// What claims are about.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "theme", title = "Theme", deny_unknown_fields)]
pub(super) struct Theme<'a> {
    /// Its identity, which claims refer to.
    #[schemars(title = "Id", schema_with = "id")]
    pub(super) id: &'a str,
    /// Its name.
    #[schemars(title = "Name", schema_with = "text")]
    pub(super) name: &'a str,
    /// One sentence that says what belongs to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Definition", schema_with = "text")]
    pub(super) definition: Option<&'a str>,
    /// Id of the theme that it is part of; following these must end.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Broader theme", schema_with = "id")]
    pub(super) broader: Option<&'a str>,
    /// Words that a text on it uses.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    #[schemars(title = "Keywords", inner(length(min = 1)))]
    pub(super) keywords: &'a [String],
    /// A remark for people; never used.
    #[serde(rename = "$comment", skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Remark", schema_with = "text")]
    pub(super) comment: Option<&'a str>,
}

/// A proposition that several stakeholders can share.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "claim", title = "Claim", deny_unknown_fields)]
pub(super) struct Claim<'a> {
    /// Its identity, which statements and relations refer to.
    #[schemars(title = "Id", schema_with = "id")]
    pub(super) id: &'a str,
    /// The proposition in words: something one can support or be concerned about.
    #[schemars(title = "Text", schema_with = "text")]
    pub(super) text: &'a str,
    /// The themes it touches, each with "support" where it speaks for the theme and "concern"
    /// where it speaks against it.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(title = "Themes", schema_with = "theme_stances")]
    pub(super) themes: BTreeMap<&'a str, &'static str>,
    /// A remark for people; never used.
    #[serde(rename = "$comment", skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Remark", schema_with = "text")]
    pub(super) comment: Option<&'a str>,
}

/// One stakeholder taking a stance on one claim in one source.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "statement", title = "Statement", deny_unknown_fields)]
pub(super) struct Statement<'a> {
    /// Its identity.
    #[schemars(title = "Id", schema_with = "id")]
    pub(super) id: &'a str,
    /// Id of the stakeholder who speaks.
    #[schemars(title = "Stakeholder", schema_with = "id")]
    pub(super) stakeholder: &'a str,
    /// Id of the claim it is about.
    #[schemars(title = "Claim", schema_with = "id")]
    pub(super) claim: &'a str,
    /// "support": is for the claim. "concern": warns of it, opposes it, wants it removed.
    #[schemars(title = "Stance", schema_with = "stance")]
    pub(super) stance: &'static str,
    /// Id of the source where it is on record.
    #[schemars(title = "Source", schema_with = "id")]
    pub(super) source: &'a str,
    /// The block of the source's text, counted from 1; blank lines separate blocks.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Paragraph", schema_with = "paragraph")]
    pub(super) paragraph: Option<u32>,
    /// [start, end] of the words in the source's text, in Unicode code points from 0, the end
    /// not included.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Span")]
    pub(super) span: Option<[u32; 2]>,
    /// A few words of the source, literally; [...] where words are left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Quote", schema_with = "text")]
    pub(super) quote: Option<&'a str>,
    /// The day it was said, where it is not the source's.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Date", schema_with = "date")]
    pub(super) date: Option<String>,
    /// The person who spoke.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Speaker", schema_with = "text")]
    pub(super) speaker: Option<&'a str>,
    /// On what condition the stance holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Condition", schema_with = "text")]
    pub(super) condition: Option<&'a str>,
    /// How close it is to the source's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Fidelity", schema_with = "fidelity")]
    pub(super) fidelity: Option<&'static str>,
    /// Who coded it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Coder", schema_with = "text")]
    pub(super) coder: Option<&'a str>,
    /// What a reader should know about the coding.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Note", schema_with = "text")]
    pub(super) note: Option<&'a str>,
    /// A remark for people; never used.
    #[serde(rename = "$comment", skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Remark", schema_with = "text")]
    pub(super) comment: Option<&'a str>,
}

/// A claim that supports or challenges another.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "relation", title = "Relation", deny_unknown_fields)]
pub(super) struct Relation<'a> {
    /// Id of the claim that gives the reason.
    #[schemars(title = "From", schema_with = "id")]
    pub(super) from: &'a str,
    /// Id of the claim it bears on.
    #[schemars(title = "To", schema_with = "id")]
    pub(super) to: &'a str,
    /// "support": a reason for the other claim. "concern": a reason against it.
    #[schemars(title = "Stance", schema_with = "stance")]
    pub(super) stance: &'static str,
    /// What the relation rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Basis", schema_with = "basis")]
    pub(super) basis: Option<&'static str>,
    /// Id of the source where it is on record.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Source", schema_with = "id")]
    pub(super) source: Option<&'a str>,
    /// A remark for people; never used.
    #[serde(rename = "$comment", skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Remark", schema_with = "text")]
    pub(super) comment: Option<&'a str>,
}
