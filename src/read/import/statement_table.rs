//! The table of statements that `plenary export --what statements` writes.

use std::collections::BTreeMap;

use super::Import;
use super::draft::Draft;
use super::graph_tables::raw;
use super::table::table;
use crate::model::{ClaimId, SourceId, Span, StakeholderId, StakeholderKind};
use crate::read::Input;
use crate::read::codes::Code;
use crate::read::problem::{Place, Problem};
use crate::read::when::when;

/// Columns that no other table has together.
const OURS: [&str; 5] = [
    "stakeholder_name",
    "claim_text",
    "source_title",
    "span_start",
    "fidelity",
];

/// Whether a head is that of our own table.
pub(crate) fn is_ours(head: &[String]) -> bool {
    OURS.iter().all(|name| head.iter().any(|one| one == name))
}

/// Reads the table back: ids stay, and so do the statements' fields. A date is the statement's,
/// for the table does not say whether it was its source's. Kinds, themes and relations are not
/// in the table.
pub(super) fn statement_table(input: Input) -> Import {
    let mut draft = Draft::default();
    let Some(table) = table(input, &mut draft) else {
        return draft.finish();
    };
    let at = |name: &str| table.head.iter().position(|head| head == name);
    let columns = [
        "id",
        "stakeholder",
        "claim",
        "source",
        "stance",
        "date",
        "paragraph",
        "span_start",
        "span_end",
    ]
    .map(at);
    let [id, who, what, from, which, date, paragraph, start, end] = columns;
    let [name, words, title] = ["stakeholder_name", "claim_text", "source_title"].map(at);
    let texts = [
        "quote",
        "speaker",
        "condition",
        "fidelity",
        "coder",
        "note",
        "comment",
    ]
    .map(at);
    let mut people: BTreeMap<String, StakeholderId> = BTreeMap::new();
    let mut claims: BTreeMap<String, ClaimId> = BTreeMap::new();
    let mut sources: BTreeMap<String, SourceId> = BTreeMap::new();
    draft.tally.expect("rows", Some("statements"));
    for row in &table.rows {
        let (who, what, from) = (raw(row, who), raw(row, what), raw(row, from));
        let Ok(stance) = row.get(which).parse() else {
            let place = Place {
                file: 0,
                span: 0..0,
            };
            let message = format!(
                "{}: the stance is neither support nor concern",
                table.place(row)
            );
            draft
                .problems
                .push(Problem::new(Code::BadCell, message).at(Some(place), "in this table"));
            break;
        };
        let who = people
            .entry(who.clone())
            .or_insert_with(|| {
                draft.named_stakeholder(&who, &raw(row, name), StakeholderKind::Other)
            })
            .clone();
        let what = claims
            .entry(what.clone())
            .or_insert_with(|| draft.claim(Some(&what), &raw(row, words)))
            .clone();
        let from = sources
            .entry(from.clone())
            .or_insert_with(|| draft.named_source(&from, &raw(row, title)))
            .clone();
        let number = |at| row.get(at).parse::<u32>().ok();
        let statement = draft.statement(&raw(row, id), (&who, &what), stance, &from);
        statement.paragraph = row.get(paragraph).parse().ok();
        statement.span = number(start)
            .zip(number(end))
            .and_then(|(start, end)| Span::new(start, end));
        statement.date = when(row.get(date))
            .map(|range| crate::model::events::time::civil(*range.start()).date());
        let [quote, speaker, condition, fidelity, coder, note, comment] =
            texts.map(|at| Some(raw(row, at)).filter(|text| !text.is_empty()));
        statement.quote = quote;
        statement.speaker = speaker;
        statement.condition = condition;
        statement.fidelity = fidelity.and_then(|word| word.parse().ok());
        statement.coder = coder;
        statement.note = note;
        statement.comment = comment;
        draft.tally.kept("rows");
    }
    draft.finish()
}
