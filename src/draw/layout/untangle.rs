//! A search for places that cross little: nodes are moved and swapped, groups moved, mirrored
//! and exchanged, at first also where that makes the picture worse, later less and less
//! (threshold accepting: Dueck and Scheuer 1990, doi:10.1016/0021-9991(90)90201-B). What costs
//! is told at the constants. Seeded, so that every run makes the same picture.
//!
//! Over 600 lines: the state, its costs and its moves change together.

use super::separate::Gap;
use super::stress::Random;
use super::tangle::{cross, passes};
use crate::draw::scene::{Point, Rect};

/// What a crossing of two edges costs.
const CROSSING: f64 = 40.0;
/// What an edge through a foreign box costs.
const HIT: f64 = 60.0;
/// What an edge through the heading of a group costs.
const HEAD_HIT: f64 = 14.0;
/// What a px of edge costs.
const LENGTH: f64 = 0.02;
/// An edge needs this length between its boxes, for its sign and the marks at its ends, px;
/// what a px less costs.
const VISIBLE_PX: f64 = 46.0;
const HIDDEN: f64 = 0.2;
/// What it costs that two boxes, or two groups, come too near, and a px of that.
const TOUCH: f64 = 10.0;
const DEEP: f64 = 1.2;
/// What a px beyond the sides of the page costs, and beyond its height.
const OUTSIDE: f64 = 2.5;
const HIGH: f64 = 0.4;
/// How near to a foreign box an edge may come, px.
const NEAR_PX: f64 = 5.0;
/// Places of a heading are tried so far apart, and edges keep so far from it, px.
const HEAD_STEP_PX: f64 = 6.0;
const HEAD_FREE_PX: f64 = 8.0;
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

/// A link from middle to middle, and the box about it.
#[derive(Debug, Clone, Copy)]
struct Line {
    from: Point,
    to: Point,
    low: Point,
    high: Point,
}

impl Line {
    fn new(from: Point, to: Point) -> Self {
        let (left, right) = if from.x < to.x {
            (from.x, to.x)
        } else {
            (to.x, from.x)
        };
        let (top, bottom) = if from.y < to.y {
            (from.y, to.y)
        } else {
            (to.y, from.y)
        };
        Self {
            from,
            to,
            low: Point::new(left, top),
            high: Point::new(right, bottom),
        }
    }
}

/// A state of the search.
struct State<'u> {
    of: &'u Untangle<'u>,
    boxes: Vec<Rect>,
    links_of: Vec<Vec<usize>>,
    /// Where links run, from middle to middle.
    lines: Vec<Line>,
    /// What moves together, and the unit of each node.
    units: &'u [Vec<usize>],
    unit_of: Vec<usize>,
    panels: Vec<Rect>,
    /// How much what must not be costs more than usual.
    hard: f64,
    /// The parts of the cost that nodes have, where nothing has moved since.
    known: Vec<Option<f64>>,
}

impl<'a> Untangle<'a> {
    /// Moves boxes. `units` are the members of groups, and single nodes.
    /// O(n · moves · degree · (m + n)), and no more than [`MOST_LOOKS`].
    pub(super) fn search(&self, boxes: &mut Vec<Rect>, units: &[Vec<usize>], seed: u64) {
        let mut state = self.state(boxes, units);
        state.run(seed, HOT, MOVES, (2.0, 25.0));
        *boxes = state.boxes;
    }

    /// The same from places that are about right.
    pub(super) fn refine(&self, boxes: &mut Vec<Rect>, units: &[Vec<usize>]) {
        let mut state = self.state(boxes, units);
        state.run(0, WARM, REFINE, (3.0, 40.0));
        *boxes = state.boxes;
    }

    /// Moves boxes that do not touch a little more, and leaves them so that they do not touch.
    pub(super) fn polish(&self, boxes: &mut Vec<Rect>, units: &[Vec<usize>]) {
        let mut state = self.state(boxes, units);
        state.run(0, COLD, POLISH, (60.0, 60.0));
        *boxes = state.boxes;
    }

    /// The cost of places. O(m² + m · n).
    pub(super) fn cost(&self, boxes: &[Rect], units: &[Vec<usize>]) -> f64 {
        self.state(boxes, units).cost(f64::INFINITY)
    }

    /// What of that cost is not length or room: crossings, edges through boxes and headings, and
    /// what does not fit the page; 0 where nothing is to be mended. O(m² + m · n).
    pub(super) fn flaws(&self, boxes: &[Rect], units: &[Vec<usize>]) -> f64 {
        let state = self.state(boxes, units);
        let mut flaws = 0.0;
        for unit in 0..units.len() {
            flaws += state.outside(unit);
        }
        for link in 0..self.links.len() {
            for node in 0..boxes.len() {
                flaws += state.hit(link, node);
            }
            for unit in 0..units.len() {
                flaws += state.head_hit(link, unit);
            }
            for other in link + 1..self.links.len() {
                flaws += state.crossing(link, other);
            }
        }
        flaws
    }

