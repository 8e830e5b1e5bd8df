//! What every picture has around it: title above, legend and caption below.

use super::language::Language;
use super::palette;
use super::scene::{Anchor, Element, Group, Point, Rect, Role, Scene, Text, text_block};
use super::shapes::outline;
use super::signed_edge::signed_edge;
use super::text::Font;
use super::words;
use crate::analysis::Table;
use crate::model::{StakeholderKind, Stance};

/// Room around the picture, px.
pub(super) const MARGIN_PX: f64 = 12.0;

const TITLE_FONT: Font = Font::bold(16.0);
const SUBTITLE_FONT: Font = Font::regular(13.0);
/// Legend and caption, px: 9 pt.
const SMALL_FONT: Font = Font::regular(12.0);

/// An entry of the legend.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Key {
    /// A signed edge and what it says.
    Edge(Stance, f64, String),
    /// The outline of a kind of stakeholder.
    Kind(StakeholderKind),
    /// A drawing of a size, and words.
    Sample(f64, Vec<Element>, String),
    /// Words only.
    Words(String),
}

/// A picture in the making: parts are added from top to bottom.
pub(super) struct Page {
    elements: Vec<Element>,
    title: String,
    language: Language,
    notes: Vec<String>,
    width_px: f64,
    /// Where the next part begins.
    pub(super) y: f64,
}

impl Page {
    /// Begins with the title and a line below it. `width_px` is the room between the margins.
    pub(super) fn new(title: &str, subtitle: &str, width_px: f64) -> Self {
        let mut page = Self {
            elements: Vec::new(),
            title: title.to_owned(),
            language: Language::default(),
            notes: Vec::new(),
            width_px,
            y: MARGIN_PX,
        };
        let mut children = Vec::new();
        for (text, font, colour) in [
            (title, TITLE_FONT, palette::INK),
            (subtitle, SUBTITLE_FONT, palette::MUTED),
        ] {
            let lines = font.wrap_evenly(text, width_px);
            let block = font.line_px() * lines.len() as f64;
            let centre = Point::new(MARGIN_PX, page.y + block / 2.0);
            children.extend(text_block(&lines, centre, Anchor::Left, font, colour));
            page.y += block + 2.0;
        }
        page.y += 8.0;
        page.part("heading", children);
        page
    }

