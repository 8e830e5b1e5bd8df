//! What changed from one record to another: entries, who is heard, who stands where, and with
//! whom.

mod answer;
mod apply;
mod coalition;
mod entries;
mod held;
mod matching;
mod merged;
mod sentences;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

pub use self::apply::ApplyError;
pub use self::coalition::{CoalitionChanges, CoalitionMove, CoalitionPair};
pub use self::entries::{
    Entries, Entry, EntryChange, EntryChanges, Field, FieldChange, FieldValue,
};
pub use self::held::{ClaimChange, PositionPair, Said, StanceChange, Turn};
use self::matching::Matching;
pub use self::matching::Renamed;
pub use self::merged::{Merged, merged};
pub use self::sentences::Sentence;
use super::coalitions::CoalitionOptions;
use super::stances::Through;
use crate::model::{Progress, Record, RollUp};

/// How two records are compared.
#[derive(Debug, Clone, PartialEq)]
pub struct DiffOptions {
    /// Whether stakeholders whose ids differ are the same where they share a name or alias.
    /// Default: yes.
    pub match_names: bool,
    /// How broader themes enter positions. Default: not.
    pub roll_up: RollUp,
    /// How coalitions are found on both sides; none for not at all. Default: by positions on
    /// themes, with 200 re-samples.
    pub coalitions: Option<CoalitionOptions>,
}

impl Default for DiffOptions {
    fn default() -> Self {
        Self {
            match_names: true,
            roll_up: RollUp::None,
            coalitions: Some(CoalitionOptions {
                through: Through::Theme,
                ..CoalitionOptions::default()
            }),
        }
    }
}

/// One of the two records in figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DiffSide {
    /// Its title.
    pub title: Option<String>,
    /// The titles of its sources, by date.
    pub sources: Vec<String>,
    /// The first and last day on which something was said.
    pub days: Option<[String; 2]>,
    /// Stakeholders who make a statement.
    pub heard: usize,
    /// Claims on which there is a statement.
    pub claims: usize,
    /// Statements.
    pub statements: usize,
}

/// Whether somebody is there, and speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Presence {
    /// The record does not list it.
    Absent,
    /// Listed, without a statement.
    Silent,
    /// With a statement.
    Heard,
}

impl Presence {
    /// The word used in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Silent => "silent",
            Self::Heard => "heard",
        }
    }
}

/// A stakeholder that came, went, began or ceased to speak.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PresenceChange {
    /// Who.
    pub stakeholder: String,
    /// Before.
    pub before: Presence,
    /// After.
    pub after: Presence,
}

/// Names of what the lists know by id, before and after.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DiffNames {
    /// Of stakeholders.
    pub stakeholders: BTreeMap<String, [Option<String>; 2]>,
    /// Of themes.
    pub themes: BTreeMap<String, [Option<String>; 2]>,
    /// Texts of claims.
    pub claims: BTreeMap<String, [Option<String>; 2]>,
}

/// What changed from one record to another.
///
/// `entries` is the complete list: done to the first record it gives the second
/// ([`Diff::apply`]). Everything else follows from the two records: who is heard, what is said on
/// claims, who stands where on claims and themes, and who stands together. Every list is sorted
/// by id. A stakeholder that was found by name is listed under the first of its two ids by
/// letters.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Diff {
    #[serde(skip)]
    options: DiffOptions,
    /// The first record.
    pub before: DiffSide,
    /// The second record.
    pub after: DiffSide,
    /// Stakeholders that were found by name.
    pub renamed: Vec<Renamed>,
    /// The complete list.
    pub entries: Entries,
    /// Who came, went, began or ceased to speak.
    pub presence: Vec<PresenceChange>,
    /// Claims on which more or less is said.
    pub claims: Vec<ClaimChange>,
    /// Stances of stakeholders on claims.
    pub stances: Vec<StanceChange>,
    /// Positions of stakeholders on themes.
    pub positions: Vec<StanceChange>,
    /// Coalitions; none where they were not asked for.
    pub coalitions: Option<CoalitionChanges>,
    /// Names of what stands in the lists.
    pub names: DiffNames,
}

/// What changed from `before` to `after`.
///
/// Entries are the same by id; stakeholders, with [`DiffOptions::match_names`], by name where no
/// id says so. A stance is compared by its numbers of statements ([`Turn::of`]); where these are
/// equal, other statements than before are in the list of entries only. Two equal records give an
/// empty diff. O(n log n) in the entries, and what coalitions take.
pub fn diff(before: &Record, after: &Record, options: &DiffOptions) -> Diff {
    diff_watched(before, after, options, Progress::none())
}

/// The same, telling how far it is.
pub fn diff_watched(
    before: &Record,
    after: &Record,
    options: &DiffOptions,
    progress: Progress<'_>,
) -> Diff {
    let matching = if options.match_names {
        Matching::by_names(before, after)
    } else {
        Matching::default()
    };
    let parts = [before, after].map(|record| {
        let mut parts = record.to_parts();
        matching.rename(&mut parts);
        parts
    });
    let entries = Entries::new(&parts[0], &parts[1], |id| {
        let found = matching.renamed.iter().find(|it| it.before == id);
        found.map_or(id, |it| &it.after).to_owned()
    });
    let claims = [before, after].map(|record| held::on_claims(record, &matching));
    let themes = [before, after].map(|record| held::on_themes(record, &matching, options.roll_up));
    Diff {
        options: options.clone(),
        before: side(before),
        after: side(after),
        presence: presence(before, after, &matching),
        claims: held::claims(&claims[0], &claims[1]),
        stances: held::changes(&claims[0], &claims[1]),
        positions: held::changes(&themes[0], &themes[1]),
        coalitions: options.coalitions.as_ref().map(|how| {
            let records = [before, after];
            coalition::compare(records, &matching, how, progress)
        }),
        names: names(before, after, &matching),
        renamed: matching.renamed,
        entries,
    }
}

