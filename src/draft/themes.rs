//! Which themes a sentence touches, and where.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::options::Rules;
use super::rules::Tables;
use super::text::{ReportText, Sentence};
use super::words::{Token, Words};
use crate::model::Theme;
use crate::read::Codebook;

/// Words of a theme's name that suffice, as a share of its weight.
const ENOUGH: f64 = 0.6;
/// A word in a larger share of the sentences says little.
const COMMON: f64 = 0.2;

/// A theme touched by some words.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Hit {
    /// Place in the codebook.
    pub(super) theme: usize,
    /// The words, as tokens of the sentence.
    pub(super) tokens: BTreeSet<usize>,
    /// How sure, 0 to 1.
    pub(super) score: f64,
    /// The rule that found it.
    pub(super) how: &'static str,
}

impl Hit {
    /// The first and the last of the words.
    pub(super) fn ends(&self) -> (usize, usize) {
        let first = self.tokens.first().copied().unwrap_or_default();
        (first, self.tokens.last().copied().unwrap_or_default())
    }
}

/// Words that have to stand near one another.
struct Phrase {
    theme: usize,
    stems: Vec<(String, f64)>,
    /// Weight of them all.
    total: f64,
    /// Whether all have to be there.
    whole: bool,
    score: f64,
    how: &'static str,
}

pub(super) struct Themes {
    patterns: Vec<(usize, regex_lite::Regex)>,
    phrases: Vec<Phrase>,
    by_stem: HashMap<String, Vec<usize>>,
    /// Whether the theme is named after something bad.
    pub(super) evil: Vec<bool>,
}

impl Themes {
    pub(super) fn new(
        words: &Words,
        tables: &Tables,
        rules: &Rules,
        themes: &[Theme],
        text: &ReportText,
    ) -> Self {
        let rarity = Rarity::new(text);
        let parts: Vec<Vec<Vec<String>>> = themes
            .iter()
            .map(|theme| label_parts(words, tables, &theme.name))
            .collect();
        let mut spread: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for (n, parts) in parts.iter().enumerate() {
            for stem in parts.iter().flatten() {
                spread.entry(stem).or_default().insert(n);
            }
        }
        let weight = |stem: &str| {
            let themes = spread.get(stem).map_or(1, BTreeSet::len);
            let generic = if tables.has("generic", stem) {
                0.3
            } else {
                1.0
            };
            generic * rarity.of(stem) / (themes as f64).sqrt()
        };
        let mut phrases = Vec::new();
        let mut seen = BTreeSet::new();
        let mut add = |phrases: &mut Vec<Phrase>, theme, stems: Vec<String>, whole, score, how| {
            if stems.is_empty() || !seen.insert((theme, stems.clone())) {
                return;
            }
            let stems: Vec<(String, f64)> = stems
                .into_iter()
                .map(|s| {
                    let w = weight(&s);
                    (s, w)
                })
                .collect();
            let total = stems.iter().map(|(_, w)| w).sum();
            phrases.push(Phrase {
                theme,
                stems,
                total,
                whole,
                score,
                how,
            });
        };
        let content = |text: &str| -> Vec<String> {
            let tokens = words.tokens(text, 0);
            tokens
                .into_iter()
                .filter(|token| token.is_word() && !tables.has("stop", &token.text))
                .map(|token| token.stem)
                .collect()
        };
        for (n, theme) in themes.iter().enumerate() {
            if rules.has("label-words") {
                for part in &parts[n] {
                    // Generic words alone say nothing unless there are two of them.
                    let plain = part.iter().all(|stem| tables.has("generic", stem));
                    if plain && part.len() < 2 {
                        continue;
                    }
                    add(&mut phrases, n, part.clone(), plain, 0.9, "label-words");
                }
            }
            if rules.has("keywords") {
                let plain = theme.keywords.iter();
                for keyword in plain.filter(|one| Codebook::pattern(one).is_none()) {
                    add(&mut phrases, n, content(keyword), true, 1.0, "keywords");
                }
            }
            if rules.has("related-words") && theme.keywords.is_empty() {
                let label = segments(words, tables, &theme.name);
                for group in &tables.related {
                    if group
                        .heads
                        .iter()
                        .any(|head| label.iter().any(|part| part.has(tables, head)))
                    {
                        for pattern in &group.all {
                            add(&mut phrases, n, pattern.clone(), true, 0.7, "related-words");
                        }
                    }
                }
            }
        }
        let mut by_stem: HashMap<String, Vec<usize>> = HashMap::new();
        for (n, phrase) in phrases.iter().enumerate() {
            for (stem, _) in &phrase.stems {
                by_stem.entry(stem.clone()).or_default().push(n);
            }
        }
        let evil = themes
            .iter()
            .map(|theme| is_evil(words, tables, &theme.name))
            .collect();
        let patterns = themes
            .iter()
            .enumerate()
            .filter(|_| rules.has("patterns"))
            .flat_map(|(n, theme)| theme.keywords.iter().map(move |keyword| (n, keyword)))
            .filter_map(|(n, keyword)| {
                let mut builder = regex_lite::RegexBuilder::new(Codebook::pattern(keyword)?);
                // What is none was told by the reader of the codebook.
                Some((n, builder.case_insensitive(true).build().ok()?))
            })
            .collect();
        Self {
            patterns,
            phrases,
            by_stem,
            evil,
        }
    }

