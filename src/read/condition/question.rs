//! The language of `--ask`: text to [`Question`], with the words of the record.

use std::collections::BTreeSet;
use std::ops::Range;

use super::token::{Kind, Token, tokens};
use crate::model::{HeldStance, Pattern, Question, Record, Subject};
use crate::read::codes::{Code, Severity};
use crate::read::problem::{Place, Problem, TextFile, sort_problems};
use crate::read::suggest::{did_you_mean, shown};

/// Brackets and `not` within each other; more is no question that a person asked.
const DEEPEST: usize = 100;

/// What came of reading a question.
#[derive(Debug)]
pub struct QuestionReading {
    /// The question, where no error kept it from being read.
    pub question: Option<Question>,
    /// In order of severity and place.
    pub problems: Vec<Problem>,
    /// The question as a text for messages.
    pub file: TextFile,
}

/// Reads a question about the stakeholders of a record.
///
/// ```text
/// supports human-rights and concern militarisation
/// (supports (norms, ihl) or mentions claim:no-cyber-weapons) and not kind = state
/// mixed "International law" and scope in (global, regional)
/// ```
///
/// `supports X` (also `support`), `concern X` (also `concerns`, `concerned`), `mixed X` (both)
/// and `mentions X` (either) hold for who has such a statement. X is the id or the name of a
/// theme or claim, `theme:ID` or `claim:ID` where both have it, or several in brackets, of which
/// one is enough. The other conditions compare `stakeholder`, `name`, `kind` or an attribute
/// with `=`, `!=`, `in (...)` or `not in (...)`, as in [`condition`](super::condition): letter
/// by letter, `*` for any characters. `not` binds tighter than `and`, this tighter than `or`.
///
/// Unknown subjects and properties are errors; values that no stakeholder has are warnings.
pub fn question(text: &str, name: &str, record: &Record) -> QuestionReading {
    let mut parser = Parser {
        tokens: tokens(text),
        at: 0,
        depth: 0,
        record,
        problems: Vec::new(),
    };
    let question = parser.all();
    let mut problems = parser.problems;
    sort_problems(&mut problems);
    let failed = problems.iter().any(|p| p.severity() == Severity::Error);
    QuestionReading {
        question: question.filter(|_| !failed),
        problems,
        file: TextFile {
            name: name.to_owned(),
            text: text.to_owned(),
            ..TextFile::default()
        },
    }
}

struct Parser<'a> {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    record: &'a Record,
    problems: Vec<Problem>,
}

struct Word {
    text: String,
    span: Range<usize>,
    quoted: bool,
}

const SUBJECT_HELP: &str = "for example: supports human-rights";

