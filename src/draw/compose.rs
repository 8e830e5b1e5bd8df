//! A placed diagram as a picture.

use super::diagram::{
    Diagram, DiagramEdge, DiagramNode, GROUP_FONT, NAME_FONT, NODE_FONT, NodeRole,
};
use super::fold;
use super::language::Language;
use super::layout::Placement;
use super::page::{Key, MARGIN_PX, Page};
use super::palette;
use super::route::{along, length};
use super::scene::{
    Anchor, Element, Group, Outline, Point, Rect, Role, Scene, Shape, Stroke, Text, text_block,
};
use super::shapes::{inset_px, outline};
use super::signed_edge::{self, Ends};
use super::text::Font;
use super::words;
use crate::model::{EdgeKind, StakeholderKind, Stance};

const HEADING_FONT: Font = Font::bold(13.0);

/// Draws a diagram whose parts have places: title, groups, then each node followed by the
/// edges that leave it, legend, caption.
pub(super) fn compose(
    diagram: &Diagram,
    placement: &Placement,
    subtitle: &str,
    language: Language,
) -> Scene {
    let extent = extent(placement);
    let width = diagram.width_px.max(extent.width);
    let mut page = Page::new(&diagram.title, subtitle, width).in_language(language);
    if diagram.nodes.is_empty() {
        page.caption(&[language.say("There is nothing to draw.").to_owned()]);
    }
    let (dx, mut dy) = (MARGIN_PX - extent.x, page.y - extent.y);
    if !diagram.columns.is_empty() && !diagram.nodes.is_empty() {
        headings(&mut page, diagram, placement, dx);
        dy = page.y - extent.y;
    }

    let mut panels = Vec::new();
    for (group, bounds) in diagram.groups.iter().zip(&placement.groups) {
        let Some(b) = bounds.map(|b| b.moved(dx, dy)) else {
            continue;
        };
        panels.push(Element::Shape(Shape::both(
            Outline::Rect(b, 4.0),
            palette::PANEL,
            Stroke::solid(palette::HAIRLINE, 1.0),
        )));
        let middle = b.y + group.head_px() / 2.0 + 1.0;
        let left = Point::new(b.x + 7.0, middle);
        panels.extend(text_block(
            &group.lines,
            left,
            Anchor::Left,
            GROUP_FONT,
            palette::MUTED,
        ));
    }
    page.part("groups", panels);

    // What stands for several comes last, but its lines lie below those of one.
    let several = |edge: &DiagramEdge| {
        [edge.from, edge.to].map(|at| fold::is_rest(&diagram.nodes[at].id)) != [false, false]
    };
    let ends = ends(diagram, placement);
    let stubs = has_stubs(diagram);
    let mut of_several = Vec::new();
    let mut of_node = vec![Vec::new(); diagram.nodes.len()];
    for (at, (edge, route)) in diagram.edges.iter().zip(&placement.edges).enumerate() {
        if several(edge) {
            of_several.push((at, edge, route));
        } else {
            of_node[edge.from].push((at, edge, route));
        }
    }
    let nodes = diagram.nodes.iter().enumerate().map(Some);
    for (turn, own) in [None]
        .into_iter()
        .chain(nodes)
        .zip([of_several].into_iter().chain(of_node))
    {
        if let Some((i, it)) = turn {
            page.add([node(it, placement.nodes[i].moved(dx, dy))]);
        }
        for (at, edge, route) in own {
            let route: Vec<Point> = route
                .iter()
                .map(|p| Point::new(p.x + dx, p.y + dy))
                .collect();
            page.add([Element::Group(Group {
                id: edge.id.clone(),
                class: format!("edge {} {}", edge.kind.as_str(), edge.stance),
                name: Some(edge.tooltip.clone()),
                role: Role::Edge,
                ends: Some([edge.from, edge.to].map(|at| diagram.nodes[at].id.clone())),
                statements: edge.statements.clone(),
                children: if stubs && is_stub(diagram, edge) {
                    stub(&route, edge.stance, edge.width_px())
                } else {
                    signed_edge::drawn(&route, edge.stance, edge.width_px(), ends[at])
                },
                ..Group::default()
            })]);
        }
    }
    page.y = extent.bottom() + dy + 10.0;
    page.legend(&keys(diagram, language));
    page.caption(&diagram.caption);
    page.finish(diagram.description.clone(), diagram.facts.clone())
}

/// More lines than this from those who are put together would hide all others: they are drawn
/// short, at what they lead to.
const MOST_FROM_REST: usize = 8;
const STUB_PX: f64 = 44.0;

/// Whether a line from a stakeholder node that stands for several leads to a claim.
fn is_stub(diagram: &Diagram, edge: &DiagramEdge) -> bool {
    edge.kind == EdgeKind::Statement && fold::is_rest(&diagram.nodes[edge.from].id)
}

fn has_stubs(diagram: &Diagram) -> bool {
    let from_rest = diagram.edges.iter().filter(|edge| is_stub(diagram, edge));
    from_rest.count() > MOST_FROM_REST
}

