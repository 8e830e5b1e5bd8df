//! Kumu's blueprints as JSON; its sheets are read as tables of nodes and edges.

use serde_json::{Map, Value as Json};

use super::Import;
use super::graph_json::{fields, id, list};
use super::loose::{Loose, LooseEdge, record};
use super::text::value;
use crate::model::{Attributes, EDGE_KIND, NODE_KIND};
use crate::read::Input;
use crate::read::codes::Code;
use crate::read::problem::Problem;

/// Reads elements and connections, as they are exported (fields under `attributes`) or as they
/// are written to be imported (ends by label); see [`property_record`](super::property_record)
/// for what becomes of them. Loops, views and looks are not kept.
pub fn kumu(input: Input) -> Import {
    let (value, mut draft) = value(input);
    let Some(value) = value else {
        return draft.finish();
    };
    let Some(object) = value.as_object().filter(|one| one.contains_key("elements")) else {
        let message = "the file has no list of elements";
        draft
            .problems
            .push(Problem::new(Code::BadExchange, message).help("export it again from Kumu"));
        return draft.finish();
    };
    for other in ["loops", "maps", "perspectives"] {
        let n = object
            .get(other)
            .and_then(Json::as_array)
            .map_or(0, Vec::len);
        let why = "a record has elements and connections only";
        draft.tally.lost_n(other, why, n, other);
    }
    let mut loose = Loose {
        directed: true,
        ..Loose::default()
    };
    for element in list(object, "elements") {
        let attributes = known(element, &["element type"], NODE_KIND);
        loose
            .nodes
            .push((id_of(element).unwrap_or_default(), attributes));
    }
    for (at, connection) in list(object, "connections").enumerate() {
        let mut attributes = known(connection, &["connection type"], EDGE_KIND);
        attributes.retain(|(name, _)| !name.eq_ignore_ascii_case("direction"));
        loose.edges.push(LooseEdge {
            id: id_of(connection).unwrap_or_else(|| format!("c{}", at + 1)),
            source: id(connection.get("from")),
            target: id(connection.get("to")),
            attributes,
        });
    }
    record(loose, draft)
}

/// The id of an element or connection, else its label.
fn id_of(one: &Map<String, Json>) -> Option<String> {
    let inner = one.get("attributes").and_then(Json::as_object);
    let keys = ["_id", "id", "label"].into_iter();
    keys.filter_map(|key| one.get(key).or_else(|| inner?.get(key)))
        .map(|value| id(Some(value)))
        .find(|text| !text.is_empty())
}

/// All fields under the names that other formats have.
fn known(one: &Map<String, Json>, types: &[&str], class: &str) -> Attributes {
    let mut found = fields(one, &["_id", "id", "from", "to", "attributes"]);
    if let Some(Json::Object(inner)) = one.get("attributes") {
        found.extend(fields(inner, &["id"]));
    }
    renamed(found, types, class)
}

/// `Strength` is a weight; a type is one only where nothing better says what it is.
pub(crate) fn renamed(mut found: Attributes, types: &[&str], class: &str) -> Attributes {
    let ours = found.iter().any(|(name, _)| name == class);
    for (name, _) in &mut found {
        if types.iter().any(|word| name.eq_ignore_ascii_case(word)) || *name == "Type" {
            "type".clone_into(name);
        } else if name.eq_ignore_ascii_case("strength") {
            "weight".clone_into(name);
        }
    }
    if ours {
        found.retain(|(name, _)| name != "type");
    }
    found
}
