//! `plenary watch`: build again on every save.
//!
//! Files are looked at a few times a second: that finds files that are new, gone, or put in
//! another's place, on every system and on drives from elsewhere, and costs next to nothing for
//! the handful of files that a record has.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use plenary::analysis::{DiffOptions, diff};
use plenary::model::Record;

use super::build;
use super::console::Console;
use super::error::{CliError, Exit};

pub(crate) const EXAMPLES: &[&str] = &[
    "plenary watch graph/my-meeting           into exports/my-meeting, again on every save",
    "plenary watch meeting.json -o pictures   into a folder of your choice; Ctrl-C ends it",
    "plenary watch meeting.json --strict      not while there are warnings",
];

/// So many findings are told of a change.
const MOST_FINDINGS: usize = 8;
/// Files that keep changing are not waited for longer than this.
const PATIENCE: Duration = Duration::from_secs(3);

/// Build, and build again whenever a file of the record is saved; the last good output stays
#[derive(Debug, clap::Args)]
#[group(skip)]
pub(crate) struct Args {
    #[command(flatten)]
    build: build::Args,
    /// How often the files are looked at
    #[arg(long, value_name = "MILLISECONDS", default_value_t = 250, value_parser = clap::value_parser!(u64).range(20..=60_000))]
    interval: u64,
}

/// What tells one state of a file from another.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stamp {
    bytes: u64,
    modified: Option<SystemTime>,
    /// Another file under the same name, as some editors save.
    node: u64,
}

#[cfg(unix)]
fn node(data: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(data)
}

#[cfg(not(unix))]
const fn node(_data: &Metadata) -> u64 {
    0
}

type Files = BTreeMap<PathBuf, Stamp>;

pub(crate) fn run(console: &Console, args: &Args) -> Result<Exit, CliError> {
    let inputs = &args.build.records.paths;
    if inputs.iter().any(|path| path == Path::new("-")) {
        let message = "stdin cannot be watched";
        return Err(CliError::usage(message).hint("name a file or a folder"));
    }
    let folder = build::folder(&args.build)?;
    let interval = Duration::from_millis(args.interval);
    let mut seen = files(args);
    let mut last = match build::build(console, &args.build) {
        // What is wrong with the arguments no save can mend.
        Err(error) if matches!(error.exit, Exit::Usage | Exit::Unavailable) => return Err(error),
        built => told(console, built, None, &folder),
    };
    loop {
        let names: Vec<String> = inputs
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        console.line(&format!("watching {}; Ctrl-C ends it", names.join(", ")));
        let now = changed(args, &seen, interval);
        for line in differences(&seen, &now) {
            console.line(&line);
        }
        seen = now;
        let built = build::build(console, &args.build);
        last = told(console, built, last, &folder);
    }
}

/// Waits for a change, and then until nothing changes any more.
fn changed(args: &Args, seen: &Files, interval: Duration) -> Files {
    let mut now = files(args);
    while now == *seen {
        sleep(interval);
        now = files(args);
    }
    let mut waited = Duration::ZERO;
    loop {
        sleep(interval);
        waited += interval;
        let later = files(args);
        if later == now || waited >= PATIENCE {
            return later;
        }
        now = later;
    }
}

/// Every file that can matter: those named, and what is in the folders named.
fn files(args: &Args) -> Files {
    let mut found = Files::new();
    let mut add = |path: PathBuf| {
        let Ok(data) = fs::metadata(&path) else {
            return;
        };
        if data.is_file() {
            let stamp = Stamp {
                bytes: data.len(),
                modified: data.modified().ok(),
                node: node(&data),
            };
            found.insert(path, stamp);
        }
    };
    for path in args.build.records.paths.iter().chain(&args.build.texts) {
        if !path.is_dir() {
            add(path.clone());
            continue;
        }
        for entry in fs::read_dir(path).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            // What editors keep beside a file while it is open.
            if !name.starts_with('.') && !name.ends_with('~') {
                add(entry.path());
            }
        }
    }
    found
}

fn differences(before: &Files, after: &Files) -> Vec<String> {
    let mut lines = Vec::new();
    for (path, stamp) in after {
        match before.get(path) {
            None => lines.push(format!("new: {}", path.display())),
            Some(was) if was != stamp => lines.push(format!("saved: {}", path.display())),
            Some(_) => {}
        }
    }
    let gone = before.keys().filter(|path| !after.contains_key(*path));
    lines.extend(gone.map(|path| format!("gone: {}", path.display())));
    lines
}

/// Says what came of a build; gives the last good record.
fn told(
    console: &Console,
    built: Result<Option<Record>, CliError>,
    last: Option<Record>,
    folder: &Path,
) -> Option<Record> {
    let kept = match &built {
        Ok(Some(record)) => {
            if let Some(last) = &last {
                what_changed(console, last, record);
            }
            return built.ok().flatten();
        }
        Ok(None) => last,
        Err(error) => {
            console.fail(error);
            last
        }
    };
    console.line(&match &kept {
        Some(_) => format!("not built: {} stays as it was", folder.display()),
        None => "not built: nothing has been written yet".to_owned(),
    });
    kept
}

fn what_changed(console: &Console, before: &Record, after: &Record) {
    // Coalitions take longer than all the rest, and a save is no meeting.
    let options = DiffOptions {
        coalitions: None,
        ..DiffOptions::default()
    };
    let found = diff(before, after, &options);
    let sentences = found.sentences();
    let told: Vec<_> = sentences.iter().filter(|it| it.rule != "sides").collect();
    for sentence in told.iter().take(MOST_FINDINGS) {
        console.line(&format!("  {}", sentence.text));
    }
    if told.len() > MOST_FINDINGS {
        let rest = told.len() - MOST_FINDINGS;
        console.line(&format!("  and {rest} more; 'plenary diff' tells all"));
    }
}
