//! Briefings for the public: names become roles, in the record and before anything else sees it.

mod check;
mod roles;
mod secrets;

use std::collections::BTreeMap;

pub use self::secrets::Secrets;

use self::roles::roles;
use super::words::Words;
use crate::draw::Language;
use crate::model::{
    Claim, ClaimId, Parts, Record, Relation, Source, SourceId, Stakeholder, StakeholderId,
    Statement, StatementId, Theme, ThemeId,
};

/// Who may read a briefing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Audience {
    /// Those who may read every name.
    #[default]
    Full,
    /// Anybody: who speaks is told by role only.
    Public,
}

impl Audience {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Full, Self::Public];

    /// The word used on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Public => "public",
        }
    }
}

/// Why there is no briefing for the public.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BriefError {
    /// A name is in what was made: in the words of the program or of a template.
    #[error("the name {name:?} is still in the briefing: {near:?}")]
    Leak {
        /// The name as the record has it.
        name: String,
        /// What stands around it.
        near: String,
    },
    /// Without its names the record is none.
    #[error("without names the record cannot be resolved: {0}")]
    Unresolved(String),
}

/// What stakeholders are called instead.
pub(super) type Roles = BTreeMap<StakeholderId, String>;

/// The record without names: stakeholders are called by roles; ids are numbers; in every text
/// that is shown names give way to roles; what is not shown, and what only people who may read
/// the names need (speakers, coders, notes, remarks, attributes, file names), goes. Addresses
/// go where a name is in them.
///
/// # Errors
/// Where what is left is no record.
pub fn public(
    record: &Record,
    secrets: &Secrets,
    language: Language,
) -> Result<Record, BriefError> {
    let words = Words(language);
    let roles = roles(record, secrets, words);
    let redacted = |text: &str| secrets.redacted_with(text, &roles, words);
    let parts = record.to_parts();
    let ids = Ids::of(record, &parts);
    let made = Parts {
        schema: None,
        title: parts.title.as_deref().map(redacted),
        comment: None,
        sources: (parts.sources.iter())
            .map(|it| Source {
                id: ids.source(&it.id),
                title: redacted(&it.title),
                date: it.date,
                url: it.url.clone().filter(|url| secrets.find(url).is_none()),
                text: None,
                comment: None,
            })
            .collect(),
        stakeholders: (parts.stakeholders.iter())
            .map(|it| stakeholder(it, &ids, &roles))
            .collect(),
        themes: (parts.themes.iter())
            .map(|it| Theme {
                id: ids.theme(&it.id),
                name: redacted(&it.name),
                definition: it.definition.as_deref().map(redacted),
                broader: it.broader.as_ref().map(|id| ids.theme(id)),
                keywords: Vec::new(),
                comment: None,
            })
            .collect(),
        claims: (parts.claims.iter())
            .map(|it| Claim {
                id: ids.claim(&it.id),
                text: redacted(&it.text),
                themes: (it.themes.iter())
                    .map(|(theme, stance)| (ids.theme(theme), *stance))
                    .collect(),
                comment: None,
            })
            .collect(),
        statements: (parts.statements.iter().enumerate())
            .map(|(at, it)| Statement {
                id: number("statement", at).expect_id(StatementId::new),
                stakeholder: ids.stakeholder(&it.stakeholder),
                claim: ids.claim(&it.claim),
                stance: it.stance,
                source: ids.source(&it.source),
                paragraph: it.paragraph,
                span: None,
                quote: it.quote.as_deref().map(redacted),
                date: it.date,
                speaker: None,
                condition: it.condition.as_deref().map(redacted),
                fidelity: it.fidelity,
                coder: None,
                note: None,
                comment: None,
            })
            .collect(),
        relations: (parts.relations.iter())
            .map(|it| Relation {
                from: ids.claim(&it.from),
                to: ids.claim(&it.to),
                stance: it.stance,
                basis: it.basis,
                source: it.source.as_ref().map(|id| ids.source(id)),
                comment: None,
            })
            .collect(),
    };
    Record::resolve(made).map_err(|faults| BriefError::Unresolved(format!("{faults:?}")))
}

fn stakeholder(it: &Stakeholder, ids: &Ids, roles: &Roles) -> Stakeholder {
    let mut attributes = BTreeMap::new();
    if it.is_unnamed() {
        attributes.insert(Stakeholder::UNNAMED.to_owned(), "yes".to_owned());
        let reporter = it.attributes.get(super::REPORTED_BY);
        let reporter = reporter.and_then(|id| StakeholderId::new(id).ok());
        if let Some(id) = reporter.and_then(|id| ids.stakeholders.get(&id)) {
            attributes.insert(super::REPORTED_BY.to_owned(), id.to_string());
        }
    }
    Stakeholder {
        id: ids.stakeholder(&it.id),
        name: roles[&it.id].clone(),
        kind: it.kind,
        aliases: Vec::new(),
        attributes,
        comment: None,
    }
}

/// New ids: numbers in the order of the record; those of stakeholders in the order in which
/// they first speak, which the numbering of the evidence tells anyway, where that of their ids
/// would be the alphabet's.
struct Ids {
    sources: BTreeMap<SourceId, SourceId>,
    stakeholders: BTreeMap<StakeholderId, StakeholderId>,
    themes: BTreeMap<ThemeId, ThemeId>,
    claims: BTreeMap<ClaimId, ClaimId>,
}

/// A text that is an id.
struct Number(String);

impl Number {
    fn expect_id<T, E: std::fmt::Debug>(self, new: fn(&str) -> Result<T, E>) -> T {
        #[expect(clippy::expect_used, reason = "invariant beside it")]
        new(&self.0).expect("a word of lower-case letters, a hyphen and digits is an id")
    }
}

/// Six digits, so that ids sort as their numbers do.
fn number(word: &str, at: usize) -> Number {
    Number(format!("{word}-{:06}", at + 1))
}

impl Ids {
    fn of(record: &Record, parts: &Parts) -> Self {
        let named = |at, word| number(word, at);
        Self {
            sources: (parts.sources.iter().enumerate())
                .map(|(at, it)| (it.id.clone(), named(at, "source").expect_id(SourceId::new)))
                .collect(),
            stakeholders: (roles::in_order(record).into_iter().enumerate())
                .map(|(at, it)| {
                    let id = named(at, "stakeholder").expect_id(StakeholderId::new);
                    (it.id.clone(), id)
                })
                .collect(),
            themes: (parts.themes.iter().enumerate())
                .map(|(at, it)| (it.id.clone(), named(at, "theme").expect_id(ThemeId::new)))
                .collect(),
            claims: (parts.claims.iter().enumerate())
                .map(|(at, it)| (it.id.clone(), named(at, "claim").expect_id(ClaimId::new)))
                .collect(),
        }
    }

    fn source(&self, id: &SourceId) -> SourceId {
        self.sources[id].clone()
    }

    fn stakeholder(&self, id: &StakeholderId) -> StakeholderId {
        self.stakeholders[id].clone()
    }

    fn theme(&self, id: &ThemeId) -> ThemeId {
        self.themes[id].clone()
    }

    fn claim(&self, id: &ClaimId) -> ClaimId {
        self.claims[id].clone()
    }
}
