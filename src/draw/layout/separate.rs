//! Boxes pushed apart until none lies on another, their order kept where it can be.

use crate::draw::scene::Rect;

const ROUNDS: usize = 160;
/// Beyond so many boxes each looks only at those in the cells about it.
const MANY: usize = 400;

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
    let is_many = boxes.len() > MANY;
    let mut order: Vec<usize> = (0..boxes.len()).collect();
    for round in 0..ROUNDS {
        clamp(boxes, width);
        // At the edges there is no way but up or down.
        let squeezed = round > ROUNDS / 3;
        let still = if is_many {
            push_in_cells(boxes, gap, squeezed)
        } else {
            push_in_rows(boxes, &mut order, gap, squeezed)
        };
        if still {
            return;
        }
    }
    clamp(boxes, width);
    drop_down(boxes, gap, width);
}

/// One round over pairs that are near each other from left to right.
fn push_in_rows(boxes: &mut [Rect], order: &mut [usize], gap: Gap, squeezed: bool) -> bool {
    let widest = boxes.iter().map(|b| b.width).fold(0.0, f64::max);
    order.sort_by(|&a, &b| boxes[a].x.total_cmp(&boxes[b].x).then(a.cmp(&b)));
    let mut still = true;
    for (i, &a) in order.iter().enumerate() {
        for &b in &order[i + 1..] {
            // Those behind may have been pushed, by less than a box.
            if boxes[b].x - boxes[a].x > 2.0 * widest + gap.x {
                break;
            }
            still &= !push(boxes, (a, b), gap, squeezed);
        }
    }
    still
}

/// One round over pairs in cells as large as the largest box, and in those beside them. Boxes
/// that are pushed out of their cell are found in the next round; where none is pushed, all were
/// found. O(n · boxes in a cell).
fn push_in_cells(boxes: &mut [Rect], gap: Gap, squeezed: bool) -> bool {
    let wide = boxes.iter().map(|b| b.width).fold(1.0, f64::max) + gap.x;
    let high = boxes.iter().map(|b| b.height).fold(1.0, f64::max) + gap.y;
    let cell = |b: Rect| ((b.y / high).floor() as i64, (b.x / wide).floor() as i64);
    let mut order: Vec<((i64, i64), usize)> = (boxes.iter().enumerate())
        .map(|(at, b)| (cell(*b), at))
        .collect();
    order.sort_unstable();
    let mut still = true;
    // Where the cells of the row below begin that are near.
    let mut below = 0;
    for i in 0..order.len() {
        let ((row, column), a) = order[i];
        for &((other, across), b) in &order[i + 1..] {
            if other > row || across > column + 1 {
                break;
            }
            still &= !push(boxes, (a, b), gap, squeezed);
        }
        while below < order.len() && order[below].0 < (row + 1, column - 1) {
            below += 1;
        }
        for &((other, across), b) in &order[below..] {
            if other > row + 1 || across > column + 1 {
                break;
            }
            still &= !push(boxes, (a, b), gap, squeezed);
        }
    }
    still
}

/// Pushes two boxes apart; whether they were too near.
fn push(boxes: &mut [Rect], (a, b): (usize, usize), gap: Gap, squeezed: bool) -> bool {
    let (one, other) = (boxes[a], boxes[b]);
    let across = apart((one.x, one.width), (other.x, other.width), gap.x);
    let down = apart((one.y, one.height), (other.y, other.height), gap.y);
    if across <= 0.0 || down <= 0.0 {
        return false;
    }
    if across < down && !squeezed {
        let (left, right) = ordered((one.centre().x, a), (other.centre().x, b));
        boxes[left].x -= across / 2.0 + 0.05;
        boxes[right].x += across / 2.0 + 0.05;
    } else {
        let (upper, lower) = ordered((one.centre().y, a), (other.centre().y, b));
        boxes[upper].y -= down / 2.0 + 0.05;
        boxes[lower].y += down / 2.0 + 0.05;
    }
    true
}

/// Moves boxes, the highest first, down below those that they lie on. O(n · boxes in a strip).
fn drop_down(boxes: &mut [Rect], gap: Gap, width: f64) {
    let wide = boxes.iter().map(|b| b.width).fold(1.0, f64::max) + 2.0 * gap.x;
    let strip = |x: f64| (x.clamp(0.0, width) / wide) as usize;
    let mut strips: Vec<Vec<usize>> = vec![Vec::new(); strip(width) + 1];
    let mut order: Vec<usize> = (0..boxes.len()).collect();
    order.sort_by(|&a, &b| boxes[a].y.total_cmp(&boxes[b].y).then(a.cmp(&b)));
    for at in order {
        let (first, last) = (boxes[at].x - gap.x, boxes[at].right() + gap.x);
        loop {
            let own = Rect::new(
                boxes[at].x - gap.x,
                boxes[at].y - gap.y,
                boxes[at].width + 2.0 * gap.x,
                boxes[at].height + 2.0 * gap.y,
            );
            let beside = strips[strip(first)..=strip(last)].iter().flatten();
            let below = beside.filter(|&&b| own.overlaps(boxes[b]));
            let below = below.map(|&b| boxes[b].bottom()).reduce(f64::max);
            let Some(below) = below else { break };
            boxes[at].y = below + gap.y + 0.1;
        }
        for strip in &mut strips[strip(boxes[at].x)..=strip(boxes[at].right())] {
            strip.push(at);
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
    use crate::draw::layout::stress::Random;

    #[test]
    fn boxes_in_one_place_come_apart_within_the_width() {
        for n in [2, 9, 40, MANY + 50] {
            let mut boxes = vec![Rect::new(20.0, 20.0, 60.0, 20.0); n];
            separate(&mut boxes, Gap { x: 8.0, y: 6.0 }, 200.0);
            for (i, a) in boxes.iter().enumerate() {
                assert!(a.x >= 0.0 && a.right() <= 200.0);
                assert!(boxes[i + 1..].iter().all(|b| !a.overlaps(*b)), "{n}");
            }
        }
    }

    #[test]
    fn many_boxes_come_apart_and_stay_near() {
        let mut random = Random(5);
        let n = 3 * MANY;
        let mut boxes: Vec<Rect> = (0..n)
            .map(|_| {
                let (x, y) = (random.unit() * 900.0, random.unit() * 6000.0);
                Rect::new(x, y, 40.0 + 60.0 * random.unit(), 18.0)
            })
            .collect();
        let before = boxes.clone();
        let gap = Gap { x: 18.0, y: 15.0 };
        separate(&mut boxes, gap, 1000.0);
        for (i, a) in boxes.iter().enumerate() {
            assert!(a.x >= 0.0 && a.right() <= 1000.0);
            assert!(boxes[i + 1..].iter().all(|b| !a.overlaps(*b)), "{i}");
        }
        let moved = boxes.iter().zip(&before);
        let moved = moved.map(|(a, b)| a.centre().distance(b.centre()));
        assert!(moved.sum::<f64>() / (n as f64) < 300.0);
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
