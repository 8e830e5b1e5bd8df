//! The committed files of the three meetings together, and of what changed between them, are what
//! the program makes today. `UPDATE_GOLDENS=1 cargo test diff_exports` rewrites them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::run::plenary;

const MEETINGS: [&str; 3] = [
    "graph/oewg-2020-02-12",
    "graph/oewg-2020-02-14",
    "graph/oewg-2021-03",
];
const CHANGES: [(&str, usize, usize); 2] = [
    ("change-2020-02-12-to-2020-02-14", 0, 1),
    ("change-2020-02-14-to-2021-03", 1, 2),
];

fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    let content = |file: fs::DirEntry| {
        let bytes = fs::read(file.path()).expect("readable");
        (file.file_name().to_string_lossy().into_owned(), bytes)
    };
    files.map(content).collect()
}

#[test]
fn the_three_meetings_are_current() {
    let update = std::env::var_os("UPDATE_GOLDENS").is_some();
    let committed = crate::root().join("exports/oewg-2020-2021");
    let fresh = tempfile::tempdir().expect("a folder");
    let target = if update { &committed } else { fresh.path() };
    let to = target.to_str().expect("is UTF-8");
    let [first, second, third] = MEETINGS;
    let build = [
        "build",
        "graph/oewg-2020-2021",
        first,
        second,
        third,
        "-o",
        to,
    ];
    plenary(&build).run().exits(0);
    for (name, from, into) in CHANGES {
        for suffix in ["svg", "html", "dot", "md", "csv", "json"] {
            let file = target.join(format!("{name}.{suffix}"));
            let file = file.to_str().expect("is UTF-8");
            plenary(&["diff", MEETINGS[from], MEETINGS[into], "-o", file])
                .run()
                .exits(0);
        }
    }
    let (old, new) = (contents(&committed), contents(target));
    let names = old.keys().chain(new.keys());
    let mut stale: Vec<&String> = names
        .filter(|name| old.get(*name) != new.get(*name))
        .collect();
    stale.dedup();
    assert!(
        stale.is_empty(),
        "stale in exports/oewg-2020-2021: {stale:?}; UPDATE_GOLDENS=1 cargo test diff_exports"
    );
}

/// What the data sets say twice they say in the same words; what was coded by hand stays.
#[test]
fn the_meetings_share_their_codebooks() {
    let paths: Vec<String> = (MEETINGS.iter())
        .flat_map(|set| ["codebook", "meeting"].map(|file| format!("{set}/{file}.json")))
        .collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let both = crate::records::record(&paths);
    let count = (
        both.sources().len(),
        both.stakeholders().len(),
        both.themes().len(),
        both.claims().len(),
        both.statements().len(),
    );
    assert_eq!(count, (7, 35, 44, 70, 109));
    // Where the reworded text is at hand, every span and quote is in it.
    if let Some(texts) = crate::reference("the_meetings_share_their_codebooks") {
        let texts = texts.join("reports");
        let texts = texts.to_str().expect("is UTF-8");
        let ran = plenary(&["check", MEETINGS[1], "--texts", texts])
            .run()
            .exits(0);
        assert!(ran.stdout.contains("no errors, 1 warning"), "{ran:#?}");
    }
}

#[test]
fn pages_of_what_changed_work_in_a_browser() {
    if crate::html::browser().is_some() {
        let folder = crate::root().join("exports/oewg-2020-2021");
        crate::html::drive("change.mjs", &folder);
    }
}
