//! Reports and codebooks that are no plain text: Word, PDF, QDA codebooks, several at once.
#![expect(clippy::unwrap_used, reason = "a test ends where something is missing")]

use std::io::{Cursor, Write};

use plenary::draft::{DocumentError, DocumentKind, document_text};
use plenary::read::{self, Codebook, Input};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use crate::run::plenary;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn archive(part: &str, content: &[u8]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    writer.start_file(part, options).unwrap();
    writer.write_all(content).unwrap();
    writer.finish().unwrap().into_inner()
}

fn docx(body: &str) -> Vec<u8> {
    let xml = format!("<w:document xmlns:w=\"{W}\"><w:body>{body}</w:body></w:document>");
    archive("word/document.xml", xml.as_bytes())
}

/// A PDF of one page with these lines.
fn pdf(lines: &[&str]) -> Vec<u8> {
    let mut shown = String::from("BT /F1 12 Tf 14 TL 72 700 Td ");
    for line in lines {
        shown.push_str(&format!("({line}) Tj T* "));
    }
    shown.push_str("ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{shown}\nendstream", shown.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_owned(),
    ];
    let mut out = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (n, object) in (1..).zip(&objects) {
        places.push(out.len());
        out.push_str(&format!("{n} 0 obj\n{object}\nendobj\n"));
    }
    let table = out.len();
    out.push_str("xref\n0 6\n0000000000 65535 f \n");
    for place in places {
        out.push_str(&format!("{place:010} 00000 n \n"));
    }
    out.push_str(&format!(
        "trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"
    ));
    out.into_bytes()
}

#[test]
fn word_documents() {
    let body = "<w:p><w:r><w:t>Norland </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del>\
                <w:r><w:t xml:space='preserve'>supported</w:t><w:tab/><w:t>quays.</w:t></w:r></w:p>\
                <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Osmark</w:t><w:br/><w:t>not.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let bytes = docx(body);
    assert_eq!(DocumentKind::of(&bytes), Some(DocumentKind::Docx));
    let text = document_text(&bytes, DocumentKind::Docx);
    assert_eq!(text.unwrap(), "Norland supported quays.\n\nOsmark\nnot.\n");
}

#[test]
fn pages_of_pdf() {
    let bytes = pdf(&[
        "Second session",
        "Norland supported a second quay in the northern harbour, and the imple-",
        "mentation of the plan.",
        "Osmark opposed it.",
    ]);
    assert_eq!(DocumentKind::of(&bytes), Some(DocumentKind::Pdf));
    let text = document_text(&bytes, DocumentKind::Pdf).unwrap();
    insta::assert_snapshot!(text, @r"
    Second session

    Norland supported a second quay in the northern harbour, and the implementation of the plan.

    Osmark opposed it.
    ");
}

/// What is broken, huge or empty is said, and nothing panics.
#[test]
fn documents_without_text() {
    let docx_of = |bytes: &[u8]| document_text(bytes, DocumentKind::Docx).unwrap_err();
    let huge = archive("word/document.xml", &vec![b' '; (64 << 20) + 1]);
    assert!(huge.len() < 1 << 20);
    assert_eq!(docx_of(&huge), DocumentError::TooLarge);
    assert_eq!(docx_of(&docx("<w:p/>")), DocumentError::NoText);
    assert!(matches!(
        docx_of(&archive("a.txt", b"a")),
        DocumentError::Broken(_)
    ));
    assert!(matches!(docx_of(b"PK\x03\x04"), DocumentError::Broken(_)));
    let scan = document_text(&pdf(&[]), DocumentKind::Pdf);
    assert_eq!(scan.unwrap_err(), DocumentError::NoText);
}

proptest! {
    #[test]
    fn any_document_at_all(at in 0usize..2000, byte: u8, cut in 0usize..2000, kind in 0usize..2) {
        let (mut bytes, kind) = if kind == 0 {
            (docx("<w:p><w:r><w:t>Norland</w:t></w:r></w:p>"), DocumentKind::Docx)
        } else {
            (pdf(&["Norland"]), DocumentKind::Pdf)
        };
        let length = bytes.len();
        bytes[at % length] = byte;
        let _ = document_text(&bytes, kind);
        bytes.truncate(cut % length);
        let _ = document_text(&bytes, kind);
    }
}

/// The text of a document stands beside the draft, and every span in it.
#[test]
fn a_document_becomes_a_draft() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    std::fs::write(folder.join("themes.qdc"), QDC).unwrap();
    std::fs::write(folder.join("actors.csv"), ACTORS).unwrap();
    let body = "<w:p><w:r><w:t>Norland supported a new pier.</w:t></w:r></w:p>";
    std::fs::write(folder.join("report.docx"), docx(body)).unwrap();
    plenary(&[
        "draft",
        "report.docx",
        "--codebook",
        "themes.qdc",
        "--codebook",
        "actors.csv",
        "-o",
        "draft.json",
    ])
    .within(folder)
    .run()
    .exits(0);
    let text = std::fs::read_to_string(folder.join("report.docx.txt")).unwrap();
    assert_eq!(text, "Norland supported a new pier.\n");
    let draft = std::fs::read_to_string(folder.join("draft.json")).unwrap();
    let draft: serde_json::Value = serde_json::from_str(&draft).unwrap();
    assert_eq!(draft["sources"][0]["text"], "report.docx.txt");
    assert_eq!(draft["claims"][0]["themes"]["new-pier"], "support");
    let ran = plenary(&["check", "draft.json"]).within(folder).run();
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
}

