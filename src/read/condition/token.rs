//! The words and signs of a condition.

use std::ops::Range;

/// One of them, with its place in bytes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Range<usize>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// A name, value or keyword.
    Word(String),
    /// Text in quotes or brackets, which is never a keyword, nor has wildcards.
    Quoted(String),
    /// `=`, `!=`, `<`, `<=`, `>`, `>=`.
    Operator(&'static str),
    Open,
    Close,
    Comma,
    /// A quote without its end.
    Unclosed,
    End,
}

const OPERATORS: [(&str, &str); 8] = [
    ("!=", "!="),
    ("<>", "!="),
    ("<=", "<="),
    (">=", ">="),
    ("==", "="),
    ("=", "="),
    ("<", "<"),
    (">", ">"),
];

/// Splits a text; the last token is the end.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let (kind, length) = match c {
            c if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            '(' => (Kind::Open, 1),
            ')' => (Kind::Close, 1),
            ',' => (Kind::Comma, 1),
            '"' | '\'' => quoted(rest, c),
            '[' => quoted(rest, ']'),
            _ => match OPERATORS.iter().find(|(sign, _)| rest.starts_with(sign)) {
                Some((sign, operator)) => (Kind::Operator(operator), sign.len()),
                None => {
                    let stops = |c: char| c.is_whitespace() || "(),=<>\"".contains(c);
                    let end = rest.find(stops).unwrap_or(rest.len());
                    let different = rest[end..].starts_with('=') && rest[..end].ends_with('!');
                    let end = if different { end - 1 } else { end };
                    (Kind::Word(rest[..end].to_owned()), end)
                }
            },
        };
        tokens.push(Token {
            kind,
            span: at..at + length,
        });
        at += length;
    }
    tokens.push(Token {
        kind: Kind::End,
        span: text.len()..text.len(),
    });
    tokens
}

/// A quote to its end; a doubled quote in it is one.
fn quoted(rest: &str, end: char) -> (Kind, usize) {
    let mut value = String::new();
    let mut chars = rest.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c != end {
            value.push(c);
        } else if end != ']' && chars.peek().is_some_and(|&(_, next)| next == end) {
            value.push(end);
            chars.next();
        } else {
            return (Kind::Quoted(value), at + c.len_utf8());
        }
    }
    (Kind::Unclosed, rest.len())
}
