//! Lines to elements: what stands below what, and which are premises of which argument.

use super::yaml::{self, Pairs};

/// How an element bears on the one above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bearing {
    /// `+`, `<+`: supports it.
    Supports,
    /// `-`, `<-`: attacks it.
    Attacks,
    /// `_`, `<_`: attacks its inference.
    Undercuts,
    /// `+>`: is supported by it.
    Supported,
    /// `->`: is attacked by it.
    Attacked,
    /// `_>`: its inference is attacked by it.
    Undercut,
    /// `><`: both cannot be.
    Contradicts,
}

/// Longer marks first, for one begins as another.
const MARKS: [(&str, Bearing); 10] = [
    ("+>", Bearing::Supported),
    ("->", Bearing::Attacked),
    ("_>", Bearing::Undercut),
    ("<+", Bearing::Supports),
    ("<-", Bearing::Attacks),
    ("<_", Bearing::Undercuts),
    ("><", Bearing::Contradicts),
    ("+", Bearing::Supports),
    ("-", Bearing::Attacks),
    ("_", Bearing::Undercuts),
];

/// Where an element stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// By itself.
    Top,
    /// Below another, which it bears on; `None` where nothing is above.
    Below(Option<usize>, Bearing),
    /// In the reconstruction of an argument: with the argument, whether it is inferred.
    Step(usize, bool),
}

/// An element as it is written.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) raw: String,
    pub(super) line: usize,
    pub(super) place: Place,
    pub(super) section: Option<usize>,
}

/// A heading.
#[derive(Debug)]
pub(super) struct Section {
    pub(super) raw: String,
    pub(super) line: usize,
    pub(super) above: Option<usize>,
    level: usize,
}

/// A document taken apart.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    pub(super) front: Pairs,
    pub(super) elements: Vec<Element>,
    pub(super) sections: Vec<Section>,
    /// Rules of inference: the argument, and the words.
    pub(super) rules: Vec<(usize, String)>,
    /// How many inferences each argument has.
    pub(super) inferences: Vec<usize>,
    /// Lines that include another file.
    pub(super) includes: Vec<usize>,
}

