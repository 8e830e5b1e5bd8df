//! Centrality: networkx's figures, laws, and the OEWG record.

use insta::assert_snapshot;
use plenary::analysis::centrality::{
    BetweennessOptions, ClosenessOptions, Convergence, Distance, NoScores, PageRankOptions,
    betweenness, closeness, degree, degree_centrality, eigenvector, harmonic, hits, katz, pagerank,
    strength,
};
use plenary::analysis::{
    CentralityOptions, Direction, GraphError, NodeName, Scope, SignedGraph, Signs, WeightedGraph,
    centrality,
};
use plenary::model::{GraphOptions, KnowledgeGraph};
use proptest::prelude::*;
use serde_json::Value;

use crate::ask::{OEWG, every_format, oewg, refused, result, text};

fn names(n: usize) -> Vec<NodeName> {
    let name = |i: usize| NodeName {
        id: i.to_string(),
        kind: "node".to_owned(),
    };
    (0..n).map(name).collect()
}

fn graph(n: usize, directed: bool, triples: &[(usize, usize, f64)]) -> SignedGraph {
    let direction = if directed {
        Direction::Directed
    } else {
        Direction::Undirected
    };
    SignedGraph::from_triples(names(n), direction, triples.iter().copied()).expect("valid")
}

fn view(n: usize, directed: bool, triples: &[(usize, usize, f64)]) -> WeightedGraph {
    graph(n, directed, triples).weighted(Signs::Ignore)
}

const TIGHT: Convergence = Convergence {
    tolerance: 1e-15,
    max_iterations: 100_000,
};

/// One case of the figures as a graph, with its name.
fn case(case: &Value) -> (String, SignedGraph, bool) {
    let weighted = case["weighted"].as_bool().expect("a flag");
    let links = case["edges"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|edge| {
            let at = |i: usize| edge[i].as_u64().expect("an index") as usize;
            (at(0), at(1), edge[2].as_f64().expect("a weight"))
        });
    let n = case["nodes"].as_u64().expect("a count") as usize;
    let directed = case["directed"].as_bool().expect("a flag");
    let name = format!("{} {weighted}", case["graph"]);
    (
        name,
        graph(n, directed, &links.collect::<Vec<_>>()),
        weighted,
    )
}

/// Every measure on six graphs, with and without weights, equals networkx to 1e-8.
#[test]
fn figures_of_networkx() {
    let text = include_str!("../data/centrality/networkx.json");
    let all: Value = serde_json::from_str(text).expect("JSON");
    let mut compared = 0;
    for one in all["cases"].as_array().expect("a list") {
        let (name, signed, weighted) = case(one);
        let mut view = signed.weighted(Signs::Ignore);
        let mut distance = Distance::InverseWeight;
        if !weighted {
            (view, distance) = (view.unweighted(), Distance::Hops);
        }
        let mut check = |measure: &str, ours: Vec<f64>| {
            let theirs = one["figures"][measure].as_array().expect("figures");
            assert_eq!(ours.len(), theirs.len(), "{name}: {measure}");
            for (node, (ours, theirs)) in ours.iter().zip(theirs).enumerate() {
                let theirs = theirs.as_f64().expect("a number");
                let off = (ours - theirs).abs();
                assert!(
                    off < 1e-8,
                    "{name}: {measure} of {node}: {ours}, not {theirs}"
                );
            }
            compared += 1;
        };
        let options = BetweennessOptions {
            distance,
            ..BetweennessOptions::default()
        };
        check("degree_centrality", degree_centrality(&view));
        if weighted {
            let sums = strength(&signed).iter().map(|[s, c]| s + c).collect();
            check("strength", sums);
        }
        check("betweenness", betweenness(&view, &options).scores);
        let near = ClosenessOptions {
            distance,
            ..ClosenessOptions::default()
        };
        check("closeness", closeness(&view, &near).scores);
        check("harmonic", harmonic(&view, &near).scores);
        if view.is_empty() {
            continue;
        }
        check(
            "eigenvector",
            eigenvector(&view, TIGHT).expect("converges").scores,
        );
        check("katz", katz(&view, None, TIGHT).expect("converges").scores);
        let mut walk = PageRankOptions::default();
        check(
            "pagerank",
            pagerank(&view, &walk, TIGHT).expect("converges").scores,
        );
        walk.personalise = vec![(0, 1.0), (2, 3.0)];
        check(
            "pagerank_personalised",
            pagerank(&view, &walk, TIGHT).expect("converges").scores,
        );
        let found = hits(&view, TIGHT).expect("converges");
        check("hub", found.hubs);
        check("authority", found.authorities);
    }
    assert_eq!(compared, 114);
}

