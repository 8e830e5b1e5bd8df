//! `YA`: speech acts on claims, which are statements.

use std::collections::{BTreeMap, BTreeSet};

use super::Reader;
use super::people::Spoken;
use crate::model::{ClaimId, Stance};

impl Reader<'_> {
    /// Statements: a locution, its speech act, and the claim that the act is about.
    pub(super) fn acts(&mut self, spoken: &BTreeMap<String, Spoken>) {
        let mut used: BTreeSet<String> = BTreeSet::new();
        let mut reasons: BTreeMap<String, &'static str> = BTreeMap::new();
        let ids: Vec<(String, String, usize)> = (self.nodes.iter())
            .filter(|(_, node)| node.kind == "YA")
            .map(|(id, node)| (id.clone(), node.text.to_lowercase(), node.at))
            .collect();
        for (id, act, at) in ids {
            const THINGS: &str = "speech acts (YA)";
            let place = format!("nodes[{at}]");
            let targets = self.out.get(&id).cloned().unwrap_or_default();
            let mut claims: Vec<ClaimId> = (targets.iter())
                .filter_map(|end| self.claims.get(end).cloned())
                .collect();
            let concern = self.concern(&targets);
            claims.extend(concern.clone());
            let from = self.into.get(&id).cloned().unwrap_or_default();
            // A reply is said by the locution that the transition leads to.
            let locutions: Vec<String> = (from.iter())
                .flat_map(|end| match self.nodes[end].kind {
                    "TA" => self.out.get(end).cloned().unwrap_or_default(),
                    _ => vec![end.clone()],
                })
                .filter(|end| self.nodes[end].kind == "L")
                .collect();
            let asks = (act.contains("question") || act.contains("challeng"))
                && !act.contains("assertive")
                && !act.contains("rhetorical");
            if claims.is_empty() {
                let why = "it says who connected claims, not who holds one";
                self.draft.tally.skipped(THINGS, why, place);
                continue;
            }
            if asks {
                for one in locutions {
                    reasons
                        .entry(one)
                        .or_insert("it asks or challenges, which is no stance");
                }
                let why = "it asks or challenges, which is no stance";
                self.draft.tally.skipped(THINGS, why, place);
                continue;
            }
            let stance = if act.contains("disagree") || concern.is_some() {
                Stance::Concern
            } else {
                Stance::Support
            };
            let mut made = false;
            for one in &locutions {
                let Some(said) = spoken.get(one) else {
                    continue;
                };
                for claim in &claims {
                    let source = self.source(&said.source);
                    let ends = (&said.who, claim);
                    let name = one.strip_prefix("l-").filter(|_| self.own).unwrap_or(one);
                    // Where nothing was quoted we write the claim's words.
                    let at = self.draft.claim_at(claim).filter(|_| self.own);
                    let text = at.map(|at| self.draft.parts.claims[at].text.clone());
                    let row = self.draft.statement(name, ends, stance, &source);
                    row.quote = Some(said.words.clone())
                        .filter(|words| !words.is_empty() && Some(words) != text.as_ref());
                    row.span = said.span;
                    row.date = said.date;
                    let plain = act.is_empty()
                        || act == "ya"
                        || act.contains("default")
                        || act == "asserting";
                    row.note = (!plain).then(|| format!("speech act: {act}"));
                    made = true;
                }
                used.insert(one.clone());
            }
            if made {
                self.draft.tally.kept(THINGS);
            } else {
                self.draft
                    .tally
                    .skipped(THINGS, "nobody is known to have said it", place);
            }
        }
        let all: Vec<(String, usize)> = (self.nodes.iter())
            .filter(|(_, node)| node.kind == "L")
            .map(|(id, node)| (id.clone(), node.at))
            .collect();
        for (id, at) in all {
            if used.contains(&id) {
                self.draft.tally.kept("locutions");
                continue;
            }
            let why = match reasons.get(&id) {
                Some(why) => why,
                None if !spoken.contains_key(&id) => "nobody is known to have said it",
                None => "no speech act ties it to a claim",
            };
            self.draft
                .tally
                .skipped("locutions", why, format!("nodes[{at}]"));
        }
    }

    /// The claim that one of our own nodes of concern is about.
    fn concern(&self, targets: &[String]) -> Option<ClaimId> {
        let id = targets
            .iter()
            .find(|id| self.own && id.starts_with("concern-"))?;
        let conflict = self.out.get(id)?.first()?;
        self.claims.get(self.out.get(conflict)?.first()?).cloned()
    }
}
