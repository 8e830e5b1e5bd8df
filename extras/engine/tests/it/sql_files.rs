//! The files of SQL are as portable as they say.

use std::collections::BTreeSet;
use std::path::Path;

use plenary_engine::options::RunOptions;
use plenary_engine::sql::{FILES, numbers_view, options_view};

/// What every engine has under the same name with the same meaning.
const KNOWN: [&str; 10] = [
    "CAST",
    "COUNT",
    "MAX",
    "MIN",
    "OVER",
    "ROW_NUMBER",
    "SQRT",
    "SUM",
    // Words of the language before what stands in brackets.
    "AS",
    "OR",
];
const BEFORE_A_SELECT: [&str; 2] = ["FROM", "JOIN"];

#[test]
fn every_file_is_known() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sql");
    let there = std::fs::read_dir(folder).unwrap();
    let there: BTreeSet<String> = there
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    let known = FILES
        .iter()
        .map(|(name, _)| format!("{name}.sql"))
        .collect();
    assert_eq!(there, known);
}

#[test]
fn a_file_is_one_select_without_functions_of_an_engine() {
    for (name, text) in FILES {
        assert!(
            text.starts_with("-- ") && text.contains("\n-- reads: "),
            "{name}: no header"
        );
        let code: Vec<&str> = text
            .lines()
            .filter(|line| !line.starts_with("--"))
            .collect();
        let code = code.join("\n");
        assert!(
            code.starts_with("SELECT ") || code.starts_with("WITH "),
            "{name}"
        );
        assert!(
            !code.contains(';') && !code.contains('"') && !code.contains('`'),
            "{name}"
        );
        for (at, _) in code.match_indices('(') {
            let before = code[..at].trim_end();
            let start = before.rfind(|c: char| !c.is_alphanumeric() && c != '_');
            let word = &before[start.map_or(0, |at| at + 1)..];
            let inner = code[at + 1..].trim_start().starts_with("SELECT ");
            let select = BEFORE_A_SELECT.contains(&word) && inner;
            // A bracket after THEN only groups.
            let plain = word.is_empty() || word == "THEN" || select || KNOWN.contains(&word);
            assert!(plain, "{name}: '{word}(' is not what every engine has");
        }
    }
}

#[test]
fn what_a_file_reads_is_made_before_it() {
    // Views that the program makes, beside those of files.
    let made = ["statements", "options", "spans", "caps", "sized"];
    let of_files = [
        "dated",
        "stakeholders",
        "claims",
        "scale",
        "filtered",
        "chosen",
        "kept",
        "placed",
        "counts",
        "capped",
        "counted",
        "base",
        "pairs",
        "weights",
        "holdings",
        "ties",
        "chosen_ties",
    ];
    for (name, text) in FILES {
        let line = text
            .lines()
            .find_map(|line| line.strip_prefix("-- reads: "))
            .unwrap();
        for view in line.split(", ") {
            assert!(
                made.contains(&view) || of_files.contains(&view),
                "{name} reads {view}"
            );
            let reads = [
                format!("FROM {view} "),
                format!("JOIN {view} "),
                format!("FROM {view}\n"),
            ];
            assert!(
                reads.iter().any(|read| text.contains(read)),
                "{name} does not read {view}"
            );
        }
    }
}

#[test]
fn views_of_what_is_asked_for() {
    let text = options_view(&RunOptions::default());
    assert!(
        text.starts_with("SELECT 'ignore' AS aggregation, 'none' AS normalisation"),
        "{text}"
    );
    assert!(text.contains("CAST(0 AS BIGINT) AS dated"), "{text}");
    assert_eq!(
        numbers_view(&["cap"], &[vec![3], vec![-4]]),
        "SELECT CAST(v.c0 AS BIGINT) AS cap FROM (VALUES (3), (-4)) AS v(c0)"
    );
    assert_eq!(
        numbers_view(&["a", "b"], &[]),
        "SELECT CAST(v.c0 AS BIGINT) AS a, CAST(v.c1 AS BIGINT) AS b FROM (VALUES (0, 0)) AS v(c0, c1) WHERE 1 = 0"
    );
}
