//! What must hold of every table.

use plenary::analysis::{Aggregation, Normalisation};
use plenary_engine::embedded::{Embedded, EmbeddedOptions};
use plenary_engine::engine::Engine;
use plenary_engine::options::RunOptions;
use plenary_engine::output::TieFile;
use plenary_engine::run;

use crate::support::{Draw, Stances, Ties, csv, folder, of_engine, statements};

fn open(at: &std::path::Path, threads: usize) -> Embedded {
    let options = EmbeddedOptions {
        threads: Some(threads),
        memory: None,
    };
    Embedded::new(at, &options).unwrap()
}

fn ties(engine: &mut Embedded, aggregation: Aggregation, cap: Option<u64>) -> Ties {
    let options = RunOptions {
        aggregation,
        cap,
        ..RunOptions::default()
    };
    of_engine(engine, &options).remove(&0).unwrap_or_default()
}

fn bytes(engine: &mut dyn Engine, at: &std::path::Path, name: &str) -> Vec<u8> {
    let options = RunOptions {
        aggregation: Aggregation::Subtract,
        normalisation: Normalisation::Cosine,
        ..RunOptions::default()
    };
    let prepared = run::prepare(engine, &options).unwrap();
    let path = at.join(name);
    let mut file = TieFile::new(&path, &prepared.spans, &options.said()).unwrap();
    run::ties(engine, &mut |rows| file.push(&rows)).unwrap();
    assert!(file.finish().unwrap() > 0);
    std::fs::read(path).unwrap()
}

#[test]
fn the_same_bytes_with_any_order_of_rows_and_any_number_of_threads() {
    for seed in 20..23 {
        let at = tempfile::tempdir().unwrap();
        let mut lines = statements(seed, 350, Stances::Scale);
        folder(&at.path().join("a"), &csv(&lines));
        let mut draw = Draw(seed);
        for place in (1..lines.len()).rev() {
            lines.swap(place, draw.below(place as u64 + 1) as usize);
        }
        folder(&at.path().join("b"), &csv(&lines));
        for name in ["ties.csv", "ties.parquet"] {
            let one = bytes(&mut open(&at.path().join("a"), 1), at.path(), name);
            let two = bytes(&mut open(&at.path().join("a"), 3), at.path(), name);
            let other = bytes(&mut open(&at.path().join("b"), 2), at.path(), name);
            assert!(one == two && one == other, "seed {seed}, {name}");
        }
    }
}

#[test]
fn subtract_is_congruence_less_conflict_and_both_together_are_ignore() {
    let at = tempfile::tempdir().unwrap();
    let mut lines = statements(30, 300, Stances::Scale);
    // Without a stance a statement counts only where stances are ignored.
    lines.retain(|line| !line.contains(",,"));
    folder(&at.path().join("a"), &csv(&lines));
    let mut engine = open(&at.path().join("a"), 2);
    let of = |engine: &mut Embedded, aggregation| ties(engine, aggregation, None);
    let ignore = of(&mut engine, Aggregation::Ignore);
    let congruence = of(&mut engine, Aggregation::Congruence);
    let conflict = of(&mut engine, Aggregation::Conflict);
    let subtract = of(&mut engine, Aggregation::Subtract);
    assert!(ignore.len() > 20);
    for (pair, &all) in &ignore {
        let weight = |ties: &Ties| ties.get(pair).copied().unwrap_or_default();
        let (agree, disagree) = (weight(&congruence), weight(&conflict));
        assert!((agree + disagree - all).abs() < 1e-9, "{pair:?}");
        assert!(
            (agree - disagree - weight(&subtract)).abs() < 1e-9,
            "{pair:?}"
        );
    }
}

#[test]
fn a_lower_cap_makes_no_tie_stronger() {
    let at = tempfile::tempdir().unwrap();
    folder(
        &at.path().join("a"),
        &csv(&statements(31, 200, Stances::Words)),
    );
    let mut engine = open(&at.path().join("a"), 2);
    let mut before = ties(&mut engine, Aggregation::Congruence, None);
    let mut fewer = 0;
    for cap in [12, 9, 6, 0] {
        let after = ties(&mut engine, Aggregation::Congruence, Some(cap));
        for (pair, weight) in &after {
            assert!(*weight <= before[pair], "cap {cap}, {pair:?}");
        }
        fewer += usize::from(after.len() < before.len());
        before = after;
    }
    assert!(before.is_empty() && fewer > 1, "a cap of 0 leaves no claim");
}

#[test]
fn each_stakeholder_keeps_its_strongest_ties() {
    let at = tempfile::tempdir().unwrap();
    folder(
        &at.path().join("a"),
        &csv(&statements(32, 300, Stances::Signs)),
    );
    let mut engine = open(&at.path().join("a"), 2);
    let all = ties(&mut engine, Aggregation::Congruence, None);
    let options = RunOptions {
        aggregation: Aggregation::Congruence,
        top_each: Some(2),
        ..RunOptions::default()
    };
    let kept = of_engine(&mut engine, &options).remove(&0).unwrap();
    assert!(kept.len() < all.len());
    let among_best = |who: &str, pair: &(String, String)| {
        let stronger = all
            .iter()
            .filter(|(other, weight)| (other.0 == who || other.1 == who) && **weight > all[pair]);
        stronger.count() < 2
    };
    for (pair, weight) in &kept {
        assert_eq!(all.get(pair), Some(weight));
        assert!(
            among_best(&pair.0, pair) || among_best(&pair.1, pair),
            "{pair:?}"
        );
    }
    // Whose best tie is alone the best has it.
    for (pair, weight) in &all {
        let best = |who: &str| {
            let mut others = all.iter().filter(|(other, _)| *other != pair);
            others.all(|(other, w)| (other.0 != who && other.1 != who) || w < weight)
        };
        assert!(
            kept.contains_key(pair) || !(best(&pair.0) || best(&pair.1)),
            "{pair:?}"
        );
    }
}

#[test]
fn what_a_network_costs_is_what_it_then_joins() {
    let at = tempfile::tempdir().unwrap();
    folder(
        &at.path().join("a"),
        &csv(&statements(33, 200, Stances::Words)),
    );
    let mut engine = open(&at.path().join("a"), 2);
    let options = RunOptions::default();
    let costs = run::cost(&mut engine, &options, &[6, 9, i64::MAX]).unwrap();
    assert!(costs.len() >= 2);
    for cost in costs {
        let capped = RunOptions {
            cap: Some(u64::try_from(cost.cap).unwrap()),
            duplicates: plenary::analysis::Duplicates::Range,
            ..RunOptions::default()
        };
        let prepared = run::prepare(&mut engine, &capped).unwrap();
        assert_eq!(prepared.after.claims, cost.claims);
        // Ignored and once each, every row of the join adds 1 to a tie.
        let weight: f64 = run::totals(&mut engine)
            .unwrap()
            .iter()
            .map(|of| of.weight)
            .sum();
        #[expect(clippy::cast_precision_loss, reason = "small counts")]
        let joined = cost.joined as f64;
        assert_eq!(weight, joined, "{cost:?}");
    }
}
