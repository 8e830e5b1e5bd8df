//! The tables of `rules/`: what words do, as data.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::pattern::{Pattern, Patterns};
use super::words::Words;

/// What a cue does; see `rules/cues.txt`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Effect {
    Say,
    Support,
    Concern,
    Oppose,
    Differ,
    Ask,
    Flip,
    Near,
    Lament,
    After,
    Scant,
    Permit,
}

impl Effect {
    /// Whether who stands before it is the speaker.
    pub(super) const fn reports(self) -> bool {
        matches!(
            self,
            Self::Say | Self::Support | Self::Concern | Self::Oppose | Self::Differ
        )
    }

    fn named(word: &str) -> Option<Self> {
        Some(match word {
            "say" => Self::Say,
            "support" => Self::Support,
            "concern" => Self::Concern,
            "oppose" => Self::Oppose,
            "differ" => Self::Differ,
            "ask" => Self::Ask,
            "flip" => Self::Flip,
            "near" => Self::Near,
            "lament" => Self::Lament,
            "after" => Self::After,
            "scant" => Self::Scant,
            "permit" => Self::Permit,
            _ => return None,
        })
    }
}

/// A group of words for one theme; see `rules/related.txt`.
#[derive(Debug)]
pub(super) struct Related {
    pub(super) heads: Vec<Vec<String>>,
    /// Heads and words, as stems without grammar.
    pub(super) all: Vec<Vec<String>>,
}

/// All tables, read.
#[derive(Debug)]
pub(super) struct Tables {
    pub(super) cues: Patterns<(Effect, &'static str)>,
    pub(super) related: Vec<Related>,
    lists: BTreeMap<&'static str, BTreeSet<String>>,
    pub(super) anaphora: Patterns<()>,
}

/// Lists that hold words in any form, by their stem.
const BY_STEM: [&str; 3] = ["generic", "evil", "remedy"];

/// The lines of a table that say something, cut at the bars.
fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        // A bar with spaces around it separates cells; one without is inside a pattern.
        .map(|line| line.split(" | ").map(str::trim).collect())
}

fn items(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split(';')
        .map(str::trim)
        .filter(|item| !item.is_empty())
}

/// The tables are the same for every report; reading them takes longer than a short report.
static TABLES: OnceLock<Tables> = OnceLock::new();

impl Tables {
    pub(super) fn get() -> &'static Self {
        TABLES.get_or_init(|| Self::new(&Words::new()))
    }

    fn new(words: &Words) -> Self {
        let mut cues = Vec::new();
        for row in rows(include_str!("rules/cues.txt")) {
            if let [name, effect, patterns] = row[..]
                && let Some(effect) = Effect::named(effect)
            {
                cues.extend(
                    items(patterns).map(|text| (Pattern::new(words, text), (effect, name))),
                );
            }
        }
        let mut lists: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        let mut anaphora = Vec::new();
        for row in rows(include_str!("rules/words.txt")) {
            let [name, list] = row[..] else { continue };
            if name == "anaphora" {
                anaphora.extend(items(list).map(|text| (Pattern::new(words, text), ())));
            }
            let stemmed = BY_STEM.contains(&name);
            let list = items(list).map(|word| {
                if stemmed {
                    words.stem(word)
                } else {
                    word.to_owned()
                }
            });
            lists.insert(name, list.collect());
        }
        let stems = |text: &str| {
            let tokens = words.tokens(text, 0);
            tokens
                .into_iter()
                .map(|token| token.stem)
                .filter(|stem| !stem.is_empty())
                .collect::<Vec<_>>()
        };
        let content = |text: &str| {
            let tokens = words.tokens(text, 0).into_iter();
            let stop = lists.get("stop");
            tokens
                .filter(|token| {
                    token.is_word()
                        && !stop.is_some_and(|list: &BTreeSet<String>| list.contains(&token.text))
                })
                .map(|token| token.stem)
                .collect::<Vec<_>>()
        };
        let related = rows(include_str!("rules/related.txt"))
            .filter_map(|row| {
                let [_, heads, others] = row[..] else {
                    return None;
                };
                Some(Related {
                    heads: items(heads).map(stems).collect(),
                    all: items(heads).chain(items(others)).map(content).collect(),
                })
            })
            .collect();
        Self {
            cues: Patterns::new(cues),
            related,
            lists,
            anaphora: Patterns::new(anaphora),
        }
    }

    /// Whether a list has a word (or, for the lists of themes, a stem).
    pub(super) fn has(&self, list: &str, word: &str) -> bool {
        self.lists
            .get(list)
            .is_some_and(|words| words.contains(word))
    }
}
