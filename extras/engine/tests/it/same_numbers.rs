//! The embedded engine has the numbers of `plenary`.

use std::collections::BTreeSet;

use plenary::analysis::{
    Aggregation, Duplicates, Keep, Normalisation, ValueFilter, WindowUnit, Windows,
    network_over_time,
};
use plenary_engine::embedded::{Embedded, EmbeddedOptions};
use plenary_engine::options::RunOptions;

use crate::support::{
    Stances, Ties, asked, assert_same, by_labels, csv, events, folder, of_engine, of_plenary,
    statements,
};

const AGGREGATIONS: [Aggregation; 4] = [
    Aggregation::Ignore,
    Aggregation::Congruence,
    Aggregation::Conflict,
    Aggregation::Subtract,
];
const NORMALISATIONS: [Normalisation; 7] = [
    Normalisation::None,
    Normalisation::Average,
    Normalisation::Jaccard,
    Normalisation::Cosine,
    Normalisation::Overlap,
    Normalisation::DnaJaccard,
    Normalisation::DnaCosine,
];

fn engine(text: &str) -> (tempfile::TempDir, Embedded) {
    let at = tempfile::tempdir().unwrap();
    let parquet = at.path().join("statements");
    folder(&parquet, text);
    let options = EmbeddedOptions {
        threads: Some(2),
        memory: None,
    };
    let engine = Embedded::new(&parquet, &options).unwrap();
    (at, engine)
}

fn check(text: &str, all: &[RunOptions]) {
    let (_at, mut engine) = engine(text);
    let events = events(text);
    for options in all {
        let ours = of_engine(&mut engine, options)
            .remove(&0)
            .unwrap_or_default();
        let theirs = of_plenary(&events, &asked(options));
        assert!(!theirs.is_empty(), "{options:?}: nothing to compare");
        assert_same(&ours, &theirs, &format!("{options:?}"));
    }
}

#[test]
fn of_every_aggregation_normalisation_and_rule_for_duplicates() {
    let tables = [Stances::Words, Stances::Signs, Stances::Scale];
    let mut all = Vec::new();
    for aggregation in AGGREGATIONS {
        for normalisation in NORMALISATIONS {
            for &duplicates in Duplicates::ALL {
                all.push(RunOptions {
                    aggregation,
                    normalisation,
                    duplicates,
                    ..RunOptions::default()
                });
            }
        }
    }
    // Each combination on one of the tables: 168 networks take an engine without optimisation long.
    for (at, stances) in tables.into_iter().enumerate() {
        let text = csv(&statements(at as u64 + 1, 260, stances));
        let some = all.iter().enumerate();
        let some = some.filter(|(i, _)| (i + i / 6 + i / 42) % 3 == at);
        let all: Vec<_> = some.map(|(_, options)| options.clone()).collect();
        check(&text, &all);
    }
}

#[test]
fn of_dates_and_least_numbers_of_statements() {
    let text = csv(&statements(7, 300, Stances::Scale));
    let day = |text: &str| plenary::read::date_range(text).unwrap();
    let options = RunOptions {
        aggregation: Aggregation::Subtract,
        duplicates: Duplicates::Month,
        ..RunOptions::default()
    };
    let all = [
        RunOptions {
            start: Some(day("2018-04").0),
            stop: Some(day("2019-10-05").1),
            ..options.clone()
        },
        RunOptions {
            start: Some(day("2019").0),
            min_statements: 6,
            ..options.clone()
        },
        RunOptions {
            min_statements: 12,
            min_claim_statements: 25,
            normalisation: Normalisation::Jaccard,
            ..options
        },
    ];
    check(&text, &all);
}

#[test]
fn of_the_strongest_ties() {
    let text = csv(&statements(8, 300, Stances::Signs));
    let of = |aggregation, top| RunOptions {
        aggregation,
        top: Some(top),
        ..RunOptions::default()
    };
    // Weights are whole numbers, so that both have the same order where they are equal.
    let all = [
        of(Aggregation::Congruence, 1),
        of(Aggregation::Congruence, 10),
        of(Aggregation::Conflict, 25),
        of(Aggregation::Subtract, 40),
        of(Aggregation::Ignore, 100_000),
    ];
    check(&text, &all);
}

