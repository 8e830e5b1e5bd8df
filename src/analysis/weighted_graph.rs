//! The graph that measures run on: indices, neighbours, one positive weight a link.

use super::parallel;

/// Neighbours of every node, both ways, each pair of nodes linked at most once.
#[derive(Debug, Clone, PartialEq)]
pub struct WeightedGraph {
    directed: bool,
    out: Lists,
    /// Without direction it would be the same as `out`.
    into: Option<Lists>,
}

/// A list for every node, one after the other: those of node v are `from[v]..from[v + 1]`.
#[derive(Debug, Clone, PartialEq)]
struct Lists {
    from: Vec<usize>,
    to: Vec<u32>,
    weight: Vec<f64>,
}

/// Whose list a link is in.
#[derive(Clone, Copy, PartialEq)]
enum Ends {
    Out,
    Into,
    Both,
}

/// With fewer links a second thread costs more than it saves.
const WORTH_A_THREAD: usize = 1 << 17;
/// Longer lists are summed in four lanes, so that no addition waits for the one before.
const LONG: usize = 32;

impl WeightedGraph {
    /// A graph of `n` nodes from links sorted by their ends, each pair once. Links of weight 0
    /// are none; a link from a node to itself is kept.
    pub(super) fn new(
        n: usize,
        directed: bool,
        links: impl Iterator<Item = (usize, usize, f64)> + Clone,
    ) -> Self {
        let into = directed.then(|| Lists::new(n, links.clone(), Ends::Into));
        let ends = if directed { Ends::Out } else { Ends::Both };
        let out = Lists::new(n, links, ends);
        Self {
            directed,
            out,
            into,
        }
    }

    /// The same links, each of weight 1.
    #[must_use]
    pub fn unweighted(mut self) -> Self {
        self.out.weight.fill(1.0);
        if let Some(into) = &mut self.into {
            into.weight.fill(1.0);
        }
        self
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.out.from.len() - 1
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether links have a direction.
    pub fn is_directed(&self) -> bool {
        self.directed
    }

    /// Where links from a node lead, sorted, with their weights.
    pub fn out(&self, node: usize) -> impl ExactSizeIterator<Item = (usize, f64)> + '_ {
        self.out.of(node)
    }

    /// Where links to a node come from, sorted, with their weights; the same as
    /// [`out`](Self::out) in an undirected graph.
    pub fn into(&self, node: usize) -> impl ExactSizeIterator<Item = (usize, f64)> + '_ {
        self.lists_into().of(node)
    }

    fn lists_into(&self) -> &Lists {
        self.into.as_ref().unwrap_or(&self.out)
    }

    /// The product with a vector along the links: what each node gets, Σ weight · x over the
    /// links to it.
    pub(super) fn push_forward(&self, x: &[f64], made: &mut [f64]) {
        self.lists_into().sums(x, made);
    }

    /// The product against the links: Σ weight · x over the links from each node.
    pub(super) fn pull_back(&self, x: &[f64], made: &mut [f64]) {
        self.out.sums(x, made);
    }

    /// Whether following links can come back; every link of an undirected graph does.
    pub(super) fn has_cycle(&self) -> bool {
        if !self.directed {
            return !self.out.to.is_empty();
        }
        let mut open: Vec<usize> = (0..self.len()).map(|node| self.into(node).len()).collect();
        let mut ready: Vec<usize> = (0..self.len()).filter(|&node| open[node] == 0).collect();
        let mut done = 0;
        while let Some(node) = ready.pop() {
            done += 1;
            for (to, _) in self.out(node) {
                open[to] -= 1;
                if open[to] == 0 {
                    ready.push(to);
                }
            }
        }
        done < self.len()
    }
}

impl Lists {
    /// Links sorted by their ends, so that every list comes out sorted.
    fn new(n: usize, links: impl Iterator<Item = (usize, usize, f64)> + Clone, ends: Ends) -> Self {
        let links = links.filter(|link| link.2 > 0.0);
        let mut from = vec![0; n + 1];
        for (a, b, _) in links.clone() {
            from[a + 1] += usize::from(ends != Ends::Into);
            from[b + 1] += usize::from(ends == Ends::Into || (ends == Ends::Both && a != b));
        }
        for node in 0..n {
            from[node + 1] += from[node];
        }
        let mut next = from.clone();
        let mut to = vec![0; from[n]];
        let mut weight = vec![0.0; from[n]];
        let mut put = |node: usize, other: usize, heavy: f64| {
            let at = &mut next[node];
            to[*at] = other as u32;
            weight[*at] = heavy;
            *at += 1;
        };
        for (a, b, heavy) in links {
            match ends {
                Ends::Out => put(a, b, heavy),
                Ends::Into => put(b, a, heavy),
                Ends::Both => {
                    put(a, b, heavy);
                    if a != b {
                        put(b, a, heavy);
                    }
                }
            }
        }
        Self { from, to, weight }
    }

    fn of(&self, node: usize) -> impl ExactSizeIterator<Item = (usize, f64)> + '_ {
        let range = self.from[node]..self.from[node + 1];
        let to = self.to[range.clone()].iter().map(|&to| to as usize);
        to.zip(self.weight[range].iter().copied())
    }

    /// Σ weight · x over the list of each node. Every sum is made by one thread in one order, so
    /// their number changes nothing.
    fn sums(&self, x: &[f64], made: &mut [f64]) {
        let threads = if self.to.len() < WORTH_A_THREAD {
            1
        } else {
            parallel::threads(None)
        };
        std::thread::scope(|scope| {
            let (mut rest, mut first) = (made, 0);
            for part in 1..threads {
                let links = self.to.len() * part / threads;
                let end = self.from.partition_point(|&from| from < links);
                let end = end.clamp(first, first + rest.len());
                let (mine, others) = rest.split_at_mut(end - first);
                scope.spawn(move || self.sums_from(first, x, mine));
                (rest, first) = (others, end);
            }
            self.sums_from(first, x, rest);
        });
    }

    fn sums_from(&self, first: usize, x: &[f64], made: &mut [f64]) {
        for (sum, ends) in made.iter_mut().zip(self.from[first..].windows(2)) {
            let (to, weight) = (&self.to[ends[0]..ends[1]], &self.weight[ends[0]..ends[1]]);
            let one = |(&to, weight): (&u32, &f64)| weight * x[to as usize];
            let (four, rest) = if to.len() < LONG {
                (0.0, 0)
            } else {
                let mut lanes = [0.0; 4];
                for (to, weight) in to.chunks_exact(4).zip(weight.chunks_exact(4)) {
                    for lane in 0..4 {
                        lanes[lane] += weight[lane] * x[to[lane] as usize];
                    }
                }
                ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3]), to.len() & !3)
            };
            let rest = to[rest..].iter().zip(&weight[rest..]).map(one);
            *sum = four + rest.sum::<f64>();
        }
    }
}
