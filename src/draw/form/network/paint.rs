//! A placed network as a picture.

use super::choose::Chosen;
use super::tell;
use crate::draw::compose::{extent, node};
use crate::draw::diagram::{Diagram, DiagramEdge, DiagramGroup, GROUP_FONT};
use crate::draw::layout::{Placement, ROW_HEAD_PX};
use crate::draw::network_look::Ties;
use crate::draw::options::DrawOptions;
use crate::draw::page::{Key, MARGIN_PX, Page};
use crate::draw::palette;
use crate::draw::route::{along, cut_before_end, steps};
use crate::draw::scene::{
    Anchor, Element, Group, Outline, Point, Rect, Role, Scene, Shape, Step, Stroke, text_block,
};
use crate::draw::shapes::polygon;
use crate::draw::signed_edge::sign;
use crate::model::Stance;

const SIGN_RADIUS_PX: f64 = 5.0;
const DASH_PX: (f64, f64) = (6.0, 4.0);

pub(super) fn paint(
    diagram: &Diagram,
    placement: &Placement,
    chosen: &Chosen,
    options: &DrawOptions,
    own_layout: bool,
) -> Scene {
    let language = options.language;
    let covered = extent(placement);
    let mut page = Page::new(
        &diagram.title,
        tell::subtitle(options),
        diagram.width_px.max(covered.width),
    )
    .in_language(language);
    if diagram.nodes.is_empty() {
        page.caption(&[language.say("There is nothing to draw.").to_owned()]);
    }
    // A narrow picture stands in the middle.
    let spare = (diagram.width_px - covered.width).max(0.0) / 2.0;
    let (dx, dy) = (MARGIN_PX - covered.x + spare, page.y - covered.y);

    let mut of_node: Vec<Vec<usize>> = vec![Vec::new(); diagram.nodes.len()];
    let mut has_tie = vec![false; diagram.nodes.len()];
    for (i, edge) in diagram.edges.iter().enumerate() {
        of_node[edge.from].push(i);
        has_tie[edge.from] = true;
        has_tie[edge.to] = true;
    }
    let first_alone = (0..diagram.nodes.len()).filter(|&at| !has_tie[at]);
    let top = first_alone.map(|at| placement.nodes[at].y).reduce(f64::min);
    if let (Some(top), true) = (top, own_layout) {
        let at = Point::new(MARGIN_PX, top + dy - ROW_HEAD_PX / 2.0 + 4.0);
        let words = [language.say("No tie drawn:").to_owned()];
        page.part(
            "alone",
            text_block(&words, at, Anchor::Left, GROUP_FONT, palette::MUTED).collect(),
        );
    }
    let routes: Vec<Vec<Point>> = (placement.edges.iter())
        .map(|route| {
            route
                .iter()
                .map(|p| Point::new(p.x + dx, p.y + dy))
                .collect()
        })
        .collect();
    let signs = signs(&routes);
    page.part("groups", panels(diagram, placement, (dx, dy), &routes));
    for (i, it) in diagram.nodes.iter().enumerate() {
        page.add([node(it, placement.nodes[i].moved(dx, dy))]);
        for &edge in &of_node[i] {
            page.add([tie(
                diagram,
                &diagram.edges[edge],
                &routes[edge],
                signs[edge],
                [diagram.edges[edge].from, diagram.edges[edge].to]
                    .map(|at| placement.nodes[at].moved(dx, dy)),
            )]);
        }
    }
    page.y = covered.bottom() + dy + 10.0;
    page.legend(&keys(diagram, chosen, options));
    page.caption(&diagram.caption);
    page.note(tell::warnings(options, chosen));
    page.finish(diagram.description.clone(), diagram.facts.clone())
}

/// The height of all but the network itself: title, legend, caption.
pub(super) fn around_px(diagram: &Diagram, chosen: &Chosen, options: &DrawOptions) -> f64 {
    let mut page = Page::new(&diagram.title, tell::subtitle(options), diagram.width_px)
        .in_language(options.language);
    page.y += 10.0;
    page.legend(&keys(diagram, chosen, options));
    page.caption(&diagram.caption);
    page.finish(String::new(), Vec::new()).height_px
}

