//! All the ways of accepting arguments that hold together: complete, preferred, stable.

use super::arguments::ArgumentGraph;
use super::grounded::{Label, grounded};

/// The most arguments that are undecided in the grounded labelling and can still be searched.
pub const MOST_UNDECIDED: usize = 24;

/// Sets of arguments, each sorted, by place; the lists sorted too.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Extensions {
    /// Sets that defend exactly what they hold: conflict-free, and in them is every argument
    /// whose every attacker they attack.
    pub complete: Vec<Vec<usize>>,
    /// The complete sets that no other complete set contains.
    pub preferred: Vec<Vec<usize>>,
    /// The complete sets that attack everything outside of them; there may be none.
    pub stable: Vec<Vec<usize>>,
}

/// Which sets of arguments can be held together when supports and base scores are left aside.
///
/// The grounded extension is the least complete one; what it decides is decided in all, and the
/// rest is searched exhaustively.
///
/// `graph`: its attacks of a weight above 0 are used, nothing else.
///
/// Returns all extensions. Empty graph: the empty set is complete, preferred and stable.
/// Parallel attacks count as one; an argument that attacks itself is in no set. `None` where
/// more than [`MOST_UNDECIDED`] arguments are left undecided by the grounded labelling.
///
/// O(2^undecided · (arguments + attacks)).
///
/// Dung 1995, doi 10.1016/0004-3702(94)00041-X.
pub fn extensions(graph: &ArgumentGraph) -> Option<Extensions> {
    let labels = grounded(graph);
    let of = |wanted| {
        (0..graph.len())
            .filter(|&at| labels[at] == wanted)
            .collect::<Vec<_>>()
    };
    let (certain, open) = (of(Label::In), of(Label::Undecided));
    if open.len() > MOST_UNDECIDED {
        return None;
    }
    let attackers: Vec<Vec<usize>> = (0..graph.len())
        .map(|at| graph.attackers(at).collect())
        .collect();
    let mut found = Extensions::default();
    for chosen in 0..1_u32 << open.len() {
        let mut set: Vec<usize> = certain.clone();
        set.extend(
            (0..open.len())
                .filter(|bit| chosen >> bit & 1 == 1)
                .map(|bit| open[bit]),
        );
        set.sort_unstable();
        if is_complete(&attackers, &set) {
            found.complete.push(set);
        }
    }
    found.complete.sort();
    let within = |a: &[usize], b: &[usize]| a.iter().all(|at| b.binary_search(at).is_ok());
    found.preferred = (found.complete.iter())
        .filter(|&set| {
            !found
                .complete
                .iter()
                .any(|other| other != set && within(set, other))
        })
        .cloned()
        .collect();
    found.stable = (found.complete.iter())
        .filter(|set| {
            (0..graph.len()).all(|at| {
                let held = |at: &usize| set.binary_search(at).is_ok();
                held(&at) || attackers[at].iter().any(held)
            })
        })
        .cloned()
        .collect();
    Some(found)
}

fn is_complete(attackers: &[Vec<usize>], set: &[usize]) -> bool {
    let held = |at: &usize| set.binary_search(at).is_ok();
    let defeated = |at: &usize| attackers[*at].iter().any(held);
    attackers.iter().enumerate().all(|(at, against)| {
        // Held exactly if defended, and nobody held attacks it.
        let defended = against.iter().all(defeated);
        held(&at) == defended && !(held(&at) && against.iter().any(held))
    })
}
