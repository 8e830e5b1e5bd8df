//! Spans, paragraphs and quotes against the text of the source.

use plenary::read::paragraphs;

use crate::run::plenary;

fn blocks(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    paragraphs(&characters)
        .into_iter()
        .map(|range| characters[range].iter().collect())
        .collect()
}

#[test]
fn paragraphs_are_the_blocks_between_blank_lines() {
    assert_eq!(blocks(""), [""; 0]);
    assert_eq!(blocks("\n \n"), [""; 0]);
    assert_eq!(blocks("a\nb\n\n\u{a0}\nc"), ["a\nb\n", "c"]);
    assert_eq!(blocks("a\r\n\r\nb\r\n"), ["a\r\n", "b\r\n"]);
}

const RECORD: &str = r#"{
  "plenary": 1,
  "sources": [{ "id": "m", "title": "M", "text": "sub/m.txt" }],
  "stakeholders": [{ "id": "a", "name": "A", "kind": "ngo" }],
  "themes": [{ "id": "t", "name": "T" }],
  "claims": [{ "id": "c", "text": "C", "themes": { "t": "support" } }],
  "statements": [
    { "id": "s1", "stakeholder": "a", "claim": "c", "stance": "support", "source": "m",
      "paragraph": 2, "span": [6, 15], "quote": "a ban [...] war" },
    { "id": "s2", "stakeholder": "a", "claim": "c", "stance": "concern", "source": "m",
      "quote": "Title a ban" }
  ]
}
"#;

#[test]
fn positions_are_code_points_and_white_space_is_one() {
    let folder = tempfile::tempdir().expect("is writable");
    std::fs::create_dir(folder.path().join("sub")).expect("is writable");
    std::fs::write(folder.path().join("record.json"), RECORD).expect("is writable");
    let text = folder.path().join("sub/m.txt");
    // The dove is one code point of four bytes; the space is a no-break space.
    std::fs::write(&text, "Title\n\u{a0}\na\u{a0}ban \u{1F54A} on war\n").expect("is writable");
    let ran = plenary(&["check", "record.json"])
        .within(folder.path())
        .run()
        .exits(1);
    let first = ran.stderr.lines().next().unwrap_or_default();
    assert_eq!(
        first,
        "error[E024]: the span of statement 's1' is not in its paragraph"
    );

    std::fs::write(&text, "Title\n\na\u{a0}ban \u{1F54A} war. And on\n").expect("is writable");
    let ran = plenary(&["check", "record.json"])
        .within(folder.path())
        .run()
        .exits(1);
    assert!(
        ran.stderr.contains("E023]: the quote of statement 's1'"),
        "{ran:#?}"
    );

    let good = RECORD.replace("[6, 15]", "[7, 18]");
    std::fs::write(folder.path().join("record.json"), good).expect("is writable");
    let ran = plenary(&["check", "record.json"])
        .within(folder.path())
        .run()
        .exits(0);
    assert_eq!(
        ran.stdout,
        "1 stakeholder, 1 claim, 1 theme, 2 statements, 0 relations: no errors\n"
    );

    // Texts kept elsewhere are found by their file name.
    let elsewhere = tempfile::tempdir().expect("is writable");
    std::fs::rename(&text, elsewhere.path().join("m.txt")).expect("is writable");
    let ran = plenary(&["check", "record.json"])
        .within(folder.path())
        .run()
        .exits(0);
    assert!(ran.stdout.ends_with("no errors, 1 note\n"), "{ran:#?}");
    let texts = elsewhere.path().to_str().expect("is UTF-8");
    let ran = plenary(&["check", "record.json", "--texts", texts])
        .within(folder.path())
        .run();
    assert!(ran.exits(0).stdout.ends_with("no errors\n"));

    // A text in another encoding is an error of its own, not of every quote.
    std::fs::write(elsewhere.path().join("m.txt"), b"caf\xE9").expect("is writable");
    let ran = plenary(&["check", "record.json", "--texts", texts])
        .within(folder.path())
        .run();
    let ran = ran.exits(1);
    assert!(ran.stdout.ends_with("1 error, 1 note\n"), "{ran:#?}");
    assert!(
        ran.stderr.contains("m.txt is not UTF-8 text: see byte 3"),
        "{ran:#?}"
    );
}

#[test]
fn the_data_set_stands_in_its_source() {
    let Some(reference) = crate::reference("the_data_set_stands_in_its_source") else {
        return;
    };
    let texts = reference.join("reports");
    let texts = texts.to_str().expect("is UTF-8");
    let ran = plenary(&["check", "graph/oewg-2020-02-12", "--texts", texts])
        .run()
        .exits(0);
    assert!(ran.stdout.contains(": no errors"), "{ran:#?}");
    assert!(!ran.stdout.contains("note"), "{ran:#?}");
}
