//! The records that every picture is tried on.

use plenary::model::Record;

use crate::records::{oewg, record};

/// Their names: the data set, and small ones under `tests/data`.
pub(crate) const SAMPLES: [&str; 4] = ["oewg", "nasty", "empty", "one-node"];

/// Reads one of [`SAMPLES`], which must have no error.
pub(crate) fn read(name: &str) -> Record {
    match name {
        "oewg" => oewg(),
        other => record(&[&format!("tests/data/{other}.json")]),
    }
}

/// The same entries, given in another order.
pub(crate) fn shuffled(record: &Record, seed: usize) -> Record {
    fn turn<T>(list: &mut [T], seed: usize) {
        if !list.is_empty() {
            let by = (seed * 7 + 3) % list.len();
            list.rotate_left(by);
            if seed.is_multiple_of(2) {
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

/// The data set with one label in the place of several names and texts.
pub(crate) fn labelled(label: &str) -> Record {
    let mut parts = oewg().to_parts();
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
