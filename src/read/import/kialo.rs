//! Discussions exported from Kialo as text.
//!
//! A first line `Discussion Title: ...`, then one claim after the other: `1.2.3. Pro: words`.
//! The number says which claim it is a reason for or against; a claim may run over several
//! lines; `-> See 1.1.2.` uses a claim again.

use std::collections::BTreeMap;

use super::Import;
use super::draft::Draft;
use super::text::text;
use crate::model::{ClaimId, SourceId, Stance};
use crate::read::Input;
use crate::read::codes::Code;
use crate::read::problem::{Place, Problem};

/// A claim used again may lead to another such, so often.
const MOST_HOPS: usize = 100;

/// The number of a claim in the tree.
type Number = Vec<u32>;

/// One entry of the list.
struct Entry {
    number: Number,
    stance: Option<Stance>,
    words: String,
    line: usize,
}

/// Reads one discussion: claims, and relations that say for (`Pro`) or against (`Con`).
///
/// The export names nobody and has no votes, so there are neither stakeholders nor statements.
/// Ids are the numbers (`1-2-3`). Escaped brackets become brackets; links stay as they are.
pub fn kialo(input: Input) -> Import {
    let (text, mut draft) = text(input);
    if !draft.problems.is_empty() {
        return draft.finish();
    }
    let (title, entries) = entries(&text);
    draft.tally.expect("claims", None);
    if entries.is_empty() {
        let message = "there is no numbered claim in the file";
        let help = "a Kialo export has lines such as '1.1. Pro: ...'";
        let place = Place {
            file: 0,
            span: 0..0,
        };
        let problem = Problem::new(Code::BadExchange, message).help(help);
        draft.problems.push(problem.at(Some(place), "none here"));
        return draft.finish();
    }
    let title = title.unwrap_or_else(|| entries[0].words.clone());
    let source = draft.source(&title);
    draft.parts.title = Some(draft.parts.sources[0].title.clone());
    draft.tally.note(
        "a Kialo export has neither authors nor votes: there are no stakeholders and no statements",
    );
    fill(&mut draft, &entries, &source);
    draft.finish()
}

/// `1.2.3.` at the start of a line, and what follows.
fn numbered(line: &str) -> Option<(Number, &str)> {
    let end = line.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (number, rest) = line.split_at(end);
    let parts = number.strip_suffix('.')?.split('.');
    let parts: Option<Number> = parts.map(|part| part.parse().ok()).collect();
    let rest = rest.strip_prefix([' ', '\t'])?;
    Some((parts?, rest.trim_start()))
}

fn entries(text: &str) -> (Option<String>, Vec<Entry>) {
    let mut title = None;
    let mut entries: Vec<Entry> = Vec::new();
    // Where a claim has a numbered list of its own, its lines are no claims.
    let mut in_list = false;
    for (at, line) in text.lines().enumerate() {
        let line = line.trim_end();
        if entries.is_empty() && title.is_none() {
            let found = ["Discussion Title:", "Discussion Name:", "Discussion:"]
                .iter()
                .find_map(|head| line.trim_start().strip_prefix(head));
            if let Some(found) = found {
                title = Some(found.trim().to_owned());
                continue;
            }
        }
        let found = numbered(line.trim_start()).and_then(|(number, rest)| {
            let marks = [
                ("Pro:", Some(Stance::Support)),
                ("Con:", Some(Stance::Concern)),
                ("Thesis:", None),
            ];
            let marked = marks
                .iter()
                .find_map(|(mark, stance)| Some((*stance, rest.strip_prefix(mark)?.trim_start())));
            let follows = entries
                .last()
                .map_or(number.len() == 1, |last| follows(&last.number, &number));
            match marked {
                Some((stance, words)) if number.len() > 1 || stance.is_none() => {
                    Some((number, stance, words))
                }
                _ if follows && !in_list => Some((number, None, rest)),
                _ => None,
            }
        });
        match (found, entries.last_mut()) {
            (Some((number, stance, words)), _) => {
                in_list = false;
                entries.push(Entry {
                    number,
                    stance,
                    words: words.to_owned(),
                    line: at + 1,
                });
            }
            (None, Some(last)) => {
                in_list |= numbered(line.trim_start()).is_some();
                last.words.push('\n');
                last.words.push_str(line);
            }
            (None, None) => {
                if title.is_none() && !line.is_empty() {
                    title = Some(line.to_owned());
                }
            }
        }
    }
    (title, entries)
}

