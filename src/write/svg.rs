//! SVG that looks the same everywhere: presentation attributes only, nothing that a renderer is
//! known to drop (no CSS, markers, symbols, filters, scripts or references).

use std::fmt::Write as _;

use crate::draw::{
    Anchor, Colour, Element, Group, Outline, Point, Role, Scene, Shape, Step, Text, Weight,
};

/// First the fonts whose metrics the text was measured with.
const FONTS: &str = "Arimo, Liberation Sans, Helvetica, Arial, DejaVu Sans, sans-serif";

/// How a scene is spelt out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SvgOptions {
    /// Language of its text, as in `xml:lang`. Default: `en`.
    pub language: String,
}

impl Default for SvgOptions {
    fn default() -> Self {
        Self {
            language: "en".to_owned(),
        }
    }
}

/// Writes a scene as a stand-alone SVG document, one element a line.
///
/// The root has `role="img"` and is named by its `title` and `desc`; every node and edge is a
/// group with an `id`, an `aria-label` and a `title`. Ids start with a hash of the content, so
/// several figures can share a page. Numbers have at most two decimals. The same scene gives
/// the same bytes. O(size of the scene).
pub fn svg(scene: &Scene, options: &SvgOptions) -> String {
    let mut body = Writer {
        text: String::new(),
        depth: 1,
    };
    for element in &scene.elements {
        body.element(element);
    }
    let prefix = format!("p{:08x}", fnv1a(&body.text) as u32);
    let (width, height) = (number(scene.width_px), number(scene.height_px));
    let language = escape(&options.language);
    let mut svg = String::with_capacity(body.text.len() + 2000);
    // Writing to a `String` cannot fail.
    let _ = writeln!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{prefix}-title {prefix}-desc\" \
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
    let _ = writeln!(
        svg,
        " <rect width=\"{width}\" height=\"{height}\" fill=\"#FFFFFF\"/>"
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
            Element::Text(text) => self.line(&text_tag(text)),
        }
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
            let _ = write!(tag, " role=\"img\" aria-label=\"{}\"", escape(name));
        }
        tag.push('>');
        self.line(&tag);
        self.depth += 1;
        if let Some(name) = &group.name {
            self.line(&format!("<title>{}</title>", escape(name)));
        }
        for child in &group.children {
            self.element(child);
        }
        self.depth -= 1;
        self.line("</g>");
    }
}

fn shape_tag(shape: &Shape) -> String {
    let mut tag = match &shape.outline {
        Outline::Rect(b, radius) => {
            let mut tag = format!(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
                number(b.x),
                number(b.y),
                number(b.width),
                number(b.height)
            );
            if *radius > 0.0 {
                let _ = write!(tag, " rx=\"{}\"", number(*radius));
            }
            tag
        }
        Outline::Circle(at, radius) => {
            format!(
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"",
                number(at.x),
                number(at.y),
                number(*radius)
            )
        }
        Outline::Path(steps) => format!("<path d=\"{}\"", path(steps)),
    };
    let Colour(fill) = shape.fill.unwrap_or(Colour("none"));
    let _ = write!(tag, " fill=\"{fill}\"");
    if let Some(stroke) = shape.stroke {
        let Colour(colour) = stroke.colour;
        let _ = write!(
            tag,
            " stroke=\"{colour}\" stroke-width=\"{}\"",
            number(stroke.width_px)
        );
        if let Some((dash, gap)) = stroke.dash_px {
            let _ = write!(
                tag,
                " stroke-dasharray=\"{} {}\"",
                number(dash),
                number(gap)
            );
        }
    }
    tag + "/>"
}

fn path(steps: &[Step]) -> String {
    let point = |p: &Point| format!("{} {}", number(p.x), number(p.y));
    let words: Vec<String> = steps
        .iter()
        .map(|step| match step {
            Step::Move(p) => format!("M{}", point(p)),
            Step::Line(p) => format!("L{}", point(p)),
            Step::Curve(a, b, p) => format!("C{} {} {}", point(a), point(b), point(p)),
            Step::Close => "Z".to_owned(),
        })
        .collect();
    words.join(" ")
}

fn text_tag(text: &Text) -> String {
    let (x, y) = (number(text.at.x), number(text.at.y));
    let Colour(fill) = text.colour;
    let mut tag = format!(
        "<text x=\"{x}\" y=\"{y}\" font-size=\"{}\" fill=\"{fill}\"",
        number(text.font.size_px)
    );
    if text.font.weight == Weight::Bold {
        tag.push_str(" font-weight=\"bold\"");
    }
    let backwards = text.is_right_to_left();
    if backwards {
        tag.push_str(" direction=\"rtl\"");
    }
    // For text from right to left, `start` is the right end.
    match (text.anchor, backwards) {
        (Anchor::Left, false) | (Anchor::Right, true) => {}
        (Anchor::Middle, _) => tag.push_str(" text-anchor=\"middle\""),
        (Anchor::Left, true) | (Anchor::Right, false) => tag.push_str(" text-anchor=\"end\""),
    }
    if text.turn_degrees != 0.0 {
        let _ = write!(
            tag,
            " transform=\"rotate({} {x} {y})\"",
            number(text.turn_degrees)
        );
    }
    format!("{tag}>{}</text>", escape(&text.content))
}

/// At most two decimals, no trailing zeros, no `-0`.
fn number(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    // Adding zero turns −0 into 0.
    format!("{}", rounded + 0.0)
}

/// Text for content and attributes: markup escaped, characters that XML forbids replaced.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            _ => out.push(c),
        }
    }
    out
}

/// The 64-bit Fowler–Noll–Vo hash, variant 1a: short, stable, and no secret is kept with it.
fn fnv1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
