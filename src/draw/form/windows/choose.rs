//! Who, which ties and which windows are drawn: what can be read on the page.

use std::collections::BTreeSet;

use super::cut::{Cut, Cuts};
use super::ties::Said;
use crate::draw::compose::height_px;
use crate::draw::diagram::NAME_FONT;
use crate::draw::form::network::{Tie, lines};
use crate::draw::medium::Medium;
use crate::draw::options::DrawOptions;
use crate::model::{Record, Stance};

/// Height for title, legend and caption at the width of A4, px, and that width: narrower ones
/// have more lines.
const AROUND_PX: f64 = 310.0;
const WIDTH_PX: f64 = 581.0;
/// How much more than their boxes stakeholders need in a panel.
const LOOSE: f64 = 1.6;
/// Room between panels, px.
pub(super) const GAP_PX: f64 = 12.0;
/// Room between the frame of a panel and what is in it, px.
pub(super) const PAD_PX: f64 = 9.0;
/// Height of a panel's heading in one line, px.
const HEAD_PX: f64 = 20.0;
/// In a panel at most so many ties a stakeholder, and some more.
const TIES_EACH: f64 = 1.4;
const TIES_MORE: f64 = 2.0;
/// The widest node, px, and its share of a panel.
const NODE_PX: f64 = 132.0;
const NODE_SHARE: f64 = 0.44;

/// How panels stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Grid {
    pub(super) columns: usize,
    pub(super) rows: usize,
    /// The width of a panel, px.
    pub(super) panel_px: f64,
    /// The widest node, px.
    pub(super) node_px: f64,
    pub(super) short: bool,
    /// So many stakeholders have room.
    pub(super) people: usize,
}

/// For how many there is room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Room {
    pub(super) people: usize,
    pub(super) windows: usize,
}

/// The windows that are drawn, at most: so many last ones.
pub(super) fn most_windows(medium: Medium) -> usize {
    match medium {
        Medium::A4 | Medium::Letter | Medium::Slide => 6,
        Medium::A5 => 4,
        Medium::Column => 3,
        Medium::Web => 12,
    }
}

/// Those with the strongest ties first, of some.
fn by_strength<'t>(people: &mut [usize], ties: impl Iterator<Item = &'t Tie>) {
    let count = people.iter().max().map_or(0, |last| last + 1);
    let mut strength = vec![(0.0_f64, 0.0_f64); count];
    for tie in ties {
        for who in [tie.a, tie.b] {
            if let Some(own) = strength.get_mut(who) {
                *own = (own.0.max(tie.weight), own.1 + tie.weight);
            }
        }
    }
    people.sort_by(|&a, &b| {
        let (one, other) = (strength[a], strength[b]);
        (other.0.total_cmp(&one.0))
            .then(other.1.total_cmp(&one.1))
            .then(a.cmp(&b))
    });
}

/// Everybody who speaks: of each window those with the strongest ties in turn, so that no panel
/// is left with people who say nothing then; of equals those with the strongest ties of all.
pub(super) fn order(record: &Record, ties: &[Vec<Tie>]) -> Vec<usize> {
    let count = record.stakeholders().len();
    let mut speaks = vec![false; count];
    for &who in record.statements().stakeholders() {
        speaks[who.index()] = true;
    }
    let mut order: Vec<usize> = (0..count).filter(|&who| speaks[who]).collect();
    by_strength(&mut order, ties.iter().flatten());
    let mut turn = vec![usize::MAX; count];
    for own in ties {
        let mut people: Vec<usize> = own.iter().flat_map(|tie| [tie.a, tie.b]).collect();
        people.sort_unstable();
        people.dedup();
        by_strength(&mut people, own.iter());
        for (at, who) in people.into_iter().enumerate() {
            turn[who] = turn[who].min(at);
        }
    }
    order.sort_by_key(|&who| turn[who]);
    order
}

/// The windows that have a tie: the others would show nothing. All, where none has.
pub(super) fn with_ties(all: &[Vec<Tie>]) -> Vec<usize> {
    let tied: Vec<usize> = (0..all.len()).filter(|&at| !all[at].is_empty()).collect();
    if tied.is_empty() {
        return (0..all.len()).collect();
    }
    tied
}

/// The grid of panels in which most stakeholders have room.
pub(super) fn grid(
    record: &Record,
    options: &DrawOptions,
    order: &[usize],
    windows: usize,
) -> Grid {
    let width = options.content_px();
    let high = options.medium.height_px().map_or(f64::INFINITY, |px| {
        px - AROUND_PX * (0.4 + 0.6 * WIDTH_PX / width).max(1.0)
    });
    let mut best: Option<Grid> = None;
    for columns in 1..=windows.clamp(1, 4) {
        let rows = windows.div_ceil(columns).max(1);
        let panel_px = (width - GAP_PX * (columns - 1) as f64) / columns as f64;
        let node_px = NODE_PX.min(panel_px * NODE_SHARE);
        let each = ((high - GAP_PX * (rows - 1) as f64) / rows as f64).max(0.0);
        let inner = (panel_px - 2.0 * PAD_PX)
            * (each.min(panel_px * 1.1) - 2.0 * PAD_PX - HEAD_PX).max(0.0);
        for short in [false, true] {
            let mut used = 0.0;
            let people = (order.iter())
                .take_while(|&&who| {
                    let (wide, lines) = lines(record, who, short, node_px);
                    used += (wide + 18.0) * (height_px(lines.len(), NAME_FONT) + 15.0) * LOOSE;
                    used <= inner
                })
                .count();
            let better = best.is_none_or(|best| people > best.people);
            if better {
                best = Some(Grid {
                    columns,
                    rows,
                    panel_px,
                    node_px,
                    short,
                    people,
                });
            }
        }
    }
    // There is at least one column.
    best.unwrap_or(Grid {
        columns: 1,
        rows: windows.max(1),
        panel_px: width,
        node_px: NODE_PX,
        short: true,
        people: 2,
    })
}

