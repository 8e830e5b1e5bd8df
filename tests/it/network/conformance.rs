//! Against results of DNA 3.1 itself, which `PLENARY_REFERENCE` leads to.

use std::collections::BTreeMap;
use std::path::Path;

use plenary::analysis::{
    Definitions, Keep, Mode, NetworkOptions, Normalisation, ValueFilter, WindowUnit, Windows,
    event_list, network, network_over_time,
};
use plenary::model::Events;
use plenary::read::{self, DnaOptions, Input};
use serde_json::Value;

use crate::support::{plenary, reference};

const CLOSE: f64 = 1e-9;

fn database(path: &Path) -> Events {
    let input = Input {
        name: path.display().to_string(),
        bytes: std::fs::read(path).expect("the reference data has this file"),
    };
    let reading = read::dna(input, &DnaOptions::default());
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    reading.events.expect("no problem, so there are events")
}

fn text<'a>(entry: &'a Value, key: &str, or: &'a str) -> &'a str {
    entry.get(key).and_then(Value::as_str).unwrap_or(or)
}

fn day(text: &str) -> i64 {
    let parts: Vec<i64> = text.split('.').map(|part| part.parse().unwrap()).collect();
    let date = jiff_day(parts[2], parts[1], parts[0]);
    date * 86_400
}

