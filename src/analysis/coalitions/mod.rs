//! Coalitions: who stands together, how sure that is, and what each group holds.

mod answer;
mod correlation;
mod grouping;
mod hierarchical;
mod leiden;
mod profile;
mod stability;

use serde::Serialize;

use self::grouping::{Grouping, group};
pub use self::hierarchical::Merge;
pub(super) use self::hierarchical::linkage;
pub(super) use self::leiden::{Runs, best_of};
use super::stances::{Stances, Through};
use crate::model::{Progress, Record};

/// How groups are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CoalitionMethod {
    /// Communities of the congruence network (number of agreed items), by greatest modularity.
    #[default]
    Leiden,
    /// Least disagreement within and agreement between, on agreed minus disagreed.
    Correlation,
    /// Average linkage on stance distances, cut where the mean silhouette is greatest.
    Hierarchical,
}

impl CoalitionMethod {
    /// All three, in the order of the documentation.
    pub const ALL: [Self; 3] = [Self::Leiden, Self::Correlation, Self::Hierarchical];

    /// The word used on the command line and in results.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Leiden => "leiden",
            Self::Correlation => "correlation",
            Self::Hierarchical => "hierarchical",
        }
    }

    /// By what the number of groups is chosen, in words.
    pub const fn criterion(self) -> &'static str {
        match self {
            Self::Leiden => "greatest modularity of the congruence network",
            Self::Correlation => "least agreement between groups plus disagreement within",
            Self::Hierarchical => "greatest mean silhouette of stance distances",
        }
    }
}

/// How coalitions are looked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CoalitionOptions {
    /// What stances are compared on. Default: claims.
    pub through: Through,
    /// Which method's groups are profiled and re-sampled; all three are run. Default: Leiden.
    pub method: CoalitionMethod,
    /// Leiden: above 1 gives more and smaller groups. Default: 1.
    pub resolution: f64,
    /// Leiden: runs, with seeds 0, 1, ... of which the best is kept. Default: 20.
    pub seeds: u64,
    /// Correlation clustering: exact for parts of at most this many; time grows faster than
    /// 2ⁿ, so hardly above 16. Default: 12.
    pub exact: usize,
    /// Re-samples of the statements; 0 for none. Default: 200.
    pub resamples: usize,
    /// Of re-sampling and local search. Default: 1.
    pub seed: u64,
    /// Who is together with another coalition in at least as large a share of re-samples, less
    /// this, as with the own one is a swing stakeholder. Default: 0.2.
    pub swing_margin: f64,
}

impl Default for CoalitionOptions {
    fn default() -> Self {
        Self {
            through: Through::Claim,
            method: CoalitionMethod::Leiden,
            resolution: 1.0,
            seeds: 20,
            exact: 12,
            resamples: 200,
            seed: 1,
            swing_margin: 0.2,
        }
    }
}

/// Stances of a coalition's members on a claim or theme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ItemProfile {
    /// Id of the claim or theme.
    pub item: String,
    /// Members in support.
    pub support: usize,
    /// Members with a concern; a mixed one is in both counts.
    pub concern: usize,
    /// Members without a stance.
    pub silent: usize,
    /// The members' statements behind it.
    pub statements: Vec<String>,
}

/// A stance that is commoner in a coalition than elsewhere.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Distinction {
    /// Id of the claim or theme.
    pub item: String,
    /// `support` or `concern`.
    pub stance: &'static str,
    /// Share of the members with this stance.
    pub here: f64,
    /// Share of everyone else with it.
    pub elsewhere: f64,
}

/// A group of stakeholders.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Coalition {
    /// From 1, in the order of its first member's id.
    pub number: usize,
    /// By id.
    pub members: Vec<String>,
    /// What more members support than are concerned about, the clearest first.
    pub held: Vec<ItemProfile>,
    /// What more members are concerned about than support.
    pub opposed: Vec<ItemProfile>,
    /// What as many support as are concerned about.
    pub divided: Vec<ItemProfile>,
    /// On how many claims or themes no member has a stance.
    pub silent: usize,
    /// At most five stances that set it apart, the greatest difference of shares first.
    pub sets_apart: Vec<Distinction>,
}

