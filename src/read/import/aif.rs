//! The Argument Interchange Format: AIF of AIFdb, xAIF, and the older files of OVA.
//!
//! Claims are nodes `I`; reasons are nodes too (`RA` for, `CA` against); what was said are
//! nodes `L`, which a speech act (`YA`) ties to the claim, and `locutions` to a person.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::Import;
use super::draft::Draft;
use super::text::{one_line, value};
use crate::model::{ClaimId, SourceId, Span, StakeholderId, StakeholderKind, Stance};
use crate::read::Input;
use crate::read::codes::Code;
use crate::read::problem::{Place, Problem};
use crate::read::when::when;

type Object = Map<String, Value>;

/// A node: what it is, its words, and where it is in the list.
struct Node<'a> {
    kind: &'a str,
    text: String,
    object: &'a Object,
    at: usize,
}

/// Reads one argument map.
///
/// `I` are claims. `RA` and `CA` are relations from each of their premises to each conclusion,
/// with the scheme as remark. A locution with a speech act on a claim is a statement of its
/// person: support, or concern where the act is disagreeing; acts that ask or challenge take no
/// stance. Agreeing by a transition is a statement of who replies. Where nothing names the
/// person of a locution, `Name: words` does. Rephrases, transitions and attacks on inferences
/// have no place in a record. Numbers and texts are both accepted as ids.
pub fn aif(input: Input) -> Import {
    let name = input.name.clone();
    let (value, mut draft) = value(input);
    let Some(value) = value else {
        return draft.finish();
    };
    let whole = value.as_object();
    let inner = |key: &str| whole.and_then(|o| o.get(key)).and_then(Value::as_object);
    let graph = inner("AIF").or_else(|| inner("aif")).or(whole);
    let Some((graph, nodes)) = graph.and_then(|g| Some((g, g.get("nodes")?.as_array()?))) else {
        let message = "the file has no list of nodes, which every AIF file has";
        let place = Place {
            file: 0,
            span: 0..0,
        };
        let problem = Problem::new(Code::BadExchange, message).at(Some(place), "not in here");
        draft.problems.push(
            problem
                .help("AIF is an object with \"nodes\" and \"edges\"; xAIF has it under \"AIF\""),
        );
        return draft.finish();
    };
    let title = whole
        .and_then(|o| first(o, &["title", "name", "nodeSetName"]))
        .map_or_else(|| stem(&name), plain);
    // Ids that only our own exports have, all of them.
    let own = nodes
        .iter()
        .filter(|node| node.get("type").is_some_and(|kind| kind == "I"))
        .all(|node| {
            let id = node.get("nodeID").map(plain).unwrap_or_default();
            id.starts_with("claim-") || id.starts_with("concern-")
        });
    if !own {
        draft.parts.title = Some(title.clone());
    }
    let mut map = Reader {
        draft,
        own,
        title,
        sources: BTreeMap::new(),
        nodes: BTreeMap::new(),
        out: BTreeMap::new(),
        into: BTreeMap::new(),
        claims: BTreeMap::new(),
        people: BTreeMap::new(),
    };
    map.nodes(nodes);
    map.edges(list(graph, "edges"));
    let schemes = map.schemes(graph);
    map.participants(graph, whole);
    let spoken = map.locutions(graph, whole);
    map.reasons(&schemes);
    map.acts(&spoken);
    map.rest(graph, whole);
    map.draft.finish()
}

fn stem(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = name.split('.').next().unwrap_or(name);
    if stem.is_empty() { "source" } else { stem }.to_owned()
}

/// The first of these keys with a value that says something.
fn first<'a>(object: &'a Object, keys: &[&str]) -> Option<&'a Value> {
    let said = |value: &&Value| match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
        _ => true,
    };
    keys.iter().filter_map(|key| object.get(*key)).find(said)
}

/// A list, which may be missing or null.
fn list<'a>(object: &'a Object, key: &str) -> &'a [Value] {
    object
        .get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// An id or name, whether it is written as number or text; an object by its own id.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => one_line(text),
        Value::Object(object) => first(object, &["nodeID", "id"])
            .map(flat)
            .unwrap_or_default(),
        other => flat(other),
    }
}

