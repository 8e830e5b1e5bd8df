//! The words of pictures in several languages. The English text is the key: what a file does
//! not hold is shown in English.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A language that pictures can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
    /// Spanish.
    Es,
}

type Words = BTreeMap<&'static str, &'static str>;

static FRENCH: LazyLock<Words> = LazyLock::new(|| words(include_str!("fr.txt")));
static SPANISH: LazyLock<Words> = LazyLock::new(|| words(include_str!("es.txt")));

/// Lines of `English = translation`; empty lines and lines that begin with `#` are nothing.
fn words(text: &'static str) -> Words {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(" = ")).collect()
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 3] = [Self::En, Self::Fr, Self::Es];

    /// Its tag of BCP 47.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
            Self::Es => "es",
        }
    }

    fn words(self) -> Option<&'static Words> {
        match self {
            Self::En => None,
            Self::Fr => Some(&FRENCH),
            Self::Es => Some(&SPANISH),
        }
    }

    /// Whether a text is there in this language.
    pub fn knows(self, english: &str) -> bool {
        self.words().is_none_or(|words| words.contains_key(english))
    }

    /// A fixed text in this language.
    pub fn say(self, english: &'static str) -> &'static str {
        let found = self.words().and_then(|words| words.get(english));
        found.copied().unwrap_or(english)
    }

    /// A text with names in braces, each replaced by its value: `fill("{n} of {all}", &[("n",
    /// &3), ("all", &5)])`.
    pub fn fill(self, english: &'static str, values: &[(&str, &dyn std::fmt::Display)]) -> String {
        let template = self.say(english);
        let mut out = String::with_capacity(template.len() + 32);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, after)) = after.split_once('}') else {
                out.push('{');
                rest = after;
                continue;
            };
            match values.iter().find(|(key, _)| *key == name) {
                Some((_, value)) => out.push_str(&value.to_string()),
                None => {
                    out.push('{');
                    out.push_str(name);
                    out.push('}');
                }
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }
}
