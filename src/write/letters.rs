//! Lines of text as letters of Arimo, the font that is part of this crate: which letters, where,
//! and their outlines. What draws by itself (PNG, PDF, SVG with outlines) needs no font of the
//! system for it.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use harfrust::{Direction, FontRef, ShaperData, UnicodeBuffer};
use skrifa::MetadataProvider as _;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use unicode_bidi::{BidiInfo, Level};

use crate::draw::{Anchor, Element, Point, Scene, Step, Text, Weight};
#[cfg(feature = "pdf")]
use crate::draw::{Colour, Font};

/// The bundled font, regular and bold; see `assets/fonts/SOURCE.md`.
pub(super) const FILES: [&[u8]; 2] = [
    include_bytes!("../../assets/fonts/Arimo-Regular.ttf"),
    include_bytes!("../../assets/fonts/Arimo-Bold.ttf"),
];

/// Units of an em in this font.
const EM: f64 = 2048.0;

struct Face {
    font: FontRef<'static>,
    shaping: ShaperData,
}

static FACES: LazyLock<[Face; 2]> = LazyLock::new(|| {
    FILES.map(|file| {
        let font = FontRef::new(file).expect("the bundled fonts are sound");
        let shaping = ShaperData::new(&font);
        Face { font, shaping }
    })
});

/// Where the file of a weight is in [`FILES`].
pub(super) const fn file(weight: Weight) -> usize {
    match weight {
        Weight::Regular => 0,
        Weight::Bold => 1,
    }
}

/// A letter of the font; lengths are parts of an em.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Letter {
    /// Its number in the font; 0 for what the font lacks.
    pub(super) glyph: u32,
    /// The bytes of the text that it shows.
    pub(super) range: Range<usize>,
    pub(super) advance: f64,
    /// Where it is drawn, from where the line has got to; y grows upwards.
    pub(super) offset: [f64; 2],
}

/// A line of text from left to right.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// Letters that are read in one direction.
    pub(super) runs: Vec<Vec<Letter>>,
    /// Where it begins.
    pub(super) start: Point,
}

/// Chooses the letters of a line of text and places them, as it stands before it is turned.
/// O(length).
pub(super) fn line(text: &Text) -> Line {
    let direction = if text.is_right_to_left() {
        Level::rtl()
    } else {
        Level::ltr()
    };
    let face = &FACES[file(text.font.weight)];
    let shaper = face.shaping.shaper(&face.font).build();
    let bidi = BidiInfo::new(&text.content, Some(direction));
    let mut runs = Vec::new();
    for paragraph in &bidi.paragraphs {
        let (levels, ranges) = bidi.visual_runs(paragraph, paragraph.range.clone());
        for range in ranges {
            let mut buffer = UnicodeBuffer::new();
            buffer.push_str(&text.content[range.clone()]);
            buffer.guess_segment_properties();
            buffer.set_direction(if levels[range.start].is_rtl() {
                Direction::RightToLeft
            } else {
                Direction::LeftToRight
            });
            let shaped = shaper.shape(buffer, harfrust::ShapeOptions::default());
            let starts: BTreeSet<usize> = shaped
                .glyph_infos()
                .iter()
                .map(|info| info.cluster as usize)
                .collect();
            let letters = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
            let letters = letters.map(|(info, position)| {
                let start = info.cluster as usize;
                let end = starts.range(start + 1..).next();
                let end = end.copied().unwrap_or(range.len());
                let part = |units: i32| f64::from(units) / EM;
                Letter {
                    glyph: info.glyph_id,
                    range: range.start + start..range.start + end,
                    advance: part(position.x_advance),
                    offset: [part(position.x_offset), part(position.y_offset)],
                }
            });
            runs.push(letters.collect());
        }
    }
    let mut made = Line {
        runs,
        start: text.at,
    };
    let width = made.width() * text.font.size_px;
    made.start.x -= match text.anchor {
        Anchor::Left => 0.0,
        Anchor::Middle => width / 2.0,
        Anchor::Right => width,
    };
    made
}

