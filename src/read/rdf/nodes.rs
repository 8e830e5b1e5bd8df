//! Triples by what they are about, taken away as they are used.

use std::collections::BTreeMap;

use oxrdf::{NamedOrBlankNode, Term, Triple};

use super::Ignored;
use crate::vocabulary as v;

/// Subject to property to values in their order.
pub(super) struct Nodes {
    nodes: BTreeMap<String, BTreeMap<String, Vec<Value>>>,
    /// Names of people, who can be meant several times.
    names: BTreeMap<String, Option<String>>,
}

/// An object.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// An IRI, or the name of a blank node.
    Node(String),
    /// A text, whatever its type.
    Text(String),
}

impl Nodes {
    pub(super) fn new(triples: Vec<Triple>) -> Self {
        let mut nodes: BTreeMap<String, BTreeMap<String, Vec<Value>>> = BTreeMap::new();
        for triple in triples {
            let subject = match triple.subject {
                NamedOrBlankNode::NamedNode(iri) => iri.into_string(),
                NamedOrBlankNode::BlankNode(blank) => blank.to_string(),
            };
            let object = match triple.object {
                Term::NamedNode(iri) => Value::Node(iri.into_string()),
                Term::BlankNode(blank) => Value::Node(blank.to_string()),
                Term::Literal(literal) => Value::Text(literal.value().to_owned()),
            };
            let properties = nodes.entry(subject).or_default();
            let values = properties.entry(triple.predicate.into_string());
            values.or_default().push(object);
        }
        Self {
            nodes,
            names: BTreeMap::new(),
        }
    }

    /// The name of a person, as often as it is asked for.
    pub(super) fn named(&mut self, person: &str) -> Option<String> {
        if let Some(name) = self.names.get(person) {
            return name.clone();
        }
        let name = self.text(person, v::NAME);
        self.take(person, v::TYPE);
        self.names.insert(person.to_owned(), name.clone());
        name
    }

    /// Everything of one class, sorted by IRI; its types are used up with it.
    pub(super) fn all(&mut self, class: &str) -> Vec<String> {
        let is = |types: &Vec<Value>| {
            types
                .iter()
                .any(|one| matches!(one, Value::Node(iri) if iri == class))
        };
        let found = self
            .nodes
            .iter()
            .filter(|(_, node)| node.get(v::TYPE).is_some_and(is));
        found.map(|(subject, _)| subject.clone()).collect()
    }

    /// The values of a property; they are gone then.
    pub(super) fn take(&mut self, subject: &str, property: &str) -> Vec<Value> {
        let node = self.nodes.get_mut(subject);
        node.and_then(|node| node.remove(property))
            .unwrap_or_default()
    }

    /// The first text of a property; others stay and are reported.
    pub(super) fn text(&mut self, subject: &str, property: &str) -> Option<String> {
        let taken = self.first(subject, property, |value| matches!(value, Value::Text(_)))?;
        match taken {
            Value::Text(text) => Some(text),
            Value::Node(_) => None,
        }
    }

    /// The first link of a property; others stay and are reported.
    pub(super) fn node(&mut self, subject: &str, property: &str) -> Option<String> {
        let taken = self.first(subject, property, |value| matches!(value, Value::Node(_)))?;
        match taken {
            Value::Node(iri) => Some(iri),
            Value::Text(_) => None,
        }
    }

    fn first(
        &mut self,
        subject: &str,
        property: &str,
        wanted: impl Fn(&Value) -> bool,
    ) -> Option<Value> {
        let node = self.nodes.get_mut(subject)?;
        let values = node.get_mut(property)?;
        let at = values.iter().position(wanted)?;
        let value = values.remove(at);
        if values.is_empty() {
            node.remove(property);
        }
        Some(value)
    }

    /// All texts of a property, in order.
    pub(super) fn texts(&mut self, subject: &str, property: &str) -> Vec<String> {
        std::iter::from_fn(|| self.text(subject, property)).collect()
    }

    /// All links of a property, in order.
    pub(super) fn nodes(&mut self, subject: &str, property: &str) -> Vec<String> {
        let Some(values) = self
            .nodes
            .get_mut(subject)
            .and_then(|node| node.get_mut(property))
        else {
            return Vec::new();
        };
        let mut links = Vec::new();
        values.retain(|value| match value {
            Value::Node(iri) => {
                links.push(iri.clone());
                false
            }
            Value::Text(_) => true,
        });
        links
    }

    /// What nobody took, by property.
    pub(super) fn rest(&self) -> Vec<Ignored> {
        let mut by_property: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
        for (subject, node) in &self.nodes {
            for (property, values) in node.iter().filter(|(_, values)| !values.is_empty()) {
                let entry = by_property.entry(property).or_insert((0, subject));
                entry.0 += values.len();
            }
        }
        let ignored = |(property, (count, example)): (&str, (usize, &str))| Ignored {
            property: property.to_owned(),
            count,
            example: example.to_owned(),
        };
        by_property.into_iter().map(ignored).collect()
    }
}