/// The end of a route, begun by a small square of the colour of what stands for several.
fn stub(route: &[Point], stance: Stance, width_px: f64) -> Vec<Element> {
    let left = 1.0 - STUB_PX / length(route).max(2.0 * STUB_PX);
    let (from, to) = (along(route, &[left])[0], along(route, &[1.0])[0]);
    // Where it ends it is level.
    let from = Point::new(from.x, to.y);
    let line = [0.0, 1.0 / 3.0, 2.0 / 3.0, 1.0].map(|part| from.towards(to, part));
    let mut drawn = signed_edge::signed_edge(&line, stance, width_px);
    let half = 3.0 + width_px / 2.0;
    let square = Rect::new(from.x, from.y, 0.0, 0.0).grown(half);
    let fill = palette::stakeholder(StakeholderKind::Other);
    drawn.push(Element::Shape(Shape::filled(
        Outline::Rect(square, 0.0),
        fill,
    )));
    drawn
}

/// The marks of all edges: where bands end closer to each other than their signs are high,
/// every other sign stands back.
fn ends(diagram: &Diagram, placement: &Placement) -> Vec<Ends> {
    let mut ends: Vec<Ends> = diagram.edges.iter().map(Ends::of).collect();
    let at = |i: usize| placement.edges[i].last().copied().unwrap_or_default();
    let is_band = |&i: &usize| diagram.edges[i].kind == EdgeKind::Position;
    let mut order: Vec<usize> = (0..ends.len()).filter(is_band).collect();
    order.sort_by(|&a, &b| {
        let (to, a_at, b_at) = (diagram.edges[b].to, at(a), at(b));
        (diagram.edges[a].to.cmp(&to))
            .then(a_at.y.total_cmp(&b_at.y))
            .then(a.cmp(&b))
    });
    // The last sign: of which node, how low, how large, and whether it stands back.
    let mut last: Option<(usize, f64, f64, bool)> = None;
    for i in order {
        let (to, y, sign_px) = (diagram.edges[i].to, at(i).y, ends[i].sign_px());
        let back = last.is_some_and(|(node, above, its, was_back)| {
            let apart = y - above;
            // Of a bundle they lie on each other.
            let is_same = apart < 0.01 && was_back;
            let meets = apart >= 0.01 && apart < its + sign_px + 1.0 && !was_back;
            node == to && (is_same || meets)
        });
        if back {
            ends[i] = ends[i].set_back();
        }
        last = Some((to, y, sign_px, back));
    }
    ends
}

pub(super) fn extent(placement: &Placement) -> Rect {
    let points = placement
        .edges
        .iter()
        .flatten()
        .map(|p| Rect::new(p.x, p.y, 0.0, 0.0).grown(6.0));
    let boxes = placement
        .nodes
        .iter()
        .copied()
        .chain(placement.groups.iter().flatten().copied());
    boxes.chain(points).reduce(Rect::union).unwrap_or_default()
}

fn headings(page: &mut Page, diagram: &Diagram, placement: &Placement, dx: f64) {
    let mut children = Vec::new();
    let mut deepest = 1;
    for (column, it) in diagram.columns.iter().enumerate() {
        let nodes = diagram
            .nodes
            .iter()
            .zip(&placement.nodes)
            .filter(|(n, _)| n.column == column);
        let Some(b) = nodes.map(|(_, b)| *b).reduce(Rect::union) else {
            continue;
        };
        let lines = HEADING_FONT.wrap(&it.heading, it.width_px);
        deepest = deepest.max(lines.len());
        let block = HEADING_FONT.line_px() * lines.len() as f64;
        let at = Point::new(b.x + dx, page.y + block / 2.0);
        children.extend(text_block(
            &lines,
            at,
            Anchor::Left,
            HEADING_FONT,
            palette::INK,
        ));
    }
    page.part("columns", children);
    page.y += HEADING_FONT.line_px() * deepest as f64 + 6.0;
}

pub(super) fn node(it: &DiagramNode, b: Rect) -> Element {
    let mut children = Vec::new();
    match it.role {
        NodeRole::Stakeholder(kind) => {
            let fill = palette::stakeholder(kind);
            children.push(Element::Shape(Shape::filled(outline(kind, b), fill)));
            children.extend(text_block(
                &it.lines,
                b.centre(),
                Anchor::Middle,
                NAME_FONT,
                palette::ON_DARK,
            ));
        }
        NodeRole::Claim => {
            let border = Stroke::solid(palette::BORDER, 1.0);
            children.push(Element::Shape(Shape::both(
                Outline::Rect(b, 3.0),
                palette::PAPER,
                border,
            )));
            let left = Point::new(b.x + 8.0, b.centre().y);
            children.extend(text_block(
                &it.lines,
                left,
                Anchor::Left,
                NODE_FONT,
                palette::INK,
            ));
        }
        NodeRole::Theme => {
            let border = Stroke::solid(palette::BORDER, 1.0);
            let radius = (b.height / 2.0).min(6.0);
            children.push(Element::Shape(Shape::both(
                Outline::Rect(b, radius),
                palette::PAPER,
                border,
            )));
            let left = Point::new(b.x + 10.0, b.centre().y);
            children.extend(text_block(
                &it.lines,
                left,
                Anchor::Left,
                NODE_FONT,
                palette::INK,
            ));
            children.extend(tally(it, b));
        }
    }
    Element::Group(Group {
        id: it.id.clone(),
        class: format!("node {}", it.role.as_str()),
        name: Some(it.tooltip.clone()),
        role: Role::Node,
        bounds: Some(b),
        children,
        ..Group::default()
    })
}

