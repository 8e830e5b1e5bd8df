//! A network as a labelled matrix.

use std::fmt::Write;

use super::csv_text::free;
use crate::analysis::Network;

/// The first cell is empty, then column labels; each row begins with its label. Numbers at full
/// double precision, 0 where there is no tie. rows × columns cells.
pub fn network_csv(network: &Network) -> String {
    let cell = |label: &str| {
        let label = free(label);
        if label.contains(['"', ',', '\n', '\r']) {
            format!("\"{}\"", label.replace('"', "\"\""))
        } else {
            label
        }
    };
    let mut text = String::new();
    for column in &network.columns {
        text.push(',');
        text.push_str(&cell(column));
    }
    text.push('\n');
    let mut row_of = vec![0.0; network.columns.len()];
    for (label, ties) in network.rows.iter().zip(network.neighbours()) {
        for &(column, weight) in &ties {
            row_of[column] = weight;
        }
        text.push_str(&cell(label));
        for weight in &row_of {
            text.push(',');
            // Most are whole numbers, which are written faster as such.
            let whole = *weight as i64;
            let _ = if *weight == 0.0 {
                text.write_char('0')
            } else if whole as f64 == *weight && whole.unsigned_abs() < 1 << 53 {
                write!(text, "{whole}")
            } else {
                // Writing to a String does not fail.
                write!(text, "{weight}")
            };
        }
        text.push('\n');
        for &(column, _) in &ties {
            row_of[column] = 0.0;
        }
    }
    text
}
