//! Support and concern are told apart by colour-blind eyes too.

use crate::looks::{linear, looks, stances};

/// What a colour-blind eye sees of a colour, after Machado, Oliveira and Fernandes (2009),
/// doi:10.1109/TVCG.2009.113: red-, green- and blue-blind.
const BLIND: [[[f64; 3]; 3]; 3] = [
    [
        [0.152_286, 1.052_583, -0.204_868],
        [0.114_503, 0.786_281, 0.099_216],
        [-0.003_882, -0.048_116, 1.051_998],
    ],
    [
        [0.367_322, 0.860_646, -0.227_968],
        [0.280_085, 0.672_501, 0.047_413],
        [-0.011_820, 0.042_940, 0.968_881],
    ],
    [
        [1.255_528, -0.076_749, -0.178_779],
        [-0.078_411, 0.930_809, 0.147_602],
        [0.004_733, 0.691_367, 0.303_900],
    ],
];

fn product(matrix: [[f64; 3]; 3], v: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(v).map(|(a, b)| a * b).sum())
}

/// CIE L*a*b* of a colour in linear sRGB.
fn lab(rgb: [f64; 3]) -> [f64; 3] {
    let xyz = product(
        [
            [0.412_456_4, 0.357_576_1, 0.180_437_5],
            [0.212_672_9, 0.715_152_2, 0.072_175_0],
            [0.019_333_9, 0.119_192_0, 0.950_304_1],
        ],
        rgb,
    );
    let f = |value: f64, white: f64| {
        let value = value / white;
        if value > 0.008_856 {
            value.cbrt()
        } else {
            7.787 * value + 16.0 / 116.0
        }
    };
    let (x, y, z) = (f(xyz[0], 0.95047), f(xyz[1], 1.0), f(xyz[2], 1.08883));
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

#[test]
fn colour_blind_eyes_tell_the_stances_apart() {
    for look in looks() {
        let [support, concern] = stances(look).map(linear);
        for blind in BLIND {
            let seen = [support, concern]
                .map(|colour| lab(product(blind, colour).map(|value| value.clamp(0.0, 1.0))));
            let apart = (0..3)
                .map(|i| (seen[0][i] - seen[1][i]).powi(2))
                .sum::<f64>()
                .sqrt();
            // A difference of 2.3 is just noticeable.
            assert!(apart > 35.0, "{look:?}: {apart:.0}");
        }
    }
}
