//! Parts of a picture of arguments with their places: layered by an engine where that fits the
//! page, else one claim at a time with those that bear on it.

use std::collections::BTreeMap;

use super::arguments::Content;
use crate::draw::diagram::{BandScale, Diagram, DiagramColumn, DiagramEdge, DiagramNode, Form};
use crate::draw::fold::is_rest;
use crate::draw::layout::{Columns, LayoutBackend, LayoutError, Placement};
use crate::draw::scene::{Point, Rect};
use crate::model::{ClaimIx, EdgeKind};

/// Widths of claims that are tried, px.
const CLAIMS_PX: [f64; 3] = [172.0, 148.0, 124.0];
/// A part with more links is always split: an engine would take long, and readers too.
const MOST_LINKS: usize = 60;
/// Room between blocks, px.
const GAP_PX: f64 = 26.0;
/// The same below each other.
const BELOW_PX: f64 = 16.0;
/// A claim with those that bear on it is at least so wide, px.
const STAR_PX: f64 = 380.0;
/// Room between the two columns of such a block, px.
const STAR_GAP_PX: f64 = 66.0;

/// Some nodes and links, placed about an origin of their own.
#[derive(Debug, Clone, Default)]
pub(super) struct Block {
    pub(super) nodes: Vec<DiagramNode>,
    /// The link, and the places of its ends in `nodes`.
    pub(super) edges: Vec<(usize, usize, usize)>,
    placement: Placement,
}

impl Block {
    /// The nodes and edges of some links.
    pub(super) fn unplaced(content: &Content<'_>, links: &[usize], claim_px: f64) -> Self {
        let mut ends: Vec<Option<ClaimIx>> = (links.iter())
            .flat_map(|&link| [content.links[link].from, content.links[link].to])
            .collect();
        ends.sort_unstable_by_key(|end| (end.is_none(), *end));
        ends.dedup();
        let place = |end| ends.iter().position(|&it| it == end).unwrap_or_default();
        let edge = |&link: &usize| {
            let it = &content.links[link];
            (link, place(it.from), place(it.to))
        };
        Self {
            nodes: ends
                .iter()
                .map(|&end| content.node(end, claim_px))
                .collect(),
            edges: links.iter().map(edge).collect(),
            placement: Placement::default(),
        }
    }

    /// What a layout is asked to place.
    fn diagram(
        &self,
        content: &Content<'_>,
        columns: Vec<DiagramColumn>,
        width_px: f64,
    ) -> Diagram {
        let edge = |&(link, from, to): &(usize, usize, usize)| DiagramEdge {
            id: String::new(),
            from,
            to,
            kind: EdgeKind::Relation,
            stance: content.links[link].stance,
            weight: 1.0,
            tooltip: String::new(),
            statements: Vec::new(),
            scale: BandScale::default(),
        };
        Diagram {
            form: Form::Arguments,
            title: String::new(),
            description: String::new(),
            caption: Vec::new(),
            width_px,
            columns,
            groups: Vec::new(),
            nodes: self.nodes.clone(),
            edges: self.edges.iter().map(edge).collect(),
            facts: Vec::new(),
        }
    }

    fn bounds(&self) -> Rect {
        let routes = self.placement.edges.iter().flatten();
        let points = routes.map(|p| Rect::new(p.x, p.y, 0.0, 0.0));
        let nodes = self.placement.nodes.iter().copied();
        nodes.chain(points).reduce(Rect::union).unwrap_or_default()
    }

    pub(super) fn height_px(&self) -> f64 {
        self.bounds().height
    }

    /// Whether what it is about stands for several.
    pub(super) fn is_rest(&self) -> bool {
        self.nodes.first().is_some_and(|node| is_rest(&node.id))
    }

    fn turned(mut self) -> Self {
        for node in &mut self.nodes {
            std::mem::swap(&mut node.width_px, &mut node.height_px);
        }
        for b in &mut self.placement.nodes {
            *b = Rect::new(b.y, b.x, b.height, b.width);
        }
        for p in self.placement.edges.iter_mut().flatten() {
            *p = Point::new(p.y, p.x);
        }
        self
    }
}