/// Tinted panels with the names of groups; none where an engine has put others amid a group.
fn panels(
    diagram: &Diagram,
    placement: &Placement,
    (dx, dy): (f64, f64),
    routes: &[Vec<Point>],
) -> Vec<Element> {
    let mut drawn = Vec::new();
    let mut taken: Vec<Rect> = Vec::new();
    for (at, (group, bounds)) in diagram.groups.iter().zip(&placement.groups).enumerate() {
        let Some(b) = *bounds else { continue };
        let foreign = diagram.nodes.iter().zip(&placement.nodes);
        if foreign
            .filter(|(n, _)| n.group != Some(at))
            .any(|(_, other)| other.overlaps(b))
        {
            continue;
        }
        if taken.iter().any(|other| other.overlaps(b)) {
            continue;
        }
        taken.push(b);
        let b = b.moved(dx, dy);
        drawn.push(Element::Shape(Shape::both(
            Outline::Rect(b, 9.0),
            palette::PANEL,
            Stroke::solid(palette::HAIRLINE, 1.0),
        )));
        let nodes: Vec<Rect> = (placement.nodes.iter())
            .map(|node| node.moved(dx, dy))
            .collect();
        let off = free_place(b, group, routes, &nodes);
        let left = Point::new(b.x + off.x, b.y + off.y + group.head_px() / 2.0 + 1.0);
        drawn.extend(text_block(
            &group.lines,
            left,
            Anchor::Left,
            GROUP_FONT,
            palette::MUTED,
        ));
    }
    drawn
}

/// Where the heading of a panel begins, from the panel's corner: above its nodes, at the left if
/// it can; where lines run through every place there, the free place within the panel that is
/// nearest to the corner; where there is none, above, where the fewest lines run through it.
/// O(places · (points of routes + nodes)).
fn free_place(panel: Rect, group: &DiagramGroup, routes: &[Vec<Point>], nodes: &[Rect]) -> Point {
    const EDGE_PX: f64 = 7.0;
    const STEP_PX: f64 = 6.0;
    const POINTS: i32 = 60;
    let words = group.lines.iter().map(|line| GROUP_FONT.width_px(line));
    let words = words.fold(0.0, f64::max);
    let high = group.head_px();
    let shares: Vec<f64> = (0..=POINTS)
        .map(|i| f64::from(i) / f64::from(POINTS))
        .collect();
    // A curve stays within the box about its points.
    let near = panel.grown(5.0);
    let comes_near = |route: &&Vec<Point>| {
        let dots = route.iter().map(|p| Rect::new(p.x, p.y, 0.0, 0.0));
        dots.reduce(Rect::union).is_some_and(|all| {
            all.x <= near.right()
                && near.x <= all.right()
                && all.y <= near.bottom()
                && near.y <= all.bottom()
        })
    };
    let points: Vec<Point> = (routes.iter().filter(comes_near))
        .flat_map(|route| along(route, &shares))
        .filter(|p| panel.grown(4.0).contains(Rect::new(p.x, p.y, 0.0, 0.0)))
        .collect();
    let at = |off: Point| Rect::new(panel.x + off.x, panel.y + off.y, words, high);
    let hits = |off: Point| {
        let own = at(off).grown(4.0);
        let inside = |p: &&Point| own.contains(Rect::new(p.x, p.y, 0.0, 0.0));
        points.iter().filter(inside).count()
    };
    let steps =
        |room: f64| (0..=(room.max(0.0) / STEP_PX) as usize).map(|step| STEP_PX * step as f64);
    let across = || steps(panel.width - words - 2.0 * EDGE_PX).map(|x| EDGE_PX + x);
    let mut best = (usize::MAX, Point::new(EDGE_PX, 0.0));
    for off in across().map(|x| Point::new(x, 0.0)) {
        let found = hits(off);
        if found == 0 {
            return off;
        }
        if found < best.0 {
            best = (found, off);
        }
    }
    let lower = steps(panel.height - high).skip(1);
    let places = lower.flat_map(|y| across().map(move |x| Point::new(x, y)));
    let is_free = |off: &Point| {
        let own = at(*off).grown(10.0);
        !nodes.iter().any(|node| node.overlaps(own)) && hits(*off) == 0
    };
    let far = |off: &Point| off.x * off.x + off.y * off.y;
    let free = places
        .filter(is_free)
        .min_by(|a, b| far(a).total_cmp(&far(b)));
    free.unwrap_or(best.1)
}

