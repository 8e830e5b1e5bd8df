//! A connected part of a graph: where its nodes stand, and the panels of its groups.

use super::separate::{Gap, separate};
use super::stress::Stress;
use super::untangle::{Head, Untangle};
use crate::draw::diagram::{Diagram, DiagramGroup, GROUP_FONT};
use crate::draw::kept::Kept;
use crate::draw::scene::{Point, Rect};
use crate::model::Stance;

/// Room in a panel around its nodes, px.
const PAD_PX: f64 = 9.0;
/// Room between panels, and between parts, px.
pub(super) const APART: Gap = Gap { x: 26.0, y: 22.0 };
/// Room between nodes, px, the roomiest first; the tightest for many nodes.
const GAPS: [Gap; 4] = [
    Gap { x: 40.0, y: 34.0 },
    Gap { x: 30.0, y: 28.0 },
    Gap { x: 24.0, y: 22.0 },
    TIGHT,
];
const TIGHT: Gap = Gap { x: 18.0, y: 15.0 };
/// So much of the page may be boxes with the room around them.
const FULL: f64 = 0.45;
/// Without a height, a page is so much larger than boxes with the room around them.
const LOOSE: f64 = 2.1;
/// No page is flatter than this, by its width.
const FLAT: f64 = 0.7;
/// Up to so many nodes a search for fewer crossings is made.
pub(super) const FEW: usize = 90;
/// The longest that a unit of graph distance gets, px.
const UNIT_PX: f64 = 210.0;

/// The width for boxes: marks of edges stick out a little.
pub(super) fn room_px(diagram: &Diagram) -> f64 {
    diagram.width_px - 12.0
}

/// The panel about some boxes: with room and heading where they are a group's.
pub(super) fn panel(
    diagram: &Diagram,
    group: Option<usize>,
    boxes: impl Iterator<Item = Rect>,
) -> Option<Rect> {
    let all = boxes.reduce(Rect::union)?;
    let Some(group) = group.map(|group| &diagram.groups[group]) else {
        return Some(all);
    };
    Some(head(group).panel(all, PAD_PX))
}

/// The heading of a group.
fn head(group: &DiagramGroup) -> Head {
    let lines = group.lines.iter().map(|line| GROUP_FONT.width_px(line));
    Head {
        high_px: group.head_px(),
        words_px: lines.fold(0.0, f64::max) + 14.0,
    }
}

/// Nodes that edges or groups connect, and their edges.
pub(super) struct Part {
    pub(super) nodes: Vec<usize>,
    pub(super) edges: Vec<usize>,
}

