//! Codebooks: who may speak and what it may be about, without a word of what was said.

mod gold;
mod qdc;
mod table;

use serde_json::Value;

use super::Input;
use super::codes::Code;
use super::json::json;
use super::problem::{Problem, TextFile};
use crate::model::{Stakeholder, Theme};

/// Stakeholders with their other names, and themes with their keywords.
///
/// A keyword between slashes, `/fish(es|ing)?/`, is a regular expression (crate `regex-lite`,
/// linear time), read without regard to capitals. The attribute [`Codebook::MEMBER_OF`] of a
/// stakeholder names the groups that it is a member of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Codebook {
    /// Sorted by id.
    pub stakeholders: Vec<Stakeholder>,
    /// Sorted by id.
    pub themes: Vec<Theme>,
    /// Whether nobody else can speak: a coding lists everybody whom its coder found.
    pub closed: bool,
}

impl Codebook {
    /// The attribute of a stakeholder that names its groups by id, separated by semicolons.
    pub const MEMBER_OF: &str = "member-of";

    /// The regular expression of a keyword between slashes; none for plain words.
    pub fn pattern(keyword: &str) -> Option<&str> {
        let inside = keyword.strip_prefix('/')?.strip_suffix('/')?;
        (!inside.is_empty()).then_some(inside)
    }
}

/// What came of reading a codebook.
#[derive(Debug, Default)]
pub struct CodebookReading {
    /// The codebook, where no error kept it from being made.
    pub codebook: Option<Codebook>,
    /// All there is to say.
    pub problems: Vec<Problem>,
    /// The inputs as text, for messages.
    pub files: Vec<TextFile>,
}

/// Reads a codebook of one or more inputs, each of its own kind: record files (their stakeholders
/// and themes; claims and statements are not looked at), codings in the format `stance-gold/1`
/// (their `stakeholders` and `themes`, never their `claims`), codebooks of the QDA exchange
/// format (`.qdc`: themes), and CSV tables with the columns `list` (`stakeholder` or `theme`),
/// `name` and, as far as wanted, `id`, `kind`, `aliases`, `member-of`, `keywords`, `broader`,
/// `definition`; several aliases, groups or keywords are separated by semicolons.
///
/// Every id may be defined once over all inputs, and a keyword between slashes must be a
/// pattern; what is not so is a problem, and there is no codebook.
pub fn codebook(inputs: Vec<Input>) -> CodebookReading {
    let mut readings = Vec::new();
    let mut records = Vec::new();
    for input in inputs {
        let first = input
            .bytes
            .iter()
            .find(|b| !b.is_ascii_whitespace() && **b < 0x80);
        let coding = || serde_json::from_slice::<Value>(&input.bytes).ok();
        match first {
            Some(b'<') => readings.push(qdc::read(&input)),
            Some(b'{' | b'[') | None => match coding().filter(is_gold) {
                Some(coding) => readings.push(gold::read(&input, &coding)),
                None => records.push(input),
            },
            Some(_) => readings.push(table::read(&input)),
        }
    }
    if !records.is_empty() {
        let reading = json(records);
        readings.push(CodebookReading {
            codebook: reading.record.map(|record| Codebook {
                stakeholders: record.stakeholders().to_vec(),
                themes: record.themes().to_vec(),
                closed: false,
            }),
            problems: reading.problems,
            files: reading.files,
        });
    }
    together(readings)
}

/// One codebook of several.
fn together(readings: Vec<CodebookReading>) -> CodebookReading {
    let mut made = CodebookReading::default();
    let mut book = Codebook {
        closed: !readings.is_empty(),
        ..Codebook::default()
    };
    let mut whole = true;
    for mut reading in readings {
        let shift = made.files.len();
        for problem in &mut reading.problems {
            let related = problem.related.iter_mut().map(|(place, _)| place);
            for place in problem.place.iter_mut().chain(related) {
                place.file += shift;
            }
        }
        made.problems.append(&mut reading.problems);
        made.files.append(&mut reading.files);
        match reading.codebook {
            Some(one) => {
                book.stakeholders.extend(one.stakeholders);
                book.themes.extend(one.themes);
                book.closed &= one.closed;
            }
            None => whole = false,
        }
    }
    if !whole {
        return made;
    }
    book.stakeholders.sort_by(|a, b| a.id.cmp(&b.id));
    book.themes.sort_by(|a, b| a.id.cmp(&b.id));
    let faults = faults(&book);
    made.codebook = faults.is_empty().then_some(book);
    made.problems.extend(faults);
    made
}

/// What is there twice or missing, or no pattern.
fn faults(book: &Codebook) -> Vec<Problem> {
    let mut problems = Vec::new();
    let actors = book.stakeholders.windows(2);
    let actors = actors.filter(|pair| pair[0].id == pair[1].id);
    let themes = book.themes.windows(2);
    let themes = themes.filter(|pair| pair[0].id == pair[1].id);
    let twice =
        (actors.map(|pair| pair[0].id.as_str())).chain(themes.map(|pair| pair[0].id.as_str()));
    for id in twice {
        let message = format!("the id '{id}' is defined twice in this codebook");
        problems.push(Problem::new(Code::DuplicateId, message).help("give one of them another id"));
    }
    if book.themes.is_empty() {
        let message = "the codebook has no theme";
        problems.push(
            Problem::new(Code::NothingToRead, message).help("list what the report may be about"),
        );
    }
    for theme in &book.themes {
        for pattern in theme
            .keywords
            .iter()
            .filter_map(|one| Codebook::pattern(one))
        {
            if let Err(error) = regex_lite::Regex::new(pattern) {
                let message = format!(
                    "the keyword /{pattern}/ of '{}' is no pattern: {error}",
                    theme.id
                );
                problems
                    .push(Problem::new(Code::BadCell, message).help(
                        "correct the regular expression, or write the words without slashes",
                    ));
            }
        }
    }
    problems
}

fn is_gold(value: &Value) -> bool {
    value["format"]
        .as_str()
        .is_some_and(|format| format.starts_with("stance-gold/"))
}

/// What one input gives.
fn finish(input: &Input, book: Codebook) -> CodebookReading {
    CodebookReading {
        codebook: Some(book),
        problems: Vec::new(),
        files: vec![as_text(input)],
    }
}

/// An input that is no codebook.
fn failed(input: &Input, code: Code, message: String, help: &str) -> CodebookReading {
    CodebookReading {
        codebook: None,
        problems: vec![Problem::new(code, message).help(help)],
        files: vec![as_text(input)],
    }
}

fn as_text(input: &Input) -> TextFile {
    TextFile {
        name: input.name.clone(),
        text: String::from_utf8_lossy(&input.bytes).into_owned(),
        ..TextFile::default()
    }
}
