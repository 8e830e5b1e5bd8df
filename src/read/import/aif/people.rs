//! Who speaks, and what is said in each locution.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde_json::Value;

use super::{Object, Reader, date, first, list, plain};
use crate::model::{Span, StakeholderId, StakeholderKind};
use crate::read::import::text::one_line;

/// What a locution says, and who says it.
pub(super) struct Spoken {
    pub(super) who: StakeholderId,
    pub(super) words: String,
    pub(super) date: Option<Date>,
    pub(super) source: String,
    pub(super) span: Option<Span>,
}

/// Who may speak, by what the map calls them and by their names.
#[derive(Default)]
pub(super) struct People {
    by_key: BTreeMap<String, (StakeholderId, String)>,
    /// By name with ASCII letters small: the keys.
    by_name: BTreeMap<String, BTreeSet<String>>,
}

impl People {
    fn insert(&mut self, key: String, who: StakeholderId, name: String) {
        let named = self.by_name.entry(name.to_ascii_lowercase()).or_default();
        named.insert(key.clone());
        self.by_key.insert(key, (who, name));
    }

    /// The first key of those with this name.
    fn called(&self, name: &str) -> Option<&String> {
        self.by_name.get(&name.to_ascii_lowercase())?.first()
    }
}

impl Reader<'_> {
    pub(super) fn participants(&mut self, graph: &Object, whole: Option<&Object>) {
        let found = list(graph, "participants");
        let outer = whole.map_or(&[][..], |whole| list(whole, "participants"));
        let found = if found.is_empty() { outer } else { found };
        if !found.is_empty() {
            self.draft
                .tally
                .expect("participants", Some("stakeholders"));
        }
        for (at, one) in found.iter().enumerate() {
            let object = one.as_object();
            let field = |keys: &[&str]| object.and_then(|o| first(o, keys)).map(plain);
            let place = format!("participants[{at}]");
            let Some(id) = field(&["participantID", "personID", "id"]) else {
                self.draft
                    .tally
                    .skipped("participants", "it has no id", place);
                continue;
            };
            if self.people.by_key.contains_key(&id) {
                let why = "another participant has the same id";
                self.draft.tally.skipped("participants", why, place);
                continue;
            }
            let names = [field(&["firstname"]), field(&["surname"])];
            let name: Vec<String> = names.into_iter().flatten().collect();
            let name = if name.is_empty() {
                field(&["name"])
            } else {
                Some(name.join(" "))
            };
            let name = name.unwrap_or_else(|| format!("participant {id}"));
            let raw = one.get("firstname").and_then(Value::as_str);
            let name = raw.filter(|_| self.own).map_or(name, str::to_owned);
            let who = if self.own {
                (self.draft).named_stakeholder(&id, &name, StakeholderKind::Other)
            } else {
                (self.draft).stakeholder(&name, StakeholderKind::Individual)
            };
            self.draft.tally.kept("participants");
            self.people.insert(id, who, name);
        }
    }

    /// The person that is called so, made where there is none, and the name.
    fn person(&mut self, key: String, name: &str, note: &str) -> (StakeholderId, String) {
        if let Some(known) = self.people.by_key.get(&key) {
            return known.clone();
        }
        let who = self.draft.stakeholder(name, StakeholderKind::Individual);
        self.draft.tally.note(note);
        self.people.insert(key, who.clone(), name.to_owned());
        (who, name.to_owned())
    }

    /// Who says each node `L`, by its id.
    pub(super) fn locutions(
        &mut self,
        graph: &Object,
        whole: Option<&Object>,
    ) -> BTreeMap<String, Spoken> {
        let found = list(graph, "locutions");
        let outer = whole.map_or(&[][..], |whole| list(whole, "locutions"));
        let found = if found.is_empty() { outer } else { found };
        let mut of: BTreeMap<String, &Object> = BTreeMap::new();
        for (at, one) in found.iter().enumerate() {
            let object = one.as_object();
            let node = object.and_then(|o| first(o, &["nodeID", "id"])).map(plain);
            match (object, node.filter(|id| self.nodes.contains_key(id))) {
                (Some(object), Some(id)) => {
                    if !self.own && first(object, &["start", "end"]).is_some() {
                        let why = "a time in a recording";
                        self.draft
                            .tally
                            .lost("starts and ends of locutions", why, id.clone());
                    }
                    of.insert(id, object);
                }
                _ => {
                    let why = "a locution of no node";
                    self.draft
                        .tally
                        .lost("persons of locutions", why, format!("locutions[{at}]"));
                }
            }
        }
        let ids: Vec<String> = self
            .nodes
            .iter()
            .filter(|(_, n)| n.kind == "L")
            .map(|(id, _)| id.clone())
            .collect();
        let mut spoken = BTreeMap::new();
        for id in ids {
            let text = self.nodes[&id].text.clone();
            let said = of.get(&id).copied();
            let person = said
                .and_then(|o| first(o, &["personID", "participantID"]))
                .map(plain);
            let person = person.or_else(|| {
                first(self.nodes[&id].object, &["participantID"])
                    .map(plain)
                    .filter(|id| id != "0")
            });
            let named = text
                .split_once(':')
                .map(|(name, words)| (one_line(name), words.trim().to_owned()));
            let named = named.filter(|(name, words)| {
                !words.is_empty() && !name.is_empty() && name.chars().count() <= 60
            });
            let (who, name) = match (person, &named) {
                (Some(person), _) => {
                    let name = format!("person {person}");
                    let note = "a locution names a person whom the list of participants does not have: called 'person' and the number";
                    self.person(person, &name, note)
                }
                (None, Some((name, _))) => {
                    let key = format!("name {}", name.to_lowercase());
                    let key = self.people.called(name).cloned().unwrap_or(key);
                    self.person(
                        key,
                        name,
                        "who speaks is taken from the words before the colon of a locution",
                    )
                }
                (None, None) => continue,
            };
            // The name before the words is the speaker's, not what was said.
            let begins = text.strip_prefix(name.as_str());
            let begins = begins.and_then(|rest| rest.strip_prefix(": "));
            let words = match (begins.map(str::to_owned), named) {
                (Some(words), _) => words,
                (None, Some((before, words))) if same_person(&name, &before) => words,
                _ => text,
            };
            let time = said.and_then(|o| first(o, &["timestamp"]));
            let date = time.and_then(date);
            if time.is_some() && !self.own {
                self.draft
                    .tally
                    .lost("times of day of locutions", "a record has days", id.clone());
            }
            let at = |key: &str| {
                let value = said.filter(|_| self.own)?.get(key)?.as_u64()?;
                u32::try_from(value).ok()
            };
            let span = at("start")
                .zip(at("end"))
                .and_then(|(start, end)| Span::new(start, end));
            let source = said.and_then(|o| first(o, &["source"])).map(plain);
            let source = source.unwrap_or_default();
            spoken.insert(
                id,
                Spoken {
                    who,
                    words,
                    date,
                    source,
                    span,
                },
            );
        }
        spoken
    }
}

/// Whether a name before a colon is that of a person: one contains the words of the other.
fn same_person(name: &str, before: &str) -> bool {
    let (name, before) = (name.to_lowercase(), before.to_lowercase());
    let has = |long: &str, short: &str| {
        short
            .split_whitespace()
            .all(|word| long.split_whitespace().any(|w| w == word))
    };
    has(&name, &before) || has(&before, &name)
}
