//! A record as RDF and back.

use plenary::model::Record;
use plenary::read::{self, Input, RdfReading};
use plenary::vocabulary::BaseIri;
use plenary::write::{self, RdfOptions};
use proptest::prelude::*;

use crate::samples::{self, SAMPLES};

fn input(text: &str) -> Input {
    Input {
        name: "record.rdf".to_owned(),
        bytes: text.as_bytes().to_vec(),
    }
}

type Form = (
    &'static str,
    fn(&Record, &RdfOptions) -> String,
    fn(Input) -> RdfReading,
);

const FORMS: [Form; 3] = [
    ("jsonld", write::jsonld, read::jsonld),
    ("turtle", write::turtle, read::turtle),
    ("ntriples", write::ntriples, read::ntriples),
];

/// Every form gives the record back, with nothing left over.
#[track_caller]
fn check(record: &Record, options: &RdfOptions) {
    for (name, write, read) in FORMS {
        let text = write(record, options);
        let back = read(input(&text));
        assert_eq!(back.reading.problems, [], "{name}\n{text}");
        assert_eq!(back.reading.record.as_ref(), Some(record), "{name}\n{text}");
        assert_eq!(back.ignored, [], "{name}");
        let triples = write::triples(record, options).len();
        assert_eq!(back.triples, triples, "{name}");
    }
}

#[test]
fn samples_come_back() {
    for name in SAMPLES {
        check(&samples::read(name), &RdfOptions::default());
    }
    check(
        &crate::records::record(&["src/cli/template.json"]),
        &RdfOptions::default(),
    );
}

#[test]
fn any_base_will_do() {
    for base in [
        "http://a.example",
        "https://a.example/x#",
        "https://a.example/theme/claim/",
    ] {
        let base = BaseIri::new(base).unwrap();
        let options = RdfOptions {
            base,
            ..RdfOptions::default()
        };
        check(&samples::read("nasty"), &options);
    }
    for bad in [
        "",
        "a",
        "ftp://a.example/",
        "http://",
        "https://#x",
        "http://a b/",
        "urn:x:",
    ] {
        assert!(BaseIri::new(bad).is_err(), "{bad}");
    }
}

#[test]
fn order_does_not_matter() {
    for name in SAMPLES {
        let record = samples::read(name);
        for seed in 0..3 {
            let shuffled = samples::shuffled(&record, seed);
            for (form, write, _) in FORMS {
                let options = RdfOptions::default();
                assert_eq!(
                    write(&record, &options),
                    write(&shuffled, &options),
                    "{form}"
                );
            }
        }
    }
}

#[test]
fn stances_are_products_of_signs() {
    let record = crate::ask::record_of(
        r#"{ "plenary": 1,
        "sources": [{ "id": "m", "title": "M" }],
        "stakeholders": [{ "id": "doves", "name": "Doves", "kind": "ngo" }],
        "themes": [{ "id": "war", "name": "War" }],
        "claims": [{ "id": "arms", "text": "More arms", "themes": { "war": "concern" } }],
        "statements": [{ "id": "s", "stakeholder": "doves", "claim": "arms", "stance": "concern",
          "source": "m", "span": [3, 9], "quote": "n\u00e4h \ud83d\udd4a" }] }"#,
    );
    let lines = write::ntriples(&record, &RdfOptions::default());
    let has = |line: &str| {
        let line = line
            .replace("B:", "https://example.org/plenary/")
            .replace("P:", "urn:plenary:terms:1#")
            .replace("OA:", "http://www.w3.org/ns/oa#")
            .replace("XSD:", "http://www.w3.org/2001/XMLSchema#");
        assert!(lines.lines().any(|one| one == line), "{line}\n{lines}");
    };
    has("<B:stakeholder/doves> <P:concern> <B:claim/arms> .");
    has("<B:claim/arms> <P:concern> <B:theme/war> .");
    // Concern about what speaks against war.
    has("<B:stakeholder/doves> <P:support> <B:theme/war> .");
    has("<B:annotation/s/quote> <OA:exact> \"näh 🕊\" .");
    has("<B:annotation/s/position> <OA:start> \"3\"^^<XSD:nonNegativeInteger> .");
    has("<B:annotation/s/position> <OA:end> \"9\"^^<XSD:nonNegativeInteger> .");
}

#[test]
fn what_is_not_ours_is_reported() {
    let turtle = write::turtle(&samples::read("nasty"), &RdfOptions::default())
        + "claim:both schema:author stakeholder:a ; schema:text \"twice\" .\n\
           <https://other.example/x> a schema:Thing .\n";
    let back = read::turtle(input(&turtle));
    assert_eq!(back.reading.record, Some(samples::read("nasty")));
    let ignored: Vec<(&str, usize)> = back
        .ignored
        .iter()
        .map(|one| (one.property.as_str(), one.count))
        .collect();
    let expected = [
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", 1),
        ("https://schema.org/author", 1),
        ("https://schema.org/text", 1),
    ];
    assert_eq!(ignored, expected);
}

