//! `windows`: the network of each meeting, or stretch of time, as panels beside each other in
//! which everybody has the same place, so that what changes is seen.

mod choose;
mod cut;
mod panel;
mod tell;
mod ties;

use self::choose::{Chosen, GAP_PX, Grid, PAD_PX, Room, grid, order};
use self::cut::cut;
use self::ties::Said;
use super::network::{Tie, shrink};
use super::nodes;
use crate::draw::diagram::{BandScale, Diagram, DiagramEdge, DiagramNode, Form};
use crate::draw::layout::{LayoutBackend, LayoutError, Spread};
use crate::draw::options::DrawOptions;
use crate::draw::page::Page;
use crate::draw::scene::Scene;
use crate::model::{EdgeKind, KnowledgeGraph, Record, Stance};

/// Ties are drawn in proportion to the heaviest, which has this weight, unless it has less.
const HEAVIEST: f64 = 6.0;
/// How often the picture is made with fewer stakeholders.
const TRIES: usize = 6;
const FEWEST: usize = 3;

pub(super) fn scene(
    record: &Record,
    graph: &KnowledgeGraph,
    options: &DrawOptions,
    backend: Option<&dyn LayoutBackend>,
) -> Result<Scene, LayoutError> {
    let cuts = cut(record, options.windowing);
    let said = Said::new(record, graph, &cuts.windows, options.through);
    let all = ties::all(&said, cuts.windows.len(), options);
    let order = order(record, &all);
    let inputs = (&cuts, &said, all.as_slice());
    let page = options.medium.height_px().unwrap_or(f64::INFINITY);
    let tied = choose::with_ties(&all).len();
    let mut windows = tied.min(choose::most_windows(options.medium));
    loop {
        let grid = grid(record, options, &order, windows);
        // Fewer windows in which something can be seen, rather than many of two or three.
        // One alone compares nothing.
        let seen = if windows > 2 { FEWEST } else { FEWEST - 1 };
        if grid.people <= seen.min(order.len().saturating_sub(1)) && windows > 1 {
            windows -= 1;
            continue;
        }
        let fit = grid.people.max(FEWEST);
        let fit = options.top.map_or(fit, |top| top.min(fit));
        let room = Room {
            people: fit,
            windows,
        };
        let mut most = choose::candidates(record, options, inputs, (&order, room));
        let made = |most: usize| {
            let chosen = Chosen::new(record, options, inputs, (&order, room), most);
            drawn(record, options, &chosen, grid, backend)
        };
        let mut scene = made(most)?;
        for _ in 0..TRIES {
            if scene.height_px <= page || most <= FEWEST {
                break;
            }
            most -= (most / 6).max(1);
            scene = made(most)?;
        }
        if scene.height_px <= page || windows <= 1 {
            return Ok(scene);
        }
        windows -= 1;
    }
}

fn drawn(
    record: &Record,
    options: &DrawOptions,
    chosen: &Chosen<'_>,
    grid: Grid,
    backend: Option<&dyn LayoutBackend>,
) -> Result<Scene, LayoutError> {
    let diagram = union(record, options, chosen, grid);
    let heads = panel::heads(chosen, options, grid);
    let own = Spread {
        // Places of another picture are those of another width.
        keep: None,
        height_px: options.medium.height_px().map(|px| {
            let around = page(record, options, chosen);
            let around = finish(around, record, options, chosen).height_px;
            let rows = grid.rows as f64;
            (px - around - heads.height_px()) / rows - 2.0 * PAD_PX - GAP_PX
        }),
    };
    let placement = backend.unwrap_or(&own).place(&diagram)?;
    let mut made = page(record, options, chosen);
    panel::paint(
        &mut made,
        record,
        options,
        chosen,
        (&diagram, &placement.nodes),
        (grid, &heads),
    );
    made.note(tell::notes(options, chosen));
    Ok(finish(made, record, options, chosen))
}

fn page(record: &Record, options: &DrawOptions, chosen: &Chosen<'_>) -> Page {
    let language = options.language;
    let subtitle = tell::subtitle(options);
    let mut page =
        Page::new(&options.title(record), subtitle, options.content_px()).in_language(language);
    if chosen.people.is_empty() {
        page.caption(&[language.say("There is no tie to draw.").to_owned()]);
    }
    page
}

fn finish(mut page: Page, record: &Record, options: &DrawOptions, chosen: &Chosen<'_>) -> Scene {
    page.legend(&panel::keys(record, chosen, options));
    page.caption(&tell::caption(record, options, chosen));
    page.finish(
        tell::description(record, options, chosen),
        tell::facts(record, options, chosen),
    )
}

/// Everybody who is drawn, and every pair with a tie in any window: what is placed once.
fn union(record: &Record, options: &DrawOptions, chosen: &Chosen<'_>, grid: Grid) -> Diagram {
    let nodes: Vec<DiagramNode> = (chosen.people.iter())
        .map(|&who| {
            let language = options.language;
            let mut node = nodes::stakeholder(record, who.into(), "", (grid.node_px, language));
            shrink(record, who, (grid.short, grid.node_px), &mut node);
            node
        })
        .collect();
    let mut pairs: std::collections::BTreeMap<(usize, usize, bool), f64> =
        std::collections::BTreeMap::new();
    for tie in chosen.ties.iter().flatten() {
        let key = (tie.a, tie.b, tie.stance == Stance::Concern);
        *pairs.entry(key).or_default() += tie.weight;
    }
    let summed: Vec<Tie> = (pairs.into_iter())
        .map(|((a, b, concern), weight)| Tie {
            a,
            b,
            stance: Stance::ALL[usize::from(concern)],
            weight,
            statements: Vec::new(),
        })
        .collect();
    Diagram {
        form: Form::Windows,
        title: String::new(),
        description: String::new(),
        caption: Vec::new(),
        // The layout leaves a little of its width to marks.
        width_px: grid.panel_px - 2.0 * PAD_PX + 12.0,
        columns: Vec::new(),
        groups: Vec::new(),
        edges: edges(record, chosen, &nodes, &summed),
        nodes,
        facts: Vec::new(),
    }
}

/// Ties as edges between those drawn, as thick as in all panels.
fn edges(
    record: &Record,
    chosen: &Chosen<'_>,
    nodes: &[DiagramNode],
    ties: &[Tie],
) -> Vec<DiagramEdge> {
    let heaviest = chosen.weights().map_or(1.0, |(_, most)| most);
    let scale = if heaviest > HEAVIEST {
        HEAVIEST / heaviest
    } else {
        1.0
    };
    let place = |who: usize| chosen.people.binary_search(&who).ok();
    let bare = |who: usize| record.stakeholders()[who].id.as_str();
    (ties.iter())
        .filter_map(|tie| {
            let (from, to) = (place(tie.a)?, place(tie.b)?);
            debug_assert!(from < nodes.len() && to < nodes.len());
            Some(DiagramEdge {
                id: format!("tie-{}--{}--{}", bare(tie.a), bare(tie.b), tie.stance),
                from,
                to,
                kind: EdgeKind::Tie,
                stance: tie.stance,
                weight: (tie.weight * scale).min(HEAVIEST),
                tooltip: String::new(),
                scale: BandScale::default(),
                statements: tie.statements.iter().map(|row| row.index()).collect(),
            })
        })
        .collect()
}
