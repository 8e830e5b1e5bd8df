//! What the reader says about broken records.

use std::collections::BTreeSet;

use plenary::read::{self, Code, Input, Severity};
use proptest::prelude::*;

use crate::run::{Ran, plenary};

/// Codes whose input is no text file that could be committed; made below.
const GENERATED: &[Code] = &[
    Code::NotUtf8,
    Code::TooLarge,
    Code::TooMany,
    // Those of tables, databases and conditions: `event_tables.rs` and `filter.rs`.
    Code::NotADatabase,
    Code::UnknownVariable,
    Code::UnknownValue,
    Code::FilterSyntax,
    // Of tables, shown in event_tables.
    Code::ThemeStances,
    Code::ThemesTakenAsSupported,
    // Of imports, RDF, queries and questions: `imports_bad.rs`, `rdf.rs`, `query.rs`, `question.rs`.
    Code::UnknownFormat,
    Code::BadExchange,
    Code::TooMuch,
    Code::BadRdf,
    Code::BadQuery,
    Code::BadQuestion,
    // Of workbooks, shown in `workbook.rs`.
    Code::UnknownSheet,
    Code::HiddenCells,
    Code::SheetLeftOut,
    // Only in a build without the part.
    Code::PartMissing,
];

fn cases() -> Vec<String> {
    let folder = crate::root().join("tests/data/broken");
    let names = std::fs::read_dir(folder).expect("is there").map(|entry| {
        entry
            .expect("is readable")
            .file_name()
            .into_string()
            .expect("is UTF-8")
    });
    let mut names: Vec<String> = names.filter(|name| !name.ends_with(".stderr")).collect();
    names.sort();
    names
}

#[test]
fn every_broken_record_has_its_message() {
    for name in cases() {
        let ran = plenary(&["check", &name])
            .within(crate::root().join("tests/data/broken"))
            .run();
        let stem = name.trim_end_matches(".json");
        let expected = format!("tests/data/broken/{stem}.stderr");
        crate::golden(expected, &format!("{}\n", ran.text().trim_end()));
        assert!(!ran.stderr.contains("\u{1b}"), "{name}: colour in a pipe");
    }
}

#[test]
fn every_code_has_a_case_and_an_explanation() {
    let told: String = cases()
        .iter()
        .map(|name| {
            format!(
                "tests/data/broken/{}.stderr",
                name.trim_end_matches(".json")
            )
        })
        .map(crate::read)
        .collect();
    for code in Code::ALL {
        let shown = told.contains(&format!("{}[{code}]:", code.severity().as_str()));
        assert!(shown || GENERATED.contains(code), "no case shows {code}");
        assert!(!code.explanation().contains("  "), "{code}: two spaces");
    }
    assert!(cases().len() >= 30);
    let distinct: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(distinct.len(), Code::ALL.len());
}

#[track_caller]
fn check(bytes: impl Into<Vec<u8>>) -> Ran {
    plenary(&["check", "-"]).stdin(bytes).run()
}

/// The first two lines: what and where.
fn head(ran: &Ran) -> String {
    ran.stderr.lines().take(2).collect::<Vec<_>>().join("\n")
}

