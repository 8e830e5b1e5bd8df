//! rdflib and pyshacl agree; `peers.rs` says where they are.

use std::path::PathBuf;
use std::process::Command;

use plenary::model::Record;
use plenary::query::{SparqlOptions, Term, preset_prefixes, sparql};
use plenary::vocabulary::BaseIri;
use plenary::write::{self, RdfOptions};
use serde_json::{Value, json};

use crate::peers::python;
use crate::samples::{self, SAMPLES};

fn said(python: &PathBuf, arguments: &[&str]) -> String {
    let script = crate::root().join("tests/peers/rdf.py");
    let out = Command::new(python)
        .arg(script)
        .args(arguments)
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(out.stdout).unwrap()
}

type Writer = fn(&Record, &RdfOptions) -> String;

#[test]
fn rdflib_finds_as_many_triples_and_pyshacl_no_fault() {
    let Some(python) = python("rdflib_finds_as_many_triples_and_pyshacl_no_fault") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let shapes = crate::root().join("schema/plenary.shacl.ttl");
    let mut turtles = Vec::new();
    for name in SAMPLES {
        let record = samples::read(name);
        let options = RdfOptions::default();
        let mut triples: Vec<String> = write::triples(&record, &options)
            .iter()
            .map(ToString::to_string)
            .collect();
        triples.sort();
        triples.dedup();
        let forms: [(&str, &str, Writer); 3] = [
            ("ttl", "turtle", write::turtle),
            ("nt", "nt", write::ntriples),
            ("jsonld", "json-ld", write::jsonld),
        ];
        for (suffix, form, writer) in forms {
            let path = folder.path().join(format!("{name}.{suffix}"));
            std::fs::write(&path, writer(&record, &options)).unwrap();
            let path = path.to_str().unwrap().to_owned();
            let count = said(&python, &["count", &path, form]);
            assert_eq!(count.trim(), triples.len().to_string(), "{name}.{suffix}");
            if suffix == "ttl" {
                turtles.push(path);
            }
        }
    }
    let mut arguments = vec!["shapes", shapes.to_str().unwrap()];
    arguments.extend(turtles.iter().map(String::as_str));
    assert_eq!(said(&python, &arguments).lines().count(), SAMPLES.len());
}

/// The shapes can say no.
#[test]
fn pyshacl_refuses_what_is_no_record() {
    let Some(python) = python("pyshacl_refuses_what_is_no_record") else {
        return;
    };
    let shapes = crate::root().join("schema/plenary.shacl.ttl");
    let folder = tempfile::tempdir().unwrap();
    let turtle = write::turtle(&crate::records::oewg(), &RdfOptions::default());
    let slips = [
        (
            "schema:additionalType \"ngo\"",
            "schema:additionalType \"club\"",
        ),
        (
            "rdf:predicate plenary:support",
            "rdf:predicate plenary:likes",
        ),
        ("a oa:TextQuoteSelector", "a oa:TextPositionSelector"),
        ("skos:topConceptOf", "skos:related"),
    ];
    for (from, to) in slips {
        assert!(turtle.contains(from), "{from}");
        let path = folder.path().join("slip.ttl");
        std::fs::write(&path, turtle.replacen(from, to, 1)).unwrap();
        let script = crate::root().join("tests/peers/rdf.py");
        let mut command = Command::new(&python);
        command.arg(script).arg("shapes").arg(&shapes).arg(&path);
        let out = command.output().unwrap();
        assert_eq!(out.status.code(), Some(1), "{to}");
    }
}

fn plain(term: &Term) -> Value {
    match term {
        Term::NamedNode(iri) => json!(iri.as_str()),
        Term::Literal(literal) => json!(literal.value()),
        Term::BlankNode(blank) => json!(blank.as_str()),
    }
}

#[test]
fn rdflib_answers_the_ten_queries_alike() {
    let Some(python) = python("rdflib_answers_the_ten_queries_alike") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let record = crate::records::oewg();
    let data = folder.path().join("record.ttl");
    std::fs::write(&data, write::turtle(&record, &RdfOptions::default())).unwrap();
    let prefixes: String = preset_prefixes(&BaseIri::default())
        .iter()
        .map(|(prefix, iri)| format!("PREFIX {prefix}: <{iri}>\n"))
        .collect();
    let mut queries = crate::queries::queries();
    queries.push(
        "SELECT ?s WHERE { ?s schema:datePublished ?d FILTER(?d > \"2020-02-11\"^^xsd:date) }"
            .to_owned(),
    );
    let whole: Vec<String> = queries
        .iter()
        .map(|query| format!("{prefixes}{query}"))
        .collect();
    let file = folder.path().join("queries.json");
    std::fs::write(&file, json!(whole).to_string()).unwrap();
    let theirs = said(
        &python,
        &["query", data.to_str().unwrap(), file.to_str().unwrap()],
    );
    assert_eq!(theirs.lines().count(), queries.len());
    for (query, theirs) in queries.iter().zip(theirs.lines()) {
        let theirs: Value = serde_json::from_str(theirs).unwrap();
        let answer = sparql(&record, query, &SparqlOptions::default()).unwrap();
        let mut ours: Vec<Value> = match (answer.rows(), answer.triples()) {
            (Some((_, rows)), _) => (rows.iter())
                .map(|row| row.iter().map(|term| term.as_ref().map(plain)).collect())
                .collect(),
            (_, Some(triples)) => (triples.iter())
                .map(|one| {
                    let [s, p] = [one.subject.clone().into(), one.predicate.clone().into()];
                    json!([plain(&s), plain(&p), plain(&one.object)])
                })
                .collect(),
            _ => panic!("no query of the page is ASK"),
        };
        assert!(!ours.is_empty(), "{query}");
        let mut theirs = theirs["rows"].as_array().unwrap().clone();
        if !query.contains("ORDER BY") {
            ours.sort_by_key(Value::to_string);
            theirs.sort_by_key(Value::to_string);
        }
        assert_eq!(ours, theirs, "{query}");
    }
}
