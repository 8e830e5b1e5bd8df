//! The marks of a cell: sign discs, and what became of the stance, told by outline.

use crate::analysis::diff::Turn;
use crate::draw::palette;
use crate::draw::scene::{Element, Outline, Point, Rect, Shape, Stroke};
use crate::draw::shapes::polygon;
use crate::draw::signed_edge::sign;
use crate::model::Stance;

/// Half the width of the frame of a mark, px.
pub(super) const HALF_CELL_PX: f64 = 8.5;
const MARK_PX: f64 = 5.0;
const FRAME_PX: f64 = 1.4;

/// What a cell shows: its sides, within a frame that says what became of them. `side` is 0 before
/// and 1 after: what is dropped is framed before, what is new after, what is another in both.
pub(super) fn cell(
    at: Point,
    half: f64,
    counts: [usize; 2],
    turn: Option<Turn>,
    side: usize,
) -> Vec<Element> {
    let mixed = counts.iter().all(|n| *n > 0);
    let tall = if mixed { 10.5 } else { half };
    let mut drawn = Vec::new();
    let frame = Rect::new(at.x - half, at.y - tall, 2.0 * half, 2.0 * tall);
    let framed = match (turn, side) {
        (Some(Turn::New), 1) | (Some(Turn::Dropped), 0) => turn,
        (Some(Turn::Flipped | Turn::Mixed | Turn::Cleared | Turn::Tilted), _) => turn,
        _ => None,
    };
    if let Some(turn) = framed {
        drawn.extend(outline(frame, turn));
    }
    for (n, stance) in counts.into_iter().zip(Stance::ALL) {
        if n > 0 {
            let off = match (mixed, stance) {
                (false, _) => 0.0,
                (true, Stance::Support) => -MARK_PX + 0.2,
                (true, Stance::Concern) => MARK_PX - 0.2,
            };
            let radius = if mixed { MARK_PX - 0.6 } else { MARK_PX };
            drawn.extend(sign(Point::new(at.x, at.y + off), stance, radius));
        }
    }
    if let (Some(turn @ (Turn::Stronger | Turn::Weaker)), 1) = (turn, side) {
        drawn.push(wedge(at, half, mixed, turn));
    }
    drawn
}

/// New: solid. Dropped: dashed. Flipped: solid with two filled corners. Mixed, cleared, tilted:
/// rounded.
pub(super) fn outline(b: Rect, turn: Turn) -> Vec<Element> {
    let solid = Stroke::solid(palette::INK, FRAME_PX);
    let inner = b.grown(-FRAME_PX / 2.0);
    let framed =
        |radius, stroke| Element::Shape(Shape::stroked(Outline::Rect(inner, radius), stroke));
    match turn {
        Turn::New | Turn::Stronger | Turn::Weaker => vec![framed(0.0, solid)],
        Turn::Dropped => {
            let dash_px = Some((3.0, 2.0));
            vec![framed(0.0, Stroke { dash_px, ..solid })]
        }
        Turn::Mixed | Turn::Cleared | Turn::Tilted => {
            vec![framed(6.0_f64.min(b.width / 2.0), solid)]
        }
        Turn::Flipped => {
            let leg = 5.0;
            let corner = |x: f64, y: f64, dx: f64, dy: f64| {
                let points = [(x, y), (x + dx * leg, y), (x, y + dy * leg)];
                Element::Shape(Shape::filled(polygon(&points), palette::INK))
            };
            vec![
                framed(0.0, solid),
                corner(b.x, b.y, 1.0, 1.0),
                corner(b.right(), b.bottom(), -1.0, -1.0),
            ]
        }
    }
}

/// More: a wedge that points up, above the mark; fewer: one that points down, below it. Beside two
/// discs there is room only on their right.
pub(super) fn wedge(at: Point, half: f64, mixed: bool, turn: Turn) -> Element {
    let (x, near, wide) = if mixed {
        let wide = ((half + 0.6 - MARK_PX) / 2.0).clamp(1.2, 2.6);
        (at.x + MARK_PX + wide, MARK_PX - 0.4, wide)
    } else {
        (at.x + 4.0, MARK_PX + 1.2, 2.6)
    };
    let way = if turn == Turn::Stronger { -1.0 } else { 1.0 };
    let (base, tip) = (at.y + way * near, at.y + way * (near + 4.4));
    let points = [(x - wide, base), (x + wide, base), (x, tip)];
    Element::Shape(Shape::filled(polygon(&points), palette::INK))
}
