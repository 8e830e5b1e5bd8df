//! Which stakeholder before is which after: by id, then by name.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::{Parts, Record, Stakeholder, StakeholderId};

/// A stakeholder with one id before and another after.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Renamed {
    /// Its id before.
    pub before: String,
    /// Its id after.
    pub after: String,
}

/// Who is who.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Matching {
    /// In an order that does not depend on the direction.
    pub(super) renamed: Vec<Renamed>,
}

/// A name without what people spell differently.
fn folded(name: &str) -> String {
    let letters = name.chars().flat_map(char::to_lowercase);
    letters.filter(|c| c.is_alphanumeric()).collect()
}

fn names(it: &Stakeholder) -> BTreeSet<String> {
    let all = it.aliases.iter().chain([&it.name]);
    all.map(|name| folded(name))
        .filter(|name| !name.is_empty())
        .collect()
}

impl Matching {
    /// Those whose id only one side has are the same where they share a name or alias (letters
    /// and digits only, in lower case), and neither shares one with anybody else.
    pub(super) fn by_names(before: &Record, after: &Record) -> Self {
        let left = |mine: &Record, other: &Record| -> Vec<(String, BTreeSet<String>)> {
            let all = mine.stakeholders().iter();
            all.filter(|it| other.find_stakeholder(&it.id).is_none())
                .map(|it| (it.id.to_string(), names(it)))
                .collect()
        };
        let (was, is) = (left(before, after), left(after, before));
        let candidates = |names: &BTreeSet<String>, among: &[(String, BTreeSet<String>)]| {
            let mut found = (among.iter().enumerate())
                .filter(|(_, (_, theirs))| !names.is_disjoint(theirs))
                .map(|(at, _)| at);
            // One, and no other.
            found.next().filter(|_| found.next().is_none())
        };
        let mut renamed = Vec::new();
        for (at, (id, names)) in was.iter().enumerate() {
            if let Some(found) = candidates(names, &is)
                && candidates(&is[found].1, &was) == Some(at)
            {
                renamed.push(Renamed {
                    before: id.clone(),
                    after: is[found].0.clone(),
                });
            }
        }
        renamed.sort_by_key(|it| common(it).to_owned());
        Self { renamed }
    }

    pub(super) fn mirrored(self) -> Self {
        let turned = |it: Renamed| Renamed {
            before: it.after,
            after: it.before,
        };
        Self {
            renamed: self.renamed.into_iter().map(turned).collect(),
        }
    }

    /// The id that both sides are listed under: of two ids the first by letters.
    pub(super) fn id<'m>(&'m self, id: &'m str) -> &'m str {
        let found = self
            .renamed
            .iter()
            .find(|it| it.before == id || it.after == id);
        found.map_or(id, common)
    }

    /// Statements under the ids of both sides.
    pub(super) fn rename(&self, parts: &mut Parts) {
        self.turn(parts, |it| {
            let common = common(it);
            (
                if common == it.before {
                    &it.after
                } else {
                    &it.before
                },
                common,
            )
        });
    }

    /// Statements under the ids after.
    pub(super) fn settle(&self, parts: &mut Parts) {
        self.turn(parts, |it| (&it.before, &it.after));
    }

    fn turn<'m>(&'m self, parts: &mut Parts, ends: impl Fn(&'m Renamed) -> (&'m str, &'m str)) {
        let to: BTreeMap<&str, StakeholderId> = (self.renamed.iter())
            .map(ends)
            .filter_map(|(from, to)| Some((from, StakeholderId::new(to).ok()?)))
            .collect();
        for statement in &mut parts.statements {
            if let Some(to) = to.get(statement.stakeholder.as_str()) {
                statement.stakeholder = to.clone();
            }
        }
    }
}

fn common(it: &Renamed) -> &str {
    it.before.as_str().min(&it.after)
}