    /// The same in another language.
    pub(super) fn in_language(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// Adds what a caller should be told about the picture.
    pub(super) fn note(&mut self, notes: impl IntoIterator<Item = String>) {
        self.notes.extend(notes);
    }

    /// Adds a part of the page.
    pub(super) fn part(&mut self, id: &str, children: Vec<Element>) {
        self.elements.push(Element::Group(Group {
            id: id.to_owned(),
            class: id.to_owned(),
            role: Role::Part,
            children,
            ..Group::default()
        }));
    }

    /// Adds anything.
    pub(super) fn add(&mut self, elements: impl IntoIterator<Item = Element>) {
        self.elements.extend(elements);
    }

    /// Adds the legend: entries side by side, in as many rows as needed.
    pub(super) fn legend(&mut self, keys: &[Key]) {
        const GAP_PX: f64 = 18.0;
        let row_px = SMALL_FONT.line_px() + 8.0;
        let (mut x, mut children) = (MARGIN_PX, Vec::new());
        for key in keys {
            let (sample_px, words) = match key {
                Key::Edge(_, _, words) => (58.0, words.as_str()),
                Key::Kind(kind) => (30.0, words::kind(self.language, *kind)),
                Key::Sample(px, _, words) => (*px + 6.0, words.as_str()),
                Key::Words(words) => (0.0, words.as_str()),
            };
            let lines = SMALL_FONT.wrap(words, self.width_px - sample_px);
            let longest = lines.iter().map(|line| SMALL_FONT.width_px(line));
            let width = sample_px + longest.fold(0.0, f64::max);
            if x > MARGIN_PX && x + width > MARGIN_PX + self.width_px {
                x = MARGIN_PX;
                self.y += row_px;
            }
            let middle = self.y + row_px / 2.0;
            let line = [Point::new(x, middle), Point::new(x + 50.0, middle)];
            match key {
                Key::Edge(stance, width_px, _) => {
                    let route = [
                        line[0],
                        line[0].towards(line[1], 0.3),
                        line[0].towards(line[1], 0.7),
                        line[1],
                    ];
                    children.extend(signed_edge(&route, *stance, *width_px));
                }
                Key::Kind(kind) => {
                    let height = 14.0;
                    let b = Rect::new(x, middle - height / 2.0, 24.0, height);
                    let shape =
                        super::scene::Shape::filled(outline(*kind, b), palette::stakeholder(*kind));
                    children.push(Element::Shape(shape));
                }
                Key::Sample(_, elements, _) => {
                    children.extend(elements.iter().map(|e| moved(e, x, middle)));
                }
                Key::Words(_) => {}
            }
            for (i, line) in lines.iter().enumerate() {
                let down = 0.35 * SMALL_FONT.size_px + SMALL_FONT.line_px() * i as f64;
                let at = Point::new(x + sample_px, middle + down);
                let text = Text::new(line.clone(), at, SMALL_FONT, palette::INK);
                children.push(Element::Text(text));
            }
            if lines.len() > 1 {
                // It fills its rows: the next one starts below.
                self.y += SMALL_FONT.line_px() * (lines.len() - 1) as f64;
                x += self.width_px;
            }
            x += width + GAP_PX;
        }
        self.y += row_px;
        self.part("legend", children);
    }

    /// Adds paragraphs of small text.
    pub(super) fn caption(&mut self, paragraphs: &[String]) {
        let mut children = Vec::new();
        self.y += 4.0;
        for paragraph in paragraphs {
            let lines = SMALL_FONT.wrap(paragraph, self.width_px);
            let block = SMALL_FONT.line_px() * lines.len() as f64;
            let centre = Point::new(MARGIN_PX, self.y + block / 2.0);
            children.extend(text_block(
                &lines,
                centre,
                Anchor::Left,
                SMALL_FONT,
                palette::MUTED,
            ));
            self.y += block + 3.0;
        }
        self.part("caption", children);
    }

    /// The finished picture: with what it shows in sentences, and the same facts as tables.
    pub(super) fn finish(self, description: String, facts: Vec<Table>) -> Scene {
        Scene {
            width_px: (self.width_px + 2.0 * MARGIN_PX).ceil(),
            height_px: (self.y + MARGIN_PX).ceil(),
            title: self.title,
            description,
            background: palette::PAPER,
            language: self.language,
            facts,
            notes: self.notes,
            elements: self.elements,
        }
    }
}

/// The same shape at another place; used for samples, which are drawn about the origin.
fn moved(element: &Element, dx: f64, dy: f64) -> Element {
    use super::scene::{Outline, Step};
    let point = |p: Point| Point::new(p.x + dx, p.y + dy);
    let mut element = element.clone();
    match &mut element {
        Element::Group(group) => {
            group.children = group
                .children
                .iter()
                .map(|child| moved(child, dx, dy))
                .collect();
        }
        Element::Text(text) => text.at = point(text.at),
        Element::Shape(shape) => {
            shape.outline = match &shape.outline {
                Outline::Rect(b, radius) => Outline::Rect(b.moved(dx, dy), *radius),
                Outline::Circle(at, radius) => Outline::Circle(point(*at), *radius),
                Outline::Path(steps) => Outline::Path(
                    steps
                        .iter()
                        .map(|step| match *step {
                            Step::Move(p) => Step::Move(point(p)),
                            Step::Line(p) => Step::Line(point(p)),
                            Step::Curve(a, b, c) => Step::Curve(point(a), point(b), point(c)),
                            Step::Close => Step::Close,
                        })
                        .collect(),
                ),
            };
        }
    }
    element
}
