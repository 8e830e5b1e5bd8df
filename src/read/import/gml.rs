//! Graphs as GML, as networkx, igraph and Gephi write them too.

use std::collections::BTreeMap;

use super::Import;
use super::loose::{Loose, LooseEdge, record};
use super::text::text;
use crate::model::{Attributes, Value};
use crate::read::Input;
use crate::read::codes::Code;
use crate::read::problem::{Place, Problem};
use crate::read::suggest::shown;

/// Deeper nesting is always a mistake.
const MOST_DEPTH: usize = 64;

/// A value of GML.
#[derive(Debug)]
enum Item {
    Text(String),
    /// A number as it is written.
    Number(String),
    List(Vec<(String, Item)>),
}

impl Item {
    fn text(&self) -> Option<String> {
        match self {
            Self::Text(text) | Self::Number(text) => Some(text.clone()),
            Self::List(_) => None,
        }
    }
}

/// Reads one graph; see [`property_record`](super::property_record) for what becomes of it.
/// Nodes are known by their label where they have a name besides, as we and networkx write them,
/// else by their number. Colours, sizes and places (`graphics`) are not kept.
pub fn gml(input: Input) -> Import {
    let (text, mut draft) = text(input);
    if !draft.problems.is_empty() {
        return draft.finish();
    }
    let mut reader = Reader { text: &text, at: 0 };
    let found = reader.list(0, false);
    let list = match found {
        Ok(list) => list,
        Err((at, code, message)) => {
            let place = Some(Place {
                file: 0,
                span: at..at,
            });
            let problem = Problem::new(code, message).at(place, "not GML from here on");
            let help = "was the file cut off? export it again as GML";
            draft.problems.push(problem.help(help));
            return draft.finish();
        }
    };
    let graph = list.into_iter().find_map(|(key, item)| match item {
        Item::List(list) if key == "graph" => Some(list),
        _ => None,
    });
    let Some(graph) = graph else {
        let place = Some(Place {
            file: 0,
            span: 0..0,
        });
        let problem = Problem::new(Code::BadExchange, "the file has no 'graph [ ... ]'");
        let problem = problem.at(place, "no graph in it");
        draft.problems.push(problem.help("export it again as GML"));
        return draft.finish();
    };
    let mut loose = Loose::default();
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    let mut edges = Vec::new();
    let (mut looks, mut deep) = (0, 0);
    for (key, item) in graph {
        match (key.as_str(), item) {
            ("node", Item::List(list)) => {
                looks += list.iter().filter(|(key, _)| key == "graphics").count();
                let (number, id, attributes) = node(list, &mut deep);
                ids.insert(number, id.clone());
                loose.nodes.push((id, attributes));
            }
            ("edge", Item::List(list)) => {
                looks += list.iter().filter(|(key, _)| key == "graphics").count();
                edges.push(list);
            }
            ("directed", item) => loose.directed = item.text().as_deref() == Some("1"),
            ("multigraph" | "Creator" | "comment", Item::Number(_)) => {}
            (_, Item::List(_)) => deep += 1,
            (_, item) => push(&mut loose.attributes, key, &item),
        }
    }
    for (at, list) in edges.into_iter().enumerate() {
        let end = |name: &str| {
            let number = list.iter().find(|(key, _)| key == name);
            let number = number.and_then(|(_, item)| item.text()).unwrap_or_default();
            ids.get(&number).cloned().unwrap_or(number)
        };
        let (source, target) = (end("source"), end("target"));
        let named = list.iter().find(|(key, _)| key == "edgeId" || key == "id");
        let id = named.and_then(|(_, item)| item.text());
        let but = ["source", "target", "edgeId", "id", "key", "graphics"];
        loose.edges.push(LooseEdge {
            id: id.unwrap_or_else(|| format!("e{}", at + 1)),
            source,
            target,
            attributes: attributes(list, &but, &mut deep),
        });
    }
    let tally = &mut draft.tally;
    tally.lost_n(
        "looks of nodes and edges",
        "pictures are drawn anew",
        looks,
        "",
    );
    tally.lost_n(
        "lists in lists",
        "attributes are texts and numbers",
        deep,
        "",
    );
    record(loose, draft)
}

