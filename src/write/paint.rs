//! What PNG and PDF draw with: outlines as steps, colours as numbers.

use crate::draw::{Colour, Outline, Point, Rect, Step};

/// Red, green and blue; black for what is no colour.
pub(super) fn rgb(colour: Colour) -> [u8; 3] {
    colour.rgb()
}

/// The control points of a quarter of a circle, as parts of its radius.
const QUARTER: f64 = 0.552_284_749_8;

/// An outline step by step, beginning and turning as SVG has it, so that dashes fall alike.
pub(super) fn steps(outline: &Outline) -> Vec<Step> {
    match outline {
        Outline::Path(steps) => steps.clone(),
        Outline::Circle(c, r) => {
            let b = Rect::new(c.x - r, c.y - r, 2.0 * r, 2.0 * r);
            let mut steps = vec![Step::Move(Point::new(b.right(), c.y))];
            corners(&mut steps, b, *r, 2);
            steps.push(Step::Close);
            steps
        }
        Outline::Rect(b, radius) if *radius <= 0.0 => vec![
            Step::Move(Point::new(b.x, b.y)),
            Step::Line(Point::new(b.right(), b.y)),
            Step::Line(Point::new(b.right(), b.bottom())),
            Step::Line(Point::new(b.x, b.bottom())),
            Step::Close,
        ],
        Outline::Rect(b, radius) => {
            let r = radius.min(b.width / 2.0).min(b.height / 2.0);
            let mut steps = vec![
                Step::Move(Point::new(b.x + r, b.y)),
                Step::Line(Point::new(b.right() - r, b.y)),
            ];
            corners(&mut steps, *b, r, 1);
            steps.push(Step::Close);
            steps
        }
    }
}

/// Four rounded corners with the sides between them, clockwise; the first is top right (1) or
/// bottom right (2).
fn corners(steps: &mut Vec<Step>, b: Rect, r: f64, first: usize) {
    let k = r * (1.0 - QUARTER);
    let (left, right, top, bottom) = (b.x, b.right(), b.y, b.bottom());
    // For each corner: where its curve begins, its two control points, and where it ends.
    let all = [
        [
            (left, top + r),
            (left, top + k),
            (left + k, top),
            (left + r, top),
        ],
        [
            (right - r, top),
            (right - k, top),
            (right, top + k),
            (right, top + r),
        ],
        [
            (right, bottom - r),
            (right, bottom - k),
            (right - k, bottom),
            (right - r, bottom),
        ],
        [
            (left + r, bottom),
            (left + k, bottom),
            (left, bottom - k),
            (left, bottom - r),
        ],
    ];
    for i in 0..4 {
        let [start, a, b, end] = all[(first + i) % 4].map(|(x, y)| Point::new(x, y));
        if i > 0 {
            steps.push(Step::Line(start));
        }
        steps.push(Step::Curve(a, b, end));
    }
}