/// In order of first nodes; everything that has an edge is one part where `whole`.
pub(super) fn parts(diagram: &Diagram, whole: bool) -> Vec<Part> {
    let n = diagram.nodes.len();
    let mut leader: Vec<usize> = (0..n).collect();
    fn find(leader: &mut [usize], mut node: usize) -> usize {
        while leader[node] != node {
            leader[node] = leader[leader[node]];
            node = leader[node];
        }
        node
    }
    let mut join = |a: usize, b: usize| {
        let (a, b) = (find(&mut leader, a), find(&mut leader, b));
        leader[a.max(b)] = a.min(b);
    };
    let mut first = None;
    for edge in &diagram.edges {
        join(edge.from, edge.to);
        if whole {
            join(edge.from, *first.get_or_insert(edge.from));
        }
    }
    let mut of_group = vec![None; diagram.groups.len()];
    for (node, it) in diagram.nodes.iter().enumerate() {
        if let Some(group) = it.group {
            join(node, *of_group[group].get_or_insert(node));
        }
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut part_of = vec![usize::MAX; n];
    for node in 0..n {
        let head = find(&mut leader, node);
        if part_of[head] == usize::MAX {
            part_of[head] = parts.len();
            parts.push(Part {
                nodes: Vec::new(),
                edges: Vec::new(),
            });
        }
        part_of[node] = part_of[head];
        parts[part_of[node]].nodes.push(node);
    }
    for (i, edge) in diagram.edges.iter().enumerate() {
        parts[part_of[edge.from]].edges.push(i);
    }
    parts
}

impl Part {
    /// The box of each of its nodes.
    pub(super) fn place(
        &self,
        diagram: &Diagram,
        keep: Option<&Kept>,
        height: Option<f64>,
    ) -> Vec<Rect> {
        let n = self.nodes.len();
        let local = |node: usize| self.nodes.binary_search(&node).ok();
        let links = self.links(diagram, local);
        let stress = Stress::new(n, &links);
        let group_of: Vec<Option<usize>> =
            self.nodes.iter().map(|&i| diagram.nodes[i].group).collect();
        let sizes: Vec<Rect> = (self.nodes.iter())
            .map(|&i| {
                Rect::new(
                    0.0,
                    0.0,
                    diagram.nodes[i].width_px,
                    diagram.nodes[i].height_px,
                )
            })
            .collect();
        let area = |gap: Gap| -> f64 {
            let all = sizes.iter().map(|b| (b.width + gap.x) * (b.height + gap.y));
            all.sum()
        };
        let room = room_px(diagram);
        let gap = match height {
            _ if n > FEW => TIGHT,
            Some(height) => {
                let fits = |gap: &&Gap| area(**gap) <= FULL * room * height;
                GAPS.iter().find(fits).copied().unwrap_or(TIGHT)
            }
            None => GAPS[(n / 12).min(2)],
        };
        let shape = Shape {
            diagram,
            group_of,
            gap,
            height: height
                .unwrap_or(f64::INFINITY)
                .min((area(gap) * LOOSE / room).max(room * FLAT)),
        };
        if let Some(keep) = keep {
            return shape.kept(self, &stress, &links, &sizes, keep);
        }
        let started = |seed: u64, turn: usize, squeeze: f64| {
            let places = stress.places(seed, &[]);
            let turned: Vec<Point> = places.iter().map(|p| turn_by(*p, TURNS[turn])).collect();
            let mut boxes = shape.fit(&turned, &sizes);
            shape.squeeze(&mut boxes, squeeze);
            boxes
        };
        if n > FEW {
            let mut boxes = started(0, 0, 0.9);
            shape.settle(&mut boxes);
            return boxes;
        }
        let units: Vec<Vec<usize>> = (units(&shape.group_of).into_iter())
            .map(|(_, members)| members)
            .collect();
        let heads: Vec<Head> = diagram.groups.iter().map(head).collect();
        let search = Untangle {
            links: self.counted(diagram, local),
            group_of: &shape.group_of,
            heads: &heads,
            gap,
            apart: APART,
            pad_px: PAD_PX,
            width: room,
            height: shape.height,
        };
        // The more starts the better, while there is anything to be mended and they help.
        let mut begun: Vec<(f64, Vec<Rect>)> = Vec::new();
        let (mut least, mut since) = (f64::INFINITY, 0);
        for start in 0..(STARTED / n).clamp(1, MOST_STARTED) {
            let mut boxes = started(start as u64, start % TURNS.len(), SQUEEZE);
            shape.settle(&mut boxes);
            search.search(&mut boxes, &units, start as u64);
            let is_clean = search.flaws(&boxes, &units) <= 0.0;
            let cost = search.cost(&boxes, &units);
            begun.push((cost, boxes));
            since += 1;
            if cost < least - 1.0 {
                (least, since) = (cost, 0);
            }
            if start >= FEW_STARTED && (is_clean || since >= PATIENCE) {
                break;
            }
        }
        begun.sort_by(|a, b| a.0.total_cmp(&b.0));
        let worked_out = REFINED;
        let mut best: Option<(f64, Vec<Rect>)> = None;
        for (_, mut boxes) in begun.into_iter().take(worked_out) {
            search.refine(&mut boxes, &units);
            shape.settle(&mut boxes);
            search.polish(&mut boxes, &units);
            shape.settle(&mut boxes);
            let flaws = search.flaws(&boxes, &units);
            // Flaws are seen before length.
            let covered = search.covered(&boxes, &units);
            let cost = search.cost(&boxes, &units) + flaws + COVERED * covered as f64;
            if best.as_ref().is_none_or(|(least, _)| cost < least - 1e-6) {
                best = Some((cost, boxes));
            }
            if flaws <= 0.0 && covered == 0 {
                break;
            }
        }
        best.map_or(sizes, |(_, boxes)| boxes)
    }

    /// Pairs of nodes and how many edges they have.
    fn counted(
        &self,
        diagram: &Diagram,
        local: impl Fn(usize) -> Option<usize>,
    ) -> Vec<(usize, usize, f64)> {
        let ends = |&e: &usize| {
            let edge = &diagram.edges[e];
            let (a, b) = (local(edge.from)?, local(edge.to)?);
            Some((a.min(b), a.max(b)))
        };
        let mut pairs: Vec<(usize, usize)> = self.edges.iter().filter_map(ends).collect();
        pairs.sort_unstable();
        let same = pairs.chunk_by(|a, b| a == b);
        same.map(|pair| (pair[0].0, pair[0].1, pair.len() as f64))
            .collect()
    }

    /// Its edges as links with lengths: agreement near, disagreement far, and the stronger the
    /// nearer; farther between groups.
    fn links(
        &self,
        diagram: &Diagram,
        local: impl Fn(usize) -> Option<usize>,
    ) -> Vec<(usize, usize, f64)> {
        let heaviest = self
            .edges
            .iter()
            .map(|&e| diagram.edges[e].weight)
            .fold(1e-9, f64::max);
        let mut links: Vec<(usize, usize, f64)> = Vec::new();
        for &e in &self.edges {
            let edge = &diagram.edges[e];
            let (Some(a), Some(b)) = (local(edge.from), local(edge.to)) else {
                continue;
            };
            let near = 1.25 - 0.5 * edge.weight / heaviest;
            let sign = if edge.stance == Stance::Concern {
                1.8
            } else {
                1.0
            };
            let groups = [edge.from, edge.to].map(|end| diagram.nodes[end].group);
            let apart = if groups[0] == groups[1] { 1.0 } else { 1.5 };
            links.push((a.min(b), a.max(b), near * sign * apart));
        }
        links.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
        // Of agreement and disagreement, the mean.
        let same = |a: &(usize, usize, f64), b: &(usize, usize, f64)| (a.0, a.1) == (b.0, b.1);
        links
            .chunk_by(same)
            .map(|pair| {
                let sum: f64 = pair.iter().map(|link| link.2).sum();
                (pair[0].0, pair[0].1, sum / pair.len() as f64)
            })
            .collect()
    }

    /// What it covers, panels included.
    pub(super) fn extent(&self, diagram: &Diagram, boxes: &[Rect]) -> Rect {
        let groups: Vec<Option<usize>> =
            self.nodes.iter().map(|&i| diagram.nodes[i].group).collect();
        let panels = units(&groups).into_iter().filter_map(|(group, members)| {
            panel(diagram, group, members.iter().map(|&m| boxes[m]))
        });
        panels.reduce(Rect::union).unwrap_or_default()
    }
}

/// So many nodes are started from anew, in all: few nodes many times.
const STARTED: usize = 240;
const MOST_STARTED: usize = 20;
/// After so many starts one without flaws is the last.
const FEW_STARTED: usize = 2;
/// After so many that were no better no more are made.
const PATIENCE: usize = 6;
/// So many of the best are worked out.
const REFINED: usize = 4;
/// What a heading costs in the end that has no place free of edges.
const COVERED: f64 = 80.0;
/// How much the members of groups are pulled together before.
const SQUEEZE: f64 = 0.3;

/// Turns by parts of half a turn: cosine and sine.
const TURNS: [(f64, f64); 4] = [
    (1.0, 0.0),
    (
        std::f64::consts::FRAC_1_SQRT_2,
        std::f64::consts::FRAC_1_SQRT_2,
    ),
    (0.0, 1.0),
    (
        -std::f64::consts::FRAC_1_SQRT_2,
        std::f64::consts::FRAC_1_SQRT_2,
    ),
];

fn turn_by(p: Point, (cos, sin): (f64, f64)) -> Point {
    Point::new(p.x * cos - p.y * sin, p.x * sin + p.y * cos)
}

/// What moves together: the members of a group, or one node.
fn units(group_of: &[Option<usize>]) -> Vec<(Option<usize>, Vec<usize>)> {
    let mut units: Vec<(Option<usize>, Vec<usize>)> = Vec::new();
    let mut place = vec![usize::MAX; group_of.iter().flatten().max().map_or(0, |last| last + 1)];
    for (node, &group) in group_of.iter().enumerate() {
        match group {
            Some(g) if place[g] != usize::MAX => units[place[g]].1.push(node),
            _ => {
                if let Some(g) = group {
                    place[g] = units.len();
                }
                units.push((group, vec![node]));
            }
        }
    }
    units
}

/// Turns points into boxes that fit.
struct Shape<'d> {
    diagram: &'d Diagram,
    group_of: Vec<Option<usize>>,
    gap: Gap,
    /// The height of the page.
    height: f64,
}

