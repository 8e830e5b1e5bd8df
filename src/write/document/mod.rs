//! A document before it has a format: headings, paragraphs, lists, tables, figures and numbered
//! evidence, with links among them. It knows nothing of records; its writers, one file each,
//! only spell it out.
//!
//! All words are in it already: numbers, labels ("Figure 2"), captions and the words of links
//! come from whoever made the document, in its language.

#[cfg(all(feature = "docx", feature = "png"))]
mod docx;
#[cfg(feature = "brief")]
mod html;
#[cfg(feature = "brief")]
mod markdown;
#[cfg(any(all(feature = "docx", feature = "png"), feature = "pdf"))]
mod page;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(any(all(feature = "docx", feature = "png"), feature = "pdf"))]
mod run;
#[cfg(feature = "brief")]
mod template;

#[cfg(all(feature = "docx", feature = "png"))]
pub use self::docx::{DocxError, DocxOptions, docx};
#[cfg(feature = "brief")]
pub use self::html::{HTML_TEMPLATE, html};
#[cfg(feature = "brief")]
pub use self::markdown::{MARKDOWN_TEMPLATE, Markdown, markdown};
#[cfg(any(all(feature = "docx", feature = "png"), feature = "pdf"))]
pub use self::page::Paper;
#[cfg(feature = "pdf")]
pub use self::pdf::{DocumentPdfOptions, pdf};
#[cfg(feature = "brief")]
pub use self::template::{Template, TemplateError};

use crate::draw::{Language, Scene};

/// A document.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its title: the one heading of level 1, and the title of the file.
    pub title: String,
    /// What it is, in one sentence: the description or subject of the file.
    pub subject: String,
    /// A line under the title, such as sources and dates; may be empty.
    pub subtitle: String,
    /// The language of its text.
    pub language: Language,
    /// Words that writers need beside the text.
    pub words: Words,
    /// What it is made of, in the order of reading.
    pub blocks: Vec<Block>,
}

/// Words that a writer may put around the text, in the document's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Over the list of headings: "Contents".
    pub contents: String,
    /// Leads to the beginning of the text, for keyboards: "Skip to the text".
    pub skip: String,
    /// Over the longer words about a figure: "Description of the figure".
    pub description: String,
    /// Over the tables of a figure: "The figure as tables".
    pub facts: String,
    /// Names the way back from an entry of evidence to where it is used: "Referred to in".
    pub back: String,
    /// The words of a page number: "Page {page} of {pages}".
    pub page: String,
    /// Stands for yes in a table.
    pub yes: String,
    /// Stands for no in a table.
    pub no: String,
    /// The mark between whole number and decimals: "." or ",".
    pub decimal: String,
    /// Opens and closes a quotation: "“" and "”".
    pub quotation: [String; 2],
}

/// A name within a document that links lead to: lower-case ASCII letters, digits and `-`,
/// beginning with a letter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnchorId(String);

impl AnchorId {
    /// Makes a name of any text: letters lowered, what is not allowed made `-`, and `x-` put
    /// before what does not begin with a letter.
    pub fn new(text: &str) -> Self {
        let mut name: String = (text.chars())
            .map(|c| match c.to_ascii_lowercase() {
                c if c.is_ascii_lowercase() || c.is_ascii_digit() => c,
                _ => '-',
            })
            .collect();
        if !name.starts_with(|c: char| c.is_ascii_lowercase()) {
            name.insert_str(0, "x-");
        }
        Self(name)
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading.
    Heading {
        /// 2 for a part of the document, 3 for a part of that, to 6. Levels never skip.
        level: u8,
        /// Where links to it lead.
        anchor: AnchorId,
        /// Its words.
        text: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list with bullets.
    List(Vec<Vec<Inline>>),
    /// A list with numbers from 1.
    Numbered(Vec<Vec<Inline>>),
    /// A table.
    Table(Table),
    /// A picture.
    Figure(Box<Figure>),
    /// An aside: what a reader should beware of.
    Note {
        /// Its heading, which is no heading of the document.
        title: String,
        /// Its paragraphs.
        paragraphs: Vec<Vec<Inline>>,
    },
    /// Numbered evidence. A document has at most one such block.
    Evidence(Vec<EvidenceEntry>),
}

/// A piece of running text.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Words that weigh more.
    Strong(String),
    /// Words set apart: a title, a foreign word.
    Emphasis(String),
    /// Words that lead to a place in the document.
    Within {
        /// Where to.
        to: AnchorId,
        /// The words.
        text: String,
    },
    /// Words that lead out of the document.
    Out {
        /// An `http` or `https` address.
        url: String,
        /// The words.
        text: String,
    },
    /// Numbers of evidence for what was said just before: "[3, 7–9]". A run leads to its first
    /// entry; "41 more" leads to all of the evidence.
    Cite(Vec<Citation>),
    /// One sentence that was said by a rule. Where a format has no place for the rule, it is
    /// its text alone.
    Sentence {
        /// The rule's name.
        rule: String,
        /// The text; has no `Sentence` in it.
        text: Vec<Self>,
    },
}

/// A reference to an entry of the evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The entry, or the first of a run.
    pub to: AnchorId,
    /// Its label: "7", or "7–9".
    pub label: String,
}

