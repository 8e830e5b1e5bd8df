//! Every answer that a briefing rests on, asked once.

use std::collections::BTreeMap;

use super::BriefOptions;
use crate::analysis::bridging::ClaimBridge;
use crate::analysis::stands::{ClaimStanding, Verdict};
use crate::analysis::{
    Bridging, BridgingOptions, CoalitionOptions, Coalitions, Contents, Contested, ContestedItem,
    ContestedOptions, ContradictionOptions, Contradictions, Groups, Stands, StandsOptions,
    bridging_watched, coalitions_watched, contents, contested_watched, contradictions,
    stands_watched,
};
use crate::model::{
    GraphOptions, KnowledgeGraph, Progress, Record, Stakeholder, StakeholderId, Stance, StatementIx,
};

/// A record and what the analyses say of it.
pub(super) struct Facts<'r> {
    pub(super) record: &'r Record,
    pub(super) graph: KnowledgeGraph,
    pub(super) contents: Contents,
    pub(super) contested: Contested,
    pub(super) coalitions: Coalitions,
    /// Between kinds of stakeholder.
    pub(super) bridging: Bridging,
    pub(super) contradictions: Contradictions,
    stands: Option<Stands>,
    rows: BTreeMap<String, StatementIx>,
}

impl<'r> Facts<'r> {
    pub(super) fn new(record: &'r Record, options: &BriefOptions, progress: Progress<'_>) -> Self {
        let roll_up = options.roll_up;
        let graph = KnowledgeGraph::new(record, GraphOptions { roll_up });
        let asked = StandsOptions {
            solve: options.solve,
            ..StandsOptions::default()
        };
        let options = ContestedOptions::default();
        let contested = contested_watched(record, &graph, &options, progress);
        let by_kind = BridgingOptions {
            groups: Groups::Attribute("kind".to_owned()),
        };
        let table = record.statements();
        let contradictions = contradictions(record, &graph, &ContradictionOptions::default());
        Self {
            contents: contents(record),
            contested,
            coalitions: coalitions_watched(record, &CoalitionOptions::default(), progress),
            bridging: bridging_watched(record, &by_kind, progress),
            contradictions,
            // Fails for base scores out of range only, and these are the default ones.
            stands: stands_watched(record, &asked, progress).ok(),
            rows: (table.rows())
                .map(|row| (table.id(row).to_string(), row))
                .collect(),
            record,
            graph,
        }
    }

