//! An order in which neighbours are alike.

/// The most rounds of improvement; each is O(n²).
const MAX_ROUNDS: usize = 200;

/// Puts rows of numbers in an order with similar rows next to each other.
///
/// Two rows differ by Σ|aᵢ−bᵢ| / Σmax(|aᵢ|,|bᵢ|), from 0 (equal) to 2 (opposite); an all-zero
/// row differs by 1 from any other and by 0 from its like. The order is a short path through
/// all rows: nearest neighbour from every start, the best of these improved by reversing
/// stretches (2-opt) and moving single rows until neither helps. A local optimum; ties go to
/// the first row, so the same rows give the same order. Of the two directions, the one that
/// starts with the heavier row (larger Σ|aᵢ|).
///
/// Returns the places of the rows, each once; empty for no rows. O(n³ + n²·columns).
/// Source: seriation as a Hamiltonian path, Hahsler et al. 2008, doi:10.18637/jss.v025.i03.
pub fn seriation(rows: &[Vec<f64>]) -> Vec<usize> {
    let n = rows.len();
    if n < 3 {
        return (0..n).collect();
    }
    let distances: Vec<Vec<f64>> = rows
        .iter()
        .map(|a| rows.iter().map(|b| difference(a, b)).collect())
        .collect();
    let distance = |a: usize, b: usize| distances[a][b];
    let length = |path: &[usize]| path.windows(2).map(|w| distance(w[0], w[1])).sum::<f64>();

    let mut best = (0..n).collect::<Vec<_>>();
    let mut least = f64::INFINITY;
    for start in 0..n {
        let path = greedy(start, n, distance);
        let long = length(&path);
        if long < least - 1e-12 {
            (best, least) = (path, long);
        }
    }
    for _ in 0..MAX_ROUNDS {
        if !reverse_stretch(&mut best, distance) && !move_one(&mut best, distance) {
            break;
        }
    }
    let weight = |row: usize| rows[row].iter().map(|x| x.abs()).sum::<f64>();
    if weight(best[n - 1]) > weight(best[0]) {
        best.reverse();
    }
    best
}

pub(super) fn difference(a: &[f64], b: &[f64]) -> f64 {
    let (mut apart, mut all) = (0.0, 0.0);
    for (x, y) in a.iter().zip(b) {
        apart += (x - y).abs();
        all += x.abs().max(y.abs());
    }
    if all == 0.0 { 0.0 } else { apart / all }
}

fn greedy(start: usize, n: usize, distance: impl Fn(usize, usize) -> f64) -> Vec<usize> {
    let mut path = vec![start];
    let mut left: Vec<usize> = (0..n).filter(|&row| row != start).collect();
    let mut last = start;
    while !left.is_empty() {
        let mut nearest = 0;
        for (i, &row) in left.iter().enumerate() {
            if distance(last, row) < distance(last, left[nearest]) {
                nearest = i;
            }
        }
        last = left.remove(nearest);
        path.push(last);
    }
    path
}

/// Reverses the stretch that shortens the path most; whether there was one.
fn reverse_stretch(path: &mut [usize], distance: impl Fn(usize, usize) -> f64) -> bool {
    let n = path.len();
    let mut best = (1e-12, 0, 0);
    for i in 0..n {
        for j in i + 1..n {
            let mut gain = 0.0;
            if i > 0 {
                gain += distance(path[i - 1], path[i]) - distance(path[i - 1], path[j]);
            }
            if j + 1 < n {
                gain += distance(path[j], path[j + 1]) - distance(path[i], path[j + 1]);
            }
            if gain > best.0 {
                best = (gain, i, j);
            }
        }
    }
    let (gain, i, j) = best;
    let found = gain > 1e-12;
    if found {
        path[i..=j].reverse();
    }
    found
}

/// Moves the row whose move shortens the path most; whether there was one.
fn move_one(path: &mut Vec<usize>, distance: impl Fn(usize, usize) -> f64) -> bool {
    let length = |path: &[usize]| path.windows(2).map(|w| distance(w[0], w[1])).sum::<f64>();
    let before = length(path);
    let mut best = (before - 1e-12, 0, 0);
    for from in 0..path.len() {
        let mut rest = path.clone();
        let row = rest.remove(from);
        let whole = length(&rest);
        for to in 0..=rest.len() {
            let left = to.checked_sub(1).map(|i| rest[i]);
            let right = rest.get(to).copied();
            let mut long = whole;
            long +=
                left.map_or(0.0, |l| distance(l, row)) + right.map_or(0.0, |r| distance(row, r));
            if let (Some(l), Some(r)) = (left, right) {
                long -= distance(l, r);
            }
            if long < best.0 {
                best = (long, from, to);
            }
        }
    }
    let (long, from, to) = best;
    let found = long < before - 1e-12;
    if found {
        let row = path.remove(from);
        path.insert(to, row);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_put_in_order() {
        let rows: Vec<Vec<f64>> = [3usize, 0, 4, 1, 2]
            .iter()
            .map(|&at| {
                (0..8)
                    .map(|i| f64::from(u8::from(i >= at && i < at + 4)))
                    .collect()
            })
            .collect();
        let order = seriation(&rows);
        let mut line: Vec<usize> = order.iter().map(|&i| [3, 0, 4, 1, 2][i]).collect();
        if line[0] > line[4] {
            line.reverse();
        }
        assert_eq!(line, [0, 1, 2, 3, 4]);
    }

    #[test]
    fn small_and_empty() {
        assert!(seriation(&[]).is_empty());
        assert_eq!(seriation(&[vec![1.0], vec![0.0]]), [0, 1]);
        assert_eq!(seriation(&[vec![], vec![], vec![]]).len(), 3);
    }
}
