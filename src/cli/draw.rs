//! `plenary draw`: one picture.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use plenary::draw::{
    DrawOptions, Grouping, Kept, Language, Look, Medium, NetworkLook, Palette, Through, Ties, Tone,
    Windowing,
};
use plenary::model::{GraphOptions, KnowledgeGraph, Record};
use plenary::write::{Access, Letters, Links, Profile, SvgOptions};

use super::args::{Records, RollUpArg};
use super::console::Console;
use super::error::{CliError, Exit};
use super::picture::{self, Engine, Form, Options, PictureFormat};
use super::{findings, focus, output};

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary draw meeting.json -o meeting.svg                      the form that fits its size",
    "plenary draw meeting.json --form map --grey -o map.pdf        for print; .dot for Graphviz",
    "plenary draw - --form matrix --for slide < m.json > m.svg     in a pipe, for a slide",
];

const CONTENT: &str = "What it shows";
const LOOK: &str = "How it looks";
const SVG: &str = "SVG only";

/// Draw one picture of a record
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    records: Records,
    /// What to draw; where nothing is said, what fits the number of stakeholders
    #[arg(long, value_name = "FORM")]
    form: Option<Form>,
    /// svg, dot, html, png or pdf; by default what the suffix of -o says, else svg
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    format: Option<PictureFormat>,
    /// File to write; stdout where there is none
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// What places the boxes
    #[arg(long, value_name = "ENGINE", default_value = "auto")]
    engine: Engine,
    /// How broader themes count
    #[arg(long, value_name = "HOW", default_value = "none", help_heading = CONTENT)]
    roll_up: RollUpArg,
    /// At most so many stakeholders, and themes or claims: those with most statements
    #[arg(long, value_name = "N", value_parser = at_least_one, allow_negative_numbers = true, help_heading = CONTENT)]
    top: Option<usize>,
    /// What stands together
    #[arg(long, value_name = "HOW", default_value = "broader", help_heading = CONTENT)]
    group: GroupArg,
    /// What stakeholders are compared by
    #[arg(long, value_name = "WHAT", default_value = "themes", help_heading = CONTENT)]
    through: ThroughArg,
    /// The stakeholder or theme that ego is about, by id or name
    #[arg(long, value_name = "ID", help_heading = CONTENT)]
    focus: Option<String>,
    /// What each panel of windows holds: a meeting, a month, a quarter, a year, or so many days
    #[arg(long, value_name = "WHAT", value_parser = windowing, help_heading = CONTENT)]
    window: Option<Windowing>,
    /// Draw the trees of the clustering beside the matrix
    #[arg(long, help_heading = CONTENT)]
    trees: bool,
    /// Which ties the network shows
    #[arg(long, value_name = "WHICH", default_value = "both", value_parser = ties(), help_heading = CONTENT)]
    ties: Ties,
    /// Least weight of a tie of the network
    #[arg(long, value_name = "WEIGHT", value_parser = weight, allow_negative_numbers = true, help_heading = CONTENT)]
    threshold: Option<f64>,
    /// Only ties of the network that chance would make with less than this probability (0 to 1)
    #[arg(long, value_name = "ALPHA", value_parser = share, allow_negative_numbers = true, help_heading = CONTENT)]
    backbone: Option<f64>,
    /// An earlier SVG whose places are kept
    #[arg(long, value_name = "FILE", help_heading = LOOK)]
    keep_layout: Option<PathBuf>,
    /// Title of the picture; the record's where none is given
    #[arg(long, value_name = "TEXT", help_heading = CONTENT)]
    title: Option<String>,
    /// Words before the caption
    #[arg(long, value_name = "TEXT", help_heading = CONTENT)]
    caption: Option<String>,
    /// The page that it must fit [default: a4; for --format html, web]
    #[arg(long = "for", value_name = "PAGE", value_parser = medium(), help_heading = LOOK)]
    medium: Option<Medium>,
    /// Language of the words that are not the record's
    #[arg(long, value_name = "LANGUAGE", default_value = "en", value_parser = language(), help_heading = LOOK)]
    lang: Language,
    /// Colours of support and concern; colour-blind people tell each pair apart
    #[arg(long, value_name = "NAME", default_value = "okabe-ito", value_parser = palette(), help_heading = LOOK)]
    palette: Palette,
    /// Light on black
    #[arg(long, help_heading = LOOK)]
    dark: bool,
    /// Greys, for print
    #[arg(long, conflicts_with_all = ["dark", "palette"], help_heading = LOOK)]
    grey: bool,
    /// Pixels of PNG for each px of the picture [default: 2]
    #[arg(long, value_name = "N", value_parser = scale, allow_negative_numbers = true, help_heading = LOOK)]
    scale: Option<f64>,
    /// Who it is for
    #[arg(long, value_name = "WHOM", default_value = "portable", help_heading = SVG)]
    profile: ProfileArg,
    /// What a screen reader finds in it
    #[arg(long, value_name = "WHAT", default_value = "image", help_heading = SVG)]
    a11y: AccessArg,
    /// What comes from one source leads to its address; in SVG, HTML and PDF
    #[arg(long, help_heading = LOOK)]
    links: bool,
    /// Draw the letters of the built-in font, for posters and exact print
    #[arg(long, help_heading = SVG)]
    outline_text: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum GroupArg {
    /// Themes under their broader theme
    Broader,
    /// Stakeholders by kind as well
    Kind,
    /// Stakeholders by coalition as well
    Coalition,
    /// Nothing
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ThroughArg {
    /// Their positions on themes
    Themes,
    /// Their statements on claims
    Claims,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ProfileArg {
    /// Every program: attributes only
    Portable,
    /// Browsers: as narrow as its place, dark for those who want that
    Web,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum AccessArg {
    /// One image, with title and description
    Image,
    /// A document of nodes and edges, each with its name
    Document,
}

/// Words of a value's own, each with the value.
pub(super) fn words<T: Copy + Send + Sync + 'static>(
    all: &[T],
    word: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    let known: Vec<(&'static str, T)> = all.iter().map(|&value| (word(value), value)).collect();
    let names: Vec<&'static str> = known.iter().map(|(name, _)| *name).collect();
    PossibleValuesParser::new(names).try_map(move |given| {
        let found = known.iter().find(|(name, _)| *name == given);
        found.map(|&(_, value)| value).ok_or("is none of these")
    })
}

pub(crate) fn medium() -> impl TypedValueParser<Value = Medium> {
    words(&Medium::ALL, Medium::as_str)
}

pub(crate) fn language() -> impl TypedValueParser<Value = Language> {
    words(&Language::ALL, Language::as_str)
}

pub(crate) fn palette() -> impl TypedValueParser<Value = Palette> {
    words(&Palette::ALL, Palette::as_str)
}

fn ties() -> impl TypedValueParser<Value = Ties> {
    words(&Ties::ALL, Ties::as_str)
}

/// The places in an earlier picture.
fn kept(path: &Path) -> Result<Kept, CliError> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        CliError::new(
            Exit::NotFound,
            format!("cannot read {}: {error}", path.display()),
        )
        .hint("--keep-layout takes an SVG that plenary draw wrote")
    })?;
    Kept::from_svg(&text).map_err(|error| {
        CliError::usage(format!("{}: {error}", path.display()))
            .hint("--keep-layout takes an SVG that plenary draw wrote")
    })
}

