//! Corrections that outlive the next run, and agreement of codings.

use std::fs;

use plenary::analysis::{self, Coding};
use plenary::draft::{Decision, Review};
use plenary::model::Stance;
use proptest::prelude::*;
use serde_json::Value;

use crate::run::plenary;

const CODEBOOK: &str = "list,name,id\nstakeholder,Norland,\nstakeholder,Osmark,\ntheme,Second quay,quay\ntheme,Night shifts,\n";
const REPORT: &str = "Norland called for a second quay this year. Osmark warned of night shifts.\n";

fn drafted(folder: &std::path::Path, report: &str) -> Value {
    fs::write(folder.join("codebook.csv"), CODEBOOK).unwrap();
    fs::write(folder.join("report.txt"), report).unwrap();
    plenary(&[
        "draft",
        "report.txt",
        "--codebook",
        "codebook.csv",
        "--review",
        "report.review",
        "-o",
        "draft.json",
    ])
    .within(folder)
    .run()
    .exits(0);
    serde_json::from_str(&fs::read_to_string(folder.join("draft.json")).unwrap()).unwrap()
}

#[test]
fn decisions_outlive_a_shifted_text() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    drafted(folder, REPORT);
    let file = folder.join("report.review");
    let text = fs::read_to_string(&file).unwrap();
    insta::assert_snapshot!(text, @r"
    # plenary review 1
    # Replace open by accept, reject, change (and edit who or themes) or merge ID.
    by: 

    [open] report-001
    who: norland
    themes: quay support
    doubt: 0.07
    text: called for a second quay this year

    [open] report-002
    who: osmark
    themes: night-shifts concern
    doubt: 0.07
    text: warned of night shifts
    ");
    let text = text
        .replace("by: ", "by: Anna")
        .replace(
            "[open] report-001\nwho: norland",
            "[change] report-001\nwho: osmark",
        )
        .replace("[open] report-002", "[reject] report-002");
    fs::write(&file, text).unwrap();
    // The text is edited, and a sentence comes before.
    let shifted = "Norland warned of night shifts at the quay. Norland called for a second quay this very year. \
                   Osmark warned of night shifts.\n";
    let draft = drafted(folder, shifted);
    let statements = draft["statements"].as_array().unwrap();
    let told: Vec<String> = statements
        .iter()
        .map(|one| {
            format!(
                "{} {} {} {}",
                one["id"], one["stakeholder"], one["fidelity"], one["coder"]
            )
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    "report-001-1" "norland" "inferred" "plenary draft"
    "report-002-1" "osmark" "paraphrase" "Anna"
    "#);
    // Once more changes nothing.
    let before = fs::read_to_string(&file).unwrap();
    assert_eq!(drafted(folder, shifted), draft);
    assert_eq!(fs::read_to_string(&file).unwrap(), before);
}

#[test]
fn review_asks_and_writes_each_answer() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    drafted(folder, REPORT);
    let ran = plenary(&[
        "review",
        "report.review",
        "--by",
        "Ben",
        "--text",
        "report.txt",
    ])
    .within(folder)
    .stdin("n rightly put\nx\na\nt night-shifts support\n")
    .run()
    .exits(0);
    assert!(
        ran.stderr
            .contains(">>called for a second quay this year<<"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("'x' is no answer"), "{}", ran.stderr);
    assert!(
        ran.stderr.ends_with("0 of 2 proposals are open\n"),
        "{}",
        ran.stderr
    );
    let draft = drafted(folder, REPORT);
    assert_eq!(draft["statements"][0]["note"], "rightly put");
    assert_eq!(draft["statements"][0]["coder"], "Ben");
    assert_eq!(draft["claims"][1]["themes"]["night-shifts"], "support");
}

/// A correction may name only what the codebook has; which entry does not is said.
#[test]
fn a_correction_outside_the_codebook_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    drafted(folder, REPORT);
    let file = folder.join("report.review");
    let before = fs::read_to_string(&file).unwrap();
    let changed = before.replace(
        "[open] report-001\nwho: norland\nthemes: quay",
        "[change] report-001\nwho: wexland\nthemes: third-quay",
    );
    fs::write(&file, &changed).unwrap();
    let ran = plenary(&[
        "draft",
        "report.txt",
        "--codebook",
        "codebook.csv",
        "--review",
        "report.review",
    ])
    .within(folder)
    .run()
    .exits(1);
    assert!(
        ran.stderr
            .contains("report-001: 'wexland' is no stakeholder of the codebook")
            && ran
                .stderr
                .contains("report-001: 'third-quay' is no theme of the codebook"),
        "{}",
        ran.stderr
    );
    assert_eq!(ran.stdout, "");
    assert_eq!(fs::read_to_string(&file).unwrap(), changed);
    // With the codebook the walk through the proposals says so at once, and asks again.
    fs::write(&file, before).unwrap();
    let ran = plenary(&[
        "review",
        "report.review",
        "--codebook",
        "codebook.csv",
        "--color",
        "always",
    ])
    .within(folder)
    .stdin("t third-quay support\nt quay concern\nq\n")
    .run()
    .exits(0);
    assert!(
        ran.stderr.contains("'third-quay' is no theme"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("\u{1b}[1m"), "{}", ran.stderr);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("[change] report-001") && text.contains("themes: quay concern"));
    // No terminal, no colour.
    let ran = plenary(&["review", "report.review"])
        .within(folder)
        .stdin("q\n")
        .run()
        .exits(0);
    assert!(!ran.stderr.contains('\u{1b}'), "{}", ran.stderr);
}

/// What a coding calls a detail or fair is neither right nor wrong.
#[test]
fn the_core_of_a_coding() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    drafted(
        folder,
        "Norland called for a second quay. Norland called for night shifts. Osmark called for a second quay.\n",
    );
    let gold = serde_json::json!({
        "format": "stance-gold/1",
        "stakeholders": [{"id": "norland"}, {"id": "osmark"}],
        "themes": [{"id": "quay"}, {"id": "night-shifts"}],
        "triples": [["norland", "quay", "support"], ["norland", "night-shifts", "support"]],
        "core_triples": [["norland", "quay", "support"]],
        "claims": [{"stakeholder": "osmark", "also_acceptable": [["quay", "support"]]}],
    });
    fs::write(folder.join("gold.json"), gold.to_string()).unwrap();
    let row = |core: &[&str]| {
        let mut arguments = vec!["compare", "draft.json", "gold.json", "--format", "json"];
        arguments.extend(core);
        let ran = plenary(&arguments).within(folder).run().exits(0);
        let value: Value = serde_json::from_str(&ran.stdout).unwrap();
        let text = value.to_string();
        let made: Vec<Value> = ["both", "first", "second"]
            .iter()
            .map(|key| find(&value, "triples", key).unwrap_or_else(|| panic!("{text}")))
            .collect();
        made
    };
    assert_eq!(row(&[]), [2, 2, 2]);
    assert_eq!(row(&["--core"]), [1, 1, 1]);
    plenary(&["compare", "draft.json", "draft.json", "--core"])
        .within(folder)
        .run()
        .exits(2);
}

