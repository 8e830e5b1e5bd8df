//! Against results of DNA 3.1 itself, which `PLENARY_REFERENCE` leads to.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use plenary::analysis::{
    Definitions, Keep, Mode, NetworkOptions, Normalisation, ValueFilter, WindowUnit, Windows,
    event_list, network, network_over_time,
};
use plenary::model::Events;
use plenary::read::{self, DnaOptions, Input};
use serde_json::Value;

const CLOSE: f64 = 1e-9;

/// The folder of reference data, where it is given.
fn reference() -> Option<PathBuf> {
    let folder = std::env::var_os("PLENARY_REFERENCE").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: set PLENARY_REFERENCE to the folder of reference data");
    }
    folder
}

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
