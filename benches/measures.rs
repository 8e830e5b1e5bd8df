//! Times the measures of a network alone, without reading the table: what `benches/compare` sets
//! beside the same kernels of others.
//!
//!     measures FILE WHO LEAST [once] TASK...
//!
//! FILE is a table of `benches/generate.py`, WHO its column whose values are tied by congruence
//! through claims (duplicates once in the whole range), LEAST the weight of a tie that is kept.
//! For every TASK a line: task, CPU seconds (all threads), wall seconds, peak memory in MB, and
//! numbers to compare: for scores their sum, the sum of their squares and one weighted by place.
//! A task runs until a second has passed, five times at least unless that takes long, and figures
//! are of one run; after the word `once` it runs once, so that the process is what a user has.
#![expect(clippy::print_stdout, reason = "a benchmark speaks")]

use std::error::Error;
use std::time::Instant;

use plenary::analysis::centrality::{
    BetweennessOptions, ClosenessOptions, Convergence, Distance, NoScores, PageRankOptions,
    betweenness, closeness, eigenvector, harmonic, hits, katz, pagerank,
};
use plenary::analysis::{
    Aggregation, CommunityOptions, Direction, Duplicates, Network, NetworkOptions, NodeName,
    Normalisation, SignedGraph, Signs, WeightedGraph, communities, network, networks,
};
use plenary::model::{Events, Progress, PropertyGraph, Value};
use plenary::read::{self, CsvOptions, RowPlaces, TableSource, TableText};
use plenary::write;

type Tried<T> = Result<T, Box<dyn Error>>;

/// As peers are asked: a sum of changes below 1e-10.
fn stop(n: usize) -> Convergence {
    Convergence {
        tolerance: 1e-10 / n as f64,
        ..Convergence::default()
    }
}

fn main() -> Tried<()> {
    let mut given = std::env::args().skip(1);
    let mut next = || given.next().ok_or("measures FILE WHO LEAST TASK...");
    let (file, who, least) = (next()?, next()?, next()?.parse()?);
    let mut loaded: Option<(SignedGraph, WeightedGraph)> = None;
    let mut once = false;
    for task in given {
        if task == "once" {
            once = true;
            continue;
        }
        if let Some(target) = task.strip_prefix("pipeline=") {
            timed("pipeline", once, || pipeline(&file, &who, least, target))?;
            continue;
        }
        if task == "ingest" {
            timed("ingest", once, || {
                let events = events(&file, &who)?;
                let values = |name| events.find(name).and_then(|at| events.text(at));
                let values = |name| {
                    values(name).map_or(0, |column| {
                        // A cell may be blank; that is no value.
                        column
                            .labels
                            .iter()
                            .filter(|label| !label.is_empty())
                            .count()
                    })
                };
                let [who, claims] = [&*who, "claim"].map(|name| values(name) as f64);
                Ok(vec![events.len() as f64, who, claims])
            })?;
            continue;
        }
        if let Some(how) = task.strip_prefix("three-") {
            let events = events(&file, &who)?;
            timed(&task, once, || three(&events, &who, how == "together"))?;
            continue;
        }
        let (graph, weighted) = match &loaded {
            Some(loaded) => loaded,
            None => {
                let (_, graph) = graph(&events(&file, &who)?, &who, least)?;
                let weighted = graph.weighted(Signs::Ignore);
                loaded.insert((graph, weighted))
            }
        };
        timed(&task, once, || measure(&task, graph, weighted))?;
    }
    Ok(())
}

fn events(file: &str, who: &str) -> Tried<Events> {
    let reader = std::fs::File::open(file)?;
    let source = TableSource {
        name: file.to_owned(),
        size: Some(reader.metadata()?.len()),
        reader,
    };
    let columns = [who, "claim", "stance"];
    let options = CsvOptions {
        only: Some(columns.map(str::to_owned).to_vec()),
        places: RowPlaces::Dropped,
        text: TableText::Dropped,
        ..CsvOptions::default()
    };
    let reading = read::csv_table_from(source, &options, Progress::none());
    Ok(reading.events.ok_or("the table could not be read")?)
}

fn graph(events: &Events, who: &str, least: f64) -> Tried<(Network, SignedGraph)> {
    let options = NetworkOptions {
        between: who.to_owned(),
        aggregation: Aggregation::Congruence,
        duplicates: Duplicates::Range,
        threshold: Some(least),
        ..NetworkOptions::default()
    };
    let network = network(events, &options).map_err(|errors| errors[0].clone())?;
    let name = |id: &String| NodeName {
        id: id.clone(),
        kind: who.to_owned(),
    };
    let names = network.rows.iter().map(name).collect();
    let triples = network.ties.iter();
    let triples = triples.map(|tie| (tie.row as usize, tie.column as usize, tie.weight));
    let graph = SignedGraph::from_triples(names, Direction::Undirected, triples)?;
    Ok((network, graph))
}

/// Congruence, conflict and what is left of the one after the other, from columns to ties.
fn three(events: &Events, who: &str, together: bool) -> Tried<Vec<f64>> {
    use Aggregation::{Conflict, Congruence, Subtract};
    let asked = [Congruence, Conflict, Subtract].map(|one| (one, Normalisation::None));
    let options = NetworkOptions {
        between: who.to_owned(),
        duplicates: Duplicates::Range,
        ..NetworkOptions::default()
    };
    let made = if together {
        networks(events, &options, &asked).map_err(|errors| errors[0].clone())?
    } else {
        let one = |&(aggregation, _): &(Aggregation, Normalisation)| {
            let options = NetworkOptions {
                aggregation,
                ..options.clone()
            };
            network(events, &options).map_err(|errors| errors[0].clone())
        };
        asked.iter().map(one).collect::<Result<_, _>>()?
    };
    let sum = |made: &Network| made.ties.iter().map(|tie| tie.weight).sum();
    Ok(made.iter().map(sum).collect())
}

