//! The text of a DOCX: blocks as paragraphs and tables.

use super::DocxError;
use super::marks::{Bookmarks, Relations, Target};
use super::package::{self, Part, twips};
use super::picture::{Files, picture};
use crate::draw::is_right_to_left;
use crate::write::document::page::column_widths;
use crate::write::document::run::{Lead, Manner, Run, place, runs};
use crate::write::document::{
    AnchorId, Block, Document, EvidenceEntry, Figure, Holds, Inline, Paper, Table, plain,
};
use crate::write::png::{PngOptions, png};
use crate::write::svg::{SvgOptions, svg};
use crate::write::xml_text::Xml;

const SPACES: [(&str, &str); 5] = [
    (
        "xmlns:w",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        "xmlns:r",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        "xmlns:wp",
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    (
        "xmlns:a",
        "http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
    (
        "xmlns:pic",
        "http://schemas.openxmlformats.org/drawingml/2006/picture",
    ),
];

/// Size of the letters in tables, points; as in `styles.xml`.
const TABLE_PT: f64 = 9.0;
/// Left under a picture for its caption, points.
const CAPTION_PT: f64 = 60.0;
/// Tables of up to so many rows are not parted.
const WHOLE_ROWS: usize = 6;
/// Left above a picture for each heading that stands there, points.
const HEADING_PT: f64 = 45.0;
/// Lists of numbers have this one and those after; bullets have 1.
const FIRST_NUMBERED: usize = 2;

/// A text in the making.
#[derive(Debug)]
pub(super) struct Body<'d> {
    document: &'d Document,
    xml: Xml,
    room_pt: [f64; 2],
    bookmarks: Bookmarks,
    relations: Relations,
    media: Vec<Part>,
    pictures: usize,
    numbered: usize,
    /// How high the headings are that stand right above, points.
    above_pt: f64,
}

/// The parts that a text makes.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) text: String,
    pub(super) relations: String,
    pub(super) numbering: String,
    pub(super) media: Vec<Part>,
}

/// How a row of a table stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row {
    /// On every page, and with the row below.
    Head,
    /// With the row below.
    Kept,
    Free,
}

/// How a paragraph is set, beside its style.
#[derive(Debug, Clone, Default)]
struct Setting<'s> {
    style: &'s str,
    keep_with_next: bool,
    /// One of the lists of numbers.
    list: Option<usize>,
    right: bool,
    /// Close to what follows: the caption above a table.
    close: bool,
    anchor: Option<&'s AnchorId>,
}

impl<'d> Body<'d> {
    /// Writes all blocks.
    pub(super) fn new(document: &'d Document, paper: Paper) -> Result<Self, DocxError> {
        let mut body = Self {
            document,
            xml: Xml::new(),
            room_pt: paper.room_pt(),
            bookmarks: Bookmarks::default(),
            relations: Relations::default(),
            media: Vec::new(),
            pictures: 0,
            numbered: 0,
            above_pt: 0.0,
        };
        body.xml.open("w:document", &SPACES);
        body.xml.open("w:body", &[]);
        body.words(&Setting::of("Title"), &document.title);
        if !document.subtitle.is_empty() {
            body.words(&Setting::of("Subtitle"), &document.subtitle);
        }
        for block in &document.blocks {
            body.block(block)?;
            // They are kept on the page of what follows.
            body.above_pt = match block {
                Block::Heading { .. } => body.above_pt + HEADING_PT,
                _ => 0.0,
            };
        }
        Ok(body)
    }

    /// Ends the text.
    pub(super) fn finish(mut self, paper: Paper) -> Made {
        package::section(&mut self.xml, paper);
        Made {
            text: self.xml.finish(),
            relations: package::relations(self.relations.all()),
            numbering: numbering(self.numbered),
            media: self.media,
        }
    }

