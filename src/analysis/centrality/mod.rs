//! Who and what is central: ten measures on one graph.

mod answer;
mod betweenness;
mod brandes;
mod closeness;
mod degree;
mod distances;
mod eigenvector;
mod harmonic;
mod hits;
mod hops;
mod iterate;
mod katz;
mod ordered;
mod pagerank;
mod paths;
mod sampling;

pub use betweenness::{Betweenness, BetweennessOptions, betweenness, betweenness_watched};
pub use closeness::{Closeness, ClosenessOptions, closeness, closeness_watched};
pub use degree::{degree, degree_centrality, strength};
pub use eigenvector::eigenvector;
pub use harmonic::{harmonic, harmonic_watched};
pub use hits::{Hits, hits};
pub use iterate::{Converged, NoScores};
pub use katz::{katz, katz_alpha};
pub use pagerank::{PageRankOptions, pagerank};
pub use paths::Distance;

use serde::Serialize;

use super::network::NetworkOptions;
use super::signed_graph::{Scope, SignedGraph, Signs};
use crate::model::{Progress, Record, RollUp};

/// When a repetition stops.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Convergence {
    /// It has converged when the sum of absolute changes is below n times this. Default: 1e-12.
    pub tolerance: f64,
    /// It has not when it takes more rounds than this. Default: 10000.
    pub max_iterations: usize,
}

impl Default for Convergence {
    fn default() -> Self {
        Self {
            tolerance: 1e-12,
            max_iterations: 10_000,
        }
    }
}

/// A measure that can be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// [`betweenness`].
    Betweenness,
    /// [`closeness`].
    Closeness,
    /// [`harmonic`].
    Harmonic,
    /// [`eigenvector`].
    Eigenvector,
    /// [`katz`].
    Katz,
    /// [`pagerank`].
    PageRank,
    /// [`hits`]: hubs and authorities.
    Hits,
}

/// How [`centrality`] is measured.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CentralityOptions {
    /// What is measured beside degree and strength, which always are; `None`: everything.
    /// Default: none, everything.
    pub measures: Option<Vec<Measure>>,
    /// What becomes of the signs. Default: `Ignore`.
    pub signs: Signs,
    /// Whether weights count in eigenvector, Katz, `PageRank` and HITS, and as 1/weight in
    /// distances. Default: `false`, every link counts 1.
    pub weighted: bool,
    /// Betweenness; its `distance` is set from `weighted`. Default: as there.
    pub betweenness: BetweennessOptions,
    /// Closeness and harmonic; its `distance` is set from `weighted`. Default: as there.
    pub closeness: ClosenessOptions,
    /// Katz's α. Default: none, 1/(1 + the largest sum of weights into a node).
    pub katz_alpha: Option<f64>,
    /// `PageRank`. Default: as there.
    pub pagerank: PageRankOptions,
    /// When repetitions stop. Default: as there.
    pub stop: Convergence,
}

/// Every measure of one node; `None` where a measure was not asked for or has no numbers, see
/// [`Centrality::measures`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NodeCentrality {
    /// Its id.
    pub id: String,
    /// `stakeholder`, `claim`, `theme`...
    pub kind: String,
    /// Number of links under the chosen signs.
    pub degree: usize,
    /// Degree over n−1.
    pub degree_centrality: f64,
    /// Weight of its links in support, whatever the chosen signs; of a network its ties above 0.
    pub support: f64,
    /// Weight of its links of concern, whatever the chosen signs; of a network its ties below 0,
    /// without their sign.
    pub concern: f64,
    /// Share of shortest paths between others, 0..=1.
    pub betweenness: Option<f64>,
    /// Nearness, corrected for graphs in pieces.
    pub closeness: Option<f64>,
    /// Sum of inverse distances.
    pub harmonic: Option<f64>,
    /// Length 1 over all nodes.
    pub eigenvector: Option<f64>,
    /// Length 1 over all nodes.
    pub katz: Option<f64>,
    /// Sum 1 over all nodes.
    pub pagerank: Option<f64>,
    /// Sum 1 over all nodes; HITS.
    pub hub: Option<f64>,
    /// Sum 1 over all nodes; HITS.
    pub authority: Option<f64>,
    /// The statements behind its links, by id; on a network the kept statements with its value.
    pub statements: Vec<String>,
}

