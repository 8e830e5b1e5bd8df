//! Other programs read what is written: networkx, igraph, openpyxl, pyrefiqda and jsonschema in
//! Python; graphology, cytoscape, mermaid, Neo4j's language support and Argdown in node; xmllint.
//!
//! `.ci/run` installs them and sets `PLENARY_PEERS` to their folder; what is not there is said.

use std::path::{Path, PathBuf};
use std::process::Command;

use plenary::write::{FORMATS, Subject};

use crate::samples::SAMPLES;
use crate::support::{plenary, reference};

/// Where the peers are installed: `venv` and `node_modules`.
fn peers(test: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("PLENARY_PEERS").map(PathBuf::from);
    if folder.is_none() {
        println!("{test} skipped: PLENARY_PEERS is not set");
    }
    folder
}

/// Python with the packages of `tests/peers/requirements.txt`, where it is installed.
pub(crate) fn python(test: &str) -> Option<PathBuf> {
    let python = peers(test)?.join("venv/bin/python");
    if !python.is_file() {
        println!("{test} skipped: no venv in PLENARY_PEERS");
        return None;
    }
    Some(python)
}

/// Every format of every sample, as `SAMPLE-SUBJECT-FORMAT.out` or a folder of that name.
fn exports(formats: impl Fn(&str) -> bool) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for sample in SAMPLES {
        let file = match sample {
            "oewg" => "graph/oewg-2020-02-12".to_owned(),
            other => format!("tests/data/{other}.json"),
        };
        let file = crate::root().join(file);
        for format in FORMATS.iter().filter(|format| formats(format.name)) {
            for &subject in format.of {
                let several = matches!(format.name, "csv-pair" | "pajek" | "dl");
                let suffix = if several { "" } else { ".out" };
                let name = format!("{sample}-{}-{}{suffix}", subject.as_str(), format.name);
                let to = folder.path().join(name);
                let mut arguments = vec!["export", "--quiet", file.to_str().unwrap(), "--what"];
                arguments.extend([subject.as_str(), "--format", format.name, "-o"]);
                arguments.push(to.to_str().unwrap());
                if subject == Subject::Network {
                    arguments.extend(["--aggregation", "subtract"]);
                }
                let ran = plenary(&arguments);
                let said = String::from_utf8_lossy(&ran.stderr);
                assert!(ran.status.success(), "{arguments:?}: {said}");
            }
        }
    }
    folder
}

/// Runs a script on a folder of exports; it tells what it read and what it could not try.
fn run(program: &Path, script: &str, peers: &Path, exports: &Path) {
    let ran = Command::new(program)
        .arg(crate::root().join("tests/peers").join(script))
        .arg(exports)
        .arg(peers)
        .output();
    let ran = ran.unwrap_or_else(|error| panic!("{}: {error}", program.display()));
    let (out, err) = (
        String::from_utf8_lossy(&ran.stdout),
        String::from_utf8_lossy(&ran.stderr),
    );
    println!("{out}");
    assert!(ran.status.success(), "{script}\n{out}\n{err}");
}

#[test]
fn python_reads_what_is_written() {
    let test = "python_reads_what_is_written";
    let (Some(peers), Some(python)) = (peers(test), python(test)) else {
        return;
    };
    let folder = exports(|format| !matches!(format, "svg" | "dot" | "mermaid" | "markdown"));
    let template = folder.path().join("template.xlsx");
    let ran = plenary(&["new", "--xlsx", "-o", template.to_str().unwrap()]);
    assert!(ran.status.success());
    run(&python, "check.py", &peers, folder.path());
}

#[test]
fn node_reads_what_is_written() {
    let Some(peers) = peers("node_reads_what_is_written") else {
        return;
    };
    if !peers.join("node_modules").is_dir() {
        println!("node_reads_what_is_written skipped: no node_modules in PLENARY_PEERS");
        return;
    }
    let read = [
        "json",
        "gexf",
        "graphml",
        "cytoscape",
        "mermaid",
        "cypher",
        "argdown",
    ];
    let folder = exports(|format| read.contains(&format));
    run(Path::new("node"), "check.mjs", &peers, folder.path());
}

#[test]
fn xml_is_as_its_schemas_say() {
    let Some(reference) = reference() else {
        return;
    };
    if Command::new("xmllint").arg("--version").output().is_err() {
        println!("xml_is_as_its_schemas_say skipped: there is no xmllint");
        return;
    }
    let validate = |schema: &str, file: &Path| {
        let ran = Command::new("xmllint")
            .args(["--nonet", "--noout", "--schema"])
            .arg(reference.join("schemas").join(schema))
            .arg(file)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert!(ran.status.success(), "{}: {said}", file.display());
    };
    let folder = exports(|format| matches!(format, "gexf" | "qdpx"));
    let mut seen = 0;
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        seen += 1;
        if name.ends_with("-gexf.out") {
            // The published schema refuses every colour, size and place.
            let text = std::fs::read_to_string(&path).unwrap();
            let lines = text
                .lines()
                .filter(|line| !line.trim_start().starts_with("<viz:"));
            std::fs::write(&path, lines.collect::<Vec<_>>().join("\n")).unwrap();
            validate("gexf13/gexf.xsd", &path);
        } else {
            let file = std::fs::File::open(&path).unwrap();
            let mut archive = zip::ZipArchive::new(file).unwrap();
            let project = folder.path().join("project.qde");
            let mut out = std::fs::File::create(&project).unwrap();
            std::io::copy(&mut archive.by_name("project.qde").unwrap(), &mut out).unwrap();
            validate("refi/project.xsd", &project);
            std::fs::remove_file(project).unwrap();
        }
    }
    assert_eq!(seen, SAMPLES.len() * 5);
}
