//! Who speaks where in a sentence.

use super::actors::Mention;
use super::groups::Groups;
use super::options::Rules;
use super::rules::{Effect, Tables};
use super::subject::Subject;
use super::unnamed::Unnamed;
use super::words::Token;
use crate::model::Stance;

/// Someone who speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Voice {
    /// Place in the codebook.
    pub(super) actor: usize,
    /// Against what is said, where somebody else says it and this one opposes it.
    pub(super) stance: Stance,
}

/// Words before a subject that begins a clause of its own.
const OPENERS: &[&str] = &[
    "and", "but", "while", "whereas", "although", "though", "as", "when", "after", "or", "with",
    "of", "from", "for", "then", "however", "because", "where", "yet", "since", "whilst", "that",
];

/// What an insertion behind a name begins with.
pub(super) const INSERTS: &[&str] = &[
    "supported",
    "opposed",
    "for",
    "on",
    "with",
    "joined",
    "seconded",
    "speaking",
];

/// The rule that found a speaker.
pub(super) type How = &'static str;

/// A stretch of a sentence that somebody says.
#[derive(Debug, Clone)]
pub(super) struct Turn {
    /// Tokens that are said.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The reporting verb; empty where there is none.
    pub(super) verb: (usize, usize),
    pub(super) effect: Effect,
    pub(super) cue: &'static str,
    /// Nobody: a speaker outside the codebook, or the chair.
    pub(super) voices: Vec<Voice>,
    pub(super) how: How,
    /// Reported by the speaker of the turn around it.
    pub(super) nested: bool,
}

/// What was found in one sentence.
#[derive(Debug, Default)]
pub(super) struct Spoken {
    pub(super) turns: Vec<Turn>,
    /// Names before reporting verbs that the codebook does not have.
    pub(super) unknown: Vec<String>,
    /// Whether the last speaker is one that the codebook does not have.
    pub(super) ends_unknown: bool,
}

/// Who stands first in a sentence.
pub(super) struct Opener {
    pub(super) actors: Vec<usize>,
    /// Whether they open, chair or close something, which says nothing about it.
    pub(super) procedural: bool,
}

pub(super) struct Finder<'a> {
    pub(super) tables: &'a Tables,
    pub(super) rules: &'a Rules,
    pub(super) tokens: &'a [Token],
    pub(super) mentions: &'a [Mention],
    pub(super) unnamed: &'a Unnamed,
    pub(super) groups: &'a Groups,
}

