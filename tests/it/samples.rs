//! The records that tests run on.

use std::path::Path;

use plenary::model::{Parts, Record};
use plenary::read::{Input, json};

/// Their names: the data set, and small ones under `tests/data`.
pub(crate) const RECORDS: [&str; 4] = ["oewg", "nasty", "empty", "one-node"];

/// Reads one of [`RECORDS`], which must have no error.
pub(crate) fn read(name: &str) -> Record {
    let files = match name {
        "oewg" => vec![
            "graph/oewg-2020-02-12/codebook.json".to_owned(),
            "graph/oewg-2020-02-12/meeting.json".to_owned(),
        ],
        other => vec![format!("tests/data/{other}.json")],
    };
    let inputs = files.into_iter().map(|name| {
        let bytes = std::fs::read(Path::new(&name)).unwrap_or_else(|e| panic!("{name}: {e}"));
        Input { name, bytes }
    });
    let reading = json(inputs.collect());
    reading.record.unwrap_or_else(|| panic!("{name}: {:?}", reading.problems))
}

/// The same entries, given in another order.
pub(crate) fn shuffled(record: &Record, seed: usize) -> Record {
    fn turn<T>(list: &mut [T], seed: usize) {
        if !list.is_empty() {
            let by = (seed * 7 + 3) % list.len();
            list.rotate_left(by);
            if seed % 2 == 0 {
                list.reverse();
            }
        }
    }
    let mut parts = record.to_parts();
    turn(&mut parts.sources, seed);
    turn(&mut parts.stakeholders, seed);
    turn(&mut parts.themes, seed);
    turn(&mut parts.claims, seed);
    turn(&mut parts.statements, seed);
    turn(&mut parts.relations, seed);
    Record::resolve(parts).expect("the same entries")
}

/// A small record whose texts are all one label.
pub(crate) fn with_claim_text(label: &str) -> Record {
    let mut parts: Parts = read("oewg").to_parts();
    parts.title = Some(label.to_owned());
    for claim in &mut parts.claims[..3] {
        claim.text = label.to_owned();
    }
    for theme in &mut parts.themes[..3] {
        theme.name = label.to_owned();
        theme.definition = Some(label.to_owned());
    }
    for stakeholder in &mut parts.stakeholders[..3] {
        stakeholder.name = label.to_owned();
    }
    Record::resolve(parts).expect("labels do not matter")
}
