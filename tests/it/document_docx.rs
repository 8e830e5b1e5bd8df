//! Documents as DOCX: the package is whole, and what it means is what the document says.
#![cfg(feature = "docx")]
#![expect(clippy::unwrap_used, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};
use std::process::Command;

use plenary::draw::Language;
use plenary::write::document::{AnchorId, Block, Document, DocxOptions, Inline, Paper, docx};
use plenary::write::{PngOptions, SvgOptions, png, svg};

use crate::briefing_sample::sample;
use crate::document_long::long;

const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn made(document: &Document) -> Vec<u8> {
    docx(document, &DocxOptions::default()).unwrap()
}

/// The parts of a package; fails on one that is no ZIP or has a name twice.
fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let time = file.last_modified().unwrap();
        assert_eq!((time.year(), time.month(), time.day()), (1980, 1, 1));
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        let name = file.name().unwrap().into_owned();
        let before = parts.insert(name.clone(), content);
        assert!(before.is_none(), "{name} is there twice");
    }
    parts
}

fn text<'p>(parts: &'p BTreeMap<String, Vec<u8>>, name: &str) -> &'p str {
    std::str::from_utf8(&parts[name]).unwrap()
}

/// Every part is well-formed and has a type, every reference leads somewhere, names are unique.
#[track_caller]
fn check(document: &Document) {
    let parts = parts(&made(document));
    let mut types = (BTreeSet::new(), BTreeSet::new());
    let listed = roxmltree::Document::parse(text(&parts, "[Content_Types].xml")).unwrap();
    for node in listed.descendants() {
        if let Some(suffix) = node.attribute("Extension") {
            types.0.insert(suffix.to_owned());
        }
        if let Some(name) = node.attribute("PartName") {
            assert!(parts.contains_key(&name[1..]), "{name} has a type only");
            types.1.insert(name[1..].to_owned());
        }
    }
    for name in parts.keys().filter(|name| *name != "[Content_Types].xml") {
        let suffix = name.rsplit('.').next().unwrap();
        let known = types.1.contains(name) || types.0.contains(suffix);
        // A type for all XML would be none.
        let own = suffix != "xml" || types.1.contains(name);
        assert!(known && own, "{name} has no type");
    }
    for (name, bytes) in &parts {
        if name.ends_with(".png") {
            assert!(bytes.starts_with(b"\x89PNG"), "{name}");
            continue;
        }
        let xml = roxmltree::Document::parse(std::str::from_utf8(bytes).unwrap());
        let xml = xml.unwrap_or_else(|error| panic!("{name}: {error}"));
        if !name.ends_with(".rels") {
            continue;
        }
        let folder = name.replace("_rels/", "");
        let folder = folder.rsplit_once('/').map_or("", |it| it.0);
        for node in xml
            .descendants()
            .filter(|node| node.has_attribute("Target"))
        {
            let target = node.attribute("Target").unwrap();
            if node.attribute("TargetMode") == Some("External") {
                assert!(target.starts_with("http"), "{target}");
                continue;
            }
            let target = format!("{folder}/{target}");
            let target = target.trim_start_matches('/');
            assert!(parts.contains_key(target), "{name}: no {target}");
        }
    }
    let relations =
        roxmltree::Document::parse(text(&parts, "word/_rels/document.xml.rels")).unwrap();
    let ids: Vec<&str> = relations
        .descendants()
        .filter_map(|it| it.attribute("Id"))
        .collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    let body = roxmltree::Document::parse(text(&parts, "word/document.xml")).unwrap();
    let (mut bookmarks, mut numbers) = (BTreeSet::new(), BTreeSet::new());
    let (mut led, mut pictures) = (BTreeSet::new(), BTreeSet::new());
    for node in body.descendants() {
        for attribute in node.attributes() {
            if attribute.namespace() == Some(RELATION) {
                assert!(ids.contains(&attribute.value()), "{}", attribute.value());
            }
        }
        match node.tag_name().name() {
            "bookmarkStart" => {
                let name = node.attribute((W, "name")).unwrap();
                assert!(name.len() <= 40 && !name.contains('-'), "{name}");
                assert!(bookmarks.insert(name.to_owned()), "{name} is there twice");
                assert!(numbers.insert(node.attribute((W, "id")).unwrap().to_owned()));
            }
            "hyperlink" => led.extend(node.attribute((W, "anchor")).map(str::to_owned)),
            "docPr" => {
                assert!(pictures.insert(node.attribute("id").unwrap()));
                assert!(!node.attribute("descr").unwrap().is_empty());
            }
            _ => {}
        }
    }
    assert_eq!(pictures.len(), document.figures().count());
    assert!(led.is_subset(&bookmarks), "{led:?} {bookmarks:?}");
    assert_eq!(made(document), made(document));
}