fn measure(task: &str, graph: &SignedGraph, weighted: &WeightedGraph) -> Tried<Vec<f64>> {
    let n = weighted.len();
    if let Some(seeds) = task.strip_prefix("communities-") {
        let options = CommunityOptions {
            seeds: seeds.parse()?,
            ..CommunityOptions::default()
        };
        let found = communities(graph, &options);
        let count = found.communities.len() as f64;
        return Ok(vec![found.modularity.unwrap_or_default(), count]);
    }
    let hops = ClosenessOptions {
        distance: Distance::Hops,
        sample_above: Some(usize::MAX),
        ..ClosenessOptions::default()
    };
    let scores = match task {
        "closeness" => closeness(weighted, &hops).scores,
        "harmonic" => harmonic(weighted, &hops).scores,
        "betweenness" => betweenness(weighted, &all()).scores,
        "betweenness-256" => betweenness(weighted, &drawn(n, 256)).scores,
        "pagerank" => pagerank(weighted, &PageRankOptions::default(), stop(n))?.scores,
        "eigenvector" => eigenvector(weighted, stop(n))?.scores,
        "katz" => katz(weighted, Some(5e-5), stop(n))?.scores,
        "hits" => hits(weighted, stop(n))?.hubs,
        "weighted" => vec![weighted.len() as f64],
        _ => return Err(format!("there is no task '{task}'").into()),
    };
    Ok(checksum(&scores))
}

fn all() -> BetweennessOptions {
    BetweennessOptions {
        sample_above: usize::MAX,
        ..BetweennessOptions::default()
    }
}

/// Exactly so many starts: the error that asks for them.
fn drawn(n: usize, starts: usize) -> BetweennessOptions {
    let usual = BetweennessOptions::default();
    let range = n as f64 / (n as f64 - 1.0);
    let bits = (2.0 * n as f64 / usual.risk).ln();
    BetweennessOptions {
        sample_above: 0,
        error: range * (bits / (2.0 * (starts as f64 - 0.5))).sqrt(),
        ..usual
    }
}

fn checksum(scores: &[f64]) -> Vec<f64> {
    let at = |(at, score): (usize, &f64)| (at * 7919 % 65521) as f64 / 65521.0 * score;
    vec![
        scores.iter().sum(),
        scores.iter().map(|score| score * score).sum(),
        scores.iter().enumerate().map(at).sum(),
    ]
}

/// From the table to a file: network, `PageRank`, communities, `GraphML`.
fn pipeline(file: &str, who: &str, least: f64, target: &str) -> Tried<Vec<f64>> {
    let (network, graph) = graph(&events(file, who)?, who, least)?;
    let weighted = graph.weighted(Signs::Ignore);
    let none = |error: &NoScores| error.to_string();
    let options = PageRankOptions::default();
    let ranks =
        pagerank(&weighted, &options, stop(weighted.len())).map_err(|error| none(&error))?;
    let options = CommunityOptions {
        seeds: 1,
        ..CommunityOptions::default()
    };
    let found = communities(&graph, &options);
    let mut made: PropertyGraph = write::network_nodes(&network);
    for (node, rank) in made.nodes.iter_mut().zip(&ranks.scores) {
        let rank = Value::Number(*rank);
        node.attributes.push(("pagerank".to_owned(), rank));
    }
    let mut place: Vec<(&str, i64)> = Vec::new();
    for (number, members) in (0_i64..).zip(&found.communities) {
        place.extend(members.iter().map(|id| (id.as_str(), number)));
    }
    place.sort_unstable();
    for node in &mut made.nodes {
        let at = place.binary_search_by_key(&node.label.as_str(), |one| one.0);
        let number = at.map_or(-1, |at| place[at].1);
        node.attributes
            .push(("community".to_owned(), Value::Integer(number)));
    }
    let edges = write::network_edges(&network);
    let options = write::GraphmlOptions::default();
    let mut file = std::fs::File::create(target)?;
    write::graphml_to(&made, edges, options, &mut file)?;
    let modularity = found.modularity.unwrap_or_default();
    Ok(vec![modularity, network.ties.len() as f64])
}

/// User and system time of all threads so far, in seconds; the clock of the kernel has 10 ms.
fn cpu() -> f64 {
    let told = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = told.rsplit(") ").next().unwrap_or_default();
    let ticks = after_name.split(' ').skip(11).take(2);
    ticks
        .filter_map(|word| word.parse::<f64>().ok())
        .sum::<f64>()
        / 100.0
}

fn peak() -> f64 {
    let told = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    number.unwrap_or_default() / 1024.0
}

fn timed(task: &str, once: bool, run: impl Fn() -> Tried<Vec<f64>>) -> Tried<()> {
    let (before, began) = (cpu(), Instant::now());
    let mut runs = 0.0;
    let found = loop {
        let found = run()?;
        runs += 1.0;
        let spent = began.elapsed().as_secs_f64();
        if once || spent > 5.0 || (spent > 1.0 && runs > 4.5) {
            break found;
        }
    };
    let (spent, wall) = (
        (cpu() - before) / runs,
        began.elapsed().as_secs_f64() / runs,
    );
    let found: Vec<String> = found
        .iter()
        .map(|number| format!("{number:.12e}"))
        .collect();
    println!(
        "{task}\t{spent:.5}\t{wall:.5}\t{:.0}\t{}",
        peak(),
        found.join(" ")
    );
    Ok(())
}