impl Finder<'_> {
    /// Every turn of a sentence. `current` spoke last.
    pub(super) fn turns(&self, current: &[Voice]) -> Spoken {
        let mut spoken = Spoken::default();
        let tokens = self.tokens;
        let mut at = 0;
        let mut spoken_for = None;
        // "Speaking on behalf of X, Y said"
        if matches!(self.text(0), "speaking" | "on") && (0..4).any(|n| self.text(n) == "behalf")
            || self.text(0) == "speaking" && self.text(1) == "for"
        {
            let comma = tokens.iter().position(|t| t.text == ",").unwrap_or(0);
            spoken_for = self
                .mentions
                .iter()
                .find(|one| one.end <= comma)
                .map(|one| one.actor);
        }
        while at < tokens.len() {
            if let Some(turn) = self.opinion(at) {
                spoken.turns.push(turn);
                at += 1;
                continue;
            }
            let found = self.tables.cues.at(tokens, at);
            let Some(&(end, &(effect, cue))) =
                found.iter().find(|(_, (effect, _))| effect.reports())
            else {
                at += 1;
                continue;
            };
            if self.mention_at(at).is_some() {
                at += 1;
                continue;
            }
            if self.text(end) == "by"
                && matches!(effect, Effect::Support | Effect::Oppose | Effect::Say)
            {
                at = self.passive(at, end, effect, &mut spoken);
                continue;
            }
            if let Some(turn) = self.turn(at, end, effect, cue, current, &mut spoken, spoken_for) {
                spoken.turns.push(turn);
                at = end;
            } else {
                at += 1;
            }
        }
        self.close(&mut spoken.turns);
        spoken
    }

    /// "..., supported by X and Y": they say what the last speaker says; where to read on.
    fn passive(&self, verb: usize, end: usize, effect: Effect, spoken: &mut Spoken) -> usize {
        let stance = if effect == Effect::Oppose {
            Stance::Concern
        } else {
            Stance::Support
        };
        let mut at = end + 1;
        let told = effect != Effect::Say || matches!(self.text(verb), "echoed");
        // "and, supported by X, proposed": X joins the next verb, not the last.
        let close = (at..self.tokens.len()).find(|&n| matches!(self.text(n), "," | ";" | "."));
        let inserted = close.is_some_and(|n| {
            let next = self.tables.cues.at(self.tokens, n + 1);
            self.text(n) == ","
                && (INSERTS.contains(&self.text(n + 1))
                    || next.iter().any(|(_, (effect, _))| effect.reports()))
        });
        let last = spoken.turns.iter_mut().rev().find(|turn| !turn.nested);
        let Some(turn) = last.filter(|_| {
            told && !inserted && self.rules.has("supported-by") && self.before(verb) == ","
        }) else {
            return at;
        };
        loop {
            while matches!(self.text(at), "the" | "," | "and" | "&") {
                at += 1;
            }
            let Some(one) = self.mentions.iter().find(|one| one.start == at) else {
                return at;
            };
            let voice = Voice {
                actor: one.actor,
                stance,
            };
            if turn.voices.iter().all(|known| known.actor != one.actor) {
                turn.voices.push(voice);
            }
            at = one.end;
        }
    }

    #[expect(clippy::too_many_arguments, reason = "called once")]
    fn turn(
        &self,
        verb: usize,
        end: usize,
        effect: Effect,
        cue: &'static str,
        current: &[Voice],
        spoken: &mut Spoken,
        spoken_for: Option<usize>,
    ) -> Option<Turn> {
        let last = spoken.turns.iter().rev().find(|turn| !turn.nested);
        let base = |voices: Vec<Voice>, start: usize, how: How, nested: bool| Turn {
            start,
            end: self.tokens.len(),
            verb: (verb, end),
            effect,
            cue,
            voices,
            how,
            nested,
        };
        let voices = |actors: &[usize], extra: Vec<Voice>| {
            let mut voices: Vec<Voice> = Vec::new();
            let own = actors.iter().map(|&actor| Voice {
                actor,
                stance: Stance::Support,
            });
            for voice in own.chain(extra) {
                if voices.iter().all(|known| known.actor != voice.actor) {
                    voices.push(voice);
                }
            }
            voices
        };
        if let Some(actors) = self.inverted(verb, end) {
            return Some(base(
                voices(&actors, Vec::new()),
                verb,
                "after-claim",
                false,
            ));
        }
        match self.subject(verb) {
            Some((Subject::Actors(mut actors, start), extra)) => {
                if let Some(body) =
                    spoken_for.filter(|_| spoken.turns.is_empty() && self.rules.has("spoken-for"))
                {
                    actors = vec![body];
                }
                let previous = self.before(start);
                let reported = last.is_some()
                    && (matches!(previous, "that" | "by")
                        || previous == "of"
                            && matches!(
                                self.before(start - 1),
                                "statement"
                                    | "statements"
                                    | "remarks"
                                    | "views"
                                    | "claims"
                                    | "position"
                            ));
                let opens = start == 0
                    || !self.tokens[start - 1].is_word()
                    || OPENERS.contains(&previous)
                    || previous.ends_with("ly");
                // "the plan that Norland has drawn up" is part of what is said.
                if reported && !self.rules.has("reported-speech")
                    || last.is_some() && !reported && !opens
                {
                    return None;
                }
                spoken.ends_unknown &= reported;
                Some(base(
                    voices(&actors, extra),
                    start,
                    if reported {
                        "reported-speech"
                    } else {
                        "subject"
                    },
                    reported,
                ))
            }
            Some((Subject::Back(start), extra)) => {
                if !self.rules.has("pronouns") {
                    return None;
                }
                let inner = spoken
                    .turns
                    .last()
                    .filter(|turn| turn.nested && self.before(start) == "that");
                let from = inner.or(last);
                let known: Vec<Voice> = from.map_or(current.to_vec(), |turn| turn.voices.clone());
                let nested = inner.is_some();
                let mut turn = base(known, start, "pronouns", nested);
                turn.voices.extend(extra);
                Some(turn)
            }
            Some((Subject::Other(start, name), extra)) => {
                // Inside what somebody says it is part of it.
                if last.is_some() && matches!(self.before(start), "that" | "of" | "by" | "for") {
                    return None;
                }
                if let Some(body) =
                    spoken_for.filter(|_| spoken.turns.is_empty() && self.rules.has("spoken-for"))
                {
                    return Some(base(voices(&[body], extra), start, "spoken-for", false));
                }
                if !extra.is_empty() {
                    spoken.ends_unknown = false;
                    return Some(base(voices(&[], extra), start, "supported-by", false));
                }
                spoken.unknown.extend(name);
                spoken.ends_unknown = true;
                Some(base(Vec::new(), start, "unknown", false))
            }
            Some((Subject::Unnamed(start, number), extra)) => {
                if last.is_some() && matches!(self.before(start), "that" | "of" | "by" | "for") {
                    return None;
                }
                spoken.ends_unknown = false;
                let body = spoken_for.filter(|_| spoken.turns.is_empty());
                let body = body.filter(|_| self.rules.has("spoken-for"));
                let actor = body.unwrap_or(number);
                Some(base(voices(&[actor], extra), start, "unnamed", false))
            }
            Some((Subject::Joined, extra)) => {
                let known = last.map_or(current.to_vec(), |turn| turn.voices.clone());
                let mut turn = base(known, verb, "supported-by", false);
                turn.voices.extend(extra);
                Some(turn)
            }
            None => {
                // "..., and called for", "..., labelling it", "Noting that ..., she said"
                let mut at = verb;
                while self.tables.has("between", self.before(at))
                    && !matches!(self.before(at), "was" | "were" | "is" | "are")
                {
                    at -= 1;
                }
                let previous = self.before(at);
                let word = self.text(verb);
                let finite = word.ends_with("ed")
                    || word.ends_with("ing")
                    || matches!(
                        word,
                        "said"
                            | "put"
                            | "told"
                            | "felt"
                            | "took"
                            | "spoke"
                            | "sought"
                            | "drew"
                            | "thought"
                    );
                let joined = matches!(
                    previous,
                    "," | "and" | "but" | "while" | "or" | ";" | "\u{2014}" | "when" | "by" | "in"
                ) || at == 0;
                if !joined || !finite {
                    return None;
                }
                if matches!(previous, "by" | "in") && !word.ends_with("ing") {
                    return None;
                }
                let (known, how) = match last {
                    Some(turn) => (turn.voices.clone(), turn.how),
                    // The subject comes later, or spoke before.
                    None if at == 0 => return None,
                    None => match self.opener() {
                        Some(opener) => (voices(&opener.actors, Vec::new()), "openers"),
                        None => (current.to_vec(), "continue"),
                    },
                };
                Some(base(known, at, how, false))
            }
        }
    }

    /// "..., said X and Y."
    fn inverted(&self, verb: usize, end: usize) -> Option<Vec<usize>> {
        if !self.rules.has("after-claim")
            || end != verb + 1
            || !matches!(self.before(verb), "," | "'" | "\"" | "\u{2014}")
        {
            return None;
        }
        let close = (end..self.tokens.len()).find(|&n| matches!(self.text(n), "." | ";" | ","))?;
        let (actors, start) = self.list_ending(close)?;
        (start == end).then_some(actors)
    }

    /// "X and Y opened the debate and called for": who stands first in the sentence, unless
    /// something is done to them.
    pub(super) fn opener(&self) -> Option<Opener> {
        if !self.rules.has("openers") {
            return None;
        }
        let first = usize::from(self.text(0) == "the");
        let mut last = self.mentions.iter().find(|one| one.start == first)?;
        loop {
            let mut at = last.end;
            while matches!(self.text(at), "," | "and" | "the" | "&") {
                at += 1;
            }
            match self.mentions.iter().find(|one| one.start == at) {
                Some(more) if at > last.end => last = more,
                _ => break,
            }
        }
        let owned = self.tokens[last.end - 1].possessive;
        // "Norland had 214 boats": something is told of them.
        let passive = matches!(
            self.text(last.end),
            "was" | "were" | "is" | "are" | "has" | "have" | "had"
        );
        let (actors, _) = self.list_ending(last.end)?;
        let verb = (last.end..self.tokens.len()).find(|&at| {
            let word = self.text(at);
            !self.tables.has("between", word) && !word.ends_with("ly")
        });
        let procedural = verb.is_some_and(|at| self.tables.has("proceeding", self.text(at)));
        (!owned && !passive).then_some(Opener { actors, procedural })
    }

    /// "in the opinion of X", "according to X", "for X, ..."
    fn opinion(&self, at: usize) -> Option<Turn> {
        if !self.rules.has("after-claim") {
            return None;
        }
        let opens = at == 0 || matches!(self.before(at), ";" | "and" | "but" | "while");
        let word = self.text(at);
        let length = match word {
            "in" if matches!(self.text(at + 1), "the")
                && matches!(
                    self.text(at + 2),
                    "opinion" | "view" | "eyes" | "words" | "judgement" | "judgment"
                )
                && self.text(at + 3) == "of" =>
            {
                4
            }
            "according" if self.text(at + 1) == "to" => 2,
            "for" | "to" if opens => 1,
            _ => return None,
        };
        let mut start = at + length;
        if self.text(start) == "the" {
            start += 1;
        }
        let mention = self.mentions.iter().find(|one| one.start == start)?;
        let after = self.text(mention.end);
        if length == 1 && after != "," {
            return None;
        }
        Some(Turn {
            start: at,
            end: self.tokens.len(),
            verb: (at, mention.end),
            effect: Effect::Say,
            cue: "opinion",
            voices: vec![Voice {
                actor: mention.actor,
                stance: Stance::Support,
            }],
            how: "after-claim",
            nested: false,
        })
    }

    /// Where each turn begins and ends.
    fn close(&self, turns: &mut [Turn]) {
        let tokens = self.tokens;
        let ends = |at: usize| {
            at >= tokens.len() || matches!(tokens[at].text.as_str(), "." | ";" | "?" | "!")
        };
        // "..., Mexico said;": all before it is said by Mexico.
        for n in 0..turns.len() {
            let (start, (verb, end)) = (turns[n].start, turns[n].verb);
            let alone = turns[n].cue == "opinion" || start > 0 && tokens[start - 1].text == ",";
            let inverted = turns[n].how == "after-claim" && start == verb;
            let closing = inverted
                || ends(end)
                || end + 1 >= tokens.len() && !tokens[end.min(tokens.len() - 1)].is_word();
            if start > 0
                && alone
                && closing
                && !turns[n].nested
                && self.rules.has("after-claim")
                && verb < end
            {
                let floor = if n > 0 { turns[n - 1].verb.1 } else { 0 };
                let cut = tokens[floor..start]
                    .iter()
                    .rposition(|t| t.text == ";")
                    .map_or(floor, |c| floor + c + 1);
                if n == 0 || cut > floor {
                    turns[n].start = cut;
                    turns[n].how = "after-claim";
                }
            }
        }
        let mut next = tokens.len();
        for turn in turns.iter_mut().rev() {
            turn.end = next.max(turn.verb.1);
            if !turn.nested {
                next = turn.start;
            }
        }
        // What stands before the first verb belongs to it, but for what was opened or closed.
        let procedural = || self.opener().is_some_and(|opener| opener.procedural);
        if let Some(first) = turns.iter_mut().find(|turn| !turn.nested)
            && !(first.how == "openers" && procedural())
        {
            first.start = 0;
        }
    }
}
