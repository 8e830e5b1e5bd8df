//! Centrality on networks: a hand example from CSV, a record, and the sample of DNA.

use insta::assert_snapshot;
use plenary::analysis::{
    Aggregation, CentralityOptions, Direction, Mode, NetworkError, NetworkOptions, SignedGraph,
    Signs, centrality, network,
};
use plenary::read::{self, CsvOptions, DnaOptions, Input};
use serde_json::Value;

use crate::ask::{SMALL, every_format, refused, result, text};
use crate::reference;

/// A and B agree on x, C opposes them there; A and C agree on y; D is alone with z. So
/// A-B has +1, A-C 0 (one agreed, one not), B-C -1 in the subtract network.
const HAND: &str = "Org,Concept,agreement\n\
    A,x,yes\nB,x,yes\nC,x,no\nA,y,yes\nC,y,yes\nD,z,yes\n";

fn hand() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("hand.csv");
    std::fs::write(&path, HAND).expect("is writable");
    let path = path.display().to_string();
    (folder, path)
}

fn call<'a>(path: &'a str, network: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let variables = ["--between", "Org", "--through", "Concept"];
    let start = ["centrality", path, "--network", network];
    [&start[..], &variables, more].concat()
}

/// One number of every node, as text.
fn figures(found: &Value, key: &str) -> String {
    let nodes = found["nodes"].as_array().expect("a list").iter();
    let each = nodes.map(|node| format!("{}={}", node["id"].as_str().expect("an id"), node[key]));
    each.collect::<Vec<_>>().join(" ")
}

#[test]
fn networks_of_a_table() {
    let (_folder, path) = hand();
    let degrees = |network, more: &[&str]| figures(&result(&call(&path, network, more)), "degree");
    assert_eq!(degrees("ignore", &[]), "A=2 B=2 C=2 D=0");
    assert_eq!(degrees("congruence", &[]), "A=2 B=1 C=1 D=0");
    assert_eq!(degrees("conflict", &[]), "A=1 B=1 C=2 D=0");
    // Two-mode: the columns are nodes too.
    assert_eq!(
        degrees("ignore", &["--two-mode"]),
        "A=2 B=1 C=2 D=1 x=3 y=2 z=1"
    );
    // A is between B and C of four: 2 of 3 times 2 ordered pairs.
    let found = result(&call(&path, "congruence", &[]));
    assert!(
        (found["nodes"][0]["betweenness"].as_f64().expect("a number") - 1.0 / 3.0).abs() < 1e-12
    );
    assert_eq!(
        figures(&found, "statements"),
        r#"A=["1","4"] B=["2"] C=["3","5"] D=["6"]"#
    );
    every_format(&call(&path, "subtract", &["--weighted"]));
}