/// Days since 1970 of a day of the Gregorian calendar.
fn jiff_day(y: i64, m: i64, d: i64) -> i64 {
    let y = if m <= 2 { y - 1 } else { y };
    let era = y.div_euclid(400);
    let of_era = y - era * 400;
    let of_year = (153 * (m + if m > 2 { -3 } else { 9 }) + 2) / 5 + d - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The options of an entry of the index, in our words.
fn options(entry: &Value) -> NetworkOptions {
    let duplicates = match text(entry, "duplicates", "include") {
        "acrossrange" => "range",
        other => other,
    };
    let normalisation = match text(entry, "normalization", "no") {
        "no" => Normalisation::None,
        other => other.parse().unwrap(),
    };
    let stance = match entry.get("qualifier") {
        None => Some("agreement".to_owned()),
        Some(Value::String(name)) => Some(name.clone()),
        Some(_) => None,
    };
    let mut filters = Vec::new();
    let keep = |invert: &str| match entry.get(invert).and_then(Value::as_bool) {
        Some(true) => Keep::These,
        _ => Keep::Others,
    };
    let words = |value: &Value| -> Vec<String> {
        let list = value.as_array().unwrap().iter();
        list.map(|word| word.as_str().unwrap().to_owned()).collect()
    };
    if let Some(values) = entry.get("excludeValues").and_then(Value::as_object) {
        for (variable, values) in values {
            filters.push(ValueFilter {
                variable: variable.clone(),
                values: words(values),
                keep: keep("invertValues"),
            });
        }
    }
    for (exclude, invert, variable) in [
        ("excludeAuthors", "invertAuthors", "author"),
        ("excludeSources", "invertSources", "source"),
        ("excludeSections", "invertSections", "section"),
        ("excludeTypes", "invertTypes", "type"),
    ] {
        if let Some(values) = entry.get(exclude) {
            filters.push(ValueFilter {
                variable: variable.to_owned(),
                values: words(values),
                keep: keep(invert),
            });
        }
    }
    NetworkOptions {
        mode: match text(entry, "networkType", "onemode") {
            "twomode" => Mode::Two,
            _ => Mode::One,
        },
        between: text(entry, "variable1", "organization").to_owned(),
        through: text(entry, "variable2", "concept").to_owned(),
        aggregation: match (text(entry, "qualifierAggregation", "ignore"), &stance) {
            (_, None) => Default::default(),
            (word, _) => word.parse().unwrap(),
        },
        stance,
        normalisation,
        duplicates: duplicates.parse().unwrap(),
        isolates: entry
            .get("isolates")
            .and_then(Value::as_bool)
            .unwrap_or(false),
        start: entry.get("startDate").map(|at| day(at.as_str().unwrap())),
        stop: entry.get("stopDate").map(|at| day(at.as_str().unwrap())),
        filters,
        definitions: Definitions::Dna,
        ..NetworkOptions::default()
    }
}

/// Row labels, column labels and numbers of a labelled matrix.
pub(super) fn matrix_of(csv: &str) -> (Vec<String>, Vec<String>, Vec<Vec<f64>>) {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(csv.as_bytes());
    let mut rows = reader.records().map(Result::unwrap);
    let heads = rows.next().unwrap();
    assert_eq!(&heads[0], "");
    let columns = heads.iter().skip(1).map(str::to_owned).collect();
    let mut labels = Vec::new();
    let mut numbers = Vec::new();
    for row in rows {
        labels.push(row[0].to_owned());
        numbers.push(
            row.iter()
                .skip(1)
                .map(|cell| cell.parse().unwrap())
                .collect(),
        );
    }
    (labels, columns, numbers)
}

fn close(ours: &[Vec<f64>], theirs: &[Vec<f64>]) -> Option<String> {
    for (i, (a, b)) in ours.iter().zip(theirs).enumerate() {
        for (j, (x, y)) in a.iter().zip(b).enumerate() {
            if (x - y).abs() > CLOSE * y.abs().max(1.0) {
                return Some(format!("[{i}][{j}] is {x}, not {y}"));
            }
        }
    }
    None
}

#[test]
fn networks_equal_those_of_dna() {
    let Some(folder) = reference() else { return };
    let folder = folder.join("dna");
    let peer = folder.join("peer_out");
    let index = std::fs::read_to_string(peer.join("index.json")).unwrap();
    let index: Vec<Value> = serde_json::from_str(&index).unwrap();
    let mut databases: BTreeMap<String, Events> = BTreeMap::new();
    let mut passed: BTreeMap<String, usize> = BTreeMap::new();
    let mut failed = Vec::new();
    for entry in &index {
        let id = entry["id"].as_str().unwrap();
        let kind = id.split('.').nth(1).unwrap();
        if !["om", "tm", "filter", "tw", "kernel", "events"].contains(&kind) {
            continue;
        }
        let name = entry["db"].as_str().unwrap();
        let events = databases
            .entry(name.to_owned())
            .or_insert_with(|| database(&folder.join(name)));
        let wrong = match kind {
            "tw" | "kernel" => wrong_series(events, entry, &peer),
            "events" => wrong_events(events, entry),
            _ => wrong_network(events, entry, &peer),
        };
        match wrong {
            None => *passed.entry(kind.to_owned()).or_default() += 1,
            Some(why) => failed.push(format!("{id}: {why}")),
        }
    }
    println!("reproduced: {passed:?}; failed: {}", failed.len());
    for why in &failed {
        println!("  {why}");
    }
    assert!(
        failed.is_empty(),
        "{} of {} differ",
        failed.len(),
        index.len()
    );
    assert!(passed["om"] >= 200 && passed["tm"] >= 80 && passed["filter"] >= 16);
}

fn wrong_network(events: &Events, entry: &Value, peer: &Path) -> Option<String> {
    let made = network(events, &options(entry)).unwrap();
    let csv = std::fs::read_to_string(peer.join(entry["file"].as_str().unwrap())).unwrap();
    let (rows, columns, numbers) = matrix_of(&csv);
    if made.rows != rows || made.columns != columns {
        return Some(format!("labels {:?} x {:?}", made.rows, made.columns));
    }
    close(&made.matrix(), &numbers)
}

fn wrong_events(events: &Events, entry: &Value) -> Option<String> {
    let mut options = options(entry);
    options.aggregation = Default::default();
    let list = event_list(events, &options).unwrap();
    let ours: Vec<i64> = list.events.iter().map(|event| event.id).collect();
    let ids = entry["statement_ids"].as_array().unwrap().iter();
    let theirs: Vec<i64> = ids.map(|id| id.as_i64().unwrap()).collect();
    (ours != theirs).then(|| format!("{} events, not {}", ours.len(), theirs.len()))
}

fn wrong_series(events: &Events, entry: &Value, peer: &Path) -> Option<String> {
    let unit: WindowUnit = text(entry, "timeWindow", "").parse().unwrap();
    let windows = Windows {
        unit,
        size: entry["windowSize"].as_u64().unwrap() as u32,
        kernel: entry
            .get("kernel")
            .map(|kernel| kernel.as_str().unwrap().parse().unwrap()),
        indent: entry
            .get("indentTime")
            .and_then(Value::as_bool)
            .unwrap_or(true),
        ..Windows::default()
    };
    let series = network_over_time(events, &options(entry), &windows).unwrap();
    let json = std::fs::read_to_string(peer.join(entry["file"].as_str().unwrap())).unwrap();
    let theirs: Vec<Value> = serde_json::from_str(&json).unwrap();
    if series.slices.len() != theirs.len() {
        return Some(format!(
            "{} windows, not {}",
            series.slices.len(),
            theirs.len()
        ));
    }
    let ours = serde_json::to_value(&series).unwrap();
    for (at, (slice, theirs)) in series.slices.iter().zip(&theirs).enumerate() {
        for key in ["start", "middle", "stop"] {
            // They leave out seconds that are 0.
            let (ours, theirs) = (
                ours[at][key].as_str().unwrap(),
                theirs[key].as_str().unwrap(),
            );
            if !ours.starts_with(theirs) {
                return Some(format!("window {at}: {key} {ours}, not {theirs}"));
            }
        }
        let labels: Vec<&str> = theirs["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|l| l.as_str().unwrap())
            .collect();
        if slice.network.rows != labels {
            return Some(format!(
                "window {at}: rows {:?}, not {labels:?}",
                slice.network.rows
            ));
        }
        let numbers: Vec<Vec<f64>> = serde_json::from_value(theirs["matrix"].clone()).unwrap();
        if let Some(why) = close(&slice.network.matrix(), &numbers) {
            return Some(format!("window {at}: {why}"));
        }
    }
    None
}

/// The options of an entry, as a person would type them.
fn arguments(entry: &Value) -> Vec<String> {
    let options = options(entry);
    let mut all: Vec<String> = [
        ("--between", options.between.as_str()),
        ("--through", options.through.as_str()),
        ("--stance", options.stance.as_deref().unwrap_or("none")),
        ("--aggregation", options.aggregation.as_str()),
        ("--normalisation", options.normalisation.as_str()),
        ("--duplicates", options.duplicates.as_str()),
        ("--format", "csv"),
    ]
    .iter()
    .flat_map(|(name, value)| [(*name).to_owned(), (*value).to_owned()])
    .collect();
    if options.mode == Mode::Two {
        all.push("--two-mode".to_owned());
    }
    if options.isolates {
        all.push("--isolates".to_owned());
    }
    all.push("--dna-compatible".to_owned());
    for filter in &options.filters {
        for value in &filter.values {
            all.push(
                if filter.keep == Keep::Others {
                    "--exclude"
                } else {
                    "--include"
                }
                .to_owned(),
            );
            all.push(format!("{}={value}", filter.variable));
        }
    }
    all
}

#[test]
fn the_program_says_the_same() {
    let Some(folder) = reference() else { return };
    let folder = folder.join("dna");
    let index = std::fs::read_to_string(folder.join("peer_out/index.json")).unwrap();
    let index: Vec<Value> = serde_json::from_str(&index).unwrap();
    let kinds = [".om.", ".tm.", ".filter."];
    let entries = index.iter().filter(|entry| {
        let id = entry["id"].as_str().unwrap();
        kinds.iter().any(|kind| id.contains(kind)) && entry.get("startDate").is_none()
    });
    let mut passed = 0;
    for entry in entries.step_by(17) {
        let path = folder
            .join(entry["db"].as_str().unwrap())
            .display()
            .to_string();
        let arguments = arguments(entry);
        let mut all = vec!["analyse", "network", path.as_str()];
        all.extend(arguments.iter().map(String::as_str));
        let out = plenary(&all);
        assert!(
            out.status.success(),
            "{all:?}: {}",
            String::from_utf8_lossy(&out.stderr)
        );
        let ours = matrix_of(&String::from_utf8(out.stdout).unwrap());
        let file = folder
            .join("peer_out")
            .join(entry["file"].as_str().unwrap());
        let theirs = matrix_of(&std::fs::read_to_string(file).unwrap());
        assert_eq!((&ours.0, &ours.1), (&theirs.0, &theirs.1), "{all:?}");
        assert_eq!(close(&ours.2, &theirs.2), None, "{all:?}");
        passed += 1;
    }
    println!("reproduced through the program: {passed}");
    assert!(passed > 10);
}

/// The network rows of `expected.json`, whose databases are there.
#[test]
fn published_values() {
    let Some(folder) = reference() else { return };
    let folder = folder.join("dna");
    let expected = std::fs::read_to_string(folder.join("expected.json")).unwrap();
    let expected: Value = serde_json::from_str(&expected).unwrap();
    let mut passed = 0;
    for test in expected["tests"].as_array().unwrap() {
        let wanted = &test["expected"];
        let asked = &test["options"];
        let Some(db) = asked.get("db").and_then(Value::as_str) else {
            continue;
        };
        let is_network = asked.get("networkType").is_some() && wanted.get("dim").is_some();
        if !is_network || !folder.join(db).exists() {
            continue;
        }
        let made = network(&database(&folder.join(db)), &options(asked)).unwrap();
        let sum: f64 = made.matrix().concat().iter().sum();
        let dim = [made.rows.len(), made.columns.len()].map(|n| Value::from(n as u64));
        assert_eq!(wanted["dim"], Value::from(dim.to_vec()), "{}", test["what"]);
        let exact = wanted
            .get("sum")
            .or_else(|| wanted.get("sum_exact_from_peer"))
            .and_then(Value::as_f64);
        if let Some(exact) = exact {
            assert!(
                (sum - exact).abs() < CLOSE,
                "{}: {sum}, not {exact}",
                test["what"]
            );
        }
        for key in ["nonzero_edges", "nonzero_undirected_edges"] {
            if let Some(edges) = wanted.get(key).and_then(Value::as_u64) {
                assert_eq!(made.ties.len() as u64, edges, "{}", test["what"]);
            }
        }
        passed += 1;
    }
    println!("rows of expected.json reproduced: {passed}");
    assert!(passed >= 5);
}
