//! Betweenness in hops: what one start adds, with as few links looked at as will do.

use super::ordered::Ordered;

const UNSEEN: u32 = u32::MAX;

/// Arrays by place that one thread keeps from start to start; nothing in them has to be cleared
/// but `level` and `front`.
pub(super) struct Brandes {
    level: Vec<u32>,
    /// How many shortest paths lead to a place.
    paths: Vec<f64>,
    /// Sums pushed to a place: right for those of the level next in turn, of no meaning elsewhere.
    sum: Vec<f64>,
    /// What those of one level give to others; 0 everywhere else.
    front: Vec<f64>,
    depends: Vec<f64>,
    /// Places as they were reached, level by level.
    order: Vec<u32>,
    levels: Vec<Level>,
}

/// One level: where it begins in the order, and how many links lead from and to it.
#[derive(Clone, Copy, Default)]
struct Level {
    begin: usize,
    out: usize,
    into: usize,
}

impl Brandes {
    pub(super) fn new(n: usize) -> Self {
        Self {
            level: vec![UNSEEN; n],
            paths: vec![0.0; n],
            sum: vec![0.0; n],
            front: vec![0.0; n],
            depends: vec![0.0; n],
            order: Vec::new(),
            levels: Vec::new(),
        }
    }

    /// Adds the dependency of a start on every other place:
    /// `δ(v) = σ(v) · Σ_w (1 + δ(w))/σ(w)` over the next nodes w on shortest paths.
    ///
    /// From level to level either those that give push to all their neighbours, or those that
    /// get look for givers among theirs, whichever have fewer links.
    pub(super) fn add_from(&mut self, graph: &Ordered, start: usize, scores: &mut [f64]) {
        self.count_paths(graph, start);
        for depth in (2..self.levels.len() - 1).rev() {
            self.hand_back(graph, depth);
            let before = self.levels[depth - 1].begin..self.levels[depth].begin;
            for &place in &self.order[before] {
                scores[place as usize] += self.depends[place as usize];
            }
        }
        for &place in &self.order {
            self.level[place as usize] = UNSEEN;
        }
    }

    /// Levels, with one more where the last one ends, and how many paths lead to each place.
    fn count_paths(&mut self, graph: &Ordered, start: usize) {
        self.order.clear();
        self.levels.clear();
        self.order.push(start as u32);
        self.level[start] = 0;
        self.paths[start] = 1.0;
        let part = graph.part(start);
        let mut open = graph.links_into(part.clone()) - graph.into(start).len();
        let mut begin = 0;
        while begin < self.order.len() {
            let end = self.order.len();
            let mut made = Level {
                begin,
                ..Level::default()
            };
            for &place in &self.order[begin..end] {
                made.out += graph.out(place as usize).len();
                made.into += graph.into(place as usize).len();
            }
            self.levels.push(made);
            let depth = self.levels.len() as u32;
            if made.out <= open + part.len() / 4 {
                for at in begin..end {
                    let place = self.order[at] as usize;
                    let paths = self.paths[place];
                    for &to in graph.out(place) {
                        let to = to as usize;
                        if self.level[to] == UNSEEN {
                            self.level[to] = depth;
                            self.order.push(to as u32);
                            self.sum[to] = paths;
                        } else {
                            self.sum[to] += paths;
                        }
                    }
                }
                for &place in &self.order[end..] {
                    self.paths[place as usize] = self.sum[place as usize];
                }
            } else {
                for &place in &self.order[begin..end] {
                    self.front[place as usize] = self.paths[place as usize];
                }
                for place in part.clone() {
                    if self.level[place] == UNSEEN {
                        let paths = sum_of(graph.into(place), &self.front);
                        if paths > 0.0 {
                            self.level[place] = depth;
                            self.order.push(place as u32);
                            self.paths[place] = paths;
                        }
                    }
                }
                for &place in &self.order[begin..end] {
                    self.front[place as usize] = 0.0;
                }
            }
            for &place in &self.order[end..] {
                self.depends[place as usize] = 0.0;
                open -= graph.into(place as usize).len();
            }
            begin = end;
        }
        self.levels.push(Level {
            begin,
            ..Level::default()
        });
    }

    /// The dependencies of the level before `depth`.
    fn hand_back(&mut self, graph: &Ordered, depth: usize) {
        let [before, here, after] = [-1, 0, 1].map(|by| self.levels[depth.wrapping_add_signed(by)]);
        let (befores, heres) = (before.begin..here.begin, here.begin..after.begin);
        let share = |depends: f64, paths: f64| (1.0 + depends) / paths;
        if here.into < before.out {
            for &place in &self.order[befores.clone()] {
                self.sum[place as usize] = 0.0;
            }
            for &place in &self.order[heres] {
                let place = place as usize;
                let given = share(self.depends[place], self.paths[place]);
                for &from in graph.into(place) {
                    self.sum[from as usize] += given;
                }
            }
            for &place in &self.order[befores] {
                let place = place as usize;
                self.depends[place] = self.paths[place] * self.sum[place];
            }
        } else {
            for &place in &self.order[heres.clone()] {
                let place = place as usize;
                self.front[place] = share(self.depends[place], self.paths[place]);
            }
            for &place in &self.order[befores] {
                let place = place as usize;
                self.depends[place] = self.paths[place] * sum_of(graph.out(place), &self.front);
            }
            for &place in &self.order[heres] {
                self.front[place as usize] = 0.0;
            }
        }
    }
}

/// Σ values of the places; four lanes, so that no addition waits for the one before.
fn sum_of(places: &[u32], values: &[f64]) -> f64 {
    let mut lanes = [0.0; 4];
    let mut four = places.chunks_exact(4);
    for some in &mut four {
        for (lane, &place) in lanes.iter_mut().zip(some) {
            *lane += values[place as usize];
        }
    }
    let rest = four.remainder().iter().map(|&place| values[place as usize]);
    (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]) + rest.sum::<f64>()
}
