//! A diff in words: one rule a function, and behind each sentence its statements.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{CoalitionPair, Diff, Presence, Said, StanceChange, Turn};
use crate::model::Stance;

/// More names than this are counted.
const MOST_NAMES: usize = 12;

/// One finding in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// The rule that made it.
    pub rule: &'static str,
    /// The words.
    pub text: String,
    /// The statements behind it, of both records, by id.
    pub statements: Vec<String>,
}

/// "A, B and C"; of many the first and how many more.
fn listed(names: &[String]) -> String {
    let shown = if names.len() > MOST_NAMES + 1 {
        &names[..MOST_NAMES]
    } else {
        names
    };
    let rest = names.len() - shown.len();
    match (shown, rest) {
        ([], _) => String::new(),
        (shown, 1..) => format!("{} and {rest} more", shown.join(", ")),
        ([one], 0) => one.clone(),
        ([first @ .., last], 0) => format!("{} and {last}", first.join(", ")),
    }
}

fn number(n: usize, noun: &str) -> String {
    let ending = if n == 1 { "" } else { "s" };
    format!("{n} {noun}{ending}")
}

fn quoted(text: &str) -> String {
    format!("\u{201C}{text}\u{201D}")
}

/// "support", "concern", "both sides evenly".
fn side([support, concern]: [usize; 2]) -> &'static str {
    match support.cmp(&concern) {
        std::cmp::Ordering::Greater => "support",
        std::cmp::Ordering::Less => "concern",
        std::cmp::Ordering::Equal => "both sides evenly",
    }
}

fn tally([support, concern]: [usize; 2]) -> String {
    let plus = (support > 0).then(|| format!("+{support}"));
    let minus = (concern > 0).then(|| format!("\u{2212}{concern}"));
    let both: Vec<String> = plus.into_iter().chain(minus).collect();
    both.join(" ")
}

fn ids<'s>(said: impl IntoIterator<Item = &'s Said>) -> Vec<String> {
    let all = said
        .into_iter()
        .flat_map(|said| said.support.iter().chain(&said.concern));
    let mut all: Vec<String> = all.cloned().collect();
    all.sort_unstable();
    all.dedup();
    all
}

impl Diff {
    /// What changed, in words: the most telling first. Of two equal records one sentence says so.
    pub fn sentences(&self) -> Vec<Sentence> {
        let mut made = Vec::new();
        if self.is_empty() {
            made.push(Sentence {
                rule: "same",
                text: "Nothing changed: the two records are the same.".to_owned(),
                statements: Vec::new(),
            });
            return made;
        }
        self.sides(&mut made);
        self.heard(&mut made);
        self.by_name(&mut made);
        self.turns(&mut made, &self.positions, "position");
        self.turns(&mut made, &self.stances, "stance");
        self.brought(&mut made, Turn::New);
        self.brought(&mut made, Turn::Dropped);
        self.amounts(&mut made);
        self.claims_said(&mut made);
        self.relations(&mut made);
        self.moves(&mut made);
        self.entries_said(&mut made);
        made
    }

    fn say(made: &mut Vec<Sentence>, rule: &'static str, text: String, statements: Vec<String>) {
        made.push(Sentence {
            rule,
            text,
            statements,
        });
    }

    fn sides(&self, made: &mut Vec<Sentence>) {
        for (word, side) in [("Before", &self.before), ("After", &self.after)] {
            let days = match &side.days {
                Some([first, last]) if first == last => format!(", {first}"),
                Some([first, last]) => format!(", {first} to {last}"),
                None => String::new(),
            };
            let title = side.title.as_deref().unwrap_or("a record without a title");
            let text = format!(
                "{word}: {title}{days}: {} by {} on {}.",
                number(side.statements, "statement"),
                number(side.heard, "stakeholder"),
                number(side.claims, "claim"),
            );
            Self::say(made, "sides", text, Vec::new());
        }
    }

