//! What is made to harm, or merely large, costs what its size is, not its square.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use plenary::read::{self, Code, Import, ImportFormat, ImportOptions, Input};

fn import(format: ImportFormat, files: Vec<(&str, String)>) -> Import {
    let options = ImportOptions {
        format: Some(format),
        ..ImportOptions::default()
    };
    let inputs = files.into_iter().map(|(name, text)| Input {
        name: name.to_owned(),
        bytes: text.into_bytes(),
    });
    read::import(inputs.collect(), &options)
}

/// The time of the processor that this thread has had, whatever else the machine does.
fn worked(began: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let told = told.and_then(|text| text.split(' ').next()?.parse().ok());
    told.map_or_else(|| began.elapsed(), Duration::from_nanos)
}

/// Four times the size costs about four times as much, where the square would be sixteen.
#[track_caller]
fn check(format: ImportFormat, files: impl Fn(usize) -> Vec<(&'static str, String)>) -> Import {
    let began = Instant::now();
    let took = |n| {
        let files = files(n);
        let before = worked(began);
        let made = import(format, files);
        (worked(began) - before, made)
    };
    let (small, _) = took(N / 4);
    let (large, made) = took(N);
    let most = small * 7 + Duration::from_millis(200);
    assert!(large < most, "{format}: {small:?} then {large:?}");
    made
}

/// So many things the larger input of each test has.
const N: usize = 24_000;

/// Every locution names its speaker before a colon, and each is another.
#[test]
fn speakers_of_locutions() {
    let map = |n: usize| {
        let mut nodes = Vec::new();
        let mut edges = Vec::new();
        for at in 0..n {
            nodes.push(format!(
                r#"{{"nodeID":"l{at}","type":"L","text":"Speaker {at}: words {at}"}},
            {{"nodeID":"y{at}","type":"YA","text":"Asserting"}},
            {{"nodeID":"i{at}","type":"I","text":"words {at}"}}"#
            ));
            edges.push(format!(
                r#"{{"edgeID":"a{at}","fromID":"l{at}","toID":"y{at}"}},
            {{"edgeID":"b{at}","fromID":"y{at}","toID":"i{at}"}}"#
            ));
        }
        let (nodes, edges) = (nodes.join(","), edges.join(","));
        let text = format!(r#"{{"nodes":[{nodes}],"edges":[{edges}]}}"#);
        vec![("map.json", text)]
    };
    let record = check(ImportFormat::Aif, map).reading;
    let record = record.record.expect("nothing is wrong");
    assert_eq!(record.stakeholders().len(), N);
    assert_eq!(record.statements().len(), N);
}

/// A table of what is known of each row of a matrix.
#[test]
fn rows_of_a_matrix() {
    let tables = |n: usize| {
        let mut positions = String::from("name,quay\n");
        let mut words = String::from("name,region\n");
        for at in 0..n {
            let sign = if at % 2 == 0 { "1" } else { "-1" };
            writeln!(positions, "who {at},{sign}").expect("a String takes all");
            writeln!(words, "who {},north", n - 1 - at).expect("a String takes all");
        }
        vec![("positions.csv", positions), ("words.csv", words)]
    };
    let made = check(ImportFormat::Matrix, tables);
    let record = made.reading.record.expect("nothing is wrong");
    let north = |one: &&plenary::model::Stakeholder| one.attributes["region"] == "north";
    assert_eq!(record.stakeholders().iter().filter(north).count(), N);
}

/// A tree of themes as nodes and edges.
#[test]
fn broader_themes_of_a_graph() {
    let tables = |n: usize| {
        let nodes: String = (0..n)
            .map(|at| format!("theme:t{at},Theme {at},theme\n"))
            .collect();
        let edges: String = (1..n)
            .map(|at| format!("theme:t{at},theme:t{},broader\n", at / 2))
            .collect();
        let nodes = format!("Id,Label,nodeKind\n{nodes}");
        let edges = format!("Source,Target,edgeKind\n{edges}");
        vec![("nodes.csv", nodes), ("edges.csv", edges)]
    };
    let made = check(ImportFormat::GraphTables, tables);
    let record = made.reading.record.expect("nothing is wrong");
    let broader = record.themes().iter().filter(|one| one.broader.is_some());
    assert_eq!(broader.count(), N - 1);
}

/// Claims without words: one note for all.
#[test]
fn claims_without_words() {
    let map = |n: usize| {
        let nodes: Vec<String> = (0..n)
            .map(|at| format!(r#"{{"nodeID":"{at}","type":"I","text":""}}"#))
            .collect();
        let text = format!(r#"{{"nodes":[{}],"edges":[]}}"#, nodes.join(","));
        vec![("map.json", text)]
    };
    let made = check(ImportFormat::Aif, map);
    let notes = made
        .loss
        .notes
        .iter()
        .filter(|note| note.contains("without words"));
    assert!(notes.count() <= 1, "{:?}", made.loss.notes);
}

/// Names that are equal as far as an id has room.
#[test]
fn long_names_twice() {
    let digit = |at: usize| char::from_digit(u32::try_from(at % 36).expect("is small"), 36);
    let tables = |n: usize| {
        let nodes: String = (0..n)
            .flat_map(|at| {
                let last = [at / 1296, at / 36, at].map(|at| digit(at).expect("is below 36"));
                let last = String::from_iter(last);
                ["x", "X"].map(|x| format!("claim:{}{last},words,claim\n", x.repeat(61)))
            })
            .collect();
        let nodes = format!("Id,Label,nodeKind\n{nodes}");
        let edges = "Source,Target\n".to_owned();
        vec![("nodes.csv", nodes), ("edges.csv", edges)]
    };
    let made = check(ImportFormat::GraphTables, tables);
    assert_eq!(
        made.loss.count("nodes").1,
        2 * N,
        "{:?}",
        made.reading.problems
    );
}

/// Keys with defaults times nodes is what a small file asks for.
#[test]
fn defaults_of_keys() {
    let long = "x".repeat(20_000);
    let keys: String = (0..20)
        .map(|at| {
            format!(
                "<key id=\"k{at}\" for=\"node\" attr.name=\"n{at}\"><default>{long}</default></key>"
            )
        })
        .collect();
    let nodes: String = (0..5_000)
        .map(|at| format!("<node id=\"claim:{at}\"/>"))
        .collect();
    let text = format!("<graphml>{keys}<graph>{nodes}</graph></graphml>");
    let made = import(ImportFormat::Graphml, vec![("a.graphml", text)]);
    assert!(made.reading.record.is_none());
    assert_eq!(made.reading.problems[0].code, Code::TooMuch);
}

/// A view that has no end in place of a table.
#[test]
fn views_of_a_database() {
    let bytes = std::fs::read(crate::root().join("tests/data/imports/endless.dna"));
    let input = Input {
        name: "endless.dna".to_owned(),
        bytes: bytes.expect("is there"),
    };
    let reading = read::dna(input, &read::DnaOptions::default());
    assert!(reading.events.is_none());
    assert_eq!(
        reading.problems[0].message,
        "'CODERS' in the database is computed, not stored"
    );
}

/// Names in a script that ids do not have: all their ids are the noun and a number.
#[test]
fn labels_without_a_letter() {
    let table = |n: usize| {
        let mut text = String::from("stakeholder,claim,stance\n");
        for at in 0..n {
            let name: String = at
                .to_string()
                .chars()
                .filter_map(|digit| char::from_u32(u32::from(digit) - 0x30 + 0x4E00))
                .collect();
            writeln!(text, "{name},港,support").expect("a String takes all");
        }
        vec![("a.csv", text)]
    };
    let made = check(ImportFormat::Table, table);
    let record = made.reading.record.expect("nothing is wrong");
    assert_eq!(record.stakeholders().len(), N);
}
