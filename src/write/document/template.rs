//! Templates in the language of Jinja2, which fill in documents.

use std::collections::BTreeMap;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, ErrorKind, UndefinedBehavior};

use super::Document;

/// A template to use in the place of the built-in one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Template<'a> {
    /// What messages call it; usually its path.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// Why a template makes no document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name}:{line}: {message}")]
pub struct TemplateError {
    /// What the template is called.
    pub name: String,
    /// The line of the mistake, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// How a template's values are put in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Escaping {
    /// As HTML, but for what the writer made.
    Html,
    /// As they are.
    Nothing,
}

/// A part of a document, from a heading of level 2 to the next one.
pub(super) struct Section {
    pub(super) anchor: String,
    pub(super) title: String,
    pub(super) body: String,
}

/// Fills a template. What it may use: `lang`, `title`, `subject`, `subtitle`, `words` (by the
/// names of [`Words`](super::Words)), `contents` (each with `level`, `anchor` and `text`),
/// `sections` (each with `anchor`, `title` and `body`), `body` (all of them), and what the
/// format adds.
pub(super) fn fill(
    document: &Document,
    template: Template<'_>,
    escaping: Escaping,
    sections: Vec<Section>,
    more: Vec<(&'static str, String)>,
) -> Result<String, TemplateError> {
    let made = |text: String| match escaping {
        Escaping::Html => Value::from_safe_string(text),
        Escaping::Nothing => Value::from(text),
    };
    let words = &document.words;
    let words = [
        ("contents", words.contents.as_str()),
        ("skip", &words.skip),
        ("description", &words.description),
        ("facts", &words.facts),
        ("back", &words.back),
        ("page", &words.page),
    ];
    let words: BTreeMap<&str, Value> = (words.into_iter())
        .map(|(name, text)| (name, Value::from(text)))
        .collect();
    let contents = document.headings().map(|(level, anchor, text)| {
        Value::from(BTreeMap::from([
            ("level", Value::from(level)),
            ("anchor", Value::from(anchor.as_str())),
            ("text", Value::from(text)),
        ]))
    });
    let mut values = BTreeMap::from([
        ("lang", Value::from(document.language.as_str())),
        ("title", Value::from(document.title.as_str())),
        ("subject", Value::from(document.subject.as_str())),
        ("subtitle", Value::from(document.subtitle.as_str())),
        ("words", Value::from(words)),
        ("contents", contents.collect::<Vec<_>>().into()),
    ]);
    let whole: String = sections.iter().map(|it| it.body.as_str()).collect();
    values.insert("body", made(whole));
    let sections = sections.into_iter().map(|it| {
        Value::from(BTreeMap::from([
            ("anchor", Value::from(it.anchor)),
            ("title", Value::from(it.title)),
            ("body", made(it.body)),
        ]))
    });
    values.insert("sections", sections.collect::<Vec<_>>().into());
    values.extend(more.into_iter().map(|(name, text)| (name, made(text))));

    let mut environment = Environment::new();
    environment.set_debug(true);
    if let Ok(syntax) = SyntaxConfig::builder()
        .trim_blocks(true)
        .keep_trailing_newline(true)
        .build()
    {
        environment.set_syntax(syntax);
    }
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(move |_| match escaping {
        Escaping::Html => AutoEscape::Html,
        Escaping::Nothing => AutoEscape::None,
    });
    let filled = environment
        .template_from_named_str(template.name, template.text)
        .and_then(|it| it.render(Value::from(values)));
    filled.map_err(|error| {
        let what = match error.kind() {
            ErrorKind::UndefinedError => "a name that there is not".to_owned(),
            kind => kind.to_string(),
        };
        let detail = error.detail().filter(|detail| !detail.is_empty());
        let message = match (detail, part(&error)) {
            (Some(detail), _) if error.kind() == ErrorKind::UndefinedError => detail.to_owned(),
            (Some(detail), _) => format!("{what}: {detail}"),
            (None, Some(part)) => format!("{what}: {part}"),
            (None, None) => what,
        };
        TemplateError {
            name: error.name().unwrap_or(template.name).to_owned(),
            line: error.line().unwrap_or(1),
            message,
        }
    })
}

/// The piece of the template that is wrong.
fn part(error: &minijinja::Error) -> Option<String> {
    let range = error.range()?;
    let text = error.template_source()?.get(range)?;
    Some(text.to_owned())
}
