//! One function a noun: from an object of the file to the model's struct.

use super::fields::{Context, Fields, Keys};
use super::tree::Tree;
use crate::model::{
    Claim, ClaimId, Noun, Relation, Source, SourceId, Stakeholder, StakeholderId, Statement,
    StatementId, Theme, ThemeId,
};

/// The keys of the whole file, in their order.
pub const RECORD_KEYS: &[&str] = &[
    "$schema",
    "$comment",
    "plenary",
    "title",
    "sources",
    "stakeholders",
    "themes",
    "claims",
    "statements",
    "relations",
];

/// The keys that an entry of a list may have, in their order.
pub const fn keys(noun: Noun) -> &'static [&'static str] {
    match noun {
        Noun::Source => &["id", "title", "date", "url", "text", "$comment"],
        Noun::Stakeholder => &["id", "name", "kind", "aliases", "attributes", "$comment"],
        Noun::Theme => &[
            "id",
            "name",
            "definition",
            "broader",
            "keywords",
            "$comment",
        ],
        Noun::Claim => &["id", "text", "themes", "$comment"],
        Noun::Statement => &[
            "id",
            "stakeholder",
            "claim",
            "stance",
            "source",
            "paragraph",
            "span",
            "quote",
            "date",
            "speaker",
            "condition",
            "fidelity",
            "coder",
            "note",
            "$comment",
        ],
        Noun::Relation => &["from", "to", "stance", "basis", "source", "$comment"],
    }
}

fn open<'t>(context: &'t Context<'t>, tree: &'t Tree, noun: Noun) -> Option<Fields<'t>> {
    Fields::open(context, tree, noun.as_str(), Keys::These(keys(noun)))
}

// Every field is read before any `?`, so that each slip of an entry is noted.

pub(super) fn source(context: &Context<'_>, tree: &Tree) -> Option<Source> {
    let f = open(context, tree, Noun::Source)?;
    let id = f.id("id", SourceId::new);
    let title = f.text("title", "\"...\"");
    let (date, url, text) = (f.date("date"), f.url("url"), f.file_name("text"));
    let comment = f.optional_text("$comment");
    Some(Source {
        id: id?,
        title: title?,
        date,
        url,
        text,
        comment,
    })
}

pub(super) fn stakeholder(context: &Context<'_>, tree: &Tree) -> Option<Stakeholder> {
    let f = open(context, tree, Noun::Stakeholder)?;
    let id = f.id("id", StakeholderId::new);
    let name = f.text("name", "\"...\"");
    let kind = f.word("kind", "\"ngo\"");
    let (aliases, attributes) = (f.texts("aliases"), f.text_map("attributes"));
    let comment = f.optional_text("$comment");
    Some(Stakeholder {
        id: id?,
        name: name?,
        kind: kind?,
        aliases,
        attributes,
        comment,
    })
}

pub(super) fn theme(context: &Context<'_>, tree: &Tree) -> Option<Theme> {
    let f = open(context, tree, Noun::Theme)?;
    let id = f.id("id", ThemeId::new);
    let name = f.text("name", "\"...\"");
    let definition = f.optional_text("definition");
    let broader = f.optional_id("broader", ThemeId::new);
    let keywords = f.texts("keywords");
    let comment = f.optional_text("$comment");
    Some(Theme {
        id: id?,
        name: name?,
        definition,
        broader: broader?,
        keywords,
        comment,
    })
}

pub(super) fn claim(context: &Context<'_>, tree: &Tree) -> Option<Claim> {
    let f = open(context, tree, Noun::Claim)?;
    let id = f.id("id", ClaimId::new);
    let text = f.text("text", "\"...\"");
    let themes = f.id_map("themes", ThemeId::new);
    let comment = f.optional_text("$comment");
    Some(Claim {
        id: id?,
        text: text?,
        themes,
        comment,
    })
}

pub(super) fn statement(context: &Context<'_>, tree: &Tree) -> Option<Statement> {
    let f = open(context, tree, Noun::Statement)?;
    let id = f.id("id", StatementId::new);
    let stakeholder = f.id("stakeholder", StakeholderId::new);
    let claim = f.id("claim", ClaimId::new);
    let stance = f.word("stance", "\"support\"");
    let source = f.id("source", SourceId::new);
    let paragraph = f.paragraph("paragraph");
    let span = f.span("span");
    let quote = f.optional_text("quote");
    let date = f.date("date");
    let speaker = f.optional_text("speaker");
    let condition = f.optional_text("condition");
    let fidelity = f.optional_word("fidelity");
    let coder = f.optional_text("coder");
    let note = f.optional_text("note");
    let comment = f.optional_text("$comment");
    Some(Statement {
        id: id?,
        stakeholder: stakeholder?,
        claim: claim?,
        stance: stance?,
        source: source?,
        paragraph,
        span,
        quote,
        date,
        speaker,
        condition,
        fidelity: fidelity?,
        coder,
        note,
        comment,
    })
}

pub(super) fn relation(context: &Context<'_>, tree: &Tree) -> Option<Relation> {
    let f = open(context, tree, Noun::Relation)?;
    let from = f.id("from", ClaimId::new);
    let to = f.id("to", ClaimId::new);
    let stance = f.word("stance", "\"support\"");
    let basis = f.optional_word("basis");
    let source = f.optional_id("source", SourceId::new);
    let comment = f.optional_text("$comment");
    Some(Relation {
        from: from?,
        to: to?,
        stance: stance?,
        basis: basis?,
        source: source?,
        comment,
    })
}
