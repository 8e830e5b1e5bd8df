//! Communities of the congruence network.

use leiden_rs::{GraphDataBuilder, Leiden, LeidenConfig, QualityType};

use crate::analysis::stances::{Pairs, renumbered};

/// The best of several seeded runs.
pub(super) struct Communities {
    pub(super) labels: Vec<usize>,
    /// Modularity of the best run; `None` without ties.
    pub(super) best: Option<f64>,
    /// Modularity of the worst run.
    pub(super) worst: Option<f64>,
}

/// Leiden on the number of agreed items, modularity with a resolution, seeds 0 to n−1; ties in
/// modularity go to the first seed. Traag and others 2019, doi 10.1038/s41598-019-41695-z.
pub(super) fn communities(pairs: &Pairs, resolution: f64, seeds: u64) -> Communities {
    let mut best = Communities {
        labels: (0..pairs.n).collect(),
        best: None,
        worst: None,
    };
    let mut builder = GraphDataBuilder::new(pairs.n);
    let mut ties = 0;
    for (a, b) in pairs.all() {
        let agreed = pairs.agreed(a, b);
        if agreed > 0 {
            // Never refused: both ends are below n, and a count is finite.
            ties += usize::from(builder.add_edge(a, b, f64::from(agreed)).is_ok());
        }
    }
    let Some(graph) = (ties > 0).then(|| builder.build().ok()).flatten() else {
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
        let score = modularity(pairs, &labels, resolution);
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
fn modularity(pairs: &Pairs, labels: &[usize], resolution: f64) -> f64 {
    let groups = labels.iter().max().map_or(0, |last| last + 1);
    let (mut inside, mut degrees, mut all) = (vec![0.0; groups], vec![0.0; groups], 0.0);
    for (a, b) in pairs.all() {
        let weight = f64::from(pairs.agreed(a, b));
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
