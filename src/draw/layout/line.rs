//! A link of the search for places: where it runs, and what its length costs.

use crate::draw::scene::{Point, Rect};

/// What a px of edge costs.
const LENGTH: f64 = 0.02;
/// An edge needs this length between its boxes, for its sign and the marks at its ends, px;
/// what a px less costs.
const VISIBLE_PX: f64 = 46.0;
const HIDDEN: f64 = 0.2;

/// A link from middle to middle, and the box about it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) from: Point,
    pub(super) to: Point,
    pub(super) low: Point,
    pub(super) high: Point,
    /// What its length costs.
    pub(super) cost: f64,
}

impl Line {
    #[inline]
    pub(super) fn new(p: Rect, q: Rect) -> Self {
        let (from, to) = (p.centre(), q.centre());
        let (left, right) = if from.x < to.x {
            (from.x, to.x)
        } else {
            (to.x, from.x)
        };
        let (top, bottom) = if from.y < to.y {
            (from.y, to.y)
        } else {
            (to.y, from.y)
        };
        let (dx, dy) = (right - left, bottom - top);
        let long = (dx * dx + dy * dy).sqrt().max(1e-6);
        // What the boxes hide of it, as if both were cut along the same side.
        let hidden = ((p.width + q.width) / 2.0 / dx.max(1e-6))
            .min((p.height + q.height) / 2.0 / dy.max(1e-6))
            .min(1.0);
        Self {
            from,
            to,
            low: Point::new(left, top),
            high: Point::new(right, bottom),
            cost: LENGTH * long + HIDDEN * (VISIBLE_PX - long * (1.0 - hidden)).max(0.0),
        }
    }

    #[inline]
    pub(super) fn ends(&self) -> (Point, Point) {
        (self.from, self.to)
    }

    /// The corners of the box about it, with a margin.
    #[inline]
    pub(super) fn about(&self, by: f64) -> (Point, Point) {
        (
            Point::new(self.low.x - by, self.low.y - by),
            Point::new(self.high.x + by, self.high.y + by),
        )
    }
}
