//! Typed access to the members of one object, every slip noted.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::ops::Range;
use std::str::FromStr;

use super::tree::{Kind, Tree};
use crate::model::{Date, IdError, Span, UnknownWord, propose_id};
use crate::read::codes::Code;
use crate::read::import::text::is_web_address;
use crate::read::problem::{Place, Problem};
use crate::read::suggest::{did_you_mean, nearest, shown};

/// Where values are read from, and where problems go.
pub(super) struct Context<'t> {
    pub(super) file: usize,
    pub(super) text: &'t str,
    pub(super) problems: &'t RefCell<Vec<Problem>>,
}

impl Context<'_> {
    pub(super) fn place(&self, span: Range<usize>) -> Option<Place> {
        Some(Place {
            file: self.file,
            span,
        })
    }

    fn is_full(&self) -> bool {
        self.problems.borrow().len() >= super::MOST_PROBLEMS
    }

    fn report(&self, problem: Problem) {
        if !self.is_full() {
            self.problems.borrow_mut().push(problem);
        }
    }

    fn string(&self, tree: &Tree) -> Option<String> {
        let Kind::String = tree.kind else { return None };
        // The tree holds only strings that were decoded once.
        serde_json::from_str(tree.raw(self.text)).ok()
    }
}

/// Which keys an object may have.
#[derive(Clone, Copy)]
pub(super) enum Keys {
    /// Those of the format.
    These(&'static [&'static str]),
    /// Ids or free names.
    Any,
}

impl Keys {
    fn example(self) -> String {
        let Self::These(known) = self else {
            return "write it as { ... }".to_owned();
        };
        let some: Vec<String> = known
            .iter()
            .filter(|key| !key.starts_with('$'))
            .take(3)
            .map(|key| format!("\"{key}\": ..."))
            .collect();
        format!("write it as {{ {}, ... }}", some.join(", "))
    }
}

/// One object of the file, while it is being read.
pub(super) struct Fields<'t> {
    context: &'t Context<'t>,
    tree: &'t Tree,
    what: String,
    /// Known keys that unknown ones stand for.
    meant: Vec<&'t str>,
}

impl<'t> Fields<'t> {
    /// Opens an object, and notes keys that are unknown or stand twice.
    pub(super) fn open(
        context: &'t Context<'t>,
        tree: &'t Tree,
        what: &str,
        known: Keys,
    ) -> Option<Self> {
        let Kind::Object(members) = &tree.kind else {
            let found = tree.type_name();
            let problem = Problem::new(
                Code::WrongType,
                format!("a {what} must be an object, found {found}"),
            );
            context.report(
                problem
                    .at(
                        context.place(tree.span()),
                        format!("{found}, not an object"),
                    )
                    .help(known.example()),
            );
            return None;
        };
        let mut fields = Self {
            context,
            tree,
            what: what.to_owned(),
            meant: Vec::new(),
        };
        let mut seen: BTreeMap<&str, Range<usize>> = BTreeMap::new();
        for member in members {
            if context.is_full() {
                break;
            }
            let place = context.place(member.key_span());
            let key = shown(&member.key, 80);
            if let Some(first) = seen.get(&*member.key) {
                let message = format!("key '{key}' stands twice in this {what}");
                context.report(
                    Problem::new(Code::RepeatedKey, message)
                        .at(place, "the second one")
                        .related(context.place(first.clone()), "the first one")
                        .help("keep one of them"),
                );
                continue;
            }
            seen.insert(&member.key, member.key_span());
            if let Keys::These(known) = known
                && !known.contains(&&*member.key)
            {
                fields
                    .meant
                    .extend(nearest(&member.key, known.iter().copied()));
                let message = format!("a {what} has no key '{key}'");
                context.report(
                    Problem::new(Code::UnknownKey, message)
                        .at(place, "not a key of the format")
                        .help(did_you_mean(&member.key, known, "key")),
                );
            }
        }
        Some(fields)
    }

