//! Records as xAIF, the exchange form of argument mining.

use serde_json::{Value, json};

use super::pretty;
use crate::model::{Record, Stance};

/// A record as extended AIF. Claims are I-nodes. Each statement is a locution (`L`, "Name:
/// words") of a participant that asserts (`YA`): in support of a claim, the claim itself; with a
/// concern about it, an I-node of its own that is in conflict (`CA`) with it. Relations are `RA`
/// and `CA` nodes between claims.
///
/// `text` has every locution on a line. Themes, sources beside the name in a locution, kinds and
/// notes have no place in it. O(statements + relations).
pub fn xaif(record: &Record) -> String {
    let mut made = Made::default();
    for claim in record.claims() {
        made.node(&format!("claim-{}", claim.id), "I", &claim.text, None);
    }
    let table = record.statements();
    let (mut locutions, mut text) = (Vec::new(), String::new());
    for row in table.rows() {
        let id = table.id(row);
        let stakeholder = record.stakeholder(table.stakeholder(row));
        let claim = record.claim(table.claim(row));
        let claim_node = format!("claim-{}", claim.id);
        let words = table.quote(row).unwrap_or(&claim.text);
        let said = format!("{}: {words}", stakeholder.name);
        let (l, ya) = (format!("l-{id}"), format!("ya-{id}"));
        made.node(&l, "L", &said, None);
        made.node(&ya, "YA", "Asserting", Some("74"));
        made.edge(&l, &ya);
        match table.stance(row) {
            Stance::Support => made.edge(&ya, &claim_node),
            Stance::Concern => {
                let own = format!("concern-{id}");
                let words = table
                    .quote(row)
                    .map_or_else(|| format!("Concern about: {}", claim.text), str::to_owned);
                made.node(&own, "I", &words, None);
                made.edge(&ya, &own);
                made.between(&format!("ca-{id}"), Stance::Concern, (&own, &claim_node));
            }
        }
        let mut locution = json!({
            "nodeID": l,
            "personID": stakeholder.id.as_str(),
            "source": record.source(table.source(row)).id.as_str(),
        });
        if let Some(day) = record.date_of(row) {
            locution["timestamp"] = format!("{day} 00:00:00").into();
        }
        if let Some(span) = table.span(row) {
            locution["start"] = span.start().into();
            locution["end"] = span.end().into();
        }
        locutions.push(locution);
        text.push_str(&said);
        text.push('\n');
    }
    for (at, relation) in record.relations().iter().enumerate() {
        let [from, to] =
            [relation.from, relation.to].map(|claim| format!("claim-{}", record.claim(claim).id));
        made.between(
            &format!("relation-{}", at + 1),
            relation.stance,
            (&from, &to),
        );
    }
    let participants = record.stakeholders().iter().map(
        |one| json!({ "participantID": one.id.as_str(), "firstname": one.name, "surname": "" }),
    );
    pretty(&json!({
        "AIF": {
            "nodes": made.nodes,
            "edges": made.edges,
            "schemefulfillments": [],
            "descriptorfulfillments": [],
            "participants": participants.collect::<Vec<_>>(),
            "locutions": locutions,
        },
        "text": text,
        "dialog": true,
        "OVA": [],
    }))
}

#[derive(Default)]
struct Made {
    nodes: Vec<Value>,
    edges: Vec<Value>,
}

impl Made {
    fn node(&mut self, id: &str, kind: &str, text: &str, scheme: Option<&str>) {
        let mut node = json!({ "nodeID": id, "text": text, "type": kind });
        if let Some(scheme) = scheme {
            node["scheme"] = text.into();
            node["schemeID"] = scheme.into();
        }
        self.nodes.push(node);
    }

    fn edge(&mut self, from: &str, to: &str) {
        let id = format!("e{}", self.edges.len() + 1);
        (self.edges).push(json!({ "edgeID": id, "fromID": from, "toID": to }));
    }

    /// One claim bearing on another, by a node between them.
    fn between(&mut self, id: &str, stance: Stance, (from, to): (&str, &str)) {
        let (kind, name, scheme) = match stance {
            Stance::Support => ("RA", "Default Inference", "72"),
            Stance::Concern => ("CA", "Default Conflict", "71"),
        };
        self.node(id, kind, name, Some(scheme));
        self.edge(from, id);
        self.edge(id, to);
    }
}
