//! Record and results to pictures: forms make diagrams, layouts place them, and what comes out
//! is a [`Scene`] of shapes and text that only has to be spelt out.

mod choose;
mod compose;
mod diagram;
mod fold;
mod font_widths;
mod form;
mod kept;
mod language;
mod layout;
mod links;
mod look;
mod medium;
mod network_look;
mod options;
mod page;
pub(crate) mod palette;
mod route;
mod scene;
mod shapes;
mod signed_edge;
mod text;
mod words;

pub use choose::{choose, choose_in};
pub use diagram::{
    BandScale, Diagram, DiagramColumn, DiagramEdge, DiagramGroup, DiagramNode, Form, NodeRole,
};
pub use form::{DiffPair, diagram, diff_scene, scene, scene_with_diagram};
pub use kept::{Kept, KeptError};
pub use language::Language;
#[cfg(feature = "layout-embedded")]
pub use layout::Embedded;
pub use layout::{
    Columns, Graphviz, KeptColumns, LayoutBackend, LayoutError, Placement, Spread, skeleton,
};
pub use links::link_to_sources;
pub use look::{Look, Palette, Tone};
pub use medium::Medium;
pub use network_look::{NetworkLook, Ties};
pub use options::{DrawOptions, Focus, Grouping, Through, Windowing};
pub use palette::Colour;
pub use scene::{
    Anchor, Element, Group, Outline, Point, Rect, Role, Scene, Shape, Step, Stroke, Text,
};
#[cfg(any(all(feature = "docx", feature = "png"), feature = "pdf"))]
pub(crate) use text::is_right_to_left;
pub use text::{Font, Weight};
