//! Where known actors are named, and the short names that a text gives them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::text::{ReportText, Sentence};
use super::words::{Token, Words};
use crate::model::Stakeholder;

/// A stretch of tokens that names an actor of the codebook, by its place there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) actor: usize,
}

struct Name {
    words: Vec<String>,
    actor: usize,
    /// Short and in capitals: read only where the text has capitals too.
    shouted: bool,
    /// Begins with a capital.
    proper: bool,
}

/// The names of the codebook's actors.
pub(super) struct Actors {
    by_first: HashMap<String, Vec<Name>>,
    /// Short names learnt from the text.
    pub(super) learnt: BTreeMap<String, usize>,
}

fn key(word: &str) -> String {
    word.replace("iz", "is")
}

impl Actors {
    /// `groups` are the places of those that have members: "members of the Union" is the Union.
    pub(super) fn new(
        words: &Words,
        stakeholders: &[Stakeholder],
        groups: &BTreeSet<usize>,
    ) -> Self {
        let mut made = Self {
            by_first: HashMap::new(),
            learnt: BTreeMap::new(),
        };
        for (actor, one) in stakeholders.iter().enumerate() {
            for name in [&one.name].into_iter().chain(&one.aliases) {
                made.add(words, name, actor);
                // "Delegations (generally)", "Chamber of Commerce (ICC)"
                if let Some((before, inside)) = name.split_once('(') {
                    made.add(words, before, actor);
                    let inside = inside.trim_end_matches([')', ' ']);
                    if is_acronym(inside) {
                        made.add(words, inside, actor);
                    }
                }
            }
        }
        for &group in groups {
            let one = &stakeholders[group];
            for name in [&one.name].into_iter().chain(&one.aliases) {
                for pattern in [
                    "members of the _",
                    "members of _",
                    "_ members",
                    "_ member states",
                ] {
                    let name = pattern.replace('_', name.trim_start_matches("the "));
                    if made.find(words, &name).is_none() {
                        made.add(words, &name, group);
                    }
                }
            }
        }
        for line in include_str!("rules/names.txt").lines() {
            if line.starts_with('#') {
                continue;
            }
            let names: Vec<&str> = line.split(';').map(str::trim).collect();
            let known = names.iter().find_map(|name| made.find(words, name));
            if let Some(actor) = known {
                for name in names {
                    if made.find(words, name).is_none() {
                        made.add(words, name, actor);
                    }
                }
            }
        }
        made
    }

    fn add(&mut self, words: &Words, name: &str, actor: usize) {
        let mut list: Vec<String> = words
            .tokens(name, 0)
            .iter()
            .filter(|token| token.is_word())
            .map(|token| key(&token.text))
            .collect();
        if list.len() > 1 && list[0] == "the" {
            list.remove(0);
        }
        let Some(first) = list.first().cloned() else {
            return;
        };
        let shouted = is_acronym(name) && name.chars().count() <= 4;
        let proper = name.trim().chars().next().is_some_and(char::is_uppercase);
        let entry = self.by_first.entry(first).or_default();
        match entry.iter_mut().find(|one| one.words == list) {
            // Given in both spellings it is read in both.
            Some(known) => {
                known.shouted &= shouted;
                known.proper &= proper;
            }
            None => entry.push(Name {
                words: list,
                actor,
                shouted,
                proper,
            }),
        }
    }

    fn find(&self, words: &Words, name: &str) -> Option<usize> {
        let tokens = words.tokens(name, 0);
        let list: Vec<String> = tokens
            .iter()
            .filter(|t| t.is_word())
            .map(|t| key(&t.text))
            .collect();
        let names = self.by_first.get(list.first()?)?;
        names
            .iter()
            .find(|one| one.words == list)
            .map(|one| one.actor)
    }

    /// Learns `Full Name (SHORT)` anywhere in the text.
    pub(super) fn learn(&mut self, words: &Words, text: &ReportText) {
        let mut found = Vec::new();
        for sentence in text.blocks.iter().flat_map(|block| &block.sentences) {
            for mention in self.mentions(text, sentence) {
                let after = &sentence.tokens[mention.end..];
                if let [open, short, close, ..] = after
                    && open.text == "("
                    && close.text == ")"
                {
                    let short = text.quote(short.start..short.end);
                    if is_acronym(&short) && self.find(words, &short).is_none() {
                        found.push((short, mention.actor));
                    }
                }
            }
        }
        for (short, actor) in found {
            self.add(words, &short, actor);
            self.learnt.entry(short).or_insert(actor);
        }
    }

    /// The actors named in a sentence, longest names first, none over another.
    pub(super) fn mentions(&self, text: &ReportText, sentence: &Sentence) -> Vec<Mention> {
        let tokens = &sentence.tokens;
        let mut mentions = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            match self.at(text, tokens, at) {
                Some(mention) => {
                    at = mention.end;
                    mentions.push(mention);
                }
                None => at += 1,
            }
        }
        mentions
    }

    fn at(&self, text: &ReportText, tokens: &[Token], start: usize) -> Option<Mention> {
        let names = self.by_first.get(&key(&tokens[start].text))?;
        let fits = |name: &&Name| {
            let mut at = start;
            for word in &name.words {
                // Punctuation inside a name (G-77/China) does not count.
                while at > start
                    && tokens
                        .get(at)
                        .is_some_and(|t| t.text == "/" || t.text == ".")
                {
                    at += 1;
                }
                if tokens.get(at).is_none_or(|token| key(&token.text) != *word) {
                    return None;
                }
                at += 1;
            }
            let first = &tokens[start];
            if name.proper && !first.capital {
                return None;
            }
            if name.shouted {
                let shown = text.quote(first.start..first.end);
                if shown.chars().any(char::is_lowercase) {
                    return None;
                }
            }
            Some(at)
        };
        names
            .iter()
            .filter_map(|name| fits(&name).map(|end| (end, name.actor)))
            .max_by_key(|(end, _)| *end)
            .map(|(end, actor)| Mention { start, end, actor })
    }

    /// The actor whose name this is but for its first letter, which stands alone at the end of
    /// the block before: a drop capital that was cut off.
    pub(super) fn dropped(&self, letter: &str, tokens: &[Token]) -> Option<Mention> {
        let first = tokens.first()?;
        let whole = key(&format!("{}{}", letter.to_lowercase(), first.text));
        let name = self.by_first.get(&whole)?.iter().find(|name| {
            name.words.len() <= tokens.len()
                && name.words[1..]
                    .iter()
                    .zip(&tokens[1..])
                    .all(|(a, b)| *a == key(&b.text))
        })?;
        Some(Mention {
            start: 0,
            end: name.words.len(),
            actor: name.actor,
        })
    }
}

/// Two to ten signs, most of them capitals: APC, ICT4Peace is none, UNFCCC is one.
fn is_acronym(text: &str) -> bool {
    let count = text.chars().count();
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    (2..=10).contains(&count)
        && capitals * 2 > count
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '/'))
}
