//! Our own layout for graphs without columns: stress, groups as panels beside each other, no
//! overlaps, and straight edges that cross little.

use super::separate::{Gap, separate};
use super::straight::route;
use super::stress::Stress;
use super::tangle::Tangle;
use super::{LayoutBackend, LayoutError, Placement};
use crate::draw::diagram::{Diagram, GROUP_FONT};
use crate::draw::kept::Kept;
use crate::draw::scene::{Point, Rect};
use crate::model::Stance;

/// Room in a panel around its nodes, px.
const PAD_PX: f64 = 9.0;
/// Room between panels, and between parts, px.
const APART: Gap = Gap { x: 26.0, y: 22.0 };
/// Room between nodes, px: for a sign upon an edge and the marks at its ends.
const ROOMY: Gap = Gap { x: 40.0, y: 34.0 };
/// The same where there are more than [`SOME`].
const CLOSE: Gap = Gap { x: 26.0, y: 24.0 };
const SOME: usize = 12;
/// The same where there are more than [`MANY`].
const TIGHT: Gap = Gap { x: 18.0, y: 15.0 };
const MANY: usize = 36;
/// Up to so many nodes several starts are tried, and nodes moved one by one.
const FEW: usize = 90;
/// The longest that a unit of graph distance gets, px.
const UNIT_PX: f64 = 210.0;
/// Room above the row of nodes without edges, for its heading.
pub(in crate::draw) const ROW_HEAD_PX: f64 = 34.0;

/// Places diagrams without columns. Needs no engine and cannot fail.
///
/// Stress majorisation (see the module `stress`), shaped to the width of the diagram; members
/// of a group stand in a panel of their own; boxes are pushed apart; where there are few nodes,
/// the start with the least tangled picture of several is taken and nodes are moved while that
/// helps. Parts that nothing connects are packed in rows; nodes without edges stand in rows
/// below. Deterministic. O(n²) for few nodes, near O(m log n) for many.
#[derive(Debug, Clone, Copy, Default)]
pub struct Spread<'k> {
    /// Where nodes stood before; they stay about there.
    pub keep: Option<&'k Kept>,
}

impl LayoutBackend for Spread<'_> {
    fn name(&self) -> &'static str {
        "stress"
    }

    fn place(&self, diagram: &Diagram) -> Result<Placement, LayoutError> {
        let keep = self.keep.filter(|keep| {
            diagram
                .nodes
                .iter()
                .filter(|node| keep.get(&node.id).is_some())
                .count()
                > 1
        });
        let mut parts = parts(diagram, keep.is_some());
        let alone: Vec<usize> = (parts.iter())
            .filter(|part| part.edges.is_empty() && part.nodes.len() == 1)
            .map(|part| part.nodes[0])
            .collect();
        parts.retain(|part| part.nodes.len() > 1 || !part.edges.is_empty());
        let mut boxes: Vec<Rect> = (diagram.nodes.iter())
            .map(|node| Rect::new(0.0, 0.0, node.width_px, node.height_px))
            .collect();
        let mut bottom = 0.0;
        let mut placed: Vec<(Rect, Vec<Rect>)> = Vec::new();
        for part in &parts {
            let made = part.place(diagram, keep);
            placed.push((part.extent(diagram, &made), made));
        }
        // Rows of parts, the highest first.
        let mut order: Vec<usize> = (0..parts.len()).collect();
        order.sort_by(|&a, &b| {
            placed[b]
                .0
                .height
                .total_cmp(&placed[a].0.height)
                .then(a.cmp(&b))
        });
        let (mut x, mut y) = (0.0, 0.0);
        for at in order {
            let (extent, made) = &placed[at];
            if x > 0.0 && x + extent.width > room_px(diagram) {
                (x, y) = (0.0, bottom + APART.y);
            }
            for (&node, b) in parts[at].nodes.iter().zip(made) {
                boxes[node] = b.moved(x - extent.x, y - extent.y);
            }
            x += extent.width + APART.x;
            bottom = f64::max(bottom, y + extent.height);
        }
        row(&alone, room_px(diagram), bottom, &mut boxes);
        let groups = (0..diagram.groups.len())
            .map(|group| {
                let members = diagram
                    .nodes
                    .iter()
                    .zip(&boxes)
                    .filter(|(n, _)| n.group == Some(group));
                panel(diagram, Some(group), members.map(|(_, b)| *b))
            })
            .collect();
        Ok(Placement {
            edges: route(diagram, &boxes),
            nodes: boxes,
            groups,
        })
    }
}

/// The width for boxes: marks of edges stick out a little.
fn room_px(diagram: &Diagram) -> f64 {
    diagram.width_px - 12.0
}

