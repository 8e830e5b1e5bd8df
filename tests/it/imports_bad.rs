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

const TEXTS: [ImportFormat; 11] = [
    ImportFormat::Argdown,
    ImportFormat::Aif,
    ImportFormat::Kialo,
    ImportFormat::Qdc,
    ImportFormat::Qdpx,
    ImportFormat::Graphml,
    ImportFormat::Gexf,
    ImportFormat::GraphJson,
    ImportFormat::Gml,
    ImportFormat::Pajek,
    ImportFormat::Kumu,
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
    check(
        ImportFormat::Pajek,
        b"words",
        Code::BadExchange,
        Some((1, 1)),
    );
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
fn other_graphs_that_are_broken() {
    use ImportFormat::{Gml, Kumu, Pajek};
    check(
        Gml,
        b"graph [\n  node [ id 1 ",
        Code::BadExchange,
        Some((2, 15)),
    );
    check(
        Gml,
        b"graph [\n  node 7x\n]",
        Code::BadExchange,
        Some((2, 8)),
    );
    check(Gml, b"graph [ label \"a", Code::BadExchange, Some((1, 15)));
    check(Gml, b"Creator \"x\"", Code::BadExchange, Some((1, 1)));
    let deep = "a [ ".repeat(100_000);
    check(Gml, deep.as_bytes(), Code::TooDeep, None);
    check(
        Pajek,
        b"*Vertices 2\n1 \"a\"\n*Arcs\none two\n",
        Code::BadExchange,
        Some((4, 1)),
    );
    check(
        Pajek,
        b"*Vertices 2\n3 \"a\"\n",
        Code::BadExchange,
        Some((2, 1)),
    );
    check(
        Pajek,
        b"*Vertices 99999999\n",
        Code::BadExchange,
        Some((1, 1)),
    );
    check(Pajek, b"*Arcs\n1 2\n", Code::BadExchange, Some((1, 1)));
    check(Kumu, b"{\"nodes\": []}", Code::BadExchange, None);
    check(Kumu, b"{\"elements\": [}", Code::Syntax, Some((1, 15)));
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    check(Kumu, deep.as_bytes(), Code::TooDeep, None);
}

/// Workbooks that are cut off, are something else, are bombs, lead outside, or are huge.
#[test]
fn workbooks_that_harm() {
    use crate::workbook::{book, by_hand};
    let xlsx = ImportFormat::Xlsx;
    let whole = book(&[("Claims", &[&["id", "text"], &["a", "words"]])]);
    check(xlsx, &whole[..whole.len() - 40], Code::BadExchange, None);
    check(xlsx, b"words", Code::BadExchange, None);
    let harmful = |name: &str, bytes: &[u8]| {
        let sheet = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>"#;
        let mut parts = vec![
            ("xl/workbook.xml", &b"<workbook/>"[..]),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ];
        parts.push((name, bytes));
        archive(&parts).bytes
    };
    let bomb = harmful("xl/sharedStrings.xml", &vec![b' '; 300 << 20]);
    assert!(bomb.len() < 1 << 20);
    check(xlsx, &bomb, Code::TooMuch, None);
    check(
        xlsx,
        &harmful("../../etc/evil.xml", b"x"),
        Code::TooMuch,
        None,
    );
    // Entities of one's own are not read, in workbooks of either kind.
    let dtd = r#"<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>"#;
    let cell = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>"#;
    let made = as_format(
        xlsx,
        "bad.xlsx",
        &by_hand(&[("Claims", &format!("{dtd}{cell}"))]),
    );
    assert!(made.reading.record.is_none());
    let ods = archive(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        (
            "content.xml",
            format!("{dtd}<office:document-content/>").as_bytes(),
        ),
    ]);
    check(xlsx, &ods.bytes, Code::BadExchange, None);
    // One cell, repeated to the end of the sheet, in each of its rows.
    let ods = |rows: u32, columns: u32| {
        let content = format!(
            r#"<d xmlns:office="urn:o" xmlns:table="urn:t" xmlns:text="urn:x"><office:spreadsheet><table:table table:name="Claims"><table:table-row table:number-rows-repeated="{rows}"><table:table-cell table:number-columns-repeated="{columns}"><text:p>text</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></d>"#
        );
        let mimetype = b"application/vnd.oasis.opendocument.spreadsheet";
        archive(&[("mimetype", mimetype), ("content.xml", content.as_bytes())]).bytes
    };
    check(xlsx, &ods(1_048_576, 16_384), Code::TooMuch, None);
    // The last cell of a sheet, and nothing before it: no table is made of what is between.
    let far = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c></row><row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>far</t></is></c></row></sheetData></worksheet>"#;
    let made = as_format(xlsx, "far.xlsx", &by_hand(&[("Claims", far)]));
    let problem = &made.reading.problems[0];
    let place = problem.place.as_ref().unwrap();
    let name = made.reading.files[0].place_name(place.span.start);
    assert_eq!(
        (problem.code, name.as_str()),
        (Code::UnknownKey, "far.xlsx, sheet Claims, cell XFD1048576")
    );
}

