//! The panels of windows: the same places, the ties of one window each.

use super::choose::{Chosen, GAP_PX, Grid, PAD_PX};
use super::{edges, tell};
use crate::draw::compose::node;
use crate::draw::diagram::{Diagram, DiagramNode, NAME_FONT, NodeRole};
use crate::draw::form::network::{signs, strokes};
use crate::draw::layout::route;
use crate::draw::options::DrawOptions;
use crate::draw::page::{Key, MARGIN_PX, Page};
use crate::draw::palette;
use crate::draw::scene::{
    Anchor, Element, Group, Outline, Point, Rect, Role, Shape, Stroke, text_block,
};
use crate::draw::shapes::outline;
use crate::draw::text::Font;
use crate::model::{Record, StakeholderKind, Stance};

const FONT: Font = Font::bold(12.0);
const DASH_PX: (f64, f64) = (3.0, 3.0);

/// What stands above each panel.
pub(super) struct Heads {
    lines: Vec<Vec<String>>,
    /// Of each row of panels, as high as its deepest needs.
    rows_px: Vec<f64>,
}

impl Heads {
    /// The height of all rows of headings.
    pub(super) fn height_px(&self) -> f64 {
        self.rows_px.iter().sum()
    }
}

pub(super) fn heads(chosen: &Chosen<'_>, options: &DrawOptions, grid: Grid) -> Heads {
    let lines: Vec<Vec<String>> = (chosen.windows.iter())
        .map(|cut| FONT.wrap_evenly(&tell::heading(options, cut), grid.panel_px - 4.0))
        .collect();
    let rows_px = (lines.chunks(grid.columns))
        .map(|row| {
            let deepest = row.iter().map(Vec::len).max().unwrap_or(1);
            FONT.line_px() * deepest as f64 + 4.0
        })
        .collect();
    Heads { lines, rows_px }
}

/// Draws every panel: its frame and heading, then each node followed by the ties that leave it.
pub(super) fn paint(
    page: &mut Page,
    record: &Record,
    options: &DrawOptions,
    chosen: &Chosen<'_>,
    (diagram, boxes): (&Diagram, &[Rect]),
    (grid, heads): (Grid, &Heads),
) {
    if diagram.nodes.is_empty() {
        return;
    }
    let panels: Vec<Diagram> = (chosen.ties.iter())
        .map(|ties| Diagram {
            edges: edges(record, chosen, &diagram.nodes, ties),
            ..diagram.clone()
        })
        .collect();
    let routes: Vec<Vec<Vec<Point>>> = panels.iter().map(|panel| route(panel, boxes)).collect();
    let points = routes.iter().flatten().flatten();
    let points = points.map(|p| Rect::new(p.x, p.y, 0.0, 0.0).grown(5.0));
    let covered = points.chain(boxes.iter().copied()).reduce(Rect::union);
    let covered = covered.unwrap_or_default();
    let high = covered.height + 2.0 * PAD_PX;
    let top = page.y;
    for (at, panel) in panels.iter().enumerate() {
        let column = (at % grid.columns) as f64;
        let row = at / grid.columns;
        let above: f64 = heads.rows_px[..row].iter().sum();
        let x = MARGIN_PX + column * (grid.panel_px + GAP_PX);
        let y = top + above + row as f64 * (high + GAP_PX);
        let frame = Rect::new(x, y + heads.rows_px[row], grid.panel_px, high);
        page.y = frame.bottom() + GAP_PX;
        // A heading stands on its panel.
        let middle = frame.y - 4.0 - FONT.line_px() * heads.lines[at].len() as f64 / 2.0;
        let mut children = vec![Element::Shape(Shape::stroked(
            Outline::Rect(frame, 4.0),
            Stroke::solid(palette::BORDER, 1.0),
        ))];
        let left = Point::new(x + 1.0, middle);
        children.extend(text_block(
            &heads.lines[at],
            left,
            Anchor::Left,
            FONT,
            palette::INK,
        ));
        page.add([Element::Group(Group {
            id: format!("window-{}", at + 1),
            class: "window".to_owned(),
            role: Role::Part,
            children,
            ..Group::default()
        })]);
        let spare = (grid.panel_px - covered.width) / 2.0;
        let (dx, dy) = (x + spare - covered.x, frame.y + PAD_PX - covered.y);
        nodes_and_ties(
            page,
            record,
            options,
            chosen,
            At {
                at,
                panel,
                boxes,
                routes: &routes[at],
                dx,
                dy,
            },
        );
    }
}

/// One panel and where it is.
#[derive(Clone, Copy)]
struct At<'p> {
    at: usize,
    panel: &'p Diagram,
    boxes: &'p [Rect],
    routes: &'p [Vec<Point>],
    dx: f64,
    dy: f64,
}

