//! Ties as a graph that the measures of `plenary` run on.

use plenary::analysis::{Direction, GraphError, NodeName, SignedGraph};

use crate::ties::LabelledTie;

/// Why ties are no graph.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TieGraphError {
    /// Ties of several windows, and none was named; or one that is not there.
    #[error("the ties are of several windows, of which one is measured: {}", .0.join(", "))]
    Windows(Vec<String>),
    /// A weight that is none.
    #[error(transparent)]
    Graph(#[from] GraphError),
}

/// The graph of the ties of one window: stakeholders by label, a tie above 0 as support of its
/// weight, one below 0 as concern. `window`: its middle, or as much of it as tells it from others;
/// needed where there are several. O(ties · log ties).
///
/// # Errors
/// Several windows, or none of this name; weights that are no numbers.
pub fn graph(ties: &[LabelledTie], window: Option<&str>) -> Result<SignedGraph, TieGraphError> {
    let mut windows: Vec<&str> = ties.iter().map(|tie| tie.window.as_str()).collect();
    windows.sort_unstable();
    windows.dedup();
    let named = |of: &&&str| window.is_none_or(|name| of.starts_with(name));
    let found: Vec<&str> = windows.iter().filter(named).copied().collect();
    if found.len() > 1 || (found.is_empty() && !windows.is_empty()) {
        let all = windows.iter().map(|&name| name.to_owned());
        return Err(TieGraphError::Windows(all.collect()));
    }
    let of_window = || {
        ties.iter()
            .filter(|tie| found.contains(&tie.window.as_str()))
    };
    let mut labels: Vec<&str> = of_window()
        .flat_map(|tie| [tie.from.as_str(), tie.to.as_str()])
        .collect();
    labels.sort_unstable();
    labels.dedup();
    let place = |label: &str| labels.binary_search(&label).unwrap_or_default();
    let triples = of_window().map(|tie| (place(&tie.from), place(&tie.to), tie.weight));
    let names = labels.iter().map(|&id| NodeName {
        id: id.to_owned(),
        kind: "stakeholder".to_owned(),
    });
    let graph = SignedGraph::from_triples(names.collect(), Direction::Undirected, triples)?;
    Ok(graph)
}
