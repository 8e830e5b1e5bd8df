//! Communities of the congruence network.

use leiden_rs::{GraphDataBuilder, Leiden, LeidenConfig, QualityType};

use crate::analysis::stances::{Pairs, renumbered};

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
    let ties = pairs.all().map(agreed).filter(|tie| tie.2 > 0.0);
    best_of(pairs.n, &ties.collect::<Vec<_>>(), resolution, seeds)
}

/// Leiden on ties of weights above 0 between `n` nodes, modularity with a resolution, seeds 0 to
/// n−1; of equal modularities the first seed's. Traag and others 2019, doi
/// 10.1038/s41598-019-41695-z.
pub(in crate::analysis) fn best_of(
    n: usize,
    ties: &[(usize, usize, f64)],
    resolution: f64,
    seeds: u64,
) -> Found {
    let mut best = Found {
        labels: (0..n).collect(),
        best: None,
        worst: None,
    };
    let mut builder = GraphDataBuilder::new(n);
    let mut added = 0;
    for &(a, b, weight) in ties {
        // Never refused: both ends are below n, and a weight is finite.
        added += usize::from(builder.add_edge(a, b, weight).is_ok());
    }
    let Some(graph) = (added > 0).then(|| builder.build().ok()).flatten() else {
        return best;
    };
    for seed in 0..seeds.max(1) {
        let config = LeidenConfig::builder()
            .seed(seed)
            .resolution(resolution)
            .quality(QualityType::Modularity)
            .build();
        let Ok(found) = Leiden::new(config).run(&graph) else {
            continue;
        };
        let labels = renumbered(found.partition.as_slice());
        let score = modularity(ties, &labels, resolution);
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
fn modularity(ties: &[(usize, usize, f64)], labels: &[usize], resolution: f64) -> f64 {
    let groups = labels.iter().max().map_or(0, |last| last + 1);
    let (mut inside, mut degrees, mut all) = (vec![0.0; groups], vec![0.0; groups], 0.0);
    for &(a, b, weight) in ties {
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
