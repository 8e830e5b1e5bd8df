//! Bars and cells of a stance: tinted, solid or dashed around, and ended by a point (support)
//! or a thick bar (concern).

use crate::draw::palette;
use crate::draw::scene::{Element, Outline, Point, Rect, Shape, Step, Stroke};
use crate::draw::shapes::polygon;
use crate::model::{StakeholderKind, Stance};

/// How far the end of a bar reaches past its length, px.
pub(super) const END_PX: f64 = 7.0;

/// Which way a bar grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Left,
    Right,
}

/// A bar of a length from a foot; its thickness is across. With `parts`, it is divided into so
/// many by thin lines.
pub(super) fn signed_bar(
    foot: Point,
    way: Way,
    (length, thick): (f64, f64),
    stance: Stance,
    parts: usize,
) -> Vec<Element> {
    let half = thick / 2.0;
    // Along and across the bar, from its foot.
    let at = |along: f64, across: f64| match way {
        Way::Right => (foot.x + along, foot.y + across),
        Way::Left => (foot.x - along, foot.y + across),
    };
    let line = |from: (f64, f64), to: (f64, f64)| {
        vec![
            Step::Move(Point::new(from.0, from.1)),
            Step::Line(Point::new(to.0, to.1)),
        ]
    };
    let colour = palette::line(stance);
    let stroke = Stroke {
        colour,
        width_px: 1.2,
        dash_px: (stance == Stance::Concern).then_some((3.0, 2.0)),
    };
    let body = polygon(&[
        at(0.0, -half),
        at(length, -half),
        at(length, half),
        at(0.0, half),
    ]);
    let mut drawn = vec![Element::Shape(Shape::both(
        body,
        palette::tint(stance),
        stroke,
    ))];
    if parts > 1 && length / parts as f64 >= 6.0 {
        let mut steps = Vec::new();
        for i in 1..parts {
            let along = length * i as f64 / parts as f64;
            steps.extend(line(at(along, -half + 2.5), at(along, half - 2.5)));
        }
        drawn.push(Element::Shape(Shape::stroked(
            Outline::Path(steps),
            Stroke::solid(colour, 1.0),
        )));
    }
    drawn.push(Element::Shape(match stance {
        Stance::Support => {
            let corners = [
                at(length, -half),
                at(length + END_PX, 0.0),
                at(length, half),
            ];
            Shape::filled(polygon(&corners), colour)
        }
        Stance::Concern => {
            let end = line(at(length + 1.5, -half - 1.5), at(length + 1.5, half + 1.5));
            Shape::stroked(Outline::Path(end), Stroke::solid(colour, 3.0))
        }
    }));
    drawn
}

/// A thin straight line.
pub(super) fn rule(from: Point, to: Point, stroke: Stroke) -> Element {
    let steps = vec![Step::Move(from), Step::Line(to)];
    Element::Shape(Shape::stroked(Outline::Path(steps), stroke))
}

/// A small outline of a kind of stakeholder, about a point.
pub(super) fn kind_mark(kind: StakeholderKind, at: Point) -> Element {
    let b = Rect::new(at.x - 9.0, at.y - 6.0, 18.0, 12.0);
    Element::Shape(Shape::filled(
        crate::draw::shapes::outline(kind, b),
        palette::stakeholder(kind),
    ))
}
