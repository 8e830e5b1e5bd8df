//! Where a reader is who follows links and now and then jumps.

use super::Convergence;
use super::iterate::{Converged, NoScores, iterate, to_unit_sum};
use crate::analysis::WeightedGraph;

/// How the reader walks.
#[derive(Debug, Clone, PartialEq)]
pub struct PageRankOptions {
    /// Chance of following a link rather than jumping, 0 to below 1. Default: 0.85.
    pub damping: f64,
    /// Nodes that jumps lead to, with weights (scaled to the sum 1); none: all equally.
    /// Default: none.
    pub personalise: Vec<(usize, f64)>,
}

impl Default for PageRankOptions {
    fn default() -> Self {
        Self {
            damping: 0.85,
            personalise: Vec::new(),
        }
    }
}

/// Where a reader is who follows links and now and then jumps.
///
/// `x(v) = d·Σ_u x(u)·w(u,v)/w(u) + (d·D + 1−d)·p(v)`, where w(u) is the weight of all links
/// from u, p says where jumps lead and D is the sum of x over the nodes with no link out: from
/// those the reader always jumps. Multiplying all weights by a number changes nothing.
///
/// Returns scores in 0..=1 with the sum 1, and the number of iterations; without any link the
/// scores are p; empty graph: none. Parallel edges have been merged. O(m) an iteration, and
/// the error shrinks by d with each.
///
/// # Errors
/// A damping outside 0..1, a personalisation without a positive weight or of no such node; not
/// converged where the iterations do not suffice.
///
/// Source: Brin and Page 1998, doi:10.1016/S0169-7552(98)00110-X.
pub fn pagerank(
    graph: &WeightedGraph,
    options: &PageRankOptions,
    stop: Convergence,
) -> Result<Converged, NoScores> {
    let (n, damping) = (graph.len(), options.damping);
    if !(0.0..1.0).contains(&damping) {
        let why = format!("damping is at least 0 and below 1, this one is {damping}");
        return Err(NoScores::BadOption(why));
    }
    let jump = jumps(n, &options.personalise)?;
    let out = |node| graph.out(node).map(|link| link.1).sum::<f64>();
    let out: Vec<f64> = (0..n).map(out).collect();
    let mut shares = vec![0.0; n];
    iterate(jump.clone(), stop, |x, next| {
        let mut stuck = 0.0;
        for ((share, &x), &out) in shares.iter_mut().zip(x).zip(&out) {
            if out > 0.0 {
                *share = x / out;
            } else {
                stuck += x;
            }
        }
        graph.push_forward(&shares, next);
        let again = damping * stuck + 1.0 - damping;
        for (sum, p) in next.iter_mut().zip(&jump) {
            *sum = damping * *sum + again * p;
        }
    })
}

fn jumps(n: usize, personalise: &[(usize, f64)]) -> Result<Vec<f64>, NoScores> {
    if personalise.is_empty() {
        return Ok(vec![1.0 / n as f64; n]);
    }
    let mut jump = vec![0.0; n];
    for &(node, weight) in personalise {
        if node >= n || !(weight >= 0.0 && weight.is_finite()) {
            let why = format!("jumps cannot lead to node {node} with weight {weight}");
            return Err(NoScores::BadOption(why));
        }
        jump[node] += weight;
    }
    if jump.iter().sum::<f64>() <= 0.0 {
        let why = "jumps lead nowhere: every weight is 0".to_owned();
        return Err(NoScores::BadOption(why));
    }
    to_unit_sum(&mut jump);
    Ok(jump)
}
