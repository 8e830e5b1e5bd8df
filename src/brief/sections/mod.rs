//! The parts of the document, one file each, written one after the other.

mod evidence;
mod method;
mod open;
mod positions;
mod stands;
mod summary;
mod themes;
mod together;

use std::collections::BTreeMap;

use super::BriefOptions;
use super::facts::Facts;
use super::figures::Chosen;
use super::summary::Finding;
use super::words::{Value, Words};
use crate::draw::Form;
use crate::model::StatementIx;
use crate::write::document::{AnchorId, Block, Citation, Column, Figure, Holds, Inline, Table};

/// So many numbers of evidence stand in one place; of more, the first.
const MOST_CITED: usize = 12;
/// So many rows a table has.
const MOST_ROWS: usize = 30;

/// A document in the making.
pub(super) struct Writing<'a> {
    pub(super) facts: &'a Facts<'a>,
    pub(super) words: Words,
    pub(super) options: &'a BriefOptions,
    figures: Vec<Chosen>,
    blocks: Vec<Block>,
    counts: [usize; 2],
    /// What the text refers to, and from where.
    used: BTreeMap<StatementIx, Vec<(String, AnchorId)>>,
    /// Where text is added now: words and place.
    here: (String, AnchorId),
}

/// The blocks of a briefing.
pub(super) fn blocks(
    facts: &Facts<'_>,
    words: Words,
    options: &BriefOptions,
    (findings, figures): (&[Finding], Vec<Chosen>),
) -> Vec<Block> {
    let mut writing = Writing {
        facts,
        words,
        options,
        figures,
        blocks: Vec::new(),
        counts: [0; 2],
        used: BTreeMap::new(),
        here: (String::new(), AnchorId::new("summary")),
    };
    summary::write(&mut writing, findings);
    if !facts.record.statements().is_empty() {
        positions::write(&mut writing);
        writing.time();
        together::write(&mut writing);
        themes::write(&mut writing);
        stands::write(&mut writing);
        open::write(&mut writing);
    }
    writing.rest();
    method::write(&mut writing);
    evidence::write(&mut writing);
    writing.blocks
}

