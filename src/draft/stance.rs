//! The stance towards a theme, from the words around it.

use super::options::Rules;
use super::rules::{Effect, Tables};
use super::words::Token;
use crate::model::Stance;

/// A word that does something to a stance.
#[derive(Debug, Clone)]
pub(super) struct Operator {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) effect: Effect,
    pub(super) cue: &'static str,
}

/// A stance, and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Judgement {
    pub(super) stance: Stance,
    pub(super) reasons: Vec<&'static str>,
}

/// The operators among some tokens, none over another.
pub(super) fn operators(tables: &Tables, tokens: &[Token]) -> Vec<Operator> {
    let mut found: Vec<Operator> = Vec::new();
    for at in 0..tokens.len() {
        for (end, &(effect, cue)) in tables.cues.at(tokens, at) {
            let free = |wanted: fn(Effect) -> bool| {
                !found.iter().any(|one| wanted(one.effect) && one.end > at)
            };
            let add = match effect {
                Effect::After | Effect::Scant => {
                    free(|e| matches!(e, Effect::After | Effect::Scant))
                }
                Effect::Flip | Effect::Near | Effect::Lament | Effect::Permit => free(|e| {
                    matches!(
                        e,
                        Effect::Flip | Effect::Near | Effect::Lament | Effect::Permit
                    )
                }),
                _ => false,
            };
            if add {
                found.push(Operator {
                    start: at,
                    end,
                    effect,
                    cue,
                });
            }
        }
    }
    found
}

/// Signs that end the reach of an operator.
pub(super) fn ends_clause(tokens: &[Token], at: usize) -> bool {
    let word = tokens[at].text.as_str();
    matches!(
        word,
        ";" | ":" | "." | "?" | "!" | "but" | "while" | "whereas" | "although" | "however" | "yet"
    ) || word == "," && tokens.get(at + 1).is_some_and(|next| next.text == "and")
        || word == "and" && tokens.get(at + 1).is_some_and(|next| next.text == "that")
}

/// Words behind which another clause begins.
const MODALS: &[&str] = &["should", "must", "shall", "ought"];

/// Words that go on speaking of what stands before the comma.
const RELATIVES: &[&str] = &[
    "with", "which", "who", "many", "as", "being", "already", "of", "some",
];

/// Where a theme is spoken of.
pub(super) struct Place<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) operators: &'a [Operator],
    /// The theme's words: first, and after the last.
    pub(super) first: usize,
    pub(super) last: usize,
    /// Where the words of the speaker begin: behind the reporting verb.
    pub(super) from: usize,
    /// What the reporting verb does.
    pub(super) effect: Effect,
    pub(super) cue: &'static str,
    pub(super) evil: bool,
}

/// Reads the stance.
pub(super) fn judge(place: &Place<'_>, tables: &Tables, rules: &Rules) -> Judgement {
    let mut reasons = Vec::new();
    let mut sign = Stance::Support;
    let verb = match place.effect {
        Effect::Concern | Effect::Oppose if rules.has("verbs") => {
            sign = Stance::Concern;
            reasons.push(place.cue);
            true
        }
        Effect::Support if rules.has("verbs") => {
            reasons.push(place.cue);
            false
        }
        _ => false,
    };
    let mut permitted = false;
    let mut flipped = false;
    let mut lamented = false;
    if rules.has("operators") {
        let clear = |from: usize, to: usize, comma: bool| {
            !(from..to).any(|at| {
                ends_clause(place.tokens, at)
                    || comma && place.tokens[at].text == ","
                    // What comes before "should" is its subject, and done with.
                    || MODALS.contains(&place.tokens[at].text.as_str())
            })
        };
        let behind = |from: usize, to: usize| {
            !(from..to).any(|at| {
                let next = place.tokens.get(at + 1).map_or("", |token| &token.text);
                ends_clause(place.tokens, at)
                    || place.tokens[at].text == "," && !RELATIVES.contains(&next)
            })
        };
        let none = (place.from..place.first).rev().take(6).any(|at| {
            matches!(
                place.tokens[at].text.as_str(),
                "no" | "none" | "nothing" | "nobody"
            )
        });
        let weak = place
            .first
            .checked_sub(1)
            .is_some_and(|at| at >= place.from && tables.has("weak", &place.tokens[at].text));
        for one in place.operators {
            let inside = one.start >= place.first && one.end <= place.last;
            match one.effect {
                Effect::Flip | Effect::Near | Effect::Lament
                    if one.start >= place.from
                        && one.end <= place.first
                        && !inside
                        && clear(one.end, place.first, one.effect == Effect::Near) =>
                {
                    if one.effect == Effect::Lament {
                        lamented = true;
                    } else if place.effect == Effect::Concern && one.cue != "stop" {
                        // Complaining that a good thing is missing or harmed is a concern.
                    } else {
                        sign = -sign;
                        flipped = true;
                    }
                    reasons.push(one.cue);
                }
                Effect::After | Effect::Scant
                    if one.start >= place.last && behind(place.last, one.start) && !none =>
                {
                    // Who finds voluntary limits too little wants limits.
                    lamented |= one.effect == Effect::After || !weak;
                    reasons.push(one.cue);
                }
                Effect::Permit if one.end <= place.first && one.start >= place.from => {
                    permitted = rules.has("permission");
                    reasons.push(one.cue);
                }
                _ => {}
            }
        }
    }
    if lamented {
        sign = Stance::Concern;
    }
    if place.evil && rules.has("evils") {
        if permitted && !flipped && !verb {
            return Judgement {
                stance: Stance::Support,
                reasons,
            };
        }
        reasons.push("evil");
        return Judgement {
            stance: Stance::Concern,
            reasons,
        };
    }
    Judgement {
        stance: sign,
        reasons,
    }
}
