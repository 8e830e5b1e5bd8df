//! The program where there are pipes, links and scripts.
#![cfg(unix)]

use std::fs;
use std::process::{Command, Stdio};

use crate::cli::{OEWG, TEMPLATE};
use crate::run::plenary;

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_plenary"))
        .args(["export", OEWG, "--what", "graph"])
        .current_dir(crate::root())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program was built");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(output.stderr, b"");
}

#[test]
fn graphviz_that_fails_is_quoted() {
    let folder = tempfile::tempdir().expect("is writable");
    let dot = folder.path().join("dot");
    fs::write(
        &dot,
        "#!/bin/sh\necho 'syntax error in line 1' >&2\nexit 3\n",
    )
    .expect("is");
    let all = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    fs::set_permissions(&dot, all).expect("is ours");
    let ran = plenary(&["draw", TEMPLATE, "--engine", "graphviz"])
        .env("GRAPHVIZ_DOT", dot.to_str().expect("is UTF-8"))
        .run()
        .exits(69);
    assert!(
        ran.stderr.contains("failed: syntax error in line 1"),
        "{ran:#?}"
    );
}

#[test]
fn a_link_stays_a_link() {
    let folder = tempfile::tempdir().expect("is writable");
    fs::write(folder.path().join("real.json"), "old").expect("is writable");
    let link = folder.path().join("link.json");
    std::os::unix::fs::symlink("real.json", &link).expect("is writable");
    let to = link.to_str().expect("is UTF-8");
    plenary(&["export", TEMPLATE, "-o", to]).run().exits(0);
    assert!(link.is_symlink());
    let real = fs::read_to_string(folder.path().join("real.json")).expect("is there");
    assert_eq!(real, crate::read(TEMPLATE));
}
