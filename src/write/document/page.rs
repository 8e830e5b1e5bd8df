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
    if most <= room_pt {
        return wants.iter().map(|want| want.1 * room_pt / most).collect();
    }
    if least >= room_pt {
        return wants.iter().map(|want| want.0 * room_pt / least).collect();
    }
    shared(&wants, room_pt)
}

/// Columns that need less than an equal share have all they need, the others what is left: each
/// its least, and of the rest more the more it has to say.
fn shared(wants: &[(f64, f64)], room_pt: f64) -> Vec<f64> {
    let mut widths: Vec<Option<f64>> = vec![None; wants.len()];
    loop {
        let given: f64 = widths.iter().flatten().sum();
        let open: Vec<usize> = (0..wants.len())
            .filter(|&at| widths[at].is_none())
            .collect();
        let left = room_pt - given;
        let fair = left / open.len().max(1) as f64;
        // The least of the others must still fit.
        let least: f64 = open.iter().map(|&at| wants[at].0).sum();
        let small = open.iter().copied().find(|&at| {
            let (l, m) = wants[at];
            m <= fair && left - m >= least - l
        });
        if let Some(at) = small {
            widths[at] = Some(wants[at].1);
            continue;
        }
        let most: f64 = open.iter().map(|&at| wants[at].1).sum();
        for &at in &open {
            let (l, m) = wants[at];
            let more = if most > least {
                (m - l) / (most - least)
            } else {
                0.0
            };
            widths[at] = Some(l + (left - least) * more);
        }
        return widths.into_iter().flatten().collect();
    }
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
