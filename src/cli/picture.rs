//! The one place where the command line meets the pictures.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use clap::ValueEnum;
use plenary::draw::{self, DrawOptions, LayoutBackend, LayoutError, Look, Scene};
use plenary::model::{KnowledgeGraph, Record};
use plenary::write::{self, DotOptions, Letters, Links, SvgOptions};

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
    /// The network of each meeting, or stretch of time, everybody at the same place
    Windows,
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
            Form::Windows => Self::Windows,
            Form::Tree => Self::Tree,
            Form::Ego => Self::Ego,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PictureFormat {
    Svg,
    Dot,
    Html,
    Png,
    Pdf,
}

impl PictureFormat {
    /// The format that a suffix stands for.
    pub(crate) fn of_suffix(suffix: &str) -> Option<Self> {
        match suffix {
            "svg" => Some(Self::Svg),
            "dot" | "gv" => Some(Self::Dot),
            "html" | "htm" => Some(Self::Html),
            "png" => Some(Self::Png),
            "pdf" => Some(Self::Pdf),
            _ => None,
        }
    }

    /// Its usual name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Svg => "SVG",
            Self::Dot => "DOT",
            Self::Html => "HTML",
            Self::Png => "PNG",
            Self::Pdf => "PDF",
        }
    }

    /// Whether a terminal shows it.
    pub(crate) const fn is_text(self) -> bool {
        matches!(self, Self::Svg | Self::Dot | Self::Html)
    }
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

/// What a picture shows, how it is laid out, and how it is written.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    /// Default: auto.
    pub(crate) engine: Engine,
    /// Default: as the library has it.
    pub(crate) draw: DrawOptions,
    /// Default: as the library has it.
    pub(crate) svg: SvgOptions,
    /// Pixels a px in PNG. Default: as the library has it.
    #[cfg_attr(not(feature = "png"), expect(dead_code, reason = "only PNG has it"))]
    pub(crate) scale: Option<f64>,
}

/// A picture, and what is to be said about it.
pub(crate) struct Drawn {
    pub(crate) bytes: Vec<u8>,
    pub(crate) warnings: Vec<String>,
}

/// Draws one form as one format that is text.
pub(crate) fn text(
    record: &Record,
    graph: &KnowledgeGraph,
    form: draw::Form,
    format: PictureFormat,
    options: &Options,
) -> Result<String, CliError> {
    let drawn = render(record, graph, form, format, options)?;
    Ok(String::from_utf8_lossy(&drawn.bytes).into_owned())
}

/// Draws one form as SVG, and as DOT where it is a graph.
pub(crate) fn svg_and_dot(
    record: &Record,
    graph: &KnowledgeGraph,
    form: draw::Form,
    options: &Options,
) -> Result<(String, Option<String>), CliError> {
    let failure = Rc::new(RefCell::new(None));
    let backend = backend(options.engine, Rc::clone(&failure))?;
    let made = draw::scene_with_diagram(record, graph, form, &options.draw, backend.as_deref());
    let (scene, diagram) = made.map_err(|error| layout_failure(&failure, &error))?;
    let dot = diagram.map(|diagram| write::dot(&diagram, DotOptions::default()));
    Ok((write::svg(&scene, &options.svg), dot))
}

/// Draws one form as one format.
pub(crate) fn render(
    record: &Record,
    graph: &KnowledgeGraph,
    form: draw::Form,
    format: PictureFormat,
    options: &Options,
) -> Result<Drawn, CliError> {
    if format == PictureFormat::Dot {
        return dot(record, graph, form, options);
    }
    let mut scene = scene(record, graph, form, options)?;
    if options.svg.links == Links::Web {
        draw::link_to_sources(&mut scene, record);
    }
    let bytes = spelt(record, &scene, format, options)?;
    let mut warnings = scene.notes.clone();
    if let Some(kept) = &options.draw.keep
        && !scene
            .groups()
            .iter()
            .any(|group| kept.get(&group.id).is_some())
    {
        let message =
            "note: nothing of this picture is in that of --keep-layout: all places are new";
        warnings.push(message.to_owned());
    }
    warnings.extend(letters_lacking(&scene, format, options));
    Ok(Drawn { bytes, warnings })
}

/// Spells out a scene, whose statements are rows of a record, as any format but DOT.
pub(crate) fn spelt(
    record: &Record,
    scene: &Scene,
    format: PictureFormat,
    options: &Options,
) -> Result<Vec<u8>, CliError> {
    Ok(match format {
        PictureFormat::Png => png(scene, options)?,
        PictureFormat::Pdf => pdf(scene, options)?,
        PictureFormat::Html => html(record, scene, options),
        PictureFormat::Svg | PictureFormat::Dot => write::svg(scene, &options.svg).into_bytes(),
    })
}

