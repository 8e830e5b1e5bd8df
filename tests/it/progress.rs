//! How far a long run is: told to a library's caller, not to a pipe; and being stopped.

use std::fmt::Write as _;
use std::sync::Mutex;

use plenary::analysis::polarisation::Window;
use plenary::analysis::{
    self, BridgingOptions, CentralityOptions, CoalitionOptions, Direction, Kernel, NetworkOptions,
    OverlapOptions, PolarisationOptions, ProfileOptions, SignedGraph, StandsOptions, WindowUnit,
    Windows, centrality, centrality_watched, coalitions, coalitions_watched, network,
    network_watched, polarisation,
};
use plenary::model::{GraphOptions, KnowledgeGraph, Progress, Step};
use plenary::read::{self, CsvOptions, Input};

use crate::ask::oewg;
use crate::run::plenary;
use crate::support::reference;

/// `n` speakers who say one of 40 claims each, twice.
fn table(n: usize) -> String {
    let mut text = "stakeholder,claim,stance\n".to_owned();
    for row in 0..2 * n {
        let stance = if row % 3 == 0 { "no" } else { "yes" };
        writeln!(text, "s{},c{},{stance}", row % n, (row * 7) % 40).unwrap();
    }
    text
}

fn input(text: &str) -> Input {
    Input {
        name: "table.csv".to_owned(),
        bytes: text.as_bytes().to_vec(),
    }
}

/// The last step of every task, in order of appearance, after checking that none is too far.
fn last_steps(steps: &Mutex<Vec<Step>>) -> Vec<Step> {
    let mut last: Vec<Step> = Vec::new();
    for step in steps.lock().unwrap().drain(..) {
        assert!(step.done <= step.total, "{step:?}");
        match last.iter_mut().find(|known| known.task == step.task) {
            Some(known) => known.done = known.done.max(step.done),
            None => last.push(step),
        }
    }
    last
}

/// Every long run tells that it begins and that it is done, and finds the same watched or not.
#[test]
fn long_runs_tell() {
    let steps = Mutex::new(Vec::new());
    let tell = |step: Step| steps.lock().unwrap().push(step);
    let progress = Progress::to(&tell);
    let tasks = || -> Vec<&str> {
        let last = last_steps(&steps);
        assert!(last.iter().all(|step| step.done == step.total), "{last:?}");
        last.iter().map(|step| step.task).collect()
    };

    let text = table(12_000);
    let options = CsvOptions::default();
    let events = read::csv_table_watched(input(&text), &options, progress);
    assert!(steps.lock().unwrap().len() > 2);
    assert_eq!(tasks(), ["reading the table"]);
    assert_eq!(
        events.events,
        read::csv_table(input(&text), &options).events
    );

    let events = read::csv_table(input(&table(300)), &options)
        .events
        .unwrap();
    let options = NetworkOptions::default();
    let found = network_watched(&events, &options, progress);
    assert_eq!(tasks(), ["tying"]);
    assert_eq!(found, network(&events, &options));

    let graph = SignedGraph::from_network(&events, &options, Direction::Undirected).unwrap();
    let options = CentralityOptions::default();
    let found = centrality_watched(&graph, None, &options, progress);
    assert_eq!(
        tasks(),
        [
            "measuring betweenness",
            "measuring closeness",
            "measuring harmonic closeness"
        ]
    );
    assert_eq!(found, centrality(&graph, None, &options));

    let options = CoalitionOptions {
        resamples: 5,
        ..CoalitionOptions::default()
    };
    let found = coalitions_watched(&oewg(), &options, progress);
    assert_eq!(tasks(), ["re-sampling"]);
    assert_eq!(found, coalitions(&oewg(), &options));
}