fn tie(
    diagram: &Diagram,
    edge: &DiagramEdge,
    route: &[Point],
    sign_at: Point,
    boxes: [Rect; 2],
) -> Element {
    Element::Group(Group {
        id: edge.id.clone(),
        class: format!("edge {} {}", edge.kind.as_str(), edge.stance),
        name: Some(edge.tooltip.clone()),
        role: Role::Edge,
        ends: Some([edge.from, edge.to].map(|at| diagram.nodes[at].id.clone())),
        statements: edge.statements.clone(),
        children: strokes(route, edge.stance, edge.width_px(), sign_at, boxes),
        ..Group::default()
    })
}

/// A tie has no direction, so both its ends are marked: arrows that meet what they join, bars
/// that keep apart. The sign is upon its middle. The line begins and ends at its marks, which
/// stand beside the nodes.
pub(in crate::draw::form) fn strokes(
    route: &[Point],
    stance: Stance,
    width_px: f64,
    sign_at: Point,
    boxes: [Rect; 2],
) -> Vec<Element> {
    let colour = palette::line(stance);
    let half = 3.8 + width_px * 0.5;
    let head_px = 6.5 + width_px * 0.5;
    let back: Vec<Point> = route.iter().rev().copied().collect();
    // A mark touches the node and does not lie on it, also where the tie leaves it aslant.
    let beside = |route: &[Point], boxes: &[Rect; 2]| {
        let free = |off: &f64| {
            // An arrow meets the outline, but its base lies free.
            let back = if stance == Stance::Support {
                head_px
            } else {
                0.0
            };
            let end = cut_before_end(route, *off + back);
            let (at, way) = (end.at(), end.direction);
            let on = |side: f64| {
                let corner = Point::new(at.x - way.y * side, at.y + way.x * side);
                let spot = Rect::new(corner.x, corner.y, 0.0, 0.0);
                boxes.iter().any(|b| b.grown(-0.5).contains(spot))
            };
            ![-half, 0.0, half].into_iter().any(on)
        };
        let tried = (0..20).map(|step| 1.5 + f64::from(step));
        tried.clone().find(free).unwrap_or(1.5)
    };
    let offs = [beside(&back, &boxes), beside(route, &boxes)];
    // The line ends in the base of an arrow, or at a bar.
    let inset = if stance == Stance::Support {
        head_px - 1.0
    } else {
        0.0
    };
    let line = cut_before_end(route, offs[1] + inset).route;
    let line: Vec<Point> = line.into_iter().rev().collect();
    let line = cut_before_end(&line, offs[0] + inset).route;
    let line: Vec<Point> = line.into_iter().rev().collect();
    let stroke = Stroke {
        colour,
        width_px,
        dash_px: (stance == Stance::Concern).then_some(DASH_PX),
    };
    let mut drawn = vec![Element::Shape(Shape::stroked(
        Outline::Path(steps(&line)),
        stroke,
    ))];
    for (route, off) in [(back.as_slice(), offs[0]), (route, offs[1])] {
        let (tip, base) = (
            cut_before_end(route, off),
            cut_before_end(route, off + head_px),
        );
        let (at, way) = match stance {
            Stance::Support => (base.at(), base.direction),
            Stance::Concern => (tip.at(), tip.direction),
        };
        let corner = |side: f64| Point::new(at.x - way.y * side, at.y + way.x * side);
        let (left, right) = (corner(half), corner(-half));
        drawn.push(Element::Shape(match stance {
            Stance::Support => {
                let corners = [tip.at(), left, right].map(|p| (p.x, p.y));
                Shape::filled(polygon(&corners), colour)
            }
            Stance::Concern => Shape::stroked(
                Outline::Path(vec![Step::Move(left), Step::Line(right)]),
                Stroke::solid(colour, 3.0),
            ),
        }));
    }
    drawn.extend(sign(sign_at, stance, SIGN_RADIUS_PX));
    drawn
}

