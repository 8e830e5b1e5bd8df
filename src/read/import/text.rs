//! Bytes to text or JSON, with limits.

use serde_json::Value;

use super::draft::Draft;
use crate::read::Input;
use crate::read::codes::Code;
use crate::read::json::decode;
use crate::read::problem::{Place, Problem, TextFile};
use crate::read::suggest::shown;

/// A file that is held in memory as a tree may have so many bytes.
pub(crate) const MOST_BYTES: usize = 256 << 20;

/// The text of a file, in a draft that holds it as its first file; an empty text where there is
/// a problem, which the draft then has.
pub(crate) fn text(input: Input) -> (String, Draft) {
    let mut draft = Draft::default();
    let text = more_text(input, &mut draft);
    (text, draft)
}

/// The text of one more file of a draft.
pub(crate) fn more_text(input: Input, draft: &mut Draft) -> String {
    let file = draft.files.len();
    if input.bytes.len() > MOST_BYTES {
        let message = format!("{} has more than 256 MiB", input.name);
        draft.files.push(TextFile {
            name: input.name,
            ..TextFile::default()
        });
        let help = "split it, or make a table of statements of it: tables may be of any size";
        draft
            .problems
            .push(Problem::new(Code::TooLarge, message).help(help));
        return String::new();
    }
    let mut decoded = decode::text(file, input);
    let nul = decoded.file.text.find('\0');
    if decoded.problem.is_none()
        && let Some(at) = nul
    {
        let place = Place {
            file,
            span: at..at + 1,
        };
        decoded.problem = Some(
            Problem::new(Code::NotUtf8, "the file has a NUL byte, which no text has")
                .at(Some(place), "here")
                .help("is it UTF-16 or a damaged file? save it as text with the encoding UTF-8"),
        );
    }
    let text = decoded.file.text.clone();
    draft.files.push(decoded.file);
    match decoded.problem {
        Some(problem) => {
            draft.problems.push(problem);
            String::new()
        }
        None => text,
    }
}

/// The file as JSON; `None` with a problem where it is none.
pub(crate) fn value(input: Input) -> (Option<Value>, Draft) {
    let (text, mut draft) = text(input);
    if !draft.problems.is_empty() {
        return (None, draft);
    }
    match serde_json::from_str(&text) {
        Ok(value) => (Some(value), draft),
        Err(error) => {
            let line = text.split_inclusive('\n').take(error.line().max(1) - 1);
            let start: usize = line.map(str::len).sum();
            let mut at = (start + error.column().max(1) - 1).min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            let place = Some(Place {
                file: 0,
                span: at..at,
            });
            let words = error.to_string();
            let words = words.split(" at line ").next().unwrap_or_default();
            let problem = if words.starts_with("recursion limit") {
                Problem::new(Code::TooDeep, "lists and objects are nested too deeply")
                    .at(place, "one level too many")
                    .help("no format of graphs or arguments needs more than a few levels")
            } else if text.trim().is_empty() {
                Problem::new(Code::NothingToRead, "the file is empty").at(place, "nothing in it")
            } else {
                let words = shown(words, 120);
                Problem::new(Code::Syntax, format!("not valid JSON: {words}"))
                    .at(place, "not valid from here on")
                    .help("was the file cut off, or is it of another format? --from names one")
            };
            draft.problems.push(problem);
            (None, draft)
        }
    }
}

/// A text as people read it: ends cut, each run of white space one blank.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text may stand as the address of a source.
pub(crate) fn is_web_address(text: &str) -> bool {
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|head| text.strip_prefix(head));
    rest.is_some_and(|rest| !rest.is_empty())
        && !text.contains(|c: char| c.is_whitespace() || c.is_control())
}
