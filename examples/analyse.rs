//! Three questions to one record: a network, who holds the same, and which coalitions there are.
//!
//!     cargo run --example analyse -- codebook.json meeting.json
#![expect(clippy::print_stdout, reason = "an example speaks")]

use std::error::Error;
use std::fs;

use plenary::analysis::{
    Aggregation, Answer, CoalitionOptions, NetworkOptions, OverlapOptions, coalitions, network,
    overlap,
};
use plenary::model::{Events, GraphOptions, KnowledgeGraph, RecordRows};
use plenary::read::{self, Input};
use plenary::write;

fn main() -> Result<(), Box<dyn Error>> {
    let mut inputs = Vec::new();
    for name in std::env::args().skip(1) {
        let bytes = fs::read(&name)?;
        inputs.push(Input { name, bytes });
    }
    let record = read::json(inputs).record;
    let record = record.ok_or("no record: see examples/read.rs for why")?;

    // Networks are asked of a table of statements, whatever it was made from.
    let options = NetworkOptions {
        between: "stakeholder".to_owned(),
        through: "claim".to_owned(),
        stance: Some("stance".to_owned()),
        aggregation: Aggregation::Subtract,
        top: Some(3),
        ..NetworkOptions::default()
    };
    let ties = network(
        &Events::of_record(&record, RecordRows::Statements),
        &options,
    )
    .map_err(|errors| errors.iter().map(ToString::to_string).collect::<String>())?;
    println!("Strongest ties");
    for tie in &ties.ties {
        let [from, to] = [tie.row, tie.column].map(|at| &ties.rows[at as usize]);
        println!("  {from} and {to}: {}", tie.weight);
    }

    // Positions on themes come from the signed graph.
    let graph = KnowledgeGraph::new(&record, GraphOptions::default());
    let options = OverlapOptions {
        top: Some(1),
        ..OverlapOptions::default()
    };
    for pair in overlap(&record, &graph, &options).pairs {
        println!("Nearest: {} and {}", pair.a, pair.b);
    }

    let found = coalitions(&record, &CoalitionOptions::default());
    println!("Coalitions");
    for one in &found.coalitions {
        println!("  {}: {}", one.number, one.members.join(", "));
    }
    // Every answer is a report too: tables, options, definition and notes, as any text.
    let text = write::report_markdown(&found.report());
    println!("{}", text.lines().next().unwrap_or_default());
    Ok(())
}
