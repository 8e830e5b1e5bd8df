//! Positions, statements and graph as tables.

use std::collections::BTreeSet;

use plenary::model::{GraphOptions, KnowledgeGraph, Record};
use plenary::write;
use serde_json::Value;

use crate::records::{oewg, record};

fn graph(record: &Record) -> KnowledgeGraph {
    KnowledgeGraph::new(record, GraphOptions::default())
}

fn list(json: &str) -> Vec<Value> {
    serde_json::from_str(json).expect("is a list")
}

#[test]
fn tables_of_a_nasty_record() {
    let record = record(&["tests/data/nasty.json"]);
    let graph = graph(&record);
    for (name, made) in [
        ("positions.md", write::positions_markdown(&record, &graph)),
        ("positions.csv", write::positions_csv(&record, &graph)),
        ("positions.json", write::positions_json(&record, &graph)),
        ("statements.csv", write::statements_csv(&record)),
        ("statements.json", write::statements_json(&record)),
        ("graph.csv", write::graph_csv(&record, &graph)),
        ("graph.json", write::graph_json(&record, &graph)),
    ] {
        crate::golden(format!("tests/data/nasty/{name}"), &made);
    }
}

#[test]
fn nothing_gives_empty_tables() {
    let record = record(&["tests/data/empty.json"]);
    assert_eq!(write::positions_json(&record, &graph(&record)), "[]\n");
    assert_eq!(write::statements_json(&record), "[]\n");
    assert_eq!(write::statements_csv(&record).lines().count(), 1);
    assert_eq!(
        write::graph_csv(&record, &graph(&record)).lines().count(),
        1
    );
    assert_eq!(
        write::graph_json(&record, &graph(&record)),
        "{\n  \"nodes\": [],\n  \"edges\": []\n}\n"
    );
}

#[test]
fn every_form_has_every_row() {
    let record = oewg();
    let graph = graph(&record);
    let positions = graph.positions().count();
    assert_eq!(
        list(&write::positions_json(&record, &graph)).len(),
        positions
    );
    assert_eq!(
        write::positions_csv(&record, &graph).lines().count(),
        positions + 1
    );
    let markdown = write::positions_markdown(&record, &graph);
    assert_eq!(
        markdown
            .lines()
            .filter(|line| line.starts_with("| "))
            .count(),
        positions + 2
    );
    assert_eq!(
        list(&write::statements_json(&record)).len(),
        record.statements().len()
    );
    assert_eq!(
        write::statements_csv(&record).lines().count(),
        record.statements().len() + 1
    );

    let value: Value = serde_json::from_str(&write::graph_json(&record, &graph)).expect("is JSON");
    let ids = |name: &str| -> BTreeSet<String> {
        let rows = value[name].as_array().expect("is a list");
        rows.iter()
            .map(|row| row["id"].as_str().expect("is text").to_owned())
            .collect()
    };
    let (nodes, edges) = (ids("nodes"), ids("edges"));
    assert_eq!(nodes.len(), graph.graph().node_count());
    assert_eq!(
        edges.len(),
        graph.graph().edge_count(),
        "two edges have one id"
    );
    assert_eq!(
        write::graph_csv(&record, &graph).lines().count(),
        edges.len() + 1
    );
    for edge in value["edges"].as_array().expect("is a list") {
        for end in ["from", "to"] {
            assert!(
                nodes.contains(edge[end].as_str().expect("is text")),
                "{edge}"
            );
        }
    }
}

#[test]
fn cells_never_begin_a_formula() {
    let record = record(&["tests/data/nasty.json"]);
    let text = write::statements_csv(&record);
    assert!(text.contains("\"'=1+1, \"\"quoted\"\"\""), "{text}");
    assert!(text.contains(",'@someone,"), "{text}");
}

#[test]
fn positions_agree_with_the_gold() {
    let Some(reference) = crate::reference("positions_agree_with_the_gold") else {
        return;
    };
    let gold = crate::read(reference.join("reports/gold/00-seed.gold.json"));
    let gold: Value = serde_json::from_str(&gold).expect("is JSON");
    let triples = gold["triples"]
        .as_array()
        .expect("is a list")
        .iter()
        .map(|triple| {
            let part = |n: usize| triple[n].as_str().expect("is text").replace('_', "-");
            (part(0), part(1), part(2))
        });
    let gold: BTreeSet<_> = triples.collect();
    let record = oewg();
    let rows = list(&write::positions_json(&record, &graph(&record)));
    let ours: BTreeSet<_> = rows
        .iter()
        .map(|row| {
            let part = |key: &str| row[key].as_str().expect("is text").to_owned();
            (part("stakeholder"), part("theme"), part("stance"))
        })
        .collect();
    let both = ours.intersection(&gold).count() as f64;
    let f1 = 2.0 * both / (ours.len() + gold.len()) as f64;
    assert!(
        f1 >= 0.95,
        "F1 {f1}: {:#?}",
        ours.symmetric_difference(&gold)
    );
}
