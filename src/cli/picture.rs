//! The one place where the command line meets the pictures.

use std::time::Duration;

use clap::ValueEnum;
use plenary::model::{Record, RollUp};

use super::error::{CliError, Exit};
use super::graphviz;

/// For an installed Graphviz, which on some graphs would run for hours.
const TIME_LIMIT: Duration = Duration::from_secs(30);

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// Bands from stakeholders to themes
    Alignment,
    /// Stakeholders, claims and themes in three columns
    Map,
    /// Claims and what they do to each other
    Arguments,
    /// Stakeholders by themes, a sign in each cell
    Matrix,
}

impl Form {
    pub(crate) const ALL: [Self; 4] = [Self::Alignment, Self::Map, Self::Arguments, Self::Matrix];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Alignment => "alignment",
            Self::Map => "map",
            Self::Arguments => "arguments",
            Self::Matrix => "matrix",
        }
    }

    /// Whether it is a graph, which DOT can hold.
    pub(crate) const fn has_dot(self) -> bool {
        !matches!(self, Self::Matrix)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PictureFormat {
    Svg,
    Dot,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Engine {
    /// The embedded one where it is built in, else an installed Graphviz
    #[default]
    Auto,
    /// Built into this program
    Embedded,
    /// The program dot on the PATH, or what GRAPHVIZ_DOT names
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
    form: Form,
    format: PictureFormat,
    options: &Options,
) -> Result<String, CliError> {
    if format == PictureFormat::Dot && !form.has_dot() {
        let message = format!("the form {} is no graph, so it has no DOT", form.as_str());
        return Err(CliError::usage(message)
            .hint("use --format svg, or one of the forms alignment, map, arguments"));
    }
    if options.engine == Engine::Graphviz {
        graphviz::run("", &["-V"], TIME_LIMIT)?;
    }
    // Drawing goes here, from these.
    let _ = (record, options.roll_up, &options.title);
    Err(
        CliError::new(Exit::Unavailable, "this version cannot draw yet")
            .hint("'plenary export' writes positions, statements and the graph as tables and JSON"),
    )
}