/// Comments become blanks; line breaks stay, so that lines keep their numbers.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut before = None;
    while let Some(c) = rest.chars().next() {
        let length = if rest.starts_with("<!--") {
            Some(rest.find("-->").map_or(rest.len(), |at| at + 3))
        } else if let Some(inner) = rest.strip_prefix("/*") {
            Some(inner.find("*/").map_or(rest.len(), |at| at + 4))
        } else if rest.starts_with("//") && before != Some(':') {
            Some(rest.find('\n').unwrap_or(rest.len()))
        } else {
            None
        };
        match length {
            Some(length) => {
                out.extend(rest[..length].chars().filter(|&c| c == '\n'));
                rest = &rest[length..];
                before = None;
            }
            None => {
                out.push(c);
                before = Some(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    out
}

/// `===` settings `===` at the start; the rest keeps its line numbers.
fn front_matter(text: &str) -> (Pairs, String) {
    let start = text.len() - text.trim_start().len();
    let Some(body) = text[start..].strip_prefix("===") else {
        return (Pairs::default(), text.to_owned());
    };
    let body = body.trim_start_matches('=');
    let Some(end) = body.find("===") else {
        return (Pairs::default(), text.to_owned());
    };
    let rest = body[end..].trim_start_matches('=');
    let skipped = &text[..text.len() - rest.len()];
    let lines = "\n".repeat(skipped.matches('\n').count());
    (yaml::front_matter(&body[..end]), format!("{lines}{rest}"))
}

/// The mark at the start of a line, and what follows it.
fn mark(words: &str) -> Option<(Bearing, &str)> {
    let (mark, bearing) = MARKS.iter().find(|(mark, _)| words.starts_with(mark))?;
    let rest = &words[mark.len()..];
    // `_words_` is italic, and no argument is called `-`.
    let free = rest.is_empty() || rest.starts_with([' ', '\t']);
    let allowed = match *mark {
        "_" => free,
        "<-" | "<_" | "<+" => free || rest.starts_with(['[', '<']) || *mark == "<+",
        _ => true,
    };
    allowed.then(|| (*bearing, rest.trim_start()))
}

/// `(1)` at the start of a line, and what follows.
fn step(words: &str) -> Option<&str> {
    let (number, rest) = words.strip_prefix('(')?.split_once(')')?;
    let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| rest.trim_start())
}

/// `* ` or `1. ` at the start of a line, and what follows.
fn list_item(words: &str) -> Option<&str> {
    if let Some(rest) = words.strip_prefix('*') {
        return rest.starts_with([' ', '\t']).then(|| rest.trim_start());
    }
    let (number, rest) = words.split_once('.')?;
    let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    (digits && rest.starts_with([' ', '\t'])).then(|| rest.trim_start())
}

fn heading(line: &str) -> Option<(usize, &str)> {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    (level > 0 && rest.starts_with(' ')).then(|| (level, rest.trim()))
}

/// Whether a line begins an element with a title: `[Title]`, `<Title>`, alone or with a colon.
fn is_titled(words: &str) -> bool {
    [('[', ']'), ('<', '>')].iter().any(|&(open, close)| {
        let inner = words.strip_prefix(open);
        let rest = inner.and_then(|inner| Some(&inner[inner.find(close)? + 1..]));
        rest.is_some_and(|rest| rest.starts_with(':') || rest.trim().is_empty())
    })
}

/// Whether data was opened that is not closed yet: a brace with nothing or a key behind it.
fn in_data(raw: &str) -> bool {
    raw.rfind('{').is_some_and(|at| {
        let inner = &raw[at + 1..];
        !inner.contains('}') && (inner.trim().is_empty() || inner.contains(':'))
    })
}

/// The document's elements in order.
pub(super) fn blocks(text: &str) -> Blocks {
    let (front, body) = front_matter(text);
    let body = without_comments(&body);
    let mut reader = Reader {
        blocks: Blocks {
            front,
            ..Blocks::default()
        },
        open: false,
        in_data: false,
        stack: Vec::new(),
        argument: None,
        reconstructing: false,
        inferred: false,
        rule: None,
    };
    for (at, line) in body.lines().enumerate() {
        reader.line(at + 1, line.trim_end());
    }
    reader.blocks
}

struct Reader {
    blocks: Blocks,
    /// Whether the last element may go on with the next line.
    open: bool,
    /// Whether its data goes on.
    in_data: bool,
    /// Elements that the next one may stand below, each with its indentation.
    stack: Vec<(Option<usize>, usize)>,
    /// The argument that a reconstruction belongs to.
    argument: Option<usize>,
    reconstructing: bool,
    /// Whether the next step is inferred.
    inferred: bool,
    /// The words of an inference that is not closed yet.
    rule: Option<String>,
}

impl Reader {
    fn line(&mut self, number: usize, line: &str) {
        let words = line.trim_start();
        if self.open && self.in_data {
            self.more(line);
            return;
        }
        if let Some(rule) = &mut self.rule {
            let end = words
                .strip_suffix("--")
                .map(|rest| rest.trim_end_matches('-'));
            if !words.is_empty() {
                rule.push(' ');
                rule.push_str(end.unwrap_or(words));
            }
            if end.is_some() || words.is_empty() {
                self.close_rule();
            }
            return;
        }
        if words.is_empty() {
            self.open = false;
        } else if let Some((level, raw)) = heading(line) {
            self.heading(number, level, raw);
        } else if words.starts_with("@include(") {
            self.blocks.includes.push(number);
            self.open = false;
        } else if let Some(dashes) = words.strip_prefix("--").filter(|_| self.reconstructing) {
            self.inference(dashes);
        } else if let Some(rest) = step(words) {
            self.step(number, rest);
        } else if let Some((bearing, rest)) = mark(words) {
            self.below(
                number,
                line.chars().count() - words.chars().count(),
                bearing,
                rest,
            );
        } else if let Some(rest) = list_item(words).filter(|_| !self.open || words.starts_with('*'))
        {
            self.top(number, rest);
        } else if self.open && !(is_titled(words) && words.len() == line.len()) {
            self.more(line);
        } else {
            self.top(number, words);
        }
    }

    fn more(&mut self, line: &str) {
        if let Some(last) = self.blocks.elements.last_mut() {
            last.raw.push('\n');
            last.raw.push_str(line);
            // Only a brace changes it, so a long text is not looked through for each line.
            if line.contains(if self.in_data { '}' } else { '{' }) {
                self.in_data = in_data(&last.raw);
            }
        }
    }

    fn push(&mut self, line: usize, raw: &str, place: Place) -> usize {
        let section = self.blocks.sections.len().checked_sub(1);
        self.blocks.elements.push(Element {
            raw: raw.to_owned(),
            line,
            place,
            section,
        });
        self.open = true;
        self.in_data = in_data(raw);
        self.blocks.elements.len() - 1
    }

    fn heading(&mut self, line: usize, level: usize, raw: &str) {
        let mut above = self.blocks.sections.len().checked_sub(1);
        while let Some(at) = above.filter(|&at| self.blocks.sections[at].level >= level) {
            above = self.blocks.sections[at].above;
        }
        self.blocks.sections.push(Section {
            raw: raw.to_owned(),
            line,
            above,
            level,
        });
        self.open = false;
        self.stack.clear();
        self.argument = None;
        self.reconstructing = false;
    }

    fn top(&mut self, line: usize, raw: &str) {
        let at = self.push(line, raw, Place::Top);
        self.stack = vec![(None, at)];
        self.argument = raw.starts_with('<').then_some(at);
        self.reconstructing = false;
        self.inferred = false;
    }

    /// A step of a reconstruction; one without an argument before it belongs to one of its own.
    fn step(&mut self, line: usize, raw: &str) {
        if !self.reconstructing {
            self.inferred = false;
            self.reconstructing = true;
        }
        let argument = match self.argument {
            Some(at) => at,
            None => {
                let n = self.blocks.elements.len() + 1;
                let at = self.push(line, &format!("<Untitled Argument {n}>"), Place::Top);
                self.argument = Some(at);
                at
            }
        };
        let place = Place::Step(argument, self.inferred);
        self.inferred = false;
        let at = self.push(line, raw, place);
        self.stack = vec![(None, at)];
    }

    /// What follows the first two dashes: nothing yet, the rest of a line of dashes, or a rule.
    fn inference(&mut self, rest: &str) {
        let Some(argument) = self.argument else {
            return;
        };
        self.open = false;
        self.inferred = true;
        self.blocks.inferences.push(argument);
        self.stack = vec![(None, argument)];
        let whole = rest.len() >= 2 && rest.bytes().all(|b| b == b'-');
        match rest.trim().strip_suffix("--") {
            _ if whole => {}
            Some(rule) => {
                self.rule = Some(rule.trim_end_matches('-').to_owned());
                self.close_rule();
            }
            None => self.rule = Some(rest.to_owned()),
        }
    }

    fn close_rule(&mut self) {
        let words = self.rule.take().unwrap_or_default();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(argument) = self.argument.filter(|_| !words.is_empty()) {
            self.blocks.rules.push((argument, words));
        }
    }

    fn below(&mut self, line: usize, indent: usize, bearing: Bearing, raw: &str) {
        while self
            .stack
            .last()
            .is_some_and(|(depth, _)| depth.is_some_and(|depth| depth >= indent))
        {
            self.stack.pop();
        }
        let above = self.stack.last().map(|&(_, at)| at);
        let at = self.push(line, raw, Place::Below(above, bearing));
        self.stack.push((Some(indent), at));
    }
}
