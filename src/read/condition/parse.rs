//! Tokens to a condition.

use std::ops::Range;

use super::token::{Kind, Token, tokens};
use crate::model::{Condition, Events, Pattern, Values, VariableRef};
use crate::read::codes::Code;
use crate::read::problem::{Place, Problem};
use crate::read::suggest::{did_you_mean, shown};
use crate::read::table_words::yes_or_no;
use crate::read::when::when;

/// Brackets and `not` within each other; more is no condition that a person wrote.
const DEEPEST: usize = 100;

pub(super) struct Parser<'a> {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    events: &'a Events,
    pub(super) problems: Vec<Problem>,
}

/// A value with its place, and whether `*` in it is a wildcard.
struct Word {
    text: String,
    span: Range<usize>,
    quoted: bool,
}

impl<'a> Parser<'a> {
    pub(super) fn new(text: &str, events: &'a Events) -> Self {
        Self {
            tokens: tokens(text),
            at: 0,
            depth: 0,
            events,
            problems: Vec::new(),
        }
    }

    fn peek(&self) -> &Token {
        // The last token is the end, and is never passed.
        &self.tokens[self.at]
    }

    fn next(&mut self) -> Token {
        let token = self.peek().clone();
        if token.kind != Kind::End {
            self.at += 1;
        }
        token
    }

    fn keyword(&self) -> Option<String> {
        match &self.peek().kind {
            Kind::Word(word) => Some(word.to_lowercase()),
            _ => None,
        }
    }

    fn takes(&mut self, keyword: &str) -> bool {
        let found = self.keyword().as_deref() == Some(keyword);
        if found {
            self.at += 1;
        }
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
        self.problems.push(
            Problem::new(code, message)
                .at(Some(place), label)
                .help(help),
        );
    }

    fn syntax(&mut self, wanted: &str, help: &str) {
        let token = self.peek().clone();
        let (message, label) = match &token.kind {
            Kind::End => (
                format!("the condition ends where {wanted} should be"),
                "here",
            ),
            Kind::Unclosed => ("a quote without its end".to_owned(), "begins here"),
            _ => (format!("{wanted} should stand here"), "found this"),
        };
        self.problem(
            Code::FilterSyntax,
            token.span,
            message,
            label,
            help.to_owned(),
        );
    }

    /// The whole text.
    pub(super) fn all(&mut self) -> Option<Condition> {
        let condition = self.any()?;
        if self.peek().kind != Kind::End {
            self.syntax(
                "'and' or 'or'",
                "join conditions with and, or; put values with spaces in quotes",
            );
            return None;
        }
        let error = |p: &Problem| p.severity() == crate::read::Severity::Error;
        (!self.problems.iter().any(error)).then_some(condition)
    }

    fn any(&mut self) -> Option<Condition> {
        let mut parts = vec![self.both()?];
        while self.takes("or") {
            parts.push(self.both()?);
        }
        Some(one_or(parts, Condition::Any))
    }

    fn both(&mut self) -> Option<Condition> {
        let mut parts = vec![self.one()?];
        while self.takes("and") {
            parts.push(self.one()?);
        }
        Some(one_or(parts, Condition::All))
    }

    fn one(&mut self) -> Option<Condition> {
        self.depth += 1;
        if self.depth > DEEPEST {
            self.syntax("a condition with fewer brackets", "take brackets away");
            return None;
        }
        let negated = self.takes("not");
        let part = if negated {
            self.one().map(|part| Condition::Not(Box::new(part)))
        } else if self.peek().kind == Kind::Open {
            self.at += 1;
            let inner = self.any()?;
            if self.peek().kind != Kind::Close {
                self.syntax("')'", "close the bracket");
                return None;
            }
            self.at += 1;
            Some(inner)
        } else {
            self.comparison()
        };
        self.depth -= 1;
        part
    }