/// Whether a number can come after another in the order of the tree: a first child, or the next
/// of the branch or of one below it.
fn follows(last: &[u32], next: &[u32]) -> bool {
    let Some((&end, stem)) = next.split_last() else {
        return false;
    };
    last.starts_with(stem)
        && match last.get(stem.len()) {
            None => !stem.is_empty() && end == 1,
            Some(&before) => before.checked_add(1) == Some(end),
        }
}

fn fill(draft: &mut Draft, entries: &[Entry], source: &SourceId) {
    let mut claims: BTreeMap<&[u32], ClaimId> = BTreeMap::new();
    let mut again: BTreeMap<&[u32], Number> = BTreeMap::new();
    let place = |entry: &Entry| format!("line {}", entry.line);
    for entry in entries {
        let words = entry.words.trim();
        if let Some(target) = see(words) {
            again.insert(&entry.number, target);
            continue;
        }
        if claims.contains_key(entry.number.as_slice()) {
            draft
                .tally
                .skipped("claims", "its number stands there before", place(entry));
            continue;
        }
        let name = spelt(&entry.number, "-");
        let id = draft.claim(Some(&name), &plain(words));
        if id.as_str() != name
            && let Some(claim) = draft.last_claim()
        {
            claim.comment = Some(spelt(&entry.number, "."));
        }
        draft.tally.kept("claims");
        claims.insert(&entry.number, id);
    }
    // What is used again may itself be a use of another.
    let meant = |number: &[u32]| -> Option<ClaimId> {
        let mut number = number;
        for _ in 0..MOST_HOPS {
            if let Some(id) = claims.get(number) {
                return Some(id.clone());
            }
            number = again.get(number)?;
        }
        None
    };
    draft.tally.expect("reasons", Some("relations"));
    for entry in entries {
        let Some((_, above)) = entry
            .number
            .split_last()
            .filter(|(_, above)| !above.is_empty())
        else {
            continue;
        };
        let Some(stance) = entry.stance else {
            let why = "neither pro nor con: the claim is kept, its place below the other is not";
            draft.tally.skipped("reasons", why, place(entry));
            continue;
        };
        let (from, to) = (meant(&entry.number), meant(above));
        let (Some(from), Some(to)) = (from, to) else {
            let why = "a number leads to no claim";
            draft.tally.skipped("reasons", why, place(entry));
            continue;
        };
        draft.relation("reasons", (&from, &to), stance, Some(source), None);
    }
    if !again.is_empty() {
        draft.tally.note(format!(
            "{} claims are used again ('-> See'): relations of one claim each time",
            again.len()
        ));
    }
}

/// The number in `-> See 1.1.2.`.
fn see(words: &str) -> Option<Number> {
    let rest = words.strip_prefix("->")?.trim_start();
    let rest = rest.strip_prefix("See")?.trim();
    let parts = rest.trim_end_matches('.').split('.');
    parts.map(|part| part.parse().ok()).collect()
}

fn spelt(number: &[u32], between: &str) -> String {
    let parts: Vec<String> = number.iter().map(u32::to_string).collect();
    parts.join(between)
}

/// Without the backslashes that keep signs from being markup.
fn plain(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut chars = words.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\\' && chars.peek().is_some_and(char::is_ascii_punctuation) {
            continue;
        }
        out.push(c);
    }
    out
}
