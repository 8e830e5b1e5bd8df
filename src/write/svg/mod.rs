//! SVG that looks the same everywhere: presentation attributes only, nothing that a renderer is
//! known to drop (no CSS, markers, symbols, filters, scripts or references). The web profile adds
//! one style element, which nothing depends on.

mod style;
mod tags;

use std::fmt::Write as _;

use self::tags::{escape, number, shape_tag, text_tag};
use crate::draw::{Element, Group, Role, Scene, Text};

/// First the fonts whose metrics the text was measured with.
const FONTS: &str = "Arimo, Liberation Sans, Helvetica, Arial, DejaVu Sans, sans-serif";

/// How a scene is spelt out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SvgOptions {
    /// Who it is for. Default: every renderer.
    pub profile: Profile,
    /// What a screen reader finds in it. Default: one image.
    pub access: Access,
    /// Whether it can be clicked. Default: no.
    pub links: Links,
    /// What its text is made of. Default: text.
    pub letters: Letters,
}

/// Who an SVG is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Profile {
    /// Every renderer: attributes only.
    #[default]
    Portable,
    /// Browsers: the same, and a style element that makes the picture as narrow as its place,
    /// turns a light one dark for readers who want that and a dark one light for print, and
    /// shows what has the focus. Where it is ignored nothing is lost.
    Web,
}

/// What a screen reader finds in an SVG.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Access {
    /// One image with title and description: understood by every reader.
    #[default]
    Image,
    /// A document whose nodes and edges are found one by one, with the roles of the WAI-ARIA
    /// Graphics Module; not every reader knows them.
    Document,
}

/// Whether an SVG can be clicked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Links {
    /// It cannot.
    #[default]
    None,
    /// What has a link of `http` or `https` leads there.
    Web,
}

/// What the text of an SVG is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Letters {
    /// Text, drawn with a font of the reader's.
    #[default]
    Text,
    /// The outlines of the letters of the bundled font, the same everywhere; the words stay as
    /// `aria-label`. A line that the font has not all letters of stays text.
    #[cfg(feature = "fonts")]
    Outlines,
}

/// Writes a scene as a stand-alone SVG document, one element a line.
///
/// The root is named by its `title` and `desc`; every node and edge is a group with an `id`, an
/// `aria-label` and a `title`. Ids start with a hash of the content, so several figures can share
/// a page. Numbers have at most two decimals. The same scene gives the same bytes. O(size of the
/// scene).
pub fn svg(scene: &Scene, options: &SvgOptions) -> String {
    let mut body = Writer {
        text: String::new(),
        depth: 1,
        options: *options,
    };
    for element in &scene.elements {
        body.element(element);
    }
    let prefix = format!("p{:08x}", fnv1a(&body.text) as u32);
    let (width, height) = (number(scene.width_px), number(scene.height_px));
    let language = scene.language.as_str();
    let mut svg = String::with_capacity(body.text.len() + 2000);
    let id = match options.profile {
        Profile::Portable => String::new(),
        Profile::Web => format!(" id=\"{prefix}\""),
    };
    let role = match options.access {
        Access::Image => "img",
        Access::Document => "graphics-document",
    };
    // Writing to a `String` cannot fail.
    let _ = writeln!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\"{id} width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"{role}\" aria-labelledby=\"{prefix}-title {prefix}-desc\" \
         xml:lang=\"{language}\" lang=\"{language}\" font-family=\"{FONTS}\">"
    );
    let _ = writeln!(
        svg,
        " <title id=\"{prefix}-title\">{}</title>",
        escape(&scene.title)
    );
    let _ = writeln!(
        svg,
        " <desc id=\"{prefix}-desc\">{}</desc>",
        escape(&scene.description)
    );
    if options.profile == Profile::Web {
        svg.push_str(&style::style(scene, &prefix));
    }
    let background = scene.background.0;
    let _ = writeln!(
        svg,
        " <rect width=\"{width}\" height=\"{height}\" fill=\"{background}\"/>"
    );
    svg.push_str(&body.text.replace(PREFIX, &prefix));
    svg.push_str("</svg>\n");
    svg
}

/// Stands for the prefix of ids until the content, and so its hash, is known: a character that
/// `escape` lets through from no text.
const PREFIX: &str = "\u{1}";

struct Writer {
    text: String,
    depth: usize,
    options: SvgOptions,
}

impl Writer {
    fn line(&mut self, line: &str) {
        self.text.extend(std::iter::repeat_n(' ', self.depth));
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn element(&mut self, element: &Element) {
        match element {
            Element::Group(group) => self.group(group),
            Element::Shape(shape) => self.line(&shape_tag(shape)),
            Element::Text(text) => self.text_line(text),
        }
    }

    fn text_line(&mut self, text: &Text) {
        let tag = match self.options.letters {
            Letters::Text => text_tag(text),
            #[cfg(feature = "fonts")]
            Letters::Outlines => tags::outline_tag(text).unwrap_or_else(|| text_tag(text)),
        };
        self.line(&tag);
    }

    fn group(&mut self, group: &Group) {
        if group.children.is_empty() {
            return;
        }
        let class = escape(&group.class);
        let mut tag = match group.role {
            Role::Part => format!("<g class=\"{class}\""),
            Role::Node | Role::Edge => {
                format!("<g id=\"{PREFIX}-{}\" class=\"{class}\"", escape(&group.id))
            }
        };
        if let Some(name) = &group.name {
            let role = self.role(group);
            let _ = write!(tag, " role=\"{role}\" aria-label=\"{}\"", escape(name));
        }
        tag.push('>');
        self.line(&tag);
        self.depth += 1;
        if let Some(name) = &group.name {
            self.line(&format!("<title>{}</title>", escape(name)));
        }
        let link = group.link.as_deref().filter(|link| self.leads_to(link));
        if let Some(link) = link {
            self.line(&format!("<a href=\"{}\">", escape(link)));
            self.depth += 1;
        }
        for child in &group.children {
            self.element(child);
        }
        if link.is_some() {
            self.depth -= 1;
            self.line("</a>");
        }
        self.depth -= 1;
        self.line("</g>");
    }

    fn role(&self, group: &Group) -> &'static str {
        let named =
            |child: &Element| matches!(child, Element::Group(inner) if inner.name.is_some());
        match self.options.access {
            Access::Image => "img",
            Access::Document if group.children.iter().any(named) => "graphics-object",
            Access::Document => "graphics-symbol",
        }
    }

    /// Only the web, and nothing that a program would run.
    fn leads_to(&self, link: &str) -> bool {
        let web = ["http://", "https://"].iter().any(|scheme| {
            link.get(..scheme.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        });
        let plain = |c: char| !c.is_whitespace() && !c.is_control();
        self.options.links == Links::Web && web && link.chars().all(plain)
    }
}

/// The 64-bit Fowler–Noll–Vo hash, variant 1a: short, stable, and no secret is kept with it.
fn fnv1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
