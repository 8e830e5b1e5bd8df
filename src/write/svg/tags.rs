//! Shapes and lines of text as elements of SVG.

use std::fmt::Write as _;

use crate::draw::{Anchor, Colour, Outline, Point, Shape, Step, Text, Weight};
#[cfg(feature = "fonts")]
use crate::write::letters;

pub(super) fn shape_tag(shape: &Shape) -> String {
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

pub(super) fn text_tag(text: &Text) -> String {
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

/// The letters of a line of text as outlines; `None` where the font lacks some.
#[cfg(feature = "fonts")]
pub(super) fn outline_tag(text: &Text) -> Option<String> {
    if !letters::has_all(text) {
        return None;
    }
    let Colour(fill) = text.colour;
    let mut tag = format!(
        "<path role=\"img\" aria-label=\"{}\" d=\"{}\" fill=\"{fill}\"",
        escape(&text.content),
        path(&letters::outline(text))
    );
    if text.turn_degrees != 0.0 {
        let (x, y) = (number(text.at.x), number(text.at.y));
        let _ = write!(
            tag,
            " transform=\"rotate({} {x} {y})\"",
            number(text.turn_degrees)
        );
    }
    Some(tag + "/>")
}

/// At most two decimals, no trailing zeros, no `-0`.
pub(super) fn number(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    // Adding zero turns −0 into 0.
    format!("{}", rounded + 0.0)
}

/// Text for content and attributes: markup escaped, characters that XML forbids replaced.
pub(super) fn escape(text: &str) -> String {
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
