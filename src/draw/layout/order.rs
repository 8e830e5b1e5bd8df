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

impl Layered {
    /// Reorders groups and nodes; ends with the order that had the fewest crossings, the first
    /// of equals. Deterministic. O(sweeps · e log e), then O(rounds · n · e log e).
    pub(super) fn reduce_crossings(&mut self) {
        let neighbours = self.neighbours();
        let mut best = (self.crossings(), self.columns.clone());
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
            if crossings < best.0 {
                best = (crossings, self.columns.clone());
            }
        }
        self.columns = best.1;
        self.exchange(best.0);
    }

    /// How many pairs of links cross, summed over neighbouring columns. Links that skip a
    /// column or stay within one are not counted.
    pub(super) fn crossings(&self) -> usize {
        let place = self.places();
        let mut total = 0;
        for left in 0..self.columns.len().saturating_sub(1) {
            let mut ends: Vec<(usize, usize)> = self
                .links
                .iter()
                .filter(|&&(a, b)| place[a].0 == left && place[b].0 == left + 1)
                .map(|&(a, b)| (place[a].1, place[b].1))
                .collect();
            ends.sort_unstable();
            total += inversions(&ends.iter().map(|&(_, right)| right).collect::<Vec<_>>());
        }
        total
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
    /// both.
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
        let mean = |node: usize| {
            let near = neighbours[node].iter().filter(|&&other| match before {
                Some(true) => place[other].0 < column,
                Some(false) => place[other].0 > column,
                None => true,
            });
            let (sum, count) = near.fold((0.0, 0), |(s, n), &other| (s + height(other), n + 1));
            if count == 0 {
                height(node)
            } else {
                sum / f64::from(count)
            }
        };
        for group in &mut self.columns[column] {
            group.sort_by(|&a, &b| mean(a).total_cmp(&mean(b)));
        }
        let weight = |group: &Vec<usize>| {
            group.iter().map(|&node| mean(node)).sum::<f64>() / group.len().max(1) as f64
        };
        self.columns[column].sort_by(|a, b| weight(a).total_cmp(&weight(b)));
    }

    /// Exchanges neighbours, nodes within a group and groups within a column, while that
    /// removes crossings.
    fn exchange(&mut self, mut crossings: usize) {
        const ROUNDS: usize = 12;
        // Beyond this the sweeps have to do: each trial counts all crossings anew.
        if self.nodes * self.links.len() > 60_000 {
            return;
        }
        for _ in 0..ROUNDS {
            let at_start = crossings;
            for column in 0..self.columns.len() {
                for group in 0..self.columns[column].len() {
                    for i in 1..self.columns[column][group].len() {
                        self.columns[column][group].swap(i - 1, i);
                        let tried = self.crossings();
                        if tried < crossings {
                            crossings = tried;
                        } else {
                            self.columns[column][group].swap(i - 1, i);
                        }
                    }
                }
                for i in 1..self.columns[column].len() {
                    self.columns[column].swap(i - 1, i);
                    let tried = self.crossings();
                    if tried < crossings {
                        crossings = tried;
                    } else {
                        self.columns[column].swap(i - 1, i);
                    }
                }
            }
            if crossings == at_start {
                break;
            }
        }
    }
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
