//! A search for places that cross little: nodes are moved and swapped, groups moved, mirrored
//! and exchanged, at first also where that makes the picture worse, later less and less
//! (threshold accepting: Dueck and Scheuer 1990, doi:10.1016/0021-9991(90)90201-B). What costs
//! is told at the constants of `state`. Seeded, so that every run makes the same picture.

use super::separate::Gap;
use super::state::State;
use super::stress::Random;
use crate::draw::scene::{Point, Rect};

/// Moves tried for each node: from a start, from places about right, at the end.
const MOVES: usize = 500;
const REFINE: usize = 300;
const POLISH: usize = 100;
/// Of so many moves one is that of a group; and where there is much, for then it costs as much
/// as many others.
const UNIT_EVERY: usize = 10;
const UNIT_SELDOM: usize = 40;
/// More looks at a pair than this no run may take, about: larger graphs get fewer moves. Some
/// 40 nodes with 80 links get all of theirs.
const MOST_LOOKS: usize = 32_000_000;
/// The greatest worsening that is taken, about: from a start, from places about right; and the
/// least.
const HOT: f64 = 30.0;
const WARM: f64 = 10.0;
const COLD: f64 = 0.2;

/// Where the seeds begin.
const SEED: u64 = 0x5EED + 3000;

/// A group: the room of its heading, and that of its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head {
    /// Room above the nodes, px.
    pub(super) high_px: f64,
    /// The width of its words, and the least of its panel, px.
    pub(super) words_px: f64,
}

impl Head {
    /// The panel about the members of a group.
    pub(super) fn panel(self, members: Rect, pad_px: f64) -> Rect {
        let b = members.grown(pad_px);
        let (width, up) = (b.width.max(self.words_px), self.high_px - pad_px + 2.0);
        // A heading that is wider than the nodes sticks out to both sides.
        Rect::new(
            b.x - (width - b.width) / 2.0,
            b.y - up,
            width,
            b.height + up,
        )
    }
}

/// What is to be placed, and where.
pub(super) struct Untangle<'a> {
    /// Two nodes and how many edges there are between them.
    pub(super) links: Vec<(usize, usize, f64)>,
    pub(super) group_of: &'a [Option<usize>],
    pub(super) heads: &'a [Head],
    /// Room between nodes, and between panels.
    pub(super) gap: Gap,
    pub(super) apart: Gap,
    /// Room in a panel around its nodes, px.
    pub(super) pad_px: f64,
    /// The page.
    pub(super) width: f64,
    pub(super) height: f64,
}

impl<'a> Untangle<'a> {
    /// Moves boxes. `units` are the members of groups, and single nodes.
    /// O(n · moves · degree · (m + n)), and no more than [`MOST_LOOKS`].
    pub(super) fn search(&self, boxes: &mut Vec<Rect>, units: &[Vec<usize>], seed: u64) {
        *boxes = self.run(boxes, units, (seed, HOT), MOVES, (2.0, 25.0));
    }

    /// The same from places that are about right.
    pub(super) fn refine(&self, boxes: &mut Vec<Rect>, units: &[Vec<usize>]) {
        *boxes = self.run(boxes, units, (0, WARM), REFINE, (3.0, 40.0));
    }

    /// Moves boxes that do not touch a little more, and leaves them so that they do not touch.
    pub(super) fn polish(&self, boxes: &mut Vec<Rect>, units: &[Vec<usize>]) {
        *boxes = self.run(boxes, units, (0, COLD), POLISH, (60.0, 60.0));
    }

    fn run(
        &self,
        boxes: &[Rect],
        units: &[Vec<usize>],
        (seed, hot): (u64, f64),
        moves: usize,
        harder: (f64, f64),
    ) -> Vec<Rect> {
        let mut search = Search {
            state: State::new(self, boxes, units),
            known: vec![None; boxes.len()],
        };
        search.run(seed, hot, moves, harder);
        search.state.boxes
    }

    /// The cost of places. O(m² + m · n).
    pub(super) fn cost(&self, boxes: &[Rect], units: &[Vec<usize>]) -> f64 {
        State::new(self, boxes, units).mark()
    }

    /// What of that cost is not length or room: crossings, edges through boxes and headings, and
    /// what does not fit the page; 0 where nothing is to be mended. O(m² + m · n).
    pub(super) fn flaws(&self, boxes: &[Rect], units: &[Vec<usize>]) -> f64 {
        State::new(self, boxes, units).flaws()
    }

    /// Headings of groups that have no place free of edges. O(groups · m · width).
    pub(super) fn covered(&self, boxes: &[Rect], units: &[Vec<usize>]) -> usize {
        let state = State::new(self, boxes, units);
        (0..units.len())
            .filter(|&unit| !state.has_place(unit))
            .count()
    }