/// How one measure went.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MeasureState {
    /// The measure.
    pub measure: &'static str,
    /// `exact`, `converged`, `sampled`, or `none` where there are no numbers.
    pub state: &'static str,
    /// How many rounds it took.
    pub iterations: Option<usize>,
    /// How many start nodes were drawn.
    pub samples: Option<usize>,
    /// Where sampled: no score is further off than this.
    pub error_bound: Option<f64>,
    /// Where sampled: with this probability.
    pub confidence: Option<f64>,
    /// Why there are no numbers.
    pub why: Option<String>,
}

/// What a network had that was measured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NetworkSize {
    /// How many statements were kept.
    pub statements: usize,
    /// How many ties are above 0.
    pub positive_ties: usize,
    /// How many ties are below 0.
    pub negative_ties: usize,
    /// What the signs did: `absolute`, `positive`, `negative` or `net`.
    pub signs: &'static str,
}

/// Nodes with their measures, and how each measure went.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Centrality {
    /// Whether links have a direction.
    pub directed: bool,
    /// Number of links under the chosen signs.
    pub links: usize,
    /// In the order of the graph.
    pub nodes: Vec<NodeCentrality>,
    /// State of every measure.
    pub measures: Vec<MeasureState>,
    /// The network that was measured, where it was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub network: Option<NetworkSize>,
    #[serde(skip)]
    options: CentralityOptions,
    #[serde(skip)]
    alpha: f64,
    #[serde(skip)]
    of: Option<(Scope, RollUp)>,
    #[serde(skip)]
    network_options: Option<NetworkOptions>,
}

/// Who and what is central in a graph, by ten measures.
///
/// Each is defined at its own function ([`degree`], [`strength`], [`betweenness`],
/// [`closeness`], [`harmonic`], [`eigenvector`], [`katz`], [`pagerank`], [`hits`]) and equals
/// that of networkx. `record` names the statements behind links; `None` for a graph that was
/// not made from one, where statements of a network are named by their numbers.
///
/// Any network can be measured: [`SignedGraph::from_network`] makes its graph, and `signs` says
/// whether the positive part, the negative part or the absolute weights of its ties count.
///
/// Nodes keep the order of the graph. An empty graph has no nodes. Isolated nodes are in.
/// Support and concern between the same two nodes are one link whose weight `signs` decides.
/// A measure that is undefined or does not converge has `None` for every node and says why in
/// `measures`. O(n·m) with every measure below `sample_above` nodes; above, shortest paths from
/// drawn nodes only, but for closeness in a directed graph. Paths are looked for on every core;
/// their number changes no bit of a score.
pub fn centrality(
    graph: &SignedGraph,
    record: Option<&Record>,
    options: &CentralityOptions,
) -> Centrality {
    centrality_watched(graph, record, options, Progress::none())
}

