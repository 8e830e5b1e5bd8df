//! Writes a record for other programs and reads it back: what each format carries.
//!
//!     cargo run --example export -- meeting.json FOLDER
#![expect(clippy::print_stdout, reason = "an example speaks")]

use std::error::Error;
use std::fs;
use std::path::Path;

use plenary::model::{PropertyGraph, PropertyGraphOptions};
use plenary::read::{self, ImportFormat, ImportOptions, Input};
use plenary::write::{self, GraphmlOptions, RdfOptions};

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [name, folder] = words.as_slice() else {
        return Err("usage: export RECORD.json FOLDER".into());
    };
    let bytes = fs::read(name)?;
    let name = name.clone();
    let record = read::json(vec![Input { name, bytes }]).record;
    let record = record.ok_or("no record: see examples/read.rs for why")?;

    // Formats of graphs are written from one neutral graph, with every field of the record.
    let graph = PropertyGraph::of_record(&record, PropertyGraphOptions::default());
    let written = [
        (
            "meeting.graphml",
            ImportFormat::Graphml,
            write::graphml(&graph, GraphmlOptions::default()),
        ),
        (
            "meeting.ttl",
            ImportFormat::Turtle,
            write::turtle(&record, &RdfOptions::default()),
        ),
        (
            "statements.csv",
            ImportFormat::Table,
            write::statements_csv(&record),
        ),
    ];
    for (file, format, text) in written {
        let path = Path::new(folder).join(file);
        fs::write(&path, &text)?;
        let input = Input {
            name: file.to_owned(),
            bytes: text.into_bytes(),
        };
        let options = ImportOptions {
            format: Some(format),
            ..ImportOptions::default()
        };
        let again = read::import(vec![input], &options).reading.record;
        let whole = again.as_ref() == Some(&record);
        let kept = again.map_or(0, |again| again.statements().len());
        println!(
            "{file}: {kept} of {} statements, {}",
            record.statements().len(),
            if whole {
                "the same record"
            } else {
                "not all of the record"
            }
        );
    }
    Ok(())
}
