//! Briefings as DOCX and PDF, from the program and for the public.
#![cfg(all(feature = "docx", feature = "pdf", feature = "pdf-text"))]
#![expect(clippy::unwrap_used, reason = "tests")]

use std::io::{Cursor, Read as _};

use plenary::brief::{BriefOptions, briefing};
use plenary::draw::Language;
use plenary::write::document::{DocumentPdfOptions, DocxOptions, docx, pdf};

use crate::brief_public::{check_nameless, planted, public};
use crate::run::plenary;

const RECORD: &str = "graph/oewg-2020-02-12";

/// Names and contents of everything in a DOCX that is text.
fn texts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut file = archive.by_index(at).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            let name = file.name().unwrap().into_owned();
            let content = if name.ends_with(".png") {
                chunks(&content)
            } else {
                String::from_utf8(content).unwrap()
            };
            (name, content)
        })
        .collect()
}

/// What a PNG says in words.
fn chunks(bytes: &[u8]) -> String {
    let reader = png::Decoder::new(Cursor::new(bytes)).read_info().unwrap();
    let said = &reader.info().utf8_text;
    let said = said.iter().map(|chunk| chunk.get_text().unwrap());
    said.collect::<Vec<_>>().join("\n")
}

/// Every text in a PDF but those that are drawn, and its metadata.
fn strings(bytes: &[u8]) -> String {
    fn collect(object: &lopdf::Object, out: &mut String) {
        match object {
            lopdf::Object::String(..) => {
                if let Ok(text) = lopdf::decode_text_string(object) {
                    out.push_str(&text);
                    out.push('\n');
                }
            }
            lopdf::Object::Array(array) => array.iter().for_each(|it| collect(it, out)),
            lopdf::Object::Dictionary(it) => it.iter().for_each(|(_, it)| collect(it, out)),
            lopdf::Object::Stream(stream) => {
                stream.dict.iter().for_each(|(_, it)| collect(it, out));
                if stream
                    .dict
                    .get(b"Type")
                    .is_ok_and(|it| it.as_name().is_ok_and(|it| it == b"Metadata"))
                {
                    let content = stream
                        .decompressed_content()
                        .unwrap_or_else(|_| stream.content.clone());
                    out.push_str(&String::from_utf8_lossy(&content));
                }
            }
            _ => {}
        }
    }
    let file = lopdf::Document::load_mem(bytes).unwrap();
    let mut out = String::new();
    file.objects
        .values()
        .for_each(|object| collect(object, &mut out));
    out
}

#[test]
fn no_name_is_in_a_printed_briefing() {
    let record = planted();
    for language in Language::ALL {
        let made = briefing(&record, &public(language)).unwrap();
        let package = docx(&made.document, &DocxOptions::default()).unwrap();
        let parts = texts(&package);
        assert!(parts.iter().any(|(name, _)| name.ends_with(".png")));
        for (name, text) in parts {
            check_nameless(&name, "a part's name");
            check_nameless(&text, &name);
        }
        let file = pdf(&made.document, &DocumentPdfOptions::default()).unwrap();
        check_nameless(&strings(&file), "PDF");
        if let Some(text) = crate::document_pdf::poppler("pdftotext", &[], &file) {
            check_nameless(&text, "PDF, drawn");
        }
    }
    // All of it is there for those who may read it, so the test could fail.
    let full = briefing(&record, &BriefOptions::default())
        .unwrap()
        .document;
    let package = docx(&full, &DocxOptions::default()).unwrap();
    for suffix in ["document.xml", ".svg", ".png"] {
        let parts = texts(&package);
        let mut parts = parts.iter().filter(|(name, _)| name.ends_with(suffix));
        assert!(parts.any(|(_, text)| text.contains("Zyxbrand")), "{suffix}");
    }
    let file = pdf(&full, &DocumentPdfOptions::default()).unwrap();
    assert!(strings(&file).contains("Zyxbrand"));
}

#[test]
fn the_suffix_decides_and_a_folder_gets_all() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    for (name, begin) in [("b.docx", b"PK\x03\x04"), ("b.pdf", b"%PDF")] {
        let file = path(name);
        plenary(&["brief", "-q", RECORD, "-o", file.to_str().unwrap()])
            .run()
            .exits(0);
        assert!(std::fs::read(&file).unwrap().starts_with(begin), "{name}");
    }
    let out = path("out/");
    plenary(&["brief", "-q", RECORD, "-o", out.to_str().unwrap()])
        .run()
        .exits(0);
    for suffix in ["html", "md", "docx", "pdf"] {
        assert!(out.join(format!("briefing.{suffix}")).is_file(), "{suffix}");
    }
    // Alone or among others, a document is the same.
    assert!(
        std::fs::read(out.join("briefing.pdf")).unwrap() == std::fs::read(path("b.pdf")).unwrap()
    );
    assert!(
        std::fs::read(out.join("briefing.docx")).unwrap() == std::fs::read(path("b.docx")).unwrap()
    );
}

#[test]
fn what_has_no_template_takes_none() {
    for format in ["docx", "pdf"] {
        let asked = ["brief", "--print-template", format];
        let ran = plenary(&asked).run().exits(2);
        assert!(ran.stderr.contains("has no template"), "{}", ran.stderr);
        let asked = [
            "brief",
            RECORD,
            "--format",
            format,
            "--template",
            "README.md",
        ];
        let ran = plenary(&asked).run().exits(2);
        assert!(ran.stderr.contains("has no template"), "{}", ran.stderr);
        assert!(ran.stdout.is_empty());
    }
}
