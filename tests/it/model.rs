//! Laws of the model.

use std::collections::BTreeMap;

use plenary::model::{
    EdgeKind, FaultKind, GraphOptions, KnowledgeGraph, Node, Parts, Record, RollUp, Stance, Theme,
    ThemeId,
};
use plenary::write::record_json;
use proptest::prelude::*;

use crate::records::{parts, shuffled, stance};

/// Positions worked out the long way: stakeholder, theme, sign -> ids of statements.
fn positions_by_hand(
    record: &Record,
    roll_up: RollUp,
) -> BTreeMap<(String, String, i8), Vec<String>> {
    let mut found: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for row in record.statements().rows() {
        let statement = record.statement(row);
        let claim = record.claim(record.statements().claim(row));
        for (theme, &on_theme) in &claim.themes {
            let theme = record.find_theme(theme).expect("is resolved");
            let themes: Vec<_> = match roll_up {
                RollUp::None => vec![theme],
                RollUp::Ancestors => record.upwards(theme).collect(),
                RollUp::Top => vec![record.top_theme(theme)],
            };
            for theme in themes {
                let sign = statement.stance.sign() * on_theme.sign();
                let key = (
                    statement.stakeholder.to_string(),
                    record.theme(theme).id.to_string(),
                    -sign,
                );
                let ids = found.entry(key).or_default();
                ids.push(statement.id.to_string());
                ids.dedup();
            }
        }
    }
    found
}

fn positions(record: &Record, roll_up: RollUp) -> Vec<((String, String, i8), Vec<String>)> {
    let graph = KnowledgeGraph::new(record, GraphOptions { roll_up });
    let table = record.statements();
    graph
        .positions()
        .map(|p| {
            let who = record.stakeholder(p.stakeholder).id.to_string();
            let theme = record.theme(p.theme).id.to_string();
            let ids = p.statements.iter().map(|&row| table.id(row).to_string());
            ((who, theme, -p.stance.sign()), ids.collect())
        })
        .collect()
}

proptest! {
    #[test]
    fn stances_multiply_like_signs(a in stance(), b in stance(), c in stance()) {
        prop_assert_eq!((a * b).sign(), a.sign() * b.sign());
        prop_assert_eq!(a * b, b * a);
        prop_assert_eq!((a * b) * c, a * (b * c));
        prop_assert_eq!(a * Stance::Support, a);
        prop_assert_eq!(Stance::Concern * Stance::Concern, Stance::Support);
        prop_assert_eq!(-a, a * Stance::Concern);
        prop_assert_eq!(-(-a), a);
        prop_assert_eq!(a.as_str().parse(), Ok(a));
    }

    #[test]
    fn a_position_is_the_product_along_the_path(parts in parts()) {
        let record = Record::resolve(parts).expect("has no fault");
        for roll_up in [RollUp::None, RollUp::Ancestors, RollUp::Top] {
            let by_hand: Vec<_> = positions_by_hand(&record, roll_up).into_iter().collect();
            prop_assert_eq!(positions(&record, roll_up), by_hand);
        }
    }

    #[test]
    fn order_does_not_matter((parts, other) in parts().prop_flat_map(|p| (Just(p.clone()), shuffled(p)))) {
        let (a, b) = (Record::resolve(parts), Record::resolve(other));
        let (a, b) = (a.expect("has no fault"), b.expect("has no fault"));
        prop_assert_eq!(record_json(&a), record_json(&b));
        prop_assert_eq!(&a, &b);
        prop_assert_eq!(Record::resolve(a.to_parts()), Ok(b));
    }

    #[test]
    fn rolling_up_only_moves_statements_upwards(parts in parts()) {
        let record = Record::resolve(parts).expect("has no fault");
        let plain = positions(&record, RollUp::None);
        let all: BTreeMap<_, _> = positions(&record, RollUp::Ancestors).into_iter().collect();
        for (key, ids) in &plain {
            prop_assert!(ids.iter().all(|id| all[key].contains(id)));
        }
        for ((_, theme, _), _) in positions(&record, RollUp::Top) {
            let theme = record.find_theme(&ThemeId::new(&theme).expect("is an id"));
            let theme = theme.expect("is in the record");
            prop_assert_eq!(record.broader(theme), None);
        }
    }

    #[test]
    fn every_noun_is_a_node_and_every_statement_is_behind_an_edge(parts in parts()) {
        let record = Record::resolve(parts).expect("has no fault");
        let graph = KnowledgeGraph::new(&record, GraphOptions::default());
        let nouns = record.stakeholders().len() + record.claims().len() + record.themes().len();
        prop_assert_eq!(graph.graph().node_count(), nouns);
        let mut rows: Vec<_> = graph
            .edges(EdgeKind::Statement)
            .flat_map(|(_, _, edge)| graph.evidence(edge).to_vec())
            .collect();
        rows.sort_unstable();
        prop_assert_eq!(rows, record.statements().rows().collect::<Vec<_>>());
        for (n, node) in graph.graph().node_weights().enumerate() {
            prop_assert_eq!(graph.node_index(*node).index(), n);
        }
    }

    #[test]
    fn circles_of_themes_are_found(
        broader in proptest::collection::vec(proptest::option::of(0usize..8), 8)
    ) {
        let id = |n: usize| ThemeId::new(&format!("t{n}")).expect("is an id");
        let themes = (0..8).map(|n| Theme {
            id: id(n),
            name: format!("T {n}"),
            definition: None,
            broader: broader[n].map(id),
            keywords: Vec::new(),
            comment: None,
        });
        let resolved = Record::resolve(Parts { themes: themes.collect(), ..Parts::default() });
        // Eight steps lead out of any chain of eight, but never out of a circle.
        let endless = |start: usize| {
            (0..8).try_fold(start, |at, _| broader[at]).is_some_and(|at| broader[at].is_some())
        };
        let expected = (0..8).any(endless);
        let told = resolved.err().into_iter().flatten();
        let cycles: Vec<_> = told
            .filter_map(|fault| match fault.kind {
                FaultKind::CyclicBroader { cycle } => Some(cycle),
                _ => None,
            })
            .collect();
        prop_assert_eq!(!cycles.is_empty(), expected);
        for cycle in cycles {
            for (n, theme) in cycle.iter().enumerate() {
                let next = &cycle[(n + 1) % cycle.len()];
                let at: usize = theme[1..].parse().expect("is a number");
                let above = broader[at].map(|n| format!("t{n}"));
                prop_assert_eq!(above.as_ref(), Some(next));
            }
        }
    }
}

#[test]
fn both_stances_of_one_stakeholder_on_one_claim_are_two_edges() {
    let record = crate::records::record(&["tests/data/nasty.json"]);
    let graph = KnowledgeGraph::new(&record, GraphOptions::default());
    let parallel: Vec<Stance> = graph
        .edges(EdgeKind::Statement)
        .filter(|(from, _, _)| matches!(from, Node::Stakeholder(ix) if ix.index() == 0))
        .map(|(_, _, edge)| edge.stance)
        .collect();
    assert_eq!(parallel, [Stance::Support, Stance::Concern]);
    // Mixed on each of the claim's two themes: four positions.
    let of_first = graph.positions().filter(|p| p.stakeholder.index() == 0);
    assert_eq!(of_first.count(), 4);
}