fn nodes_and_ties(
    page: &mut Page,
    record: &Record,
    options: &DrawOptions,
    chosen: &Chosen<'_>,
    here: At<'_>,
) {
    let At {
        at,
        panel,
        boxes,
        dx,
        dy,
        ..
    } = here;
    let routes: Vec<Vec<Point>> = (here.routes.iter())
        .map(|route| {
            let moved = route.iter().map(|p| Point::new(p.x + dx, p.y + dy));
            moved.collect()
        })
        .collect();
    let boxes: Vec<Rect> = boxes.iter().map(|b| b.moved(dx, dy)).collect();
    let signs = signs(&routes);
    let id = |node: usize| format!("window-{}--{}", at + 1, panel.nodes[node].id);
    for (i, it) in panel.nodes.iter().enumerate() {
        let who = chosen.people[i];
        let speaks = chosen.speaks[at].contains(&who);
        let it = DiagramNode {
            id: id(i),
            tooltip: tell::node(record, options, chosen, at, who),
            ..it.clone()
        };
        page.add([if speaks {
            node(&it, boxes[i])
        } else {
            absent(&it, boxes[i])
        }]);
        for (e, edge) in panel.edges.iter().enumerate() {
            if edge.from != i {
                continue;
            }
            let ends = [edge.from, edge.to];
            page.add([Element::Group(Group {
                id: format!("window-{}--{}", at + 1, edge.id),
                class: format!("edge {} {}", edge.kind.as_str(), edge.stance),
                name: Some(tell::tie(record, options, chosen, (at, e))),
                role: Role::Edge,
                ends: Some(ends.map(id)),
                statements: edge.statements.clone(),
                children: strokes(
                    &routes[e],
                    edge.stance,
                    edge.width_px(),
                    signs[e],
                    ends.map(|node| boxes[node]),
                ),
                ..Group::default()
            })]);
        }
    }
}

/// Who says nothing in a window: faint, at the same place.
fn absent(it: &DiagramNode, b: Rect) -> Element {
    let NodeRole::Stakeholder(kind) = it.role else {
        return node(it, b);
    };
    let mut children = vec![Element::Shape(faint(kind, b))];
    children.extend(text_block(
        &it.lines,
        b.centre(),
        Anchor::Middle,
        NAME_FONT,
        palette::MUTED,
    ));
    Element::Group(Group {
        id: it.id.clone(),
        class: "node stakeholder absent".to_owned(),
        name: Some(it.tooltip.clone()),
        role: Role::Node,
        bounds: Some(b),
        children,
        ..Group::default()
    })
}

fn faint(kind: StakeholderKind, b: Rect) -> Shape {
    let dashed = Stroke {
        dash_px: Some(DASH_PX),
        ..Stroke::solid(palette::BORDER, 1.0)
    };
    Shape::both(outline(kind, b), palette::PAPER, dashed)
}

pub(super) fn keys(record: &Record, chosen: &Chosen<'_>, options: &DrawOptions) -> Vec<Key> {
    let language = options.language;
    let sample = |stance| {
        let route: Vec<Point> = (0..4)
            .map(|i| Point::new(3.0 + 50.0 * f64::from(i) / 3.0, 0.0))
            .collect();
        let middle = Point::new(28.0, 0.0);
        strokes(&route, stance, 2.0, middle, [Rect::default(); 2])
    };
    let mut keys = Vec::new();
    for stance in Stance::ALL {
        let mut all = chosen.ties.iter().flatten();
        if all.any(|tie| tie.stance == stance) {
            let words = tell::key(options, stance).to_owned();
            keys.push(Key::Sample(56.0, sample(stance), words));
        }
    }
    if let Some((least, most)) = chosen.weights().filter(|(least, most)| least < most) {
        keys.push(Key::Words(language.fill(
            "thicker: stronger ({least} to {most})",
            &[("least", &least), ("most", &most)],
        )));
    }
    let silent = |who: &usize| chosen.speaks.iter().any(|window| !window.contains(who));
    if chosen.people.iter().any(silent) {
        let b = Rect::new(0.0, -7.0, 24.0, 14.0);
        let shape = Element::Shape(faint(StakeholderKind::Ngo, b));
        let words = language.say("says nothing then").to_owned();
        keys.push(Key::Sample(24.0, vec![shape], words));
    }
    let kinds = StakeholderKind::ALL.iter().filter(|&&kind| {
        let of = |&who: &usize| record.stakeholders()[who].kind == kind;
        chosen.people.iter().any(of)
    });
    keys.extend(kinds.map(|&kind| Key::Kind(kind)));
    keys
}
