//! The words of briefings. Every language has a file of `key = text`; the files hold the same
//! keys and the same names in braces, which a test demands.
//!
//! `{n}` is replaced by a value. `{n:one|several}` is the first text where the value counts as
//! one in the language, else the second; a value that is a list counts its entries.

mod numbers;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;

use crate::draw::Language;
use crate::model::StakeholderKind;

type Texts = BTreeMap<&'static str, &'static str>;

static ENGLISH: LazyLock<Texts> = LazyLock::new(|| texts(include_str!("en.txt")));
static FRENCH: LazyLock<Texts> = LazyLock::new(|| texts(include_str!("fr.txt")));
static SPANISH: LazyLock<Texts> = LazyLock::new(|| texts(include_str!("es.txt")));

/// Names after so many are summed up: "A, B, C and 4 others".
const MOST_NAMES: usize = 6;

fn texts(file: &'static str) -> Texts {
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(" = ")).collect()
}

/// A value of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A number of things.
    Count(usize),
    /// A part of a whole, 0..=1; said in whole per cent.
    Share(f64),
    /// A name, as it is.
    Name(String),
    /// Several names; after six the rest is counted.
    Names(Vec<String>),
    /// Words in quotation marks.
    Quoted(String),
    /// Several of them.
    AllQuoted(Vec<String>),
    /// A day.
    Day(Date),
    /// Kinds of stakeholder.
    Kinds(Vec<StakeholderKind>),
    /// Groups of names: "A and B; C and D".
    Groups(Vec<Vec<String>>),
}

impl Value {
    fn count(&self) -> usize {
        match self {
            Self::Count(n) => *n,
            Self::Names(all) | Self::AllQuoted(all) => all.len(),
            Self::Kinds(all) => all.len(),
            Self::Groups(all) => all.len(),
            _ => 1,
        }
    }
}

/// The words of one language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words(pub(crate) Language);

impl Words {
    fn texts(self) -> &'static Texts {
        match self.0 {
            Language::En => &ENGLISH,
            Language::Fr => &FRENCH,
            Language::Es => &SPANISH,
        }
    }

    /// A text without values; English, or the key itself, where the language has none.
    pub(crate) fn say(self, key: &'static str) -> &'static str {
        let own = self.texts().get(key).or_else(|| ENGLISH.get(key));
        own.copied().unwrap_or(key)
    }

    /// A text with values.
    pub(crate) fn fill(self, key: &'static str, values: &[(&str, Value)]) -> String {
        let mut out = String::new();
        let mut rest = self.say(key);
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let (inside, after) = after.split_once('}').unwrap_or((after, ""));
            let (name, forms) = match inside.split_once(':') {
                Some((name, forms)) => (name, Some(forms)),
                None => (inside, None),
            };
            if let Some((_, value)) = values.iter().find(|(key, _)| *key == name) {
                match forms {
                    Some(forms) => out.push_str(self.form(forms, value.count())),
                    None => out.push_str(&self.value(value)),
                }
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }

    fn form(self, forms: &'static str, n: usize) -> &'static str {
        let (one, several) = forms.split_once('|').unwrap_or((forms, forms));
        if self.counts_as_one(n) { one } else { several }
    }

    /// In French none is one too.
    fn counts_as_one(self, n: usize) -> bool {
        n == 1 || (n == 0 && self.0 == Language::Fr)
    }

    fn value(self, value: &Value) -> String {
        match value {
            Value::Count(n) => numbers::whole(self.0, *n),
            Value::Share(share) => numbers::per_cent(self.0, *share),
            Value::Name(name) => name.clone(),
            Value::Names(names) => self.names(names),
            Value::Quoted(text) => self.quoted(text),
            Value::AllQuoted(all) => {
                let all: Vec<String> = all.iter().map(|text| self.quoted(text)).collect();
                self.names(&all)
            }
            Value::Day(day) => self.day(*day),
            Value::Kinds(kinds) => {
                let kinds: Vec<String> = kinds.iter().map(|it| self.kind(*it).to_owned()).collect();
                self.listed(&kinds)
            }
            Value::Groups(groups) => {
                let groups: Vec<String> = groups.iter().map(|names| self.names(names)).collect();
                groups.join("; ")
            }
        }
    }

    /// "A, B and C"; of many the first, and how many others.
    fn names(self, names: &[String]) -> String {
        if names.len() <= MOST_NAMES {
            return self.listed(names);
        }
        let (shown, rest) = names.split_at(MOST_NAMES - 1);
        let mut shown = shown.to_vec();
        shown.push(self.fill("list.others", &[("n", Value::Count(rest.len()))]));
        self.listed(&shown)
    }

    /// "A, B and C".
    pub(crate) fn listed(self, names: &[String]) -> String {
        match names {
            [] => String::new(),
            [one] => one.clone(),
            [rest @ .., last] => {
                // Spanish says "e" before the sound i.
                let i = |c: char| matches!(c.to_ascii_lowercase(), 'i' | 'í');
                let spanish_e = self.0 == Language::Es
                    && (last.starts_with(i) || last.to_lowercase().starts_with("hi"));
                let and = if spanish_e { "e" } else { self.say("list.and") };
                format!("{} {and} {last}", rest.join(", "))
            }
        }
    }

    /// Words in the quotation marks of the language.
    pub(crate) fn quoted(self, text: &str) -> String {
        let [open, close] = self.quotation();
        format!("{open}{text}{close}")
    }

    /// The quotation marks of the language, in French with narrow spaces that do not break.
    pub(crate) const fn quotation(self) -> [&'static str; 2] {
        match self.0 {
            Language::En => ["\u{201C}", "\u{201D}"],
            Language::Fr => ["«\u{202F}", "\u{202F}»"],
            Language::Es => ["«", "»"],
        }
    }

    /// A day in words: "12 February 2020".
    pub(crate) fn day(self, day: Date) -> String {
        numbers::day(self, day)
    }

    /// A whole number with the spaces of the language.
    pub(crate) fn number(self, n: usize) -> String {
        numbers::whole(self.0, n)
    }

    /// Several of a kind: "NGOs".
    pub(crate) fn kind(self, kind: StakeholderKind) -> &'static str {
        match kind {
            StakeholderKind::Ngo => self.say("kind.ngo"),
            StakeholderKind::Business => self.say("kind.business"),
            StakeholderKind::State => self.say("kind.state"),
            StakeholderKind::Igo => self.say("kind.igo"),
            StakeholderKind::Academia => self.say("kind.academia"),
            StakeholderKind::Technical => self.say("kind.technical"),
            StakeholderKind::Media => self.say("kind.media"),
            StakeholderKind::Individual => self.say("kind.individual"),
            StakeholderKind::Other => self.say("kind.other"),
        }
    }
}

/// A sentence that begins with an article ("an NGO") begins with a capital; a name such as
/// "iRights" stays as it is written.
pub(crate) fn capitalised(sentence: String) -> String {
    let first = sentence.split(' ').next().unwrap_or_default();
    let article = ["a", "an", "un", "une", "una"].contains(&first);
    if !article {
        return sentence;
    }
    let mut letters = sentence.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
