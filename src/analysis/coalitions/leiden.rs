//! Communities of the congruence network.

use leiden_rs::{GraphDataBuilder, Leiden, LeidenConfig, QualityType};

use crate::analysis::stances::{Pairs, renumbered};

/// How runs are made.
#[derive(Debug, Clone, Copy)]
pub(in crate::analysis) struct Runs {
    /// Above 1 gives more and smaller communities.
    pub(in crate::analysis) resolution: f64,
    /// So many, with seeds 0, 1, ...
    pub(in crate::analysis) seeds: u64,
    /// How often a run goes on from the communities that it found, while that is worth it.
    pub(in crate::analysis) again: usize,
}

/// A gain in modularity that is.
const WORTH: f64 = 1e-5;

/// The best of several seeded runs.
pub(in crate::analysis) struct Found {
    pub(in crate::analysis) labels: Vec<usize>,
    /// Modularity of the best run; `None` without ties.
    pub(in crate::analysis) best: Option<f64>,
    /// Modularity of the worst run.
    pub(in crate::analysis) worst: Option<f64>,
}

/// [`best_of`] on the number of agreed items.
pub(super) fn communities(pairs: &Pairs, resolution: f64, seeds: u64) -> Found {
    let agreed = |(a, b)| (a, b, f64::from(pairs.agreed(a, b)));
    // Kept, since runs look at them again and counting costs more than memory.
    let ties: Vec<_> = pairs.all().map(agreed).filter(|tie| tie.2 > 0.0).collect();
    let runs = Runs {
        resolution,
        seeds,
        again: 0,
    };
    best_of(pairs.n, &ties.iter().copied(), runs)
}

/// Leiden on ties of weights above 0 between `n` nodes, modularity with a resolution, seeds 0 to
/// n−1, each run repeated from its own result while that is worth it: a single pass may stay
/// 0.002 behind. Of equal modularities the first seed's. Traag and others 2019, doi
/// 10.1038/s41598-019-41695-z.
pub(in crate::analysis) fn best_of(
    n: usize,
    ties: &(impl Iterator<Item = (usize, usize, f64)> + Clone),
    runs: Runs,
) -> Found {
    let resolution = runs.resolution;
    let mut best = Found {
        labels: (0..n).collect(),
        best: None,
        worst: None,
    };
    let mut builder = GraphDataBuilder::new(n);
    let mut added = 0;
    for (a, b, weight) in ties.clone() {
        // Never refused: both ends are below n, and a weight is finite.
        added += usize::from(builder.add_edge(a, b, weight).is_ok());
    }
    let Some(graph) = (added > 0).then(|| builder.build().ok()).flatten() else {
        return best;
    };
    for seed in 0..runs.seeds.max(1) {
        let config = LeidenConfig::builder()
            .seed(seed)
            .resolution(resolution)
            .quality(QualityType::Modularity)
            .build();
        let leiden = Leiden::new(config);
        let Ok(mut found) = leiden.run(&graph) else {
            continue;
        };
        let mut labels = renumbered(found.partition.as_slice());
        let mut score = modularity(ties.clone(), &labels, resolution);
        for _ in 0..runs.again {
            let Ok(next) = leiden.run_with_initial_partition(&graph, found.partition) else {
                break;
            };
            let better = renumbered(next.partition.as_slice());
            let more = modularity(ties.clone(), &better, resolution);
            if more <= score + WORTH {
                break;
            }
            (found, labels, score) = (next, better, more);
        }
        if best.best.is_none_or(|most| score > most + 1e-12) {
            best.best = Some(score);
            best.labels = labels;
        }
        if best.worst.is_none_or(|least| score < least) {
            best.worst = Some(score);
        }
    }
    best
}

/// Q = Σ over groups of (inside/m − γ·(degrees/2m)²), inside and m weights of ties.
fn modularity(
    ties: impl Iterator<Item = (usize, usize, f64)>,
    labels: &[usize],
    resolution: f64,
) -> f64 {
    let groups = labels.iter().max().map_or(0, |last| last + 1);
    let (mut inside, mut degrees, mut all) = (vec![0.0; groups], vec![0.0; groups], 0.0);
    for (a, b, weight) in ties {
        all += weight;
        degrees[labels[a]] += weight;
        degrees[labels[b]] += weight;
        if labels[a] == labels[b] {
            inside[labels[a]] += weight;
        }
    }
    (inside.iter().zip(&degrees))
        .map(|(inside, degrees)| inside / all - resolution * (degrees / (2.0 * all)).powi(2))
        .sum()
}
