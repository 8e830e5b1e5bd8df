//! Nodes, tables and sentences that the folding forms share.

use std::collections::BTreeSet;

use super::nodes;
use crate::analysis::{CoalitionOptions, Table, Through, coalitions};
use crate::draw::compose::{height_px, room_px, tally_px};
use crate::draw::diagram::{DiagramGroup, DiagramNode, GROUP_FONT, NAME_FONT, NODE_FONT, NodeRole};
use crate::draw::fold::Axis;
use crate::draw::fold::{kind_id, rest_id};
use crate::draw::language::Language;
use crate::draw::options::{DrawOptions, Grouping};
use crate::draw::text::Font;
use crate::draw::words::{Counted, counted, kind};
use crate::model::{Record, StakeholderIx, StakeholderKind, Stance, StatementIx, ThemeIx};

/// Frames of groups stand out to the left and right of their nodes by so much in all, px.
pub(super) const GROUP_FRAMES_PX: f64 = 12.0;

/// Statements behind something, by stance.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sides([BTreeSet<StatementIx>; 2]);

impl Sides {
    pub(super) fn add(&mut self, stance: Stance, rows: &[StatementIx]) {
        self.0[usize::from(stance == Stance::Concern)].extend(rows);
    }

    pub(super) fn counts(&self) -> [usize; 2] {
        [self.0[0].len(), self.0[1].len()]
    }

    pub(super) fn rows(&self, stance: Stance) -> impl Iterator<Item = StatementIx> + '_ {
        self.0[usize::from(stance == Stance::Concern)]
            .iter()
            .copied()
    }
}

/// Rows of the record's table, as pictures name them.
pub(super) fn rows(statements: &[StatementIx]) -> Vec<usize> {
    statements.iter().map(|row| row.index()).collect()
}

/// The width of the longest word, px: narrower than this a name is torn.
pub(super) fn longest_word_px(font: Font, name: &str) -> f64 {
    let words = name.split(|c: char| c.is_whitespace() || c == '-' || c == '/');
    words.map(|word| font.width_px(word)).fold(0.0, f64::max)
}

/// Gives a node another name.
pub(super) fn relabel(node: &mut DiagramNode, label: &str) {
    let font = match node.role {
        NodeRole::Stakeholder(_) => NAME_FONT,
        NodeRole::Claim | NodeRole::Theme => NODE_FONT,
    };
    let tally = node.tally.map_or(0.0, tally_px);
    node.lines = font.wrap_evenly(label, room_px(node.role, node.width_px) - tally);
    node.height_px = height_px(node.lines.len(), font);
}

/// That the page has no room for as many stakeholders as were asked for.
pub(super) fn no_room(options: &DrawOptions, people: &Axis<StakeholderIx>) -> Option<String> {
    let all = people.shown.len() + people.rest.len();
    let asked = options.top?.min(all);
    (people.shown.len() < asked).then(|| {
        options.language.fill(
            "This page has no room for the {n} that were asked for: a larger one (--for) or the form \u{2018}matrix\u{2019} has.",
            &[("n", &counted(options.language, asked, Counted::Stakeholder))],
        )
    })
}

/// A stakeholder; under its short name where the words of the whole one would be torn.
pub(super) fn stakeholder(
    record: &Record,
    ix: StakeholderIx,
    what: &str,
    (language, width_px): (Language, f64),
) -> DiagramNode {
    let it = record.stakeholder(ix);
    let mut node = nodes::stakeholder(record, ix, what, (width_px, language));
    if longest_word_px(NAME_FONT, &it.name) > room_px(node.role, width_px) {
        relabel(&mut node, it.short_name());
    }
    node
}

