//! How sure a grouping is: what becomes of it when statements are drawn anew.

use super::CoalitionOptions;
use super::grouping::group;
use crate::analysis::stances::{Random, Stances};
use crate::model::{Progress, Record, StatementIx};

/// Seeds of Leiden in a re-sample.
const FEW_SEEDS: u64 = 3;

/// For every two of some stakeholders, in how many re-samples both speak, and are together.
pub(super) struct Together {
    n: usize,
    both: Vec<u32>,
    same: Vec<u32>,
}

impl Together {
    /// Share of the re-samples in which both speak where they are together; `None` where
    /// there is none.
    pub(super) fn share(&self, a: usize, b: usize) -> Option<f64> {
        let at = a * self.n + b;
        let both = self.both[at];
        (both > 0).then(|| f64::from(self.same[at]) / f64::from(both))
    }
}

/// Draws as many statements as there are, with replacement, and groups again. Hennig 2007,
/// doi 10.1016/j.csda.2006.11.025, with statements for points.
pub(super) fn together(
    record: &Record,
    people: &[usize],
    options: &CoalitionOptions,
    progress: Progress<'_>,
) -> Together {
    let n = people.len();
    let mut counts = Together {
        n,
        both: vec![0; n * n],
        same: vec![0; n * n],
    };
    let statements = record.statements().len();
    let mut place = vec![None; record.stakeholders().len()];
    for (at, &who) in people.iter().enumerate() {
        place[who] = Some(at);
    }
    let mut random = Random::new(options.seed);
    let quick = CoalitionOptions {
        seeds: options.seeds.min(FEW_SEEDS),
        ..*options
    };
    for round in 0..options.resamples {
        progress.tell("re-sampling", round, options.resamples);
        let drawn = (0..statements).map(|_| StatementIx::from(random.below(statements)));
        let stances = Stances::new(record, options.through, drawn);
        let active = stances.active();
        let labels = group(&stances, &active, &quick).labels;
        for (i, &a) in active.iter().enumerate() {
            for (j, &b) in active.iter().enumerate() {
                if let (Some(a), Some(b)) = (place[a], place[b]) {
                    counts.both[a * n + b] += 1;
                    counts.same[a * n + b] += u32::from(labels[i] == labels[j]);
                }
            }
        }
    }
    progress.tell("re-sampling", options.resamples, options.resamples);
    counts
}
