//! Bézier routes: where a place near their end is, and what is left before it.

use super::scene::{Point, Step};

const SAMPLES: usize = 24;

/// A route cut before its end.
pub(super) struct Cut {
    /// What is left: a start, then three points a curve.
    pub(super) route: Vec<Point>,
    /// The unit vector that the route has at the cut.
    pub(super) direction: Point,
}

impl Cut {
    /// Where the cut is.
    pub(super) fn at(&self) -> Point {
        self.route.last().copied().unwrap_or_default()
    }
}

/// Cuts a route some way before its end, measured along it. A route that is shorter is cut in
/// the middle.
pub(super) fn cut_before_end(route: &[Point], distance_px: f64) -> Cut {
    let starts = (0..route.len().saturating_sub(1)).step_by(3);
    let mut sampled: Vec<Samples> = starts
        .map(|i| samples([route[i], route[i + 1], route[i + 2], route[i + 3]]))
        .collect();
    let total: f64 = sampled.iter().map(sampled_length).sum();
    let mut left = if total > 2.0 * distance_px {
        distance_px
    } else {
        total / 2.0
    };
    let mut kept = route.to_vec();
    while let Some(points) = sampled.pop() {
        let long = sampled_length(&points);
        if long >= left || sampled.is_empty() {
            let curve = last_curve(&kept);
            let t = parameter(&points, (long - left).max(0.0));
            let [a, b, c, d] = split(curve, t);
            let end = kept.len();
            kept[end - 4..].copy_from_slice(&[a, b, c, d]);
            let mut from = c;
            if from.distance(d) < 1e-6 {
                from = b;
            }
            return Cut {
                direction: unit(from, d),
                route: kept,
            };
        }
        left -= long;
        kept.truncate(kept.len() - 3);
    }
    Cut {
        direction: Point::new(1.0, 0.0),
        route: kept,
    }
}

/// Points at shares of the way along a route, 0 to 1.
pub(super) fn along(route: &[Point], shares: &[f64]) -> Vec<Point> {
    let starts = (0..route.len().saturating_sub(1)).step_by(3);
    let points: Vec<Point> = starts
        .flat_map(|i| {
            let curve = [route[i], route[i + 1], route[i + 2], route[i + 3]];
            (0..=SAMPLES).map(move |step| at(curve, step as f64 / SAMPLES as f64))
        })
        .collect();
    let steps: Vec<f64> = points.windows(2).map(|w| w[0].distance(w[1])).collect();
    let total: f64 = steps.iter().sum();
    let place = |&share: &f64| {
        let mut left = share * total;
        for (pair, &long) in points.windows(2).zip(&steps) {
            if long >= left && long > 0.0 {
                return pair[0].towards(pair[1], left / long);
            }
            left -= long;
        }
        points.last().copied().unwrap_or_default()
    };
    shares.iter().map(place).collect()
}

/// The route as drawing steps.
pub(super) fn steps(route: &[Point]) -> Vec<Step> {
    let mut steps = vec![Step::Move(route[0])];
    for curve in route[1..].chunks_exact(3) {
        steps.push(Step::Curve(curve[0], curve[1], curve[2]));
    }
    steps
}

fn last_curve(route: &[Point]) -> [Point; 4] {
    let n = route.len();
    [route[n - 4], route[n - 3], route[n - 2], route[n - 1]]
}

pub(super) fn length(route: &[Point]) -> f64 {
    let starts = (0..route.len().saturating_sub(1)).step_by(3);
    starts
        .map(|i| {
            sampled_length(&samples([
                route[i],
                route[i + 1],
                route[i + 2],
                route[i + 3],
            ]))
        })
        .sum()
}

fn at([a, b, c, d]: [Point; 4], t: f64) -> Point {
    let (ab, bc, cd) = (a.towards(b, t), b.towards(c, t), c.towards(d, t));
    ab.towards(bc, t).towards(bc.towards(cd, t), t)
}

/// Places on a curve at even parameters.
type Samples = [Point; SAMPLES + 1];

fn samples(curve: [Point; 4]) -> Samples {
    std::array::from_fn(|i| at(curve, i as f64 / SAMPLES as f64))
}

fn sampled_length(points: &Samples) -> f64 {
    points.windows(2).map(|w| w[0].distance(w[1])).sum()
}

/// The parameter at which a curve is so long.
fn parameter(points: &Samples, distance: f64) -> f64 {
    let mut gone = 0.0;
    for (i, pair) in points.windows(2).enumerate() {
        let step = pair[0].distance(pair[1]);
        if gone + step >= distance && step > 0.0 {
            return (i as f64 + (distance - gone) / step) / SAMPLES as f64;
        }
        gone += step;
    }
    1.0
}

/// The part of a curve up to a parameter (de Casteljau).
fn split([a, b, c, d]: [Point; 4], t: f64) -> [Point; 4] {
    let (ab, bc, cd) = (a.towards(b, t), b.towards(c, t), c.towards(d, t));
    let (abc, bcd) = (ab.towards(bc, t), bc.towards(cd, t));
    [a, ab, abc, abc.towards(bcd, t)]
}

fn unit(from: Point, to: Point) -> Point {
    let long = from.distance(to);
    if long < 1e-9 {
        return Point::new(1.0, 0.0);
    }
    Point::new((to.x - from.x) / long, (to.y - from.y) / long)
}