/// What is to be said of letters that the built-in font lacks, where it is used.
pub(crate) fn letters_lacking(
    scene: &Scene,
    format: PictureFormat,
    options: &Options,
) -> Option<String> {
    let own = !format.is_text() || options.svg.letters != Letters::Text;
    own.then(|| missing(scene, format)).flatten()
}

fn dot(
    record: &Record,
    graph: &KnowledgeGraph,
    form: draw::Form,
    options: &Options,
) -> Result<Drawn, CliError> {
    if options.draw.look != Look::default() {
        let message = "DOT has one look: the light one";
        return Err(CliError::usage(message).hint("use --format svg, png or pdf"));
    }
    let Some(diagram) = draw::diagram(record, graph, form, &options.draw) else {
        let message = format!("the form {} is no graph, so it has no DOT", form.as_str());
        let hint = "use --format svg, or one of the forms alignment, map, network, arguments";
        return Err(CliError::usage(message).hint(hint));
    };
    let bytes = write::dot(&diagram, DotOptions::default()).into_bytes();
    let warnings = Vec::new();
    Ok(Drawn { bytes, warnings })
}

fn scene(
    record: &Record,
    graph: &KnowledgeGraph,
    form: draw::Form,
    options: &Options,
) -> Result<Scene, CliError> {
    let failure = Rc::new(RefCell::new(None));
    let backend = backend(options.engine, Rc::clone(&failure))?;
    draw::scene(record, graph, form, &options.draw, backend.as_deref())
        .map_err(|error| layout_failure(&failure, &error))
}

/// The failure of an installed Graphviz has a hint, which a layout error cannot carry.
fn layout_failure(failure: &Failure, error: &LayoutError) -> CliError {
    let own = failure.borrow_mut().take();
    own.unwrap_or_else(|| CliError::new(Exit::Unavailable, error.to_string()))
}

fn html(record: &Record, scene: &Scene, options: &Options) -> Vec<u8> {
    let how = write::HtmlOptions {
        links: options.svg.links == Links::Web,
    };
    write::html(scene, &write::evidence(record, scene), &how).into_bytes()
}

#[cfg(feature = "png")]
fn png(scene: &Scene, options: &Options) -> Result<Vec<u8>, CliError> {
    let mut how = write::PngOptions::default();
    how.scale = options.scale.unwrap_or(how.scale);
    write::png(scene, &how).map_err(|error| match error {
        write::PngError::Encode(_) => CliError::new(Exit::Bug, error.to_string()),
        _ => CliError::usage(error.to_string()).hint("give another --scale"),
    })
}

#[cfg(not(feature = "png"))]
fn png(_scene: &Scene, _options: &Options) -> Result<Vec<u8>, CliError> {
    Err(
        CliError::new(Exit::Unavailable, "this build is without PNG")
            .hint("build with --features png, or use --format svg"),
    )
}

#[cfg(feature = "pdf")]
fn pdf(scene: &Scene, options: &Options) -> Result<Vec<u8>, CliError> {
    let how = write::PdfOptions {
        links: options.svg.links,
        ..write::PdfOptions::default()
    };
    write::pdf(scene, &how).map_err(|error| CliError::new(Exit::Bug, error.to_string()))
}

#[cfg(not(feature = "pdf"))]
fn pdf(_scene: &Scene, _options: &Options) -> Result<Vec<u8>, CliError> {
    Err(
        CliError::new(Exit::Unavailable, "this build is without PDF")
            .hint("build with --features pdf, or use --format svg"),
    )
}

/// Which characters the built-in font lacks, and what stands for them.
#[cfg(feature = "fonts")]
fn missing(scene: &Scene, format: PictureFormat) -> Option<String> {
    const SHOWN: usize = 8;
    let all = write::missing_letters(scene);
    if all.is_empty() {
        return None;
    }
    let mut names: Vec<String> = all
        .iter()
        .take(SHOWN)
        .map(|&c| format!("{} (U+{:04X})", c.escape_debug(), u32::from(c)))
        .collect();
    if all.len() > SHOWN {
        names.push(format!("{} more", all.len() - SHOWN));
    }
    let instead = if format.is_text() {
        "lines with them stay text"
    } else {
        "a box stands for each; SVG shows them with fonts of the reader's"
    };
    let names = names.join(", ");
    Some(format!(
        "warning: the built-in font has no {names}: {instead}"
    ))
}

#[cfg(not(feature = "fonts"))]
fn missing(_scene: &Scene, _format: PictureFormat) -> Option<String> {
    None
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