    fn block(&mut self, block: &Block) -> Result<(), DocxError> {
        match block {
            Block::Heading {
                level,
                anchor,
                text,
            } => {
                // The title has a style of its own, so that parts are Heading 1.
                let style = format!("Heading{}", level.saturating_sub(1).clamp(1, 5));
                let setting = Setting {
                    anchor: Some(anchor),
                    ..Setting::of(&style)
                };
                self.paragraph(&setting, &runs(text));
            }
            Block::Paragraph(text) => self.paragraph(&Setting::of("Normal"), &runs(text)),
            Block::List(items) => {
                for item in items {
                    self.paragraph(&Setting::of("ListBullet"), &runs(item));
                }
            }
            Block::Numbered(items) => {
                let list = FIRST_NUMBERED + self.numbered;
                self.numbered += 1;
                for item in items {
                    let setting = Setting {
                        list: Some(list),
                        ..Setting::of("ListNumber")
                    };
                    self.paragraph(&setting, &runs(item));
                }
            }
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure)?,
            Block::Note { title, paragraphs } => {
                let setting = Setting {
                    keep_with_next: !paragraphs.is_empty(),
                    ..Setting::of("Note")
                };
                self.paragraph(&setting, &[Run::new(title, Manner::Strong)]);
                for (at, text) in paragraphs.iter().enumerate() {
                    let setting = Setting {
                        keep_with_next: at + 1 < paragraphs.len(),
                        ..Setting::of("Note")
                    };
                    self.paragraph(&setting, &runs(text));
                }
                self.gap();
            }
            Block::Evidence(entries) => {
                for entry in entries {
                    self.evidence(entry);
                }
            }
        }
        Ok(())
    }

    fn words(&mut self, setting: &Setting<'_>, words: &str) {
        self.paragraph(setting, &[Run::new(words, Manner::Plain)]);
    }

    /// Keeps what has a frame or borders from what follows.
    fn gap(&mut self) {
        self.xml.open("w:p", &[]);
        self.xml.open("w:pPr", &[]);
        let spacing = [
            ("w:before", "0"),
            ("w:after", "0"),
            ("w:line", "160"),
            ("w:lineRule", "exact"),
        ];
        self.xml.empty("w:spacing", &spacing);
        self.xml.close();
        self.xml.close();
    }

    fn paragraph(&mut self, setting: &Setting<'_>, runs: &[Run]) {
        self.begin(setting, runs);
        self.runs(runs);
        self.xml.close();
    }

    /// Opens a paragraph and writes what is said of it.
    fn begin(&mut self, setting: &Setting<'_>, runs: &[Run]) {
        let text: String = runs.iter().map(|run| run.text.as_str()).collect();
        let xml = &mut self.xml;
        xml.open("w:p", &[]);
        xml.open("w:pPr", &[]);
        xml.empty("w:pStyle", &[("w:val", setting.style)]);
        if setting.keep_with_next {
            xml.empty("w:keepNext", &[]);
        }
        if let Some(list) = setting.list {
            xml.open("w:numPr", &[]);
            xml.empty("w:ilvl", &[("w:val", "0")]);
            xml.empty("w:numId", &[("w:val", &list.to_string())]);
            xml.close();
        }
        if is_right_to_left(&text) {
            xml.empty("w:bidi", &[]);
        }
        if setting.close {
            xml.empty("w:spacing", &[("w:before", "160"), ("w:after", "60")]);
        }
        if setting.right {
            xml.empty("w:jc", &[("w:val", "right")]);
        }
        xml.close();
        if let Some(anchor) = setting.anchor {
            self.bookmark(anchor);
        }
    }

    fn bookmark(&mut self, anchor: &AnchorId) {
        let (number, name) = (self.bookmarks.place(), self.bookmarks.name(anchor));
        let start = [("w:id", number.as_str()), ("w:name", &name)];
        self.xml.empty("w:bookmarkStart", &start);
        self.xml.empty("w:bookmarkEnd", &[("w:id", &number)]);
    }

    fn runs(&mut self, runs: &[Run]) {
        for run in runs {
            match &run.lead {
                None => {}
                Some(Lead::Within(to)) => {
                    let name = self.bookmarks.name(to);
                    let to = [("w:anchor", name.as_str()), ("w:history", "1")];
                    self.xml.open("w:hyperlink", &to);
                }
                Some(Lead::Out(url)) => {
                    let id = self.relations.id(Target::Web(url.clone()));
                    let to = [("r:id", id.as_str()), ("w:history", "1")];
                    self.xml.open("w:hyperlink", &to);
                }
            }
            self.run(run);
            if run.lead.is_some() {
                self.xml.close();
            }
        }
    }

    fn run(&mut self, run: &Run) {
        let xml = &mut self.xml;
        xml.open("w:r", &[]);
        let style = match (&run.lead, run.manner) {
            (Some(Lead::Out(_)), _) => Some("Hyperlink"),
            (Some(Lead::Within(_)), _) => Some("CrossReference"),
            (None, Manner::Strong) => Some("Strong"),
            (None, Manner::Emphasis) => Some("Emphasis"),
            (None, Manner::Plain) => None,
        };
        let turned = is_right_to_left(&run.text);
        if style.is_some() || turned {
            xml.open("w:rPr", &[]);
            if let Some(style) = style {
                xml.empty("w:rStyle", &[("w:val", style)]);
            }
            if turned {
                xml.empty("w:rtl", &[]);
            }
            xml.close();
        }
        xml.leaf("w:t", &[("xml:space", "preserve")], &run.text);
        xml.close();
    }

    fn figure(&mut self, figure: &Figure) -> Result<(), DocxError> {
        let error = |error| DocxError::Picture {
            name: figure.stem.clone(),
            error,
        };
        let pixels = png(&figure.scene, &PngOptions::default()).map_err(error)?;
        let vectors = svg(&figure.scene, &SvgOptions::default());
        self.pictures += 1;
        let files = Files {
            png: self.file(&figure.stem, "png", pixels),
            svg: self.file(&figure.stem, "svg", vectors.into_bytes()),
        };
        let setting = Setting {
            anchor: Some(&figure.anchor),
            ..Setting::of("Figure")
        };
        self.begin(&setting, &[]);
        let [width, height] = self.room_pt;
        let room = [width, height - CAPTION_PT - self.above_pt];
        picture(&mut self.xml, figure, &files, self.pictures, room);
        self.xml.close();
        self.caption(&figure.label, &figure.caption, &Setting::of("Caption"));
        Ok(())
    }

    /// Adds a file of a picture; gives back its relationship.
    fn file(&mut self, stem: &str, suffix: &str, bytes: Vec<u8>) -> String {
        // A number makes it unique, whatever its name.
        let name = format!("media/{}-{stem}.{suffix}", self.pictures);
        self.media.push(Part {
            name: format!("word/{name}"),
            bytes,
        });
        self.relations.id(Target::Picture(name))
    }

    fn caption(&mut self, label: &str, caption: &[Inline], setting: &Setting<'_>) {
        let mut text = vec![Run::new(format!("{label}. "), Manner::Strong)];
        text.extend(runs(caption));
        self.paragraph(setting, &text);
    }

    fn table(&mut self, table: &Table) {
        let setting = Setting {
            keep_with_next: true,
            close: true,
            anchor: Some(&table.anchor),
            ..Setting::of("Caption")
        };
        self.caption(&table.label, &table.caption, &setting);
        let widths = column_widths(table, TABLE_PT, self.room_pt[0]);
        let xml = &mut self.xml;
        xml.open("w:tbl", &[]);
        xml.open("w:tblPr", &[]);
        xml.empty("w:tblStyle", &[("w:val", "Briefing")]);
        xml.empty(
            "w:tblW",
            &[("w:w", &twips(self.room_pt[0])), ("w:type", "dxa")],
        );
        xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        let look = [
            ("w:val", "06A0"),
            ("w:firstRow", "1"),
            ("w:lastRow", "0"),
            ("w:firstColumn", "1"),
            ("w:lastColumn", "0"),
            ("w:noHBand", "1"),
            ("w:noVBand", "1"),
        ];
        xml.empty("w:tblLook", &look);
        xml.empty("w:tblCaption", &[("w:val", &table.label)]);
        xml.empty("w:tblDescription", &[("w:val", &plain(&table.caption))]);
        xml.close();
        xml.open("w:tblGrid", &[]);
        for &width in &widths {
            xml.empty("w:gridCol", &[("w:w", &twips(width))]);
        }
        xml.close();
        let head: Vec<Vec<Run>> = (table.columns.iter())
            .map(|column| vec![Run::new(&column.name, Manner::Plain)])
            .collect();
        self.row(table, &widths, &head, Row::Head);
        for (at, row) in table.rows.iter().enumerate() {
            let cells: Vec<Vec<Run>> = row.iter().map(|cell| runs(cell)).collect();
            let last = at + 1 == table.rows.len();
            let kind = if table.rows.len() <= WHOLE_ROWS && !last {
                Row::Kept
            } else {
                Row::Free
            };
            self.row(table, &widths, &cells, kind);
        }
        self.xml.close();
        self.gap();
    }

    fn row(&mut self, table: &Table, widths: &[f64], cells: &[Vec<Run>], kind: Row) {
        self.xml.open("w:tr", &[]);
        self.xml.open("w:trPr", &[]);
        self.xml.empty("w:cantSplit", &[]);
        if kind == Row::Head {
            self.xml.empty("w:tblHeader", &[]);
        }
        self.xml.close();
        for ((column, width), cell) in table.columns.iter().zip(widths).zip(cells) {
            self.xml.open("w:tc", &[]);
            self.xml.open("w:tcPr", &[]);
            let width = twips(*width);
            self.xml
                .empty("w:tcW", &[("w:w", &width), ("w:type", "dxa")]);
            self.xml.close();
            let setting = Setting {
                right: column.holds == Holds::Numbers,
                keep_with_next: kind != Row::Free,
                ..Setting::of("TableText")
            };
            self.paragraph(&setting, cell);
            self.xml.close();
        }
        self.xml.close();
    }

    fn evidence(&mut self, entry: &EvidenceEntry) {
        let statement = runs(&entry.statement);
        let setting = Setting {
            anchor: Some(&entry.anchor),
            ..Setting::of("Evidence")
        };
        self.begin(&setting, &statement);
        self.run(&Run::new(&entry.label, Manner::Strong));
        self.xml.open("w:r", &[]);
        self.xml.empty("w:tab", &[]);
        self.xml.close();
        self.runs(&statement);
        self.xml.close();
        if let Some(quote) = &entry.quote {
            let [before, after] = &self.document.words.quotation;
            let setting = Setting {
                keep_with_next: true,
                ..Setting::of("Quote")
            };
            self.words(&setting, &format!("{before}{quote}{after}"));
        }
        let place = place(entry, &self.document.words.back);
        self.paragraph(&Setting::of("EvidencePlace"), &place);
    }
}

