//! How a map uses its page: which columns, how wide, and which claims on which side.

use super::parts::GROUP_FRAMES_PX;
use crate::draw::diagram::{DiagramGroup, DiagramNode};
use crate::draw::fold::is_rest;
use crate::draw::options::DrawOptions;

/// Narrower than this, there are two columns.
const THREE_COLUMNS_PX: f64 = 480.0;
/// Room for lines between columns, px: the least that our layout leaves.
const GAP_PX: f64 = 60.0;
/// Room between nodes, around a group and for the end of a line, px: as the layout has them.
const NODE_GAP_PX: f64 = 6.0;
const GROUP_PX: f64 = 21.0;
const END_PX: f64 = 11.0;

/// The columns of a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Stakeholders, claims, themes.
    Three,
    /// Stakeholders and claims; themes are headings.
    One,
    /// Stakeholders between two columns of claims; themes are headings.
    Two,
}

impl Shape {
    /// What makes most of a page.
    pub(super) fn of(options: &DrawOptions) -> Self {
        if Self::has_three(options) {
            Self::Two
        } else {
            Self::One
        }
    }

    /// Whether a page is wide enough for three columns.
    pub(super) fn has_three(options: &DrawOptions) -> bool {
        options.content_px() - GROUP_FRAMES_PX >= THREE_COLUMNS_PX
    }
}

/// Widths of the columns: stakeholders, claims and, where they have one, themes. `longest_px` is
/// what a stakeholder's longest word needs: no name is broken within a word for want of little.
pub(super) fn widths(
    options: &DrawOptions,
    shape: Shape,
    longest_px: f64,
) -> (f64, f64, Option<f64>) {
    let all = options.content_px() - GROUP_FRAMES_PX;
    match shape {
        Shape::Three => {
            let gap = (all * 0.125).max(66.0);
            let rest = all - 2.0 * gap;
            let people = (rest * 0.22).clamp(98.0, 180.0).floor();
            let themes = (rest * 0.29).clamp(120.0, 240.0).floor();
            let claims = (rest - people - themes).min(480.0).floor();
            (people, claims.max(106.0), Some(themes))
        }
        Shape::One => (92.0, (all - 152.0).max(106.0), None),
        Shape::Two => {
            let people = (all * 0.17).clamp(100.0, 190.0);
            let people = people.max(longest_px.min(all * 0.22)).floor();
            let gap = (all * 0.1).max(GAP_PX);
            let claims = ((all - people - 2.0 * gap) / 2.0).min(480.0).floor();
            (people, claims, None)
        }
    }
}

/// Puts each group of claims, from the highest down, on the side where less stands so far.
/// `lines` are the ends of the lines and whether they are of concern.
pub(super) fn balance(
    nodes: &mut [DiagramNode],
    groups: &mut [DiagramGroup],
    claims_from: usize,
    lines: impl Iterator<Item = (usize, bool)>,
) {
    let mut ends = vec![[0usize; 2]; nodes.len()];
    for (to, concern) in lines {
        ends[to][usize::from(concern)] += 1;
    }
    let height = |at: usize, node: &DiagramNode| {
        let ports = if is_rest(&node.id) {
            ends[at].iter().filter(|&&n| n > 0).count()
        } else {
            ends[at].iter().sum()
        };
        node.height_px.max(END_PX * ports as f64 + 2.0) + NODE_GAP_PX
    };
    // Groups, and claims under none one by one.
    let mut parts: Vec<(f64, Vec<usize>)> = Vec::new();
    let mut place = std::collections::BTreeMap::new();
    for (at, node) in nodes.iter().enumerate().skip(claims_from) {
        let part = match node.group {
            Some(group) => *place.entry(group).or_insert_with(|| {
                parts.push((groups[group].head_px() + GROUP_PX, Vec::new()));
                parts.len() - 1
            }),
            None => {
                parts.push((0.0, Vec::new()));
                parts.len() - 1
            }
        };
        parts[part].0 += height(at, node);
        parts[part].1.push(at);
    }
    parts.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut filled = [0.0; 2];
    for (height, members) in parts {
        let side = usize::from(filled[1] < filled[0]);
        filled[side] += height;
        for at in members {
            nodes[at].column = 2 * side;
            if let Some(group) = nodes[at].group {
                groups[group].column = 2 * side;
            }
        }
    }
}
