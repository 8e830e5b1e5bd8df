//! SPARQL over the RDF of a record.

use std::process::{Command, Output, Stdio};

use plenary::query::{QueryError, SparqlAnswer, SparqlOptions, sparql};
use plenary::write::{self, RdfOptions, plain_table};
use serde_json::Value;

use crate::ask::OEWG;
use crate::samples;

fn answer(query: &str) -> SparqlAnswer {
    sparql(&samples::read("oewg"), query, &SparqlOptions::default()).unwrap()
}

#[track_caller]
fn check(query: &str, expected: &str) {
    assert_eq!(
        plain_table(&answer(query).table()).trim_end(),
        expected,
        "{query}"
    );
}

#[test]
fn it_finds_what_is_there() {
    let record = samples::read("oewg");
    let statements = record.statements().len();
    check(
        "SELECT (COUNT(?s) AS ?n) WHERE { ?s prov:wasAttributedTo ?who }",
        &format!(" n\n{statements}"),
    );
    check(
        "ASK { stakeholder:wilpf plenary:concern theme:militarisation }",
        "answer\nyes",
    );
    check(
        "ASK { stakeholder:wilpf plenary:support theme:militarisation }",
        "answer\nno",
    );
    check(
        "SELECT ?s WHERE { ?s schema:datePublished ?d FILTER(?d = \"2020-02-12\"^^xsd:date) }",
        "s\nsource:oewg-2020-02-12",
    );
    check(
        "SELECT ?x WHERE { ?x plenary:support \"nobody\" }",
        "(nothing)",
    );
}

/// Every pattern, by one constant or another, against going through all triples.
#[test]
fn every_pattern_finds_the_same_as_a_scan() {
    let record = samples::read("nasty");
    let triples = write::triples(&record, &RdfOptions::default());
    let mut distinct: Vec<String> = triples.iter().map(ToString::to_string).collect();
    distinct.sort();
    distinct.dedup();
    let sample = triples.iter().step_by(7);
    for one in sample {
        let [s, p, o] = [
            one.subject.to_string(),
            one.predicate.to_string(),
            one.object.to_string(),
        ];
        for mask in 0..8 {
            let part = |bit: usize, value: &str, name: &str| match mask >> bit & 1 {
                1 => value.to_owned(),
                _ => format!("?{name}"),
            };
            let pattern = [part(0, &s, "s"), part(1, &p, "p"), part(2, &o, "o")].join(" ");
            let query = format!("SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}");
            let answer = sparql(&record, &query, &SparqlOptions::default()).unwrap();
            let fits = |other: &&plenary::query::Triple| {
                (mask & 1 == 0 || other.subject == one.subject)
                    && (mask & 2 == 0 || other.predicate == one.predicate)
                    && (mask & 4 == 0 || other.object == one.object)
            };
            let mut found: Vec<String> = triples
                .iter()
                .filter(fits)
                .map(ToString::to_string)
                .collect();
            found.sort();
            found.dedup();
            let count = format!("{}", found.len());
            assert_eq!(
                answer.csv().unwrap(),
                format!("n\r\n{count}\r\n"),
                "{query}"
            );
        }
    }
}

#[test]
fn rows_are_sorted_unless_the_query_sorts_them() {
    let all = "SELECT ?kind ?who WHERE { ?who schema:additionalType ?kind ; a prov:Agent }";
    let rows = |query: &str| -> Vec<String> {
        let csv = answer(query).csv().unwrap();
        csv.lines().skip(1).map(str::to_owned).collect()
    };
    let plain = rows(all);
    assert!(plain.is_sorted());
    let mut falling = rows(&format!("{all} ORDER BY DESC(?kind) DESC(?who)"));
    assert!(!falling.is_sorted());
    falling.reverse();
    assert_eq!(falling, plain);
    // Ties have an order, too, which is the same in every run.
    let query = "SELECT ?a ?b WHERE { ?a ?p ?b } ORDER BY ?p";
    let once = run(&[OEWG, query, "--format", "csv"]);
    for _ in 0..3 {
        assert_eq!(run(&[OEWG, query, "--format", "csv"]).stdout, once.stdout);
    }
    assert!(once.stdout.len() > 10_000);
    let blanks = "CONSTRUCT { [] schema:name ?n } WHERE { ?s schema:name ?n . ?s a prov:Agent }";
    assert_eq!(answer(blanks).turtle(), answer(blanks).turtle());
    assert!(
        answer(blanks)
            .turtle()
            .unwrap()
            .contains("_:b0 schema:name")
    );
}