    pub(super) fn get(&self, key: &str) -> Option<&'t Tree> {
        self.tree.get(key)
    }

    /// Whether an unknown key seems to stand for this one.
    pub(super) fn meant(&self, key: &str) -> bool {
        self.meant.contains(&key)
    }

    /// A required value; its absence is noted.
    fn required(&self, key: &str, example: &str) -> Option<&'t Tree> {
        let found = self.get(key);
        if found.is_none() && !self.meant(key) {
            let message = format!("this {} has no \"{key}\"", self.what);
            let start = self.tree.span().start;
            self.context.report(
                Problem::new(Code::MissingKey, message)
                    .at(
                        self.context.place(start..start + 1),
                        format!("\"{key}\" is missing here"),
                    )
                    .help(format!("add \"{key}\": {example}")),
            );
        }
        found
    }

    fn wrong_type(&self, key: &str, tree: &Tree, wanted: &str) {
        self.found(key, tree, tree.type_name(), wanted);
    }

    fn found(&self, key: &str, tree: &Tree, found: &str, wanted: &str) {
        let message = format!(
            "\"{key}\" of a {} must be {wanted}, found {found}",
            self.what
        );
        let help = match (&tree.kind, wanted) {
            (Kind::Null, _) => "leave the key out where there is no value".to_owned(),
            (Kind::Number | Kind::Bool, "text") => {
                let raw = shown(tree.raw(self.context.text), 40);
                format!("put it in quotes: \"{raw}\"")
            }
            (_, "text") => "write \"...\"".to_owned(),
            (_, "a whole number") => "write it without quotes, such as 3".to_owned(),
            (_, "a list of texts") => "write [\"...\", \"...\"]".to_owned(),
            (_, "an object") if key == "themes" => {
                "write { \"a-theme\": \"support\", \"another\": \"concern\" }".to_owned()
            }
            (_, "an object") => "write { \"...\": \"...\" }".to_owned(),
            _ => "write [start, end], such as [120, 185]".to_owned(),
        };
        self.context.report(
            Problem::new(Code::WrongType, message)
                .at(
                    self.context.place(tree.span()),
                    format!("{found}, not {wanted}"),
                )
                .help(help),
        );
    }

    fn text_of(&self, key: &str, tree: &Tree) -> Option<String> {
        let text = self.context.string(tree);
        if text.is_none() {
            self.wrong_type(key, tree, "text");
        }
        text
    }

    fn not_empty(&self, key: &str, tree: &Tree, text: String) -> Option<String> {
        if text.trim().is_empty() {
            let message = format!("\"{key}\" of a {} is empty", self.what);
            self.context.report(
                Problem::new(Code::EmptyText, message)
                    .at(self.context.place(tree.span()), "nothing in it")
                    .help("write the text, or leave the key out where it is optional"),
            );
            return None;
        }
        Some(text)
    }

    /// Required text; that it is not empty is checked when the record is resolved.
    pub(super) fn text(&self, key: &str, example: &str) -> Option<String> {
        let tree = self.required(key, example)?;
        self.text_of(key, tree)
    }

    /// Optional text, not empty.
    pub(super) fn optional_text(&self, key: &str) -> Option<String> {
        let tree = self.get(key)?;
        let text = self.text_of(key, tree)?;
        self.not_empty(key, tree, text)
    }

    /// A required identifier, or `None` once its fault is noted.
    pub(super) fn id<T>(&self, key: &str, new: impl Fn(&str) -> Result<T, IdError>) -> Option<T> {
        let tree = self.required(key, "\"an-id\"")?;
        self.id_of(key, tree, new)
    }

    /// An optional identifier: outer `None` where it is there but wrong.
    pub(super) fn optional_id<T>(
        &self,
        key: &str,
        new: impl Fn(&str) -> Result<T, IdError>,
    ) -> Option<Option<T>> {
        match self.get(key) {
            None => Some(None),
            Some(tree) => self.id_of(key, tree, new).map(Some),
        }
    }

    fn id_of<T>(
        &self,
        key: &str,
        tree: &Tree,
        new: impl Fn(&str) -> Result<T, IdError>,
    ) -> Option<T> {
        let text = self.text_of(key, tree)?;
        self.check_id(&text, tree.span(), new)
    }

    fn check_id<T>(
        &self,
        text: &str,
        span: Range<usize>,
        new: impl Fn(&str) -> Result<T, IdError>,
    ) -> Option<T> {
        let error = match new(text) {
            Ok(id) => return Some(id),
            Err(error) => error,
        };
        let label = match &error {
            IdError::BadCharacter(c) => format!("U+{:04X} is not allowed", u32::from(*c)),
            IdError::TooLong(n) => format!("{n} characters"),
            _ => "empty".to_owned(),
        };
        let message = format!("'{}' is no id: {error}", shown(text, 80));
        let mut problem = Problem::new(Code::BadId, message).at(self.context.place(span), label);
        if let Some(proposal) = propose_id(text) {
            problem = problem.help(format!("write \"{proposal}\""));
        }
        self.context.report(problem);
        None
    }

    /// A required word of a closed list.
    pub(super) fn word<T: FromStr<Err = UnknownWord>>(
        &self,
        key: &str,
        example: &str,
    ) -> Option<T> {
        let tree = self.required(key, example)?;
        self.word_of(key, tree)
    }

    /// An optional word: outer `None` where it is there but wrong.
    pub(super) fn optional_word<T: FromStr<Err = UnknownWord>>(
        &self,
        key: &str,
    ) -> Option<Option<T>> {
        match self.get(key) {
            None => Some(None),
            Some(tree) => self.word_of(key, tree).map(Some),
        }
    }

    fn word_of<T: FromStr<Err = UnknownWord>>(&self, key: &str, tree: &Tree) -> Option<T> {
        let text = self.text_of(key, tree)?;
        match text.parse() {
            Ok(word) => Some(word),
            Err(UnknownWord { known, .. }) => {
                let message = format!("'{}' is no {key}", shown(&text, 80));
                let mut help = format!("one of: {}", known.join(", "));
                let near = synonym(&text).filter(|word| known.contains(word));
                if let Some(near) = near.or_else(|| nearest(&text, known.iter().copied())) {
                    help = format!("did you mean '{near}'? ({help})");
                }
                self.context.report(
                    Problem::new(Code::UnknownWord, message)
                        .at(self.context.place(tree.span()), "not in the list")
                        .help(help),
                );
                None
            }
        }
    }

    /// An optional date, `YYYY-MM-DD`.
    pub(super) fn date(&self, key: &str) -> Option<Date> {
        let tree = self.get(key)?;
        let text = self.text_of(key, tree)?;
        match parse_date(&text) {
            Ok(date) => Some(date),
            Err(why) => {
                let message = format!("'{}' is no date: {why}", shown(&text, 40));
                self.context.report(
                    Problem::new(Code::BadDate, message)
                        .at(self.context.place(tree.span()), "not a date")
                        .help("write year-month-day, such as \"2020-02-12\""),
                );
                None
            }
        }
    }

    /// An optional web address.
    pub(super) fn url(&self, key: &str) -> Option<String> {
        let tree = self.get(key)?;
        let text = self.text_of(key, tree)?;
        if !is_web_address(&text) {
            self.context.report(
                Problem::new(Code::BadUrl, format!("\"{key}\" is no web address"))
                    .at(self.context.place(tree.span()), "not http:// or https://")
                    .help("write the whole address, such as \"https://example.org/report\""),
            );
            return None;
        }
        Some(text)
    }

    /// An optional file name below the record's folder.
    pub(super) fn file_name(&self, key: &str) -> Option<String> {
        let tree = self.get(key)?;
        let text = self.text_of(key, tree)?;
        let good = is_file_name(&text);
        if !good {
            self.context.report(
                Problem::new(
                    Code::BadFileName,
                    format!("\"{key}\" is no file name below the record"),
                )
                .at(self.context.place(tree.span()), "not a relative file name")
                .help("write a name such as \"report.txt\", and use --texts for other folders"),
            );
            return None;
        }
        Some(text)
    }

    fn number(&self, key: &str, tree: &Tree, least: u32) -> Option<u32> {
        let Kind::Number = tree.kind else {
            self.wrong_type(key, tree, "a whole number");
            return None;
        };
        let number = tree
            .raw(self.context.text)
            .parse()
            .ok()
            .filter(|&n: &u32| n >= least);
        if number.is_none() {
            let message = format!("\"{key}\" must be a whole number from {least} up");
            self.context.report(
                Problem::new(Code::OutOfRange, message)
                    .at(self.context.place(tree.span()), "out of range")
                    .help(format!(
                        "count from {least}, without sign, point or exponent"
                    )),
            );
        }
        number
    }

    /// An optional paragraph number.
    pub(super) fn paragraph(&self, key: &str) -> Option<NonZeroU32> {
        self.number(key, self.get(key)?, 1)
            .and_then(NonZeroU32::new)
    }

    /// An optional span `[start, end]`.
    pub(super) fn span(&self, key: &str) -> Option<Span> {
        let tree = self.get(key)?;
        let [start, end] = tree.items() else {
            let numbers = tree.items().len();
            let found = match tree.kind {
                Kind::Array(_) => format!("a list of {numbers}"),
                _ => tree.type_name().to_owned(),
            };
            self.found(key, tree, &found, "a list of two whole numbers");
            return None;
        };
        let (start, end) = (self.number(key, start, 0), self.number(key, end, 0));
        let (start, end) = (start?, end?);
        let span = Span::new(start, end);
        if span.is_none() {
            let message = format!("\"{key}\" ends at {end}, which is not after its start {start}");
            self.context.report(
                Problem::new(Code::BadSpan, message)
                    .at(self.context.place(tree.span()), "not in order")
                    .help("write [start, end], the end not included"),
            );
        }
        span
    }

    /// An optional list of texts.
    pub(super) fn texts(&self, key: &str) -> Vec<String> {
        let Some(tree) = self.get(key) else {
            return Vec::new();
        };
        let Kind::Array(items) = &tree.kind else {
            self.wrong_type(key, tree, "a list of texts");
            return Vec::new();
        };
        let text = |item| {
            self.text_of(key, item)
                .and_then(|text| self.not_empty(key, item, text))
        };
        items.iter().filter_map(text).collect()
    }

    /// An optional object whose values are texts.
    pub(super) fn text_map(&self, key: &str) -> BTreeMap<String, String> {
        let Some(inner) = self.inner(key) else {
            return BTreeMap::new();
        };
        let pair = |(name, _, tree)| Some((name, inner.text_of(key, tree)?));
        inner.pairs().into_iter().filter_map(pair).collect()
    }

    /// An optional object from ids to words of a closed list.
    pub(super) fn id_map<K: Ord, V: FromStr<Err = UnknownWord>>(
        &self,
        key: &str,
        new: impl Fn(&str) -> Result<K, IdError>,
    ) -> BTreeMap<K, V> {
        let Some(inner) = self.inner(key) else {
            return BTreeMap::new();
        };
        let pair = |(name, span, tree): (String, Range<usize>, _)| {
            let id = inner.check_id(&name, span, &new);
            let word = inner.word_of("stance", tree);
            Some((id?, word?))
        };
        inner.pairs().into_iter().filter_map(pair).collect()
    }

    fn inner(&self, key: &str) -> Option<Fields<'t>> {
        let tree = self.get(key)?;
        let Kind::Object(_) = &tree.kind else {
            self.wrong_type(key, tree, "an object");
            return None;
        };
        Fields::open(self.context, tree, &format!("list of {key}"), Keys::Any)
    }

    fn pairs(&self) -> Vec<(String, Range<usize>, &'t Tree)> {
        let members = self.tree.members().iter();
        members
            .map(|m| (m.key.to_string(), m.key_span(), &m.value))
            .collect()
    }
}

