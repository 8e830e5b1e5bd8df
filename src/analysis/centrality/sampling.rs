//! Start nodes drawn at random, and how many are enough.

/// How many of `n` nodes to draw, with replacement, so that the means of `scores` quantities
/// between 0 and n/(n−1) are all within `error`, but for a chance of `risk`: Hoeffding's
/// inequality and the union bound, `k = ⌈(n/(n−1))² · ln(2·scores/risk) / (2·error²)⌉`. Where
/// that is not below n, or no number, the largest there is: every node.
///
/// Source: Hoeffding 1963, doi:10.1080/01621459.1963.10500830.
pub(super) fn sample_size(n: usize, scores: usize, error: f64, risk: f64) -> usize {
    let n = n as f64;
    let range = n / (n - 1.0);
    let size = range * range * (2.0 * scores as f64 / risk).ln() / (2.0 * error.powi(2));
    if size.is_finite() && size < n {
        size.ceil().max(1.0) as usize
    } else {
        usize::MAX
    }
}

/// Vigna's `SplitMix64`: small, seeded, the same on every machine.
pub(super) struct SplitMix(pub(super) u64);

impl SplitMix {
    pub(super) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^= z >> 31;
        // The high half of the product: below n, and for n < 2^32 as good as even.
        ((u128::from(z) * n as u128) >> 64) as usize
    }
}
