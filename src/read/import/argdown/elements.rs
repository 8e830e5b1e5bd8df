//! Elements with the same title are one thing.

use std::collections::BTreeMap;

use super::blocks::{Blocks, Element};
use super::inline::{Inline, Kind, inline};

/// All that is said of one statement or argument.
#[derive(Debug)]
pub(super) struct Class {
    pub(super) kind: Kind,
    pub(super) title: Option<String>,
    /// The words of its definition; the title where nothing defines it.
    text: String,
    pub(super) tags: Vec<String>,
    /// Its data as written, without braces.
    pub(super) data: Vec<String>,
    /// Keys and values of its data, one pair for each value.
    pub(super) pairs: Vec<(String, String)>,
    pub(super) section: Option<usize>,
    pub(super) line: usize,
    pub(super) is_stakeholder: bool,
    /// Other words for it, which are not kept.
    pub(super) others: usize,
    pub(super) marks: usize,
    canonical: bool,
}

impl Class {
    pub(super) fn words(&self) -> &str {
        match &self.title {
            Some(title) if self.text.is_empty() => title,
            _ => &self.text,
        }
    }
}

/// The classes of a document, and which class each element is of.
#[derive(Debug)]
pub(super) struct Elements {
    pub(super) classes: Vec<Class>,
    pub(super) of: Vec<usize>,
    /// Sections whose elements are stakeholders.
    people: Vec<bool>,
}

/// Headings and tags that say that an element is a stakeholder.
const PEOPLE: [&str; 10] = [
    "stakeholder",
    "stakeholders",
    "actor",
    "actors",
    "participant",
    "participants",
    "speaker",
    "speakers",
    "party",
    "parties",
];

impl Elements {
    pub(super) fn of(blocks: &Blocks, tags: &[String]) -> Self {
        let mut people: Vec<bool> = Vec::new();
        for section in &blocks.sections {
            let words = inline(&section.raw).words.to_lowercase();
            let inherited = section.above.is_some_and(|above| people[above]);
            people.push(inherited || PEOPLE.contains(&words.as_str()));
        }
        let mut found = Self {
            classes: Vec::new(),
            of: Vec::new(),
            people,
        };
        let mut known: BTreeMap<(Kind, String), usize> = BTreeMap::new();
        for element in &blocks.elements {
            let read = inline(&element.raw);
            let key = read.title.clone().map(|title| (read.kind, title));
            let at = match key.as_ref().and_then(|key| known.get(key)) {
                Some(&at) => at,
                None => {
                    found.classes.push(Class {
                        kind: read.kind,
                        title: read.title.clone(),
                        text: String::new(),
                        tags: Vec::new(),
                        data: Vec::new(),
                        pairs: Vec::new(),
                        section: None,
                        line: element.line,
                        is_stakeholder: false,
                        others: 0,
                        marks: 0,
                        canonical: false,
                    });
                    found.classes.len() - 1
                }
            };
            if let Some(key) = key {
                known.insert(key, at);
            }
            found.of.push(at);
            found.add(at, element, read, tags);
        }
        found
    }

    /// Whether a section's elements are stakeholders.
    pub(super) fn of_stakeholders(&self, section: usize) -> bool {
        self.people[section]
    }

    fn add(&mut self, at: usize, element: &Element, read: Inline, tags: &[String]) {
        let defines = !read.words.is_empty();
        let in_people = element.section.is_some_and(|section| self.people[section]);
        let class = &mut self.classes[at];
        class.marks += read.marks;
        if defines {
            let canonical = read.data.is_true("isCanonical");
            if !class.text.is_empty() && class.text != read.words {
                class.others += 1;
            }
            if canonical || !class.canonical {
                class.text = read.words;
                class.canonical |= canonical;
            }
        }
        // Where it is defined is where it belongs; else where it is named first.
        let first = class.section.is_none() || defines;
        if first && element.section.is_some() {
            class.section = element.section;
        }
        // References below another's claim do not make a claim a stakeholder.
        let top = element.place == super::Place::Top;
        let asked = |tag: &String| {
            tags.iter()
                .any(|one| one.trim_start_matches('#').eq_ignore_ascii_case(tag))
        };
        let usual = |tag: &String| PEOPLE.contains(&tag.to_lowercase().as_str());
        class.is_stakeholder |= (in_people && top)
            || read.tags.iter().any(|tag| asked(tag) || usual(tag))
            || read.data.is_true("stakeholder");
        for tag in read.tags {
            if !class.tags.contains(&tag) {
                class.tags.push(tag);
            }
        }
        for (key, values) in read.data.pairs {
            class
                .pairs
                .extend(values.into_iter().map(|value| (key.clone(), value)));
        }
        class.data.extend(
            read.raw_data
                .map(|raw| raw.split_whitespace().collect::<Vec<_>>().join(" ")),
        );
    }
}
