//! Small records by hand, the OEWG record, the program, and the reference data.

#![allow(clippy::unwrap_used, reason = "only tests call these")]

use std::path::PathBuf;
use std::process::{Command, Output};

use plenary::model::Record;
use plenary::read::{self, Input};

/// A record from lines `who claim + [date]` or `who claim - [date]`, and `claim > claim +`.
pub(crate) fn record(lines: &str) -> Record {
    let (mut who, mut what) = (Vec::new(), Vec::new());
    let (mut statements, mut relations) = (Vec::new(), Vec::new());
    let stance = |sign: &str| if sign == "+" { "support" } else { "concern" };
    let add = |list: &mut Vec<String>, word: &str| {
        if !list.iter().any(|known| known == word) {
            list.push(word.to_owned());
        }
    };
    for (at, line) in lines.lines().filter(|l| !l.trim().is_empty()).enumerate() {
        let words: Vec<&str> = line.split_whitespace().collect();
        if words[1] == ">" {
            add(&mut what, words[0]);
            add(&mut what, words[2]);
            let (from, to, stance) = (words[0], words[2], stance(words[3]));
            relations.push(serde_json::json!({"from": from, "to": to, "stance": stance}));
            continue;
        }
        add(&mut who, words[0]);
        add(&mut what, words[1]);
        let mut statement = serde_json::json!({
            "id": format!("s{at}"), "stakeholder": words[0], "claim": words[1],
            "stance": stance(words[2]), "source": "meeting",
        });
        if let Some(date) = words.get(3) {
            statement["date"] = (*date).into();
        }
        statements.push(statement);
    }
    let who = who
        .iter()
        .map(|id| serde_json::json!({"id": id, "name": id, "kind": "ngo"}));
    let what = what.iter().map(|id| {
        serde_json::json!({"id": id, "text": format!("{id} is right"), "themes": {"theme": "support"}})
    });
    let text = serde_json::json!({
        "plenary": 1,
        "sources": [{"id": "meeting", "title": "Meeting"}],
        "stakeholders": who.collect::<Vec<_>>(),
        "themes": [{"id": "theme", "name": "Theme"}],
        "claims": what.collect::<Vec<_>>(),
        "statements": statements,
        "relations": relations,
    });
    read_record(vec![("small.json".into(), text.to_string().into_bytes())])
}

/// The OEWG record.
pub(crate) fn oewg() -> Record {
    let folder = oewg_folder();
    let files = ["codebook.json", "meeting.json"].map(|name| {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        (name.to_owned(), bytes)
    });
    read_record(files.into())
}

pub(crate) fn oewg_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("graph/oewg-2020-02-12")
}

fn read_record(files: Vec<(String, Vec<u8>)>) -> Record {
    let inputs = files.into_iter().map(|(name, bytes)| Input { name, bytes });
    let reading = read::json(inputs.collect());
    reading
        .record
        .unwrap_or_else(|| panic!("{:?}", reading.problems))
}

/// Runs `plenary analyse` quietly on the OEWG record.
pub(crate) fn analyse(question: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_plenary"))
        .args(["-q", "analyse", question])
        .arg(oewg_folder())
        .args(arguments)
        .output()
        .unwrap()
}

/// What it wrote, as JSON.
pub(crate) fn analyse_json(question: &str, arguments: &[&str]) -> serde_json::Value {
    let arguments = [arguments, &["--format", "json"]].concat();
    let output = analyse(question, &arguments);
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Every other format says something too, and the same twice.
pub(crate) fn all_formats(question: &str) {
    for format in ["table", "json", "csv", "markdown"] {
        let output = analyse(question, &["--format", format]);
        assert!(output.status.success(), "{output:?}");
        assert!(output.stdout.len() > 100, "{question} as {format}");
        assert_eq!(output, analyse(question, &["--format", format]));
    }
}

/// Reference data; says so where there is none.
pub(crate) fn reference(path: &str) -> Option<PathBuf> {
    let found = std::env::var_os("PLENARY_REFERENCE").map(|root| PathBuf::from(root).join(path));
    if found.is_none() {
        println!("skipped without PLENARY_REFERENCE: {path}");
    }
    found
}