/// One stakeholder's place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Member {
    /// Its id.
    pub stakeholder: String,
    /// Number of its coalition.
    pub coalition: usize,
    /// Mean share of re-samples together with the other members; `None` alone or not re-sampled.
    pub own: Option<f64>,
    /// The other coalition that it is together with most.
    pub next: Option<usize>,
    /// Mean share of re-samples together with that one's members.
    pub next_share: Option<f64>,
    /// Whether it could as well be in the other one.
    pub swing: bool,
}

/// Two stakeholders.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairTie {
    /// The two, by id.
    pub between: [String; 2],
    /// Claims or themes on which they agree.
    pub agreed: u32,
    /// Claims or themes on which they disagree.
    pub disagreed: u32,
    /// Whether they are in one coalition.
    pub same: bool,
    /// Share of the re-samples in which both speak where they are together, 0 to 1.
    pub together: Option<f64>,
    /// The statements of both on what both speak on.
    pub statements: Vec<String>,
}

/// What one method finds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MethodResult {
    /// Which.
    pub method: &'static str,
    /// By what the number of groups is chosen.
    pub criterion: &'static str,
    /// The groups, by id.
    pub groups: Vec<Vec<String>>,
    /// Leiden: modularity. Correlation: cost. Hierarchical: mean silhouette.
    pub score: Option<f64>,
    /// Leiden: modularity of the worst seed. Correlation: no grouping costs less.
    pub bound: Option<f64>,
    /// Correlation: (cost − bound)/cost; 0 is a proof of optimality.
    pub gap: Option<f64>,
    /// Share of pairs on which it agrees with the chosen method (Rand index).
    pub rand_index: Option<f64>,
    /// Hierarchical: the merges, nearest first.
    pub merges: Vec<Merge>,
}

/// Who stands together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Coalitions {
    #[serde(skip)]
    options: CoalitionOptions,
    /// Groups by the chosen method.
    pub coalitions: Vec<Coalition>,
    /// Every stakeholder with a stance, by id.
    pub members: Vec<Member>,
    /// Every pair that shares something or is in one coalition.
    pub pairs: Vec<PairTie>,
    /// All three methods.
    pub methods: Vec<MethodResult>,
    /// Stakeholders without a stance; they are in no coalition.
    pub left_out: Vec<String>,
}

/// Who stands together, how sure is that, and what does each group hold?
///
/// Stakeholders are compared on the claims (or themes) that both speak on. Three methods group
/// them: Leiden on the number of agreements, correlation clustering on agreements minus
/// disagreements, average linkage on Jaccard distances of stances; each chooses the number of
/// groups by its own criterion. The groups of the chosen method are profiled, and found again
/// from statements drawn with replacement: the share of re-samples in which two are together
/// is their stability.
///
/// `record`: whose stances. `options`: through what, which method, seeds.
///
/// Returns groups, shares in 0..=1. Empty record: no groups. A stakeholder that agrees with
/// nobody is a group of its own; one without a stance is left out. Repeated statements count
/// once but weigh in re-sampling.
///
/// O(n²·m) for n stakeholders and m items for each re-sample; hierarchical O(n³);
/// correlation clustering exponential up to `exact` members of a part.
///
/// Traag and others 2019, doi 10.1038/s41598-019-41695-z; Bansal and others 2004,
/// doi 10.1023/B:MACH.0000033116.57574.95; Rousseeuw 1987, doi 10.1016/0377-0427(87)90125-7.
pub fn coalitions(record: &Record, options: &CoalitionOptions) -> Coalitions {
    coalitions_watched(record, options, Progress::none())
}

