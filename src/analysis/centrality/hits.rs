//! Who points well, and who is well pointed to.

use super::Convergence;
use super::iterate::{NoScores, iterate, to_unit_sum};
use crate::analysis::WeightedGraph;

/// Two vectors of scores, and how they were reached.
#[derive(Debug, Clone, PartialEq)]
pub struct Hits {
    /// How well each node points to good authorities; sum 1.
    pub hubs: Vec<f64>,
    /// How well good hubs point to each node; sum 1.
    pub authorities: Vec<f64>,
    /// How many rounds it took.
    pub iterations: usize,
}

/// Who points well, and who is well pointed to.
///
/// authority = Aᵀ·hub and hub = A·authority up to a factor, each scaled to the sum 1: the
/// leading singular vectors of the weights. Repeated from equal scores; where several pieces
/// lead equally it is the solution nearest to these. Without direction both are the same.
///
/// Returns scores in 0..=1; isolated nodes have 0. Parallel edges have been merged. O(m) an
/// iteration.
///
/// # Errors
/// Undefined without a link (so for the empty graph); not converged where the iterations do
/// not suffice.
///
/// Source: Kleinberg 1999, doi:10.1145/324133.324140.
pub fn hits(graph: &WeightedGraph, stop: Convergence) -> Result<Hits, NoScores> {
    let n = graph.len();
    if (0..n).all(|node| graph.out(node).len() == 0) {
        return Err(NoScores::Undefined("there is no link"));
    }
    let mut authorities = vec![0.0; n];
    let found = iterate(vec![1.0 / n as f64; n], stop, |hubs, next| {
        graph.push_forward(hubs, &mut authorities);
        graph.pull_back(&authorities, next);
        to_unit_sum(next);
    })?;
    graph.push_forward(&found.scores, &mut authorities);
    to_unit_sum(&mut authorities);
    Ok(Hits {
        authorities,
        hubs: found.scores,
        iterations: found.iterations,
    })
}
