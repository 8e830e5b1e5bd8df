//! The ties of each window: as those of `network`, by what was said in the window alone.

use std::collections::BTreeMap;

use super::cut::Cut;
use crate::draw::form::network::Tie;
use crate::draw::network_look::Ties;
use crate::draw::options::{DrawOptions, Through};
use crate::model::{EdgeKind, KnowledgeGraph, Node, Record, Stance, StatementIx};

/// Who holds what in a window: for each theme or claim, for each side, who and by which
/// statements.
type Held = BTreeMap<Node, [BTreeMap<usize, Vec<StatementIx>>; 2]>;

/// What was said in each window.
pub(super) struct Said {
    held: Vec<Held>,
}

impl Said {
    /// O(statements · themes of a claim).
    pub(super) fn new(
        record: &Record,
        graph: &KnowledgeGraph,
        cuts: &[Cut],
        through: Through,
    ) -> Self {
        let mut window = vec![None; record.statements().len()];
        for (at, cut) in cuts.iter().enumerate() {
            for row in &cut.rows {
                window[row.index()] = Some(at);
            }
        }
        let kind = match through {
            Through::Themes => EdgeKind::Position,
            Through::Claims => EdgeKind::Statement,
        };
        let mut held: Vec<Held> = vec![Held::new(); cuts.len()];
        for (from, to, edge) in graph.edges(kind) {
            let Node::Stakeholder(who) = from else {
                continue;
            };
            for &row in graph.evidence(edge) {
                if let Some(at) = window[row.index()] {
                    let sides = held[at].entry(to).or_default();
                    let side = &mut sides[usize::from(edge.stance == Stance::Concern)];
                    side.entry(who.index()).or_default().push(row);
                }
            }
        }
        Self { held }
    }

    /// Every tie of a window, by pair and sign, without statements. O(themes · people²).
    pub(super) fn ties(&self, window: usize, wanted: Ties) -> Vec<Tie> {
        let mut found: BTreeMap<(usize, usize), [i64; 2]> = BTreeMap::new();
        for sides in self.held[window].values() {
            for side in sides {
                let people: Vec<usize> = side.keys().copied().collect();
                for (i, &a) in people.iter().enumerate() {
                    for &b in &people[i + 1..] {
                        found.entry((a, b)).or_default()[0] += 1;
                    }
                }
            }
            for &a in sides[0].keys() {
                for &b in sides[1].keys().filter(|&&b| b != a) {
                    found.entry((a.min(b), a.max(b))).or_default()[1] += 1;
                }
            }
        }
        let mut ties = Vec::new();
        for ((a, b), [agree, disagree]) in found {
            let weights = match wanted {
                Ties::Both => [agree, disagree],
                Ties::Congruence => [agree, 0],
                Ties::Conflict => [0, disagree],
                Ties::Subtract => [(agree - disagree).max(0), (disagree - agree).max(0)],
            };
            for (weight, stance) in weights.into_iter().zip(Stance::ALL) {
                if weight > 0 {
                    ties.push(Tie {
                        a,
                        b,
                        stance,
                        weight: weight as f64,
                        statements: Vec::new(),
                    });
                }
            }
        }
        ties
    }

    /// The statements of both on what they agree on, or disagree on, in a window.
    pub(super) fn behind(&self, window: usize, tie: &Tie) -> Vec<StatementIx> {
        let mut rows = Vec::new();
        for sides in self.held[window].values() {
            for side in 0..2 {
                let other = if tie.stance == Stance::Support {
                    side
                } else {
                    1 - side
                };
                if let (Some(one), Some(more)) = (sides[side].get(&tie.a), sides[other].get(&tie.b))
                {
                    rows.extend(one.iter().chain(more));
                }
            }
        }
        rows.sort_unstable();
        rows.dedup();
        rows
    }
}

/// The ties of all windows that are asked for.
pub(super) fn all(said: &Said, windows: usize, options: &DrawOptions) -> Vec<Vec<Tie>> {
    (0..windows)
        .map(|window| said.ties(window, options.network.ties))
        .collect()
}
