//! `network`: who stands with or against whom, in coalitions.

mod choose;
mod paint;
mod people;
mod tell;
mod ties;

use self::choose::Chosen;
pub(super) use self::paint::{signs, strokes};
pub(super) use self::people::{lines, shrink};
pub(super) use self::tell::{measure, tie_words};
pub(super) use self::ties::Tie;
use super::nodes;
use crate::analysis::Through as AnalysisThrough;
use crate::draw::diagram::{
    BandScale, Diagram, DiagramEdge, DiagramGroup, DiagramNode, Form, GROUP_FONT,
};
use crate::draw::layout::{LayoutBackend, LayoutError, Spread, is_placed_quickly, runs_through};
use crate::draw::network_look::Ties;
use crate::draw::options::{DrawOptions, Through};
use crate::draw::scene::Scene;
use crate::draw::words;
use crate::model::{EdgeKind, KnowledgeGraph, Record, Stance, StatementIx};

/// How often fewer are tried.
const MOST_ROUNDS: usize = 8;
/// So many stakeholders stay, however small the page.
const FEWEST: usize = 4;
/// The widest node, px.
const NODE_PX: f64 = 132.0;
/// Ties are drawn in proportion to the heaviest, which has this weight, unless it has less.
const HEAVIEST: f64 = 6.0;

pub(super) fn scene(
    record: &Record,
    graph: &KnowledgeGraph,
    options: &DrawOptions,
    backend: Option<&dyn LayoutBackend>,
) -> Result<Scene, LayoutError> {
    Ok(with_diagram(record, graph, options, backend)?.0)
}

/// The picture and what it was made of: the search for what fits its page is made once.
pub(super) fn with_diagram(
    record: &Record,
    graph: &KnowledgeGraph,
    options: &DrawOptions,
    backend: Option<&dyn LayoutBackend>,
) -> Result<(Scene, Diagram), LayoutError> {
    let found = fitting(record, graph, options);
    let mut scene = if let (None, Some(scene)) = (backend, found.scene) {
        scene
    } else {
        let own = spread(options, found.around);
        let placement = backend.unwrap_or(&own).place(&found.diagram)?;
        let is_own = backend.is_none();
        paint::paint(&found.diagram, &placement, &found.chosen, options, is_own)
    };
    if backend.is_none() && is_placed_quickly(&found.diagram) {
        scene.notes.push(words::placed_quickly(options.language));
    }
    Ok((scene, found.diagram))
}

pub(super) fn diagram(record: &Record, graph: &KnowledgeGraph, options: &DrawOptions) -> Diagram {
    fitting(record, graph, options).diagram
}

/// As much of a network as the page has room for.
struct Fitting {
    chosen: Chosen,
    diagram: Diagram,
    /// The height of all but the network, px.
    around: f64,
    /// By our own layout, where there is a page to fit.
    scene: Option<Scene>,
}

fn spread(options: &DrawOptions, around: f64) -> Spread<'_> {
    Spread {
        keep: options.keep.as_ref(),
        height_px: options.medium.height_px().map(|px| px - around),
    }
}

/// Unasked, so many stakeholders as stand on the page: what room they need is known once they
/// are placed, so those with the weakest ties are left out until the rest fits, and
/// no tie runs through a name. Where it is asked for which ties are drawn, nobody is left out for
/// their sake.
fn fitting(record: &Record, graph: &KnowledgeGraph, options: &DrawOptions) -> Fitting {
    let (mut most, mut rounds) = (usize::MAX, 0);
    loop {
        let chosen = Chosen::new(record, graph, options, most);
        let diagram = made(record, options, &chosen);
        let around = paint::around_px(&diagram, &chosen, options);
        let page = options.medium.height_px();
        let look = &options.network;
        let asked = look.threshold.is_some() || look.backbone_alpha.is_some();
        let page = page.filter(|_| options.top.is_none() && !asked);
        let placement = page.and_then(|px| {
            let made = spread(options, around).place(&diagram).ok()?;
            Some((px, made))
        });
        let Some((px, placement)) = placement else {
            return Fitting {
                chosen,
                diagram,
                around,
                scene: None,
            };
        };
        let scene = paint::paint(&diagram, &placement, &chosen, options, true);
        let n = chosen.people.shown.len();
        let is_tangled = runs_through(&diagram, &placement.nodes, &placement.edges);
        rounds += 1;
        if (scene.height_px <= px && !is_tangled) || n <= FEWEST || rounds > MOST_ROUNDS {
            return Fitting {
                chosen,
                diagram,
                around,
                scene: Some(scene),
            };
        }
        let over = (scene.height_px - px).max(0.0) / (scene.height_px - around).max(1.0);
        let fewer = (n as f64 * (1.0 - 0.6 * over)) as usize;
        most = fewer.min(n - 1).max(FEWEST);
    }
}

