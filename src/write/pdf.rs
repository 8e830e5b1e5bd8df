//! PDF: one page as large as the picture, with the letters it needs embedded, text that can be
//! searched, and tags for those who listen.

use std::num::NonZeroU16;

use krilla::color::rgb::Color;
use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{Path, PathBuilder, Point as At, Transform};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Node, SpanTag, Tag, TagGroup, TagTree};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

use super::letters;
use super::paint::{rgb, steps};
use crate::draw::{Colour, Element, Group, Role, Scene, Shape, Step, Text, Weight};

/// How a scene becomes a PDF.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PdfOptions {
    /// Who is named as its author. Default: nobody.
    pub author: Option<String>,
}

/// Why a scene has no PDF.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PdfError {
    /// The picture has no area, or one that no page has.
    #[error("no page is {width} x {height} points")]
    Page {
        /// Points across.
        width: String,
        /// Points down.
        height: String,
    },
    /// The writer refused it.
    #[error("the picture cannot be written as PDF: {0}")]
    Write(String),
}

/// A px is 1/96 inch, a point 1/72.
const POINTS_PER_PX: f32 = 0.75;

/// Writes a scene as PDF after the rules of PDF/UA-1: title and language are set, every node and
/// edge is a figure with its name as alternative text, title and text are headings and
/// paragraphs, and what is decoration is marked so. No date, no random number: the same scene
/// gives the same bytes. O(size of the scene).
///
/// # Errors
/// Where the picture has no size, or the writer refuses it.
pub fn pdf(scene: &Scene, options: &PdfOptions) -> Result<Vec<u8>, PdfError> {
    let [width, height] = [scene.width_px, scene.height_px].map(|px| px as f32 * POINTS_PER_PX);
    let settings = PageSettings::from_wh(width, height).ok_or_else(|| PdfError::Page {
        width: width.to_string(),
        height: height.to_string(),
    })?;
    let mut document = Document::new_with(SerializeSettings {
        configuration: configuration(scene),
        ..SerializeSettings::default()
    });
    let language = scene.language.as_str().to_owned();
    let mut metadata = Metadata::new()
        .title(scene.title.clone())
        .description(scene.description.clone())
        .language(language.clone())
        .creator("plenary".to_owned());
    if let Some(author) = &options.author {
        metadata = metadata.authors(vec![author.clone()]);
    }
    document.set_metadata(metadata);
    let mut tags = TagTree::new().with_lang(Some(language));
    let fonts =
        letters::FILES.map(|file| Font::new(file.into(), 0).expect("the bundled fonts are sound"));
    let mut page = document.start_page_with(settings);
    let mut writer = Writer {
        surface: page.surface(),
        fonts,
        headed: false,
    };
    let scale = Transform::from_scale(POINTS_PER_PX, POINTS_PER_PX);
    writer.surface.push_transform(&scale);
    writer.background(scene);
    for node in writer.elements(&scene.elements) {
        tags.push(node);
    }
    writer.surface.pop();
    drop(writer);
    page.finish();
    document.set_tag_tree(tags);
    let mut outline = Outline::new();
    let top = XyzDestination::new(0, At::from_xy(0.0, 0.0));
    outline.push_child(OutlineNode::new(scene.title.clone(), top));
    document.set_outline(outline);
    document
        .finish()
        .map_err(|error| PdfError::Write(format!("{error:?}")))
}

/// PDF/UA-1 refuses letters that the font lacks; a picture with some is tagged all the same, but
/// does not claim to follow it.
fn configuration(scene: &Scene) -> Configuration {
    if !letters::missing_letters(scene).is_empty() {
        return Configuration::default();
    }
    let accessible = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1);
    accessible
        .finish()
        .expect("one standard does not contradict itself")
}

struct Writer<'a> {
    surface: Surface<'a>,
    fonts: [Font; 2],
    /// Whether the title has been written.
    headed: bool,
}

