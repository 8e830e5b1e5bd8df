//! One function a noun: from a row to the model's struct.

use std::collections::BTreeMap;

use super::names::Names;
use super::row::Row;
use super::themes::themes;
use crate::model::{
    Claim, ClaimId, Noun, Relation, Source, SourceId, Stakeholder, StakeholderId, Statement,
    StatementId, Theme, ThemeId,
};
use crate::read::codes::Code;
use crate::read::import::text::is_web_address;
use crate::read::json::fields::is_file_name;
use crate::read::problem::Problem;

const CHECKED: &str = "ids were checked or made";

/// What statements and the like can name.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) of: BTreeMap<Noun, Names>,
}

impl Known {
    fn find(&self, row: &Row<'_>, field: &'static str, noun: Noun) -> Option<Option<String>> {
        let Some(text) = row.word(field) else {
            return Some(None);
        };
        match self.of.get(&noun) {
            Some(names) => names.find(row, field, text, noun).map(Some),
            None => Names::default().find(row, field, text, noun).map(Some),
        }
    }

    /// A required reference, in its own column or in the one with what it is called.
    fn required(
        &self,
        row: &Row<'_>,
        (field, called): (&'static str, &'static str),
        noun: Noun,
    ) -> Option<String> {
        let found = self.find(row, field, noun)?;
        let by_name = self.find(row, called, noun)?;
        match (found, by_name) {
            (Some(one), Some(other)) if one != other => {
                let message = format!("'{other}' is called so, and not {field} '{one}'");
                row.report(
                    Problem::new(Code::BadCell, message)
                        .at(row.place(called), "another one's")
                        .help(format!("empty this cell: {field} says which one it is")),
                );
                None
            }
            (Some(id), _) | (None, Some(id)) => Some(id),
            (None, None) => {
                row.missing(field, &format!("write the id or the name of a {noun}"));
                None
            }
        }
    }
}

fn owned(text: Option<&str>) -> Option<String> {
    text.map(str::to_owned)
}

// Every field is read before any `?`, so that each slip of a row is noted.

pub(super) fn source(row: &Row<'_>, id: Option<&str>) -> Option<Source> {
    let title = row.required("title", "write its title as it is cited");
    let date = row.date("date");
    let url = row.word("url").filter(|url| {
        let good = is_web_address(url);
        if !good {
            row.report(
                Problem::new(Code::BadUrl, "this is no web address")
                    .at(row.place("url"), "not http:// or https://")
                    .help("write the whole address, such as https://example.org/report"),
            );
        }
        good
    });
    let text = row.word("text").filter(|name| {
        let good = is_file_name(name);
        if !good {
            row.report(
                Problem::new(
                    Code::BadFileName,
                    "this is no file name beside the workbook",
                )
                .at(row.place("text"), "not a relative file name")
                .help("write a name such as report.txt, and use --texts for other folders"),
            );
        }
        good
    });
    let comment = row.text("$comment");
    Some(Source {
        id: SourceId::new(id?).expect(CHECKED),
        title: title?.to_owned(),
        date,
        url: owned(url),
        text: owned(text),
        comment: owned(comment),
    })
}

pub(super) fn stakeholder(row: &Row<'_>, id: Option<&str>) -> Option<Stakeholder> {
    let name = row.required("name", "write its full name");
    let kind = row.required_listed("kind", "choose one from the list, such as ngo or state");
    let aliases = row.texts("aliases");
    let attributes = row.columns.attributes.iter();
    let attributes = attributes.filter_map(|(key, column)| {
        let value = row.attribute(*column)?;
        Some((key.clone(), value.to_owned()))
    });
    let attributes = attributes.collect();
    let comment = row.text("$comment");
    Some(Stakeholder {
        id: StakeholderId::new(id?).expect(CHECKED),
        name: name?.to_owned(),
        kind: kind?,
        aliases,
        attributes,
        comment: owned(comment),
    })
}

pub(super) fn theme(row: &Row<'_>, id: Option<&str>, known: &Known) -> Option<Theme> {
    let name = row.required("name", "write its name");
    let definition = row.text("definition");
    let broader = known.find(row, "broader", Noun::Theme);
    let keywords = row.texts("keywords");
    let comment = row.text("$comment");
    Some(Theme {
        id: ThemeId::new(id?).expect(CHECKED),
        name: name?.to_owned(),
        definition: owned(definition),
        broader: broader?.map(|id| ThemeId::new(&id).expect(CHECKED)),
        keywords,
        comment: owned(comment),
    })
}

pub(super) fn claim(row: &Row<'_>, id: Option<&str>, known: &Known) -> Option<Claim> {
    let text = row.required("text", "write the proposition, in your own words");
    let none = Names::default();
    let themes = themes(row, known.of.get(&Noun::Theme).unwrap_or(&none));
    let comment = row.text("$comment");
    Some(Claim {
        id: ClaimId::new(id?).expect(CHECKED),
        text: text?.to_owned(),
        themes,
        comment: owned(comment),
    })
}

pub(super) fn statement(
    row: &Row<'_>,
    id: Option<&str>,
    known: &Known,
    free: &mut Names,
) -> Option<Statement> {
    let who = known.required(row, ("stakeholder", "stakeholder name"), Noun::Stakeholder);
    let what = known.required(row, ("claim", "claim text"), Noun::Claim);
    let stance = row.required_listed("stance", "choose support or concern");
    let source = known.required(row, ("source", "source title"), Noun::Source);
    let (paragraph, span) = (row.paragraph(), row.span());
    let quote = row.text("quote");
    let date = row.date("date");
    let speaker = row.text("speaker");
    let condition = row.text("condition");
    let fidelity = row.listed("fidelity");
    let coder = row.text("coder");
    let note = row.text("note");
    let comment = row.text("$comment");
    let (who, what) = (who?, what?);
    let id = match id {
        Some(id) => id.to_owned(),
        None if row.word("id").is_some() => return None,
        // Not the number of the row, which sorting the sheet changes.
        None => free.free(&format!("{who} {what}"), Noun::Statement),
    };
    Some(Statement {
        id: StatementId::new(&id).expect(CHECKED),
        stakeholder: StakeholderId::new(&who).expect(CHECKED),
        claim: ClaimId::new(&what).expect(CHECKED),
        stance: stance?,
        source: SourceId::new(&source?).expect(CHECKED),
        paragraph,
        span,
        quote: owned(quote),
        date,
        speaker: owned(speaker),
        condition: owned(condition),
        fidelity: fidelity?,
        coder: owned(coder),
        note: owned(note),
        comment: owned(comment),
    })
}

pub(super) fn relation(row: &Row<'_>, known: &Known) -> Option<Relation> {
    let end = |field: &'static str| {
        let found = known.find(row, field, Noun::Claim)?;
        if found.is_none() {
            row.missing(field, "write the id or the text of a claim");
        }
        found
    };
    let (from, to) = (end("from"), end("to"));
    let stance = row.required_listed("stance", "choose support or concern");
    let basis = row.listed("basis");
    let source = known.find(row, "source", Noun::Source);
    let comment = row.text("$comment");
    Some(Relation {
        from: ClaimId::new(&from?).expect(CHECKED),
        to: ClaimId::new(&to?).expect(CHECKED),
        stance: stance?,
        basis: basis?,
        source: source?.map(|id| SourceId::new(&id).expect(CHECKED)),
        comment: owned(comment),
    })
}
