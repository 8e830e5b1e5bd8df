//! Every verb as a part of a pipe.
#![cfg(unix)]

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::process::{Command, Output, Stdio};

use crate::cli::{OEWG, TEMPLATE};

/// Runs a line of shell with the program as `plenary`, in a folder of its own beside a record, a
/// report, its codebook, a review of it and a debate.
fn shell(line: &str) -> Output {
    let folder = tempfile::tempdir().expect("is writable");
    let copy = |from: &str, to: &str| {
        let text = std::fs::read(crate::root().join(from)).expect("is there");
        std::fs::write(folder.path().join(to), text).expect("is writable");
    };
    copy(TEMPLATE, "meeting.json");
    copy("examples/straits-forum/report.txt", "report.txt");
    copy("examples/straits-forum/codebook.csv", "codebook.csv");
    copy("tests/data/imports/debate.argdown", "debate.argdown");
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_plenary"));
    let path = std::env::var("PATH").unwrap_or_default();
    let beside = program.parent().expect("is in a folder").display();
    Command::new("bash")
        .args(["-c", &format!("set -o pipefail; {line}")])
        .current_dir(folder.path())
        .env("PATH", format!("{beside}:{path}"))
        .env("OEWG", crate::root().join(OEWG))
        .stdin(Stdio::null())
        .output()
        .expect("there is a shell")
}

/// The line succeeds in all its parts and writes this first.
#[track_caller]
fn check(line: &str, begins: &str) {
    let ran = shell(line);
    let (out, err) = (
        String::from_utf8_lossy(&ran.stdout),
        String::from_utf8_lossy(&ran.stderr),
    );
    assert_eq!(ran.status.code(), Some(0), "{line}\n{out}\n{err}");
    assert!(out.starts_with(begins), "{line}\n{out}\n{err}");
    assert!(!err.contains("panicked"), "{line}\n{err}");
}

/// Verbs that read a record, and what they write begins with.
const READERS: &[(&str, &str)] = &[
    ("check -", ""),
    ("export -", "{\n"),
    ("export - --what positions --format csv", "stakeholder,"),
    ("export - --format turtle", "@prefix"),
    ("export - --what graph --format graphml", "<?xml"),
    ("draw -", "<svg"),
    ("draw - --format dot", "digraph"),
    ("query - 'ASK { ?a ?b ?c }'", ""),
    ("query - --ask 'kind = ngo'", ""),
    ("import - --from record", "{\n"),
    ("analyse contents -", ""),
    (
        "analyse network - --between stakeholder --through claim",
        "",
    ),
    ("analyse centrality -", ""),
    ("analyse overlap -", ""),
    ("analyse profile -", ""),
    ("analyse contradictions -", ""),
    ("analyse coalitions -", ""),
    ("analyse balance -", ""),
    ("analyse polarisation -", ""),
    ("analyse bridging -", ""),
    ("analyse contested -", ""),
    ("analyse stands -", ""),
    ("analyse timeline -", ""),
];

#[test]
fn records_come_from_stdin() {
    for (verb, begins) in READERS {
        check(&format!("plenary {verb} < meeting.json"), begins);
    }
}

/// Carriage returns and a byte order mark change nothing.
#[test]
fn other_line_ends() {
    for (verb, _) in READERS {
        let plain = shell(&format!("plenary {verb} < meeting.json"));
        let line =
            format!("(printf '\\xEF\\xBB\\xBF'; sed 's/$/\\r/' meeting.json) | plenary {verb}");
        let other = shell(&line);
        assert_eq!(other.status.code(), Some(0), "{verb}: {other:?}");
        assert!(other.stdout == plain.stdout, "{verb}");
    }
}

#[test]
fn a_reader_that_has_enough() {
    for (verb, _) in READERS {
        check(&format!("plenary {verb} < meeting.json | head -c 1"), "");
        check(&format!("plenary {verb} < meeting.json | true"), "");
    }
    for verb in [
        "formats",
        "schema",
        "man",
        "new",
        "completions bash",
        "explain E016",
        "export $OEWG --format jsonld",
        "import debate.argdown",
        "--help",
        "help export",
        "--version",
    ] {
        check(&format!("plenary {verb} | head -1"), "");
        check(&format!("plenary {verb} | true"), "");
    }
}

#[test]
fn verbs_in_a_row() {
    check("plenary new | plenary check -", "");
    check(
        "plenary import debate.argdown | plenary export - --what statements --format csv | head -1",
        "id,stakeholder",
    );
    check(
        "plenary export meeting.json --format turtle | plenary import - --from turtle --strict | plenary draw - | head -c 4",
        "<svg",
    );
    check(
        "plenary export meeting.json --what statements --format csv | plenary analyse contents -",
        "",
    );
    check(
        "plenary draft - --codebook codebook.csv < report.txt | plenary export - --what positions --format csv",
        "stakeholder,",
    );
}

/// A fault of the first stage is seen, and the second says nothing of its own doing.
#[test]
fn faults_in_a_row() {
    let ran = shell("echo '{' | plenary export - | plenary check -");
    let said = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(1), "{said}");
    assert!(said.contains("<stdin>:"), "{said}");
    assert!(!said.contains("panicked"), "{said}");
    for verb in ["check", "draw", "export", "import"] {
        let ran = shell(&format!("plenary {verb} nowhere.json | cat"));
        assert_eq!(ran.status.code(), Some(3), "{verb}: {ran:?}");
        assert_eq!(ran.stdout, b"", "{verb}");
    }
}

/// Names of files and words that are no UTF-8 are told, and never a panic.
#[test]
fn words_that_are_no_text() {
    let odd = OsStr::from_bytes(b"b\xE9.json");
    let verbs = [
        "analyse",
        "build",
        "check",
        "compare",
        "draft",
        "review",
        "draw",
        "export",
        "gallery",
        "import",
        "query",
        "explain",
        "completions",
        "formats",
        "schema",
        "man",
        "new",
    ];
    for verb in verbs {
        for more in [&[][..], &["contents"], &["--format"], &["-o"], &["--where"]] {
            let ran = Command::new(env!("CARGO_BIN_EXE_plenary"))
                .arg(verb)
                .args(more)
                .arg(odd)
                .current_dir(std::env::temp_dir())
                .stdin(Stdio::null())
                .output()
                .expect("was built");
            let said = String::from_utf8_lossy(&ran.stderr);
            let code = ran.status.code();
            assert!(!said.contains("panicked"), "{verb} {more:?}: {said}");
            assert!(
                code.is_some_and(|code| code < 70),
                "{verb} {more:?}: {said}"
            );
        }
    }
    let folder = tempfile::tempdir().expect("is writable");
    std::fs::copy(crate::root().join(TEMPLATE), folder.path().join(odd)).expect("is writable");
    let ran = Command::new(env!("CARGO_BIN_EXE_plenary"))
        .arg("check")
        .arg(odd)
        .current_dir(folder.path())
        .output()
        .expect("was built");
    assert_eq!(ran.status.code(), Some(0), "{ran:?}");
}
