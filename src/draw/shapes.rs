//! Outlines by kind of stakeholder: the kind is told by shape as well as by colour.

use super::scene::{Outline, Point, Rect, Step};
use crate::model::StakeholderKind;

/// How far text must stay from the left and right edge of its outline, px.
pub(super) const fn inset_px(kind: StakeholderKind) -> f64 {
    match kind {
        StakeholderKind::Business | StakeholderKind::Igo | StakeholderKind::Academia => 15.0,
        StakeholderKind::Technical | StakeholderKind::Media => 14.0,
        StakeholderKind::Individual | StakeholderKind::State => 12.0,
        StakeholderKind::Ngo | StakeholderKind::Other => 9.0,
    }
}

/// The outline of a stakeholder within a box.
pub(super) fn outline(kind: StakeholderKind, b: Rect) -> Outline {
    let cut = 11.0_f64.min(b.height / 2.0);
    let (left, right, top, bottom) = (b.x, b.right(), b.y, b.bottom());
    let middle = b.y + b.height / 2.0;
    match kind {
        StakeholderKind::Ngo => Outline::Rect(b, 0.0),
        StakeholderKind::State => Outline::Rect(b, cut),
        StakeholderKind::Individual => Outline::Rect(b, (b.height / 2.0).min(24.0)),
        StakeholderKind::Business => polygon(&[
            (left + cut, top),
            (right - cut, top),
            (right, middle),
            (right - cut, bottom),
            (left + cut, bottom),
            (left, middle),
        ]),
        StakeholderKind::Igo => polygon(&[
            (left + cut, top),
            (right - cut, top),
            (right, top + cut),
            (right, bottom - cut),
            (right - cut, bottom),
            (left + cut, bottom),
            (left, bottom - cut),
            (left, top + cut),
        ]),
        StakeholderKind::Academia => polygon(&[
            (left + cut, top),
            (right - cut, top),
            (right, bottom),
            (left, bottom),
        ]),
        StakeholderKind::Technical => polygon(&[
            (left + cut, top),
            (right, top),
            (right - cut, bottom),
            (left, bottom),
        ]),
        StakeholderKind::Media => polygon(&[
            (left, top),
            (right - cut, top),
            (right, top + cut),
            (right, bottom),
            (left, bottom),
        ]),
        StakeholderKind::Other => polygon(&[
            (left, top),
            (right, top),
            (right - cut / 2.0, middle),
            (right, bottom),
            (left, bottom),
            (left + cut / 2.0, middle),
        ]),
    }
}

/// A closed outline through points.
pub(super) fn polygon(points: &[(f64, f64)]) -> Outline {
    let mut steps: Vec<Step> = Vec::with_capacity(points.len() + 1);
    for (i, &(x, y)) in points.iter().enumerate() {
        let at = Point::new(x, y);
        steps.push(if i == 0 {
            Step::Move(at)
        } else {
            Step::Line(at)
        });
    }
    steps.push(Step::Close);
    Outline::Path(steps)
}
