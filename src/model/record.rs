//! A record with every reference resolved.

use jiff::civil::Date;

use super::hierarchy::Hierarchy;
use super::ids::{
    ClaimId, ClaimIx, SourceId, SourceIx, StakeholderId, StakeholderIx, StatementIx, ThemeId,
    ThemeIx,
};
use super::nouns::{Claim, Relation, Source, Stakeholder, Statement, Theme};
use super::stance::Stance;
use super::statements::Statements;
use super::words::Basis;

/// A claim bearing on a claim, both found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ResolvedRelation {
    /// The claim that gives the reason.
    pub from: ClaimIx,
    /// The claim it bears on.
    pub to: ClaimIx,
    /// Supports it, or challenges it.
    pub stance: Stance,
    /// What the relation rests on.
    pub basis: Option<Basis>,
    /// Where it is on record.
    pub source: Option<SourceIx>,
    /// A remark for people.
    pub comment: Option<String>,
}

/// Sources, stakeholders, themes, claims, statements and relations that belong together.
///
/// Every reference leads somewhere, `broader` has no cycle, and every list is sorted (by id;
/// statements by source, paragraph, span, id; relations by their ends), so the same entries in
/// any order give an equal record. Made by [`Record::resolve`]; cannot be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    schema: Option<String>,
    title: Option<String>,
    comment: Option<String>,
    sources: Vec<Source>,
    stakeholders: Vec<Stakeholder>,
    themes: Vec<Theme>,
    claims: Vec<Claim>,
    statements: Statements,
    relations: Vec<ResolvedRelation>,
    hierarchy: Hierarchy,
    claim_themes: Vec<Vec<(ThemeIx, Stance)>>,
}

macro_rules! list {
    ($all:ident, $one:ident, $find:ident, $noun:ty, $id:ty, $ix:ty, $word:literal) => {
        #[doc = concat!("Every ", $word, ", sorted by id.")]
        pub fn $all(&self) -> &[$noun] {
            &self.$all
        }

        #[doc = concat!("The ", $word, " at a place.")]
        ///
        /// # Panics
        /// With an index of another record that is past this one's end.
        pub fn $one(&self, ix: $ix) -> &$noun {
            &self.$all[ix.index()]
        }

        #[doc = concat!("Where the ", $word, " with this id is. O(log n).")]
        pub fn $find(&self, id: &$id) -> Option<$ix> {
            self.$all
                .binary_search_by(|item| item.id.cmp(id))
                .ok()
                .map(<$ix>::from)
        }
    };
}

impl Record {
    #[expect(clippy::too_many_arguments, reason = "called once, by resolve")]
    pub(super) fn from_resolved(
        (schema, title, comment): (Option<String>, Option<String>, Option<String>),
        sources: Vec<Source>,
        stakeholders: Vec<Stakeholder>,
        themes: Vec<Theme>,
        claims: Vec<Claim>,
        statements: Statements,
        relations: Vec<ResolvedRelation>,
        hierarchy: Hierarchy,
        claim_themes: Vec<Vec<(ThemeIx, Stance)>>,
    ) -> Self {
        Self {
            schema,
            title,
            comment,
            sources,
            stakeholders,
            themes,
            claims,
            statements,
            relations,
            hierarchy,
            claim_themes,
        }
    }

    /// Address of the JSON Schema that the file named.
    pub fn schema(&self) -> Option<&str> {
        self.schema.as_deref()
    }

    /// What the record is about.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// A remark for people.
    pub fn comment(&self) -> Option<&str> {
        self.comment.as_deref()
    }

    list!(
        sources,
        source,
        find_source,
        Source,
        SourceId,
        SourceIx,
        "source"
    );
    list!(
        stakeholders,
        stakeholder,
        find_stakeholder,
        Stakeholder,
        StakeholderId,
        StakeholderIx,
        "stakeholder"
    );
    list!(themes, theme, find_theme, Theme, ThemeId, ThemeIx, "theme");
    list!(claims, claim, find_claim, Claim, ClaimId, ClaimIx, "claim");

    /// The table of statements.
    pub fn statements(&self) -> &Statements {
        &self.statements
    }

    /// Every relation, sorted by its ends.
    pub fn relations(&self) -> &[ResolvedRelation] {
        &self.relations
    }

    /// The themes of a claim, sorted, each with the claim's stance on it.
    pub fn claim_themes(&self, claim: ClaimIx) -> &[(ThemeIx, Stance)] {
        &self.claim_themes[claim.index()]
    }

    /// The theme that a theme is part of.
    pub fn broader(&self, theme: ThemeIx) -> Option<ThemeIx> {
        self.hierarchy.broader(theme)
    }

    /// The theme itself, then each broader one up to the top.
    pub fn upwards(&self, theme: ThemeIx) -> impl Iterator<Item = ThemeIx> + '_ {
        self.hierarchy.upwards(theme)
    }

    /// The broadest theme that a theme is part of; itself where it is part of none.
    pub fn top_theme(&self, theme: ThemeIx) -> ThemeIx {
        self.upwards(theme).last().unwrap_or(theme)
    }

    /// When a statement was made: its own date, else its source's.
    pub fn date_of(&self, row: StatementIx) -> Option<Date> {
        self.statements
            .date(row)
            .or_else(|| self.source(self.statements.source(row)).date)
    }

    /// One statement as a noun, with ids.
    pub fn statement(&self, row: StatementIx) -> Statement {
        let s = &self.statements;
        let text = |value: Option<&str>| value.map(str::to_owned);
        Statement {
            id: s.id(row).clone(),
            stakeholder: self.stakeholder(s.stakeholder(row)).id.clone(),
            claim: self.claim(s.claim(row)).id.clone(),
            stance: s.stance(row),
            source: self.source(s.source(row)).id.clone(),
            paragraph: s.paragraph(row),
            span: s.span(row),
            quote: text(s.quote(row)),
            date: s.date(row),
            speaker: text(s.speaker(row)),
            condition: text(s.condition(row)),
            fidelity: s.fidelity(row),
            coder: text(s.coder(row)),
            note: text(s.note(row)),
            comment: text(s.comment(row)),
        }
    }

    /// One relation as a noun, with ids.
    pub fn relation(&self, relation: &ResolvedRelation) -> Relation {
        Relation {
            from: self.claim(relation.from).id.clone(),
            to: self.claim(relation.to).id.clone(),
            stance: relation.stance,
            basis: relation.basis,
            source: relation.source.map(|ix| self.source(ix).id.clone()),
            comment: relation.comment.clone(),
        }
    }

    /// The record taken apart again; resolving the parts gives an equal record.
    pub fn to_parts(&self) -> super::Parts {
        super::Parts {
            schema: self.schema.clone(),
            title: self.title.clone(),
            comment: self.comment.clone(),
            sources: self.sources.clone(),
            stakeholders: self.stakeholders.clone(),
            themes: self.themes.clone(),
            claims: self.claims.clone(),
            statements: self
                .statements
                .rows()
                .map(|row| self.statement(row))
                .collect(),
            relations: self.relations.iter().map(|r| self.relation(r)).collect(),
        }
    }
}
