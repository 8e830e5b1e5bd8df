//! A page that shows pictures beside each other and leads to their files.

use std::fmt::Write as _;

use super::html_text::escape;
use crate::draw::Form;

const PAGE: &str = include_str!("gallery.html");

/// The files that were made of one record.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GallerySet {
    /// The folder that they are in, as seen from the gallery.
    pub folder: String,
    /// Its pictures, in any order.
    pub pictures: Vec<GalleryPicture>,
    /// Everything else that is in the folder: tables, analyses.
    pub tables: Vec<GalleryFile>,
}

/// A picture with what its SVG says of itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GalleryPicture {
    /// The file's name without its suffix: `alignment`.
    pub name: String,
    /// The picture's title.
    pub title: String,
    /// What it shows, in sentences.
    pub description: String,
    /// Width, px.
    pub width_px: f64,
    /// Height, px.
    pub height_px: f64,
    /// Its files in every format, the SVG among them.
    pub files: Vec<GalleryFile>,
}

/// A file to link.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct GalleryFile {
    /// Its name within the folder.
    pub name: String,
    /// Its size in bytes.
    pub bytes: usize,
}

impl GalleryPicture {
    /// Reads title, description and size off an SVG that [`svg`](super::svg) wrote; `None`
    /// where one of them is missing. The files are left to the caller. O(length).
    pub fn of_svg(name: &str, svg: &str) -> Option<Self> {
        let content = |open: &str, close: &str| {
            let (_, rest) = svg.split_once(open)?;
            let (_, rest) = rest.split_once('>')?;
            Some(unescape(rest.split_once(close)?.0))
        };
        let (root, _) = svg.split_once('>')?;
        let number = |attribute: &str| {
            let (_, rest) = root.split_once(&format!(" {attribute}=\""))?;
            rest.split_once('"')?.0.parse().ok()
        };
        Some(Self {
            name: name.to_owned(),
            title: content("<title", "</title>")?,
            description: content("<desc", "</desc>")?,
            width_px: number("width")?,
            height_px: number("height")?,
            files: Vec::new(),
        })
    }
}

fn unescape(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    text.replace("&quot;", "\"").replace("&amp;", "&")
}

/// Writes the gallery: for each set every picture as a thumbnail with its description as the
/// alternative text, its size and links to its files.
///
/// The page has no script, and its thumbnails are the SVG files themselves. Sets are sorted by
/// folder, pictures in the order of the forms, other names after them. O(n log n).
pub fn gallery(sets: &[GallerySet]) -> String {
    let mut sets: Vec<&GallerySet> = sets.iter().collect();
    sets.sort_by(|a, b| a.folder.cmp(&b.folder));
    let (mut contents, mut sections) = (String::new(), String::new());
    for (id, set) in sets.iter().enumerate() {
        let title = escape(set.pictures.first().map_or(&set.folder, |it| &it.title));
        // Writing to a `String` cannot fail.
        let _ = writeln!(contents, "<li><a href=\"#set-{id}\">{title}</a></li>");
        section(&mut sections, id, &title, set);
    }
    if sets.is_empty() {
        sections.push_str("<p>There are no pictures here yet.</p>\n");
    }
    // The style stands in the template; its hash is that of what is between the tags.
    let style = PAGE
        .split_once("<style>")
        .and_then(|(_, rest)| rest.split_once("</style>"));
    PAGE.replacen(
        "sha256-STYLE",
        &super::html_text::sha256(style.map_or("", |(it, _)| it)),
        1,
    )
    .replacen("{{contents}}", &contents, 1)
    .replacen("{{sections}}", &sections, 1)
}

fn section(out: &mut String, id: usize, title: &str, set: &GallerySet) {
    let mut pictures: Vec<&GalleryPicture> = set.pictures.iter().collect();
    let place = |name: &str| Form::ALL.iter().position(|form| form.as_str() == name);
    pictures.sort_by_key(|it| (place(&it.name).unwrap_or(Form::ALL.len()), it.name.as_str()));
    let _ = writeln!(
        out,
        "<section aria-labelledby=\"set-{id}\">\n<h2 id=\"set-{id}\">{title}</h2>\n<ul class=\"grid\">"
    );
    for it in pictures {
        picture(out, set, it);
    }
    out.push_str("</ul>\n");
    if !set.tables.is_empty() {
        let mut tables: Vec<&GalleryFile> = set.tables.iter().collect();
        tables.sort();
        let _ = writeln!(
            out,
            "<p class=\"tables\">Tables and analyses: {}</p>",
            links(set, &tables, |file| file.name.clone())
        );
    }
    out.push_str("</section>\n");
}