fn through(options: &DrawOptions) -> AnalysisThrough {
    match options.through {
        Through::Themes => AnalysisThrough::Theme,
        Through::Claims => AnalysisThrough::Claim,
    }
}

fn made(record: &Record, options: &DrawOptions, chosen: &Chosen) -> Diagram {
    let people = &chosen.people;
    let nodes = diagram_nodes(record, options, chosen);
    let heaviest = chosen.ties.iter().map(|tie| tie.weight).fold(0.0, f64::max);
    let scale = if heaviest > HEAVIEST || chosen.normalised {
        HEAVIEST / heaviest.max(1e-12)
    } else {
        1.0
    };
    let place = |who: usize| people.shown.binary_search(&who).ok();
    let mut edges = Vec::new();
    for tie in &chosen.ties {
        let (Some(from), Some(to)) = (place(tie.a), place(tie.b)) else {
            continue;
        };
        let bare = |at: usize| record.stakeholders()[people.shown[at]].id.as_str();
        edges.push(DiagramEdge {
            id: format!("tie-{}--{}--{}", bare(from), bare(to), tie.stance),
            from,
            to,
            kind: EdgeKind::Tie,
            stance: tie.stance,
            weight: tie.weight * scale,
            tooltip: tell::tie(record, options, chosen, tie),
            scale: BandScale::default(),
            statements: tie
                .statements
                .iter()
                .map(|row: &StatementIx| row.index())
                .collect(),
        });
    }
    let groups = (people.groups.iter())
        .map(|group| {
            let name = tell::group(record, options, group);
            DiagramGroup {
                id: format!("coalition-{}", group.number),
                lines: GROUP_FONT.wrap(&name, NODE_PX.max(options.content_px() * 0.29)),
                label: name,
                column: 0,
            }
        })
        .collect();
    Diagram {
        form: Form::Network,
        title: options.title(record),
        description: tell::description(record, options, chosen),
        caption: tell::caption(record, options, chosen),
        width_px: options.content_px(),
        columns: Vec::new(),
        groups,
        nodes,
        edges,
        facts: tell::facts(record, options, chosen),
    }
}

/// Boxes as wide as their names need.
fn diagram_nodes(record: &Record, options: &DrawOptions, chosen: &Chosen) -> Vec<DiagramNode> {
    let people = &chosen.people;
    (people.shown.iter())
        .map(|&who| {
            let what = tell::node(options, chosen, who);
            let (width, language) = (NODE_PX, options.language);
            let mut node = nodes::stakeholder(record, who.into(), &what, (width, language));
            shrink(record, who, (people.short, NODE_PX), &mut node);
            node.group = people.group_of(who).filter(|_| people.tied[who]);
            node
        })
        .collect()
}

/// Whether a sign is asked for.
fn wanted(ties: Ties, stance: Stance) -> bool {
    match (ties, stance) {
        (Ties::Both | Ties::Subtract, _) => true,
        (Ties::Congruence, stance) => stance == Stance::Support,
        (Ties::Conflict, stance) => stance == Stance::Concern,
    }
}

/// Groups are named where so many stakeholders can be profiled quickly.
const PROFILED: usize = 150;
