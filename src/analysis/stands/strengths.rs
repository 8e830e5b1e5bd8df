//! The strength of every argument under one rule, with a damped solver where edges form cycles.

use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::arguments::{ArgumentError, ArgumentGraph};
use super::rule::Rule;

/// How cycles are solved.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SolveOptions {
    /// Done when no strength would change by more than this. Default: 1e-13.
    pub tolerance: f64,
    /// Rounds after which a cycle is given up. Default: 100,000.
    pub most_rounds: usize,
    /// The share of the way to the new strength that a round goes, 0 < step <= 1; halved (down
    /// to 1/1024) where 64 rounds do not shrink the greatest change by 5 %. Default: 1.
    pub step: f64,
}

impl Default for SolveOptions {
    fn default() -> Self {
        Self {
            tolerance: 1e-13,
            most_rounds: 100_000,
            step: 1.0,
        }
    }
}

/// What a solver found.
#[derive(Debug, Clone, PartialEq)]
pub struct Strengths {
    /// The strength of each argument, 0 to 1, in the order of adding; only the last try where
    /// `converged` is false.
    pub values: Vec<f64>,
    /// Whether every strength follows from its neighbours' to within the tolerance.
    pub converged: bool,
    /// The most rounds that a cycle took; 1 where there is no cycle, 0 for an empty graph.
    pub rounds: usize,
    /// The greatest change that one more round would have made.
    pub residual: f64,
}

const LEAST_STEP: f64 = 1.0 / 1024.0;
/// Rounds in which the residual must fall by a twentieth, else the step is halved.
const PATIENCE: usize = 64;

/// How strong each argument is, given all that supports and attacks it, under one rule.
///
/// s(a) = influence(w(a), aggregate of its neighbours' s); see [`Rule`]. Strongly connected
/// parts are solved in the order of their dependence: a part without a cycle in one exact pass,
/// one with a cycle by s ← s + step·(new − s) from s = w, the step halved where 64 rounds
/// do not shrink the residual by 5 %.
///
/// `graph`: arguments, base scores and signed edges. `rule`: which semantics. `options`: when to
/// stop.
///
/// Returns strengths in 0..=1. A cycle that does not settle gives `converged: false`; do not
/// print its numbers. Empty graph: no strengths. An argument without neighbours keeps its base
/// score. Parallel edges count once each.
///
/// # Errors
/// [`ArgumentError::Logit`] where the rule is MLP and a base score is 0 or 1.
///
/// O(arguments + edges) without cycles, times the rounds with them.
///
/// Potyka, KR 2018, "Continuous dynamical systems for weighted bipolar argumentation".
pub fn strengths(
    graph: &ArgumentGraph,
    rule: Rule,
    options: &SolveOptions,
) -> Result<Strengths, ArgumentError> {
    let base = graph.base();
    if rule == Rule::Mlp
        && let Some(at) = base.iter().position(|&w| w == 0.0 || w == 1.0)
    {
        let argument = graph.name(at).to_owned();
        return Err(ArgumentError::Logit {
            argument,
            score: base[at],
        });
    }
    let mut found = Strengths {
        values: base.to_vec(),
        converged: true,
        rounds: usize::from(!graph.is_empty()),
        residual: 0.0,
    };
    for part in parts(graph) {
        let cyclic = part.len() > 1
            || graph
                .incoming(part[0])
                .iter()
                .any(|edge| edge.from == part[0]);
        if cyclic {
            settle(graph, rule, options, &part, &mut found);
        } else {
            let at = part[0];
            found.values[at] = rule.apply(base[at], graph.incoming(at), &found.values);
        }
    }
    Ok(found)
}

/// Strongly connected parts, each after all that it depends on.
fn parts(graph: &ArgumentGraph) -> Vec<Vec<usize>> {
    // Edges point from an argument to what it depends on: Tarjan's order is then ours.
    let mut depends: DiGraph<(), ()> = DiGraph::with_capacity(graph.len(), 0);
    for _ in 0..graph.len() {
        depends.add_node(());
    }
    for to in 0..graph.len() {
        for edge in graph.incoming(to) {
            depends.add_edge(NodeIndex::new(to), NodeIndex::new(edge.from), ());
        }
    }
    (tarjan_scc(&depends).into_iter())
        .map(|part| {
            let mut part: Vec<usize> = part.into_iter().map(NodeIndex::index).collect();
            part.sort_unstable();
            part
        })
        .collect()
}

fn settle(
    graph: &ArgumentGraph,
    rule: Rule,
    options: &SolveOptions,
    part: &[usize],
    found: &mut Strengths,
) {
    let mut step = options.step.clamp(LEAST_STEP, 1.0);
    // The greatest residual of the rounds since the last look, and of those before it: in a
    // spiral single residuals rise and fall.
    let (mut last, mut worst, mut before) = (f64::INFINITY, 0.0, f64::INFINITY);
    let mut next = vec![0.0; part.len()];
    for round in 1..=options.most_rounds.max(1) {
        let mut residual = 0.0_f64;
        for (new, &at) in next.iter_mut().zip(part) {
            *new = rule.apply(graph.base()[at], graph.incoming(at), &found.values);
            residual = residual.max((*new - found.values[at]).abs());
        }
        found.rounds = found.rounds.max(round);
        last = residual;
        worst = f64::max(worst, residual);
        if round % PATIENCE == 0 {
            if worst > before * 0.95 {
                step = (step / 2.0).max(LEAST_STEP);
            }
            (before, worst) = (worst, 0.0);
        }
        if residual <= options.tolerance {
            break;
        }
        for (&new, &at) in next.iter().zip(part) {
            found.values[at] += step * (new - found.values[at]);
        }
    }
    found.residual = found.residual.max(last);
    found.converged &= last <= options.tolerance;
}
