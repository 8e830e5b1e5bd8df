//! `RA` and `CA`: relations between claims.

use std::collections::{BTreeMap, BTreeSet};

use super::Reader;
use crate::model::{ClaimId, Stance};

impl Reader<'_> {
    pub(super) fn reasons(&mut self, schemes: &BTreeMap<String, String>) {
        let ids: Vec<(String, bool, usize)> = (self.nodes.iter())
            .filter(|(_, node)| matches!(node.kind, "RA" | "CA"))
            .map(|(id, node)| (id.clone(), node.kind == "RA", node.at))
            .collect();
        for (id, pro, at) in ids {
            let (things, stance) = if pro {
                ("inferences (RA)", Stance::Support)
            } else {
                ("conflicts (CA)", Stance::Concern)
            };
            let claims = |side: &BTreeMap<String, Vec<String>>| -> Vec<ClaimId> {
                let ends = side.get(&id).into_iter().flatten();
                let ends: BTreeSet<&String> = ends.collect();
                ends.into_iter()
                    .filter_map(|end| self.claims.get(end).cloned())
                    .collect()
            };
            let (premises, conclusions) = (claims(&self.into), claims(&self.out));
            let place = format!("nodes[{at}]");
            if self.own && id.starts_with("ca-") {
                self.draft.tally.kept(things);
                continue;
            }
            let on_inference = (self.out.get(&id).into_iter().flatten())
                .any(|end| matches!(self.nodes[end].kind, "RA" | "CA" | "MA"));
            if premises.is_empty() || conclusions.is_empty() {
                let why = if on_inference {
                    "it bears on an inference, and relations of a record lead to claims"
                } else {
                    "it lacks a premise or a conclusion"
                };
                self.draft.tally.skipped(things, why, place);
                continue;
            }
            if on_inference {
                let why = "relations of a record lead to claims";
                self.draft.tally.lost("bearings on inferences", why, place);
            }
            self.draft.tally.kept(things);
            let scheme = schemes
                .get(&id)
                .map(|name| format!(": {name}"))
                .unwrap_or_default();
            let together = if premises.len() > 1 {
                ", with its other premises"
            } else {
                ""
            };
            let comment = format!("node {id}{scheme}{together}");
            let comment = (!self.own).then_some(comment);
            let source = (!self.own).then(|| self.source(""));
            for from in &premises {
                for to in &conclusions {
                    let ends = (from, to);
                    self.draft
                        .relation("premises", ends, stance, source.as_ref(), comment.clone());
                    if self.own
                        && let Some(last) = self.draft.parts.relations.last_mut()
                    {
                        last.basis = None;
                    }
                }
            }
        }
    }
}
