//! The review file: what a person decides about each proposal, in plain lines that a diff shows
//! well.
//!
//! ```text
//! # plenary review 1
//!
//! [open] report-001
//! who: norland
//! themes: quay support
//! doubt: 0.20
//! text: supported a second quay
//! ```
//!
//! A person replaces `open` by `accept`, `reject`, `change` (and edits `who` or `themes`) or
//! `merge ID` (the same claim as that one), and may add `note:` lines. `by:` at the top names the
//! person. Decisions are found again by who speaks and what the words are, not by number or
//! place, so they outlive a new run and small shifts of the text.

use std::collections::{BTreeMap, BTreeSet};

use super::proposal::{Draft, Proposal, ThemeStance, Voice};
use crate::model::{Claim, ClaimId, Fidelity, Parts, Record, StakeholderId, Stance, ThemeId};
use crate::read::Codebook;

/// What a person decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Nothing yet.
    Open,
    /// It is right.
    Accept,
    /// It is right with the `who` and `themes` of the entry.
    Change,
    /// It is wrong.
    Reject,
    /// It is the claim of another proposal, by its id.
    Merge(String),
}

impl Decision {
    /// As the file writes it.
    pub fn text(&self) -> String {
        match self {
            Self::Open => "open".to_owned(),
            Self::Accept => "accept".to_owned(),
            Self::Change => "change".to_owned(),
            Self::Reject => "reject".to_owned(),
            Self::Merge(id) => format!("merge {id}"),
        }
    }

    fn read(text: &str) -> Option<Self> {
        Some(match text.trim() {
            "open" | "" => Self::Open,
            "accept" => Self::Accept,
            "change" => Self::Change,
            "reject" => Self::Reject,
            other => Self::Merge(other.strip_prefix("merge ")?.trim().to_owned()),
        })
    }
}

/// One proposal and what was decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Of its claim in the draft.
    pub id: String,
    /// What was decided.
    pub decision: Decision,
    /// Who, as it is or as changed.
    pub voices: Vec<Voice>,
    /// On what, as it is or as changed: theme and stance.
    pub themes: BTreeMap<ThemeId, Stance>,
    /// How far to doubt it.
    pub doubt: f64,
    /// The words; what the entry is found again by.
    pub text: String,
    /// Remarks of the person.
    pub notes: Vec<String>,
    /// Ids of proposals that may be the same claim.
    pub like: Vec<String>,
}

impl Entry {
    /// What it names that neither the codebook nor the text has, in words.
    pub fn unknown(&self, codebook: &Codebook, draft: &Draft) -> Vec<String> {
        let actors = codebook.stakeholders.iter().chain(&draft.unnamed);
        let actors: BTreeSet<&StakeholderId> = actors.map(|one| &one.id).collect();
        let themes: BTreeSet<&ThemeId> = codebook.themes.iter().map(|one| &one.id).collect();
        let mut faults = Vec::new();
        for voice in self
            .voices
            .iter()
            .filter(|one| !actors.contains(&one.stakeholder))
        {
            let who = &voice.stakeholder;
            faults.push(format!(
                "{}: '{who}' is no stakeholder of the codebook",
                self.id
            ));
        }
        for theme in self.themes.keys().filter(|one| !themes.contains(one)) {
            faults.push(format!(
                "{}: '{theme}' is no theme of the codebook",
                self.id
            ));
        }
        faults
    }
}

/// A review file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Review {
    /// Who decides.
    pub by: Option<String>,
    /// In the order of the text; decisions whose words are gone stand last.
    pub entries: Vec<Entry>,
}

/// A line of a review file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct ReviewError {
    /// Counted from 1.
    pub line: usize,
    /// What is wrong and what to write.
    pub message: String,
}

/// Two texts are the same words from this share of common words on.
const ALIKE: f64 = 0.6;

