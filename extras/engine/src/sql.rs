//! The files of `sql/`: one operation each, a SELECT over views with fixed names.
//!
//! They keep to what every engine reads alike: CTE, DISTINCT, CASE, joins on equal values, CAST,
//! COUNT, SUM, MIN, MAX, ROW_NUMBER, and SQRT in one place. What is asked for comes from views,
//! too: `options` has one row, `spans` one for each window, `caps` one for each cap.

use plenary::analysis::{Aggregation, Duplicates, Normalisation};

use crate::options::RunOptions;

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        /// Every file, by name.
        pub const FILES: &[(&str, &str)] = &[
            $(($name, include_str!(concat!("../sql/", $name, ".sql")))),+
        ];
    };
}

files!(
    "cap",
    "claims",
    "conflict",
    "congruence",
    "cost",
    "counts",
    "dates",
    "dna_jaccard",
    "duplicates",
    "every",
    "extent",
    "filter",
    "floor",
    "holdings",
    "ignore",
    "none",
    "normalise",
    "pairs",
    "rare",
    "result",
    "scale",
    "sets",
    "size",
    "stakeholders",
    "subtract",
    "top_each",
    "top_k",
    "totals",
    "whole",
    "windows",
);

/// The text of a file.
///
/// # Panics
/// Where there is no such file: names are written in this crate only.
pub fn file(name: &str) -> &'static str {
    let found = FILES.iter().find(|(known, _)| *known == name);
    found
        .expect("names of files are written beside their list")
        .1
}

/// A view, and what it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The name that later files read it by.
    pub view: &'static str,
    /// A file's text, or another view whole.
    pub text: String,
    /// Whether it is made once and kept, as much is made of it and it is small beside the ties.
    pub held: bool,
}

fn step(view: &'static str, name: &str) -> Step {
    let text = file(name).to_owned();
    Step {
        view,
        text,
        held: false,
    }
}

fn held(view: &'static str, name: &str) -> Step {
    Step {
        held: true,
        ..step(view, name)
    }
}

fn same(view: &'static str, as_view: &str) -> Step {
    Step {
        view,
        text: format!("SELECT * FROM {as_view}"),
        held: false,
    }
}

/// From statements to how often each stakeholder took each stance on each claim.
pub fn counting(options: &RunOptions) -> Vec<Step> {
    let rare = options.min_statements > 0 || options.min_claim_statements > 0;
    vec![
        step("dated", "dates"),
        held("stakeholders", "stakeholders"),
        held("claims", "claims"),
        held("scale", "scale"),
        step("filtered", "filter"),
        if rare {
            step("chosen", "rare")
        } else {
            same("chosen", "filtered")
        },
        match options.duplicates {
            Duplicates::Include => step("kept", "every"),
            _ => step("kept", "duplicates"),
        },
        match options.windows {
            Some(_) => step("placed", "windows"),
            None => step("placed", "whole"),
        },
        held("counts", "counts"),
    ]
}

/// What of the counts ties are made of.
pub fn limiting(options: &RunOptions) -> Vec<Step> {
    let mut steps = vec![match options.cap {
        Some(_) => step("capped", "cap"),
        None => same("capped", "counts"),
    }];
    steps.push(match (options.cap, options.floor) {
        (_, Some(_)) => held("counted", "floor"),
        (Some(_), None) => Step {
            held: true,
            ..same("counted", "capped")
        },
        (None, None) => same("counted", "capped"),
    });
    steps
}

/// From counts to the ties that are asked for.
pub fn tying(options: &RunOptions) -> Vec<Step> {
    let mut steps = vec![if options.of_sets() {
        step("base", "sets")
    } else {
        same("base", "counted")
    }];
    steps.push(step("pairs", "pairs"));
    steps.push(match options.aggregation {
        Aggregation::Congruence => step("weights", "congruence"),
        Aggregation::Conflict => step("weights", "conflict"),
        Aggregation::Subtract => step("weights", "subtract"),
        _ => step("weights", "ignore"),
    });
    match options.normalisation {
        Normalisation::None => steps.push(step("ties", "none")),
        Normalisation::DnaJaccard => {
            steps.extend([step("holdings", "holdings"), step("ties", "dna_jaccard")]);
        }
        _ => steps.extend([step("holdings", "holdings"), step("ties", "normalise")]),
    }
    steps.push(match (options.top, options.top_each) {
        (Some(_), _) => step("chosen_ties", "top_k"),
        (None, Some(_)) => step("chosen_ties", "top_each"),
        (None, None) => same("chosen_ties", "ties"),
    });
    steps
}

/// The view `options`: one row of what the files ask for.
pub fn options_view(options: &RunOptions) -> String {
    let number = |value: u64| i64::try_from(value).unwrap_or(i64::MAX);
    let most = |value: Option<u64>| value.map_or(i64::MAX, number);
    let dated = options.start.is_some() || options.stop.is_some();
    let numbers = [
        ("dated", i64::from(dated)),
        ("start_at", options.start.unwrap_or(i64::MIN + 1)),
        ("stop_at", options.stop.unwrap_or(i64::MAX)),
        ("min_statements", number(options.min_statements)),
        ("min_claim_statements", number(options.min_claim_statements)),
        ("cap", most(options.cap)),
        ("least_claims", number(options.floor.unwrap_or(0))),
        ("top", most(options.top)),
        ("top_each", most(options.top_each)),
    ];
    // Words come from closed lists, so that nothing needs escaping.
    let words = [
        ("aggregation", options.aggregation.as_str()),
        ("normalisation", options.normalisation.as_str()),
        ("duplicates", options.duplicates.as_str()),
    ];
    let words = words.map(|(name, word)| format!("'{word}' AS {name}"));
    let numbers = numbers.map(|(name, number)| format!("CAST({number} AS BIGINT) AS {name}"));
    format!("SELECT {}, {}", words.join(", "), numbers.join(", "))
}

/// A view with rows of whole numbers; without rows it has columns all the same.
pub fn numbers_view(columns: &[&str], rows: &[Vec<i64>]) -> String {
    let cast = |(at, name): (usize, &&str)| format!("CAST(v.c{at} AS BIGINT) AS {name}");
    let shown: Vec<String> = columns.iter().enumerate().map(cast).collect();
    let names: Vec<String> = (0..columns.len()).map(|at| format!("c{at}")).collect();
    let row = |row: &Vec<i64>| {
        let cells: Vec<String> = row.iter().map(i64::to_string).collect();
        format!("({})", cells.join(", "))
    };
    let none = vec![vec![0; columns.len()]];
    let listed: Vec<String> = if rows.is_empty() { &none } else { rows }
        .iter()
        .map(row)
        .collect();
    let no_row = if rows.is_empty() { " WHERE 1 = 0" } else { "" };
    format!(
        "SELECT {} FROM (VALUES {}) AS v({}){no_row}",
        shown.join(", "),
        listed.join(", "),
        names.join(", "),
    )
}
