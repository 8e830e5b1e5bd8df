//! The columns of a workbook's sheets, with what people are told about each.

use crate::model::Noun;

/// What a cell of a column may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Text,
    /// A word of a closed list.
    Words(&'static [&'static str]),
    /// The id of an entry of another sheet, or its name.
    Ids(Noun),
    Date,
    Number,
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub(super) head: &'static str,
    pub(super) width: f64,
    /// Whether each row has it.
    pub(super) needed: bool,
    pub(super) holds: Holds,
    pub(super) about: &'static str,
}

const fn column(
    head: &'static str,
    width: f64,
    needed: bool,
    holds: Holds,
    about: &'static str,
) -> Column {
    Column {
        head,
        width,
        needed,
        holds,
        about,
    }
}

const STANCES: Holds = Holds::Words(&["support", "concern"]);
const KINDS: Holds = Holds::Words(&[
    "ngo",
    "business",
    "state",
    "igo",
    "academia",
    "technical",
    "media",
    "individual",
    "other",
]);
const FIDELITY: Holds = Holds::Words(&["verbatim", "paraphrase", "inferred"]);
const BASIS: Holds = Holds::Words(&["explicit", "implied"]);
const COMMENT: Column = column(
    "comment",
    30.0,
    false,
    Holds::Text,
    "A remark for people; nothing is made of it.",
);
const ID: &str = "A short name that other sheets use: small letters a-z, digits and hyphens, such \
                  as seabird-trust. Leave it empty and one is made of the name.";

pub(super) const RECORD: &[Column] = &[
    column(
        "title",
        60.0,
        false,
        Holds::Text,
        "What the whole is called: the meeting, the place, the day. One row.",
    ),
    COMMENT,
];

const SOURCES: &[Column] = &[
    column("id", 18.0, false, Holds::Text, ID),
    column(
        "title",
        50.0,
        true,
        Holds::Text,
        "The document or meeting, as it is cited.",
    ),
    column(
        "date",
        12.0,
        false,
        Holds::Date,
        "The day of the meeting, such as 2021-05-03.",
    ),
    column(
        "url",
        36.0,
        false,
        Holds::Text,
        "Where it can be read; begins with http:// or https://.",
    ),
    column(
        "text",
        20.0,
        false,
        Holds::Text,
        "The name of a file with its text beside this workbook, such as minutes.txt: quotes are then compared with it.",
    ),
    COMMENT,
];

const STAKEHOLDERS: &[Column] = &[
    column("id", 20.0, false, Holds::Text, ID),
    column(
        "name",
        40.0,
        true,
        Holds::Text,
        "Who speaks, by the full name.",
    ),
    column(
        "kind",
        13.0,
        true,
        KINDS,
        "What kind of body it is: choose from the list.",
    ),
    column(
        "aliases",
        24.0,
        false,
        Holds::Text,
        "Other names and acronyms, parted by ; or |. Statements may use any of them.",
    ),
    COMMENT,
];

const THEMES: &[Column] = &[
    column("id", 20.0, false, Holds::Text, ID),
    column(
        "name",
        30.0,
        true,
        Holds::Text,
        "What claims are about, in a word or two.",
    ),
    column(
        "definition",
        44.0,
        false,
        Holds::Text,
        "One sentence that says what belongs to it.",
    ),
    column(
        "broader",
        20.0,
        false,
        Holds::Ids(Noun::Theme),
        "The theme that this one is part of.",
    ),
    column(
        "keywords",
        26.0,
        false,
        Holds::Text,
        "Words that a text on it uses, parted by ; or |.",
    ),
    COMMENT,
];

const CLAIMS: &[Column] = &[
    column("id", 22.0, false, Holds::Text, ID),
    column(
        "text",
        56.0,
        true,
        Holds::Text,
        "A proposition in your own words, which some can support and others be concerned about.",
    ),
    column(
        "themes",
        36.0,
        false,
        Holds::Text,
        "What it is about: jobs: support; nature: concern. Support where the claim speaks for the theme, concern where it speaks against it. +jobs -nature is the same; a theme alone counts as support.",
    ),
    COMMENT,
];

