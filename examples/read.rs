//! Reads a record and tells every problem in it with its place.
//!
//!     cargo run --example read -- meeting.json themes.json
#![expect(clippy::print_stdout, reason = "an example speaks")]

use std::error::Error;
use std::fs;

use plenary::read::{self, Input};

fn main() -> Result<(), Box<dyn Error>> {
    let mut inputs = Vec::new();
    for name in std::env::args().skip(1) {
        let bytes = fs::read(&name)?;
        inputs.push(Input { name, bytes });
    }
    // Several files are read as one record; everything that is wrong is found in one go.
    let reading = read::json(inputs);
    for problem in &reading.problems {
        let (severity, code) = (problem.severity().as_str(), problem.code);
        let place = problem.place.as_ref().map(|place| {
            let file = &reading.files[place.file];
            let at = file.line_column(place.span.start);
            format!("{}:{}:{}: ", file.name, at.line, at.column)
        });
        println!(
            "{}{severity}[{code}]: {}",
            place.unwrap_or_default(),
            problem.message
        );
        if let Some(help) = &problem.help {
            println!("    {help}");
        }
    }
    let record = reading.record.ok_or("no record could be read")?;
    println!(
        "{}: {} stakeholders, {} statements",
        record.title().unwrap_or("Untitled"),
        record.stakeholders().len(),
        record.statements().len()
    );
    Ok(())
}