fn side(record: &Record) -> DiffSide {
    let table = record.statements();
    let mut sources: Vec<_> = record.sources().iter().collect();
    sources.sort_by_key(|it| (it.date.is_none(), it.date, it.id.clone()));
    let days: BTreeSet<_> = table.rows().filter_map(|row| record.date_of(row)).collect();
    let heard: BTreeSet<_> = table.stakeholders().iter().collect();
    let claims: BTreeSet<_> = table.claims().iter().collect();
    let ends = days.first().zip(days.last());
    DiffSide {
        title: record.title().map(str::to_owned),
        sources: sources.into_iter().map(|it| it.title.clone()).collect(),
        days: ends.map(|(first, last)| [first.to_string(), last.to_string()]),
        heard: heard.len(),
        claims: claims.len(),
        statements: table.len(),
    }
}

fn presence(before: &Record, after: &Record, matching: &Matching) -> Vec<PresenceChange> {
    let mut all: BTreeMap<String, [Presence; 2]> = BTreeMap::new();
    for (side, record) in [before, after].into_iter().enumerate() {
        let heard: BTreeSet<usize> = (record.statements().stakeholders().iter())
            .map(|ix| ix.index())
            .collect();
        for (at, it) in record.stakeholders().iter().enumerate() {
            let id = matching.id(it.id.as_str()).to_owned();
            let is = if heard.contains(&at) {
                Presence::Heard
            } else {
                Presence::Silent
            };
            all.entry(id).or_insert([Presence::Absent; 2])[side] = is;
        }
    }
    (all.into_iter())
        .filter(|(_, [before, after])| before != after)
        .map(|(stakeholder, [before, after])| PresenceChange {
            stakeholder,
            before,
            after,
        })
        .collect()
}

fn names(before: &Record, after: &Record, matching: &Matching) -> DiffNames {
    let mut names = DiffNames::default();
    for (side, record) in [before, after].into_iter().enumerate() {
        for it in record.stakeholders() {
            let id = matching.id(it.id.as_str()).to_owned();
            names.stakeholders.entry(id).or_default()[side] = Some(it.name.clone());
        }
        for it in record.themes() {
            names.themes.entry(it.id.to_string()).or_default()[side] = Some(it.name.clone());
        }
        for it in record.claims() {
            names.claims.entry(it.id.to_string()).or_default()[side] = Some(it.text.clone());
        }
    }
    names
}

/// The name after, else that before.
fn name_in<'n>(names: &'n BTreeMap<String, [Option<String>; 2]>, id: &'n str) -> &'n str {
    let [before, after] = names
        .get(id)
        .map_or([None, None], |it| [it[0].as_deref(), it[1].as_deref()]);
    after.or(before).unwrap_or(id)
}

impl Diff {
    /// Whether the two records are equal.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The options it was made with.
    pub fn options(&self) -> &DiffOptions {
        &self.options
    }

    /// Every position on a theme before or after, changed or not, with themes rolled up in a way
    /// of the caller's. `before` and `after` are the records that the diff was made from.
    pub fn position_pairs(
        &self,
        before: &Record,
        after: &Record,
        roll_up: RollUp,
    ) -> Vec<PositionPair> {
        let matching = Matching {
            renamed: self.renamed.clone(),
        };
        let stands = [before, after].map(|it| held::on_themes(it, &matching, roll_up));
        held::pairs(&stands[0], &stands[1])
    }

    /// The id by which the lists know a stakeholder of either record.
    pub fn common_id<'d>(&'d self, id: &'d str) -> &'d str {
        let found = (self.renamed.iter()).find(|it| it.before == id || it.after == id);
        found.map_or(id, |it| it.before.as_str().min(&it.after))
    }

    /// The name of a stakeholder of the lists: after, else before; the id where there is none.
    pub fn stakeholder_name<'d>(&'d self, id: &'d str) -> &'d str {
        name_in(&self.names.stakeholders, id)
    }

    /// The name of a theme.
    pub fn theme_name<'d>(&'d self, id: &'d str) -> &'d str {
        name_in(&self.names.themes, id)
    }

    /// The text of a claim.
    pub fn claim_text<'d>(&'d self, id: &'d str) -> &'d str {
        name_in(&self.names.claims, id)
    }

    /// The same from the other side: `diff(a, b).mirrored()` is `diff(b, a)`.
    #[must_use]
    pub fn mirrored(self) -> Self {
        let matching = Matching {
            renamed: self.renamed,
        };
        let turned = |mut names: BTreeMap<String, [Option<String>; 2]>| {
            names.values_mut().for_each(|pair| pair.reverse());
            names
        };
        Self {
            options: self.options,
            before: self.after,
            after: self.before,
            renamed: matching.mirrored().renamed,
            entries: self.entries.mirrored(),
            presence: (self.presence.into_iter())
                .map(|it| PresenceChange {
                    before: it.after,
                    after: it.before,
                    ..it
                })
                .collect(),
            claims: self.claims.into_iter().map(ClaimChange::mirrored).collect(),
            stances: (self.stances.into_iter())
                .map(StanceChange::mirrored)
                .collect(),
            positions: (self.positions.into_iter())
                .map(StanceChange::mirrored)
                .collect(),
            coalitions: self.coalitions.map(CoalitionChanges::mirrored),
            names: DiffNames {
                stakeholders: turned(self.names.stakeholders),
                themes: turned(self.names.themes),
                claims: turned(self.names.claims),
            },
        }
    }
}
