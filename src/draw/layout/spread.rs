//! Our own layout for graphs without columns: stress, groups as panels beside each other, no
//! overlaps, and straight edges that cross little.

use super::part::{APART, panel, parts, room_px};
use super::straight::route;
use super::{LayoutBackend, LayoutError, Placement};
use crate::draw::diagram::Diagram;
use crate::draw::kept::Kept;
use crate::draw::scene::Rect;

/// Room above the row of nodes without edges, for its heading.
pub(in crate::draw) const ROW_HEAD_PX: f64 = 34.0;

/// Places diagrams without columns. Needs no engine and cannot fail.
///
/// Stress majorisation (see the module `stress`), shaped to the width of the diagram; members
/// of a group stand in a panel of their own; boxes are pushed apart; where there are few nodes,
/// a search moves them to where edges cross less (see `untangle`). Parts that nothing connects
/// are packed in rows; nodes without edges stand in rows below. Deterministic. O(n · m) for
/// few nodes, near O(m log n) for many.
#[derive(Debug, Clone, Copy, Default)]
pub struct Spread<'k> {
    /// Where nodes stood before; they stay about there.
    pub keep: Option<&'k Kept>,
    /// The height to fit in, px; what needs more gets more. Default: as high as it comes.
    pub height_px: Option<f64>,
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
        let height = self
            .height_px
            .map(|px| px - rows_px(&alone, &boxes, room_px(diagram)));
        for part in &parts {
            let made = part.place(diagram, keep, height);
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

/// The height of rows of boxes, with their heading.
fn rows_px(nodes: &[usize], boxes: &[Rect], width: f64) -> f64 {
    let mut made = boxes.to_vec();
    row(nodes, width, 1.0, &mut made);
    let bottom = nodes.iter().map(|&node| made[node].bottom());
    bottom.fold(0.0, f64::max)
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
