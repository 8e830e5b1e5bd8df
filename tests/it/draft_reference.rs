//! Drafts of the reference reports against codings by hand; says the scores, the confusion and
//! what each rule earns (`cargo test draft_reference -- --nocapture`).

use std::collections::BTreeMap;
use std::path::Path;

use plenary::analysis::{self, Agreement, Coding};
use plenary::draft::{self, DraftOptions, RULES, ReportText, TextFormat};
use plenary::model::{GraphOptions, KnowledgeGraph, Source, SourceId, propose_id};
use plenary::read::{self, Codebook, Input};
use serde_json::Value;

const REPORTS: [(&str, &str); 3] = [
    ("00-seed-oewg-2020-02-12.txt", "00-seed.gold.json"),
    (
        "01-enb-cop7-observers-2001.txt",
        "01-enb-cop7-observers.gold.json",
    ),
    (
        "16-recast-oewg-closing-2020-02-14.txt",
        "16-recast-oewg-closing.gold.json",
    ),
];

struct Case {
    name: &'static str,
    text: ReportText,
    book: Codebook,
    gold: Coding,
}

fn case(folder: &Path, name: &'static str, gold: &str) -> Case {
    let bytes = std::fs::read(folder.join("gold").join(gold)).unwrap();
    let value: Value = serde_json::from_slice(&bytes).unwrap();
    let input = Input {
        name: gold.to_owned(),
        bytes,
    };
    let id = |one: &Value| propose_id(one.as_str().unwrap()).unwrap();
    let triples = value["triples"].as_array().unwrap().iter();
    Case {
        name,
        text: ReportText::new(
            &std::fs::read_to_string(folder.join(name)).unwrap(),
            TextFormat::Plain,
        ),
        book: read::codebook(vec![input]).codebook.unwrap(),
        gold: Coding {
            triples: triples
                .map(|one| {
                    (
                        id(&one[0]),
                        id(&one[1]),
                        one[2].as_str().unwrap().parse().unwrap(),
                    )
                })
                .collect(),
            ..Coding::default()
        },
    }
}

fn score(case: &Case, without: &[&str]) -> Agreement {
    let options = DraftOptions {
        without: without.iter().map(|rule| (*rule).to_owned()).collect(),
        ..DraftOptions::default()
    };
    let draft = draft::draft(&case.text, &case.book, &options);
    let source = Source {
        id: SourceId::new("report").unwrap(),
        title: case.name.to_owned(),
        date: None,
        url: None,
        text: None,
        comment: None,
    };
    let record = draft::draft_record(&draft, &case.book, source).unwrap();
    let graph = KnowledgeGraph::new(&record, GraphOptions::default());
    analysis::agreement(&Coding::of(&record, &graph), &case.gold)
}

#[test]
fn the_aims_are_reached() {
    let Some(folder) = crate::reference("the_aims_are_reached") else {
        return;
    };
    let folder = folder.join("reports");
    let cases: Vec<Case> = REPORTS
        .iter()
        .map(|(text, gold)| case(&folder, text, gold))
        .collect();
    for case in &cases {
        let made = score(case, &[]);
        for one in &made.overlap {
            let number = |value: Option<f64>| value.map_or("-".to_owned(), |v| format!("{v:.3}"));
            println!(
                "{} {}: P {} R {} F1 {}",
                case.name,
                one.what,
                number(one.precision),
                number(one.recall),
                number(one.f1)
            );
        }
        let mut confusion: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for one in &made.differences {
            *confusion.entry((one.first, one.second)).or_default() += 1;
        }
        println!("  draft, coding: {confusion:?}");
        let f1 = |n: usize| made.overlap[n].f1.unwrap_or(0.0);
        assert!(f1(2) >= 0.95, "{}: stakeholders {}", case.name, f1(2));
        assert!(f1(1) >= 0.70, "{}: without stance {}", case.name, f1(1));
        assert!(f1(0) >= 0.60, "{}: triples {}", case.name, f1(0));
        assert!(
            made.overlap[4].recall.unwrap_or(0.0) >= 0.50,
            "{}: concern",
            case.name
        );
    }
    calibration(&cases);
    let mean = |without: &[&str]| {
        let sum: f64 = cases
            .iter()
            .map(|case| score(case, without).overlap[0].f1.unwrap_or(0.0))
            .sum();
        sum / cases.len() as f64
    };
    let all = mean(&[]);
    println!("mean F1 of triples {all:.3}; without");
    for (rule, _) in RULES {
        println!("  {rule}: {:+.3}", mean(&[rule]) - all);
    }
}

/// Doubt against the share of triples that the coding has too, by band; the doubt of a triple is
/// that of its least doubted proposal.
fn calibration(cases: &[Case]) {
    let mut bands = [(0, 0); 5];
    for case in cases {
        let draft = draft::draft(&case.text, &case.book, &DraftOptions::default());
        let mut least: BTreeMap<(String, String, String), f64> = BTreeMap::new();
        for one in &draft.proposals {
            for voice in &one.voices {
                for theme in &one.themes {
                    let stance = voice.stance * theme.stance;
                    let key = (
                        voice.stakeholder.to_string(),
                        theme.theme.to_string(),
                        stance.to_string(),
                    );
                    let doubt = least.entry(key).or_insert(1.0);
                    *doubt = doubt.min(one.doubt);
                }
            }
        }
        for ((who, what, stance), doubt) in least {
            let band = [0.08, 0.12, 0.2, 0.3, 1.0]
                .iter()
                .position(|end| doubt < *end);
            let (right, all) = &mut bands[band.unwrap_or(4)];
            *all += 1;
            let triple = (who, what, stance.parse().unwrap());
            *right += usize::from(case.gold.triples.contains(&triple));
        }
    }
    let names = [
        "below 0.08",
        "0.08-0.12",
        "0.12-0.20",
        "0.20-0.30",
        "0.30 and more",
    ];
    println!("doubt: right of all");
    for (name, (right, all)) in names.iter().zip(bands) {
        println!("  {name}: {right} of {all}");
    }
    let share =
        |(right, all): (usize, usize)| f64::from(right as u32) / f64::from(all.max(1) as u32);
    assert!(
        share(bands[0]) > share(bands[4]),
        "doubt says nothing: {bands:?}"
    );
}
