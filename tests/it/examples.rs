//! The examples of the library run and say what they are there to show.

use std::path::{Path, PathBuf};
use std::process::Command;

use insta::assert_snapshot;

/// Cargo builds examples with the tests, beside them.
fn example(name: &str) -> PathBuf {
    let tests = std::env::current_exe().expect("a test runs");
    let built = tests.parent().and_then(|deps| deps.parent());
    built.expect("is in deps").join("examples").join(name)
}

/// Runs an example in the repository; what it prints, and on stderr.
#[track_caller]
fn check(name: &str, arguments: &[&str]) -> String {
    let path = example(name);
    // Where one test alone is built (--test it), examples are not.
    let time = |path: &Path| path.metadata().and_then(|data| data.modified()).ok();
    let source = crate::root().join("examples").join(format!("{name}.rs"));
    if time(&path) < time(&source) {
        let built = Command::new(env!("CARGO"))
            .args(["build", "--locked", "--example", name])
            .current_dir(crate::root())
            .output()
            .expect("cargo is there");
        assert!(built.status.success(), "{built:?}");
    }
    let ran = Command::new(&path)
        .args(arguments)
        .current_dir(crate::root())
        .output()
        .expect("was built");
    let text = |bytes| String::from_utf8(bytes).expect("prints UTF-8");
    let (out, err) = (text(ran.stdout), text(ran.stderr));
    let code = ran.status.code();
    format!("{out}{err}exit {}", code.expect("was not killed"))
}

const TEMPLATE: &str = "src/cli/template.json";

#[test]
fn read() {
    assert_snapshot!(check("read", &[TEMPLATE]), @r"
    Town hall on the harbour, Port Example, 3 May 2021: 3 stakeholders, 4 statements
    exit 0
    ");
    assert_snapshot!(check("read", &["tests/data/broken/unknown-ids.json"]), @r#"
    tests/data/broken/unknown-ids.json:10:50: error[E016]: this theme names an unknown theme, 'top'
        known themes: peace
    tests/data/broken/unknown-ids.json:13:70: error[E016]: this claim names an unknown theme, 'piece'
        known themes: peace
    tests/data/broken/unknown-ids.json:16:34: error[E016]: this statement names an unknown stakeholder, 'acp'
        did you mean 'apc'?
    tests/data/broken/unknown-ids.json:16:50: error[E016]: this statement names an unknown claim, 'bann'
        did you mean 'ban'?
    tests/data/broken/unknown-ids.json:17:34: error[E016]: this statement names an unknown stakeholder, 'government-of-x'
        known stakeholders: apc
    tests/data/broken/unknown-ids.json:20:28: error[E016]: this relation names an unknown claim, 'war'
        known claims: ban
    tests/data/broken/unknown-ids.json:20:66: error[E016]: this relation names an unknown source, 'minute'
        did you mean 'minutes'?
    Error: "no record could be read"
    exit 1
    "#);
}

#[test]
fn analyse() {
    assert_snapshot!(check("analyse", &["graph/oewg-2020-02-12/codebook.json", "graph/oewg-2020-02-12/meeting.json"]), @r"
    Strongest ties
      access-now and apc: 3
      access-now and wilpf: 1
      apc and mfwa: 2
    Nearest: access-now and apc
    Coalitions
      1: access-now, wilpf
      2: apc, ict4peace, mfwa
      3: icc
      4: several-states
    # Coalitions
    exit 0
    ");
}

#[test]
fn draw() {
    let folder = tempfile::tempdir().expect("is writable");
    let made = folder.path().join("made.svg");
    let made = made.to_str().expect("is UTF-8");
    let said = check("draw", &[TEMPLATE, "alignment", made]);
    assert_eq!(said, format!("{made}\nexit 0"));
    let svg = std::fs::read_to_string(made).expect("was written");
    assert!(svg.starts_with("<svg"));
}

#[test]
fn export() {
    let folder = tempfile::tempdir().expect("is writable");
    let folder = folder.path().to_str().expect("is UTF-8");
    assert_snapshot!(check("export", &[TEMPLATE, folder]), @r"
    meeting.graphml: 4 of 4 statements, the same record
    meeting.ttl: 4 of 4 statements, the same record
    statements.csv: 4 of 4 statements, not all of the record
    exit 0
    ");
}

#[test]
fn import() {
    let said = check("import", &["tests/data/imports/debate.argdown"]);
    let record = said.find("\n}\n").expect("a record") + 3;
    assert_snapshot!(said[record..], @r"
    headings: 2 of 2 kept
    statements: 11 of 11 kept
    arguments: 3 of 3 kept
    tags: 2 of 2 kept
    names in data: 3 of 3 kept
    relations: 8 of 10 kept
    other ways of contradictions: 1 of 1 kept
    premises: 3 of 3 kept
    conclusions: 2 of 2 kept
    1 marks for bold and italic: texts of a record are plain
    1 other wordings of one title: a claim has one text: the last definition's
    1 settings of the front matter: they are for pictures of Argdown
    2 steps of arguments with several: all premises support the argument; which step uses which is not said
    2 relations: the same relation stands there before
    exit 0
    ");
    let input = plenary::read::Input {
        name: "made.json".to_owned(),
        bytes: said[..record].into(),
    };
    assert!(plenary::read::json(vec![input]).record.is_some());
}

#[test]
fn query() {
    assert_snapshot!(check("query", &[TEMPLATE, "concern nature or kind = business"]), @r"
    theme,broader
    Jobs,Economy
    Port Example Harbour Company (1 in evidence)
    Seabird Trust (1 in evidence)
    exit 0
    ");
}
