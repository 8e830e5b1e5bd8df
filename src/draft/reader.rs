//! The pass over the text: speakers carried from sentence to sentence, themes and stances.

use std::collections::{BTreeMap, BTreeSet};

use super::actors::{Actors, Mention};
use super::alike::liken;
use super::groups::Groups;
use super::options::{DraftOptions, Rules};
use super::proposal::{Coverage, Draft, Proposal};
use super::rules::{Effect, Tables};
use super::speakers::{self, Finder, Turn};
use super::stance::operators;
use super::text::{BlockKind, ReportText, Sentence};
use super::themes::{Hit, Themes};
use super::unnamed::Unnamed;
use super::words::Words;
use crate::model::Stance;
use crate::read::Codebook;

pub(super) struct Reader<'a> {
    pub(super) text: &'a ReportText,
    pub(super) book: &'a Codebook,
    pub(super) rules: Rules,
    pub(super) tables: &'static Tables,
    actors: Actors,
    pub(super) themes: Themes,
    pub(super) unnamed: Unnamed,
    groups: Groups,
    most_doubt: f64,
}

/// What is carried from sentence to sentence.
#[derive(Default)]
pub(super) struct State {
    /// Who speaks in this paragraph.
    current: Vec<speakers::Voice>,
    /// Who spoke last in the paragraph before.
    before: Vec<speakers::Voice>,
    /// First theme of the last sentence with one.
    pub(super) topic: Option<usize>,
    /// Themes of the last proposal with its stances, and who made it.
    pub(super) last: (BTreeMap<usize, Stance>, Vec<usize>),
    /// The last stance on each theme, and whose it is.
    pub(super) said: BTreeMap<usize, (Stance, Vec<usize>)>,
}

pub(super) fn read(text: &ReportText, book: &Codebook, options: &DraftOptions) -> Draft {
    let words = Words::new();
    let rules = Rules::without(&options.without);
    let tables = Tables::get();
    let groups = Groups::new(&book.stakeholders);
    let named = if rules.has("groups") {
        groups.all()
    } else {
        BTreeSet::new()
    };
    let mut actors = Actors::new(&words, &book.stakeholders, &named);
    if rules.has("acronyms") {
        actors.learn(&words, text);
    }
    let themes = Themes::new(&words, tables, &rules, &book.themes, text);
    let reader = Reader {
        text,
        book,
        rules,
        tables,
        actors,
        themes,
        unnamed: Unnamed::new((!book.closed).then_some(book.stakeholders.len())),
        groups,
        most_doubt: options.most_doubt,
    };
    reader.read()
}