/// Whether a text is the name of a file below a folder: nothing in it leads out.
pub(in crate::read) fn is_file_name(text: &str) -> bool {
    !text.trim().is_empty()
        && !text.starts_with(['/', '\\'])
        && !text.contains([':', '\\', '\0'])
        && text.split('/').all(|part| !matches!(part, ".." | ""))
}

/// Words that people write for ours.
pub(in crate::read) fn synonym(word: &str) -> Option<&'static str> {
    Some(match word.to_lowercase().as_str() {
        "for" | "pro" | "+" | "1" | "agree" | "agreement" | "positive" | "supports" => "support",
        "against" | "con" | "-" | "-1" | "oppose" | "opposes" | "attack" | "negative"
        | "disagree" | "disagreement" | "concerns" => "concern",
        "company" | "industry" | "private sector" | "private-sector" => "business",
        "civil society" | "civil-society" | "nonprofit" | "charity" | "cso" => "ngo",
        "government" | "country" | "member state" => "state",
        "university" | "research" => "academia",
        "person" => "individual",
        "quote" | "literal" => "verbatim",
        "reported" => "paraphrase",
        _ => return None,
    })
}

fn parse_date(text: &str) -> Result<Date, String> {
    let bytes = text.as_bytes();
    let shape = bytes.len() == 10
        && bytes.iter().enumerate().all(|(i, b)| match i {
            4 | 7 => *b == b'-',
            _ => b.is_ascii_digit(),
        });
    if !shape {
        return Err("it is not written as YYYY-MM-DD".to_owned());
    }
    let number = |range: Range<usize>| text[range].parse::<i16>().unwrap_or(0);
    let (year, month, day) = (number(0..4), number(5..7) as i8, number(8..10) as i8);
    if !(1..=12).contains(&month) {
        return Err(format!("there is no month {month}"));
    }
    Date::new(year, month, day).map_err(|_| "there is no such day".to_owned())
}
