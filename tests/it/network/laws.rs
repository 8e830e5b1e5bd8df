//! What holds for any statements.

use plenary::analysis::{Aggregation, Duplicates, NetworkOptions, Normalisation, network};
use plenary::model::Events;
use proptest::prelude::*;

use crate::support::{Row, events};

const WHO: [&str; 5] = ["A", "B", "C", "D", "E"];
const WHAT: [&str; 4] = ["w", "x", "y", "z"];

fn rows() -> impl Strategy<Value = Vec<Row<'static>>> {
    let row = (
        0..WHO.len(),
        0..WHAT.len(),
        any::<bool>(),
        0..900_i64,
        0..10_usize,
    );
    let row =
        row.prop_map(|(i, j, support, day, document)| (WHO[i], WHAT[j], support, day, document));
    proptest::collection::vec(row, 0..60)
}

fn duplicates() -> impl Strategy<Value = Duplicates> {
    proptest::sample::select(Duplicates::ALL)
}

fn matrix(
    events: &Events,
    aggregation: Aggregation,
    normalisation: Normalisation,
    duplicates: Duplicates,
) -> Vec<Vec<f64>> {
    let options = NetworkOptions {
        aggregation,
        normalisation,
        duplicates,
        isolates: true,
        ..NetworkOptions::default()
    };
    network(events, &options).unwrap().matrix()
}

proptest! {
    /// Without removal of duplicates the same statements count for all; with it, ignore counts
    /// a change of mind once.
    #[test]
    fn congruence_and_conflict_make_ignore(rows in rows()) {
        let events = events(&rows);
        let of = |aggregation| matrix(&events, aggregation, Normalisation::None, Duplicates::Include);
        let (ignore, same, apart) = (of(Aggregation::Ignore), of(Aggregation::Congruence), of(Aggregation::Conflict));
        for (i, row) in ignore.iter().enumerate() {
            for (j, weight) in row.iter().enumerate() {
                prop_assert_eq!(*weight, same[i][j] + apart[i][j]);
            }
        }
    }

    #[test]
    fn subtract_is_the_difference(rows in rows(), duplicates in duplicates()) {
        let events = events(&rows);
        let of = |aggregation| matrix(&events, aggregation, Normalisation::Average, duplicates);
        let (subtract, same, apart) = (of(Aggregation::Subtract), of(Aggregation::Congruence), of(Aggregation::Conflict));
        for (i, row) in subtract.iter().enumerate() {
            for (j, weight) in row.iter().enumerate() {
                prop_assert!((weight - (same[i][j] - apart[i][j])).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn coefficients_stay_in_range(rows in rows(), duplicates in duplicates()) {
        let events = events(&rows);
        for normalisation in [Normalisation::Jaccard, Normalisation::Overlap, Normalisation::Cosine] {
            for aggregation in [Aggregation::Ignore, Aggregation::Congruence] {
                for weight in matrix(&events, aggregation, normalisation, duplicates).concat() {
                    prop_assert!((0.0..=1.0 + 1e-12).contains(&weight), "{} {}", normalisation, weight);
                }
            }
            let both = matrix(&events, Aggregation::Subtract, normalisation, duplicates).concat();
            prop_assert!(both.iter().all(|weight| weight.abs() <= 1.0 + 1e-12));
        }
    }

    #[test]
    fn one_mode_is_symmetric_with_an_empty_diagonal(rows in rows(), duplicates in duplicates()) {
        let made = matrix(&events(&rows), Aggregation::Congruence, Normalisation::Jaccard, duplicates);
        for (i, row) in made.iter().enumerate() {
            prop_assert_eq!(row[i], 0.0);
            for (j, weight) in row.iter().enumerate() {
                prop_assert_eq!(*weight, made[j][i]);
            }
        }
    }

    /// Statements that differ in nothing but the number are told apart by it, so that the order
    /// of rows does not matter where duplicates count once.
    #[test]
    fn row_order_changes_nothing(rows in rows(), duplicates in duplicates(), by in 0..60_usize) {
        let mut turned = rows.clone();
        if !turned.is_empty() {
            let by = by % turned.len();
            turned.rotate_left(by);
        }
        for aggregation in [Aggregation::Congruence, Aggregation::Subtract, Aggregation::Ignore] {
            let of = |rows: &[Row<'_>]| matrix(&events(rows), aggregation, Normalisation::Cosine, duplicates);
            prop_assert_eq!(of(&rows), of(&turned));
        }
    }

    #[test]
    fn names_change_nothing(rows in rows(), duplicates in duplicates()) {
        // Reversed alphabets: A is E, w is z.
        let turn = |list: &[&'static str], name: &str| {
            let at = list.iter().position(|one| *one == name).unwrap();
            list[list.len() - 1 - at]
        };
        let renamed: Vec<Row<'_>> = rows.iter().map(|&(i, j, s, day, document)| (turn(&WHO, i), turn(&WHAT, j), s, day, document)).collect();
        let of = |rows: &[Row<'_>]| matrix(&events(rows), Aggregation::Congruence, Normalisation::Jaccard, duplicates);
        let (before, mut after) = (of(&rows), of(&renamed));
        after.reverse();
        for row in &mut after {
            row.reverse();
        }
        for (a, b) in before.concat().iter().zip(after.concat()) {
            prop_assert!((a - b).abs() < 1e-12);
        }
    }
}

/// Threads take what rows are left, in any order; no sum and no row may depend on it. One core is
/// one thread. Nothing where there is no `taskset` or only one core.
#[cfg(target_os = "linux")]
#[test]
fn cores_change_no_byte() {
    use std::fmt::Write;
    use std::process::Command;

    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let pinned = Command::new("taskset").args(["-c", "0", "true"]).status();
    if cores < 2 || !pinned.is_ok_and(|status| status.success()) {
        println!("skipped: one core, or no taskset");
        return;
    }
    // 26,000 cells, more than one thread is given.
    let mut table = "stakeholder,claim,stance\n".to_owned();
    let mut state = 7_u32;
    for who in 0..200 {
        for what in 0..130 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            writeln!(table, "A{who},C{what},{}", state >> 16 & 7).unwrap();
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("many.csv");
    std::fs::write(&path, table).unwrap();
    for more in [
        ["--normalisation", "average", "--format", "csv"],
        ["--top", "30", "--format", "json"],
    ] {
        let run = |command: &mut Command| {
            command.args(["analyse", "network"]).arg(&path);
            command.args(["--aggregation", "congruence"]).args(more);
            let made = command.output().unwrap();
            assert!(made.status.success(), "{made:?}");
            made.stdout
        };
        let program = env!("CARGO_BIN_EXE_plenary");
        let all = run(&mut Command::new(program));
        let one = run(Command::new("taskset").args(["-c", "0", program]));
        assert!(all.len() > 1_000 && all == one, "{more:?}");
    }
}
