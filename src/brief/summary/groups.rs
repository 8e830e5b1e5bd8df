//! Who stands with whom, and whether groups can be told apart.

use super::Said;
use crate::brief::facts::{ENOUGH_AGREED, Facts, Hold};
use crate::brief::words::Value;

/// Said where, of more than two that speak, one pair agrees on more claims than any other, and
/// on two at least.
pub(super) fn closest_pair(facts: &Facts<'_>) -> Option<Said> {
    let pairs = &facts.coalitions.pairs;
    let most = pairs.iter().map(|pair| pair.agreed).max()?;
    let mut first = pairs.iter().filter(|pair| pair.agreed == most);
    let (pair, None) = (first.next()?, first.next()) else {
        return None;
    };
    if most < 2 || facts.speakers() < 3 {
        return None;
    }
    let text = if pair.disagreed == 0 {
        "rule.closest-pair.only-agree"
    } else {
        "rule.closest-pair.also-differ"
    };
    let values = vec![
        ("who", Value::Names(facts.names(&pair.between))),
        ("agreed", Value::Count(pair.agreed as usize)),
        ("disagreed", Value::Count(pair.disagreed as usize)),
    ];
    Some((text, values, facts.rows(&pair.statements)))
}

/// Said where the groups hold when statements are drawn anew (see `Facts::groups_hold`).
pub(super) fn groups(facts: &Facts<'_>) -> Option<Said> {
    if facts.groups_hold() != Hold::Firm {
        return None;
    }
    let all = &facts.coalitions.coalitions;
    let groups: Vec<_> = all.iter().filter(|it| it.members.len() > 1).collect();
    let alone: Vec<String> = (all.iter().filter(|it| it.members.len() == 1))
        .flat_map(|it| facts.names(&it.members))
        .collect();
    let text = match (groups.len(), alone.is_empty()) {
        (1, true) => "rule.groups.everyone",
        (1, false) => "rule.groups.one",
        (_, true) => "rule.groups.several",
        (_, false) => "rule.groups.several-and-alone",
    };
    let members = groups.iter().map(|it| facts.names(&it.members));
    let values = vec![
        ("groups", Value::Groups(members.collect())),
        ("alone", Value::Names(alone)),
    ];
    let within = facts.coalitions.pairs.iter().filter(|pair| pair.same);
    let rows = facts.rows(within.flat_map(|pair| &pair.statements));
    Some((text, values, rows))
}

/// Said where three or more speak, some are put into one group, and the groups do not hold.
pub(super) fn groups_are_noise(facts: &Facts<'_>) -> Option<Said> {
    if facts.speakers() < 3 {
        return None;
    }
    let (text, value) = match facts.groups_hold() {
        Hold::NoGroups | Hold::Firm => return None,
        Hold::Fall(least) => ("rule.groups-are-noise.fall", Value::Share(least)),
        Hold::Swing => ("rule.groups-are-noise.swing", Value::Count(0)),
        Hold::Thin => (
            "rule.groups-are-noise.thin",
            Value::Count(ENOUGH_AGREED as usize),
        ),
    };
    let within = facts.coalitions.pairs.iter().filter(|pair| pair.same);
    let rows = facts.rows(within.flat_map(|pair| &pair.statements));
    Some((text, vec![("n", value)], rows))
}
