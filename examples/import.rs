//! Makes a record of another program's file, and says what became of everything in it.
//!
//!     cargo run --example import -- debate.argdown > debate.json
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "an example speaks"
)]

use std::error::Error;
use std::fs;

use plenary::read::{self, ImportOptions, Input};
use plenary::write;

fn main() -> Result<(), Box<dyn Error>> {
    let mut inputs = Vec::new();
    for name in std::env::args().skip(1) {
        let bytes = fs::read(&name)?;
        inputs.push(Input { name, bytes });
    }
    // Names and first bytes say which format it is, unless the options do.
    let import = read::import(inputs, &ImportOptions::default());
    for problem in &import.reading.problems {
        eprintln!("{}: {}", problem.severity().as_str(), problem.message);
    }
    for count in &import.loss.counts {
        eprintln!("{}: {} of {} kept", count.things, count.kept, count.read);
    }
    for loss in &import.loss.losses {
        eprintln!("{} {}: {}", loss.count, loss.what, loss.why);
    }
    let record = import.reading.record.ok_or("nothing was imported")?;
    print!("{}", write::record_json(&record));
    Ok(())
}
