//! Record and results to pictures: forms make diagrams, layouts place them, and what comes out
//! is a [`Scene`] of shapes and text that only has to be spelt out.

mod choose;
mod compose;
mod diagram;
mod fold;
mod font_widths;
mod form;
mod language;
mod layout;
mod look;
mod medium;
mod options;
mod page;
pub(crate) mod palette;
mod route;
mod scene;
mod shapes;
mod signed_edge;
mod text;
mod words;

pub use choose::choose;
pub use diagram::{Diagram, DiagramColumn, DiagramEdge, DiagramGroup, DiagramNode, Form, NodeRole};
pub use form::{diagram, scene};
pub use language::Language;
#[cfg(feature = "layout-embedded")]
pub use layout::Embedded;
pub use layout::{Columns, Graphviz, LayoutBackend, LayoutError, Placement, skeleton};
pub use look::Look;
pub use medium::Medium;
pub use options::{DrawOptions, Focus, Grouping, Through};
pub use palette::Colour;
pub use scene::{
    Anchor, Element, Group, Outline, Point, Rect, Role, Scene, Shape, Step, Stroke, Text,
};
pub use text::{Font, Weight};