#[track_caller]
fn slip(query: &str, expected: &str, at: &str) {
    let record = samples::read("empty");
    match sparql(&record, query, &SparqlOptions::default()) {
        Err(QueryError::Syntax { message, span }) => {
            assert_eq!((message.as_str(), &query[span]), (expected, at), "{query}");
        }
        other => panic!("{query}: {other:?}"),
    }
}

#[test]
fn slips_are_shown_where_they_are() {
    slip("", "the query is empty", "");
    slip(
        "SELEC ?x WHERE { ?x ?y ?z }",
        "'SELEC' begins no query: did you mean SELECT?",
        "SELEC",
    );
    slip(
        "# who\nPREFIX a: <urn:a#>\n consturct { ?x ?y ?z } WHERE { ?x ?y ?z }",
        "'consturct' begins no query: did you mean CONSTRUCT?",
        "consturct",
    );
    slip(
        "PREFX a: <urn:a#> ASK { ?x ?y ?z }",
        "'PREFX' begins no query: did you mean PREFIX?",
        "PREFX",
    );
    slip(
        "INSERT DATA { }",
        "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE",
        "INSERT",
    );
    slip(
        "SELECT ?x WHERE { ?x ?y ?z . FILTR(?z > 1) }",
        "'FILTR' is not understood here: did you mean FILTER?",
        "FILTR",
    );
    slip(
        "SELECT ?who\nWHERE { ?who frob:x 1 }",
        "this is no SPARQL: prefix not found",
        "frob:x",
    );
    slip(
        "SELECT * WHERE { ?a ?b ?c ) }",
        "')' matches no other bracket",
        ")",
    );
    slip(
        "SELECT * WHERE { ?a ?b ?c",
        "'{' matches no other bracket",
        "{",
    );
    slip(
        "SELECT ?a WHERE { ?a ?b ?c } GROUP ?a",
        "this is no SPARQL from here on: BY could follow",
        "?a",
    );
    for deep in ["(", "{", "["] {
        let query = format!("SELECT * WHERE {{ {}", deep.repeat(10_000));
        slip(&query, "brackets or signs are nested too deeply", deep);
    }
    let query = format!("SELECT * WHERE {{ FILTER({}1) }}", "!".repeat(10_000));
    slip(&query, "brackets or signs are nested too deeply", "!");
    let in_texts = format!(
        "SELECT * WHERE {{ ?a ?b \"{}\" }} # {}",
        "(".repeat(99),
        "{".repeat(99)
    );
    let record = samples::read("empty");
    assert!(sparql(&record, &in_texts, &SparqlOptions::default()).is_ok());
}

/// As deep as is allowed, in the small stack of a test.
#[test]
fn deep_queries_are_answered() {
    for (open, close) in [("(", ")"), ("{ ", " }")] {
        let inner = if open == "(" { "1" } else { "?a ?b ?c" };
        let body = format!("{}{inner}{}", open.repeat(21), close.repeat(21));
        let query = match open {
            "(" => format!("SELECT * WHERE {{ ?a ?b ?c FILTER{body} }}"),
            _ => format!("SELECT * WHERE {body}"),
        };
        let found = sparql(
            &samples::read("one-node"),
            &query,
            &SparqlOptions::default(),
        )
        .unwrap();
        assert_eq!(found.rows().unwrap().1.len(), 5, "{query}");
    }
}

#[test]
fn nothing_is_fetched() {
    let record = samples::read("one-node");
    let query = "SELECT * WHERE { SERVICE <http://a.example/> { ?a ?b ?c } }";
    let done = sparql(&record, query, &SparqlOptions::default());
    assert!(matches!(done, Err(QueryError::Evaluation(_))), "{done:?}");
    let query = "SELECT * FROM <http://a.example/> WHERE { ?a ?b ?c }";
    let done = sparql(&record, query, &SparqlOptions::default()).unwrap();
    assert_eq!(done.rows().unwrap().1.len(), 0);
}

/// Runs `plenary query` in the repository.
fn run(arguments: &[&str]) -> Output {
    run_with(arguments, "")
}