impl<'s> Setting<'s> {
    fn of(style: &'s str) -> Self {
        Self {
            style,
            ..Self::default()
        }
    }
}

/// Bullets, numbers, and a list of its own for every list of numbers, so that each begins at 1.
fn numbering(numbered: usize) -> String {
    let mut xml = Xml::new();
    xml.open("w:numbering", &SPACES[..1]);
    for (number, format, text) in [("0", "bullet", "•"), ("1", "decimal", "%1.")] {
        xml.open("w:abstractNum", &[("w:abstractNumId", number)]);
        xml.empty("w:multiLevelType", &[("w:val", "singleLevel")]);
        xml.open("w:lvl", &[("w:ilvl", "0")]);
        xml.empty("w:start", &[("w:val", "1")]);
        xml.empty("w:numFmt", &[("w:val", format)]);
        xml.empty("w:lvlText", &[("w:val", text)]);
        xml.empty("w:lvlJc", &[("w:val", "left")]);
        xml.open("w:pPr", &[]);
        xml.empty("w:ind", &[("w:left", "397"), ("w:hanging", "397")]);
        xml.close();
        xml.close();
        xml.close();
    }
    let mut list = |number: usize, of: &str| {
        xml.open("w:num", &[("w:numId", &number.to_string())]);
        xml.empty("w:abstractNumId", &[("w:val", of)]);
        if number >= FIRST_NUMBERED {
            xml.open("w:lvlOverride", &[("w:ilvl", "0")]);
            xml.empty("w:startOverride", &[("w:val", "1")]);
            xml.close();
        }
        xml.close();
    };
    list(1, "0");
    for at in 0..numbered.max(1) {
        list(FIRST_NUMBERED + at, "1");
    }
    xml.finish()
}
