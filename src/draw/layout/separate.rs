//! Boxes pushed apart until none lies on another, their order kept where it can be.

use crate::draw::scene::Rect;

const ROUNDS: usize = 160;

/// Room between boxes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gap {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// Pushes boxes apart, two at a time and along the shorter way, within 0..`width`; what is
/// still on something after that goes down. Ends without overlap, if each box is as wide as
/// `width` at most. O(rounds · n log n) for boxes that are spread out.
pub(super) fn separate(boxes: &mut [Rect], gap: Gap, width: f64) {
    let n = boxes.len();
    let mut order: Vec<usize> = (0..n).collect();
    let widest = boxes.iter().map(|b| b.width).fold(0.0, f64::max);
    for round in 0..ROUNDS {
        clamp(boxes, width);
        order.sort_by(|&a, &b| boxes[a].x.total_cmp(&boxes[b].x).then(a.cmp(&b)));
        let mut still = true;
        for i in 0..n {
            for j in i + 1..n {
                let (a, b) = (order[i], order[j]);
                let (one, other) = (boxes[a], boxes[b]);
                // Those behind may have been pushed, by less than a box.
                if other.x - one.x > 2.0 * widest + gap.x {
                    break;
                }
                let across = apart((one.x, one.width), (other.x, other.width), gap.x);
                let down = apart((one.y, one.height), (other.y, other.height), gap.y);
                if across <= 0.0 || down <= 0.0 {
                    continue;
                }
                still = false;
                // At the edges there is no way but up or down.
                let squeezed = round > ROUNDS / 3;
                if across < down && !squeezed {
                    let (left, right) = ordered((one.centre().x, a), (other.centre().x, b));
                    boxes[left].x -= across / 2.0 + 0.05;
                    boxes[right].x += across / 2.0 + 0.05;
                } else {
                    let (upper, lower) = ordered((one.centre().y, a), (other.centre().y, b));
                    boxes[upper].y -= down / 2.0 + 0.05;
                    boxes[lower].y += down / 2.0 + 0.05;
                }
            }
        }
        if still {
            return;
        }
    }
    clamp(boxes, width);
    order.sort_by(|&a, &b| boxes[a].y.total_cmp(&boxes[b].y).then(a.cmp(&b)));
    for i in 1..n {
        let at = order[i];
        loop {
            let own = Rect::new(
                boxes[at].x - gap.x,
                boxes[at].y - gap.y,
                boxes[at].width + 2.0 * gap.x,
                boxes[at].height + 2.0 * gap.y,
            );
            let below = order[..i].iter().filter(|&&b| own.overlaps(boxes[b]));
            let below = below.map(|&b| boxes[b].bottom()).reduce(f64::max);
            let Some(below) = below else { break };
            boxes[at].y = below + gap.y + 0.1;
        }
    }
}

fn clamp(boxes: &mut [Rect], width: f64) {
    for b in boxes {
        b.x = b.x.min(width - b.width).max(0.0);
    }
}

/// How far two stretches must be moved apart; at most 0 where they are.
fn apart((a, long_a): (f64, f64), (b, long_b): (f64, f64), gap: f64) -> f64 {
    (a + long_a).min(b + long_b) - a.max(b) + gap
}

fn ordered(a: (f64, usize), b: (f64, usize)) -> (usize, usize) {
    if a.0 < b.0 || (a.0 <= b.0 && a.1 < b.1) {
        (a.1, b.1)
    } else {
        (b.1, a.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_in_one_place_come_apart_within_the_width() {
        for n in [2, 9, 40] {
            let mut boxes = vec![Rect::new(20.0, 20.0, 60.0, 20.0); n];
            separate(&mut boxes, Gap { x: 8.0, y: 6.0 }, 200.0);
            for (i, a) in boxes.iter().enumerate() {
                assert!(a.x >= 0.0 && a.right() <= 200.0);
                assert!(boxes[i + 1..].iter().all(|b| !a.overlaps(*b)), "{n}");
            }
        }
    }

    #[test]
    fn boxes_apart_stay() {
        let mut boxes = vec![
            Rect::new(0.0, 0.0, 10.0, 10.0),
            Rect::new(40.0, 0.0, 10.0, 10.0),
        ];
        let before = boxes.clone();
        separate(&mut boxes, Gap { x: 8.0, y: 6.0 }, 100.0);
        assert_eq!(boxes, before);
    }
}
