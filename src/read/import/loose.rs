//! Graphs as their files have them, before they are property graphs.

use std::collections::BTreeMap;

use super::Import;
use super::draft::Draft;
use super::property::property_record;
use crate::model::{
    Attributes, EDGE_KIND, NODE_KIND, PropertyEdge, PropertyGraph, PropertyNode, STANCE, Value,
};
use crate::read::when::when;

/// A graph with ends by name and everything else as attributes.
#[derive(Debug, Default)]
pub(crate) struct Loose {
    pub(crate) title: Option<String>,
    pub(crate) attributes: Attributes,
    pub(crate) directed: bool,
    pub(crate) nodes: Vec<(String, Attributes)>,
    pub(crate) edges: Vec<LooseEdge>,
}

#[derive(Debug, Default)]
pub(crate) struct LooseEdge {
    pub(crate) id: String,
    pub(crate) source: String,
    pub(crate) target: String,
    pub(crate) attributes: Attributes,
}

/// Takes an attribute out of a list.
fn take(list: &mut Attributes, names: &[&str]) -> Option<String> {
    let at = names.iter().find_map(|name| {
        list.iter()
            .position(|(known, _)| known.eq_ignore_ascii_case(name))
    })?;
    Some(list.remove(at).1.to_string())
}

/// The record of a graph; what its file cannot hold together (two nodes of one id, edges to
/// nowhere) is in the loss report.
pub(crate) fn record(loose: Loose, mut draft: Draft) -> Import {
    if !draft.problems.is_empty() {
        return draft.finish();
    }
    let mut graph = PropertyGraph {
        title: loose.title,
        attributes: loose.attributes,
        directed: loose.directed,
        ..PropertyGraph::default()
    };
    if graph.title.is_none() {
        graph.title = take(&mut graph.attributes, &["title"]);
    } else {
        take(&mut graph.attributes, &["title"]);
    }
    let mut place: BTreeMap<String, usize> = BTreeMap::new();
    for (id, mut attributes) in loose.nodes {
        if place.contains_key(&id) {
            draft
                .tally
                .skipped("nodes with a taken id", "another node has the same id", id);
            continue;
        }
        let class = take(&mut attributes, &[NODE_KIND]).unwrap_or_default();
        let label = take(&mut attributes, &["label", "name"]).unwrap_or_default();
        place.insert(id.clone(), graph.nodes.len());
        graph.nodes.push(PropertyNode {
            id,
            class,
            label,
            attributes,
            look: None,
        });
    }
    for edge in loose.edges {
        let (Some(&source), Some(&target)) = (place.get(&edge.source), place.get(&edge.target))
        else {
            draft
                .tally
                .skipped("edges to nowhere", "an end leads to no node", edge.id);
            continue;
        };
        let mut attributes = edge.attributes;
        let class = take(&mut attributes, &[EDGE_KIND]).unwrap_or_default();
        let stance = take(&mut attributes, &[STANCE]);
        let found = stance.as_deref().and_then(|word| word.parse().ok());
        if let Some(word) = stance.filter(|_| found.is_none()) {
            attributes.push((STANCE.to_owned(), Value::Text(word)));
        }
        let day = |text: Option<String>| {
            let text = text?;
            let second = *when(text.get(..10).unwrap_or(&text))?.start();
            Some(crate::model::events::time::civil(second).date())
        };
        let first = day(take(&mut attributes, &["firstDay"]));
        let last = day(take(&mut attributes, &["lastDay"]));
        let weight =
            take(&mut attributes, &["signedWeight"]).or_else(|| take(&mut attributes, &["weight"]));
        let label = take(&mut attributes, &["label"]).unwrap_or_default();
        graph.edges.push(PropertyEdge {
            id: edge.id,
            class,
            source,
            target,
            label,
            stance: found,
            weight: weight
                .and_then(|text| text.parse().ok())
                .filter(|n: &f64| n.is_finite())
                .unwrap_or(1.0),
            days: first.zip(last),
            attributes,
        });
    }
    let before = std::mem::take(&mut draft.tally);
    let mut import = property_record(&graph, draft.files);
    import.loss = before.before(import.loss);
    import
}