impl Review {
    /// An entry for every proposal, all open. `id` gives the id of a proposal's claim.
    pub fn new(draft: &Draft, prefix: &str) -> Self {
        let id = |n: usize| claim_id(prefix, n);
        let entries = draft.proposals.iter().enumerate().map(|(n, one)| Entry {
            id: id(n),
            decision: Decision::Open,
            voices: one.voices.clone(),
            themes: one
                .themes
                .iter()
                .map(|t| (t.theme.clone(), t.stance))
                .collect(),
            doubt: one.doubt,
            text: one.quote.clone(),
            notes: Vec::new(),
            like: one.like.iter().map(|&n| id(n)).collect(),
        });
        Self {
            by: None,
            entries: entries.collect(),
        }
    }

    /// Reads a review file.
    ///
    /// # Errors
    /// Every line that cannot be read.
    pub fn parse(text: &str) -> Result<Self, Vec<ReviewError>> {
        let mut made = Self::default();
        let mut errors = Vec::new();
        for (line, content) in (1..).zip(text.lines()) {
            let mut wrong = |message: String| errors.push(ReviewError { line, message });
            let content = content.trim();
            if content.is_empty() || content.starts_with('#') {
                continue;
            }
            if let Some((decision, id)) = content
                .strip_prefix('[')
                .and_then(|rest| rest.split_once(']'))
            {
                let read = Decision::read(decision);
                if read.is_none() {
                    wrong(format!(
                        "'{decision}' is no decision: write open, accept, change, reject or merge ID"
                    ));
                }
                made.entries.push(Entry {
                    id: id.trim().to_owned(),
                    decision: read.unwrap_or(Decision::Open),
                    voices: Vec::new(),
                    themes: BTreeMap::new(),
                    doubt: 0.0,
                    text: String::new(),
                    notes: Vec::new(),
                    like: Vec::new(),
                });
                continue;
            }
            let Some((key, value)) = content.split_once(':') else {
                wrong("write 'key: value'".to_owned());
                continue;
            };
            let value = value.trim();
            let Some(entry) = made.entries.last_mut() else {
                match key {
                    "by" => made.by = Some(value.to_owned()).filter(|name| !name.is_empty()),
                    _ => wrong(format!("'{key}' stands before the first proposal")),
                }
                continue;
            };
            match key {
                "who" => match voices(value) {
                    Ok(voices) => entry.voices = voices,
                    Err(message) => wrong(message),
                },
                "themes" => match themes(value) {
                    Ok(themes) => entry.themes = themes,
                    Err(message) => wrong(message),
                },
                "doubt" => entry.doubt = value.parse().unwrap_or(0.0),
                "text" => entry.text = value.to_owned(),
                "note" => entry.notes.push(value.to_owned()),
                "like" => entry.like = value.split_whitespace().map(str::to_owned).collect(),
                other => wrong(format!(
                    "'{other}' is none of who, themes, doubt, text, note, like"
                )),
            }
        }
        if errors.is_empty() {
            Ok(made)
        } else {
            Err(errors)
        }
    }

    /// The file.
    pub fn to_text(&self) -> String {
        let mut out = String::from(
            "# plenary review 1\n# Replace open by accept, reject, change (and edit who or themes) or merge ID.\n",
        );
        out.push_str(&format!("by: {}\n", self.by.as_deref().unwrap_or_default()));
        for one in &self.entries {
            let sign = |voice: &Voice| match voice.stance {
                Stance::Support => voice.stakeholder.to_string(),
                Stance::Concern => format!("not {}", voice.stakeholder),
            };
            let who: Vec<String> = one.voices.iter().map(sign).collect();
            let themes: Vec<String> = one.themes.iter().map(|(t, s)| format!("{t} {s}")).collect();
            out.push_str(&format!(
                "\n[{}] {}\nwho: {}\nthemes: {}\ndoubt: {:.2}\ntext: {}\n",
                one.decision.text(),
                one.id,
                who.join(", "),
                themes.join(", "),
                one.doubt,
                one.text
            ));
            if !one.like.is_empty() {
                out.push_str(&format!("like: {}\n", one.like.join(" ")));
            }
            for note in &one.notes {
                out.push_str(&format!("note: {note}\n"));
            }
        }
        out
    }

