//! CSV tables and DNA databases.

use plenary::analysis::{NetworkOptions, network};
use plenary::model::{Events, Values};
use plenary::read::{self, CsvOptions, DnaOptions, EventsReading, Input};

use crate::support::{plenary, reference};

fn read_csv(text: &str, options: &CsvOptions) -> EventsReading {
    let input = Input {
        name: "t.csv".to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    read::csv_table(input, options)
}

fn table(text: &str) -> Events {
    let reading = read_csv(text, &CsvOptions::default());
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    reading.events.unwrap()
}

fn values<'a>(events: &'a Events, name: &str) -> &'a Values {
    events.values(events.find(name).unwrap()).unwrap()
}

#[test]
fn delimiters_and_marks() {
    for text in [
        "\u{feff}a,b\n1,2\n",
        "a;b\r\n1;2\r\n",
        "a\tb\n1\t2",
        "a|b\n1|2\n\n",
    ] {
        let events = table(text);
        assert_eq!(events.len(), 1, "{text:?}");
        assert_eq!(values(&events, "a"), &Values::Integer(vec![1]));
    }
    let events = table("who,what\n\"A; B\",\"x\ny\"\n");
    assert_eq!(
        events.text(events.find("what").unwrap()).unwrap().labels[1].as_ref(),
        "x\ny"
    );
    assert!(table("a,b\n").is_empty());
}

#[test]
fn stances_in_many_words() {
    let words = |list: &[&str]| {
        format!(
            "stance,x\n{}",
            list.iter().map(|w| format!("{w},a\n")).collect::<String>()
        )
    };
    let boolean = table(&words(&[
        "support", "Concern", "1", "0", "+", "yes", "NO", "pro", "con", "",
    ]));
    assert_eq!(
        values(&boolean, "stance"),
        &Values::Boolean(vec![1, 0, 1, 0, 1, 1, 0, 1, 0, -1])
    );
    let scale = table(&words(&["-1", "0", "1"]));
    assert_eq!(values(&scale, "stance"), &Values::Integer(vec![-1, 0, 1]));
    let frames = table(&words(&["moral", "legal"]));
    assert!(matches!(values(&frames, "stance"), Values::Text(_)));
}

#[test]
fn every_bad_row_is_told() {
    let text = "Org;Concept;agreement;date\nA;x;1;2020-01-01\nB;x;maybe;2020-01-02\nC;x;0\nD;\"y;z\";-;2020-13-01\n";
    let reading = read_csv(text, &CsvOptions::default());
    assert!(reading.events.is_none());
    let told: Vec<(String, usize, String)> = (reading.problems.iter())
        .map(|p| {
            let at = reading.files[0].line_column(p.place.as_ref().unwrap().span.start);
            (p.message.clone(), at.line, at.column.to_string())
        })
        .collect();
    let expected = [
        (
            "row 2, column 'agreement': 'maybe' is neither support nor concern",
            3,
            "5",
        ),
        ("row 3 has 3 cells, and there are 4 columns", 4, "1"),
        ("row 4, column 'date': '2020-13-01' is no date", 5, "11"),
    ];
    assert_eq!(
        told,
        expected.map(|(m, l, c)| (m.to_owned(), l, c.to_owned()))
    );
}

#[test]
fn columns_are_renamed_and_missed() {
    let options = CsvOptions {
        columns: vec![
            ("stakeholder".to_owned(), "org".to_owned()),
            ("claim".to_owned(), "Concpt".to_owned()),
        ],
        ..CsvOptions::default()
    };
    let reading = read_csv("Org,Concept\nA,x\n", &options);
    let help = reading.problems[0].help.clone().unwrap();
    assert_eq!(
        (reading.problems.len(), help.as_str()),
        (1, "did you mean 'Concept'?")
    );
    let options = CsvOptions {
        columns: options.columns[..1].to_vec(),
        only: Some(vec!["stakeholder".to_owned()]),
        ..CsvOptions::default()
    };
    let events = read_csv("Org,Concept\nA,x\n", &options).events.unwrap();
    assert_eq!(events.names(), ["stakeholder"]);
}

#[test]
fn a_table_is_a_record() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.csv");
    std::fs::write(&path, "stakeholder,claim,stance,date,kind\nA B,x,support,2020-01-01,ngo\nÄ,x,concern,2020-01-02,state\n").unwrap();
    let path = path.display().to_string();
    let out = plenary(&["check", &path]);
    assert!(out.status.success(), "{out:?}");
    assert!(
        String::from_utf8(out.stdout)
            .unwrap()
            .starts_with("2 stakeholders, 1 claim")
    );
    let out = plenary(&[
        "analyse",
        "network",
        &path,
        "--aggregation",
        "conflict",
        "--format",
        "csv",
    ]);
    assert_eq!(
        String::from_utf8(out.stdout).unwrap(),
        ",A B,Ä\nA B,0,1\nÄ,1,0\n"
    );
    let bad = plenary(&["check", &path, "--columns", "stance=none"]);
    assert_eq!(bad.status.code(), Some(1));
}

#[test]
fn no_database_is_no_panic() {
    for bytes in [
        &b"hello"[..],
        b"SQLite format 3\0",
        b"SQLite format 3\0 and then nonsense that is longer than a header should be, and no page",
    ] {
        let input = Input {
            name: "x.dna".to_owned(),
            bytes: bytes.to_vec(),
        };
        let reading = read::dna(input, &DnaOptions::default());
        assert!(reading.events.is_none());
        assert_eq!(reading.problems[0].code.as_str(), "E026");
    }
}

#[test]
fn both_generations_say_the_same() {
    let Some(folder) = reference() else { return };
    let sum = |name: &str| {
        let input = Input {
            name: name.to_owned(),
            bytes: std::fs::read(folder.join("dna").join(name)).unwrap(),
        };
        let events = read::dna(input, &DnaOptions::default()).events.unwrap();
        assert_eq!(events.len(), 40);
        let options = NetworkOptions {
            between: "organization".to_owned(),
            through: "concept".to_owned(),
            stance: Some("agreement".to_owned()),
            ..NetworkOptions::default()
        };
        network(&events, &options).unwrap().matrix()
    };
    assert_eq!(sum("sample.dna"), sum("sample_v2.dna"));
}

#[test]
fn reading_a_database_leaves_no_trace() {
    let Some(reference) = reference() else { return };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sample.dna");
    let mut bytes = std::fs::read(reference.join("dna/sample.dna")).unwrap();
    // As if it had a write-ahead log, which SQLite would make files for.
    (bytes[18], bytes[19]) = (2, 2);
    std::fs::write(&path, &bytes).unwrap();
    let before = std::fs::metadata(&path).unwrap().modified().unwrap();
    let out = plenary(&[
        "analyse",
        "network",
        &path.display().to_string(),
        "--format",
        "json",
    ]);
    assert!(out.status.success(), "{out:?}");
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
    assert_eq!(
        std::fs::metadata(&path).unwrap().modified().unwrap(),
        before
    );
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}
