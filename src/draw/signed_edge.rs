//! A signed edge, told four times: by colour, by solid or dashed line, by the sign upon it and
//! by its end (an arrow into what is supported, a bar before what meets concern).

use super::palette;
use super::route::{cut_before_end, steps};
use super::scene::{Element, Outline, Point, Shape, Step, Stroke};
use super::shapes::polygon;
use crate::model::Stance;

const SIGN_RADIUS_PX: f64 = 5.0;
/// Dash and gap of concern.
const DASH_PX: (f64, f64) = (6.0, 4.0);

/// Draws an edge along a route (a start, then three points a curve) with a line of some width.
pub(super) fn signed_edge(route: &[Point], stance: Stance, width_px: f64) -> Vec<Element> {
    let colour = palette::line(stance);
    let head_px = 8.0 + width_px * 0.5;
    let line = cut_before_end(
        route,
        if stance == Stance::Support {
            head_px
        } else {
            2.0
        },
    );
    let dash_px = (stance == Stance::Concern).then_some(DASH_PX);
    let stroke = Stroke {
        colour,
        width_px,
        dash_px,
    };
    let end = cut_before_end(route, 0.0);
    let half = 4.0 + width_px * 0.5;
    let mut drawn = vec![Element::Shape(Shape::stroked(
        Outline::Path(steps(&line.route)),
        stroke,
    ))];
    drawn.push(Element::Shape(match stance {
        Stance::Support => {
            // The tip touches the node; the base is square to the line's last direction.
            let (tip, base) = (end.at(), line.at());
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
            let side = Point::new(
                -at.direction.y * (half + 1.0),
                at.direction.x * (half + 1.0),
            );
            let middle = at.at();
            let bar = vec![
                Step::Move(Point::new(middle.x + side.x, middle.y + side.y)),
                Step::Line(Point::new(middle.x - side.x, middle.y - side.y)),
            ];
            Shape::stroked(Outline::Path(bar), Stroke::solid(colour, 3.0))
        }
    }));
    drawn.extend(sign(
        cut_before_end(route, head_px + 9.0).at(),
        stance,
        SIGN_RADIUS_PX,
    ));
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
