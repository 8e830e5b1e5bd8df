//! The schema says what the reader says.

use jsonschema::Validator;
use plenary::model::Noun;
use plenary::read::{self, Input, RECORD_KEYS, keys};
use serde_json::{Value, json};

fn schema() -> Value {
    serde_json::from_str(&plenary::write::schema()).expect("is JSON")
}

fn validator() -> Validator {
    jsonschema::validator_for(&schema()).expect("is a schema")
}

#[test]
fn the_committed_schema_is_current() {
    crate::golden("schema/plenary.schema.json", &plenary::write::schema());
}

#[test]
fn it_is_a_schema_by_the_rules_of_schemas() {
    jsonschema::meta::validate(&schema()).expect("follows draft 2020-12");
}

#[test]
fn every_record_of_the_repository_validates() {
    let validator = validator();
    let mut count = 0;
    for set in std::fs::read_dir(crate::root().join("graph")).expect("is there") {
        let set = set.expect("is readable").path();
        for file in std::fs::read_dir(set).expect("is a folder") {
            let path = file.expect("is readable").path();
            if path.extension().is_some_and(|suffix| suffix == "json") {
                valid(&validator, &crate::read(&path), &path.display().to_string());
                count += 1;
            }
        }
    }
    assert!(count > 0);
    for name in ["nasty", "empty", "one-node"] {
        valid(
            &validator,
            &crate::read(format!("tests/data/{name}.json")),
            name,
        );
    }
    valid(
        &validator,
        &crate::read("src/cli/template.json"),
        "template",
    );
    let merged = plenary::write::record_json(&crate::records::oewg());
    valid(&validator, &merged, "merged");
}

#[track_caller]
fn valid(validator: &Validator, text: &str, name: &str) {
    let value = serde_json::from_str(text).expect("is JSON");
    let errors: Vec<String> = validator
        .iter_errors(&value)
        .map(|e| e.to_string())
        .collect();
    assert!(errors.is_empty(), "{name}: {errors:#?}");
}

fn base() -> Value {
    json!({
        "plenary": 1,
        "sources": [{ "id": "m", "title": "M", "date": "2020-02-12" }],
        "stakeholders": [{ "id": "a", "name": "A", "kind": "ngo" }],
        "themes": [{ "id": "t", "name": "T" }],
        "claims": [{ "id": "c", "text": "C", "themes": { "t": "support" } }],
        "statements": [{
            "id": "s", "stakeholder": "a", "claim": "c", "stance": "support", "source": "m",
            "paragraph": 1, "span": [0, 5]
        }],
        "relations": [{ "from": "c", "to": "c", "stance": "concern" }]
    })
}

/// One broken rule each: where, and what stands there instead (null: nothing).
fn broken() -> Vec<(&'static str, Value)> {
    vec![
        ("/plenary", json!(2)),
        ("/plenary", Value::Null),
        ("/colour", json!("red")),
        ("/sources/0/colour", json!("red")),
        ("/sources", json!({})),
        ("/sources/0/id", json!("A b")),
        ("/sources/0/id", json!("x".repeat(65))),
        ("/sources/0/title", Value::Null),
        ("/sources/0/title", json!(" ")),
        ("/sources/0/date", json!("12.2.2020")),
        ("/sources/0/url", json!("example.org")),
        ("/sources/0/text", json!("../m.txt")),
        ("/stakeholders/0/kind", json!("NGO")),
        ("/stakeholders/0/aliases", json!([""])),
        ("/stakeholders/0/attributes", json!({ "a": 1 })),
        ("/claims/0/themes", json!({ "T t": "support" })),
        ("/claims/0/themes", json!({ "t": "neutral" })),
        ("/statements/0/stance", json!("for")),
        ("/statements/0/source", Value::Null),
        ("/statements/0/paragraph", json!(0)),
        ("/statements/0/paragraph", json!("1")),
        ("/statements/0/span", json!([1])),
        ("/statements/0/span", json!([1, 2, 3])),
        ("/statements/0/span", json!([-1, 2])),
        ("/statements/0/quote", json!("")),
        ("/statements/0/fidelity", json!("exact")),
        ("/relations/0/basis", json!("none")),
        ("/relations/0/id", json!("r1")),
    ]
}

#[test]
fn broken_records_fail_in_the_schema_and_in_the_reader() {
    let validator = validator();
    assert!(validator.is_valid(&base()));
    for (place, by) in broken() {
        let mut value = base();
        let (parent, key) = place.rsplit_once('/').expect("is a pointer");
        let parent = value.pointer_mut(parent).and_then(Value::as_object_mut);
        let parent = parent.expect("is an object of the base");
        match by.clone() {
            Value::Null => drop(parent.remove(key)),
            by => drop(parent.insert(key.to_owned(), by)),
        }
        assert!(
            !validator.is_valid(&value),
            "the schema takes {place} = {by}"
        );
        let bytes = value.to_string().into_bytes();
        let reading = read::json(vec![Input {
            name: "x".to_owned(),
            bytes,
        }]);
        assert!(reading.record.is_none(), "the reader takes {place} = {by}");
    }
}

fn definition(noun: Noun) -> Value {
    schema()["$defs"][noun.as_str()].clone()
}

fn names(object: &Value) -> Vec<String> {
    object
        .as_object()
        .into_iter()
        .flatten()
        .map(|(key, _)| key.clone())
        .collect()
}

#[test]
fn its_keys_are_the_readers_in_the_same_order() {
    assert_eq!(names(&schema()["properties"]), RECORD_KEYS);
    for noun in Noun::ALL {
        assert_eq!(names(&definition(noun)["properties"]), keys(noun), "{noun}");
        assert_eq!(definition(noun)["additionalProperties"], json!(false));
    }
}

#[test]
fn it_requires_what_the_reader_requires() {
    assert_eq!(schema()["required"], json!(["plenary"]));
    for noun in Noun::ALL {
        let text = format!("{{\"plenary\": 1, \"{}\": [{{}}]}}", noun.plural());
        let input = Input {
            name: "x".to_owned(),
            bytes: text.into_bytes(),
        };
        let mut missing: Vec<String> = read::json(vec![input])
            .problems
            .iter()
            .map(|p| {
                p.message
                    .split('"')
                    .nth(1)
                    .expect("names the key")
                    .to_owned()
            })
            .collect();
        let mut required: Vec<String> =
            serde_json::from_value(definition(noun)["required"].clone()).expect("is a list");
        missing.sort();
        required.sort();
        assert_eq!(missing, required, "{noun}");
    }
}

#[test]
fn editors_find_words_for_every_key() {
    let described = |object: &Value, name: &str| {
        for (key, value) in object["properties"].as_object().expect("has keys") {
            assert!(value["title"].is_string(), "{name}.{key} has no title");
            assert!(
                value["description"].is_string(),
                "{name}.{key} has no description"
            );
        }
    };
    described(&schema(), "record");
    for noun in Noun::ALL {
        described(&definition(noun), noun.as_str());
    }
    assert!(!plenary::write::schema().contains("null"));
}
