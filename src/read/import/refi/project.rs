//! A project: its codes, and what else there is.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::{Local as _, guid, missing, name_of, themes};
use crate::model::{ClaimId, StakeholderId, Stance, ThemeId};
use crate::read::import::Import;
use crate::read::import::draft::Draft;
use crate::read::import::xml::{child, children, parse};
use crate::read::table_words::yes_or_no;

/// Words that stand for a stance as the name of a code.
fn stance_of(name: &str) -> Option<Stance> {
    let word = name.trim();
    if !word.chars().all(char::is_alphabetic) || word.len() < 3 {
        return None;
    }
    yes_or_no(word).map(|yes| {
        if yes {
            Stance::Support
        } else {
            Stance::Concern
        }
    })
}

/// A project in the reading.
pub(super) struct Reader {
    pub(super) draft: Draft,
    pub(super) themes: BTreeMap<String, ThemeId>,
    pub(super) stances: BTreeMap<String, Stance>,
    /// Codes that are claims themselves.
    pub(super) stated: BTreeMap<String, ClaimId>,
    pub(super) users: BTreeMap<String, String>,
    /// Who has a passage or a source.
    pub(super) speakers: BTreeMap<String, Vec<StakeholderId>>,
    pub(super) claims: BTreeMap<ThemeId, ClaimId>,
    pub(super) texts: BTreeMap<String, String>,
}

pub(super) fn project(text: &str, texts: BTreeMap<String, String>, mut draft: Draft) -> Import {
    if !draft.problems.is_empty() {
        return draft.finish();
    }
    let Some(document) = parse(text, draft.files.len().saturating_sub(1), &mut draft) else {
        return draft.finish();
    };
    let root = document.root_element();
    if !root.has_tag_name_local("Project") {
        draft.problems.push(missing("Project"));
        return draft.finish();
    }
    let name = name_of(root);
    draft.parts.title = Some(name).filter(|name| !name.is_empty());
    let mut reader = Reader {
        draft,
        themes: BTreeMap::new(),
        stances: BTreeMap::new(),
        stated: BTreeMap::new(),
        users: BTreeMap::new(),
        speakers: BTreeMap::new(),
        claims: BTreeMap::new(),
        texts,
    };
    if let Some(book) = child(root, "CodeBook") {
        let mut stances = BTreeMap::new();
        let mut stated = Vec::new();
        let mut of_stance = |code: Node<'_, '_>| {
            let group = |node: Node<'_, '_>, names: &[&str]| {
                let name = name_of(node);
                node.attribute("isCodable") == Some("false") && names.contains(&name.as_str())
            };
            if group(code, &["Themes", "Claims"]) {
                return true;
            }
            if code.parent().is_some_and(|above| group(above, &["Claims"])) {
                stated.push((guid(code, "guid"), name_of(code)));
                return true;
            }
            if let Some(stance) = stance_of(&name_of(code)) {
                stances.insert(guid(code, "guid"), stance);
                return true;
            }
            // A folder of nothing but stances.
            let mut below = children(code, "Code").peekable();
            below.peek().is_some() && below.all(|code| stance_of(&name_of(code)).is_some())
        };
        reader.themes = themes(&mut reader.draft, book, &mut of_stance);
        reader.stances = stances;
        for (guid, name) in stated {
            let id = reader.draft.claim(None, &name);
            reader.stated.insert(guid, id);
        }
    }
    for user in root
        .descendants()
        .filter(|node| node.has_tag_name_local("User"))
    {
        reader.users.insert(guid(user, "guid"), name_of(user));
    }
    reader.cases(root);
    reader.sources(root);
    reader.links(root);
    for (tag, things, why) in [
        ("Set", "sets", "a record has no sets"),
        ("Graph", "graphs", "pictures are drawn anew"),
        (
            "Note",
            "notes",
            "a record has remarks on its own things only",
        ),
    ] {
        for node in root
            .descendants()
            .filter(|node| node.has_tag_name_local(tag))
        {
            reader.draft.tally.skipped(things, why, name_of(node));
        }
    }
    reader.draft.finish()
}

impl Reader {
    /// Links between codes of claims are relations.
    fn links(&mut self, root: Node<'_, '_>) {
        for link in root
            .descendants()
            .filter(|node| node.has_tag_name_local("Link"))
        {
            let end = |key: &str| self.stated.get(&guid(link, key)).cloned();
            let stance = match name_of(link).as_str() {
                "challenges" | "attacks" => Some(Stance::Concern),
                name if name == Stance::Support.relation_verb() => Some(Stance::Support),
                name => stance_of(name),
            };
            match (end("originGUID"), end("targetGUID"), stance) {
                (Some(from), Some(to), Some(stance)) => {
                    self.draft
                        .relation("links", (&from, &to), stance, None, None);
                    if let Some(last) = self.draft.parts.relations.last_mut() {
                        // A link says nothing of what it rests on.
                        last.basis = None;
                    }
                }
                _ => {
                    let why = "it does not tie two claims with a stance";
                    self.draft.tally.skipped("links", why, name_of(link));
                }
            }
        }
    }
}