impl Writing<'_> {
    fn heading(&mut self, anchor: &str, words: &'static str) {
        let text = self.words.say(words);
        let anchor = AnchorId::new(anchor);
        self.here = (text.to_owned(), anchor.clone());
        self.blocks.push(Block::Heading {
            level: 2,
            anchor,
            text: vec![text_of(text)],
        });
    }

    fn paragraph(&mut self, words: &'static str) {
        let text = self.words.say(words);
        self.blocks.push(Block::Paragraph(vec![text_of(text)]));
    }

    /// The numbers of some statements, in runs, with a space before them; nothing for none.
    fn cite(&mut self, rows: &[StatementIx]) -> Vec<Inline> {
        if rows.is_empty() {
            return Vec::new();
        }
        if rows.len() > MOST_CITED && rows.len() == self.facts.record.statements().len() {
            return vec![
                text_of(" ["),
                Inline::Within {
                    to: AnchorId::new("evidence"),
                    text: self.words.say("evidence-all").to_owned(),
                },
                text_of("]"),
            ];
        }
        let mut runs: Vec<[StatementIx; 2]> = Vec::new();
        for &row in rows {
            match runs.last_mut() {
                Some([_, last]) if last.index() + 1 == row.index() => *last = row,
                _ => runs.push([row, row]),
            }
        }
        let mut made = Vec::new();
        let mut left = 0;
        for [first, last] in runs {
            let length = last.index() - first.index() + 1;
            if made.len() >= MOST_CITED {
                left += length;
                continue;
            }
            for row in first.index()..=last.index() {
                let uses = self.used.entry(row.into()).or_default();
                if !uses.contains(&self.here) {
                    uses.push(self.here.clone());
                }
            }
            let number = |row: StatementIx| self.words.number(row.index() + 1);
            if length > 2 {
                made.push(Citation {
                    to: place_of(first),
                    label: format!("{}–{}", number(first), number(last)),
                });
            } else {
                let each = (first.index()..=last.index()).map(StatementIx::from);
                made.extend(each.map(|row| Citation {
                    to: place_of(row),
                    label: number(row),
                }));
            }
        }
        if left > 0 {
            made.push(Citation {
                to: AnchorId::new("evidence"),
                label: self
                    .words
                    .fill("more-entries", &[("n", Value::Count(left))]),
            });
        }
        vec![text_of(" "), Inline::Cite(made)]
    }

    /// A cell of numbers of evidence.
    fn cell(&mut self, rows: &[StatementIx]) -> Vec<Inline> {
        let mut made = self.cite(rows);
        if made.len() == 2 {
            made.remove(0);
        }
        made
    }

    /// A table, unless it has no rows; rows past the most that fit are counted below it.
    fn table(
        &mut self,
        caption: &'static str,
        columns: &[(&'static str, Holds)],
        mut rows: Vec<Vec<Vec<Inline>>>,
    ) {
        if rows.is_empty() {
            return;
        }
        let left = rows.len().saturating_sub(MOST_ROWS);
        rows.truncate(MOST_ROWS);
        self.counts[1] += 1;
        let n = self.counts[1];
        let label = self.words.fill("table", &[("n", Value::Count(n))]);
        let column = |&(name, holds): &(&'static str, Holds)| Column {
            name: self.words.say(name).to_owned(),
            holds,
        };
        self.blocks.push(Block::Table(Table {
            anchor: AnchorId::new(&format!("table-{n}")),
            label,
            caption: vec![text_of(self.words.say(caption))],
            columns: columns.iter().map(column).collect(),
            rows,
        }));
        if left > 0 {
            let more = self.words.fill("table.more", &[("n", Value::Count(left))]);
            self.blocks.push(Block::Paragraph(vec![Inline::Text(more)]));
        }
    }

    /// The picture of a form, where it was chosen and is not in the document yet.
    fn figure(&mut self, form: Form) {
        if let Some(at) = self.figures.iter().position(|it| it.form == form) {
            let chosen = self.figures.remove(at);
            self.add(chosen);
        }
    }

    fn add(&mut self, chosen: Chosen) {
        self.counts[0] += 1;
        let n = self.counts[0];
        let label = self.words.fill("figure", &[("n", Value::Count(n))]);
        let anchor = AnchorId::new(&format!("figure-{n}"));
        let before = std::mem::replace(&mut self.here, (label.clone(), anchor.clone()));
        let cited = self.cite(&chosen.statements);
        self.here = before;
        let mut caption = vec![text_of(chosen.what), text_of(" "), Inline::Text(chosen.why)];
        if !cited.is_empty() {
            caption.push(text_of(" "));
            caption.push(text_of(self.words.say("figure.evidence")));
            caption.extend(cited);
        }
        let notes = chosen.scene.notes.iter().cloned();
        let figure = Figure {
            anchor,
            label,
            caption,
            alt: chosen.what.to_owned(),
            description: std::iter::once(chosen.scene.description.clone())
                .chain(notes)
                .collect(),
            stem: format!("figure-{n}-{}", chosen.form.as_str()),
            scene: chosen.scene,
        };
        self.blocks.push(Block::Figure(Box::new(figure)));
    }

    /// The default picture, which has its place whatever its form.
    fn first_figure(&mut self) {
        if !self.figures.is_empty() {
            let chosen = self.figures.remove(0);
            self.add(chosen);
        }
    }

    fn time(&mut self) {
        if self.figures.iter().any(|it| it.form == Form::Timeline) {
            self.heading("time", "section.time");
            self.figure(Form::Timeline);
        }
    }

    /// Pictures that found no place of their own.
    fn rest(&mut self) {
        for chosen in std::mem::take(&mut self.figures) {
            self.add(chosen);
        }
    }
}

fn text_of(words: &str) -> Inline {
    Inline::Text(words.to_owned())
}

fn place_of(row: StatementIx) -> AnchorId {
    AnchorId::new(&format!("evidence-{}", row.index() + 1))
}
