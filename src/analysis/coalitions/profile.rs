//! What a coalition holds, and what sets it apart.

use super::{Coalition, Distinction, ItemProfile};
use crate::analysis::stances::Stances;
use crate::model::{Record, Stance};

/// At most this many distinctions of a coalition are named.
const MOST: usize = 5;

/// Profiles of every group, in the order of their labels.
pub(super) fn profiles(
    record: &Record,
    stances: &Stances,
    people: &[usize],
    labels: &[usize],
) -> Vec<Coalition> {
    let groups = labels.iter().max().map_or(0, |last| last + 1);
    let members: Vec<Vec<usize>> = (0..groups)
        .map(|group| {
            let inside = (people.iter().zip(labels)).filter(|(_, label)| **label == group);
            inside.map(|(&who, _)| who).collect()
        })
        .collect();
    (0..groups)
        .map(|group| profile(record, stances, people, &members[group], group + 1))
        .collect()
}

fn profile(
    record: &Record,
    stances: &Stances,
    people: &[usize],
    inside: &[usize],
    number: usize,
) -> Coalition {
    let outside: Vec<usize> = (people.iter().copied())
        .filter(|who| !inside.contains(who))
        .collect();
    let count = |group: &[usize], item: usize, stance: Stance| {
        group
            .iter()
            .filter(|&&who| stances.holds(who, item, stance))
            .count()
    };
    let mut coalition = Coalition {
        number,
        members: (inside.iter())
            .map(|&who| record.stakeholders()[who].id.to_string())
            .collect(),
        held: Vec::new(),
        opposed: Vec::new(),
        divided: Vec::new(),
        silent: 0,
        sets_apart: Vec::new(),
    };
    let mut apart = Vec::new();
    for item in 0..stances.items() {
        let [support, concern] = Stance::ALL.map(|stance| count(inside, item, stance));
        let silent = inside
            .iter()
            .filter(|&&who| stances.silent(who, item))
            .count();
        if silent == inside.len() {
            coalition.silent += 1;
            continue;
        }
        let profile = ItemProfile {
            item: stances.item(record, item),
            support,
            concern,
            silent,
            statements: stances.on(record, inside, item),
        };
        match support.cmp(&concern) {
            std::cmp::Ordering::Greater => coalition.held.push(profile),
            std::cmp::Ordering::Less => coalition.opposed.push(profile),
            std::cmp::Ordering::Equal => coalition.divided.push(profile),
        }
        for stance in Stance::ALL {
            let here = share(count(inside, item, stance), inside.len());
            let elsewhere = share(count(&outside, item, stance), outside.len());
            if here > elsewhere {
                apart.push(Distinction {
                    item: stances.item(record, item),
                    stance: stance.as_str(),
                    here,
                    elsewhere,
                });
            }
        }
    }
    let by_size = |list: &mut Vec<ItemProfile>| {
        list.sort_by(|a, b| {
            let size = |p: &ItemProfile| p.support.abs_diff(p.concern);
            size(b).cmp(&size(a)).then_with(|| a.item.cmp(&b.item))
        });
    };
    by_size(&mut coalition.held);
    by_size(&mut coalition.opposed);
    apart.sort_by(|a, b| {
        let gap = |d: &Distinction| d.here - d.elsewhere;
        gap(b).total_cmp(&gap(a)).then_with(|| a.item.cmp(&b.item))
    });
    apart.truncate(MOST);
    coalition.sets_apart = apart;
    coalition
}

fn share(part: usize, all: usize) -> f64 {
    if all == 0 {
        0.0
    } else {
        part as f64 / all as f64
    }
}
