//! One picture a file: from a record and its graph to a diagram or a scene.

mod alignment;
mod arguments;
mod map;
mod matrix;
mod nodes;

use super::compose::compose;
use super::diagram::{Diagram, Form};
use super::layout::{Columns, LayoutBackend, LayoutError, pack};
use super::scene::Scene;
use crate::model::{KnowledgeGraph, Record};

/// How pictures are drawn.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DrawOptions {
    /// The title above the picture. Default: the record's.
    pub title: Option<String>,
}

impl DrawOptions {
    fn title(&self, record: &Record) -> String {
        let own = self.title.as_deref().or(record.title());
        own.unwrap_or("Untitled record").to_owned()
    }
}

/// The diagram of a graph form, for DOT or for a layout; `None` for forms that are no graphs.
///
/// Silent stakeholders, unheard claims and untouched themes have nothing to show and are left
/// out of `alignment` and `arguments`; the caption counts them.
pub fn diagram(
    record: &Record,
    graph: &KnowledgeGraph,
    form: Form,
    options: &DrawOptions,
) -> Option<Diagram> {
    match form {
        Form::Alignment => Some(alignment::diagram(record, graph, options)),
        Form::Map => Some(map::diagram(record, graph, options)),
        Form::Arguments => Some(arguments::diagram(record, graph, options)),
        Form::Matrix => None,
    }
}

/// The finished picture of a form.
///
/// Forms in columns (`alignment`, `map`) are placed by [`Columns`] unless a backend is given;
/// `arguments` needs one; `matrix` uses none.
///
/// # Errors
/// Where the backend is missing or fails.
pub fn scene(
    record: &Record,
    graph: &KnowledgeGraph,
    form: Form,
    options: &DrawOptions,
    backend: Option<&dyn LayoutBackend>,
) -> Result<Scene, LayoutError> {
    let Some(diagram) = diagram(record, graph, form, options) else {
        return Ok(matrix::scene(record, graph, options));
    };
    let subtitle = match form {
        Form::Alignment => alignment::SUBTITLE,
        Form::Map => map::SUBTITLE,
        Form::Arguments | Form::Matrix => arguments::SUBTITLE,
    };
    let backend = match backend {
        Some(backend) => backend,
        None if !diagram.columns.is_empty() || diagram.nodes.is_empty() => &Columns,
        None => default_backend()?,
    };
    let mut placement = backend.place(&diagram)?;
    if diagram.columns.is_empty() && diagram.groups.is_empty() {
        pack(&diagram, &mut placement);
    }
    Ok(compose(&diagram, &placement, subtitle))
}

#[cfg(feature = "layout-embedded")]
fn default_backend() -> Result<&'static dyn LayoutBackend, LayoutError> {
    Ok(&super::layout::Embedded)
}

#[cfg(not(feature = "layout-embedded"))]
fn default_backend() -> Result<&'static dyn LayoutBackend, LayoutError> {
    Err(LayoutError::Missing {
        engine: "embedded".to_owned(),
        cause: "this build is without the feature 'layout-embedded'; use --engine graphviz"
            .to_owned(),
    })
}
