//! What makes straight edges tangled: that they cross, and that they run through boxes.

use crate::draw::scene::{Point, Rect};

/// Whether two stretches cross whose boxes meet.
#[inline]
pub(super) fn cross((a, b): (Point, Point), (c, d): (Point, Point)) -> bool {
    let side = |p: Point, q: Point, r: Point| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

/// Whether a stretch runs through a box (Liang and Barsky 1984).
#[inline]
pub(super) fn passes((a, b): (Point, Point), r: Rect) -> bool {
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    for (start, step, low, high) in [
        (a.x, b.x - a.x, r.x, r.right()),
        (a.y, b.y - a.y, r.y, r.bottom()),
    ] {
        if step.abs() < 1e-12 {
            if start < low || start > high {
                return false;
            }
            continue;
        }
        let (enter, leave) = ((low - start) / step, (high - start) / step);
        from = from.max(enter.min(leave));
        to = to.min(enter.max(leave));
    }
    from < to
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crossings_and_hits_are_found() {
        let p = Point::new;
        assert!(cross(
            (p(0.0, 0.0), p(2.0, 2.0)),
            (p(0.0, 2.0), p(2.0, 0.0))
        ));
        assert!(!cross(
            (p(0.0, 0.0), p(2.0, 2.0)),
            (p(3.0, 0.0), p(5.0, 0.0))
        ));
        let r = Rect::new(1.0, 1.0, 2.0, 2.0);
        assert!(passes((p(0.0, 2.0), p(5.0, 2.0)), r));
        assert!(!passes((p(0.0, 0.0), p(5.0, 0.5)), r));
        assert!(!passes((p(0.0, 0.0), p(0.9, 0.9)), r));
    }
}
