//! The inner loops alone, on generated data: `cargo bench --bench kernels [FILTER]`.

use std::fmt::Write as _;
use std::hint::black_box;

use divan::Bencher;
use plenary::analysis::centrality::{
    BetweennessOptions, ClosenessOptions, Convergence, PageRankOptions, betweenness, closeness,
    pagerank,
};
use plenary::analysis::{
    Aggregation, CommunityOptions, Direction, Duplicates, NetworkOptions, NodeName, SignedGraph,
    Signs, communities, network,
};
use plenary::draw::{self, DrawOptions, Form};
use plenary::model::{Events, GraphOptions, KnowledgeGraph};
use plenary::read::{self, CsvOptions, Input};

fn main() {
    divan::main();
}

/// Numbers that are the same everywhere: a step of a linear congruence, its high half.
fn random(state: &mut u64) -> usize {
    *state =
        (state.wrapping_mul(6_364_136_223_846_793_005)).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as usize
}

/// A table in which few speak much and few claims are spoken of much.
fn table(rows: usize, actors: usize, claims: usize) -> String {
    let mut state = 7;
    let mut few = |n: usize| {
        let (a, b) = (random(&mut state) % n, random(&mut state) % n);
        a * b / n
    };
    let mut text = String::from("actor,claim,stance\n");
    for _ in 0..rows {
        let (actor, claim, stance) = (few(actors), few(claims), few(2));
        writeln!(text, "Actor {actor},\"Claim {claim}, in words\",{stance}").expect("a String");
    }
    text
}

fn events(text: &str) -> Events {
    let input = Input {
        name: "table.csv".to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    read::csv_table(input, &CsvOptions::default())
        .events
        .expect("the table is right")
}

fn congruence(top: Option<usize>) -> NetworkOptions {
    NetworkOptions {
        between: "actor".to_owned(),
        aggregation: Aggregation::Congruence,
        duplicates: Duplicates::Range,
        top,
        ..NetworkOptions::default()
    }
}

fn graph() -> SignedGraph {
    let events = events(&table(50_000, 4_000, 2_000));
    let made = network(&events, &congruence(None)).expect("the variables are there");
    let name = |id: &String| NodeName {
        id: id.clone(),
        kind: "actor".to_owned(),
    };
    let names = made.rows.iter().map(name).collect();
    let strong = made.ties.iter().filter(|tie| tie.weight >= 2.0);
    let triples = strong.map(|tie| (tie.row as usize, tie.column as usize, tie.weight));
    SignedGraph::from_triples(names, Direction::Undirected, triples).expect("ends are there")
}

#[divan::bench]
fn ingest(bencher: Bencher<'_, '_>) {
    let text = table(50_000, 4_000, 2_000);
    bencher.bench_local(|| events(black_box(&text)));
}

#[divan::bench]
fn ties(bencher: Bencher<'_, '_>) {
    let events = events(&table(50_000, 4_000, 2_000));
    bencher.bench_local(|| network(black_box(&events), &congruence(None)));
}

#[divan::bench]
fn strongest_ties(bencher: Bencher<'_, '_>) {
    let events = events(&table(50_000, 4_000, 2_000));
    bencher.bench_local(|| network(black_box(&events), &congruence(Some(20))));
}

#[divan::bench]
fn near(bencher: Bencher<'_, '_>) {
    let graph = graph().weighted(Signs::Ignore);
    bencher.bench_local(|| closeness(black_box(&graph), &ClosenessOptions::default()));
}

#[divan::bench(sample_count = 10)]
fn between(bencher: Bencher<'_, '_>) {
    let graph = graph().weighted(Signs::Ignore);
    bencher.bench_local(|| betweenness(black_box(&graph), &BetweennessOptions::default()));
}

#[divan::bench]
fn rank(bencher: Bencher<'_, '_>) {
    let graph = graph().weighted(Signs::Ignore);
    let (options, stop) = (PageRankOptions::default(), Convergence::default());
    bencher.bench_local(|| pagerank(black_box(&graph), &options, stop));
}

#[divan::bench(sample_count = 10)]
fn groups(bencher: Bencher<'_, '_>) {
    let graph = graph();
    let options = CommunityOptions {
        seeds: 1,
        ..CommunityOptions::default()
    };
    bencher.bench_local(|| communities(black_box(&graph), &options));
}

/// A small record, placed and drawn.
#[divan::bench(sample_count = 10)]
fn layout(bencher: Bencher<'_, '_>) {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/data/questions/two-meetings.json"
    );
    let bytes = std::fs::read(path).expect("the example is there");
    let name = path.to_owned();
    let record = read::json(vec![Input { name, bytes }]).record;
    let record = record.expect("the example is right");
    let graph = KnowledgeGraph::new(&record, GraphOptions::default());
    let options = DrawOptions::default();
    bencher.bench_local(|| draw::scene(black_box(&record), &graph, Form::Map, &options, None));
}