    /// The rows of statements by id.
    pub(super) fn rows<'i>(&self, ids: impl IntoIterator<Item = &'i String>) -> Vec<StatementIx> {
        let found = ids.into_iter().filter_map(|id| self.rows.get(id).copied());
        let mut rows: Vec<StatementIx> = found.collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    /// The rows behind a claim or theme, both stances.
    pub(super) fn rows_of(&self, item: &ContestedItem) -> Vec<StatementIx> {
        self.rows(
            item.support_statements
                .iter()
                .chain(&item.concern_statements),
        )
    }

    pub(super) fn stakeholder(&self, id: &str) -> Option<&'r Stakeholder> {
        let id = StakeholderId::new(id).ok()?;
        let ix = self.record.find_stakeholder(&id)?;
        Some(self.record.stakeholder(ix))
    }

    /// What a stakeholder is called in a sentence: an acronym of capitals where it has one.
    pub(super) fn name(&self, id: &str) -> String {
        self.stakeholder(id)
            .map_or(id.to_owned(), |it| spoken_name(it).to_owned())
    }

    pub(super) fn names(&self, ids: &[String]) -> Vec<String> {
        ids.iter().map(|id| self.name(id)).collect()
    }

    /// How many stakeholders say something.
    pub(super) fn speakers(&self) -> usize {
        self.coalitions.members.len()
    }

    /// How the claims stand that somebody speaks on.
    pub(super) fn standing(&self) -> Vec<&ClaimStanding> {
        let all = self.stands.iter().flat_map(|it| &it.claims);
        all.filter(|claim| claim.support + claim.concern > 0)
            .collect()
    }

    /// Whether single statements were taken away to see what depends on them.
    pub(super) fn removals_tried(&self) -> bool {
        self.stands.as_ref().is_some_and(|it| it.removals_tried)
    }

    pub(super) fn with_verdict(&self, verdict: Verdict) -> Vec<&ClaimStanding> {
        let all = self.standing().into_iter();
        all.filter(|claim| claim.verdict == verdict).collect()
    }

    /// Claims that one stakeholder supports and another is concerned about.
    pub(super) fn disputed(&self) -> Vec<&ContestedItem> {
        let all = self.contested.claims.iter();
        let two = |it: &&ContestedItem| {
            let against = |a: &String| it.concerned.iter().any(|b| b != a);
            it.supporters.iter().any(against)
        };
        all.filter(two).collect()
    }

    /// Themes that some only support and others are only concerned about. Whoever is on both
    /// sides of a theme, by different claims, makes no dispute of it.
    pub(super) fn contested_themes(&self) -> Vec<&ContestedItem> {
        let all = self.contested.themes.iter();
        let only = |people: &[String], it: &ContestedItem| {
            people.iter().any(|one| !it.mixed.contains(one))
        };
        all.filter(|it| only(&it.supporters, it) && only(&it.concerned, it))
            .collect()
    }

    /// Claims with concern and no support that no claim challenges which somebody supports.
    pub(super) fn open_concerns(&self) -> Vec<&ContestedItem> {
        let claims = self.record.claims();
        let supported =
            |id: &str| (self.contested.claims.iter()).any(|it| it.id == id && it.support > 0);
        let answered = |id: &str| {
            self.record.relations().iter().any(|relation| {
                relation.stance == Stance::Concern
                    && relation.from != relation.to
                    && self.record.claim(relation.to).id.as_str() == id
                    && supported(claims[relation.from.index()].id.as_str())
            })
        };
        let all = self.only_concern().into_iter();
        all.filter(|it| !answered(&it.id)).collect()
    }

    /// Claims with concern and no support.
    pub(super) fn only_concern(&self) -> Vec<&ContestedItem> {
        let all = self.contested.claims.iter();
        all.filter(|it| it.support == 0 && it.concern > 0).collect()
    }

    /// Claims that stakeholders of several kinds support and nobody is concerned about.
    pub(super) fn bridges(&self) -> Vec<&ClaimBridge> {
        let nobody = |it: &ClaimBridge| {
            it.groups
                .iter()
                .all(|group| group.concern + group.mixed == 0)
        };
        let all = self.bridging.claims.iter();
        all.filter(|it| it.supported_in > 1 && nobody(it)).collect()
    }

    /// How well the groups of the coalitions hold.
    pub(super) fn groups_hold(&self) -> Hold {
        const OFTEN: f64 = 0.75;
        let groups = &self.coalitions.coalitions;
        let several = |number: usize| groups[number - 1].members.len() > 1;
        let members = self.coalitions.members.iter();
        let members: Vec<_> = members.filter(|member| several(member.coalition)).collect();
        let shares = members.iter().filter_map(|member| member.own);
        let Some(least) = shares.reduce(f64::min) else {
            return Hold::NoGroups;
        };
        let agrees = |id: &String| {
            let pairs = self.coalitions.pairs.iter();
            let within = pairs.filter(|pair| pair.same && pair.between.contains(id));
            within.map(|pair| pair.agreed).max().unwrap_or(0) >= ENOUGH_AGREED
        };
        if least < OFTEN {
            Hold::Fall(least)
        } else if members.iter().any(|member| member.swing) {
            Hold::Swing
        } else if !members.iter().all(|member| agrees(&member.stakeholder)) {
            Hold::Thin
        } else {
            Hold::Firm
        }
    }
}

/// Whoever agrees on fewer claims with everybody of its group is no sure member of it.
pub(super) const ENOUGH_AGREED: u32 = 3;

/// How well groups hold when statements are drawn anew.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Hold {
    /// Nobody is in a group with another.
    NoGroups,
    /// Some member is with the others in so small a share of draws, below three in four.
    Fall(f64),
    /// Some member is in another group about as often.
    Swing,
    /// They hold, but some member agrees with nobody of its group on three claims.
    Thin,
    /// They hold.
    Firm,
}

/// The first alias of capitals and digits, of 2 to 8 letters, else the name.
pub(super) fn spoken_name(stakeholder: &Stakeholder) -> &str {
    let acronym = |alias: &&String| {
        let length = alias.chars().count();
        (2..=8).contains(&length)
            && alias
                .chars()
                .all(|c| c.is_uppercase() || c.is_ascii_digit())
            && alias.chars().any(char::is_uppercase)
    };
    let found = stakeholder.aliases.iter().find(acronym);
    found.map_or(stakeholder.name.as_str(), String::as_str)
}