impl Writer<'_> {
    fn background(&mut self, scene: &Scene) {
        let corners = crate::draw::Rect::new(0.0, 0.0, scene.width_px, scene.height_px);
        let outline = crate::draw::Outline::Rect(corners, 0.0);
        self.decoration();
        self.shape(&Shape::filled(outline, scene.background));
        self.surface.end_tagged();
    }

    fn decoration(&mut self) {
        let tag = ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other));
        self.surface.start_tagged(tag);
    }

    /// Draws, and gives back the tags in order of reading.
    fn elements(&mut self, elements: &[Element]) -> Vec<Node> {
        let mut nodes = Vec::new();
        for element in elements {
            match element {
                Element::Group(group) => nodes.extend(self.group(group)),
                Element::Shape(shape) => {
                    self.decoration();
                    self.shape(shape);
                    self.surface.end_tagged();
                }
                Element::Text(text) => nodes.push(self.paragraph(text)),
            }
        }
        nodes
    }

    fn group(&mut self, group: &Group) -> Vec<Node> {
        let within = (group.children.iter())
            .any(|child| matches!(child, Element::Group(inner) if named(inner)));
        match &group.name {
            Some(name) if !within && group.role != Role::Part => {
                let mut figure = TagGroup::new(Tag::Figure(Some(name.clone())));
                let content = self.surface.start_tagged(ContentTag::Other);
                self.plain(&group.children);
                self.surface.end_tagged();
                figure.push(content);
                vec![figure.into()]
            }
            _ => {
                let nodes = self.elements(&group.children);
                if nodes.is_empty() {
                    return nodes;
                }
                vec![TagGroup::with_children(Tag::Div, nodes).into()]
            }
        }
    }

    /// Draws what lies within one tag.
    fn plain(&mut self, elements: &[Element]) {
        for element in elements {
            match element {
                Element::Group(group) => self.plain(&group.children),
                Element::Shape(shape) => self.shape(shape),
                Element::Text(text) => self.text(text),
            }
        }
    }

    /// The first bold line is the heading of the page.
    fn paragraph(&mut self, text: &Text) -> Node {
        let heading = !self.headed && text.font.weight == Weight::Bold;
        let content = self
            .surface
            .start_tagged(ContentTag::Span(SpanTag::empty()));
        self.text(text);
        self.surface.end_tagged();
        let mut group = if heading {
            self.headed = true;
            TagGroup::new(Tag::Hn(NonZeroU16::MIN, Some(text.content.clone())))
        } else {
            TagGroup::new(Tag::P)
        };
        group.push(content);
        group.into()
    }

    fn text(&mut self, text: &Text) {
        let line = letters::line(text);
        let size = text.font.size_px as f32;
        let turned = text.turn_degrees != 0.0;
        if turned {
            let (x, y) = (text.at.x as f32, text.at.y as f32);
            let turn = Transform::from_rotate_at(text.turn_degrees as f32, x, y);
            self.surface.push_transform(&turn);
        }
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(fill(text.colour)));
        let mut x = line.start.x;
        for run in &line.runs {
            let glyphs: Vec<KrillaGlyph> = run.iter().map(glyph).collect();
            self.surface.draw_glyphs(
                At::from_xy(x as f32, line.start.y as f32),
                &glyphs,
                self.fonts[letters::file(text.font.weight)].clone(),
                &text.content,
                size,
                false,
            );
            let advance: f64 = run.iter().map(|letter| letter.advance).sum();
            x += advance * text.font.size_px;
        }
        if turned {
            self.surface.pop();
        }
    }

    fn shape(&mut self, shape: &Shape) {
        let Some(path) = path(&steps(&shape.outline)) else {
            return;
        };
        self.surface.set_fill(shape.fill.map(fill));
        let stroke = shape.stroke.map(|stroke| Stroke {
            paint: paint(stroke.colour).into(),
            width: stroke.width_px as f32,
            // What SVG has where nothing is said.
            miter_limit: 4.0,
            line_cap: LineCap::Butt,
            line_join: LineJoin::Miter,
            opacity: NormalizedF32::ONE,
            dash: stroke.dash_px.map(|(dash, gap)| StrokeDash {
                array: vec![dash as f32, gap as f32],
                offset: 0.0,
            }),
        });
        if shape.fill.is_none() && stroke.is_none() {
            return;
        }
        self.surface.set_stroke(stroke);
        self.surface.draw_path(&path);
    }
}

/// Whether a group, or one in it, has a name.
fn named(group: &Group) -> bool {
    let within = |child: &Element| matches!(child, Element::Group(inner) if named(inner));
    group.name.is_some() || group.children.iter().any(within)
}

fn glyph(letter: &letters::Letter) -> KrillaGlyph {
    KrillaGlyph::new(
        GlyphId::new(letter.glyph),
        letter.advance as f32,
        letter.offset[0] as f32,
        letter.offset[1] as f32,
        0.0,
        letter.range.clone(),
        None,
    )
}

fn paint(colour: Colour) -> Color {
    let [r, g, b] = rgb(colour);
    Color::new(r, g, b)
}

fn fill(colour: Colour) -> Fill {
    Fill {
        paint: paint(colour).into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::NonZero,
    }
}

fn path(steps: &[Step]) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for step in steps {
        match *step {
            Step::Move(p) => builder.move_to(p.x as f32, p.y as f32),
            Step::Line(p) => builder.line_to(p.x as f32, p.y as f32),
            Step::Curve(a, b, p) => builder.cubic_to(
                a.x as f32, a.y as f32, b.x as f32, b.y as f32, p.x as f32, p.y as f32,
            ),
            Step::Close => builder.close(),
        }
    }
    builder.finish()
}
