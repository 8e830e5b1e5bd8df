//! Colours, by what they are for. Forms draw with the constants, which are those of the light
//! look; [`Look::dress`](super::Look) puts another look's in their place.
//!
//! Ratios are contrasts of WCAG 2.2; `tests/it/looks.rs` measures them in the pictures.

use super::look::{Look, Palette, Tone};
use crate::model::{StakeholderKind, Stance};

/// An opaque colour, `#RRGGBB`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Colour(pub &'static str);

impl Colour {
    /// Red, green and blue.
    pub fn rgb(self) -> [u8; 3] {
        [1, 3, 5].map(|at| {
            let digits = self.0.get(at..at + 2);
            let part = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
            part.unwrap_or_default()
        })
    }
}

/// The page.
pub(crate) const PAPER: Colour = LIGHT.paper;
/// Text: 15:1.
pub(crate) const INK: Colour = LIGHT.ink;
/// Captions and headings of columns: 7:1.
pub(crate) const MUTED: Colour = LIGHT.muted;
/// Borders that tell one thing from another: 4.5:1.
pub(crate) const BORDER: Colour = LIGHT.border;
/// Lines that only guide the eye.
pub(crate) const HAIRLINE: Colour = LIGHT.hairline;
/// Areas that group things.
pub(crate) const PANEL: Colour = LIGHT.panel;
/// Text on the fills of stakeholders: the page's colour in every look.
pub(crate) const ON_DARK: Colour = LIGHT.paper;

/// The colour of lines and marks of a stance: Okabe and Ito's blue (5.2:1) and vermillion
/// (3.9:1), which also people with colour-blindness tell apart.
pub(crate) const fn line(stance: Stance) -> Colour {
    LIGHT.stances.line[side(stance)]
}

/// The colour of text about a stance: darker, 8.3:1 and 6.1:1.
pub(crate) const fn text(stance: Stance) -> Colour {
    LIGHT.stances.text[side(stance)]
}

/// The fill of cells of a stance, light enough for text upon it.
pub(crate) const fn tint(stance: Stance) -> Colour {
    LIGHT.stances.tint[side(stance)]
}

/// The fill of a stakeholder, dark enough for white text (8:1 or more); its outline says the
/// kind as well.
pub(crate) const fn stakeholder(kind: StakeholderKind) -> Colour {
    let place = match kind {
        StakeholderKind::Ngo => 0,
        StakeholderKind::Business => 1,
        StakeholderKind::State => 2,
        StakeholderKind::Igo => 3,
        StakeholderKind::Academia => 4,
        StakeholderKind::Technical => 5,
        StakeholderKind::Media => 6,
        StakeholderKind::Individual => 7,
        StakeholderKind::Other => 8,
    };
    LIGHT.kinds[place]
}

const fn side(stance: Stance) -> usize {
    match stance {
        Stance::Support => 0,
        Stance::Concern => 1,
    }
}

/// Support and concern, in this order.
#[derive(Clone, Copy)]
struct Stances {
    line: [Colour; 2],
    text: [Colour; 2],
    tint: [Colour; 2],
}

/// Every colour of a look.
#[derive(Clone, Copy)]
pub(super) struct Colours {
    pub(super) paper: Colour,
    ink: Colour,
    muted: Colour,
    border: Colour,
    pub(super) hairline: Colour,
    pub(super) panel: Colour,
    kinds: [Colour; 9],
    stances: Stances,
}

impl Colours {
    /// In one order for every look.
    pub(super) fn list(&self) -> Vec<Colour> {
        let Stances { line, text, tint } = self.stances;
        let ground = [
            self.paper,
            self.ink,
            self.muted,
            self.border,
            self.hairline,
            self.panel,
        ];
        let stances = [line, text, tint].into_iter().flatten();
        ground
            .into_iter()
            .chain(self.kinds)
            .chain(stances)
            .collect()
    }
}

