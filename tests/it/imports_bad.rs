//! Files that are damaged or made to harm: a clear problem with its place, never a panic.

use plenary::read::{self, Code, ImportFormat, ImportOptions, Input};
use proptest::prelude::*;

use crate::imports::{archive, import, is_true, load};

fn as_format(format: ImportFormat, name: &str, bytes: &[u8]) -> read::Import {
    let options = ImportOptions {
        format: Some(format),
        ..ImportOptions::default()
    };
    let input = Input {
        name: name.to_owned(),
        bytes: bytes.to_vec(),
    };
    read::import(vec![input], &options)
}

/// The first problem: its code, line and column, and that no record was made.
#[track_caller]
fn check(format: ImportFormat, bytes: &[u8], code: Code, at: Option<(usize, usize)>) {
    let made = as_format(format, "bad", bytes);
    assert!(made.reading.record.is_none(), "{format}");
    let problem = &made.reading.problems[0];
    assert_eq!(problem.code, code, "{problem:?}");
    let place = problem.place.as_ref().map(|place| {
        let place = made.reading.files[place.file].line_column(place.span.start);
        (place.line, place.column)
    });
    if let Some(at) = at {
        assert_eq!(place, Some(at), "{problem:?}");
    }
    assert!(problem.help.is_some() || place.is_some(), "{problem:?}");
}

const TEXTS: [ImportFormat; 8] = [
    ImportFormat::Argdown,
    ImportFormat::Aif,
    ImportFormat::Kialo,
    ImportFormat::Qdc,
    ImportFormat::Qdpx,
    ImportFormat::Graphml,
    ImportFormat::Gexf,
    ImportFormat::GraphJson,
];

#[test]
fn no_text() {
    for format in TEXTS {
        check(format, b"ab\n\xE9t\xE9", Code::NotUtf8, Some((2, 1)));
        check(format, b"\xFF\xFEa\0b\0", Code::NotUtf8, None);
        check(format, b"one\ntwo\0three", Code::NotUtf8, Some((2, 4)));
    }
}

#[test]
fn no_rdf() {
    use ImportFormat::{Jsonld, Ntriples, Turtle};
    for format in [Turtle, Ntriples, Jsonld] {
        check(format, b"ab\n\xE9t\xE9", Code::NotUtf8, Some((2, 1)));
        check(format, b"one\ntwo\0three", Code::BadRdf, None);
    }
    let turtle = b"@prefix a: <urn:a:> .\na:b a:c \"d\n";
    check(Turtle, turtle, Code::BadRdf, Some((2, 9)));
    check(Ntriples, b"<urn:a> <urn:b> <urn:c>\n", Code::BadRdf, None);
    check(Jsonld, b"{\"@graph\": [}", Code::BadRdf, Some((1, 13)));
}

#[test]
fn cut_off() {
    let whole = load(&["map.json"]).remove(0).bytes;
    check(ImportFormat::Aif, &whole[..700], Code::Syntax, None);
    let whole = load(&["book.qdc"]).remove(0).bytes;
    check(ImportFormat::Qdc, &whole[..300], Code::BadExchange, None);
    let whole = load(&["other.graphml"]).remove(0).bytes;
    check(
        ImportFormat::Graphml,
        &whole[..500],
        Code::BadExchange,
        None,
    );
    let whole = archive(&[("project.qde", &load(&["project.qde"])[0].bytes)]).bytes;
    check(
        ImportFormat::Qdpx,
        &whole[..whole.len() - 30],
        Code::BadExchange,
        None,
    );
    check(
        ImportFormat::Claims,
        b"speaker,concept,sign\na,b,1\na,b",
        Code::BadTable,
        Some((3, 1)),
    );
}

#[test]
fn nothing_or_another_thing() {
    for format in TEXTS {
        let made = as_format(format, "bad", b"");
        assert!(
            made.reading.record.is_none() || format == ImportFormat::Argdown,
            "{format}"
        );
    }
    check(ImportFormat::Aif, b"[1]", Code::BadExchange, None);
    check(ImportFormat::Kialo, b"words", Code::BadExchange, None);
    check(ImportFormat::Gexf, b"<gexf/>", Code::BadExchange, None);
    check(ImportFormat::Polis, b"a,b\n", Code::BadExchange, None);
    check(
        ImportFormat::Qdpx,
        &archive(&[("a.txt", b"a")]).bytes,
        Code::BadExchange,
        None,
    );
    let unknown = Input {
        name: "notes".to_owned(),
        bytes: b"words".to_vec(),
    };
    assert_eq!(
        import(vec![unknown]).reading.problems[0].code,
        Code::UnknownFormat
    );
}

#[test]
fn nested_too_deeply() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    check(ImportFormat::Aif, deep.as_bytes(), Code::TooDeep, None);
    check(
        ImportFormat::GraphJson,
        deep.as_bytes(),
        Code::TooDeep,
        None,
    );
    let deep = format!(
        "<CodeBook>{}{}</CodeBook>",
        "<Code>".repeat(200_000),
        "</Code>".repeat(200_000)
    );
    check(ImportFormat::Qdc, deep.as_bytes(), Code::TooDeep, None);
    // An Argdown relation below a relation, without end.
    let mut deep = String::from("[a]: b\n");
    for at in 1..3000 {
        deep.push_str(&format!("{}+ <n{at}>: c\n", " ".repeat(at)));
    }
    let made = as_format(ImportFormat::Argdown, "deep.argdown", deep.as_bytes());
    assert_eq!(made.loss.count("relations"), (2999, 2999, 0));
}

