//! `plenary watch` as people use it: a real process, real saves. Every wait is for a line that
//! the program says, with a limit that only a hung program reaches.
#![cfg(unix)]

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// Nobody waits so long for a build of a small record, however busy the machine is.
const LIMIT: Duration = Duration::from_secs(180);

struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_plenary"))
            .args(["watch", "--interval", "50"])
            .args(arguments)
            .current_dir(folder)
            .env("NO_COLOR", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program was built");
        let stderr = child.stderr.take().expect("is piped");
        let (send, lines) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                if send.send(line).is_err() {
                    break;
                }
            }
        });
        Self { child, lines }
    }

    /// Everything that is said until these words were, and it waits again. A save that is seen
    /// half done is built twice, which is no fault.
    #[track_caller]
    fn says(&self, words: &[&str]) -> String {
        let mut said = String::new();
        loop {
            match self.lines.recv_timeout(LIMIT) {
                Ok(line) if line.starts_with("watching ") => {
                    if words.iter().all(|words| said.contains(words)) {
                        return said;
                    }
                }
                Ok(line) => said.push_str(&format!("{line}\n")),
                Err(error) => panic!("{error}; waited for {words:?} in:\n{said}"),
            }
        }
    }

    fn signal(&self, name: &str) {
        let done = Command::new("kill")
            .args([&format!("-{name}"), &self.child.id().to_string()])
            .status();
        assert!(done.expect("there is kill").success());
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // Where a test failed it still runs.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A folder with the record of `plenary new` in it.
fn record() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("is writable");
    fs::create_dir(folder.path().join("set")).expect("is writable");
    fs::copy(
        crate::root().join(crate::cli::TEMPLATE),
        folder.path().join("set/meeting.json"),
    )
    .expect("is writable");
    folder
}

#[test]
fn a_save_is_built_and_a_fault_keeps_what_was_there() {
    let folder = record();
    let meeting = folder.path().join("set/meeting.json");
    let out = folder.path().join("out/positions.csv");
    let good = fs::read_to_string(&meeting).expect("is there");
    let mut watch = Watch::start(folder.path(), &["set", "-o", "out"]);
    watch.says(&["-> "]);
    let first = fs::read_to_string(&out).expect("was built");

    // Saved in place.
    let claim = "\"claim\": \"second-quay\"";
    assert!(good.contains(claim));
    fs::write(&meeting, good.replace(claim, "\"claim\": \"second-key\"")).expect("is writable");
    watch.says(&[
        "saved: set/meeting.json",
        "error[E016]",
        "not built: out stays as it was",
    ]);
    assert_eq!(fs::read_to_string(&out).expect("is there"), first);

    // Mended by an editor that writes beside and renames, with one thing changed.
    let before = "\"stance\": \"concern\"";
    assert!(good.contains(before));
    let beside = folder.path().join("set/.meeting.json.swp");
    fs::write(&beside, good.replacen(before, "\"stance\": \"support\"", 1)).expect("is writable");
    fs::rename(&beside, &meeting).expect("is writable");
    watch.says(&["saved: set/meeting.json", "Entries that differ: ", "-> "]);
    assert_ne!(fs::read_to_string(&out).expect("is there"), first);

    // Ctrl-C ends it as it ends every run.
    watch.signal("INT");
    let status = watch.child.wait().expect("it ends");
    assert_eq!(status.signal(), Some(2), "{status:?}");
}

#[test]
fn files_that_come_and_go_are_seen() {
    let folder = record();
    let watch = Watch::start(folder.path(), &["set", "-o", "out"]);
    watch.says(&["-> "]);
    let more = folder.path().join("set/more.json");
    let source = "{\"plenary\": 1, \"themes\": [{\"id\": \"tides\", \"name\": \"Tides\"}]}";
    fs::write(&more, source).expect("is writable");
    watch.says(&["new: set/more.json", "themes: 1 added"]);
    fs::remove_file(&more).expect("is writable");
    watch.says(&["gone: set/more.json", "themes: 1 removed"]);
    // All gone: told, and kept.
    fs::rename(
        folder.path().join("set/meeting.json"),
        folder.path().join("elsewhere.json"),
    )
    .expect("is writable");
    watch.says(&["has no .json file", "not built: out stays as it was"]);
    assert!(folder.path().join("out/positions.csv").exists());
}

#[test]
fn a_first_build_that_fails_is_waited_for() {
    let folder = record();
    let meeting = folder.path().join("set/meeting.json");
    let good = fs::read(&meeting).expect("is there");
    fs::write(&meeting, "{").expect("is writable");
    let watch = Watch::start(folder.path(), &["set/meeting.json", "-o", "out"]);
    watch.says(&["nothing has been written yet"]);
    assert!(!folder.path().join("out").exists());
    fs::write(&meeting, good).expect("is writable");
    watch.says(&["-> "]);
    assert!(folder.path().join("out/positions.csv").exists());
}

#[test]
fn what_cannot_be_watched_is_said() {
    let ran = crate::run::plenary(&["watch", "-"]).run().exits(2);
    assert!(ran.stderr.contains("stdin cannot be watched"), "{ran:#?}");
}