fn flat(value: &Value) -> String {
    match value {
        Value::String(text) => one_line(text),
        Value::Number(number) => number.to_string(),
        Value::Bool(yes) => yes.to_string(),
        _ => String::new(),
    }
}

fn date(value: &Value) -> Option<Date> {
    let text = plain(value);
    let seconds = *when(&text).or_else(|| when(text.get(..10)?))?.start();
    Some(crate::model::events::time::civil(seconds).date())
}

struct Reader<'a> {
    draft: Draft,
    /// Whether it is one of our own exports.
    own: bool,
    title: String,
    /// By what locutions call them; the map itself by nothing.
    sources: BTreeMap<String, SourceId>,
    nodes: BTreeMap<String, Node<'a>>,
    out: BTreeMap<String, Vec<String>>,
    into: BTreeMap<String, Vec<String>>,
    claims: BTreeMap<String, ClaimId>,
    people: BTreeMap<String, (StakeholderId, String)>,
}

/// What a locution says, and who says it.
struct Spoken {
    who: StakeholderId,
    words: String,
    date: Option<Date>,
    source: String,
    span: Option<Span>,
}

const NODES: [(&str, &str, Option<&str>); 7] = [
    ("I", "I-nodes", Some("claims")),
    ("L", "locutions", Some("statements")),
    ("RA", "inferences (RA)", Some("relations")),
    ("CA", "conflicts (CA)", Some("relations")),
    ("YA", "speech acts (YA)", Some("statements")),
    ("TA", "transitions (TA)", None),
    ("MA", "rephrases (MA)", None),
];

impl<'a> Reader<'a> {
    fn nodes(&mut self, nodes: &'a [Value]) {
        for (kind, things, became) in NODES {
            let there = |node: &Value| node.get("type").map(plain).as_deref() == Some(kind);
            if nodes.iter().any(there) {
                self.draft.tally.expect(things, became);
            }
        }
        for (at, node) in nodes.iter().enumerate() {
            let place = || format!("nodes[{at}]");
            let object = node.as_object();
            let id = object
                .and_then(|o| first(o, &["nodeID", "id", "node_id"]))
                .map(plain);
            let (Some(object), Some(id)) = (object, id.filter(|id| !id.is_empty())) else {
                self.draft
                    .tally
                    .skipped("nodes without id", "nothing can refer to it", place());
                continue;
            };
            if self.nodes.contains_key(&id) {
                let why = "another node has the same id";
                self.draft
                    .tally
                    .skipped("nodes with a taken id", why, place());
                continue;
            }
            let kind = object
                .get("type")
                .and_then(Value::as_str)
                .unwrap_or_default()
                .trim();
            let text = object
                .get("text")
                .and_then(Value::as_str)
                .unwrap_or_default();
            let text = if self.own { text } else { text.trim() }.to_owned();
            if object
                .get("timestamp")
                .is_some_and(|time| !plain(time).is_empty())
            {
                let why = "it is when the node was stored, not when anything was said";
                self.draft.tally.lost("times of nodes", why, place());
            }
            for key in ["x", "y", "color", "visible", "w", "h", "width", "height"] {
                if object.contains_key(key) {
                    let why = "where and how a node is drawn";
                    self.draft.tally.lost("looks of nodes", why, place());
                    break;
                }
            }
            let node = Node {
                kind,
                text,
                object,
                at,
            };
            match kind {
                // The claim that our concern is about has the statement.
                "I" if self.own && id.starts_with("concern-") => {
                    self.draft.tally.kept("I-nodes");
                }
                "I" => {
                    let name = if self.own { &id["claim-".len()..] } else { &id };
                    let claim = self.draft.claim(Some(name), &node.text);
                    if claim.as_str() != name
                        && let Some(claim) = self.draft.last_claim()
                    {
                        claim.comment = Some(format!("node {id}"));
                    }
                    self.draft.tally.kept("I-nodes");
                    self.claims.insert(id.clone(), claim);
                }
                "RA" | "CA" | "L" | "YA" | "TA" | "MA" => {}
                other => {
                    let why = "a record has no such thing";
                    let things = format!("nodes of type '{}'", one_line(other));
                    self.draft.tally.skipped(&things, why, place());
                }
            }
            self.nodes.insert(id, node);
        }
    }