#[test]
fn entities_are_not_read() {
    let bomb =
        "<!DOCTYPE lolz [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]>\n<CodeBook>&b;</CodeBook>";
    for format in [
        ImportFormat::Qdc,
        ImportFormat::Qdpx,
        ImportFormat::Graphml,
        ImportFormat::Gexf,
    ] {
        check(format, bomb.as_bytes(), Code::BadExchange, Some((1, 1)));
    }
}

#[test]
fn archives_that_harm() {
    let bomb = archive(&[("project.qde", &vec![b' '; 300 << 20])]);
    assert!(bomb.bytes.len() < 1 << 20);
    check(ImportFormat::Qdpx, &bomb.bytes, Code::TooMuch, None);
    let up = archive(&[("../../etc/evil.txt", b"x"), ("project.qde", b"<Project/>")]);
    check(ImportFormat::Qdpx, &up.bytes, Code::TooMuch, None);
    let entries: Vec<(String, &[u8])> =
        (0..1001).map(|n| (format!("{n}.txt"), &b"x"[..])).collect();
    let entries: Vec<(&str, &[u8])> = entries
        .iter()
        .map(|(name, bytes)| (name.as_str(), *bytes))
        .collect();
    check(
        ImportFormat::Qdpx,
        &archive(&entries).bytes,
        Code::TooMuch,
        None,
    );
}

#[test]
fn ids_that_differ_by_case_stay_two() {
    let text = "[Quay]: one\n\n[quay]: two\n\n<QUAY>: three\n";
    let made = as_format(ImportFormat::Argdown, "a.argdown", text.as_bytes());
    let record = made.reading.record.unwrap();
    let ids: Vec<&str> = record.claims().iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["quay", "quay-2", "quay-3"]);
}

/// A text of pieces that the formats are made of.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop::sample::select(vec![
        "[A]",
        "[A]: b",
        "<B>",
        "<B>: c",
        "  + ",
        " - ",
        "<_ ",
        "(1) ",
        "--",
        "----",
        "\n",
        "\n\n",
        "# H",
        "#t",
        "#(a b)",
        "{a: b}",
        "{",
        "}",
        "===",
        "1. ",
        "1.1. Pro: ",
        "Con: ",
        "-> See 1.",
        "<graphml>",
        "<graph>",
        "</graph>",
        "<node id=\"a\"/>",
        "<edge source=\"a\" target=\"a\"/>",
        "<gexf>",
        "<nodes>",
        "<CodeBook>",
        "<Code name=\"a\">",
        "</Code>",
        "<Project>",
        "\"nodes\":",
        "[",
        "]",
        "{\"id\":1}",
        ",",
        "speaker,concept,sign",
        "1",
        "-1",
        "é",
        "@[A]",
        "*",
        "_",
        "/*",
        "//",
        "\\",
        "{\"nodes\":[{\"nodeID\":1,\"type\":\"I\"}]}",
        "{\"graph\":{\"nodes\":{\"a\":{}}}}",
        "@prefix a: <urn:a:> .",
        "<urn:a>",
        " a <http://www.w3.org/2004/02/skos/core#Concept>",
        " .",
        "\"@id\":",
        "{\"@id\":\"urn:a\",\"@type\":\"https://schema.org/Claim\"}",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat().into_bytes())
}

fn never_panics(bytes: &[u8]) {
    for &format in ImportFormat::ALL {
        let made = as_format(format, "any.csv", bytes);
        is_true(&made);
        assert!(
            made.reading.record.is_some() || !made.reading.problems.is_empty(),
            "{format}: neither record nor problem"
        );
        if format == ImportFormat::Record {
            continue;
        }
        if let Some(record) = made.reading.record {
            // What an import makes is a record that can be read again.
            let text = plenary::write::record_json(&record);
            let again = read::json(vec![Input {
                name: "again".to_owned(),
                bytes: text.into_bytes(),
            }]);
            assert!(
                again.record.as_ref() == Some(&record),
                "{format}: {:?}",
                again.problems
            );
        }
    }
    let _ = import(vec![Input {
        name: "any".to_owned(),
        bytes: bytes.to_vec(),
    }]);
}

proptest! {
    #![proptest_config(ProptestConfig::default())]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        never_panics(&bytes);
    }

    #[test]
    fn any_pieces(bytes in pieces()) {
        never_panics(&bytes);
    }

    #[test]
    fn any_damage(at in 0..4000_usize, by in any::<u8>(), which in 0..8_usize) {
        let names = ["debate.argdown", "map.json", "kialo.txt", "project.qde", "other.graphml", "table.csv", "book.qdc", "other.ttl"];
        let mut input = load(&[names[which]]).remove(0);
        let at = at % input.bytes.len();
        input.bytes[at] = by;
        let made = import(vec![input]);
        is_true(&made);
    }
}
