//! Nodes and edges that several forms share.

use petgraph::Direction::{Incoming, Outgoing};

use crate::draw::compose::{height_px, room_px, tally_px};
use crate::draw::diagram::{
    BandScale, DiagramEdge, DiagramGroup, DiagramNode, GROUP_FONT, NAME_FONT, NODE_FONT, NodeRole,
};
use crate::draw::language::Language;
use crate::draw::words;
use crate::model::{
    ClaimIx, EdgeKind, KnowledgeGraph, Node, Record, StakeholderIx, Stance, ThemeIx,
};

/// How many edges of one kind end at a node, or leave it, by stance. O(edges of the node).
pub(super) fn tally(graph: &KnowledgeGraph, kind: EdgeKind, node: Node) -> [usize; 2] {
    let mut sides = [0; 2];
    let (all, at) = (graph.graph(), graph.node_index(node));
    for way in [Outgoing, Incoming] {
        let edges = all.edges_directed(at, way).map(|edge| edge.weight());
        for edge in edges.filter(|edge| edge.kind == kind) {
            sides[usize::from(edge.stance == Stance::Concern)] += 1;
        }
    }
    sides
}

fn node(role: NodeRole, id: &str, label: &str, tooltip: String, width_px: f64) -> DiagramNode {
    let font = match role {
        NodeRole::Stakeholder(_) => NAME_FONT,
        NodeRole::Claim | NodeRole::Theme => NODE_FONT,
    };
    let lines = font.wrap_evenly(label, room_px(role, width_px));
    DiagramNode {
        id: format!("{}-{id}", role.as_str()),
        role,
        label: label.to_owned(),
        height_px: height_px(lines.len(), font),
        lines,
        tooltip,
        tally: None,
        width_px,
        column: 0,
        group: None,
    }
}

pub(super) fn stakeholder(
    record: &Record,
    ix: StakeholderIx,
    what: &str,
    (width_px, language): (f64, Language),
) -> DiagramNode {
    let it = record.stakeholder(ix);
    let tooltip = format!("{} ({}): {what}", it.name, words::kind(language, it.kind));
    node(
        NodeRole::Stakeholder(it.kind),
        it.id.as_str(),
        &it.name,
        tooltip,
        width_px,
    )
}

/// A claim, without what a reader is told of it.
pub(super) fn claim(record: &Record, ix: ClaimIx, width_px: f64) -> DiagramNode {
    let it = record.claim(ix);
    let role = NodeRole::Claim;
    node(role, it.id.as_str(), &it.text, String::new(), width_px)
}

/// A theme, without what a reader is told of it.
pub(super) fn theme(
    record: &Record,
    ix: ThemeIx,
    sides: Option<[usize; 2]>,
    width_px: f64,
) -> DiagramNode {
    let it = record.theme(ix);
    let mut made = node(
        NodeRole::Theme,
        it.id.as_str(),
        &it.name,
        String::new(),
        width_px,
    );
    if let Some(sides) = sides {
        let room = room_px(NodeRole::Theme, width_px) - tally_px(sides);
        made.lines = NODE_FONT.wrap_evenly(&it.name, room);
        made.height_px = height_px(made.lines.len(), NODE_FONT);
        made.tally = Some(sides);
    }
    made
}

/// Groups of themes under their top theme: for each theme its group, if the top theme has
/// narrower ones among those shown.
pub(super) fn theme_groups(
    record: &Record,
    themes: &[ThemeIx],
    column: usize,
    width_px: f64,
) -> (Vec<DiagramGroup>, Vec<Option<usize>>) {
    let tops: Vec<ThemeIx> = themes
        .iter()
        .map(|&theme| record.top_theme(theme))
        .collect();
    let mut heads: Vec<ThemeIx> = themes
        .iter()
        .zip(&tops)
        .filter(|(theme, top)| theme != top)
        .map(|(_, &top)| top)
        .collect();
    heads.sort_unstable();
    heads.dedup();
    let groups = heads
        .iter()
        .map(|&top| group(record, top, column, width_px))
        .collect();
    let of = tops
        .iter()
        .map(|top| heads.binary_search(top).ok())
        .collect();
    (groups, of)
}

/// A group with the name of a theme, in a column of some width.
pub(super) fn group(record: &Record, top: ThemeIx, column: usize, width_px: f64) -> DiagramGroup {
    let it = record.theme(top);
    DiagramGroup {
        id: format!("group-{column}-{}", it.id),
        label: it.name.clone(),
        lines: GROUP_FONT.wrap(&it.name, width_px),
        column,
    }
}

/// An edge between two nodes of the diagram.
pub(super) fn edge(
    nodes: &[DiagramNode],
    from: usize,
    to: usize,
    (kind, stance): (EdgeKind, Stance),
    weight: f64,
    tooltip: String,
) -> DiagramEdge {
    let bare = |node: usize| nodes[node].id.split_once('-').map_or("", |(_, id)| id);
    DiagramEdge {
        id: format!("{}-{}--{}--{stance}", kind.as_str(), bare(from), bare(to)),
        from,
        to,
        kind,
        stance,
        weight,
        tooltip,
        statements: Vec::new(),
        scale: BandScale::default(),
    }
}
