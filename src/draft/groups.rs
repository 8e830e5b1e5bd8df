//! Groups and their members, from the codebook's `member-of`.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Stakeholder;
use crate::read::Codebook;

/// Who is in which group, by places in the codebook.
#[derive(Debug, Default)]
pub(super) struct Groups {
    of: BTreeMap<usize, BTreeSet<usize>>,
}

impl Groups {
    /// Groups are named by id; an id that the codebook does not have is left alone.
    pub(super) fn new(stakeholders: &[Stakeholder]) -> Self {
        let places: BTreeMap<&str, usize> = stakeholders
            .iter()
            .enumerate()
            .map(|(n, one)| (one.id.as_str(), n))
            .collect();
        let mut of = BTreeMap::<usize, BTreeSet<usize>>::new();
        for (member, one) in stakeholders.iter().enumerate() {
            let groups = one.attributes.get(Codebook::MEMBER_OF);
            for group in groups.iter().flat_map(|list| list.split(';')) {
                if let Some(&group) = places.get(group.trim()) {
                    of.entry(member).or_default().insert(group);
                }
            }
        }
        Self { of }
    }

    /// The group of someone who has just one.
    pub(super) fn only(&self, member: usize) -> Option<usize> {
        let groups = self.of.get(&member)?;
        (groups.len() == 1).then(|| groups.first().copied())?
    }

    /// All that have members.
    pub(super) fn all(&self) -> BTreeSet<usize> {
        self.of.values().flatten().copied().collect()
    }
}
