//! A record as triples; nothing of it is left out.

use oxrdf::{Literal, NamedNode, NamedNodeRef, Term, Triple};

use super::around::Texts;
use super::{RdfOptions, evidence};
use crate::model::{
    EdgeKind, GraphOptions, KnowledgeGraph, Node, Record, Stakeholder, StakeholderKind, Stance,
    Theme,
};
use crate::vocabulary as v;

/// The record as triples, in the order of the record: the terms are those of
/// [`vocabulary`](crate::vocabulary).
///
/// Everything that a record says is in them, so [`read::jsonld`](crate::read::jsonld) can make
/// it again. Two things are added that follow from it, for whoever asks: the stance of each
/// stakeholder on each claim it speaks on, and its position on each theme as coded (no roll-up),
/// both as `plenary:support` and `plenary:concern` from the stakeholder. No blank nodes. Entries
/// of a list that a record has twice (an alias) are two equal triples. With texts of sources a quote
/// has the words around it, too. O(size of the record and the texts), and the text for each quote
/// without a span.
pub fn triples(record: &Record, options: &RdfOptions) -> Vec<Triple> {
    let mut out = Out::new(&options.base);
    let texts = Texts::new(&options.texts);
    about(&mut out, record);
    for source in record.sources() {
        let at = out.entity("source", source.id.as_str());
        out.is(&at, &[v::CREATIVE_WORK, v::ENTITY]);
        out.text(&at, v::NAME, Some(&source.title));
        out.typed(&at, v::DATE_PUBLISHED, source.date, v::DATE);
        out.typed(&at, v::URL, source.url.as_ref(), v::ANY_URI);
        out.text(&at, v::CONTENT_URL, source.text.as_deref());
        out.text(&at, v::COMMENT, source.comment.as_deref());
    }
    stakeholders(&mut out, record);
    for theme in record.themes() {
        concept(&mut out, theme);
    }
    claims(&mut out, record);
    for row in record.statements().rows() {
        let row = record.statement(row);
        evidence::statement(&mut out, &row, texts.around(&row));
    }
    evidence::coders(&mut out, record);
    relations(&mut out, record);
    out.triples
}

/// Triples as they come to be.
pub(super) struct Out {
    base: String,
    triples: Vec<Triple>,
}

impl Out {
    fn new(base: &v::BaseIri) -> Self {
        Self {
            base: base.as_str().to_owned(),
            triples: Vec::new(),
        }
    }

    /// What has this id. Ids are plain ASCII, and the base was checked.
    pub(super) fn entity(&self, kind: &str, id: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}{kind}/{id}", self.base))
    }

    /// Something that belongs to an entity.
    pub(super) fn part(of: &NamedNode, name: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}/{name}", of.as_str()))
    }

    fn of_record(&self, name: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}{name}", self.base))
    }

    fn push(&mut self, subject: &NamedNode, predicate: &str, object: impl Into<Term>) {
        let predicate = NamedNodeRef::new_unchecked(predicate);
        self.triples
            .push(Triple::new(subject.clone(), predicate, object));
    }

    pub(super) fn is(&mut self, subject: &NamedNode, types: &[&str]) {
        for class in types {
            self.link(subject, v::TYPE, &NamedNode::new_unchecked(*class));
        }
    }

    pub(super) fn link(&mut self, subject: &NamedNode, predicate: &str, object: &NamedNode) {
        self.push(subject, predicate, object.clone());
    }

    pub(super) fn text(&mut self, subject: &NamedNode, predicate: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.push(subject, predicate, Literal::new_simple_literal(text));
        }
    }

    pub(super) fn typed(
        &mut self,
        subject: &NamedNode,
        predicate: &str,
        value: Option<impl ToString>,
        datatype: &str,
    ) {
        if let Some(value) = value {
            let datatype = NamedNodeRef::new_unchecked(datatype);
            let value = Literal::new_typed_literal(value.to_string(), datatype);
            self.push(subject, predicate, value);
        }
    }
}

/// The property that a stance is.
pub(super) const fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Support => v::SUPPORT,
        Stance::Concern => v::CONCERN,
    }
}

/// Any text as one part of an IRI: what is no letter, digit, `-` or `_` as %XX.
pub(super) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => out.push(char::from(byte)),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

fn about(out: &mut Out, record: &Record) {
    let at = out.of_record("record");
    out.is(&at, &[v::DATASET]);
    out.text(&at, v::NAME, record.title());
    out.text(&at, v::COMMENT, record.comment());
    out.text(&at, v::SCHEMA_VERSION, record.schema());
    for source in record.sources() {
        let source = out.entity("source", source.id.as_str());
        out.link(&at, v::IS_BASED_ON, &source);
    }
    if !record.themes().is_empty() {
        let scheme = out.of_record("themes");
        out.is(&scheme, &[v::CONCEPT_SCHEME]);
    }
}

