//! Patterns of words, as the rule tables write them.
//!
//! Words between spaces, matched one after the other. A plain word matches by its stem, `=word`
//! only as it is, `a|b` either, `?word` may be missing, `*` is up to three words, `_` any
//! single word. Hyphens separate words.

use super::words::{Token, Words};

#[derive(Debug, Clone)]
struct Element {
    /// Exact text, or stem.
    any: Vec<(bool, String)>,
    optional: bool,
    gap: std::ops::RangeInclusive<usize>,
}

/// One pattern.
#[derive(Debug, Clone)]
pub(super) struct Pattern(Vec<Element>);

impl Pattern {
    pub(super) fn new(words: &Words, text: &str) -> Self {
        let text = text.to_lowercase().replace('-', " ");
        let element = |piece: &str| {
            if piece == "*" || piece == "_" {
                return Element {
                    any: Vec::new(),
                    optional: false,
                    gap: if piece == "*" { 0..=3 } else { 1..=1 },
                };
            }
            let optional = piece.starts_with('?');
            let any = piece
                .trim_start_matches('?')
                .split('|')
                .map(|word| match word.strip_prefix('=') {
                    Some(exact) => (true, exact.to_owned()),
                    None => (false, words.stem(word)),
                })
                .collect();
            Element {
                any,
                optional,
                gap: 0..=0,
            }
        };
        Self(text.split_whitespace().map(element).collect())
    }

    /// The end of the match that begins at this token; the longest.
    pub(super) fn at(&self, tokens: &[Token], start: usize) -> Option<usize> {
        matches(&self.0, tokens, start).filter(|&end| end > start)
    }

    /// The stems or words that can begin a match, where it has to begin with a word.
    pub(super) fn first(&self) -> Vec<(bool, &str)> {
        let mut first = Vec::new();
        for element in &self.0 {
            first.extend(
                element
                    .any
                    .iter()
                    .map(|(exact, word)| (*exact, word.as_str())),
            );
            if !element.optional {
                break;
            }
        }
        first
    }
}

fn matches(rest: &[Element], tokens: &[Token], at: usize) -> Option<usize> {
    let Some((element, after)) = rest.split_first() else {
        return Some(at);
    };
    if element.any.is_empty() {
        return (element.gap.clone())
            .filter(|n| {
                tokens
                    .get(at..at + n)
                    .is_some_and(|gap| gap.iter().all(Token::is_word))
            })
            .find_map(|n| matches(after, tokens, at + n));
    }
    let here = tokens.get(at).is_some_and(|token| {
        element
            .any
            .iter()
            .any(|(exact, word)| *word == if *exact { &*token.text } else { &*token.stem })
    });
    let taken = here.then(|| matches(after, tokens, at + 1)).flatten();
    if element.optional {
        return taken.or_else(|| matches(after, tokens, at));
    }
    taken
}

/// Many patterns, found fast.
#[derive(Debug)]
pub(super) struct Patterns<T> {
    list: Vec<(Pattern, T)>,
    by_stem: std::collections::HashMap<String, Vec<usize>>,
    by_text: std::collections::HashMap<String, Vec<usize>>,
}

impl<T> Patterns<T> {
    pub(super) fn new(list: Vec<(Pattern, T)>) -> Self {
        let mut by_stem = std::collections::HashMap::<String, Vec<usize>>::new();
        let mut by_text = std::collections::HashMap::<String, Vec<usize>>::new();
        for (n, (pattern, _)) in list.iter().enumerate() {
            for (exact, word) in pattern.first() {
                let map = if exact { &mut by_text } else { &mut by_stem };
                map.entry(word.to_owned()).or_default().push(n);
            }
        }
        Self {
            list,
            by_stem,
            by_text,
        }
    }

    /// Every match that begins at a token: its end, and what it stands for. Longest first.
    pub(super) fn at(&self, tokens: &[Token], start: usize) -> Vec<(usize, &T)> {
        let Some(token) = tokens.get(start).filter(|token| token.is_word()) else {
            return Vec::new();
        };
        let found = |map: &std::collections::HashMap<String, Vec<usize>>, key: &str| {
            map.get(key).cloned().unwrap_or_default()
        };
        let mut numbers = found(&self.by_stem, &token.stem);
        numbers.extend(found(&self.by_text, &token.text));
        numbers.sort_unstable();
        numbers.dedup();
        let mut made: Vec<(usize, &T)> = numbers
            .into_iter()
            .filter_map(|n| {
                let (pattern, value) = &self.list[n];
                pattern.at(tokens, start).map(|end| (end, value))
            })
            .collect();
        made.sort_by_key(|(end, _)| std::cmp::Reverse(*end));
        made
    }
}
