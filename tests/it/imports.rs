//! What becomes of other programs' files: small ones of every format, whole records and reports.

use std::fmt::Write as _;

use plenary::read::{self, Import, ImportFormat, ImportOptions, Input, LossKind};
use plenary::write;

pub(crate) fn load(names: &[&str]) -> Vec<Input> {
    let one = |name: &&str| Input {
        name: (*name).to_owned(),
        bytes: std::fs::read(crate::root().join("tests/data/imports").join(name)).unwrap(),
    };
    names.iter().map(one).collect()
}

pub(crate) fn import(inputs: Vec<Input>) -> Import {
    read::import(inputs, &ImportOptions::default())
}

/// What holds of every report: nothing that was read is unaccounted for.
#[track_caller]
pub(crate) fn is_true(import: &Import) {
    for count in &import.loss.counts {
        assert_eq!(count.read, count.kept + count.skipped, "{count:?}");
        let whole = |kind| matches!(kind, LossKind::Skipped | LossKind::Repeated);
        let losses = import
            .loss
            .losses
            .iter()
            .filter(|one| one.what == count.things && whole(one.kind));
        let told: usize = losses.map(|one| one.count).sum();
        assert_eq!(
            told, count.skipped,
            "{}: skipped without a reason",
            count.things
        );
    }
}

/// The report and the record as one text.
fn told(import: &Import) -> String {
    let mut out = String::new();
    for one in &import.loss.counts {
        let became = one.became.as_deref().unwrap_or("themselves");
        writeln!(
            out,
            "{}: {} = {} as {became} + {}",
            one.things, one.read, one.kept, one.skipped
        )
        .unwrap();
    }
    for one in &import.loss.losses {
        writeln!(
            out,
            "{:?}: {} {}: {} {:?}",
            one.kind, one.count, one.what, one.why, one.places
        )
        .unwrap();
    }
    for note in &import.loss.notes {
        writeln!(out, "note: {note}").unwrap();
    }
    out.push_str(&write::record_json(import.reading.record.as_ref().unwrap()));
    out
}

#[track_caller]
fn check(golden: &str, format: ImportFormat, inputs: Vec<Input>) {
    assert_eq!(read::sniff(&inputs), Some(format), "{golden}");
    let import = import(inputs);
    assert!(
        import.reading.record.is_some(),
        "{golden}: {:#?}",
        import.reading.problems
    );
    is_true(&import);
    crate::golden(
        format!("tests/data/imports/expected/{golden}.txt"),
        &told(&import),
    );
}

#[test]
fn argdown() {
    check("debate", ImportFormat::Argdown, load(&["debate.argdown"]));
    check("people", ImportFormat::Argdown, load(&["people.argdown"]));
}

#[test]
fn tags_say_who_is_a_stakeholder() {
    let options = ImportOptions {
        stakeholder_tags: vec!["#growth".to_owned()],
        ..ImportOptions::default()
    };
    let made = read::import(load(&["debate.argdown"]), &options);
    is_true(&made);
    let record = made.reading.record.unwrap();
    let names: Vec<&str> = record
        .stakeholders()
        .iter()
        .map(|one| one.id.as_str())
        .collect();
    assert!(
        names.contains(&"jobs") && names.contains(&"second-quay"),
        "{names:?}"
    );
}

#[test]
fn rdf() {
    check("rdf", ImportFormat::Turtle, load(&["other.ttl"]));
}

/// Foreign triples are no record, and nothing of them is kept in silence.
#[test]
fn rdf_of_other_things_is_skipped_whole() {
    let text = "<urn:a> <urn:knows> <urn:b> .\n<urn:b> <urn:knows> <urn:a> .\n";
    let made = import(vec![Input {
        name: "people".to_owned(),
        bytes: text.as_bytes().to_vec(),
    }]);
    is_true(&made);
    assert_eq!(made.loss.count("triples"), (2, 0, 2));
    assert_eq!(
        made.loss.losses[0].why,
        "a record has no place for <urn:knows>"
    );
    assert_eq!(made.loss.losses[0].places, ["urn:a"]);
    assert_eq!(made.loss.notes.len(), 1);
}

