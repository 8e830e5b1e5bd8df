//! The values of attributes.

use std::fmt;

/// The value of an attribute.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A text.
    Text(String),
    /// Several texts, in order.
    Texts(Vec<String>),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// Yes or no.
    Bool(bool),
}

impl Value {
    /// Several texts as one, for formats without lists: parted by `|`, with `\` before each `|`
    /// and `\` of a text.
    pub fn joined(texts: &[String]) -> String {
        let escape = |text: &String| text.replace('\\', "\\\\").replace('|', "\\|");
        texts.iter().map(escape).collect::<Vec<_>>().join("|")
    }

    /// The texts that [`joined`](Self::joined) made one of.
    pub fn split(joined: &str) -> Vec<String> {
        let (mut texts, mut text) = (Vec::new(), String::new());
        let mut letters = joined.chars();
        while let Some(c) = letters.next() {
            match c {
                '|' => texts.push(std::mem::take(&mut text)),
                // A lone one at the end stands for itself.
                '\\' => text.push(letters.next().unwrap_or('\\')),
                _ => text.push(c),
            }
        }
        texts.push(text);
        texts
    }

    /// The texts of a list, or of a text that is a joined list.
    pub fn texts(&self) -> Vec<String> {
        match self {
            Self::Texts(texts) => texts.clone(),
            other => Self::split(&other.to_string()),
        }
    }

    /// The text, where it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// As formats without types have it: lists [`joined`](Value::joined), `true` and `false`.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Texts(texts) => f.write_str(&Self::joined(texts)),
            Self::Integer(number) => write!(f, "{number}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Bool(yes) => write!(f, "{yes}"),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Vec<String>> for Value {
    fn from(texts: Vec<String>) -> Self {
        Self::Texts(texts)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Integer(number.into())
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Value {
    fn from(yes: bool) -> Self {
        Self::Bool(yes)
    }
}
