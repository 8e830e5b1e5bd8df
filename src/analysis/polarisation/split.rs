//! How polarised a network of agreement and conflict is, for a grouping and at its best split.

use crate::analysis::stances::Random;

/// How well groups fit agreement and conflict.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SplitFit {
    /// Weight of agreement over all weight between members of one group; 0 where there is none.
    pub within: f64,
    /// Weight of conflict over all weight between members of different groups; 0 where none.
    pub between: f64,
    /// How even in size the groups are: (1 − Σp²)/(1 − 1/k); 1 for equal sizes, 0 for k = 1.
    pub evenness: f64,
    /// Share of all weight that fits: agreement within plus conflict between; 0 where none.
    pub fit: f64,
    /// within × between × evenness.
    pub polarisation: f64,
}

/// Weights by where they lie.
#[derive(Debug, Clone, Copy, Default)]
struct Weights {
    agreed_within: f64,
    conflict_within: f64,
    agreed_between: f64,
    conflict_between: f64,
}

fn ratio(part: f64, rest: f64) -> f64 {
    if part > 0.0 {
        part / (part + rest)
    } else {
        0.0
    }
}

impl Weights {
    fn of(agreement: &[Vec<f64>], conflict: &[Vec<f64>], groups: &[usize]) -> Self {
        let mut sums = Self::default();
        for a in 0..groups.len() {
            for b in a + 1..groups.len() {
                if groups[a] == groups[b] {
                    sums.agreed_within += agreement[a][b];
                    sums.conflict_within += conflict[a][b];
                } else {
                    sums.agreed_between += agreement[a][b];
                    sums.conflict_between += conflict[a][b];
                }
            }
        }
        sums
    }

    fn fit(&self, evenness: f64) -> SplitFit {
        let within = ratio(self.agreed_within, self.conflict_within);
        let between = ratio(self.conflict_between, self.agreed_between);
        SplitFit {
            within,
            between,
            evenness,
            fit: ratio(
                self.agreed_within + self.conflict_between,
                self.conflict_within + self.agreed_between,
            ),
            polarisation: within * between * evenness,
        }
    }
}

/// How polarised a network is between given groups.
///
/// P = W⁺/(W⁺+W⁻) · B⁻/(B⁺+B⁻) · (1 − Σp²)/(1 − 1/k), where W and B are the weights within and
/// between groups, ⁺ agreement and ⁻ conflict, p the groups' shares of the members.
///
/// `agreement`, `conflict`: n × n, symmetric, weights from 0 up; the upper half is read.
/// `groups`: the group of each member, any numbers.
///
/// Returns shares in 0..=1. More agreement within, or more conflict between, never makes P
/// smaller; more conflict within, or more agreement between, never makes it larger. P is 0 where
/// nobody agrees within groups, nobody conflicts between them, or there is one group. Isolated
/// members count in the sizes only. No members: all 0.
///
/// # Panics
/// Where a matrix is smaller than n × n.
///
/// O(n²). Share of ties that fit as in the structural tradition (Doreian and Mrvar 2009,
/// doi 10.1016/j.socnet.2008.08.001); sizes as Esteban and Ray 1994, doi 10.2307/2951734. Not
/// the Discourse Network Analyzer's measure, which falls where the two grow.
pub fn split_fit(agreement: &[Vec<f64>], conflict: &[Vec<f64>], groups: &[usize]) -> SplitFit {
    Weights::of(agreement, conflict, groups).fit(evenness(groups))
}

fn evenness(groups: &[usize]) -> f64 {
    let mut sorted = groups.to_vec();
    sorted.sort_unstable();
    let sizes: Vec<f64> = sorted
        .chunk_by(|a, b| a == b)
        .map(|run| run.len() as f64)
        .collect();
    if sizes.len() < 2 {
        return 0.0;
    }
    let (n, k) = (groups.len() as f64, sizes.len() as f64);
    let squares: f64 = sizes.iter().map(|size| (size / n).powi(2)).sum();
    (1.0 - squares) / (1.0 - 1.0 / k)
}

