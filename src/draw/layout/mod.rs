//! From a diagram to places: one file a way of doing it, behind one trait.

mod columns;
#[cfg(feature = "layout-embedded")]
mod embedded;
mod graphviz;
mod line;
mod order;
mod part;
mod separate;
mod sides;
mod spread;
mod state;
mod straight;
mod stress;
mod tangle;
mod untangle;

pub use columns::{Columns, KeptColumns};
#[cfg(feature = "layout-embedded")]
pub use embedded::Embedded;
pub use graphviz::{Graphviz, skeleton};
pub(super) use spread::ROW_HEAD_PX;
pub use spread::Spread;
pub(super) use straight::{route, runs_through};

use super::diagram::Diagram;
use super::scene::{Point, Rect};

/// Whether there is so much in a diagram that our own layouts search less for few crossings.
/// O(n + m).
pub(super) fn is_placed_quickly(diagram: &Diagram) -> bool {
    if diagram.columns.is_empty() {
        let mut parts = part::parts(diagram, false).into_iter();
        parts.any(|part| part.nodes.len() > part::FEW)
    } else {
        diagram.edges.len() > order::FEW_LINKS
    }
}

/// Where everything of a diagram stands, px.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Placement {
    /// The box of each node, in the order of the diagram.
    pub nodes: Vec<Rect>,
    /// The route of each edge: a start, then three points for each Bézier curve. The last
    /// point lies on the border of the node that the edge ends at.
    pub edges: Vec<Vec<Point>>,
    /// The box of each group; `None` where the group holds nothing.
    pub groups: Vec<Option<Rect>>,
}

/// Why a diagram could not be placed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LayoutError {
    /// The engine ran and failed, or answered with something else than a layout.
    #[error("the layout engine {engine} failed: {cause}")]
    Failed {
        /// Which engine.
        engine: String,
        /// Its own words.
        cause: String,
    },
    /// The engine is not there.
    #[error("the layout engine {engine} is not available: {cause}")]
    Missing {
        /// Which engine.
        engine: String,
        /// Why, and how to get it.
        cause: String,
    },
}

/// A way of placing diagrams.
pub trait LayoutBackend {
    /// Its name on the command line.
    fn name(&self) -> &str;

    /// Places every node, edge and group.
    ///
    /// # Errors
    /// Where the engine is missing or fails.
    fn place(&self, diagram: &Diagram) -> Result<Placement, LayoutError>;
}
