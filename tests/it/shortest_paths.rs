//! Distances and paths from many nodes at once are those from one after the other, and the number
//! of threads changes no bit.

use std::fmt::Write as _;
use std::num::NonZeroUsize;
use std::process::Command;

use plenary::analysis::centrality::{
    BetweennessOptions, ClosenessOptions, Convergence, Distance, PageRankOptions, betweenness,
    closeness, eigenvector, harmonic, hits, katz, pagerank,
};
use plenary::analysis::{Direction, NodeName, SignedGraph, Signs, WeightedGraph};
use proptest::prelude::*;

type Links = Vec<(usize, usize, f64)>;

fn view(n: usize, directed: bool, links: &Links) -> WeightedGraph {
    let name = |at: usize| NodeName {
        id: at.to_string(),
        kind: "node".to_owned(),
    };
    let direction = if directed {
        Direction::Directed
    } else {
        Direction::Undirected
    };
    let names = (0..n).map(name).collect();
    let made = SignedGraph::from_triples(names, direction, links.iter().copied());
    made.expect("the ends are there").weighted(Signs::Ignore)
}

/// By the definitions, from one node after the other: closeness, harmonic, betweenness.
fn plainly(graph: &WeightedGraph) -> [Vec<f64>; 3] {
    let n = graph.len();
    let (mut reached, mut far) = (vec![0.0; n], vec![0.0; n]);
    let [mut harmonic, mut between] = [vec![0.0; n], vec![0.0; n]];
    for start in 0..n {
        let mut level = vec![usize::MAX; n];
        let mut paths = vec![0.0; n];
        let mut order = vec![start];
        (level[start], paths[start]) = (0, 1.0);
        let mut at = 0;
        while at < order.len() {
            let node = order[at];
            for (to, _) in graph.out(node) {
                if level[to] == usize::MAX {
                    level[to] = level[node] + 1;
                    order.push(to);
                }
                if level[to] == level[node] + 1 {
                    paths[to] += paths[node];
                }
            }
            at += 1;
        }
        let mut depends = vec![0.0; n];
        for &node in order.iter().skip(1).rev() {
            reached[node] += 1.0;
            far[node] += level[node] as f64;
            harmonic[node] += 1.0 / level[node] as f64;
            for (from, _) in graph.into(node) {
                if level[from] != usize::MAX && level[from] + 1 == level[node] {
                    depends[from] += paths[from] / paths[node] * (1.0 + depends[node]);
                }
            }
            between[node] += depends[node];
        }
    }
    let near = |(&reached, &far): (&f64, &f64)| match far {
        0.0 => 0.0,
        _ => reached / (n as f64 - 1.0) * reached / far,
    };
    let close = reached.iter().zip(&far).map(near).collect();
    let pairs = (n as f64 - 1.0) * (n as f64 - 2.0);
    let share = |sum: &f64| if n < 3 { 0.0 } else { sum / pairs };
    [close, harmonic, between.iter().map(share).collect()]
}

#[track_caller]
fn same(what: &str, ours: &[f64], plain: &[f64]) {
    assert_eq!(ours.len(), plain.len(), "{what}");
    for (node, (ours, plain)) in ours.iter().zip(plain).enumerate() {
        let off = (ours - plain).abs();
        assert!(
            off <= 1e-11 * plain.max(1.0),
            "{what} of {node}: {ours}, not {plain}"
        );
    }
}

/// All three measures are as by the definitions, and the same bits on one thread and on three.
#[track_caller]
fn check(graph: &WeightedGraph) {
    let [close, near, between] = plainly(graph);
    let on = |threads: usize| {
        let threads = NonZeroUsize::new(threads);
        let near = ClosenessOptions {
            threads,
            ..ClosenessOptions::default()
        };
        let between = BetweennessOptions {
            threads,
            ..BetweennessOptions::default()
        };
        let found = [closeness(graph, &near), harmonic(graph, &near)];
        assert!(found.iter().all(|found| found.samples.is_none()));
        let [closeness, harmonic] = found.map(|found| found.scores);
        [closeness, harmonic, betweenness(graph, &between).scores]
    };
    let one = on(1);
    assert_eq!(one, on(3));
    same("closeness", &one[0], &close);
    same("harmonic", &one[1], &near);
    same("betweenness", &one[2], &between);
}

