//! What the nodes say, as entries of a record file.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use super::nodes::{Nodes, Value};
use crate::vocabulary as v;

/// The IRI of what an entry is about, and the entry.
type Listed = (String, Map<String, Json>);

/// Entries by the list that they belong to, each with the IRI of what it is about.
#[derive(Default)]
pub(super) struct Entries {
    about: Map<String, Json>,
    lists: BTreeMap<&'static str, Vec<Listed>>,
}

impl Entries {
    fn add(&mut self, list: &'static str, subject: String, entry: Map<String, Json>) {
        self.lists.entry(list).or_default().push((subject, entry));
    }

    /// A record file with one entry a line, and what each line is about.
    pub(super) fn text(&self) -> (String, Vec<Option<String>>) {
        let mut lines = vec!["{\"plenary\": 1".to_owned()];
        let mut subjects = vec![None];
        for (key, value) in &self.about {
            lines.push(format!(",{}: {value}", json!(key)));
            subjects.push(None);
        }
        for (list, entries) in &self.lists {
            lines.push(format!(",\"{list}\": ["));
            subjects.push(None);
            for (at, (subject, entry)) in entries.iter().enumerate() {
                let comma = if at == 0 { "" } else { "," };
                lines.push(format!("{comma}{}", Json::Object(entry.clone())));
                subjects.push(Some(subject.clone()));
            }
            lines.push("]".to_owned());
            subjects.push(None);
        }
        lines.push("}".to_owned());
        subjects.push(None);
        (lines.join("\n"), subjects)
    }
}

/// The part of an IRI that is an id: what follows the kind, else the last part.
fn id(iri: &str, kind: &str) -> String {
    let after_kind = iri.rsplit_once(&format!("{kind}/")).map(|(_, id)| id);
    let last = || iri.rsplit(['/', '#']).next().unwrap_or(iri);
    after_kind.unwrap_or_else(last).to_owned()
}

/// A JSON number where the text is one; else the text, which a reader of records refuses.
fn number(text: &str) -> Json {
    text.parse::<u64>().map_or_else(|_| json!(text), Json::from)
}

struct Entry<'a> {
    nodes: &'a mut Nodes,
    subject: String,
    fields: Map<String, Json>,
}

impl<'a> Entry<'a> {
    fn new(nodes: &'a mut Nodes, subject: &str) -> Self {
        nodes.take(subject, v::TYPE);
        Self {
            nodes,
            subject: subject.to_owned(),
            fields: Map::new(),
        }
    }

    fn set(&mut self, key: &str, value: Option<impl Into<Json>>) {
        if let Some(value) = value {
            self.fields.insert(key.to_owned(), value.into());
        }
    }

    fn text(&mut self, key: &str, property: &str) {
        let text = self.nodes.text(&self.subject, property);
        self.set(key, text);
    }

    fn texts(&mut self, key: &str, property: &str) {
        let texts = self.nodes.texts(&self.subject, property);
        self.set(key, (!texts.is_empty()).then_some(texts));
    }

    fn link(&mut self, key: &str, property: &str, kind: &str) {
        let link = self.nodes.node(&self.subject, property);
        self.set(key, link.map(|iri| id(&iri, kind)));
    }

    fn stance(&mut self) {
        let word = self
            .nodes
            .node(&self.subject, v::PREDICATE)
            .map(|iri| match iri.as_str() {
                v::SUPPORT => "support".to_owned(),
                v::CONCERN => "concern".to_owned(),
                _ => iri,
            });
        self.set("stance", word);
    }
}

