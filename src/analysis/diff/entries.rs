//! Entries of a record, compared one by one: what came, what went, and which fields changed.

use std::collections::BTreeMap;

use serde::ser::{SerializeMap, SerializeStruct};
use serde::{Serialize, Serializer};

use crate::model::{Claim, Noun, Parts, Relation, Source, Stakeholder, Statement, Theme};

/// The value of a field, in the shapes of the file format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum FieldValue {
    /// Words, an id, a date.
    Text(String),
    /// A paragraph.
    Number(u32),
    /// A span: start and end.
    Numbers([u32; 2]),
    /// Aliases, keywords.
    Texts(Vec<String>),
    /// Attributes; the themes of a claim.
    Pairs(BTreeMap<String, String>),
}

/// A field that has something in it.
pub type Field = (&'static str, FieldValue);

/// What a record lists.
pub trait Entry: Clone + PartialEq {
    /// Which list it is in.
    const NOUN: Noun;

    /// What it is known by: its id; of a relation, which has none, everything in it.
    fn key(&self) -> String;

    /// Its fields under their names of the file format, in that order; empty ones are not there.
    fn fields(&self) -> Vec<Field>;
}

/// Collects the fields that have something in them.
#[derive(Default)]
struct Fields(Vec<Field>);

impl Fields {
    fn text(mut self, name: &'static str, value: &impl ToString) -> Self {
        self.0.push((name, FieldValue::Text(value.to_string())));
        self
    }

    fn maybe(self, name: &'static str, value: Option<&impl ToString>) -> Self {
        match value {
            Some(value) => self.text(name, value),
            None => self,
        }
    }

    fn texts(mut self, name: &'static str, value: &[String]) -> Self {
        if !value.is_empty() {
            self.0.push((name, FieldValue::Texts(value.to_vec())));
        }
        self
    }

    fn pairs(mut self, name: &'static str, pairs: BTreeMap<String, String>) -> Self {
        if !pairs.is_empty() {
            self.0.push((name, FieldValue::Pairs(pairs)));
        }
        self
    }
}

impl Entry for Source {
    const NOUN: Noun = Noun::Source;

    fn key(&self) -> String {
        self.id.to_string()
    }

    fn fields(&self) -> Vec<Field> {
        Fields::default()
            .text("id", &self.id)
            .text("title", &self.title)
            .maybe("date", self.date.as_ref())
            .maybe("url", self.url.as_ref())
            .maybe("text", self.text.as_ref())
            .maybe("comment", self.comment.as_ref())
            .0
    }
}

impl Entry for Stakeholder {
    const NOUN: Noun = Noun::Stakeholder;

    fn key(&self) -> String {
        self.id.to_string()
    }

    fn fields(&self) -> Vec<Field> {
        Fields::default()
            .text("id", &self.id)
            .text("name", &self.name)
            .text("kind", &self.kind)
            .texts("aliases", &self.aliases)
            .pairs("attributes", self.attributes.clone())
            .maybe("comment", self.comment.as_ref())
            .0
    }
}

impl Entry for Theme {
    const NOUN: Noun = Noun::Theme;

    fn key(&self) -> String {
        self.id.to_string()
    }

    fn fields(&self) -> Vec<Field> {
        Fields::default()
            .text("id", &self.id)
            .text("name", &self.name)
            .maybe("definition", self.definition.as_ref())
            .maybe("broader", self.broader.as_ref())
            .texts("keywords", &self.keywords)
            .maybe("comment", self.comment.as_ref())
            .0
    }
}

impl Entry for Claim {
    const NOUN: Noun = Noun::Claim;

    fn key(&self) -> String {
        self.id.to_string()
    }

    fn fields(&self) -> Vec<Field> {
        let themes = self.themes.iter();
        let themes = themes.map(|(theme, stance)| (theme.to_string(), stance.to_string()));
        Fields::default()
            .text("id", &self.id)
            .text("text", &self.text)
            .pairs("themes", themes.collect())
            .maybe("comment", self.comment.as_ref())
            .0
    }
}

impl Entry for Statement {
    const NOUN: Noun = Noun::Statement;

    fn key(&self) -> String {
        self.id.to_string()
    }

    fn fields(&self) -> Vec<Field> {
        let mut fields = Fields::default()
            .text("id", &self.id)
            .text("stakeholder", &self.stakeholder)
            .text("claim", &self.claim)
            .text("stance", &self.stance)
            .text("source", &self.source);
        if let Some(paragraph) = self.paragraph {
            let value = FieldValue::Number(paragraph.get());
            fields.0.push(("paragraph", value));
        }
        if let Some(span) = self.span {
            let value = FieldValue::Numbers([span.start(), span.end()]);
            fields.0.push(("span", value));
        }
        fields
            .maybe("quote", self.quote.as_ref())
            .maybe("date", self.date.as_ref())
            .maybe("speaker", self.speaker.as_ref())
            .maybe("condition", self.condition.as_ref())
            .maybe("fidelity", self.fidelity.as_ref())
            .maybe("coder", self.coder.as_ref())
            .maybe("note", self.note.as_ref())
            .maybe("comment", self.comment.as_ref())
            .0
    }
}

impl Entry for Relation {
    const NOUN: Noun = Noun::Relation;

    fn key(&self) -> String {
        let text = |value: Option<String>| value.unwrap_or_default();
        let comment = text(self.comment.clone());
        format!(
            "{} {} {} {} {} {comment}",
            self.from,
            self.to,
            self.stance,
            text(self.basis.map(|it| it.to_string())),
            text(self.source.as_ref().map(ToString::to_string)),
        )
    }

    fn fields(&self) -> Vec<Field> {
        Fields::default()
            .text("from", &self.from)
            .text("to", &self.to)
            .text("stance", &self.stance)
            .maybe("basis", self.basis.as_ref())
            .maybe("source", self.source.as_ref())
            .maybe("comment", self.comment.as_ref())
            .0
    }
}

/// A field before and after; nothing where it was or is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// Its name in the file format.
    pub field: &'static str,
    /// What was in it.
    pub before: Option<FieldValue>,
    /// What is in it.
    pub after: Option<FieldValue>,
}

