//! docs/queries.md is true: its queries and commands give what it shows.
//! `UPDATE_GOLDENS=1 cargo test queries` writes what they give now.

use std::path::Path;
use std::process::Command;

use plenary::query::{SparqlOptions, sparql};
use plenary::write::plain_table;

const PAGE: &str = "docs/queries.md";

/// The SPARQL of the page, in order.
pub(crate) fn queries() -> Vec<String> {
    let page = crate::read(PAGE);
    let blocks = page.split("\n```sparql\n").skip(1);
    blocks
        .map(|rest| rest.split("\n```").next().unwrap().to_owned())
        .collect()
}

fn shell(line: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_plenary"));
    let mut path = std::ffi::OsString::from(program.parent().unwrap());
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap_or_default());
    let out = Command::new("sh")
        .args(["-c", &format!("{{ {line}; }} 2>&1")])
        .current_dir(crate::root())
        .env("PATH", path)
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    String::from_utf8(out.stdout).unwrap()
}

/// The page with every answer made anew.
fn again(page: &str) -> String {
    let record = crate::records::oewg();
    let mut made = String::new();
    let mut block = "";
    let mut query = String::new();
    let mut lines = page.lines().peekable();
    while let Some(line) = lines.next() {
        match (block, line) {
            ("", "```sparql" | "```console" | "```text") => block = &line[3..],
            ("sparql", "```") => {
                let answer = sparql(&record, &query, &SparqlOptions::default()).unwrap();
                let table = plain_table(&answer.table());
                made.push_str(&format!("```\n\n```text\n{table}```\n"));
                query.clear();
                block = "";
                // The answer that stood there.
                if lines.next_if_eq(&"").is_some() && lines.next_if_eq(&"```text").is_some() {
                    lines.by_ref().find(|line| *line == "```");
                } else {
                    made.push('\n');
                }
                continue;
            }
            ("sparql", _) => query.push_str(&format!("{line}\n")),
            ("console", "```") => block = "",
            ("console", _) => {
                let Some(command) = line.strip_prefix("$ ") else {
                    continue;
                };
                made.push_str(&format!("{line}\n"));
                for printed in shell(command).trim_end().lines() {
                    made.push_str(&format!("{}\n", printed.trim_end()));
                }
                continue;
            }
            (_, "```") => block = "",
            _ => {}
        }
        made.push_str(&format!("{line}\n"));
    }
    made
}

#[test]
fn the_page_shows_what_happens() {
    let page = crate::read(PAGE);
    assert_eq!(queries().len(), 10);
    crate::golden(PAGE, &again(&page));
}

/// An answer that changed would be found.
#[test]
fn a_stale_page_is_noticed() {
    let page = crate::read(PAGE);
    let shown = "stakeholder:access-now  theme:criminalisation";
    assert!(page.contains(shown));
    let stale = page.replace(shown, "stakeholder:nobody  theme:criminalisation");
    assert_eq!(again(&stale), page);
}
