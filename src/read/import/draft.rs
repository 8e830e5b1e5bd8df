//! A record in the making: ids, nouns and the loss report together.

use std::collections::{BTreeMap, BTreeSet};

use super::Import;
use super::loss::Tally;
use super::slug::Ids;
use crate::model::{
    Basis, Claim, ClaimId, Noun, Parts, Record, Relation, Source, SourceId, Stakeholder,
    StakeholderId, StakeholderKind, Stance, Statement, StatementId, Theme, ThemeId,
};
use crate::read::codes::{Code, Severity};
use crate::read::json::Reading;
use crate::read::places::Places;
use crate::read::problem::{Problem, TextFile, sort_problems};

/// A made id is never refused.
const MADE: &str = "a made id is valid";

/// Ids made of a whole sentence are cut to so many letters.
const SENTENCE: usize = 40;

/// What readers of other formats fill.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub(crate) parts: Parts,
    pub(crate) tally: Tally,
    pub(crate) problems: Vec<Problem>,
    pub(crate) files: Vec<TextFile>,
    ids: [Ids; 6],
    relations: BTreeSet<(ClaimId, ClaimId, Stance)>,
    claim_places: BTreeMap<ClaimId, usize>,
    theme_places: BTreeMap<ThemeId, usize>,
    nameless: BTreeSet<Noun>,
}

impl Draft {
    pub(crate) fn new(files: Vec<TextFile>) -> Self {
        Self {
            files,
            ..Self::default()
        }
    }

    fn id(&mut self, noun: Noun, name: &str, most: usize) -> String {
        self.ids[noun as usize].make(name, noun.as_str(), most)
    }

    /// A text that is not empty: itself, else the id.
    fn text(&mut self, noun: Noun, text: &str, id: &str) -> String {
        if text.trim().is_empty() {
            // Once, however many there are.
            if self.nameless.insert(noun) {
                self.tally.note(format!(
                    "a {noun} without words is called by its id, such as '{id}'"
                ));
            }
            return id.to_owned();
        }
        text.to_owned()
    }

    pub(crate) fn source(&mut self, title: &str) -> SourceId {
        let id = self.id(Noun::Source, title, SENTENCE);
        self.push_source(&id, title)
    }

    /// A source with an id made of its name.
    pub(crate) fn named_source(&mut self, name: &str, title: &str) -> SourceId {
        let id = self.id(Noun::Source, name, usize::MAX);
        self.push_source(&id, title)
    }

    fn push_source(&mut self, id: &str, title: &str) -> SourceId {
        let title = self.text(Noun::Source, title, id);
        let id = SourceId::new(id).expect(MADE);
        self.parts.sources.push(Source {
            id: id.clone(),
            title,
            date: None,
            url: None,
            text: None,
            comment: None,
        });
        id
    }

    pub(crate) fn stakeholder(&mut self, name: &str, kind: StakeholderKind) -> StakeholderId {
        self.named_stakeholder(name, name, kind)
    }

    /// A stakeholder whose id is made of another name than its own.
    pub(crate) fn named_stakeholder(
        &mut self,
        id: &str,
        name: &str,
        kind: StakeholderKind,
    ) -> StakeholderId {
        let id = self.id(Noun::Stakeholder, id, usize::MAX);
        let name = self.text(Noun::Stakeholder, name, &id);
        let id = StakeholderId::new(&id).expect(MADE);
        self.parts.stakeholders.push(Stakeholder {
            id: id.clone(),
            name,
            kind,
            aliases: Vec::new(),
            attributes: Default::default(),
            comment: None,
        });
        id
    }

    pub(crate) fn theme(&mut self, name: &str, broader: Option<ThemeId>) -> ThemeId {
        let id = self.id(Noun::Theme, name, usize::MAX);
        self.push_theme(&id, name, broader)
    }

    /// A theme whose id is made of another name than its own.
    pub(crate) fn named_theme(&mut self, id: &str, name: &str) -> ThemeId {
        let id = self.id(Noun::Theme, id, usize::MAX);
        self.push_theme(&id, name, None)
    }