    /// What the patterns find, as words that they touch.
    fn matched(&self, text: &ReportText, sentence: &Sentence) -> Vec<Hit> {
        if self.patterns.is_empty() {
            return Vec::new();
        }
        let words = text.visible(sentence.range.clone());
        // Bytes of the words to code points of the text.
        let point = |byte: usize| sentence.range.start + words[..byte].chars().count();
        let mut hits = Vec::new();
        for (theme, pattern) in &self.patterns {
            for found in pattern.find_iter(&words).filter(|found| !found.is_empty()) {
                let (start, end) = (point(found.start()), point(found.end()));
                let tokens: BTreeSet<usize> = (sentence.tokens.iter().enumerate())
                    .filter(|(_, token)| token.start < end && token.end > start)
                    .map(|(n, _)| n)
                    .collect();
                if !tokens.is_empty() {
                    hits.push(Hit {
                        theme: *theme,
                        tokens,
                        score: 1.0,
                        how: "patterns",
                    });
                }
            }
        }
        hits
    }

    /// The themes of a sentence, by place of their first word.
    pub(super) fn hits(&self, text: &ReportText, sentence: &Sentence) -> Vec<Hit> {
        let tokens = &sentence.tokens;
        let mut candidates: BTreeSet<usize> = BTreeSet::new();
        for token in tokens {
            candidates.extend(self.by_stem.get(&token.stem).into_iter().flatten());
        }
        let mut hits: Vec<Hit> = self.matched(text, sentence);
        for n in candidates {
            let phrase = &self.phrases[n];
            for (found, score) in windows(phrase, tokens) {
                let old = hits
                    .iter_mut()
                    .find(|hit| hit.theme == phrase.theme && !hit.tokens.is_disjoint(&found));
                match old {
                    Some(hit) => {
                        if score > hit.score {
                            hit.score = score;
                            hit.how = phrase.how;
                        }
                        hit.tokens.extend(found);
                    }
                    None => hits.push(Hit {
                        theme: phrase.theme,
                        tokens: found,
                        score,
                        how: phrase.how,
                    }),
                }
            }
        }
        // One word that another theme needs more words around is that theme's.
        let kept: Vec<bool> = hits
            .iter()
            .map(|hit| {
                hit.tokens.len() > 1
                    || !hits.iter().any(|other| {
                        other.theme != hit.theme
                            && other.tokens.len() > 1
                            && other.tokens.is_superset(&hit.tokens)
                    })
            })
            .collect();
        let mut kept = kept.into_iter();
        hits.retain(|_| kept.next().unwrap_or(false));
        hits.sort_by(|a, b| (a.tokens.first(), a.theme).cmp(&(b.tokens.first(), b.theme)));
        hits
    }
}

/// How much a word says, by how many sentences have it.
struct Rarity {
    sentences: usize,
    with: HashMap<String, usize>,
}

impl Rarity {
    fn new(text: &ReportText) -> Self {
        let mut with: HashMap<String, usize> = HashMap::new();
        let mut sentences = 0;
        for sentence in text.blocks.iter().flat_map(|block| &block.sentences) {
            sentences += 1;
            let stems: BTreeSet<&str> = sentence.tokens.iter().map(|t| t.stem.as_str()).collect();
            for stem in stems {
                *with.entry(stem.to_owned()).or_default() += 1;
            }
        }
        Self { sentences, with }
    }

    fn of(&self, stem: &str) -> f64 {
        let share =
            self.with.get(stem).copied().unwrap_or(0) as f64 / self.sentences.max(10) as f64;
        if share > COMMON { COMMON / share } else { 1.0 }
    }
}

fn stems(words: &Words, text: &str) -> Vec<String> {
    let tokens = words.tokens(text, 0);
    tokens
        .into_iter()
        .map(|t| t.stem)
        .filter(|stem| !stem.is_empty())
        .collect()
}

/// A part of a theme's name that says what it is about: "Impacts of response measures on
/// exporters" is about response measures.
struct Segment {
    stems: Vec<String>,
    /// The first words that say something, up to the next preposition.
    main: std::ops::Range<usize>,
}

impl Segment {
    /// Whether a head ends the main words, but for words that say nothing.
    fn has(&self, tables: &Tables, head: &[String]) -> bool {
        let count = head.len();
        count > 0
            && self.main.clone().any(|at| {
                self.stems
                    .get(at..at + count)
                    .is_some_and(|words| words == head)
                    && (at + count..self.main.end).all(|n| tables.has("generic", &self.stems[n]))
            })
    }
}

