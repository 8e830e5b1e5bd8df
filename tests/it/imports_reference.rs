//! Real files: counts that were found out otherwise, and reports that are true.

use std::path::Path;

use plenary::model::Record;
use plenary::read::{Import, Input};

use crate::imports::{import, is_true};

/// The files of one import, those of a folder by name.
fn load(path: &Path) -> Vec<Input> {
    let mut paths = vec![path.to_path_buf()];
    if path.is_dir() {
        paths = std::fs::read_dir(path)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        paths.sort();
    }
    let one = |path: std::path::PathBuf| Input {
        name: path.display().to_string(),
        bytes: std::fs::read(&path).unwrap(),
    };
    paths.into_iter().map(one).collect()
}

/// Stakeholders, themes, claims, statements, relations.
fn sizes(record: &Record) -> [usize; 5] {
    [
        record.stakeholders().len(),
        record.themes().len(),
        record.claims().len(),
        record.statements().len(),
        record.relations().len(),
    ]
}

#[track_caller]
fn check(path: &Path, expected: [usize; 5], counts: &[(&str, usize, usize, usize)]) {
    let made: Import = import(load(path));
    let record = made.reading.record.as_ref();
    let record =
        record.unwrap_or_else(|| panic!("{}: {:#?}", path.display(), made.reading.problems));
    assert_eq!(
        sizes(record),
        expected,
        "{}: {:#?}",
        path.display(),
        made.loss
    );
    is_true(&made);
    for (things, read, kept, skipped) in counts {
        assert_eq!(
            made.loss.count(things),
            (*read, *kept, *skipped),
            "{}: {things}",
            path.display()
        );
    }
}

#[test]
fn arguments() {
    let Some(folder) = crate::reference("imports of arguments") else {
        return;
    };
    let folder = folder.join("argument");
    // Counted in the files: nodes by type.
    check(
        &folder.join("aif/nodeset10.json"),
        [0, 0, 4, 0, 3],
        &[("I-nodes", 4, 4, 0), ("inferences (RA)", 1, 1, 0)],
    );
    check(
        &folder.join("aif/nodeset106.json"),
        [0, 0, 15, 0, 14],
        &[("I-nodes", 15, 15, 0), ("inferences (RA)", 6, 6, 0)],
    );
    check(
        &folder.join("xaif/xaif_readme_snp.json"),
        [3, 0, 3, 3, 1],
        &[("locutions", 3, 3, 0), ("participants", 2, 2, 0)],
    );
    // 965 numbered rows, of which 126 use another again.
    check(
        &folder.join("kialo/free-speech-2867.txt"),
        [0, 0, 839, 0, 964],
        &[("claims", 839, 839, 0), ("reasons", 964, 964, 0)],
    );
    // As @argdown/core 1.7.5 counts statements, arguments and relations.
    let argdown = |name: &str| folder.join("argdown").join(name);
    check(
        &argdown("stakeholder-meeting.argdown"),
        [5, 1, 3, 8, 2],
        &[("statements", 8, 8, 0), ("relations", 10, 10, 0)],
    );
    check(
        &argdown("argdown-primer.argdown"),
        [0, 6, 21, 0, 13],
        &[
            ("statements", 17, 17, 0),
            ("arguments", 4, 4, 0),
            ("relations", 10, 10, 0),
        ],
    );
    check(
        &argdown("state-censorship.argdown"),
        [0, 2, 35, 0, 34],
        &[
            ("statements", 28, 28, 0),
            ("arguments", 7, 7, 0),
            ("relations", 4, 4, 0),
        ],
    );
}

#[test]
fn votes_and_claims() {
    let Some(folder) = crate::reference("imports of votes and claims") else {
        return;
    };
    // 5,312 votes of 204 people on 50 comments: 9 were replaced, 666 are passes.
    let votes = [
        ("votes", 5312, 4637, 675),
        ("comments", 50, 50, 0),
        ("participants", 204, 204, 0),
    ];
    check(
        &folder.join("argument/polis/brexit-consensus"),
        [204, 0, 50, 4637, 0],
        &votes,
    );
    let claims = [
        ("speakers", 337, 337, 0),
        ("concepts", 54, 54, 0),
        ("claims", 1164, 1164, 0),
    ];
    check(
        &folder.join("argument/irps_nuclear"),
        [337, 0, 54, 1164, 0],
        &claims,
    );
    // 30 by 6, of which 88 are 1 and 43 are -1.
    check(
        &folder.join("dna/chemnet"),
        [30, 0, 6, 131, 0],
        &[("cells", 180, 131, 49)],
    );
}

#[cfg(feature = "dna")]
#[test]
fn databases() {
    let Some(folder) = crate::reference("imports of databases") else {
        return;
    };
    for name in ["sample.dna", "sample_v2.dna"] {
        let counts = [
            ("statements of DNA", 40, 40, 0),
            ("statements of other types", 1, 0, 1),
        ];
        check(&folder.join("dna").join(name), [7, 0, 6, 40, 0], &counts);
    }
    let made = import(load(&folder.join("dna/synth_a.dna")));
    is_true(&made);
    let (read, kept, skipped) = made.loss.count("statements of DNA");
    assert_eq!((read, kept + skipped), (300, 300));
    assert_eq!(made.reading.record.unwrap().statements().len(), kept);
}
