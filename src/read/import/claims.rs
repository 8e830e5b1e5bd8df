//! A table of dated claims, with or without a table of what is known of speakers and concepts.

use std::collections::{BTreeMap, BTreeSet};

use super::Import;
use super::draft::Draft;
use super::table::{Row, Table, base, table};
use super::text::one_line;
use crate::model::{ClaimId, StakeholderId, StakeholderKind, Stance};
use crate::read::Input;
use crate::read::codes::Code;
use crate::read::problem::Problem;
use crate::read::table_words::yes_or_no;
use crate::read::when::when;

const SPEAKER: &[&str] = &[
    "speaker",
    "actor",
    "organisation",
    "organization",
    "stakeholder",
    "from",
];
const CONCEPT: &[&str] = &["concept", "claim", "category", "issue", "to"];
const SIGN: &[&str] = &["sign", "stance", "agreement", "agree", "position", "value"];
const DATE: &[&str] = &["date", "time", "day", "datetime"];
const NAME: &[&str] = &["name", "label"];
const TYPE: &[&str] = &["type", "class", "mode", "nodekind"];

/// Whether a head is one of a table of claims, and whether one of nodes.
pub(crate) fn kinds(head: &[String]) -> (bool, bool) {
    let has = |names: &[&str]| {
        head.iter().any(|one| {
            names
                .iter()
                .any(|name| one.trim().eq_ignore_ascii_case(name))
        })
    };
    let claims = has(SPEAKER) && has(CONCEPT) && has(SIGN);
    (claims, !claims && has(NAME) && has(TYPE))
}

/// Whether a head tells by itself that it is of a table of claims; others with such columns are
/// tables of statements as well.
pub(crate) fn is_plain(head: &[String]) -> bool {
    kinds(head).0
        && head
            .iter()
            .any(|one| one.trim().eq_ignore_ascii_case("sign"))
}

/// Reads a table of claims (speaker, concept, sign, date and more) and tables of nodes (name,
/// type and more).
///
/// Each row of claims is a statement; other columns stay in its note. A node is a stakeholder
/// where it is of type speaker or actor, or speaks; a claim where it is of type concept or
/// claim; other columns of a speaker are its attributes, of a concept its remark. A sign of 1
/// is support, -1 concern; 0 and empty are no stance.
pub fn claims(inputs: Vec<Input>) -> Import {
    let mut draft = Draft::default();
    let mut rows: Vec<Table> = Vec::new();
    let mut nodes: Vec<Table> = Vec::new();
    let only = inputs.len() == 1;
    for input in inputs {
        let name = base(&input.name);
        if !name.ends_with(".csv") && !name.ends_with(".tsv") && !only {
            draft.tally.lost("other files", "they are no tables", name);
            continue;
        }
        let Some(one) = table(input, &mut draft) else {
            continue;
        };
        match kinds(&one.head) {
            (true, _) => rows.push(one),
            (_, true) => nodes.push(one),
            _ => draft.tally.lost(
                "other files",
                "their columns tell neither claims nor nodes",
                name,
            ),
        }
    }
    if rows.is_empty() && draft.problems.is_empty() {
        let message = "no table has the columns speaker, concept and sign";
        let help = "import the table of claims, or the folder that has it";
        draft
            .problems
            .push(Problem::new(Code::BadExchange, message).help(help));
    }
    if !draft.problems.is_empty() {
        return draft.finish();
    }
    fill(&mut draft, &rows, &nodes);
    draft.finish()
}

