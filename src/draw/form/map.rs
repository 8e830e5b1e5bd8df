//! `map`: stakeholders, the claims they take a stance on, and the themes these are about.

use super::nodes::{claim, edge, group, stakeholder, tally, theme, theme_groups};
use crate::draw::diagram::{Diagram, DiagramColumn, DiagramGroup, Form};
use crate::draw::options::DrawOptions;
use crate::draw::words::{count, provenance};
use crate::model::{ClaimIx, EdgeKind, KnowledgeGraph, Node, Record, StakeholderIx, ThemeIx};

pub(super) const SUBTITLE: &str =
    "Who supports or is concerned about which claim, and what it says on which theme";

const STAKEHOLDER_PX: f64 = 136.0;
const CLAIM_PX: f64 = 318.0;
const THEME_PX: f64 = 184.0;

pub(super) fn diagram(record: &Record, graph: &KnowledgeGraph, options: &DrawOptions) -> Diagram {
    let people: Vec<StakeholderIx> = (0..record.stakeholders().len()).map(Into::into).collect();
    let claims: Vec<ClaimIx> = (0..record.claims().len()).map(Into::into).collect();
    // A theme that only groups others is the heading of its group.
    let mut themes: Vec<ThemeIx> = Vec::new();
    for ix in (0..record.themes().len()).map(ThemeIx::from) {
        let [support, concern] = tally(graph, EdgeKind::Theme, Node::Theme(ix));
        let groups = (0..record.themes().len()).any(|t| record.broader(t.into()) == Some(ix));
        if support + concern > 0 || !groups {
            themes.push(ix);
        }
    }

    let mut nodes = Vec::new();
    for &ix in &people {
        let [support, concern] = tally(graph, EdgeKind::Statement, Node::Stakeholder(ix));
        let what = format!(
            "supports {}, is concerned about {concern}",
            count(support, "claim")
        );
        nodes.push(stakeholder(record, ix, &what, STAKEHOLDER_PX));
    }
    let (mut groups, claim_groups) = claim_groups(record, &claims);
    for (&ix, group) in claims.iter().zip(claim_groups) {
        let mut node = claim(record, ix, CLAIM_PX);
        node.column = 1;
        node.group = group;
        nodes.push(node);
    }
    let (more, group_of) = theme_groups(record, &themes, 2, THEME_PX);
    for (&ix, group) in themes.iter().zip(group_of) {
        let mut node = theme(record, ix, None, THEME_PX);
        node.column = 2;
        node.group = group.map(|group| groups.len() + group);
        nodes.push(node);
    }
    groups.extend(more);

    let place = |node: Node| match node {
        Node::Stakeholder(ix) => Some(ix.index()),
        Node::Claim(ix) => Some(people.len() + ix.index()),
        Node::Theme(ix) => themes
            .binary_search(&ix)
            .ok()
            .map(|at| people.len() + claims.len() + at),
    };
    let mut edges = Vec::new();
    for kind in [EdgeKind::Statement, EdgeKind::Theme] {
        for (from, to, it) in graph.edges(kind) {
            let (Some(from), Some(to)) = (place(from), place(to)) else {
                continue;
            };
            let (a, b) = (&nodes[from].label, &nodes[to].label);
            let tooltip = if kind == EdgeKind::Statement {
                let n = count(it.weight as usize, "statement");
                format!("{a} {} \u{201C}{b}\u{201D}: {n}", it.stance.verb())
            } else {
                format!("\u{201C}{a}\u{201D} {} {b}", it.stance.claim_verb())
            };
            edges.push(edge(
                &nodes,
                from,
                to,
                (kind, it.stance),
                it.weight,
                tooltip,
            ));
        }
    }

    let shared = (0..claims.len())
        .filter(|&c| {
            let sides = tally(graph, EdgeKind::Statement, Node::Claim(c.into()));
            sides[0] + sides[1] > 1
        })
        .count();
    let description = format!(
        "{} take a stance on {} about {}. {} from two stakeholders or more.",
        count(people.len(), "stakeholder"),
        count(claims.len(), "claim"),
        count(themes.len(), "theme"),
        match shared {
            0 => "No claim has a stance".to_owned(),
            1 => "One claim has stances".to_owned(),
            n => format!("{n} claims have stances"),
        }
    );
    let column = |heading: &str, width_px| DiagramColumn {
        heading: heading.to_owned(),
        width_px,
    };
    Diagram {
        form: Form::Map,
        title: options.title(record),
        description,
        caption: vec![
            provenance(record),
            "Claims stand under the broad theme that most of their themes belong to. Relations between \
             claims are in the form \u{2018}arguments\u{2019}."
                .to_owned(),
        ],
        width_px: options.wide_content_px(),
        columns: vec![
            column("Who speaks", STAKEHOLDER_PX),
            column("On what claim", CLAIM_PX),
            column("About which theme", THEME_PX),
        ],
        groups,
        nodes,
        edges,
        facts: Vec::new(),
    }
}

/// Claims by the top theme that most of their themes have; the first of equals.
fn claim_groups(record: &Record, claims: &[ClaimIx]) -> (Vec<DiagramGroup>, Vec<Option<usize>>) {
    let top_of = |ix: ClaimIx| {
        let tops: Vec<ThemeIx> = record
            .claim_themes(ix)
            .iter()
            .map(|&(theme, _)| record.top_theme(theme))
            .collect();
        let votes = |top: ThemeIx| tops.iter().filter(|&&t| t == top).count();
        tops.iter()
            .copied()
            .max_by_key(|&top| (votes(top), std::cmp::Reverse(top)))
    };
    let tops: Vec<Option<ThemeIx>> = claims.iter().map(|&ix| top_of(ix)).collect();
    let mut heads: Vec<ThemeIx> = tops.iter().flatten().copied().collect();
    heads.sort_unstable();
    heads.dedup();
    let groups = heads
        .iter()
        .map(|&top| group(record, top, 1, CLAIM_PX))
        .collect();
    let of = tops
        .iter()
        .map(|top| top.and_then(|top| heads.binary_search(&top).ok()))
        .collect();
    (groups, of)
}
