//! Who holds what: for forms that set stakeholders against themes or claims.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::draw::options::Through;
use crate::model::{
    ClaimIx, EdgeKind, KnowledgeGraph, Node, Record, StakeholderIx, Stance, ThemeIx,
};

/// A theme or a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Item {
    Theme(ThemeIx),
    Claim(ClaimIx),
}

impl Item {
    pub(super) fn id(self, record: &Record) -> &str {
        match self {
            Self::Theme(ix) => record.theme(ix).id.as_str(),
            Self::Claim(ix) => record.claim(ix).id.as_str(),
        }
    }

    pub(super) fn name(self, record: &Record) -> &str {
        match self {
            Self::Theme(ix) => &record.theme(ix).name,
            Self::Claim(ix) => &record.claim(ix).text,
        }
    }

    /// The broadest theme that it belongs to: for a claim the one of most of its themes, the
    /// first of equals.
    pub(super) fn top(self, record: &Record) -> Option<ThemeIx> {
        let tops: Vec<ThemeIx> = match self {
            Self::Theme(ix) => return Some(record.top_theme(ix)),
            Self::Claim(ix) => (record.claim_themes(ix).iter())
                .map(|&(theme, _)| record.top_theme(theme))
                .collect(),
        };
        let votes = |top: ThemeIx| tops.iter().filter(|&&t| t == top).count();
        (tops.iter().copied()).max_by_key(|&top| (votes(top), Reverse(top)))
    }
}

/// Rows of the table of statements, in support and of concern.
pub(super) type Sides = [Vec<usize>; 2];

/// The statements of every stakeholder on every theme or claim.
#[derive(Debug, Clone, Default)]
pub(super) struct Held {
    /// Those with a stance, sorted.
    pub(super) people: Vec<StakeholderIx>,
    /// What someone has a stance on, sorted.
    pub(super) items: Vec<Item>,
    cells: BTreeMap<(StakeholderIx, Item), Sides>,
}

impl Held {
    /// Gathers them from the edges of a graph. O(edges · log).
    pub(super) fn new(graph: &KnowledgeGraph, through: Through) -> Self {
        let kind = match through {
            Through::Themes => EdgeKind::Position,
            Through::Claims => EdgeKind::Statement,
        };
        let mut made = Self::default();
        for (from, to, edge) in graph.edges(kind) {
            let item = match to {
                Node::Theme(ix) => Item::Theme(ix),
                Node::Claim(ix) => Item::Claim(ix),
                Node::Stakeholder(_) => continue,
            };
            let Node::Stakeholder(who) = from else {
                continue;
            };
            let rows = graph.evidence(edge).iter().map(|row| row.index());
            made.cells.entry((who, item)).or_default()[side(edge.stance)].extend(rows);
            made.people.push(who);
            made.items.push(item);
        }
        made.people.sort_unstable();
        made.people.dedup();
        made.items.sort_unstable();
        made.items.dedup();
        made
    }

    /// The statements of one on one.
    pub(super) fn rows(&self, who: StakeholderIx, item: Item) -> Option<&Sides> {
        self.cells.get(&(who, item))
    }

    /// How many statements of one on one: support, concern.
    pub(super) fn counts(&self, who: StakeholderIx, item: Item) -> [usize; 2] {
        self.rows(who, item)
            .map_or([0; 2], |[support, concern]| [support.len(), concern.len()])
    }

    /// Statements of a stakeholder, each once.
    pub(super) fn of_person(&self, who: StakeholderIx) -> BTreeSet<usize> {
        let cells = self.cells.range((who, Item::Theme(0.into()))..);
        let own = cells.take_while(|((at, _), _)| *at == who);
        own.flat_map(|(_, sides)| sides.iter().flatten().copied())
            .collect()
    }

    /// Statements on an item, each once.
    pub(super) fn of_item(&self, item: Item) -> BTreeSet<usize> {
        let sides = self.people.iter().filter_map(|&who| self.rows(who, item));
        sides.flatten().flatten().copied().collect()
    }

    /// Who has a stance on an item, with the statements.
    pub(super) fn on(&self, item: Item, stance: Stance) -> Vec<(StakeholderIx, &[usize])> {
        let rows = |&who: &StakeholderIx| {
            let rows = &self.rows(who, item)?[side(stance)];
            (!rows.is_empty()).then_some((who, rows.as_slice()))
        };
        self.people.iter().filter_map(rows).collect()
    }

    /// Whether a stakeholder has both stances on an item.
    pub(super) fn is_mixed(&self, who: StakeholderIx, item: Item) -> bool {
        self.counts(who, item).iter().all(|&n| n > 0)
    }

    /// Keeps the stakeholders with most statements, the first of equals; gives the others.
    pub(super) fn keep_people(&mut self, most: usize) -> Vec<StakeholderIx> {
        let mut ranked = self.people.clone();
        ranked.sort_by_key(|&who| Reverse(self.of_person(who).len()));
        let mut gone = ranked.split_off(most.min(ranked.len()));
        ranked.sort_unstable();
        gone.sort_unstable();
        self.people = ranked;
        gone
    }

    /// Keeps the items with most statements, the first of equals; gives the others.
    pub(super) fn keep_items(&mut self, most: usize) -> Vec<Item> {
        let mut ranked = self.items.clone();
        ranked.sort_by_key(|&item| Reverse(self.of_item(item).len()));
        let mut gone = ranked.split_off(most.min(ranked.len()));
        ranked.sort_unstable();
        gone.sort_unstable();
        self.items = ranked;
        gone
    }
}

/// 0 for support, 1 for concern.
pub(super) fn side(stance: Stance) -> usize {
    usize::from(stance == Stance::Concern)
}
