//! Colours, by what they are for. Ratios are against white unless said otherwise.

use crate::model::{StakeholderKind, Stance};

/// An opaque colour, `#RRGGBB`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Colour(pub &'static str);

/// The page.
pub(crate) const PAPER: Colour = Colour("#FFFFFF");
/// Text: 15:1.
pub(crate) const INK: Colour = Colour("#1F2933");
/// Captions and headings of columns: 7:1.
pub(crate) const MUTED: Colour = Colour("#4B5563");
/// Borders that tell one thing from another: 4.5:1.
pub(crate) const BORDER: Colour = Colour("#6B7280");
/// Lines that only guide the eye.
pub(crate) const HAIRLINE: Colour = Colour("#D1D5DB");
/// Areas that group things.
pub(crate) const PANEL: Colour = Colour("#F3F4F6");
/// Text on dark fills.
pub(crate) const ON_DARK: Colour = Colour("#FFFFFF");

/// The colour of lines and marks of a stance: Okabe and Ito's blue (5.2:1) and vermillion
/// (3.9:1), which also people with colour-blindness tell apart.
pub(crate) const fn line(stance: Stance) -> Colour {
    match stance {
        Stance::Support => Colour("#0072B2"),
        Stance::Concern => Colour("#D55E00"),
    }
}

/// The colour of text about a stance: darker, 8.3:1 and 6.1:1.
pub(crate) const fn text(stance: Stance) -> Colour {
    match stance {
        Stance::Support => Colour("#1B4F8A"),
        Stance::Concern => Colour("#A84300"),
    }
}

/// The fill of cells of a stance, light enough for text upon it.
pub(crate) const fn tint(stance: Stance) -> Colour {
    match stance {
        Stance::Support => Colour("#D6E8F5"),
        Stance::Concern => Colour("#FBE3D2"),
    }
}

/// The fill of a stakeholder, dark enough for white text (8:1 or more); its outline says the
/// kind as well.
pub(crate) const fn stakeholder(kind: StakeholderKind) -> Colour {
    match kind {
        StakeholderKind::Ngo => Colour("#334155"),
        StakeholderKind::Business => Colour("#5B3A1E"),
        StakeholderKind::State => Colour("#3F2B63"),
        StakeholderKind::Igo => Colour("#14524A"),
        StakeholderKind::Academia => Colour("#5A1F3D"),
        StakeholderKind::Technical => Colour("#1F4E5F"),
        StakeholderKind::Media => Colour("#4A4A12"),
        StakeholderKind::Individual => Colour("#4A4A4A"),
        StakeholderKind::Other => Colour("#2B2B2B"),
    }
}
