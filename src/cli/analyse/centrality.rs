//! `plenary analyse centrality`: who and what is in the middle.

use clap::ValueEnum;
use plenary::analysis::centrality::{
    self, BetweennessOptions, ClosenessOptions, Convergence, PageRankOptions,
};
use plenary::analysis::{
    self, Aggregation, CentralityOptions, Direction, Scope, SignedGraph, Signs,
};
use plenary::model::{GraphOptions, KnowledgeGraph, Record};
use plenary::read::nearest;

use super::super::args::{Records, RollUpArg};
use super::super::console::Console;
use super::super::error::{CliError, Exit};
use super::super::findings;
use super::show::{Show, show};
use super::ties::{self, Asks, TieArgs};

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary analyse centrality meeting.json                           ten measures of every node",
    "plenary analyse centrality meeting.json --nodes themes --weighted stakeholders and themes",
    "plenary analyse centrality meeting.json --sort pagerank --top 10  the first ten by one",
    "plenary analyse centrality debate.dna --network congruence --between organization --through concept --weighted",
    "plenary analyse centrality meeting.json --network subtract --signs negative  who is opposed most",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum NodesArg {
    /// Stakeholders, claims and themes; statements, theme links, relations
    All,
    /// Stakeholders and claims, linked by statements
    Claims,
    /// Stakeholders and themes, linked by positions
    Themes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SignsArg {
    /// Support plus concern; of a network the absolute weight (also: absolute)
    #[value(alias = "absolute")]
    Ignore,
    /// Support only; of a network the ties above 0 (also: positive)
    #[value(alias = "positive")]
    Support,
    /// Concern only; of a network the ties below 0 (also: negative)
    #[value(alias = "negative")]
    Concern,
    /// |support - concern|; a network's ties are net already
    Net,
}

/// Networks whose weights are strengths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum NetworkArg {
    /// One-mode: agreement
    Congruence,
    /// One-mode: disagreement
    Conflict,
    /// Agreement less disagreement; two-mode: support less concern
    Subtract,
    /// Every statement alike
    Ignore,
}

impl From<NetworkArg> for Aggregation {
    fn from(arg: NetworkArg) -> Self {
        match arg {
            NetworkArg::Congruence => Self::Congruence,
            NetworkArg::Conflict => Self::Conflict,
            NetworkArg::Subtract => Self::Subtract,
            NetworkArg::Ignore => Self::Ignore,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum MeasureArg {
    Degree,
    Support,
    Concern,
    Betweenness,
    Closeness,
    Harmonic,
    Eigenvector,
    Katz,
    Pagerank,
    Hub,
    Authority,
}

/// Who and what is central: degree, betweenness, closeness, eigenvector and more
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    records: Records,
    /// Which nodes, and so which links
    #[arg(
        long,
        value_name = "WHICH",
        default_value = "all",
        conflicts_with = "network"
    )]
    nodes: NodesArg,
    /// Measure this network, as 'plenary analyse network' makes it, instead of the graph
    #[arg(long, value_name = "AGGREGATION")]
    network: Option<NetworkArg>,
    #[command(flatten)]
    ties: TieArgs,
    /// What the weight of a link is made of
    #[arg(long, value_name = "SIGNS", default_value = "ignore")]
    signs: SignsArg,
    /// How broader themes enter positions; for --nodes themes, or a network of themes
    #[arg(long, value_name = "HOW", default_value = "none")]
    roll_up: RollUpArg,
    /// Only these, separated by commas; degree, support and concern are always there
    #[arg(long, value_name = "MEASURES", value_delimiter = ',')]
    measures: Vec<MeasureArg>,
    /// Let weights count; distances are 1/weight
    #[arg(long)]
    weighted: bool,
    /// Follow links one way only: stakeholder to claim to theme, or from --between to --through
    #[arg(long)]
    directed: bool,
    #[arg(
        help = "PageRank: chance of following a link rather than jumping, from 0 to below 1",
        long,
        value_name = "D",
        default_value_t = 0.85
    )]
    damping: f64,
    #[arg(
        help = "PageRank: jumps lead to this node, by id; may be given several times",
        long,
        value_name = "ID"
    )]
    personalise: Vec<String>,
    /// Katz: how much a longer walk counts; by default 1/(1 + the largest weight into a node)
    #[arg(long, value_name = "A")]
    alpha: Option<f64>,
    /// A repetition has converged when a node changes less than this on average
    #[arg(long, value_name = "T", default_value_t = 1e-12)]
    tolerance: f64,
    /// A repetition has failed after so many rounds
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    max_iterations: usize,
    /// Draw start nodes where there are more nodes than this; by default 5000 for betweenness and
    /// with --weighted, 20000 for closeness and harmonic without
    #[arg(long, value_name = "N")]
    sample_above: Option<usize>,
    /// Drawn, with 90 % probability: no betweenness is further off than this, no mean distance
    /// than this share of the longest; the answer gives the bound of each measure
    #[arg(long, value_name = "E", default_value_t = 0.05)]
    error: f64,
    /// Drawn: start of the pseudo-random numbers
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    seed: u64,
    /// Largest first by this measure; by default in the order of the record
    #[arg(long, value_name = "MEASURE")]
    sort: Option<MeasureArg>,
    /// Only the first so many nodes
    #[arg(long, value_name = "N")]
    top: Option<usize>,
    #[command(flatten)]
    show: Show,
}