impl Reader<'_> {
    fn read(self) -> Draft {
        let mut draft = Draft::default();
        let mut unknown: BTreeMap<String, usize> = BTreeMap::new();
        let mut state = State::default();
        let mut letter: Option<&str> = None;
        let (mut sentences, mut first_person) = (0, 0);
        for (number, block) in (1..).zip(&self.text.blocks) {
            let capital = letter.take();
            if block.kind == BlockKind::Heading {
                state = State::default();
                let last = block.sentences.last().and_then(|s| s.tokens.last());
                letter = last
                    .filter(|t| t.capital && t.text.chars().count() == 1)
                    .map(|t| t.text.as_str());
            }
            if block.kind != BlockKind::Prose {
                continue;
            }
            state.before = std::mem::take(&mut state.current);
            state.topic = None;
            let mut coverage = Coverage {
                paragraph: number,
                sentences: 0,
                read: 0,
            };
            for (n, sentence) in block.sentences.iter().enumerate() {
                let mut mentions = self.actors.mentions(self.text, sentence);
                if let Some(letter) = capital.filter(|_| n == 0 && self.rules.has("drop-capital"))
                    && let Some(mention) = self.actors.dropped(letter, &sentence.tokens)
                {
                    mentions.retain(|one| one.start >= mention.end);
                    mentions.insert(0, mention);
                }
                let made = self.sentence(
                    number,
                    sentence,
                    &mentions,
                    n == 0,
                    &mut state,
                    &mut unknown,
                );
                sentences += 1;
                first_person += usize::from(
                    sentence
                        .tokens
                        .iter()
                        .any(|t| self.tables.has("first", &t.text)),
                );
                coverage.sentences += 1;
                if made.is_empty() {
                    draft.unread.push(sentence.range.clone());
                } else {
                    coverage.read += 1;
                }
                draft.proposals.extend(made);
            }
            draft.coverage.push(coverage);
        }
        draft.unknown = unknown.into_iter().collect();
        draft.learnt = (self.actors.learnt.iter())
            .map(|(name, actor)| (name.clone(), self.book.stakeholders[*actor].id.clone()))
            .collect();
        let made = std::mem::take(&mut draft.proposals);
        (draft.proposals, draft.left_out) = made
            .into_iter()
            .partition(|one| one.doubt <= self.most_doubt);
        liken(&mut draft.proposals);
        draft.warnings = self.warnings(&draft, sentences, first_person);
        draft.unnamed = self.unnamed.all();
        draft
    }

    fn warnings(&self, draft: &Draft, sentences: usize, first_person: usize) -> Vec<String> {
        let mut warnings: Vec<String> = self.text.oddities.clone();
        let read: usize = draft.coverage.iter().map(|one| one.read).sum();
        if sentences >= 3 && first_person * 3 > sentences {
            warnings.push(format!(
                "{first_person} of {sentences} sentences are in the first person: a speech or \
                 testimony, not a report; who speaks cannot be told from its words"
            ));
        }
        if sentences > 0 && read * 4 < sentences {
            warnings.push(format!(
                "only {read} of {sentences} sentences were read: the codebook may lack speakers or \
                 themes, or the text reports little of what was said"
            ));
        }
        warnings
    }

    fn sentence(
        &self,
        paragraph: usize,
        sentence: &Sentence,
        mentions: &[Mention],
        opens: bool,
        state: &mut State,
        unknown: &mut BTreeMap<String, usize>,
    ) -> Vec<Proposal> {
        let tokens = &sentence.tokens;
        let finder = Finder {
            tables: self.tables,
            rules: &self.rules,
            tokens,
            mentions,
            unnamed: &self.unnamed,
            groups: &self.groups,
        };
        let current = if opens && state.current.is_empty() {
            &state.before
        } else {
            &state.current
        };
        let spoken = finder.turns(current);
        for name in spoken.unknown {
            *unknown.entry(name).or_default() += 1;
        }
        let mut turns = spoken.turns;
        if turns.is_empty() {
            let person = tokens
                .iter()
                .any(|t| matches!(t.text.as_str(), "i" | "we" | "my" | "our"));
            let speaks = |actor: &usize| state.current.iter().any(|one| one.actor == *actor);
            let other = (finder.opener())
                .filter(|opener| opener.procedural || !opener.actors.iter().all(speaks));
            if let Some(opener) = other {
                // Who chairs or adjourns does not speak, nor does who spoke before.
                let actors = opener.actors.into_iter().filter(|_| !opener.procedural);
                state.current = actors
                    .map(|actor| speakers::Voice {
                        actor,
                        stance: Stance::Support,
                    })
                    .collect();
            } else if self.rules.has("continue") && !state.current.is_empty() && !person {
                turns.push(Turn {
                    start: 0,
                    end: tokens.len(),
                    verb: (0, 0),
                    effect: Effect::Say,
                    cue: "continue",
                    voices: state.current.clone(),
                    how: "continue",
                    nested: false,
                });
            }
        } else if let Some(last) = turns.iter().rev().find(|turn| !turn.nested) {
            state.current.clone_from(&last.voices);
        }
        let hits: Vec<Hit> = self
            .themes
            .hits(self.text, sentence)
            .into_iter()
            .filter(|hit| {
                // Words of a speaker's name are no theme.
                !hit.tokens
                    .iter()
                    .all(|at| mentions.iter().any(|m| (m.start..m.end).contains(at)))
            })
            .collect();
        let operators = if self.rules.has("operators") {
            let mut found = operators(self.tables, tokens);
            // A word that is part of a theme's name does nothing else.
            found.retain(|one| {
                !hits.iter().any(|hit| {
                    hit.tokens.len() > 1 && (one.start..one.end).all(|at| hit.tokens.contains(&at))
                })
            });
            found
        } else {
            Vec::new()
        };
        // "X proposed, and Y opposed, a fund": both speak of the fund.
        for n in (0..turns.len().saturating_sub(1)).rev() {
            let (body, next) = (turns[n].verb.1..turns[n].end, turns[n + 1].clone());
            let empty = body.clone().all(|at| {
                !tokens[at].is_word() || matches!(tokens[at].text.as_str(), "and" | "but" | "while")
            });
            if turns[n].verb.1 > turns[n].verb.0
                && body.start <= body.end
                && empty
                && !next.nested
                && turns[n].start < turns[n].verb.1
                && next.verb.0 > 0
            {
                turns[n].end = next.end;
            }
        }
        let mut made = Vec::new();
        for turn in &turns {
            if turn.voices.is_empty() {
                continue;
            }
            made.extend(self.turn(paragraph, sentence, turn, &hits, &operators, state));
        }
        made
    }
}
