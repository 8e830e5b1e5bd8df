//! Structural balance: whether friends of friends are friends.

mod answer;
mod frustration;

use serde::Serialize;

pub use self::frustration::{Frustration, frustration, frustration_watched};
use super::stances::{Pairs, Stances, Through};
use crate::model::{Progress, Record};

const TASK: &str = "naming ties";
const TRIADS: &str = "counting triads";

/// How balance is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BalanceOptions {
    /// What stances are compared on. Default: claims.
    pub through: Through,
    /// The most triads that are named, unbalanced ones first; all are counted. Default: 100.
    pub most_triads: usize,
    /// Of the search for the best split above 20 stakeholders. Default: 1.
    pub seed: u64,
}

impl Default for BalanceOptions {
    fn default() -> Self {
        Self {
            through: Through::Claim,
            most_triads: 100,
            seed: 1,
        }
    }
}

/// A signed tie between two stakeholders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tie {
    /// The two, by id.
    pub between: [String; 2],
    /// Claims or themes on which they agree.
    pub agreed: u32,
    /// Claims or themes on which they disagree; where one is mixed it is in both counts.
    pub disagreed: u32,
    /// Agreed minus disagreed; the tie's sign is that of this, and 0 is no tie.
    pub net: i64,
    /// Whether the best split in two hurts it.
    pub frustrated: bool,
    /// The statements of both on what both speak on.
    pub statements: Vec<String>,
}

/// Three stakeholders with a tie between every two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Triad {
    /// The three, by id.
    pub stakeholders: [String; 3],
    /// Net of the first and second, second and third, first and third.
    pub nets: [i64; 3],
    /// Whether the signs multiply to plus.
    pub balanced: bool,
}

/// How balanced the network of agreement is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Balance {
    #[serde(skip)]
    options: BalanceOptions,
    /// Balanced triads.
    pub balanced: usize,
    /// Unbalanced triads.
    pub unbalanced: usize,
    /// Balanced triads over all; `None` where there is no triad.
    pub degree: Option<f64>,
    /// The fewest ties that a split in two camps hurts, or the fewest found.
    pub frustration: usize,
    /// No split hurts fewer.
    pub frustration_at_least: usize,
    /// Whether `frustration` is the true minimum.
    pub frustration_exact: bool,
    /// The camps of the best split; stakeholders without a tie are in none.
    pub camps: [Vec<String>; 2],
    /// Every pair that shares something, also where its net is 0.
    pub ties: Vec<Tie>,
    /// Triads by name, unbalanced ones first.
    pub triads: Vec<Triad>,
}

/// Are friends of friends friends, and foes of foes?
///
/// The tie of two stakeholders is the number of claims (or themes) on which they agree minus
/// the number on which they disagree. A triad is balanced if the signs of its three ties
/// multiply to plus; the degree of balance is the share of balanced triads; the frustration
/// index is the least number of ties at odds with a split in two camps (see [`frustration`]).
///
/// `record`: whose stances. `options`: through what, how many triads to name.
///
/// Returns counts, and a degree in 0..=1. Empty record or no triad: no degree, frustration 0.
/// Stakeholders without a tie are in no triad and no camp. Repeated statements count once; a
/// stakeholder mixed on a claim both agrees and disagrees there.
///
/// O(n²·m + n³) for n stakeholders and m claims, and the cost of [`frustration`].
///
/// Cartwright and Harary 1956, doi 10.1037/h0046049.
pub fn balance(record: &Record, options: &BalanceOptions) -> Balance {
    balance_watched(record, options, Progress::none())
}

/// [`balance`], telling how far the search for the best split is, then of how many stakeholders
/// the ties are named and the triads counted.
pub fn balance_watched(
    record: &Record,
    options: &BalanceOptions,
    progress: Progress<'_>,
) -> Balance {
    let stances = Stances::new(record, options.through, record.statements().rows());
    let people = stances.active();
    let pairs = stances.pairs(&people);
    let n = people.len();
    let id = |at: usize| record.stakeholders()[people[at]].id.to_string();
    let signs: Vec<Vec<i64>> = (0..n)
        .map(|a| (0..n).map(|b| pairs.net(a, b)).collect())
        .collect();
    let best = frustration_watched(&signs, options.seed, progress);
    let ties = (pairs.all())
        .inspect(|&(a, b)| {
            if b == a + 1 {
                progress.tell(TASK, a, n);
            }
        })
        .filter(|&(a, b)| pairs.agreed(a, b) + pairs.disagreed(a, b) > 0)
        .map(|(a, b)| Tie {
            between: [id(a), id(b)],
            agreed: pairs.agreed(a, b),
            disagreed: pairs.disagreed(a, b),
            net: signs[a][b],
            frustrated: signs[a][b] != 0 && (signs[a][b] > 0) != (best.sides[a] == best.sides[b]),
            statements: stances.behind(record, people[a], people[b]),
        })
        .collect();
    progress.tell(TASK, n, n);
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    let (mut balanced, mut unbalanced) = (0, 0);
    let mut told = 0;
    for [a, b, c] in triads(&pairs) {
        if a > told {
            told = a;
            progress.tell(TRIADS, a, n);
        }
        let nets = [signs[a][b], signs[b][c], signs[a][c]];
        let is_balanced = nets.iter().filter(|&&net| net < 0).count() % 2 == 0;
        let (list, count) = if is_balanced {
            (&mut good, &mut balanced)
        } else {
            (&mut bad, &mut unbalanced)
        };
        *count += 1;
        if list.len() < options.most_triads {
            list.push(Triad {
                stakeholders: [id(a), id(b), id(c)],
                nets,
                balanced: is_balanced,
            });
        }
    }
    progress.tell(TRIADS, n, n);
    bad.append(&mut good);
    bad.truncate(options.most_triads);
    let all = balanced + unbalanced;
    let camp = |side: bool| {
        let tied = |&at: &usize| signs[at].iter().any(|&net| net != 0);
        let members = (0..n).filter(tied).filter(|&at| best.sides[at] == side);
        members.map(id).collect()
    };
    Balance {
        options: *options,
        balanced,
        unbalanced,
        degree: (all > 0).then(|| balanced as f64 / all as f64),
        frustration: best.index,
        frustration_at_least: best.at_least,
        frustration_exact: best.exact,
        camps: [camp(false), camp(true)],
        ties,
        triads: bad,
    }
}

fn triads(pairs: &Pairs) -> impl Iterator<Item = [usize; 3]> + '_ {
    let tied = |a, b| pairs.net(a, b) != 0;
    (pairs.all())
        .filter(move |&(a, b)| tied(a, b))
        .flat_map(move |(a, b)| {
            (b + 1..pairs.n)
                .filter(move |&c| tied(a, c) && tied(b, c))
                .map(move |c| [a, b, c])
        })
}