fn share(text: &str) -> Result<f64, String> {
    let number = text.parse().ok();
    let within = number.filter(|alpha| *alpha > 0.0 && *alpha < 1.0);
    within.ok_or_else(|| "write a number above 0 and below 1".to_owned())
}

fn windowing(text: &str) -> Result<Windowing, String> {
    Ok(match text {
        "meeting" => Windowing::Meeting,
        "month" => Windowing::Month,
        "quarter" => Windowing::Quarter,
        "year" => Windowing::Year,
        days => Windowing::Days(days.parse().map_err(|_| {
            "write meeting, month, quarter, year, or a whole number of days from 1".to_owned()
        })?),
    })
}

pub(crate) fn weight(text: &str) -> Result<f64, String> {
    let number = text.parse().ok();
    let weight = number.filter(|weight: &f64| weight.is_finite() && *weight >= 0.0);
    weight.ok_or_else(|| "write a number from 0".to_owned())
}

fn scale(text: &str) -> Result<f64, String> {
    let number = text.parse().ok();
    let within = number.filter(|scale| (0.1..=10.0).contains(scale));
    within.ok_or_else(|| "write a number from 0.1 to 10".to_owned())
}

/// What was asked for and changes nothing here.
fn unused(args: &Args, form: plenary::draw::Form, format: PictureFormat) -> Vec<String> {
    use PictureFormat as P;
    use plenary::draw::Form as F;
    let of_form = [
        ("--focus", args.focus.is_some(), &[F::Ego][..]),
        ("--trees", args.trees, &[F::Matrix]),
        ("--window", args.window.is_some(), &[F::Windows]),
        (
            "--threshold",
            args.threshold.is_some(),
            &[F::Network, F::Windows],
        ),
        ("--backbone", args.backbone.is_some(), &[F::Network]),
        (
            "--ties",
            args.ties != Ties::default(),
            &[F::Network, F::Windows],
        ),
        (
            "--keep-layout",
            args.keep_layout.is_some(),
            &[F::Alignment, F::Map, F::Network],
        ),
    ];
    let is_web = matches!(args.profile, ProfileArg::Web);
    let is_document = matches!(args.a11y, AccessArg::Document);
    let of_format = [
        ("--scale", args.scale.is_some(), &[P::Png][..]),
        ("--links", args.links, &[P::Svg, P::Html, P::Pdf]),
        ("--profile", is_web, &[P::Svg]),
        ("--a11y", is_document, &[P::Svg]),
        ("--outline-text", args.outline_text, &[P::Svg]),
    ];
    let forms = of_form
        .iter()
        .filter(|(_, asked, of)| *asked && !of.contains(&form));
    let forms = forms.map(|(option, _, of)| {
        let of: Vec<&str> = of.iter().map(|form| form.as_str()).collect();
        format!(
            "note: {option} changes nothing in the form {}; it is for {}",
            form.as_str(),
            of.join(", ")
        )
    });
    let formats = of_format
        .iter()
        .filter(|(_, asked, of)| *asked && !of.contains(&format));
    let formats = formats.map(|(option, _, of)| {
        let of: Vec<&str> = of.iter().map(|format| format.name()).collect();
        format!(
            "note: {option} changes nothing in {}; it is for {}",
            format.name(),
            of.join(", ")
        )
    });
    forms.chain(formats).collect()
}

