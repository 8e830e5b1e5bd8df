//! From the parts that a reader collected to a [`Record`], or to all that is wrong with them.

use std::collections::{HashMap, HashSet};
use std::num::NonZeroU32;

use foldhash::fast::FixedState;

use super::hierarchy::Hierarchy;
use super::ids::{ClaimIx, SourceIx, StakeholderIx, ThemeIx};
use super::nouns::{Claim, Noun, Relation, Source, Stakeholder, Statement, Theme};
use super::record::{Record, ResolvedRelation};
use super::statements::Statements;

/// The lists of one or several files, as read: in any order, references not yet resolved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parts {
    /// Address of the JSON Schema that the file names.
    pub schema: Option<String>,
    /// What the record is about.
    pub title: Option<String>,
    /// A remark for people, kept and never used.
    pub comment: Option<String>,
    /// Documents and meetings.
    pub sources: Vec<Source>,
    /// Who speaks.
    pub stakeholders: Vec<Stakeholder>,
    /// What it is about.
    pub themes: Vec<Theme>,
    /// Propositions.
    pub claims: Vec<Claim>,
    /// Stances on claims.
    pub statements: Vec<Statement>,
    /// Claims bearing on claims.
    pub relations: Vec<Relation>,
}

/// Something that keeps parts from being a record, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// In which list.
    pub noun: Noun,
    /// At which place of that list, as given.
    pub index: usize,
    /// Under which key.
    pub field: &'static str,
    /// What is wrong.
    pub kind: FaultKind,
}

/// What is wrong with a part.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FaultKind {
    /// An id that an earlier entry has, and the two differ.
    DuplicateId {
        /// The id.
        id: String,
        /// Place of the earlier entry in the same list.
        first: usize,
    },
    /// A reference to nothing.
    UnknownId {
        /// What kind of thing was meant.
        target: Noun,
        /// The id that nothing has.
        id: String,
    },
    /// A theme that is, through others, broader than itself.
    CyclicBroader {
        /// The themes along the cycle; the first follows the last.
        cycle: Vec<String>,
    },
    /// A name or text with nothing in it.
    EmptyText,
}

impl Record {
    /// Resolves all references, sorts every list and checks what the model promises.
    ///
    /// Entries that are given twice and equal (a codebook read along two paths) count once.
    /// O(n log n) in the number of entries.
    ///
    /// # Errors
    /// All faults, in the order of the lists; never only the first.
    pub fn resolve(parts: Parts) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let sources = sorted(Noun::Source, parts.sources, |s| s.id.as_str(), &mut faults);
        let stakeholders = sorted(
            Noun::Stakeholder,
            parts.stakeholders,
            |s| s.id.as_str(),
            &mut faults,
        );
        let themes = sorted(Noun::Theme, parts.themes, |t| t.id.as_str(), &mut faults);
        let claims = sorted(Noun::Claim, parts.claims, |c| c.id.as_str(), &mut faults);
        let statements = parts.statements;
        let repeated = repeated(&statements, &mut faults);

        for (i, source) in &sources {
            empty(Noun::Source, *i, "title", &source.title, &mut faults);
        }
        for (i, stakeholder) in &stakeholders {
            empty(
                Noun::Stakeholder,
                *i,
                "name",
                &stakeholder.name,
                &mut faults,
            );
        }
        for (i, theme) in &themes {
            empty(Noun::Theme, *i, "name", &theme.name, &mut faults);
        }
        for (i, claim) in &claims {
            empty(Noun::Claim, *i, "text", &claim.text, &mut faults);
        }

        let find = Finder {
            sources: index(&sources, |s| s.id.as_str()),
            stakeholders: index(&stakeholders, |s| s.id.as_str()),
            themes: index(&themes, |t| t.id.as_str()),
            claims: index(&claims, |c| c.id.as_str()),
        };

