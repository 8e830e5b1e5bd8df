//! The cautious reading: what is in when only attacks count.

use serde::Serialize;

use super::arguments::ArgumentGraph;

/// What the grounded labelling says of an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Label {
    /// Every attacker is out.
    In,
    /// Some attacker is in.
    Out,
    /// Neither can be said.
    Undecided,
}

impl Label {
    /// The word used in results.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
            Self::Undecided => "undecided",
        }
    }
}

/// Which arguments must be accepted when supports and base scores are left aside.
///
/// An argument is in if every attacker is out, out if some attacker is in; repeated until
/// nothing changes, the rest is undecided. The arguments that are in are the grounded extension.
///
/// `graph`: its attacks of a weight above 0 are used, nothing else.
///
/// Returns one label for each argument, in the order of adding. Empty graph: no labels. An
/// argument without attackers is in; one that attacks itself is undecided or out. Parallel
/// attacks count as one.
///
/// O(arguments + attacks).
///
/// Dung 1995, doi 10.1016/0004-3702(94)00041-X; Modgil and Caminada 2009.
pub fn grounded(graph: &ArgumentGraph) -> Vec<Label> {
    let mut attacked = vec![Vec::new(); graph.len()];
    let mut threats = vec![0_usize; graph.len()];
    for (to, threats) in threats.iter_mut().enumerate() {
        for from in graph.attackers(to) {
            attacked[from].push(to);
            *threats += 1;
        }
    }
    let mut labels = vec![Label::Undecided; graph.len()];
    let mut accepted: Vec<usize> = (0..graph.len()).filter(|&at| threats[at] == 0).collect();
    while let Some(at) = accepted.pop() {
        labels[at] = Label::In;
        for &victim in &attacked[at] {
            if labels[victim] == Label::Out {
                continue;
            }
            labels[victim] = Label::Out;
            for &freed in &attacked[victim] {
                threats[freed] -= 1;
                if threats[freed] == 0 && labels[freed] == Label::Undecided {
                    accepted.push(freed);
                }
            }
        }
    }
    labels
}