impl FieldChange {
    pub(super) fn mirrored(self) -> Self {
        Self {
            before: self.after,
            after: self.before,
            ..self
        }
    }
}

/// The fields that differ, in the order of the file format.
pub(super) fn field_changes(before: &[Field], after: &[Field]) -> Vec<FieldChange> {
    let get = |fields: &[Field], name: &str| {
        let found = fields.iter().find(|(field, _)| *field == name);
        found.map(|(_, value)| value.clone())
    };
    let mut names: Vec<&'static str> = before.iter().map(|(name, _)| *name).collect();
    for (name, _) in after {
        if !names.contains(name) {
            names.push(name);
        }
    }
    // Both directions list the same fields in the same order.
    names.sort_unstable();
    (names.into_iter())
        .map(|field| FieldChange {
            field,
            before: get(before, field),
            after: get(after, field),
        })
        .filter(|change| change.before != change.after)
        .collect()
}

/// One entry that is in both, and differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryChange<T> {
    /// As it was.
    pub before: T,
    /// As it is.
    pub after: T,
}

impl<T: Entry> EntryChange<T> {
    /// The fields that differ; the id is one of them where a stakeholder was found by name.
    pub fn fields(&self) -> Vec<FieldChange> {
        field_changes(&self.before.fields(), &self.after.fields())
    }
}

/// What became of one list of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryChanges<T> {
    /// Only after, whole, by id.
    pub added: Vec<T>,
    /// Only before, whole, by id.
    pub removed: Vec<T>,
    /// In both, with different fields. Relations are never here: they have no id, so a changed
    /// one is one removed and one added.
    pub changed: Vec<EntryChange<T>>,
}

impl<T: Entry> EntryChanges<T> {
    /// Compares two lists. `same` gives what an entry before is known by after.
    pub(super) fn new(before: &[T], after: &[T], same: impl Fn(&T) -> String) -> Self {
        let was: BTreeMap<String, &T> = before.iter().map(|it| (same(it), it)).collect();
        let is: BTreeMap<String, &T> = after.iter().map(|it| (it.key(), it)).collect();
        let mut made = Self {
            added: Vec::new(),
            removed: Vec::new(),
            changed: Vec::new(),
        };
        for (key, &it) in &was {
            match is.get(key) {
                None => made.removed.push(it.clone()),
                Some(&now) if now != it => made.changed.push(EntryChange {
                    before: it.clone(),
                    after: now.clone(),
                }),
                Some(_) => {}
            }
        }
        let news = is.iter().filter(|(key, _)| !was.contains_key(*key));
        made.added.extend(news.map(|(_, &it)| it.clone()));
        made.sorted()
    }

    /// In an order that does not depend on the direction.
    fn sorted(mut self) -> Self {
        self.added.sort_by_key(Entry::key);
        self.removed.sort_by_key(Entry::key);
        let both = |change: &EntryChange<T>| {
            let (a, b) = (change.before.key(), change.after.key());
            if a < b { (a, b) } else { (b, a) }
        };
        self.changed.sort_by_key(both);
        self
    }

