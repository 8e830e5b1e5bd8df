//! Asks a record twice: in SPARQL, and in the words of `plenary query --ask`.
//!
//!     cargo run --example query -- meeting.json
#![expect(clippy::print_stdout, reason = "an example speaks")]

use std::error::Error;
use std::fs;

use plenary::analysis::{AskOptions, ask};
use plenary::query::{SparqlOptions, sparql};
use plenary::read::{self, Input};

const BROADER: &str = "
    SELECT ?theme ?broader WHERE { ?narrow skos:broader ?wide ; skos:prefLabel ?theme .
                                   ?wide skos:prefLabel ?broader } ORDER BY ?broader ?theme LIMIT 3";

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let name = words.next().ok_or("usage: query RECORD.json [QUESTION]")?;
    let question = words.next().unwrap_or_else(|| "kind = ngo".to_owned());
    let bytes = fs::read(&name)?;
    let record = read::json(vec![Input { name, bytes }]).record;
    let record = record.ok_or("no record: see examples/read.rs for why")?;

    // The usual prefixes are known; the answer is a table, JSON, CSV or Turtle.
    let answer = sparql(&record, BROADER, &SparqlOptions::default())?;
    print!("{}", answer.csv()?);

    let reading = read::question(&question, "question", &record);
    let asked = reading
        .question
        .ok_or_else(|| reading.problems[0].message.clone())?;
    for one in ask(&record, &asked, &AskOptions::default()).stakeholders {
        let statements: usize = one
            .reasons
            .iter()
            .map(|reason| reason.statements.len())
            .sum();
        println!("{} ({statements} in evidence)", one.name);
    }
    Ok(())
}