/// So do the shorter ones.
#[test]
fn other_runs_tell() {
    let steps = Mutex::new(Vec::new());
    let tell = |step: Step| steps.lock().unwrap().push(step);
    let progress = Progress::to(&tell);
    let check = |task: &str, more: usize| {
        assert!(steps.lock().unwrap().len() >= more, "{task}");
        let last = last_steps(&steps);
        let tasks: Vec<_> = last
            .iter()
            .map(|step| (step.task, step.done == step.total))
            .collect();
        assert_eq!(tasks, [(task, true)]);
    };
    let record = oewg();
    let graph = KnowledgeGraph::new(&record, GraphOptions::default());

    let options = PolarisationOptions {
        window: Window::Month,
        ..PolarisationOptions::default()
    };
    let found = analysis::polarisation_watched(&record, &options, progress);
    assert_eq!(found, polarisation(&record, &options));
    check("measuring polarisation", 2);
    let options = BridgingOptions::default();
    let found = analysis::bridging_watched(&record, &options, progress);
    assert_eq!(found, analysis::bridging(&record, &options));
    check("weighing claims", record.claims().len());
    let options = OverlapOptions::default();
    let found = analysis::overlap_watched(&record, &graph, &options, progress);
    assert_eq!(found, analysis::overlap(&record, &graph, &options));
    check("comparing", 7);
    let options = ProfileOptions::default();
    let found = analysis::profile_watched(&record, &graph, &options, progress);
    assert_eq!(found, analysis::profile(&record, &graph, &options));
    check("making profiles", 7);
    let options = StandsOptions::default();
    let found = analysis::stands_watched(&record, &options, progress).unwrap();
    assert_eq!(found, analysis::stands(&record, &options).unwrap());
    check("taking statements away", 20);

    let mut text = "stakeholder,claim,stance,date\n".to_owned();
    for day in 0..50 {
        writeln!(
            text,
            "s{},c,yes,2020-{:02}-{:02}",
            day % 3,
            1 + day / 25,
            1 + day % 25
        )
        .unwrap();
    }
    let events = read::csv_table(input(&text), &CsvOptions::default())
        .events
        .unwrap();
    let options = NetworkOptions::default();
    for (unit, kernel) in [
        (WindowUnit::Days, None),
        (WindowUnit::Days, Some(Kernel::Gaussian)),
        (WindowUnit::Events, None),
    ] {
        let windows = Windows {
            unit,
            size: 10,
            kernel,
            ..Windows::default()
        };
        let found = analysis::network_over_time_watched(&events, &options, &windows, progress);
        assert_eq!(
            found,
            analysis::network_over_time(&events, &options, &windows)
        );
        check("making windows", 30);
    }

    let Some(folder) = reference() else { return };
    let input = || Input {
        name: "sample.dna".to_owned(),
        bytes: std::fs::read(folder.join("dna/sample.dna")).unwrap(),
    };
    let options = read::DnaOptions::default();
    let found = read::dna_watched(input(), &options, progress);
    let last: Vec<_> = last_steps(&steps)
        .iter()
        .map(|step| (step.task, step.done))
        .collect();
    assert_eq!(
        last,
        [("reading the variables", 4), ("reading the statements", 40)]
    );
    assert_eq!(found.events, read::dna(input(), &options).events);
}

/// A run of more than half a second writes nothing to a pipe that is not the answer.
#[test]
fn nothing_in_a_pipe() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("table.csv");
    std::fs::write(&path, table(700)).unwrap();
    let path = path.display().to_string();
    let begun = std::time::Instant::now();
    let ran = plenary(&["analyse", "centrality", &path, "--network", "ignore"]).run();
    let ran = ran.exits(0);
    println!("took {:?}", begun.elapsed());
    assert_eq!(ran.stderr, "");
    assert!(!ran.stdout.contains('\u{1b}'));
    assert!(!ran.stdout.contains(" %"));
}

