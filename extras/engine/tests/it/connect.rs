//! The same files through Spark Connect, where PLENARY_SPARK names an endpoint that sees this disk.

use plenary::analysis::{Aggregation, Duplicates, Normalisation, WindowUnit, Windows};
use plenary_engine::connect::Connect;
use plenary_engine::embedded::{Embedded, EmbeddedOptions};
use plenary_engine::options::RunOptions;

use crate::support::{Stances, assert_same, csv, folder, of_engine, statements};

#[test]
fn an_endpoint_has_the_numbers_of_the_embedded_engine() {
    let Ok(url) = std::env::var("PLENARY_SPARK") else {
        println!("PLENARY_SPARK names no endpoint of Spark Connect: skipped");
        return;
    };
    let at = tempfile::tempdir().unwrap();
    let parquet = at.path().join("statements");
    folder(&parquet, &csv(&statements(40, 250, Stances::Scale)));
    let mut embedded = Embedded::new(&parquet, &EmbeddedOptions::default()).unwrap();
    let mut endpoint = Connect::new(&url, &parquet.display().to_string(), None).unwrap();
    let options = |aggregation, normalisation, duplicates| RunOptions {
        aggregation,
        normalisation,
        duplicates,
        ..RunOptions::default()
    };
    use Aggregation as A;
    use Normalisation as N;
    let mut all = vec![
        options(A::Ignore, N::Overlap, Duplicates::Include),
        options(A::Congruence, N::Jaccard, Duplicates::Range),
        options(A::Congruence, N::DnaCosine, Duplicates::Document),
        options(A::Conflict, N::Cosine, Duplicates::Month),
        options(A::Subtract, N::DnaJaccard, Duplicates::Week),
        options(A::Subtract, N::Average, Duplicates::Year),
    ];
    all.push(RunOptions {
        cap: Some(12),
        floor: Some(2),
        top: Some(20),
        ..all[1].clone()
    });
    all.push(RunOptions {
        top_each: Some(3),
        min_statements: 5,
        start: Some(0),
        windows: Some(Windows {
            unit: WindowUnit::Months,
            size: 12,
            ..Windows::default()
        }),
        ..options(A::Congruence, N::None, Duplicates::Range)
    });
    for options in all {
        let (ours, theirs) = (
            of_engine(&mut endpoint, &options),
            of_engine(&mut embedded, &options),
        );
        assert!(!theirs.is_empty(), "{options:?}");
        assert_eq!(
            ours.keys().collect::<Vec<_>>(),
            theirs.keys().collect::<Vec<_>>()
        );
        for (window, ties) in &ours {
            assert_same(
                ties,
                &theirs[window],
                &format!("{options:?}, window {window}"),
            );
        }
    }
}
