//! Values that are left out because they tie everybody, or hardly anybody.

use super::options::NetworkOptions;
use super::selection::Selection;

/// Leaves only rows whose value of `through` no more values of `between` share than the cap, and
/// of these rows those whose value of `between` has as many values of `through` as the floor.
/// Nothing is done where neither is asked for. O(n log n).
pub(super) fn limit(selection: &Selection<'_>, options: &NetworkOptions, rows: &mut Vec<u32>) {
    let between = |row: u32| selection.between.codes[row as usize];
    let through = |row: u32| selection.through.codes[row as usize];
    if let Some(cap) = options.claim_cap {
        let labels = selection.through.labels.len();
        let partners = partners(rows, labels, through, between);
        rows.retain(|&row| partners[through(row) as usize] <= cap);
    }
    if let Some(floor) = options.stakeholder_floor {
        let labels = selection.between.labels.len();
        let partners = partners(rows, labels, between, through);
        rows.retain(|&row| partners[between(row) as usize] >= floor);
    }
}

/// With how many values of another variable each of some occurs.
fn partners(
    rows: &[u32],
    labels: usize,
    of: impl Fn(u32) -> u32,
    with: impl Fn(u32) -> u32,
) -> Vec<usize> {
    let pair = |&row: &u32| u64::from(of(row)) << 32 | u64::from(with(row));
    let mut pairs: Vec<u64> = rows.iter().map(pair).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let mut partners = vec![0; labels];
    for pair in pairs {
        partners[(pair >> 32) as usize] += 1;
    }
    partners
}