/// The links as a layered graph, from left to right or from top to bottom and with boxes as wide
/// as takes least room; `None` where it is wider than the page.
pub(super) fn layered(
    content: &Content<'_>,
    links: &[usize],
    width_px: f64,
    backend: &dyn LayoutBackend,
) -> Result<Option<Block>, LayoutError> {
    if links.len() > MOST_LINKS {
        return Ok(None);
    }
    let mut best: Option<(f64, Block)> = None;
    for claim_px in CLAIMS_PX {
        for down in [false, true] {
            // A way down is a way to the right with everything turned.
            let mut block = Block::unplaced(content, links, claim_px);
            if down {
                block = block.turned();
            }
            block.placement = backend.place(&block.diagram(content, Vec::new(), width_px))?;
            if down {
                block = block.turned();
            }
            let b = block.bounds();
            if b.width > width_px {
                continue;
            }
            // Height is what a page lacks; width is shared with other blocks.
            let cost = b.height * (b.width + GAP_PX);
            if best.as_ref().is_none_or(|(least, _)| cost < *least * 0.9) {
                best = Some((cost, block));
            }
        }
    }
    Ok(best.map(|(_, block)| block))
}

/// How many blocks stand side by side.
fn across(width_px: f64) -> f64 {
    ((width_px + GAP_PX) / (STAR_PX + GAP_PX)).floor().max(1.0)
}

/// One block for each claim that others bear on.
pub(super) fn stars(content: &Content<'_>, links: &[usize], width_px: f64) -> Vec<Block> {
    let across = across(width_px);
    let star_px = ((width_px - GAP_PX * (across - 1.0)) / across).floor();
    let claim_px = ((star_px - STAR_GAP_PX) / 2.0).floor();
    let mut by_target: BTreeMap<(bool, Option<ClaimIx>), Vec<usize>> = BTreeMap::new();
    for &link in links {
        let to = content.links[link].to;
        by_target.entry((to.is_none(), to)).or_default().push(link);
    }
    let mut blocks = Vec::new();
    for ((_, target), links) in by_target {
        let mut block = Block::default();
        let node = |claim: Option<ClaimIx>, column: usize| {
            let mut node = content.node(claim, claim_px);
            node.column = column;
            node
        };
        block.nodes.push(node(target, 1));
        let mut sources: BTreeMap<(bool, Option<ClaimIx>), usize> = BTreeMap::new();
        for link in links {
            let from = content.links[link].from;
            let at = *sources.entry((from.is_none(), from)).or_insert_with(|| {
                block.nodes.push(node(from, 0));
                block.nodes.len() - 1
            });
            block.edges.push((link, at, 0));
        }
        let column = || DiagramColumn {
            heading: String::new(),
            width_px: claim_px,
        };
        let diagram = block.diagram(content, vec![column(), column()], star_px);
        // Our own columns cannot fail.
        block.placement = Columns.place(&diagram).unwrap_or_default();
        blocks.push(block);
    }
    blocks
}

/// Puts blocks beside and below each other, the highest first, each as far up as it can go.
/// The blocks come back in the order of reading.
pub(super) fn arranged(blocks: &mut [Block], width_px: f64) -> Placement {
    blocks.sort_by(|a, b| b.bounds().height.total_cmp(&a.bounds().height));
    let mut taken: Vec<Rect> = Vec::new();
    let mut all = Placement::default();
    // Left edges are those of a few columns, so that blocks stand in line.
    let across = across(width_px);
    let step = (width_px + GAP_PX) / across;
    let lefts: Vec<f64> = (0..across as usize).map(|i| step * i as f64).collect();
    for block in blocks.iter() {
        let own = block.bounds();
        let room = width_px.max(own.width) + 0.01;
        let fits = lefts.iter().copied().filter(|x| x + own.width <= room);
        let spot = |x: f64| {
            let under = Rect::new(x - GAP_PX, 0.0, own.width + 2.0 * GAP_PX, f64::MAX);
            let above = taken.iter().filter(|b| b.overlaps(under));
            let y = above.map(|b| b.bottom() + BELOW_PX).fold(0.0, f64::max);
            Point::new(x, y)
        };
        let spots = fits.map(spot);
        let best = spots.min_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
        let at = best.unwrap_or_default();
        let (dx, dy) = (at.x - own.x, at.y - own.y);
        taken.push(Rect::new(at.x, at.y, own.width, own.height));
        all.nodes
            .extend(block.placement.nodes.iter().map(|b| b.moved(dx, dy)));
        let moved = |route: &Vec<Point>| {
            route
                .iter()
                .map(|p| Point::new(p.x + dx, p.y + dy))
                .collect()
        };
        all.edges.extend(block.placement.edges.iter().map(moved));
    }
    all
}
