//! The page of a document that is printed, and the columns of a table on it.

use super::{Holds, Table, plain};
use crate::draw::{Font, Weight};

/// The paper that a document is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// A4, margins of 25 mm.
    #[default]
    A4,
    /// US letter, margins of 1 inch.
    Letter,
}

impl Paper {
    /// Width and height, points.
    pub(super) const fn size_pt(self) -> [f64; 2] {
        match self {
            Self::A4 => [595.28, 841.89],
            Self::Letter => [612.0, 792.0],
        }
    }

    /// What is left free on every side, points.
    pub(super) const fn margin_pt(self) -> f64 {
        match self {
            Self::A4 => 70.87,
            Self::Letter => 72.0,
        }
    }

    /// Width and height of the text area, points.
    pub(super) const fn room_pt(self) -> [f64; 2] {
        let [width, height] = self.size_pt();
        let margins = 2.0 * self.margin_pt();
        [width - margins, height - margins]
    }
}

/// Distance from the edge of a cell to its text, points; that of `docx/styles.xml` is the same.
pub(super) const CELL_PADDING_PT: f64 = 4.0;

/// The widths of a table's columns, which together are `room_pt`: each has at least its longest
/// word where they fit, and what is left goes to those with more to say. O(size of the table).
pub(super) fn column_widths(table: &Table, size_pt: f64, room_pt: f64) -> Vec<f64> {
    let wants: Vec<(f64, f64)> = (table.columns.iter().enumerate())
        .map(|(at, column)| {
            let head = Some((column.name.clone(), Weight::Bold));
            let weight = if at == 0 {
                Weight::Bold
            } else {
                Weight::Regular
            };
            let cells = table.rows.iter().filter_map(|row| row.get(at));
            let cells = cells.map(|cell| (plain(cell), weight));
            let (mut least, mut most) = (0.0, 0.0);
            for (text, weight) in head.into_iter().chain(cells) {
                let font = Font {
                    size_px: size_pt,
                    weight,
                };
                let words = text.split_whitespace().map(|word| font.width_px(word));
                least = words.fold(least, f64::max);
                most = f64::max(most, font.width_px(&text));
            }
            // A number is never broken.
            let least = if column.holds == Holds::Numbers {
                most.min(90.0).max(least)
            } else {
                least
            };
            (
                least + 2.0 * CELL_PADDING_PT,
                most.max(least) + 2.0 * CELL_PADDING_PT,
            )
        })
        .collect();
    let least: f64 = wants.iter().map(|want| want.0).sum();
    let most: f64 = wants.iter().map(|want| want.1).sum();
    let widths = wants.iter().map(|&(l, m)| {
        if most <= room_pt {
            m * room_pt / most
        } else if least >= room_pt {
            l * room_pt / least
        } else {
            l + (m - l) * (room_pt - least) / (most - least)
        }
    });
    widths.collect()
}

/// A title as one line of at most `room_pt`, for the foot of a page.
pub(super) fn one_line(title: &str, size_pt: f64, room_pt: f64) -> String {
    let mut lines = Font::regular(size_pt).wrap(title, room_pt).into_iter();
    let first = lines.next().unwrap_or_default();
    if lines.next().is_some() {
        format!("{first} …")
    } else {
        first
    }
}
