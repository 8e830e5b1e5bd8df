//! Who is reached by many walks, the short ones counting most.

use super::Convergence;
use super::iterate::{Converged, NoScores, iterate, to_unit_length};
use crate::analysis::WeightedGraph;

/// Who is reached by many walks, the short ones counting most.
///
/// x = αAᵀx + 1, scaled to the Euclidean length 1: a walk of length l that ends at the node
/// counts αˡ times the product of its weights.
///
/// `alpha`: below 1/λ of the largest eigenvalue, else there is no such vector; `None` takes
/// [`katz_alpha`]. Returns scores in 0..=1 and the number of iterations; isolated nodes have
/// the least score, not 0; empty graph: none. Parallel edges have been merged. O(m) an
/// iteration.
///
/// # Errors
/// Not converged, which is what an α that is too large comes to; an α that is not above 0.
///
/// Source: Katz 1953, doi:10.1007/BF02289026.
pub fn katz(
    graph: &WeightedGraph,
    alpha: Option<f64>,
    stop: Convergence,
) -> Result<Converged, NoScores> {
    let alpha = alpha.unwrap_or_else(|| katz_alpha(graph));
    if !(alpha > 0.0 && alpha.is_finite()) {
        let why = format!("alpha is above 0, this one is {alpha}");
        return Err(NoScores::BadOption(why));
    }
    let mut found = iterate(vec![0.0; graph.len()], stop, |x, next| {
        graph.push_forward(x, next);
        next.iter_mut().for_each(|sum| *sum = alpha * *sum + 1.0);
    })?;
    to_unit_length(&mut found.scores);
    Ok(found)
}

/// The α that is taken where none is given: 1 / (1 + the largest sum of weights into a node).
/// No eigenvalue is larger than that sum, so it always converges.
pub fn katz_alpha(graph: &WeightedGraph) -> f64 {
    let sum = |node| graph.into(node).map(|link| link.1).sum::<f64>();
    1.0 / (1.0 + (0..graph.len()).map(sum).fold(0.0, f64::max))
}
