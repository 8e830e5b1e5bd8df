//! What a DOCX refers to: bookmarks by name, addresses and files by number.

use std::collections::BTreeMap;

use crate::write::document::AnchorId;

/// Word takes no longer name.
const LONGEST: usize = 40;

/// Bookmarks, each with a name that Word takes.
#[derive(Debug, Default)]
pub(super) struct Bookmarks {
    names: BTreeMap<AnchorId, String>,
    taken: BTreeMap<String, usize>,
    placed: usize,
}

impl Bookmarks {
    /// The name of a bookmark: letters, digits and `_`, at most 40; a number tells apart those
    /// that would be the same.
    pub(super) fn name(&mut self, anchor: &AnchorId) -> String {
        if let Some(name) = self.names.get(anchor) {
            return name.clone();
        }
        let mut name = anchor.as_str().replace('-', "_");
        name.truncate(LONGEST - 6);
        let count = self.taken.entry(name.clone()).or_default();
        *count += 1;
        let name = if *count > 1 {
            format!("{name}__{count}")
        } else {
            name
        };
        self.names.insert(anchor.clone(), name.clone());
        name
    }

    /// The number of the next bookmark that is placed.
    pub(super) fn place(&mut self) -> String {
        self.placed += 1;
        self.placed.to_string()
    }
}

/// What a relationship leads to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    /// A picture of the package, as `media/NAME`.
    Picture(String),
    /// An address of the web.
    Web(String),
}

/// Relationships of the main part; each target once.
#[derive(Debug, Default)]
pub(super) struct Relations {
    targets: Vec<Target>,
    numbers: BTreeMap<Target, usize>,
}

impl Relations {
    /// The id of a target.
    pub(super) fn id(&mut self, target: Target) -> String {
        let next = self.targets.len() + 1;
        let number = *self.numbers.entry(target.clone()).or_insert(next);
        if number == next {
            self.targets.push(target);
        }
        id_of(number)
    }

    /// Ids and targets in order.
    pub(super) fn all(&self) -> impl Iterator<Item = (String, &Target)> {
        (1..).map(id_of).zip(&self.targets)
    }
}

/// Apart from the ids of parts that every document has.
fn id_of(number: usize) -> String {
    format!("link{number}")
}