const STATEMENTS: &[Column] = &[
    column(
        "id",
        12.0,
        false,
        Holds::Text,
        "A short name for the statement. Leave it empty and one is made.",
    ),
    column(
        "stakeholder",
        22.0,
        true,
        Holds::Ids(Noun::Stakeholder),
        "Who: the id, the name or an acronym.",
    ),
    column(
        "claim",
        24.0,
        true,
        Holds::Ids(Noun::Claim),
        "On what: the id of a claim, or its text.",
    ),
    column("stance", 11.0, true, STANCES, "support or concern."),
    column(
        "source",
        18.0,
        true,
        Holds::Ids(Noun::Source),
        "Where it is on record: the id or the title.",
    ),
    column(
        "paragraph",
        11.0,
        false,
        Holds::Number,
        "Which paragraph of the source's text, counted from 1.",
    ),
    column(
        "span start",
        11.0,
        false,
        Holds::Number,
        "Programs fill this: the first character in the source's text, counted from 0.",
    ),
    column(
        "span end",
        11.0,
        false,
        Holds::Number,
        "Programs fill this: the place after the last character.",
    ),
    column(
        "quote",
        44.0,
        false,
        Holds::Text,
        "A few words of the source, literally.",
    ),
    column(
        "date",
        12.0,
        false,
        Holds::Date,
        "The day it was said, only where it is not the source's.",
    ),
    column("speaker", 18.0, false, Holds::Text, "The person who spoke."),
    column(
        "condition",
        26.0,
        false,
        Holds::Text,
        "On what condition the stance holds.",
    ),
    column(
        "fidelity",
        12.0,
        false,
        FIDELITY,
        "How close the statement is to the source's words.",
    ),
    column("coder", 14.0, false, Holds::Text, "Who wrote this row."),
    column(
        "note",
        30.0,
        false,
        Holds::Text,
        "What a reader should know about the coding.",
    ),
    COMMENT,
];

const RELATIONS: &[Column] = &[
    column(
        "from",
        24.0,
        true,
        Holds::Ids(Noun::Claim),
        "The claim that gives the reason.",
    ),
    column(
        "to",
        24.0,
        true,
        Holds::Ids(Noun::Claim),
        "The claim that it bears on.",
    ),
    column(
        "stance",
        11.0,
        true,
        STANCES,
        "support where it backs the other, concern where it speaks against it.",
    ),
    column(
        "basis",
        12.0,
        false,
        BASIS,
        "explicit where the source connects the two, implied where you do.",
    ),
    column(
        "source",
        18.0,
        false,
        Holds::Ids(Noun::Source),
        "Where it is on record.",
    ),
    COMMENT,
];

/// The columns of a noun's sheet; stakeholders have one more for each attribute.
pub(super) const fn columns(noun: Noun) -> &'static [Column] {
    match noun {
        Noun::Source => SOURCES,
        Noun::Stakeholder => STAKEHOLDERS,
        Noun::Theme => THEMES,
        Noun::Claim => CLAIMS,
        Noun::Statement => STATEMENTS,
        Noun::Relation => RELATIONS,
    }
}

/// The name of a noun's sheet.
pub(super) const fn sheet(noun: Noun) -> &'static str {
    match noun {
        Noun::Source => "Sources",
        Noun::Stakeholder => "Stakeholders",
        Noun::Theme => "Themes",
        Noun::Claim => "Claims",
        Noun::Statement => "Statements",
        Noun::Relation => "Relations",
    }
}

/// What a sheet lists, for people.
pub(super) const fn about(noun: Noun) -> &'static str {
    match noun {
        Noun::Source => "Documents and meetings: where it is on record.",
        Noun::Stakeholder => "Who speaks.",
        Noun::Theme => "What it is about.",
        Noun::Claim => "Propositions that several can share.",
        Noun::Statement => {
            "Who supports, or is concerned about, which claim. One row each; the sheet you fill most."
        }
        Noun::Relation => "Claims that support, or speak against, other claims. May stay empty.",
    }
}

pub(super) const ATTRIBUTE: &str = "Anything you know of stakeholders: the word after 'attribute:' is \
                         free, and more such columns can be added. unnamed = yes marks speakers \
                         whom the source does not name.";
