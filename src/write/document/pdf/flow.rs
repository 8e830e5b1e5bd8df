//! Strips of a document, one below the other, put on pages.

use std::collections::BTreeMap;

use super::tags::GroupId;
use crate::draw::{Colour, Scene, Weight};
use crate::write::document::AnchorId;
use crate::write::document::run::Lead;

/// Something that is drawn; its y is from the top of its strip, points.
#[derive(Debug, Clone)]
pub(super) enum Mark<'d> {
    Words(Words),
    Scene {
        scene: &'d Scene,
        x: f64,
        scale: f64,
        group: GroupId,
    },
    /// A filled area, which is not read.
    Area {
        x: f64,
        y: f64,
        width: f64,
        height: f64,
        colour: Colour,
    },
}

/// Words on one line in one look.
#[derive(Debug, Clone)]
pub(super) struct Words {
    pub(super) text: String,
    pub(super) x: f64,
    pub(super) baseline: f64,
    pub(super) width: f64,
    pub(super) size_pt: f64,
    pub(super) weight: Weight,
    pub(super) slanted: bool,
    pub(super) colour: Colour,
    pub(super) group: GroupId,
    /// Where they lead, and what all words of the link say.
    pub(super) lead: Option<(Lead, String)>,
}

/// A strip that is never cut.
#[derive(Debug, Clone, Default)]
pub(super) struct Strip<'d> {
    /// Left free above, but at the top of a page.
    pub(super) before: f64,
    pub(super) height: f64,
    /// Whether it stands on the page of the next strip.
    pub(super) keep: bool,
    pub(super) marks: Vec<Mark<'d>>,
    pub(super) anchors: Vec<&'d AnchorId>,
    /// Level and words of a heading that begins here.
    pub(super) heading: Option<(u8, String)>,
    /// The table that it is a row of, when its head is to stand above it on a new page.
    pub(super) of_table: Option<usize>,
}

/// A strip in its place; `again` for the head of a table on a further page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placed {
    pub(super) strip: usize,
    pub(super) y: f64,
    pub(super) again: bool,
}

/// Strips on pages, each page from `top` to `bottom`.
#[derive(Debug, Default)]
pub(super) struct Pages {
    pub(super) pages: Vec<Vec<Placed>>,
    /// Where links lead: page and y.
    pub(super) anchors: BTreeMap<AnchorId, (usize, f64)>,
    /// Level, words, page and y.
    pub(super) headings: Vec<(u8, String, usize, f64)>,
}

/// Puts strips on pages. Strips that are kept together begin a new page together; where they are
/// higher than a page they are parted. `heads` are the strips of each table's head. O(strips).
pub(super) fn flow(strips: &[Strip<'_>], heads: &[Vec<usize>], top: f64, bottom: f64) -> Pages {
    let mut flow = Flow {
        strips,
        heads,
        top,
        bottom,
        y: top,
        made: Pages {
            pages: vec![Vec::new()],
            ..Pages::default()
        },
    };
    let mut start = 0;
    while start < strips.len() {
        let kept = strips[start..]
            .iter()
            .take_while(|strip| strip.keep)
            .count();
        let end = (start + kept + 1).min(strips.len());
        if !flow.fits(&strips[start..end]) && !flow.at_top() {
            flow.new_page(start);
        }
        for strip in start..end {
            if !flow.fits(&strips[strip..=strip]) && !flow.at_top() {
                flow.new_page(strip);
            }
            flow.put(strip, false);
        }
        start = end;
    }
    flow.made
}

struct Flow<'s, 'd> {
    strips: &'s [Strip<'d>],
    heads: &'s [Vec<usize>],
    top: f64,
    bottom: f64,
    y: f64,
    made: Pages,
}

impl Flow<'_, '_> {
    fn at_top(&self) -> bool {
        self.made.pages.last().is_none_or(Vec::is_empty)
    }

    fn fits(&self, strips: &[Strip<'_>]) -> bool {
        let height: f64 = strips.iter().map(|strip| strip.before + strip.height).sum();
        let spared = if self.at_top() {
            strips.first().map_or(0.0, |strip| strip.before)
        } else {
            0.0
        };
        // What is left of sums of widths is no reason for a new page.
        self.y + height - spared <= self.bottom + 0.01
    }

    fn new_page(&mut self, next: usize) {
        self.made.pages.push(Vec::new());
        self.y = self.top;
        let table = self.strips[next].of_table;
        let head = table.and_then(|table| self.heads.get(table));
        for &strip in head.into_iter().flatten() {
            self.put(strip, true);
        }
    }

    fn put(&mut self, at: usize, again: bool) {
        let strip = &self.strips[at];
        if !self.at_top() {
            self.y += strip.before;
        }
        let page = self.made.pages.len() - 1;
        if !again {
            for &anchor in &strip.anchors {
                let place = (page, self.y);
                self.made.anchors.entry(anchor.clone()).or_insert(place);
            }
            if let Some((level, words)) = &strip.heading {
                let heading = (*level, words.clone(), page, self.y);
                self.made.headings.push(heading);
            }
        }
        self.made.pages[page].push(Placed {
            strip: at,
            y: self.y,
            again,
        });
        self.y += strip.height;
    }
}