pub(crate) fn at_least_one(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) | Err(_) => Err("write a whole number from 1".to_owned()),
        Ok(n) => Ok(n),
    }
}

pub(crate) fn run(console: &Console, args: &Args) -> Result<Exit, CliError> {
    let format = match args.format {
        Some(format) => format,
        None => by_suffix(args)?,
    };
    let to_stdout = args
        .output
        .as_deref()
        .is_none_or(|path| path == Path::new("-"));
    if !format.is_text() && to_stdout && std::io::stdout().is_terminal() {
        let message = "a terminal cannot show this format";
        return Err(CliError::usage(message).hint("name a file with -o"));
    }
    let record = findings::record(console, &args.records)?;
    let roll_up = args.roll_up.into();
    let graph = KnowledgeGraph::new(&record, GraphOptions { roll_up });
    let options = options(args, format, &record)?;
    let (form, why) = form(args, format, &record, &graph);
    let drawn = picture::render(&record, &graph, form, format, &options)?;
    if let Some(why) = why {
        console.line(&why);
    }
    for note in unused(args, form, format) {
        console.line(&note);
    }
    for warning in &drawn.warnings {
        console.line(warning);
    }
    output::put(args.output.as_deref(), &drawn.bytes)?;
    Ok(Exit::Done)
}