/// More starts than are searched from at once; long ways, so that few are searched at a time, and
/// hubs, so that most are; pieces, loops, nodes without links.
#[test]
fn shapes() {
    let path: Links = (0..699).map(|at| (at, at + 1, 1.0)).collect();
    let star: Links = (1..600).map(|at| (at, 0, 1.0)).collect();
    let wheel = star
        .iter()
        .copied()
        .chain((1..599).map(|at| (at, at + 1, 1.0)));
    let pieces = (0..600)
        .filter(|at| at % 7 != 0)
        .map(|at| (at, at + 1, 1.0));
    let loops = pieces
        .clone()
        .chain((0..600).step_by(5).map(|at| (at, at, 1.0)));
    for directed in [false, true] {
        check(&view(700, directed, &path));
        check(&view(640, directed, &star));
        check(&view(600, directed, &wheel.clone().collect()));
        check(&view(610, directed, &loops.clone().collect()));
        for n in 0..4 {
            check(&view(n, directed, &Vec::new()));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..Default::default() })]

    /// Random graphs, sparse to dense, some nodes linked to far more than others.
    #[test]
    fn random_graphs(
        (n, links) in (2..90_usize).prop_flat_map(|n| {
            let link = (0..n, 0..n, 0..n).prop_map(|(a, b, c)| (a.min(b), c, 1.0));
            (Just(n), prop::collection::vec(link, 0..6 * n))
        }),
        directed in any::<bool>(),
        copies in 1..12_usize,
    ) {
        let of_copy = |copy: usize| links.iter().map(move |&(a, b, w)| (copy * n + a, copy * n + b, w));
        let links = (0..copies).flat_map(of_copy).collect();
        check(&view(copies * n, directed, &links));
    }

    /// Drawn starts and weights: the number of threads changes nothing either.
    #[test]
    fn threads_change_nothing(
        links in prop::collection::vec((0..300_usize, 0..300_usize, 0.5..4.0_f64), 300..900),
        directed in any::<bool>(),
        seed in any::<u64>(),
    ) {
        let view = view(310, directed, &links);
        for distance in [Distance::Hops, Distance::InverseWeight] {
            let on = |threads: usize| {
                let threads = NonZeroUsize::new(threads);
                let near = ClosenessOptions {
                    distance, sample_above: Some(100), error: 0.25, seed, threads,
                    ..ClosenessOptions::default()
                };
                let between = BetweennessOptions {
                    distance, sample_above: 100, error: 0.25, seed, threads,
                    ..BetweennessOptions::default()
                };
                (closeness(&view, &near), harmonic(&view, &near), betweenness(&view, &between))
            };
            let found = on(1);
            prop_assert!(found.1.samples.is_some() && found.2.samples.is_some());
            prop_assert_eq!(&found, &on(2));
            prop_assert_eq!(&found, &on(5));
        }
    }
}

/// Above so many nodes starts are drawn, unless distances in hops are cheap enough for all.
#[test]
fn exact_where_it_is_cheap() {
    let n = 6_000;
    let links: Links = (1..n).map(|at| (at, (at - 1) / 40, 1.0)).collect();
    let graph = view(n, false, &links);
    let hops = ClosenessOptions {
        error: 0.1,
        ..ClosenessOptions::default()
    };
    let weights = ClosenessOptions {
        distance: Distance::InverseWeight,
        ..hops
    };
    let drawn = ClosenessOptions {
        sample_above: Some(5_999),
        ..hops
    };
    for measure in [closeness, harmonic] {
        assert_eq!(measure(&graph, &hops).samples, None);
        assert!(measure(&graph, &weights).samples.is_some());
        let (exact, drawn) = (measure(&graph, &hops), measure(&graph, &drawn));
        let bound = drawn.error_bound.expect("drawn");
        for (exact, drawn) in exact.scores.iter().zip(&drawn.scores) {
            assert!((exact - drawn).abs() <= bound, "{exact} and {drawn}");
        }
    }
}