/// Ctrl-C: ended by the signal (a shell says 130), and no file where the answer would be.
#[cfg(unix)]
#[test]
fn stopped_by_ctrl_c() {
    use std::os::unix::process::ExitStatusExt;
    use std::process::{Command, Stdio};

    let folder = tempfile::tempdir().unwrap();
    let answer = folder.path().join("answer.json");
    // Takes minutes, so it cannot be done before it is stopped.
    let mut child = Command::new(env!("CARGO_BIN_EXE_plenary"))
        .current_dir(crate::root())
        .args(["analyse", "coalitions", "graph/oewg-2020-02-12"])
        .args(["--resamples", "10000000", "-o"])
        .arg(&answer)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(std::time::Duration::from_millis(300));
    let mut kill = Command::new("kill");
    kill.args(["-INT", &child.id().to_string()]);
    assert!(kill.status().unwrap().success());
    let status = child.wait().unwrap();
    assert_eq!(status.signal(), Some(2));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// Ctrl-C in the middle of writing: the old file, and nothing beside it. What a run that was
/// killed outright left is removed by the next one, but not what may still be written.
#[cfg(unix)]
#[test]
fn stopped_while_writing() {
    use std::fs::{self, File};
    use std::os::unix::process::ExitStatusExt;
    use std::process::{Child, Command, Stdio};
    use std::time::{Duration, Instant, SystemTime};

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    // So many ties that the answer takes long to write.
    let mut text = "stakeholder,claim,stance\n".to_owned();
    for row in 0..1_200 {
        writeln!(text, "stakeholder number {row},c,yes").unwrap();
    }
    fs::write(path.join("table.csv"), text).unwrap();
    fs::write(path.join("answer.csv"), "old").unwrap();
    let start = || -> Child {
        (Command::new(env!("CARGO_BIN_EXE_plenary")).current_dir(path))
            .args(["analyse", "network", "table.csv", "-o", "answer.csv"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    };
    let names = || -> Vec<String> {
        let all = fs::read_dir(path).unwrap();
        let all = all.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut all: Vec<String> = all.collect();
        all.sort();
        all
    };
    // Stops it as soon as the temporary file is there; whether that was in time.
    let stopped = |signal: &str| -> bool {
        let mut child = start();
        let begun = Instant::now();
        while names().len() < 3 && child.try_wait().unwrap().is_none() {
            assert!(begun.elapsed() < Duration::from_secs(60));
        }
        let mut kill = Command::new("kill");
        kill.args([signal, &child.id().to_string()]);
        kill.stderr(Stdio::null()).status().unwrap();
        let status = child.wait().unwrap();
        let number = if signal == "-INT" { 2 } else { 15 };
        status.signal() == Some(number) && fs::read(path.join("answer.csv")).unwrap() == b"old"
    };
    for signal in ["-INT", "-TERM"] {
        let in_time = (0..20).any(|_| {
            fs::write(path.join("answer.csv"), "old").unwrap();
            let in_time = stopped(signal);
            assert_eq!(names(), ["answer.csv", "table.csv"]);
            in_time
        });
        assert!(in_time, "never stopped before the end");
    }

    let long_ago = SystemTime::UNIX_EPOCH;
    let leave = |name: &str, age: SystemTime| {
        let file = File::create(path.join(name)).unwrap();
        file.set_modified(age).unwrap();
        file
    };
    drop(leave(".answer.csv.plenary-1-0.tmp", long_ago));
    drop(File::create(path.join(".answer.csv.plenary-2-0.tmp")).unwrap());
    drop(leave(".answer.csv.plenary-mine.tmp", long_ago));
    let living = leave(".answer.csv.plenary-3-0.tmp", long_ago);
    living.lock().unwrap();
    assert!(start().wait().unwrap().success());
    assert_eq!(
        names(),
        [
            ".answer.csv.plenary-2-0.tmp",
            ".answer.csv.plenary-3-0.tmp",
            ".answer.csv.plenary-mine.tmp",
            "answer.csv",
            "table.csv"
        ]
    );
}

/// A file that cannot take the place of another leaves nothing beside it.
#[test]
fn no_temporary_file_is_left() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("answer.json")).unwrap();
    let record = crate::root().join("graph/oewg-2020-02-12");
    let record = record.display().to_string();
    let call = ["analyse", "contents", &record, "--format", "json", "-o"];
    let ran = plenary(&[&call[..], &["answer.json"]].concat());
    ran.within(&folder).run().exits(4);
    let ran = plenary(&[&call[..], &["whole.json"]].concat());
    ran.within(&folder).run().exits(0);
    let names = std::fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["answer.json", "whole.json"]);
}