/// [`centrality`], telling how far betweenness and both kinds of closeness are.
pub fn centrality_watched(
    graph: &SignedGraph,
    record: Option<&Record>,
    options: &CentralityOptions,
    progress: Progress<'_>,
) -> Centrality {
    let mut view = graph.weighted(options.signs);
    if !options.weighted {
        view = view.unweighted();
    }
    let distance = if options.weighted {
        Distance::InverseWeight
    } else {
        Distance::Hops
    };
    let between = BetweennessOptions {
        distance,
        ..options.betweenness
    };
    let near = ClosenessOptions {
        distance,
        ..options.closeness
    };
    let wants = |one| {
        let chosen = options.measures.as_ref();
        chosen.is_none_or(|chosen| chosen.contains(&one))
    };
    let mut measures = vec![
        MeasureState::exact("degree"),
        MeasureState::exact("strength"),
    ];
    let between = wants(Measure::Betweenness).then(|| {
        let found = betweenness_watched(&view, &between, progress);
        let mut state = MeasureState::exact("betweenness");
        if let Some(samples) = found.samples {
            state.state = "sampled";
            state.samples = Some(samples);
            state.error_bound = Some(between.error);
            state.confidence = Some(1.0 - between.risk);
        }
        measures.push(state);
        found.scores
    });
    let close = wants(Measure::Closeness).then(|| {
        let found = closeness_watched(&view, &near, progress);
        measures.push(MeasureState::drawn("closeness", &found, near.risk));
        found.scores
    });
    let harmonic = wants(Measure::Harmonic).then(|| {
        let found = harmonic_watched(&view, &near, progress);
        measures.push(MeasureState::drawn("harmonic", &found, near.risk));
        found.scores
    });
    let stop = options.stop;
    let mut take = |measure, found: Option<Result<Converged, NoScores>>| match found? {
        Ok(found) => {
            measures.push(MeasureState::converged(measure, found.iterations));
            Some(found.scores)
        }
        Err(error) => {
            measures.push(MeasureState::none(measure, &error));
            None
        }
    };
    let found = wants(Measure::Eigenvector).then(|| eigenvector(&view, stop));
    let eigen = take("eigenvector", found);
    let found = wants(Measure::Katz).then(|| katz(&view, options.katz_alpha, stop));
    let katz = take("katz", found);
    let found = wants(Measure::PageRank).then(|| pagerank(&view, &options.pagerank, stop));
    let rank = take("pagerank", found);
    let found = wants(Measure::Hits).then(|| hits(&view, stop));
    let hits = found.and_then(|found| match found {
        Ok(found) => {
            measures.push(MeasureState::converged("hits", found.iterations));
            Some(found)
        }
        Err(error) => {
            measures.push(MeasureState::none("hits", &error));
            None
        }
    });

    let (degrees, shares) = (degree(&view), degree_centrality(&view));
    let strengths = strength(graph);
    let behind = evidence(graph, record);
    let at = |scores: &Option<Vec<f64>>, node: usize| scores.as_ref().map(|scores| scores[node]);
    let nodes = graph.names().iter().zip(behind).enumerate();
    let nodes = nodes.map(|(node, (name, statements))| NodeCentrality {
        id: name.id.clone(),
        kind: name.kind.clone(),
        degree: degrees[node],
        degree_centrality: shares[node],
        support: strengths[node][0],
        concern: strengths[node][1],
        betweenness: at(&between, node),
        closeness: at(&close, node),
        harmonic: at(&harmonic, node),
        eigenvector: at(&eigen, node),
        katz: at(&katz, node),
        pagerank: at(&rank, node),
        hub: hits.as_ref().map(|hits| hits.hubs[node]),
        authority: hits.as_ref().map(|hits| hits.authorities[node]),
        statements,
    });
    Centrality {
        directed: graph.is_directed(),
        links: degrees.iter().sum::<usize>() / 2,
        nodes: nodes.collect(),
        measures,
        options: options.clone(),
        of: graph.of(),
        network: graph.network().map(|origin| NetworkSize {
            statements: origin.statements,
            positive_ties: origin.positive,
            negative_ties: origin.negative,
            signs: options.signs.word_for_ties(),
        }),
        network_options: graph.network().map(|origin| origin.options.clone()),
        alpha: options.katz_alpha.unwrap_or_else(|| katz_alpha(&view)),
    }
}

/// The ids of the statements behind the links of every node, in table order.
fn evidence(graph: &SignedGraph, record: Option<&Record>) -> Vec<Vec<String>> {
    if let Some(origin) = graph.network() {
        let table = record.map(Record::statements);
        let ids: Option<Vec<_>> = table.map(|table| table.rows().map(|r| table.id(r)).collect());
        // The number of a record's statement is its row.
        let named = |number: &i64| {
            let row = usize::try_from(*number).ok();
            let id = ids.as_ref().zip(row).and_then(|(ids, row)| ids.get(row));
            id.map_or_else(|| number.to_string(), ToString::to_string)
        };
        let of_node = |numbers: &Vec<i64>| numbers.iter().map(named).collect();
        return origin.behind.iter().map(of_node).collect();
    }
    let mut rows = vec![Vec::new(); graph.names().len()];
    for link in graph.links() {
        for node in [link.from, link.to] {
            rows[node].extend_from_slice(link.statements);
        }
    }
    let ids = rows.into_iter().map(|mut rows| {
        rows.sort_unstable();
        rows.dedup();
        let named = record.into_iter().flat_map(|record| {
            let table = record.statements();
            rows.iter().map(|&row| table.id(row).to_string())
        });
        named.collect()
    });
    ids.collect()
}

impl MeasureState {
    const fn exact(measure: &'static str) -> Self {
        Self {
            measure,
            state: "exact",
            iterations: None,
            samples: None,
            error_bound: None,
            confidence: None,
            why: None,
        }
    }

    fn drawn(measure: &'static str, found: &Closeness, risk: f64) -> Self {
        let sampled = found.samples.is_some();
        Self {
            state: if sampled { "sampled" } else { "exact" },
            samples: found.samples,
            error_bound: found.error_bound,
            confidence: sampled.then_some(1.0 - risk),
            ..Self::exact(measure)
        }
    }

    fn converged(measure: &'static str, iterations: usize) -> Self {
        Self {
            state: "converged",
            iterations: Some(iterations),
            ..Self::exact(measure)
        }
    }

    fn none(measure: &'static str, error: &NoScores) -> Self {
        Self {
            state: "none",
            why: Some(error.to_string()),
            ..Self::exact(measure)
        }
    }
}