/// The value of a key in the row of the first table that says `what`.
fn find(value: &Value, what: &str, key: &str) -> Option<Value> {
    match value {
        Value::Object(map) if map.get("what").is_some_and(|one| one == what) => {
            map.get(key).cloned()
        }
        Value::Object(map) => map.values().find_map(|one| find(one, what, key)),
        Value::Array(list) => list.iter().find_map(|one| find(one, what, key)),
        _ => None,
    }
}

#[test]
fn merged_claims_are_one() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let report = "Norland called for a second quay. Osmark called for a second quay.\n";
    drafted(folder, report);
    let file = folder.join("report.review");
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("like: report-001"), "{text}");
    fs::write(
        &file,
        text.replace("[open] report-002", "[merge report-001] report-002"),
    )
    .unwrap();
    let draft = drafted(folder, report);
    assert_eq!(draft["claims"].as_array().unwrap().len(), 1);
    assert_eq!(draft["statements"].as_array().unwrap().len(), 2);
}

#[test]
fn a_broken_review_file_is_told_by_line() {
    let errors = Review::parse("[maybe] a-1\nthemes: quay perhaps\nwhat\n").unwrap_err();
    let lines: Vec<usize> = errors.iter().map(|error| error.line).collect();
    assert_eq!(lines, [1, 2, 3]);
    let read = Review::parse("by: Anna\n[merge a-2] a-1\nwho: not x, y\n").unwrap();
    assert_eq!(read.entries[0].decision, Decision::Merge("a-2".to_owned()));
    assert_eq!(read.entries[0].voices[0].stance, Stance::Concern);
    assert_eq!(Review::parse(&read.to_text()).unwrap(), read);
}

