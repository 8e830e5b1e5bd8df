//! What stands within an element: its title, words, tags and data.

use super::yaml::{self, Pairs};

/// Whether an element is a statement or an argument; each has its own titles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Statement,
    Argument,
}

/// An element's text taken apart.
#[derive(Debug)]
pub(super) struct Inline {
    pub(super) kind: Kind,
    pub(super) title: Option<String>,
    pub(super) words: String,
    pub(super) tags: Vec<String>,
    pub(super) data: Pairs,
    /// The data as it is written, without braces.
    pub(super) raw_data: Option<String>,
    /// How many marks for bold and italic were left out.
    pub(super) marks: usize,
}

/// Takes an element's text apart.
pub(super) fn inline(raw: &str) -> Inline {
    let raw = raw.trim();
    let (kind, title, rest) = head(raw);
    let (rest, raw_data) = without_data(rest);
    let (rest, tags) = without_tags(&rest);
    let (words, marks) = plain(&rest);
    Inline {
        kind,
        title,
        words,
        tags,
        data: raw_data.as_deref().map(yaml::data).unwrap_or_default(),
        raw_data,
        marks,
    }
}

/// `[Title]: words`, `[Title]`, `<Title>: words`, `<Title>`, or words alone.
fn head(raw: &str) -> (Kind, Option<String>, &str) {
    let line = raw.lines().next().unwrap_or_default();
    let kinds = [(Kind::Statement, '[', ']'), (Kind::Argument, '<', '>')];
    for (kind, open, close) in kinds {
        let Some(inner) = line.strip_prefix(open) else {
            continue;
        };
        let Some(end) = inner.find(close).filter(|&end| end > 0) else {
            continue;
        };
        let title = inner[..end]
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let after = &raw[open.len_utf8() + end + close.len_utf8()..];
        // A link is no title.
        if title.is_empty() || (kind == Kind::Statement && after.starts_with('(')) {
            continue;
        }
        let words = after.strip_prefix(':').unwrap_or(after);
        return (kind, Some(title), words);
    }
    (Kind::Statement, None, raw)
}

/// Cuts out `{key: value}`, which stands behind white space.
fn without_data(text: &str) -> (String, Option<String>) {
    let mut from = 0;
    while let Some(at) = text[from..].find('{').map(|at| from + at) {
        let (mut depth, mut end) = (0_usize, None);
        for (i, c) in text[at..].char_indices() {
            match c {
                '{' => depth += 1,
                '}' => {
                    depth -= 1;
                    if depth == 0 {
                        end = Some(at + i);
                        break;
                    }
                }
                _ => {}
            }
        }
        // Nothing after an open brace can close it.
        let Some(end) = end else { break };
        let inner = &text[at + 1..end];
        if inner.contains(':') {
            let rest = format!("{} {}", &text[..at], &text[end + 1..]);
            return (rest, Some(inner.trim().to_owned()));
        }
        from = end + 1;
    }
    (text.to_owned(), None)
}

/// Cuts out `#tag` and `#(tag of words)`, which stand behind white space.
fn without_tags(text: &str) -> (String, Vec<String>) {
    let mut out = String::with_capacity(text.len());
    let mut tags = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('#') {
        let free = rest[..at].chars().next_back().map_or(
            out.ends_with(char::is_whitespace) || out.is_empty(),
            char::is_whitespace,
        );
        let after = &rest[at + 1..];
        let (tag, length) = match after.strip_prefix('(') {
            Some(inner) => match inner.find(')') {
                Some(end) => (inner[..end].trim(), end + 2),
                None => ("", 0),
            },
            None => {
                let end = after
                    .find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_'))
                    .unwrap_or(after.len());
                (&after[..end], end)
            }
        };
        if free && !tag.is_empty() {
            out.push_str(&rest[..at]);
            tags.push(tag.split_whitespace().collect::<Vec<_>>().join(" "));
        } else {
            out.push_str(&rest[..=at]);
        }
        rest = if free && !tag.is_empty() {
            &after[length..]
        } else {
            after
        };
    }
    out.push_str(rest);
    (out, tags)
}

/// Words on one line: mentions by their titles, without marks for bold and italic, and without
/// the backslashes that keep signs from being marks.
fn plain(text: &str) -> (String, usize) {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    let mut at = 0;
    let mut open: Vec<(char, usize)> = Vec::new();
    while at < chars.len() {
        let c = chars[at];
        let next = chars.get(at + 1).copied();
        match c {
            '\\' if next.is_some_and(|c| c.is_ascii_punctuation()) => {
                out.extend(next);
                at += 2;
                continue;
            }
            '@' if matches!(next, Some('[' | '<')) => {
                let close = if next == Some('[') { ']' } else { '>' };
                if let Some(end) = chars[at + 2..].iter().take(300).position(|&c| c == close) {
                    out.extend(&chars[at + 2..at + 2 + end]);
                    at += end + 3;
                    continue;
                }
            }
            '*' | '_' => {
                let run = if next == Some(c) { 2 } else { 1 };
                let before = at.checked_sub(1).map(|i| chars[i]);
                let after = chars.get(at + run).copied();
                let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
                let closes = open.last() == Some(&(c, run))
                    && ends(after)
                    && before.is_some_and(|c| !c.is_whitespace());
                let opens = ends(before)
                    && after.is_some_and(|c| !c.is_whitespace())
                    && closed_later(&chars[at + run..], c, run);
                if closes {
                    open.pop();
                    marks += 1;
                    at += run;
                    continue;
                }
                if opens {
                    open.push((c, run));
                    at += run;
                    continue;
                }
            }
            _ => {}
        }
        out.push(c);
        at += 1;
    }
    (out.split_whitespace().collect::<Vec<_>>().join(" "), marks)
}

/// Whether a mark is closed within the next thousand letters.
fn closed_later(rest: &[char], mark: char, run: usize) -> bool {
    let rest = &rest[..rest.len().min(1000)];
    let ends = |c: Option<&char>| c.is_none_or(|c| !c.is_alphanumeric());
    (1..rest.len()).any(|at| {
        rest[at] == mark
            && (run == 1 || rest.get(at + 1) == Some(&mark))
            && !rest[at - 1].is_whitespace()
            && ends(rest.get(at + run))
    })
}
