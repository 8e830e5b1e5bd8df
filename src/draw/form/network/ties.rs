//! The ties of stakeholders, by the analysis of networks, and the statements behind each.

use std::collections::BTreeMap;

use super::wanted;
use crate::analysis::{Aggregation, Duplicates, NetworkOptions, Normalisation, network};
use crate::draw::network_look::Ties;
use crate::draw::options::{DrawOptions, Through};
use crate::model::{
    EdgeKind, Events, KnowledgeGraph, Node, Record, RecordRows, Stance, StatementIx,
};

/// Two stakeholders, by place, that agree or disagree.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::draw::form) struct Tie {
    pub(in crate::draw::form) a: usize,
    pub(in crate::draw::form) b: usize,
    pub(in crate::draw::form) stance: Stance,
    pub(in crate::draw::form) weight: f64,
    /// Statements of both on what they agree on, or disagree on.
    pub(in crate::draw::form) statements: Vec<StatementIx>,
}

/// Every tie that is asked for, by pair and sign, and whether weights are normalised. Every
/// theme (or claim) counts once for each stance that a stakeholder has on it.
pub(super) fn all(
    record: &Record,
    graph: &KnowledgeGraph,
    options: &DrawOptions,
) -> (Vec<Tie>, bool) {
    let (rows, through) = match options.through {
        Through::Themes => (RecordRows::Positions(graph.options().roll_up), "theme"),
        Through::Claims => (RecordRows::Statements, "claim"),
    };
    let events = Events::of_record(record, rows);
    let look = &options.network;
    let places: BTreeMap<&str, usize> = (record.stakeholders().iter().enumerate())
        .map(|(at, one)| (one.id.as_str(), at))
        .collect();
    let ties_of = |aggregation, normalisation| {
        let asked = NetworkOptions {
            through: through.to_owned(),
            aggregation,
            normalisation,
            duplicates: Duplicates::Range,
            ..NetworkOptions::default()
        };
        network(&events, &asked).ok()
    };
    let kinds: &[Aggregation] = match look.ties {
        Ties::Subtract => &[Aggregation::Subtract],
        Ties::Both | Ties::Congruence | Ties::Conflict => {
            &[Aggregation::Congruence, Aggregation::Conflict]
        }
    };
    let mut found = Vec::new();
    let mut normalised = look.normalisation != Normalisation::None;
    for &kind in kinds {
        // A way of dividing that does not fit one-mode networks divides by nothing.
        let made = ties_of(kind, look.normalisation).or_else(|| {
            normalised = false;
            ties_of(kind, Normalisation::None)
        });
        let Some(made) = made else { continue };
        for tie in &made.ties {
            let ends = [tie.row, tie.column].map(|at| places.get(made.rows[at as usize].as_str()));
            let [Some(&a), Some(&b)] = ends else { continue };
            let stance = match kind {
                Aggregation::Conflict => Stance::Concern,
                _ if tie.weight < 0.0 => Stance::Concern,
                _ => Stance::Support,
            };
            if a != b && tie.weight != 0.0 && wanted(look.ties, stance) {
                found.push(Tie {
                    a: a.min(b),
                    b: a.max(b),
                    stance,
                    weight: tie.weight.abs(),
                    statements: Vec::new(),
                });
            }
        }
    }
    found.sort_by_key(|tie| (tie.a, tie.b, tie.stance == Stance::Concern));
    (found, normalised)
}

/// Puts the statements behind ties. O(positions + ties · positions of one stakeholder).
pub(super) fn with_statements(graph: &KnowledgeGraph, options: &DrawOptions, ties: &mut [Tie]) {
    let kind = match options.through {
        Through::Themes => EdgeKind::Position,
        Through::Claims => EdgeKind::Statement,
    };
    let mut held: BTreeMap<usize, BTreeMap<(Node, bool), &[StatementIx]>> = BTreeMap::new();
    for (from, to, edge) in graph.edges(kind) {
        if let Node::Stakeholder(who) = from {
            let key = (to, edge.stance == Stance::Concern);
            held.entry(who.index())
                .or_default()
                .insert(key, graph.evidence(edge));
        }
    }
    let none = BTreeMap::new();
    for tie in ties {
        let [of_a, of_b] = [tie.a, tie.b].map(|who| held.get(&who).unwrap_or(&none));
        for (&(item, concern), rows) in of_a {
            let other = concern != (tie.stance == Stance::Concern);
            if let Some(more) = of_b.get(&(item, other)) {
                tie.statements.extend(rows.iter().chain(*more));
            }
        }
        tie.statements.sort_unstable();
        tie.statements.dedup();
    }
}

/// The ties that are stronger than chance would make them for one of their ends: for an end of
/// k ties, a tie with the share p of their weight has the probability (1−p)^(k−1) to be so
/// strong; it is kept where that is below `alpha`. Ends with one tie do not decide (Serrano,
/// Boguñá and Vespignani 2009, doi:10.1073/pnas.0808904106). Each sign is its own network.
/// O(ties).
pub(super) fn backbone(ties: &[Tie], people: usize, alpha: f64) -> Vec<bool> {
    let mut of = vec![[(0u32, 0.0_f64); 2]; people];
    for tie in ties {
        for who in [tie.a, tie.b] {
            let (count, sum) = &mut of[who][side(tie)];
            *count += 1;
            *sum += tie.weight;
        }
    }
    ties.iter()
        .map(|tie| {
            [tie.a, tie.b].iter().any(|&who| {
                let (count, sum) = of[who][side(tie)];
                let exponent = i32::try_from(count).unwrap_or(i32::MAX) - 1;
                count > 1 && (1.0 - tie.weight / sum).powi(exponent) < alpha
            })
        })
        .collect()
}

fn side(tie: &Tie) -> usize {
    usize::from(tie.stance == Stance::Concern)
}
