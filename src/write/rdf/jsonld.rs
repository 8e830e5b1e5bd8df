//! JSON-LD, with the context inside: nothing is fetched to read it.

use oxrdf::{NamedOrBlankNode, Term, Triple};
use serde_json::{Map, Value, json};

use super::{RdfOptions, triples};
use crate::model::Record;
use crate::vocabulary::{self as v, BaseIri};
use crate::write::pretty;

/// Properties whose values are IRIs, and those with a datatype.
const LINKS: &[&str] = &[
    v::ABOUT,
    v::ADDITIONAL_PROPERTY,
    v::AUTHOR,
    v::BROADER,
    v::CONCERN,
    v::CREATOR,
    v::HAS_BODY,
    v::HAS_SELECTOR,
    v::HAS_SOURCE,
    v::HAS_TARGET,
    v::IN_SCHEME,
    v::IS_BASED_ON,
    v::MOTIVATED_BY,
    v::OBJECT,
    v::PREDICATE,
    v::SUBJECT,
    v::SUPPORT,
    v::TOP_CONCEPT_OF,
    v::WAS_ATTRIBUTED_TO,
    v::WAS_DERIVED_FROM,
    v::WAS_QUOTED_FROM,
];
const TYPED: &[(&str, &str)] = &[
    (v::DATE_CREATED, v::DATE),
    (v::DATE_PUBLISHED, v::DATE),
    (v::END, v::NON_NEGATIVE_INTEGER),
    (v::POSITION, v::POSITIVE_INTEGER),
    (v::START, v::NON_NEGATIVE_INTEGER),
    (v::URL, v::ANY_URI),
];
const TEXTS: &[&str] = &[
    v::ADDITIONAL_TYPE,
    v::AFTER,
    v::ALTERNATE_NAME,
    v::BEFORE,
    v::COMMENT,
    v::CONDITION,
    v::CONTENT_URL,
    v::DEFINITION,
    v::EXACT,
    v::KEYWORDS,
    v::NAME,
    v::NOTE,
    v::PREF_LABEL,
    v::SCHEMA_VERSION,
    v::TEXT,
    v::VALUE,
];

/// The record as JSON-LD 1.1: a context and one flat list of nodes in the order of the record.
/// The same triples as [`triples`], so nothing is lost. O(size of the record).
pub fn jsonld(record: &Record, options: &RdfOptions) -> String {
    let nodes = nodes(&triples(record, options), &options.base);
    pretty(&json!({ "@context": context(&options.base), "@graph": nodes }))
}

/// The part of an IRI after the last `/` or `#`: the key that a property has.
fn key(iri: &str) -> &str {
    iri.rsplit(['/', '#']).next().unwrap_or(iri)
}

fn short(base: &BaseIri, iri: &str) -> String {
    base.short(iri).unwrap_or_else(|| iri.to_owned())
}

fn context(base: &BaseIri) -> Value {
    let mut context = Map::new();
    context.insert("@version".to_owned(), json!(1.1));
    for (prefix, namespace) in base.prefixes() {
        context.insert(prefix, json!({ "@id": namespace, "@prefix": true }));
    }
    context.insert("id".to_owned(), json!("@id"));
    context.insert("type".to_owned(), json!("@type"));
    let mut terms: Vec<(&str, Value)> = Vec::new();
    let name = |iri: &str| short(base, iri);
    terms.extend(
        LINKS
            .iter()
            .map(|iri| (*iri, json!({ "@id": name(iri), "@type": "@id" }))),
    );
    terms.extend(
        (TYPED.iter()).map(|(iri, of)| (*iri, json!({ "@id": name(iri), "@type": name(of) }))),
    );
    terms.extend(TEXTS.iter().map(|iri| (*iri, json!(name(iri)))));
    terms.sort_by_key(|(iri, _)| key(iri));
    context.extend(
        terms
            .into_iter()
            .map(|(iri, value)| (key(iri).to_owned(), value)),
    );
    Value::Object(context)
}

/// Triples with the same subject, which stand together, as one object.
fn nodes(triples: &[Triple], base: &BaseIri) -> Vec<Value> {
    let together = triples.chunk_by(|a, b| a.subject == b.subject);
    together.map(|about| node(about, base)).collect()
}

fn node(about: &[Triple], base: &BaseIri) -> Value {
    let mut node = Map::new();
    if let Some(NamedOrBlankNode::NamedNode(subject)) = about.first().map(|one| &one.subject) {
        node.insert("id".to_owned(), json!(short(base, subject.as_str())));
    }
    for triple in about {
        let predicate = triple.predicate.as_str();
        let property = if predicate == v::TYPE {
            "type"
        } else {
            key(predicate)
        };
        let new = match &triple.object {
            Term::NamedNode(iri) => json!(short(base, iri.as_str())),
            Term::Literal(literal) if is_number(predicate) => {
                // A whole number was written from one; the text would do as well.
                (literal.value().parse::<u32>())
                    .map_or_else(|_| json!(literal.value()), Value::from)
            }
            Term::Literal(literal) => json!(literal.value()),
            // The record's triples have no blank nodes.
            Term::BlankNode(blank) => json!(blank.to_string()),
        };
        match node.get_mut(property) {
            None => {
                node.insert(property.to_owned(), new);
            }
            Some(Value::Array(values)) => values.push(new),
            Some(value) => *value = json!([value.take(), new]),
        }
    }
    Value::Object(node)
}

fn is_number(predicate: &str) -> bool {
    [v::START, v::END, v::POSITION].contains(&predicate)
}
