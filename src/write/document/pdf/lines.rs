//! Running text broken into lines by the measured width of its letters.

use unicode_segmentation::UnicodeSegmentation;

use crate::draw::{Colour, Weight, is_right_to_left};
use crate::write::document::run::{Manner, Run};
use crate::write::letters;

/// How a kind of text is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub(super) size_pt: f64,
    /// From one baseline to the next.
    pub(super) line_pt: f64,
    pub(super) weight: Weight,
    pub(super) colour: Colour,
}

impl Style {
    /// The baseline of a line, from its top: ascent and descent of the font share what is left.
    pub(super) fn baseline_pt(&self) -> f64 {
        const ASCENT: f64 = 1854.0 / 2048.0;
        const DESCENT: f64 = 434.0 / 2048.0;
        (self.line_pt - (ASCENT + DESCENT) * self.size_pt) / 2.0 + ASCENT * self.size_pt
    }

    pub(super) fn weight_of(&self, manner: Manner) -> Weight {
        if manner == Manner::Strong {
            Weight::Bold
        } else {
            self.weight
        }
    }
}

/// A part of a line in one look.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    /// Which run it is of.
    pub(super) run: usize,
    /// With the space at the end of a line, so that words stay apart when they are copied.
    pub(super) text: String,
    /// From the left end of the room, points.
    pub(super) x: f64,
    /// Without that space, points.
    pub(super) width: f64,
}

/// Breaks runs into lines no wider than the room: after spaces and hyphens, and between letters
/// where a word is wider than the room. White space counts as one space, what is never seen is
/// left out. At least one line. O(length).
pub(super) fn lines(runs: &[Run], style: &Style, room_pt: f64) -> Vec<Vec<Piece>> {
    let text = Measured::new(runs, style);
    let from_right = is_right_to_left(&text.whole);
    let mut lines = Vec::new();
    let mut start = 0;
    let mut fits = 0;
    for end in text.breaks() {
        while text.seen(start, end) > room_pt {
            // Never further than this break, never nowhere.
            let cut = if fits > start {
                fits
            } else {
                text.letters_that_fit(start, end, room_pt)
            };
            lines.push(text.pieces(start, cut, room_pt, from_right));
            start = cut;
            fits = cut;
            if start >= end {
                break;
            }
        }
        fits = end;
    }
    if start < text.whole.len() || lines.is_empty() {
        lines.push(text.pieces(start, text.whole.len(), room_pt, from_right));
    }
    lines
}

/// The width of text on one line, points.
pub(super) fn width(text: &str, style: &Style) -> f64 {
    let runs = [Run::new(text, Manner::Plain)];
    let measured = Measured::new(&runs, style);
    measured.seen(0, measured.whole.len())
}

/// Text with the width up to each of its bytes.
struct Measured {
    whole: String,
    /// Where each run ends.
    ends: Vec<usize>,
    /// Points up to each byte.
    up_to: Vec<f64>,
}

impl Measured {
    fn new(runs: &[Run], style: &Style) -> Self {
        let mut made = Self {
            whole: String::new(),
            ends: Vec::new(),
            up_to: vec![0.0],
        };
        for run in runs {
            let text = tidy(&run.text);
            let weight = style.weight_of(run.manner);
            let mut of_byte = vec![0.0; text.len()];
            for (at, em) in letters::advances(&text, weight) {
                of_byte[at] += em * style.size_pt;
            }
            made.whole.push_str(&text);
            made.ends.push(made.whole.len());
            for width in of_byte {
                let last = made.up_to.last().copied().unwrap_or_default();
                made.up_to.push(last + width);
            }
        }
        made
    }

    fn between(&self, start: usize, end: usize) -> f64 {
        self.up_to[end] - self.up_to[start]
    }

    /// The width of a part without the spaces at its end.
    fn seen(&self, start: usize, end: usize) -> f64 {
        let trimmed = self.whole[start..end].trim_end_matches(' ').len();
        self.between(start, start + trimmed)
    }

    /// Where lines may end, the end of the text included.
    fn breaks(&self) -> Vec<usize> {
        let mut found = Vec::new();
        let mut before: Option<char> = None;
        let mut chars = self.whole.char_indices().peekable();
        while let Some((_, c)) = chars.next() {
            let Some(&(next, d)) = chars.peek() else {
                break;
            };
            let spaced = c == ' ' && d != ' ';
            let hyphen = matches!(c, '-' | '/' | '\u{2010}' | '\u{2013}' | '\u{2014}');
            // A minus, a range of numbers and the beginning of a word stay whole.
            let within = before.is_some_and(|b| b.is_alphanumeric());
            let number = before.is_some_and(|b| b.is_ascii_digit()) && d.is_ascii_digit();
            let hyphened = hyphen && within && d.is_alphanumeric() && !number;
            if spaced || hyphened || c == '\u{200B}' || is_wide(c) || is_wide(d) {
                found.push(next);
            }
            before = Some(c);
        }
        found.push(self.whole.len());
        found
    }

    /// The end of the longest part that fits, at least one letter.
    fn letters_that_fit(&self, start: usize, end: usize, room_pt: f64) -> usize {
        let mut cut = start;
        for (at, letter) in self.whole[start..end].grapheme_indices(true) {
            let after = start + at + letter.len();
            if self.between(start, after) > room_pt && cut > start {
                break;
            }
            cut = after;
        }
        cut
    }

    /// The parts of a line, by run.
    fn pieces(&self, start: usize, end: usize, room_pt: f64, from_right: bool) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut from = 0;
        for (run, &to) in self.ends.iter().enumerate() {
            let (a, b) = (from.max(start), to.min(end));
            from = to;
            if a >= b {
                continue;
            }
            let width = self.seen(a, b);
            // From the right, the space at the end of a line stands left of it.
            let x = if from_right {
                room_pt - self.between(start, b)
            } else {
                self.between(start, a)
            };
            pieces.push(Piece {
                run,
                text: self.whole[a..b].to_owned(),
                x,
                width,
            });
        }
        pieces
    }
}

const fn is_wide(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}')
}

/// One space for white space; no soft hyphens, which would stand in the way of a search, and no
/// control characters.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{A0}' | '\u{202F}' | '\u{2007}' => out.push(c),
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            '\u{AD}' | '\u{FEFF}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}
