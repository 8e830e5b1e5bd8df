//! The colours of a page in the dark, read off the same picture drawn in the dark look.

use std::collections::{BTreeMap, BTreeSet};

use crate::draw::{Colour, Element, Scene};

/// Where a colour is used: text may change otherwise than a fill of the same colour.
type Use = (&'static str, &'static str);

/// Rules that turn the light colours of a picture into the dark ones. Empty where the two
/// pictures are not alike, or one light colour would have to become two dark ones.
pub(super) fn rules(light: &Scene, dark: &Scene) -> String {
    let mut found = BTreeMap::new();
    let paper = ("rect", "fill");
    found
        .entry((paper, light.background))
        .or_insert_with(BTreeSet::new)
        .insert(dark.background);
    if light.background == dark.background || !pair(&light.elements, &dark.elements, &mut found) {
        return String::new();
    }
    let mut rules = String::new();
    for (((tag, property), Colour(from)), to) in &found {
        let mut to = to.iter();
        let (Some(Colour(to)), None) = (to.next(), to.next()) else {
            return String::new();
        };
        if from != to {
            rules.push_str(&format!(
                " svg {tag}[{property}=\"{from}\"] {{ {property}: {to}; }}\n"
            ));
        }
    }
    let Colour(card) = dark.background;
    format!(
        "@media screen and (prefers-color-scheme: dark) {{\n .card {{ background: {card}; }}\n{rules}}}\n"
    )
}

type Found = BTreeMap<(Use, Colour), BTreeSet<Colour>>;

fn pair(light: &[Element], dark: &[Element], found: &mut Found) -> bool {
    light.len() == dark.len() && light.iter().zip(dark).all(|(a, b)| one(a, b, found))
}

fn one(light: &Element, dark: &Element, found: &mut Found) -> bool {
    use crate::draw::Outline;
    let mut note = |tag, property, from: Option<Colour>, to: Option<Colour>| {
        if let (Some(from), Some(to)) = (from, to) {
            found.entry(((tag, property), from)).or_default().insert(to);
        }
        from.is_some() == to.is_some()
    };
    match (light, dark) {
        (Element::Group(a), Element::Group(b)) => pair(&a.children, &b.children, found),
        (Element::Text(a), Element::Text(b)) => {
            note("text", "fill", Some(a.colour), Some(b.colour))
        }
        (Element::Shape(a), Element::Shape(b)) => {
            let tag = match a.outline {
                Outline::Rect(..) => "rect",
                Outline::Circle(..) => "circle",
                Outline::Path(..) => "path",
            };
            let stroke = |of: &crate::draw::Shape| of.stroke.map(|stroke| stroke.colour);
            note(tag, "fill", a.fill, b.fill) && note(tag, "stroke", stroke(a), stroke(b))
        }
        _ => false,
    }
}
