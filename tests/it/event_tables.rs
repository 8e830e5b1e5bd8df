//! CSV tables and DNA databases.

use plenary::analysis::{NetworkOptions, network};
use plenary::model::{Events, Values};
use plenary::read::{self, CsvOptions, DnaOptions, EventsReading, Input, Problem, RecordOptions};

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

/// The themes of each claim with the claim's stance, or what is wrong.
fn themes(text: &str, theme_stance: Option<&str>) -> (Vec<String>, Vec<String>) {
    let options = RecordOptions {
        theme_stance: theme_stance.map(str::to_owned),
        ..RecordOptions::default()
    };
    let reading = read::events_record(read_csv(text, &CsvOptions::default()), &options);
    let file = &reading.files[0];
    let told = |problem: &Problem| {
        let at = problem.place.as_ref().map(|at| &file.text[at.span.clone()]);
        let (code, at) = (problem.code, at.unwrap_or("-"));
        format!("{code} {} [{at}]", problem.message)
    };
    let claims = reading.record.iter().flat_map(|record| record.claims());
    let claims = claims.map(|claim| {
        let themes = claim.themes.iter();
        let themes = themes.map(|(id, stance)| format!("{id} {}", stance.as_str()));
        format!("{}: {}", claim.id, themes.collect::<Vec<_>>().join(", "))
    });
    (
        claims.collect(),
        reading.problems.iter().map(told).collect(),
    )
}

const ON_THEMES: &str = "stakeholder,claim,stance,theme,way\n\
    A,x,yes,peace,+\nB,x,no,peace,\nA,x,yes,war,-\nA,y,no,war,concern\nB,z,yes,peace,\nB,w,yes,,\n";

/// Without a column that says which way claims speak, they speak for their themes, and a note
/// says so once; with one they speak as its cells say, over all rows of the claim.
#[test]
fn claims_speak_for_themes_or_against() {
    let (claims, problems) = themes(ON_THEMES, None);
    let all = [
        "w: ",
        "x: peace support, war support",
        "y: war support",
        "z: peace support",
    ];
    assert_eq!(claims, all);
    assert_eq!(
        problems,
        ["N002 3 of 4 claims are taken to speak for their themes [-]"]
    );
    let (claims, problems) = themes(ON_THEMES, Some("way"));
    let all = [
        "w: ",
        "x: peace support, war concern",
        "y: war concern",
        "z: peace support",
    ];
    assert_eq!(claims, all);
    assert_eq!(
        problems,
        ["N002 1 of 4 claims are taken to speak for their themes [-]"]
    );
    let without: String = ON_THEMES
        .lines()
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            cells[..3].join(",") + "\n"
        })
        .collect();
    assert_eq!(themes(&without, None).1, [""; 0]);
}

#[test]
fn stances_on_themes_that_are_wrong() {
    let twice = format!("{ON_THEMES}C,y,yes,war,+\n");
    let (claims, problems) = themes(&twice, Some("way"));
    assert!(claims.is_empty());
    assert_eq!(
        problems,
        [
            "E032 claim 'y' speaks for theme 'war' in statement 7, and against it in statement 4 \
          [A,y,no,war,concern]"
        ]
    );
    let (_, problems) = themes(&format!("{ON_THEMES}C,y,yes,war,perhaps\n"), Some("way"));
    assert_eq!(
        problems,
        ["E030 'perhaps' in 'way' is neither support nor concern [C,y,yes,war,perhaps]"]
    );
    // On a scale 0 is no stance.
    let scale = "stakeholder,claim,stance,theme,way\nA,x,yes,peace,-1\nA,y,yes,peace,0\n";
    let (_, problems) = themes(scale, Some("way"));
    assert_eq!(
        problems,
        ["E030 '0' in 'way' is neither support nor concern [A,y,yes,peace,0]"]
    );
    let (_, problems) = themes(ON_THEMES, Some("wy"));
    assert_eq!(
        problems,
        ["E027 there is no variable 'wy' for the stance on the theme [-]"]
    );

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.csv");
    std::fs::write(&path, ON_THEMES).unwrap();
    let path = path.display().to_string();
    let call = ["export", &path, "--what", "positions", "--format", "csv"];
    let positions = |more: &[&str]| {
        let out = plenary(&[&call[..], more].concat());
        assert!(out.status.success(), "{out:?}");
        let text = String::from_utf8(out.stdout).unwrap();
        text.lines()
            .filter(|line| line.starts_with("a,A,war,war,"))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    // Concern about what speaks for war, or support of it, against the same where it speaks
    // against war.
    assert_eq!(
        positions(&[]),
        [
            "a,A,war,war,support,2,s0-1 s2-3",
            "a,A,war,war,concern,1,s3-4"
        ]
    );
    let way = positions(&["--theme-stance", "way"]);
    assert_eq!(
        way,
        [
            "a,A,war,war,support,1,s3-4",
            "a,A,war,war,concern,2,s0-1 s2-3"
        ]
    );
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

/// What was built without Parquet says what to do.
#[cfg(not(feature = "parquet"))]
#[test]
fn parquet_has_a_remedy() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.parquet");
    std::fs::write(&path, b"PAR1").unwrap();
    let path = path.to_str().unwrap();
    let run = crate::run::plenary(&["analyse", "contents", path]).run();
    assert!(run.stderr.contains("built without Parquet"), "{run:?}");
    assert!(run.stderr.contains("--features parquet"), "{run:?}");
    assert_eq!(run.code, Some(69), "{run:?}");
}
