//! Graphviz's `dot` in pure Rust, so that nothing need be installed.

use super::{Graphviz, LayoutBackend, LayoutError, Placement};
use crate::draw::diagram::Diagram;

/// Places diagrams by the port of Graphviz `dot` that is part of the program.
///
/// Deterministic. Time grows like that of `dot`: 0.05 s for 150 nodes, 2 s for 1,000.
#[derive(Debug, Clone, Copy, Default)]
pub struct Embedded;

const NAME: &str = "embedded";

impl LayoutBackend for Embedded {
    fn name(&self) -> &'static str {
        NAME
    }

    fn place(&self, diagram: &Diagram) -> Result<Placement, LayoutError> {
        let run = |dot: &str| match graphviz_pure::render_dot(dot, "dot", "json0") {
            Ok(rendered) => Ok(rendered.into_output()),
            Err(error) => Err(LayoutError::Failed {
                engine: NAME.to_owned(),
                cause: error.to_string(),
            }),
        };
        Graphviz::new(NAME, run).place(diagram)
    }
}
