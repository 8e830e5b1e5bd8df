//! One stakeholder: what it stands for, whom it is near, and where it is alone.

mod alone;
mod answer;
mod near;

pub use alone::AloneItem;
pub use near::Nearness;

use std::collections::BTreeMap;

use serde::Serialize;

use super::contradictions::{
    Contradiction, ContradictionOptions, Contradictions, MixedTheme, contradictions,
};
use super::holdings::{Holdings, holdings, ids, who};
use super::stances::Through;
use crate::model::{KnowledgeGraph, Progress, Record, RollUp, StakeholderIx, Stance};
use alone::{Holders, alone, holders};
use near::{Near, Others};

const TASK: &str = "making profiles";

/// How [`profile`] is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProfileOptions {
    /// Whose; none: everyone's that speaks. Default: none.
    pub stakeholders: Vec<StakeholderIx>,
    /// How many others a profile lists, the nearest first; the nearest and the farthest are of
    /// all. Default: all, or [`MANY`](Self::MANY) where there are more than ten times as many
    /// profiles, since everyone beside everyone is a square.
    pub others: Option<usize>,
}

impl ProfileOptions {
    /// So many others are listed where profiles are many.
    pub const MANY: usize = 20;
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
    /// How many others are not listed.
    #[serde(skip_serializing_if = "is_none")]
    pub unlisted: usize,
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
    /// Of the nearest and of the farthest.
    #[serde(skip)]
    distances: [Option<f64>; 2],
}

fn is_none(count: &usize) -> bool {
    *count == 0
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
/// For each profile O(the holders of its items + stakeholders · log), and what it holds and lists
/// in memory.
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
    let mut inner = Inner::of(inner);
    let mut near = Near::new(record, &themes);
    let many = chosen.len() > 10 * ProfileOptions::MANY;
    let most = (options.others).unwrap_or(if many {
        ProfileOptions::MANY
    } else {
        usize::MAX
    });
    let one = |(at, &who): (usize, &StakeholderIx)| {
        progress.tell(TASK, at, chosen.len());
        let others = near.to(who, most);
        one(
            record,
            who,
            [&claims, &themes],
            &holders,
            others,
            &mut inner,
        )
    };
    let profiles = chosen.iter().enumerate().map(one).collect();
    progress.tell(TASK, chosen.len(), chosen.len());
    Profiles {
        profiles,
        roll_up: graph.options().roll_up,
    }
}

/// What contradicts itself, by stakeholder.
#[derive(Default)]
struct Inner {
    claims: BTreeMap<String, Vec<Contradiction>>,
    themes: BTreeMap<String, Vec<MixedTheme>>,
}

impl Inner {
    fn of(all: Contradictions) -> Self {
        let mut made = Self::default();
        for one in all.claims {
            let of = made.claims.entry(one.stakeholder.clone());
            of.or_default().push(one);
        }
        for one in all.themes {
            let of = made.themes.entry(one.stakeholder.clone());
            of.or_default().push(one);
        }
        made
    }
}

fn one(
    record: &Record,
    stakeholder: StakeholderIx,
    [claims, themes]: [&Holdings; 2],
    [claim_holders, theme_holders]: &[Holders; 2],
    others: Others,
    inner: &mut Inner,
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
    let mut lonely = alone(record, (claims, claim_holders), stakeholder, Through::Claim);
    let themes = (themes, theme_holders);
    lonely.extend(alone(record, themes, stakeholder, Through::Theme));
    Profile {
        name: noun.name.clone(),
        kind: noun.kind.as_str(),
        support: statements(Stance::Support),
        concern: statements(Stance::Concern),
        positions: positions.collect(),
        nearest: others.nearest.0,
        farthest: others.farthest.0,
        others: others.listed,
        unlisted: others.unlisted,
        distances: [others.nearest.1, others.farthest.1],
        alone: lonely,
        contradictions: inner.claims.remove(&id).unwrap_or_default(),
        mixed: inner.themes.remove(&id).unwrap_or_default(),
        stakeholder: id,
    }
}