/// "+3 −1" at the right end of a node.
fn tally(it: &DiagramNode, b: Rect) -> Vec<Element> {
    let Some(sides) = it.tally else {
        return Vec::new();
    };
    let font = Font::bold(12.0);
    let baseline = b.centre().y + 0.35 * font.size_px;
    let mut x = b.right() - 9.0;
    let mut drawn = Vec::new();
    for (side, stance) in Stance::ALL.iter().enumerate().rev() {
        if sides[side] > 0 {
            let words = format!("{}{}", stance.symbol(), sides[side]);
            let at = Point::new(x, baseline);
            x -= font.width_px(&words) + 4.0;
            drawn.push(Element::Text(
                Text::new(words, at, font, palette::text(*stance)).anchored(Anchor::Right),
            ));
        }
    }
    drawn.reverse();
    drawn
}

/// Room for the tally of a theme, px.
pub(super) fn tally_px(sides: [usize; 2]) -> f64 {
    let font = Font::bold(12.0);
    let shown = sides.iter().filter(|&&n| n > 0);
    shown
        .map(|n| font.width_px(&format!("+{n}")) + 4.0)
        .sum::<f64>()
        + 9.0
}

fn keys(diagram: &Diagram, language: Language) -> Vec<Key> {
    let mut keys = Vec::new();
    let kinds = diagram.edge_kinds();
    for stance in Stance::ALL.into_iter().filter(|_| !kinds.is_empty()) {
        let verb = if kinds == [EdgeKind::Relation] {
            relation_verb(language, stance)
        } else {
            words::verb(language, stance)
        };
        keys.push(Key::Edge(stance, 2.0, verb.to_owned()));
    }
    let heavy = |e: &DiagramEdge| e.kind == EdgeKind::Statement && e.weight > 1.0;
    let bands = (diagram.edges.iter()).filter(|edge| edge.kind == EdgeKind::Position);
    let most = bands.map(|edge| edge.weight).fold(0.0, f64::max);
    if most > 1.0 {
        keys.push(Key::Words(
            language.fill("thicker: more statements, up to {n}", &[("n", &most)]),
        ));
    } else if diagram.edges.iter().any(heavy) {
        keys.push(Key::Words(
            language.say("thicker: more statements").to_owned(),
        ));
    }
    let rest = diagram.edges.iter().find(|edge| is_stub(diagram, edge));
    if let Some(rest) = rest.filter(|_| has_stubs(diagram)) {
        let route = [0.0, 1.0 / 3.0, 2.0 / 3.0, 1.0]
            .map(|part| Point::new(4.0 + STUB_PX * (2.0 * part - 1.0), 0.0));
        let sample = stub(&route, Stance::Support, 2.0);
        let from = &diagram.nodes[rest.from].label;
        let words = language.fill("short lines: from {rest}", &[("rest", from)]);
        keys.push(Key::Sample(STUB_PX + 6.0, sample, words));
    }
    if kinds.contains(&EdgeKind::Theme) {
        let words = language.say("claim to theme: speaks for (+) or against (\u{2212}) it");
        keys.push(Key::Words(words.to_owned()));
    }
    // What stands for several has no kind.
    let occurs = |kind: &&StakeholderKind| {
        let mut nodes = diagram.nodes.iter();
        nodes.any(|n| {
            // A kind says so itself.
            let is_one = !fold::is_rest(&n.id) && !fold::is_kind(&n.id);
            n.role == NodeRole::Stakeholder(**kind) && is_one
        })
    };
    let shown = StakeholderKind::ALL.iter().filter(occurs);
    keys.extend(shown.map(|&kind| Key::Kind(kind)));
    keys
}

/// What a claim does to another: "supports", "challenges".
pub(super) fn relation_verb(language: Language, stance: Stance) -> &'static str {
    match stance {
        Stance::Support => language.say("supports"),
        Stance::Concern => language.say("challenges"),
    }
}

/// The height of a node with so many lines, px.
pub(super) fn height_px(lines: usize, font: Font) -> f64 {
    font.line_px() * lines as f64 + 9.0
}

/// The room for text in a node, px.
pub(super) fn room_px(role: NodeRole, width_px: f64) -> f64 {
    match role {
        NodeRole::Stakeholder(kind) => width_px - 2.0 * inset_px(kind),
        NodeRole::Claim => width_px - 16.0,
        NodeRole::Theme => width_px - 20.0,
    }
}
