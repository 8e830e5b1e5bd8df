//! A finished picture: shapes and text at places in px, with the names and roles of what they
//! show. Reading order is document order.

use super::language::Language;
use super::palette::Colour;
use super::text::{Font, is_right_to_left};
use crate::analysis::Table;

/// A point in px; y grows downwards.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

impl Point {
    /// A point.
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The distance to another point.
    pub fn distance(self, other: Self) -> f64 {
        // Not `hypot`, whose last digit differs between platforms.
        let (dx, dy) = (self.x - other.x, self.y - other.y);
        (dx * dx + dy * dy).sqrt()
    }

    /// The point a part of the way to another.
    pub fn towards(self, other: Self, part: f64) -> Self {
        Self::new(
            self.x + (other.x - self.x) * part,
            self.y + (other.y - self.y) * part,
        )
    }
}

/// An upright rectangle in px.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Rect {
    /// A rectangle by its corner and size.
    pub const fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self {
            x,
            y,
            width,
            height,
        }
    }

    /// The right edge.
    pub fn right(self) -> f64 {
        self.x + self.width
    }

    /// The bottom edge.
    pub fn bottom(self) -> f64 {
        self.y + self.height
    }

    /// The middle.
    pub fn centre(self) -> Point {
        Point::new(self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// The same, larger by a margin on each side.
    #[must_use]
    pub fn grown(self, by: f64) -> Self {
        Self::new(
            self.x - by,
            self.y - by,
            self.width + 2.0 * by,
            self.height + 2.0 * by,
        )
    }

    /// The same, moved.
    #[must_use]
    pub fn moved(self, dx: f64, dy: f64) -> Self {
        Self::new(self.x + dx, self.y + dy, self.width, self.height)
    }

    /// Whether the two share more than an edge.
    pub fn overlaps(self, other: Self) -> bool {
        self.x < other.right()
            && other.x < self.right()
            && self.y < other.bottom()
            && other.y < self.bottom()
    }

    /// Whether the other lies within, borders included.
    pub fn contains(self, other: Self) -> bool {
        self.x <= other.x
            && self.y <= other.y
            && other.right() <= self.right()
            && other.bottom() <= self.bottom()
    }

    /// The smallest rectangle around both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        let (right, bottom) = (
            self.right().max(other.right()),
            self.bottom().max(other.bottom()),
        );
        Self::new(x, y, right - x, bottom - y)
    }
}

/// One step of an outline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Step {
    /// Go there without drawing.
    Move(Point),
    /// A straight line.
    Line(Point),
    /// A cubic Bézier curve: two control points and the end.
    Curve(Point, Point, Point),
    /// Back to the last `Move`.
    Close,
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Outline {
    /// A rectangle with the radius of its corners.
    Rect(Rect, f64),
    /// A circle.
    Circle(Point, f64),
    /// Anything else.
    Path(Vec<Step>),
}

/// A line around or along an outline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub colour: Colour,
    /// Its width, px.
    pub width_px: f64,
    /// Lengths of dash and gap, px; solid where there are none.
    pub dash_px: Option<(f64, f64)>,
}

impl Stroke {
    /// A solid line.
    pub const fn solid(colour: Colour, width_px: f64) -> Self {
        Self {
            colour,
            width_px,
            dash_px: None,
        }
    }
}

/// An outline with its paint.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// What.
    pub outline: Outline,
    /// Inside.
    pub fill: Option<Colour>,
    /// Along.
    pub stroke: Option<Stroke>,
}

impl Shape {
    /// A filled outline.
    pub const fn filled(outline: Outline, fill: Colour) -> Self {
        Self {
            outline,
            fill: Some(fill),
            stroke: None,
        }
    }

    /// A stroked outline.
    pub const fn stroked(outline: Outline, stroke: Stroke) -> Self {
        Self {
            outline,
            fill: None,
            stroke: Some(stroke),
        }
    }

    /// An outline filled and stroked.
    pub const fn both(outline: Outline, fill: Colour, stroke: Stroke) -> Self {
        Self {
            outline,
            fill: Some(fill),
            stroke: Some(stroke),
        }
    }
}

/// Which part of a line of text its x is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Anchor {
    /// The left end.
    #[default]
    Left,
    /// The middle.
    Middle,
    /// The right end.
    Right,
}

