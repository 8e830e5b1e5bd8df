//! Counts, lists and stances in the language of the picture.

use crate::draw::language::Language;
use crate::draw::options::Through;
use crate::model::Stance;

pub(super) fn statements(language: Language, n: usize) -> String {
    match n {
        1 => language.say("1 statement").to_owned(),
        n => language.fill("{n} statements", &[("n", &n)]),
    }
}

pub(super) fn stakeholders(language: Language, n: usize) -> String {
    match n {
        1 => language.say("1 stakeholder").to_owned(),
        n => language.fill("{n} stakeholders", &[("n", &n)]),
    }
}

pub(super) fn themes(language: Language, n: usize) -> String {
    match n {
        1 => language.say("1 theme").to_owned(),
        n => language.fill("{n} themes", &[("n", &n)]),
    }
}

pub(super) fn claims(language: Language, n: usize) -> String {
    match n {
        1 => language.say("1 claim").to_owned(),
        n => language.fill("{n} claims", &[("n", &n)]),
    }
}

/// Themes or claims.
pub(super) fn items(language: Language, through: Through, n: usize) -> String {
    match through {
        Through::Themes => themes(language, n),
        Through::Claims => claims(language, n),
    }
}

/// Head of a column of themes or claims.
pub(super) fn item(language: Language, through: Through) -> &'static str {
    match through {
        Through::Themes => language.say("theme"),
        Through::Claims => language.say("claim"),
    }
}

/// "A, B and C".
pub(super) fn list<S: AsRef<str>>(language: Language, names: &[S]) -> String {
    match names {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [rest @ .., last] => {
            let rest: Vec<&str> = rest.iter().map(AsRef::as_ref).collect();
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("list", &rest.join(", ")), ("last", &last.as_ref())];
            language.fill("{list} and {last}", &values)
        }
    }
}

/// "A, B and 3 more": at most so many names.
pub(super) fn some<S: AsRef<str>>(language: Language, names: &[S], most: usize) -> String {
    if names.len() <= most {
        return list(language, names);
    }
    let shown: Vec<&str> = names.iter().take(most).map(AsRef::as_ref).collect();
    let values: [(&str, &dyn std::fmt::Display); 2] =
        [("list", &shown.join(", ")), ("n", &(names.len() - most))];
    language.fill("{list} and {n} more", &values)
}

/// "supports", "is concerned about".
pub(super) fn verb(language: Language, stance: Stance) -> &'static str {
    match stance {
        Stance::Support => language.say("supports"),
        Stance::Concern => language.say("is concerned about"),
    }
}

/// "support", "concern".
pub(super) fn noun(language: Language, stance: Stance) -> &'static str {
    match stance {
        Stance::Support => language.say("support"),
        Stance::Concern => language.say("concern"),
    }
}

/// A share in per cent.
pub(super) fn per_cent(language: Language, share: f64) -> String {
    language.fill("{n} %", &[("n", &(share * 100.0).round())])
}
