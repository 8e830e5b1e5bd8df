//! Balanced triads and frustration: by hand, by law, and on the OEWG record.

use plenary::analysis::balance::frustration;
use plenary::analysis::{BalanceOptions, Through, balance};
use plenary::model::Record;
use proptest::prelude::*;

use super::small::{all_formats, analyse, analyse_json, oewg, record};

fn by_claims(record: &Record) -> plenary::analysis::Balance {
    balance(record, &BalanceOptions::default())
}

#[test]
fn two_camps_are_balanced() {
    let found = by_claims(&record("a x +\nb x +\nc x -\nd x -"));
    assert_eq!(
        (found.balanced, found.unbalanced, found.degree),
        (4, 0, Some(1.0))
    );
    assert_eq!((found.frustration, found.frustration_exact), (0, true));
    assert_eq!(
        found.camps,
        [["a", "b"], ["c", "d"]].map(|c| c.map(str::to_owned).to_vec())
    );
}

#[test]
fn a_friend_of_two_foes_is_not() {
    let found = by_claims(&record("a x +\nb x +\na y +\nc y +\nb z +\nc z -"));
    assert_eq!(
        (found.balanced, found.unbalanced, found.degree),
        (0, 1, Some(0.0))
    );
    let triad = &found.triads[0];
    assert_eq!(triad.stakeholders, ["a", "b", "c"].map(str::to_owned));
    assert_eq!((triad.nets, triad.balanced), ([1, -1, 1], false));
    assert_eq!(found.frustration, 1);
    let tie = found
        .ties
        .iter()
        .find(|tie| tie.between == ["b", "c"])
        .unwrap();
    assert_eq!((tie.agreed, tie.disagreed, tie.net), (0, 1, -1));
    assert_eq!(tie.statements, ["s4", "s5"]);
}

#[test]
fn a_mixed_stakeholder_and_repetition() {
    let found = by_claims(&record("a x +\na x -\nb x +\nb x +"));
    assert_eq!(
        (
            found.ties[0].agreed,
            found.ties[0].disagreed,
            found.ties[0].net
        ),
        (1, 1, 0)
    );
    assert_eq!((found.balanced + found.unbalanced, found.degree), (0, None));
    assert!(found.camps.iter().all(Vec::is_empty));
    assert_eq!(by_claims(&record("a x +")).frustration, 0);
}

#[test]
fn known_frustration_indices() {
    // All foes: the best split of 2k has 2·k(k−1)/2 negative ties within.
    for k in 1..5_usize {
        let signs = vec![vec![-1; 2 * k]; 2 * k];
        assert_eq!(frustration(&signs, 1).index, k * (k - 1));
    }
    // Above the size for proof: two true camps of 15 cost nothing, and that is proven.
    let camps: Vec<Vec<i64>> = (0..30)
        .map(|a| {
            (0..30)
                .map(|b| if (a < 15) == (b < 15) { 1 } else { -1 })
                .collect()
        })
        .collect();
    let found = frustration(&camps, 1);
    assert_eq!((found.index, found.at_least, found.exact), (0, 0, true));
    let foes = frustration(&vec![vec![-1; 30]; 30], 1);
    assert_eq!(foes.index, 15 * 14);
    assert!(!foes.exact && foes.at_least > 0 && foes.at_least <= foes.index);
}

fn any_signs() -> impl Strategy<Value = Vec<Vec<i64>>> {
    (1..8_usize).prop_flat_map(|n| {
        proptest::collection::vec(-1..=1_i64, n * n).prop_map(move |cells| {
            (0..n)
                .map(|a| (0..n).map(|b| cells[a.min(b) * n + a.max(b)]).collect())
                .collect()
        })
    })
}

proptest! {
    #[test]
    fn branch_and_bound_equals_enumeration(signs in any_signs()) {
        let n = signs.len();
        let hurt = |split: u32| {
            let side = |at: usize| split >> at & 1;
            let pairs = (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b)));
            pairs
                .filter(|&(a, b)| signs[a][b] != 0)
                .filter(|&(a, b)| (signs[a][b] > 0) != (side(a) == side(b)))
                .count()
        };
        let least = (0..1_u32 << n).map(hurt).min().unwrap();
        let found = frustration(&signs, 7);
        prop_assert_eq!(found.index, least);
        prop_assert!(found.exact && !found.sides[0]);
        let split = (0..n).map(|at| u32::from(found.sides[at]) << at).sum();
        prop_assert_eq!(hurt(split), least);
        // Turning one node's ties around moves the frustration nowhere.
        let turned: Vec<Vec<i64>> = (0..n)
            .map(|a| (0..n).map(|b| if (a == 0) == (b == 0) { 1 } else { -1 } * signs[a][b]).collect())
            .collect();
        prop_assert_eq!(frustration(&turned, 7).index, least);
    }
}

#[test]
fn the_oewg_record() {
    let options = BalanceOptions {
        through: Through::Theme,
        ..BalanceOptions::default()
    };
    let found = balance(&oewg(), &options);
    insta::assert_snapshot!(
        format!(
            "{} balanced, {} unbalanced, frustration {}, {:?}",
            found.balanced, found.unbalanced, found.frustration, found.camps[1]
        ),
        @r#"14 balanced, 0 unbalanced, frustration 0, ["several-states"]"#
    );
}

#[test]
fn on_the_command_line() {
    all_formats("balance");
    let json = analyse_json("balance", &["--through", "theme"]);
    assert_eq!(json["options"]["through"], "theme");
    assert!(json["result"]["degree"].is_number());
    assert!(
        !analyse("balance", &["--through", "colour"])
            .status
            .success()
    );
}
