//! Who is linked to those who are well linked.

use super::Convergence;
use super::iterate::{Converged, NoScores, iterate, to_unit_length};
use crate::analysis::WeightedGraph;

/// Who is linked to those who are well linked.
///
/// The vector x of Euclidean length 1 with λx = Aᵀx for the largest λ: a score is the weighted
/// sum of those that link to the node, over λ. Found by repeating x ← x + Aᵀx from equal
/// scores (the added x keeps two-mode graphs from swinging); so in a graph of several pieces
/// with the same λ it is the one nearest to equal scores, and pieces with a smaller λ get 0.
///
/// Returns scores in 0..=1 and the number of iterations; isolated nodes have 0. Parallel edges
/// have been merged. O(m) an iteration.
///
/// # Errors
/// Undefined without a link, and in a directed graph without a cycle (λ = 0: every step drains
/// away; so also for the empty graph). Not converged where the iterations do not suffice.
///
/// Source: Bonacich 1972, doi:10.1080/0022250X.1972.9989806.
pub fn eigenvector(graph: &WeightedGraph, stop: Convergence) -> Result<Converged, NoScores> {
    if !graph.has_cycle() {
        return Err(NoScores::Undefined("following the links never comes back"));
    }
    let mut start = vec![1.0; graph.len()];
    to_unit_length(&mut start);
    iterate(start, stop, |x, next| {
        graph.push_forward(x, next);
        next.iter_mut().zip(x).for_each(|(next, x)| *next += x);
        to_unit_length(next);
    })
}
