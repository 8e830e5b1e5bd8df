//! The example reports and codebooks, and several reports at once.

use plenary::draft::{self, DraftOptions, ReportText, TextFormat};

use crate::draft::{CODEBOOK, codebook};
use crate::run::plenary;

/// The example codebooks can be read, and each theme is found by each of its keywords.
#[test]
fn example_codebooks() {
    for name in [
        "cyber-security-talks",
        "climate-talks",
        "internet-governance",
    ] {
        let file = format!("graph/codebooks/{name}.json");
        let book = codebook(&crate::read(&file));
        assert!(book.themes.len() < 40 && book.themes.len() > 20, "{name}");
        for theme in &book.themes {
            assert!(!theme.keywords.is_empty(), "{name} {}", theme.id);
        }
        let report = ReportText::new(
            "Norway supported what follows.\n\nNorway called for human rights and a gender balance.",
            TextFormat::Plain,
        );
        let made = draft::draft(&report, &book, &DraftOptions::default());
        let themes: Vec<&str> = made.proposals[0]
            .themes
            .iter()
            .map(|one| one.theme.as_str())
            .collect();
        assert_eq!(themes, ["gender", "human-rights"], "{name}");
    }
}

/// The report and codebook that README shows.
#[test]
fn the_worked_example_is_read_right() {
    let text = crate::read("examples/straits-forum/report.txt");
    let book = codebook(&crate::read("examples/straits-forum/codebook.csv"));
    let report = ReportText::new(&text, TextFormat::Plain);
    let made = draft::draft(&report, &book, &DraftOptions::default());
    let said: Vec<String> = made
        .proposals
        .iter()
        .flat_map(|one| one.voices.iter().map(move |voice| (one, voice)))
        .flat_map(|(one, voice)| {
            let themes = one.themes.iter();
            themes.map(move |theme| {
                let stance = voice.stance * theme.stance;
                format!("{} {} {stance}", voice.stakeholder, theme.theme)
            })
        })
        .collect();
    for right in [
        "norland speed-limits support",
        "osmark speed-limits concern",
        "coastal-group underwater-noise concern",
        "coastal-group seasonal-closures support",
        "unnamed-many-delegations seasonal-closures support",
        "fishers steering-board support",
        "port-operators spill-fund concern",
        "port-operators shore-power support",
        "harbour-workers night-shifts concern",
        "blue-sound tracking-data support",
        "norland steering-board support",
        "osmark steering-board concern",
    ] {
        assert!(said.iter().any(|one| one == right), "{right}\n{said:#?}");
    }
}

/// Several reports at once are the same as one after the other.
#[test]
fn several_reports_become_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    std::fs::write(folder.join("codebook.csv"), CODEBOOK).unwrap();
    let names: Vec<String> = (0..9).map(|n| format!("r{n}.txt")).collect();
    for name in &names {
        let text =
            format!("Norland supported a second quay. Osmark warned of {name} and night work.\n");
        std::fs::write(folder.join(name), text).unwrap();
    }
    let mut arguments = vec!["draft", "--codebook", "codebook.csv", "-o", "drafts"];
    arguments.extend(names.iter().map(String::as_str));
    let ran = plenary(&arguments).within(folder).run().exits(0);
    assert!(
        ran.stderr.starts_with("18 proposals from 9 reports of "),
        "{}",
        ran.stderr
    );
    plenary(&[
        "draft",
        "r4.txt",
        "--codebook",
        "codebook.csv",
        "-o",
        "alone.json",
    ])
    .within(folder)
    .run()
    .exits(0);
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    assert_eq!(read("drafts/r4.json"), read("alone.json"));
    // Threads share out the work and change nothing.
    for threads in ["1", "2"] {
        let mut arguments = arguments.clone();
        arguments[4] = threads;
        arguments.extend(["--threads", threads]);
        plenary(&arguments).within(folder).run().exits(0);
    }
    for n in 0..names.len() {
        let file = format!("r{n}.json");
        assert_eq!(read(&format!("1/{file}")), read(&format!("2/{file}")));
        assert_eq!(read(&format!("1/{file}")), read(&format!("drafts/{file}")));
    }
    plenary(&[
        "draft",
        "r1.txt",
        "--codebook",
        "codebook.csv",
        "--threads",
        "0",
    ])
    .within(folder)
    .run()
    .exits(2);
    // A folder of reports is those in it; one that cannot be read does not stop the others, and
    // what is told is in the order of their names.
    std::fs::create_dir(folder.join("reports")).unwrap();
    for name in &names {
        std::fs::copy(folder.join(name), folder.join("reports").join(name)).unwrap();
    }
    std::fs::write(folder.join("reports/a.txt"), b"\xff").unwrap();
    std::fs::write(folder.join("reports/b.pdf"), b"%PDF-nothing").unwrap();
    std::fs::write(folder.join("reports/c.csv"), "no report").unwrap();
    let told: Vec<String> = (0..2)
        .map(|n| {
            let out = format!("again{n}");
            let ran = plenary(&["draft", "reports", "--codebook", "codebook.csv", "-o", &out])
                .within(folder)
                .run()
                .exits(1);
            ran.stderr
                .lines()
                .filter(|line| !line.contains(" a second"))
                .collect::<Vec<_>>()
                .join("\n")
        })
        .collect();
    assert_eq!(told[0], told[1]);
    let places = [
        "a.txt is not UTF-8",
        "b.pdf: it cannot be read",
        "2 of 11 reports",
    ];
    let at: Vec<Option<usize>> = places.iter().map(|words| told[0].find(words)).collect();
    assert!(
        at.iter().all(Option::is_some) && at.is_sorted(),
        "{}",
        told[0]
    );
    for name in &names {
        let name = name.replace("txt", "json");
        assert_eq!(
            read(&format!("again0/{name}")),
            read(&format!("drafts/{name}"))
        );
        assert_eq!(
            read(&format!("again0/{name}")),
            read(&format!("again1/{name}"))
        );
    }
}
