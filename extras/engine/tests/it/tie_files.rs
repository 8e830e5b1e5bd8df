//! Ties into files, out of them, and into the measures of `plenary`.

use std::path::Path;
use std::sync::Arc;

use arrow::array::{ArrayRef, Float64Array, Int64Array, RecordBatch, StringArray};
use plenary::analysis::{CommunityOptions, Signs, communities};
use plenary_engine::graph::graph;
use plenary_engine::output::{OutputError, TieFile};
use plenary_engine::run::Span;
use plenary_engine::ties::{self, LabelledTie};

fn batch(rows: &[(i64, &str, &str, f64)]) -> RecordBatch {
    let windows: Int64Array = rows.iter().map(|row| row.0).collect();
    let from: StringArray = rows.iter().map(|row| Some(row.1)).collect();
    let to: StringArray = rows.iter().map(|row| Some(row.2)).collect();
    let weights: Float64Array = rows.iter().map(|row| row.3).collect();
    let columns: [(&str, ArrayRef); 4] = [
        ("win", Arc::new(windows)),
        ("source", Arc::new(from)),
        ("target", Arc::new(to)),
        ("weight", Arc::new(weights)),
    ];
    RecordBatch::try_from_iter(columns).unwrap()
}

fn write(path: &Path, spans: &[Span], rows: &[(i64, &str, &str, f64)]) {
    let said = [("cap".to_owned(), "400".to_owned())];
    let mut file = TieFile::new(path, spans, &said).unwrap();
    for row in rows {
        file.push(&batch(std::slice::from_ref(row))).unwrap();
    }
    assert_eq!(file.finish().unwrap(), rows.len() as u64);
}

const ROWS: [(i64, &str, &str, f64); 3] = [
    (0, "# first", "b, c", 1.5),
    (0, "a", "\"quoted\"", -2.0),
    (0, "é", "z", 1.0 / 3.0),
];

#[test]
fn what_is_written_is_read() {
    let at = tempfile::tempdir().unwrap();
    for name in ["ties.csv", "ties.parquet"] {
        let path = at.path().join(name);
        write(&path, &[], &ROWS);
        let found = ties::read(&path).unwrap();
        let expected = ROWS.map(|(_, from, to, weight)| LabelledTie {
            window: String::new(),
            from: from.to_owned(),
            to: to.to_owned(),
            weight,
        });
        assert_eq!(found, expected, "{name}");
    }
    let text = std::fs::read_to_string(at.path().join("ties.csv")).unwrap();
    assert!(
        text.starts_with("# cap: 400\nfrom,to,weight\n\"# first\",\"b, c\",1.5\n"),
        "{text}"
    );
    let bytes = std::fs::read(at.path().join("ties.parquet")).unwrap();
    let said = bytes.windows(18).any(|part| part == b"plenary-engine.cap");
    assert!(said, "the file says how it was made");
}

#[test]
fn windows_are_told_by_their_times() {
    let at = tempfile::tempdir().unwrap();
    let path = at.path().join("ties.csv");
    let span = |number, middle| Span {
        number,
        start: middle - 60,
        middle,
        stop: middle + 60,
    };
    let rows = [(1, "a", "b", 1.0), (2, "a", "b", 2.0)];
    write(&path, &[span(1, 0), span(2, 86_400)], &rows);
    let found = ties::read(&path).unwrap();
    assert_eq!(found[1].window, "1970-01-02T00:00:00");
    let told = graph(&found, None).unwrap_err().to_string();
    assert_eq!(
        told,
        "the ties are of several windows, of which one is measured: 1970-01-01T00:00:00, 1970-01-02T00:00:00"
    );
    assert_eq!(
        graph(&found, Some("1970-01-02")).unwrap().links()[0].support,
        2.0
    );
}

#[test]
fn no_file_of_ties() {
    let at = tempfile::tempdir().unwrap();
    let path = at.path().join("ties.txt");
    assert!(matches!(
        TieFile::new(&path, &[], &[]),
        Err(OutputError::Kind(_))
    ));
    std::fs::write(at.path().join("a.csv"), "from,to\na,b\n").unwrap();
    std::fs::write(at.path().join("b.csv"), "from,to,weight\na,b,much\n").unwrap();
    std::fs::write(at.path().join("c.parquet"), "no Parquet").unwrap();
    let told = |name: &str| ties::read(&at.path().join(name)).unwrap_err().to_string();
    assert!(told("a.csv").contains("there is no 'weight'"));
    assert!(told("b.csv").contains("'much' is no weight"));
    assert!(told("c.parquet").contains("c.parquet"));
    assert!(told("d.csv").contains("d.csv"));
    let mut file = TieFile::new(&at.path().join("e.csv"), &[], &[]).unwrap();
    file.push(&batch(&ROWS)).unwrap();
    drop(file);
    assert!(
        !at.path().join("e.csv").exists(),
        "what is not finished is not there"
    );
    assert!(!at.path().join("e.csv.partial").exists());
}

#[test]
fn two_circles_of_friends_are_two_communities() {
    let tie = |from: &str, to: &str, weight| LabelledTie {
        window: String::new(),
        from: from.to_owned(),
        to: to.to_owned(),
        weight,
    };
    let ties = [
        tie("a", "b", 3.0),
        tie("a", "c", 3.0),
        tie("b", "c", 3.0),
        tie("d", "e", 3.0),
        tie("d", "f", 3.0),
        tie("e", "f", 3.0),
        tie("c", "d", -4.0),
    ];
    let graph = graph(&ties, None).unwrap();
    let options = CommunityOptions {
        signs: Signs::Support,
        ..CommunityOptions::default()
    };
    let found = communities(&graph, &options);
    assert_eq!(found.communities, [["a", "b", "c"], ["d", "e", "f"]]);
    // Two groups with half of the weight each: 2 · (1/2 − 1/4).
    assert!((found.modularity.unwrap() - 0.5).abs() < 1e-12);
}
