//! Every text of a document, looked through for names.

use super::{BriefError, Secrets};
use crate::analysis::Cell;
use crate::draw::{Element, Scene};
use crate::write::document::{Block, Document, Figure, Inline, plain};

impl Secrets {
    /// Makes sure that no name is anywhere in a document: text, captions, links, anchors, and
    /// the pictures with their ids and tables.
    ///
    /// # Errors
    /// Tells the first name that is.
    pub fn check_document(&self, document: &Document) -> Result<(), BriefError> {
        let words = &document.words;
        for text in [&document.title, &document.subject, &document.subtitle]
            .into_iter()
            .chain([
                &words.contents,
                &words.skip,
                &words.description,
                &words.facts,
            ])
            .chain([&words.back, &words.page, &words.yes, &words.no])
        {
            self.check_text(text)?;
        }
        document
            .blocks
            .iter()
            .try_for_each(|block| self.block(block))
    }

    fn block(&self, block: &Block) -> Result<(), BriefError> {
        match block {
            Block::Heading { anchor, text, .. } => {
                self.check_text(anchor.as_str())?;
                self.inlines(text)
            }
            Block::Paragraph(text) => self.inlines(text),
            Block::List(items) | Block::Numbered(items) => {
                items.iter().try_for_each(|item| self.inlines(item))
            }
            Block::Table(table) => {
                self.inlines(&table.caption)?;
                for column in &table.columns {
                    self.check_text(&column.name)?;
                }
                let mut cells = table.rows.iter().flatten();
                cells.try_for_each(|cell| self.inlines(cell))
            }
            Block::Figure(figure) => self.figure(figure),
            Block::Note { title, paragraphs } => {
                self.check_text(title)?;
                paragraphs.iter().try_for_each(|text| self.inlines(text))
            }
            Block::Evidence(entries) => entries.iter().try_for_each(|entry| {
                self.check_text(entry.anchor.as_str())?;
                self.inlines(&entry.statement)?;
                self.inlines(&entry.place)?;
                entry
                    .used
                    .iter()
                    .try_for_each(|(words, _)| self.check_text(words))?;
                self.check_text(entry.quote.as_deref().unwrap_or_default())
            }),
        }
    }

    fn inlines(&self, text: &[Inline]) -> Result<(), BriefError> {
        for part in text {
            match part {
                Inline::Out { url, .. } => self.check_text(url)?,
                Inline::Sentence { text, .. } => self.inlines(text)?,
                _ => {}
            }
        }
        // The whole, so that no name hides between two pieces.
        self.check_text(&plain(text))
    }

    fn figure(&self, figure: &Figure) -> Result<(), BriefError> {
        self.inlines(&figure.caption)?;
        for text in [&figure.label, &figure.alt, &figure.stem]
            .into_iter()
            .chain(&figure.description)
        {
            self.check_text(text)?;
        }
        self.scene(&figure.scene)
    }

    fn scene(&self, scene: &Scene) -> Result<(), BriefError> {
        for text in [&scene.title, &scene.description]
            .into_iter()
            .chain(&scene.notes)
        {
            self.check_text(text)?;
        }
        for table in &scene.facts {
            for text in std::iter::once(&table.title).chain(&table.columns) {
                self.check_text(text)?;
            }
            for cell in table.rows.iter().flatten() {
                if let Cell::Text(text) = cell {
                    self.check_text(text)?;
                }
            }
        }
        self.elements(&scene.elements)
    }

    fn elements(&self, elements: &[Element]) -> Result<(), BriefError> {
        // Lines of one label are read as one text.
        let lines: Vec<&str> = (elements.iter())
            .filter_map(|element| match element {
                Element::Text(text) => Some(text.content.as_str()),
                _ => None,
            })
            .collect();
        self.check_text(&lines.join(" "))?;
        for element in elements {
            if let Element::Group(group) = element {
                for text in [&group.id, &group.class] {
                    self.check_text(text)?;
                }
                for text in [&group.name, &group.link].into_iter().flatten() {
                    self.check_text(text)?;
                }
                self.elements(&group.children)?;
            }
        }
        Ok(())
    }
}
