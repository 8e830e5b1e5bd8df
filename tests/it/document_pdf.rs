//! Documents as PDF: every word is there, in order, on the page, tagged and in its place.
//!
//! Long for the tree of tags of the sample, which stands here whole.
#![cfg(feature = "pdf")]
#![expect(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;
use std::process::Command;

use plenary::write::document::{Block, Document, DocumentPdfOptions, Inline, Paper, pdf, plain};
use proptest::prelude::*;

use crate::briefing_sample::sample;
use crate::document_long::{long, sentence};

fn made(document: &Document) -> Vec<u8> {
    pdf(document, &DocumentPdfOptions::default()).unwrap()
}

/// What a document says, piece by piece, in order; cells of tables row by row.
pub(crate) fn sayings(document: &Document) -> Vec<String> {
    let mut out = vec![document.title.clone(), document.subtitle.clone()];
    for block in &document.blocks {
        match block {
            Block::Heading { text, .. } | Block::Paragraph(text) => out.push(plain(text)),
            Block::List(items) | Block::Numbered(items) => {
                out.extend(items.iter().map(|item| plain(item)));
            }
            Block::Table(table) => {
                out.push(format!("{}. {}", table.label, plain(&table.caption)));
                out.extend(table.columns.iter().map(|column| column.name.clone()));
                out.extend(table.rows.iter().flatten().map(|cell| plain(cell)));
            }
            Block::Figure(figure) => {
                out.push(format!("{}. {}", figure.label, plain(&figure.caption)));
            }
            Block::Note { title, paragraphs } => {
                out.push(title.clone());
                out.extend(paragraphs.iter().map(|text| plain(text)));
            }
            Block::Evidence(entries) => {
                for entry in entries {
                    out.push(plain(&entry.statement));
                    let [before, after] = &document.words.quotation;
                    out.extend(
                        entry
                            .quote
                            .iter()
                            .map(|quote| format!("{before}{quote}{after}")),
                    );
                    out.push(plain(&entry.place));
                }
            }
        }
    }
    out
}

