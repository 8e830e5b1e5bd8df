//! Running text as pieces of one look each, which is how pages are set.

use super::{AnchorId, EvidenceEntry, Inline};
use crate::write::svg::leads_to_web;

/// How a piece of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Manner {
    Plain,
    Strong,
    Emphasis,
}

/// Where a piece of text leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Lead {
    Within(AnchorId),
    Out(String),
}

/// A piece of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) manner: Manner,
    pub(super) lead: Option<Lead>,
}

impl Run {
    pub(super) fn new(text: impl Into<String>, manner: Manner) -> Self {
        Self {
            text: text.into(),
            manner,
            lead: None,
        }
    }

    /// A piece that leads to a place in the document.
    pub(super) fn within(text: impl Into<String>, to: &AnchorId) -> Self {
        Self {
            lead: Some(Lead::Within(to.clone())),
            ..Self::new(text, Manner::Plain)
        }
    }
}

/// The pieces of running text, in order; together they have the words of [`super::plain`].
/// Neighbours of one look are one piece, and no piece is empty.
pub(super) fn runs(text: &[Inline]) -> Vec<Run> {
    let mut out = Vec::new();
    collect(text, &mut out);
    out
}

fn collect(text: &[Inline], out: &mut Vec<Run>) {
    for part in text {
        match part {
            Inline::Text(words) => push(out, Run::new(words, Manner::Plain)),
            Inline::Strong(words) => push(out, Run::new(words, Manner::Strong)),
            Inline::Emphasis(words) => push(out, Run::new(words, Manner::Emphasis)),
            Inline::Within { to, text } => push(out, Run::within(text, to)),
            Inline::Out { url, text } => {
                let mut run = Run::new(text, Manner::Plain);
                // What is no web address stays words.
                run.lead = leads_to_web(url).then(|| Lead::Out(url.clone()));
                push(out, run);
            }
            Inline::Cite(citations) => {
                for (at, citation) in citations.iter().enumerate() {
                    let before = if at == 0 { "[" } else { ", " };
                    push(out, Run::new(before, Manner::Plain));
                    push(out, Run::within(&citation.label, &citation.to));
                }
                let closing = if citations.is_empty() { "[]" } else { "]" };
                push(out, Run::new(closing, Manner::Plain));
            }
            Inline::Sentence { text, .. } => collect(text, out),
        }
    }
}

fn push(out: &mut Vec<Run>, run: Run) {
    match out.last_mut() {
        _ if run.text.is_empty() => {}
        Some(last) if last.manner == run.manner && last.lead.is_none() && run.lead.is_none() => {
            last.text.push_str(&run.text);
        }
        _ => out.push(run),
    }
}

/// The words of a page number with what stands for its two numbers: parts of text between
/// `{page}` and `{pages}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PageWord<'w> {
    Text(&'w str),
    Page,
    Pages,
}

/// Reads "Page {page} of {pages}".
pub(super) fn page_words(words: &str) -> Vec<PageWord<'_>> {
    let mut out = Vec::new();
    let mut rest = words;
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        let (word, length) = if from.starts_with("{pages}") {
            (PageWord::Pages, 7)
        } else if from.starts_with("{page}") {
            (PageWord::Page, 6)
        } else {
            (PageWord::Text(&from[..1]), 1)
        };
        if !before.is_empty() {
            out.push(PageWord::Text(before));
        }
        out.push(word);
        rest = &from[length..];
    }
    if !rest.is_empty() {
        out.push(PageWord::Text(rest));
    }
    out
}

/// Where the words of an entry of evidence stand, and where the document refers to it, on one
/// line.
pub(super) fn place(entry: &EvidenceEntry, back: &str) -> Vec<Run> {
    let mut out = runs(&entry.place);
    for (at, (words, to)) in entry.used.iter().enumerate() {
        let before = match at {
            0 if out.is_empty() => format!("{back} "),
            0 => format!(" · {back} "),
            _ => ", ".to_owned(),
        };
        push(&mut out, Run::new(before, Manner::Plain));
        push(&mut out, Run::within(words, to));
    }
    out
}
