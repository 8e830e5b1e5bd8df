//! Speakers whom a text does not name: "many delegations", "one speaker", "others".

use std::cell::RefCell;

use super::rules::Tables;
use super::words::Token;
use crate::model::{Stakeholder, StakeholderId, StakeholderKind, propose_id};

/// The unnamed speakers of one text, numbered behind those of the codebook.
pub(super) struct Unnamed {
    /// How many the codebook has; none where nobody else may speak.
    base: Option<usize>,
    found: RefCell<Vec<Stakeholder>>,
}

impl Unnamed {
    pub(super) const fn new(base: Option<usize>) -> Self {
        Self {
            base,
            found: RefCell::new(Vec::new()),
        }
    }

    /// The number of the speakers that a noun phrase ends with at a token: the quantifier before
    /// it, up to two words between. The same words are the same speakers.
    pub(super) fn number(&self, tables: &Tables, tokens: &[Token], at: usize) -> Option<usize> {
        let base = self.base?;
        let from = (at.saturating_sub(3)..at)
            .find(|&n| {
                tables.has("several", &tokens[n].text)
                    && tokens[n..at].iter().all(|t| {
                        t.is_word() && !tables.has("stop", &t.text)
                            || tables.has("several", &t.text)
                    })
            })
            .unwrap_or(at);
        let words: Vec<&str> = tokens[from..=at].iter().map(|t| t.text.as_str()).collect();
        let words = words.join(" ");
        let id = StakeholderId::new(&propose_id(&format!("unnamed {words}"))?).ok()?;
        let mut found = self.found.borrow_mut();
        if let Some(known) = found.iter().position(|one| one.id == id) {
            return Some(base + known);
        }
        found.push(Stakeholder {
            id,
            name: format!("{words} (unnamed)"),
            kind: kind(&words),
            aliases: Vec::new(),
            attributes: [(Stakeholder::UNNAMED.to_owned(), "yes".to_owned())].into(),
            comment: None,
        });
        Some(base + found.len() - 1)
    }

    /// The id of a number.
    pub(super) fn id(&self, number: usize) -> Option<StakeholderId> {
        let at = number.checked_sub(self.base?)?;
        self.found.borrow().get(at).map(|one| one.id.clone())
    }

    /// All of them, in the order of the text.
    pub(super) fn all(self) -> Vec<Stakeholder> {
        self.found.into_inner()
    }
}

/// What the words say of their kind.
fn kind(words: &str) -> StakeholderKind {
    let last = words.rsplit(' ').next().unwrap_or_default();
    match last.trim_end_matches('s') {
        "delegation" | "delegate" | "state" | "countrie" | "country" | "government" | "party"
        | "partie" => StakeholderKind::State,
        "ngo" => StakeholderKind::Ngo,
        "companie" | "company" | "business" | "businesse" => StakeholderKind::Business,
        _ => StakeholderKind::Other,
    }
}
