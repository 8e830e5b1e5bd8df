//! Centrality for people.

use super::{Centrality, NodeCentrality};
use crate::analysis::{Answer, Cell, Report, Table};

const DEFINITION: &str = "How central each node is: degree (links), support and concern \
(their weight), betweenness (share of shortest paths between others), closeness and harmonic \
(nearness to others), eigenvector and Katz (linked to the well linked), PageRank (where one who \
follows links ends up), hub and authority (HITS).";

const COLUMNS: [&str; 14] = [
    "node",
    "kind",
    "degree",
    "degree centrality",
    "support",
    "concern",
    "betweenness",
    "closeness",
    "harmonic",
    "eigenvector",
    "katz",
    "pagerank",
    "hub",
    "authority",
];

impl Answer for Centrality {
    fn report(&self) -> Report {
        let mut table = Table::new("Centrality", COLUMNS);
        for node in &self.nodes {
            table.push(row(node));
        }
        let mut states = Table::new(
            "Measures",
            [
                "measure",
                "state",
                "iterations",
                "samples",
                "error bound",
                "confidence",
            ],
        );
        for state in &self.measures {
            states.push([
                state.measure.into(),
                state.state.into(),
                state.iterations.into(),
                state.samples.into(),
                state.error_bound.into(),
                state.confidence.into(),
            ]);
        }
        let options = &self.options;
        let report = Report::new("centrality", DEFINITION);
        let (report, signs, meaning) = match &self.network_options {
            Some(network) => (
                network.in_report(report),
                options.signs.word_for_ties(),
                options.signs.meaning_of_ties(),
            ),
            None => (
                report
                    .option("nodes", self.of.map(|(scope, _)| scope.as_str()))
                    .option("roll-up", self.of.map(|(_, roll_up)| roll_up.as_str())),
                options.signs.as_str(),
                options.signs.meaning(),
            ),
        };
        let mut report = report
            .option("signs", signs)
            .option("directed", self.directed)
            .option("weighted", options.weighted)
            .option("links", self.links)
            .option("damping", options.pagerank.damping)
            .option("alpha", self.alpha)
            .option("tolerance", format!("{:e}", options.stop.tolerance))
            .option("max-iterations", options.stop.max_iterations)
            .option("seed", i64::try_from(options.betweenness.seed).ok())
            .table(table)
            .table(states)
            .note(meaning);
        if let Some(network) = &self.network {
            report = report.note(format!(
                "{} ties of the network are positive and {} negative; support is the sum of a \
                 node's positive ties, concern that of its negative ones without their sign",
                network.positive_ties, network.negative_ties,
            ));
        }
        if options.weighted {
            report = report.note("the distance along a link is 1 / its weight");
        }
        for state in &self.measures {
            if let Some(why) = &state.why {
                report = report.note(format!("{} {why}", state.measure));
            }
        }
        report
    }
}

fn row(node: &NodeCentrality) -> [Cell; 14] {
    [
        node.id.as_str().into(),
        node.kind.as_str().into(),
        node.degree.into(),
        node.degree_centrality.into(),
        node.support.into(),
        node.concern.into(),
        node.betweenness.into(),
        node.closeness.into(),
        node.harmonic.into(),
        node.eigenvector.into(),
        node.katz.into(),
        node.pagerank.into(),
        node.hub.into(),
        node.authority.into(),
    ]
}