/// What is drawn, and what not.
pub(super) struct Chosen<'c> {
    /// The windows drawn, their places among all, and how many that have a tie came before.
    pub(super) windows: Vec<&'c Cut>,
    pub(super) places: Vec<usize>,
    pub(super) before: usize,
    /// Windows without a tie.
    pub(super) without: usize,
    /// Statements in no window.
    pub(super) undated: usize,
    /// Who is drawn, ascending.
    pub(super) people: Vec<usize>,
    /// Who speaks in each window.
    pub(super) speaks: Vec<BTreeSet<usize>>,
    /// The ties drawn in each window, with their statements.
    pub(super) ties: Vec<Vec<Tie>>,
    /// Every tie of every window, also of those not drawn.
    pub(super) all: &'c [Vec<Tie>],
    pub(super) cuts: &'c Cuts,
    /// Ties between those drawn that are weaker, and what they are below.
    pub(super) weaker: usize,
    pub(super) below: Option<f64>,
    /// Who speaks, and is not drawn.
    pub(super) left_out: usize,
}

impl<'c> Chosen<'c> {
    /// With at most so many stakeholders.
    pub(super) fn new(
        record: &Record,
        options: &DrawOptions,
        (cuts, said, all): (&'c Cuts, &Said, &'c [Vec<Tie>]),
        (order, room): (&[usize], Room),
        most: usize,
    ) -> Self {
        let tied = with_ties(all);
        let without = cuts.windows.len() - tied.len();
        let before = tied.len() - tied.len().min(room.windows);
        let places = tied[before..].to_vec();
        let windows: Vec<&Cut> = places.iter().map(|&at| &cuts.windows[at]).collect();
        let mut people: Vec<usize> = order.iter().copied().take(most).collect();
        people.sort_unstable();
        let has = |who: usize| people.binary_search(&who).is_ok();
        let among: Vec<Vec<&Tie>> = (places.iter())
            .map(|&at| {
                let own = all[at].iter().filter(|tie| has(tie.a) && has(tie.b));
                own.collect()
            })
            .collect();
        let room = (TIES_EACH * room.people as f64 + TIES_MORE) as usize;
        let least = options
            .network
            .threshold
            .unwrap_or_else(|| least_weight(&among, room));
        let mut ties: Vec<Vec<Tie>> = Vec::new();
        for (&at, among) in places.iter().zip(&among) {
            let strong = among.iter().filter(|tie| tie.weight >= least);
            let with_rows = strong.map(|&tie| Tie {
                statements: said.behind(at, tie),
                ..tie.clone()
            });
            ties.push(with_rows.collect());
        }
        let drawn: usize = ties.iter().map(Vec::len).sum();
        let weaker = among.iter().map(Vec::len).sum::<usize>() - drawn;
        let mut tied: Vec<usize> = ties.iter().flatten().flat_map(|t| [t.a, t.b]).collect();
        tied.sort_unstable();
        tied.dedup();
        let table = record.statements();
        let speaks = (windows.iter())
            .map(|cut| {
                let rows = cut.rows.iter();
                rows.map(|&row| table.stakeholder(row).index()).collect()
            })
            .collect();
        Self {
            windows,
            places,
            before,
            without,
            undated: cuts.undated,
            left_out: order.len() - tied.len(),
            people: tied,
            speaks,
            ties,
            all,
            cuts,
            weaker,
            below: (weaker > 0).then_some(least),
        }
    }

    /// Drawn ties of agreement and of disagreement in a window.
    pub(super) fn sides(&self, window: usize) -> [usize; 2] {
        sides(&self.ties[window])
    }

    /// The least and the greatest weight drawn.
    pub(super) fn weights(&self) -> Option<(f64, f64)> {
        let all = || self.ties.iter().flatten().map(|tie| tie.weight);
        Some((all().reduce(f64::min)?, all().reduce(f64::max)?))
    }
}

/// How many to choose from, so that as many have a tie strong enough to be drawn as have room.
pub(super) fn candidates(
    record: &Record,
    options: &DrawOptions,
    inputs: (&Cuts, &Said, &[Vec<Tie>]),
    (order, room): (&[usize], Room),
) -> usize {
    let tied = |most: usize| {
        Chosen::new(record, options, inputs, (order, room), most)
            .people
            .len()
    };
    let tried = (room.people..=order.len().min(3 * room.people)).map(|most| (tied(most), most));
    let fits = tried.filter(|(tied, _)| *tied <= room.people);
    // Of equals the fewest: a lower threshold.
    let best = fits.max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
    best.map_or(room.people, |(_, most)| most).min(order.len())
}

/// How many of some ties agree, and how many disagree.
pub(super) fn sides(ties: &[Tie]) -> [usize; 2] {
    let agree = ties.iter().filter(|tie| tie.stance == Stance::Support);
    let agree = agree.count();
    [agree, ties.len() - agree]
}

/// The least weight of which no window has more ties than there is room for; the same for all,
/// so that a line that is missing says something.
fn least_weight(among: &[Vec<&Tie>], room: usize) -> f64 {
    let most = among.iter().flatten().map(|tie| tie.weight);
    let most = most.fold(1.0, f64::max);
    let mut least = 1.0;
    let crowded = |least: f64| {
        among
            .iter()
            .any(|ties| ties.iter().filter(|tie| tie.weight >= least).count() > room)
    };
    while least < most && crowded(least) {
        least += 1.0;
    }
    least
}