/// Rows of boxes from the left.
fn row(nodes: &[usize], width: f64, bottom: f64, boxes: &mut [Rect]) {
    let top = if bottom > 0.0 {
        bottom + ROW_HEAD_PX
    } else {
        ROW_HEAD_PX
    };
    let (mut x, mut y, mut high) = (0.0, top, 0.0_f64);
    for &node in nodes {
        if x > 0.0 && x + boxes[node].width > width {
            (x, y, high) = (0.0, y + high + 8.0, 0.0);
        }
        boxes[node] = Rect::new(x, y, boxes[node].width, boxes[node].height);
        x += boxes[node].width + 8.0;
        high = high.max(boxes[node].height);
    }
}

/// The panel about some boxes: with room and heading where they are a group's.
fn panel(
    diagram: &Diagram,
    group: Option<usize>,
    boxes: impl Iterator<Item = Rect>,
) -> Option<Rect> {
    let all = boxes.reduce(Rect::union)?;
    let Some(group) = group.map(|group| &diagram.groups[group]) else {
        return Some(all);
    };
    let head = group.head_px() - PAD_PX + 2.0;
    let words = group
        .lines
        .iter()
        .map(|line| GROUP_FONT.width_px(line))
        .fold(0.0, f64::max)
        + 14.0;
    let b = all.grown(PAD_PX);
    let width = b.width.max(words);
    // A heading that is wider than the nodes sticks out to both sides.
    let x = b.x - (width - b.width) / 2.0;
    Some(Rect::new(x, b.y - head, width, b.height + head))
}

/// Nodes that edges or groups connect, and their edges.
struct Part {
    nodes: Vec<usize>,
    edges: Vec<usize>,
}

/// In order of first nodes; everything that has an edge is one part where `whole`.
fn parts(diagram: &Diagram, whole: bool) -> Vec<Part> {
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
    fn place(&self, diagram: &Diagram, keep: Option<&Kept>) -> Vec<Rect> {
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
        let shape = Shape {
            diagram,
            group_of,
            gap: match n {
                n if n <= SOME => ROOMY,
                n if n <= MANY => CLOSE,
                _ => TIGHT,
            },
        };
        if let Some(keep) = keep {
            return shape.kept(self, &stress, &links, &sizes, keep);
        }
        let ends = links.iter().map(|&(a, b, _)| (a, b));
        let tangle = Tangle::new(n, ends);
        let seeds: u64 = match n {
            n if n <= 30 => 4,
            _ => 1,
        };
        let turns = if n > FEW { 1 } else { TURNS.len() };
        let mut best: Option<(f64, Vec<Rect>)> = None;
        for seed in 0..seeds {
            let places = stress.places(seed, &[]);
            for &turn in &TURNS[..turns] {
                let turned: Vec<Point> = places.iter().map(|p| turn_by(*p, turn)).collect();
                for squeeze in SQUEEZES {
                    let mut boxes = shape.fit(&turned, &sizes);
                    shape.squeeze(&mut boxes, squeeze);
                    shape.settle(&mut boxes);
                    if n > FEW {
                        return boxes;
                    }
                    if n <= SOME {
                        shape.improve(&tangle, &mut boxes);
                    }
                    let high = self.extent(diagram, &boxes).height;
                    let over = (high - room_px(diagram) * SQUARE).max(0.0);
                    let cost = tangle.cost(&boxes) + high * 0.08 + over * 3.0;
                    if best.as_ref().is_none_or(|(least, _)| cost < *least - 1e-6) {
                        best = Some((cost, boxes));
                    }
                }
            }
        }
        let mut boxes = best.map_or(sizes, |(_, boxes)| boxes);
        shape.improve(&tangle, &mut boxes);
        boxes
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
    fn extent(&self, diagram: &Diagram, boxes: &[Rect]) -> Rect {
        let groups: Vec<Option<usize>> =
            self.nodes.iter().map(|&i| diagram.nodes[i].group).collect();
        let panels = units(&groups).into_iter().filter_map(|(group, members)| {
            panel(diagram, group, members.iter().map(|&m| boxes[m]))
        });
        panels.reduce(Rect::union).unwrap_or_default()
    }
}

/// How much the members of groups are pulled together, tried in turn.
const SQUEEZES: [f64; 3] = [0.9, 0.5, 0.25];
/// Above this height, by the width, a picture is too high.
const SQUARE: f64 = 1.1;

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
}

