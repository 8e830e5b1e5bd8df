//! Who stands before a verb: names, lists of names, pronouns, and what stands between commas.

use super::actors::Mention;
use super::speakers::{Finder, INSERTS, Voice};
use crate::model::Stance;

/// A subject that was found before a verb.
pub(super) enum Subject {
    Actors(Vec<usize>, usize),
    /// Someone spoken of before; where the pronoun begins.
    Back(usize),
    /// A name or group outside the codebook; where it begins, and what it is where it is a name.
    Other(usize, Option<String>),
    /// Speakers without a name: where they begin, and their number.
    Unnamed(usize, usize),
    /// Whoever has the verb before, joined by others for this one.
    Joined,
}

#[derive(Default)]
struct Insertion {
    body: Option<usize>,
    voices: Vec<Voice>,
}

impl Finder<'_> {
    pub(super) fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &token.text)
    }

    pub(super) fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.text(at))
    }

    pub(super) fn mention_ending(&self, end: usize) -> Option<&Mention> {
        self.mentions.iter().find(|one| one.end == end)
    }

    pub(super) fn mention_at(&self, at: usize) -> Option<&Mention> {
        self.mentions
            .iter()
            .find(|one| (one.start..one.end).contains(&at))
    }

    /// The actors of a list that ends here: "the EU, CHILE and NORWAY".
    pub(super) fn list_ending(&self, end: usize) -> Option<(Vec<usize>, usize)> {
        let last = self.mention_ending(end)?;
        let mut actors = vec![last.actor];
        let mut start = last.start;
        if self.rules.has("actor-lists") {
            loop {
                let mut at = start;
                while matches!(self.before(at), "the" | "," | "and" | "&" | "with" | "both") {
                    at -= 1;
                }
                match self.mention_ending(at) {
                    Some(more) if at < start => {
                        actors.push(more.actor);
                        start = more.start;
                    }
                    _ => break,
                }
            }
        }
        if self.before(start) == "the" {
            start -= 1;
        }
        actors.reverse();
        Some((actors, start))
    }

    /// Who stands before a verb.
    pub(super) fn subject(&self, verb: usize) -> Option<(Subject, Vec<Voice>)> {
        let mut at = verb;
        let progressive =
            self.text(verb).ends_with("ing") || self.tables.has("between", self.text(verb));
        loop {
            let word = self.before(at);
            let skip = self.tables.has("between", word)
                && (progressive
                    || !matches!(word, "was" | "were" | "is" | "are" | "been" | "being"))
                || word.ends_with("ly") && word.len() > 4
                || matches!(word, "which" | "who") && at + 1 < verb + 2;
            if at == 0 || !skip || self.mention_ending(at).is_some() {
                break;
            }
            at -= 1;
        }
        // "the statement by X, which said"
        if at < verb
            && matches!(self.text(at), "which" | "who")
            && self.before(at) == ","
            && self.mention_ending(at - 1).is_some()
        {
            at -= 1;
        }
        let mut extra = Vec::new();
        if self.before(at) == ")"
            && let Some(open) = self.tokens[..at].iter().rposition(|t| t.text == "(")
        {
            let inside: Vec<&Mention> = self
                .mentions
                .iter()
                .filter(|one| one.start > open && one.end < at)
                .collect();
            let outside = self.mention_ending(open).is_some();
            if let ([one], false) = (&inside[..], outside) {
                return Some((Subject::Actors(vec![one.actor], open), extra));
            }
            at = open;
        }
        let mut body = None;
        // "X, for the Y, supported by Z, opposed by W, said"
        while self.before(at) == "," {
            let comma = at - 1;
            let Some(from) = self.tokens[..comma].iter().rposition(|t| t.text == ",") else {
                break;
            };
            if comma - from > 24 {
                return None;
            }
            let inserted = self.insertion(from + 1, comma)?;
            body = inserted.body.or(body);
            extra.extend(inserted.voices);
            at = from;
            let start = (0..from)
                .rev()
                .find(|&n| !self.tokens[n].is_word() || self.text(n) == "and");
            let another =
                start.is_some_and(|n| INSERTS.contains(&self.text(n + 1)) && self.text(n) == ",");
            if !another {
                break;
            }
            at = from + 1;
        }
        if at < verb && (body.is_some() || !extra.is_empty() || self.text(at) == ",") {
            let Some((mut found, ())) = self.noun(at) else {
                return (!extra.is_empty()).then_some((Subject::Joined, extra));
            };
            if let Some(body) = body {
                let start = match &found {
                    Subject::Actors(_, start)
                    | Subject::Back(start)
                    | Subject::Other(start, _)
                    | Subject::Unnamed(start, _) => *start,
                    Subject::Joined => at,
                };
                found = Subject::Actors(vec![body], start);
            }
            return Some((found, extra));
        }
        self.noun(at).map(|(subject, _)| (subject, extra))
    }

    /// The noun phrase that ends here.
    fn noun(&self, end: usize) -> Option<(Subject, ())> {
        if let Some((actors, start)) = self.list_ending(end) {
            return Some((Subject::Actors(actors, start), ()));
        }
        let at = end.checked_sub(1)?;
        let token = &self.tokens[at];
        if self.mention_at(at).is_some() || !token.is_word() {
            return None;
        }
        let word = token.text.as_str();
        if self.tables.has("pronoun", word) {
            return Some((Subject::Back(at), ()));
        }
        let singular = word.strip_suffix('s').unwrap_or(word);
        if self.tables.has("role", singular) {
            // "Norland's delegation", "the Osmark delegate"
            if let Some(owner) = self.mention_ending(at) {
                return Some((Subject::Actors(vec![owner.actor], owner.start), ()));
            }
            if self.tables.has("determiner", self.before(at)) && !token.capital {
                return Some((Subject::Back(at - 1), ()));
            }
        }
        if self.tables.has("procedure", word) {
            return Some((Subject::Other(at, None), ()));
        }
        if self.tables.has("several", word) {
            return Some((self.nameless(at), ()));
        }
        if token.capital {
            let mut start = at;
            while start > 0 {
                let previous = &self.tokens[start - 1];
                let glue = matches!(
                    previous.text.as_str(),
                    "of" | "for" | "and" | "the" | "on" | "in" | "de"
                ) && start > 1
                    && self.tokens[start - 2].capital
                    && self.mention_at(start - 2).is_none();
                if !(previous.is_word() && previous.capital || glue)
                    || self.mention_at(start - 1).is_some()
                {
                    break;
                }
                start -= 1;
            }
            while start < at && matches!(self.text(start), "the" | "a" | "an") {
                start += 1;
            }
            let name = self.tokens[start..=at]
                .iter()
                .map(|t| t.text.as_str())
                .collect::<Vec<_>>();
            return Some((Subject::Other(start, Some(name.join(" "))), ()));
        }
        // "Many African countries", "one delegate"
        if token.text.len() > 3 && token.text.ends_with('s')
            || self.tables.has("several", self.before(at))
        {
            let few = (at.saturating_sub(3)..=at).any(|n| self.tables.has("several", self.text(n)));
            if few {
                return Some((self.nameless(at), ()));
            }
        }
        None
    }

    /// Speakers without a name, or nobody where they do not count.
    fn nameless(&self, at: usize) -> Subject {
        let number = (self.rules.has("unnamed"))
            .then(|| self.unnamed.number(self.tables, self.tokens, at))
            .flatten();
        match number {
            Some(number) => Subject::Unnamed(at, number),
            None => Subject::Other(at, None),
        }
    }

    /// What stands between two commas after a name: who is spoken for, who joins, who opposes.
    fn insertion(&self, from: usize, to: usize) -> Option<Insertion> {
        let mut made = Insertion::default();
        let named: Vec<&Mention> = self
            .mentions
            .iter()
            .filter(|one| one.start >= from && one.end <= to)
            .collect();
        let words: Vec<&str> = (from..to.min(from + 4)).map(|n| self.text(n)).collect();
        let has = |word: &str| words.contains(&word);
        let side = |at: usize| match self.text(at) {
            "opposed" => Some(Stance::Concern),
            "supported" | "joined" | "with" | "seconded" | "echoed" | "backed" => {
                Some(Stance::Support)
            }
            _ => None,
        };
        if (from..to.min(from + 4)).any(|at| side(at).is_some()) {
            if self.rules.has("supported-by") {
                // The nearest word before a name says which side it is on.
                made.voices.extend(named.iter().filter_map(|one| {
                    let stance = (from..one.start).rev().find_map(side)?;
                    Some(Voice {
                        actor: one.actor,
                        stance,
                    })
                }));
            }
        } else if has("behalf")
            || words.first() == Some(&"for")
            || has("representing")
            || has("speaking")
        {
            if self.rules.has("spoken-for") {
                made.body = named.first().map(|one| one.actor);
                // "Sund, speaking for the group": the one that it is a member of.
                if made.body.is_none()
                    && (from..to).any(|n| matches!(self.text(n), "group" | "bloc" | "union"))
                    && self.rules.has("groups")
                {
                    let speaker = self.mentions.iter().rfind(|one| one.end < from);
                    made.body = speaker.and_then(|one| self.groups.only(one.actor));
                }
            }
        } else if (from..to).any(|n| {
            self.tables
                .cues
                .at(self.tokens, n)
                .iter()
                .any(|(_, (effect, _))| effect.reports())
        }) && !self.text(from).ends_with("ing")
        {
            return None;
        }
        Some(made)
    }
}