/// Style and words of each paragraph, cells included.
fn paragraphs(document: &Document) -> String {
    let parts = parts(&made(document));
    let body = roxmltree::Document::parse(text(&parts, "word/document.xml")).unwrap();
    let mut out = String::new();
    for paragraph in body.descendants().filter(|it| it.has_tag_name((W, "p"))) {
        let style = paragraph
            .descendants()
            .find(|it| it.has_tag_name((W, "pStyle")));
        let Some(style) = style.and_then(|it| it.attribute((W, "val"))) else {
            continue;
        };
        let mut words = String::new();
        for node in paragraph.descendants() {
            match node.tag_name().name() {
                "t" => words.push_str(node.text().unwrap_or_default()),
                "tab" => words.push('\t'),
                "drawing" => words.push_str("(picture)"),
                _ => {}
            }
        }
        out.push_str(&format!("{style} | {words}\n"));
    }
    out
}

#[test]
fn a_package_is_whole() {
    check(&sample());
    check(&long());
}

#[test]
fn paragraphs_have_the_styles_of_their_kind() {
    insta::assert_snapshot!(paragraphs(&sample()), @r"
    Title | Arms & <peace>: a *briefing*
    Subtitle | Minutes, 12 February 2020
    Heading1 | Summary
    Normal | The record holds 2 statements [1, 2]. War is contested; see Figure 1.
    ListBullet | One_thing_ and 2 < 3
    ListBullet | Another thing
    Figure | (picture)
    Caption | Figure 1. Who stands where on War[1, 2]
    Heading1 | Positions
    Heading2 | By stakeholder
    Caption | Table 1. Statements of each stakeholder
    TableText | Stakeholder
    TableText | Support | concern
    TableText | Statements
    TableText | Doves
    TableText | −[1]
    TableText | 1
    TableText | Hawks
    TableText | +[2]
    TableText | 1
    Figure | (picture)
    Caption | Figure 2. Who stands where on War[1, 2]
    ListNumber | First
    ListNumber | Second
    Note | Small numbers
    Note | Two statements are few.
    Note | Beware.
    Heading1 | Evidence
    Evidence | 1	Doves is concerned about: More arms keep us safe
    Quote | “Arms have never kept anyone safe.”
    EvidencePlace | Minutes, paragraph 1, 12 February 2020 · Referred to in Summary
    Evidence | 2	Hawks supports: More arms keep us safe
    EvidencePlace | Minutes, paragraph 1, 12 February 2020 · Referred to in Summary
    ");
    let parts = parts(&made(&sample()));
    // Every style that is used is there, under the name that Word knows it by.
    let styles = text(&parts, "word/styles.xml");
    for line in paragraphs(&sample()).lines() {
        let (style, _) = line.split_once(" | ").unwrap();
        assert!(
            styles.contains(&format!("w:styleId=\"{style}\"")),
            "{style}"
        );
    }
    for name in [
        "heading 1",
        "heading 2",
        "heading 3",
        "Title",
        "caption",
        "List Bullet",
    ] {
        assert!(
            styles.contains(&format!("<w:name w:val=\"{name}\"/>")),
            "{name}"
        );
    }
}

#[test]
fn each_list_of_numbers_begins_at_one() {
    let mut document = sample();
    let list = || Block::Numbered(vec![vec![Inline::Text("one".to_owned())]; 2]);
    document.blocks = vec![list(), list(), list()];
    let parts = parts(&made(&document));
    let body = roxmltree::Document::parse(text(&parts, "word/document.xml")).unwrap();
    let of = body
        .descendants()
        .filter(|it| it.has_tag_name((W, "numId")));
    let of: Vec<&str> = of.map(|it| it.attribute((W, "val")).unwrap()).collect();
    assert_eq!(of, ["2", "2", "3", "3", "4", "4"]);
    let numbering = text(&parts, "word/numbering.xml");
    for list in ["2", "3", "4"] {
        assert!(
            numbering.contains(&format!("<w:num w:numId=\"{list}\">")),
            "{list}"
        );
    }
    assert_eq!(
        numbering.matches("<w:startOverride w:val=\"1\"/>").count(),
        3
    );
}

#[test]
fn a_picture_is_svg_with_png_for_others() {
    let document = sample();
    let parts = parts(&made(&document));
    let body = roxmltree::Document::parse(text(&parts, "word/document.xml")).unwrap();
    let relations =
        roxmltree::Document::parse(text(&parts, "word/_rels/document.xml.rels")).unwrap();
    let file = |id: &str| {
        let mut all = relations.descendants();
        let found = all.find(|it| it.attribute("Id") == Some(id)).unwrap();
        &parts[&format!("word/{}", found.attribute("Target").unwrap())]
    };
    let drawings: Vec<_> = body
        .descendants()
        .filter(|it| it.has_tag_name((W, "drawing")))
        .collect();
    assert_eq!(drawings.len(), 2);
    for (drawing, figure) in drawings.iter().zip(document.figures()) {
        let find = |name: &str| {
            drawing
                .descendants()
                .find(|it| it.tag_name().name() == name)
                .unwrap()
        };
        let (blip, vector) = (find("blip"), find("svgBlip"));
        let options = PngOptions::default();
        assert!(options.scale >= 2.0);
        assert!(
            *file(blip.attribute((RELATION, "embed")).unwrap())
                == png(&figure.scene, &options).unwrap()
        );
        let wanted = svg(&figure.scene, &SvgOptions::default());
        assert!(*file(vector.attribute((RELATION, "embed")).unwrap()) == wanted.into_bytes());
        for named in [find("docPr"), find("cNvPr")] {
            let told = named.attribute("descr").unwrap();
            assert!(
                told.starts_with(&figure.alt) && told.contains(&figure.description[0]),
                "{told}"
            );
            assert!(named.attribute("title").unwrap().starts_with(&figure.label));
        }
        // As wide as the text at most, in the proportions of the picture.
        let [cx, cy] = ["cx", "cy"].map(|side| {
            find("extent")
                .attribute(side)
                .unwrap()
                .parse::<f64>()
                .unwrap()
        });
        assert!(cx <= 160.0 * 36_000.0 + 1.0, "{cx}");
        let wanted = figure.scene.width_px / figure.scene.height_px;
        assert!((cx / cy - wanted).abs() < 1e-4, "{cx} {cy}");
    }
}

#[test]
fn heads_of_tables_are_marked_and_repeated() {
    let parts = parts(&made(&sample()));
    let body = roxmltree::Document::parse(text(&parts, "word/document.xml")).unwrap();
    let rows = body.descendants().filter(|it| it.has_tag_name((W, "tr")));
    let heads: Vec<bool> = rows
        .map(|row| {
            row.descendants()
                .any(|it| it.has_tag_name((W, "tblHeader")))
        })
        .collect();
    assert_eq!(heads, [true, false, false]);
    let look = body
        .descendants()
        .find(|it| it.has_tag_name((W, "tblLook")))
        .unwrap();
    assert_eq!(look.attribute((W, "firstRow")), Some("1"));
    assert_eq!(look.attribute((W, "firstColumn")), Some("1"));
    let caption = body
        .descendants()
        .find(|it| it.has_tag_name((W, "tblDescription")))
        .unwrap();
    assert_eq!(
        caption.attribute((W, "val")),
        Some("Statements of each stakeholder")
    );
}

#[test]
fn properties_tell_title_and_language_and_no_date() {
    let mut document = sample();
    document.language = Language::Fr;
    document.words.decimal = ",".to_owned();
    let options = DocxOptions {
        paper: Paper::Letter,
        author: Some("A & B".to_owned()),
    };
    let parts = parts(&docx(&document, &options).unwrap());
    insta::assert_snapshot!(text(&parts, "docProps/core.xml"), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <dc:title>Arms &amp; &lt;peace&gt;: a *briefing*</dc:title>
      <dc:subject>A briefing on who said what of war.</dc:subject>
      <dc:creator>A &amp; B</dc:creator>
      <dc:language>fr</dc:language>
    </cp:coreProperties>
    "#);
    assert!(text(&parts, "word/styles.xml").contains("<w:lang w:val=\"fr-FR\""));
    assert!(text(&parts, "word/settings.xml").contains("<w:decimalSymbol w:val=\",\"/>"));
    assert!(text(&parts, "word/document.xml").contains("<w:pgSz w:w=\"12240\" w:h=\"15840\"/>"));
}

#[test]
fn bookmarks_of_long_or_like_names_stay_apart() {
    let long = "a-very-long-name-that-no-bookmark-of-word-can-have-at-its-full-length";
    let names = [format!("{long}-1"), format!("{long}-2"), "a-b".to_owned()];
    let mut document = sample();
    document.blocks = names
        .iter()
        .map(|name| Block::Heading {
            level: 2,
            anchor: AnchorId::new(name),
            text: vec![Inline::Within {
                to: AnchorId::new(name),
                text: "here".to_owned(),
            }],
        })
        .collect();
    check(&document);
}

/// What other programs read of it; each is skipped where it is not.
#[test]
fn python_docx_reads_it() {
    let Some(python) = crate::peers::python("python_docx_reads_it") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sample.docx");
    std::fs::write(&file, made(&sample())).unwrap();
    let script = crate::root().join("tests/peers/document.py");
    let ran = Command::new(python)
        .arg(script)
        .arg(&file)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert!(
        ran.status.success(),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    if said.starts_with("skipped") {
        println!("python_docx_reads_it {said}");
        return;
    }
    insta::assert_snapshot!(said, @r"
    title: Arms & <peace>: a *briefing*
    subject: A briefing on who said what of war.
    language: en
    Title: Arms & <peace>: a *briefing*
    Heading 1: Summary
    Heading 1: Positions
    Heading 2: By stakeholder
    Heading 1: Evidence
    picture: Figure 1 | Doves is concerned about War, Hawks supports it. | 157 mm wide
    picture: Figure 2 | Doves is concerned about War, Hawks supports it. | 160 mm wide
    table: Stakeholder ; Support | concern ; Statements / Doves ; −[1] ; 1 / Hawks ; +[2] ; 1
    links: 11 within, 2 out
    ");
}

#[test]
fn libreoffice_opens_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sample.docx");
    std::fs::write(&file, made(&sample())).unwrap();
    let profile = format!(
        "-env:UserInstallation=file://{}/profile",
        folder.path().display()
    );
    let ran = Command::new("soffice")
        .args([
            &profile,
            "--headless",
            "--convert-to",
            "txt:Text",
            "--outdir",
        ])
        .arg(folder.path())
        .arg(&file)
        .output();
    if ran.is_err() {
        println!("libreoffice_opens_it skipped: no soffice on the path");
        return;
    }
    let there = std::fs::read_to_string(folder.path().join("sample.txt")).unwrap();
    let mut rest = there.as_str();
    for words in crate::document_pdf::sayings(&sample()) {
        let at = rest.find(&words);
        rest = &rest[at.unwrap_or_else(|| panic!("no {words:?} in {rest}"))..];
    }
}
