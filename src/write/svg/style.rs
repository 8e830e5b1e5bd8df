//! The style element of the web profile: overrides of attributes, each of which may be dropped.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::draw::{Colour, Element, Look, Scene, Tone};

/// The style element of a picture whose root has an id.
pub(super) fn style(scene: &Scene, id: &str) -> String {
    let mut css = format!(
        " <style>\n  #{id} {{ max-width: 100%; height: auto; }}\n  \
         #{id} a:focus-visible {{ outline: 3px solid currentColor; outline-offset: 2px; }}\n"
    );
    // Grey is for print, and stays grey.
    let look = Look::of(scene).filter(|look| look.tone != Tone::Grey);
    if let Some(look) = look {
        let (when, tone) = match look.tone {
            Tone::Dark => ("print", Tone::Light),
            Tone::Light | Tone::Grey => ("screen and (prefers-color-scheme: dark)", Tone::Dark),
        };
        let other = Look { tone, ..look };
        let _ = writeln!(css, "  @media {when} {{");
        let mut used = Used::default();
        used.fills.insert(scene.background);
        used.collect(&scene.elements);
        for (attribute, colours) in [("fill", used.fills), ("stroke", used.strokes)] {
            for colour in colours {
                if let Some(Colour(new)) = look.translate(colour, other) {
                    let Colour(old) = colour;
                    let _ = writeln!(
                        css,
                        "   #{id} [{attribute}=\"{old}\"] {{ {attribute}: {new}; }}"
                    );
                }
            }
        }
        css.push_str("  }\n");
    }
    css + " </style>\n"
}

/// The colours of a picture, by where they are.
#[derive(Default)]
struct Used {
    fills: BTreeSet<Colour>,
    strokes: BTreeSet<Colour>,
}

impl Used {
    fn collect(&mut self, elements: &[Element]) {
        for element in elements {
            match element {
                Element::Group(group) => self.collect(&group.children),
                Element::Text(text) => {
                    self.fills.insert(text.colour);
                }
                Element::Shape(shape) => {
                    self.fills.extend(shape.fill);
                    self.strokes
                        .extend(shape.stroke.map(|stroke| stroke.colour));
                }
            }
        }
    }
}