/// How wide each letter of a text is, in parts of an em, at the byte where it begins: what a
/// line is as wide as, wherever it is broken. O(length).
#[cfg(feature = "pdf")]
pub(super) fn advances(content: &str, weight: Weight) -> Vec<(usize, f64)> {
    let font = Font {
        size_px: 1.0,
        weight,
    };
    let text = Text::new(content, Point::default(), font, Colour("#000000"));
    let letters = line(&text).runs.into_iter().flatten();
    letters
        .map(|letter| (letter.range.start, letter.advance))
        .collect()
}

impl Line {
    /// In parts of an em.
    fn width(&self) -> f64 {
        let letters = self.runs.iter().flatten();
        letters.map(|letter| letter.advance).sum()
    }
}

/// The outline of a line of text as it stands before it is turned; inside is where it winds
/// around. Empty for white space. O(length).
pub(super) fn outline(text: &Text) -> Vec<Step> {
    let face = &FACES[file(text.font.weight)];
    let glyphs = face.font.outline_glyphs();
    let line = line(text);
    let size = text.font.size_px;
    let mut pen = Pen {
        steps: Vec::new(),
        origin: line.start,
        at: line.start,
    };
    let mut x = line.start.x;
    for letter in line.runs.iter().flatten() {
        pen.origin = Point::new(
            x + letter.offset[0] * size,
            line.start.y - letter.offset[1] * size,
        );
        if let Some(glyph) = glyphs.get(letter.glyph.into()) {
            let settings = DrawSettings::unhinted(Size::new(size as f32), LocationRef::default());
            // A sound font has sound outlines; one that is not would leave a gap.
            let _ = glyph.draw(settings, &mut pen);
        }
        x += letter.advance * size;
    }
    pen.steps
}

struct Pen {
    steps: Vec<Step>,
    origin: Point,
    at: Point,
}

impl Pen {
    fn point(&self, x: f32, y: f32) -> Point {
        Point::new(self.origin.x + f64::from(x), self.origin.y - f64::from(y))
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.at = self.point(x, y);
        self.steps.push(Step::Move(self.at));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.at = self.point(x, y);
        self.steps.push(Step::Line(self.at));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (control, end) = (self.point(cx, cy), self.point(x, y));
        let first = self.at.towards(control, 2.0 / 3.0);
        let second = end.towards(control, 2.0 / 3.0);
        self.steps.push(Step::Curve(first, second, end));
        self.at = end;
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.at = self.point(x, y);
        let (first, second) = (self.point(ax, ay), self.point(bx, by));
        self.steps.push(Step::Curve(first, second, self.at));
    }

    fn close(&mut self) {
        self.steps.push(Step::Close);
    }
}

/// Whether the bundled font has every letter of a line of text.
pub(super) fn has_all(text: &Text) -> bool {
    text.content.chars().all(|c| has(c, text.font.weight))
}

fn has(c: char, weight: Weight) -> bool {
    // What is never seen needs no letter.
    let unseen = c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}');
    unseen || FACES[file(weight)].font.charmap().map(c).is_some()
}

/// The characters of a picture that the bundled font lacks. PNG and PDF show a box in their
/// place; SVG with outlines leaves such lines as text. O(size of the scene).
pub fn missing_letters(scene: &Scene) -> BTreeSet<char> {
    fn collect(elements: &[Element], missing: &mut BTreeSet<char>) {
        for element in elements {
            match element {
                Element::Group(group) => collect(&group.children, missing),
                Element::Text(text) => {
                    let lacking = text.content.chars().filter(|&c| !has(c, text.font.weight));
                    missing.extend(lacking);
                }
                Element::Shape(_) => {}
            }
        }
    }
    let mut missing = BTreeSet::new();
    collect(&scene.elements, &mut missing);
    missing
}
