//! `alignment`: bands from stakeholders to themes, support and concern kept apart.

use super::nodes::{edge, stakeholder, tally, theme, theme_groups};
use crate::draw::diagram::{Diagram, DiagramColumn, Form};
use crate::draw::options::DrawOptions;
use crate::draw::words::{count, describe_positions, position, provenance};
use crate::model::{EdgeKind, KnowledgeGraph, Node, Record, StakeholderIx, ThemeIx};

pub(super) const SUBTITLE: &str = "Who supports which theme, and who is concerned about it";

/// The text column of an A4 page, 160 mm, less the margins, px.
const WIDTH_PX: f64 = 575.0;
const STAKEHOLDER_PX: f64 = 136.0;
const THEME_PX: f64 = 204.0;

pub(super) fn diagram(record: &Record, graph: &KnowledgeGraph, options: &DrawOptions) -> Diagram {
    let mut people: Vec<StakeholderIx> = graph.positions().map(|p| p.stakeholder).collect();
    people.dedup();
    let mut themes: Vec<ThemeIx> = graph.positions().map(|p| p.theme).collect();
    themes.sort_unstable();
    themes.dedup();

    let mut nodes = Vec::new();
    for &ix in &people {
        let [support, concern] = tally(graph, EdgeKind::Position, Node::Stakeholder(ix));
        let what = format!(
            "{}, {support} in support and {concern} of concern",
            count(support + concern, "position")
        );
        nodes.push(stakeholder(record, ix, &what, STAKEHOLDER_PX));
    }
    let (groups, group_of) = theme_groups(record, &themes, 1, THEME_PX);
    for (&ix, group) in themes.iter().zip(group_of) {
        let sides = tally(graph, EdgeKind::Position, Node::Theme(ix));
        let mut node = theme(record, ix, Some(sides), THEME_PX);
        node.column = 1;
        node.group = group;
        nodes.push(node);
    }

    let mut edges = Vec::new();
    for it in graph.positions() {
        // Both lists were made from these very positions.
        let Ok(from) = people.binary_search(&it.stakeholder) else {
            continue;
        };
        let Ok(to) = themes.binary_search(&it.theme) else {
            continue;
        };
        let sign = (EdgeKind::Position, it.stance);
        let weight = it.statements.len() as f64;
        edges.push(edge(
            &nodes,
            from,
            people.len() + to,
            sign,
            weight,
            position(record, &it),
        ));
    }

    let silent = record.stakeholders().len() - people.len();
    let mut method =
        "A position is a stakeholder\u{2019}s stance on a claim times the claim\u{2019}s \
                      stance on the theme; the signed numbers count stakeholders."
            .to_owned();
    if silent > 0 {
        method += &format!(
            " Without a position, and left out: {}.",
            count(silent, "stakeholder")
        );
    }
    let column = |heading: &str, width_px| DiagramColumn {
        heading: heading.to_owned(),
        width_px,
    };
    Diagram {
        form: Form::Alignment,
        title: options.title(record),
        description: describe_positions(record, graph),
        caption: vec![provenance(record), method],
        width_px: WIDTH_PX,
        columns: vec![
            column("Who speaks", STAKEHOLDER_PX),
            column("On which theme", THEME_PX),
        ],
        groups,
        nodes,
        edges,
        facts: Vec::new(),
    }
}