/// The form that was asked for, or one and why.
fn form(
    args: &Args,
    format: PictureFormat,
    record: &Record,
    graph: &KnowledgeGraph,
) -> (plenary::draw::Form, Option<String>) {
    use plenary::draw::Form as F;
    let because = |form: F, cause: &str| {
        let why = format!(
            "drawn as {}, {cause}; --form chooses another",
            form.as_str()
        );
        (form, Some(why))
    };
    match args.form {
        Some(form) => (form.into(), None),
        None if args.focus.is_some() => because(F::Ego, "which --focus is for"),
        None if args.window.is_some() => because(F::Windows, "which --window is for"),
        None if args.trees => because(F::Matrix, "which --trees is for"),
        None if format == PictureFormat::Dot => because(F::Alignment, "which has DOT"),
        None => {
            let (form, why) = plenary::draw::choose_in(record, graph, args.lang);
            (form, Some(format!("drawn as {}: {why}", form.as_str())))
        }
    }
}

fn options(args: &Args, format: PictureFormat, record: &Record) -> Result<Options, CliError> {
    let focus = args.focus.as_deref();
    let focus = focus.map(|word| focus::find(record, word)).transpose()?;
    let tone = match (args.dark, args.grey) {
        (true, _) => Tone::Dark,
        (_, true) => Tone::Grey,
        _ => Tone::Light,
    };
    // A page on a screen scrolls, so nothing need be folded.
    let usual = match format {
        PictureFormat::Html => Medium::Web,
        _ => Medium::A4,
    };
    let draw = DrawOptions {
        title: args.title.clone(),
        caption: args.caption.clone(),
        language: args.lang,
        medium: args.medium.unwrap_or(usual),
        look: Look {
            tone,
            palette: args.palette,
        },
        top: args.top,
        group: match args.group {
            GroupArg::Broader => Grouping::Broader,
            GroupArg::Kind => Grouping::Kind,
            GroupArg::Coalition => Grouping::Coalition,
            GroupArg::None => Grouping::None,
        },
        through: match args.through {
            ThroughArg::Themes => Through::Themes,
            ThroughArg::Claims => Through::Claims,
        },
        focus,
        windowing: args.window.unwrap_or_default(),
        with_trees: args.trees,
        network: NetworkLook {
            ties: args.ties,
            threshold: args.threshold,
            backbone_alpha: args.backbone,
            ..NetworkLook::default()
        },
        keep: args.keep_layout.as_deref().map(kept).transpose()?,
    };
    let svg = SvgOptions {
        profile: match args.profile {
            ProfileArg::Portable => Profile::Portable,
            ProfileArg::Web => Profile::Web,
        },
        access: match args.a11y {
            AccessArg::Image => Access::Image,
            AccessArg::Document => Access::Document,
        },
        links: if args.links { Links::Web } else { Links::None },
        letters: letters(args)?,
    };
    Ok(Options {
        engine: args.engine,
        draw,
        svg,
        scale: args.scale,
    })
}

#[cfg(feature = "fonts")]
#[expect(clippy::unnecessary_wraps, reason = "without the feature it fails")]
fn letters(args: &Args) -> Result<Letters, CliError> {
    Ok(if args.outline_text {
        Letters::Outlines
    } else {
        Letters::Text
    })
}

#[cfg(not(feature = "fonts"))]
fn letters(args: &Args) -> Result<Letters, CliError> {
    if args.outline_text {
        let message = "this build is without a font";
        return Err(CliError::new(Exit::Unavailable, message).hint("build with --features fonts"));
    }
    Ok(Letters::Text)
}

fn by_suffix(args: &Args) -> Result<PictureFormat, CliError> {
    let Some(suffix) = output::suffix(args.output.as_deref()) else {
        return Ok(PictureFormat::Svg);
    };
    PictureFormat::of_suffix(&suffix).ok_or_else(|| {
        CliError::usage(format!("no picture format has the suffix '{suffix}'"))
            .hint("end the name with .svg, .html, .png, .pdf or .dot, or give --format")
    })
}
