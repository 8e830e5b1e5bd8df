//! A statement as it is cited beside a number.

use serde::Serialize;

use crate::model::{Record, StatementIx};

/// A statement with its date, words and place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cited {
    /// Its id.
    pub id: String,
    /// The claim it is on.
    pub claim: String,
    /// Its stance on the claim.
    pub stance: &'static str,
    /// When it was made, `YYYY-MM-DD`; its own date, else its source's.
    pub date: Option<String>,
    /// Where it is on record.
    pub source: String,
    /// The block of the source's text, counted from 1.
    pub paragraph: Option<u32>,
    /// A few words of the source, literally.
    pub quote: Option<String>,
    /// On what condition the stance holds.
    pub condition: Option<String>,
}

/// Cites statements. O(rows).
pub(super) fn cited(record: &Record, rows: &[StatementIx]) -> Vec<Cited> {
    let table = record.statements();
    let cite = |&row: &StatementIx| Cited {
        id: table.id(row).to_string(),
        claim: record.claim(table.claim(row)).id.to_string(),
        stance: table.stance(row).as_str(),
        date: record.date_of(row).map(|day| day.to_string()),
        source: record.source(table.source(row)).id.to_string(),
        paragraph: table.paragraph(row).map(u32::from),
        quote: table.quote(row).map(str::to_owned),
        condition: table.condition(row).map(str::to_owned),
    };
    rows.iter().map(cite).collect()
}

/// `2020-02-12 "words" (source, paragraph 3)`.
pub(super) fn citation(cited: &Cited) -> String {
    let date = cited.date.as_deref().unwrap_or("undated");
    let quote = cited
        .quote
        .as_ref()
        .map(|quote| format!(" \u{201C}{quote}\u{201D}"));
    let at = cited
        .paragraph
        .map(|paragraph| format!(", paragraph {paragraph}"));
    let (quote, at) = (quote.unwrap_or_default(), at.unwrap_or_default());
    format!("{date}{quote} ({}{at})", cited.source)
}