    /// This review's decisions on a new draft: each goes to the proposal with the same words, or
    /// nearly the same. Those whose words are gone are kept at the end.
    pub fn carried(&self, draft: &Draft, prefix: &str) -> Self {
        let mut made = Self::new(draft, prefix);
        made.by.clone_from(&self.by);
        let keys: Vec<BTreeSet<String>> = made.entries.iter().map(|one| words(&one.text)).collect();
        let mut by_text: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (m, one) in made.entries.iter().enumerate() {
            by_text.entry(&one.text).or_default().push(m);
        }
        let mut taken = BTreeSet::new();
        let mut moved = BTreeMap::new();
        let mut gone = Vec::new();
        // Equal words first, so that a near one does not take their place.
        let mut waiting: Vec<(usize, &Entry)> = Vec::new();
        for (n, old) in self.entries.iter().enumerate() {
            if old.decision == Decision::Open && old.notes.is_empty() {
                continue;
            }
            // The same words may stand there several times: rather under the same number, rather by
            // the same speakers.
            let equal = by_text.get(old.text.as_str()).into_iter().flatten();
            let equal = (equal.copied())
                .filter(|m| !taken.contains(m))
                .max_by_key(|&m| {
                    let new = &made.entries[m];
                    (
                        new.id == old.id,
                        new.voices == old.voices,
                        std::cmp::Reverse(m),
                    )
                });
            match equal {
                Some(m) => {
                    taken.insert(m);
                    moved.insert(n, m);
                }
                None => waiting.push((n, old)),
            }
        }
        for (n, old) in waiting {
            let mine = words(&old.text);
            let near = (0..made.entries.len())
                .filter(|m| !taken.contains(m))
                .map(|m| {
                    let (shared, all) = (
                        keys[m].intersection(&mine).count(),
                        keys[m].union(&mine).count(),
                    );
                    (shared as f64 / all.max(1) as f64, m)
                })
                .filter(|(share, _)| *share >= ALIKE)
                .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
            match near {
                Some((_, m)) => {
                    taken.insert(m);
                    moved.insert(n, m);
                }
                None => gone.push(n),
            }
        }
        let ids: BTreeMap<&str, String> = moved
            .iter()
            .map(|(&n, &m)| (self.entries[n].id.as_str(), made.entries[m].id.clone()))
            .collect();
        let renamed = |decision: &Decision| match decision {
            Decision::Merge(id) => Decision::Merge(ids.get(id.as_str()).unwrap_or(id).clone()),
            other => other.clone(),
        };
        for (&n, &m) in &moved {
            let (old, new) = (&self.entries[n], &mut made.entries[m]);
            new.decision = renamed(&old.decision);
            new.notes.clone_from(&old.notes);
            // What a person wrote or looked at stays as it was.
            if !matches!(old.decision, Decision::Open | Decision::Reject) {
                new.voices.clone_from(&old.voices);
                new.themes.clone_from(&old.themes);
            }
        }
        for n in gone {
            let mut old = self.entries[n].clone();
            old.decision = renamed(&old.decision);
            let known = made.entries.iter().any(|one| one.id == old.id);
            if known {
                old.id = format!("{}-gone", old.id.trim_end_matches("-gone"));
            }
            made.entries.push(old);
        }
        made
    }

    /// How many proposals nobody has decided on.
    pub fn open(&self) -> usize {
        self.entries
            .iter()
            .filter(|one| one.decision == Decision::Open)
            .count()
    }

    /// A draft with the changed speakers and themes, and without what was rejected; the record
    /// that is made of it is then finished by [`apply`](Self::apply).
    pub fn corrected(&self, draft: &Draft) -> Draft {
        let mut made = draft.clone();
        for (proposal, entry) in made.proposals.iter_mut().zip(&self.entries) {
            match entry.decision {
                Decision::Reject => proposal.voices.clear(),
                Decision::Open => {}
                Decision::Accept | Decision::Change | Decision::Merge(_) => change(proposal, entry),
            }
        }
        made
    }

    /// What the decided entries name that neither the codebook nor the text has, with the entry,
    /// in words. A record can be made only where this is empty.
    pub fn unknown(&self, codebook: &Codebook, draft: &Draft) -> Vec<String> {
        let mut faults = Vec::new();
        // Entries whose words are gone make no statement.
        for entry in self.entries.iter().take(draft.proposals.len()) {
            if matches!(entry.decision, Decision::Open | Decision::Reject) {
                continue;
            }
            faults.extend(entry.unknown(codebook, draft));
        }
        faults
    }