/// [`coalitions`], telling how many re-samples are done.
pub fn coalitions_watched(
    record: &Record,
    options: &CoalitionOptions,
    progress: Progress<'_>,
) -> Coalitions {
    let stances = Stances::new(record, options.through, record.statements().rows());
    let people = stances.active();
    let id = |at: usize| record.stakeholders()[people[at]].id.to_string();
    let runs = CoalitionMethod::ALL.map(|method| {
        let options = CoalitionOptions { method, ..*options };
        (method, group(&stances, &people, &options))
    });
    let chosen = runs.iter().find(|(method, _)| *method == options.method);
    let labels = chosen.map_or_else(Vec::new, |(_, found)| found.labels.clone());
    let found = stances.pairs(&people);
    let together = stability::together(record, &people, options, progress);
    let coalitions = profile::profiles(record, &stances, &people, &labels);
    let members = (0..people.len())
        .map(|at| {
            let mean = |number: usize| {
                let others = (0..people.len()).filter(|&b| b != at && labels[b] + 1 == number);
                let shares: Vec<f64> = others.filter_map(|b| together.share(at, b)).collect();
                (!shares.is_empty()).then(|| shares.iter().sum::<f64>() / shares.len() as f64)
            };
            let own = mean(labels[at] + 1);
            let others = (1..=coalitions.len()).filter(|&number| number != labels[at] + 1);
            let next = (others.filter_map(|number| Some((number, mean(number)?))))
                .reduce(|best, new| if new.1 > best.1 { new } else { best });
            let swing = next.is_some_and(|(_, share)| match own {
                Some(own) => share >= own - options.swing_margin,
                None => share > 0.5,
            });
            Member {
                stakeholder: id(at),
                coalition: labels[at] + 1,
                own,
                next: next.map(|(number, _)| number),
                next_share: next.map(|(_, share)| share),
                swing,
            }
        })
        .collect();
    let pairs = (found.all())
        .filter(|&(a, b)| labels[a] == labels[b] || found.agreed(a, b) + found.disagreed(a, b) > 0)
        .map(|(a, b)| PairTie {
            between: [id(a), id(b)],
            agreed: found.agreed(a, b),
            disagreed: found.disagreed(a, b),
            same: labels[a] == labels[b],
            together: together.share(a, b),
            statements: stances.behind(record, people[a], people[b]),
        })
        .collect();
    let methods = (runs.iter())
        .map(|(method, found)| method_result(*method, found, &labels, id))
        .collect();
    let silent = (0..record.stakeholders().len()).filter(|who| !people.contains(who));
    Coalitions {
        options: *options,
        coalitions,
        members,
        pairs,
        methods,
        left_out: silent
            .map(|who| record.stakeholders()[who].id.to_string())
            .collect(),
    }
}

/// The groups of the chosen method alone: for each stakeholder of the record the number of its
/// coalition from 0, `None` where it has no stance.
pub(crate) fn membership(record: &Record, options: &CoalitionOptions) -> Vec<Option<usize>> {
    let stances = Stances::new(record, options.through, record.statements().rows());
    let people = stances.active();
    let mut groups = vec![None; record.stakeholders().len()];
    for (&who, label) in people.iter().zip(group(&stances, &people, options).labels) {
        groups[who] = Some(label);
    }
    groups
}

fn method_result(
    method: CoalitionMethod,
    found: &Grouping,
    chosen: &[usize],
    id: impl Fn(usize) -> String,
) -> MethodResult {
    let labels = &found.labels;
    let n = labels.len();
    let groups = labels.iter().max().map_or(0, |last| last + 1);
    let members = |group| (0..n).filter(|&at| labels[at] == group).map(&id).collect();
    let pairs = (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b)));
    let alike = pairs.filter(|&(a, b)| (labels[a] == labels[b]) == (chosen[a] == chosen[b]));
    let all = n * n.saturating_sub(1) / 2;
    let gap = match (method, found.score, found.bound) {
        (CoalitionMethod::Correlation, Some(cost), Some(bound)) => Some(if cost > 0.0 {
            (cost - bound) / cost
        } else {
            0.0
        }),
        _ => None,
    };
    MethodResult {
        method: method.as_str(),
        criterion: method.criterion(),
        groups: (0..groups).map(members).collect(),
        score: found.score,
        bound: found.bound,
        gap,
        rand_index: (all > 0).then(|| alike.count() as f64 / all as f64),
        merges: found.merges.clone(),
    }
}
