//! PDF: one page as large as the picture, with the letters it needs embedded, text that can be
//! searched, and tags for those who listen.

use std::num::NonZeroU16;

use krilla::action::LinkAction;
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{Point as At, Rect as Area, Transform};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Node, SpanTag, Tag, TagGroup, TagTree};
use krilla::{Document, SerializeSettings};

use super::letters;
use super::pdf_ink::Ink;
use super::svg::{Links, leads_to_web};
use crate::draw::{Element, Group, Role, Scene, Shape, Text, Weight};

/// How a scene becomes a PDF.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PdfOptions {
    /// Who is named as its author. Default: nobody.
    pub author: Option<String>,
    /// Whether it can be clicked. Default: it cannot.
    pub links: Links,
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
    let mut page = document.start_page_with(settings);
    let mut writer = Writer {
        surface: page.surface(),
        ink: Ink::new(),
        headed: false,
        links: options.links,
        led: Vec::new(),
    };
    let scale = Transform::from_scale(POINTS_PER_PX, POINTS_PER_PX);
    writer.surface.push_transform(&scale);
    writer.background(scene);
    for node in writer.elements(&scene.elements) {
        tags.push(node);
    }
    writer.surface.pop();
    let led = std::mem::take(&mut writer.led);
    drop(writer);
    for (area, name, address) in led {
        let target = Target::Action(LinkAction::new(address).into());
        let link = Annotation::new_link(LinkAnnotation::new(area, target), Some(name));
        let mut group = TagGroup::new(Tag::Link);
        group.push(page.add_tagged_annotation(link));
        tags.push(group);
    }
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
    ink: Ink,
    /// Whether the title has been written.
    headed: bool,
    links: Links,
    /// Where links are, what they are called and where they lead.
    led: Vec<(Area, String, String)>,
}

impl Writer<'_> {
    fn background(&mut self, scene: &Scene) {
        let corners = crate::draw::Rect::new(0.0, 0.0, scene.width_px, scene.height_px);
        let outline = crate::draw::Outline::Rect(corners, 0.0);
        self.decoration();
        Ink::shape(&mut self.surface, &Shape::filled(outline, scene.background));
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
                    Ink::shape(&mut self.surface, shape);
                    self.surface.end_tagged();
                }
                Element::Text(text) => nodes.push(self.paragraph(text)),
            }
        }
        nodes
    }

    fn group(&mut self, group: &Group) -> Vec<Node> {
        self.link(group);
        let within = (group.children.iter())
            .any(|child| matches!(child, Element::Group(inner) if named(inner)));
        match &group.name {
            Some(name) if !within && group.role != Role::Part => {
                let mut figure = TagGroup::new(Tag::Figure(Some(name.clone())));
                let content = self.surface.start_tagged(ContentTag::Other);
                self.ink.elements(&mut self.surface, &group.children);
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

    /// Remembers where a group leads: its box is clicked or, where it has none, the sign on it.
    fn link(&mut self, group: &Group) {
        let asked = self.links == Links::Web;
        let web = group
            .link
            .as_deref()
            .filter(|link| asked && leads_to_web(link));
        let sign = group.children.iter().find_map(|child| match child {
            Element::Shape(Shape {
                outline: crate::draw::Outline::Circle(at, radius),
                ..
            }) => Some(crate::draw::Rect::new(at.x, at.y, 0.0, 0.0).grown(*radius)),
            _ => None,
        });
        let (Some(address), Some(b), Some(name)) = (web, group.bounds.or(sign), &group.name) else {
            return;
        };
        let [x, y, right, bottom] =
            [b.x, b.y, b.right(), b.bottom()].map(|px| px as f32 * POINTS_PER_PX);
        if let Some(area) = Area::from_ltrb(x, y, right, bottom) {
            self.led.push((area, name.clone(), address.to_owned()));
        }
    }

    /// The first bold line is the heading of the page.
    fn paragraph(&mut self, text: &Text) -> Node {
        let heading = !self.headed && text.font.weight == Weight::Bold;
        let content = self
            .surface
            .start_tagged(ContentTag::Span(SpanTag::empty()));
        self.ink.text(&mut self.surface, text);
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
}

/// Whether a group, or one in it, has a name.
fn named(group: &Group) -> bool {
    let within = |child: &Element| matches!(child, Element::Group(inner) if named(inner));
    group.name.is_some() || group.children.iter().any(within)
}
