//! The state of a search for places: what it costs, and what its links cross and run through,
//! kept so that a move costs no more than what it changes.

use super::line::Line;
use super::separate::Gap;
use super::sides::{Bits, Sides, keep, kept, ones, words};
use super::tangle::{cross, passes};
use super::untangle::Untangle;
use crate::draw::scene::{Point, Rect};

/// What a crossing of two edges costs.
const CROSSING: f64 = 40.0;
/// What an edge through a foreign box costs.
const HIT: f64 = 60.0;
/// What an edge through the heading of a group costs.
const HEAD_HIT: f64 = 14.0;
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

/// Which links cross each other, and what they run through.
#[derive(Debug, Clone, Default)]
struct Marks {
    /// Of each link: those that cross it, the nodes and the headings it runs through.
    across: Bits,
    nodes: Bits,
    heads: Bits,
    /// Of each node and of each heading: the links that run through it.
    of_node: Bits,
    of_head: Bits,
}

impl Marks {
    fn new(links: usize, nodes: usize, heads: usize) -> Self {
        Self {
            across: Bits::new(links, links),
            nodes: Bits::new(links, nodes),
            heads: Bits::new(links, heads),
            of_node: Bits::new(nodes, links),
            of_head: Bits::new(heads, links),
        }
    }
}

/// The marks that a moved node would have: of itself, of its heading, and of its links in order.
#[derive(Debug, Clone, Default)]
struct Fresh {
    through: Vec<u64>,
    through_head: Vec<u64>,
    across: Bits,
    nodes: Bits,
    heads: Bits,
}

/// What has moved since marks were made.
#[derive(Debug, Clone, Default)]
pub(super) struct Moved {
    links: Vec<u64>,
    nodes: Vec<u64>,
    units: Vec<bool>,
}

/// A state of the search.
pub(super) struct State<'u> {
    pub(super) of: &'u Untangle<'u>,
    pub(super) boxes: Vec<Rect>,
    pub(super) panels: Vec<Rect>,
    /// What moves together, and the unit of each node.
    pub(super) units: &'u [Vec<usize>],
    pub(super) unit_of: Vec<usize>,
    /// How much what must not be costs more than usual.
    pub(super) hard: f64,
    links_of: Vec<Vec<usize>>,
    /// Of each link, those that have an end in common with it.
    joined: Bits,
    /// Units with a heading, rising; and which of them each unit is.
    headed: Vec<usize>,
    rank_of: Vec<Option<usize>>,
    /// Where links run, from middle to middle.
    lines: Vec<Line>,
    line_sides: Sides,
    box_sides: Sides,
    marks: Marks,
    /// Room for other marks.
    other: Marks,
    fresh: Fresh,
}

impl<'u> State<'u> {
    /// O(m + n), and as much room as pairs of links have bits.
    pub(super) fn new(of: &'u Untangle<'u>, boxes: &[Rect], units: &'u [Vec<usize>]) -> Self {
        let (n, m) = (boxes.len(), of.links.len());
        let mut links_of = vec![Vec::new(); n];
        for (i, &(a, b, _)) in of.links.iter().enumerate() {
            links_of[a].push(i);
            links_of[b].push(i);
        }
        let mut joined = Bits::new(m, m);
        for (i, &(a, b, _)) in of.links.iter().enumerate() {
            for &other in links_of[a].iter().chain(&links_of[b]) {
                joined.set(i, other);
            }
        }
        let mut unit_of = vec![0; n];
        for (unit, members) in units.iter().enumerate() {
            for &member in members {
                unit_of[member] = unit;
            }
        }
        let has_head = |&unit: &usize| of.group_of[units[unit][0]].is_some();
        let headed: Vec<usize> = (0..units.len()).filter(has_head).collect();
        let mut rank_of = vec![None; units.len()];
        for (rank, &unit) in headed.iter().enumerate() {
            rank_of[unit] = Some(rank);
        }
        let most = links_of.iter().map(Vec::len).max().unwrap_or(0);
        let fresh = Fresh {
            through: vec![0; words(m)],
            through_head: vec![0; words(m)],
            across: Bits::new(most, m),
            nodes: Bits::new(most, n),
            heads: Bits::new(most, headed.len()),
        };
        let mut state = Self {
            of,
            boxes: boxes.to_vec(),
            panels: Vec::new(),
            units,
            unit_of,
            hard: 1.0,
            links_of,
            joined,
            marks: Marks::default(),
            other: Marks::default(),
            fresh,
            headed,
            rank_of,
            lines: Vec::with_capacity(m),
            line_sides: Sides::new(m),
            box_sides: Sides::new(n),
        };
        state.panels = (0..units.len()).map(|unit| state.panel(unit)).collect();
        for (at, b) in state.boxes.iter().enumerate() {
            let (low, high) = corners(*b);
            state.box_sides.set(at, low, high);
        }
        for link in 0..m {
            let line = state.line(link);
            state.line_sides.set(link, line.low, line.high);
            state.lines.push(line);
        }
        state
    }