fn picture(out: &mut String, set: &GallerySet, it: &GalleryPicture) {
    let mut files: Vec<&GalleryFile> = it.files.iter().collect();
    files.sort_by_key(|file| (rank(&file.name), &file.name));
    let first = files.first().map_or("", |file| file.name.as_str());
    let svg = address(&set.folder, &format!("{}.svg", it.name));
    let suffix = |file: &GalleryFile| {
        let suffix = file
            .name
            .strip_prefix(it.name.as_str())
            .unwrap_or(&file.name);
        suffix.trim_start_matches(['.', '-']).to_uppercase()
    };
    let _ = writeln!(
        out,
        "<li class=\"card\">\n\
         <img src=\"{svg}\" alt=\"{}\" width=\"{}\" height=\"{}\" loading=\"lazy\">\n\
         <div class=\"words\">\n<h3><a class=\"whole\" href=\"{}\">{}</a></h3>\n<p>{}</p>\n\
         <p class=\"files\">{}</p>\n<p class=\"size\">{} × {} px</p>\n</div>\n</li>",
        escape(&it.description),
        it.width_px,
        it.height_px,
        address(&set.folder, first),
        escape(&it.name),
        about(&it.name),
        links(set, &files, suffix),
        it.width_px,
        it.height_px,
    );
}

/// What one opens first stands first.
fn rank(name: &str) -> usize {
    let suffixes = [".html", ".svg", ".pdf", ".png", ".dot"];
    let place = suffixes.iter().position(|suffix| name.ends_with(suffix));
    place.unwrap_or(suffixes.len())
}

fn links(
    set: &GallerySet,
    files: &[&GalleryFile],
    words: impl Fn(&GalleryFile) -> String,
) -> String {
    let link = |file: &&GalleryFile| {
        format!(
            "<a href=\"{}\">{}</a> <span class=\"bytes\">{}</span>",
            address(&set.folder, &file.name),
            escape(&words(file)),
            size(file.bytes)
        )
    };
    let links: Vec<String> = files.iter().map(link).collect();
    links.join(" ")
}

pub(super) fn size(bytes: usize) -> String {
    match bytes {
        0..1000 => format!("{bytes} B"),
        1000..1_000_000 => format!("{} kB", (bytes + 500) / 1000),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

/// A relative address: every byte that could mean something else is written as `%20`.
pub(super) fn address(folder: &str, name: &str) -> String {
    let mut out = String::new();
    for part in [folder, "/", name] {
        for byte in part.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                    out.push(char::from(byte));
                }
                byte => {
                    let _ = write!(out, "%{byte:02X}");
                }
            }
        }
    }
    // A first part with a colon would be a scheme; it is written as %3A already.
    out
}

/// When to use a form.
pub(super) fn about(name: &str) -> &'static str {
    let form = Form::ALL.into_iter().find(|form| form.as_str() == name);
    match form {
        Some(Form::Alignment) => "Who stands where on which theme, as bands.",
        Some(Form::Map) => "From stakeholders by way of their claims to themes.",
        Some(Form::Network) => "Who stands with or against whom.",
        Some(Form::Arguments) => "Which claims support or challenge which.",
        Some(Form::Matrix) => "Who stands where, as a table; for many.",
        Some(Form::Bars) => "Support and concern for each theme.",
        Some(Form::Overlap) => "Which sets of stakeholders share what.",
        Some(Form::Timeline) => "Who said what when.",
        Some(Form::Windows) => "Who stood with or against whom, meeting by meeting.",
        Some(Form::Tree) => "Who is near whom, as a tree.",
        Some(Form::Ego) => "One of them, and everything around it.",
        None if name.starts_with("briefing-") => "In the briefing.",
        None => "",
    }
}