fn segments(words: &Words, tables: &Tables, name: &str) -> Vec<Segment> {
    const PREPOSITIONS: &[&str] = &[
        "of", "on", "for", "in", "to", "with", "from", "against", "by", "at", "as", "under",
    ];
    let mut segments = Vec::new();
    let mut current: Vec<(String, bool)> = Vec::new();
    let mut close = |current: &mut Vec<(String, bool)>| {
        let list = std::mem::take(current);
        let mut from = 0;
        let mut main = 0..0;
        for at in 0..=list.len() {
            if at == list.len() || list[at].1 {
                let says = list[from..at].iter().any(|(stem, preposition)| {
                    !preposition && !tables.has("generic", stem) && !tables.has("stop", stem)
                });
                if says {
                    main = from..at;
                    break;
                }
                from = at + 1;
            }
        }
        // Where everything is general, all of it together says something.
        if main.is_empty() && list.len() > 1 {
            main = 0..list.len();
        }
        segments.push(Segment {
            stems: list.into_iter().map(|(stem, _)| stem).collect(),
            main,
        });
    };
    for token in words.tokens(name, 0) {
        if !token.is_word() || matches!(token.text.as_str(), "and" | "or") {
            close(&mut current);
        } else {
            let preposition = PREPOSITIONS.contains(&token.text.as_str());
            current.push((token.stem, preposition));
        }
    }
    close(&mut current);
    segments
}

/// The parts of a theme's name that can stand for it: "Health, poverty and social justice" has
/// three. What stands in brackets explains and does not count.
fn label_parts(words: &Words, tables: &Tables, name: &str) -> Vec<Vec<String>> {
    let mut parts = vec![Vec::new()];
    let mut brackets = false;
    for token in words.tokens(name, 0) {
        match token.text.as_str() {
            "(" => brackets = true,
            ")" => brackets = false,
            _ if brackets => continue,
            _ => {}
        }
        let cut =
            !token.is_word() || matches!(token.text.as_str(), "and" | "or" | "as" | "to" | "for");
        if cut {
            parts.push(Vec::new());
        } else if !tables.has("stop", &token.text)
            && let Some(part) = parts.last_mut()
        {
            part.push(token.stem);
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Whether a name is that of something bad, and not of a remedy for it.
fn is_evil(words: &Words, tables: &Tables, name: &str) -> bool {
    let stems = stems(words, name);
    stems.iter().any(|stem| tables.has("evil", stem))
        && !stems.iter().any(|stem| tables.has("remedy", stem))
}

/// Where the words of a phrase stand near one another: the tokens, and how sure. Of windows with
/// the same words, the tightest.
fn windows(phrase: &Phrase, tokens: &[Token]) -> Vec<(BTreeSet<usize>, f64)> {
    let reach = if phrase.stems.len() == 1 {
        1
    } else {
        phrase.stems.len() + 4
    };
    let mut found: Vec<(BTreeSet<usize>, f64)> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let in_phrase = |token: &Token| phrase.stems.iter().any(|(stem, _)| *stem == token.stem);
        if !tokens[at].is_word() || !in_phrase(&tokens[at]) {
            at += 1;
            continue;
        }
        let mut taken = BTreeSet::new();
        let mut weight = 0.0;
        for (stem, w) in &phrase.stems {
            let end = (at + reach).min(tokens.len());
            let near = (at..end).find(|&n| tokens[n].stem == *stem && !taken.contains(&n));
            // Nothing reaches over the end of a clause.
            let near = near.filter(|&n| {
                !tokens[at..n]
                    .iter()
                    .any(|t| matches!(t.text.as_str(), ";" | ":" | "."))
            });
            if let Some(n) = near {
                taken.insert(n);
                weight += w;
            }
        }
        let share = if phrase.total > 0.0 {
            weight / phrase.total
        } else {
            0.0
        };
        let all = taken.len() == phrase.stems.len();
        if all || !phrase.whole && share >= ENOUGH {
            // "in the season and proposed seasonal closures": the later start has the same words
            // nearer to one another.
            found.retain(|(old, _)| !tighter(tokens, old, &taken));
            found.push((taken, phrase.score * share.min(1.0)));
        }
        at += 1;
    }
    found
}

/// Whether a window has the same words as an older one that it shares some with, in less space.
fn tighter(tokens: &[Token], old: &BTreeSet<usize>, new: &BTreeSet<usize>) -> bool {
    let stems = |window: &BTreeSet<usize>| {
        let mut stems: Vec<&str> = window.iter().map(|&n| tokens[n].stem.as_str()).collect();
        stems.sort_unstable();
        stems
    };
    let width = |window: &BTreeSet<usize>| Some(window.last()? - window.first()?);
    !old.is_disjoint(new) && width(new) < width(old) && stems(old) == stems(new)
}
