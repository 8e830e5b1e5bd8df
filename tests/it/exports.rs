//! The committed exports are what `plenary build` makes today.
//! `UPDATE_GOLDENS=1 cargo test exports` rewrites them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    let content = |file: fs::DirEntry| {
        let bytes = fs::read(file.path()).expect("readable");
        (file.file_name().to_string_lossy().into_owned(), bytes)
    };
    files.map(content).collect()
}

#[test]
fn exports_are_current() {
    let update = std::env::var_os("UPDATE_GOLDENS").is_some();
    let mut stale = Vec::new();
    let mut sets = 0;
    for set in fs::read_dir("graph").expect("graph").flatten() {
        if !set.path().join("SOURCE.md").exists() {
            continue;
        }
        sets += 1;
        let committed = Path::new("exports").join(set.file_name());
        let fresh = tempfile::tempdir().expect("a folder");
        let target = if update {
            committed.as_path()
        } else {
            fresh.path()
        };
        let out = Command::new(env!("CARGO_BIN_EXE_plenary"))
            .arg("build")
            .arg(set.path())
            .arg("-o")
            .arg(target)
            .output()
            .expect("plenary runs");
        assert!(
            out.status.success(),
            "{}",
            String::from_utf8_lossy(&out.stderr)
        );
        let (old, new) = (contents(&committed), contents(target));
        for name in old.keys().chain(new.keys()) {
            if old.get(name) != new.get(name) {
                stale.push(committed.join(name).display().to_string());
            }
        }
    }
    stale.dedup();
    assert!(sets > 0, "no data set under graph/");
    assert!(
        stale.is_empty(),
        "stale: {stale:?}; UPDATE_GOLDENS=1 cargo test exports"
    );
}