    /// Marks everything, which [`Self::whole`] and [`Self::part`] need, and what is there costs.
    /// O(m · (m + n)).
    pub(super) fn mark(&mut self) -> f64 {
        let (m, n, heads) = (self.lines.len(), self.boxes.len(), self.headed.len());
        self.marks = Marks::new(m, n, heads);
        self.other = Marks::new(m, n, heads);
        let moved = Moved {
            links: vec![u64::MAX; words(m)],
            nodes: vec![u64::MAX; words(n)],
            units: vec![true; self.units.len()],
        };
        let cost = self.whole(&moved, f64::INFINITY);
        self.accept();
        cost.unwrap_or(f64::INFINITY)
    }

    /// What moves with some units.
    pub(super) fn moving(&self, units: [usize; 2]) -> Moved {
        let mut moved = Moved {
            links: vec![0; words(self.lines.len())],
            nodes: vec![0; words(self.boxes.len())],
            units: vec![false; self.units.len()],
        };
        for unit in units {
            moved.units[unit] = true;
            for &node in &self.units[unit] {
                moved.nodes[node / 64] |= 1 << (node % 64);
                for &link in &self.links_of[node] {
                    moved.links[link / 64] |= 1 << (link % 64);
                }
            }
        }
        moved
    }

    /// The cost of the whole picture after some of it moved; `None` where that is above a limit.
    /// [`Self::accept`] takes the marks that it made.
    pub(super) fn whole(&mut self, moved: &Moved, limit: f64) -> Option<f64> {
        let mut next = std::mem::take(&mut self.other);
        let cost = self.whole_into(moved, limit, &mut next);
        self.other = next;
        cost
    }

    pub(super) fn accept(&mut self) {
        std::mem::swap(&mut self.marks, &mut self.other);
    }

    fn whole_into(&self, moved: &Moved, limit: f64, next: &mut Marks) -> Option<f64> {
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
        next.across.clear();
        next.of_node.clear();
        next.of_head.clear();
        for (i, line) in self.lines.iter().enumerate() {
            if cost > limit {
                return None;
            }
            cost += line.cost;
            let is_moved = moved.links[i / 64] >> (i % 64) & 1 == 1;
            let anew = |bits: u64| if is_moved { u64::MAX } else { bits };
            let nodes = next.nodes.row_mut(i);
            let (low, high) = line.about(NEAR_PX);
            let touched = self.box_sides.touching(low, high);
            let old = self.marks.nodes.row(i);
            for (at, touched) in touched.enumerate() {
                let anew = anew(moved.nodes[at]);
                nodes[at] = old[at] & !anew | kept(touched & anew, at, |node| self.hits(i, node));
            }
            for node in ones(nodes.iter().copied()) {
                cost += HIT;
                next.of_node.set(node, i);
            }
            next.heads.row_mut(i).fill(0);
            for (rank, &unit) in self.headed.iter().enumerate() {
                let is_hit = if is_moved || moved.units[unit] {
                    self.hits_head(i, unit)
                } else {
                    self.marks.heads.has(i, rank)
                };
                if is_hit {
                    cost += HEAD_HIT;
                    next.heads.set(i, rank);
                    next.of_head.set(rank, i);
                }
            }
            let old = self.marks.across.row(i);
            let touched = self.line_sides.touching(line.low, line.high);
            // Each pair once: those after this link.
            let touched = touched
                .zip(self.joined.row(i))
                .map(|(word, joined)| word & !joined);
            for (at, touched) in touched.enumerate().skip(i / 64) {
                let after = if at == i / 64 {
                    !1 << (i % 64)
                } else {
                    u64::MAX
                };
                let anew = anew(moved.links[at]);
                let crossed = kept(touched & anew & after, at, |other| self.crosses(i, other));
                let word = old[at] & !anew & after | crossed;
                next.across.row_mut(i)[at] |= word;
                for other in ones([word]).map(|bit| 64 * at + bit) {
                    cost += self.crossing(i, other);
                    next.across.set(other, i);
                }
            }
        }
        Some(cost)
    }

