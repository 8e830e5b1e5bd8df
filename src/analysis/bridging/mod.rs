//! Bridging claims: what every group can agree to.

mod answer;
mod consensus;

use serde::Serialize;

pub use self::consensus::{Tally, Vote, group_informed_consensus, tally};
use super::groups::Groups;
use super::stances::{Stances, Through};
use crate::model::{Progress, Record, Stance};

/// Between whom bridges are looked for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BridgingOptions {
    /// The groups. Default: coalitions, by their default options.
    pub groups: Groups,
}

/// A group of stakeholders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BridgedGroup {
    /// Its number, or the value of the attribute.
    pub name: String,
    /// Who is in it, by id.
    pub members: Vec<String>,
}

/// A group's stances on a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroupStance {
    /// The group's name.
    pub group: String,
    /// Members in support only.
    pub support: usize,
    /// Members with a concern only.
    pub concern: usize,
    /// Members with both.
    pub mixed: usize,
    /// Members without a stance.
    pub silent: usize,
}

/// How far a claim bridges.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClaimBridge {
    /// Its id.
    pub claim: String,
    /// The claim in words.
    pub text: String,
    /// Group-informed consensus in support of it, above 0 to 1.
    pub consensus: f64,
    /// The same for concern: how much every group is against it.
    pub shared_concern: f64,
    /// Groups with more members in support than with a concern.
    pub supported_in: usize,
    /// Groups with more members with a concern than in support.
    pub opposed_in: usize,
    /// Whether it is supported in every group, of at least two.
    pub bridging: bool,
    /// Each group's stances.
    pub groups: Vec<GroupStance>,
    /// The statements on it.
    pub statements: Vec<String>,
}

/// Which claims bridge the groups.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bridging {
    #[serde(skip)]
    options: BridgingOptions,
    /// The groups.
    pub groups: Vec<BridgedGroup>,
    /// Claims that anyone speaks on: those supported in most groups first, then by consensus.
    pub claims: Vec<ClaimBridge>,
}

/// Which claims are supported in every group?
///
/// Group-informed consensus = Π over groups of (1 + supporters)/(2 + speakers), where a
/// stakeholder with both stances speaks and supports not; the same over concerns; and the
/// plain count of groups in which supporters outnumber the concerned.
///
/// `record`: whose stances. `options`: which groups.
///
/// Returns values above 0 to 1 (see [`group_informed_consensus`]) and counts. Empty record:
/// nothing. A claim nobody speaks on is left out; a group that is silent on a claim contributes
/// 1/2, which is no vote against it but keeps it below claims that all groups back. Repeated
/// statements count once. Stakeholders in no group are not counted.
///
/// O(n·m) for n stakeholders and m claims, and the cost of finding coalitions.
///
/// Small and others 2021, doi 10.6035/recerca.5516 (Polis).
pub fn bridging(record: &Record, options: &BridgingOptions) -> Bridging {
    bridging_watched(record, options, Progress::none())
}

const TASK: &str = "weighing claims";

/// [`bridging`], telling how many claims are looked at once there are groups.
pub fn bridging_watched(
    record: &Record,
    options: &BridgingOptions,
    progress: Progress<'_>,
) -> Bridging {
    let (names, labels) = options.groups.of(record);
    let stances = Stances::new(record, Through::Claim, record.statements().rows());
    let members: Vec<Vec<usize>> = (0..names.len())
        .map(|group| {
            (0..labels.len())
                .filter(|&who| labels[who] == Some(group))
                .collect()
        })
        .collect();
    let everyone: Vec<usize> = (0..labels.len()).collect();
    let mut claims: Vec<ClaimBridge> = (0..stances.items())
        .filter(|&claim| everyone.iter().any(|&who| !stances.silent(who, claim)))
        .map(|claim| {
            progress.tell(TASK, claim, stances.items());
            let groups = (members.iter().zip(&names))
                .map(|(members, name)| group_stance(&stances, members, claim, name))
                .collect();
            let statements = stances.on(record, &everyone, claim);
            bridge(record, claim, groups, statements)
        })
        .collect();
    progress.tell(TASK, stances.items(), stances.items());
    claims.sort_by(|a, b| {
        (b.supported_in.cmp(&a.supported_in))
            .then(b.consensus.total_cmp(&a.consensus))
            .then_with(|| a.claim.cmp(&b.claim))
    });
    let id = |&who: &usize| record.stakeholders()[who].id.to_string();
    Bridging {
        options: options.clone(),
        groups: (names.into_iter().zip(&members))
            .map(|(name, members)| BridgedGroup {
                name,
                members: members.iter().map(id).collect(),
            })
            .collect(),
        claims,
    }
}

fn group_stance(stances: &Stances, members: &[usize], claim: usize, name: &str) -> GroupStance {
    let mut found = GroupStance {
        group: name.to_owned(),
        support: 0,
        concern: 0,
        mixed: 0,
        silent: 0,
    };
    for &who in members {
        *match Stance::ALL.map(|stance| stances.holds(who, claim, stance)) {
            [true, true] => &mut found.mixed,
            [true, false] => &mut found.support,
            [false, true] => &mut found.concern,
            [false, false] => &mut found.silent,
        } += 1;
    }
    found
}

fn bridge(
    record: &Record,
    claim: usize,
    groups: Vec<GroupStance>,
    statements: Vec<String>,
) -> ClaimBridge {
    let tallies = |agree: fn(&GroupStance) -> usize| -> Vec<Tally> {
        let tally = |group: &GroupStance| Tally {
            agree: agree(group),
            disagree: group.support + group.concern - agree(group),
            seen: group.support + group.concern + group.mixed,
        };
        groups.iter().map(tally).collect()
    };
    let supported_in = groups
        .iter()
        .filter(|group| group.support > group.concern)
        .count();
    ClaimBridge {
        claim: record.claims()[claim].id.to_string(),
        text: record.claims()[claim].text.clone(),
        consensus: group_informed_consensus(&tallies(|group| group.support)),
        shared_concern: group_informed_consensus(&tallies(|group| group.concern)),
        supported_in,
        opposed_in: groups
            .iter()
            .filter(|group| group.concern > group.support)
            .count(),
        bridging: supported_in == groups.len() && groups.len() > 1,
        groups,
        statements,
    }
}