/// A table; every row has as many cells as there are columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Where links to it lead.
    pub anchor: AnchorId,
    /// Its label: "Table 1".
    pub label: String,
    /// What it shows.
    pub caption: Vec<Inline>,
    /// Its columns; the first one names the rows.
    pub columns: Vec<Column>,
    /// Its cells.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its words.
    pub name: String,
    /// What is in it.
    pub holds: Holds,
}

/// What the cells of a column hold, which decides how they are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Holds {
    /// Words, set from the left.
    #[default]
    Text,
    /// Numbers, set to the right.
    Numbers,
}

/// A picture with its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Where links to it lead.
    pub anchor: AnchorId,
    /// Its label: "Figure 1".
    pub label: String,
    /// What it shows and why it is here.
    pub caption: Vec<Inline>,
    /// Stands for it in one sentence where it cannot be seen.
    pub alt: String,
    /// Tells all of it, a paragraph each.
    pub description: Vec<String>,
    /// The name of a file of its own, without a suffix: "figure-1-alignment".
    pub stem: String,
    /// The picture, in the light look. Its `facts` are the same as tables.
    pub scene: Scene,
}

/// A piece of evidence that the document refers to by number.
#[derive(Debug, Clone, PartialEq)]
pub struct EvidenceEntry {
    /// Where links to it lead.
    pub anchor: AnchorId,
    /// Its number as it is referred to: "7".
    pub label: String,
    /// Who says what: "APC is concerned about: More arms keep us safe".
    pub statement: Vec<Inline>,
    /// The words of the source, without quotation marks.
    pub quote: Option<String>,
    /// Where the words stand: source, paragraph, date, speaker.
    pub place: Vec<Inline>,
    /// Where the document refers to it, in order: words and place.
    pub used: Vec<(String, AnchorId)>,
}

impl Document {
    /// The headings in order: level, anchor, words.
    pub fn headings(&self) -> impl Iterator<Item = (u8, &AnchorId, String)> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Heading {
                level,
                anchor,
                text,
            } => Some((*level, anchor, plain(text))),
            _ => None,
        })
    }

    /// The figures in order.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Figure(figure) => Some(&**figure),
            _ => None,
        })
    }
}

/// The words of running text, without links and weight; evidence as "[3, 7]".
pub fn plain(text: &[Inline]) -> String {
    let mut out = String::new();
    for part in text {
        match part {
            Inline::Text(words) | Inline::Strong(words) | Inline::Emphasis(words) => {
                out.push_str(words);
            }
            Inline::Within { text, .. } | Inline::Out { text, .. } => out.push_str(text),
            Inline::Cite(citations) => {
                let labels: Vec<&str> = citations.iter().map(|it| it.label.as_str()).collect();
                out.push_str(&format!("[{}]", labels.join(", ")));
            }
            Inline::Sentence { text, .. } => out.push_str(&plain(text)),
        }
    }
    out
}
