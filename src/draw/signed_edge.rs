//! A signed edge, told four times: by colour, by solid or dashed line, by the sign upon it and
//! by its end (an arrow into what is supported, a bar before what meets concern).

use super::diagram::DiagramEdge;
use super::palette;
use super::route::{cut_before_end, steps};
use super::scene::{Element, Outline, Point, Shape, Step, Stroke};
use super::shapes::polygon;
use crate::model::{EdgeKind, Stance};

const SIGN_RADIUS_PX: f64 = 5.0;
/// Dash and gap of concern.
const DASH_PX: (f64, f64) = (6.0, 4.0);

/// The marks at the end of an edge.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ends {
    /// Length of the arrow, px.
    head_px: f64,
    /// Half the width of the arrow, px.
    half_px: f64,
    /// Half the length of the bar, px.
    bar_px: f64,
    /// Radius of the sign, px.
    sign_px: f64,
    /// How far the sign stands back, past that of a neighbour, px.
    back_px: f64,
    /// Whether they keep within the room of a band, and the sign is set apart from it.
    is_band: bool,
}

impl Ends {
    /// Those of a thin line of some width.
    const fn plain(width_px: f64) -> Self {
        let half_px = 4.0 + width_px * 0.5;
        Self {
            head_px: 8.0 + width_px * 0.5,
            half_px,
            bar_px: half_px + 1.0,
            sign_px: SIGN_RADIUS_PX,
            back_px: 0.0,
            is_band: false,
        }
    }

    /// Those of an edge; of a band they keep within its port.
    pub(super) fn of(edge: &DiagramEdge) -> Self {
        let width_px = edge.width_px();
        let plain = Self::plain(width_px);
        if edge.kind != EdgeKind::Position {
            return plain;
        }
        let room_px = edge.port_px() / 2.0 - 0.4;
        let half_px = plain.half_px.min(room_px);
        Self {
            head_px: half_px * 1.8,
            half_px,
            bar_px: plain.bar_px.min(room_px),
            sign_px: edge.scale.sign_px.max(width_px / 2.0 + 1.0),
            back_px: 0.0,
            is_band: true,
        }
    }

    /// The radius of the sign, px.
    pub(super) const fn sign_px(self) -> f64 {
        self.sign_px
    }

    /// The same with the sign further back, past that of a neighbour.
    pub(super) const fn set_back(self) -> Self {
        let back_px = self.sign_px * 2.0 + 1.0;
        Self { back_px, ..self }
    }

    /// How long the way is along which marks lie, px.
    pub(super) fn length_px(self) -> f64 {
        if self.is_band {
            self.head_px + 4.0 + self.sign_px * 4.0 + 2.0
        } else {
            0.0
        }
    }
}

/// Draws an edge along a route (a start, then three points a curve) with a line of some width.
pub(super) fn signed_edge(route: &[Point], stance: Stance, width_px: f64) -> Vec<Element> {
    drawn(route, stance, width_px, Ends::plain(width_px))
}

/// The same with marks of its own.
pub(super) fn drawn(route: &[Point], stance: Stance, width_px: f64, ends: Ends) -> Vec<Element> {
    let colour = palette::line(stance);
    let line = cut_before_end(
        route,
        if stance == Stance::Support {
            ends.head_px
        } else {
            2.0
        },
    );
    let (dash, gap) = DASH_PX;
    let dash_px = match stance {
        Stance::Support => None,
        Stance::Concern if ends.is_band => Some((dash.max(width_px), gap.max(width_px * 0.5))),
        Stance::Concern => Some((dash, gap)),
    };
    let stroke = Stroke {
        colour,
        width_px,
        dash_px,
    };
    let end = cut_before_end(route, 0.0);
    let mut drawn = vec![Element::Shape(Shape::stroked(
        Outline::Path(steps(&line.route)),
        stroke,
    ))];
    drawn.push(Element::Shape(match stance {
        Stance::Support => {
            // The tip touches the node; the base is square to the line's last direction.
            let (tip, base) = (end.at(), line.at());
            let half = ends.half_px;
            let side = Point::new(-line.direction.y * half, line.direction.x * half);
            let tip = (tip.x, tip.y);
            let corners = [
                tip,
                (base.x + side.x, base.y + side.y),
                (base.x - side.x, base.y - side.y),
            ];
            Shape::filled(polygon(&corners), colour)
        }
        Stance::Concern => {
            let at = cut_before_end(route, 2.0);
            let half = ends.bar_px;
            let side = Point::new(-at.direction.y * half, at.direction.x * half);
            let middle = at.at();
            let bar = vec![
                Step::Move(Point::new(middle.x + side.x, middle.y + side.y)),
                Step::Line(Point::new(middle.x - side.x, middle.y - side.y)),
            ];
            Shape::stroked(Outline::Path(bar), Stroke::solid(colour, 3.0))
        }
    }));
    let before = ends.head_px + 4.0 + ends.sign_px + ends.back_px;
    let mut sign = sign(cut_before_end(route, before).at(), stance, ends.sign_px);
    if let (true, Some(Element::Shape(disc))) = (ends.is_band, sign.first_mut()) {
        // On its band, or between its neighbours, it would be half hidden.
        disc.stroke = Some(Stroke::solid(palette::PAPER, 1.2));
    }
    drawn.extend(sign);
    drawn
}

/// A + or − on a disc; drawn, not written, so that no font can lose it.
pub(super) fn sign(at: Point, stance: Stance, radius_px: f64) -> Vec<Element> {
    let colour = palette::line(stance);
    let arm = radius_px * 0.62;
    let mut strokes = vec![
        Step::Move(Point::new(at.x - arm, at.y)),
        Step::Line(Point::new(at.x + arm, at.y)),
    ];
    if stance == Stance::Support {
        strokes.push(Step::Move(Point::new(at.x, at.y - arm)));
        strokes.push(Step::Line(Point::new(at.x, at.y + arm)));
    }
    vec![
        Element::Shape(Shape::filled(Outline::Circle(at, radius_px), colour)),
        Element::Shape(Shape::stroked(
            Outline::Path(strokes),
            Stroke::solid(palette::PAPER, 1.6),
        )),
    ]
}
