//! What several tests need.

use std::path::PathBuf;
use std::process::{Command, Output};

use plenary::model::{Document, Events, EventsBuilder};

/// The folder of reference data, where `PLENARY_REFERENCE` gives it; says so where it does not.
pub(crate) fn reference() -> Option<PathBuf> {
    let folder = std::env::var_os("PLENARY_REFERENCE").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: set PLENARY_REFERENCE to the folder of reference data");
    }
    folder
}

/// Runs the program.
pub(crate) fn plenary(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_plenary"))
        .args(arguments)
        .output()
        .expect("the program was built with the tests")
}

/// A row of a small table: who, on what, whether for it, on which day, in which document.
pub(crate) type Row<'a> = (&'a str, &'a str, bool, i64, usize);

/// A table of `stakeholder`, `claim` and `stance`, with documents 0 to 9.
pub(crate) fn events(rows: &[Row<'_>]) -> Events {
    let mut made = EventsBuilder::new();
    let who = made.text_column("stakeholder");
    let what = made.text_column("claim");
    let stance = made.boolean_column("stance");
    for document in 0..10 {
        made.document(Document {
            name: document.to_string(),
            time: None,
        });
    }
    for (id, &(stakeholder, claim, support, day, document)) in (1..).zip(rows) {
        made.row(Some(day * 86_400), document, (0, 1), id);
        made.set_text(who, stakeholder);
        made.set_text(what, claim);
        made.set_boolean(stance, support);
    }
    made.finish()
}
