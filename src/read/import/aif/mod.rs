//! The Argument Interchange Format: AIF of AIFdb, xAIF, and the older files of OVA.
//!
//! Claims are nodes `I`; reasons are nodes too (`RA` for, `CA` against); what was said are
//! nodes `L`, which a speech act (`YA`) ties to the claim, and `locutions` to a person.

mod acts;
mod nodes;
mod people;
mod reasons;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::Import;
use super::draft::Draft;
use super::text::{one_line, value};
use crate::model::{ClaimId, SourceId};
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
        people: people::People::default(),
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
    people: people::People,
}

impl Reader<'_> {
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