/// "APC: Association for Progressive Communications; ...", of those shown by another name.
pub(super) fn short_names(nodes: &[DiagramNode]) -> Option<String> {
    let shown = |node: &&DiagramNode| {
        let bare = |text: &str| text.replace([' ', '\u{A0}', '\n', '\t'], "");
        matches!(node.role, NodeRole::Stakeholder(_))
            && bare(&node.lines.concat()) != bare(&node.label)
    };
    let pairs: Vec<String> = (nodes.iter().filter(shown))
        .map(|node| format!("{}: {}", node.lines.join(" "), node.label))
        .collect();
    (!pairs.is_empty()).then(|| pairs.join("; ") + ".")
}

/// "+9 more stakeholders", with what they are in words.
pub(super) fn rest(
    role: NodeRole,
    (label, tooltip): (String, String),
    width_px: f64,
) -> DiagramNode {
    let mut node = DiagramNode {
        id: format!("{}-{}", role.as_str(), rest_id()),
        role,
        label,
        lines: Vec::new(),
        tooltip,
        tally: None,
        width_px,
        height_px: 0.0,
        column: 0,
        group: None,
    };
    let label = node.label.clone();
    relabel(&mut node, &label);
    node
}

/// "+9 more stakeholders" as a node.
pub(super) fn more_stakeholders(
    record: &Record,
    who: &[StakeholderIx],
    [support, concern]: [usize; 2],
    (language, width_px): (Language, f64),
) -> DiagramNode {
    let label = counted(language, who.len(), Counted::MoreStakeholder);
    let names: Vec<&str> = who
        .iter()
        .map(|&ix| record.stakeholder(ix).name.as_str())
        .collect();
    let tooltip = sums(language, &label, [support, concern], &names.join(", "));
    let role = NodeRole::Stakeholder(StakeholderKind::Other);
    // What stands in the column of stakeholders need not say so, where the word would be broken.
    let label = if longest_word_px(NAME_FONT, &label) > room_px(role, width_px) {
        let n = who.len().to_string();
        format!("+{}", language.fill("{n} more", &[("n", &n)]))
    } else {
        label
    };
    rest(role, (label, tooltip), width_px)
}

/// "State (9)" as a node: all stakeholders of a kind, who are at least one.
pub(super) fn of_kind(
    record: &Record,
    who: &[StakeholderIx],
    [support, concern]: [usize; 2],
    (language, width_px): (Language, f64),
) -> DiagramNode {
    let its = (who.first()).map_or(StakeholderKind::Other, |&ix| record.stakeholder(ix).kind);
    let role = NodeRole::Stakeholder(its);
    let named = |name: &str| {
        let mut letters = name.chars();
        let first = letters.next().map(|c| c.to_uppercase().to_string());
        first.unwrap_or_default() + letters.as_str() + &format!(" ({})", who.len())
    };
    let label = named(kind(language, its));
    let names: Vec<&str> = (who.iter())
        .map(|&ix| record.stakeholder(ix).name.as_str())
        .collect();
    let tooltip = sums(language, &label, [support, concern], &names.join(", "));
    let is_torn = longest_word_px(NAME_FONT, &label) > room_px(role, width_px);
    let mut node = rest(role, (label, tooltip), width_px);
    node.id = format!("{}-{}", role.as_str(), kind_id(its.as_str()));
    if is_torn && its == StakeholderKind::Igo {
        relabel(&mut node, &named(language.say("IGO")));
    }
    node
}

/// "+9 more themes: 12 statements in support and 3 of concern. A, B, C".
pub(super) fn sums(
    language: Language,
    label: &str,
    [support, concern]: [usize; 2],
    names: &str,
) -> String {
    let values: &[(&str, &dyn std::fmt::Display)] = &[
        ("label", &label),
        ("support", &support),
        ("concern", &concern),
        ("names", &names),
    ];
    language.fill(
        "{label}: statements in support {support}, of concern {concern}; these are {names}",
        values,
    )
}

