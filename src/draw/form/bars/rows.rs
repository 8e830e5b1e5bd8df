//! Who is on which side of each theme or claim, in the order of the rows.

use std::collections::BTreeMap;

use super::FEW;
use crate::analysis::{ContestedOptions, contested};
use crate::draw::form::held::{Held, Item, side};
use crate::draw::form::sides::short;
use crate::draw::options::{DrawOptions, Grouping, Through};
use crate::model::{KnowledgeGraph, Record, StakeholderIx, Stance, ThemeIx};

/// One side of a row.
pub(super) struct Side {
    pub(super) people: Vec<StakeholderIx>,
    pub(super) rows: Vec<usize>,
    /// Short names, "±" behind those that are on both sides; none where there are too many.
    pub(super) names: Vec<String>,
}

pub(super) struct Row {
    pub(super) item: Item,
    /// Heading that it stands under.
    pub(super) group: Option<ThemeIx>,
    pub(super) sides: [Side; 2],
    pub(super) mixed: Vec<StakeholderIx>,
}

/// Rows under their headings: the most divided first, then the most heard.
pub(super) fn rows(
    record: &Record,
    graph: &KnowledgeGraph,
    held: &Held,
    options: &DrawOptions,
) -> Vec<Row> {
    let found = contested(record, graph, &ContestedOptions::default());
    let ranked = match options.through {
        Through::Themes => &found.themes,
        Through::Claims => &found.claims,
    };
    let by_id: BTreeMap<&str, Item> = held.items.iter().map(|&i| (i.id(record), i)).collect();
    let mut rows: Vec<Row> = (ranked.iter())
        .filter_map(|one| by_id.get(one.id.as_str()))
        .map(|&item| row(record, held, item))
        .collect();
    if options.group == Grouping::None {
        return rows;
    }
    for row in &mut rows {
        row.group = row.item.top(record);
    }
    // Groups in the order of their first row; rows in the order that they have.
    let mut order: Vec<Option<ThemeIx>> = Vec::new();
    for row in &rows {
        if !order.contains(&row.group) {
            order.push(row.group);
        }
    }
    // A theme alone under its own name needs no heading; it comes last.
    let alone = |group: Option<ThemeIx>| {
        let mut members = rows.iter().filter(|row| row.group == group);
        group.is_none() || members.all(|row| Some(row.item) == group.map(Item::Theme))
    };
    let lonely: Vec<Option<ThemeIx>> = order.iter().copied().filter(|&g| alone(g)).collect();
    for row in &mut rows {
        if lonely.contains(&row.group) {
            row.group = None;
        }
    }
    let place = |group: Option<ThemeIx>| {
        let at = order.iter().position(|&g| g == group);
        if group.is_none() {
            order.len()
        } else {
            at.unwrap_or(order.len())
        }
    };
    rows.sort_by_key(|row| place(row.group));
    rows
}

fn row(record: &Record, held: &Held, item: Item) -> Row {
    let mixed: Vec<StakeholderIx> = (held.people.iter().copied())
        .filter(|&who| held.is_mixed(who, item))
        .collect();
    let sides = Stance::ALL.map(|stance| {
        let on = held.on(item, stance);
        let mut rows: Vec<usize> = on
            .iter()
            .flat_map(|(_, rows)| rows.iter().copied())
            .collect();
        rows.sort_unstable();
        let people: Vec<StakeholderIx> = on.iter().map(|&(who, _)| who).collect();
        let name = |who: &StakeholderIx| {
            // A name is not broken: the spaces within it hold.
            let name = short(record, *who).replace(' ', "\u{A0}");
            if mixed.contains(who) {
                format!("{name}\u{A0}\u{B1}")
            } else {
                name
            }
        };
        let names = if people.len() <= FEW {
            people.iter().map(name).collect()
        } else {
            Vec::new()
        };
        Side {
            people,
            rows,
            names,
        }
    });
    Row {
        item,
        group: None,
        sides,
        mixed,
    }
}

/// "+4", and " ±1" where some of many are on both sides.
pub(super) fn count_label(row: &Row, stance: Stance) -> String {
    let it = &row.sides[side(stance)];
    let mut words = format!("{}{}", stance.symbol(), it.people.len());
    if it.names.is_empty() && !row.mixed.is_empty() {
        words += &format!(" (\u{B1}{})", row.mixed.len());
    }
    words
}
