//! The pass over the text: speakers carried from sentence to sentence, themes and stances.

use std::collections::{BTreeMap, BTreeSet};

use super::actors::{Actors, Mention};
use super::doubt::doubt;
use super::groups::Groups;
use super::options::{DraftOptions, Rules};
use super::proposal::{Coverage, Draft, Proposal, ThemeStance, Voice};
use super::rules::{Effect, Tables};
use super::speakers::{self, Finder, Turn};
use super::stance::{Judgement, Operator, Place, judge, operators};
use super::text::{BlockKind, ReportText, Sentence};
use super::themes::{Hit, Themes};
use super::unnamed::Unnamed;
use super::words::{Token, Words};
use crate::model::Stance;
use crate::read::Codebook;

struct Reader<'a> {
    text: &'a ReportText,
    book: &'a Codebook,
    rules: Rules,
    tables: &'static Tables,
    actors: Actors,
    themes: Themes,
    unnamed: Unnamed,
    groups: Groups,
    most_doubt: f64,
}

/// What is carried from sentence to sentence.
#[derive(Default)]
struct State {
    /// Who speaks in this paragraph.
    current: Vec<speakers::Voice>,
    /// Who spoke last in the paragraph before.
    before: Vec<speakers::Voice>,
    /// First theme of the last sentence with one.
    topic: Option<usize>,
    /// Themes of the last proposal with its stances, and who made it.
    last: (BTreeMap<usize, Stance>, Vec<usize>),
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
            let other = finder.opener().filter(|actors| {
                let speaks = |actor: &usize| state.current.iter().any(|one| one.actor == *actor);
                !actors.iter().all(speaks)
            });
            if let Some(actors) = other {
                state.current = actors
                    .into_iter()
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

    fn turn(
        &self,
        paragraph: usize,
        sentence: &Sentence,
        turn: &Turn,
        hits: &[Hit],
        operators: &[Operator],
        state: &mut State,
    ) -> Vec<Proposal> {
        let tokens = &sentence.tokens;
        let mut hits: Vec<Hit> = hits
            .iter()
            .filter(|hit| {
                let (first, last) = ends(hit);
                turn.start <= first && last < turn.end
                    // Not the reporting verb itself.
                    && !hit.tokens.iter().all(|at| (turn.verb.0..turn.verb.1).contains(at))
            })
            .cloned()
            .collect();
        let mut borrowed = None;
        let theirs: Vec<usize> = turn.voices.iter().map(|voice| voice.actor).collect();
        let contrast =
            turn.effect == Effect::Differ && state.last.1 != theirs && self.rules.has("contrast");
        let mut against = None;
        if hits.is_empty() && turn.verb.1 > 0 {
            let end = turn.end.min(tokens.len());
            let body = turn.verb.1.min(end)..end;
            let points = body.clone().any(|at| {
                let found = self.tables.anaphora.at(tokens, at);
                // A pronoun alone only as the object, or the first word of what is said.
                found
                    .iter()
                    .any(|(end, ())| end - at > 1 || at <= turn.verb.1 + 1)
            });
            let bare = !tokens[body.clone()].iter().any(Token::is_word);
            let takes_side = matches!(
                turn.effect,
                Effect::Oppose | Effect::Support | Effect::Differ
            );
            let proposition = bare
                || tokens[body]
                    .iter()
                    .take(4)
                    .any(|t| self.tables.has("proposition", &t.text));
            let other = state.last.1 != theirs;
            if takes_side
                && other
                && (contrast || points && proposition || bare)
                && self.rules.has("contrast")
            {
                borrowed = Some("contrast");
                against = Some(if turn.effect == Effect::Support {
                    Stance::Support
                } else {
                    Stance::Concern
                });
                hits.extend(state.last.0.keys().map(|&theme| borrow(theme, turn)));
            } else if points
                && self.rules.has("anaphora")
                && let Some(theme) = state.topic
            {
                borrowed = Some("anaphora");
                hits.push(borrow(theme, turn));
            }
        } else if let Some(first) = hits.first() {
            state.topic = Some(first.theme);
        }
        let mut clauses: Vec<(usize, Vec<(Hit, Judgement)>)> = Vec::new();
        let cut = |at: usize| {
            let word = tokens[at].text.as_str();
            word == ";" || matches!(word, "but" | "while" | "whereas" | "although")
        };
        for hit in hits {
            let (first, last) = ends(&hit);
            let clause = (turn.verb.1..first.min(tokens.len()))
                .rfind(|&at| cut(at))
                .map_or(turn.start, |at| at + 1);
            let mut judgement = judge(
                &Place {
                    tokens,
                    operators,
                    first: if borrowed.is_some() {
                        turn.end.min(tokens.len())
                    } else {
                        first
                    },
                    last: last + 1,
                    from: if first < turn.verb.0 {
                        turn.start
                    } else {
                        turn.verb.1.max(turn.start)
                    },
                    // "... and that" says something else, without the verb's stance.
                    effect: if anew(tokens, turn, first) {
                        Effect::Say
                    } else {
                        turn.effect
                    },
                    cue: turn.cue,
                    evil: self.themes.evil[hit.theme],
                },
                &self.rules,
            );
            if let Some(side) = against {
                judgement.stance = side * state.last.0[&hit.theme];
                judgement.reasons.push("contrast");
            } else if contrast {
                let same = state.last.0.contains_key(&hit.theme);
                judgement.stance = if same {
                    Stance::Concern
                } else {
                    Stance::Support
                };
                judgement.reasons.push("contrast");
            }
            // The same theme with the other stance is another claim.
            let place = clauses.iter_mut().find(|(start, list)| {
                *start == clause
                    && list
                        .iter()
                        .all(|(old, j)| old.theme != hit.theme || j.stance == judgement.stance)
            });
            match place {
                Some((_, list)) => list.push((hit, judgement)),
                None => clauses.push((clause, vec![(hit, judgement)])),
            }
        }
        let mut made = Vec::new();
        for (_, list) in clauses {
            if borrowed.is_none() {
                state.last = (
                    list.iter().map(|(hit, j)| (hit.theme, j.stance)).collect(),
                    theirs.clone(),
                );
            }
            made.push(self.proposal(paragraph, tokens, turn, &list, borrowed));
        }
        made
    }

    fn proposal(
        &self,
        paragraph: usize,
        tokens: &[Token],
        turn: &Turn,
        list: &[(Hit, Judgement)],
        borrowed: Option<&'static str>,
    ) -> Proposal {
        let mut circumstances: Vec<&str> = vec![turn.how];
        if turn.nested {
            circumstances.push("reported-speech");
        }
        circumstances.extend(borrowed);
        let mut themes: BTreeMap<usize, ThemeStance> = BTreeMap::new();
        let mut best: f64 = 0.0;
        for (hit, judgement) in list {
            best = best.max(hit.score);
            let turned = judgement
                .reasons
                .iter()
                .filter(|r| matches!(**r, "not" | "stop" | "harm" | "lack"))
                .count();
            if turned > 0 {
                circumstances.push(if turned > 1 { "turned-twice" } else { "turned" });
            }
            circumstances.push(hit.how);
            let mut rules = vec![hit.how];
            rules.extend(&judgement.reasons);
            themes.entry(hit.theme).or_insert(ThemeStance {
                theme: self.book.themes[hit.theme].id.clone(),
                stance: judgement.stance,
                rules,
            });
        }
        if best < 0.6 {
            circumstances.push("weak-theme");
        }
        match themes.len() {
            0 | 1 => {}
            2 => circumstances.push("two-themes"),
            _ => circumstances.push("crowded"),
        }
        if turn.effect == Effect::Say {
            circumstances.push("plain-verb");
        }
        let span = span(tokens, turn, list, borrowed.is_some());
        let (doubt, reasons) = doubt(&circumstances);
        Proposal {
            paragraph,
            quote: self.text.quote(span.clone()),
            span,
            voices: (turn.voices.iter())
                .filter_map(|voice| {
                    let known = self.book.stakeholders.get(voice.actor);
                    let id = known.map(|one| one.id.clone());
                    Some(Voice {
                        stakeholder: id.or_else(|| self.unnamed.id(voice.actor))?,
                        stance: voice.stance,
                    })
                })
                .collect(),
            themes: themes.into_values().collect(),
            doubt,
            reasons,
            like: Vec::new(),
        }
    }
}

/// Whether another "that" clause begins before a token.
fn anew(tokens: &[Token], turn: &Turn, first: usize) -> bool {
    (turn.verb.1..first.min(tokens.len()).saturating_sub(1))
        .any(|at| tokens[at].text == "and" && tokens[at + 1].text == "that")
}

fn ends(hit: &Hit) -> (usize, usize) {
    let first = hit.tokens.first().copied().unwrap_or_default();
    (first, hit.tokens.last().copied().unwrap_or_default())
}

fn borrow(theme: usize, turn: &Turn) -> Hit {
    Hit {
        theme,
        tokens: BTreeSet::from([turn.verb.1.saturating_sub(1)]),
        score: 0.5,
        how: "borrowed",
    }
}

/// From the reporting verb, or the first word of the clause, to the end of the clause around the
/// themes: the shortest stretch that still says it.
fn span(
    tokens: &[Token],
    turn: &Turn,
    list: &[(Hit, Judgement)],
    whole: bool,
) -> std::ops::Range<usize> {
    let first = list
        .iter()
        .map(|(hit, _)| ends(hit).0)
        .min()
        .unwrap_or_default();
    let last = list
        .iter()
        .map(|(hit, _)| ends(hit).1)
        .max()
        .unwrap_or_default();
    let limit = turn.end.min(tokens.len());
    let stop = |at: usize| {
        matches!(
            tokens[at].text.as_str(),
            ";" | "but" | "while" | "whereas" | "although"
        )
    };
    let start = if first >= turn.verb.0 && turn.verb.1 > turn.verb.0 {
        let cut = (turn.verb.1..first).rev().find(|&at| stop(at));
        cut.map_or(turn.verb.0, |at| at + 1)
    } else {
        (turn.start..first)
            .rev()
            .find(|&at| stop(at))
            .map_or(turn.start, |at| at + 1)
    };
    let mut end = if whole {
        limit
    } else {
        (last + 1..limit).find(|&at| stop(at)).unwrap_or(limit)
    };
    let start = start.min(end.saturating_sub(1));
    while end > start + 1
        && (!tokens[end - 1].is_word() && !matches!(tokens[end - 1].text.as_str(), ")" | "%")
            || matches!(tokens[end - 1].text.as_str(), "and" | "or" | "the"))
    {
        end -= 1;
    }
    tokens[start].start..tokens[end - 1].end
}

/// Proposals on the same themes whose words are much alike.
fn liken(proposals: &mut [Proposal]) {
    let keys: Vec<(BTreeSet<String>, BTreeSet<String>)> = proposals
        .iter()
        .map(|one| {
            let words = one.quote.to_lowercase();
            let words = words
                .split(|c: char| !c.is_alphanumeric())
                .filter(|w| w.len() > 3);
            let themes = one
                .themes
                .iter()
                .map(|t| format!("{} {}", t.theme, t.stance));
            (words.map(str::to_owned).collect(), themes.collect())
        })
        .collect();
    for n in 1..proposals.len() {
        proposals[n].like = (0..n)
            .filter(|&m| {
                let (shared, all) = (
                    keys[n].0.intersection(&keys[m].0).count(),
                    keys[n].0.union(&keys[m].0).count(),
                );
                keys[n].1 == keys[m].1 && shared * 2 >= all && all > 0
            })
            .collect();
    }
}
