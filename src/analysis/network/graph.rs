//! A network as a graph that measures run on.

use std::collections::BTreeMap;

use super::error::NetworkError;
use super::limited;
use super::options::{Aggregation, Mode, NetworkOptions};
use super::result::Network;
use super::selection::Selection;
use crate::analysis::{Direction, NodeName, SignedGraph};
use crate::model::{Events, Progress, TextView};

/// The network that a graph was made from.
#[derive(Debug, Clone, PartialEq)]
pub struct NetworkOrigin {
    /// How it was made.
    pub options: NetworkOptions,
    /// How many statements were kept.
    pub statements: usize,
    /// How many ties are above 0.
    pub positive: usize,
    /// How many ties are below 0.
    pub negative: usize,
    /// The kept statements with each node's value, by [`Events::id`], ascending.
    pub behind: Vec<Vec<i64>>,
}

impl SignedGraph {
    /// The graph of a [`network`](super::network): a tie above 0 is support of its weight, one
    /// below 0 concern of its absolute weight, so of a subtract network both are there and
    /// [`Signs`](crate::analysis::Signs) says what becomes of them; other networks have
    /// support only, conflict too. Nodes are the labels of rows and, two-mode, those of columns
    /// after them, each of the kind that its variable is called; labels without a tie are in
    /// where `isolates` asks for them. As [`network`](super::network), then O(n + ties · log
    /// ties).
    ///
    /// # Errors
    /// As [`network`](super::network); a direction in a one-mode network, which has none; the
    /// aggregation `combine`, whose weights are codes and no strengths.
    pub fn from_network(
        events: &Events,
        options: &NetworkOptions,
        direction: Direction,
    ) -> Result<Self, Vec<NetworkError>> {
        Self::from_network_watched(events, options, direction, Progress::none())
    }

    /// [`Self::from_network`], telling for how many rows of a one-mode network the ties are
    /// known.
    ///
    /// # Errors
    /// As [`Self::from_network`].
    pub fn from_network_watched(
        events: &Events,
        options: &NetworkOptions,
        direction: Direction,
        progress: Progress<'_>,
    ) -> Result<Self, Vec<NetworkError>> {
        let mut errors = Vec::new();
        if direction == Direction::Directed && options.mode == Mode::One {
            errors.push(NetworkError::NoDirection);
        }
        if options.aggregation == Aggregation::Combine {
            errors.push(NetworkError::Codes);
        }
        let selection = match limited(events, options) {
            Ok(selection) if errors.is_empty() => selection,
            Ok(_) => return Err(errors),
            Err(more) => {
                errors.extend(more);
                return Err(errors);
            }
        };
        let network = Network::new(&selection, options, progress);

        let name = |id: &String, kind: &str| NodeName {
            id: id.clone(),
            kind: kind.to_owned(),
        };
        let rows = network.rows.iter().map(|id| name(id, &options.between));
        let mut names: Vec<NodeName> = rows.collect();
        let columns_from = match options.mode {
            Mode::One => 0,
            Mode::Two => {
                let columns = network.columns.iter();
                names.extend(columns.map(|id| name(id, &options.through)));
                network.rows.len()
            }
        };
        let origin = NetworkOrigin {
            options: options.clone(),
            statements: network.statements,
            positive: network.ties.iter().filter(|tie| tie.weight > 0.0).count(),
            negative: network.ties.iter().filter(|tie| tie.weight < 0.0).count(),
            behind: behind(events, &selection, &network, names.len()),
        };
        let ties = network.ties.iter().map(|tie| {
            let column = columns_from + tie.column as usize;
            (tie.row as usize, column, tie.weight)
        });
        Ok(Self::of_ties(names, direction, ties, origin))
    }
}

/// The ids of the kept statements of every node.
fn behind(
    events: &Events,
    selection: &Selection<'_>,
    network: &Network,
    nodes: usize,
) -> Vec<Vec<i64>> {
    let mut lists = vec![Vec::new(); nodes];
    let mut add = |view: &TextView<'_>, labels: &[String], from: usize| {
        let places: BTreeMap<&str, usize> = (labels.iter().enumerate())
            .map(|(at, label)| (label.as_str(), from + at))
            .collect();
        let node_of: Vec<Option<usize>> = (view.labels.iter())
            .map(|label| places.get(&**label).copied())
            .collect();
        for &row in &selection.kept {
            let row = row as usize;
            if let Some(node) = node_of[view.codes[row] as usize] {
                lists[node].push(events.id(row));
            }
        }
    };
    add(&selection.between, &network.rows, 0);
    if network.mode == Mode::Two {
        add(&selection.through, &network.columns, network.rows.len());
    }
    for list in &mut lists {
        list.sort_unstable();
        // With themes, a statement has a row for each.
        list.dedup();
    }
    lists
}