/// What was read can be written and read again, though a title is blank or an address is none.
#[test]
fn titles_and_addresses_that_are_none() {
    let input = |name: &str, text: &str| Input {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    let comments = "timestamp,comment-id,author-id,agrees,disagrees,moderated,comment-body\n1,0,1,1,0,1,Keep the pier\n";
    let votes = "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0\n1,0,1,1,1,0,1\n";
    for (files, title, url) in [
        (
            vec![input(" .csv", "speaker,concept,sign\nAnna,Quay,1\n")],
            None,
            None,
        ),
        (vec![input(" .csv", ",Quay,Pier\nAnna,1,-1\n")], None, None),
        (
            vec![
                input("comments.csv", comments),
                input("participants-votes.csv", votes),
                input(
                    "summary.csv",
                    "topic,Harbour\nurl,https://a.example/\u{1}x\n",
                ),
            ],
            Some("Harbour"),
            None,
        ),
    ] {
        let name = files[0].name.clone();
        let made = read::import(files, &ImportOptions::default());
        is_true(&made);
        let record = made
            .reading
            .record
            .unwrap_or_else(|| panic!("{name}: {:?}", made.reading.problems));
        let bytes = plenary::write::record_json(&record).into_bytes();
        let again = read::json(vec![Input {
            name: "again.json".to_owned(),
            bytes,
        }]);
        assert_eq!(again.record.as_ref(), Some(&record), "{:?}", again.problems);
        let found: Option<&str> = record.sources()[0].url.as_deref();
        assert_eq!((record.title(), found), (title, url));
    }
}

#[test]
fn names_of_cells_that_are_none() {
    use crate::workbook::by_hand;
    let sheet = |cell: &str, area: &str| {
        format!(
            r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="{cell}" t="inlineStr"><is><t>text</t></is></c></row></sheetData><mergeCells><mergeCell ref="{area}"/></mergeCells></worksheet>"#
        )
    };
    let read = |cell: &str, area: &str| {
        as_format(
            ImportFormat::Xlsx,
            "names.xlsx",
            &by_hand(&[("Claims", &sheet(cell, area))]),
        )
    };
    let right = format!("{:?}", read("A1", "B2:B3").reading.problems);
    // Areas that end before they start hold nothing.
    for area in ["B4:B3", "C2:B3", "B3:B0002"] {
        assert_eq!(
            format!("{:?}", read("A1", area).reading.problems),
            right,
            "{area}"
        );
    }
    for (cell, area) in [
        ("ZZZZZZZZZZZZ9", "B2:B3"),
        ("A99999999999999", "B2:B3"),
        ("A1", "ZZZZZZZZ9:A1"),
    ] {
        let made = read(cell, area);
        assert!(
            made.reading
                .problems
                .iter()
                .all(|one| !one.message.is_empty())
        );
        is_true(&made);
    }
}

#[test]
fn ids_in_sheets_that_differ_by_case_are_told() {
    let made = crate::workbook::reading(crate::workbook::book(&[(
        "Claims",
        &[&["id", "text"], &["quay", "one"], &["Quay", "two"]],
    )]));
    assert_eq!(
        crate::workbook::told(&made),
        "E010 my.xlsx, sheet Claims, cell A3: 'Quay' is no id: an id has only a-z, 0-9 and '-', this one has 'Q'; \
         quay is the id of another row: write a third one, or make the two rows one\n"
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
    fn any_damage_in_a_sheet(at in 0..4000_usize, by in any::<u8>(), which in 0..2_usize) {
        const SHEET: &str = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c><c r="B1" t="str"><v>text</v></c></row><row r="2" hidden="1"><c r="A2"><v>7</v></c><c r="B2" t="str"><f>A1&amp;"x"</f><v>words</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells></worksheet>"#;
        const ODS: &str = r#"<d xmlns:office="urn:o" xmlns:table="urn:t" xmlns:text="urn:x"><office:spreadsheet><table:table table:name="Claims"><table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string" table:number-columns-repeated="3" table:number-rows-spanned="2"><text:p>text<text:s text:c="3"/></text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></d>"#;
        let mut text = [SHEET, ODS][which].as_bytes().to_vec();
        let at = at % text.len();
        text[at] = by;
        let bytes = if which == 0 {
            // What is no text is damage of another kind.
            let text = String::from_utf8_lossy(&text);
            crate::workbook::by_hand(&[("Claims", &text)])
        } else {
            archive(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &text)]).bytes
        };
        let made = import(vec![Input { name: "book".to_owned(), bytes }]);
        is_true(&made);
    }

    #[test]
    fn any_damage(at in 0..4000_usize, by in any::<u8>(), which in 0..13_usize) {
        let names = ["nx.gml", "gephi.gml", "two-mode.net", "matrix-concern.net", "map.kumu.json", "debate.argdown", "map.json", "kialo.txt", "project.qde", "other.graphml", "table.csv", "book.qdc", "other.ttl"];
        let mut input = load(&[names[which]]).remove(0);
        let at = at % input.bytes.len();
        input.bytes[at] = by;
        let made = import(vec![input]);
        is_true(&made);
    }
}
