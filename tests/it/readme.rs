//! README is true: the commands of its `console` blocks print what it shows.
//! `UPDATE_GOLDENS=1 cargo test readme` writes what they print now.

use std::path::Path;
use std::process::Command;

/// Runs a line of shell in a folder, with `plenary` on the path.
fn shell(line: &str, folder: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_plenary"));
    let mut path = std::ffi::OsString::from(program.parent().expect("in a folder"));
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap_or_default());
    let out = Command::new("sh")
        .args(["-c", &format!("{{ {line}; }} 2>&1")])
        .current_dir(folder)
        .env("PATH", path)
        .env("NO_COLOR", "1")
        .output()
        .expect("a shell");
    String::from_utf8(out.stdout).expect("text")
}

#[test]
fn readme_shows_what_happens() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["oewg-2020-02-12", "oewg-2020-02-14"] {
        let from = Path::new("graph").join(name);
        let set = folder.path().join(&from);
        std::fs::create_dir_all(&set).expect("writable");
        for file in ["codebook.json", "meeting.json"] {
            std::fs::copy(from.join(file), set.join(file)).expect("copied");
        }
    }
    for file in ["report.txt", "codebook.csv"] {
        let example = Path::new("examples/straits-forum").join(file);
        std::fs::copy(example, folder.path().join(file)).expect("copied");
    }
    let readme = std::fs::read_to_string("README.md").expect("README");
    let mut made = String::new();
    let mut inside = false;
    let mut commands = 0;
    for line in readme.lines() {
        if line == "```console" {
            inside = true;
        } else if line == "```" {
            inside = false;
        } else if inside {
            let Some(command) = line.strip_prefix("$ ") else {
                continue;
            };
            commands += 1;
            made.push_str(&format!("{line}\n"));
            for printed in shell(command, folder.path()).trim_end().lines() {
                made.push_str(&format!("{}\n", printed.trim_end()));
            }
            continue;
        }
        made.push_str(&format!("{line}\n"));
    }
    assert!(commands > 4, "{commands} commands");
    crate::golden("README.md", &made);
}
