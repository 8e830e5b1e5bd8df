//! A record as an argument graph: who speaks for and against each claim, and claims on claims.

use std::collections::BTreeMap;

use super::StandsOptions;
use super::arguments::{ArgumentError, ArgumentGraph};
use crate::model::{ClaimIx, Record, StakeholderIx, Stance, StatementIx};

/// One stakeholder with one stance on one claim, however often it was said.
pub(super) struct Voice {
    pub(super) claim: ClaimIx,
    pub(super) stakeholder: StakeholderIx,
    pub(super) stance: Stance,
    pub(super) statements: Vec<StatementIx>,
}

/// All voices, sorted by claim, stakeholder and stance (support first).
pub(super) fn voices(record: &Record) -> Vec<Voice> {
    let table = record.statements();
    let mut rows: BTreeMap<_, Vec<StatementIx>> = BTreeMap::new();
    for row in table.rows() {
        let stance = table.stance(row);
        let key = (table.claim(row), table.stakeholder(row), -stance.sign());
        rows.entry(key).or_default().push(row);
    }
    (rows.into_values())
        .map(|statements| Voice {
            claim: table.claim(statements[0]),
            stakeholder: table.stakeholder(statements[0]),
            stance: table.stance(statements[0]),
            statements,
        })
        .collect()
}

/// Claims first, in the record's order, then stakeholders; an edge for each voice but the one
/// left out, and for each pair of claims that are related one way.
pub(super) fn argument_graph(
    record: &Record,
    voices: &[Voice],
    options: &StandsOptions,
    left_out: Option<usize>,
) -> Result<ArgumentGraph, ArgumentError> {
    let mut graph = ArgumentGraph::new();
    for claim in record.claims() {
        graph.argument(claim.id.as_str(), options.claim_base)?;
    }
    let claims = graph.len();
    for stakeholder in record.stakeholders() {
        let id = stakeholder.id.as_str();
        let given = options.stakeholder_bases.get(id).copied();
        graph.argument(id, given.unwrap_or(options.stakeholder_base))?;
    }
    for (at, voice) in voices.iter().enumerate() {
        if Some(at) != left_out {
            let from = claims + voice.stakeholder.index();
            graph.edge(from, voice.claim.index(), voice.stance, 1.0)?;
        }
    }
    let mut links: Vec<_> = (record.relations().iter())
        .map(|link| (link.from, link.to, link.stance))
        .collect();
    links.dedup();
    for (from, to, stance) in links {
        graph.edge(from.index(), to.index(), stance, 1.0)?;
    }
    Ok(graph)
}
