//! Polarisation: by hand, by law, and on the OEWG record.

use plenary::analysis::polarisation::{Window, best_split, split_fit};
use plenary::analysis::{Groups, Polarisation, PolarisationOptions, Through, polarisation};
use proptest::prelude::*;

use super::small::{all_formats, analyse, analyse_json, oewg, record};

type Matrix = Vec<Vec<f64>>;

fn of(lines: &str) -> Polarisation {
    polarisation(&record(lines), &PolarisationOptions::default())
}

#[test]
fn two_equal_camps_are_one() {
    let found = of("a x +\nb x +\nc x -\nd x -").whole;
    assert_eq!(found.polarisation, Some(1.0));
    assert_eq!(
        (found.within, found.between, found.fit),
        (Some(1.0), Some(1.0), Some(1.0))
    );
    assert_eq!(
        found.groups,
        [["a", "b"], ["c", "d"]].map(|g| g.map(str::to_owned).to_vec())
    );
    assert_eq!(found.conflict.len(), 4);
}

#[test]
fn one_mind_strangers_and_lone_foes_are_not() {
    let agreed = of("a x +\nb x +\nc x +").whole;
    assert_eq!((agreed.polarisation, agreed.groups.len()), (Some(0.0), 0));
    assert_eq!(of("a x +\nb y +").whole.polarisation, None);
    // A dispute of two is a conflict, not camps: nobody agrees with anybody.
    assert_eq!(of("a x +\nb x -").whole.polarisation, Some(0.0));
}

#[test]
fn one_against_many_is_less_than_half_against_half() {
    let lone = of("a x +\nb x +\nc x +\nd x -").whole;
    assert!((lone.polarisation.unwrap() - 0.75).abs() < 1e-12);
    assert_eq!(lone.groups[1], ["d"]);
}

#[test]
fn windows_show_growth() {
    let lines = "a x + 2019-03-01\nb x + 2019-04-01\nc x + 2019-05-01\nd x - 2019-06-01\n\
                 a x + 2020-03-01\nb x + 2020-04-01\nc x - 2020-05-01\nd x - 2020-06-01\ne x +";
    let options = PolarisationOptions {
        window: Window::Year,
        ..PolarisationOptions::default()
    };
    let found = polarisation(&record(lines), &options);
    let values: Vec<_> = found
        .windows
        .iter()
        .map(|w| w.polarisation.unwrap())
        .collect();
    assert_eq!(values.len(), 2);
    assert!(values[0] < values[1]);
    assert_eq!(found.windows[0].from.as_deref(), Some("2019-01-01"));
    assert_eq!(found.windows[1].to.as_deref(), Some("2020-12-31"));
    assert_eq!(found.undated, 1);
    let days = PolarisationOptions {
        window: Window::Days(30),
        ..PolarisationOptions::default()
    };
    let found = polarisation(&record(lines), &days);
    assert_eq!(found.windows.iter().map(|w| w.statements).sum::<usize>(), 8);
    let month = PolarisationOptions {
        window: Window::Month,
        ..PolarisationOptions::default()
    };
    assert_eq!(polarisation(&record(lines), &month).windows.len(), 16);
}

/// Agreement and conflict between n, and a split of them.
fn any_network() -> impl Strategy<Value = (Matrix, Matrix, Vec<usize>)> {
    (2..9_usize).prop_flat_map(|n| {
        let matrix = move || {
            proptest::collection::vec(0..4_u8, n * n).prop_map(move |cells| {
                let cell = |a: usize, b: usize| f64::from(cells[a.min(b) * n + a.max(b)]);
                (0..n)
                    .map(|a| (0..n).map(|b| cell(a, b)).collect())
                    .collect::<Matrix>()
            })
        };
        (matrix(), matrix(), proptest::collection::vec(0..2_usize, n))
    })
}

fn raised(matrix: &Matrix, a: usize, b: usize) -> Matrix {
    let mut raised = matrix.clone();
    raised[a][b] += 1.0;
    raised[b][a] = raised[a][b];
    raised
}

proptest! {
    #[test]
    fn grows_with_agreement_within_and_conflict_between((plus, minus, groups) in any_network()) {
        let n = groups.len();
        let before = split_fit(&plus, &minus, &groups);
        let best = best_split(&plus, &minus, 0);
        prop_assert!(best.fit.polarisation >= before.polarisation - 1e-12);
        prop_assert!((0.0..=1.0).contains(&best.fit.polarisation));
        for a in 0..n {
            for b in a + 1..n {
                let (more_plus, more_minus) = (raised(&plus, a, b), raised(&minus, a, b));
                let agreed = split_fit(&more_plus, &minus, &groups);
                let fought = split_fit(&plus, &more_minus, &groups);
                let same = groups[a] == groups[b];
                let (up, down) = if same { (agreed, fought) } else { (fought, agreed) };
                prop_assert!(up.polarisation >= before.polarisation - 1e-12);
                prop_assert!(up.fit >= before.fit - 1e-12);
                prop_assert!(down.polarisation <= before.polarisation + 1e-12);
                // So does the maximum over all splits, for ties that fit the best one.
                let same = best.groups[a] == best.groups[b];
                let after = if same {
                    best_split(&more_plus, &minus, 0)
                } else {
                    best_split(&plus, &more_minus, 0)
                };
                prop_assert!(after.fit.polarisation >= best.fit.polarisation - 1e-12);
            }
        }
    }

    #[test]
    fn order_changes_nothing((plus, minus, _) in any_network()) {
        let turn = |matrix: &Matrix| -> Matrix {
            matrix.iter().rev().map(|row| row.iter().rev().copied().collect()).collect()
        };
        let (a, b) = (best_split(&plus, &minus, 0), best_split(&turn(&plus), &turn(&minus), 0));
        prop_assert!((a.fit.polarisation - b.fit.polarisation).abs() < 1e-12);
    }
}

