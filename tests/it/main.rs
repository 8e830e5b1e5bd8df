//! One test binary; every file of this folder is declared here.
#![expect(clippy::print_stdout, reason = "a skipped test says so")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod alignment_bands;
mod ask;
mod assembly;
mod balance;
mod bridging;
mod brief;
mod brief_cases;
mod brief_formats;
mod brief_printed;
mod brief_public;
mod briefing_sample;
mod carries;
mod centrality;
mod cli;
mod cli_unix;
mod coalitions;
mod contested;
mod contradictions;
mod diff;
mod diff_exports;
mod diff_picture;
mod document_docx;
mod document_long;
mod document_pdf;
mod draft;
mod draft_example;
mod draft_inputs;
mod draft_laws;
mod draft_reference;
mod draft_review;
mod event_tables;
mod evidence;
mod examples;
mod exchange_out;
mod exports;
mod familiar_labels;
mod filter;
mod fit;
mod forms;
mod gallery;
mod growth;
mod html;
mod imports;
mod imports_bad;
mod imports_reference;
mod imports_roundtrip;
mod language;
mod layers;
mod looks;
mod looks_blind;
mod model;
mod network;
mod network_centrality;
mod network_picture;
mod overlap;
#[cfg(feature = "parquet")]
mod parquet_tables;
mod peers;
mod picture_quality;
mod pictures;
mod pipes;
mod polarisation;
mod profile;
mod progress;
mod pruned;
mod queries;
mod query;
mod question;
mod rdf;
mod rdf_peers;
mod reader;
mod readme;
mod records;
mod renderers;
mod roundtrip;
mod run;
mod samples;
mod schema;
mod seeds;
mod shortest_paths;
mod small;
mod stands;
mod streams;
mod support;
mod tables;
mod timeline;
mod windows;
mod workbook;

mod watch;

use std::path::{Path, PathBuf};

/// The repository.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Compares with a file of the repository; `UPDATE_GOLDENS=1` writes it instead.
#[track_caller]
fn golden(path: impl AsRef<Path>, made: &str) {
    let path = root().join(path);
    if std::env::var_os("UPDATE_GOLDENS").is_some_and(|value| value == "1") {
        std::fs::create_dir_all(path.parent().expect("is in the repository")).expect("is writable");
        std::fs::write(&path, made).expect("is writable");
        return;
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        there == made,
        "{} is stale; UPDATE_GOLDENS=1 cargo test rewrites it\n--- there\n{there}\n--- made\n{made}",
        path.display()
    );
}

/// The reference data, where this machine has it.
fn reference(test: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("PLENARY_REFERENCE").map(PathBuf::from);
    if folder.is_none() {
        println!("{test} skipped: PLENARY_REFERENCE is not set");
    }
    folder
}

#[test]
fn no_file_of_this_folder_is_forgotten() {
    let main = read("tests/it/main.rs");
    for entry in std::fs::read_dir(root().join("tests/it")).expect("is there") {
        let path = entry.expect("is readable").path();
        if path.extension().is_none_or(|suffix| suffix != "rs") {
            continue;
        }
        let stem = path
            .file_stem()
            .expect("has a name")
            .to_string_lossy()
            .into_owned();
        if stem.starts_with('.') {
            continue;
        }
        let declared = stem == "main" || main.contains(&format!("\nmod {stem};\n"));
        assert!(declared, "tests/it/main.rs does not declare {stem}");
    }
}