/// Sums over long lists are the plain ones, also where the work is shared: a network of two camps,
/// with more links than one thread is given.
#[test]
fn repeated_sums() {
    let n = 420;
    let weight = |a: usize, b: usize| 1.0 + ((a * 31 + b * 17) % 7) as f64;
    let pairs = (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b)));
    let links: Links = pairs.map(|(a, b)| (a, b, weight(a, b))).collect();
    assert!(2 * links.len() > 1 << 17);
    let graph = &view(n, false, &links);
    let stop = Convergence::default();
    let plain = |x: &[f64], node: usize| -> f64 {
        graph
            .into(node)
            .map(|(other, weight)| weight * x[other])
            .sum()
    };
    let eigen = eigenvector(graph, stop).expect("has links").scores;
    let lambda = plain(&eigen, 0) / eigen[0];
    let rank = pagerank(graph, &PageRankOptions::default(), stop)
        .expect("converges")
        .scores;
    let out: Vec<f64> = (0..n)
        .map(|node| graph.out(node).map(|link| link.1).sum())
        .collect();
    let shares: Vec<f64> = rank
        .iter()
        .zip(&out)
        .map(|(rank, out)| rank / out)
        .collect();
    let walks = katz(graph, Some(1e-4), stop).expect("converges").scores;
    let given = walks[0] - 1e-4 * plain(&walks, 0);
    let hubs = hits(graph, stop).expect("has links").hubs;
    let per_hub = hubs[0] / eigen[0];
    for node in 0..n {
        assert!((plain(&eigen, node) - lambda * eigen[node]).abs() < 1e-9 * lambda);
        let due = 0.85 * plain(&shares, node) + 0.15 / n as f64;
        assert!((rank[node] - due).abs() < 1e-10);
        assert!((walks[node] - 1e-4 * plain(&walks, node) - given).abs() < 1e-10);
        assert!((hubs[node] - per_hub * eigen[node]).abs() < 1e-10);
    }
}

/// Every measure of the same network has the same bytes on all cores and on one: processes, the
/// second held to one core. Nothing where there is no `taskset` or only one core.
#[test]
fn one_core_and_all() {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let pinned = Command::new("taskset").args(["-c", "0", "true"]).status();
    if cores == 1 || !pinned.is_ok_and(|status| status.success()) {
        println!("skipped: one core, or no taskset");
        return;
    }
    let mut table = String::from("who,what\n");
    // As few as have so many ties that sums are shared out too.
    for who in 0..370 {
        writeln!(table, "a{who},x").expect("a String takes all");
        for what in 0..who % 5 {
            writeln!(table, "a{who},y{}", (who + what * what) % 60).expect("a String takes all");
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("network.csv");
    std::fs::write(&path, table).expect("is writable");
    let path = path.display().to_string();
    let program = env!("CARGO_BIN_EXE_plenary");
    let repeated = "pagerank,eigenvector,katz,hub";
    for more in [
        &["--measures", "closeness,harmonic,betweenness"][..],
        &["--weighted", "--measures", repeated],
        &[
            "--measures",
            "closeness,betweenness",
            "--sample-above",
            "200",
            "--error",
            "0.2",
        ],
    ] {
        let between = ["--between", "who", "--through", "what", "--format", "json"];
        let call = [
            "--quiet",
            "analyse",
            "centrality",
            &path,
            "--network",
            "ignore",
        ];
        let run = |command: &mut Command| {
            let done = command
                .args(call)
                .args(between)
                .args(more)
                .output()
                .expect("is there");
            assert!(
                done.status.success(),
                "{}",
                String::from_utf8_lossy(&done.stderr)
            );
            done.stdout
        };
        let all = run(&mut Command::new(program));
        assert!(all.len() > 20_000, "{}", all.len());
        let one = run(Command::new("taskset").args(["-c", "0", program]));
        assert!(all == one, "{more:?}");
    }
}