fn stakeholders(out: &mut Out, record: &Record) {
    let graph = KnowledgeGraph::new(record, GraphOptions::default());
    let mut links: Vec<Vec<(&'static str, NamedNode)>> =
        vec![Vec::new(); record.stakeholders().len()];
    for kind in [EdgeKind::Statement, EdgeKind::Position] {
        for (from, to, edge) in graph.edges(kind) {
            let object = match to {
                Node::Claim(ix) => out.entity("claim", record.claim(ix).id.as_str()),
                Node::Theme(ix) => out.entity("theme", record.theme(ix).id.as_str()),
                Node::Stakeholder(_) => continue,
            };
            if let Node::Stakeholder(who) = from {
                links[who.index()].push((stance(edge.stance), object));
            }
        }
    }
    for (stakeholder, links) in record.stakeholders().iter().zip(links) {
        let at = one_stakeholder(out, stakeholder);
        for (stance, object) in links {
            out.link(&at, stance, &object);
        }
        for (key, value) in &stakeholder.attributes {
            let property = Out::part(&at, &format!("attribute/{}", encoded(key)));
            out.is(&property, &[v::PROPERTY_VALUE]);
            out.text(&property, v::NAME, Some(key));
            out.text(&property, v::VALUE, Some(value));
        }
    }
}

fn one_stakeholder(out: &mut Out, stakeholder: &Stakeholder) -> NamedNode {
    let at = out.entity("stakeholder", stakeholder.id.as_str());
    let class = match stakeholder.kind {
        StakeholderKind::Individual => v::PERSON,
        _ => v::ORGANIZATION,
    };
    out.is(&at, &[v::AGENT, class]);
    out.text(&at, v::NAME, Some(&stakeholder.name));
    out.text(&at, v::ADDITIONAL_TYPE, Some(stakeholder.kind.as_str()));
    for alias in &stakeholder.aliases {
        out.text(&at, v::ALTERNATE_NAME, Some(alias));
    }
    for key in stakeholder.attributes.keys() {
        let property = Out::part(&at, &format!("attribute/{}", encoded(key)));
        out.link(&at, v::ADDITIONAL_PROPERTY, &property);
    }
    out.text(&at, v::COMMENT, stakeholder.comment.as_deref());
    at
}

fn concept(out: &mut Out, theme: &Theme) {
    let at = out.entity("theme", theme.id.as_str());
    let scheme = out.of_record("themes");
    out.is(&at, &[v::CONCEPT]);
    out.text(&at, v::PREF_LABEL, Some(&theme.name));
    out.text(&at, v::DEFINITION, theme.definition.as_deref());
    out.link(&at, v::IN_SCHEME, &scheme);
    match &theme.broader {
        Some(broader) => {
            let broader = out.entity("theme", broader.as_str());
            out.link(&at, v::BROADER, &broader);
        }
        None => out.link(&at, v::TOP_CONCEPT_OF, &scheme),
    }
    for keyword in &theme.keywords {
        out.text(&at, v::KEYWORDS, Some(keyword));
    }
    out.text(&at, v::COMMENT, theme.comment.as_deref());
}

fn claims(out: &mut Out, record: &Record) {
    let mut related = record.relations().iter().peekable();
    for (ix, claim) in record.claims().iter().enumerate() {
        let at = out.entity("claim", claim.id.as_str());
        out.is(&at, &[v::CLAIM]);
        out.text(&at, v::TEXT, Some(&claim.text));
        for theme in claim.themes.keys() {
            let theme = out.entity("theme", theme.as_str());
            out.link(&at, v::ABOUT, &theme);
        }
        for (theme, &way) in &claim.themes {
            let theme = out.entity("theme", theme.as_str());
            out.link(&at, stance(way), &theme);
        }
        // Relations are sorted by their ends, as claims are; equal ones differ in the rest.
        let mut last = None;
        while let Some(one) = related.next_if(|one| one.from.index() == ix) {
            if last != Some((one.to, one.stance)) {
                let to = out.entity("claim", record.claim(one.to).id.as_str());
                out.link(&at, stance(one.stance), &to);
            }
            last = Some((one.to, one.stance));
        }
        out.text(&at, v::COMMENT, claim.comment.as_deref());
    }
}

fn relations(out: &mut Out, record: &Record) {
    let mut last = None;
    let mut count = 0;
    for one in record.relations() {
        count = if last == Some((one.from, one.to)) {
            count + 1
        } else {
            1
        };
        last = Some((one.from, one.to));
        let (from, to) = (&record.claim(one.from).id, &record.claim(one.to).id);
        let at = out.entity("relation", &format!("{from}/{to}/{count}"));
        out.is(&at, &[v::STATEMENT]);
        let (from, to) = (
            out.entity("claim", from.as_str()),
            out.entity("claim", to.as_str()),
        );
        out.link(&at, v::SUBJECT, &from);
        out.link(
            &at,
            v::PREDICATE,
            &NamedNode::new_unchecked(stance(one.stance)),
        );
        out.link(&at, v::OBJECT, &to);
        if let Some(source) = one.source {
            let source = out.entity("source", record.source(source).id.as_str());
            out.link(&at, v::WAS_DERIVED_FROM, &source);
        }
        let basis = one.basis.map(crate::model::Basis::as_str);
        out.text(&at, v::ADDITIONAL_TYPE, basis);
        out.text(&at, v::COMMENT, one.comment.as_deref());
    }
}