    /// Whether nothing came, went or changed.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }

    /// How many entries came, went and changed.
    pub fn len(&self) -> usize {
        self.added.len() + self.removed.len() + self.changed.len()
    }

    pub(super) fn mirrored(self) -> Self {
        let turned = |change: EntryChange<T>| EntryChange {
            before: change.after,
            after: change.before,
        };
        Self {
            added: self.removed,
            removed: self.added,
            changed: self.changed.into_iter().map(turned).collect(),
        }
    }
}

struct Shown<'a, T>(&'a T);

impl<T: Entry> Serialize for Shown<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fields = self.0.fields();
        let mut map = serializer.serialize_map(Some(fields.len()))?;
        for (name, value) in &fields {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<T: Entry> Serialize for EntryChange<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut one = serializer.serialize_struct("EntryChange", 2)?;
        one.serialize_field("id", &self.before.key())?;
        one.serialize_field("fields", &self.fields())?;
        one.end()
    }
}

impl<T: Entry> Serialize for EntryChanges<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        fn shown<T>(list: &[T]) -> Vec<Shown<'_, T>> {
            list.iter().map(Shown).collect()
        }
        let mut all = serializer.serialize_struct("EntryChanges", 3)?;
        all.serialize_field("added", &shown(&self.added))?;
        all.serialize_field("removed", &shown(&self.removed))?;
        all.serialize_field("changed", &self.changed)?;
        all.end()
    }
}

/// Every list of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entries {
    /// Title, comment and schema of the record itself.
    pub record: Vec<FieldChange>,
    /// Documents and meetings.
    pub sources: EntryChanges<Source>,
    /// Who speaks.
    pub stakeholders: EntryChanges<Stakeholder>,
    /// What it is about.
    pub themes: EntryChanges<Theme>,
    /// Propositions.
    pub claims: EntryChanges<Claim>,
    /// Stances on claims.
    pub statements: EntryChanges<Statement>,
    /// Claims bearing on claims.
    pub relations: EntryChanges<Relation>,
}

fn head(parts: &Parts) -> Vec<Field> {
    Fields::default()
        .maybe("$schema", parts.schema.as_ref())
        .maybe("title", parts.title.as_ref())
        .maybe("comment", parts.comment.as_ref())
        .0
}

impl Entries {
    /// Compares two records taken apart, whose statements name stakeholders alike. `same` gives
    /// the id that a stakeholder before has after.
    pub(super) fn new(before: &Parts, after: &Parts, same: impl Fn(&str) -> String) -> Self {
        Self {
            record: field_changes(&head(before), &head(after)),
            sources: EntryChanges::new(&before.sources, &after.sources, Entry::key),
            stakeholders: EntryChanges::new(&before.stakeholders, &after.stakeholders, |it| {
                same(it.id.as_str())
            }),
            themes: EntryChanges::new(&before.themes, &after.themes, Entry::key),
            claims: EntryChanges::new(&before.claims, &after.claims, Entry::key),
            statements: EntryChanges::new(&before.statements, &after.statements, Entry::key),
            relations: EntryChanges::new(&before.relations, &after.relations, Entry::key),
        }
    }

    /// Whether the records are equal.
    pub fn is_empty(&self) -> bool {
        self.record.is_empty() && self.counts().iter().all(|(_, [a, b, c])| a + b + c == 0)
    }

    /// For each list, how many entries came, went and changed.
    pub fn counts(&self) -> [(Noun, [usize; 3]); 6] {
        fn of<T: Entry>(changes: &EntryChanges<T>) -> (Noun, [usize; 3]) {
            let (added, removed) = (changes.added.len(), changes.removed.len());
            (T::NOUN, [added, removed, changes.changed.len()])
        }
        [
            of(&self.sources),
            of(&self.stakeholders),
            of(&self.themes),
            of(&self.claims),
            of(&self.statements),
            of(&self.relations),
        ]
    }

    pub(super) fn mirrored(self) -> Self {
        Self {
            record: (self.record.into_iter())
                .map(FieldChange::mirrored)
                .collect(),
            sources: self.sources.mirrored(),
            stakeholders: self.stakeholders.mirrored(),
            themes: self.themes.mirrored(),
            claims: self.claims.mirrored(),
            statements: self.statements.mirrored(),
            relations: self.relations.mirrored(),
        }
    }
}