#[test]
fn gml_of_others() {
    for name in ["nx", "igraph", "gephi"] {
        let file = format!("{name}.gml");
        check(&file, ImportFormat::Gml, load(&[&file]));
    }
}

#[test]
fn pajek_of_others() {
    for name in [
        "two-mode.net",
        "signed.net",
        "lists-support.net",
        "matrix-concern.net",
    ] {
        check(name, ImportFormat::Pajek, load(&[name]));
    }
}

#[test]
fn kumu_of_others() {
    check("map.kumu", ImportFormat::Kumu, load(&["map.kumu.json"]));
    check("blueprint", ImportFormat::Kumu, load(&["blueprint.json"]));
}

/// Sheets as Kumu and Gephi have them, of statements, and of positions.
#[test]
fn sheets_of_others() {
    use crate::workbook::{book, input};
    let kumu = book(&[
        (
            "Elements",
            &[
                &["Label", "Type", "Description", "Tags"],
                &["WILPF", "NGO", "a league", "peace|women"],
                &["Ban", "Claim"],
            ],
        ),
        (
            "Connections",
            &[
                &["From", "To", "Type", "Direction"],
                &["WILPF", "Ban", "supports", "directed"],
            ],
        ),
        ("Notes (ignore)", &[&["nothing"]]),
    ]);
    check(
        "kumu-sheets",
        ImportFormat::Xlsx,
        vec![input("kumu.xlsx", kumu)],
    );
    let long = book(&[
        (
            "2020",
            &[
                &["actor", "concept", "agreement", "date"],
                &["WILPF", "Ban", "1", "2020-02-12"],
                &["APC", "Ban", "0", "2020-02-12"],
            ],
        ),
        ("2021", &[&["actor"], &["x"]]),
    ]);
    let wide = book(&[(
        "positions",
        &[
            &["", "Ban", "Fees"],
            &["WILPF", "1", "-1"],
            &["APC", "0", "1"],
        ],
    )]);
    check(
        "matrix-sheet",
        ImportFormat::Xlsx,
        vec![input("matrix.xlsx", wide)],
    );
    let options = ImportOptions {
        table: read::CsvOptions {
            columns: [
                ("stakeholder", "actor"),
                ("claim", "concept"),
                ("stance", "agreement"),
            ]
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .to_vec(),
            ..Default::default()
        },
        ..Default::default()
    };
    let made = read::import(vec![input("long.xlsx", long)], &options);
    is_true(&made);
    assert_eq!(
        made.loss.losses.len(),
        1,
        "the second sheet: {:?}",
        made.loss.losses
    );
    assert_eq!(made.reading.record.unwrap().statements().len(), 2);
}

/// What has nothing for a record ends in an error that says so, whatever it is.
#[test]
fn nothing_kept_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("a.nt", "<urn:a> <urn:knows> <urn:b> .\n"),
        (
            "a.gml",
            "graph [ node [ id 1 ] node [ id 2 ] edge [ source 1 target 2 ] ]",
        ),
        ("a.net", "*Vertices 2\n*Arcs\n1 2\n2 1\n"),
        (
            "a.json",
            "{\"elements\": [{\"label\": \"a\"}], \"connections\": []}",
        ),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let ran = crate::support::plenary(&["import", path.to_str().unwrap()]);
        let told = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert_eq!(ran.status.code(), Some(1), "{name}: {told}");
        assert!(
            told.contains("nothing of the input could be kept"),
            "{name}: {told}"
        );
        assert!(ran.stdout.is_empty(), "{name}");
    }
}

#[test]
fn aif() {
    check("map", ImportFormat::Aif, load(&["map.json"]));
}

#[test]
fn kialo() {
    check("kialo", ImportFormat::Kialo, load(&["kialo.txt"]));
}

