//! The record format as a JSON Schema, made from the same structs that write it.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use super::{pretty, wire};
use crate::model::{Basis, Fidelity, MAX_ID_LENGTH, StakeholderKind, Stance};

/// The schema's own name; the last part is the version that files give as `"plenary"`.
pub const SCHEMA_ID: &str = "urn:plenary:record:1";

/// The JSON Schema (2020-12) of a record file.
///
/// A file that it accepts can still be wrong in what spans more than one value: references,
/// ids given twice, circles of broader themes, the calendar, the order within a span.
pub fn schema() -> String {
    let mut settings = SchemaSettings::draft2020_12().for_serialize();
    settings
        .transforms
        .push(Box::new(RecursiveTransform(never_null)));
    let mut schema = settings
        .into_generator()
        .into_root_schema_for::<wire::RecordFile<'_>>();
    schema.insert("$id".to_owned(), json!(SCHEMA_ID));
    order(&mut schema);
    pretty(&schema)
}

/// An optional key is left out, not null.
fn never_null(schema: &mut Schema) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|one| one != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
}

/// What the schema is, before what it asks for.
fn order(schema: &mut Schema) {
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    let rest = std::mem::take(object);
    let first = ["$schema", "$id", "title", "description"];
    for key in first {
        if let Some(value) = rest.get(key) {
            object.insert(key.to_owned(), value.clone());
        }
    }
    let others = rest.into_iter();
    object.extend(others.filter(|(key, _)| !first.contains(&key.as_str())));
}

fn words(words: impl Iterator<Item = &'static str>) -> Schema {
    json_schema!({ "type": "string", "enum": words.collect::<Vec<_>>() })
}

pub(super) fn version(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "integer", "const": 1 })
}

/// Text with something other than white space in it.
pub(super) fn text(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "pattern": r"\S" })
}

fn id_pattern() -> String {
    format!("^[a-z0-9-]{{1,{MAX_ID_LENGTH}}}$")
}

pub(super) fn id(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "pattern": id_pattern() })
}

pub(super) fn date(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "string",
        "format": "date",
        "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
    })
}

pub(super) fn url(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "format": "uri", "pattern": r"^https?://\S+$" })
}

pub(super) fn file_name(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "string",
        "pattern": r"^[^/\\:]+(/[^/\\:]+)*$",
        "not": { "pattern": r"(^|/)\.\.(/|$)" }
    })
}

pub(super) fn paragraph(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "integer", "minimum": 1, "maximum": u32::MAX })
}

pub(super) fn stance(_: &mut SchemaGenerator) -> Schema {
    words(Stance::ALL.into_iter().map(Stance::as_str))
}

pub(super) fn kind(_: &mut SchemaGenerator) -> Schema {
    words(StakeholderKind::ALL.iter().map(|kind| kind.as_str()))
}

pub(super) fn fidelity(_: &mut SchemaGenerator) -> Schema {
    words(Fidelity::ALL.iter().map(|fidelity| fidelity.as_str()))
}

pub(super) fn basis(_: &mut SchemaGenerator) -> Schema {
    words(Basis::ALL.iter().map(|basis| basis.as_str()))
}

pub(super) fn theme_stances(generator: &mut SchemaGenerator) -> Schema {
    let mut stances = serde_json::Map::new();
    stances.insert(id_pattern(), stance(generator).to_value());
    json_schema!({
        "type": "object",
        "patternProperties": stances,
        "additionalProperties": false
    })
}
