//! The statements, numbered by their place in the record.

use super::{Writing, place_of, text_of};
use crate::brief::words::Value;
use crate::brief::words::capitalised;
use crate::model::{Fidelity, Stance, StatementIx};
use crate::write::document::{Block, EvidenceEntry, Inline};

pub(super) fn write(writing: &mut Writing<'_>) {
    let table = writing.facts.record.statements();
    if table.is_empty() {
        return;
    }
    writing.heading("evidence", "section.evidence");
    let all = table.len() <= writing.options.most_evidence;
    let rows = table
        .rows()
        .filter(|row| all || writing.used.contains_key(row));
    let rows: Vec<StatementIx> = rows.collect();
    if all {
        writing.paragraph("evidence.intro");
    } else {
        let values = [
            ("all", Value::Count(table.len())),
            ("n", Value::Count(rows.len())),
        ];
        let text = writing.words.fill("method.evidence-some", &values);
        writing
            .blocks
            .push(Block::Paragraph(vec![Inline::Text(text)]));
    }
    let entries = rows.into_iter().map(|row| entry(writing, row)).collect();
    writing.blocks.push(Block::Evidence(entries));
}

fn entry(writing: &Writing<'_>, row: StatementIx) -> EvidenceEntry {
    let (record, words) = (writing.facts.record, writing.words);
    let table = record.statements();
    let who = &record.stakeholder(table.stakeholder(row)).name;
    let values = [
        ("who", Value::Name(who.clone())),
        (
            "claim",
            Value::Name(record.claim(table.claim(row)).text.clone()),
        ),
    ];
    let statement = match table.stance(row) {
        Stance::Support => words.fill("evidence.support", &values),
        Stance::Concern => words.fill("evidence.concern", &values),
    };
    let source = record.source(table.source(row));
    let web = |url: &&String| url.starts_with("https://") || url.starts_with("http://");
    let mut place = vec![match source.url.as_ref().filter(web) {
        Some(url) => Inline::Out {
            url: url.clone(),
            text: source.title.clone(),
        },
        None => text_of(&source.title),
    }];
    let mut more = Vec::new();
    if let Some(paragraph) = table.paragraph(row) {
        let n = Value::Count(paragraph.get() as usize);
        more.push(words.fill("evidence.paragraph", &[("n", n)]));
    }
    if let Some(day) = record.date_of(row) {
        more.push(words.day(day));
    }
    if let Some(fidelity) = table.fidelity(row) {
        more.push(
            words
                .say(match fidelity {
                    Fidelity::Verbatim => "evidence.fidelity.verbatim",
                    Fidelity::Paraphrase => "evidence.fidelity.paraphrase",
                    Fidelity::Inferred => "evidence.fidelity.inferred",
                })
                .to_owned(),
        );
    }
    if let Some(who) = table.speaker(row) {
        let who = Value::Name(who.to_owned());
        more.push(words.fill("evidence.speaker", &[("who", who)]));
    }
    if let Some(condition) = table.condition(row) {
        let condition = Value::Name(condition.to_owned());
        more.push(words.fill("evidence.condition", &[("condition", condition)]));
    }
    for part in more {
        place.push(Inline::Text(format!(", {part}")));
    }
    EvidenceEntry {
        anchor: place_of(row),
        label: words.number(row.index() + 1),
        statement: vec![Inline::Text(capitalised(statement))],
        quote: table.quote(row).map(str::to_owned),
        place,
        used: writing.used.get(&row).cloned().unwrap_or_default(),
    }
}
