//! Average linkage on stance distances, cut where the silhouette is greatest.

use serde::Serialize;

use crate::analysis::stances::{Pairs, renumbered};

/// Two groups becoming one. Groups 0 to n−1 are the stakeholders in order; the group that the
/// first merge makes is n, the next n+1, and so on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Merge {
    /// The two groups.
    pub groups: [usize; 2],
    /// Mean distance of their members, 0 to 1.
    pub distance: f64,
}

/// A cut dendrogram.
pub(super) struct Tree {
    pub(super) labels: Vec<usize>,
    pub(super) merges: Vec<Merge>,
    /// Mean silhouette of the cut; `None` where there is nothing to choose.
    pub(super) silhouette: Option<f64>,
}

/// Distance = 1 − shared stances / all stances of the two (Jaccard; a stance is an item with a
/// sign). Groups at distance 1 share nothing and are never joined by the cut; among the other
/// cuts into 2 to n−1 groups the one with the greatest mean silhouette wins, the fewer groups
/// on a tie. Sokal and Michener 1958; Rousseeuw 1987, doi 10.1016/0377-0427(87)90125-7.
pub(super) fn tree(pairs: &Pairs, held: &[u32]) -> Tree {
    let n = pairs.n;
    let mut distance = vec![vec![0.0; n]; n];
    for (a, b) in pairs.all() {
        let shared = f64::from(pairs.agreed(a, b));
        let all = f64::from(held[a] + held[b]) - shared;
        let apart = if all > 0.0 { 1.0 - shared / all } else { 1.0 };
        distance[a][b] = apart;
        distance[b][a] = apart;
    }
    let merges = linkage(&distance);
    let mut labels: Vec<usize> = (0..n).collect();
    let mut best: (Option<f64>, Vec<usize>) = (None, labels.clone());
    for (step, merge) in merges.iter().enumerate() {
        if merge.distance >= 1.0 - 1e-12 {
            break;
        }
        for label in &mut labels {
            if merge.groups.contains(label) {
                *label = n + step;
            }
        }
        let score = silhouette(&distance, &renumbered(&labels));
        let groups = n - step - 1;
        if groups >= 2 && best.0.is_none_or(|most| score >= most - 1e-12) {
            best = (Some(score), labels.clone());
        }
        if groups == 1 && best.0.is_none() {
            // Only two stakeholders: one group if they share more than they do not.
            if merge.distance < 0.5 {
                best.1 = labels.clone();
            }
        }
    }
    Tree {
        labels: renumbered(&best.1),
        merges,
        silhouette: best.0,
    }
}

/// The nearest two groups become one until one is left. O(n³).
pub(in crate::analysis) fn linkage(distance: &[Vec<f64>]) -> Vec<Merge> {
    let n = distance.len();
    let mut apart = distance.to_vec();
    let mut alive: Vec<(usize, usize, f64)> = (0..n).map(|at| (at, at, 1.0)).collect();
    let mut merges = Vec::new();
    while alive.len() > 1 {
        let mut near = (f64::INFINITY, 0, 1);
        for i in 0..alive.len() {
            for j in i + 1..alive.len() {
                let d = apart[alive[i].0][alive[j].0];
                if d < near.0 - 1e-12 {
                    near = (d, i, j);
                }
            }
        }
        let (d, i, j) = near;
        let (gone, gone_name, gone_size) = alive.remove(j);
        let (kept, kept_name, kept_size) = alive[i];
        for &(other, _, _) in &alive {
            let sum = apart[kept][other] * kept_size + apart[gone][other] * gone_size;
            apart[kept][other] = sum / (kept_size + gone_size);
            apart[other][kept] = apart[kept][other];
        }
        merges.push(Merge {
            groups: [kept_name.min(gone_name), kept_name.max(gone_name)],
            distance: d,
        });
        alive[i] = (kept, n + merges.len() - 1, kept_size + gone_size);
    }
    merges
}

/// Mean over all of (b − a)/max(a, b); 0 for one alone in its group.
fn silhouette(distance: &[Vec<f64>], labels: &[usize]) -> f64 {
    let n = labels.len();
    let groups = labels.iter().max().map_or(0, |last| last + 1);
    let mut sum = 0.0;
    for at in 0..n {
        let (mut total, mut count) = (vec![0.0; groups], vec![0.0; groups]);
        for other in (0..n).filter(|&other| other != at) {
            total[labels[other]] += distance[at][other];
            count[labels[other]] += 1.0;
        }
        let own = labels[at];
        if count[own] == 0.0 {
            continue;
        }
        let a: f64 = total[own] / count[own];
        let b = (0..groups)
            .filter(|&group| group != own)
            .map(|group| total[group] / count[group])
            .fold(f64::INFINITY, f64::min);
        if b.is_finite() && a.max(b) > 0.0 {
            sum += (b - a) / a.max(b);
        }
    }
    sum / n as f64
}