/// What goes wrong is said at the thing that it is wrong with.
#[track_caller]
fn refused(read: fn(Input) -> RdfReading, text: &str, expected: &str) {
    let back = read(input(text));
    assert!(back.reading.record.is_none());
    let told: Vec<String> = (back.reading.problems.iter())
        .map(|problem| {
            let place = problem.place.as_ref();
            let at = place.map(|place| back.reading.files[0].line_column(place.span.start));
            let at = at.map_or("-".to_owned(), |at| format!("{}:{}", at.line, at.column));
            format!("{at} {} {}", problem.code, problem.message)
        })
        .collect();
    assert_eq!(told.join("\n"), expected);
}

#[test]
fn slips_are_shown_where_they_are() {
    let turtle = write::turtle(&samples::read("one-node"), &RdfOptions::default());
    let line = turtle
        .lines()
        .position(|line| line.starts_with("stakeholder:alone"))
        .unwrap()
        + 1;
    let slip = turtle.replace("\"other\"", "\"club\"");
    let back = read::turtle(input(&slip));
    let problem = &back.reading.problems[0];
    assert_eq!(problem.code, read::Code::UnknownWord);
    let place = problem.place.as_ref().unwrap();
    assert_eq!(
        back.reading.files[0].line_column(place.span.start).line,
        line
    );
    refused(
        read::turtle,
        "@prefix a: <http://a.example/> .\na:b a:c",
        "2:8 E050 Unexpected end",
    );
    refused(
        read::jsonld,
        &"[".repeat(1000),
        "1:65 E003 lists and objects are nested too deeply",
    );
    let remote = r#"{ "@context": "https://www.w3.org/ns/anno.jsonld", "@id": "x" }"#;
    let back = read::jsonld(input(remote));
    assert!(back.reading.record.is_none());
    assert_eq!(back.reading.problems[0].code, read::Code::BadRdf);
    let back = read::jsonld(Input {
        name: "x".to_owned(),
        bytes: vec![0xFF, 0xFE, b'{'],
    });
    assert_eq!(back.reading.problems[0].code, read::Code::NotUtf8);
}

#[test]
fn a_file_that_was_cut_off_is_no_record() {
    let whole = write::jsonld(&samples::read("nasty"), &RdfOptions::default());
    for part in 1..40 {
        let cut = whole.floor_char_boundary(whole.len() * part / 40);
        let back = read::jsonld(input(&whole[..cut]));
        assert!(back.reading.record.is_none(), "{cut}");
        assert!(!back.reading.problems.is_empty(), "{cut}");
    }
}

proptest! {
    #[test]
    fn any_record_comes_back(parts in crate::records::parts()) {
        check(&Record::resolve(parts).unwrap(), &RdfOptions::default());
    }

    #[test]
    fn no_slip_is_a_panic(
        form in 0usize..3,
        slips in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let (_, write, read) = FORMS[form];
        let mut bytes = write(&samples::read("nasty"), &RdfOptions::default()).into_bytes();
        for (at, byte) in slips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let back = read(Input { name: "x".to_owned(), bytes });
        prop_assert!(back.reading.record.is_some() || !back.reading.problems.is_empty());
    }
}

/// Where the text of a source is at hand, a quote has the words before and after it; the record
/// that is read is the same.
#[test]
fn words_around_quotes() {
    let text = "One day in May, and the mayor said: \u{201C}A second quay\u{201D} \u{2013} no more. Again.";
    let start = text.chars().position(|c| c == 'A').unwrap();
    let statement = |id: &str, quote: &str, more: &str| {
        format!(
            r#"{{"id":"{id}","stakeholder":"mayor","claim":"quay","stance":"support","source":"minutes","quote":"{quote}"{more}}}"#
        )
    };
    let span = format!(r#","span":[{start},{}]"#, start + 13);
    let statements = [
        statement("in-span", "A second quay", &span),
        statement("once", "Again.", ""),
        statement("twice", "ay", ""),
        statement("elsewhere", "no more", &span),
        statement("first", "One day", ""),
    ];
    let record = format!(
        r#"{{"plenary":1,"sources":[{{"id":"minutes","title":"Minutes"}}],
        "stakeholders":[{{"id":"mayor","name":"Mayor","kind":"state"}}],
        "claims":[{{"id":"quay","text":"Build it"}}],"statements":[{}]}}"#,
        statements.join(",")
    );
    let record = read::json(vec![input(&record)]).record.unwrap();
    let options = RdfOptions {
        texts: [(record.sources()[0].id.clone(), text.to_owned())].into(),
        ..RdfOptions::default()
    };
    check(&record, &options);
    let all = write::ntriples(&record, &options);
    let around =
        (all.lines()).filter(|line| line.contains("#prefix>") || line.contains("#suffix>"));
    let around: Vec<String> = around
        .map(|line| {
            let (subject, rest) = line.split_once("/quote> ").unwrap();
            let of = subject.rsplit('/').next().unwrap();
            format!("{of} {}", rest.rsplit_once('#').unwrap().1)
        })
        .collect();
    insta::assert_snapshot!(around.join("\n"), @r#"
    first suffix> " in May, and the mayor said: “A " .
    once prefix> "aid: “A second quay” – no more. " .
    in-span prefix> "ay in May, and the mayor said: “" .
    in-span suffix> "” – no more. Again." .
    "#);
    assert!(!write::ntriples(&record, &RdfOptions::default()).contains("#prefix>"));
}
