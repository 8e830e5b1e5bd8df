//! PDF of a whole document: pages of text, tables and pictures, tagged after PDF/UA-1.

mod blocks;
mod flow;
mod lines;
mod table;
mod tags;

use std::collections::BTreeMap;

use krilla::SerializeSettings;
use krilla::action::LinkAction;
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{Point as At, Quadrilateral, Rect as Area, Transform};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, BBox, ContentTag, SpanTag};

use self::blocks::{FOOTER, Setter};
use self::flow::{Mark, Pages, Strip, Words, flow};
use self::lines::width;
use self::tags::{GroupId, Tags};
use super::page::one_line;
use super::run::{Lead, PageWord, page_words};
use super::{Document, Paper};
use crate::draw::{Colour, Font, Outline as Drawn, Point, Rect, Shape, Text};
use crate::write::pdf::PdfError;
use crate::write::pdf_ink::Ink;

/// How a document becomes PDF.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DocumentPdfOptions {
    /// The paper. Default: A4.
    pub paper: Paper,
    /// Who is named as its author. Default: nobody.
    pub author: Option<String>,
}

/// Writes a document as PDF after the rules of PDF/UA-1: headings, paragraphs, lists, tables with
/// their heads, figures with alternative text and links are tagged, in the order of reading;
/// title, subject and language are set, headings are bookmarks, the foot of each page is marked
/// as no part of the text. Letters are those of the bundled Arimo, of which what is needed is
/// embedded; pictures are vectors. A text with letters that Arimo lacks is written all the same
/// but does not claim to follow PDF/UA-1. No date and no random number: the same document gives
/// the same bytes. O(size of the document).
///
/// Figures and short rows, asides and entries stand on one page; headings stand with what
/// follows; two lines of a paragraph stand together at the foot and at the top of a page.
///
/// # Errors
/// Where the writer refuses the document.
pub fn pdf(document: &Document, options: &DocumentPdfOptions) -> Result<Vec<u8>, PdfError> {
    let accessible = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1);
    let accessible = accessible
        .finish()
        .expect("one standard does not contradict itself");
    written(document, options, accessible)
        .or_else(|_| written(document, options, Configuration::default()))
}

fn written(
    document: &Document,
    options: &DocumentPdfOptions,
    configuration: Configuration,
) -> Result<Vec<u8>, PdfError> {
    let paper = options.paper;
    let [width, height] = paper.size_pt();
    let (top, bottom) = (paper.margin_pt(), height - paper.margin_pt());
    let setter = Setter::new(document, paper);
    let pages = flow(&setter.strips, &setter.heads, top, bottom);
    let mut file = krilla::Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    file.set_metadata(metadata(document, options));
    file.set_outline(outline(&pages));
    let mut drawing = Drawing {
        ink: Ink::new(),
        tags: setter.tags,
        pages: &pages,
        strips: &setter.strips,
    };
    let settings = PageSettings::from_wh(width as f32, height as f32);
    let settings = settings.expect("every paper has an area");
    for number in 0..pages.pages.len() {
        let mut page = file.start_page_with(settings.clone());
        let mut links = Links::new();
        let mut surface = page.surface();
        drawing.page(&mut surface, number, &mut links);
        drawing.foot(&mut surface, document, paper, number);
        drop(surface);
        for (group, link) in links {
            let annotation = LinkAnnotation::new_with_quad_points(link.areas, link.target);
            let annotation = Annotation::new_link(annotation, Some(link.words));
            let content = page.add_tagged_annotation(annotation);
            drawing.tags.content(group, content);
        }
        page.finish();
    }
    file.set_tag_tree(drawing.tags.tree(document.language.as_str()));
    file.finish()
        .map_err(|error| PdfError::Write(format!("{error:?}")))
}

fn metadata(document: &Document, options: &DocumentPdfOptions) -> Metadata {
    let metadata = Metadata::new()
        .title(document.title.clone())
        .description(document.subject.clone())
        .language(document.language.as_str().to_owned())
        .creator("plenary".to_owned());
    match &options.author {
        Some(author) => metadata.authors(vec![author.clone()]),
        None => metadata,
    }
}

/// Headings as bookmarks: each within the last one of a lower level.
fn outline(pages: &Pages) -> Outline {
    /// Ends open bookmarks down to a level.
    fn close(open: &mut Vec<(u8, OutlineNode)>, outline: &mut Outline, level: u8) {
        while open.last().is_some_and(|last| last.0 >= level) {
            let Some((_, node)) = open.pop() else { return };
            match open.last_mut() {
                Some((_, parent)) => parent.push_child(node),
                None => outline.push_child(node),
            }
        }
    }
    let mut outline = Outline::new();
    let mut open: Vec<(u8, OutlineNode)> = Vec::new();
    for (level, words, page, y) in &pages.headings {
        close(&mut open, &mut outline, *level);
        let place = XyzDestination::new(*page, At::from_xy(0.0, *y as f32));
        let node = OutlineNode::new(words.clone(), place).with_open(*level < 3);
        open.push((*level, node));
    }
    close(&mut open, &mut outline, 0);
    outline
}

/// A link on a page.
struct Link {
    target: Target,
    areas: Vec<Quadrilateral>,
    words: String,
}

type Links = BTreeMap<GroupId, Link>;

struct Drawing<'s, 'd> {
    ink: Ink,
    tags: Tags,
    pages: &'s Pages,
    strips: &'s [Strip<'d>],
}