fn run_with(arguments: &[&str], stdin: &str) -> Output {
    use std::io::Write;
    let mut child = Command::new(env!("CARGO_BIN_EXE_plenary"))
        .current_dir(crate::root())
        .env("NO_COLOR", "1")
        .args(["--quiet", "query"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(stdin.as_bytes())
        .unwrap();
    child.wait_with_output().unwrap()
}

const KINDS: &str =
    "SELECT DISTINCT ?kind WHERE { ?who a prov:Agent ; schema:additionalType ?kind }";

#[test]
fn forms_are_the_standard_ones() {
    let json = String::from_utf8(run(&[OEWG, KINDS, "--format", "json"]).stdout).unwrap();
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["head"]["vars"], serde_json::json!(["kind"]));
    let rows = json["results"]["bindings"].as_array().unwrap();
    assert_eq!(
        rows[0]["kind"],
        serde_json::json!({ "type": "literal", "value": "business" })
    );
    let csv = String::from_utf8(run(&[OEWG, KINDS, "--format", "csv"]).stdout).unwrap();
    assert_eq!(csv, "kind\r\nbusiness\r\nngo\r\nstate\r\n");
    let ask = run(&[OEWG, "ASK { ?a ?b ?c }", "--format", "json"]);
    assert_eq!(
        String::from_utf8(ask.stdout).unwrap().trim(),
        r#"{"head":{},"boolean":true}"#
    );
    let graph = run(&[OEWG, "DESCRIBE source:oewg-2020-02-12"]);
    let graph = String::from_utf8(graph.stdout).unwrap();
    assert!(
        graph.contains("schema:contentUrl \"00-seed-oewg-2020-02-12.txt\""),
        "{graph}"
    );
    for wrong in [
        [OEWG, KINDS, "--format", "turtle"],
        [OEWG, "DESCRIBE theme:norms", "--format", "csv"],
        [OEWG, KINDS, "--format", "markdown"],
        [OEWG, KINDS, "--base-iri", "here"],
    ] {
        let done = run(&wrong);
        assert_eq!(done.status.code(), Some(2), "{wrong:?}");
        assert!(done.stdout.is_empty());
    }
}

#[test]
fn queries_come_from_files_and_stdin() {
    let there = run(&[OEWG, KINDS]).stdout;
    assert!(!there.is_empty());
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kinds.rq");
    std::fs::write(&file, format!("\u{FEFF}{KINDS}\n")).unwrap();
    assert_eq!(
        run(&[OEWG, "--query-file", file.to_str().unwrap()]).stdout,
        there
    );
    assert_eq!(run_with(&[OEWG, "--query-file", "-"], KINDS).stdout, there);
    assert_eq!(run_with(&[OEWG, "-"], KINDS).stdout, there);
    let record = crate::read("tests/data/one-node.json");
    let done = run_with(&["-", KINDS, "--format", "csv"], &record);
    assert_eq!(done.stdout, b"kind\r\nother\r\n");
    let done = run(&[OEWG]);
    assert_eq!(done.status.code(), Some(2));
}

#[test]
fn a_slip_on_the_command_line_is_pointed_at() {
    let done = run(&[
        "tests/data/empty.json",
        "SELECT ?a WHERE {\n  ?a plenry:support ?b\n}",
    ]);
    assert_eq!(done.status.code(), Some(1));
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(
        said.contains("error[E051]: this is no SPARQL: prefix not found"),
        "{said}"
    );
    assert!(said.contains("--> <query>:2:6"), "{said}");
    assert!(said.contains("^^^^^^^^^^^^^^"), "{said}");
    let done = run(&[OEWG, "--ask", "supports"]);
    assert_eq!(done.status.code(), Some(1));
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(said.contains("error[E052]: the question ends"), "{said}");
    assert!(said.contains("--> --ask:1:9"), "{said}");
}

#[test]
fn another_base_names_things_otherwise() {
    let base = [
        "--base-iri",
        "https://archive.example/oewg",
        "--format",
        "csv",
    ];
    let query = "SELECT ?t WHERE { theme:norms a ?t . <theme/norms> a ?t }";
    let done = run(&[&[OEWG, query][..], &base].concat());
    let text = String::from_utf8(done.stdout).unwrap();
    assert_eq!(text, "t\r\nhttp://www.w3.org/2004/02/skos/core#Concept\r\n");
    let query = "SELECT ?t WHERE { ?t a schema:CreativeWork }";
    let done = run(&[&[OEWG, query][..], &base].concat());
    let text = String::from_utf8(done.stdout).unwrap();
    assert_eq!(
        text,
        "t\r\nhttps://archive.example/oewg/source/oewg-2020-02-12\r\n"
    );
}
