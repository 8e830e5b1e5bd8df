//! Text to query, and where it stops being one.

use std::ops::Range;

use spargebra::algebra::GraphPattern;
use spargebra::{Query, SparqlParser};

use super::QueryError;
use crate::vocabulary::BaseIri;

/// Longer texts are no query that a person wrote.
const LONGEST: usize = 1 << 20;
/// Brackets, or signs in a row; the parser goes down with each.
const DEEPEST: usize = 24;

/// The prefixes that need not be declared: vocabularies, and one for each kind of entity.
pub fn preset_prefixes(base: &BaseIri) -> Vec<(String, String)> {
    base.prefixes()
}

pub(super) fn parse(text: &str, base: &BaseIri) -> Result<Query, QueryError> {
    let refused = |message: &str, span: Range<usize>| QueryError::Syntax {
        message: message.to_owned(),
        span,
    };
    if text.trim().is_empty() {
        return Err(refused("the query is empty", 0..0));
    }
    if text.len() > LONGEST {
        return Err(refused("the query has more than a million letters", 0..0));
    }
    let brackets = brackets(text);
    if let Err(Brackets::TooDeep(at)) = brackets {
        return Err(refused(
            "brackets or signs are nested too deeply",
            at..at + 1,
        ));
    }
    let mut parser =
        (SparqlParser::new().with_base_iri(base.as_str())).expect("a base IRI was checked");
    for (prefix, namespace) in base.prefixes() {
        parser = (parser.with_prefix(prefix, namespace))
            .expect("the base was checked, and the other namespaces are IRIs");
    }
    parser.parse_query(text).map_err(|error| {
        // What the parser says of a bracket that does not match is far from it.
        let (message, span) = match brackets {
            Err(Brackets::Unmatched(at)) => (
                format!("'{}' matches no other bracket", &text[at..=at]),
                at..at + 1,
            ),
            _ => opening(text).unwrap_or_else(|| told(text, &error.to_string())),
        };
        QueryError::Syntax { message, span }
    })
}

enum Brackets {
    TooDeep(usize),
    Unmatched(usize),
}

/// Looks for brackets (outside of texts, IRIs and comments), or `!`, `-`, `+`, `^` in a row, that
/// are too many, and for brackets that do not match.
fn brackets(text: &str) -> Result<(), Brackets> {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut signs = 0usize;
    let mut end: Option<char> = None;
    let mut escaped = false;
    let mut unmatched = None;
    for (at, c) in text.char_indices() {
        if let Some(wanted) = end {
            match c {
                _ if escaped => escaped = false,
                '\\' if wanted != '\n' => escaped = true,
                // A text or comment that is not closed ends with its line.
                c if c == wanted || c == '\n' => end = None,
                _ => {}
            }
            continue;
        }
        signs = match c {
            '!' | '-' | '+' | '^' => signs + 1,
            c if c.is_whitespace() => signs,
            _ => 0,
        };
        let closes = match c {
            ')' => Some('('),
            '}' => Some('{'),
            ']' => Some('['),
            _ => None,
        };
        match c {
            '"' | '\'' => end = Some(c),
            '#' if !inside_iri(&text[..at]) => end = Some('\n'),
            '(' | '{' | '[' => open.push((c, at)),
            _ => {}
        }
        if let Some(opening) = closes
            && open.pop().is_none_or(|(last, _)| last != opening)
        {
            unmatched = unmatched.or(Some(at));
        }
        if open.len() > DEEPEST || signs > DEEPEST {
            return Err(Brackets::TooDeep(at));
        }
    }
    let never_closed = || open.last().map(|&(_, at)| at);
    match unmatched.or_else(never_closed) {
        Some(at) => Err(Brackets::Unmatched(at)),
        None => Ok(()),
    }
}

/// Whether a text ends within `<...`.
fn inside_iri(before: &str) -> bool {
    let open = before.rfind(|c: char| matches!(c, '<' | '>') || c.is_whitespace());
    open.is_some_and(|at| before[at..].starts_with('<'))
}

/// What a query may begin with.
const FORMS: [&str; 4] = ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"];
/// What people mistype most, besides.
const WORDS: [&str; 19] = [
    "WHERE", "FILTER", "OPTIONAL", "UNION", "MINUS", "BIND", "VALUES", "GROUP", "ORDER", "HAVING",
    "LIMIT", "OFFSET", "DISTINCT", "REDUCED", "EXISTS", "PREFIX", "BASE", "GRAPH", "SERVICE",
];

/// The one of some words that is meant, where one is near: a letter more, less, other or in the
/// wrong place, two in long words.
fn meant<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let upper = word.to_ascii_uppercase();
    let far = |known: &str| strsim::damerau_levenshtein(&upper, known);
    let near = words.into_iter().map(|known| (far(known), known)).min();
    near.filter(|&(far, known)| far <= 1 + usize::from(known.len() > 6))
        .map(|(_, known)| known)
}

