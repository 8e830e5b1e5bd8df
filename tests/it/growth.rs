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

/// The import is done within what a linear reader needs ten times over, unoptimised and on a
/// busy machine; the square of the size would need minutes.
#[track_caller]
fn check(format: ImportFormat, files: Vec<(&str, String)>) -> Import {
    let began = Instant::now();
    let made = import(format, files);
    let took = began.elapsed();
    assert!(took < Duration::from_secs(60), "{format}: {took:?}");
    made
}

/// Every locution names its speaker before a colon, and each is another.
#[test]
fn speakers_of_locutions() {
    const N: usize = 30_000;
    let mut nodes = Vec::new();
    let mut edges = Vec::new();
    for at in 0..N {
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
    let text = format!(
        r#"{{"nodes":[{}],"edges":[{}]}}"#,
        nodes.join(","),
        edges.join(",")
    );
    let record = check(ImportFormat::Aif, vec![("map.json", text)]).reading;
    let record = record.record.expect("nothing is wrong");
    assert_eq!(record.stakeholders().len(), N);
    assert_eq!(record.statements().len(), N);
}

/// A table of what is known of each row of a matrix.
#[test]
fn rows_of_a_matrix() {
    const N: usize = 30_000;
    let mut positions = String::from("name,quay\n");
    let mut words = String::from("name,region\n");
    for at in 0..N {
        let sign = if at % 2 == 0 { "1" } else { "-1" };
        writeln!(positions, "who {at},{sign}").expect("a String takes all");
        writeln!(words, "who {},north", N - 1 - at).expect("a String takes all");
    }
    let made = check(
        ImportFormat::Matrix,
        vec![("positions.csv", positions), ("words.csv", words)],
    );
    let record = made.reading.record.expect("nothing is wrong");
    let north = |one: &&plenary::model::Stakeholder| one.attributes["region"] == "north";
    assert_eq!(record.stakeholders().iter().filter(north).count(), N);
}

/// A tree of themes as nodes and edges.
#[test]
fn broader_themes_of_a_graph() {
    const N: usize = 30_000;
    let nodes: String = (0..N)
        .map(|at| format!("theme:t{at},Theme {at},theme\n"))
        .collect();
    let edges: String = (1..N)
        .map(|at| format!("theme:t{at},theme:t{},broader\n", at / 2))
        .collect();
    let nodes = format!("Id,Label,nodeKind\n{nodes}");
    let edges = format!("Source,Target,edgeKind\n{edges}");
    let made = check(
        ImportFormat::GraphTables,
        vec![("nodes.csv", nodes), ("edges.csv", edges)],
    );
    let record = made.reading.record.expect("nothing is wrong");
    let broader = record.themes().iter().filter(|one| one.broader.is_some());
    assert_eq!(broader.count(), N - 1);
}

/// Claims without words: one note for all.
#[test]
fn claims_without_words() {
    const N: usize = 30_000;
    let nodes: Vec<String> = (0..N)
        .map(|at| format!(r#"{{"nodeID":"{at}","type":"I","text":""}}"#))
        .collect();
    let text = format!(r#"{{"nodes":[{}],"edges":[]}}"#, nodes.join(","));
    let made = check(ImportFormat::Aif, vec![("map.json", text)]);
    let notes = made.loss.notes.iter().filter(|note| note.contains("without words"));
    assert!(notes.count() <= 1, "{:?}", made.loss.notes);
}

/// Names that are equal as far as an id has room.
#[test]
fn long_names_twice() {
    const N: usize = 20_000;
    let digit = |at: usize| char::from_digit(u32::try_from(at % 36).expect("is small"), 36);
    let nodes: String = (0..N)
        .flat_map(|at| {
            let last = [at / 1296, at / 36, at].map(|at| digit(at).expect("is below 36"));
            let last = String::from_iter(last);
            ["x", "X"].map(|x| format!("claim:{}{last},words,claim\n", x.repeat(61)))
        })
        .collect();
    let nodes = format!("Id,Label,nodeKind\n{nodes}");
    let made = check(
        ImportFormat::GraphTables,
        vec![("nodes.csv", nodes), ("edges.csv", "Source,Target\n".to_owned())],
    );
    assert_eq!(made.loss.count("nodes").1, 2 * N, "{:?}", made.reading.problems);
}

/// Keys with defaults times nodes is what a small file asks for.
#[test]
fn defaults_of_keys() {
    let keys: String = (0..2_000)
        .map(|at| format!("<key id=\"k{at}\" for=\"node\" attr.name=\"n{at}\"><default>{at}</default></key>"))
        .collect();
    let nodes: String = (0..5_000)
        .map(|at| format!("<node id=\"claim:{at}\"/>"))
        .collect();
    let text = format!("<graphml>{keys}<graph>{nodes}</graph></graphml>");
    let made = check(ImportFormat::Graphml, vec![("a.graphml", text)]);
    assert!(made.reading.record.is_none());
    assert_eq!(made.reading.problems[0].code, Code::TooMuch);
}
