//! One stakeholder: what it stands for, whom it is near, and where it is alone.

mod alone;
mod answer;
mod near;

pub use alone::AloneItem;
pub use near::Nearness;

use serde::Serialize;

use super::contradictions::{
    Contradiction, ContradictionOptions, Contradictions, MixedTheme, contradictions,
};
use super::holdings::{Holdings, holdings, ids, who};
use super::stances::Through;
use crate::model::{KnowledgeGraph, Progress, Record, RollUp, StakeholderIx, Stance};
use alone::{Holders, alone, holders};
use near::nearness;

const TASK: &str = "making profiles";

/// How [`profile`] is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProfileOptions {
    /// Whose; none: everyone's that speaks. Default: none.
    pub stakeholders: Vec<StakeholderIx>,
}

/// What a stakeholder holds on a theme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeldPosition {
    /// The theme, by id.
    pub theme: String,
    /// Its name.
    pub name: String,
    /// `support`, `concern` or `mixed`.
    pub stance: &'static str,
    /// The statements that amount to support.
    pub support: Vec<String>,
    /// The statements that amount to concern.
    pub concern: Vec<String>,
}

/// One stakeholder.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Profile {
    /// Who, by id.
    pub stakeholder: String,
    /// Its name.
    pub name: String,
    /// `ngo`, `business`...
    pub kind: &'static str,
    /// Its statements in support of claims.
    pub support: Vec<String>,
    /// Its statements of concern about claims.
    pub concern: Vec<String>,
    /// What it holds on themes, sorted by theme.
    pub positions: Vec<HeldPosition>,
    /// The others, nearest first; those it shares no theme with come last.
    pub others: Vec<Nearness>,
    /// The nearest of them, all where several are equally near; empty where none shares a theme.
    pub nearest: Vec<String>,
    /// The farthest; empty where all are equally near.
    pub farthest: Vec<String>,
    /// What nobody else says.
    pub alone: Vec<AloneItem>,
    /// Both stances on one claim.
    pub contradictions: Vec<Contradiction>,
    /// Both stances on one theme.
    pub mixed: Vec<MixedTheme>,
}

/// Profiles, sorted by id.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Profiles {
    /// One a stakeholder.
    pub profiles: Vec<Profile>,
    #[serde(skip)]
    roll_up: RollUp,
}

/// One stakeholder: what it stands for, whom it is near, and where it is alone.
///
/// Nearness is the mean of |x − y|/2 over the themes that both speak on, where x and y are
/// (support − concern)/(support + concern) in statements: 0 where all leanings are equal, 1
/// where all are opposite, undefined without a theme in common. It says nothing of how many
/// themes are shared, which is given beside it; equally near ones are sorted by it.
///
/// A stakeholder is alone where it is the only one to speak on a claim or theme, and where
/// others speak but none has its stance. `graph` decides how broader themes enter. A
/// stakeholder without statements has empty lists; an empty record no profiles.
/// For each profile O(the items of all), and what it holds of it in memory.
pub fn profile(record: &Record, graph: &KnowledgeGraph, options: &ProfileOptions) -> Profiles {
    profile_watched(record, graph, options, Progress::none())
}

/// [`profile`], telling how many profiles are made.
pub fn profile_watched(
    record: &Record,
    graph: &KnowledgeGraph,
    options: &ProfileOptions,
    progress: Progress<'_>,
) -> Profiles {
    let claims = holdings(record, graph, Through::Claim);
    let themes = holdings(record, graph, Through::Theme);
    let mut chosen = options.stakeholders.clone();
    if chosen.is_empty() {
        let speaks = |one: &StakeholderIx| !claims[one.index()].is_empty();
        let all = (0..record.stakeholders().len()).map(StakeholderIx::from);
        chosen = all.filter(speaks).collect();
    }
    chosen.sort_unstable();
    chosen.dedup();
    let asked = ContradictionOptions {
        stakeholders: chosen.clone(),
    };
    // With nobody chosen this finds nothing to use.
    let inner = contradictions(record, graph, &asked);
    let holders = [holders(&claims), holders(&themes)];
    let one = |(at, &who): (usize, &StakeholderIx)| {
        progress.tell(TASK, at, chosen.len());
        one(record, who, [&claims, &themes], &holders, &inner)
    };
    let profiles = chosen.iter().enumerate().map(one).collect();
    progress.tell(TASK, chosen.len(), chosen.len());
    Profiles {
        profiles,
        roll_up: graph.options().roll_up,
    }
}

fn one(
    record: &Record,
    stakeholder: StakeholderIx,
    [claims, themes]: [&Holdings; 2],
    [claim_holders, theme_holders]: &[Holders; 2],
    inner: &Contradictions,
) -> Profile {
    let id = who(record, stakeholder);
    let noun = record.stakeholder(stakeholder);
    let statements = |stance| {
        let held = claims[stakeholder.index()].values();
        let mut rows: Vec<_> = held
            .flat_map(|held| held.of(stance).iter().copied())
            .collect();
        rows.sort_unstable();
        ids(record, &rows)
    };
    let positions = themes[stakeholder.index()]
        .iter()
        .map(|(item, held)| HeldPosition {
            theme: item.id(record),
            name: item.words(record),
            stance: held.word(),
            support: ids(record, &held.support),
            concern: ids(record, &held.concern),
        });
    let others = nearness(record, themes, stakeholder);
    let distances = || others.iter().filter_map(|other| other.distance);
    let at = |distance: Option<f64>| {
        let there = others
            .iter()
            .filter(|other| distance.is_some() && other.distance == distance);
        there.map(|other| other.stakeholder.clone()).collect()
    };
    let (near, far) = (distances().reduce(f64::min), distances().reduce(f64::max));
    let mut lonely = alone(record, (claims, claim_holders), stakeholder, Through::Claim);
    let themes = (themes, theme_holders);
    lonely.extend(alone(record, themes, stakeholder, Through::Theme));
    Profile {
        name: noun.name.clone(),
        kind: noun.kind.as_str(),
        support: statements(Stance::Support),
        concern: statements(Stance::Concern),
        positions: positions.collect(),
        nearest: at(near),
        farthest: at(far.filter(|_| far != near)),
        others,
        alone: lonely,
        contradictions: inner
            .claims
            .iter()
            .filter(|c| c.stakeholder == id)
            .cloned()
            .collect(),
        mixed: inner
            .themes
            .iter()
            .filter(|m| m.stakeholder == id)
            .cloned()
            .collect(),
        stakeholder: id,
    }
}
