//! A statement, and where it stands: PROV and the W3C Web Annotation model.

use std::collections::BTreeSet;

use oxrdf::NamedNode;

use super::record::{Out, encoded, stance};
use crate::model::{Fidelity, Record, Statement};
use crate::vocabulary as v;

/// The statement as `rdf:Statement`, and its place in the source as `oa:Annotation`.
///
/// Positions are Unicode code points, as the annotation model counts and as records do.
pub(super) fn statement(out: &mut Out, row: &Statement, around: Option<(&str, &str)>) {
    let at = out.entity("statement", row.id.as_str());
    let who = out.entity("stakeholder", row.stakeholder.as_str());
    let claim = out.entity("claim", row.claim.as_str());
    let source = out.entity("source", row.source.as_str());
    let speaker = Out::part(&at, "speaker");
    out.is(&at, &[v::STATEMENT, v::ENTITY]);
    out.link(&at, v::SUBJECT, &who);
    let predicate = NamedNode::new_unchecked(stance(row.stance));
    out.link(&at, v::PREDICATE, &predicate);
    out.link(&at, v::OBJECT, &claim);
    out.link(&at, v::WAS_ATTRIBUTED_TO, &who);
    out.link(&at, v::WAS_DERIVED_FROM, &source);
    if row.quote.is_some() {
        out.link(&at, v::WAS_QUOTED_FROM, &source);
    }
    out.typed(&at, v::DATE_CREATED, row.date, v::DATE);
    if row.speaker.is_some() {
        out.link(&at, v::AUTHOR, &speaker);
    }
    out.text(&at, v::CONDITION, row.condition.as_deref());
    let fidelity = row.fidelity.map(Fidelity::as_str);
    out.text(&at, v::ADDITIONAL_TYPE, fidelity);
    out.text(&at, v::NOTE, row.note.as_deref());
    out.text(&at, v::COMMENT, row.comment.as_deref());
    if let Some(name) = &row.speaker {
        out.is(&speaker, &[v::PERSON]);
        out.text(&speaker, v::NAME, Some(name));
    }
    annotation(out, row, around, [&at, &source]);
}

fn annotation(
    out: &mut Out,
    row: &Statement,
    around: Option<(&str, &str)>,
    [body, source]: [&NamedNode; 2],
) {
    let at = out.entity("annotation", row.id.as_str());
    let target = Out::part(&at, "target");
    let quote = Out::part(&at, "quote");
    let position = Out::part(&at, "position");
    out.is(&at, &[v::ANNOTATION]);
    out.link(
        &at,
        v::MOTIVATED_BY,
        &NamedNode::new_unchecked(v::CLASSIFYING),
    );
    out.link(&at, v::HAS_BODY, body);
    out.link(&at, v::HAS_TARGET, &target);
    if let Some(name) = &row.coder {
        let coder = coder(out, name);
        out.link(&at, v::CREATOR, &coder);
    }
    out.is(&target, &[v::SPECIFIC_RESOURCE]);
    out.link(&target, v::HAS_SOURCE, source);
    out.typed(&target, v::POSITION, row.paragraph, v::POSITIVE_INTEGER);
    if row.quote.is_some() {
        out.link(&target, v::HAS_SELECTOR, &quote);
    }
    if row.span.is_some() {
        out.link(&target, v::HAS_SELECTOR, &position);
    }
    if let Some(words) = &row.quote {
        out.is(&quote, &[v::TEXT_QUOTE_SELECTOR]);
        out.text(&quote, v::EXACT, Some(words));
        if let Some((before, after)) = around {
            out.text(
                &quote,
                v::BEFORE,
                Some(before).filter(|text| !text.is_empty()),
            );
            out.text(
                &quote,
                v::AFTER,
                Some(after).filter(|text| !text.is_empty()),
            );
        }
    }
    if let Some(span) = row.span {
        out.is(&position, &[v::TEXT_POSITION_SELECTOR]);
        out.typed(
            &position,
            v::START,
            Some(span.start()),
            v::NON_NEGATIVE_INTEGER,
        );
        out.typed(&position, v::END, Some(span.end()), v::NON_NEGATIVE_INTEGER);
    }
}

/// Who coded, by name: people have no ids.
fn coder(out: &Out, name: &str) -> NamedNode {
    out.entity("coder", &encoded(name))
}

/// Everybody who coded, each once.
pub(super) fn coders(out: &mut Out, record: &Record) {
    let table = record.statements();
    let names: BTreeSet<&str> = table.rows().filter_map(|row| table.coder(row)).collect();
    for name in names {
        let at = coder(out, name);
        out.is(&at, &[v::PERSON]);
        out.text(&at, v::NAME, Some(name));
    }
}
