//! The parts of a DOCX, and how they refer to one another.

use super::DocxOptions;
use super::body::Body;
use super::marks::Target;
use crate::draw::Language;
use crate::write::document::page::one_line;
use crate::write::document::run::{PageWord, page_words};
use crate::write::document::{Document, Paper};
use crate::write::xml_text::Xml;

/// A file of the package.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// Twentieths of a point, which Word counts in.
pub(super) fn twips(points: f64) -> String {
    ((points * 20.0).round() as i64).to_string()
}

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Parts beside the text: file, kind of relationship, kind of content.
const BESIDE: [(&str, &str, &str); 5] = [
    ("fontTable.xml", "fontTable", "fontTable"),
    ("footer1.xml", "footer", "footer"),
    ("numbering.xml", "numbering", "numbering"),
    ("settings.xml", "settings", "settings"),
    ("styles.xml", "styles", "styles"),
];

/// Size of the letters in the footer, points; as in `styles.xml`.
const FOOTER_PT: f64 = 9.0;

/// The relationship of the footer, which the text refers to.
pub(super) const FOOTER: &str = "part2";

/// All parts: what says what they are first, then by name.
pub(super) fn parts(document: &Document, options: &DocxOptions, body: Body<'_>) -> Vec<Part> {
    let part = |name: &str, text: String| Part {
        name: name.to_owned(),
        bytes: text.into_bytes(),
    };
    let language = word_language(document.language);
    let of_language = |text: &str| text.replace("{language}", language);
    // A mark of another kind would not be well-formed.
    let decimal = if document.words.decimal == "," {
        ","
    } else {
        "."
    };
    let settings = of_language(include_str!("settings.xml")).replace("{decimal}", decimal);
    let [width, _] = options.paper.room_pt();
    let made = body.finish(options.paper);
    let mut parts = vec![
        part("_rels/.rels", relations_of_package()),
        part("docProps/app.xml", app()),
        part("docProps/core.xml", core(document, options)),
        part("word/_rels/document.xml.rels", made.relations),
        part("word/document.xml", made.text),
        part(
            "word/fontTable.xml",
            include_str!("fontTable.xml").to_owned(),
        ),
        part("word/footer1.xml", footer(document, width)),
        part("word/numbering.xml", made.numbering),
        part("word/settings.xml", settings),
        part("word/styles.xml", of_language(include_str!("styles.xml"))),
    ];
    parts.extend(made.media);
    parts.sort_by(|a, b| a.name.cmp(&b.name));
    parts.insert(0, part("[Content_Types].xml", content_types()));
    parts
}

/// Word wants a country with the language; where the document names none, the one whose
/// spelling its words have.
const fn word_language(language: Language) -> &'static str {
    match language {
        Language::En => "en-GB",
        Language::Fr => "fr-FR",
        Language::Es => "es-ES",
    }
}

fn content_types() -> String {
    let mut xml = Xml::new();
    let types = format!("{PACKAGE}/content-types");
    xml.open("Types", &[("xmlns", &types)]);
    let relations = "application/vnd.openxmlformats-package.relationships+xml";
    let defaults = [
        ("png", "image/png"),
        ("rels", relations),
        ("svg", "image/svg+xml"),
        ("xml", "application/xml"),
    ];
    for (suffix, kind) in defaults {
        xml.empty("Default", &[("Extension", suffix), ("ContentType", kind)]);
    }
    let office = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
    let core = "application/vnd.openxmlformats-package.core-properties+xml";
    let mut kinds = vec![
        ("/docProps/app.xml".to_owned(), office.to_owned()),
        ("/docProps/core.xml".to_owned(), core.to_owned()),
        (
            "/word/document.xml".to_owned(),
            format!("{WORD}.document.main+xml"),
        ),
    ];
    let beside =
        BESIDE.map(|(file, _, kind)| (format!("/word/{file}"), format!("{WORD}.{kind}+xml")));
    kinds.extend(beside);
    for (name, kind) in &kinds {
        xml.empty("Override", &[("PartName", name), ("ContentType", kind)]);
    }
    xml.finish()
}

fn relations_of_package() -> String {
    let mut xml = Xml::new();
    xml.open(
        "Relationships",
        &[("xmlns", &format!("{PACKAGE}/relationships"))],
    );
    let all = [
        (
            "part1",
            format!("{OFFICE}/officeDocument"),
            "word/document.xml",
        ),
        (
            "part2",
            format!("{PACKAGE}/relationships/metadata/core-properties"),
            "docProps/core.xml",
        ),
        (
            "part3",
            format!("{OFFICE}/extended-properties"),
            "docProps/app.xml",
        ),
    ];
    for (id, kind, target) in &all {
        xml.empty(
            "Relationship",
            &[("Id", id), ("Type", kind), ("Target", target)],
        );
    }
    xml.finish()
}