/// The Discourse Network Analyzer's score of a split, as it is in version 3.1.2.
fn dna_score(agreement: &Matrix, conflict: &Matrix, groups: &[usize]) -> f64 {
    let n = groups.len();
    let dyads = || (0..n).flat_map(|a| (0..n).filter(move |&b| b != a).map(move |b| (a, b)));
    let size = |group| groups.iter().filter(|&&g| g == group).count() as f64;
    let same = |&(a, b): &(usize, usize)| groups[a] == groups[b];
    let all = |matrix: &Matrix| dyads().map(|(a, b)| matrix[a][b]).sum::<f64>();
    let within = dyads().filter(same).count() as f64;
    let between = dyads().count() as f64 - within;
    let term = |(a, b): (usize, usize)| {
        let (one, other) = (size(groups[a]), size(groups[b]));
        if same(&(a, b)) {
            let ideal = one * (one - 1.0) / within * all(agreement) / within;
            (agreement[a][b] - ideal).abs() + conflict[a][b]
        } else {
            let ideal = one * other / between * all(conflict) / between;
            agreement[a][b] + (conflict[a][b] - ideal).abs()
        }
    };
    dyads().map(term).sum::<f64>() / (2.0 * (all(agreement) + all(conflict)))
}

#[test]
fn dna_prefers_the_wrong_split_and_falls_where_conflict_grows() {
    let camps = |own: f64, other: f64| -> Matrix {
        (0..4)
            .map(|a| {
                (0..4)
                    .map(|b| if (a < 2) == (b < 2) { own } else { other })
                    .collect()
            })
            .collect()
    };
    let (plus, minus) = (camps(1.0, 0.0), camps(0.0, 1.0));
    let (right, wrong) = ([0, 0, 1, 1], [0, 1, 0, 1]);
    assert!(dna_score(&plus, &minus, &right) < dna_score(&plus, &minus, &wrong));
    let ours = |groups: &[usize]| split_fit(&plus, &minus, groups).polarisation;
    assert!(ours(&right) == 1.0 && ours(&wrong) == 0.0);
    // From no conflict but one to conflict everywhere between the camps: DNA's falls.
    let one = raised(&camps(0.0, 0.0), 0, 2);
    assert!(dna_score(&plus, &minus, &right) < dna_score(&plus, &one, &right));
    let from = split_fit(&plus, &one, &right).polarisation;
    assert!(ours(&right) >= from);
}

#[test]
fn many_members_are_searched() {
    let camps = |same: f64, other: f64| -> Matrix {
        (0..24)
            .map(|a| {
                (0..24)
                    .map(|b| if a % 2 == b % 2 { same } else { other })
                    .collect()
            })
            .collect()
    };
    let found = best_split(&camps(3.0, 1.0), &camps(1.0, 3.0), 0);
    assert!(!found.exact);
    assert!((found.fit.polarisation - 0.75 * 0.75).abs() < 1e-12);
    assert!((0..24).all(|at| found.groups[at] == at % 2));
}

#[test]
fn the_oewg_record() {
    let record = oewg();
    let run = |through, groups| {
        let options = PolarisationOptions {
            through,
            groups,
            ..PolarisationOptions::default()
        };
        let found = polarisation(&record, &options).whole;
        format!(
            "{:.4} {:?}",
            found.polarisation.unwrap(),
            found.groups.last().unwrap()
        )
    };
    insta::assert_snapshot!(run(Through::Claim, None), @r#"0.5556 ["several-states"]"#);
    insta::assert_snapshot!(run(Through::Theme, None), @r#"0.4776 ["several-states"]"#);
    let kind = Some(Groups::Attribute("kind".into()));
    insta::assert_snapshot!(run(Through::Claim, kind), @r#"0.5556 ["several-states"]"#);
}

#[test]
fn on_the_command_line() {
    all_formats("polarisation");
    let json = analyse_json("polarisation", &["--groups", "kind", "--window", "year"]);
    assert_eq!(json["result"]["windows"][0]["from"], "2020-01-01");
    assert!(!analyse("polarisation", &["--window", "0"]).status.success());
    assert!(
        !analyse("polarisation", &["--groups", "colour"])
            .status
            .success()
    );
}