    fn comparison(&mut self) -> Option<Condition> {
        let name = self.word("the name of a variable", "for example: stakeholder = apc")??;
        let negated = self.takes("not");
        if self.takes("in") {
            let values = self.list()?;
            return Some(negated_if(negated, self.is(&name, &values)));
        }
        if negated {
            self.syntax("'in'", "for example: theme not in (norms, human-rights)");
            return None;
        }
        if self.takes("under") {
            let value =
                self.word("a broader value", "for example: theme under law-and-norms")??;
            return Some(self.under(&name, value));
        }
        let Kind::Operator(operator) = self.peek().kind else {
            self.syntax(
                "=, !=, <, <=, >, >=, in or under",
                "for example: stakeholder = apc",
            );
            return None;
        };
        self.at += 1;
        let value = self.word("a value", "put values with spaces in quotes")??;
        Some(match operator {
            "=" => self.is(&name, &[value]),
            "!=" => negated_if(true, self.is(&name, &[value])),
            _ => self.compared(&name, operator, &value),
        })
    }

    /// `Some(None)` never happens for words that must be there; a problem ends the parse.
    #[expect(
        clippy::option_option,
        reason = "`??` reads well where a value must follow"
    )]
    fn word(&mut self, wanted: &str, help: &str) -> Option<Option<Word>> {
        let token = self.peek().clone();
        let (text, quoted) = match token.kind {
            Kind::Word(text) => (text, false),
            Kind::Quoted(text) => (text, true),
            _ => {
                self.syntax(wanted, help);
                return None;
            }
        };
        self.next();
        Some(Some(Word {
            text,
            span: token.span,
            quoted,
        }))
    }

    fn list(&mut self) -> Option<Vec<Word>> {
        let help = "for example: theme in (norms, human-rights)";
        if self.peek().kind != Kind::Open {
            self.syntax("'('", help);
            return None;
        }
        self.at += 1;
        let mut values = Vec::new();
        loop {
            values.push(self.word("a value", help)??);
            match self.peek().kind {
                Kind::Comma => self.at += 1,
                Kind::Close => {
                    self.at += 1;
                    return Some(values);
                }
                _ => {
                    self.syntax("',' or ')'", help);
                    return None;
                }
            }
        }
    }

    fn is(&mut self, name: &Word, values: &[Word]) -> Condition {
        let Some(found) = self.find(name) else {
            return Condition::Any(Vec::new());
        };
        let Found::Variable(found) = found else {
            let times = values
                .iter()
                .map(|value| self.time(value, |first, last| (first, last)));
            return Condition::Any(times.collect());
        };
        match self.events.values(found) {
            Some(Values::Integer(_) | Values::Boolean(_)) => {
                let numbers = values.iter().map(|value| {
                    let n = self.number(found, value);
                    between(name, n, n)
                });
                one_or(numbers.collect(), Condition::Any)
            }
            _ => {
                for value in values {
                    self.expect_value(name, found, value);
                }
                let pattern = |value: &Word| match value.quoted {
                    true => Pattern::exact(value.text.as_str()),
                    false => Pattern::wildcard(&value.text),
                };
                Condition::Is {
                    variable: name.text.clone(),
                    values: values.iter().map(pattern).collect(),
                }
            }
        }
    }

    fn under(&mut self, name: &Word, value: Word) -> Condition {
        let Some(Found::Variable(_)) = self.find(name) else {
            return Condition::Any(Vec::new());
        };
        let Some(links) = self.events.broader(&name.text) else {
            self.problem(
                Code::FilterSyntax,
                name.span.clone(),
                format!(
                    "nothing says what values of '{}' are part of",
                    shown(&name.text, 60)
                ),
                "has no broader values",
                "use = or in".to_owned(),
            );
            return Condition::Any(Vec::new());
        };
        let broad: Vec<&str> = links.values().map(String::as_str).collect();
        if !broad.contains(&value.text.as_str()) && !links.contains_key(&value.text) {
            let mut known = broad;
            known.sort_unstable();
            known.dedup();
            let message = format!("nothing is part of '{}'", shown(&value.text, 60));
            let help = did_you_mean(&value.text, &known, "broader value");
            self.problem(
                Code::UnknownValue,
                value.span.clone(),
                message,
                "never occurs",
                help,
            );
        }
        Condition::Under {
            variable: name.text.clone(),
            value: value.text,
        }
    }

    fn compared(&mut self, name: &Word, operator: &str, value: &Word) -> Condition {
        match self.find(name) {
            None => Condition::Any(Vec::new()),
            Some(Found::Date) => self.time(value, |first, last| match operator {
                "<" => (i64::MIN, first - 1),
                "<=" => (i64::MIN, last),
                ">" => (last + 1, i64::MAX),
                _ => (first, i64::MAX),
            }),
            Some(Found::Variable(found)) => {
                if self
                    .events
                    .values(found)
                    .is_none_or(|v| matches!(v, Values::Text(_)))
                {
                    self.problem(
                        Code::FilterSyntax,
                        name.span.clone(),
                        format!(
                            "'{}' has texts, which are not more or less",
                            shown(&name.text, 60)
                        ),
                        "no number, no date",
                        "use =, != or in".to_owned(),
                    );
                    return Condition::Any(Vec::new());
                }
                let n = self.number(found, value);
                match operator {
                    "<" => between(name, i64::MIN, n.saturating_sub(1)),
                    "<=" => between(name, i64::MIN, n),
                    ">" => between(name, n.saturating_add(1), i64::MAX),
                    _ => between(name, n, i64::MAX),
                }
            }
        }
    }

    fn find(&mut self, name: &Word) -> Option<Found> {
        if let Some(found) = self.events.find(&name.text) {
            return Some(Found::Variable(found));
        }
        if name.text == "date" {
            return Some(Found::Date);
        }
        let mut known = self.events.names();
        known.push("date".to_owned());
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let message = format!("there is no variable '{}'", shown(&name.text, 60));
        let help = did_you_mean(&name.text, &known, "variable");
        self.problem(
            Code::UnknownVariable,
            name.span.clone(),
            message,
            "unknown",
            help,
        );
        None
    }

    fn time(&mut self, value: &Word, range: impl Fn(i64, i64) -> (i64, i64)) -> Condition {
        let Some(at) = when(&value.text) else {
            let message = format!("'{}' is no date", shown(&value.text, 60));
            let help = "write 2020-02-12, 2020-02, 2020 or 2020-02-12T15:00".to_owned();
            self.problem(Code::BadDate, value.span.clone(), message, "no date", help);
            return Condition::Any(Vec::new());
        };
        let (first, last) = range(*at.start(), *at.end());
        Condition::When { first, last }
    }

    fn number(&mut self, found: VariableRef, value: &Word) -> i64 {
        let boolean = matches!(self.events.values(found), Some(Values::Boolean(_)));
        let read = if boolean {
            yes_or_no(&value.text).map(i64::from)
        } else {
            value.text.parse().ok()
        };
        read.unwrap_or_else(|| {
            let (what, help) = if boolean {
                (
                    "neither yes nor no",
                    "one of: support, concern, yes, no, 1, 0, +, -",
                )
            } else {
                ("no whole number", "write a whole number")
            };
            let message = format!("'{}' is {what}", shown(&value.text, 60));
            self.problem(
                Code::BadCell,
                value.span.clone(),
                message,
                what,
                help.to_owned(),
            );
            0
        })
    }

    fn expect_value(&mut self, name: &Word, found: VariableRef, value: &Word) {
        let view = self.events.text(found);
        let labels = match &view {
            Some(view) => &view.labels,
            None => self.events.theme_labels(),
        };
        let literal = value.quoted || !value.text.contains('*');
        if !literal || labels.iter().any(|label| **label == *value.text) {
            return;
        }
        let known: Vec<&str> = labels
            .iter()
            .map(AsRef::as_ref)
            .filter(|l: &&str| !l.is_empty())
            .collect();
        let (variable, text) = (shown(&name.text, 60), shown(&value.text, 60));
        let message = format!("no statement has the {variable} '{text}'");
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

enum Found {
    Variable(VariableRef),
    Date,
}

fn one_or(mut parts: Vec<Condition>, all: impl Fn(Vec<Condition>) -> Condition) -> Condition {
    match parts.len() {
        1 => parts.remove(0),
        _ => all(parts),
    }
}

fn negated_if(negated: bool, condition: Condition) -> Condition {
    if negated {
        Condition::Not(Box::new(condition))
    } else {
        condition
    }
}

fn between(name: &Word, least: i64, most: i64) -> Condition {
    Condition::Between {
        variable: name.text.clone(),
        least,
        most,
    }
}