    fn heard(&self, made: &mut Vec<Sentence>) {
        type Rule = (&'static str, &'static str, fn(Presence, Presence) -> bool);
        let rules: [Rule; 4] = [
            ("heard-after", "Heard only after", |_, after| {
                after == Presence::Heard
            }),
            ("heard-before", "Heard only before", |before, _| {
                before == Presence::Heard
            }),
            (
                "listed-after",
                "Listed only after, and silent",
                |_, after| after == Presence::Silent,
            ),
            ("listed-before", "Listed only before, and silent", |_, _| {
                true
            }),
        ];
        let mut told = vec![false; self.presence.len()];
        for (rule, words, fits) in rules {
            let mut names = Vec::new();
            let mut who = Vec::new();
            for (at, it) in self.presence.iter().enumerate() {
                if !told[at] && fits(it.before, it.after) {
                    told[at] = true;
                    names.push(self.stakeholder_name(&it.stakeholder).to_owned());
                    who.push(it.stakeholder.as_str());
                }
            }
            if names.is_empty() {
                continue;
            }
            let own = self.stances.iter();
            let own = own.filter(|it| who.contains(&it.stakeholder.as_str()));
            let statements = ids(own.flat_map(|it| [&it.before, &it.after]));
            let text = format!("{words} ({}): {}.", names.len(), listed(&names));
            Self::say(made, rule, text, statements);
        }
    }

    fn by_name(&self, made: &mut Vec<Sentence>) {
        for it in &self.renamed {
            let name = self.stakeholder_name(it.before.as_str().min(&it.after));
            let text = format!(
                "{name} is '{}' before and '{}' after: taken as the same by name.",
                it.before, it.after
            );
            Self::say(made, "renamed", text, Vec::new());
        }
    }