    /// A record with what was decided: what was accepted or changed is a paraphrase coded by the
    /// reviewer, what was rejected is gone, what was merged is a statement on the other claim.
    ///
    /// # Errors
    /// What keeps the parts from being a record: a name or theme that the record does not have.
    pub fn apply(&self, record: &Record) -> Result<Record, Vec<crate::model::Fault>> {
        let mut parts = record.to_parts();
        let by_id: BTreeMap<&str, &Entry> = self
            .entries
            .iter()
            .map(|one| (one.id.as_str(), one))
            .collect();
        let mut merged: BTreeMap<String, String> = BTreeMap::new();
        for one in &self.entries {
            if let Decision::Merge(into) = &one.decision {
                merged.insert(one.id.clone(), into.clone());
            }
        }
        let claims: BTreeSet<String> = parts.claims.iter().map(|one| one.id.to_string()).collect();
        let target = |id: &str| {
            let mut at = id.to_owned();
            // A chain of merges ends somewhere, or is no longer than there are entries.
            for _ in 0..merged.len() {
                match merged.get(&at).filter(|next| claims.contains(*next)) {
                    Some(next) => at.clone_from(next),
                    None => break,
                }
            }
            at
        };
        for statement in &mut parts.statements {
            let id = statement.claim.to_string();
            let Some(entry) = by_id.get(id.as_str()) else {
                continue;
            };
            if matches!(entry.decision, Decision::Open | Decision::Reject) {
                continue;
            }
            statement.fidelity = Some(Fidelity::Paraphrase);
            statement.coder.clone_from(&self.by);
            statement.note = (!entry.notes.is_empty()).then(|| entry.notes.join("; "));
            if let Ok(claim) = ClaimId::new(&target(&id)) {
                statement.claim = claim;
            }
        }
        let used: BTreeSet<ClaimId> = parts
            .statements
            .iter()
            .map(|one| one.claim.clone())
            .collect();
        parts
            .claims
            .retain(|claim: &Claim| used.contains(&claim.id));
        finish(parts)
    }
}

fn finish(mut parts: Parts) -> Result<Record, Vec<crate::model::Fault>> {
    let used: BTreeSet<StakeholderId> = parts
        .statements
        .iter()
        .map(|one| one.stakeholder.clone())
        .collect();
    parts.stakeholders.retain(|one| used.contains(&one.id));
    Record::resolve(parts)
}

fn change(proposal: &mut Proposal, entry: &Entry) {
    proposal.voices.clone_from(&entry.voices);
    proposal.themes = (entry.themes.iter())
        .map(|(theme, stance)| ThemeStance {
            theme: theme.clone(),
            stance: *stance,
            rules: vec!["review"],
        })
        .collect();
}

/// The id of the claim of a proposal, by its place.
pub(super) fn claim_id(prefix: &str, n: usize) -> String {
    let prefix: String = prefix.chars().take(40).collect();
    format!("{prefix}-{:03}", n + 1)
}

fn words(text: &str) -> BTreeSet<String> {
    let lower = text.to_lowercase();
    let words = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

fn voices(text: &str) -> Result<Vec<Voice>, String> {
    let one = |part: &str| {
        let (id, stance) = match part.strip_prefix("not ") {
            Some(id) => (id.trim(), Stance::Concern),
            None => (part, Stance::Support),
        };
        let stakeholder = StakeholderId::new(id).map_err(|error| format!("'{id}': {error}"))?;
        Ok(Voice {
            stakeholder,
            stance,
        })
    };
    text.split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(one)
        .collect()
}

fn themes(text: &str) -> Result<BTreeMap<ThemeId, Stance>, String> {
    let one = |part: &str| {
        let (id, stance) = part
            .split_once(char::is_whitespace)
            .ok_or_else(|| format!("'{part}': write a theme and support or concern"))?;
        let id = ThemeId::new(id).map_err(|error| format!("'{id}': {error}"))?;
        let stance = stance
            .trim()
            .parse::<Stance>()
            .map_err(|error| error.to_string())?;
        Ok((id, stance))
    };
    text.split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(one)
        .collect()
}