#[test]
fn polis() {
    let names = [
        "comments.csv",
        "participants-votes.csv",
        "readme.txt",
        "stats-history.csv",
        "summary.csv",
        "votes.csv",
    ];
    let names = names.map(|name| format!("polis/{name}"));
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    check("polis", ImportFormat::Polis, load(&names));
    // Without the list of votes the matrix has to do.
    let without: Vec<&str> = names
        .iter()
        .copied()
        .filter(|name| !name.ends_with("/votes.csv"))
        .collect();
    let made = import(load(&without));
    is_true(&made);
    assert_eq!(made.loss.count("votes"), (5, 4, 1));
    // Where signs are those of the database, counts of comments tell.
    let mut turned = load(&names);
    for input in turned
        .iter_mut()
        .filter(|input| input.name.ends_with("/votes.csv"))
    {
        let text = String::from_utf8(input.bytes.clone()).unwrap();
        let text = text
            .replace(",-1\n", ",x\n")
            .replace(",1\n", ",-1\n")
            .replace(",x\n", ",1\n");
        input.bytes = text.into_bytes();
    }
    for input in turned
        .iter_mut()
        .filter(|input| input.name.ends_with("comments.csv"))
    {
        let text = String::from_utf8(input.bytes.clone()).unwrap();
        input.bytes = text.replace(",0,1,2,1,", ",0,1,4,2,").into_bytes();
    }
    let [straight, turned] =
        [load(&names), turned].map(|inputs| import(inputs).reading.record.unwrap());
    assert_eq!(
        write::statements_csv(&straight),
        write::statements_csv(&turned)
    );
}

#[test]
fn claims_and_nodes() {
    check(
        "claims",
        ImportFormat::Claims,
        load(&["claims/claims.csv", "claims/nodes.csv"]),
    );
}

#[test]
fn matrices() {
    check(
        "matrix",
        ImportFormat::Matrix,
        load(&[
            "matrix/positions.csv",
            "matrix/ties.csv",
            "matrix/types.csv",
        ]),
    );
}

#[test]
fn tables_of_statements() {
    check("table", ImportFormat::Table, load(&["table.csv"]));
}

#[test]
fn refi_qda() {
    check("book", ImportFormat::Qdc, load(&["book.qdc"]));
    check(
        "project",
        ImportFormat::Qdpx,
        vec![archive(&[
            ("project.qde", &load(&["project.qde"])[0].bytes),
            ("sources/T1.txt", "\u{FEFF}Größe war da.".as_bytes()),
        ])],
    );
}

#[test]
fn graphs_of_others() {
    check(
        "other-graph",
        ImportFormat::Graphml,
        load(&["other.graphml"]),
    );
}

/// A ZIP archive of these entries, compressed.
pub(crate) fn archive(entries: &[(&str, &[u8])]) -> Input {
    use std::io::Write as _;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated);
    for (name, bytes) in entries {
        // As the format of LibreOffice wants it.
        let stored = options.compression_method(zip::CompressionMethod::Stored);
        let options = if *name == "mimetype" { stored } else { options };
        archive.start_file(*name, options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    Input {
        name: "project.qdpx".to_owned(),
        bytes: archive.finish().unwrap().into_inner(),
    }
}

#[test]
fn the_verb_reports_and_strict_refuses() {
    let file = "tests/data/imports/kialo.txt";
    let ran = crate::support::plenary(&["import", file]);
    let said = String::from_utf8(ran.stderr).unwrap();
    assert!(ran.status.success(), "{said}");
    assert!(said.contains("claims: read 5, kept 5\n"), "{said}");
    let read = read::json(vec![Input {
        name: "made".to_owned(),
        bytes: ran.stdout,
    }]);
    assert_eq!(read.record.unwrap().claims().len(), 5);
    let ran = crate::support::plenary(&["import", file, "--strict"]);
    assert_eq!(ran.status.code(), Some(1));
    assert!(ran.stdout.is_empty());
    let ran = crate::support::plenary(&["import", "tests/data/imports/claims", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&ran.stderr).unwrap();
    assert_eq!(report["lossless"], false);
    assert_eq!(report["report"]["counts"][2]["things"], "claims");
}