    /// How many moves to try in all, and which of them are of groups: what is asked for, less
    /// where that would take too long.
    fn budget(&self, nodes: usize, moves: usize) -> (usize, usize) {
        let links = self.links.len();
        let one = (2 * links / nodes.max(1) + 1) * (links + nodes);
        let whole = links * (links / 2 + nodes);
        let looks = |every: usize| one + whole / every;
        let asked = moves * nodes;
        if asked.saturating_mul(looks(UNIT_EVERY)) <= MOST_LOOKS {
            return (asked, UNIT_EVERY);
        }
        (asked.min(MOST_LOOKS / looks(UNIT_SELDOM)), UNIT_SELDOM)
    }
}

/// A search under way.
struct Search<'u> {
    state: State<'u>,
    /// The parts of the cost that nodes have, where nothing has moved since.
    known: Vec<Option<f64>>,
}

impl Search<'_> {
    /// Cools from `hot` in stages; what must not be costs more and more.
    fn run(&mut self, seed: u64, hot: f64, moves: usize, (soft, hard): (f64, f64)) {
        const STAGES: usize = 24;
        let n = self.known.len();
        let units = self.state.units;
        let mut random = Random(seed.wrapping_add(SEED));
        let large: Vec<usize> = (0..units.len()).filter(|&u| units[u].len() > 1).collect();
        let (moves, unit_every) = self.state.of.budget(n, moves);
        for stage in 0..STAGES {
            let gone = stage as f64 / (STAGES - 1) as f64;
            let left = 1.0 - gone;
            let heat = COLD + (hot - COLD).max(0.0) * left * left;
            self.state.hard = soft + (hard - soft) * gone * gone * gone;
            let reach = 14.0 + self.state.of.width / 2.0 * left * left * hot / HOT;
            self.known.fill(None);
            let mut now = self.state.mark();
            for round in 0..moves / STAGES {
                // About an exponential variable, without a logarithm.
                let u = random.unit();
                let taken = heat * (1.0 - u) / (u + 0.2);
                if round % unit_every == 0 && !large.is_empty() {
                    let unit =
                        large[((random.unit() * large.len() as f64) as usize).min(large.len() - 1)];
                    now = self.move_unit(&mut random, unit, &large, now, taken, left * hot / HOT);
                    continue;
                }
                let node = ((random.unit() * n as f64) as usize).min(n - 1);
                let unit = &units[self.state.unit_of[node]];
                if random.unit() < 0.1 && unit.len() > 1 {
                    let at = (random.unit() * unit.len() as f64) as usize;
                    now += self.swap(node, unit[at.min(unit.len() - 1)], taken);
                } else {
                    let (x, y) = (random.unit() - 0.5, random.unit() - 0.5);
                    let to = self.state.boxes[node].moved(x * 2.0 * reach, y * 2.0 * reach);
                    now += self.step(node, to, taken);
                }
            }
        }
        self.state.hard = 1.0;
    }

    /// Moves one node, if that is not much worse; returns the change of cost.
    fn step(&mut self, node: usize, to: Rect, taken: f64) -> f64 {
        let state = &mut self.state;
        let before = *self.known[node].get_or_insert_with(|| state.part(node));
        let (old, unit) = (state.boxes[node], state.unit_of[node]);
        let panel = state.panels[unit];
        state.put(node, state.within(to));
        state.panels[unit] = state.panel(unit);
        let after = state.moved_part(node, before + taken);
        if let Some(after) = after.filter(|after| after - before < taken) {
            state.settle(node);
            self.known.fill(None);
            self.known[node] = Some(after);
            return after - before;
        }
        state.put(node, old);
        state.panels[unit] = panel;
        0.0
    }

    /// Exchanges two nodes of a unit.
    fn swap(&mut self, a: usize, b: usize, taken: f64) -> f64 {
        if a == b {
            return 0.0;
        }
        let (one, other) = (self.state.boxes[a], self.state.boxes[b]);
        let about = |b: Rect, c: Point| {
            Rect::new(c.x - b.width / 2.0, c.y - b.height / 2.0, b.width, b.height)
        };
        let mut change = self.step(a, about(one, other.centre()), f64::INFINITY);
        change += self.step(b, about(other, one.centre()), f64::INFINITY);
        if change < taken {
            return change;
        }
        let state = &mut self.state;
        state.put(a, one);
        state.put(b, other);
        let unit = state.unit_of[a];
        state.panels[unit] = state.panel(unit);
        for node in [a, b] {
            state.moved_part(node, f64::INFINITY);
            state.settle(node);
        }
        self.known.fill(None);
        0.0
    }

    /// Moves, mirrors or exchanges whole groups.
    fn move_unit(
        &mut self,
        random: &mut Random,
        unit: usize,
        large: &[usize],
        now: f64,
        taken: f64,
        left: f64,
    ) -> f64 {
        let other = large[((random.unit() * large.len() as f64) as usize).min(large.len() - 1)];
        let state = &mut self.state;
        let (at, units) = (state.panels[unit], state.units);
        let members = units[unit].iter();
        let to: Vec<(usize, Rect)> = match (random.unit() * 10.0) as usize {
            0 => {
                let mirrored =
                    |b: Rect| Rect::new(at.x + at.right() - b.right(), b.y, b.width, b.height);
                members.map(|&m| (m, mirrored(state.boxes[m]))).collect()
            }
            1 => {
                let mirrored =
                    |b: Rect| Rect::new(b.x, at.y + at.bottom() - b.bottom(), b.width, b.height);
                members.map(|&m| (m, mirrored(state.boxes[m]))).collect()
            }
            2 if unit != other => {
                let (a, b) = (at.centre(), state.panels[other].centre());
                let moved = |&m: &usize, sign: f64| {
                    let to = state.boxes[m].moved(sign * (b.x - a.x), sign * (b.y - a.y));
                    (m, state.within(to))
                };
                let others = units[other].iter().map(|m| moved(m, -1.0));
                members.map(|m| moved(m, 1.0)).chain(others).collect()
            }
            _ => {
                let reach = 20.0 + state.of.width * left * left;
                let (x, y) = (random.unit() - 0.5, random.unit() - 0.5);
                let moved = |b: Rect| state.within(b.moved(x * reach, y * reach));
                members.map(|&m| (m, moved(state.boxes[m]))).collect()
            }
        };
        let from: Vec<(usize, Rect)> = to.iter().map(|&(m, _)| (m, state.boxes[m])).collect();
        let panels = [unit, other].map(|unit| state.panels[unit]);
        for (m, to) in to {
            state.put(m, to);
        }
        for unit in [unit, other] {
            state.panels[unit] = state.panel(unit);
        }
        let after = state.whole(&state.moving([unit, other]), now + taken);
        if let Some(after) = after.filter(|after| after - now < taken) {
            state.accept();
            self.known.fill(None);
            return after;
        }
        for (m, b) in from {
            state.put(m, b);
        }
        for (unit, panel) in [unit, other].into_iter().zip(panels) {
            state.panels[unit] = panel;
        }
        now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_moves_leave_marked_is_what_counting_anew_finds() {
        let mut random = Random(11);
        let mut at = |n: usize| ((random.unit() * n as f64) as usize).min(n - 1);
        let n = 70;
        let group_of: Vec<Option<usize>> = (0..n).map(|i| (i < 30).then_some(i / 10)).collect();
        let mut units: Vec<Vec<usize>> = (0..3).map(|g| (10 * g..10 * g + 10).collect()).collect();
        units.extend((30..n).map(|i| vec![i]));
        let links = (0..130).map(|i| (i % n, (i % n + 1 + at(n - 1)) % n, 1.0 + (i % 2) as f64));
        let links: Vec<(usize, usize, f64)> = links.collect();
        let boxes: Vec<Rect> = (0..n)
            .map(|_| Rect::new(at(900) as f64, at(600) as f64, 90.0, 30.0))
            .collect();
        let head = Head {
            high_px: 22.0,
            words_px: 120.0,
        };
        let of = Untangle {
            links,
            group_of: &group_of,
            heads: &[head; 3],
            gap: Gap { x: 24.0, y: 22.0 },
            apart: Gap { x: 26.0, y: 22.0 },
            pad_px: 9.0,
            width: 1000.0,
            height: 700.0,
        };
        let mut search = Search {
            state: State::new(&of, &boxes, &units),
            known: vec![None; n],
        };
        search.run(1, HOT, 12, (2.0, 25.0));
        let mut state = search.state;
        let mut anew = State::new(&of, &state.boxes, &units);
        let cost = anew.mark();
        assert_eq!(state.panels, anew.panels);
        for node in 0..n {
            assert_eq!(
                state.part(node).to_bits(),
                anew.part(node).to_bits(),
                "{node}"
            );
            let moved = anew.moved_part(node, f64::INFINITY).unwrap();
            assert_eq!(anew.part(node).to_bits(), moved.to_bits(), "{node}");
        }
        let same = state.whole(&state.moving([0, 1]), f64::INFINITY);
        assert_eq!(same.unwrap().to_bits(), cost.to_bits());
        assert!(cost < State::new(&of, &boxes, &units).mark());
    }
}
