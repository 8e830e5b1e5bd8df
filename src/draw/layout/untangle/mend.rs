//! What the search has left: where two links still cross, their four ends alone are looked at
//! again. A clump of a few nodes is a small part of a large picture, and the search of the whole
//! moves it too seldom to turn it inside out.

use super::{COLD, HOT, State, Untangle};
use crate::draw::scene::Rect;

/// So often each crossing is tried, with so many moves of its ends each time.
const TRIES: u64 = 5;
const MOVES: usize = 260;
/// More crossings than this are not mended: the picture needs fewer ties, not better places.
const MOST: usize = 12;
/// How far an end may be moved at first, px.
const REACH_PX: f64 = 260.0;
/// What is won by less is not worth another place.
const WORTH: f64 = 1.0;

impl Untangle<'_> {
    /// Moves the ends of links that cross, where that makes the whole better.
    /// O(crossings · tries · moves · degree · (m + n)), and nothing where no two cross.
    pub(in crate::draw::layout) fn mend(&self, boxes: &mut Vec<Rect>, units: &[Vec<usize>]) {
        let mut state = self.state(boxes, units);
        // As where candidates are compared: flaws are seen before length.
        let worth = |state: &State<'_>| state.cost(f64::INFINITY) + self.flaws(&state.boxes, units);
        let mut least = worth(&state);
        let mut tried: Vec<[usize; 4]> = Vec::new();
        while let Some(ends) = state.next_crossing(&tried) {
            tried.push(ends);
            for seed in 0..TRIES {
                let mut other = self.state(&state.boxes, units);
                other.run_ends(seed, &ends);
                let cost = worth(&other);
                if cost < least - WORTH {
                    least = cost;
                    state = other;
                }
            }
            if tried.len() >= MOST {
                break;
            }
        }
        *boxes = state.boxes;
    }
}

impl State<'_> {
    /// The ends of the first two links that cross and are not among those tried.
    fn next_crossing(&self, tried: &[[usize; 4]]) -> Option<[usize; 4]> {
        let links = &self.of.links;
        for link in 0..links.len() {
            for other in link + 1..links.len() {
                let ends = [links[link].0, links[link].1, links[other].0, links[other].1];
                if self.crossing(link, other) > 0.0 && !tried.contains(&ends) {
                    return Some(ends);
                }
            }
        }
        None
    }

    /// Cools with these nodes alone.
    fn run_ends(&mut self, seed: u64, ends: &[usize]) {
        const STAGES: usize = 12;
        let mut random = super::Random(seed.wrapping_add(super::SEED));
        for stage in 0..STAGES {
            let left = 1.0 - stage as f64 / (STAGES - 1) as f64;
            let heat = COLD + (HOT - COLD) * left * left;
            self.hard = 3.0 + 22.0 * (1.0 - left);
            self.known.fill(None);
            let reach = 14.0 + REACH_PX * left * left;
            for _ in 0..MOVES * ends.len() / STAGES {
                let u = random.unit();
                let taken = heat * (1.0 - u) / (u + 0.2);
                let node = ends[((random.unit() * ends.len() as f64) as usize).min(ends.len() - 1)];
                let (x, y) = (random.unit() - 0.5, random.unit() - 0.5);
                let to = self.boxes[node].moved(x * 2.0 * reach, y * 2.0 * reach);
                self.step(node, to, taken);
            }
        }
        self.hard = 1.0;
    }
}