    fn push_theme(&mut self, id: &str, name: &str, broader: Option<ThemeId>) -> ThemeId {
        let name = self.text(Noun::Theme, name, id);
        let id = ThemeId::new(id).expect(MADE);
        self.theme_places
            .insert(id.clone(), self.parts.themes.len());
        self.parts.themes.push(Theme {
            id: id.clone(),
            name,
            definition: None,
            broader,
            keywords: Vec::new(),
            comment: None,
        });
        id
    }

    /// A claim with an id made of its name, else of its text.
    pub(crate) fn claim(&mut self, name: Option<&str>, text: &str) -> ClaimId {
        let id = match name {
            Some(name) => self.id(Noun::Claim, name, usize::MAX),
            None => self.id(Noun::Claim, text, SENTENCE),
        };
        let text = self.text(Noun::Claim, text, &id);
        let id = ClaimId::new(&id).expect(MADE);
        self.claim_places
            .insert(id.clone(), self.parts.claims.len());
        self.parts.claims.push(Claim {
            id: id.clone(),
            text,
            themes: Default::default(),
            comment: None,
        });
        id
    }

    /// Where a claim is among the parts.
    pub(crate) fn claim_at(&self, id: &ClaimId) -> Option<usize> {
        self.claim_places.get(id).copied()
    }

    /// The theme with an id.
    pub(crate) fn theme_of(&mut self, id: &ThemeId) -> Option<&mut Theme> {
        let at = *self.theme_places.get(id)?;
        self.parts.themes.get_mut(at)
    }

    /// The claim that was made last, where there is one.
    pub(crate) fn last_claim(&mut self) -> Option<&mut Claim> {
        self.parts.claims.last_mut()
    }

    /// A statement with nothing but what each has; the rest is set on what is given back.
    pub(crate) fn statement(
        &mut self,
        name: &str,
        (who, claim): (&StakeholderId, &ClaimId),
        stance: Stance,
        source: &SourceId,
    ) -> &mut Statement {
        let id = self.id(Noun::Statement, name, usize::MAX);
        self.parts.statements.push(Statement {
            id: StatementId::new(&id).expect(MADE),
            stakeholder: who.clone(),
            claim: claim.clone(),
            stance,
            source: source.clone(),
            paragraph: None,
            span: None,
            quote: None,
            date: None,
            speaker: None,
            condition: None,
            fidelity: None,
            coder: None,
            note: None,
            comment: None,
        });
        let at = self.parts.statements.len() - 1;
        &mut self.parts.statements[at]
    }

    /// A relation, counted among `things`; one that is there already is not made again.
    pub(crate) fn relation(
        &mut self,
        things: &str,
        (from, to): (&ClaimId, &ClaimId),
        stance: Stance,
        source: Option<&SourceId>,
        comment: Option<String>,
    ) {
        if !self.relations.insert((from.clone(), to.clone(), stance)) {
            let why = "the same relation stands there before";
            self.tally.repeated(things, why, format!("{from} -> {to}"));
            return;
        }
        self.tally.kept(things);
        self.parts.relations.push(Relation {
            from: from.clone(),
            to: to.clone(),
            stance,
            basis: Some(Basis::Explicit),
            source: source.cloned(),
            comment,
        });
    }

    /// The import; a fault of the parts is a problem, never a panic.
    pub(crate) fn finish(self) -> Import {
        let Self {
            mut parts,
            tally,
            mut problems,
            files,
            ..
        } = self;
        // A file called " .csv" is no title.
        parts.title = parts.title.filter(|title| !title.trim().is_empty());
        let failed = problems.iter().any(|p| p.severity() == Severity::Error);
        let record = if failed {
            None
        } else {
            Record::resolve(parts)
                .map_err(|faults| {
                    problems.extend(faults.into_iter().map(|fault| {
                        let message = format!(
                            "{} {}: {} does not fit: {:?}",
                            fault.noun,
                            fault.index + 1,
                            fault.field,
                            fault.kind
                        );
                        Problem::new(Code::BadExchange, message)
                    }));
                })
                .ok()
        };
        sort_problems(&mut problems);
        Import {
            reading: Reading {
                record,
                problems,
                files,
                places: Places::default(),
            },
            loss: tally.report(),
        }
    }
}
