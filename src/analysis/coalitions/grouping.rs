//! One grouping by one method.

use super::correlation::cluster;
use super::hierarchical::{Merge, tree};
use super::leiden::communities;
use super::{CoalitionMethod, CoalitionOptions};
use crate::analysis::stances::Stances;

/// Labels, and how good the method says they are.
pub(super) struct Grouping {
    pub(super) labels: Vec<usize>,
    pub(super) score: Option<f64>,
    pub(super) bound: Option<f64>,
    pub(super) merges: Vec<Merge>,
}

pub(super) fn group(stances: &Stances, people: &[usize], options: &CoalitionOptions) -> Grouping {
    let pairs = stances.pairs(people);
    match options.method {
        CoalitionMethod::Leiden => {
            let found = communities(&pairs, options.resolution, options.seeds);
            Grouping {
                labels: found.labels,
                score: found.best,
                bound: found.worst,
                merges: Vec::new(),
            }
        }
        CoalitionMethod::Correlation => {
            let found = cluster(&pairs, options.exact, options.seed);
            Grouping {
                labels: found.labels,
                score: Some(found.cost as f64),
                bound: Some(found.at_least as f64),
                merges: Vec::new(),
            }
        }
        CoalitionMethod::Hierarchical => {
            let held: Vec<u32> = people.iter().map(|&who| stances.held(who)).collect();
            let found = tree(&pairs, &held);
            Grouping {
                labels: found.labels,
                score: found.silhouette,
                bound: None,
                merges: found.merges,
            }
        }
    }
}