const QDC: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="x">
  <Codes>
    <Code guid="1" name="Harbour" isCodable="true">
      <Description>All about
        the harbour</Description>
      <Code guid="2" name="New pier" isCodable="true"/>
      <Code guid="3" name="Harbour" isCodable="true"/>
    </Code>
    <Code guid="4" name="Fees" isCodable="false"/>
  </Codes>
</CodeBook>
"#;

const ACTORS: &str =
    "list,name,id,member-of\nstakeholder,Norland,,union; other\nstakeholder,The Union,union,\n";

fn book(inputs: &[(&str, &str)]) -> Result<Codebook, Vec<String>> {
    let inputs = inputs.iter().map(|(name, text)| Input {
        name: (*name).to_owned(),
        bytes: (*text).into(),
    });
    let reading = read::codebook(inputs.collect());
    let said = reading.problems.iter();
    let said = said
        .map(|one| format!("{:?} {}", one.code, one.message))
        .collect();
    reading.codebook.ok_or(said)
}

#[test]
fn codebooks_of_several_kinds_are_one() {
    let made = book(&[("a.qdc", QDC), ("b.csv", ACTORS)]).unwrap();
    let themes: Vec<String> = made
        .themes
        .iter()
        .map(|one| {
            let broader = one.broader.as_ref().map_or("-", |id| id.as_str());
            format!(
                "{} < {broader}: {}",
                one.id,
                one.definition.as_deref().unwrap_or("-")
            )
        })
        .collect();
    insta::assert_snapshot!(themes.join("\n"), @r"
    fees < -: -
    harbour < -: All about the harbour
    harbour-2 < harbour: -
    new-pier < harbour: -
    ");
    assert_eq!(made.stakeholders[0].attributes["member-of"], "union; other");
    assert!(!made.closed);
    let gold = r#"{"format": "stance-gold/1", "stakeholders": [{"id": "a"}], "themes": [{"id": "t"}],
                   "claims": [{"stakeholder": "zz", "claim": "never looked at"}]}"#;
    let made = book(&[("a.gold.json", gold)]).unwrap();
    assert!(made.closed);
    assert_eq!((made.stakeholders.len(), made.themes.len()), (1, 1));
}

#[test]
fn codebooks_with_faults() {
    let twice = book(&[("a.csv", ACTORS), ("b.csv", ACTORS)]).unwrap_err();
    assert!(
        twice
            .iter()
            .any(|one| one.contains("'norland' is defined twice")),
        "{twice:?}"
    );
    let pattern = "list,name,keywords\ntheme,Fees,/fee(/\n";
    let said = book(&[("a.csv", pattern)]).unwrap_err();
    assert!(
        said[0].contains("the keyword /fee(/ of 'fees' is no pattern"),
        "{said:?}"
    );
    assert!(book(&[("a.qdc", "<CodeBook><Codes>")]).unwrap_err()[0].contains("no QDA codebook"));
}