/// Takes everything out of the nodes that a record has a place for.
pub(super) fn entries(nodes: &mut Nodes) -> Entries {
    let mut made = Entries::default();
    if let Some(record) = nodes.all(v::DATASET).into_iter().next() {
        let mut entry = Entry::new(nodes, &record);
        entry.text("$schema", v::SCHEMA_VERSION);
        entry.text("$comment", v::COMMENT);
        entry.text("title", v::NAME);
        // Which sources there are is said by the sources.
        entry.nodes.take(&record, v::IS_BASED_ON);
        made.about = entry.fields;
    }
    for scheme in nodes.all(v::CONCEPT_SCHEME) {
        nodes.take(&scheme, v::TYPE);
    }
    for subject in nodes.all(v::CREATIVE_WORK) {
        let mut entry = Entry::new(nodes, &subject);
        entry.set("id", Some(id(&subject, "source")));
        entry.text("title", v::NAME);
        entry.text("date", v::DATE_PUBLISHED);
        entry.text("url", v::URL);
        entry.text("text", v::CONTENT_URL);
        entry.text("$comment", v::COMMENT);
        let fields = entry.fields;
        made.add("sources", subject, fields);
    }
    for subject in nodes.all(v::AGENT) {
        let fields = stakeholder(nodes, &subject);
        made.add("stakeholders", subject, fields);
    }
    for subject in nodes.all(v::CONCEPT) {
        let mut entry = Entry::new(nodes, &subject);
        entry.set("id", Some(id(&subject, "theme")));
        entry.text("name", v::PREF_LABEL);
        entry.text("definition", v::DEFINITION);
        entry.link("broader", v::BROADER, "theme");
        entry.texts("keywords", v::KEYWORDS);
        entry.text("$comment", v::COMMENT);
        entry.nodes.take(&subject, v::IN_SCHEME);
        entry.nodes.take(&subject, v::TOP_CONCEPT_OF);
        let fields = entry.fields;
        made.add("themes", subject, fields);
    }
    let claims = nodes.all(v::CLAIM);
    let themes: Vec<String> = made.lists.get("themes").map_or_else(Vec::new, |list| {
        list.iter().map(|(subject, _)| subject.clone()).collect()
    });
    for subject in &claims {
        let fields = claim(nodes, subject, &claims, &themes);
        made.add("claims", subject.clone(), fields);
    }
    let evidence = evidence(nodes);
    for subject in nodes.all(v::STATEMENT) {
        let said = nodes.node(&subject, v::SUBJECT).unwrap_or_default();
        if claims.binary_search(&said).is_ok() {
            let mut entry = Entry::new(nodes, &subject);
            entry.set("from", Some(id(&said, "claim")));
            entry.link("to", v::OBJECT, "claim");
            entry.stance();
            entry.text("basis", v::ADDITIONAL_TYPE);
            entry.link("source", v::WAS_DERIVED_FROM, "source");
            entry.text("$comment", v::COMMENT);
            let fields = entry.fields;
            made.add("relations", subject, fields);
        } else {
            let fields = statement(nodes, &subject, &said, evidence.get(&subject));
            made.add("statements", subject, fields);
        }
    }
    made
}

fn stakeholder(nodes: &mut Nodes, subject: &str) -> Map<String, Json> {
    let mut entry = Entry::new(nodes, subject);
    entry.set("id", Some(id(subject, "stakeholder")));
    entry.text("name", v::NAME);
    entry.text("kind", v::ADDITIONAL_TYPE);
    entry.texts("aliases", v::ALTERNATE_NAME);
    let mut attributes = Map::new();
    for property in entry.nodes.nodes(subject, v::ADDITIONAL_PROPERTY) {
        entry.nodes.take(&property, v::TYPE);
        let key = entry.nodes.text(&property, v::NAME);
        let value = entry.nodes.text(&property, v::VALUE);
        if let (Some(key), Some(value)) = (key, value) {
            attributes.insert(key, json!(value));
        }
    }
    entry.set("attributes", (!attributes.is_empty()).then_some(attributes));
    entry.text("$comment", v::COMMENT);
    // What follows from statements is made again from them.
    entry.nodes.take(subject, v::SUPPORT);
    entry.nodes.take(subject, v::CONCERN);
    entry.fields
}

