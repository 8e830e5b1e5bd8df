//! Ties that are found without a look at every pair, or in one pass with others: those that are
//! found alone, by a look at every pair.

use plenary::analysis::{
    Aggregation, Duplicates, NetworkOptions, Normalisation, Tie, network, networks,
};
use plenary::model::Events;
use plenary::read::{self, CsvOptions, Input};
use proptest::prelude::*;

/// Statements of people of whom a few say most, on claims of which a few are heard most.
fn drawn(people: usize, statements: usize, seed: u64) -> Events {
    let mut text = String::from("who,what,stance\n");
    let mut state = seed;
    let mut next = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        let part = (state >> 33) as f64 / (1_u64 << 31) as f64;
        (part * part * part * below as f64) as usize
    };
    for _ in 0..statements {
        let (who, what, stance) = (next(people), next(40), next(3).min(1));
        text.push_str(&format!("w{},c{what},{stance}\n", who * 7 % people));
    }
    let input = Input {
        name: "drawn.csv".to_owned(),
        bytes: text.into_bytes(),
    };
    let reading = read::csv_table(input, &CsvOptions::default());
    reading.events.expect("a table without faults")
}

proptest! {
    /// The strongest ties and those of some strength, in their order, under every normalisation
    /// and on every number of threads, with the same people and their statements.
    #[test]
    fn nothing_is_missed(
        people in 2..150_usize,
        statements in 1..1_500_usize,
        seed in any::<u64>(),
        top in 0..40_usize,
        least in prop_oneof![0.0..1.2_f64, (1..12_u32).prop_map(f64::from)],
        threads in 1..4_usize,
        duplicates in prop::sample::select(vec![Duplicates::Range, Duplicates::Include]),
        aggregation in prop::sample::select(vec![
            Aggregation::Ignore, Aggregation::Congruence, Aggregation::Conflict, Aggregation::Subtract,
        ]),
        normalisation in prop::sample::select(vec![
            Normalisation::None, Normalisation::Jaccard, Normalisation::Cosine,
            Normalisation::Average, Normalisation::Overlap,
        ]),
    ) {
        let events = drawn(people, statements, seed);
        let all = NetworkOptions {
            between: "who".to_owned(),
            through: "what".to_owned(),
            aggregation,
            normalisation,
            duplicates,
            threads: Some(threads),
            ..NetworkOptions::default()
        };
        let strongest = NetworkOptions { top: Some(top), ..all.clone() };
        let strong = NetworkOptions { threshold: Some(least), ..all.clone() };
        let [all, strongest, strong] =
            [all, strongest, strong].map(|options| network(&events, &options).expect("a network"));
        let kept = all.ties.iter().filter(|tie| tie.weight.abs() >= least);
        prop_assert_eq!(&strong.ties, &kept.copied().collect::<Vec<Tie>>());
        let mut heaviest = all.ties.clone();
        heaviest.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        heaviest.truncate(top);
        heaviest.sort_by_key(|tie| (tie.row, tie.column));
        prop_assert_eq!(&strongest.ties, &heaviest);
        for some in [strongest, strong] {
            prop_assert_eq!(&some.rows, &all.rows);
            prop_assert_eq!(&some.row_statements, &all.row_statements);
        }
    }

    /// Networks made together are those made alone.
    #[test]
    fn together_as_alone(
        people in 2..60_usize,
        statements in 1..900_usize,
        seed in any::<u64>(),
        top in prop::option::of(0..20_usize),
        top_each in prop::option::of(0..4_usize),
        threshold in prop::option::of(0.0..3.0_f64),
        threads in 1..4_usize,
        duplicates in prop::sample::select(vec![Duplicates::Range, Duplicates::Include]),
        asked in prop::collection::vec((
            prop::sample::select(vec![
                Aggregation::Ignore, Aggregation::Congruence, Aggregation::Conflict,
                Aggregation::Subtract,
            ]),
            prop::sample::select(vec![
                Normalisation::None, Normalisation::Jaccard, Normalisation::Cosine,
                Normalisation::Average, Normalisation::Overlap, Normalisation::DnaJaccard,
                Normalisation::DnaCosine, Normalisation::Activity,
            ]),
        ), 0..6),
    ) {
        let events = drawn(people, statements, seed);
        let options = NetworkOptions {
            between: "who".to_owned(),
            through: "what".to_owned(),
            duplicates,
            threads: Some(threads),
            top,
            top_each,
            threshold,
            ..NetworkOptions::default()
        };
        let alone = asked.iter().map(|&(aggregation, normalisation)| {
            network(&events, &NetworkOptions { aggregation, normalisation, ..options.clone() })
        });
        let alone: Vec<_> = alone.collect();
        match networks(&events, &options, &asked) {
            Ok(together) => {
                let alone: Result<Vec<_>, _> = alone.into_iter().collect();
                prop_assert_eq!(together, alone.expect("all of them"));
            }
            Err(errors) => {
                let of_each: Vec<_> = alone.into_iter().filter_map(Result::err).flatten().collect();
                prop_assert!(!of_each.is_empty());
                prop_assert!(of_each.iter().all(|error| errors.contains(error)));
                prop_assert!(errors.iter().all(|error| of_each.contains(error)));
            }
        }
    }
}
