//! Proposals that may say the same, to be merged by whoever corrects them.

use std::collections::BTreeSet;

use super::proposal::Proposal;

/// Proposals on the same themes whose words are much alike.
pub(super) fn liken(proposals: &mut [Proposal]) {
    let keys: Vec<(BTreeSet<String>, BTreeSet<String>)> = proposals
        .iter()
        .map(|one| {
            let words = one.quote.to_lowercase();
            let words = words
                .split(|c: char| !c.is_alphanumeric())
                .filter(|w| w.len() > 3);
            let themes = one
                .themes
                .iter()
                .map(|t| format!("{} {}", t.theme, t.stance));
            (words.map(str::to_owned).collect(), themes.collect())
        })
        .collect();
    for n in 1..proposals.len() {
        proposals[n].like = (0..n)
            .filter(|&m| {
                let (shared, all) = (
                    keys[n].0.intersection(&keys[m].0).count(),
                    keys[n].0.union(&keys[m].0).count(),
                );
                keys[n].1 == keys[m].1 && shared * 2 >= all && all > 0
            })
            .collect();
    }
}
