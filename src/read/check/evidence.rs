//! Do the spans and quotes of statements stand in the text of their source?

use std::ops::Range;

use crate::model::{Noun, Record, SourceIx, StatementIx};
use crate::read::codes::Code;
use crate::read::places::Places;
use crate::read::problem::Problem;

/// The text of a source, counted in Unicode code points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    characters: Vec<char>,
    paragraphs: Vec<Range<usize>>,
}

impl SourceText {
    /// Takes a text. A byte order mark counts as a character, as it does in the file.
    pub fn new(text: &str) -> Self {
        let characters: Vec<char> = text.chars().collect();
        let paragraphs = paragraphs(&characters);
        Self {
            characters,
            paragraphs,
        }
    }

    /// The text, as it was taken.
    pub fn text(&self) -> String {
        self.characters.iter().collect()
    }

    fn holds(&self, within: Range<usize>, quote: &str) -> bool {
        let text = words(&self.characters[within]);
        let mut rest = text.as_str();
        quote
            .replace('\u{2026}', "[...]")
            .split("[...]")
            .all(|part| {
                let part = words(&part.chars().collect::<Vec<_>>());
                match rest.find(&part) {
                    Some(at) => {
                        rest = &rest[at + part.len()..];
                        true
                    }
                    None => false,
                }
            })
    }
}

/// The blocks of a text between blank lines, as ranges of code points.
pub fn paragraphs(text: &[char]) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let (mut at, mut open) = (0, false);
    for line in text.split_inclusive(|&c| c == '\n') {
        let blank = line.iter().all(|c| c.is_whitespace());
        match blocks.last_mut() {
            _ if blank => {}
            Some(block) if open => block.end = at + line.len(),
            _ => blocks.push(at..at + line.len()),
        }
        open = !blank;
        at += line.len();
    }
    blocks
}

/// One space for each run of white space, none at the ends.
fn words(text: &[char]) -> String {
    text.iter()
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Compares every span, paragraph and quote with the text of its source, and names the
/// statements that have no evidence at all. `text` gives a source's text where there is one.
///
/// O(statements × length of the spans).
pub fn evidence(
    record: &Record,
    places: &Places,
    text: impl Fn(SourceIx) -> Option<SourceText>,
) -> Vec<Problem> {
    let texts: Vec<Option<SourceText>> = (0..record.sources().len())
        .map(|source| text(source.into()))
        .collect();
    let table = record.statements();
    let mut problems = Vec::new();
    for row in table.rows() {
        if let Some(text) = &texts[table.source(row).index()] {
            problems.extend(compare(record, places, text, row));
        }
        let bare = table.paragraph(row).is_none()
            && table.span(row).is_none()
            && table.quote(row).is_none();
        if bare {
            let id = table.id(row);
            problems.push(
                Problem::new(
                    Code::NoEvidence,
                    format!("statement '{id}' has no evidence"),
                )
                .at(
                    places.of(Noun::Statement, id.as_str(), "id"),
                    "rests on nothing",
                )
                .help("add its paragraph, span or quote"),
            );
        }
    }
    for (index, source) in record.sources().iter().enumerate() {
        let Some(name) = source.text.as_ref().filter(|_| texts[index].is_none()) else {
            continue;
        };
        let rows = table
            .sources()
            .iter()
            .filter(|s| s.index() == index)
            .count();
        let message = format!(
            "the text of source '{}' is not here: evidence of {rows} statements not compared",
            source.id
        );
        problems.push(
            Problem::new(Code::QuoteWithoutText, message)
                .at(
                    places.of(Noun::Source, source.id.as_str(), "text"),
                    "not found",
                )
                .help(format!(
                    "put {name} beside the record, or give its folder with --texts"
                )),
        );
    }
    problems
}

fn compare(record: &Record, places: &Places, text: &SourceText, row: StatementIx) -> Vec<Problem> {
    let table = record.statements();
    let id = table.id(row).as_str();
    let source = &record.source(table.source(row)).id;
    let place = |field| places.of(Noun::Statement, id, field);
    let mut problems = Vec::new();

    let block = table.paragraph(row).map(|n| n.get() as usize);
    let paragraph = block.and_then(|n| text.paragraphs.get(n - 1).cloned());
    if let (Some(n), None) = (block, &paragraph) {
        let have = text.paragraphs.len();
        problems.push(
            Problem::new(
                Code::ParagraphMismatch,
                format!("statement '{id}' names paragraph {n}, but source '{source}' has {have}"),
            )
            .at(place("paragraph"), "no such paragraph")
            .help("count the blocks between blank lines from 1, headings included"),
        );
    }
    let span = table
        .span(row)
        .map(|s| s.start() as usize..s.end() as usize);
    let span = span.filter(|span| {
        let inside = span.end <= text.characters.len();
        if !inside {
            let (end, have) = (span.end, text.characters.len());
            problems.push(
                Problem::new(
                    Code::SpanOutside,
                    format!("statement '{id}' ends at {end}, past the end of '{source}' at {have}"),
                )
                .at(place("span"), "past the end of the text")
                .help("count Unicode code points of the whole file from 0"),
            );
        }
        inside
    });
    if let (Some(span), Some(paragraph)) = (&span, &paragraph)
        && (span.start < paragraph.start || span.end > paragraph.end)
    {
        let holds = |p: &Range<usize>| p.start <= span.start && span.end <= p.end;
        let found = text.paragraphs.iter().position(holds);
        problems.push(
            Problem::new(
                Code::ParagraphMismatch,
                format!("the span of statement '{id}' is not in its paragraph"),
            )
            .at(
                place("paragraph"),
                format!("spans {}..{}", paragraph.start, paragraph.end),
            )
            .help(match found {
                Some(found) => format!("the span lies in paragraph {}", found + 1),
                None => "the span crosses a blank line".to_owned(),
            }),
        );
    }
    if let Some(quote) = table.quote(row) {
        let within = span
            .clone()
            .or(paragraph)
            .unwrap_or(0..text.characters.len());
        if !text.holds(within, quote) {
            let elsewhere = text.holds(0..text.characters.len(), quote);
            let message =
                format!("the quote of statement '{id}' is not in its place of '{source}'");
            problems.push(
                Problem::new(Code::QuoteNotFound, message)
                    .at(place("quote"), "not found in the text")
                    .help(if elsewhere {
                        "the words stand elsewhere in the text: correct span or paragraph"
                    } else {
                        "the words stand nowhere in the text: copy them literally"
                    }),
            );
        }
    }
    problems
}
