//! A tree of rows that are alike, with its leaves in a readable order.

use super::coalitions::{Merge, linkage};
use super::seriation::{difference, seriation};

/// Rows of numbers as a tree.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Clustering {
    /// Which groups become one, nearest first; empty for fewer than two rows.
    pub merges: Vec<Merge>,
    /// The rows in an order in which no two branches cross.
    pub order: Vec<usize>,
}

/// Joins rows of numbers, the most alike first, until one group is left.
///
/// Two rows differ by Σ|aᵢ−bᵢ| / (2·Σmax(|aᵢ|,|bᵢ|)), from 0 (equal) to 1 (opposite): half of
/// what [`seriation`] uses. Groups differ by the mean over their pairs (average linkage). Of
/// the two parts of a join the one whose rows [`seriation`] puts first, on average, comes
/// first. No rows: no merges and no order. O(n³ + n²·columns).
/// Source: Sokal and Michener 1958.
pub fn clustering(rows: &[Vec<f64>]) -> Clustering {
    let n = rows.len();
    let distance: Vec<Vec<f64>> = (rows.iter())
        .map(|a| rows.iter().map(|b| difference(a, b) / 2.0).collect())
        .collect();
    let merges = linkage(&distance);
    let mut place = vec![0.0; n];
    for (at, row) in seriation(rows).into_iter().enumerate() {
        place[row] = at as f64;
    }
    let mut groups: Vec<Vec<usize>> = (0..n).map(|row| vec![row]).collect();
    for merge in &merges {
        let mean = |group: &[usize]| {
            let sum: f64 = group.iter().map(|&row| place[row]).sum();
            sum / group.len() as f64
        };
        let [a, b] = merge.groups.map(|group| groups[group].clone());
        let joined = if mean(&a) <= mean(&b) {
            [a, b].concat()
        } else {
            [b, a].concat()
        };
        groups.push(joined);
    }
    Clustering {
        order: groups.pop().unwrap_or_default(),
        merges,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alike_rows_are_joined_first_and_stand_together() {
        let rows = [[1.0, 1.0], [-1.0, 0.0], [1.0, 0.5], [-1.0, -1.0]];
        let found = clustering(&rows.map(|row| row.to_vec()));
        let joins: Vec<[usize; 2]> = found.merges.iter().map(|merge| merge.groups).collect();
        // 0 and 2 differ by 0.5/2/2, 1 and 3 by 1/2/2.
        assert_eq!(joins, [[0, 2], [1, 3], [4, 5]]);
        let distances: Vec<f64> = found.merges.iter().map(|merge| merge.distance).collect();
        assert!((distances[0] - 0.125).abs() < 1e-12 && (distances[1] - 0.25).abs() < 1e-12);
        let half: std::collections::BTreeSet<usize> = found.order[..2].iter().copied().collect();
        assert!(half == [0, 2].into() || half == [1, 3].into());
    }

    #[test]
    fn small_and_empty() {
        assert_eq!(clustering(&[]), Clustering::default());
        assert_eq!(clustering(&[vec![1.0]]).order, [0]);
    }
}