    /// The part of the cost that depends on where one node is. O(units + degree + marks).
    pub(super) fn part(&self, node: usize) -> f64 {
        let marks = &self.marks;
        let mut cost = self.room(node);
        let rank = self.rank_of[self.unit_of[node]];
        let head = rank.map(|rank| marks.of_head.row(rank));
        cost = through(cost, marks.of_node.row(node), head);
        for &i in &self.links_of[node] {
            for _ in ones(marks.nodes.row(i).iter().copied()) {
                cost += HIT;
            }
            for other in ones(marks.heads.row(i).iter().copied()) {
                if Some(other) != rank {
                    cost += HEAD_HIT;
                }
            }
            for other in ones(marks.across.row(i).iter().copied()) {
                cost += self.crossing(i, other);
            }
        }
        cost
    }

    /// The same for a node that has moved since it was marked; `None` where it is above a limit.
    /// [`Self::settle`] takes the marks that it made. O(units + degree · (m + n)).
    pub(super) fn moved_part(&mut self, node: usize, limit: f64) -> Option<f64> {
        let mut fresh = std::mem::take(&mut self.fresh);
        let cost = self.part_into(node, limit, &mut fresh);
        self.fresh = fresh;
        cost
    }

    fn part_into(&self, node: usize, limit: f64, fresh: &mut Fresh) -> Option<f64> {
        let mut cost = self.room(node);
        if cost > limit {
            return None;
        }
        let (low, high) = corners(self.boxes[node].grown(NEAR_PX));
        let touched = self.line_sides.touching(low, high);
        keep(&mut fresh.through, touched, |link| self.hits(link, node));
        let unit = self.unit_of[node];
        let head = self.head(unit);
        if let Some(head) = head {
            let (low, high) = corners(head);
            let touched = self.line_sides.touching(low, high);
            let hits = |link: usize| passes(self.lines[link].ends(), head);
            keep(&mut fresh.through_head, touched, hits);
        }
        let head = head.map(|_| fresh.through_head.as_slice());
        cost = through(cost, &fresh.through, head);
        for (at, &i) in self.links_of[node].iter().enumerate() {
            if cost > limit {
                return None;
            }
            let line = &self.lines[i];
            let (low, high) = line.about(NEAR_PX);
            let row = fresh.nodes.row_mut(at);
            keep(row, self.box_sides.touching(low, high), |other| {
                self.hits(i, other)
            });
            for _ in ones(row.iter().copied()) {
                cost += HIT;
            }
            fresh.heads.row_mut(at).fill(0);
            for (rank, &other) in self.headed.iter().enumerate() {
                if other != unit && self.hits_head(i, other) {
                    cost += HEAD_HIT;
                    fresh.heads.set(at, rank);
                }
            }
            let row = fresh.across.row_mut(at);
            let touched = self.line_sides.touching(line.low, line.high);
            let touched = touched
                .zip(self.joined.row(i))
                .map(|(word, joined)| word & !joined);
            keep(row, touched, |other| self.crosses(i, other));
            for other in ones(row.iter().copied()) {
                cost += self.crossing(i, other);
            }
        }
        Some(cost)
    }

    /// Takes the marks of a node that stays where it has moved.
    pub(super) fn settle(&mut self, node: usize) {
        let Self { marks, fresh, .. } = self;
        let own = &self.links_of[node];
        let rank = self.rank_of[self.unit_of[node]];
        marks.of_node.replace(node, &fresh.through, |link, is_on| {
            marks.nodes.put(link, node, is_on);
        });
        if let Some(rank) = rank {
            marks
                .of_head
                .replace(rank, &fresh.through_head, |link, is_on| {
                    marks.heads.put(link, rank, is_on);
                });
        }
        for (at, &i) in own.iter().enumerate() {
            marks.nodes.replace(i, fresh.nodes.row(at), |other, is_on| {
                marks.of_node.put(other, i, is_on);
            });
            // Of its own heading all is known by now.
            if let Some(rank) = rank {
                fresh.heads.put(at, rank, marks.heads.has(i, rank));
            }
            marks.heads.replace(i, fresh.heads.row(at), |rank, is_on| {
                marks.of_head.put(rank, i, is_on);
            });
            let row = fresh.across.row(at);
            for (word, &new) in row.iter().enumerate() {
                let old = marks.across.row(i)[word];
                for other in ones([old ^ new]).map(|bit| 64 * word + bit) {
                    marks.across.put(other, i, new >> (other % 64) & 1 == 1);
                }
                marks.across.row_mut(i)[word] = new;
            }
        }
    }

