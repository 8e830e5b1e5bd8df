//! Who is in the picture, in which coalition, and how wide its box is.

use super::ties::Tie;
use super::{PROFILED, through};
use crate::analysis::{CoalitionOptions, coalitions, membership};
use crate::draw::compose::{height_px, room_px};
use crate::draw::diagram::{DiagramNode, NAME_FONT};
use crate::draw::options::{DrawOptions, Grouping};
use crate::model::{Record, Stance};

/// A coalition that has two members or more in the picture.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Coalition {
    pub(super) number: usize,
    /// Places of stakeholders.
    pub(super) members: Vec<usize>,
    /// What sets it apart most: the name of a theme or the text of a claim, and the side.
    pub(super) apart: Option<(String, Stance)>,
}

/// Stakeholders by place in the record.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct People {
    /// Who is drawn, ascending.
    pub(super) shown: Vec<usize>,
    /// For everybody, whether a drawn tie ends there.
    pub(super) tied: Vec<bool>,
    /// For everybody, the coalition as a place in `groups`.
    group: Vec<Option<usize>>,
    pub(super) groups: Vec<Coalition>,
    /// Whether boxes hold short names.
    pub(super) short: bool,
}

impl People {
    pub(super) fn group_of(&self, who: usize) -> Option<usize> {
        self.group.get(who).copied().flatten()
    }

    /// Marks who is tied, and finds coalitions among them.
    pub(super) fn grouped(&mut self, record: &Record, options: &DrawOptions, ties: &[Tie]) {
        let all = record.stakeholders().len();
        self.tied = vec![false; all];
        self.group = vec![None; all];
        for tie in ties {
            self.tied[tie.a] = true;
            self.tied[tie.b] = true;
        }
        if options.group == Grouping::None {
            return;
        }
        let asked = CoalitionOptions {
            through: through(options),
            resamples: 0,
            seeds: if all > PROFILED { 3 } else { 20 },
            ..CoalitionOptions::default()
        };
        let (labels, apart) = if options.group == Grouping::Kind {
            let kinds = record.stakeholders().iter().map(|s| Some(s.kind as usize));
            (kinds.collect(), Vec::new())
        } else if all <= PROFILED {
            let found = coalitions(record, &asked);
            let apart: Vec<Option<(String, Stance)>> = (found.coalitions.iter())
                .map(|one| {
                    let first = one.sets_apart.first()?;
                    let stance = if first.stance == "support" {
                        Stance::Support
                    } else {
                        Stance::Concern
                    };
                    Some((item_name(record, &first.item)?, stance))
                })
                .collect();
            (membership(record, &asked), apart)
        } else {
            (membership(record, &asked), Vec::new())
        };
        let count = labels
            .iter()
            .flatten()
            .max()
            .map_or(0, |last: &usize| last + 1);
        let mut members = vec![Vec::new(); count];
        for &who in self.shown.iter().filter(|&&who| self.tied[who]) {
            if let Some(label) = labels[who] {
                members[label].push(who);
            }
        }
        for (label, members) in members.into_iter().enumerate() {
            if members.len() < 2 {
                continue;
            }
            for &who in &members {
                self.group[who] = Some(self.groups.len());
            }
            self.groups.push(Coalition {
                number: label + 1,
                members,
                apart: apart.get(label).cloned().flatten(),
            });
        }
    }
}

fn item_name(record: &Record, id: &str) -> Option<String> {
    let theme = record
        .themes()
        .iter()
        .find(|t| t.id.as_str() == id)
        .map(|t| t.name.clone());
    theme.or_else(|| {
        record
            .claims()
            .iter()
            .find(|c| c.id.as_str() == id)
            .map(|c| c.text.clone())
    })
}

/// The width that a box needs, and the lines in it; it is to be no wider than `most_px`.
pub(in crate::draw::form) fn lines(
    record: &Record,
    who: usize,
    short: bool,
    most_px: f64,
) -> (f64, Vec<String>) {
    let one = &record.stakeholders()[who];
    let role = crate::draw::diagram::NodeRole::Stakeholder(one.kind);
    let name = if short { one.short_name() } else { &one.name };
    let lines = NAME_FONT.wrap_evenly(name, room_px(role, most_px));
    let widest = lines
        .iter()
        .map(|line| NAME_FONT.width_px(line))
        .fold(0.0, f64::max);
    (widest.ceil() + (most_px - room_px(role, most_px)), lines)
}

/// Gives a node the size that its name needs.
pub(in crate::draw::form) fn shrink(
    record: &Record,
    who: usize,
    (short, most_px): (bool, f64),
    node: &mut DiagramNode,
) {
    let (width, lines) = lines(record, who, short, most_px);
    node.width_px = width.max(40.0);
    node.height_px = height_px(lines.len(), NAME_FONT);
    node.lines = lines;
}
