//! Colours of a whole picture: light, dark or grey, in one of several palettes.

use super::palette::{Colour, Colours, colours};
use super::scene::{Element, Scene};

/// How a picture is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// The page, and what is upon it. Default: light.
    pub tone: Tone,
    /// Support and concern; grey has its own. Default: Okabe and Ito's.
    pub palette: Palette,
}

/// The page, and what is upon it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Dark on white.
    #[default]
    Light,
    /// Light on black.
    Dark,
    /// Greys on white, for print.
    Grey,
}

/// The colours of support and concern. People with any of the three colour-blindnesses tell
/// each pair apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Palette {
    /// Blue and vermillion (on dark: sky and orange), after Okabe and Ito.
    #[default]
    OkabeIto,
    /// Blue and brown.
    BlueBrown,
    /// Green and purple.
    GreenPurple,
}

impl Tone {
    /// Every tone.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Grey];
}

impl Palette {
    /// Every palette.
    pub const ALL: [Self; 3] = [Self::OkabeIto, Self::BlueBrown, Self::GreenPurple];

    /// The word used on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OkabeIto => "okabe-ito",
            Self::BlueBrown => "blue-brown",
            Self::GreenPurple => "green-purple",
        }
    }
}

impl Look {
    /// Every colour that a picture of this look is made of.
    pub fn colours(self) -> Vec<Colour> {
        colours(self).list()
    }

    /// Those of them that only guide the eye (hairlines and panels), and so need no contrast.
    pub fn guides(self) -> [Colour; 2] {
        let Colours {
            hairline, panel, ..
        } = colours(self);
        [hairline, panel]
    }

    /// What stands in another look for a colour of this one; none for a colour of neither.
    pub fn translate(self, colour: Colour, other: Self) -> Option<Colour> {
        let (mine, theirs) = (self.colours(), other.colours());
        let place = mine.iter().position(|&it| it == colour)?;
        Some(theirs[place])
    }

    /// The look that a picture was made in: the first one that has all its colours.
    /// O(size of the scene).
    pub fn of(scene: &Scene) -> Option<Self> {
        let mut used = Vec::new();
        paint(&mut scene.clone(), &mut |colour| used.push(*colour));
        used.sort();
        used.dedup();
        let looks = Tone::ALL.into_iter().flat_map(|tone| {
            let with = move |palette| Self { tone, palette };
            Palette::ALL.into_iter().map(with)
        });
        looks.into_iter().find(|look| {
            let mine = look.colours();
            used.iter().all(|colour| mine.contains(colour))
        })
    }

    /// Gives a picture, drawn in the light colours, its own.
    pub(super) fn dress(self, scene: &mut Scene) {
        let drawn = Self::default();
        if self != drawn {
            paint(scene, &mut |colour| {
                *colour = drawn.translate(*colour, self).unwrap_or(*colour);
            });
        }
    }
}

/// Shows every colour of a picture to a brush.
fn paint(scene: &mut Scene, brush: &mut impl FnMut(&mut Colour)) {
    brush(&mut scene.background);
    paint_elements(&mut scene.elements, brush);
}

fn paint_elements(elements: &mut [Element], brush: &mut impl FnMut(&mut Colour)) {
    for element in elements {
        match element {
            Element::Group(group) => paint_elements(&mut group.children, brush),
            Element::Text(text) => brush(&mut text.colour),
            Element::Shape(shape) => {
                shape.fill.iter_mut().for_each(&mut *brush);
                let stroke = shape.stroke.iter_mut();
                stroke.for_each(|stroke| brush(&mut stroke.colour));
            }
        }
    }
}
