//! Gradual semantics and verdicts: by hand, by law, and as independent programs compute them.

use std::collections::BTreeMap;

use plenary::analysis::stands::{
    ArgumentGraph, Label, Rule, SolveOptions, Verdict, extensions, grounded, strengths,
};
use plenary::analysis::{StandsOptions, stands};
use plenary::model::Stance::{self, Concern, Support};
use proptest::prelude::*;
use serde_json::Value;

use super::small::{all_formats, analyse, analyse_json, oewg, record, reference};

const RULES: [(&str, Rule); 6] = [
    ("DFQuAD", Rule::DfQuad),
    ("SquaredDFQuAD_1max", Rule::DfQuadOneMax),
    ("QuadraticEnergy", Rule::QuadraticEnergy),
    ("EulerBased", Rule::Euler),
    ("EulerBasedTop", Rule::EulerTop),
    ("MLPBased", Rule::Mlp),
];

fn graph(base: &[f64], edges: &[(usize, usize, Stance)]) -> ArgumentGraph {
    let mut graph = ArgumentGraph::new();
    for (at, &score) in base.iter().enumerate() {
        graph.argument(at.to_string(), score).expect("well-formed");
    }
    for &(from, to, stance) in edges {
        graph.edge(from, to, stance, 1.0).expect("well-formed");
    }
    graph
}

fn solve(graph: &ArgumentGraph, rule: Rule) -> Vec<f64> {
    let found = strengths(graph, rule, &SolveOptions::default()).expect("well-formed");
    assert!(
        found.converged,
        "{rule} {} {}",
        found.rounds, found.residual
    );
    found.values
}

#[test]
fn h_categoriser_by_hand() {
    let chain = graph(&[1.0; 3], &[(0, 1, Concern), (1, 2, Concern)]);
    let values = solve(&chain, Rule::HCategoriser);
    assert_eq!(values, [1.0, 0.5, 1.0 / 1.5]);
}

#[test]
fn one_supporter_at_one_saturates_df_quad() {
    let mut edges = vec![(1, 0, Support)];
    edges.extend((2..12).map(|from| (from, 0, Concern)));
    let mut base = vec![0.5, 1.0];
    base.extend([0.9; 10]);
    assert!(solve(&graph(&base, &edges), Rule::DfQuad)[0] >= 0.5);
}

#[test]
fn no_convergence_is_said() {
    let mut edges = Vec::new();
    for from in 0..20 {
        for to in 0..20 {
            if from != to {
                edges.push((from, to, if from % 2 == to % 2 { Support } else { Concern }));
            }
        }
    }
    let few = SolveOptions {
        most_rounds: 2,
        ..SolveOptions::default()
    };
    let cycle = graph(&[0.4; 20], &edges);
    let found = strengths(&cycle, Rule::QuadraticEnergy, &few).unwrap();
    assert!(!found.converged && found.residual > 0.0);
}

#[test]
fn mistakes_are_refused() {
    let mut one = ArgumentGraph::new();
    assert!(one.argument("a", 1.5).is_err());
    assert!(one.argument("a", f64::NAN).is_err());
    one.argument("a", 1.0).unwrap();
    assert!(one.edge(0, 1, Support, 1.0).is_err());
    assert!(one.edge(0, 0, Support, -1.0).is_err());
    let error = strengths(&one, Rule::Mlp, &SolveOptions::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the MLP-based rule is undefined for 'a': its base score is 1"
    );
    let none = strengths(&ArgumentGraph::new(), Rule::Mlp, &SolveOptions::default()).unwrap();
    assert!(none.converged && none.values.is_empty() && none.rounds == 0);
}

#[test]
fn verdicts_and_the_statement_that_decides() {
    let found = stands(
        &record("a rebate +\nb rebate +\nc exempt -\nd toss +\ne toss -\nf once +\nf once +"),
        &StandsOptions::default(),
    )
    .unwrap();
    let claim = |id: &str| found.claims.iter().find(|c| c.claim == id).unwrap();
    assert_eq!(claim("rebate").verdict, Verdict::EveryRule);
    assert!(claim("rebate").flips.is_empty());
    assert_eq!((claim("rebate").support, claim("rebate").silent), (2, 4));
    assert_eq!(claim("exempt").verdict, Verdict::NoRule);
    assert_eq!(claim("exempt").grounded, Label::Out);
    let toss = claim("toss");
    assert_eq!(toss.verdict, Verdict::NoRule);
    assert_eq!(toss.flips.len(), 1);
    assert_eq!(toss.flips[0].statement, "s4");
    assert_eq!(toss.flips[0].verdict, Verdict::EveryRule);
    // Said twice: neither statement decides alone.
    assert!(claim("once").flips.is_empty());
    assert_eq!(claim("once").statements.len(), 2);
}

