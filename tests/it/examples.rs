//! The examples of the library run and say what they are there to show.

use std::path::PathBuf;
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
    if !path.exists() {
        // As where one test alone is built: --test it.
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
    assert_snapshot!(check("read", &[TEMPLATE]), @"");
    assert_snapshot!(check("read", &["tests/data/broken/unknown-ids.json"]), @"");
}

#[test]
fn analyse() {
    assert_snapshot!(check("analyse", &["graph/oewg-2020-02-12/codebook.json", "graph/oewg-2020-02-12/meeting.json"]), @"");
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
    assert_snapshot!(check("export", &[TEMPLATE, folder]), @"");
}

#[test]
fn import() {
    let said = check("import", &["tests/data/imports/debate.argdown"]);
    let record = said.find("\n}\n").expect("a record") + 3;
    assert_snapshot!(said[record..], @"");
    let input = plenary::read::Input {
        name: "made.json".to_owned(),
        bytes: said[..record].into(),
    };
    assert!(plenary::read::json(vec![input]).record.is_some());
}

#[test]
fn query() {
    assert_snapshot!(check("query", &[TEMPLATE, "concern nature or kind = business"]), @"");
}
