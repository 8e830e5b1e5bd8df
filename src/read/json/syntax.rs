//! Where a text stops being JSON, in words that help.

use crate::read::codes::Code;
use crate::read::problem::{Place, Problem};

/// What to say about the first place that is not JSON.
pub(super) fn problem(file: usize, text: &str, offset: usize, message: &str) -> Problem {
    // What is missing at the end is missing after the last thing that is there.
    let early = message.starts_with("EOF");
    let offset = if early { text.trim_end().len() } else { offset };
    let next = text[offset..].chars().next().filter(|_| !early);
    let end = offset + next.map_or(0, char::len_utf8);
    let at_start = text[..offset].trim().is_empty();
    let place = Some(Place {
        file,
        span: offset..end,
    });
    let (message, label, help) = match next {
        Some(c) if at_start && c != '{' && c != '[' => (
            "the file does not begin as a record does",
            "a record begins with {",
            match c {
                '<' => "this looks like HTML or XML; 'plenary new' writes a record to start from",
                _ => "is it the text of the report? 'plenary new' writes a record to start from",
            },
        ),
        _ if early => (
            "the file ends too early",
            "more was to come here",
            "was it cut off, or is a bracket or quote not closed?",
        ),
        _ => (
            in_words(message),
            "not valid from here on",
            help(&text[..offset], next, message),
        ),
    };
    Problem::new(Code::Syntax, format!("not valid JSON: {message}"))
        .at(place, label)
        .help(help)
}

fn in_words(message: &str) -> &str {
    match message {
        "key must be a string" => "a key in double quotes is expected",
        "expected value" => "a value is expected",
        "trailing characters" => "something follows the end of the record",
        _ if message.starts_with("control character") => "a line break or tab within a text",
        _ => message,
    }
}

fn help(before: &str, next: Option<char>, message: &str) -> &'static str {
    match next {
        Some('}' | ']') if before.trim_end().ends_with(',') => {
            "remove the comma before the closing bracket"
        }
        Some('\0') => "this looks like UTF-16: save the file with the encoding UTF-8",
        _ if message.starts_with("trailing characters") => {
            "one file is one object: remove what follows its closing bracket"
        }
        _ if message.contains("control character") => {
            "write a line break within a text as \\n, a tab as \\t"
        }
        Some('\u{2018}'..='\u{201F}' | '\u{AB}' | '\u{BB}' | '\'') => {
            "use straight double quotes: \""
        }
        Some('/' | '#') => "JSON has no comments: use a key \"$comment\"",
        Some('\u{A0}') => "remove the no-break space: only plain spaces may stand between values",
        Some('"') => "is a comma missing before it?",
        _ if message.contains("invalid number") => "write numbers plainly, such as 12",
        _ if message.contains("escape") => "write a backslash as \\\\",
        _ => "look at this place and just before it",
    }
}
