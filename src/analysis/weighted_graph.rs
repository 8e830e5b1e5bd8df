//! The graph that measures run on: indices, neighbours, one positive weight a link.

/// Neighbours of every node, both ways, each pair of nodes linked at most once.
#[derive(Debug, Clone, PartialEq)]
pub struct WeightedGraph {
    directed: bool,
    out: Vec<Vec<(usize, f64)>>,
    into: Vec<Vec<(usize, f64)>>,
}

impl WeightedGraph {
    /// A graph of `n` nodes. Links of weight 0 are none; a link from a node to itself is kept.
    pub(super) fn new(
        n: usize,
        directed: bool,
        links: impl Iterator<Item = (usize, usize, f64)>,
    ) -> Self {
        let mut made = Self {
            directed,
            out: vec![Vec::new(); n],
            into: vec![Vec::new(); n],
        };
        for (from, to, weight) in links.filter(|link| link.2 > 0.0) {
            made.out[from].push((to, weight));
            made.into[to].push((from, weight));
            if !directed && from != to {
                made.out[to].push((from, weight));
                made.into[from].push((to, weight));
            }
        }
        for list in made.out.iter_mut().chain(&mut made.into) {
            list.sort_by_key(|&(to, _)| to);
        }
        made
    }

    /// The same links, each of weight 1.
    #[must_use]
    pub fn unweighted(mut self) -> Self {
        for link in self.out.iter_mut().chain(&mut self.into).flatten() {
            link.1 = 1.0;
        }
        self
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.out.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.out.is_empty()
    }

    /// Whether links have a direction.
    pub fn is_directed(&self) -> bool {
        self.directed
    }

    /// Where links from a node lead, sorted, with their weights.
    pub fn out(&self, node: usize) -> &[(usize, f64)] {
        &self.out[node]
    }

    /// Where links to a node come from, sorted, with their weights; the same as
    /// [`out`](Self::out) in an undirected graph.
    pub fn into(&self, node: usize) -> &[(usize, f64)] {
        &self.into[node]
    }

    /// The product with a vector along the links: what each node gets, Σ weight · x over the
    /// links to it.
    pub(super) fn push_forward(&self, x: &[f64]) -> Vec<f64> {
        sums(&self.into, x)
    }

    /// The product against the links: Σ weight · x over the links from each node.
    pub(super) fn pull_back(&self, x: &[f64]) -> Vec<f64> {
        sums(&self.out, x)
    }

    /// Whether following links can come back; every link of an undirected graph does.
    pub(super) fn has_cycle(&self) -> bool {
        let mut open: Vec<usize> = self.into.iter().map(Vec::len).collect();
        let mut ready: Vec<usize> = (0..self.len()).filter(|&node| open[node] == 0).collect();
        let mut done = 0;
        while let Some(node) = ready.pop() {
            done += 1;
            for &(to, _) in &self.out[node] {
                open[to] -= 1;
                if open[to] == 0 {
                    ready.push(to);
                }
            }
        }
        done < self.len()
    }
}

fn sums(lists: &[Vec<(usize, f64)>], x: &[f64]) -> Vec<f64> {
    let sum = |list: &Vec<(usize, f64)>| list.iter().map(|&(at, weight)| weight * x[at]).sum();
    lists.iter().map(sum).collect()
}
