//! The colours of the picture where the reader's system is dark, and on paper.

use std::fmt::Write as _;

use crate::draw::{Colour, Look, Scene, Tone};

/// Rules that give the card its colour, and turn a light picture dark for the dark and a dark
/// one light for print. A grey picture, and one in colours of no look, stays as it is.
pub(in crate::write) fn rules(scene: &Scene) -> String {
    let Some(look) = Look::of(scene) else {
        return card(scene.background, Tone::Light);
    };
    let (when, tone) = match look.tone {
        Tone::Light => ("screen and (prefers-color-scheme: dark)", Tone::Dark),
        Tone::Dark => ("print", Tone::Light),
        Tone::Grey => return card(scene.background, Tone::Grey),
    };
    let other = Look { tone, ..look };
    let paper = look.translate(scene.background, other);
    let mut rules = card(scene.background, look.tone);
    // Writing to a `String` cannot fail.
    let _ = writeln!(rules, "@media {when} {{");
    rules.push_str(&card(paper.unwrap_or(scene.background), tone));
    let mut colours = look.colours();
    colours.sort();
    colours.dedup();
    for colour in colours {
        let (Colour(from), Some(Colour(to))) = (colour, look.translate(colour, other)) else {
            continue;
        };
        for property in ["fill", "stroke"] {
            if from != to {
                let _ = writeln!(
                    rules,
                    " svg [{property}=\"{from}\"] {{ {property}: {to}; }}"
                );
            }
        }
    }
    rules.push_str("}\n");
    rules
}

/// What lies behind the picture, and what shows the focus upon it.
fn card(Colour(paper): Colour, tone: Tone) -> String {
    let halo = match tone {
        Tone::Light | Tone::Grey => "#6d28d9",
        Tone::Dark => "#d2a8ff",
    };
    format!(" .card {{ --card: {paper}; --halo: {halo}; }}\n")
}
