//! What is in the table, in which order, and what is put together for want of room.

use super::BOLD;
use crate::analysis::{
    Clustering, CoalitionOptions, Through as Compared, clustering, coalitions, seriation,
};
use crate::draw::form::held::{Held, Item, Sides};
use crate::draw::form::said;
use crate::draw::options::{DrawOptions, Grouping, Through};
use crate::model::{Record, StakeholderIx, Stance};

/// Columns that nothing asks to be wider are at least so wide, px.
const LEAST_CELL_PX: f64 = 28.0;
/// More of either axis is not read as a picture.
const MOST_COLUMNS: usize = 30;

/// A row or a column.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Head {
    Person(StakeholderIx),
    Item(Item),
    /// Those with fewest statements, together.
    MorePeople(Vec<StakeholderIx>),
    MoreItems(Vec<Item>),
}

impl Head {
    pub(super) fn is_item(&self) -> bool {
        matches!(self, Self::Item(_) | Self::MoreItems(_))
    }

    pub(super) fn name(&self, record: &Record, options: &DrawOptions) -> String {
        let l = options.language;
        match self {
            Self::Person(who) => record.stakeholder(*who).name.clone(),
            Self::Item(item) => item.name(record).to_owned(),
            Self::MorePeople(people) => {
                let n = said::stakeholders(l, people.len());
                l.fill("+ {what} together", &[("what", &n)])
            }
            Self::MoreItems(items) => {
                let n = said::items(l, options.through, items.len());
                l.fill("+ {what} together", &[("what", &n)])
            }
        }
    }

    fn id<'r>(&self, record: &'r Record) -> &'r str {
        match self {
            Self::Person(who) => record.stakeholder(*who).id.as_str(),
            Self::Item(item) => item.id(record),
            Self::MorePeople(_) | Self::MoreItems(_) => "+more",
        }
    }
}

/// Statements of a cell, each once a side.
pub(super) fn cell(held: &Held, row: &Head, column: &Head) -> Sides {
    let (person, item) = if row.is_item() {
        (column, row)
    } else {
        (row, column)
    };
    let people = match person {
        Head::Person(who) => std::slice::from_ref(who),
        Head::MorePeople(people) => people,
        Head::Item(_) | Head::MoreItems(_) => &[],
    };
    let items = match item {
        Head::Item(item) => std::slice::from_ref(item),
        Head::MoreItems(items) => items,
        Head::Person(_) | Head::MorePeople(_) => &[],
    };
    let mut sides = Sides::default();
    for &who in people {
        for found in items.iter().filter_map(|&item| held.rows(who, item)) {
            for (side, rows) in sides.iter_mut().zip(found) {
                side.extend(rows);
            }
        }
    }
    for side in &mut sides {
        side.sort_unstable();
        side.dedup();
    }
    sides
}

pub(super) fn cell_id(record: &Record, row: &Head, column: &Head) -> String {
    let (person, item) = if row.is_item() {
        (column, row)
    } else {
        (row, column)
    };
    format!("cell-{}--{}", person.id(record), item.id(record))
}

/// The table that is drawn.
pub(super) struct Grid {
    pub(super) rows: Vec<Head>,
    pub(super) columns: Vec<Head>,
    /// For each row or column its group; empty where there is no grouping on that axis.
    pub(super) row_groups: Vec<Option<String>>,
    pub(super) column_groups: Vec<Option<String>>,
    pub(super) row_tree: Option<Clustering>,
    pub(super) column_tree: Option<Clustering>,
    pub(super) folded_people: Vec<StakeholderIx>,
    pub(super) folded_items: Vec<Item>,
    /// The least width at which every number fits, px.
    pub(super) least_cell_px: f64,
}

impl Grid {
    /// The longer axis goes down the page, claims always do. `room_px` is the width of all
    /// columns.
    pub(super) fn new(
        record: &Record,
        held: &Held,
        options: &DrawOptions,
        room_px: f64,
        most_rows: usize,
    ) -> Self {
        let items_down =
            options.through == Through::Claims || held.items.len() >= held.people.len();
        let mut kept = held.clone();
        let (all_people, all_items) = (held.people.len(), held.items.len());
        let asked = options.top.unwrap_or(usize::MAX).max(1);
        let mut least_cell_px = LEAST_CELL_PX;
        let mut found = None;
        // Sums may need wider cells than what they sum; twice is enough.
        for _ in 0..3 {
            let across = ((room_px / least_cell_px).floor() as usize).clamp(2, MOST_COLUMNS);
            let (most_people, most_items) = if items_down {
                (across, most_rows)
            } else {
                (most_rows, across)
            };
            // The row of those put together takes a place as well.
            let limit = |all: usize, most: usize| {
                let shown = all.min(asked);
                if shown < all || shown > most {
                    shown.min(most - 1)
                } else {
                    shown
                }
            };
            kept = held.clone();
            let folded_people = kept.keep_people(limit(all_people, most_people));
            let folded_items = kept.keep_items(limit(all_items, most_items));
            let grid = Self::ordered(
                record,
                held,
                &kept,
                options,
                items_down,
                (folded_people, folded_items),
            );
            let widest = grid.widest_px(held);
            let done = widest <= least_cell_px;
            least_cell_px = widest.max(least_cell_px);
            found = Some(Self {
                least_cell_px,
                ..grid
            });
            if done {
                break;
            }
        }
        let _ = kept;
        found.unwrap_or_else(|| {
            Self::ordered(record, held, held, options, items_down, Default::default())
        })
    }

