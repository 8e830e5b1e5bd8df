//! Codebooks of qualitative analysis programs: REFI-QDA `.qdc`, a tree of codes.

use std::collections::BTreeSet;

use super::{Codebook, CodebookReading, failed, finish};
use crate::model::{Theme, ThemeId, propose_id};
use crate::read::Input;
use crate::read::codes::Code;

/// Codes inside codes deeper than this are no codebook.
const DEPTH: usize = 64;

/// Every code becomes a theme, its parent the broader theme, its description the definition.
/// The ids are made of the names; a repeated name gets a number.
pub(super) fn read(input: &Input) -> CodebookReading {
    let text = String::from_utf8_lossy(&input.bytes);
    let document = match roxmltree::Document::parse(text.trim_start_matches('\u{FEFF}')) {
        Ok(document) => document,
        Err(error) => {
            let message = format!("{} is no QDA codebook: {error}", input.name);
            return failed(
                input,
                Code::BadTable,
                message,
                "export the codebook again as .qdc",
            );
        }
    };
    let mut book = Codebook::default();
    let mut taken = BTreeSet::new();
    let mut open: Vec<(roxmltree::Node<'_, '_>, Option<ThemeId>, usize)> = document
        .descendants()
        .filter(|node| is(*node, "Codes"))
        .flat_map(|node| node.children())
        .map(|node| (node, None, 0))
        .collect();
    open.reverse();
    while let Some((node, broader, depth)) = open.pop() {
        if !is(node, "Code") || depth > DEPTH {
            continue;
        }
        let name = node.attribute("name").unwrap_or_default().trim();
        let base = propose_id(name).unwrap_or_else(|| "code".to_owned());
        let id = (1..)
            .map(|n| {
                if n == 1 {
                    base.clone()
                } else {
                    format!("{base}-{n}")
                }
            })
            .find(|id| taken.insert(id.clone()))
            .and_then(|id| ThemeId::new(&id).ok());
        let description = node
            .children()
            .find(|child| is(*child, "Description"))
            .and_then(|child| child.text())
            .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|text| !text.is_empty());
        if let Some(id) = id.clone().filter(|_| !name.is_empty()) {
            book.themes.push(Theme {
                id,
                name: name.to_owned(),
                definition: description,
                broader: broader.clone(),
                keywords: Vec::new(),
                comment: None,
            });
        }
        let inside: Vec<_> = node.children().collect();
        let parent = if name.is_empty() { broader } else { id };
        open.extend((inside.into_iter().rev()).map(|child| (child, parent.clone(), depth + 1)));
    }
    finish(input, book)
}

/// The name in whichever version's namespace.
fn is(node: roxmltree::Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}
