//! A record as the file it can be read from again.

use super::{pretty, wire};
use crate::model::{Record, ResolvedRelation, StatementIx};

/// The record in its canonical form: keys in the order of the documentation, entries in the
/// record's order, nothing that is empty, two spaces, a final newline.
///
/// Reading it gives an equal record, and writing that the same bytes.
pub fn record_json(record: &Record) -> String {
    let table = record.statements();
    pretty(&wire::RecordFile {
        schema: record.schema().map(Into::into),
        comment: record.comment().map(Into::into),
        plenary: 1,
        title: record.title().map(Into::into),
        sources: record.sources().iter().map(source).collect(),
        stakeholders: record.stakeholders().iter().map(stakeholder).collect(),
        themes: (record.themes().iter())
            .map(|theme| wire::Theme {
                id: theme.id.as_str(),
                name: &theme.name,
                definition: theme.definition.as_deref(),
                broader: theme.broader.as_ref().map(crate::model::ThemeId::as_str),
                keywords: &theme.keywords,
                comment: theme.comment.as_deref(),
            })
            .collect(),
        claims: (record.claims().iter())
            .map(|claim| wire::Claim {
                id: claim.id.as_str(),
                text: &claim.text,
                themes: (claim.themes.iter())
                    .map(|(id, stance)| (id.as_str(), stance.as_str()))
                    .collect(),
                comment: claim.comment.as_deref(),
            })
            .collect(),
        statements: table.rows().map(|row| statement(record, row)).collect(),
        relations: (record.relations().iter())
            .map(|one| relation(record, one))
            .collect(),
    })
}

fn source(source: &crate::model::Source) -> wire::Source<'_> {
    wire::Source {
        id: source.id.as_str(),
        title: &source.title,
        date: source.date.map(|date| date.to_string()),
        url: source.url.as_deref(),
        text: source.text.as_deref(),
        comment: source.comment.as_deref(),
    }
}

fn stakeholder(stakeholder: &crate::model::Stakeholder) -> wire::Stakeholder<'_> {
    wire::Stakeholder {
        id: stakeholder.id.as_str(),
        name: &stakeholder.name,
        kind: stakeholder.kind.as_str(),
        aliases: &stakeholder.aliases,
        attributes: &stakeholder.attributes,
        comment: stakeholder.comment.as_deref(),
    }
}

pub(super) fn statement(record: &Record, row: StatementIx) -> wire::Statement<'_> {
    let table = record.statements();
    wire::Statement {
        id: table.id(row).as_str(),
        stakeholder: record.stakeholder(table.stakeholder(row)).id.as_str(),
        claim: record.claim(table.claim(row)).id.as_str(),
        stance: table.stance(row).as_str(),
        source: record.source(table.source(row)).id.as_str(),
        paragraph: table.paragraph(row).map(std::num::NonZero::get),
        span: table.span(row).map(|span| [span.start(), span.end()]),
        quote: table.quote(row),
        date: table.date(row).map(|date| date.to_string()),
        speaker: table.speaker(row),
        condition: table.condition(row),
        fidelity: table.fidelity(row).map(crate::model::Fidelity::as_str),
        coder: table.coder(row),
        note: table.note(row),
        comment: table.comment(row),
    }
}

fn relation<'a>(record: &'a Record, relation: &'a ResolvedRelation) -> wire::Relation<'a> {
    wire::Relation {
        from: record.claim(relation.from).id.as_str(),
        to: record.claim(relation.to).id.as_str(),
        stance: relation.stance.as_str(),
        basis: relation.basis.map(crate::model::Basis::as_str),
        source: relation.source.map(|ix| record.source(ix).id.as_str()),
        comment: relation.comment.as_deref(),
    }
}
