//! Codebooks: who may speak and what it may be about, without a word of what was said.

mod gold;
mod table;

use serde_json::Value;

use super::Input;
use super::codes::Code;
use super::json::json;
use super::problem::{Problem, TextFile};
use crate::model::{Stakeholder, Theme};

/// Stakeholders with their other names, and themes with their keywords.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Codebook {
    /// Sorted by id.
    pub stakeholders: Vec<Stakeholder>,
    /// Sorted by id.
    pub themes: Vec<Theme>,
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

/// Reads a codebook: record files (their stakeholders and themes; claims and statements are not
/// looked at), one file of the coding format `stance-gold/1` (its `stakeholders` and `themes`,
/// never its `claims`), or one CSV table with the columns `list` (`stakeholder` or `theme`),
/// `name` and, as far as wanted, `id`, `kind`, `aliases`, `keywords`, `broader`, `definition`;
/// several aliases or keywords are separated by semicolons.
pub fn codebook(inputs: Vec<Input>) -> CodebookReading {
    if let [one] = &inputs[..] {
        let first = one
            .bytes
            .iter()
            .find(|b| !b.is_ascii_whitespace() && **b < 0x80);
        if first.is_some_and(|&b| b != b'{' && b != b'[') {
            return table::read(&inputs[0]);
        }
        if let Some(coding) = serde_json::from_slice::<Value>(&one.bytes)
            .ok()
            .filter(is_gold)
        {
            return gold::read(one, &coding);
        }
    }
    let reading = json(inputs);
    let codebook = reading.record.map(|record| Codebook {
        stakeholders: record.stakeholders().to_vec(),
        themes: record.themes().to_vec(),
    });
    CodebookReading {
        codebook,
        problems: reading.problems,
        files: reading.files,
    }
}

fn is_gold(value: &Value) -> bool {
    value["format"]
        .as_str()
        .is_some_and(|format| format.starts_with("stance-gold/"))
}

/// Sorts, and says what is there twice or missing.
fn finish(input: &Input, mut book: Codebook) -> CodebookReading {
    book.stakeholders.sort_by(|a, b| a.id.cmp(&b.id));
    book.themes.sort_by(|a, b| a.id.cmp(&b.id));
    let mut problems = Vec::new();
    let mut twice = |id: &str| {
        let message = format!("the id '{id}' is defined twice in this codebook");
        problems.push(Problem::new(Code::DuplicateId, message).help("give one of them another id"));
    };
    for pair in book
        .stakeholders
        .windows(2)
        .filter(|pair| pair[0].id == pair[1].id)
    {
        twice(pair[0].id.as_str());
    }
    for pair in book
        .themes
        .windows(2)
        .filter(|pair| pair[0].id == pair[1].id)
    {
        twice(pair[0].id.as_str());
    }
    if book.themes.is_empty() {
        let message = format!("the codebook {} has no theme", input.name);
        problems.push(
            Problem::new(Code::NothingToRead, message).help("list what the report may be about"),
        );
    }
    CodebookReading {
        codebook: problems.is_empty().then_some(book),
        problems,
        files: vec![TextFile {
            name: input.name.clone(),
            text: String::from_utf8_lossy(&input.bytes).into_owned(),
            lines: Vec::new(),
        }],
    }
}