#[test]
fn three_against_one_strong_voice_depends_on_the_rule() {
    let options = StandsOptions {
        stakeholder_bases: BTreeMap::from([("d".to_owned(), 0.8)]),
        ..StandsOptions::default()
    };
    let found = stands(&record("a x +\nb x +\nc x +\nd x -"), &options).unwrap();
    assert_eq!(found.claims[0].verdict, Verdict::DependsOnRule);
    assert!((found.claims[0].strengths["euler-top"].unwrap() - 0.452_718_174_2).abs() < 1e-9);
}

fn any_acyclic() -> impl Strategy<Value = (Vec<f64>, Vec<(usize, usize, Stance)>)> {
    (2..8_usize).prop_flat_map(|n| {
        let edge = (1..n, 0..n, any::<bool>()).prop_map(|(from, to, support)| {
            (
                from,
                to.min(from - 1),
                if support { Support } else { Concern },
            )
        });
        (
            proptest::collection::vec(0.05..0.95, n),
            proptest::collection::vec(edge, 0..12),
        )
    })
}

proptest! {
    #[test]
    fn strengths_stay_in_range_and_more_support_never_lowers((base, edges) in any_acyclic()) {
        let before = graph(&base, &edges);
        let mut more = base.clone();
        more.push(0.5);
        for (_, rule) in RULES {
            let old = solve(&before, rule);
            prop_assert!(old.iter().all(|s| (0.0..=1.0).contains(s)));
            for (stance, sign) in [(Support, 1.0), (Concern, -1.0)] {
                let mut with = edges.clone();
                with.push((base.len(), 0, stance));
                let new = solve(&graph(&more, &with), rule);
                prop_assert!((new[0] - old[0]) * sign >= -1e-12);
            }
        }
    }

    #[test]
    fn order_of_adding_changes_nothing((base, edges) in any_acyclic()) {
        let n = base.len();
        let turned: Vec<f64> = base.iter().rev().copied().collect();
        let flipped: Vec<_> =
            edges.iter().rev().map(|&(f, t, s)| (n - 1 - f, n - 1 - t, s)).collect();
        for (_, rule) in RULES {
            let (a, b) = (solve(&graph(&base, &edges), rule), solve(&graph(&turned, &flipped), rule));
            for at in 0..n {
                prop_assert!((a[at] - b[n - 1 - at]).abs() < 1e-12);
            }
        }
    }
}

#[test]
fn gradual_reference_values() {
    let Some(path) = reference("argument/gradual_expected.json") else {
        return;
    };
    let all: BTreeMap<String, Value> =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let (mut count, mut graphs) = (0, 0);
    for (name, case) in &all {
        let mut graph = ArgumentGraph::new();
        let mut place = BTreeMap::new();
        for (argument, base) in case["base"].as_object().unwrap() {
            let at = graph.argument(argument, base.as_f64().unwrap()).unwrap();
            place.insert(argument.clone(), at);
        }
        for (list, stance) in [("attacks", Concern), ("supports", Support)] {
            for edge in case[list].as_array().unwrap() {
                let end = |at: usize| place[edge[at].as_str().unwrap()];
                graph.edge(end(0), end(1), stance, 1.0).unwrap();
            }
        }
        for (rule_name, expected) in case["expected"].as_object().unwrap() {
            let found = RULES.iter().find(|(name, _)| name == rule_name);
            let (_, rule) = *found.unwrap_or_else(|| panic!("{rule_name} is not checked"));
            let values = solve(&graph, rule);
            for (argument, value) in expected.as_object().unwrap() {
                let (ours, theirs) = (values[place[argument]], value.as_f64().unwrap());
                assert!(
                    (ours - theirs).abs() < 1e-9,
                    "{name} {rule} {argument}: {ours} {theirs}"
                );
                count += 1;
            }
        }
        graphs += 1;
    }
    println!("gradual: {count} strengths of {graphs} graphs to 1e-9");
    assert!(count > 100 && graphs == all.len());
}

