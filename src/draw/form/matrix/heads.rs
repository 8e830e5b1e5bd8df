//! Heads of columns: slanted where there is room to their right, else upright.

use super::BOLD;
use super::grid::Grid;
use crate::draw::options::DrawOptions;
use crate::draw::page::Page;
use crate::draw::palette;
use crate::draw::scene::{Element, Point, Text};
use crate::model::Record;

const HEAD_PX: f64 = 136.0;
const LINE_PX: f64 = 13.0;
/// Below this, slanted lines do not fit between each other.
const SLANTED_CELL_PX: f64 = 40.0;
const MOST_CELL_PX: f64 = 60.0;
/// Sine of the 45° that headings of columns are turned by.
const SLANT: f64 = std::f64::consts::FRAC_1_SQRT_2;

pub(super) struct Heads {
    lines: Vec<Vec<String>>,
    slanted: bool,
    pub(super) cell_px: f64,
    pub(super) height_px: f64,
}

impl Heads {
    /// `room_px` is the width right of the names of rows.
    pub(super) fn new(
        record: &Record,
        grid: &Grid,
        options: &DrawOptions,
        room_px: f64,
        tree_px: f64,
    ) -> Self {
        let names: Vec<String> = (grid.columns.iter())
            .map(|head| head.name(record, options))
            .collect();
        let columns = names.len().max(1) as f64;
        let most = (SLANTED_CELL_PX * SLANT / LINE_PX).floor().max(1.0) as usize;
        let lines: Vec<Vec<String>> = names.iter().map(|name| head_lines(name, most)).collect();
        // Slanted heads reach past the last column: the widest may need room there.
        let reach = |(i, lines): (usize, &Vec<String>)| {
            longest_px(lines) * SLANT - SLANTED_CELL_PX * (columns - i as f64 - 0.5)
        };
        let overhang = lines.iter().enumerate().map(reach).fold(0.0, f64::max) + 8.0;
        let cell_px = ((room_px - overhang.max(tree_px)) / columns).floor();
        if cell_px >= SLANTED_CELL_PX.max(grid.least_cell_px) {
            let deepest = lines.iter().map(Vec::len).max().unwrap_or(1) as f64;
            let longest = lines
                .iter()
                .map(|lines| longest_px(lines))
                .fold(0.0, f64::max);
            return Self {
                slanted: true,
                cell_px: cell_px.min(MOST_CELL_PX),
                height_px: (longest + LINE_PX * deepest) * SLANT + 12.0,
                lines,
            };
        }
        let cell_px = ((room_px - tree_px) / columns).floor().min(MOST_CELL_PX);
        let most = ((cell_px - 2.0) / LINE_PX).floor().max(1.0) as usize;
        let lines: Vec<Vec<String>> = names.iter().map(|name| head_lines(name, most)).collect();
        let longest = lines
            .iter()
            .map(|lines| longest_px(lines))
            .fold(0.0, f64::max);
        Self {
            slanted: false,
            cell_px,
            height_px: longest + 8.0,
            lines,
        }
    }

    pub(super) fn draw(&self, page: &mut Page, left: f64) {
        let mut children = Vec::new();
        let foot = page.y + self.height_px - 8.0;
        for (column, lines) in self.lines.iter().enumerate() {
            let middle = left + self.cell_px * (column as f64 + 0.5);
            for (i, line) in lines.iter().enumerate() {
                // Lines are stacked square to the turned baseline.
                let off = (i as f64 - (lines.len() as f64 - 1.0) / 2.0) * LINE_PX + 4.0;
                let (at, turn_degrees) = if self.slanted {
                    let down = foot - 6.0 - LINE_PX * 0.5 + off * SLANT;
                    (Point::new(middle + off * SLANT, down), -45.0)
                } else {
                    (Point::new(middle + off, foot), -90.0)
                };
                let mut text = Text::new(line.clone(), at, BOLD, palette::INK);
                text.turn_degrees = turn_degrees;
                children.push(Element::Text(text));
            }
        }
        page.part("columns", children);
        page.y += self.height_px;
    }
}

/// A head in at most so many lines, as short as these allow.
fn head_lines(name: &str, most: usize) -> Vec<String> {
    let mut width = HEAD_PX;
    loop {
        let lines = BOLD.wrap_evenly(name, width);
        if lines.len() <= most {
            return lines;
        }
        width *= 1.1;
    }
}

fn longest_px(lines: &[String]) -> f64 {
    (lines.iter().map(|line| BOLD.width_px(line))).fold(0.0, f64::max)
}
