//! What stakeholders are called where their names are left out.

use super::{Roles, Secrets};
use crate::brief::words::{Value, Words};
use crate::model::{Record, Stakeholder, StakeholderIx, StakeholderKind};

/// Stakeholders in the order in which they first speak; those who say nothing come last.
pub(super) fn in_order(record: &Record) -> Vec<&Stakeholder> {
    let table = record.statements();
    let mut first = vec![usize::MAX; record.stakeholders().len()];
    for row in table.rows() {
        let at = &mut first[table.stakeholder(row).index()];
        *at = row.index().min(*at);
    }
    let mut order: Vec<usize> = (0..first.len()).collect();
    // Of those who say nothing nothing is told, their alphabet neither.
    order.sort_by_key(|&at| (first[at], record.stakeholders()[at].kind, at));
    (order.into_iter())
        .map(|at| record.stakeholder(StakeholderIx::from(at)))
        .collect()
}

/// "an NGO" for the only one of its kind, "NGO 2" for one of several. Who is unnamed in the
/// record and described in general words ("several states") keeps the description.
pub(super) fn roles(record: &Record, secrets: &Secrets, words: Words) -> Roles {
    let order = in_order(record);
    let told = |it: &Stakeholder| it.is_unnamed() && secrets.find(&it.name).is_none();
    let mut counts = std::collections::BTreeMap::new();
    let mut roles = Roles::new();
    for stakeholder in &order {
        if told(stakeholder) {
            roles.insert(stakeholder.id.clone(), stakeholder.name.clone());
            continue;
        }
        let of = |it: &&&Stakeholder| it.kind == stakeholder.kind && !told(it);
        let all = order.iter().filter(of).count();
        let n = counts.entry(stakeholder.kind).or_insert(0usize);
        *n += 1;
        let role = if all == 1 {
            words.say(one(stakeholder.kind)).to_owned()
        } else {
            let n = Value::Name(n.to_string());
            words.fill(many(stakeholder.kind), &[("n", n)])
        };
        let role = if stakeholder.is_unnamed() {
            words.fill("role.unnamed", &[("role", Value::Name(role))])
        } else {
            role
        };
        roles.insert(stakeholder.id.clone(), role);
    }
    roles
}

pub(super) const fn one(kind: StakeholderKind) -> &'static str {
    match kind {
        StakeholderKind::Ngo => "role.ngo.one",
        StakeholderKind::Business => "role.business.one",
        StakeholderKind::State => "role.state.one",
        StakeholderKind::Igo => "role.igo.one",
        StakeholderKind::Academia => "role.academia.one",
        StakeholderKind::Technical => "role.technical.one",
        StakeholderKind::Media => "role.media.one",
        StakeholderKind::Individual => "role.individual.one",
        StakeholderKind::Other => "role.other.one",
    }
}

const fn many(kind: StakeholderKind) -> &'static str {
    match kind {
        StakeholderKind::Ngo => "role.ngo.many",
        StakeholderKind::Business => "role.business.many",
        StakeholderKind::State => "role.state.many",
        StakeholderKind::Igo => "role.igo.many",
        StakeholderKind::Academia => "role.academia.many",
        StakeholderKind::Technical => "role.technical.many",
        StakeholderKind::Media => "role.media.many",
        StakeholderKind::Individual => "role.individual.many",
        StakeholderKind::Other => "role.other.many",
    }
}