#[test]
fn of_every_window() {
    let text = csv(&statements(9, 400, Stances::Words));
    let (_at, mut engine) = engine(&text);
    let events = events(&text);
    for (size, unit) in [
        (3, WindowUnit::Months),
        (1, WindowUnit::Years),
        (200, WindowUnit::Days),
    ] {
        let windows = Windows {
            unit,
            size,
            ..Windows::default()
        };
        let options = RunOptions {
            aggregation: Aggregation::Congruence,
            normalisation: Normalisation::Average,
            duplicates: Duplicates::Range,
            windows: Some(windows),
            ..RunOptions::default()
        };
        let ours = of_engine(&mut engine, &options);
        let theirs = network_over_time(&events, &asked(&options), &windows).unwrap();
        let prepared = plenary_engine::run::prepare(&mut engine, &options).unwrap();
        assert_eq!(prepared.spans.len(), theirs.slices.len());
        assert!(theirs.slices.len() > 1);
        for (span, slice) in prepared.spans.iter().zip(&theirs.slices) {
            assert_eq!(
                (span.start, span.middle, span.stop),
                (slice.start, slice.middle, slice.stop)
            );
            let none = Ties::new();
            let ours = ours.get(&span.number).unwrap_or(&none);
            assert_same(ours, &by_labels(&slice.network), &format!("{span:?}"));
        }
    }
}

/// Cap and floor, told from the rows of a table: what is left out, as filters of values.
fn left_out(lines: &[String], cap: usize, floor: usize) -> Vec<ValueFilter> {
    let mut held = BTreeSet::new();
    for line in lines {
        let comma = line
            .rfind("\",")
            .map_or_else(|| line.find(',').unwrap(), |at| at + 1);
        let who = line[..comma].trim_matches('"');
        let mut rest = line[comma + 1..].split(',');
        let (what, stance) = (rest.next().unwrap(), rest.next().unwrap());
        if !who.is_empty() && !what.is_empty() && !stance.is_empty() {
            held.insert((who, what));
        }
    }
    let claims: BTreeSet<&str> = held.iter().map(|pair| pair.1).collect();
    let on = |claim: &str| held.iter().filter(|pair| pair.1 == claim).count();
    let popular: Vec<&str> = claims.into_iter().filter(|claim| on(claim) > cap).collect();
    held.retain(|pair| !popular.contains(&pair.1));
    let people: BTreeSet<&str> = held.iter().map(|pair| pair.0).collect();
    let of = |who: &str| held.iter().filter(|pair| pair.0 == who).count();
    let silent: Vec<&str> = people.into_iter().filter(|who| of(who) < floor).collect();
    assert!(
        !popular.is_empty() && !silent.is_empty(),
        "a cap and a floor that do nothing"
    );
    let filter = |variable: &str, values: &[&str]| ValueFilter {
        variable: variable.to_owned(),
        values: values.iter().map(|&value| value.to_owned()).collect(),
        keep: Keep::Others,
    };
    vec![filter("claim", &popular), filter("stakeholder", &silent)]
}

#[test]
fn of_cap_and_floor() {
    let lines = statements(10, 120, Stances::Signs);
    let text = csv(&lines);
    let (_at, mut engine) = engine(&text);
    let events = events(&text);
    for normalisation in NORMALISATIONS {
        let options = RunOptions {
            aggregation: Aggregation::Congruence,
            normalisation,
            duplicates: Duplicates::Range,
            cap: Some(8),
            floor: Some(3),
            ..RunOptions::default()
        };
        let ours = of_engine(&mut engine, &options).remove(&0).unwrap();
        let mut theirs = asked(&options);
        theirs.filters = left_out(&lines, 8, 3);
        assert_same(&ours, &of_plenary(&events, &theirs), normalisation.as_str());
    }
}