impl Shape<'_> {
    /// Boxes about points, which are stretched to the width and to the height that the boxes
    /// need.
    fn fit(&self, places: &[Point], sizes: &[Rect]) -> Vec<Rect> {
        let points = places.iter().map(|p| Rect::new(p.x, p.y, 0.0, 0.0));
        let all = points.reduce(Rect::union).unwrap_or_default();
        let widest = sizes.iter().map(|b| b.width).fold(0.0, f64::max);
        let area: f64 = (sizes.iter())
            .map(|b| (b.width + self.gap.x) * (b.height + self.gap.y))
            .sum();
        let room = room_px(self.diagram);
        let high = (area * 2.4 / room).max(120.0);
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

    /// Moves nodes one by one, and swaps them, while that makes the picture less tangled.
    fn improve(&self, tangle: &Tangle, boxes: &mut [Rect]) {
        const STEPS: [f64; 3] = [18.0, 45.0, 100.0];
        const WAYS: [(f64, f64); 8] = [
            (1.0, 0.0),
            (-1.0, 0.0),
            (0.0, 1.0),
            (0.0, -1.0),
            (0.7, 0.7),
            (-0.7, 0.7),
            (0.7, -0.7),
            (-0.7, -0.7),
        ];
        // The picture must not become higher.
        let panels = units(&self.group_of)
            .into_iter()
            .filter_map(|(group, members)| {
                panel(self.diagram, group, members.iter().map(|&m| boxes[m]))
            });
        let all = panels.reduce(Rect::union).unwrap_or_default();
        let within = (all.y - 0.01, all.bottom() + 0.01);
        for _ in 0..4 {
            let mut helped = false;
            for node in 0..boxes.len() {
                for other in node + 1..boxes.len() {
                    if self.group_of[node] != self.group_of[other] {
                        continue;
                    }
                    let old = [boxes[node], boxes[other]];
                    let before = tangle.cost_of(node, boxes) + tangle.cost_of(other, boxes);
                    let swapped = |b: Rect, at: Rect| {
                        let c = at.centre();
                        Rect::new(c.x - b.width / 2.0, c.y - b.height / 2.0, b.width, b.height)
                    };
                    boxes[node] = swapped(old[0], old[1]);
                    boxes[other] = swapped(old[1], old[0]);
                    let after = tangle.cost_of(node, boxes) + tangle.cost_of(other, boxes);
                    if after < before - 1.0
                        && self.stands(node, boxes, within)
                        && self.stands(other, boxes, within)
                    {
                        helped = true;
                    } else {
                        (boxes[node], boxes[other]) = (old[0], old[1]);
                    }
                }
                let mut least = tangle.cost_of(node, boxes);
                for step in STEPS {
                    for (x, y) in WAYS {
                        let old = boxes[node];
                        boxes[node] = old.moved(x * step, y * step);
                        let cost = tangle.cost_of(node, boxes);
                        if cost < least - 1.0 && self.stands(node, boxes, within) {
                            least = cost;
                            helped = true;
                        } else {
                            boxes[node] = old;
                        }
                    }
                }
            }
            if !helped {
                return;
            }
        }
    }

    /// Whether a node that was moved has room, and its panel too.
    fn stands(&self, node: usize, boxes: &[Rect], within: (f64, f64)) -> bool {
        let (gap, width) = (self.gap, room_px(self.diagram));
        let grown = |b: Rect, gap: Gap| {
            Rect::new(
                b.x - gap.x,
                b.y - gap.y,
                b.width + 2.0 * gap.x,
                b.height + 2.0 * gap.y,
            )
        };
        let own = grown(boxes[node], gap);
        let free = |group: Option<usize>| {
            (0..boxes.len()).filter(move |&i| i != node && self.group_of[i] == group)
        };
        let group = self.group_of[node];
        if free(group).any(|i| boxes[i].overlaps(own)) {
            return false;
        }
        let members = boxes
            .iter()
            .enumerate()
            .filter(|&(i, _)| i == node || (group.is_some() && self.group_of[i] == group));
        let Some(about) = panel(self.diagram, group, members.map(|(_, b)| *b)) else {
            return true;
        };
        if about.x < 0.0 || about.right() > width || about.y < within.0 || about.bottom() > within.1
        {
            return false;
        }
        let room = grown(
            about,
            Gap {
                x: APART.x * 0.7,
                y: APART.y * 0.7,
            },
        );
        units(&self.group_of).iter().all(|(other, members)| {
            let itself = members.contains(&node) || (group.is_some() && *other == group);
            let b = panel(self.diagram, *other, members.iter().map(|&m| boxes[m]));
            itself || b.is_none_or(|b| !b.overlaps(room))
        })
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
        };
        single.settle(&mut boxes);
        boxes
    }
}
