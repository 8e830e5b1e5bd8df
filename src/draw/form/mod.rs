//! One picture a file: from a record and its graph to a diagram or a scene.

mod alignment;
mod argument_blocks;
mod arguments;
mod bands;
mod bars;
mod bundled;
mod diff;
mod ego;
mod fit;
mod held;
mod map;
mod map_nodes;
mod map_shape;
mod matrix;
mod network;
mod nodes;
mod overlap;
mod parts;
mod said;
mod sides;
mod signed_bar;
mod timeline;
mod timeline_bins;
mod timeline_parts;
mod tree;
mod windows;

pub use self::diff::{DiffPair, diff_scene};
use self::fit::Extent;
use super::diagram::{Diagram, Form};
use super::layout::{LayoutBackend, LayoutError};
use super::options::DrawOptions;
use super::scene::Scene;
use crate::model::{KnowledgeGraph, Record};

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
        Form::Alignment => Some(alignment::diagram(record, graph, options, Extent::Endless).0),
        Form::Map => Some(map::diagram(record, graph, options, Extent::Endless).0),
        Form::Arguments => Some(arguments::diagram(record, graph, options)),
        Form::Network => Some(network::diagram(record, graph, options)),
        Form::Matrix
        | Form::Bars
        | Form::Overlap
        | Form::Timeline
        | Form::Windows
        | Form::Tree
        | Form::Ego => None,
    }
}

/// The finished picture of a form.
///
/// Forms in columns (`alignment`, `map`) are placed by [`Columns`](crate::draw::Columns) unless a backend is given;
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
    let scene = match form {
        Form::Matrix => matrix::scene(record, graph, options),
        Form::Bars => bars::scene(record, graph, options),
        Form::Overlap => overlap::scene(record, graph, options),
        Form::Timeline => timeline::scene(record, graph, options),
        Form::Windows => windows::scene(record, graph, options, backend)?,
        Form::Tree => tree::scene(record, graph, options),
        Form::Ego => ego::scene(record, graph, options),
        Form::Network => network::scene(record, graph, options, backend)?,
        Form::Alignment => alignment::scene(record, graph, options, backend)?,
        Form::Map => map::scene(record, graph, options, backend)?,
        Form::Arguments => arguments::scene(record, graph, options, backend)?,
    };
    Ok(dressed(scene, options))
}

/// The finished picture of a form and its diagram, as by [`scene`] and [`diagram`]; where both
/// are wanted this is faster, for what can serve both is made once.
///
/// # Errors
/// Where the backend is missing or fails.
pub fn scene_with_diagram(
    record: &Record,
    graph: &KnowledgeGraph,
    form: Form,
    options: &DrawOptions,
    backend: Option<&dyn LayoutBackend>,
) -> Result<(Scene, Option<Diagram>), LayoutError> {
    if form == Form::Network {
        let (scene, diagram) = network::with_diagram(record, graph, options, backend)?;
        return Ok((dressed(scene, options), Some(diagram)));
    }
    let scene = scene(record, graph, form, options, backend)?;
    Ok((scene, diagram(record, graph, form, options)))
}

fn dressed(mut scene: Scene, options: &DrawOptions) -> Scene {
    scene.language = options.language;
    fit::warn_if_higher(&mut scene, options);
    options.look.dress(&mut scene);
    scene
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
