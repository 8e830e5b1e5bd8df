//! What is said in one turn: themes with stances, as proposals.

use std::collections::{BTreeMap, BTreeSet};

use super::doubt::doubt;
use super::proposal::{Proposal, ThemeStance, Voice};
use super::reader::{Reader, State};
use super::rules::Effect;
use super::speakers::Turn;
use super::stance::{Judgement, Operator, Place, judge};
use super::text::Sentence;
use super::themes::Hit;
use super::words::Token;
use crate::model::Stance;

impl Reader<'_> {
    /// What the speakers of a turn say in it.
    pub(super) fn turn(
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
                let (first, last) = hit.ends();
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
            let (first, last) = hit.ends();
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
                self.tables,
                &self.rules,
            );
            if let Some(side) = against {
                judgement.stance = side * state.last.0[&hit.theme];
                judgement.reasons.push("contrast");
            } else if contrast {
                // "a different view on X" is against what another said of X; what comes behind
                // "a different view:" is the view.
                let named = tokens.get(turn.verb.1).is_some_and(|t| {
                    matches!(
                        t.text.as_str(),
                        "on" | "about" | "of" | "over" | "regarding"
                    )
                }) && !(turn.verb.1..first).any(|at| !tokens[at].is_word());
                let others = state.said.get(&hit.theme);
                let others = others.filter(|(_, who)| named && *who != theirs);
                judgement.stance = if state.last.0.contains_key(&hit.theme) {
                    Stance::Concern
                } else {
                    others.map_or(Stance::Support, |(stance, _)| -*stance)
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
                let said = list
                    .iter()
                    .map(|(hit, j)| (hit.theme, (j.stance, theirs.clone())));
                state.said.extend(said);
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
        .map(|(hit, _)| hit.ends().0)
        .min()
        .unwrap_or_default();
    let last = list
        .iter()
        .map(|(hit, _)| hit.ends().1)
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
