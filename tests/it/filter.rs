//! The language of `--where`.

use plenary::analysis::{Duplicates, FilterOptions, filter, filter_record};
use plenary::model::{Events, Record, RecordRows};
use plenary::read::{self, Input};

use crate::support::plenary;

const RECORD: &str = r#"{
  "plenary": 1,
  "sources": [{"id": "m1", "title": "One", "date": "2020-01-10"}, {"id": "m2", "title": "Two", "date": "2020-02-12"}],
  "stakeholders": [
    {"id": "apc", "name": "APC", "kind": "ngo", "attributes": {"region": "global south"}},
    {"id": "access-now", "name": "Access Now", "kind": "ngo"},
    {"id": "icc", "name": "ICC", "kind": "business"}
  ],
  "themes": [
    {"id": "rights", "name": "Rights"},
    {"id": "privacy", "name": "Privacy", "broader": "rights"},
    {"id": "trade", "name": "Trade"}
  ],
  "claims": [
    {"id": "encrypt", "text": "Encrypt", "themes": {"privacy": "support", "trade": "support"}},
    {"id": "open-markets", "text": "Open markets", "themes": {"trade": "support"}}
  ],
  "statements": [
    {"id": "s1", "stakeholder": "apc", "claim": "encrypt", "stance": "support", "source": "m1"},
    {"id": "s2", "stakeholder": "access-now", "claim": "encrypt", "stance": "support", "source": "m2", "coder": "kim"},
    {"id": "s3", "stakeholder": "icc", "claim": "encrypt", "stance": "concern", "source": "m2"},
    {"id": "s4", "stakeholder": "icc", "claim": "open-markets", "stance": "support", "source": "m2"},
    {"id": "s5", "stakeholder": "icc", "claim": "open-markets", "stance": "support", "source": "m2", "paragraph": 9}
  ],
  "relations": [{"from": "encrypt", "to": "open-markets", "stance": "support"}]
}"#;

fn record() -> Record {
    let input = Input {
        name: "r.json".to_owned(),
        bytes: RECORD.as_bytes().to_vec(),
    };
    let reading = read::json(vec![input]);
    reading.record.expect("the record is right")
}

/// Numbers of the statements that a condition keeps.
fn kept(text: &str) -> Vec<i64> {
    let events = Events::of_record(&record(), RecordRows::Statements);
    let reading = read::condition(text, "--where", &events);
    assert!(
        reading.problems.is_empty(),
        "{text}: {:?}",
        reading.problems
    );
    let condition = reading.condition.expect("no problems");
    let holds = filter(&events, &condition);
    let again = read::condition(&condition.to_string(), "again", &events);
    let again = again.condition.expect("conditions print as they are read");
    assert_eq!(filter(&events, &again), holds, "{condition}");
    let table = record();
    let rows = (0..events.len()).filter(|&row| holds[row]);
    let mut kept: Vec<i64> = rows
        .map(|row| {
            let at = usize::try_from(events.id(row)).unwrap();
            let id = table.statements().id(at.into()).to_string();
            id[1..].parse().unwrap()
        })
        .collect();
    kept.sort_unstable();
    kept
}

#[test]
fn conditions() {
    for (text, expected) in [
        ("stakeholder = apc", &[1][..]),
        ("stakeholder != apc", &[2, 3, 4, 5]),
        ("stakeholder = a*", &[1, 2]),
        ("stakeholder = \"access-now\"", &[2]),
        ("kind = ngo and not stakeholder = apc", &[2]),
        ("region = 'global south'", &[1]),
        ("stakeholder.region = 'global south'", &[1]),
        ("theme = privacy", &[1, 2, 3]),
        ("theme under rights", &[1, 2, 3]),
        (
            "not theme in (privacy, rights) or kind = ngo",
            &[1, 2, 4, 5],
        ),
        ("theme not in (trade)", &[]),
        ("stance = concern", &[3]),
        ("stance in (+, -)", &[1, 2, 3, 4, 5]),
        ("stance >= 1", &[1, 2, 4, 5]),
        ("source = m1", &[1]),
        ("coder = kim", &[2]),
        ("date >= 2020-02-01", &[2, 3, 4, 5]),
        ("date < 2020-02", &[1]),
        ("date = 2020-01", &[1]),
        ("date = 2020", &[1, 2, 3, 4, 5]),
        (
            "date <= 2020-02-12T00:00 and (kind = ngo or stance = concern)",
            &[1, 2, 3],
        ),
        ("[claim] = open-markets", &[4, 5]),
        ("NOT kind = ngo AND claim = encrypt OR coder = kim", &[2, 3]),
    ] {
        assert_eq!(kept(text), expected, "{text}");
    }
}

