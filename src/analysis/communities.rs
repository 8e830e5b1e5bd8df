//! Communities of a graph: who belongs together by weighted links alone.

use serde::Serialize;

use super::coalitions::{Runs, best_of};
use super::report::{Answer, Report, Table};
use super::signed_graph::{SignedGraph, Signs};

/// How often a run goes on from what it found: one pass of Leiden may stay 0.002 behind.
const AGAIN: usize = 3;

/// How communities are looked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CommunityOptions {
    /// What becomes of the signs. Default: `Ignore`.
    pub signs: Signs,
    /// Above 1 gives more and smaller communities. Default: 1.
    pub resolution: f64,
    /// Runs, with seeds 0, 1, ... of which the best is kept. Default: 20.
    pub seeds: u64,
}

impl Default for CommunityOptions {
    fn default() -> Self {
        Self {
            signs: Signs::Ignore,
            resolution: 1.0,
            seeds: 20,
        }
    }
}

/// Who belongs together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Communities {
    #[serde(skip)]
    options: CommunityOptions,
    /// The ids of each community in the order of the graph; communities by their first.
    pub communities: Vec<Vec<String>>,
    /// Modularity of the best run, at most 1; `None` without links.
    pub modularity: Option<f64>,
    /// Modularity of the worst run.
    pub worst: Option<f64>,
}

/// Which nodes belong together by the weights of their links?
///
/// Leiden, by greatest modularity Q = Σ (inside/m − γ·(degrees/2m)²) over communities, where m is
/// the weight of all links, `inside` that of links within, `degrees` the sum over members of the
/// weights at them, γ the resolution. Directions are ignored.
///
/// Returns every node once; one without a link is a community of its own. No nodes: none. A graph
/// without links has no modularity. O(seeds · links) as a rule. Same graph, same communities.
///
/// Traag and others 2019, doi 10.1038/s41598-019-41695-z.
pub fn communities(graph: &SignedGraph, options: &CommunityOptions) -> Communities {
    let nodes = graph.names().len();
    let ties = graph
        .links()
        .map(|link| (link, options.signs.weight(&link)))
        .filter(|(link, weight)| link.from != link.to && *weight > 0.0)
        .map(|(link, weight)| (link.from.min(link.to), link.from.max(link.to), weight));
    let runs = Runs {
        resolution: options.resolution,
        seeds: options.seeds,
        again: AGAIN,
    };
    let found = best_of(nodes, &ties, runs);
    let count = found.labels.iter().max().map_or(0, |last| last + 1);
    let mut communities = vec![Vec::new(); count];
    for (name, &label) in graph.names().iter().zip(&found.labels) {
        communities[label].push(name.id.clone());
    }
    Communities {
        options: *options,
        communities,
        modularity: found.best,
        worst: found.worst,
    }
}

impl Answer for Communities {
    fn report(&self) -> Report {
        let definition = "Who belongs together: groups with more weight of links within than \
            chance would put there, by greatest modularity (Leiden).";
        let mut table = Table::new("Communities", ["community", "node"]);
        for (number, members) in (1_usize..).zip(&self.communities) {
            for member in members {
                table.push([number.into(), member.as_str().into()]);
            }
        }
        let report = Report::new("communities", definition)
            .option("signs", self.options.signs.as_str())
            .option("resolution", self.options.resolution)
            .option("seeds", i64::try_from(self.options.seeds).ok())
            .option("modularity", self.modularity)
            .option("worst", self.worst)
            .table(table);
        match self.modularity {
            Some(_) => report,
            None => report.note("there are no links, so every node is alone"),
        }
    }
}
