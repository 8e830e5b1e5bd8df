//! REFI-QDA: codebooks (`.qdc`) and projects (`.qdpx`, a ZIP archive with `project.qde`).

mod cases;
mod passages;
mod project;

use std::collections::BTreeMap;

use roxmltree::Node;

use self::project::project;
use super::Import;
use super::draft::Draft;
use super::text::{more_text, one_line, text};
use super::unzip::unzip;
use super::xml::{child, children, parse, words};
use crate::model::ThemeId;
use crate::read::Input;
use crate::read::codes::Code;
use crate::read::problem::{Problem, TextFile};

/// Reads a codebook: every code is a theme, part of the code that it stands in, with its
/// description as definition. Colours and sets have no place.
pub fn qdc(input: Input) -> Import {
    let (text, mut draft) = text(input);
    if !draft.problems.is_empty() {
        return draft.finish();
    }
    let Some(document) = parse(&text, 0, &mut draft) else {
        return draft.finish();
    };
    let root = document.root_element();
    let book = root
        .descendants()
        .find(|node| node.tag_name().name() == "CodeBook");
    match book {
        Some(book) => {
            themes(&mut draft, book, &mut |_| false);
            let sets = book
                .descendants()
                .filter(|node| node.has_tag_name_local("Set"))
                .count();
            draft
                .tally
                .lost_n("sets", "a record has no sets of themes", sets, "");
        }
        None => draft.problems.push(missing("CodeBook")),
    }
    draft.finish()
}

/// Names without regard to namespaces, which differ between versions of the standard.
trait Local {
    fn has_tag_name_local(&self, name: &str) -> bool;
}

impl Local for Node<'_, '_> {
    fn has_tag_name_local(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}

fn missing(name: &str) -> Problem {
    let message = format!("the file has no <{name}>, which REFI-QDA demands");
    Problem::new(Code::BadExchange, message).help("export it again as REFI-QDA codebook or project")
}

fn guid(node: Node<'_, '_>, name: &str) -> String {
    node.attribute(name)
        .unwrap_or_default()
        .trim()
        .to_lowercase()
}

fn name_of(node: Node<'_, '_>) -> String {
    one_line(node.attribute("name").unwrap_or_default())
}

/// The themes of a codebook by their GUIDs, but for codes that are something else.
fn themes(
    draft: &mut Draft,
    book: Node<'_, '_>,
    other: &mut dyn FnMut(Node<'_, '_>) -> bool,
) -> BTreeMap<String, ThemeId> {
    draft.tally.expect("codes", Some("themes"));
    let mut of: BTreeMap<String, ThemeId> = BTreeMap::new();
    let mut by_node: BTreeMap<u32, ThemeId> = BTreeMap::new();
    for code in book
        .descendants()
        .filter(|node| node.has_tag_name_local("Code"))
    {
        let name = name_of(code);
        if other(code) {
            draft.tally.kept("codes of stance, of claims and of groups");
            continue;
        }
        let broader = code
            .parent()
            .and_then(|above| by_node.get(&above.id().get()).cloned());
        let id = draft.theme(&name, broader);
        draft.tally.kept("codes");
        if let Some(theme) = draft.parts.themes.last_mut() {
            theme.definition = child(code, "Description")
                .map(words)
                .filter(|text| !text.is_empty());
        }
        if code.attribute("color").is_some() {
            draft
                .tally
                .lost("colours of codes", "themes have none", name.clone());
        }
        if code.attribute("isCodable") == Some("false") {
            draft.tally.lost(
                "codes that may not be used",
                "every theme may be used",
                name.clone(),
            );
        }
        let notes = children(code, "NoteRef").count();
        draft.tally.lost_n(
            "notes on codes",
            "a theme has a definition only",
            notes,
            name,
        );
        let guid = guid(code, "guid");
        if !guid.is_empty() {
            of.insert(guid, id.clone());
        }
        by_node.insert(code.id().get(), id);
    }
    of
}

/// Reads a project: codes are themes, cases stakeholders, sources sources, and each coding a
/// statement of the case that its passage (or source) belongs to.
///
/// What is coded becomes a claim of the code's name that speaks for the theme; the passage is
/// the statement's quote, its place the span. A code named support, concern, pro, con and the
/// like on the same passage gives the stance; without one it is support. Where no case has a
/// passage, its source stands for who speaks. Values of variables are attributes of cases.
/// Links, sets, graphs, notes and places in pictures and recordings are not kept.
pub fn qdpx(input: Input) -> Import {
    let archive = input.bytes.starts_with(b"PK");
    let name = input.name.clone();
    if !archive {
        let (text, draft) = text(input);
        return project(&text, BTreeMap::new(), draft);
    }
    let mut draft = Draft::default();
    let wanted = |name: &str| {
        let name = name.to_lowercase();
        name.ends_with(".qde") || name.ends_with(".txt")
    };
    let entries = match unzip(&input.bytes, wanted) {
        Ok(entries) => entries,
        Err(problem) => {
            draft.files.push(TextFile {
                name,
                ..TextFile::default()
            });
            draft.problems.push(*problem);
            return draft.finish();
        }
    };
    let mut project_text = None;
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for (entry, bytes) in entries {
        if entry.to_lowercase().ends_with(".qde") && project_text.is_none() {
            let input = Input {
                name: format!("{name}/{entry}"),
                bytes,
            };
            project_text = Some(more_text(input, &mut draft));
            continue;
        }
        // A text in another encoding only costs its quotes.
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                texts.insert(super::table::base(&entry), text.to_owned());
            }
            Err(_) => draft
                .tally
                .lost("texts of sources", "it is not UTF-8", entry),
        }
    }
    match project_text {
        Some(text) => project(&text, texts, draft),
        None => {
            draft.files.push(TextFile {
                name,
                ..TextFile::default()
            });
            let message = "the archive has no project.qde, which every REFI-QDA project has";
            draft.problems.push(
                Problem::new(Code::BadExchange, message)
                    .help("export it again as REFI-QDA project"),
            );
            draft.finish()
        }
    }
}
