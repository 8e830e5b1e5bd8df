//! The program, from table to measures, and what it says where it cannot.

use std::path::Path;
use std::process::{Command, Output};

use crate::support::{Stances, csv, statements};

fn engine(at: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plenary-engine"));
    command.current_dir(at).args(args).output().unwrap()
}

fn fails(at: &Path, args: &[&str]) -> String {
    let output = engine(at, args);
    assert!(!output.status.success(), "{args:?}");
    String::from_utf8(output.stderr).unwrap()
}

#[cfg(feature = "embedded")]
fn says(at: &Path, args: &[&str]) -> String {
    let output = engine(at, args);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{args:?}: {told}");
    String::from_utf8(output.stdout).unwrap()
}

fn prepared(stances: Stances) -> tempfile::TempDir {
    let at = tempfile::tempdir().unwrap();
    std::fs::write(
        at.path().join("table.csv"),
        csv(&statements(50, 200, stances)),
    )
    .unwrap();
    let output = engine(at.path(), &["table", "table.csv", "-o", "statements"]);
    assert!(output.status.success());
    assert_eq!(output.stdout, b"statements: 200 statements in 1 files\n");
    at
}

#[cfg(feature = "embedded")]
#[test]
fn from_a_table_to_measures() {
    let at = prepared(Stances::Words);
    let at = at.path();
    let run = [
        "run",
        "statements",
        "--aggregation",
        "congruence",
        "--normalisation",
        "jaccard",
    ];
    let limits = [
        "--duplicates",
        "document",
        "--cap",
        "12",
        "--floor",
        "2",
        "-o",
        "ties.csv",
    ];
    let said = says(at, &[run.as_slice(), &limits].concat());
    assert!(
        said.starts_with("ties.csv: ") && said.ends_with(" ties\n"),
        "{said}"
    );
    let text = std::fs::read_to_string(at.join("ties.csv")).unwrap();
    for line in [
        "# cap: 12",
        "# floor: 2",
        "# duplicates: document",
        "# normalisation: jaccard",
    ] {
        assert!(text.lines().any(|one| one == line), "{line} in {text}");
    }
    let table = says(at, &["graph", "ties.csv", "--format", "csv"]);
    assert!(table.starts_with("node,kind,degree,"), "{table}");
    assert!(table.contains("\"Three, Ltd\",stakeholder,"), "{table}");
    let table = says(at, &["graph", "ties.csv", "--measure", "communities"]);
    assert!(table.contains("modularity"), "{table}");
    let totals = says(
        at,
        &["run", "statements", "--totals", "--windows", "12:months"],
    );
    assert!(
        totals.starts_with("window,ties,weight,weakest,strongest,places\n20"),
        "{totals}"
    );
    let costs = says(at, &["cost", "statements", "--caps", "5,10"]);
    assert!(
        costs.lines().last().unwrap().starts_with("none,9,"),
        "{costs}"
    );
}

#[cfg(feature = "embedded")]
#[test]
fn what_cannot_be_made_is_told() {
    let at = prepared(Stances::Signs);
    let at = at.path();
    let run = |more: &[&str]| fails(at, &[&["run", "statements", "--totals"], more].concat());
    assert!(run(&["--aggregation", "combine"]).contains("two-mode"));
    assert!(run(&["--normalisation", "activity"]).contains("two-mode"));
    assert!(run(&["--windows", "3:events"]).contains("units of time"));
    assert!(run(&["--windows", "0:days"]).contains("at least 1"));
    assert!(run(&["--windows", "long"]).contains("30:days"));
    assert!(run(&["--top", "3", "--top-each", "3"]).contains("either"));
    assert!(run(&["--from", "spring"]).contains("a date is"));
    assert!(fails(at, &["run", "nowhere", "--totals"]).contains("nowhere"));
    assert!(fails(at, &["run", "statements", "-o", "ties.txt"]).contains(".parquet or .csv"));
    assert!(fails(at, &["graph", "nowhere.csv"]).contains("nowhere.csv"));
    std::fs::write(at.join("bare.csv"), "stakeholder,claim\na,b\n").unwrap();
    says(at, &["table", "bare.csv", "-o", "bare"]);
    let bare = |more: &[&str]| fails(at, &[&["run", "bare", "--totals"], more].concat());
    assert!(bare(&["--duplicates", "document"]).contains("which document"));
    assert!(bare(&["--windows", "1:days"]).contains("no statement has a time"));
}

#[test]
fn an_engine_that_is_not_there_is_told() {
    let at = prepared(Stances::Signs);
    let at = at.path();
    let on = |engine: &str| {
        fails(
            at,
            &[
                "run",
                "statements",
                "--totals",
                "--on",
                engine,
                "--timeout",
                "60",
            ],
        )
    };
    assert!(on("duck").contains("'duck' is no engine"));
    let told = on("sc://127.0.0.1:9");
    #[cfg(feature = "connect")]
    assert!(told.contains("sc://127.0.0.1:9"), "{told}");
    #[cfg(not(feature = "connect"))]
    assert!(told.contains("feature 'connect'"), "{told}");
    #[cfg(not(feature = "embedded"))]
    assert!(on("embedded").contains("feature 'embedded'"));
}
