//! A report as paragraphs, sentences and words, every place a code point of the original.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::markup;
use super::words::{Token, Words};
use crate::read::paragraphs;

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextFormat {
    /// Blocks between blank lines.
    #[default]
    Plain,
    /// The same, with `#` headings, lists, emphasis and links.
    Markdown,
    /// A web page.
    Html,
}

/// What a block of the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BlockKind {
    /// Sentences.
    Prose,
    /// A short line without a full stop, or marked as a heading.
    Heading,
    /// An address, a comment line, a date: nothing to read.
    Aside,
}

#[derive(Debug)]
pub(super) struct Block {
    pub(super) kind: BlockKind,
    pub(super) sentences: Vec<Sentence>,
}

#[derive(Debug)]
pub(super) struct Sentence {
    /// Code points, without white space at the ends.
    pub(super) range: Range<usize>,
    pub(super) tokens: Vec<Token>,
}

/// A report, cut up. Blocks are numbered from 1 as `check` numbers them.
#[derive(Debug)]
pub struct ReportText {
    original: Vec<char>,
    /// The same with markup blanked.
    visible: Vec<char>,
    pub(super) blocks: Vec<Block>,
    /// What is odd about the text: signs of a wrong encoding, invisible characters.
    pub(super) oddities: Vec<String>,
}

impl ReportText {
    /// Cuts a text up. Markup is read as white space, so that places stay those of the file.
    /// O(n).
    pub fn new(text: &str, format: TextFormat) -> Self {
        let original: Vec<char> = text.chars().collect();
        let visible = match format {
            TextFormat::Plain => original.clone(),
            TextFormat::Markdown => markup::markdown(&original),
            TextFormat::Html => markup::html(&original),
        };
        let words = Words::new();
        let blocks = paragraphs(&original)
            .into_iter()
            .map(|range| block(&words, &original, &visible, range))
            .collect();
        Self {
            oddities: oddities(&original),
            original,
            visible,
            blocks,
        }
    }

    /// The words of a stretch of the original, each run of white space as one space.
    pub fn quote(&self, range: Range<usize>) -> String {
        let end = range.end.min(self.original.len());
        let text: String = self.original[range.start.min(end)..end].iter().collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// A stretch as a reader sees it, code point by code point: without markup.
    pub(super) fn visible(&self, range: Range<usize>) -> String {
        let end = range.end.min(self.visible.len());
        self.visible[range.start.min(end)..end].iter().collect()
    }

    /// How many words it has.
    pub fn words(&self) -> usize {
        let sentences = self.blocks.iter().flat_map(|block| &block.sentences);
        sentences
            .map(|s| s.tokens.iter().filter(|t| t.is_word()).count())
            .sum()
    }
}

fn block(words: &Words, original: &[char], visible: &[char], range: Range<usize>) -> Block {
    let text: String = visible[range.clone()].iter().collect();
    let marked = original[range.clone()]
        .iter()
        .find(|c| !c.is_whitespace())
        .is_some_and(|&c| c == '#');
    let line = text.trim();
    let aside = line.is_empty()
        || line.starts_with("http://") && !line.contains(char::is_whitespace)
        || line.lines().all(|l| {
            let l = l.trim();
            l.starts_with("http://") || l.starts_with("https://") || l.starts_with("# ")
        });
    let ends = |c: char| matches!(c, '.' | '!' | '?' | '\u{2026}');
    let closed = line
        .trim_end_matches(['"', '\'', '\u{201D}', '\u{2019}', ')'])
        .ends_with(ends);
    let short = line.split_whitespace().count() <= 14;
    // A comment line of the form "# source: ..." is long; a heading is not.
    let kind = if aside || (marked && !short) {
        BlockKind::Aside
    } else if marked || (short && !closed) {
        BlockKind::Heading
    } else {
        BlockKind::Prose
    };
    let sentences = sentences(&text)
        .into_iter()
        .map(|(from, piece)| Sentence {
            range: range.start + from..range.start + from + piece.chars().count(),
            tokens: words.tokens(piece, range.start + from),
        })
        .filter(|sentence| sentence.tokens.iter().any(Token::is_word))
        .collect();
    Block { kind, sentences }
}

/// Words with a full stop that ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "e.g.", "i.e.", "cf.", "mr.", "mrs.", "ms.", "dr.", "prof.", "amb.", "h.e.", "st.", "no.",
    "art.", "para.", "paras.", "vs.", "etc.", "al.", "fig.", "u.s.", "u.k.", "u.n.", "rev.",
    "corr.", "add.", "vol.", "pp.", "inc.", "ltd.", "gov.", "sen.", "gen.",
];

/// Sentences with the code point they begin at.
fn sentences(text: &str) -> Vec<(usize, &str)> {
    let mut cuts: Vec<Range<usize>> = Vec::new();
    for (at, piece) in text.split_sentence_bound_indices() {
        let range = at..at + piece.len();
        let joins = cuts.last().is_some_and(|last: &Range<usize>| {
            let before = text[last.clone()].trim_end();
            let word = before
                .rsplit(char::is_whitespace)
                .next()
                .unwrap_or_default();
            let word = word
                .trim_start_matches(['(', '"', '\u{201C}'])
                .to_lowercase();
            let initial = word.chars().count() == 2 && word.ends_with('.');
            let small = piece.chars().next().is_some_and(char::is_lowercase);
            let open = !before.ends_with([
                '.', '!', '?', '"', '\'', '\u{2019}', '\u{201D}', '\u{2026}', ')', ':',
            ]);
            ABBREVIATIONS.contains(&word.as_str()) || initial || small || open
        });
        match cuts.last_mut() {
            Some(last) if joins => last.end = range.end,
            _ => cuts.push(range),
        }
    }
    let (mut bytes, mut points) = (0, 0);
    cuts.into_iter()
        .filter_map(|range| {
            let piece = &text[range.clone()];
            let inner = piece.trim();
            let start = range.start + (piece.len() - piece.trim_start().len());
            points += text[bytes..start].chars().count();
            bytes = start;
            (!inner.is_empty()).then_some((points, inner))
        })
        .collect()
}

/// Signs of a text that was decoded or copied wrongly.
fn oddities(text: &[char]) -> Vec<String> {
    let count = |test: &dyn Fn(char) -> bool| text.iter().filter(|&&c| test(c)).count();
    let pairs = text
        .windows(2)
        .filter(|pair| {
            matches!(pair[0], '\u{C3}' | '\u{C2}') && ('\u{80}'..='\u{BF}').contains(&pair[1])
                || pair[0] == '\u{E2}' && pair[1] == '\u{20AC}'
        })
        .count();
    let rows = [
        (pairs, "mojibake (UTF-8 read as Latin-1)"),
        (count(&|c| c == '\u{FFFD}'), "characters lost in decoding"),
        (count(&|c| c == '\u{AD}'), "soft hyphens"),
        (
            count(&|c| matches!(c, '\u{A0}' | '\u{202F}' | '\u{2007}')),
            "no-break spaces",
        ),
        (
            count(&|c| {
                matches!(
                    c,
                    '`' | '\u{B4}'
                        | '\u{201A}'
                        | '\u{201B}'
                        | '\u{201E}'
                        | '\u{201F}'
                        | '\u{2039}'
                        | '\u{203A}'
                )
            }),
            "odd quotation marks",
        ),
        (
            count(&|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')),
            "control characters",
        ),
        (
            count(&|c| matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{200E}' | '\u{200F}')),
            "invisible characters",
        ),
    ];
    let told = rows.into_iter().filter(|(n, _)| *n > 0);
    told.map(|(n, what)| format!("{n} {what}")).collect()
}