fn claim(
    nodes: &mut Nodes,
    subject: &str,
    claims: &[String],
    themes: &[String],
) -> Map<String, Json> {
    let mut entry = Entry::new(nodes, subject);
    entry.set("id", Some(id(subject, "claim")));
    entry.text("text", v::TEXT);
    let mut signed = Map::new();
    for (property, word) in [(v::SUPPORT, "support"), (v::CONCERN, "concern")] {
        for object in entry.nodes.take(subject, property) {
            // What claims do to claims is said again, with its source, by the relations.
            let Value::Node(iri) = object else { continue };
            if claims.binary_search(&iri).is_err() || themes.binary_search(&iri).is_ok() {
                signed.insert(id(&iri, "theme"), json!(word));
            }
        }
    }
    entry.set("themes", (!signed.is_empty()).then_some(signed));
    entry.nodes.take(subject, v::ABOUT);
    entry.text("$comment", v::COMMENT);
    entry.fields
}

/// What annotations say of their bodies.
fn evidence(nodes: &mut Nodes) -> BTreeMap<String, Map<String, Json>> {
    let mut of_body: BTreeMap<String, Map<String, Json>> = BTreeMap::new();
    for annotation in nodes.all(v::ANNOTATION) {
        let Some(body) = nodes.node(&annotation, v::HAS_BODY) else {
            continue;
        };
        let mut entry = Entry::new(nodes, &annotation);
        entry.nodes.take(&annotation, v::MOTIVATED_BY);
        let target = entry
            .nodes
            .node(&annotation, v::HAS_TARGET)
            .unwrap_or_default();
        let coder = entry.nodes.node(&annotation, v::CREATOR);
        // Coders and speakers are named once for all that they did.
        let coder = coder.and_then(|coder| entry.nodes.named(&coder));
        entry.set("coder", coder);
        entry.nodes.take(&target, v::TYPE);
        entry.nodes.take(&target, v::HAS_SOURCE);
        let paragraph = entry.nodes.text(&target, v::POSITION);
        entry.set("paragraph", paragraph.as_deref().map(number));
        for selector in entry.nodes.nodes(&target, v::HAS_SELECTOR) {
            entry.nodes.take(&selector, v::TYPE);
            let quote = entry.nodes.text(&selector, v::EXACT);
            // What stands around it is in the text of the source.
            entry.nodes.take(&selector, v::BEFORE);
            entry.nodes.take(&selector, v::AFTER);
            entry.set("quote", quote);
            let start = entry.nodes.text(&selector, v::START);
            let end = entry.nodes.text(&selector, v::END);
            if let (Some(start), Some(end)) = (start, end) {
                entry.set("span", Some(json!([number(&start), number(&end)])));
            }
        }
        let fields = entry.fields;
        of_body.entry(body).or_default().extend(fields);
    }
    of_body
}

fn statement(
    nodes: &mut Nodes,
    subject: &str,
    said: &str,
    evidence: Option<&Map<String, Json>>,
) -> Map<String, Json> {
    let mut entry = Entry::new(nodes, subject);
    entry.set("id", Some(id(subject, "statement")));
    entry.set(
        "stakeholder",
        (!said.is_empty()).then(|| id(said, "stakeholder")),
    );
    entry.link("claim", v::OBJECT, "claim");
    entry.stance();
    entry.link("source", v::WAS_DERIVED_FROM, "source");
    entry.text("date", v::DATE_CREATED);
    let speaker = entry.nodes.node(subject, v::AUTHOR);
    let speaker = speaker.and_then(|speaker| entry.nodes.named(&speaker));
    entry.set("speaker", speaker);
    entry.text("condition", v::CONDITION);
    entry.text("fidelity", v::ADDITIONAL_TYPE);
    entry.text("note", v::NOTE);
    entry.text("$comment", v::COMMENT);
    entry.nodes.take(subject, v::WAS_ATTRIBUTED_TO);
    entry.nodes.take(subject, v::WAS_QUOTED_FROM);
    if let Some(evidence) = evidence {
        entry.fields.extend(evidence.clone());
    }
    entry.fields
}