/// Groups of stakeholders by kind or coalition, where asked for: for each its group.
pub(super) fn stakeholder_groups(
    record: &Record,
    people: &[StakeholderIx],
    options: &DrawOptions,
    width_px: f64,
) -> (Vec<DiagramGroup>, Vec<Option<usize>>) {
    let language = options.language;
    let keys: Vec<Option<(usize, String)>> = match options.group {
        Grouping::Broader | Grouping::None => return (Vec::new(), vec![None; people.len()]),
        Grouping::Kind => (people.iter())
            .map(|&ix| {
                let its = record.stakeholder(ix).kind;
                let place = StakeholderKind::ALL.iter().position(|&k| k == its)?;
                Some((place, kind(language, its).to_owned()))
            })
            .collect(),
        Grouping::Coalition => {
            let how = CoalitionOptions {
                through: Through::Theme,
                resamples: 0,
                ..CoalitionOptions::default()
            };
            let found = coalitions(record, &how);
            (people.iter())
                .map(|&ix| {
                    let id = record.stakeholder(ix).id.as_str();
                    let member = found.members.iter().find(|m| m.stakeholder == id)?;
                    let n = member.coalition;
                    Some((n, language.fill("Coalition {n}", &[("n", &n)])))
                })
                .collect()
        }
    };
    let mut heads: Vec<(usize, String)> = keys.iter().flatten().cloned().collect();
    heads.sort();
    heads.dedup();
    let groups = (heads.iter())
        .map(|(n, label)| DiagramGroup {
            id: format!("group-0-{n}"),
            label: label.clone(),
            lines: GROUP_FONT.wrap(label, width_px),
            column: 0,
        })
        .collect();
    let of = (keys.iter())
        .map(|key| key.as_ref().and_then(|key| heads.binary_search(key).ok()))
        .collect();
    (groups, of)
}

/// A theme with its counts, for which there may be no room.
pub(super) fn theme(
    record: &Record,
    ix: ThemeIx,
    sides: Option<[usize; 2]>,
    (language, width_px): (Language, f64),
) -> DiagramNode {
    let it = record.theme(ix);
    let mut node = nodes::theme(record, ix, sides, width_px);
    node.tooltip = language.fill("Theme: {name}", &[("name", &it.name)]);
    if let Some([support, concern]) = sides {
        let said = language.fill(
            "{positions}, {support} in support and {concern} of concern",
            &[
                (
                    "positions",
                    &counted(language, support + concern, Counted::Position),
                ),
                ("support", &support),
                ("concern", &concern),
            ],
        );
        node.tooltip += &format!("; {said}");
        let room = room_px(node.role, width_px) - tally_px([support, concern]);
        if longest_word_px(NODE_FONT, &it.name) > room {
            node.tally = None;
            relabel(&mut node, &it.name);
        }
    }
    if let Some(definition) = &it.definition {
        node.tooltip += &format!(". {definition}");
    }
    node
}

/// What is folded, one row each with its statements.
pub(super) fn folded_table(
    language: Language,
    entries: impl IntoIterator<Item = (String, String, [usize; 2])>,
) -> Option<Table> {
    let columns = ["folded into", "what", "support", "concern"];
    let mut table = Table::new(
        language.say("Folded"),
        columns.map(|c| heading(language, c)),
    );
    for (into, what, [support, concern]) in entries {
        table.push([into.into(), what.into(), support.into(), concern.into()]);
    }
    (!table.rows.is_empty()).then_some(table)
}

/// Headings of the columns of tables of facts.
pub(super) fn heading(language: Language, word: &str) -> &'static str {
    match word {
        "stakeholder" => language.say("stakeholder"),
        "theme" => language.say("theme"),
        "claim" => language.say("claim"),
        "stance" => language.say("stance"),
        "statements" => language.say("statements"),
        "folded into" => language.say("folded into"),
        "what" => language.say("what"),
        "support" => language.say("support"),
        "concern" => language.say("concern"),
        "from" => language.say("from"),
        "to" => language.say("to"),
        "date" => language.say("date"),
        "source" => language.say("source"),
        "before" => language.say("before"),
        _ => language.say("relations"),
    }
}