/// The number of a node, the id it gets, and its attributes.
fn node(list: Vec<(String, Item)>, deep: &mut usize) -> (String, String, Attributes) {
    let text = |name: &str| {
        let found = list.iter().find(|(key, _)| key == name);
        found
            .and_then(|(_, item)| item.text())
            .filter(|text| !text.is_empty())
    };
    let number = text("id").unwrap_or_default();
    let (label, name) = (text("label"), text("name"));
    let both = label.is_some() && name.is_some();
    let id = if both {
        label.clone().unwrap_or_default()
    } else {
        number.clone()
    };
    let called = name.or(label);
    let mut found = Attributes::new();
    if let Some(called) = called {
        found.push(("label".to_owned(), Value::Text(called)));
    }
    found.extend(attributes(list, &["id", "label", "name", "graphics"], deep));
    (number, id, found)
}

fn attributes(list: Vec<(String, Item)>, but: &[&str], deep: &mut usize) -> Attributes {
    let mut found = Attributes::new();
    for (key, item) in list {
        if but.contains(&key.as_str()) {
            continue;
        }
        match item {
            Item::List(_) => *deep += 1,
            item => push(&mut found, key, &item),
        }
    }
    found
}

/// A key that stands there again makes a list, as networkx writes them.
fn push(list: &mut Attributes, key: String, item: &Item) {
    let Some(text) = item.text() else { return };
    if text == "_networkx_list_start" {
        list.push((key, Value::Texts(Vec::new())));
        return;
    }
    match list.iter_mut().find(|(known, _)| *known == key) {
        Some((_, Value::Texts(texts))) => texts.push(text),
        Some((_, value)) => *value = Value::Texts(vec![value.to_string(), text]),
        None => list.push((key, Value::Text(text))),
    }
}

type Slip = (usize, Code, String);

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl Reader<'_> {
    fn skip(&mut self) {
        loop {
            let rest = &self.text[self.at..];
            let trimmed = rest.trim_start();
            self.at += rest.len() - trimmed.len();
            if !trimmed.starts_with('#') {
                return;
            }
            self.at += trimmed.find('\n').unwrap_or(trimmed.len());
        }
    }

    fn slip<T>(&self, message: impl Into<String>) -> Result<T, Slip> {
        Err((self.at, Code::BadExchange, message.into()))
    }

    /// Pairs up to the end, or to the bracket that closes.
    fn list(&mut self, depth: usize, inside: bool) -> Result<Vec<(String, Item)>, Slip> {
        if depth > MOST_DEPTH {
            let message = "lists are nested too deeply".to_owned();
            return Err((self.at, Code::TooDeep, message));
        }
        let mut found = Vec::new();
        loop {
            self.skip();
            let rest = &self.text[self.at..];
            match rest.chars().next() {
                None if inside => return self.slip("a list has no end"),
                None => return Ok(found),
                Some(']') if inside => {
                    self.at += 1;
                    return Ok(found);
                }
                Some(c) if c.is_alphabetic() || c == '_' => {}
                Some(_) => {
                    let word = shown(rest.split_whitespace().next().unwrap_or_default(), 40);
                    return self.slip(format!("the name of a value was expected, not '{word}'"));
                }
            }
            let end = rest.find(|c: char| c.is_whitespace() || c == '[' || c == ']' || c == '"');
            let key = rest[..end.unwrap_or(rest.len())].to_owned();
            self.at += key.len();
            self.skip();
            let value = self.value(depth, &key)?;
            found.push((key, value));
        }
    }

    fn value(&mut self, depth: usize, key: &str) -> Result<Item, Slip> {
        let rest = &self.text[self.at..];
        if rest.starts_with('[') {
            self.at += 1;
            return self.list(depth + 1, true).map(Item::List);
        }
        if let Some(inner) = rest.strip_prefix('"') {
            let Some(end) = inner.find('"') else {
                return self.slip("a text has no end");
            };
            self.at += end + 2;
            return Ok(Item::Text(decoded(&inner[..end])));
        }
        let end = rest.find(|c: char| c.is_whitespace() || c == ']');
        let word = &rest[..end.unwrap_or(rest.len())];
        // NAN and INF are in files of igraph.
        if word.is_empty() || word.parse::<f64>().is_err() {
            let word = shown(word, 40);
            return self.slip(format!("'{}' has no value: '{word}'", shown(key, 40)));
        }
        self.at += word.len();
        Ok(Item::Number(word.to_owned()))
    }
}

/// A text with its entities as characters; what is no entity stays.
fn decoded(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest
            .get(1..)
            .and_then(|inner| inner.find(';'))
            .filter(|&end| end <= 10);
        let found = end.and_then(|end| Some((end, entity(&rest[1..=end])?)));
        match found {
            Some((end, c)) => {
                out.push(c);
                rest = &rest[end + 2..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "quot" => '"',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "apos" => '\'',
        other => {
            let number = other.strip_prefix('#')?;
            let number = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(number)?
        }
    })
}