/// Where the sign of each tie stands: at its middle, or beside it where another tie or sign is
/// near. O(m²).
pub(in crate::draw::form) fn signs(routes: &[Vec<Point>]) -> Vec<Point> {
    const SHARES: [f64; 9] = [0.5, 0.43, 0.57, 0.36, 0.64, 0.29, 0.71, 0.22, 0.78];
    /// Beyond so many ties there is room nowhere.
    const MOST: usize = 300;
    const ROOM_PX: f64 = SIGN_RADIUS_PX + 5.0;
    if routes.len() > MOST {
        return routes.iter().map(|route| along(route, &[0.5])[0]).collect();
    }
    let steps: Vec<f64> = (0..=10).map(|i| f64::from(i) / 10.0).collect();
    let lines: Vec<Vec<Point>> = routes.iter().map(|route| along(route, &steps)).collect();
    let mut found: Vec<Point> = Vec::new();
    for (i, route) in routes.iter().enumerate() {
        let mut best = (f64::NEG_INFINITY, Point::default());
        for at in along(route, &SHARES) {
            let others = lines.iter().enumerate().filter(|&(j, _)| j != i);
            let to_line = others
                .flat_map(|(_, line)| line.windows(2).map(|w| to_stretch(at, w[0], w[1])))
                .fold(f64::INFINITY, f64::min);
            let to_sign = found
                .iter()
                .map(|p| at.distance(*p) / 1.4)
                .fold(f64::INFINITY, f64::min);
            let near = to_line.min(to_sign).min(ROOM_PX);
            if near > best.0 + 0.5 {
                best = (near, at);
            }
        }
        found.push(best.1);
    }
    found
}

/// The distance of a point to a stretch.
fn to_stretch(p: Point, a: Point, b: Point) -> f64 {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let long = (dx * dx + dy * dy).max(1e-9);
    let share = (((p.x - a.x) * dx + (p.y - a.y) * dy) / long).clamp(0.0, 1.0);
    p.distance(a.towards(b, share))
}

fn keys(diagram: &Diagram, chosen: &Chosen, options: &DrawOptions) -> Vec<Key> {
    let language = options.language;
    let sample = |stance| {
        let route: Vec<Point> = (0..4)
            .map(|i| Point::new(3.0 + 50.0 * f64::from(i) / 3.0, 0.0))
            .collect();
        strokes(
            &route,
            stance,
            2.0,
            Point::new(28.0, 0.0),
            [Rect::default(); 2],
        )
    };
    let subtract = options.network.ties == Ties::Subtract;
    let mut keys = Vec::new();
    for (side, stance) in Stance::ALL.into_iter().enumerate() {
        if chosen.sides()[side] == 0 {
            continue;
        }
        let words = match (stance, subtract) {
            (Stance::Support, false) => language.say("take the same side"),
            (Stance::Concern, false) => language.say("take opposite sides"),
            (Stance::Support, true) => language.say("more often on the same side"),
            (Stance::Concern, true) => language.say("more often on opposite sides"),
        };
        keys.push(Key::Sample(56.0, sample(stance), words.to_owned()));
    }
    if let Some((least, most)) = chosen.weights().filter(|(least, most)| least < most) {
        let (least, most) = (chosen.weight(least), chosen.weight(most));
        keys.push(Key::Words(language.fill(
            "thicker: stronger ({least} to {most})",
            &[("least", &least), ("most", &most)],
        )));
    }
    if !diagram.groups.is_empty() {
        let b = Rect::new(0.0, -8.0, 24.0, 16.0);
        let panel = Shape::both(
            Outline::Rect(b, 5.0),
            palette::PANEL,
            Stroke::solid(palette::BORDER, 1.0),
        );
        let words = language.say("stand together");
        keys.push(Key::Sample(
            24.0,
            vec![Element::Shape(panel)],
            words.to_owned(),
        ));
    }
    keys.extend(diagram.kinds().into_iter().map(Key::Kind));
    keys
}