    fn name_of<'d>(&'d self, what: &str, id: &'d str) -> String {
        match what {
            "position" => self.theme_name(id).to_owned(),
            _ => quoted(self.claim_text(id)),
        }
    }

    /// One sentence for each stance that is another.
    fn turns(&self, made: &mut Vec<Sentence>, changes: &[StanceChange], what: &'static str) {
        for turn in [Turn::Flipped, Turn::Mixed, Turn::Cleared, Turn::Tilted] {
            for it in changes.iter().filter(|it| it.turn == turn) {
                let who = self.stakeholder_name(&it.stakeholder);
                let on = self.name_of(what, &it.on);
                let (before, after) = (it.before.counts(), it.after.counts());
                let (rule, words) = match (turn, what) {
                    (Turn::Flipped, "position") => ("position-flipped", "turns"),
                    (Turn::Flipped, _) => ("stance-flipped", "turns"),
                    (Turn::Mixed, _) => ("mixed", "is now on both sides"),
                    (Turn::Cleared, _) => ("cleared", "is no longer on both sides"),
                    _ => ("tilted", "weighs both sides otherwise"),
                };
                let sides = if turn == Turn::Flipped {
                    format!(" from {} to {}", side(before), side(after))
                } else {
                    String::new()
                };
                let text = format!(
                    "{who} {words}{sides} on {on} ({} before, {} after).",
                    tally(before),
                    tally(after)
                );
                Self::say(made, rule, text, ids([&it.before, &it.after]));
            }
        }
    }

    /// What each stakeholder newly takes a position on, or no longer does.
    fn brought(&self, made: &mut Vec<Sentence>, turn: Turn) {
        let mut by_whom: BTreeMap<&str, Vec<&StanceChange>> = BTreeMap::new();
        for it in self.positions.iter().filter(|it| it.turn == turn) {
            by_whom.entry(&it.stakeholder).or_default().push(it);
        }
        for (who, changes) in by_whom {
            let mut parts = Vec::new();
            let kinds: [(&str, [bool; 2]); 3] = [
                ("support for", [true, false]),
                ("concern about", [false, true]),
                ("both sides on", [true, true]),
            ];
            for (words, held) in kinds {
                let names: Vec<String> = (changes.iter())
                    .filter(|it| {
                        let said = if turn == Turn::New {
                            &it.after
                        } else {
                            &it.before
                        };
                        said.counts().map(|n| n > 0) == held
                    })
                    .map(|it| self.theme_name(&it.on).to_owned())
                    .collect();
                if !names.is_empty() {
                    parts.push(format!("{words} {}", listed(&names)));
                }
            }
            let there = self.presence.iter().all(|it| it.stakeholder != who);
            // Who is not there has not changed its mind.
            let (rule, words) = match (turn, there) {
                (Turn::New, true) => ("positions-new", "takes new positions on"),
                (Turn::New, false) => ("positions-new", "comes with positions on"),
                (_, true) => ("positions-dropped", "says nothing any more on"),
                (_, false) => (
                    "positions-dropped",
                    "is not heard any more, with positions on",
                ),
            };
            let name = self.stakeholder_name(who);
            let text = format!(
                "{name} {words} {}: {}.",
                number(changes.len(), "theme"),
                parts.join("; ")
            );
            let said = changes.iter().flat_map(|it| [&it.before, &it.after]);
            Self::say(made, rule, text, ids(said));
        }
    }

    /// Positions with more or fewer statements behind them.
    fn amounts(&self, made: &mut Vec<Sentence>) {
        let rules = [
            (Turn::Stronger, "positions-stronger", "More is said by"),
            (Turn::Weaker, "positions-weaker", "Less is said by"),
        ];
        for (turn, rule, words) in rules {
            let own: Vec<&StanceChange> =
                self.positions.iter().filter(|it| it.turn == turn).collect();
            if own.is_empty() {
                continue;
            }
            let names: Vec<String> = (own.iter())
                .map(|it| {
                    format!(
                        "{} on {} ({} before, {} after)",
                        self.stakeholder_name(&it.stakeholder),
                        self.theme_name(&it.on),
                        tally(it.before.counts()),
                        tally(it.after.counts())
                    )
                })
                .collect();
            let statements = ids(own.iter().flat_map(|it| [&it.before, &it.after]));
            Self::say(
                made,
                rule,
                format!("{words} {}.", listed(&names)),
                statements,
            );
        }
    }

    fn claims_said(&self, made: &mut Vec<Sentence>) {
        let rules = [
            (Turn::New, "claims-new", "New claims"),
            (
                Turn::Dropped,
                "claims-dropped",
                "Claims of which nothing is said any more",
            ),
            (
                Turn::Flipped,
                "claims-flipped",
                "Claims on which the other side is the larger",
            ),
            (Turn::Mixed, "claims-mixed", "Claims that are now contested"),
            (
                Turn::Cleared,
                "claims-cleared",
                "Claims that are no longer contested",
            ),
            (
                Turn::Stronger,
                "claims-stronger",
                "Claims on which more is said",
            ),
            (
                Turn::Weaker,
                "claims-weaker",
                "Claims on which less is said",
            ),
            (
                Turn::Tilted,
                "claims-tilted",
                "Claims on which the sides are otherwise divided",
            ),
        ];
        for (turn, rule, words) in rules {
            let own: Vec<_> = self.claims.iter().filter(|it| it.turn == turn).collect();
            if own.is_empty() {
                continue;
            }
            let texts: Vec<String> = (own.iter())
                .map(|it| {
                    let text = quoted(self.claim_text(&it.claim));
                    match turn {
                        Turn::New => format!("{text} ({})", tally(it.after)),
                        Turn::Dropped => format!("{text} ({})", tally(it.before)),
                        _ => {
                            let (before, after) = (tally(it.before), tally(it.after));
                            format!("{text} ({before} before, {after} after)")
                        }
                    }
                })
                .collect();
            let on: Vec<&str> = own.iter().map(|it| it.claim.as_str()).collect();
            let behind = self.stances.iter();
            let behind = behind.filter(|it| on.contains(&it.on.as_str()));
            let statements = ids(behind.flat_map(|it| [&it.before, &it.after]));
            let text = format!("{words} ({}): {}.", own.len(), listed(&texts));
            Self::say(made, rule, text, statements);
        }
    }

    fn relations(&self, made: &mut Vec<Sentence>) {
        let relations = &self.entries.relations;
        let lists = [
            (&relations.added, "relations-new", "Between claims, new"),
            (
                &relations.removed,
                "relations-dropped",
                "Between claims, dropped",
            ),
        ];
        for (list, rule, words) in lists {
            if list.is_empty() {
                continue;
            }
            let said: Vec<String> = (list.iter())
                .map(|it| {
                    format!(
                        "{} {} {}",
                        quoted(self.claim_text(it.from.as_str())),
                        it.stance.relation_verb(),
                        quoted(self.claim_text(it.to.as_str()))
                    )
                })
                .collect();
            let text = format!("{words} ({}): {}.", list.len(), listed(&said));
            Self::say(made, rule, text, Vec::new());
        }
    }

    fn moves(&self, made: &mut Vec<Sentence>) {
        let Some(found) = &self.coalitions else {
            return;
        };
        if found.in_both < 2 {
            let who = match found.in_both {
                0 => "no stakeholder is",
                _ => "only one stakeholder is",
            };
            let text = format!("Coalitions cannot be compared: {who} heard both before and after.");
            Self::say(made, "coalitions-not-compared", text, Vec::new());
            return;
        }
        let share = |share: Option<f64>| match share {
            Some(share) => format!("{:.0} %", share * 100.0),
            None => "not known".to_owned(),
        };
        for it in &found.moves {
            let noise = if it.firm {
                ""
            } else {
                "; so few statements and shared speakers make this noise"
            };
            let text = format!(
                "{} changes coalition: with {} before, with {} after (stability {} and {}{noise}).",
                self.stakeholder_name(&it.stakeholder),
                self.companions(&found.pairs, &it.stakeholder, [Some(it.before), None]),
                self.companions(&found.pairs, &it.stakeholder, [None, Some(it.after)]),
                share(it.stability_before),
                share(it.stability_after)
            );
            Self::say(made, "coalition-moved", text, Vec::new());
        }
        if found.moves.is_empty() {
            let text = format!(
                "None of the {} stakeholders heard both before and after changes coalition.",
                found.in_both
            );
            Self::say(made, "coalitions-kept", text, Vec::new());
        }
    }

    /// Who else is in the coalition with a number before, or after.
    fn companions(
        &self,
        pairs: &[CoalitionPair],
        who: &str,
        [before, after]: [Option<usize>; 2],
    ) -> String {
        let mut names = Vec::new();
        for pair in pairs {
            let members = if before.is_some() && pair.before == before {
                [&pair.stayed, &pair.left]
            } else if after.is_some() && pair.after == after {
                [&pair.stayed, &pair.joined]
            } else {
                continue;
            };
            let others = members.into_iter().flatten().filter(|id| *id != who);
            names.extend(others.map(|id| self.stakeholder_name(id).to_owned()));
        }
        names.sort_unstable();
        if names.is_empty() {
            "none".to_owned()
        } else {
            listed(&names)
        }
    }

    /// The complete list in figures.
    fn entries_said(&self, made: &mut Vec<Sentence>) {
        let mut parts = Vec::new();
        for (noun, [added, removed, changed]) in self.entries.counts() {
            let counts = [(added, "added"), (removed, "removed"), (changed, "changed")];
            let counts: Vec<String> = (counts.iter())
                .filter(|(n, _)| *n > 0)
                .map(|(n, word)| format!("{n} {word}"))
                .collect();
            if !counts.is_empty() {
                parts.push(format!("{}: {}", noun.plural(), counts.join(", ")));
            }
        }
        if !self.entries.record.is_empty() {
            let fields: Vec<&str> = self.entries.record.iter().map(|it| it.field).collect();
            parts.push(format!("of the record itself: {}", fields.join(", ")));
        }
        let text = format!("Entries that differ: {}.", parts.join("; "));
        Self::say(made, "entries", text, Vec::new());
    }
}

/// The word for a side in tables: `+2`, or `+2 −1`; empty where nothing is said.
pub(super) fn shown(counts: [usize; 2]) -> String {
    tally(counts)
}

/// `support`, `concern`, `mixed`; empty where nothing is said.
pub(super) fn held(counts: [usize; 2]) -> &'static str {
    match counts.map(|n| n > 0) {
        [false, false] => "",
        [true, false] => Stance::Support.as_str(),
        [false, true] => Stance::Concern.as_str(),
        [true, true] => "mixed",
    }
}
