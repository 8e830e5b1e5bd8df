//! Tables as strips: a strip is one line of all cells of a row, so that a long row can be parted.

use krilla::tagging::{TableHeaderScope, Tag};

use super::blocks::{SMALL, Setter, Setting, shift};
use super::flow::{Mark, Strip};
use super::lines::{Style, width};
use super::tags::GroupId;
use crate::draw::{Weight, palette};
use crate::write::document::page::{CELL_PADDING_PT, column_widths};
use crate::write::document::run::{Manner, Run, runs};
use crate::write::document::{Holds, Table};

/// Above and below the text of a row.
const ROW_PAD_PT: f64 = 3.0;
/// Rows of up to so many lines are never parted.
const WHOLE: usize = 12;

/// A table lower than this part of a page is never parted.
const WHOLE_TABLE: f64 = 0.25;

const HEAD: Style = Style {
    weight: Weight::Bold,
    ..SMALL
};

/// A cell: what it says, its group and style.
struct Cell {
    runs: Vec<Run>,
    group: GroupId,
    style: Style,
}

impl<'d> Setter<'d> {
    pub(super) fn table(&mut self, table: &'d Table) {
        let outer = self.tags.group(None, Tag::Table);
        let caption = self.tags.group(Some(outer), Tag::Caption);
        let mut words = vec![Run::new(format!("{}. ", table.label), Manner::Strong)];
        words.extend(runs(&table.caption));
        let mut strips = self.paragraph(&words, self.setting(SMALL, caption));
        super::blocks::keep_all(&mut strips, true);
        if let Some(first) = strips.first_mut() {
            first.anchors.push(&table.anchor);
        }
        self.push(strips, 12.0);
        let widths = column_widths(table, SMALL.size_pt, self.room[0]);
        let number = self.heads.len();

        let head = self.tags.group(Some(outer), Tag::THead);
        let row = self.tags.group(Some(head), Tag::TR);
        let cells = table.columns.iter().map(|column| Cell {
            runs: vec![Run::new(&column.name, Manner::Plain)],
            group: self
                .tags
                .group(Some(row), Tag::TH(TableHeaderScope::Column)),
            style: HEAD,
        });
        let cells: Vec<Cell> = cells.collect();
        let mut strips = self.row(table, &widths, &cells);
        self.paint_head(&mut strips);
        super::blocks::keep_all(&mut strips, true);
        let start = self.strips.len();
        self.push(strips, 5.0);
        self.heads.push((start..self.strips.len()).collect());

        let body = self.tags.group(Some(outer), Tag::TBody);
        let first = self.strips.len();
        for row in &table.rows {
            let group = self.tags.group(Some(body), Tag::TR);
            let cells = row.iter().enumerate().map(|(at, cell)| {
                // The first cell names its row.
                let (group, style) = if at == 0 {
                    let tag = Tag::TH(TableHeaderScope::Row);
                    (self.tags.group(Some(group), tag), HEAD)
                } else {
                    (self.tags.group(Some(group), Tag::TD), SMALL)
                };
                Cell {
                    runs: runs(cell),
                    group,
                    style,
                }
            });
            let cells: Vec<Cell> = cells.collect();
            let mut strips = self.row(table, &widths, &cells);
            for strip in &mut strips {
                strip.of_table = Some(number);
            }
            self.push(strips, 0.0);
        }
        let rows = &mut self.strips[first..];
        let height: f64 = rows.iter().map(|strip| strip.height).sum();
        if height < self.room[1] * WHOLE_TABLE {
            super::blocks::keep_all(rows, false);
        }
        self.after(8.0);
    }

    /// One strip a line, with the rule below the last.
    fn row(&mut self, table: &Table, widths: &[f64], cells: &[Cell]) -> Vec<Strip<'d>> {
        let mut strips: Vec<Strip<'d>> = Vec::new();
        let mut x = self.left;
        for ((cell, &wide), column) in cells.iter().zip(widths).zip(&table.columns) {
            let setting = Setting {
                style: cell.style,
                x: x + CELL_PADDING_PT,
                room: wide - 2.0 * CELL_PADDING_PT,
                group: cell.group,
            };
            x += wide;
            // An empty cell is drawn too: without content it would be no cell.
            let space = [Run::new(" ", Manner::Plain)];
            let said = cell.runs.iter().any(|run| !run.text.trim().is_empty());
            let text = if said { &cell.runs[..] } else { &space };
            let lines = self.paragraph(text, setting);
            for (at, line) in lines.into_iter().enumerate() {
                if strips.len() == at {
                    strips.push(Strip {
                        height: SMALL.line_pt,
                        ..Strip::default()
                    });
                }
                let mut marks = line.marks;
                if column.holds == Holds::Numbers {
                    to_the_right(&mut marks, setting.x + setting.room);
                }
                strips[at].marks.extend(marks);
            }
        }
        let count = strips.len();
        for (at, strip) in strips.iter_mut().enumerate() {
            let edge = at == 0 || at + 2 == count;
            strip.keep = at + 1 < count && (count <= WHOLE || edge);
            if at == 0 {
                strip.height += ROW_PAD_PT;
                shift(&mut strip.marks, ROW_PAD_PT);
            }
            if at + 1 == count {
                strip.height += ROW_PAD_PT;
                strip.marks.push(Mark::Area {
                    x: self.left,
                    y: strip.height - 0.5,
                    width: self.room[0],
                    height: 0.5,
                    colour: palette::HAIRLINE,
                });
            }
        }
        strips
    }

    /// A ground behind the head of a table, with a line above and below.
    fn paint_head(&self, strips: &mut [Strip<'d>]) {
        let count = strips.len();
        for (at, strip) in strips.iter_mut().enumerate() {
            let area = |y: f64, height: f64, colour| Mark::Area {
                x: self.left,
                y,
                width: self.room[0],
                height,
                colour,
            };
            let mut back = vec![area(0.0, strip.height, palette::PANEL)];
            if at == 0 {
                back.push(area(0.0, 0.75, palette::BORDER));
            }
            if at + 1 == count {
                back.push(area(strip.height - 0.75, 0.75, palette::BORDER));
            }
            strip.marks.splice(0..0, back);
        }
    }
}

/// Moves the words of a line so that they end at `right`.
fn to_the_right(marks: &mut [Mark<'_>], right: f64) {
    let ends = marks.iter().map(|mark| match mark {
        Mark::Words(words) => {
            let style = Style {
                size_pt: words.size_pt,
                weight: words.weight,
                ..SMALL
            };
            words.x + width(words.text.trim_end(), &style)
        }
        _ => 0.0,
    });
    let by = right - ends.fold(0.0, f64::max);
    for mark in marks {
        if let Mark::Words(words) = mark {
            words.x += by;
        }
    }
}
