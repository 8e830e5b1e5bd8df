//! Which stakeholders and ties are drawn: what is asked for, else what can be read on the page.

use super::NODE_PX;
use super::people::{self, People};
use super::ties::{self, Tie};
use crate::analysis::Normalisation;
use crate::draw::compose::height_px;
use crate::draw::diagram::NAME_FONT;
use crate::draw::options::DrawOptions;
use crate::model::{KnowledgeGraph, Record, Stance};

/// Height for title, legend and caption, px.
const AROUND_PX: f64 = 300.0;
/// How much more than their boxes stakeholders need: ties, and panels beside each other.
const LOOSE: f64 = 3.2;
/// Unasked, at most so many ties a stakeholder, and some more.
const TIES_EACH: f64 = 1.6;
const TIES_MORE: usize = 8;

/// What is drawn, and what not.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Chosen {
    pub(super) people: People,
    /// By pair and sign.
    pub(super) ties: Vec<Tie>,
    /// For everybody, how many drawn ties of agreement and of disagreement end there.
    pub(super) degrees: Vec<[usize; 2]>,
    /// Every tie, drawn or not.
    pub(super) all: Vec<Tie>,
    /// Weights are divided by something.
    pub(super) normalised: bool,
    /// Ties between those drawn that are not drawn, and the least weight up to which each is.
    pub(super) weaker: usize,
    pub(super) below: Option<f64>,
    /// Ties that are not in the backbone.
    pub(super) by_chance: usize,
    /// Stakeholders with a tie that had no room.
    pub(super) left_out: Vec<usize>,
    /// Stakeholders without a stance.
    pub(super) silent: usize,
    /// More are drawn than the page has room for, since that was asked for.
    pub(super) crowded: bool,
}

impl Chosen {
    /// Unasked, of at most so many stakeholders.
    pub(super) fn new(
        record: &Record,
        graph: &KnowledgeGraph,
        options: &DrawOptions,
        most: usize,
    ) -> Self {
        let (all, normalised) = ties::all(record, graph, options);
        let count = record.stakeholders().len();
        let mut speaks = vec![false; count];
        for &who in record.statements().stakeholders() {
            speaks[who.index()] = true;
        }
        let mut chosen = Self {
            silent: speaks.iter().filter(|&&one| !one).count(),
            normalised,
            ..Self::default()
        };
        // The strongest first; of equals, the first.
        let mut strength = vec![0.0; count];
        for tie in &all {
            strength[tie.a] += tie.weight;
            strength[tie.b] += tie.weight;
        }
        let mut order: Vec<usize> = (0..count).filter(|&who| speaks[who]).collect();
        order.sort_by(|&a, &b| strength[b].total_cmp(&strength[a]).then(a.cmp(&b)));
        let (short, fit) = fits(record, options, &order);
        let keep = options.top.unwrap_or(fit.min(most)).min(order.len());
        chosen.crowded = keep > fit;
        chosen.people.short = short || chosen.crowded;
        chosen.left_out = order.split_off(keep);
        chosen.left_out.sort_unstable();
        order.sort_unstable();
        chosen.people.shown = order;

        let mut drawn = vec![false; count];
        for &who in &chosen.people.shown {
            drawn[who] = true;
        }
        let mut ties: Vec<Tie> = all
            .iter()
            .filter(|tie| drawn[tie.a] && drawn[tie.b])
            .cloned()
            .collect();
        chosen.all = all;
        if let Some(alpha) = options.network.backbone_alpha {
            let kept = ties::backbone(&ties, count, alpha);
            let before = ties.len();
            let mut kept = kept.into_iter();
            ties.retain(|_| kept.next().unwrap_or(false));
            chosen.by_chance = before - ties.len();
        }
        chosen.thin(&mut ties, options);
        ties::with_statements(graph, options, &mut ties);
        chosen.people.grouped(record, options, &ties);
        chosen.degrees = vec![[0; 2]; count];
        for tie in &ties {
            for who in [tie.a, tie.b] {
                chosen.degrees[who][usize::from(tie.stance == Stance::Concern)] += 1;
            }
        }
        chosen.ties = ties;
        chosen
    }

    /// Leaves out what is below the threshold; where none is given, what is weaker than the
    /// strongest that can be read, but for everybody's strongest tie.
    fn thin(&mut self, ties: &mut Vec<Tie>, options: &DrawOptions) {
        let before = ties.len();
        if let Some(least) = options.network.threshold {
            ties.retain(|tie| tie.weight >= least);
            self.below = (before > ties.len()).then_some(least);
        } else if options.network.backbone_alpha.is_none() {
            let most = (TIES_EACH * self.people.shown.len() as f64) as usize + TIES_MORE;
            if ties.len() > most {
                let mut weights: Vec<f64> = ties.iter().map(|tie| tie.weight).collect();
                weights.sort_by(|a, b| b.total_cmp(a));
                // The least weight of which all ties have room.
                let over = weights[most];
                let least = weights
                    .iter()
                    .copied()
                    .filter(|&w| w > over)
                    .fold(f64::INFINITY, f64::min);
                let mut strongest = std::collections::BTreeMap::new();
                for (at, tie) in ties.iter().enumerate() {
                    for who in [tie.a, tie.b] {
                        let best = strongest.entry(who).or_insert(at);
                        if tie.weight > ties[*best].weight {
                            *best = at;
                        }
                    }
                }
                let anchors: std::collections::BTreeSet<usize> = strongest.into_values().collect();
                let mut at = 0;
                ties.retain(|tie| {
                    at += 1;
                    tie.weight >= least || anchors.contains(&(at - 1))
                });
                self.below = Some(if least.is_finite() { least } else { weights[0] });
            }
        }
        self.weaker = before - ties.len();
    }

    /// The least and the greatest weight drawn.
    pub(super) fn weights(&self) -> Option<(f64, f64)> {
        let all = || self.ties.iter().map(|tie| tie.weight);
        Some((all().reduce(f64::min)?, all().reduce(f64::max)?))
    }

    /// Drawn ties of agreement and of disagreement.
    pub(super) fn sides(&self) -> [usize; 2] {
        let concern = self
            .ties
            .iter()
            .filter(|tie| tie.stance == Stance::Concern)
            .count();
        [self.ties.len() - concern, concern]
    }

    /// A weight as it is printed.
    pub(super) fn weight(&self, weight: f64) -> String {
        if self.normalised {
            format!("{weight:.2}")
        } else {
            format!("{}", weight.round())
        }
    }
}

/// Whether short names are needed, and how many of these stakeholders fit the page.
fn fits(record: &Record, options: &DrawOptions, order: &[usize]) -> (bool, usize) {
    let width = options.content_px();
    let high = options
        .medium
        .height_px()
        .map_or(width * 1.5, |px| px - AROUND_PX);
    let room = width * high;
    let mut most = 0;
    for short in [false, true] {
        let mut used = 0.0;
        let holds = order.iter().take_while(|&&who| {
            let (wide, lines) = people::lines(record, who, short, NODE_PX);
            used += (wide + 18.0) * (height_px(lines.len(), NAME_FONT) + 15.0) * LOOSE;
            used <= room
        });
        most = holds.count();
        if most == order.len() {
            return (short, most);
        }
    }
    (true, most.max(2))
}

/// The word for what weights are divided by.
pub(super) fn normalisation(options: &DrawOptions, chosen: &Chosen) -> Option<&'static str> {
    let asked = options.network.normalisation;
    (chosen.normalised && asked != Normalisation::None).then(|| asked.as_str())
}