/// One line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// The words.
    pub content: String,
    /// Where: x by `anchor`, y of the baseline.
    pub at: Point,
    /// Which part of the line `at` is.
    pub anchor: Anchor,
    /// Its size and weight.
    pub font: Font,
    /// Its colour.
    pub colour: Colour,
    /// Turned about `at`, degrees clockwise.
    pub turn_degrees: f64,
}

impl Text {
    /// A line with its left end at a place.
    pub fn new(content: impl Into<String>, at: Point, font: Font, colour: Colour) -> Self {
        let content = content.into();
        Self {
            content,
            at,
            anchor: Anchor::Left,
            font,
            colour,
            turn_degrees: 0.0,
        }
    }

    /// The same with another anchor.
    #[must_use]
    pub const fn anchored(mut self, anchor: Anchor) -> Self {
        self.anchor = anchor;
        self
    }

    /// The room it takes before it is turned: measured width, ascent and descent.
    pub fn bounds(&self) -> Rect {
        let width = self.font.width_px(&self.content);
        let x = match self.anchor {
            Anchor::Left => self.at.x,
            Anchor::Middle => self.at.x - width / 2.0,
            Anchor::Right => self.at.x - width,
        };
        let size = self.font.size_px;
        Rect::new(x, self.at.y - 0.78 * size, width, size)
    }

    /// Whether it is read from right to left.
    pub fn is_right_to_left(&self) -> bool {
        is_right_to_left(&self.content)
    }
}

/// Lines of text one below the other, centred on a height.
pub(super) fn text_block(
    lines: &[String],
    centre: Point,
    anchor: Anchor,
    font: Font,
    colour: Colour,
) -> impl Iterator<Item = Element> {
    let top = centre.y - font.line_px() * (lines.len() as f64 - 1.0) / 2.0 + 0.35 * font.size_px;
    lines.iter().enumerate().map(move |(i, line)| {
        let at = Point::new(centre.x, top + font.line_px() * i as f64);
        Element::Text(Text::new(line.clone(), at, font, colour).anchored(anchor))
    })
}

/// What a group of elements is to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// A part of the page: title, legend, caption, guide lines.
    #[default]
    Part,
    /// A stakeholder, claim, theme or cell.
    Node,
    /// An edge.
    Edge,
}

/// Elements that belong together, with what they are called.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Group {
    /// Names it within the picture: `stakeholder-apc`.
    pub id: String,
    /// Words that say what it is: `edge position support`.
    pub class: String,
    /// What a reader is told: "APC supports Norms: 2 statements".
    pub name: Option<String>,
    /// What it is.
    pub role: Role,
    /// The box it was given, for nodes.
    pub bounds: Option<Rect>,
    /// For edges, the ids of the groups that they join.
    pub ends: Option<[String; 2]>,
    /// The statements behind it, as rows of the record's table.
    pub statements: Vec<usize>,
    /// Where it leads when links are asked for.
    pub link: Option<String>,
    /// What it is made of, back to front.
    pub children: Vec<Element>,
}

/// A part of a picture.
#[derive(Debug, Clone, PartialEq)]
pub enum Element {
    /// Several that belong together.
    Group(Group),
    /// An outline.
    Shape(Shape),
    /// A line of text.
    Text(Text),
}

/// A picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// Width, px.
    pub width_px: f64,
    /// Height, px.
    pub height_px: f64,
    /// Its title.
    pub title: String,
    /// What it shows, in sentences.
    pub description: String,
    /// The page's colour.
    pub background: Colour,
    /// Language of its text, as in `xml:lang`.
    pub language: Language,
    /// The same facts as tables.
    pub facts: Vec<Table>,
    /// What a caller should know: what was folded so that it fits, and which form shows all.
    pub notes: Vec<String>,
    /// Its parts, back to front, which is also the order of reading.
    pub elements: Vec<Element>,
}

impl Scene {
    /// Every group, parents before children.
    pub fn groups(&self) -> Vec<&Group> {
        fn collect<'s>(elements: &'s [Element], found: &mut Vec<&'s Group>) {
            for element in elements {
                if let Element::Group(group) = element {
                    found.push(group);
                    collect(&group.children, found);
                }
            }
        }
        let mut found = Vec::new();
        collect(&self.elements, &mut found);
        found
    }
}

impl Group {
    /// Every line of text within.
    pub fn texts(&self) -> Vec<&Text> {
        let mut found = Vec::new();
        for child in &self.children {
            match child {
                Element::Text(text) => found.push(text),
                Element::Group(group) => found.extend(group.texts()),
                Element::Shape(_) => {}
            }
        }
        found
    }
}