        let mut broader = Vec::with_capacity(themes.len());
        for (i, theme) in &themes {
            broader.push(theme.broader.as_ref().and_then(|id| {
                let at = Place {
                    noun: Noun::Theme,
                    index: *i,
                    field: "broader",
                };
                look_up(&find.themes, Noun::Theme, id.as_str(), at, &mut faults).map(ThemeIx::from)
            }));
        }
        let hierarchy = Hierarchy::new(broader).unwrap_or_else(|cycles| {
            for cycle in cycles {
                let name = |t: &ThemeIx| themes[t.index()].1.id.to_string();
                faults.push(Fault {
                    noun: Noun::Theme,
                    index: themes[cycle[0].index()].0,
                    field: "broader",
                    kind: FaultKind::CyclicBroader {
                        cycle: cycle.iter().map(name).collect(),
                    },
                });
            }
            Hierarchy::default()
        });

        let mut claim_themes = Vec::with_capacity(claims.len());
        for (i, claim) in &claims {
            let at = Place {
                noun: Noun::Claim,
                index: *i,
                field: "themes",
            };
            let mut found = Vec::with_capacity(claim.themes.len());
            for (id, &stance) in &claim.themes {
                if let Some(theme) =
                    look_up(&find.themes, Noun::Theme, id.as_str(), at, &mut faults)
                {
                    found.push((ThemeIx::from(theme), stance));
                }
            }
            claim_themes.push(found);
        }

        let mut rows = Vec::with_capacity(statements.len());
        for (i, row) in statements.iter().enumerate() {
            if repeated.contains(&i) {
                continue;
            }
            let at = |field| Place {
                noun: Noun::Statement,
                index: i,
                field,
            };
            let who = row.stakeholder.as_str();
            let who = look_up(
                &find.stakeholders,
                Noun::Stakeholder,
                who,
                at("stakeholder"),
                &mut faults,
            );
            let what = look_up(
                &find.claims,
                Noun::Claim,
                row.claim.as_str(),
                at("claim"),
                &mut faults,
            );
            let from = row.source.as_str();
            let from = look_up(&find.sources, Noun::Source, from, at("source"), &mut faults);
            if let (Some(who), Some(what), Some(from)) = (who, what, from) {
                rows.push(Found {
                    source: SourceIx::from(from),
                    paragraph: row.paragraph,
                    span: row.span.map(|span| (span.start(), span.end())),
                    stakeholder: StakeholderIx::from(who),
                    claim: ClaimIx::from(what),
                    index: i,
                });
            }
        }
        rows.sort_unstable_by(|a, b| {
            let place = |one: &Found| (one.source, one.paragraph, one.span);
            let id = |one: &Found| statements[one.index].id.as_str();
            place(a).cmp(&place(b)).then_with(|| id(a).cmp(id(b)))
        });
        let mut table = Statements::default();
        let mut waiting: Vec<Option<Statement>> = statements.into_iter().map(Some).collect();
        for row in &rows {
            let statement = waiting[row.index].take().expect("each is found once");
            table.push(statement, row.stakeholder, row.claim, row.source);
        }
        drop(waiting);

        let mut relations = Vec::with_capacity(parts.relations.len());
        for (i, relation) in parts.relations.into_iter().enumerate() {
            let at = |field| Place {
                noun: Noun::Relation,
                index: i,
                field,
            };
            let from = relation.from.as_str();
            let from = look_up(&find.claims, Noun::Claim, from, at("from"), &mut faults);
            let to = relation.to.as_str();
            let to = look_up(&find.claims, Noun::Claim, to, at("to"), &mut faults);
            let source = relation.source.as_ref().map(|id| {
                look_up(
                    &find.sources,
                    Noun::Source,
                    id.as_str(),
                    at("source"),
                    &mut faults,
                )
            });
            if let (Some(from), Some(to)) = (from, to) {
                relations.push(ResolvedRelation {
                    from: ClaimIx::from(from),
                    to: ClaimIx::from(to),
                    stance: relation.stance,
                    basis: relation.basis,
                    source: source.flatten().map(SourceIx::from),
                    comment: relation.comment,
                });
            }
        }
        relations.sort();
        relations.dedup();