impl Parser<'_> {
    fn peek(&self) -> &Token {
        // The last token is the end, and is never passed.
        &self.tokens[self.at]
    }

    fn keyword(&self) -> Option<String> {
        match &self.peek().kind {
            Kind::Word(word) => Some(word.to_lowercase()),
            _ => None,
        }
    }

    fn takes(&mut self, keyword: &str) -> bool {
        let found = self.keyword().as_deref() == Some(keyword);
        self.at += usize::from(found);
        found
    }

    fn takes_sign(&mut self, sign: &Kind) -> bool {
        let found = self.peek().kind == *sign;
        self.at += usize::from(found);
        found
    }

    fn problem(
        &mut self,
        code: Code,
        span: Range<usize>,
        message: String,
        label: &str,
        help: String,
    ) {
        let place = Place { file: 0, span };
        let problem = Problem::new(code, message).at(Some(place), label);
        self.problems.push(problem.help(help));
    }

    fn syntax(&mut self, wanted: &str, help: &str) {
        let token = self.peek().clone();
        let (message, label) = match &token.kind {
            Kind::End => (
                format!("the question ends where {wanted} should be"),
                "here",
            ),
            Kind::Unclosed => ("a quote without its end".to_owned(), "begins here"),
            _ => (format!("{wanted} should stand here"), "found this"),
        };
        self.problem(
            Code::BadQuestion,
            token.span,
            message,
            label,
            help.to_owned(),
        );
    }

    fn all(&mut self) -> Option<Question> {
        let question = self.any()?;
        if self.peek().kind != Kind::End {
            let help = "join conditions with and, or; put names with spaces in quotes";
            self.syntax("'and' or 'or'", help);
            return None;
        }
        Some(question)
    }

    fn any(&mut self) -> Option<Question> {
        let mut parts = vec![self.both()?];
        while self.takes("or") {
            parts.push(self.both()?);
        }
        Some(one_or(parts, Question::Any))
    }

    fn both(&mut self) -> Option<Question> {
        let mut parts = vec![self.one()?];
        while self.takes("and") {
            parts.push(self.one()?);
        }
        Some(one_or(parts, Question::All))
    }

    fn one(&mut self) -> Option<Question> {
        self.depth += 1;
        if self.depth > DEEPEST {
            self.syntax("a question with fewer brackets", "take brackets away");
            return None;
        }
        let part = if self.takes("not") {
            self.one().map(|part| Question::Not(Box::new(part)))
        } else if self.takes_sign(&Kind::Open) {
            let inner = self.any()?;
            if !self.takes_sign(&Kind::Close) {
                self.syntax("')'", "close the bracket");
                return None;
            }
            Some(inner)
        } else {
            self.condition()
        };
        self.depth -= 1;
        part
    }

    fn condition(&mut self) -> Option<Question> {
        // A stance, unless it is compared with something: then an attribute of that name.
        let compared = match self.tokens.get(self.at + 1).map(|next| &next.kind) {
            Some(Kind::Operator(_)) => true,
            Some(Kind::Word(word)) => word.eq_ignore_ascii_case("in"),
            _ => false,
        };
        let held = match self.keyword().as_deref().filter(|_| !compared) {
            Some("supports" | "support") => HeldStance::Support,
            Some("concern" | "concerns" | "concerned") => HeldStance::Concern,
            Some("mixed") => HeldStance::Mixed,
            Some("mentions") => HeldStance::Mentions,
            _ => return self.comparison(),
        };
        self.at += 1;
        let words = if self.peek().kind == Kind::Open {
            self.list(SUBJECT_HELP)?
        } else {
            vec![self.word("a theme or a claim", SUBJECT_HELP)?]
        };
        let mut subjects = Vec::new();
        for word in &words {
            subjects.extend(self.subject(word));
        }
        Some(Question::Holds { held, subjects })
    }

    fn word(&mut self, wanted: &str, help: &str) -> Option<Word> {
        let token = self.peek().clone();
        let (text, quoted) = match token.kind {
            Kind::Word(text) => (text, false),
            Kind::Quoted(text) => (text, true),
            _ => {
                self.syntax(wanted, help);
                return None;
            }
        };
        self.at += 1;
        Some(Word {
            text,
            span: token.span,
            quoted,
        })
    }

    fn list(&mut self, help: &str) -> Option<Vec<Word>> {
        if !self.takes_sign(&Kind::Open) {
            self.syntax("'('", help);
            return None;
        }
        let mut values = Vec::new();
        loop {
            values.push(self.word("a value", help)?);
            if self.takes_sign(&Kind::Close) {
                return Some(values);
            }
            if !self.takes_sign(&Kind::Comma) {
                self.syntax("',' or ')'", help);
                return None;
            }
        }
    }

    /// The theme or claim that a word means.
    fn subject(&mut self, word: &Word) -> Option<Subject> {
        let record = self.record;
        let (kind, text) = match word.text.split_once(':').filter(|_| !word.quoted) {
            Some((kind @ ("theme" | "claim"), id)) => (Some(kind), id),
            _ => (None, word.text.as_str()),
        };
        let folded = text.trim().to_lowercase();
        let themes = record.themes().iter().map(|theme| {
            let subject = Subject::Theme(theme.id.clone());
            (subject, theme.id.as_str(), theme.name.as_str())
        });
        let claims = record.claims().iter().map(|claim| {
            let subject = Subject::Claim(claim.id.clone());
            (subject, claim.id.as_str(), claim.text.as_str())
        });
        let all: Vec<(Subject, &str, &str)> = match kind {
            Some("theme") => themes.collect(),
            Some(_) => claims.collect(),
            None => themes.chain(claims).collect(),
        };
        let mut found: Vec<&Subject> = (all.iter().filter(|(_, id, _)| *id == folded))
            .map(|(subject, ..)| subject)
            .collect();
        if found.is_empty() {
            let named = all
                .iter()
                .filter(|(.., name)| name.to_lowercase() == folded);
            found = named.map(|(subject, ..)| subject).collect();
        }
        match found.as_slice() {
            [one] => return Some((*one).clone()),
            [] => {
                let ids: Vec<&str> = all.iter().map(|(_, id, _)| *id).collect();
                let what = kind.unwrap_or("theme or claim");
                let message = format!("there is no {what} '{}'", shown(text, 60));
                let help = did_you_mean(text, &ids, what);
                self.problem(
                    Code::BadQuestion,
                    word.span.clone(),
                    message,
                    "unknown",
                    help,
                );
            }
            several => {
                let names: Vec<String> = several.iter().map(ToString::to_string).collect();
                let message = format!("'{}' can mean several things", shown(text, 60));
                let help = format!("write one of: {}", names.join(", "));
                self.problem(
                    Code::BadQuestion,
                    word.span.clone(),
                    message,
                    "which?",
                    help,
                );
            }
        }
        None
    }

    fn comparison(&mut self) -> Option<Question> {
        let help = "for example: supports human-rights, concern norms, or kind = ngo";
        let name = self.word("a stance or a property", help)?;
        let negated = self.takes("not");
        let (values, negated) = if self.takes("in") {
            (self.list("for example: kind in (ngo, igo)")?, negated)
        } else {
            let operator = match self.peek().kind {
                Kind::Operator(sign @ ("=" | "!=")) if !negated => sign,
                _ => {
                    let properties = self.properties();
                    let known: Vec<&str> = ["supports", "concern", "mixed", "mentions"]
                        .into_iter()
                        .chain(properties.iter().map(String::as_str))
                        .collect();
                    let near = did_you_mean(&name.text, &known, "word");
                    let help = format!("{help}; {near}");
                    self.syntax("=, !=, in or not in", &help);
                    return None;
                }
            };
            self.at += 1;
            let value = self.word("a value", "put values with spaces in quotes")?;
            (vec![value], operator == "!=")
        };
        let properties = self.properties();
        if !properties.contains(&name.text) {
            let known: Vec<&str> = properties.iter().map(String::as_str).collect();
            let message = format!("stakeholders have no '{}'", shown(&name.text, 60));
            let help = did_you_mean(&name.text, &known, "property");
            self.problem(
                Code::BadQuestion,
                name.span.clone(),
                message,
                "unknown",
                help,
            );
        }
        let patterns = values.iter().map(|value| self.pattern(&name.text, value));
        let patterns: Vec<(Pattern, bool)> = patterns.collect();
        for ((_, occurs), value) in patterns.iter().zip(&values) {
            if !occurs && properties.contains(&name.text) {
                let there = self.values_of(&name.text);
                let known: Vec<&str> = there.iter().map(String::as_str).collect();
                let message = format!(
                    "no stakeholder has the {} '{}'",
                    name.text,
                    shown(&value.text, 60)
                );
                let help = did_you_mean(&value.text, &known, "value");
                self.problem(
                    Code::UnknownValue,
                    value.span.clone(),
                    message,
                    "never occurs",
                    help,
                );
            }
        }
        let question = Question::Is {
            property: name.text,
            values: patterns.into_iter().map(|(pattern, _)| pattern).collect(),
        };
        Some(if negated {
            Question::Not(Box::new(question))
        } else {
            question
        })
    }

    /// A value, and whether a stakeholder has it.
    fn pattern(&self, property: &str, value: &Word) -> (Pattern, bool) {
        let pattern = match value.quoted {
            true => Pattern::exact(value.text.as_str()),
            false => Pattern::wildcard(&value.text),
        };
        let occurs = self
            .values_of(property)
            .iter()
            .any(|one| pattern.matches(one));
        (pattern, occurs)
    }

    fn properties(&self) -> BTreeSet<String> {
        let fixed = ["stakeholder", "name", "kind"].map(str::to_owned);
        let people = self.record.stakeholders().iter();
        fixed
            .into_iter()
            .chain(people.flat_map(|one| one.attributes.keys().cloned()))
            .collect()
    }

    fn values_of(&self, property: &str) -> BTreeSet<String> {
        let people = self.record.stakeholders().iter();
        people
            .filter_map(|one| one.property(property))
            .map(str::to_owned)
            .collect()
    }
}

fn one_or(mut parts: Vec<Question>, join: impl Fn(Vec<Question>) -> Question) -> Question {
    match parts.len() {
        1 => parts.remove(0),
        _ => join(parts),
    }
}
