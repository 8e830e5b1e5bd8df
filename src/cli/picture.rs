//! The one place where the command line meets the pictures.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use clap::ValueEnum;
use plenary::draw::{self, DrawOptions, LayoutBackend, LayoutError};
use plenary::model::{GraphOptions, KnowledgeGraph, Record, RollUp};
use plenary::write::{self, DotOptions, SvgOptions};

use super::error::{CliError, Exit};
use super::graphviz;

/// How long an installed Graphviz may take.
const TIME_LIMIT: Duration = Duration::from_secs(30);

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// Bands from stakeholders to themes
    Alignment,
    /// Stakeholders, claims and themes in three columns
    Map,
    /// Who stands with or against whom
    Network,
    /// Claims and which of them support or challenge which
    Arguments,
    /// Stakeholders and themes as a table, a sign in each cell
    Matrix,
    /// Support and concern for each theme
    Bars,
    /// Which stakeholders share which themes
    Overlap,
    /// Who said what when
    Timeline,
    /// Who is near whom
    Tree,
    /// One stakeholder or theme and everything around it
    Ego,
}

impl From<Form> for draw::Form {
    fn from(form: Form) -> Self {
        match form {
            Form::Alignment => Self::Alignment,
            Form::Map => Self::Map,
            Form::Network => Self::Network,
            Form::Arguments => Self::Arguments,
            Form::Matrix => Self::Matrix,
            Form::Bars => Self::Bars,
            Form::Overlap => Self::Overlap,
            Form::Timeline => Self::Timeline,
            Form::Tree => Self::Tree,
            Form::Ego => Self::Ego,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PictureFormat {
    Svg,
    Dot,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Engine {
    /// Straight columns where the form has them, else the embedded Graphviz
    #[default]
    Auto,
    /// The Graphviz that is built into this program
    Embedded,
    #[value(help = "The program dot on the PATH, or what GRAPHVIZ_DOT names")]
    Graphviz,
}

/// What a picture shows and how it is laid out.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    /// Default: auto.
    pub(crate) engine: Engine,
    /// Default: themes as coded.
    pub(crate) roll_up: RollUp,
    /// Default: the record's.
    pub(crate) title: Option<String>,
}

/// Draws one form as one format.
pub(crate) fn render(
    record: &Record,
    form: draw::Form,
    format: PictureFormat,
    options: &Options,
) -> Result<String, CliError> {
    let graph_options = GraphOptions {
        roll_up: options.roll_up,
    };
    let graph = KnowledgeGraph::new(record, graph_options);
    let draw_options = DrawOptions {
        title: options.title.clone(),
        ..DrawOptions::default()
    };
    if format == PictureFormat::Dot {
        let Some(diagram) = draw::diagram(record, &graph, form, &draw_options) else {
            let message = format!("the form {} is no graph, so it has no DOT", form.as_str());
            let hint = "use --format svg, or one of the forms alignment, map, arguments";
            return Err(CliError::usage(message).hint(hint));
        };
        return Ok(write::dot(&diagram, DotOptions::default()));
    }
    // The failure of an installed Graphviz has a hint, which a layout error cannot carry.
    let failure = Rc::new(RefCell::new(None));
    let backend = backend(options.engine, Rc::clone(&failure))?;
    let scene =
        draw::scene(record, &graph, form, &draw_options, backend.as_deref()).map_err(|error| {
            let own = failure.borrow_mut().take();
            own.unwrap_or_else(|| CliError::new(Exit::Unavailable, error.to_string()))
        })?;
    Ok(write::svg(&scene, &SvgOptions::default()))
}

type Failure = Rc<RefCell<Option<CliError>>>;

/// `None` leaves the choice to the form.
fn backend(engine: Engine, failure: Failure) -> Result<Option<Box<dyn LayoutBackend>>, CliError> {
    match engine {
        Engine::Auto => Ok(None),
        Engine::Embedded => embedded().map(Some),
        Engine::Graphviz => {
            let run = move |dot: &str| {
                graphviz::run(dot, &["-Tjson0"], TIME_LIMIT).map_err(|error| {
                    let (engine, cause) = ("graphviz".to_owned(), format!("{:?}", error.message));
                    *failure.borrow_mut() = Some(error);
                    LayoutError::Failed { engine, cause }
                })
            };
            Ok(Some(Box::new(draw::Graphviz::new("graphviz", run))))
        }
    }
}

#[cfg(feature = "layout-embedded")]
#[expect(clippy::unnecessary_wraps, reason = "without the feature it fails")]
fn embedded() -> Result<Box<dyn LayoutBackend>, CliError> {
    Ok(Box::new(draw::Embedded))
}

#[cfg(not(feature = "layout-embedded"))]
fn embedded() -> Result<Box<dyn LayoutBackend>, CliError> {
    let message = "this build is without the embedded Graphviz";
    Err(CliError::new(Exit::Unavailable, message)
        .hint("build with --features layout-embedded, or use --engine graphviz"))
}
