//! `arguments`: claims, and which of them support or challenge which.

use super::nodes::{claim, edge};
use crate::draw::diagram::{Diagram, Form};
use crate::draw::options::DrawOptions;
use crate::draw::words::{count, provenance};
use crate::model::{ClaimIx, EdgeKind, KnowledgeGraph, Node, Record, Stance};

pub(super) const SUBTITLE: &str = "Which claim supports or challenges which";

/// An A4 page on its side, 247 mm, less the margins, px.
const WIDTH_PX: f64 = 909.0;
const CLAIM_PX: f64 = 168.0;

pub(super) fn diagram(record: &Record, graph: &KnowledgeGraph, options: &DrawOptions) -> Diagram {
    let mut related: Vec<ClaimIx> = Vec::new();
    let mut sides = [0usize; 2];
    for (from, to, it) in graph.edges(EdgeKind::Relation) {
        for node in [from, to] {
            if let Node::Claim(ix) = node {
                related.push(ix);
            }
        }
        sides[usize::from(it.stance == Stance::Concern)] += 1;
    }
    related.sort_unstable();
    related.dedup();
    let nodes: Vec<_> = related
        .iter()
        .map(|&ix| claim(record, ix, CLAIM_PX))
        .collect();

    let mut edges = Vec::new();
    for (from, to, it) in graph.edges(EdgeKind::Relation) {
        let place = |node: Node| match node {
            Node::Claim(ix) => related.binary_search(&ix).ok(),
            Node::Stakeholder(_) | Node::Theme(_) => None,
        };
        let (Some(from), Some(to)) = (place(from), place(to)) else {
            continue;
        };
        let (a, b) = (&nodes[from].label, &nodes[to].label);
        let tooltip = format!(
            "\u{201C}{a}\u{201D} {} \u{201C}{b}\u{201D}",
            it.stance.relation_verb()
        );
        let sign = (EdgeKind::Relation, it.stance);
        edges.push(edge(&nodes, from, to, sign, it.weight, tooltip));
    }

    let alone = record.claims().len() - related.len();
    let mut caption = vec![provenance(record)];
    if alone > 0 {
        caption.push(format!(
            "Related to no other claim, and left out: {}.",
            count(alone, "claim")
        ));
    }
    Diagram {
        form: Form::Arguments,
        title: options.title(record),
        description: format!(
            "{} between {}: {} in support, {} that challenge.",
            count(sides[0] + sides[1], "relation"),
            count(related.len(), "claim"),
            sides[0],
            sides[1]
        ),
        caption,
        width_px: WIDTH_PX,
        columns: Vec::new(),
        groups: Vec::new(),
        nodes,
        edges,
        facts: Vec::new(),
    }
}