/// The colours of a look.
pub(super) const fn colours(look: Look) -> Colours {
    let stances = match (look.tone, look.palette) {
        (Tone::Grey, _) => return GREY,
        (Tone::Light, Palette::OkabeIto) => LIGHT.stances,
        (Tone::Light, Palette::BlueBrown) => LIGHT_BLUE_BROWN,
        (Tone::Light, Palette::GreenPurple) => LIGHT_GREEN_PURPLE,
        (Tone::Dark, Palette::OkabeIto) => DARK.stances,
        (Tone::Dark, Palette::BlueBrown) => DARK_BLUE_BROWN,
        (Tone::Dark, Palette::GreenPurple) => DARK_GREEN_PURPLE,
    };
    let ground = match look.tone {
        Tone::Dark => DARK,
        Tone::Light | Tone::Grey => LIGHT,
    };
    Colours { stances, ..ground }
}

/// Two colours by their six digits.
const fn pair(support: &'static str, concern: &'static str) -> [Colour; 2] {
    [Colour(support), Colour(concern)]
}

const LIGHT: Colours = Colours {
    paper: Colour("#FFFFFF"),
    ink: Colour("#1F2933"),
    muted: Colour("#4B5563"),
    border: Colour("#6B7280"),
    hairline: Colour("#D1D5DB"),
    panel: Colour("#F3F4F6"),
    kinds: [
        Colour("#334155"),
        Colour("#5B3A1E"),
        Colour("#3F2B63"),
        Colour("#14524A"),
        Colour("#5A1F3D"),
        Colour("#1F4E5F"),
        Colour("#4A4A12"),
        Colour("#4A4A4A"),
        Colour("#2B2B2B"),
    ],
    stances: Stances {
        line: pair("#0072B2", "#D55E00"),
        text: pair("#1B4F8A", "#A84300"),
        tint: pair("#D6E8F5", "#FBE3D2"),
    },
};

const LIGHT_BLUE_BROWN: Stances = Stances {
    line: pair("#2B6CB0", "#9A5B13"),
    text: pair("#1D4E89", "#7A4510"),
    tint: pair("#D8E6F5", "#F3E4CC"),
};

const LIGHT_GREEN_PURPLE: Stances = Stances {
    line: pair("#1B7F4B", "#7B3294"),
    text: pair("#14603A", "#63217A"),
    tint: pair("#D5EEDD", "#EBDDF1"),
};

/// Light fills under dark text: what is dark on light is light on dark.
const DARK: Colours = Colours {
    paper: Colour("#0D1117"),
    ink: Colour("#E6EDF3"),
    muted: Colour("#B1BAC4"),
    border: Colour("#8B949E"),
    hairline: Colour("#3B434D"),
    panel: Colour("#1B222C"),
    kinds: [
        Colour("#CBD5E1"),
        Colour("#E5C9AC"),
        Colour("#CDBDF0"),
        Colour("#A9DCD3"),
        Colour("#E9BBD2"),
        Colour("#AFD9EA"),
        Colour("#DCDC9A"),
        Colour("#C8C8C8"),
        Colour("#F0F0F0"),
    ],
    stances: Stances {
        line: pair("#56B4E9", "#E69F00"),
        text: pair("#8CCBF2", "#F2B84B"),
        tint: pair("#12324A", "#402C08"),
    },
};

const DARK_BLUE_BROWN: Stances = Stances {
    line: pair("#7FB2E5", "#C99A5B"),
    text: pair("#A3C8EC", "#DDB883"),
    tint: pair("#18304B", "#3A2B16"),
};

const DARK_GREEN_PURPLE: Stances = Stances {
    line: pair("#6CC48F", "#C79BDA"),
    text: pair("#93D6AD", "#D9B9E6"),
    tint: pair("#143523", "#38244A"),
};

/// Support and concern differ by 3.8:1, and by dash, sign and end as everywhere.
const GREY: Colours = Colours {
    paper: Colour("#FFFFFF"),
    ink: Colour("#1F1F1F"),
    muted: Colour("#474747"),
    border: Colour("#6B6B6B"),
    hairline: Colour("#D4D4D4"),
    panel: Colour("#F3F3F3"),
    kinds: [
        Colour("#3A3A3A"),
        Colour("#4A4A4A"),
        Colour("#262626"),
        Colour("#404040"),
        Colour("#555555"),
        Colour("#2E2E2E"),
        Colour("#4F4F4F"),
        Colour("#333333"),
        Colour("#1C1C1C"),
    ],
    stances: Stances {
        line: pair("#1A1A1A", "#757575"),
        text: pair("#1A1A1A", "#595959"),
        tint: pair("#DCDCDC", "#F5F5F5"),
    },
};
