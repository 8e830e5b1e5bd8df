//! Tables of statements and databases of the Discourse Network Analyzer.

use std::collections::BTreeMap;

use super::draft::Draft;
use super::loss::Tally;
use super::text::one_line;
use super::{Import, ImportOptions};
use crate::model::{Events, Record, Values, VariableRef};
use crate::read::events_reading::EventsReading;
use crate::read::json::Reading;
use crate::read::{DnaOptions, Input, RecordOptions, csv_table, events_record};

/// Names that a record has a place for, whatever kind the column is.
const KNOWN: [&str; 12] = [
    "quote",
    "speaker",
    "coder",
    "note",
    "condition",
    "theme",
    "stakeholder_name",
    "claim_text",
    "kind",
    "Type",
    "type",
    "source_title",
];

/// Reads a table with one statement a row (see [`csv_table`]) and makes a record of it.
pub(super) fn table(input: Input, options: &ImportOptions) -> Import {
    if super::sniff::is_own_table(&input.bytes) {
        return super::statement_table::statement_table(input);
    }
    let title = title(&input.name);
    let reading = csv_table(input, &options.table);
    record(reading, title, options, "rows")
}

/// Reads a database of DNA: statements of one type; who speaks is the organisation, else the
/// person, who is then the speaker.
pub(super) fn dna(input: Input, options: &ImportOptions) -> Import {
    let title = title(&input.name);
    let settings = DnaOptions {
        statement_type: options.statement_type.clone(),
    };
    let beside = crate::read::dna::beside(&input.bytes, &settings);
    let reading = crate::read::dna(input, &settings);
    let mut import = record(reading, title, options, "statements of DNA");
    if import.reading.record.is_none() {
        return import;
    }
    let mut tally = Tally::from(std::mem::take(&mut import.loss));
    for (label, n) in beside.other_types {
        for _ in 0..n {
            tally.skipped(
                "statements of other types",
                "one type is read; --type names it",
                label.clone(),
            );
        }
    }
    tally.lost_n(
        "texts of documents",
        "a record names a file; write the texts beside it",
        beside.texts,
        "",
    );
    tally.lost_n(
        "patterns that mark words (regexes)",
        "they are for reading in DNA",
        beside.regexes,
        "",
    );
    import.loss = tally.report();
    import
}

fn title(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if stem.trim().is_empty() {
        "table"
    } else {
        stem
    }
    .to_owned()
}

fn record(reading: EventsReading, title: String, options: &ImportOptions, things: &str) -> Import {
    let Some(events) = reading.events.clone() else {
        let mut draft = Draft::new(reading.files);
        draft.problems = reading.problems;
        return draft.finish();
    };
    let settings = RecordOptions {
        title,
        theme_stance: options.theme_stance.clone(),
        ..RecordOptions::default()
    };
    let mut made = events_record(reading, &settings);
    let mut tally = Tally::default();
    if let Some(record) = made.record.take() {
        made.record = Some(enrich(record, &events, &mut tally, things));
    }
    Import {
        reading: Reading { ..made },
        loss: tally.report(),
    }
}