pub(crate) fn run(console: &Console, args: &Args) -> Result<Exit, CliError> {
    let (graph, record) = match args.network {
        Some(network) => of_network(console, args, network.into())?,
        None => of_record(console, args)?,
    };
    let options = options(args, &graph)?;
    let mut found = console.watched(|progress| {
        analysis::centrality_watched(&graph, record.as_ref(), &options, progress)
    });
    if let Some(measure) = args.sort {
        let mut order: Vec<_> = std::mem::take(&mut found.nodes);
        order.sort_by(|a, b| score(b, measure).total_cmp(&score(a, measure)));
        found.nodes = order;
    }
    found.nodes.truncate(args.top.unwrap_or(usize::MAX));
    show(&args.show, &found)
}

type Measured = (SignedGraph, Option<Record>);

fn direction(args: &Args) -> Direction {
    if args.directed {
        Direction::Directed
    } else {
        Direction::Undirected
    }
}

fn of_network(
    console: &Console,
    args: &Args,
    aggregation: Aggregation,
) -> Result<Measured, CliError> {
    let (events, record) = ties::events(
        console,
        &args.records,
        &args.ties,
        args.roll_up,
        Asks::Statements,
    )?;
    let options = ties::options(console, &args.records, &args.ties, aggregation, &events)?;
    let graph = console.watched(|progress| {
        SignedGraph::from_network_watched(&events, &options, direction(args), progress)
    });
    let graph = graph.map_err(|errors| ties::errors_as_one(console, &errors))?;
    Ok((graph, record))
}

fn of_record(console: &Console, args: &Args) -> Result<Measured, CliError> {
    if let Some(option) = args.ties.given() {
        let message = format!("{option} is about a network, and --network is missing");
        return Err(
            CliError::usage(message).hint("add --network congruence, conflict, subtract or ignore")
        );
    }
    let record = findings::record(console, &args.records)?;
    let roll_up = args.roll_up.into();
    let graph = KnowledgeGraph::new(&record, GraphOptions { roll_up });
    let scope = match args.nodes {
        NodesArg::All => Scope::All,
        NodesArg::Claims => Scope::Claims,
        NodesArg::Themes => Scope::Themes,
    };
    let graph = SignedGraph::from_knowledge(&record, &graph, scope, direction(args));
    Ok((graph, Some(record)))
}

