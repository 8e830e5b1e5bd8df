//! What changed between two records: laws on any two, every kind of change by hand, the real
//! meetings, and the program.

use std::collections::BTreeMap;

use plenary::analysis::diff::{ApplyError, CoalitionChanges, Turn};
use plenary::analysis::{Answer as _, DiffOptions, diff};
use plenary::model::{Parts, Record, StakeholderId, Stance};
use plenary::write::{diff_text, report_csv, report_json};
use proptest::prelude::*;
use serde_json::Value;

use crate::records::{self, record};
use crate::run::plenary;
use crate::samples::{pairs, quick};

const BEFORE: &str = "tests/data/turns-before.json";
const AFTER: &str = "tests/data/turns-after.json";

/// Holds any two records to the laws.
#[track_caller]
fn check(a: &Record, b: &Record, options: &DiffOptions) {
    let there = diff(a, b, options);
    let back = diff(b, a, options);
    assert_eq!(there.clone().mirrored(), back);
    assert_eq!(there.is_empty(), a == b);
    assert_eq!(
        there.apply(a).as_ref(),
        Ok(b),
        "what changed, done to A, is B"
    );
    assert_eq!(back.apply(b).as_ref(), Ok(a));
    if a != b {
        // It knows what it starts from.
        let refused = there.apply(b);
        assert!(refused.is_err() || refused.as_ref() == Ok(b), "{refused:?}");
    }
    for it in [a, b] {
        let same = diff(it, it, options);
        assert!(same.is_empty());
        assert!(same.presence.is_empty() && same.claims.is_empty());
        assert!(same.stances.is_empty() && same.positions.is_empty());
        let coalitions = same.coalitions.as_ref();
        assert!(coalitions.is_none_or(CoalitionChanges::is_empty));
        assert_eq!(same.sentences().len(), 1);
    }
}

fn resolved(parts: Parts) -> Record {
    Record::resolve(parts).expect("refers to itself only")
}

/// The same with new ids for stakeholders, whose names stay.
fn renamed(record: &Record) -> Record {
    let new = |id: &StakeholderId| {
        StakeholderId::new(&format!("a-{id}").chars().take(64).collect::<String>()).expect("an id")
    };
    let mut parts = record.to_parts();
    for it in &mut parts.stakeholders {
        it.id = new(&it.id);
    }
    for it in &mut parts.statements {
        it.stakeholder = new(&it.stakeholder);
    }
    resolved(parts)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn laws_hold_for_any_two(a in records::parts(), b in records::parts()) {
        let (a, b) = (resolved(a), resolved(b));
        check(&a, &b, &quick());
        check(&a, &renamed(&b), &quick());
        check(&a, &renamed(&a), &quick());
        let by_id = DiffOptions { match_names: false, coalitions: None, ..quick() };
        check(&a, &renamed(&b), &by_id);
    }

    #[test]
    fn turns_are_mirrored(a in (0usize..4, 0usize..4), b in (0usize..4, 0usize..4)) {
        let (a, b) = ([a.0, a.1], [b.0, b.1]);
        prop_assert_eq!(Turn::of(a, b).map(Turn::mirrored), Turn::of(b, a));
        prop_assert_eq!(Turn::of(a, b).is_none(), a == b);
        // As told from the other side of every claim.
        let (c, d) = ([a[1], a[0]], [b[1], b[0]]);
        prop_assert_eq!(Turn::of(a, b), Turn::of(c, d));
    }
}

#[test]
fn laws_hold_for_all_pairs_with_stabilities() {
    for (name, a, b) in pairs() {
        println!("{name}");
        check(&a, &b, &quick());
    }
    let (a, b) = (record(&[BEFORE]), record(&[AFTER]));
    check(&a, &b, &DiffOptions::default());
}

#[test]
fn every_turn_by_hand() {
    let found = diff(&record(&[BEFORE]), &record(&[AFTER]), &quick());
    let turns: BTreeMap<&str, Turn> = (found.positions.iter())
        .map(|it| {
            assert_eq!(it.stakeholder, "harbour", "the pilots said the same");
            (it.on.as_str(), it.turn)
        })
        .collect();
    let expected = [
        ("t0", Turn::New),
        ("t1", Turn::Dropped),
        ("t2", Turn::Flipped),
        ("t3", Turn::Mixed),
        ("t4", Turn::Cleared),
        ("t5", Turn::Stronger),
        ("t6", Turn::Weaker),
        ("t7", Turn::Tilted),
    ];
    assert_eq!(turns, expected.into());
    // The claims are one to one with the themes, and all are for them.
    let on_claims: Vec<Turn> = found.stances.iter().map(|it| it.turn).collect();
    assert_eq!(on_claims, turns.values().copied().collect::<Vec<_>>());
    let behind = &found.positions[2];
    assert_eq!(behind.before.support, ["s2-p-0", "s2-p-1"]);
    assert_eq!(behind.after.concern, ["s2-m-0"]);
}