/// The graph of the record is the one the figures were made from.
#[test]
fn the_oewg_figures_are_of_the_record() {
    let text = include_str!("../data/centrality/networkx.json");
    let all: Value = serde_json::from_str(text).expect("JSON");
    let last = all["cases"]
        .as_array()
        .expect("a list")
        .last()
        .expect("a case");
    let (_, theirs, _) = case(last);
    let record = oewg();
    let known = KnowledgeGraph::new(&record, GraphOptions::default());
    let ours = SignedGraph::from_knowledge(&record, &known, Scope::Themes, Direction::Undirected);
    let links = |graph: &SignedGraph| -> Vec<(usize, usize, f64)> {
        graph
            .links()
            .map(|l| (l.from, l.to, l.support + l.concern))
            .collect()
    };
    assert_eq!(links(&ours), links(&theirs));
}

/// No numbers where there are none: empty, without links, without a cycle, too few rounds.
#[test]
fn what_is_undefined() {
    let empty = centrality(&graph(0, false, &[]), None, &CentralityOptions::default());
    assert!(empty.nodes.is_empty());
    let rank = pagerank(&view(0, false, &[]), &PageRankOptions::default(), TIGHT);
    assert!(rank.expect("nothing to do").scores.is_empty());
    assert!(katz(&view(0, false, &[]), None, TIGHT).is_ok());
    let alone = view(2, false, &[]);
    assert!(matches!(
        eigenvector(&alone, TIGHT),
        Err(NoScores::Undefined(_))
    ));
    assert!(matches!(hits(&alone, TIGHT), Err(NoScores::Undefined(_))));
    let rank = pagerank(&alone, &PageRankOptions::default(), TIGHT).expect("converges");
    assert_eq!(rank.scores, [0.5, 0.5]);
    let chain = view(3, true, &[(0, 1, 1.0), (1, 2, 1.0)]);
    assert!(matches!(
        eigenvector(&chain, TIGHT),
        Err(NoScores::Undefined(_))
    ));
    let pair = view(2, false, &[(0, 1, 1.0)]);
    let katz = katz(&pair, Some(1.5), TIGHT).expect_err("1.5 is above 1/1");
    assert!(matches!(katz, NoScores::NotConverged { .. }), "{katz}");
    let bad = PageRankOptions {
        damping: 1.0,
        ..PageRankOptions::default()
    };
    let bad = pagerank(&pair, &bad, TIGHT).expect_err("damping");
    assert_snapshot!(bad, @"cannot be computed: damping is at least 0 and below 1, this one is 1");
}

/// A graph says what is wrong with its links.
#[test]
fn faulty_graphs() {
    let bad = SignedGraph::from_triples(names(1), Direction::Undirected, [(0, 1, 1.0)]);
    assert_eq!(bad, Err(GraphError::NoSuchNode { index: 1, nodes: 1 }));
    let bad = SignedGraph::from_triples(names(2), Direction::Undirected, [(0, 1, f64::NAN)]);
    assert!(matches!(bad, Err(GraphError::BadWeight { .. })));
    let bad = SignedGraph::from_matrix(names(2), &[vec![0.0, 1.0], vec![2.0, 0.0]]);
    assert_eq!(bad, Err(GraphError::BadMatrix));
}

/// A link of both signs: kept as two strengths, one degree; the four ways to weigh it.
#[test]
fn signs() {
    let both = graph(2, false, &[(0, 1, 3.0), (1, 0, -2.0)]);
    assert_eq!(strength(&both), [[3.0, 2.0], [3.0, 2.0]]);
    for (signs, weight) in [
        (Signs::Ignore, 5.0),
        (Signs::Support, 3.0),
        (Signs::Concern, 2.0),
        (Signs::Net, 1.0),
    ] {
        assert_eq!(
            both.weighted(signs).out(0).collect::<Vec<_>>(),
            [(1, weight)],
            "{signs:?}"
        );
        assert_eq!(degree(&both.weighted(signs)), [1, 1]);
    }
    let cancels = graph(2, false, &[(0, 1, 2.0), (0, 1, -2.0)]);
    assert_eq!(degree(&cancels.weighted(Signs::Net)), [0, 0]);
}

type Links = Vec<(usize, usize, f64)>;

fn some_graph() -> impl Strategy<Value = (usize, bool, Links)> {
    (2..9usize, any::<bool>()).prop_flat_map(|(n, directed)| {
        let link = (0..n, 0..n, (1..5u8).prop_map(f64::from));
        let links = prop::collection::vec(link, 0..20);
        let links = links.prop_map(|links| links.into_iter().filter(|l| l.0 != l.1).collect());
        (Just(n), Just(directed), links)
    })
}