impl Drawing<'_, '_> {
    fn page(&mut self, surface: &mut Surface<'_>, number: usize, links: &mut Links) {
        for placed in &self.pages.pages[number] {
            let strip = &self.strips[placed.strip];
            for mark in &strip.marks {
                match mark {
                    Mark::Area {
                        x,
                        y,
                        width,
                        height,
                        colour,
                    } => {
                        unread(surface, ArtifactType::Other);
                        let area = Rect::new(*x, placed.y + y, *width, *height);
                        fill(surface, area, *colour);
                        surface.end_tagged();
                    }
                    Mark::Words(words) if placed.again => {
                        unread(surface, ArtifactType::Other);
                        self.words(surface, words, placed.y);
                        surface.end_tagged();
                    }
                    Mark::Words(words) => {
                        let content = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
                        self.words(surface, words, placed.y);
                        surface.end_tagged();
                        self.tags.content(words.group, content);
                        self.link(surface, words, placed.y, links);
                    }
                    Mark::Scene {
                        scene,
                        x,
                        scale,
                        group,
                    } => {
                        let content = surface.start_tagged(ContentTag::Other);
                        let (x, y, s) = (*x as f32, placed.y as f32, *scale as f32);
                        surface.push_transform(&Transform::from_row(s, 0.0, 0.0, s, x, y));
                        let [wide, high] = [scene.width_px, scene.height_px];
                        fill(surface, Rect::new(0.0, 0.0, wide, high), scene.background);
                        self.ink.elements(surface, &scene.elements);
                        surface.pop();
                        surface.end_tagged();
                        self.tags.content(*group, content);
                        let (right, bottom) = (x + wide as f32 * s, y + high as f32 * s);
                        if let Some(bounds) = Area::from_ltrb(x, y, right, bottom) {
                            self.tags.place(*group, BBox::new(number, bounds));
                        }
                    }
                }
            }
        }
    }

    fn words(&self, surface: &mut Surface<'_>, words: &Words, top: f64) {
        let font = Font {
            size_px: words.size_pt,
            weight: words.weight,
        };
        let y = top + words.baseline;
        if words.slanted {
            // The font has no italic: its letters lean by 11 degrees about the baseline.
            let lean = 0.2_f32;
            let slant = Transform::from_row(1.0, 0.0, -lean, 1.0, lean * y as f32, 0.0);
            surface.push_transform(&slant);
        }
        let at = Point::new(words.x, y);
        let text = Text::new(words.text.clone(), at, font, words.colour);
        self.ink.text(surface, &text);
        if words.slanted {
            surface.pop();
        }
    }

    /// Remembers where a link can be clicked; one that leads out is underlined too.
    fn link(&self, surface: &mut Surface<'_>, words: &Words, top: f64, links: &mut Links) {
        let Some((lead, said)) = &words.lead else {
            return;
        };
        let target = match lead {
            Lead::Within(to) => {
                let Some(&(page, y)) = self.pages.anchors.get(to) else {
                    return;
                };
                let place = XyzDestination::new(page, At::from_xy(0.0, y as f32));
                Target::Destination(place.into())
            }
            Lead::Out(url) => {
                let baseline = top + words.baseline;
                unread(surface, ArtifactType::Other);
                let line = Rect::new(words.x, baseline + 1.2, words.width, 0.5);
                fill(surface, line, words.colour);
                surface.end_tagged();
                Target::Action(LinkAction::new(url.clone()).into())
            }
        };
        let baseline = (top + words.baseline) as f32;
        let size = words.size_pt as f32;
        let (left, right) = (words.x as f32, (words.x + words.width) as f32);
        let area = Area::from_ltrb(left, baseline - 0.8 * size, right, baseline + 0.25 * size);
        let Some(area) = area else { return };
        let link = links.entry(words.group).or_insert_with(|| Link {
            target,
            areas: Vec::new(),
            words: said.clone(),
        });
        link.areas.push(area.into());
    }

    /// Title and number of the page, which are not part of the text.
    fn foot(&self, surface: &mut Surface<'_>, document: &Document, paper: Paper, number: usize) {
        let [room, _] = paper.room_pt();
        let left = paper.margin_pt();
        let [_, height] = paper.size_pt();
        let y = height - paper.margin_pt() / 2.0;
        let (page, pages) = ((number + 1).to_string(), self.pages.pages.len().to_string());
        let said: String = (page_words(&document.words.page).into_iter())
            .map(|word| match word {
                PageWord::Text(text) => text,
                PageWord::Page => &page,
                PageWord::Pages => &pages,
            })
            .collect();
        let title = one_line(&document.title, FOOTER.size_pt, 0.7 * room);
        let font = Font {
            size_px: FOOTER.size_pt,
            weight: FOOTER.weight,
        };
        unread(surface, ArtifactType::Footer);
        let right = left + room - width(&said, &FOOTER);
        for (x, words) in [(left, title), (right, said)] {
            let text = Text::new(words, Point::new(x, y), font, FOOTER.colour);
            self.ink.text(surface, &text);
        }
        surface.end_tagged();
    }
}

/// What follows is not read.
fn unread(surface: &mut Surface<'_>, kind: ArtifactType) {
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
}

fn fill(surface: &mut Surface<'_>, area: Rect, colour: Colour) {
    Ink::shape(surface, &Shape::filled(Drawn::Rect(area, 0.0), colour));
}