fn fill(draft: &mut Draft, rows: &[Table], nodes: &[Table]) {
    draft.tally.expect("speakers", Some("stakeholders"));
    draft.tally.expect("concepts", Some("claims"));
    draft.tally.expect("claims", Some("statements"));
    let mut speaking: BTreeSet<String> = BTreeSet::new();
    let mut spoken_of: BTreeSet<String> = BTreeSet::new();
    for table in rows {
        let (who, what) = (table.column(SPEAKER), table.column(CONCEPT));
        speaking.extend(table.rows.iter().map(|row| one_line(row.get(who))));
        spoken_of.extend(table.rows.iter().map(|row| one_line(row.get(what))));
    }
    speaking.remove("");
    spoken_of.remove("");
    let mut known: BTreeMap<String, (&Table, &Row)> = BTreeMap::new();
    let mut concepts: BTreeMap<String, (&Table, &Row)> = BTreeMap::new();
    for table in nodes {
        let (name, kind) = (table.column(NAME), table.column(TYPE));
        for row in &table.rows {
            let name = one_line(row.get(name));
            let kind = row.get(kind).to_lowercase();
            let concept = ["concept", "claim", "category", "issue"].contains(&kind.as_str());
            let speaker = [
                "speaker",
                "actor",
                "person",
                "organisation",
                "organization",
                "stakeholder",
            ]
            .contains(&kind.as_str());
            let (list, things) = if concept
                || (!speaker && spoken_of.contains(&name) && !speaking.contains(&name))
            {
                (&mut concepts, "concepts")
            } else if speaker || speaking.contains(&name) {
                (&mut known, "speakers")
            } else {
                draft.tally.skipped(
                    "other nodes",
                    "neither speaker nor concept",
                    table.place(row),
                );
                continue;
            };
            if name.is_empty() || list.contains_key(&name) {
                draft.tally.skipped(
                    things,
                    "its name is missing, or stands there before",
                    table.place(row),
                );
                continue;
            }
            list.insert(name, (table, row));
        }
    }
    speaking.extend(known.keys().cloned());
    spoken_of.extend(concepts.keys().cloned());
    let people: BTreeMap<String, StakeholderId> = (speaking.into_iter())
        .map(|name| {
            let id = draft.stakeholder(&name, StakeholderKind::Other);
            if let (Some((table, row)), Some(one)) =
                (known.get(&name), draft.parts.stakeholders.last_mut())
            {
                let words = told(table, row, &[NAME, TYPE]);
                let kind = words
                    .iter()
                    .find(|(key, _)| key == "kind")
                    .and_then(|(_, value)| value.to_lowercase().parse().ok());
                one.kind = kind.unwrap_or(StakeholderKind::Other);
                one.attributes = words.into_iter().collect();
            }
            draft.tally.kept("speakers");
            (name, id)
        })
        .collect();
    let claims: BTreeMap<String, ClaimId> = (spoken_of.into_iter())
        .map(|name| {
            let id = draft.claim(Some(&name), &name);
            let words = concepts
                .get(&name)
                .map(|(table, row)| told(table, row, &[NAME, TYPE]));
            if let (Some(words), Some(claim)) =
                (words.filter(|words| !words.is_empty()), draft.last_claim())
            {
                let words: Vec<String> = words
                    .into_iter()
                    .map(|(key, value)| format!("{key} {value}"))
                    .collect();
                claim.comment = Some(words.join("; "));
            }
            draft.tally.kept("concepts");
            (name, id)
        })
        .collect();
    for table in rows {
        state(draft, table, &people, &claims);
    }
}

/// The cells of other columns that say something.
fn told(table: &Table, row: &Row, taken: &[&[&str]]) -> Vec<(String, String)> {
    let taken: Vec<Option<usize>> = taken.iter().map(|names| table.column(names)).collect();
    (0..table.head.len())
        .filter(|&at| !taken.contains(&Some(at)) && !table.head[at].is_empty())
        .map(|at| (table.head[at].clone(), one_line(row.get(Some(at)))))
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

fn state(
    draft: &mut Draft,
    table: &Table,
    people: &BTreeMap<String, StakeholderId>,
    claims: &BTreeMap<String, ClaimId>,
) {
    let title = table
        .name
        .rsplit_once('.')
        .map_or(table.name.as_str(), |(stem, _)| stem)
        .to_owned();
    let source = draft.source(&title);
    if draft.parts.title.is_none() {
        draft.parts.title = Some(title);
    }
    let column = |names: &[&str]| table.column(names);
    let (who, what, which, date) = (column(SPEAKER), column(CONCEPT), column(SIGN), column(DATE));
    let quote = column(&["quote", "text"]);
    // Where there is a -1, a 0 is in the middle.
    let middle = table.rows.iter().any(|row| row.get(which) == "-1");
    for row in &table.rows {
        let place = table.place(row);
        let ends = people
            .get(&one_line(row.get(who)))
            .zip(claims.get(&one_line(row.get(what))));
        let Some(ends) = ends else {
            draft
                .tally
                .skipped("claims", "it lacks a speaker or a concept", place);
            continue;
        };
        let stance = yes_or_no(row.get(which)).filter(|_| !(middle && row.get(which) == "0"));
        let Some(stance) = stance.map(|yes| {
            if yes {
                Stance::Support
            } else {
                Stance::Concern
            }
        }) else {
            draft
                .tally
                .skipped("claims", "its sign is neither for nor against", place);
            continue;
        };
        let said = row.get(date);
        let day = when(said).filter(|range| range.end() - range.start() < 86_400);
        if !said.is_empty() && day.is_none() {
            draft.tally.lost("dates", "it is no day", place.clone());
        }
        let words = told(
            table,
            row,
            &[SPEAKER, CONCEPT, SIGN, DATE, &["quote", "text"]],
        );
        let words: Vec<String> = words
            .into_iter()
            .map(|(key, value)| format!("{key} {value}"))
            .collect();
        let statement = draft.statement(&format!("line {}", row.line), ends, stance, &source);
        statement.date = day.map(|range| crate::model::events::time::civil(*range.start()).date());
        statement.note = (!words.is_empty()).then(|| words.join("; "));
        statement.quote = Some(row.get(quote).to_owned()).filter(|text| !text.is_empty());
        draft.tally.kept("claims");
    }
}
