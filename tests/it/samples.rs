//! The records that every picture is tried on.

use plenary::analysis::diff::merged;
use plenary::analysis::{CoalitionOptions, DiffOptions, diff};
use plenary::draw::{DiffPair, DrawOptions, Scene, diff_scene};
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

/// One of the committed meetings.
pub(crate) fn set(name: &str) -> Record {
    record(&[
        &format!("graph/{name}/codebook.json"),
        &format!("graph/{name}/meeting.json"),
    ])
}

/// Every record of which pictures are committed.
pub(crate) fn committed() -> Vec<(&'static str, Record)> {
    let all = record(&[
        "graph/oewg-2020-2021/record.json",
        "graph/oewg-2020-02-12/codebook.json",
        "graph/oewg-2020-02-12/meeting.json",
        "graph/oewg-2020-02-14/codebook.json",
        "graph/oewg-2020-02-14/meeting.json",
        "graph/oewg-2021-03/codebook.json",
        "graph/oewg-2021-03/meeting.json",
    ]);
    vec![
        ("oewg", oewg()),
        ("assembly", crate::fit::assembly()),
        ("oewg-2020-02-14", set("oewg-2020-02-14")),
        ("oewg-2021-03", set("oewg-2021-03")),
        ("oewg-2020-2021", all),
    ]
}

/// Pairs of records to compare: the real meetings, the others, and one with every kind of change.
pub(crate) fn pairs() -> Vec<(String, Record, Record)> {
    let session = |name: &str| {
        record(&[
            "graph/assembly-2030/codebook.json",
            &format!("graph/assembly-2030/{name}.json"),
        ])
    };
    let (closing, third) = (set("oewg-2020-02-14"), set("oewg-2021-03"));
    let turns = |side| record(&[&format!("tests/data/turns-{side}.json")]);
    let pair = |name: &str, a: &Record, b: &Record| (name.to_owned(), a.clone(), b.clone());
    let [nasty, empty, one] = ["nasty", "empty", "one-node"].map(read);
    vec![
        pair("oewg to closing", &oewg(), &closing),
        pair("closing to third", &closing, &third),
        pair(
            "assembly",
            &session("opening-2030-03"),
            &session("closing-2031-09"),
        ),
        pair("turns", &turns("before"), &turns("after")),
        pair("nasty to empty", &nasty, &empty),
        pair("empty to nasty", &empty, &nasty),
        pair("one-node to empty", &one, &empty),
        pair("nasty to one-node", &nasty, &one),
        pair("empty to itself", &empty, &empty),
        pair("oewg to itself", &oewg(), &oewg()),
    ]
}

/// Without re-samples, which take long and which no picture shows.
pub(crate) fn quick() -> DiffOptions {
    DiffOptions {
        coalitions: Some(CoalitionOptions {
            resamples: 0,
            ..CoalitionOptions::default()
        }),
        ..DiffOptions::default()
    }
}

/// The picture of what changed.
pub(crate) fn change(before: &Record, after: &Record, options: &DrawOptions) -> Scene {
    let found = diff(before, after, &quick());
    let both = merged(before, after, &found);
    let pair = DiffPair {
        before,
        after,
        diff: &found,
        merged: &both,
        labels: ["", ""],
    };
    diff_scene(&pair, options)
}

/// The pictures of what changed in all pairs.
pub(crate) fn changes(options: &DrawOptions) -> Vec<(String, Scene)> {
    (pairs().into_iter())
        .map(|(name, a, b)| (format!("{name} diff"), change(&a, &b, options)))
        .collect()
}
