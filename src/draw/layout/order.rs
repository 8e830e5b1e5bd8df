//! In which order the nodes of columns stand, so that few edges cross.
//!
//! Barycentre sweeps (Sugiyama, Tagawa and Toda 1981, doi:10.1109/TSMC.1981.4308636) in both
//! directions, then exchanges of neighbours while that helps. Groups stay together: first
//! groups are ordered, then the nodes within each.

/// Nodes in columns and the links between them.
pub(super) struct Layered {
    /// For each column its runs of nodes that must stay together, in order.
    pub(super) columns: Vec<Vec<Vec<usize>>>,
    /// Pairs of nodes, left to right.
    pub(super) links: Vec<(usize, usize)>,
    /// Number of nodes.
    pub(super) nodes: usize,
}

const SWEEPS: usize = 24;
/// Up to so many links neighbours are exchanged too.
pub(super) const FEW_LINKS: usize = 20_000;

impl Layered {
    /// Reorders groups and nodes; ends with the order that had the fewest crossings, the first
    /// of equals. Deterministic. O(sweeps · e log e), then O(rounds · e · degree) for exchanges.
    pub(super) fn reduce_crossings(&mut self) {
        let neighbours = self.neighbours();
        let mut best = (self.crossings(), self.columns.clone());
        let mut since = 0;
        for sweep in 0..SWEEPS {
            let count = self.columns.len();
            for step in 0..count {
                let column = if sweep % 2 == 0 {
                    step
                } else {
                    count - 1 - step
                };
                let before = sweep % 2 == 0;
                self.sort_column(
                    column,
                    &neighbours,
                    if sweep < SWEEPS / 2 {
                        Some(before)
                    } else {
                        None
                    },
                );
            }
            let crossings = self.crossings();
            since += 1;
            if crossings < best.0 {
                best = (crossings, self.columns.clone());
                since = 0;
            }
            // Both ways of sweeping had their turns.
            if since > 6 && sweep > SWEEPS / 2 + 4 {
                break;
            }
        }
        self.columns = best.1;
        if self.links.len() <= FEW_LINKS {
            self.exchange(&neighbours);
        }
    }

    /// Orders nodes by known heights, groups by the mean of theirs; what has none stands at the
    /// mean height of its neighbours. No more is changed: this is for pictures that had an order.
    pub(super) fn keep_order(&mut self, heights: &[Option<f64>]) {
        let neighbours = self.neighbours();
        let known: Vec<f64> = heights.iter().flatten().copied().collect();
        let bottom = known.iter().copied().fold(0.0, f64::max);
        let at: Vec<f64> = (0..self.nodes)
            .map(|node| {
                let near: Vec<f64> = neighbours[node]
                    .iter()
                    .filter_map(|&n| heights[n])
                    .collect();
                let mean = near.iter().sum::<f64>() / near.len().max(1) as f64;
                heights[node].unwrap_or(if near.is_empty() { bottom } else { mean })
            })
            .collect();
        for column in &mut self.columns {
            for group in column.iter_mut() {
                group.sort_by(|&a, &b| at[a].total_cmp(&at[b]));
            }
            let mean = |group: &Vec<usize>| {
                group.iter().map(|&n| at[n]).sum::<f64>() / group.len().max(1) as f64
            };
            column.sort_by(|a, b| mean(a).total_cmp(&mean(b)));
        }
    }

    /// How many pairs of links cross, summed over neighbouring columns. Links that skip a
    /// column or stay within one are not counted. O(e log e).
    pub(super) fn crossings(&self) -> usize {
        let place = self.places();
        let mut between: Vec<Vec<(usize, usize)>> = vec![Vec::new(); self.columns.len()];
        for &(a, b) in &self.links {
            if place[a].0.checked_add(1) == Some(place[b].0) {
                between[place[a].0].push((place[a].1, place[b].1));
            }
        }
        let counted = between.into_iter().map(|mut ends| {
            ends.sort_unstable();
            inversions(&ends.iter().map(|&(_, right)| right).collect::<Vec<_>>())
        });
        counted.sum()
    }

    /// Column and rank of every node.
    fn places(&self) -> Vec<(usize, usize)> {
        let mut place = vec![(usize::MAX, 0); self.nodes];
        for (column, groups) in self.columns.iter().enumerate() {
            for (rank, &node) in groups.iter().flatten().enumerate() {
                place[node] = (column, rank);
            }
        }
        place
    }

    fn neighbours(&self) -> Vec<Vec<usize>> {
        let mut neighbours = vec![Vec::new(); self.nodes];
        for &(a, b) in &self.links {
            neighbours[a].push(b);
            neighbours[b].push(a);
        }
        neighbours
    }

    /// Sorts by the mean height of neighbours: those in the column before, after, or (`None`)
    /// both. O(e + n log n).
    fn sort_column(&mut self, column: usize, neighbours: &[Vec<usize>], before: Option<bool>) {
        let place = self.places();
        let lengths: Vec<f64> = self
            .columns
            .iter()
            .map(|c| c.iter().map(Vec::len).sum::<usize>() as f64)
            .collect();
        let height = |node: usize| {
            let (column, rank) = place[node];
            (rank as f64 + 0.5) / lengths[column]
        };
        let mut means = vec![0.0; self.nodes];
        for &node in self.columns[column].iter().flatten() {
            let near = neighbours[node].iter().filter(|&&other| match before {
                Some(true) => place[other].0 < column,
                Some(false) => place[other].0 > column,
                None => true,
            });
            let (sum, count) = near.fold((0.0, 0), |(s, n), &other| (s + height(other), n + 1));
            means[node] = if count == 0 {
                height(node)
            } else {
                sum / f64::from(count)
            };
        }
        for group in &mut self.columns[column] {
            group.sort_by(|&a, &b| means[a].total_cmp(&means[b]));
        }
        let weight = |group: &Vec<usize>| {
            group.iter().map(|&node| means[node]).sum::<f64>() / group.len().max(1) as f64
        };
        let mut weighed: Vec<(f64, Vec<usize>)> = std::mem::take(&mut self.columns[column])
            .into_iter()
            .map(|group| (weight(&group), group))
            .collect();
        weighed.sort_by(|a, b| a.0.total_cmp(&b.0));
        self.columns[column] = weighed.into_iter().map(|(_, group)| group).collect();
    }