    /// What the room about a node costs, and the length of its links.
    fn room(&self, node: usize) -> f64 {
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
            cost += self.lines[i].cost;
        }
        cost
    }

    /// What of the cost is not length or room.
    pub(super) fn flaws(&self) -> f64 {
        let mut flaws = 0.0;
        for unit in 0..self.units.len() {
            flaws += self.outside(unit);
        }
        for link in 0..self.lines.len() {
            for node in 0..self.boxes.len() {
                if self.hits(link, node) {
                    flaws += HIT;
                }
            }
            for &unit in &self.headed {
                if self.hits_head(link, unit) {
                    flaws += HEAD_HIT;
                }
            }
            for other in link + 1..self.lines.len() {
                if !self.joined.has(link, other) && self.crosses(link, other) {
                    flaws += self.crossing(link, other);
                }
            }
        }
        flaws
    }

    fn line(&self, link: usize) -> Line {
        let (a, b, _) = self.of.links[link];
        Line::new(self.boxes[a], self.boxes[b])
    }

    /// Puts a node somewhere, with its links.
    pub(super) fn put(&mut self, node: usize, to: Rect) {
        self.boxes[node] = to;
        let (low, high) = corners(to);
        self.box_sides.set(node, low, high);
        for at in 0..self.links_of[node].len() {
            let link = self.links_of[node][at];
            let line = self.line(link);
            self.line_sides.set(link, line.low, line.high);
            self.lines[link] = line;
        }
    }

    /// A box brought back to the page.
    pub(super) fn within(&self, b: Rect) -> Rect {
        let x = b.x.min(self.of.width - b.width).max(0.0);
        Rect::new(x, b.y, b.width, b.height)
    }

    /// What a unit covers.
    pub(super) fn panel(&self, unit: usize) -> Rect {
        let members = &self.units[unit];
        let mut all = self.boxes[members[0]];
        for &m in &members[1..] {
            all = all.union(self.boxes[m]);
        }
        match self.of.group_of[members[0]] {
            Some(group) => self.of.heads[group].panel(all, self.of.pad_px),
            None => all,
        }
    }

    fn head(&self, unit: usize) -> Option<Rect> {
        let group = self.of.group_of[self.units[unit][0]]?;
        let (head, b) = (self.of.heads[group], self.panels[unit]);
        Some(Rect::new(b.x, b.y, head.words_px, head.high_px))
    }

    /// Whether two links cross that have no end in common.
    fn crosses(&self, link: usize, other: usize) -> bool {
        let (line, across) = (&self.lines[link], &self.lines[other]);
        line.high.x >= across.low.x
            && line.low.x <= across.high.x
            && line.high.y >= across.low.y
            && line.low.y <= across.high.y
            && cross(line.ends(), across.ends())
    }

    /// What it costs that two links cross.
    fn crossing(&self, link: usize, other: usize) -> f64 {
        let ((_, _, count), (_, _, more)) = (self.of.links[link], self.of.links[other]);
        CROSSING * count * more
    }

    fn hits(&self, link: usize, node: usize) -> bool {
        let (line, r) = (&self.lines[link], &self.boxes[node]);
        if line.high.x < r.x - NEAR_PX
            || line.low.x > r.x + r.width + NEAR_PX
            || line.high.y < r.y - NEAR_PX
            || line.low.y > r.y + r.height + NEAR_PX
        {
            return false;
        }
        let (one, other, _) = self.of.links[link];
        node != one && node != other && passes(line.ends(), r.grown(NEAR_PX))
    }

    /// Whether the heading of a group has a place above its nodes that no edge runs through.
    pub(super) fn has_place(&self, unit: usize) -> bool {
        let Some(head) = self.head(unit) else {
            return true;
        };
        let room = (self.panels[unit].width - head.width).max(0.0);
        (0..=(room / HEAD_STEP_PX) as usize).any(|step| {
            let there = head
                .moved(step as f64 * HEAD_STEP_PX, 0.0)
                .grown(HEAD_FREE_PX);
            !(self.lines.iter()).any(|line| passes(line.ends(), there))
        })
    }

    fn hits_head(&self, link: usize, unit: usize) -> bool {
        let Some(head) = self.head(unit) else {
            return false;
        };
        let line = &self.lines[link];
        line.high.y >= head.y && line.low.y <= head.y + head.height && passes(line.ends(), head)
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

fn corners(b: Rect) -> (Point, Point) {
    (Point::new(b.x, b.y), Point::new(b.right(), b.bottom()))
}

/// Adds what it costs that links run through a node and its heading.
fn through(mut cost: f64, node: &[u64], head: Option<&[u64]>) -> f64 {
    for (at, &hit) in node.iter().enumerate() {
        let head = head.map_or(0, |head| head[at]);
        let mut left = hit | head;
        while left != 0 {
            let bit = left & left.wrapping_neg();
            let one = if hit & bit != 0 { HIT } else { 0.0 };
            let other = if head & bit != 0 { HEAD_HIT } else { 0.0 };
            cost += one + other;
            left ^= bit;
        }
    }
    cost
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