#[test]
fn other_encodings_are_named() {
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(r#"{"plenary":1}"#.bytes().flat_map(|b| [b, 0]))
        .collect();
    insta::assert_snapshot!(head(&check(utf16.clone()).exits(1)), @r"
    error[E001]: the file is UTF-16 text, not UTF-8 text
    --> <stdin>:1:1
    ");
    // Without its mark it is UTF-8 with NUL in it.
    insta::assert_snapshot!(check(&utf16[2..]).exits(1).stderr, @r#"
    error[E002]: not valid JSON: a key in double quotes is expected
     --> <stdin>:1:2
      |
    1 | {␀"␀p␀l␀e␀n␀a␀r␀y␀"␀:␀1␀}␀
      |  ^ not valid from here on
      |
      = help: this looks like UTF-16: save the file with the encoding UTF-8

    'plenary explain E002' says more about E002
    "#);
    insta::assert_snapshot!(check(b"{\n  \"plenary\": 1,\n  \"title\": \"Caf\xE9\"\n}".as_slice()).exits(1).stderr, @r#"
    error[E001]: the file is not UTF-8 text: byte 33 is 0xE9
     --> <stdin>:3:16
      |
    3 |   "title": "Caf
      |                ^ not text from here on
      |
      = help: save the file with the encoding UTF-8 (it may be Windows-1252 now)

    'plenary explain E001' says more about E001
    "#);
    insta::assert_snapshot!(head(&check(b"PK\x03\x04....".as_slice()).exits(1)), @r"
    error[E001]: the file is a ZIP archive (a Word or Excel file is one too), not UTF-8 text
    --> <stdin>:1:1
    ");
}

#[test]
fn a_hundred_megabytes_of_garbage_get_one_message() {
    let folder = tempfile::tempdir().expect("is writable");
    // A generator of its own, so that the bytes are the same everywhere: xorshift.
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut bytes = Vec::with_capacity(100 << 20);
    while bytes.len() < 100 << 20 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend(state.to_le_bytes());
    }
    std::fs::write(folder.path().join("garbage.json"), &bytes).expect("is writable");
    let start = std::time::Instant::now();
    let ran = plenary(&["check", "garbage.json"])
        .within(folder.path())
        .run()
        .exits(1);
    assert_eq!(ran.stdout, "no record could be read: 1 error\n");
    assert!(
        ran.stderr
            .starts_with("error[E001]: the file is not UTF-8 text: byte "),
        "{ran:#?}"
    );

    // The same as text: brackets, quotes and letters.
    let text: Vec<u8> = bytes
        .iter()
        .map(|b| b"[]{}\",:1 \nabcdef"[usize::from(b % 16)])
        .collect();
    std::fs::write(folder.path().join("garbage.json"), &text).expect("is writable");
    let ran = plenary(&["check", "garbage.json"])
        .within(folder.path())
        .run()
        .exits(1);
    assert_eq!(ran.stdout, "no record could be read: 1 error\n");
    assert!(ran.stderr.len() < 2000, "{ran:#?}");
    assert!(start.elapsed().as_secs() < 60, "took {:?}", start.elapsed());
}

#[test]
fn deep_nesting_is_no_trouble() {
    let open = check("[".repeat(1_000_000)).exits(1);
    assert_eq!(
        head(&open),
        "error[E002]: not valid JSON: the file ends too early\n --> <stdin>:1:1000001"
    );
    let closed = check(format!(
        "{{\"plenary\":1,\"sources\":{}{}}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    ));
    assert!(closed.exits(1).stderr.starts_with("error[E003]:"));
}

#[test]
fn too_large_files_are_not_read() {
    let folder = tempfile::tempdir().expect("is writable");
    let file = std::fs::File::create(folder.path().join("large.json")).expect("is writable");
    file.set_len(1 << 32).expect("a sparse file takes no room");
    let ran = plenary(&["check", "large.json"])
        .within(folder.path())
        .run()
        .exits(1);
    assert_eq!(
        ran.stderr,
        "error: large.json has 4 GiB or more (E019)\n\
         help: split the record into several files: they are read as one\n"
    );
}

#[test]
fn after_ten_thousand_problems_reading_stops() {
    let start = std::time::Instant::now();
    let many = format!("{{\"plenary\":1,\"claims\":[{}1]}}", "1,".repeat(1_000_000));
    let ran = check(many).exits(1);
    assert!(
        ran.stderr
            .contains("error[E025]: reading stopped at 10000 problems"),
        "{}",
        ran.stderr
    );
    assert_eq!(ran.stdout, "no record could be read: 10001 errors\n");
    // As many keys in one object, each looked for among the others.
    let keys: String = (0..200_000).map(|n| format!(",\"k{n}\":1")).collect();
    let ran = check(format!("{{\"plenary\":1{keys}}}")).exits(1);
    assert!(ran.stdout.contains(" errors"), "{ran:#?}");
    assert!(start.elapsed().as_secs() < 60, "took {:?}", start.elapsed());
}

#[test]
fn line_and_column_agree_in_both_forms() {
    for name in cases() {
        let folder = crate::root().join("tests/data/broken");
        let text = plenary(&["check", "--all", &name])
            .within(&folder)
            .run()
            .stderr;
        let json = plenary(&["check", "--format", "json", &name])
            .within(&folder)
            .run()
            .stdout;
        let json: serde_json::Value = serde_json::from_str(&json).expect("is JSON");
        let arrows = text
            .lines()
            .filter_map(|line| line.trim().strip_prefix("--> "));
        let places = json["problems"]
            .as_array()
            .expect("is a list")
            .iter()
            .map(|problem| {
                let file = problem["file"].as_str().expect("has a file");
                format!("{file}:{}:{}", problem["line"], problem["column"])
            });
        assert_eq!(
            arrows.map(str::to_owned).collect::<Vec<_>>(),
            places.collect::<Vec<_>>()
        );
    }
}

fn read_one(bytes: Vec<u8>) -> read::Reading {
    read::json(vec![Input {
        name: "x.json".to_owned(),
        bytes,
    }])
}

/// What every reading promises.
fn is_sound(reading: &read::Reading) -> bool {
    let failed = reading
        .problems
        .iter()
        .any(|p| p.severity() == Severity::Error);
    let places = reading.problems.iter().flat_map(|problem| {
        problem
            .place
            .iter()
            .chain(problem.related.iter().map(|(place, _)| place))
    });
    let inside = |place: &read::Place| {
        reading.files[place.file]
            .text
            .get(place.span.clone())
            .is_some()
    };
    reading.record.is_none() == failed
        && places.into_iter().all(inside)
        && reading
            .problems
            .iter()
            .all(|p| !p.message.contains('\n') && p.message.len() < 1000)
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(is_sound(&read_one(bytes)));
    }

    #[test]
    fn no_json_like_text_makes_it_panic(text in r#"[\[\]{},:"0-9a-e\\ \n-]{0,80}"#) {
        prop_assert!(is_sound(&read_one(text.into_bytes())));
    }

    #[test]
    fn no_change_of_a_record_makes_it_panic(
        cuts in proptest::collection::vec((any::<proptest::sample::Index>(), 0usize..40, r#"[\[\]{},:"0-9a-z-]{0,6}|null|true|"id": |"stance": |\[1,2\]"#), 1..6)
    ) {
        let mut bytes = crate::read("tests/data/nasty.json").into_bytes();
        for (at, length, by) in cuts {
            let at = at.index(bytes.len());
            let end = (at + length).min(bytes.len());
            bytes.splice(at..end, by.into_bytes());
        }
        prop_assert!(is_sound(&read_one(bytes)));
    }

    #[test]
    fn no_change_of_a_value_makes_it_panic(
        at in any::<proptest::sample::Index>(),
        by in proptest::sample::select(vec!["null", "1", "\"\"", "\"a b\"", "[]", "{}", "[[]]", "{\"$comment\":1}", "-1", "1e999", "\"\\u0000\""]),
    ) {
        let text = crate::read("tests/data/nasty.json");
        let starts: Vec<usize> = text.match_indices(": ").map(|(at, _)| at + 2).collect();
        let start = *at.get(&starts);
        let end = text[start..].find([',', '\n']).map_or(text.len(), |n| start + n);
        let changed = format!("{}{by}{}", &text[..start], &text[end..]);
        prop_assert!(is_sound(&read_one(changed.into_bytes())));
    }
}
