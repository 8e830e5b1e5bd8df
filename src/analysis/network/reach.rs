//! How far a row must be followed to find ties of some strength: no tie exceeds what the smaller of
//! its two rows has to give.

use super::options::Normalisation;

/// Rows with most statements first.
#[derive(Debug, Clone)]
pub(super) struct Ordered {
    /// The place of each in the network.
    places: Vec<u32>,
    /// No count is larger.
    most: f64,
    /// Whether every row has as many columns and levels as statements, so that ties divided by
    /// something can be told of too.
    is_plain: bool,
}

/// Rounding has no say in what is left out.
const SLACK: f64 = 1.0 - 1e-9;

impl Ordered {
    /// The order of rows by their number of statements, as places, and each one's place in it.
    pub(super) fn order(totals: &[f64]) -> (Vec<u32>, Vec<u32>) {
        let mut places: Vec<u32> = (0..).take(totals.len()).collect();
        places.sort_by(|&a, &b| totals[b as usize].total_cmp(&totals[a as usize]));
        let mut of_place = vec![0; places.len()];
        for (at, &place) in (0..).zip(&places) {
            of_place[place as usize] = at;
        }
        (places, of_place)
    }

    pub(super) fn new(places: Vec<u32>, most: u32, is_plain: bool) -> Self {
        Self {
            places,
            most: f64::from(most),
            is_plain,
        }
    }

    /// The places of two rows in the network, the smaller first.
    pub(super) fn ends(&self, row: u32, column: u32) -> (u32, u32) {
        let ends = [row, column].map(|at| self.places[at as usize]);
        (ends[0].min(ends[1]), ends[0].max(ends[1]))
    }

    /// Something for each row of the network, of what is in this order.
    pub(super) fn placed(&self, ordered: &[f64]) -> Vec<f64> {
        let mut placed = vec![0.0; ordered.len()];
        for (&place, &one) in self.places.iter().zip(ordered) {
            placed[place as usize] = one;
        }
        placed
    }

    /// The first row that, with all after it, has no tie of weight `floor` or more with this one.
    ///
    /// With n(i) statements, counts of at most m, and i before j, so that n(i) ≥ n(j), a sum over
    /// what both have is at most m·n(j). Where m is 1: jaccard at most n(j)/n(i), cosine
    /// √(n(j)/n(i)), average 2·n(j)/(n(i)+n(j)). For others there is no such bound.
    pub(super) fn reach(
        &self,
        (row, totals): (usize, &[f64]),
        normalisation: Normalisation,
        floor: f64,
    ) -> usize {
        if floor <= 0.0 {
            return totals.len();
        }
        let own = totals[row];
        let least = match normalisation {
            Normalisation::None => floor / self.most,
            Normalisation::Jaccard if self.is_plain => floor * own,
            Normalisation::Cosine if self.is_plain => floor * floor * own,
            Normalisation::Average if self.is_plain && floor < 2.0 => floor * own / (2.0 - floor),
            _ => return totals.len(),
        };
        totals.partition_point(|&total| total >= least * SLACK)
    }
}