fn options(args: &Args, graph: &SignedGraph) -> Result<CentralityOptions, CliError> {
    let wrong = |what: &str| Err(CliError::usage(what.to_owned()));
    if !(0.0..1.0).contains(&args.damping) {
        return wrong("--damping is at least 0 and below 1");
    }
    if args
        .alpha
        .is_some_and(|alpha| !(alpha > 0.0 && alpha.is_finite()))
    {
        return wrong("--alpha is above 0");
    }
    if !(args.tolerance > 0.0 && args.tolerance.is_finite()) {
        return wrong("--tolerance is above 0");
    }
    if !(args.error > 0.0 && args.error < 1.0) {
        return wrong("--error is above 0 and below 1");
    }
    let mut personalise = Vec::new();
    for id in &args.personalise {
        let found = graph.names().iter().position(|name| name.id == *id);
        let Some(node) = found else {
            let near = nearest(id, graph.names().iter().map(|name| name.id.as_str()));
            return Err(CliError::usage(format!("no node has the id '{id}'")).hint(
                near.map_or_else(
                    || "'plenary analyse centrality' lists the nodes".to_owned(),
                    |near| format!("did you mean '{near}'?"),
                ),
            ));
        };
        personalise.push((node, 1.0));
    }
    let chosen = args.measures.iter().chain(&args.sort).copied();
    let measures = (!args.measures.is_empty()).then(|| chosen.filter_map(measure).collect());
    Ok(CentralityOptions {
        measures,
        signs: match args.signs {
            SignsArg::Ignore => Signs::Ignore,
            SignsArg::Support => Signs::Support,
            SignsArg::Concern => Signs::Concern,
            SignsArg::Net => Signs::Net,
        },
        weighted: args.weighted,
        betweenness: {
            let usual = BetweennessOptions::default();
            BetweennessOptions {
                sample_above: args.sample_above.unwrap_or(usual.sample_above),
                error: args.error,
                seed: args.seed,
                ..usual
            }
        },
        closeness: ClosenessOptions {
            sample_above: args.sample_above,
            error: args.error,
            seed: args.seed,
            ..ClosenessOptions::default()
        },
        katz_alpha: args.alpha,
        pagerank: PageRankOptions {
            damping: args.damping,
            personalise,
        },
        stop: Convergence {
            tolerance: args.tolerance,
            max_iterations: args.max_iterations,
        },
    })
}

/// What the library calls it; `None` for what is always measured.
fn measure(arg: MeasureArg) -> Option<centrality::Measure> {
    use centrality::Measure;
    match arg {
        MeasureArg::Degree | MeasureArg::Support | MeasureArg::Concern => None,
        MeasureArg::Betweenness => Some(Measure::Betweenness),
        MeasureArg::Closeness => Some(Measure::Closeness),
        MeasureArg::Harmonic => Some(Measure::Harmonic),
        MeasureArg::Eigenvector => Some(Measure::Eigenvector),
        MeasureArg::Katz => Some(Measure::Katz),
        MeasureArg::Pagerank => Some(Measure::PageRank),
        MeasureArg::Hub | MeasureArg::Authority => Some(Measure::Hits),
    }
}

/// What to sort by; a measure without numbers leaves the order as it is.
fn score(node: &centrality::NodeCentrality, measure: MeasureArg) -> f64 {
    match measure {
        MeasureArg::Degree => node.degree as f64,
        MeasureArg::Support => node.support,
        MeasureArg::Concern => node.concern,
        MeasureArg::Betweenness => node.betweenness.unwrap_or_default(),
        MeasureArg::Closeness => node.closeness.unwrap_or_default(),
        MeasureArg::Harmonic => node.harmonic.unwrap_or_default(),
        MeasureArg::Eigenvector => node.eigenvector.unwrap_or_default(),
        MeasureArg::Katz => node.katz.unwrap_or_default(),
        MeasureArg::Pagerank => node.pagerank.unwrap_or_default(),
        MeasureArg::Hub => node.hub.unwrap_or_default(),
        MeasureArg::Authority => node.authority.unwrap_or_default(),
    }
}
