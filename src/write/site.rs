//! The first page of a folder of exports: for each record its briefing, pictures and tables.

use std::fmt::Write as _;

use super::gallery::{GalleryFile, GalleryPicture, GallerySet, about, address, size};
use super::html_text::{escape, sha256};
use crate::draw::Form;

const PAGE: &str = include_str!("site.html");

/// What a file of `build` is, by its name.
const KNOWN: [(&str, &str); 5] = [
    ("analysis.json", "every analysis, for programs"),
    ("analysis.md", "every analysis, to read"),
    ("positions.csv", "who stands where, for spreadsheets"),
    ("positions.json", "who stands where, for programs"),
    ("positions.md", "who stands where, to read"),
];

/// Formats of a briefing in the order in which they are offered, with what they are for.
const BRIEFINGS: [(&str, &str); 4] = [
    ("html", "Web page"),
    ("pdf", "PDF"),
    ("docx", "Word"),
    ("md", "Markdown"),
];

/// Writes the first page: a section for each set with its briefing, its first picture as a
/// thumbnail, a table of its pictures in every format, and a list of its tables.
///
/// The page has no script and refers to nothing but files of the sets and `gallery.html` beside
/// it. Sets are sorted by folder, pictures in the order of the forms. O(n log n).
pub fn site(sets: &[GallerySet]) -> String {
    let mut sets: Vec<&GallerySet> = sets.iter().collect();
    sets.sort_by(|a, b| a.folder.cmp(&b.folder));
    let (mut contents, mut sections) = (String::new(), String::new());
    for (id, set) in sets.iter().enumerate() {
        let pictures = pictures(set);
        let title = escape(pictures.first().map_or(&set.folder, |it| &it.title));
        // Writing to a `String` cannot fail.
        let _ = writeln!(contents, "<li><a href=\"#set-{id}\">{title}</a></li>");
        let _ = writeln!(
            sections,
            "<section aria-labelledby=\"set-{id}\">\n<h2 id=\"set-{id}\">{title}</h2>"
        );
        if let Some(first) = pictures.first() {
            thumbnail(&mut sections, set, first);
        }
        briefings(&mut sections, set);
        table(&mut sections, set, &pictures);
        files(&mut sections, set, &pictures);
        sections.push_str("</section>\n");
    }
    if sets.is_empty() {
        sections.push_str("<p>There is nothing here yet.</p>\n");
    }
    // The style stands in the template; its hash is that of what is between the tags.
    let style = PAGE
        .split_once("<style>")
        .and_then(|(_, rest)| rest.split_once("</style>"));
    PAGE.replacen("sha256-STYLE", &sha256(style.map_or("", |(it, _)| it)), 1)
        .replacen("{{contents}}", &contents, 1)
        .replacen("{{sections}}", &sections, 1)
}

/// The pictures that are forms, in their order.
fn pictures(set: &GallerySet) -> Vec<&GalleryPicture> {
    let of_form = |form: Form| set.pictures.iter().find(move |it| it.name == form.as_str());
    Form::ALL.into_iter().filter_map(of_form).collect()
}

/// Every file of a set, sorted.
fn all(set: &GallerySet) -> Vec<&GalleryFile> {
    let of_pictures = set.pictures.iter().flat_map(|it| &it.files);
    let mut files: Vec<&GalleryFile> = of_pictures.chain(&set.tables).collect();
    files.sort();
    files
}

fn thumbnail(out: &mut String, set: &GallerySet, it: &GalleryPicture) {
    let _ = writeln!(
        out,
        "<p class=\"first\"><img src=\"{}\" alt=\"{}\" width=\"{}\" height=\"{}\" loading=\"lazy\"></p>",
        address(&set.folder, &format!("{}.svg", it.name)),
        escape(&it.description),
        it.width_px,
        it.height_px
    );
}

fn link(set: &GallerySet, file: &GalleryFile, words: &str) -> String {
    format!(
        "<a href=\"{}\">{}</a> <span class=\"bytes\">{}</span>",
        address(&set.folder, &file.name),
        escape(words),
        size(file.bytes)
    )
}

fn briefings(out: &mut String, set: &GallerySet) {
    let files = all(set);
    let found: Vec<String> = BRIEFINGS
        .into_iter()
        .filter_map(|(suffix, words)| {
            let name = format!("briefing.{suffix}");
            let file = files.iter().find(|file| file.name == name)?;
            Some(format!("<li>{}</li>\n", link(set, file, words)))
        })
        .collect();
    if !found.is_empty() {
        let _ = writeln!(
            out,
            "<h3>Briefing</h3>\n<ul class=\"files\">\n{}</ul>",
            found.concat()
        );
    }
}

/// One row a picture: what it is for, and its files.
fn table(out: &mut String, set: &GallerySet, pictures: &[&GalleryPicture]) {
    if pictures.is_empty() {
        return;
    }
    out.push_str(
        "<h3>Pictures</h3>\n<table>\n<thead><tr><th scope=\"col\">Picture</th>\
         <th scope=\"col\">What it shows</th><th scope=\"col\">Files</th></tr></thead>\n<tbody>\n",
    );
    for it in pictures {
        let mut files: Vec<&GalleryFile> = it.files.iter().collect();
        let page = |file: &GalleryFile| file.name.ends_with(".html");
        files.sort_by_key(|file| (!page(file), &file.name));
        let links: Vec<String> = files
            .into_iter()
            .map(|file| {
                let words = match file.name.rsplit_once('.') {
                    _ if page(file) => "with search and evidence".to_owned(),
                    Some((_, suffix)) => suffix.to_uppercase(),
                    None => file.name.clone(),
                };
                link(set, file, &words)
            })
            .collect();
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>",
            escape(&it.name),
            about(&it.name),
            links.join(" ")
        );
    }
    out.push_str("</tbody>\n</table>\n");
}

/// Everything else: tables, analyses, the pictures of a briefing.
fn files(out: &mut String, set: &GallerySet, pictures: &[&GalleryPicture]) {
    let shown = |file: &GalleryFile| {
        let briefing = BRIEFINGS
            .iter()
            .any(|(suffix, _)| file.name == format!("briefing.{suffix}"));
        briefing || pictures.iter().any(|it| it.files.contains(file))
    };
    let rest: Vec<&GalleryFile> = all(set).into_iter().filter(|file| !shown(file)).collect();
    if rest.is_empty() {
        return;
    }
    out.push_str("<h3>Tables and other files</h3>\n<ul>\n");
    for file in rest {
        let known = KNOWN.iter().find(|(name, _)| *name == file.name);
        let what = known.map_or_else(String::new, |(_, what)| format!(": {what}"));
        let _ = writeln!(out, "<li>{}{what}</li>", link(set, file, &file.name));
    }
    out.push_str("</ul>\n");
}