    fn edges(&mut self, edges: &[Value]) {
        for (at, edge) in edges.iter().enumerate() {
            let end = |keys: &[&str]| {
                let id = edge.as_object().and_then(|o| first(o, keys)).map(plain)?;
                self.nodes.contains_key(&id).then_some(id)
            };
            let from = end(&["fromID", "from", "source"]);
            let to = end(&["toID", "to", "target"]);
            let place = format!("edges[{at}]");
            let (Some(from), Some(to)) = (from, to) else {
                self.draft
                    .tally
                    .skipped("edges", "an end leads to no node", place);
                continue;
            };
            if self.claims.contains_key(&from) && self.claims.contains_key(&to) {
                let why = "it ties two claims without saying how (RA or CA)";
                self.draft.tally.skipped("edges", why, place);
                continue;
            }
            if first(edge.as_object().unwrap_or(&Object::new()), &["formEdgeID"]).is_some() {
                let why = "a record has no roles of premises";
                self.draft.tally.lost("forms of edges", why, place);
            }
            self.draft.tally.kept("edges");
            self.out.entry(from.clone()).or_default().push(to.clone());
            self.into.entry(to).or_default().push(from);
        }
    }

    /// The scheme of each node that has one, in words.
    fn schemes(&self, graph: &Object) -> BTreeMap<String, String> {
        let mut schemes = BTreeMap::new();
        for (id, node) in &self.nodes {
            let named = first(node.object, &["scheme"]).map(plain);
            let text = Some(node.text.clone()).filter(|text| text != node.kind);
            let said = named
                .filter(|name| name != "0")
                .or(text)
                .unwrap_or_default();
            if !said.is_empty() {
                schemes.insert(id.clone(), said);
            }
        }
        for one in list(graph, "schemefulfillments") {
            let field = |key: &str| one.get(key).map(plain).filter(|text| !text.is_empty());
            if let (Some(node), Some(scheme)) = (field("nodeID"), field("schemeID")) {
                let said = schemes.entry(node).or_default();
                let gap = if said.is_empty() { "" } else { ", " };
                said.push_str(&format!("{gap}scheme {scheme}"));
            }
        }
        schemes
    }

    fn participants(&mut self, graph: &Object, whole: Option<&Object>) {
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
            if self.people.contains_key(&id) {
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
            self.people.insert(id, (who, name));
        }
    }

    /// The person with a name, made where there is none.
    fn person(&mut self, key: String, name: &str, note: &str) -> StakeholderId {
        if let Some((id, _)) = self.people.get(&key) {
            return id.clone();
        }
        let who = self.draft.stakeholder(name, StakeholderKind::Individual);
        self.draft.tally.note(note);
        self.people.insert(key, (who.clone(), name.to_owned()));
        who
    }