/// The split in two with the greatest polarisation, as far as known.
#[derive(Debug, Clone, PartialEq)]
pub struct BestSplit {
    /// 0 or 1 for each member; the first is 0.
    pub groups: Vec<usize>,
    /// How polarised it is.
    pub fit: SplitFit,
    /// Whether every split was tried.
    pub exact: bool,
}

const MOST_EXACT: usize = 18;
pub(super) const STARTS: usize = 32;

/// The split in two camps that is most polarised by [`split_fit`].
///
/// Up to 18 members every split is tried; above, the best of 32 seeded local searches that move
/// one member at a time. As P of every split grows with agreement within and conflict between,
/// so does the maximum.
///
/// Arguments as [`split_fit`]; `seed`: of the searches. Returns P = 0 and one group where no
/// split is polarised. O(2ⁿ·n) up to 18, else O(n²) for each pass of a search.
pub fn best_split(agreement: &[Vec<f64>], conflict: &[Vec<f64>], seed: u64) -> BestSplit {
    best_split_watched(agreement, conflict, seed, &|_| ())
}

/// The same, telling which of [`STARTS`] searches begins.
pub(super) fn best_split_watched(
    agreement: &[Vec<f64>],
    conflict: &[Vec<f64>],
    seed: u64,
    told: &dyn Fn(usize),
) -> BestSplit {
    let n = agreement.len();
    let mut now = Moving::new(agreement, conflict, vec![0; n]);
    let mut best = BestSplit {
        groups: now.groups.clone(),
        fit: now.fit(),
        exact: n <= MOST_EXACT,
    };
    let keep = |now: &Moving<'_>, best: &mut BestSplit| {
        let fit = now.fit();
        if fit.polarisation > best.fit.polarisation + 1e-12 {
            best.fit = fit;
            best.groups.clone_from(&now.groups);
        }
    };
    if best.exact {
        // Gray code: each step moves one of all members but the first.
        for step in 1..1_u32 << n.saturating_sub(1) {
            now.turn(step.trailing_zeros() as usize + 1);
            keep(&now, &mut best);
        }
    } else {
        let mut random = Random::new(seed);
        for start in 0..STARTS {
            told(start);
            now = Moving::new(
                agreement,
                conflict,
                (0..n).map(|_| random.below(2)).collect(),
            );
            let mut moved = true;
            while moved {
                moved = false;
                for at in 0..n {
                    let before = now.fit().polarisation;
                    now.turn(at);
                    if now.fit().polarisation > before + 1e-12 {
                        moved = true;
                    } else {
                        now.turn(at);
                    }
                }
            }
            keep(&now, &mut best);
        }
    }
    if best.groups.first() == Some(&1) {
        best.groups.iter_mut().for_each(|group| *group = 1 - *group);
    }
    // Running sums carry rounding; the final value does not.
    best.fit = split_fit(agreement, conflict, &best.groups);
    best
}

struct Moving<'a> {
    agreement: &'a [Vec<f64>],
    conflict: &'a [Vec<f64>],
    groups: Vec<usize>,
    ones: usize,
    sums: Weights,
}

impl<'a> Moving<'a> {
    fn new(agreement: &'a [Vec<f64>], conflict: &'a [Vec<f64>], groups: Vec<usize>) -> Self {
        Self {
            agreement,
            conflict,
            ones: groups.iter().sum(),
            sums: Weights::of(agreement, conflict, &groups),
            groups,
        }
    }

    fn fit(&self) -> SplitFit {
        let share = self.ones as f64 / self.groups.len().max(1) as f64;
        self.sums.fit(4.0 * share * (1.0 - share))
    }

    fn turn(&mut self, at: usize) {
        for other in (0..self.groups.len()).filter(|&other| other != at) {
            let (low, high) = (at.min(other), at.max(other));
            let (plus, minus) = (self.agreement[low][high], self.conflict[low][high]);
            // Whoever was with it will be apart, and the reverse.
            let sign = if self.groups[at] == self.groups[other] {
                1.0
            } else {
                -1.0
            };
            self.sums.agreed_within -= sign * plus;
            self.sums.conflict_within -= sign * minus;
            self.sums.agreed_between += sign * plus;
            self.sums.conflict_between += sign * minus;
        }
        self.groups[at] = 1 - self.groups[at];
        self.ones = self.ones + 2 * self.groups[at] - 1;
    }
}