#[test]
fn the_sign_of_a_claim_counts() {
    // Before for a claim, after against it; the claim speaks against its theme.
    let mut parts = record(&[BEFORE]).to_parts();
    for claim in &mut parts.claims {
        for stance in claim.themes.values_mut() {
            *stance = Stance::Concern;
        }
    }
    let before = resolved(parts.clone());
    parts.statements.retain(|it| it.claim.as_str() == "c2");
    for it in &mut parts.statements {
        it.stance = -it.stance;
    }
    let found = diff(&before, &resolved(parts), &quick());
    let flipped = found.positions.iter().filter(|it| it.turn == Turn::Flipped);
    let flipped: Vec<_> = flipped
        .map(|it| {
            (
                it.stakeholder.as_str(),
                it.before.counts(),
                it.after.counts(),
            )
        })
        .collect();
    assert_eq!(
        flipped,
        [("harbour", [0, 2], [2, 0]), ("old-pilots", [0, 1], [1, 0])]
    );
}

#[test]
fn sentences_say_what_changed_and_why() {
    let found = diff(&record(&[BEFORE]), &record(&[AFTER]), &quick());
    insta::assert_snapshot!(diff_text(&found), @r#"
    Before: Talk before, 2031-01-01: 14 statements by 2 stakeholders on 7 claims.
    After: Talk after, 2031-06-01: 13 statements by 2 stakeholders on 7 claims.
    Guild of Pilots is 'old-pilots' before and 'pilots' after: taken as the same by name.
    Harbour office turns from support to concern on Light (+2 before, −1 after).
    Harbour office is now on both sides on Tides (+1 before, +1 −1 after).
    Harbour office is no longer on both sides on Fog (+1 −1 before, +1 after).
    Harbour office weighs both sides otherwise on Salt (+2 −2 before, +1 −3 after).
    Harbour office turns from support to concern on “Claim on light” (+2 before, −1 after).
    Harbour office is now on both sides on “Claim on tides” (+1 before, +1 −1 after).
    Harbour office is no longer on both sides on “Claim on fog” (+1 −1 before, +1 after).
    Harbour office weighs both sides otherwise on “Claim on salt” (+2 −2 before, +1 −3 after).
    Harbour office takes new positions on 1 theme: support for Quays.
    Harbour office says nothing any more on 1 theme: support for Nets.
    More is said by Harbour office on Sand (+1 before, +2 after).
    Less is said by Harbour office on Rope (+2 before, +1 after).
    New claims (1): “Claim on quays” (+1).
    Claims of which nothing is said any more (1): “Claim on nets” (+1).
    Claims that are now contested (2): “Claim on light” (+3 before, +1 −1 after) and “Claim on tides” (+1 before, +1 −1 after).
    Claims that are no longer contested (1): “Claim on fog” (+1 −1 before, +1 after).
    Claims on which more is said (1): “Claim on sand” (+1 before, +2 after).
    Claims on which less is said (1): “Claim on rope” (+2 before, +1 after).
    Claims on which the sides are otherwise divided (1): “Claim on salt” (+2 −2 before, +1 −3 after).
    Guild of Pilots changes coalition: with Harbour office before, with none after (stability not known and not known; so few statements and shared speakers make this noise).
    Entries that differ: sources: 1 changed; stakeholders: 1 changed; statements: 5 added, 6 removed; of the record itself: title.
    "#);
    // Behind every finding on stances are statements, and they are there.
    let known = ["s", "pilot"];
    for sentence in found.sentences() {
        let of_stances = [
            "position-flipped",
            "stance-flipped",
            "mixed",
            "positions-new",
        ];
        if of_stances.contains(&sentence.rule) {
            assert!(!sentence.statements.is_empty(), "{sentence:?}");
        }
        for id in &sentence.statements {
            assert!(known.iter().any(|start| id.starts_with(start)), "{id}");
        }
    }
}

#[test]
fn names_match_only_where_nothing_else_could_be_meant() {
    let (a, b) = (record(&[BEFORE]), record(&[AFTER]));
    let ids = |options: &DiffOptions| -> Vec<(String, String)> {
        let found = diff(&a, &b, options).renamed;
        found.into_iter().map(|it| (it.before, it.after)).collect()
    };
    let pilots = ("old-pilots".to_owned(), "pilots".to_owned());
    assert_eq!(ids(&quick()), [pilots]);
    let by_id = DiffOptions {
        match_names: false,
        ..quick()
    };
    assert_eq!(ids(&by_id), []);
    // Two after share the name: neither is it.
    let mut parts = b.to_parts();
    let mut twin = parts.stakeholders[1].clone();
    twin.id = StakeholderId::new("twin").expect("an id");
    parts.stakeholders.push(twin);
    assert_eq!(diff(&a, &resolved(parts), &quick()).renamed, []);
}

#[test]
fn a_diff_of_other_records_is_refused() {
    let (a, b) = (record(&[BEFORE]), record(&[AFTER]));
    let found = diff(&a, &b, &quick());
    let empty = record(&["tests/data/empty.json"]);
    assert!(matches!(
        found.apply(&empty),
        Err(ApplyError::Head(_) | ApplyError::Missing { .. })
    ));
}

#[test]
fn every_entry_is_in_the_table_and_in_json() {
    for (name, a, b) in pairs() {
        let found = diff(&a, &b, &quick());
        let csv = report_csv(&found.report());
        let json: Value = serde_json::from_str(&report_json(&found)).expect("JSON");
        for (noun, [added, removed, _]) in found.entries.counts() {
            let list = &json["result"]["entries"][noun.plural()];
            assert_eq!(
                list["added"].as_array().map(Vec::len),
                Some(added),
                "{name}"
            );
            assert_eq!(
                list["removed"].as_array().map(Vec::len),
                Some(removed),
                "{name}"
            );
            if found.is_empty() {
                continue;
            }
            let mut reader = csv::Reader::from_reader(csv.as_bytes());
            let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
            let count = |change: &str| {
                let own = rows
                    .iter()
                    .filter(|row| row[0] == *noun.as_str() && row[1] == *change);
                own.count()
            };
            assert_eq!(count("added"), added, "{name} {noun}");
            assert_eq!(count("removed"), removed, "{name} {noun}");
        }
    }
}

/// The three meetings of one process, as a person reads them.
#[test]
fn the_real_meetings_differ_as_read() {
    let all = pairs();
    let (_, oewg, closing) = &all[0];
    let first = diff(oewg, closing, &quick());
    // Nobody speaks in both; the two claims that both meetings speak on are told.
    assert_eq!(first.coalitions.as_ref().map(|it| it.in_both), Some(0));
    let shared: Vec<(&str, Turn)> = (first.claims.iter())
        .filter(|it| !matches!(it.turn, Turn::New | Turn::Dropped))
        .map(|it| (it.claim.as_str(), it.turn))
        .collect();
    assert_eq!(shared, [("military-domain", Turn::Weaker)]);
    let (_, _, third) = &all[1];
    let second = diff(closing, third, &quick());
    let both = ["chile", "iran", "japan"];
    let there: Vec<&str> = (third.stakeholders().iter())
        .map(|it| it.id.as_str())
        .filter(|id| {
            closing
                .stakeholders()
                .iter()
                .any(|it| it.id.as_str() == *id)
        })
        .collect();
    assert_eq!(there, both);
    // What Iran wants in law is the one position that is as strong in both.
    let iran: Vec<&str> = (second.positions.iter())
        .filter(|it| it.stakeholder == "iran")
        .map(|it| it.on.as_str())
        .collect();
    assert!(!iran.contains(&"binding-rules") && !iran.contains(&"militarisation"));
    assert!(iran.contains(&"process-continuity"));
}

#[test]
fn the_program_compares_files_and_times() {
    let same = plenary(&["diff", BEFORE, BEFORE]).run().exits(0);
    assert_eq!(
        same.stdout,
        "Nothing changed: the two records are the same.\n"
    );
    plenary(&["diff", BEFORE, BEFORE, "--exit-code"])
        .run()
        .exits(0);
    plenary(&["diff", BEFORE, AFTER, "--exit-code"])
        .run()
        .exits(1);
    plenary(&["diff", BEFORE, AFTER]).run().exits(0);
    let bad = "tests/data/broken/a-list.json";
    plenary(&["diff", bad, AFTER, "--exit-code"]).run().exits(3);
    plenary(&["diff", bad, AFTER]).run().exits(1);
    plenary(&["diff", "tests/data/nowhere.json", AFTER])
        .run()
        .exits(3);
    let alone = plenary(&["diff", BEFORE]).run().exits(2);
    assert!(alone.stderr.contains("--at DAY"), "{}", alone.stderr);

    // Windows of one record are what two narrowed records are.
    let set = "graph/assembly-2030";
    let by_day = plenary(&["diff", set, "--at", "2030-06-01", "--resamples", "0"])
        .run()
        .exits(0);
    let windows = [
        "diff",
        set,
        "--before",
        "date < 2030-06-01",
        "--after",
        "date >= 2030-06-01",
        "--resamples",
        "0",
    ];
    assert_eq!(plenary(&windows).run().exits(0).stdout, by_day.stdout);
    assert!(by_day.stdout.contains("turns from "), "{}", by_day.stdout);
    let files = plenary(&[
        "diff",
        "graph/assembly-2030/opening-2030-03.json",
        "graph/assembly-2030/second-2030-11.json",
        "--with",
        "graph/assembly-2030/codebook.json",
        "--resamples",
        "0",
        "--after",
        "source = second-2030-11",
    ])
    .run()
    .exits(0);
    assert!(files.stdout.starts_with("Before: "), "{files:#?}");
}

#[test]
fn the_program_writes_every_format() {
    let folder = tempfile::tempdir().expect("is writable");
    for suffix in [
        "txt", "md", "csv", "json", "svg", "html", "png", "pdf", "dot",
    ] {
        let file = folder.path().join(format!("change.{suffix}"));
        let to = file.to_str().expect("is UTF-8");
        plenary(&["diff", BEFORE, AFTER, "--resamples", "10", "-o", to])
            .run()
            .exits(0);
        let bytes = std::fs::read(&file).expect("is there");
        assert!(bytes.len() > 300, "{suffix}: {}", bytes.len());
    }
    let text = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect("text");
    // DOT has no halves: the change is in words at the edge.
    let dot = text("change.dot");
    for words in [
        "label=\"new\"",
        "label=\"dropped\"",
        "label=\"new: flipped\"",
    ] {
        assert!(dot.contains(words), "{words} in {dot}");
    }
    let drawn = graphviz_pure::render_dot(&dot, "dot", "svg").expect("legal DOT");
    // Its tables have no width for the minus sign, as in the DOT of other pictures.
    let said: Vec<String> = (drawn.diagnostics().iter())
        .map(|it| format!("{it:?}"))
        .filter(|it| !it.contains("width of non-ASCII"))
        .collect();
    assert!(said.is_empty(), "{said:?}");
    assert!(text("change.html").contains("s2-p-0"), "evidence of before");
    assert!(text("change.html").contains("s2-m-0"), "evidence of after");
    let unknown = plenary(&["diff", BEFORE, AFTER, "-o", "x.doc"])
        .run()
        .exits(2);
    assert!(
        unknown.stderr.contains("no format has the suffix"),
        "{unknown:#?}"
    );
}

/// Every key of the JSON form is in its description.
#[test]
fn the_json_form_is_described() {
    fn keys(value: &Value, found: &mut std::collections::BTreeSet<String>) {
        match value {
            Value::Object(map) => {
                for (key, value) in map {
                    found.insert(key.clone());
                    // Names are by id, and entries have the fields of the file format.
                    if !["names", "added", "removed"].contains(&key.as_str()) {
                        keys(value, found);
                    }
                }
            }
            Value::Array(list) => list.iter().for_each(|value| keys(value, found)),
            _ => {}
        }
    }
    let (a, b) = (record(&[BEFORE]), record(&[AFTER]));
    let json = report_json(&diff(&a, &b, &DiffOptions::default()));
    let json: Value = serde_json::from_str(&json).expect("JSON");
    let mut found = std::collections::BTreeSet::new();
    keys(&json["result"], &mut found);
    let text = crate::read("docs/diff.md");
    for key in found {
        assert!(
            text.contains(&format!("`{key}`")),
            "docs/diff.md lacks `{key}`"
        );
    }
}