    /// Exchanges neighbours, nodes within a group and groups within a column, while that
    /// removes crossings: only the links of the two are counted.
    fn exchange(&mut self, neighbours: &[Vec<usize>]) {
        const ROUNDS: usize = 12;
        let mut place = self.places();
        // Ranks of the ends in one neighbouring column, for a run of nodes.
        let ends = |nodes: &[usize], column: usize, place: &[(usize, usize)]| {
            let mut ends: Vec<usize> = (nodes.iter())
                .flat_map(|&node| neighbours[node].iter())
                .filter(|&&other| place[other].0 == column)
                .map(|&other| place[other].1)
                .collect();
            ends.sort_unstable();
            ends
        };
        // How much two runs that stand one above the other gain by exchange.
        let gains = |upper: &[usize], lower: &[usize], at: usize, place: &[(usize, usize)]| {
            let beside = [at.checked_sub(1), Some(at + 1)];
            let counts = beside.into_iter().flatten().map(|column| {
                let (a, b) = (ends(upper, column, place), ends(lower, column, place));
                over(&a, &b) as f64 - over(&b, &a) as f64
            });
            counts.sum::<f64>()
        };
        for _ in 0..ROUNDS {
            let mut helped = false;
            for column in 0..self.columns.len() {
                for group in 0..self.columns[column].len() {
                    for i in 1..self.columns[column][group].len() {
                        let nodes = &mut self.columns[column][group];
                        let (a, b) = (nodes[i - 1], nodes[i]);
                        if gains(&[a], &[b], column, &place) > 0.0 {
                            nodes.swap(i - 1, i);
                            (place[a].1, place[b].1) = (place[b].1, place[a].1);
                            helped = true;
                        }
                    }
                }
                for i in 1..self.columns[column].len() {
                    let groups = &mut self.columns[column];
                    if gains(&groups[i - 1], &groups[i], column, &place) > 0.0 {
                        let from = groups[i - 1].first().map_or(0, |&node| place[node].1);
                        groups.swap(i - 1, i);
                        for (rank, &node) in groups[i - 1].iter().chain(&groups[i]).enumerate() {
                            place[node].1 = from + rank;
                        }
                        helped = true;
                    }
                }
            }
            if !helped {
                break;
            }
        }
    }
}

/// Of two sorted lists, how many pairs have the first's member above the second's: the
/// crossings of links where the first's node stands above the second's.
fn over(a: &[usize], b: &[usize]) -> usize {
    let mut less = 0;
    let mut total = 0;
    for &from in a {
        while less < b.len() && b[less] < from {
            less += 1;
        }
        total += less;
    }
    total
}

/// How many pairs of a list stand in falling order; a Fenwick tree, O(n log n).
fn inversions(list: &[usize]) -> usize {
    let size = list.iter().max().map_or(0, |max| max + 1);
    let mut tree = vec![0usize; size + 1];
    let mut total = 0;
    for (seen, &value) in list.iter().enumerate() {
        let mut not_larger = 0;
        let mut at = value + 1;
        while at > 0 {
            not_larger += tree[at];
            at &= at - 1;
        }
        total += seen - not_larger;
        at = value + 1;
        while at <= size {
            tree[at] += 1;
            at += at & at.wrapping_neg();
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layered(columns: Vec<Vec<Vec<usize>>>, links: Vec<(usize, usize)>) -> Layered {
        let nodes = columns.iter().flatten().flatten().count();
        Layered {
            columns,
            links,
            nodes,
        }
    }

    #[test]
    fn counts_inversions() {
        assert_eq!(inversions(&[]), 0);
        assert_eq!(inversions(&[0, 1, 1, 2]), 0);
        assert_eq!(inversions(&[2, 1, 0]), 3);
        assert_eq!(inversions(&[1, 1, 0, 2, 0]), 5);
    }

    #[test]
    fn a_planar_drawing_is_found() {
        // A ladder given upside down: 0-5, 1-4, 2-3.
        let mut graph = layered(
            vec![vec![vec![0, 1, 2]], vec![vec![3, 4, 5]]],
            vec![(0, 5), (1, 4), (2, 3)],
        );
        assert_eq!(graph.crossings(), 3);
        graph.reduce_crossings();
        assert_eq!(graph.crossings(), 0);
    }

    #[test]
    fn groups_stay_together() {
        let groups = vec![vec![3, 4], vec![5, 6]];
        let mut graph = layered(
            vec![vec![vec![0, 1, 2]], groups],
            vec![(0, 5), (0, 6), (1, 3), (2, 4), (2, 5)],
        );
        let before = graph.crossings();
        graph.reduce_crossings();
        assert!(graph.crossings() < before);
        let mut sorted: Vec<Vec<usize>> = graph.columns[1].clone();
        for group in &mut sorted {
            group.sort_unstable();
        }
        sorted.sort();
        assert_eq!(sorted, [vec![3, 4], vec![5, 6]]);
    }
}
