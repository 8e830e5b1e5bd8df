//! The page that a picture is made for.

/// A page or screen, by the room that its text area leaves to a picture. At these widths a px
/// is 1/96 inch, so that text of 12 px is printed at 9 pt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Medium {
    /// A4, margins of 25 mm: 160 x 237 mm.
    #[default]
    A4,
    /// A5, margins of 20 mm: 108 x 170 mm.
    A5,
    /// US letter, margins of 1 inch: 6.5 x 9 in.
    Letter,
    /// A slide of 13.33 x 7.5 in with narrow margins.
    Slide,
    /// One of two columns of an A4 page: 80 mm.
    Column,
    /// A web page: 960 px, as high as it gets.
    Web,
}

impl Medium {
    /// Every medium.
    pub const ALL: [Self; 6] = [
        Self::A4,
        Self::A5,
        Self::Letter,
        Self::Slide,
        Self::Column,
        Self::Web,
    ];

    /// The word used on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::A5 => "a5",
            Self::Letter => "letter",
            Self::Slide => "slide",
            Self::Column => "column",
            Self::Web => "web",
        }
    }

    /// Width of a picture on the upright page, px.
    pub const fn width_px(self) -> f64 {
        match self {
            Self::A4 => 605.0,
            Self::A5 => 408.0,
            Self::Letter => 624.0,
            Self::Slide => 1216.0,
            Self::Column => 302.0,
            Self::Web => 960.0,
        }
    }

    /// Width of a picture on the page turned on its side, px; the same where it cannot be turned.
    pub const fn wide_px(self) -> f64 {
        match self {
            Self::A4 => 927.0,
            Self::A5 => 642.0,
            Self::Letter => 864.0,
            Self::Slide | Self::Column | Self::Web => self.width_px(),
        }
    }

    /// Height of the text area of the upright page, px; `None` where a picture may be of any
    /// height.
    pub const fn height_px(self) -> Option<f64> {
        match self {
            Self::A4 => Some(896.0),
            Self::A5 => Some(642.0),
            Self::Letter => Some(864.0),
            Self::Slide => Some(640.0),
            Self::Column => Some(896.0),
            Self::Web => None,
        }
    }
}