/// What is said of a wrong condition: code, place and help.
fn said(text: &str) -> Vec<(String, usize, String)> {
    let events = Events::of_record(&record(), RecordRows::Statements);
    let reading = read::condition(text, "--where", &events);
    let place = |p: &read::Problem| p.place.as_ref().map_or(0, |place| place.span.start);
    let problems = reading.problems.iter();
    problems
        .map(|p| {
            (
                p.code.to_string(),
                place(p),
                p.help.clone().unwrap_or_default(),
            )
        })
        .collect()
}

#[test]
fn problems_point_into_the_condition() {
    let one = |text: &str| {
        let all = said(text);
        assert_eq!(all.len(), 1, "{text}: {all:?}");
        (all[0].0.clone(), all[0].1)
    };
    assert_eq!(said("stakeholdr = apc")[0].2, "did you mean 'stakeholder'?");
    assert_eq!(one("stakeholder = apcc"), ("W011".to_owned(), 14));
    assert_eq!(one("stakeholder"), ("E031".to_owned(), 11));
    assert_eq!(one("stakeholder = "), ("E031".to_owned(), 14));
    assert_eq!(one("stakeholder = 'apc"), ("E031".to_owned(), 14));
    assert_eq!(one("stakeholder = apc stance = +"), ("E031".to_owned(), 18));
    assert_eq!(one("(stakeholder = apc"), ("E031".to_owned(), 18));
    assert_eq!(one("theme in norms"), ("E031".to_owned(), 9));
    assert_eq!(one("date > soon"), ("E012".to_owned(), 7));
    assert_eq!(one("stance = perhaps"), ("E030".to_owned(), 9));
    assert_eq!(one("kind > ngo"), ("E031".to_owned(), 0));
    assert_eq!(one("kind under ngo"), ("E031".to_owned(), 0));
    assert_eq!(said("foo = 1 and bar = 2 and date = x").len(), 3);
    assert_eq!(one(""), ("E031".to_owned(), 0));
    assert_eq!(one(&"(".repeat(5000)).0, "E031");
}

#[test]
fn records_are_narrowed() {
    let record = record();
    assert_eq!(filter_record(&record, &FilterOptions::default()), record);
    let events = Events::of_record(&record, RecordRows::Statements);
    let condition = read::condition("kind = ngo", "--where", &events).condition;
    let some = filter_record(
        &record,
        &FilterOptions {
            condition,
            ..FilterOptions::default()
        },
    );
    assert_eq!(some.statements().len(), 2);
    assert_eq!(
        (
            some.stakeholders().len(),
            some.claims().len(),
            some.themes().len()
        ),
        (2, 1, 3)
    );
    assert!(some.relations().is_empty());
    let often = filter_record(
        &record,
        &FilterOptions {
            min_statements: 2,
            ..FilterOptions::default()
        },
    );
    assert_eq!(
        (often.stakeholders().len(), often.statements().len()),
        (1, 3)
    );
    let once = filter_record(
        &record,
        &FilterOptions {
            duplicates: Duplicates::Document,
            ..FilterOptions::default()
        },
    );
    assert_eq!(once.statements().len(), 4);
}

#[test]
fn verbs_take_conditions() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.json");
    std::fs::write(&path, RECORD).unwrap();
    let path = path.display().to_string();
    let out = plenary(&[
        "export",
        &path,
        "--where",
        "kind = business",
        "--what",
        "statements",
        "--format",
        "csv",
    ]);
    assert!(out.status.success());
    assert_eq!(String::from_utf8(out.stdout).unwrap().lines().count(), 4);
    let out = plenary(&["check", &path, "--min-statements", "2"]);
    assert!(
        String::from_utf8(out.stdout)
            .unwrap()
            .starts_with("1 stakeholder, 2 claims")
    );
    let out = plenary(&["draw", &path, "--where", "kind = ngo"]);
    let svg = String::from_utf8(out.stdout).unwrap();
    assert!(svg.contains("Access Now") && !svg.contains("ICC"));
    let out = plenary(&["draw", &path, "--where", "knid = ngo"]);
    assert_eq!(out.status.code(), Some(2));
    let error = String::from_utf8(out.stderr).unwrap();
    assert!(
        error.contains("^^^^") && error.contains("did you mean 'kind'?"),
        "{error}"
    );
}