/// What the text refers to: the parts beside it, pictures, addresses.
pub(super) fn relations<'t>(targets: impl Iterator<Item = (String, &'t Target)>) -> String {
    let mut xml = Xml::new();
    xml.open(
        "Relationships",
        &[("xmlns", &format!("{PACKAGE}/relationships"))],
    );
    for (number, (file, kind, _)) in (1..).zip(BESIDE) {
        let (id, kind) = (format!("part{number}"), format!("{OFFICE}/{kind}"));
        xml.empty(
            "Relationship",
            &[("Id", &id), ("Type", &kind), ("Target", file)],
        );
    }
    for (id, target) in targets {
        match target {
            Target::Picture(file) => {
                let kind = format!("{OFFICE}/image");
                xml.empty(
                    "Relationship",
                    &[("Id", &id), ("Type", &kind), ("Target", file)],
                );
            }
            Target::Web(url) => {
                let kind = format!("{OFFICE}/hyperlink");
                let to = [
                    ("Id", id.as_str()),
                    ("Type", &kind),
                    ("Target", url),
                    ("TargetMode", "External"),
                ];
                xml.empty("Relationship", &to);
            }
        }
    }
    xml.finish()
}

fn app() -> String {
    let mut xml = Xml::new();
    let space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    xml.open("Properties", &[("xmlns", space)]);
    xml.leaf("Application", &[], "Plenary");
    xml.finish()
}

fn core(document: &Document, options: &DocxOptions) -> String {
    let mut xml = Xml::new();
    let core = format!("{PACKAGE}/metadata/core-properties");
    let spaces = [
        ("xmlns:cp", core.as_str()),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ];
    xml.open("cp:coreProperties", &spaces);
    xml.leaf("dc:title", &[], &document.title);
    xml.leaf("dc:subject", &[], &document.subject);
    if let Some(author) = &options.author {
        xml.leaf("dc:creator", &[], author);
    }
    xml.leaf("dc:language", &[], document.language.as_str());
    xml.finish()
}

/// The title, and the number of the page at the right edge.
fn footer(document: &Document, width_pt: f64) -> String {
    let mut xml = Xml::new();
    xml.open("w:ftr", &[("xmlns:w", MAIN)]);
    xml.open("w:p", &[]);
    xml.open("w:pPr", &[]);
    xml.empty("w:pStyle", &[("w:val", "Footer")]);
    xml.open("w:tabs", &[]);
    xml.empty("w:tab", &[("w:val", "right"), ("w:pos", &twips(width_pt))]);
    xml.close();
    xml.close();
    let words = |xml: &mut Xml, words: &str| {
        xml.open("w:r", &[]);
        xml.leaf("w:t", &[("xml:space", "preserve")], words);
        xml.close();
    };
    words(
        &mut xml,
        &one_line(&document.title, FOOTER_PT, 0.7 * width_pt),
    );
    xml.open("w:r", &[]);
    xml.empty("w:tab", &[]);
    xml.close();
    for word in page_words(&document.words.page) {
        let field = match word {
            PageWord::Text(text) => {
                words(&mut xml, text);
                continue;
            }
            PageWord::Page => " PAGE ",
            PageWord::Pages => " NUMPAGES ",
        };
        xml.open("w:fldSimple", &[("w:instr", field)]);
        words(&mut xml, "1");
        xml.close();
    }
    xml.finish()
}

/// The end of the text: paper, margins, footer.
pub(super) fn section(xml: &mut Xml, paper: Paper) {
    let [width, height] = paper.size_pt().map(twips);
    let margin = twips(paper.margin_pt());
    let from_edge = twips(paper.margin_pt() / 2.0);
    xml.open("w:sectPr", &[]);
    xml.empty(
        "w:footerReference",
        &[("w:type", "default"), ("r:id", FOOTER)],
    );
    xml.empty("w:pgSz", &[("w:w", &width), ("w:h", &height)]);
    let sides = ["w:top", "w:right", "w:bottom", "w:left"].map(|side| (side, margin.as_str()));
    let edges = [
        ("w:header", from_edge.as_str()),
        ("w:footer", &from_edge),
        ("w:gutter", "0"),
    ];
    let all: Vec<(&str, &str)> = sides.into_iter().chain(edges).collect();
    xml.empty("w:pgMar", &all);
    xml.close();
}
