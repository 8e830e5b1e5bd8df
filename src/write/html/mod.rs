//! One HTML file that needs nothing else: the picture, its evidence and its facts, for reading
//! off line in a browser, by pointer or by keyboard.

mod evidence;
mod facts;
pub(super) mod night;
mod words;

use serde::Serialize;

use super::html_text::{escape, json, sha256};
use super::svg::{Access, SvgOptions, svg};
use crate::draw::{Language, Scene};

pub use evidence::{Evidence, evidence};

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// How a page is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HtmlOptions {
    /// Whether sources that have an address are linked. Default: no.
    pub links: bool,
}

/// What the script is handed.
#[derive(Serialize)]
struct Data<'a> {
    words: words::Words,
    links: bool,
    #[serde(flatten)]
    evidence: &'a Evidence,
}

/// Writes a picture as one self-contained page: figure, search, filters, evidence, tables.
///
/// The page asks for nothing from the network and says so in its content security policy, which
/// names its one script and its one style by their SHA-256. What people wrote is in the page as
/// escaped text, or as JSON that only ever becomes text. Without scripts, figure and tables are
/// there all the same. Where the reader's system is dark, so is a picture in a light look. The same scene and evidence give the same bytes. O(size of both).
pub fn html(scene: &Scene, evidence: &Evidence, options: &HtmlOptions) -> String {
    let language = scene.language;
    let figure = svg(
        scene,
        &SvgOptions {
            access: Access::Document,
            ..SvgOptions::default()
        },
    );
    let style = format!("{STYLE}{}", night::rules(scene));
    let data = json(&Data {
        words: words::words(language),
        links: options.links,
        evidence,
    });
    let mut tables = String::new();
    let own = evidence.table(language);
    for (id, it) in scene.facts.iter().chain(std::iter::once(&own)).enumerate() {
        if !it.rows.is_empty() {
            tables.push_str(&facts::table(id, it, language));
        }
    }
    let values = [
        ("lang", language.as_str().to_owned()),
        ("policy", policy(&style)),
        ("title", escape(&scene.title)),
        ("description", escape(&scene.description)),
        ("style", style),
        ("themes", themes(evidence, language)),
        ("figure", figure.trim_end().to_owned()),
        ("tables", tables),
        ("data", data),
        ("script", SCRIPT.to_owned()),
    ];
    words::fill(PAGE, &values, language)
}

/// The content security policy: nothing but this script and this style.
fn policy(style: &str) -> String {
    format!(
        "default-src 'none'; script-src '{}'; style-src '{}'; base-uri 'none'; \
         form-action 'none'",
        sha256(SCRIPT),
        sha256(style)
    )
}

/// The entries of the theme filter: broad themes, each with those that are part of it.
fn themes(evidence: &Evidence, language: Language) -> String {
    let all = &evidence.themes;
    let option =
        |at: usize, words: &str| format!("<option value=\"{at}\">{}</option>\n", escape(words));
    let mut out = String::new();
    for (top, it) in all.iter().enumerate().filter(|(at, it)| it.top == *at) {
        let parts: Vec<usize> = (0..all.len())
            .filter(|&at| all[at].top == top && at != top)
            .collect();
        if parts.is_empty() {
            out.push_str(&option(top, &it.name));
            continue;
        }
        out.push_str(&format!("<optgroup label=\"{}\">\n", escape(&it.name)));
        out.push_str(&option(
            top,
            &language.fill("All: {theme}", &[("theme", &it.name)]),
        ));
        for at in parts {
            out.push_str(&option(at, &all[at].name));
        }
        out.push_str("</optgroup>\n");
    }
    out
}