/// Runs a program of poppler on a PDF; `None`, with a word, where it is not installed.
pub(crate) fn poppler(program: &str, options: &[&str], bytes: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.pdf");
    std::fs::write(&file, bytes).unwrap();
    let mut command = Command::new(program);
    command.args(options).arg(&file);
    if program == "pdftotext" {
        command.arg("-");
    }
    let Ok(ran) = command.output() else {
        println!("skipped: no {program} on the path");
        return None;
    };
    assert!(
        ran.status.success(),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    Some(String::from_utf8(ran.stdout).unwrap())
}

/// Words with single spaces.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A line of text on a page: page, left, top, right, bottom, words.
#[derive(Debug, Clone)]
struct Placed {
    page: usize,
    at: [f64; 4],
    words: String,
}

/// The words of a PDF with their places, and the size of its pages.
fn placed(bytes: &[u8]) -> Option<(Vec<Placed>, Vec<[f64; 2]>)> {
    let html = poppler("pdftotext", &["-bbox"], bytes)?;
    let html = html
        .split_once("<body>")
        .unwrap()
        .1
        .split_once("</body>")
        .unwrap()
        .0;
    let xml = roxmltree::Document::parse(html.trim()).unwrap();
    let number = |node: &roxmltree::Node<'_, '_>, name| {
        node.attribute(name).unwrap().parse::<f64>().unwrap()
    };
    let (mut found, mut pages) = (Vec::new(), Vec::new());
    for node in xml.descendants() {
        match node.tag_name().name() {
            "page" => pages.push(["width", "height"].map(|side| number(&node, side))),
            "word" => found.push(Placed {
                page: pages.len(),
                at: ["xMin", "yMin", "xMax", "yMax"].map(|side| number(&node, side)),
                words: node.text().unwrap_or_default().to_owned(),
            }),
            _ => {}
        }
    }
    Some((found, pages))
}

/// No word outside the margins, none upon another. Pictures have their own tests, and letters
/// upon shapes; they are left out by `without`.
#[track_caller]
fn check_places(document: &Document) {
    let mut document = document.clone();
    document
        .blocks
        .retain(|block| !matches!(block, Block::Figure(_)));
    let Some((found, pages)) = placed(&made(&document)) else {
        return;
    };
    let margin = 70.0;
    for word in &found {
        let [left, top, right, bottom] = word.at;
        let [width, height] = pages[word.page - 1];
        let footer = bottom > height - margin;
        assert!(left >= margin && right <= width - margin + 1.0, "{word:?}");
        assert!(top >= margin - 3.0, "{word:?}");
        assert!(!footer || top > height - margin / 2.0 - 12.0, "{word:?}");
        assert!(bottom < height - 20.0, "{word:?}");
    }
    let mut by_page: BTreeMap<usize, Vec<&Placed>> = BTreeMap::new();
    for word in &found {
        by_page.entry(word.page).or_default().push(word);
    }
    for words in by_page.values() {
        for (at, a) in words.iter().enumerate() {
            for b in &words[at + 1..] {
                let across = a.at[2].min(b.at[2]) - a.at[0].max(b.at[0]);
                let down = a.at[3].min(b.at[3]) - a.at[1].max(b.at[1]);
                // Boxes are as high as the font, lines are set a little closer.
                let low = 0.25 * (a.at[3] - a.at[1]).min(b.at[3] - b.at[1]);
                assert!(across < 0.7 || down < low, "{a:?} {b:?}");
            }
        }
    }
}

#[test]
fn every_sentence_is_found_in_order() {
    for document in [sample(), long()] {
        let Some(raw) = poppler("pdftotext", &["-raw"], &made(&document)) else {
            return;
        };
        // Lines end after hyphens too, so spaces do not count; nor does the foot of a page.
        let close = |text: &str| -> String { text.split_whitespace().collect() };
        let mut there = close(&raw);
        let count = raw.matches('\u{c}').count();
        for page in 1..=count {
            let foot = close(&format!("{} Page {page} of {count}", document.title));
            assert!(there.contains(&foot), "no {foot}");
            there = there.replacen(&foot, "", 1);
        }
        let cells: Vec<String> = (document.blocks.iter())
            .filter_map(|block| match block {
                Block::Table(table) => Some(table.rows.iter().flatten()),
                _ => None,
            })
            .flat_map(|cells| cells.map(|cell| close(&plain(cell))))
            .collect();
        let mut rest = there.as_str();
        for said in sayings(&document) {
            let said = close(&said);
            // Lines of cells stand beside one another; the test of the tags has their order.
            if cells.contains(&said) {
                continue;
            }
            let at = rest.find(&said).unwrap_or_else(|| panic!("no {said:?}"));
            rest = &rest[at + said.len()..];
        }
    }
}

/// The structure of a PDF with its text, without the numbers of objects and places.
fn structure(bytes: &[u8]) -> Option<String> {
    let tree = poppler("pdfinfo", &["-struct-text"], bytes)?;
    let said = |line: &&str| {
        let line = line.trim();
        !(line.is_empty() || line.starts_with("Object ") || line.starts_with("/BBox"))
    };
    let lines: Vec<&str> = tree.lines().filter(said).map(str::trim_end).collect();
    Some(lines.join("\n"))
}

#[test]
fn tags_hold_the_text() {
    let Some(tree) = structure(&made(&sample())) else {
        return;
    };
    // What stands in pictures has its own tests.
    let tree: Vec<&str> = (tree.lines())
        .filter(|line| !line.contains("\"Untitled record"))
        .collect();
    insta::assert_snapshot!(tree.join("\n"), @r#"
    Document
      H1 "Arms & <peace>: a *briefing*" (block)
        "Arms & <peace>: a *briefing*"
      P (block)
        "Minutes, 12 February 2020"
      H2 "Summary" (block)
        "Summary"
      P (block)
        "The record holds 2 statements ["
        Link (inline)
          "1"
        ", "
        Link (inline)
          "2"
        "]. "
        Span (inline)
          "War"
        " is contested; see "
        Link (inline)
          "Figure 1"
        "."
      L (block):
         /ListNumbering /Disc
        LI (block)
          Lbl (block)
            "•"
          LBody (block)
            "One_thing_ and 2 < 3"
        LI (block)
          Lbl (block)
            "•"
          LBody (block)
            "Another thing"
      Figure:
      Caption
        Span (inline)
          "Figure 1. "
        "Who stands where on "
        Span (inline)
          "War"
        "["
        Link (inline)
          "1"
        ", "
        Link (inline)
          "2"
        "]"
      H2 "Positions" (block)
        "Positions"
      H3 "By stakeholder" (block)
        "By stakeholder"
      Table (block)
        Caption
          Span (inline)
            "Table 1. "
          "Statements of each stakeholder"
        THead
          TR
            TH:
               /Scope /Column
              "Stakeholder"
            TH:
               /Scope /Column
              "Support | concern"
            TH:
               /Scope /Column
              "Statements"
        TBody
          TR
            TH:
               /Scope /Row
              "Doves"
            TD
              "−["
              Link (inline)
                "1"
              "]"
            TD
              "1"
          TR
            TH:
               /Scope /Row
              "Hawks"
            TD
              "+["
              Link (inline)
                "2"
              "]"
            TD
              "1"
      Figure:
      Caption
        Span (inline)
          "Figure 2. "
        "Who stands where on "
        Span (inline)
          "War"
        "["
        Link (inline)
          "1"
        ", "
        Link (inline)
          "2"
        "]"
      L (block):
         /ListNumbering /Decimal
        LI (block)
          Lbl (block)
            "1."
          LBody (block)
            "First"
        LI (block)
          Lbl (block)
            "2."
          LBody (block)
            "Second"
      Div
        P (block)
          Span (inline)
            "Small numbers"
        P (block)
          "Two statements are few."
        P (block)
          "Beware."
      H2 "Evidence" (block)
        "Evidence"
      L (block):
         /ListNumbering /Decimal
        LI (block)
          Lbl (block)
            "1"
          LBody (block)
            P (block)
              "Doves is concerned about: More arms keep us safe"
            BlockQuote
              P (block)
                "“Arms have never kept anyone safe.”"
            P (block)
              Link (inline)
                "Minutes"
              ", paragraph 1, 12 February 2020 · Referred to in "
              Link (inline)
                "Summary"
        LI (block)
          Lbl (block)
            "2"
          LBody (block)
            P (block)
              "Hawks supports: More arms keep us safe"
            P (block)
              Link (inline)
                "Minutes"
              ", paragraph 1, 12 February 2020 · Referred to in "
              Link (inline)
                "Summary"
    "#);
}

/// The text of the tags is the text of the document, cell by cell, also over many pages.
#[test]
fn tags_hold_the_text_of_many_pages() {
    let mut document = long();
    document
        .blocks
        .retain(|block| !matches!(block, Block::Figure(_)));
    let Some(tree) = structure(&made(&document)) else {
        return;
    };
    let told: String = (tree.lines())
        .filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix('"'))
        .collect();
    let there: String = told.split_whitespace().collect();
    let mut rest = there.as_str();
    for said in sayings(&document) {
        let said: String = said.split_whitespace().collect();
        let at = rest.find(&said);
        let at = at.unwrap_or_else(|| panic!("no {said:?} in {:?}", rest.get(..300)));
        // Only labels, numbers of evidence and ways back stand between.
        assert!(at < 60, "{at} before {said:?}: {:?}", &rest[..at]);
        rest = &rest[at + said.len()..];
    }
    // The head of a table stands once in the tree, however often on pages.
    assert_eq!(there.matches("Whatissaid").count(), 1);
}

#[test]
fn no_word_stands_off_the_page_or_on_another() {
    check_places(&sample());
    check_places(&long());
}

#[test]
fn long_words_numbers_and_scripts_keep_to_the_page() {
    let mut document = sample();
    let text = |words: &str| Block::Paragraph(vec![Inline::Text(words.to_owned())]);
    document.blocks = vec![
        text(&"x".repeat(300)),
        text(&format!("https://example.org/{}", "a/b".repeat(90))),
        text(&"\u{5D0}\u{5D1}\u{5D2} ".repeat(60)),
        text("soft\u{AD}hyphen and no\u{A0}break"),
        Block::Paragraph(vec![
            Inline::Strong("bold".repeat(40)),
            Inline::Emphasis("lean".repeat(40)),
        ]),
        text(""),
    ];
    check_places(&document);
    let Some(raw) = poppler("pdftotext", &["-raw"], &made(&document)) else {
        return;
    };
    // Poppler tells a space that does not break as any other.
    let found = raw
        .lines()
        .any(|line| words(line) == "softhyphen and no break");
    assert!(found, "{raw}");
}

#[test]
fn heads_are_repeated_and_headings_do_not_end_a_page() {
    let document = long();
    let Some(text) = poppler("pdftotext", &["-layout"], &made(&document)) else {
        return;
    };
    let pages: Vec<Vec<&str>> = text
        .split('\u{c}')
        .map(|page| {
            page.lines()
                .filter(|line| !line.trim().is_empty())
                .collect()
        })
        .filter(|page: &Vec<&str>| !page.is_empty())
        .collect();
    let count = pages.len();
    assert!(count > 8, "{count}");
    for (at, page) in pages.iter().enumerate() {
        let foot = words(page.last().unwrap());
        assert_eq!(
            foot,
            format!("Arms & <peace>: a *briefing* Page {} of {count}", at + 1)
        );
        let last = words(page[page.len() - 2]);
        assert!(!last.starts_with("Part "), "{last} ends page {}", at + 1);
        let (first, here) = (words(page[0]), page.join("\n"));
        let mid_table = first.starts_with("Row ") || first.starts_with("R7");
        assert!(!mid_table, "page {} begins with {first}", at + 1);
        if here.contains("Row ") {
            assert!(here.contains("What is said"), "no head on page {}", at + 1);
        }
    }
}

#[test]
fn a_figure_is_never_parted() {
    // However much stands above it, all of a figure and its caption is on one page.
    for lines in [1, 20, 33, 40] {
        let mut document = sample();
        let figure = document.blocks.remove(3);
        assert!(matches!(figure, Block::Figure(_)));
        let text = |at| Block::Paragraph(vec![Inline::Text(sentence(&format!("P{at}"), 4))]);
        document.blocks = (0..lines).map(text).collect();
        document.blocks.push(figure);
        let Some((found, _)) = placed(&made(&document)) else {
            return;
        };
        let page = |word: &str| found.iter().find(|it| it.words == word).unwrap().page;
        assert_eq!(page("Doves"), page("Figure"), "{lines}");
    }
}

#[test]
fn it_says_that_it_is_accessible_only_where_it_is() {
    let claims = |document: &Document| {
        let bytes = made(document);
        bytes.windows(12).any(|part| part == b"pdfuaid:part")
    };
    let mut document = sample();
    assert!(claims(&document));
    document.subtitle = "\u{65E5}\u{672C}".to_owned();
    assert!(!claims(&document));
}

#[test]
fn papers_differ_and_runs_do_not() {
    let options = DocumentPdfOptions {
        paper: Paper::Letter,
        author: Some("Somebody".to_owned()),
    };
    let letter = pdf(&long(), &options).unwrap();
    assert!(letter == pdf(&long(), &options).unwrap());
    if let Some(info) = poppler("pdfinfo", &[], &letter) {
        for wanted in [
            "612 x 792 pts (letter)",
            "Somebody",
            "Tagged:          yes",
            "Arms & <peace>: a *briefing*",
        ] {
            assert!(info.contains(wanted), "{info}");
        }
        assert!(!info.contains("CreationDate"), "{info}");
    }
}

/// What the file itself says: language, figures with words, links with places, fonts inside.
#[cfg(feature = "pdf-text")]
#[test]
fn the_file_has_language_alternatives_links_and_bookmarks() {
    let file = lopdf::Document::load_mem(&made(&sample())).unwrap();
    let catalog = file.catalog().unwrap();
    let name =
        |object: &lopdf::Object| String::from_utf8_lossy(object.as_name().unwrap()).into_owned();
    let said = |object: &lopdf::Object| lopdf::decode_text_string(object).unwrap();
    assert_eq!(said(catalog.get(b"Lang").unwrap()), "en");
    let marked = catalog
        .get(b"MarkInfo")
        .and_then(lopdf::Object::as_dict)
        .unwrap();
    assert!(
        marked
            .get(b"Marked")
            .and_then(lopdf::Object::as_bool)
            .unwrap()
    );
    assert!(catalog.has(b"StructTreeRoot"));
    let (mut kinds, mut alternatives, mut scopes) = (BTreeMap::new(), Vec::new(), Vec::new());
    let (mut within, mut out, mut fonts) = (0, Vec::new(), 0);
    for object in file.objects.values() {
        let Ok(dictionary) = object.as_dict() else {
            continue;
        };
        if dictionary.has(b"FontFile2") || dictionary.has(b"FontFile3") {
            fonts += 1;
        }
        if dictionary
            .get(b"Subtype")
            .is_ok_and(|it| it.as_name().is_ok_and(|it| it == b"Link"))
        {
            assert!(!said(dictionary.get(b"Contents").unwrap()).is_empty());
            match dictionary.get(b"A").and_then(|it| file.dereference(it)) {
                Ok((_, action)) => out.push(said(action.as_dict().unwrap().get(b"URI").unwrap())),
                Err(_) => {
                    assert!(dictionary.has(b"Dest"));
                    within += 1;
                }
            }
        }
        if !dictionary.has(b"S") || !dictionary.has(b"P") {
            continue;
        }
        let kind = name(dictionary.get(b"S").unwrap());
        if kind == "Figure" {
            alternatives.push(said(dictionary.get(b"Alt").unwrap()));
        }
        if kind == "TH" {
            scopes.push(format!("{:?}", dictionary.get(b"A").unwrap()));
        }
        *kinds.entry(kind).or_insert(0) += 1;
    }
    let sample = sample();
    assert_eq!(alternatives.len(), 2);
    for figure in sample.figures() {
        assert!(
            alternatives.iter().all(|it| it.starts_with(&figure.alt)),
            "{alternatives:?}"
        );
    }
    let counted = |kind: &str| kinds.get(kind).copied().unwrap_or(0);
    assert_eq!(counted("H1"), 1);
    assert_eq!(counted("H2"), 3);
    assert_eq!(counted("H3"), 1);
    assert_eq!(
        (
            counted("Table"),
            counted("TR"),
            counted("TH"),
            counted("TD")
        ),
        (1, 3, 5, 4)
    );
    assert_eq!(
        (
            counted("L"),
            counted("LI"),
            counted("Lbl"),
            counted("LBody")
        ),
        (3, 6, 6, 6)
    );
    assert_eq!(counted("Link"), 13, "{kinds:?}");
    assert_eq!(within, 11);
    assert_eq!(out, ["https://example.org/minutes?a=1&b=2"; 2]);
    assert_eq!(fonts, 2);
    let bookmarks = file.objects.values().filter_map(|object| {
        let bookmark = object.as_dict().ok()?;
        let title = bookmark.get(b"Title").ok()?;
        (bookmark.has(b"Dest") && bookmark.has(b"Parent")).then(|| said(title))
    });
    let mut bookmarks: Vec<String> = bookmarks.collect();
    bookmarks.sort();
    assert_eq!(
        bookmarks,
        [
            "Arms & <peace>: a *briefing*",
            "By stakeholder",
            "Evidence",
            "Positions",
            "Summary"
        ]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Whatever the lengths, nothing leaves the page or stands upon another, and nothing is lost.
    #[test]
    fn any_lengths_are_set(lengths in prop::collection::vec((0_usize..260, 0_u8..5), 1..25)) {
        let mut document = sample();
        document.blocks.clear();
        let mut said = Vec::new();
        for (at, &(length, kind)) in lengths.iter().enumerate() {
            let words = sentence(&format!("B{at}"), length);
            let text = vec![Inline::Text(words.clone())];
            said.push(words);
            document.blocks.push(match kind {
                0 => Block::List(vec![text]),
                1 => Block::Note { title: format!("N{at}"), paragraphs: vec![text] },
                _ => Block::Paragraph(text),
            });
        }
        check_places(&document);
        if let Some(tree) = structure(&made(&document)) {
            let told = tree.lines().filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix('"'));
            let there: String = told.collect::<String>().split_whitespace().collect();
            for words in said {
                let words: String = words.split_whitespace().collect();
                prop_assert!(there.contains(&words), "no {words}");
            }
        }
    }
}