    fn ordered(
        record: &Record,
        held: &Held,
        kept: &Held,
        options: &DrawOptions,
        items_down: bool,
        (folded_people, folded_items): (Vec<StakeholderIx>, Vec<Item>),
    ) -> Self {
        let balance = |&who: &StakeholderIx, &item: &Item| {
            let [support, concern] = held.counts(who, item).map(|n| n as f64);
            let all = support + concern;
            if all == 0.0 {
                0.0
            } else {
                (support - concern) / all
            }
        };
        let profiles: Vec<Vec<f64>> = (kept.people.iter())
            .map(|who| kept.items.iter().map(|item| balance(who, item)).collect())
            .collect();
        let opinions: Vec<Vec<f64>> = (kept.items.iter())
            .map(|item| kept.people.iter().map(|who| balance(who, item)).collect())
            .collect();
        let groups = groups(record, kept, options);
        let order = |rows: &[Vec<f64>], trees: bool| {
            if trees {
                let tree = clustering(rows);
                (tree.order.clone(), Some(tree))
            } else {
                (seriation(rows), None)
            }
        };
        let (mut people, people_tree) = order(&profiles, options.with_trees && groups.is_none());
        if let Some(groups) = &groups {
            people.sort_by_key(|&at| groups[at].0);
        }
        let (items, item_tree) = order(&opinions, options.with_trees);
        let mut names: Vec<Option<String>> = groups.map_or_else(Vec::new, |groups| {
            people
                .iter()
                .map(|&at| Some(groups[at].1.clone()))
                .collect()
        });
        let mut people: Vec<Head> = people
            .into_iter()
            .map(|at| Head::Person(kept.people[at]))
            .collect();
        let mut items: Vec<Head> = items
            .into_iter()
            .map(|at| Head::Item(kept.items[at]))
            .collect();
        if !folded_people.is_empty() {
            people.push(Head::MorePeople(folded_people.clone()));
        }
        names.resize(people.len(), None);
        if !folded_items.is_empty() {
            items.push(Head::MoreItems(folded_items.clone()));
        }
        let none = vec![None; items.len()];
        let (rows, columns, row_groups, column_groups, row_tree, column_tree) = if items_down {
            (items, people, none, names, item_tree, people_tree)
        } else {
            (people, items, names, none, people_tree, item_tree)
        };
        Self {
            rows,
            columns,
            row_groups,
            column_groups,
            row_tree,
            column_tree,
            folded_people,
            folded_items,
            least_cell_px: LEAST_CELL_PX,
        }
    }

    fn widest_px(&self, held: &Held) -> f64 {
        let mut widest: f64 = 0.0;
        for row in &self.rows {
            for column in &self.columns {
                for (stance, rows) in Stance::ALL.into_iter().zip(cell(held, row, column)) {
                    if !rows.is_empty() {
                        let words = format!("{}{}", stance.symbol(), rows.len());
                        widest = widest.max(BOLD.width_px(&words) + 8.0);
                    }
                }
            }
        }
        widest.ceil()
    }

    /// Number, first and end of every group of columns.
    pub(super) fn brackets(&self) -> Vec<(usize, usize, usize)> {
        let mut found: Vec<(usize, usize, usize)> = Vec::new();
        let mut last = None;
        for (at, group) in self.column_groups.iter().enumerate() {
            let Some(group) = group else { continue };
            match found.last_mut() {
                Some((_, _, end)) if Some(group) == last => *end = at + 1,
                _ => found.push((found.len() + 1, at, at + 1)),
            }
            last = Some(group);
        }
        found
    }
}

/// For each stakeholder the rank and name of its group, where they are grouped.
fn groups(record: &Record, kept: &Held, options: &DrawOptions) -> Option<Vec<(usize, String)>> {
    let l = options.language;
    match options.group {
        Grouping::Broader | Grouping::None => None,
        Grouping::Kind => Some(
            (kept.people.iter())
                .map(|&who| {
                    let kind = record.stakeholder(who).kind;
                    (kind as usize, l.say(kind.label()).to_owned())
                })
                .collect(),
        ),
        Grouping::Coalition => {
            let asked = CoalitionOptions {
                through: match options.through {
                    Through::Themes => Compared::Theme,
                    Through::Claims => Compared::Claim,
                },
                resamples: 0,
                ..CoalitionOptions::default()
            };
            let found = coalitions(record, &asked);
            let number = |who: StakeholderIx| {
                let id = record.stakeholder(who).id.as_str();
                let member = found.members.iter().find(|m| m.stakeholder == id);
                member.map_or(usize::MAX, |member| member.coalition)
            };
            let name = |&who: &StakeholderIx| match number(who) {
                usize::MAX => (usize::MAX, l.say("no coalition").to_owned()),
                n => (n, l.fill("coalition {n}", &[("n", &n)])),
            };
            Some(kept.people.iter().map(name).collect())
        }
    }
}