        if !faults.is_empty() {
            faults.sort_by_key(|f| (f.noun, f.index));
            return Err(faults);
        }
        Ok(Self::from_resolved(
            (parts.schema, parts.title, parts.comment),
            values(sources),
            values(stakeholders),
            values(themes),
            values(claims),
            table,
            relations,
            hierarchy,
            claim_themes,
        ))
    }
}

#[derive(Clone, Copy)]
struct Place {
    noun: Noun,
    index: usize,
    field: &'static str,
}

/// Only asked, never walked.
type Index<'a> = HashMap<&'a str, usize, FixedState>;

struct Finder<'a> {
    sources: Index<'a>,
    stakeholders: Index<'a>,
    themes: Index<'a>,
    claims: Index<'a>,
}

/// A statement whose references were found: what it is sorted by, and where it is.
struct Found {
    source: SourceIx,
    paragraph: Option<NonZeroU32>,
    span: Option<(u32, u32)>,
    stakeholder: StakeholderIx,
    claim: ClaimIx,
    index: usize,
}

/// Which statements have the id of one before them. They are too large and too many to be sorted
/// for that.
fn repeated(statements: &[Statement], faults: &mut Vec<Fault>) -> HashSet<usize, FixedState> {
    let mut repeated = HashSet::default();
    let mut first: Index<'_> =
        HashMap::with_capacity_and_hasher(statements.len(), FixedState::default());
    for (index, row) in statements.iter().enumerate() {
        let earlier = *first.entry(row.id.as_str()).or_insert(index);
        if earlier == index {
            continue;
        }
        repeated.insert(index);
        if statements[earlier] != *row {
            faults.push(Fault {
                noun: Noun::Statement,
                index,
                field: "id",
                kind: FaultKind::DuplicateId {
                    id: row.id.to_string(),
                    first: earlier,
                },
            });
        }
    }
    repeated
}

fn look_up(
    known: &Index<'_>,
    target: Noun,
    id: &str,
    at: Place,
    faults: &mut Vec<Fault>,
) -> Option<usize> {
    let found = known.get(id).copied();
    if found.is_none() {
        faults.push(Fault {
            noun: at.noun,
            index: at.index,
            field: at.field,
            kind: FaultKind::UnknownId {
                target,
                id: id.to_owned(),
            },
        });
    }
    found
}

/// Sorts by id and keeps the first of equal entries; the place each had comes along.
fn sorted<T: PartialEq>(
    noun: Noun,
    items: Vec<T>,
    id: impl Fn(&T) -> &str,
    faults: &mut Vec<Fault>,
) -> Vec<(usize, T)> {
    let mut items: Vec<(usize, T)> = items.into_iter().enumerate().collect();
    items.sort_by(|(i, a), (j, b)| id(a).cmp(id(b)).then(i.cmp(j)));
    items.dedup_by(|(index, later), (first, earlier)| {
        let same_id = id(later) == id(earlier);
        if same_id && later != earlier {
            faults.push(Fault {
                noun,
                index: *index,
                field: "id",
                kind: FaultKind::DuplicateId {
                    id: id(later).to_owned(),
                    first: *first,
                },
            });
        }
        same_id
    });
    items
}

fn index<T>(items: &[(usize, T)], id: impl Fn(&T) -> &str) -> Index<'_> {
    (items.iter().enumerate())
        .map(|(at, (_, item))| (id(item), at))
        .collect()
}

fn values<T>(items: Vec<(usize, T)>) -> Vec<T> {
    items.into_iter().map(|(_, item)| item).collect()
}

fn empty(noun: Noun, index: usize, field: &'static str, text: &str, faults: &mut Vec<Fault>) {
    if text.trim().is_empty() {
        faults.push(Fault {
            noun,
            index,
            field,
            kind: FaultKind::EmptyText,
        });
    }
}
