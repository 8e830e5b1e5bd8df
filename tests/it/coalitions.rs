//! Coalitions: by hand, by law, and on the OEWG record.

use plenary::analysis::{CoalitionMethod, CoalitionOptions, Coalitions, Through, coalitions};
use plenary::model::Record;
use proptest::prelude::*;

use super::small::{all_formats, analyse, analyse_json, oewg, record};

const CAMPS: &str = "a x +\nb x +\nc x +\na y -\nb y -\nc y -\n\
                     d x -\ne x -\nf x -\nd y +\ne y +\nf y +\nd z +\nf z +";

fn by(method: CoalitionMethod, record: &Record) -> Coalitions {
    let options = CoalitionOptions {
        method,
        resamples: 20,
        ..CoalitionOptions::default()
    };
    coalitions(record, &options)
}

fn groups(found: &Coalitions) -> Vec<String> {
    found
        .coalitions
        .iter()
        .map(|c| c.members.join(" "))
        .collect()
}

#[test]
fn all_methods_find_two_camps() {
    let record = record(CAMPS);
    for method in CoalitionMethod::ALL {
        let found = by(method, &record);
        assert_eq!(groups(&found), ["a b c", "d e f"], "{method:?}");
        assert!(found.methods.iter().all(|m| m.rand_index == Some(1.0)));
        assert!(
            found
                .members
                .iter()
                .all(|m| !m.swing && m.own.unwrap() > 0.6)
        );
        let pair = found
            .pairs
            .iter()
            .find(|p| p.between == ["a", "d"])
            .unwrap();
        assert_eq!((pair.agreed, pair.disagreed, pair.same), (0, 2, false));
        assert_eq!(pair.statements.len(), 4);
    }
}

#[test]
fn profile_by_hand() {
    let found = by(CoalitionMethod::Leiden, &record(CAMPS));
    let second = &found.coalitions[1];
    let held: Vec<_> = second
        .held
        .iter()
        .map(|i| (i.item.as_str(), i.support, i.silent))
        .collect();
    assert_eq!(held, [("y", 3, 0), ("z", 2, 1)]);
    assert_eq!(second.opposed[0].item, "x");
    assert_eq!(second.opposed[0].statements, ["s6", "s7", "s8"]);
    assert_eq!(found.coalitions[0].silent, 1);
    let apart = &second.sets_apart[0];
    assert_eq!(
        (
            apart.item.as_str(),
            apart.stance,
            apart.here,
            apart.elsewhere
        ),
        ("x", "concern", 1.0, 0.0)
    );
}

#[test]
fn little_and_nothing() {
    let empty = by(CoalitionMethod::Leiden, &record("a x +"));
    assert_eq!(groups(&empty), ["a"]);
    assert!(empty.pairs.is_empty() && empty.members[0].own.is_none());
    // Two strangers, each alone by every method.
    for method in CoalitionMethod::ALL {
        assert_eq!(groups(&by(method, &record("a x +\nb y +"))), ["a", "b"]);
    }
    let none = coalitions(
        &record("a x +\nb x +"),
        &CoalitionOptions {
            resamples: 0,
            ..CoalitionOptions::default()
        },
    );
    assert_eq!(groups(&none), ["a b"]);
    assert!(none.pairs[0].together.is_none());
}

#[test]
fn correlation_clustering_pays_the_least() {
    // a and b agree twice, b and c once, a and c disagree once: keeping all costs 1.
    let found = by(
        CoalitionMethod::Correlation,
        &record("a p +\nb p +\na q +\nb q +\nb r +\nc r +\na s +\nc s -"),
    );
    let method = &found.methods[1];
    assert_eq!(
        (method.score, method.bound, method.gap),
        (Some(1.0), Some(1.0), Some(0.0))
    );
}

fn any_lines() -> impl Strategy<Value = Vec<(usize, usize, bool)>> {
    proptest::collection::vec((0..7_usize, 0..5_usize, any::<bool>()), 1..30)
}

fn lines(rows: &[(usize, usize, bool)]) -> String {
    let line = |&(who, what, plus): &(usize, usize, bool)| {
        format!(
            "{} c{what} {}\n",
            (b'a' + who as u8) as char,
            if plus { "+" } else { "-" }
        )
    };
    rows.iter().map(line).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn exact_is_at_most_the_local_search_and_its_bound(rows in any_lines()) {
        let record = record(&lines(&rows));
        let run = |exact| {
            let options = CoalitionOptions { exact, resamples: 0, ..CoalitionOptions::default() };
            let found = coalitions(&record, &options);
            (found.methods[1].score.unwrap(), found.methods[1].bound.unwrap())
        };
        let ((best, proof), (local, bound)) = (run(12), run(0));
        prop_assert_eq!(best, proof);
        prop_assert!(bound <= best && best <= local);
    }

    #[test]
    fn row_order_changes_nothing(rows in any_lines()) {
        let mut turned = rows.clone();
        turned.reverse();
        let options = CoalitionOptions { resamples: 0, ..CoalitionOptions::default() };
        for method in CoalitionMethod::ALL {
            let options = CoalitionOptions { method, ..options };
            let a = coalitions(&record(&lines(&rows)), &options);
            let b = coalitions(&record(&lines(&turned)), &options);
            prop_assert_eq!(groups(&a), groups(&b));
        }
    }

    #[test]
    fn everyone_is_in_one_group_and_shares_are_shares(rows in any_lines()) {
        let record = record(&lines(&rows));
        for method in CoalitionMethod::ALL {
            let found = by(method, &record);
            let total: usize = found.coalitions.iter().map(|c| c.members.len()).sum();
            prop_assert_eq!(total, record.stakeholders().len());
            for pair in &found.pairs {
                prop_assert!(pair.together.is_none_or(|s| (0.0..=1.0).contains(&s)));
            }
        }
    }
}

#[test]
fn same_seed_same_answer() {
    let record = oewg();
    let run = |seed| {
        let found = coalitions(
            &record,
            &CoalitionOptions {
                seed,
                ..CoalitionOptions::default()
            },
        );
        serde_json::to_string(&found).unwrap()
    };
    assert_eq!(run(1), run(1));
    assert_ne!(run(1), run(2));
}

#[test]
fn the_oewg_record() {
    let record = oewg();
    let run = |through| {
        let options = CoalitionOptions {
            through,
            resamples: 0,
            ..CoalitionOptions::default()
        };
        groups(&coalitions(&record, &options)).join(" | ")
    };
    insta::assert_snapshot!(
        run(Through::Claim),
        @"access-now wilpf | apc ict4peace mfwa | icc | several-states"
    );
    insta::assert_snapshot!(
        run(Through::Theme),
        @"access-now apc icc ict4peace mfwa wilpf | several-states"
    );
}

#[test]
fn on_the_command_line() {
    all_formats("coalitions");
    let json = analyse_json(
        "coalitions",
        &["--method", "correlation", "--resamples", "10"],
    );
    assert_eq!(json["options"]["method"], "correlation");
    assert_eq!(json["result"]["methods"][1]["gap"], 0.0);
    assert!(json["notes"].to_string().contains("too little data"));
    assert!(
        !analyse("coalitions", &["--resolution", "0"])
            .status
            .success()
    );
}
