//! What a draft may use, rule by rule.

use std::collections::BTreeSet;

/// Every rule that can be switched off, with what it does.
pub const RULES: &[(&str, &str)] = &[
    ("acronyms", "learns short names from 'Full Name (SHORT)'"),
    ("actor-lists", "several actors before one verb"),
    (
        "after-claim",
        "a speaker named after what is said: '..., Mexico said', 'in the opinion of'",
    ),
    ("pronouns", "they, it, the delegation: who spoke last"),
    (
        "continue",
        "a sentence without a speaker belongs to who spoke before in the paragraph",
    ),
    (
        "openers",
        "who begins a sentence speaks in it, though its first verb reports nothing",
    ),
    ("reported-speech", "a speaker inside what another says"),
    (
        "supported-by",
        "'supported by', 'opposed by', 'with': others who say the same, or the opposite",
    ),
    (
        "unnamed",
        "'many delegations' speak, as speakers marked unnamed, unless the codebook is closed",
    ),
    (
        "groups",
        "'members of the union', and 'the group' of who speaks for it",
    ),
    ("patterns", "themes by the codebook's patterns"),
    ("spoken-for", "'on behalf of': the body spoken for speaks"),
    (
        "drop-capital",
        "a name cut from its first letter by a heading",
    ),
    ("label-words", "themes by the words of their names"),
    ("keywords", "themes by the codebook's keywords"),
    ("related-words", "themes by the vocabulary of the genre"),
    ("verbs", "reporting verbs give a stance"),
    ("operators", "negation, lack, harm and threat turn a stance"),
    (
        "evils",
        "a theme named after something bad is a concern when spoken of",
    ),
    ("permission", "what is called acceptable is supported"),
    (
        "contrast",
        "'took a different view': a concern about what was said before",
    ),
    (
        "anaphora",
        "'that agreement', 'the question': the theme of the sentence before",
    ),
];

/// Which rules are used.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Rules {
    off: BTreeSet<String>,
}

impl Rules {
    pub(super) fn without(off: &BTreeSet<String>) -> Self {
        Self { off: off.clone() }
    }

    pub(super) fn has(&self, rule: &str) -> bool {
        !self.off.contains(rule)
    }
}

/// How a draft is made.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftOptions {
    /// Names of [`RULES`] that are not used; unknown names do nothing. None by default.
    pub without: BTreeSet<String>,
    /// Proposals with a higher doubt are left out and only listed; 0 to 1. By default 1: all are
    /// kept.
    pub most_doubt: f64,
}

impl Default for DraftOptions {
    fn default() -> Self {
        Self {
            without: BTreeSet::new(),
            most_doubt: 1.0,
        }
    }
}