fn close(a: &[f64], b: &[f64]) -> bool {
    a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-9)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..Default::default() })]

    /// Names do not matter: turning the indices round turns the scores round.
    #[test]
    fn relabelling_changes_nothing((n, directed, links) in some_graph()) {
        let turned: Links = links.iter().map(|&(a, b, w)| (n - 1 - a, n - 1 - b, w)).collect();
        let (a, b) = (view(n, directed, &links), view(n, directed, &turned));
        let same = |x: Vec<f64>, mut y: Vec<f64>| { y.reverse(); close(&x, &y) };
        let options = BetweennessOptions::default();
        prop_assert!(same(betweenness(&a, &options).scores, betweenness(&b, &options).scores));
        for distance in [Distance::Hops, Distance::InverseWeight] {
            let near = ClosenessOptions { distance, ..Default::default() };
            prop_assert!(same(closeness(&a, &near).scores, closeness(&b, &near).scores));
            prop_assert!(same(harmonic(&a, &near).scores, harmonic(&b, &near).scores));
        }
        let walk = PageRankOptions::default();
        let stop = Convergence::default();
        let rank = |g| pagerank(g, &walk, stop).expect("converges").scores;
        prop_assert!(same(rank(&a), rank(&b)));
        let walks = |g| katz(g, None, stop).expect("converges").scores;
        prop_assert!(same(walks(&a), walks(&b)));
    }

    /// PageRank: a distribution, and the unit of the weights does not matter.
    #[test]
    fn scaling_changes_no_pagerank((n, directed, links) in some_graph(), factor in 0.01..100.0) {
        let scaled: Links = links.iter().map(|&(a, b, w)| (a, b, w * factor)).collect();
        let rank = |links: &Links| {
            let view = view(n, directed, links);
            pagerank(&view, &PageRankOptions::default(), TIGHT).expect("converges").scores
        };
        let one = rank(&links);
        prop_assert!((one.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        prop_assert!(close(&one, &rank(&scaled)));
    }
}

/// Sampled betweenness keeps its bound: 20 seeds on a ring with a tail, none is off by more.
#[test]
fn sampled_within_its_bound() {
    let n = 400;
    let mut links: Links = (0..n).map(|i| (i, (i + 1) % 300, 1.0)).collect();
    links.extend((300..n - 1).map(|i| (i, i + 1, 1.0)));
    links.retain(|l| l.0 != l.1);
    let view = view(n, false, &links);
    let exact = betweenness(&view, &BetweennessOptions::default());
    assert_eq!(exact.samples, None);
    for seed in 0..20 {
        let options = BetweennessOptions {
            sample_above: 100,
            error: 0.12,
            seed,
            ..Default::default()
        };
        let drawn = betweenness(&view, &options);
        assert_eq!(
            drawn,
            betweenness(&view, &options),
            "a seed gives the same numbers"
        );
        assert!(drawn.samples.expect("drawn") < n);
        for (a, b) in exact.scores.iter().zip(&drawn.scores) {
            assert!((a - b).abs() <= 0.12, "seed {seed}: {a} and {b}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..Default::default() })]

    /// Sampled closeness and harmonic keep the bound they state: random graphs in pieces, hops
    /// and weights. A chance of failure of 1e-6 for each makes the bound certain enough to test.
    #[test]
    fn sampled_closeness_within_its_bound(
        links in proptest::collection::vec((0..250_usize, 0..250_usize, 0.5..4.0_f64), 500..900),
        more in proptest::collection::vec((250..420_usize, 250..420_usize, 0.5..4.0_f64), 300..400),
        directed in any::<bool>(),
        seed in any::<u64>(),
    ) {
        // Where few links have a direction, most pairs have no path and the greatest score is small.
        let sparse = directed && links.len() < 650;
        let links: Links = links.into_iter().chain(more).filter(|l| l.0 != l.1).collect();
        let view = view(440, directed, &links);
        for distance in [Distance::Hops, Distance::InverseWeight] {
            let options = ClosenessOptions { distance, sample_above: Some(200), error: 0.22, risk: 1e-6, seed, threads: None };
            let all = ClosenessOptions { sample_above: Some(440), ..options };
            for (measure, drawn) in [(closeness as fn(&_, &_) -> _, !directed), (harmonic, true)] {
                let (exact, found) = (measure(&view, &all), measure(&view, &options));
                prop_assert_eq!((exact.samples, exact.error_bound), (None, None));
                prop_assert_eq!(&found, &measure(&view, &options));
                prop_assert_eq!(found.samples.is_some(), drawn);
                prop_assert_eq!(found == exact, !drawn);
                let bound = found.error_bound.unwrap_or_default();
                for (a, b) in exact.scores.iter().zip(&found.scores) {
                    prop_assert!((a - b).abs() <= bound + 1e-12, "{a} and {b}, not within {bound}");
                }
                // Far below what a guess would do.
                let most = exact.scores.iter().fold(0.0, |a: f64, b| a.max(*b));
                prop_assert!(sparse || distance != Distance::Hops || bound < 2.0 * most, "{bound} of {most}");
            }
        }
    }
}

/// A one-mode network: the plain constructor from a matrix, and the measures on it.
#[test]
fn from_a_matrix() {
    let matrix = [
        vec![9.0, 2.0, -1.0],
        vec![2.0, 9.0, 0.0],
        vec![-1.0, 0.0, 9.0],
    ];
    let found = SignedGraph::from_matrix(names(3), &matrix).expect("symmetric");
    assert_eq!(strength(&found), [[2.0, 1.0], [2.0, 0.0], [0.0, 1.0]]);
    let found = centrality(&found, None, &CentralityOptions::default());
    assert_eq!(found.nodes[0].betweenness, Some(1.0));
    assert_eq!(found.links, 2);
}

/// Which stakeholders and themes are in the middle of the OEWG meeting.
#[test]
fn the_oewg_record() {
    let call = [
        "centrality",
        OEWG,
        "--nodes",
        "themes",
        "--sort",
        "betweenness",
        "--top",
        "8",
    ];
    let table = text(&[&call[..], &["--format", "csv"]].concat());
    let short: Vec<String> = table
        .lines()
        .map(|line| line.split(',').take(6).collect::<Vec<_>>().join(","))
        .collect();
    assert_snapshot!(short.join("\n"), @r#"
    node,kind,degree,degree centrality,support,concern
    access-now,stakeholder,16,0.36363636363636365,17,7
    ict4peace,stakeholder,13,0.29545454545454547,14,4
    apc,stakeholder,13,0.29545454545454547,19,4
    icc,stakeholder,7,0.1590909090909091,6,2
    multistakeholder,theme,4,0.09090909090909091,5,0
    norms,theme,4,0.09090909090909091,7,0
    offensive-operations,theme,4,0.09090909090909091,1,5
    international-law,theme,4,0.09090909090909091,5,0
    "#);
    every_format(&call);
    let whole = result(&["centrality", OEWG]);
    let nodes = whole["nodes"].as_array().expect("a list");
    assert_eq!(nodes.len(), 7 + 46 + 38);
    let apc = nodes.iter().find(|node| node["id"] == "apc").expect("apc");
    let behind = apc["statements"].as_array().expect("a list").len() as u64;
    assert_eq!(
        Some(behind as f64),
        apc["support"]
            .as_f64()
            .zip(apc["concern"].as_f64())
            .map(|(a, b)| a + b)
    );
}

/// One way only, there is no way back: eigenvector has no numbers and says so.
#[test]
fn what_has_no_numbers_is_told() {
    let found = result(&[
        "centrality",
        OEWG,
        "--nodes",
        "themes",
        "--directed",
        "--alpha",
        "9",
    ]);
    let states = found["measures"].as_array().expect("a list");
    let eigen = states
        .iter()
        .find(|state| state["measure"] == "eigenvector")
        .expect("there");
    assert_snapshot!(eigen["why"], @r#""is undefined: following the links never comes back""#);
    assert!(found["nodes"][0]["eigenvector"].is_null());
}

/// Only what was asked for is measured; degree and strength always are.
#[test]
fn chosen_measures() {
    let found = result(&[
        "centrality",
        OEWG,
        "--measures",
        "degree,pagerank",
        "--sort",
        "harmonic",
    ]);
    let states = found["measures"].as_array().expect("a list").iter();
    let states: Vec<&str> = states
        .filter_map(|state| state["measure"].as_str())
        .collect();
    assert_eq!(states, ["degree", "strength", "harmonic", "pagerank"]);
    assert!(found["nodes"][0]["betweenness"].is_null());
    let found = result(&["centrality", OEWG, "--measures", "degree"]);
    assert_eq!(found["measures"].as_array().map(Vec::len), Some(2));
}

#[test]
fn refusals() {
    assert_snapshot!(refused(&["centrality", OEWG, "--damping", "1"]), @r#"
    2
    error: --damping is at least 0 and below 1
    "#);
    assert_snapshot!(refused(&["centrality", OEWG, "--personalise", "access-nov"]), @r#"
    2
    error: no node has the id 'access-nov'
    help: did you mean 'access-now'?
    "#);
}