    /// Headings of groups that have no place free of edges. O(groups · m · width).
    pub(super) fn covered(&self, boxes: &[Rect], units: &[Vec<usize>]) -> usize {
        let state = self.state(boxes, units);
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

    fn state<'u>(&'u self, boxes: &[Rect], units: &'u [Vec<usize>]) -> State<'u> {
        let n = boxes.len();
        let mut links_of = vec![Vec::new(); n];
        for (i, &(a, b, _)) in self.links.iter().enumerate() {
            links_of[a].push(i);
            links_of[b].push(i);
        }
        let mut unit_of = vec![0; n];
        for (unit, members) in units.iter().enumerate() {
            for &m in members {
                unit_of[m] = unit;
            }
        }
        let mut state = State {
            of: self,
            boxes: boxes.to_vec(),
            links_of,
            lines: Vec::new(),
            units,
            unit_of,
            panels: Vec::new(),
            hard: 1.0,
            known: vec![None; n],
        };
        state.panels = (0..units.len()).map(|unit| state.panel(unit)).collect();
        state.redraw();
        state
    }
}

impl State<'_> {
    /// Cools from `hot` in stages; what must not be costs more and more.
    fn run(&mut self, seed: u64, hot: f64, moves: usize, (soft, hard): (f64, f64)) {
        const STAGES: usize = 24;
        let n = self.boxes.len();
        let mut random = Random(seed.wrapping_add(SEED));
        let large: Vec<usize> = (0..self.units.len())
            .filter(|&u| self.units[u].len() > 1)
            .collect();
        let (moves, unit_every) = self.of.budget(n, moves);
        for stage in 0..STAGES {
            let gone = stage as f64 / (STAGES - 1) as f64;
            let left = 1.0 - gone;
            let heat = COLD + (hot - COLD).max(0.0) * left * left;
            self.hard = soft + (hard - soft) * gone * gone * gone;
            let reach = 14.0 + self.of.width / 2.0 * left * left * hot / HOT;
            self.known.fill(None);
            let mut now = self.cost(f64::INFINITY);
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
                let unit = &self.units[self.unit_of[node]];
                if random.unit() < 0.1 && unit.len() > 1 {
                    let at = (random.unit() * unit.len() as f64) as usize;
                    now += self.swap(node, unit[at.min(unit.len() - 1)], taken);
                } else {
                    let (x, y) = (random.unit() - 0.5, random.unit() - 0.5);
                    let to = self.boxes[node].moved(x * 2.0 * reach, y * 2.0 * reach);
                    now += self.step(node, to, taken);
                }
            }
        }
        self.hard = 1.0;
    }

    /// Moves one node, if that is not much worse; returns the change of cost.
    fn step(&mut self, node: usize, to: Rect, taken: f64) -> f64 {
        let (old, unit) = (self.boxes[node], self.unit_of[node]);
        let panel = self.panels[unit];
        let before = self.known[node].unwrap_or_else(|| self.cost_of(node, f64::INFINITY));
        self.known[node] = Some(before);
        self.put(node, self.within(to));
        self.panels[unit] = self.panel(unit);
        let change = self.cost_of(node, before + taken) - before;
        if change < taken {
            self.known.fill(None);
            return change;
        }
        self.put(node, old);
        self.panels[unit] = panel;
        0.0
    }

    /// Exchanges two nodes of a unit.
    fn swap(&mut self, a: usize, b: usize, taken: f64) -> f64 {
        if a == b {
            return 0.0;
        }
        let (one, other) = (self.boxes[a], self.boxes[b]);
        let about = |b: Rect, c: Point| {
            Rect::new(c.x - b.width / 2.0, c.y - b.height / 2.0, b.width, b.height)
        };
        let mut change = self.step(a, about(one, other.centre()), f64::INFINITY);
        change += self.step(b, about(other, one.centre()), f64::INFINITY);
        if change < taken {
            return change;
        }
        self.put(a, one);
        self.put(b, other);
        self.known.fill(None);
        let unit = self.unit_of[a];
        self.panels[unit] = self.panel(unit);
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
        let (boxes, panels) = (self.boxes.clone(), self.panels.clone());
        let at = self.panels[unit];
        let units = self.units;
        match (random.unit() * 10.0) as usize {
            0 => {
                for &m in &units[unit] {
                    let b = self.boxes[m];
                    self.boxes[m].x = at.x + at.right() - b.right();
                }
            }
            1 => {
                for &m in &units[unit] {
                    let b = self.boxes[m];
                    self.boxes[m].y = at.y + at.bottom() - b.bottom();
                }
            }
            2 if unit != other => {
                let (a, b) = (at.centre(), self.panels[other].centre());
                for (unit, sign) in [(unit, 1.0), (other, -1.0)] {
                    for &m in &units[unit] {
                        let to = self.boxes[m].moved(sign * (b.x - a.x), sign * (b.y - a.y));
                        self.boxes[m] = self.within(to);
                    }
                }
            }
            _ => {
                let reach = 20.0 + self.of.width * left * left;
                let (x, y) = (random.unit() - 0.5, random.unit() - 0.5);
                for &m in &units[unit] {
                    self.boxes[m] = self.within(self.boxes[m].moved(x * reach, y * reach));
                }
            }
        }
        for unit in [unit, other] {
            self.panels[unit] = self.panel(unit);
        }
        self.redraw();
        let after = self.cost(now + taken);
        if after - now < taken {
            self.known.fill(None);
            return after;
        }
        (self.boxes, self.panels) = (boxes, panels);
        self.redraw();
        now
    }

    /// A box brought back to the page.
    fn within(&self, b: Rect) -> Rect {
        let x = b.x.min(self.of.width - b.width).max(0.0);
        Rect::new(x, b.y, b.width, b.height)
    }

    /// What a unit covers.
    fn panel(&self, unit: usize) -> Rect {
        let members = &self.units[unit];
        let mut all = self.boxes[members[0]];
        for &m in &members[1..] {
            all = all.union(self.boxes[m]);
        }
        match self.of.group_of[members[0]] {
            Some(group) => about(all, self.of.heads[group], self.of.pad_px),
            None => all,
        }
    }

    fn head(&self, unit: usize) -> Option<Rect> {
        let group = self.of.group_of[self.units[unit][0]]?;
        let (head, b) = (self.of.heads[group], self.panels[unit]);
        Some(Rect::new(b.x, b.y, head.words_px, head.high_px))
    }

    /// The cost of the whole picture, or something above `limit` where it is above.
    fn cost(&self, limit: f64) -> f64 {
        let mut cost = 0.0;
        for unit in 0..self.units.len() {
            cost += self.outside(unit);
            for other in unit + 1..self.units.len() {
                cost += self.too_near(unit, other);
            }
            let members = &self.units[unit];
            for (i, &a) in members.iter().enumerate() {
                for &b in &members[i + 1..] {
                    cost += self.hard * near(self.boxes[a], self.boxes[b], self.of.gap);
                }
            }
        }
        for i in 0..self.of.links.len() {
            if cost > limit {
                return cost;
            }
            cost += self.link_cost(i);
            for node in 0..self.boxes.len() {
                cost += self.hit(i, node);
            }
            for unit in 0..self.units.len() {
                cost += self.head_hit(i, unit);
            }
            for other in i + 1..self.of.links.len() {
                cost += self.crossing(i, other);
            }
        }
        cost
    }

    /// The part of the cost that depends on where one node is; the same about `limit`.
    fn cost_of(&self, node: usize, limit: f64) -> f64 {
        let unit = self.unit_of[node];
        let mut cost = self.outside(unit);
        for &other in &self.units[unit] {
            if other != node {
                cost += self.hard * near(self.boxes[node], self.boxes[other], self.of.gap);
            }
        }
        for other in 0..self.units.len() {
            if other != unit {
                cost += self.too_near(unit, other);
            }
        }
        for &i in &self.links_of[node] {
            cost += self.link_cost(i);
        }
        if cost > limit {
            return cost;
        }
        for i in 0..self.of.links.len() {
            cost += self.hit(i, node) + self.head_hit(i, unit);
        }
        for &i in &self.links_of[node] {
            if cost > limit {
                return cost;
            }
            for other in 0..self.boxes.len() {
                cost += self.hit(i, other);
            }
            for other in 0..self.units.len() {
                if other != unit {
                    cost += self.head_hit(i, other);
                }
            }
            for other in 0..self.of.links.len() {
                cost += self.crossing(i, other);
            }
        }
        cost
    }

    /// Puts a node somewhere, with its links.
    fn put(&mut self, node: usize, to: Rect) {
        self.boxes[node] = to;
        for at in 0..self.links_of[node].len() {
            let link = self.links_of[node][at];
            let (a, b, _) = self.of.links[link];
            self.lines[link] = Line::new(self.boxes[a].centre(), self.boxes[b].centre());
        }
    }

    /// Puts all links where the boxes are.
    fn redraw(&mut self) {
        let ends = |&(a, b, _): &(usize, usize, f64)| {
            Line::new(self.boxes[a].centre(), self.boxes[b].centre())
        };
        self.lines = self.of.links.iter().map(ends).collect();
    }

    fn link_cost(&self, link: usize) -> f64 {
        let ((one, other, _), line) = (self.of.links[link], &self.lines[link]);
        let (p, q) = (&self.boxes[one], &self.boxes[other]);
        let (dx, dy) = (line.high.x - line.low.x, line.high.y - line.low.y);
        let long = (dx * dx + dy * dy).sqrt().max(1e-6);
        // What the boxes hide of it, as if both were cut along the same side.
        let hidden = ((p.width + q.width) / 2.0 / dx.max(1e-6))
            .min((p.height + q.height) / 2.0 / dy.max(1e-6))
            .min(1.0);
        LENGTH * long + HIDDEN * (VISIBLE_PX - long * (1.0 - hidden)).max(0.0)
    }

    fn crossing(&self, link: usize, other: usize) -> f64 {
        let (line, across) = (&self.lines[link], &self.lines[other]);
        // Most are far from each other.
        if line.high.x < across.low.x
            || line.low.x > across.high.x
            || line.high.y < across.low.y
            || line.low.y > across.high.y
        {
            return 0.0;
        }
        let ((a, b, count), (c, d, more)) = (self.of.links[link], self.of.links[other]);
        if a == c
            || a == d
            || b == c
            || b == d
            || !cross((line.from, line.to), (across.from, across.to))
        {
            return 0.0;
        }
        CROSSING * count * more
    }

    fn hit(&self, link: usize, node: usize) -> f64 {
        let (line, r) = (&self.lines[link], &self.boxes[node]);
        if line.high.x < r.x - NEAR_PX
            || line.low.x > r.x + r.width + NEAR_PX
            || line.high.y < r.y - NEAR_PX
            || line.low.y > r.y + r.height + NEAR_PX
        {
            return 0.0;
        }
        let (one, other, _) = self.of.links[link];
        if node == one || node == other || !passes((line.from, line.to), r.grown(NEAR_PX)) {
            return 0.0;
        }
        HIT
    }

    /// Whether the heading of a group has a place above its nodes that no edge runs through.
    fn has_place(&self, unit: usize) -> bool {
        let Some(head) = self.head(unit) else {
            return true;
        };
        let room = (self.panels[unit].width - head.width).max(0.0);
        (0..=(room / HEAD_STEP_PX) as usize).any(|step| {
            let there = head
                .moved(step as f64 * HEAD_STEP_PX, 0.0)
                .grown(HEAD_FREE_PX);
            !(self.lines.iter()).any(|line| passes((line.from, line.to), there))
        })
    }

    fn head_hit(&self, link: usize, unit: usize) -> f64 {
        let Some(head) = self.head(unit) else {
            return 0.0;
        };
        let line = &self.lines[link];
        if line.high.y < head.y
            || line.low.y > head.y + head.height
            || !passes((line.from, line.to), head)
        {
            return 0.0;
        }
        HEAD_HIT
    }

    fn too_near(&self, unit: usize, other: usize) -> f64 {
        let gap = if self.of.heads.is_empty() {
            self.of.gap
        } else {
            self.of.apart
        };
        self.hard * near(self.panels[unit], self.panels[other], gap)
    }

    fn outside(&self, unit: usize) -> f64 {
        let b = self.panels[unit];
        let across = (-b.x).max(0.0) + (b.right() - self.of.width).max(0.0);
        let down = (-b.y).max(0.0) + (b.bottom() - self.of.height).max(0.0);
        let over = if across > 0.0 {
            TOUCH + OUTSIDE * across
        } else {
            0.0
        };
        self.hard * over + HIGH * down
    }
}

/// The panel about the members of a group.
pub(super) fn about(members: Rect, head: Head, pad_px: f64) -> Rect {
    let b = members.grown(pad_px);
    let (width, up) = (b.width.max(head.words_px), head.high_px - pad_px + 2.0);
    // A heading that is wider than the nodes sticks out to both sides.
    Rect::new(
        b.x - (width - b.width) / 2.0,
        b.y - up,
        width,
        b.height + up,
    )
}

/// What it costs that two boxes are nearer than they may.
fn near(a: Rect, b: Rect, gap: Gap) -> f64 {
    if a.x + a.width + gap.x <= b.x
        || b.x + b.width + gap.x <= a.x
        || a.y + a.height + gap.y <= b.y
        || b.y + b.height + gap.y <= a.y
    {
        return 0.0;
    }
    let across = a.right().min(b.right()) - a.x.max(b.x) + gap.x;
    let down = a.bottom().min(b.bottom()) - a.y.max(b.y) + gap.y;
    TOUCH + DEEP * across.min(down)
}
