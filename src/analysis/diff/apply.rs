//! A diff done to a record.

use std::collections::BTreeMap;

use super::Diff;
use super::entries::{Entry, EntryChanges, FieldChange, FieldValue};
use super::matching::Matching;
use crate::model::{Fault, Noun, Parts, Record};

/// Why a diff does not go with a record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ApplyError {
    /// An entry that should be there, as the diff knows it, is not.
    #[error("the record has no {noun} '{key}' as the diff knows it")]
    Missing {
        /// In which list.
        noun: Noun,
        /// Its id; of a relation, everything in it.
        key: String,
    },
    /// An entry that should come is there already.
    #[error("the record already has a {noun} '{key}'")]
    Present {
        /// In which list.
        noun: Noun,
        /// Its id; of a relation, everything in it.
        key: String,
    },
    /// Title, comment or schema differ from what the diff knows.
    #[error("the record's {0} is not what the diff knows")]
    Head(&'static str),
    /// What comes out does not hold together.
    #[error("what comes out has {} faults", .0.len())]
    Broken(Vec<Fault>),
}

impl Diff {
    /// Does the diff to the record that it starts from: `diff(a, b).apply(a)` is `b`. O(n log n).
    ///
    /// # Errors
    /// Where the record is not the one before: the first entry that does not fit.
    pub fn apply(&self, record: &Record) -> Result<Record, ApplyError> {
        let matching = Matching {
            renamed: self.renamed.clone(),
        };
        let entries = &self.entries;
        let mut parts = record.to_parts();
        matching.rename(&mut parts);
        head(&mut parts, &entries.record)?;
        list(&mut parts.sources, &entries.sources)?;
        list(&mut parts.stakeholders, &entries.stakeholders)?;
        list(&mut parts.themes, &entries.themes)?;
        list(&mut parts.claims, &entries.claims)?;
        list(&mut parts.statements, &entries.statements)?;
        list(&mut parts.relations, &entries.relations)?;
        matching.settle(&mut parts);
        Record::resolve(parts).map_err(ApplyError::Broken)
    }
}

fn head(parts: &mut Parts, changes: &[FieldChange]) -> Result<(), ApplyError> {
    for change in changes {
        let place = match change.field {
            "title" => &mut parts.title,
            "comment" => &mut parts.comment,
            _ => &mut parts.schema,
        };
        let text = |value: &Option<FieldValue>| match value {
            Some(FieldValue::Text(text)) => Some(text.clone()),
            _ => None,
        };
        if *place != text(&change.before) {
            return Err(ApplyError::Head(change.field));
        }
        *place = text(&change.after);
    }
    Ok(())
}

fn list<T: Entry>(list: &mut Vec<T>, changes: &EntryChanges<T>) -> Result<(), ApplyError> {
    let mut there: BTreeMap<String, T> = list.drain(..).map(|it| (it.key(), it)).collect();
    let mut take = |it: &T| match there.remove(&it.key()) {
        Some(found) if found == *it => Ok(()),
        _ => Err(ApplyError::Missing {
            noun: T::NOUN,
            key: it.key(),
        }),
    };
    changes.removed.iter().try_for_each(&mut take)?;
    let mut changed = changes.changed.iter();
    changed.try_for_each(|change| take(&change.before))?;
    let changed = changes.changed.iter().map(|change| &change.after);
    for new in changed.chain(&changes.added) {
        if there.insert(new.key(), new.clone()).is_some() {
            return Err(ApplyError::Present {
                noun: T::NOUN,
                key: new.key(),
            });
        }
    }
    list.extend(there.into_values());
    Ok(())
}