/// Adds what the table says and [`events_record`] leaves aside, and counts what is lost.
fn enrich(record: Record, events: &Events, tally: &mut Tally, things: &str) -> Record {
    tally.expect(things, Some("statements"));
    let find = |name: Option<&str>| name.and_then(|name| events.find(name));
    let who = find(events.usual_stakeholder());
    let what = find(events.usual_claim());
    let which = find(events.usual_stance());
    let view = |of: Option<VariableRef>| of.and_then(|of| events.text(of));
    let (people, claims) = (view(who), view(what));
    let stances = match which.and_then(|of| events.values(of)) {
        Some(Values::Boolean(values)) => values.as_slice(),
        _ => &[],
    };
    let said = |view: &Option<crate::model::TextView<'_>>, row: usize| {
        view.as_ref()
            .map(|view| view.labels[view.codes[row] as usize].to_string())
            .unwrap_or_default()
    };
    for row in 0..events.len() {
        let why = if said(&people, row).is_empty() {
            "nobody says it"
        } else if said(&claims, row).is_empty() {
            "it says nothing on any claim"
        } else if stances.get(row).is_none_or(|&stance| stance < 0) {
            "it has no stance"
        } else {
            tally.kept(things);
            continue;
        };
        tally.skipped(things, why, format!("statement {}", events.id(row)));
    }
    // What a statement says besides goes into its remark, whatever the table calls it.
    let taken = [who, what, which];
    let speaker = (!events.names().iter().any(|name| name == "speaker"))
        .then(|| events.find("person"))
        .flatten()
        .filter(|of| Some(*of) != who);
    let mut others = Vec::new();
    for (at, variable) in events.variables().iter().enumerate() {
        let of = VariableRef::Statement(at);
        if taken.contains(&Some(of))
            || Some(of) == speaker
            || KNOWN.contains(&variable.name.as_str())
        {
            continue;
        }
        if let Some(view) = events.text(of) {
            others.push((variable.name.as_str(), view));
        }
    }
    let speaker = speaker.and_then(|of| events.text(of));
    let mut parts = record.to_parts();
    for statement in &mut parts.statements {
        let Some(row) = row_of(statement.id.as_str()).filter(|&row| row < events.len()) else {
            continue;
        };
        let name = speaker
            .as_ref()
            .map(|view| view.labels[view.codes[row] as usize].to_string());
        if let Some(name) = name.filter(|name| !name.trim().is_empty()) {
            statement.speaker.get_or_insert(name);
        }
        let mut remarks = Vec::new();
        for (name, view) in &others {
            let value = one_line(&view.labels[view.codes[row] as usize]);
            if !value.is_empty() {
                remarks.push(format!("{name}: {value}"));
            }
        }
        if !remarks.is_empty() {
            statement.comment = Some(remarks.join("; "));
        }
    }
    documents(&mut parts, events, tally);
    for attribute in events.attributes() {
        if Some(VariableRef::Statement(attribute.of)) == who {
            continue;
        }
        let n = attribute
            .codes
            .iter()
            .filter(|&&code| !attribute.labels[code as usize].is_empty())
            .count();
        let variable = &events.variables()[attribute.of].name;
        let what = format!("attribute '{}' of {variable}", attribute.name);
        tally.lost_n(&what, "only stakeholders have attributes", n, "");
    }
    Record::resolve(parts).unwrap_or(record)
}

/// What is known of documents, and those without a statement.
fn documents(parts: &mut crate::model::Parts, events: &Events, tally: &mut Tally) {
    let fields = ["author", "source", "section", "type"];
    let views: Vec<_> = (fields.iter())
        .filter_map(|name| {
            let of = events.find(&format!("document.{name}"))?;
            matches!(of, VariableRef::Document(_))
                .then(|| events.text(of).map(|view| (*name, view)))
                .flatten()
        })
        .collect();
    // Sources are made of the documents that a kept statement stands in.
    let rows = parts
        .statements
        .iter()
        .filter_map(|one| row_of(one.id.as_str()));
    let with: BTreeMap<usize, usize> = (rows.filter(|&row| row < events.len()))
        .map(|row| (events.document(row), row))
        .collect();
    let by_title: BTreeMap<&str, usize> = (with.iter())
        .map(|(&document, &row)| (events.documents()[document].name.as_str(), row))
        .collect();
    for source in &mut parts.sources {
        let Some(&row) = by_title.get(source.id.as_str()) else {
            continue;
        };
        let said = views
            .iter()
            .map(|(name, view)| (*name, one_line(&view.labels[view.codes[row] as usize])));
        let said: Vec<String> = said
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}: {value}"))
            .collect();
        if !said.is_empty() {
            source.comment = Some(said.join("; "));
        }
    }
    let kept = parts.sources.len();
    tally.expect("documents", Some("sources"));
    tally.kept_n("documents", kept);
    for (at, document) in events.documents().iter().enumerate() {
        if !with.contains_key(&at) {
            let why = "no statement that was kept stands in it";
            tally.repeated("documents", why, document.name.clone());
        }
    }
}

/// The row that the id of a statement begins with: `s12-345`.
fn row_of(id: &str) -> Option<usize> {
    id.strip_prefix('s')?.split('-').next()?.parse().ok()
}