fn coding(triples: &[(&str, &str, Stance)]) -> Coding {
    Coding {
        triples: triples
            .iter()
            .map(|(a, b, c)| ((*a).to_owned(), (*b).to_owned(), *c))
            .collect(),
        ..Coding::default()
    }
}

/// Reckoned by hand: four cells (a, b) x (x, y); first yes on ax, ay, bx; second on ax, bx, by.
#[test]
fn agreement_by_hand() {
    use Stance::{Concern, Support};
    let first = coding(&[
        ("a", "x", Support),
        ("a", "y", Support),
        ("b", "x", Concern),
    ]);
    let second = coding(&[
        ("a", "x", Support),
        ("b", "x", Support),
        ("b", "y", Support),
    ]);
    let made = analysis::agreement(&first, &second);
    assert_eq!(made.overlap[0].f1, Some(1.0 / 3.0));
    assert_eq!(made.overlap[1].f1, Some(2.0 / 3.0));
    let theme = &made.chance[0];
    // Observed 2/4; expected 3/4 x 3/4 + 1/4 x 1/4 = 10/16.
    assert_eq!((theme.units, theme.observed), (4, Some(0.5)));
    let near = |a: Option<f64>, b: f64| assert!((a.unwrap() - b).abs() < 1e-12, "{a:?} {b}");
    near(theme.kappa, (0.5 - 0.625) / 0.375);
    // Unlike coincidences 4 of 8; expected 2 x 6 x 2 / 7.
    near(theme.alpha, 1.0 - 4.0 / (24.0 / 7.0));
    let stance = &made.chance[1];
    assert_eq!((stance.units, stance.observed), (2, Some(0.5)));
    near(stance.kappa, 0.0);
    near(stance.alpha, 0.0);
    assert_eq!(made.differences.len(), 3);
}

/// Alpha and kappa from their definitions, pair by pair.
fn naive(units: &[(u8, u8)]) -> (Option<f64>, Option<f64>) {
    let n = units.len() as f64;
    let values: Vec<u8> = units.iter().flat_map(|&(a, b)| [a, b]).collect();
    let differ = |a: u8, b: u8| f64::from(u8::from(a != b));
    let observed: f64 = units.iter().map(|&(a, b)| differ(a, b)).sum::<f64>() / n;
    let mut expected = 0.0;
    for (i, a) in values.iter().enumerate() {
        for (j, b) in values.iter().enumerate() {
            expected += if i == j { 0.0 } else { differ(*a, *b) };
        }
    }
    expected /= 2.0 * n * (2.0 * n - 1.0);
    let alpha = (expected > 0.0).then(|| 1.0 - observed / expected);
    let mut chance = 0.0;
    for (a, _) in units {
        for (_, b) in units {
            chance += 1.0 - differ(*a, *b);
        }
    }
    chance /= n * n;
    let kappa = (chance < 1.0 - 1e-12).then(|| (1.0 - observed - chance) / (1.0 - chance));
    (kappa, alpha)
}

proptest! {
    #[test]
    fn kappa_and_alpha_are_those_of_their_definitions(units in prop::collection::vec((0u8..2, 0u8..2), 1..20)) {
        // Units as whether each of two coders gives a stakeholder the only theme; both were at hand.
        let side = |pick: fn(&(u8, u8)) -> u8| {
            let named = units.iter().enumerate();
            Coding {
                aside: Default::default(),
                triples: named
                    .clone()
                    .filter(|(_, unit)| pick(unit) == 1)
                    .map(|(n, _)| (format!("{n:02}"), "t".to_owned(), Stance::Support))
                    .collect(),
                stakeholders: named.map(|(n, _)| format!("{n:02}")).collect(),
                themes: ["t".to_owned()].into(),
            }
        };
        let made = analysis::agreement(&side(|unit| unit.0), &side(|unit| unit.1));
        let (kappa, alpha) = naive(&units);
        for (mine, theirs) in [(made.chance[0].kappa, kappa), (made.chance[0].alpha, alpha)] {
            prop_assert_eq!(mine.is_some(), theirs.is_some());
            if let Some((mine, theirs)) = mine.zip(theirs) {
                prop_assert!((mine - theirs).abs() < 1e-9, "{} {}", mine, theirs);
            }
        }
    }
}
