//! Both records as one, for pictures that show both.

use std::collections::{BTreeMap, BTreeSet};

use super::Diff;
use super::matching::Matching;
use crate::model::{ClaimId, Parts, Record, StakeholderId, StatementId, StatementIx};

/// Both records as one, and where the statements of each are in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The entries of both, those of after where both have one.
    pub record: Record,
    /// For each statement before, in order, its row.
    pub before: Vec<StatementIx>,
    /// For each statement after.
    pub after: Vec<StatementIx>,
}

/// Puts both records of a diff together. A statement that is in both and differs is there twice,
/// that of before under its id with `-before`; so is a claim that speaks otherwise for its themes,
/// and the statements of before refer to that. O(n log n).
pub fn merged(before: &Record, after: &Record, diff: &Diff) -> Merged {
    let matching = Matching {
        renamed: diff.renamed.clone(),
    };
    let mut was = before.to_parts();
    let is = after.to_parts();
    // Stakeholders go by their ids after, as their entries do.
    matching.settle(&mut was);
    let taken = |parts: &Parts| -> BTreeSet<String> {
        let claims = parts.claims.iter().map(|it| it.id.to_string());
        let statements = parts.statements.iter().map(|it| it.id.to_string());
        claims.chain(statements).collect()
    };
    let mut taken: BTreeSet<String> = taken(&was).union(&taken(&is)).cloned().collect();
    let mut free = |id: &str| {
        let stem: String = id.chars().take(56).collect();
        let names = std::iter::once(format!("{stem}-before"))
            .chain((2..).map(|n| format!("{}-b{n}", stem.chars().take(50).collect::<String>())));
        let found = names.into_iter().find(|name| !taken.contains(name));
        let found = found.expect("numbers do not end");
        taken.insert(found.clone());
        found
    };
    let now: BTreeMap<_, _> = is.claims.iter().map(|it| (&it.id, it)).collect();
    let mut claims = BTreeMap::new();
    for claim in &mut was.claims {
        let now = now.get(&claim.id);
        if now.is_some_and(|now| now.themes != claim.themes) {
            let id =
                ClaimId::new(&free(claim.id.as_str())).expect("letters of an id and of the ending");
            claims.insert(claim.id.clone(), id.clone());
            claim.id = id;
        }
    }
    for statement in &mut was.statements {
        if let Some(claim) = claims.get(&statement.claim) {
            statement.claim = claim.clone();
        }
    }
    let there: BTreeMap<_, _> = is.statements.iter().map(|it| (&it.id, it)).collect();
    for statement in &mut was.statements {
        if there
            .get(&statement.id)
            .is_some_and(|now| **now != *statement)
        {
            statement.id = StatementId::new(&free(statement.id.as_str()))
                .expect("letters of an id and of the ending");
        }
    }
    let ids = |parts: &Parts| -> Vec<StatementId> {
        parts.statements.iter().map(|it| it.id.clone()).collect()
    };
    let (was_ids, is_ids) = (ids(&was), ids(&is));
    let mut both = Parts {
        schema: None,
        title: is.title.clone().or_else(|| was.title.clone()),
        comment: None,
        ..is
    };
    // Of the lists of before only what after does not have.
    macro_rules! add {
        ($list:ident) => {
            let known: BTreeSet<_> = both.$list.iter().map(|it| it.id.clone()).collect();
            let old = was.$list.into_iter();
            both.$list.extend(old.filter(|it| !known.contains(&it.id)));
        };
    }
    for it in &mut was.stakeholders {
        if let Some(renamed) = diff.renamed.iter().find(|r| r.before == it.id.as_str()) {
            it.id = StakeholderId::new(&renamed.after).expect("the id of an entry after");
        }
    }
    add!(sources);
    add!(stakeholders);
    add!(claims);
    add!(statements);
    // No theme of after is part of one that only before has, so no circle comes about.
    add!(themes);
    both.relations.extend(was.relations);
    let record = Record::resolve(both).expect("all that an entry of either refers to is there");
    let rows: BTreeMap<&StatementId, StatementIx> = (record.statements().rows())
        .map(|row| (record.statements().id(row), row))
        .collect();
    let places = |ids: &[StatementId]| ids.iter().map(|id| rows[id]).collect();
    let (before, after) = (places(&was_ids), places(&is_ids));
    Merged {
        record,
        before,
        after,
    }
}
