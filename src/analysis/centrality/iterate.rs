//! Measures found by repetition: when it stops, and what it says where it does not.

use super::Convergence;

/// A vector of scores, and how it was reached.
#[derive(Debug, Clone, PartialEq)]
pub struct Converged {
    /// One score a node.
    pub scores: Vec<f64>,
    /// How many rounds it took.
    pub iterations: usize,
}

/// Why a measure has no numbers.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum NoScores {
    /// The rounds were used up.
    #[error("did not converge in {iterations} iterations (the last changed {change:.1e} in all)")]
    NotConverged {
        /// How many were made.
        iterations: usize,
        /// Sum of the absolute changes of the last.
        change: f64,
    },
    /// The definition gives nothing here.
    #[error("is undefined: {0}")]
    Undefined(&'static str),
    /// An option outside of its range.
    #[error("cannot be computed: {0}")]
    BadOption(String),
}

/// Repeats `step`, which makes the second vector of the first, until the sum of absolute changes is below n · tolerance, as networkx does.
pub(super) fn iterate(
    start: Vec<f64>,
    stop: Convergence,
    mut step: impl FnMut(&[f64], &mut [f64]),
) -> Result<Converged, NoScores> {
    if start.is_empty() {
        return Ok(Converged {
            scores: start,
            iterations: 0,
        });
    }
    let mut scores = start;
    let mut next = vec![0.0; scores.len()];
    let mut change = 0.0;
    for iterations in 1..=stop.max_iterations {
        step(&scores, &mut next);
        change = scores.iter().zip(&next).map(|(a, b)| (a - b).abs()).sum();
        std::mem::swap(&mut scores, &mut next);
        if !change.is_finite() {
            return Err(NoScores::NotConverged { iterations, change });
        }
        if change < scores.len() as f64 * stop.tolerance {
            return Ok(Converged { scores, iterations });
        }
    }
    let iterations = stop.max_iterations;
    Err(NoScores::NotConverged { iterations, change })
}

/// Scales to the Euclidean length 1; zeros stay.
pub(super) fn to_unit_length(x: &mut [f64]) {
    let length = x.iter().map(|v| v * v).sum::<f64>().sqrt();
    if length > 0.0 {
        x.iter_mut().for_each(|v| *v /= length);
    }
}

/// Scales to the sum 1; zeros stay.
pub(super) fn to_unit_sum(x: &mut [f64]) {
    let sum = x.iter().sum::<f64>();
    if sum > 0.0 {
        x.iter_mut().for_each(|v| *v /= sum);
    }
}
