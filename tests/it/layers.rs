//! The import table of DESIGN.md: which part may use which.

use std::path::{Path, PathBuf};

const ALLOWED: &[(&str, &[&str])] = &[
    ("model", &[]),
    // `vocabulary` is a list of names, which the readers and writers of RDF share.
    ("read", &["model", "vocabulary"]),
    ("analysis", &["model"]),
    ("draft", &["model", "read"]),
    ("draw", &["model", "analysis"]),
    ("write", &["model", "analysis", "draw", "vocabulary"]),
    ("brief", &["model", "analysis", "draw", "write"]),
    ("query", &["model", "analysis", "vocabulary", "write"]),
];

/// What only the program may touch.
const OUTSIDE: &[&str] = &[
    "std::env",
    "std::process",
    "std::fs",
    "std::io::stdout",
    "println!",
    "print!",
    "SystemTime",
    "Instant::now",
];

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.expect("is readable").path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|suffix| suffix == "rs") {
            found.push(path);
        }
    }
}

/// The code of a line, without its comment.
fn code(line: &str) -> &str {
    line.split("//").next().unwrap_or_default()
}

#[test]
fn parts_use_only_what_the_table_allows() {
    let mut wrong = Vec::new();
    for (part, allowed) in ALLOWED {
        let mut files = Vec::new();
        rust_files(&crate::root().join("src").join(part), &mut files);
        for file in files {
            let text = std::fs::read_to_string(&file).expect("is readable");
            for (n, line) in text.lines().enumerate() {
                let line = code(line);
                for used in line.split("crate::").skip(1) {
                    let used: String = used
                        .chars()
                        .take_while(|c| c.is_alphanumeric() || *c == '_')
                        .collect();
                    if used != *part && !allowed.contains(&used.as_str()) {
                        wrong.push(format!("{}:{}: {part} uses {used}", file.display(), n + 1));
                    }
                }
                if line.contains("super::super") {
                    wrong.push(format!("{}:{}: super::super", file.display(), n + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_library_is_silent() {
    let mut files = vec![crate::root().join("src/lib.rs")];
    for (part, _) in ALLOWED {
        rust_files(&crate::root().join("src").join(part), &mut files);
    }
    let mut wrong = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("is readable");
        for (n, line) in text.lines().enumerate() {
            for word in OUTSIDE.iter().filter(|word| code(line).contains(*word)) {
                wrong.push(format!("{}:{}: {word}", file.display(), n + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_brace_import_hides_a_part() {
    // `use crate::{model, read}` would get past the test above.
    let mut files = Vec::new();
    rust_files(&crate::root().join("src"), &mut files);
    for file in files {
        let text = std::fs::read_to_string(&file).expect("is readable");
        assert!(!text.contains("crate::{"), "{}", file.display());
    }
}
