//! JSON with the place of everything, so that messages can point.
//!
//! `serde_json` does the parsing: a raw value is a slice of the text, so where it points tells
//! where it stands. Each level is scanned once more than the one above it, which for the five
//! levels of a record is cheap.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// Deeper than any record.
const MAX_DEPTH: usize = 16;

/// A JSON value as bytes of its text.
#[derive(Debug, Clone)]
pub(crate) struct Tree {
    start: u32,
    end: u32,
    pub(crate) kind: Kind,
}

#[derive(Debug, Clone)]
pub(crate) enum Kind {
    Null,
    Bool,
    Number,
    String,
    Array(Vec<Tree>),
    Object(Vec<Member>),
}

#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub(crate) key: Box<str>,
    key_start: u32,
    key_end: u32,
    pub(crate) value: Tree,
}

impl Member {
    pub(crate) fn key_span(&self) -> Range<usize> {
        self.key_start as usize..self.key_end as usize
    }
}

/// Why a text is no tree, and where.
#[derive(Debug)]
pub(crate) enum TreeError {
    Syntax { offset: usize, message: String },
    TooDeep { span: Range<usize> },
}

impl Tree {
    /// Parses a whole document of less than 4 GiB.
    pub(crate) fn parse(text: &str) -> Result<Self, TreeError> {
        let raw: &RawValue =
            serde_json::from_str(text).map_err(|error| syntax(text, 0, text, &error))?;
        build(text, raw.get(), 0)
    }

    pub(crate) fn span(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The value as it stands in the text.
    pub(crate) fn raw<'t>(&self, text: &'t str) -> &'t str {
        &text[self.span()]
    }

    /// The value of a key; the first, where it stands twice.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        self.members()
            .iter()
            .find(|member| &*member.key == key)
            .map(|member| &member.value)
    }

    pub(crate) fn members(&self) -> &[Member] {
        if let Kind::Object(members) = &self.kind {
            members
        } else {
            &[]
        }
    }

    pub(crate) fn items(&self) -> &[Self] {
        if let Kind::Array(items) = &self.kind {
            items
        } else {
            &[]
        }
    }

    /// What was found, in words.
    pub(crate) const fn type_name(&self) -> &'static str {
        match self.kind {
            Kind::Null => "null",
            Kind::Bool => "true or false",
            Kind::Number => "a number",
            Kind::String => "text",
            Kind::Array(_) => "a list",
            Kind::Object(_) => "an object",
        }
    }
}

fn build(text: &str, raw: &str, depth: usize) -> Result<Tree, TreeError> {
    let start = raw.as_ptr() as usize - text.as_ptr() as usize;
    let span = start..start + raw.len();
    if depth > MAX_DEPTH {
        return Err(TreeError::TooDeep {
            span: start..start + 1,
        });
    }
    let parts = |error: serde_json::Error| syntax(text, start, raw, &error);
    let kind = match raw.as_bytes().first() {
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(raw).map_err(parts)?;
            let items = items
                .into_iter()
                .map(|item| build(text, item.get(), depth + 1));
            Kind::Array(items.collect::<Result<_, _>>()?)
        }
        Some(b'{') => {
            let RawMembers(members) = serde_json::from_str(raw).map_err(parts)?;
            let mut tree = Vec::with_capacity(members.len());
            let mut after = start + 1;
            for (key, value) in members {
                let value = build(text, value.get(), depth + 1)?;
                // Between the last value and this one stand only a comma, the key and a colon.
                let between = &text[after..value.start as usize];
                let key_start = after + between.find('"').unwrap_or(0);
                let key_end = after + between.rfind('"').map_or(0, |at| at + 1);
                after = value.end as usize;
                tree.push(Member {
                    key: key.into(),
                    key_start: offset(key_start),
                    key_end: offset(key_end),
                    value,
                });
            }
            Kind::Object(tree)
        }
        Some(b'"') => {
            serde_json::from_str::<String>(raw).map_err(parts)?;
            Kind::String
        }
        Some(b't' | b'f') => Kind::Bool,
        Some(b'n') => Kind::Null,
        _ => Kind::Number,
    };
    Ok(Tree {
        start: offset(span.start),
        end: offset(span.end),
        kind,
    })
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).expect("texts of 4 GiB and more are refused before they are parsed")
}

fn syntax(text: &str, base: usize, within: &str, error: &serde_json::Error) -> TreeError {
    let lines = within
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1));
    let line_start: usize = lines.map(str::len).sum();
    let mut offset = (base + line_start + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let mut message = error.to_string();
    if let Some(at) = message.rfind(" at line ") {
        message.truncate(at);
    }
    TreeError::Syntax { offset, message }
}

/// An object's members in order, repeated keys included.
struct RawMembers<'t>(Vec<(String, &'t RawValue)>);

impl<'t> Deserialize<'t> for RawMembers<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;

        impl<'t> Visitor<'t> for Collect {
            type Value = RawMembers<'t>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(RawMembers(members))
            }
        }

        deserializer.deserialize_map(Collect)
    }
}