#[test]
fn dung_reference_values() {
    let (Some(path), Some(folder)) = (
        reference("argument/dung_expected.json"),
        reference("argument/iccma"),
    ) else {
        return;
    };
    let all: BTreeMap<String, Value> =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    for (name, case) in &all {
        let names: Vec<&str> = case["arguments"]
            .as_array()
            .unwrap()
            .iter()
            .map(|v| v.as_str().unwrap())
            .collect();
        let text = std::fs::read_to_string(folder.join(format!("{name}.af"))).unwrap();
        let mut graph = ArgumentGraph::new();
        for name in &names {
            graph.argument(*name, 1.0).unwrap();
        }
        for line in text.lines().skip(1).filter(|line| !line.starts_with('#')) {
            let ends: Vec<usize> = line
                .split_whitespace()
                .map(|end| end.parse::<usize>().unwrap() - 1)
                .collect();
            graph.edge(ends[0], ends[1], Concern, 1.0).unwrap();
        }
        let labels = grounded(&graph);
        let accepted: Vec<&str> = (0..names.len())
            .filter(|&at| labels[at] == Label::In)
            .map(|at| names[at])
            .collect();
        let expected: Vec<&str> = case["grounded"]
            .as_array()
            .unwrap()
            .iter()
            .map(|v| v.as_str().unwrap())
            .collect();
        assert_eq!(accepted, expected, "{name}");
        let found = extensions(&graph).expect("small");
        for (kind, sets) in [
            ("complete", &found.complete),
            ("preferred", &found.preferred),
            ("stable", &found.stable),
        ] {
            let mut sets: Vec<Vec<&str>> = sets
                .iter()
                .map(|set| set.iter().map(|&at| names[at]).collect())
                .collect();
            sets.sort();
            let mut expected: Vec<Vec<&str>> = case[kind]
                .as_array()
                .unwrap()
                .iter()
                .map(|set| {
                    set.as_array()
                        .unwrap()
                        .iter()
                        .map(|v| v.as_str().unwrap())
                        .collect()
                })
                .collect();
            expected.sort();
            assert_eq!(sets, expected, "{name} {kind}");
        }
    }
    println!(
        "grounded, complete, preferred, stable: {} frameworks exactly",
        all.len()
    );
    assert_eq!(all.len(), 9);
}

#[test]
fn the_oewg_record() {
    let found = stands(&oewg(), &StandsOptions::default()).unwrap();
    let of = |verdict| {
        let claims = found.claims.iter().filter(|c| c.verdict == verdict);
        claims.map(|c| c.claim.as_str()).collect::<Vec<_>>()
    };
    insta::assert_snapshot!(
        format!(
            "every rule {}, none {}, depends on {:?}",
            of(Verdict::EveryRule).len(), of(Verdict::NoRule).len(), of(Verdict::DependsOnRule),
        ),
        @r#"every rule 29, none 16, depends on ["research-as-crime"]"#
    );
}

#[test]
fn on_the_command_line() {
    all_formats("stands");
    let json = analyse_json("stands", &["--base-of", "wilpf=0.9"]);
    assert_eq!(json["question"], "stands");
    assert_eq!(json["options"]["base score of wilpf"], 0.9);
    assert_eq!(json["result"]["claims"].as_array().unwrap().len(), 46);
    let unknown = analyse("stands", &["--base-of", "wilp=0.9"]);
    let text = String::from_utf8(unknown.stderr).unwrap();
    assert!(
        text.contains("no stakeholder has the id 'wilp'") && text.contains("wilpf"),
        "{text}"
    );
    assert!(!analyse("stands", &["--claim-base", "2"]).status.success());
}

#[test]
fn extensions_by_hand() {
    // a and b attack each other, both attack c, c attacks d.
    let mut graph = ArgumentGraph::new();
    for name in ["a", "b", "c", "d"] {
        graph.argument(name, 1.0).unwrap();
    }
    for (from, to) in [(0, 1), (1, 0), (0, 2), (1, 2), (2, 3)] {
        graph.edge(from, to, Concern, 1.0).unwrap();
    }
    let found = extensions(&graph).unwrap();
    assert_eq!(found.complete, [vec![], vec![0, 3], vec![1, 3]]);
    assert_eq!(found.preferred, [vec![0, 3], vec![1, 3]]);
    assert_eq!(found.stable, found.preferred);
    let none = extensions(&ArgumentGraph::new()).unwrap();
    assert_eq!(none.stable, [Vec::<usize>::new()]);
    let mut large = ArgumentGraph::new();
    for at in 0..30 {
        large.argument(format!("{at}"), 1.0).unwrap();
        large.edge(at, at, Concern, 1.0).unwrap();
    }
    assert_eq!(extensions(&large), None);
}