/// What is wrong with the first word after declarations and comments, if it begins no query.
fn opening(text: &str) -> Option<(String, Range<usize>)> {
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        let gap = rest.len() - rest.trim_start().len();
        at += gap;
        let rest = &rest[gap..];
        if rest.starts_with('#') {
            at += rest.find('\n')?;
            continue;
        }
        let end = rest.find(|c: char| !c.is_alphanumeric());
        let word = &rest[..end.unwrap_or(rest.len())];
        let is = |known: &str| word.eq_ignore_ascii_case(known);
        if is("PREFIX") || is("BASE") {
            at += rest.find('>')? + 1;
            continue;
        }
        if word.is_empty() || FORMS.into_iter().any(is) {
            return None;
        }
        let message = match meant(word, FORMS.into_iter().chain(["PREFIX", "BASE"])) {
            Some(near) => format!("'{word}' begins no query: did you mean {near}?"),
            None => "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE".to_owned(),
        };
        return Some((message, at..at + word.len()));
    }
}

/// The parser's message and the place in it: `error at 3:14: expected one of ...`.
fn told(text: &str, said: &str) -> (String, Range<usize>) {
    let place = said.strip_prefix("error at ").and_then(|rest| {
        let (line, rest) = rest.split_once(':')?;
        let (column, expected) = rest.split_once(':')?;
        let (line, column): (usize, usize) = (line.parse().ok()?, column.trim().parse().ok()?);
        let start: usize = (text.split_inclusive('\n').take(line.checked_sub(1)?))
            .map(str::len)
            .sum();
        let within: usize = (text.get(start..)?.chars().take(column.checked_sub(1)?))
            .map(char::len_utf8)
            .sum();
        Some((start + within, expected.trim()))
    });
    let Some((at, expected)) = place else {
        return (said.to_owned(), 0..text.len());
    };
    let ends = |c: char| c.is_whitespace() || "(){}[],;".contains(c);
    // The parser stops within a word that it could not use, or just after it.
    let before = text[..at].rfind(ends);
    let start = before.map_or(0, |sign| {
        sign + text[sign..].chars().next().map_or(0, char::len_utf8)
    });
    let end = text[at..]
        .find(ends)
        .map_or(text.len(), |length| at + length);
    let end = match text[end..].chars().next() {
        Some(sign) if end == start => end + sign.len_utf8(),
        _ => end,
    };
    let said = shorter(expected);
    if said.starts_with("this is no SPARQL from here on") {
        // What follows a mistyped word is no more what could follow.
        let before =
            text[..start].trim_end_matches(|c: char| c.is_whitespace() || "({".contains(c));
        for upto in [end, before.len()] {
            let from = text[..upto].rfind(|c: char| !c.is_ascii_alphabetic());
            let from = from.map_or(0, |sign| {
                sign + text[sign..].chars().next().map_or(0, char::len_utf8)
            });
            let word = &text[from..upto];
            // Not part of a variable, a name or a text.
            let alone =
                text[..from].ends_with(|c: char| c.is_whitespace() || "(){}.;,".contains(c));
            if !alone || !(3..=12).contains(&word.len()) {
                continue;
            }
            if let Some(near) = meant(word, WORDS) {
                if near.eq_ignore_ascii_case(word) {
                    break;
                }
                let message = format!("'{word}' is not understood here: did you mean {near}?");
                return (message, from..upto);
            }
        }
    }
    (said, start..end)
}

/// Of a long list of what could stand there a few; or the parser's own sentence, such as of a
/// prefix that nobody declared.
fn shorter(expected: &str) -> String {
    let list = expected.strip_prefix("expected ").unwrap_or(expected);
    let list = list.strip_prefix("one of ").unwrap_or(list);
    // Classes of letters, such as ['0' ..= '9'], say nothing to people, and have commas in them.
    let mut words: Vec<&str> = (list.split(", "))
        .map(|word| word.trim().trim_matches('"'))
        .filter(|word| !word.is_empty() && !word.contains(['[', ']', '\'', '\\', '\n']))
        .collect();
    words.sort_unstable();
    let sentence =
        |word: &&&str| word.contains(' ') && word.starts_with(|c: char| c.is_uppercase());
    if let Some(said) = words.iter().find(sentence) {
        return format!("this is no SPARQL: {}", said.to_lowercase());
    }
    let more = words.len().saturating_sub(6);
    words.truncate(6);
    match (words.is_empty(), more) {
        (true, _) => "this is no SPARQL from here on".to_owned(),
        (_, 0) => format!(
            "this is no SPARQL from here on: {} could follow",
            words.join(", ")
        ),
        _ => {
            let words = words.join(", ");
            format!("this is no SPARQL from here on: {words} or {more} more could follow")
        }
    }
}

/// Whether the query itself sorts its rows.
pub(super) fn is_ordered(query: &Query) -> bool {
    let Query::Select { pattern, .. } = query else {
        return false;
    };
    let mut at = pattern;
    loop {
        at = match at {
            GraphPattern::OrderBy { .. } => return true,
            GraphPattern::Project { inner, .. }
            | GraphPattern::Distinct { inner }
            | GraphPattern::Reduced { inner }
            | GraphPattern::Slice { inner, .. } => inner,
            _ => return false,
        };
    }
}