/// What becomes of the two signs of a subtract network is asked for, and said.
#[test]
fn signs_of_a_subtract_network() {
    let (_folder, path) = hand();
    let ask = |signs: &str| -> Value {
        let arguments = call(&path, "subtract", &["--signs", signs, "--format", "json"]);
        serde_json::from_str(&text(&arguments)).expect("JSON")
    };
    for (signs, degrees, word) in [
        ("positive", "A=1 B=1 C=0 D=0", "positive"),
        ("negative", "A=0 B=1 C=1 D=0", "negative"),
        ("absolute", "A=1 B=2 C=1 D=0", "absolute"),
        ("net", "A=1 B=2 C=1 D=0", "net"),
        ("support", "A=1 B=1 C=0 D=0", "positive"),
    ] {
        let found = ask(signs);
        assert_eq!(figures(&found["result"], "degree"), degrees, "{signs}");
        assert_eq!(
            figures(&found["result"], "support"),
            "A=1.0 B=1.0 C=0.0 D=0.0"
        );
        assert_eq!(
            figures(&found["result"], "concern"),
            "A=0.0 B=1.0 C=1.0 D=0.0"
        );
        assert_eq!(found["options"]["signs"], word);
        assert_eq!(found["result"]["network"]["signs"], word);
    }
    let found = ask("negative");
    assert_eq!(found["options"]["aggregation"], "subtract");
    assert_eq!(found["options"]["between"], "Org");
    assert_snapshot!(found["result"]["network"], @r#"{"statements":6,"positive_ties":1,"negative_ties":1,"signs":"negative"}"#);
    assert_snapshot!(found["notes"][0], @r#""the weight of a link is the absolute weight of its tie; positive ties are left out""#);
    assert_snapshot!(found["notes"][1], @r#""1 ties of the network are positive and 1 negative; support is the sum of a node's positive ties, concern that of its negative ones without their sign""#);
}

/// A record: statements by their ids, also where every one has a row for each theme.
#[test]
fn networks_of_a_record() {
    let found = result(&["centrality", SMALL, "--network", "congruence"]);
    assert_eq!(
        figures(&found, "statements"),
        r#"ann=["s1","s2"] ben=["s3","s4"] cat=["s5","s6"]"#
    );
    let through = ["--through", "theme", "--two-mode", "--directed"];
    let arguments = [
        &["centrality", SMALL, "--network", "subtract"][..],
        &through,
    ]
    .concat();
    let found = result(&arguments);
    assert_eq!(found["directed"], true);
    assert_eq!(
        figures(&found, "statements"),
        r#"ann=["s1","s2"] ben=["s3","s4"] cat=["s5","s6"] openness=["s1","s3","s4","s2","s5","s6"] safety=["s4","s5"]"#
    );
    assert_eq!(
        figures(&found, "concern"),
        "ann=0.0 ben=0.0 cat=1.0 openness=0.0 safety=1.0"
    );
}

#[test]
fn refusals() {
    assert_snapshot!(refused(&["centrality", SMALL, "--between", "kind"]), @r"
    2
    error: --between is about a network, and --network is missing
    help: add --network congruence, conflict, subtract or ignore
    ");
    assert_snapshot!(refused(&["centrality", SMALL, "--network", "ignore", "--directed"]), @r"
    2
    error: the ties of a one-mode network have no direction
    help: ask for two-mode, or for no direction
    ");
    assert_snapshot!(refused(&["centrality", SMALL, "--network", "conflict", "--two-mode", "--through", "theem"]), @r"
    2
    error: a two-mode network has no aggregation 'conflict'
    help: one of ignore, subtract, combine; or ask for one-mode
    error: there is no variable 'theem'
    help: did you mean 'theme'? there are: stakeholder, claim, stance, speaker, coder, fidelity, source, title, theme, kind, name, text
    ");
}

/// The library says the same, refuses codes, and an empty network has no nodes.
#[test]
fn as_a_library() {
    let input = |text: &str| Input {
        name: "hand.csv".to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    let events = read::csv_table(input(HAND), &CsvOptions::default())
        .events
        .expect("right");
    let options = NetworkOptions {
        between: "Org".to_owned(),
        through: "Concept".to_owned(),
        stance: Some("agreement".to_owned()),
        aggregation: Aggregation::Subtract,
        ..NetworkOptions::default()
    };
    let graph = SignedGraph::from_network(&events, &options, Direction::Undirected).expect("fits");
    let links = |signs| graph.weighted(signs).out(1).collect::<Vec<_>>();
    assert_eq!(links(Signs::Support), [(0, 1.0)]);
    assert_eq!(links(Signs::Concern), [(2, 1.0)]);
    let codes = NetworkOptions {
        mode: Mode::Two,
        aggregation: Aggregation::Combine,
        ..options.clone()
    };
    let refused = SignedGraph::from_network(&events, &codes, Direction::Undirected);
    assert_eq!(refused, Err(vec![NetworkError::Codes]));
    let nobody = NetworkOptions {
        min_statements: 9,
        ..options
    };
    let graph = SignedGraph::from_network(&events, &nobody, Direction::Undirected).expect("fits");
    assert!(
        centrality(&graph, None, &CentralityOptions::default())
            .nodes
            .is_empty()
    );
}

/// The sums of a node's ties are those of the network, on a database of DNA, in both modes.
#[test]
fn the_sample_of_dna() {
    let Some(folder) = reference("centrality on sample.dna") else {
        return;
    };
    let path = folder.join("dna/sample.dna");
    let input = Input {
        name: path.display().to_string(),
        bytes: std::fs::read(&path).expect("is there"),
    };
    let events = read::dna(input, &DnaOptions::default())
        .events
        .expect("right");
    let path = path.display().to_string();
    let variables = ["--between", "organization", "--through", "concept"];
    let mut compared = 0;
    for (word, two) in [
        ("ignore", false),
        ("congruence", false),
        ("conflict", false),
        ("subtract", false),
        ("ignore", true),
        ("subtract", true),
    ] {
        let options = NetworkOptions {
            mode: if two { Mode::Two } else { Mode::One },
            between: "organization".to_owned(),
            through: "concept".to_owned(),
            stance: Some("agreement".to_owned()),
            aggregation: word.parse().expect("a word"),
            ..NetworkOptions::default()
        };
        let theirs = network(&events, &options).expect("fits");
        let mut arguments = vec!["centrality", path.as_str(), "--network", word];
        arguments.extend(variables);
        if two {
            arguments.push("--two-mode");
        }
        let found = result(&arguments);
        for (node, row) in theirs.matrix().iter().enumerate() {
            let ours = &found["nodes"][node];
            assert_eq!(ours["id"], theirs.rows[node].as_str());
            let number = |key: &str| ours[key].as_f64().expect("a number");
            let above: f64 = row.iter().filter(|w| **w > 0.0).sum();
            let below: f64 = row.iter().filter(|w| **w < 0.0).sum();
            assert!((number("support") - above).abs() < 1e-9, "{word} {ours}");
            assert!((number("concern") + below).abs() < 1e-9, "{word} {ours}");
            assert!(number("betweenness") <= 1.0);
            compared += 1;
        }
    }
    println!("centrality on sample.dna: {compared} nodes compared");
    assert!(compared > 30);
}