    /// Who says each node `L`, by its id.
    fn locutions(&mut self, graph: &Object, whole: Option<&Object>) -> BTreeMap<String, Spoken> {
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
            let who = match (person, &named) {
                (Some(person), _) => {
                    let name = format!("person {person}");
                    let note = "a locution names a person whom the list of participants does not have: called 'person' and the number";
                    self.person(person, &name, note)
                }
                (None, Some((name, _))) => {
                    let key = format!("name {}", name.to_lowercase());
                    let known = self
                        .people
                        .values()
                        .find(|(_, other)| other.eq_ignore_ascii_case(name));
                    match known.map(|(id, _)| id.clone()) {
                        Some(id) => id,
                        None => self.person(
                            key,
                            name,
                            "who speaks is taken from the words before the colon of a locution",
                        ),
                    }
                }
                (None, None) => continue,
            };
            // The name before the words is the speaker's, not what was said.
            let name = self
                .people
                .values()
                .find(|(id, _)| *id == who)
                .map(|(_, name)| name.clone());
            let begins = |name: &String| {
                Some(
                    text.strip_prefix(name.as_str())?
                        .strip_prefix(": ")?
                        .to_owned(),
                )
            };
            let words = match (name.as_ref().and_then(begins), named) {
                (Some(words), _) => words,
                (None, Some((before, words)))
                    if name.as_ref().is_some_and(|name| same_person(name, &before)) =>
                {
                    words
                }
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

    fn reasons(&mut self, schemes: &BTreeMap<String, String>) {
        let ids: Vec<(String, bool, usize)> = (self.nodes.iter())
            .filter(|(_, node)| matches!(node.kind, "RA" | "CA"))
            .map(|(id, node)| (id.clone(), node.kind == "RA", node.at))
            .collect();
        for (id, pro, at) in ids {
            let (things, stance) = if pro {
                ("inferences (RA)", Stance::Support)
            } else {
                ("conflicts (CA)", Stance::Concern)
            };
            let claims = |side: &BTreeMap<String, Vec<String>>| -> Vec<ClaimId> {
                let ends = side.get(&id).into_iter().flatten();
                let ends: BTreeSet<&String> = ends.collect();
                ends.into_iter()
                    .filter_map(|end| self.claims.get(end).cloned())
                    .collect()
            };
            let (premises, conclusions) = (claims(&self.into), claims(&self.out));
            let place = format!("nodes[{at}]");
            if self.own && id.starts_with("ca-") {
                self.draft.tally.kept(things);
                continue;
            }
            let on_inference = (self.out.get(&id).into_iter().flatten())
                .any(|end| matches!(self.nodes[end].kind, "RA" | "CA" | "MA"));
            if premises.is_empty() || conclusions.is_empty() {
                let why = if on_inference {
                    "it bears on an inference, and relations of a record lead to claims"
                } else {
                    "it lacks a premise or a conclusion"
                };
                self.draft.tally.skipped(things, why, place);
                continue;
            }
            if on_inference {
                let why = "relations of a record lead to claims";
                self.draft.tally.lost("bearings on inferences", why, place);
            }
            self.draft.tally.kept(things);
            let scheme = schemes
                .get(&id)
                .map(|name| format!(": {name}"))
                .unwrap_or_default();
            let together = if premises.len() > 1 {
                ", with its other premises"
            } else {
                ""
            };
            let comment = format!("node {id}{scheme}{together}");
            let comment = (!self.own).then_some(comment);
            let source = (!self.own).then(|| self.source(""));
            for from in &premises {
                for to in &conclusions {
                    let ends = (from, to);
                    self.draft
                        .relation("premises", ends, stance, source.as_ref(), comment.clone());
                    if self.own
                        && let Some(last) = self.draft.parts.relations.last_mut()
                    {
                        last.basis = None;
                    }
                }
            }
        }
    }

    /// Statements: a locution, its speech act, and the claim that the act is about.
    fn acts(&mut self, spoken: &BTreeMap<String, Spoken>) {
        let mut used: BTreeSet<String> = BTreeSet::new();
        let mut reasons: BTreeMap<String, &'static str> = BTreeMap::new();
        let ids: Vec<(String, String, usize)> = (self.nodes.iter())
            .filter(|(_, node)| node.kind == "YA")
            .map(|(id, node)| (id.clone(), node.text.to_lowercase(), node.at))
            .collect();
        for (id, act, at) in ids {
            const THINGS: &str = "speech acts (YA)";
            let place = format!("nodes[{at}]");
            let targets = self.out.get(&id).cloned().unwrap_or_default();
            let mut claims: Vec<ClaimId> = (targets.iter())
                .filter_map(|end| self.claims.get(end).cloned())
                .collect();
            let concern = self.concern(&targets);
            claims.extend(concern.clone());
            let from = self.into.get(&id).cloned().unwrap_or_default();
            // A reply is said by the locution that the transition leads to.
            let locutions: Vec<String> = (from.iter())
                .flat_map(|end| match self.nodes[end].kind {
                    "TA" => self.out.get(end).cloned().unwrap_or_default(),
                    _ => vec![end.clone()],
                })
                .filter(|end| self.nodes[end].kind == "L")
                .collect();
            let asks = (act.contains("question") || act.contains("challeng"))
                && !act.contains("assertive")
                && !act.contains("rhetorical");
            if claims.is_empty() {
                let why = "it says who connected claims, not who holds one";
                self.draft.tally.skipped(THINGS, why, place);
                continue;
            }
            if asks {
                for one in locutions {
                    reasons
                        .entry(one)
                        .or_insert("it asks or challenges, which is no stance");
                }
                let why = "it asks or challenges, which is no stance";
                self.draft.tally.skipped(THINGS, why, place);
                continue;
            }
            let stance = if act.contains("disagree") || concern.is_some() {
                Stance::Concern
            } else {
                Stance::Support
            };
            let mut made = false;
            for one in &locutions {
                let Some(said) = spoken.get(one) else {
                    continue;
                };
                for claim in &claims {
                    let source = self.source(&said.source);
                    let ends = (&said.who, claim);
                    let name = one.strip_prefix("l-").filter(|_| self.own).unwrap_or(one);
                    // Where nothing was quoted we write the claim's words.
                    let at = self.draft.claim_at(claim).filter(|_| self.own);
                    let text = at.map(|at| self.draft.parts.claims[at].text.clone());
                    let row = self.draft.statement(name, ends, stance, &source);
                    row.quote = Some(said.words.clone())
                        .filter(|words| !words.is_empty() && Some(words) != text.as_ref());
                    row.span = said.span;
                    row.date = said.date;
                    let plain = act.is_empty()
                        || act == "ya"
                        || act.contains("default")
                        || act == "asserting";
                    row.note = (!plain).then(|| format!("speech act: {act}"));
                    made = true;
                }
                used.insert(one.clone());
            }
            if made {
                self.draft.tally.kept(THINGS);
            } else {
                self.draft
                    .tally
                    .skipped(THINGS, "nobody is known to have said it", place);
            }
        }
        let all: Vec<(String, usize)> = (self.nodes.iter())
            .filter(|(_, node)| node.kind == "L")
            .map(|(id, node)| (id.clone(), node.at))
            .collect();
        for (id, at) in all {
            if used.contains(&id) {
                self.draft.tally.kept("locutions");
                continue;
            }
            let why = match reasons.get(&id) {
                Some(why) => why,
                None if !spoken.contains_key(&id) => "nobody is known to have said it",
                None => "no speech act ties it to a claim",
            };
            self.draft
                .tally
                .skipped("locutions", why, format!("nodes[{at}]"));
        }
    }

    /// The claim that one of our own nodes of concern is about.
    fn concern(&self, targets: &[String]) -> Option<ClaimId> {
        let id = targets
            .iter()
            .find(|id| self.own && id.starts_with("concern-"))?;
        let conflict = self.out.get(id)?.first()?;
        self.claims.get(self.out.get(conflict)?.first()?).cloned()
    }

    /// The source that locutions call so; the map itself where they call it nothing.
    fn source(&mut self, name: &str) -> SourceId {
        if let Some(known) = self.sources.get(name) {
            return known.clone();
        }
        let title = if name.is_empty() {
            self.title.clone()
        } else {
            name.to_owned()
        };
        let id = self.draft.source(&title);
        self.sources.insert(name.to_owned(), id.clone());
        id
    }

    /// What has no place in a record.
    fn rest(&mut self, graph: &Object, whole: Option<&Object>) {
        let odd: Vec<(&str, usize)> = (self.nodes.values())
            .filter_map(|node| match node.kind {
                "TA" => Some(("transitions (TA)", node.at)),
                "MA" => Some(("rephrases (MA)", node.at)),
                _ => None,
            })
            .collect();
        for (things, at) in odd {
            let why = if things.starts_with('t') {
                "a record does not say what replies to what"
            } else {
                "a record does not say that claims are one in other words"
            };
            self.draft
                .tally
                .skipped(things, why, format!("nodes[{at}]"));
        }
        let n = list(graph, "descriptorfulfillments").len();
        self.draft
            .tally
            .lost_n("descriptors", "a record has no roles of premises", n, "");
        let Some(whole) = whole else { return };
        if !self.own
            && first(whole, &["text"]).is_some_and(|text| text.is_string() || text.is_object())
        {
            let why =
                "a record names the file of a text; the words of locutions are kept as quotes";
            self.draft.tally.lost("text of the source", why, "text");
        }
        for key in ["OVA", "ova", "dialog", "analysis", "propositions"] {
            if !self.own && first(whole, &[key]).is_some() {
                let why = "how the program that made the map shows it";
                self.draft.tally.lost("settings of the program", why, key);
            }
        }
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