impl Shape<'_> {
    /// Boxes about points, which are stretched to the width and to the height that the boxes
    /// need.
    fn fit(&self, places: &[Point], sizes: &[Rect]) -> Vec<Rect> {
        let points = places.iter().map(|p| Rect::new(p.x, p.y, 0.0, 0.0));
        let all = points.reduce(Rect::union).unwrap_or_default();
        let widest = sizes.iter().map(|b| b.width).fold(0.0, f64::max);
        let room = room_px(self.diagram);
        let high = self.height.max(120.0);
        let across = ((room - widest) / all.width.max(1e-6)).clamp(1.0, UNIT_PX);
        let down = (high / all.height.max(1e-6))
            .clamp(across * 0.45, UNIT_PX.min(across * 1.6).max(across * 0.45));
        // Many nodes make the picture as long as they need.
        let down = if sizes.len() > FEW {
            high / all.height.max(1e-6)
        } else {
            down
        };
        places
            .iter()
            .zip(sizes)
            .map(|(p, size)| {
                let (x, y) = ((p.x - all.x) * across, (p.y - all.y) * down);
                Rect::new(
                    x + (widest - size.width) / 2.0,
                    y - size.height / 2.0,
                    size.width,
                    size.height,
                )
            })
            .collect()
    }

    /// Pulls the members of groups together, so that panels find room beside each other.
    fn squeeze(&self, boxes: &mut [Rect], by: f64) {
        for (group, members) in units(&self.group_of) {
            if group.is_none() {
                continue;
            }
            let sum = members
                .iter()
                .map(|&m| boxes[m].centre())
                .fold(Point::default(), |s, p| Point::new(s.x + p.x, s.y + p.y));
            let middle = Point::new(sum.x / members.len() as f64, sum.y / members.len() as f64);
            for m in members {
                let at = boxes[m].centre();
                let to = middle.towards(at, by);
                boxes[m] = boxes[m].moved(to.x - at.x, to.y - at.y);
            }
        }
    }

    /// Pushes nodes apart within their groups, then groups.
    fn settle(&self, boxes: &mut [Rect]) {
        let width = room_px(self.diagram);
        let units = units(&self.group_of);
        let mut panels = Vec::with_capacity(units.len());
        for (group, members) in &units {
            if group.is_some() && members.len() > 1 {
                let mut own: Vec<Rect> = members
                    .iter()
                    .map(|&m| boxes[m].moved(-PAD_PX, 0.0))
                    .collect();
                separate(&mut own, self.gap, width - 2.0 * PAD_PX);
                for (&m, b) in members.iter().zip(own) {
                    boxes[m] = b.moved(PAD_PX, 0.0);
                }
            }
            let about = panel(self.diagram, *group, members.iter().map(|&m| boxes[m]));
            panels.push(about.unwrap_or_default());
        }
        let mut moved = panels.clone();
        let gap = if self.diagram.groups.is_empty() {
            self.gap
        } else {
            APART
        };
        separate(&mut moved, gap, width);
        for ((_, members), (before, after)) in units.iter().zip(panels.iter().zip(&moved)) {
            for &m in members {
                boxes[m] = boxes[m].moved(after.x - before.x, after.y - before.y);
            }
        }
    }

    /// Boxes where they stood; the new ones amid them.
    fn kept(
        &self,
        part: &Part,
        stress: &Stress,
        links: &[(usize, usize, f64)],
        sizes: &[Rect],
        keep: &Kept,
    ) -> Vec<Rect> {
        let place = |&node: &usize| keep.place(&self.diagram.nodes[node].id);
        let before: Vec<Option<Point>> = part.nodes.iter().map(place).collect();
        let left = (before.iter().zip(sizes))
            .filter_map(|(p, size)| p.map(|p| p.x - size.width / 2.0))
            .fold(f64::INFINITY, f64::min);
        let pad = if self.diagram.groups.is_empty() {
            0.0
        } else {
            PAD_PX
        };
        // The scale of the earlier picture: px for a unit of graph distance.
        let (mut px, mut units) = (0.0, 0.0);
        for &(a, b, length) in links {
            if let (Some(p), Some(q)) = (before[a], before[b]) {
                px += p.distance(q);
                units += length;
            }
        }
        let scale = if units > 0.0 && px > 0.0 {
            px / units
        } else {
            UNIT_PX / 2.0
        };
        let fixed: Vec<Option<Point>> = before
            .iter()
            .map(|p| p.map(|p| Point::new((p.x - left + pad) / scale, p.y / scale)))
            .collect();
        let places = stress.places(0, &fixed);
        let mut boxes: Vec<Rect> = (places.iter().zip(sizes))
            .map(|(p, size)| {
                let (x, y) = (p.x * scale, p.y * scale);
                Rect::new(
                    x - size.width / 2.0,
                    y - size.height / 2.0,
                    size.width,
                    size.height,
                )
            })
            .collect();
        // Panels would push each other: each node gives way alone, and a group whose members have
        // come to stand amid others has no panel.
        let single = Shape {
            diagram: self.diagram,
            group_of: vec![None; boxes.len()],
            gap: TIGHT,
            height: self.height,
        };
        single.settle(&mut boxes);
        boxes
    }
}
