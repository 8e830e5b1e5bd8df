//! `plenary query --ask`: which stakeholders hold what.

use std::collections::BTreeSet;

use plenary::analysis::{Answer, AskOptions, Asked, ask};
use plenary::model::{HeldStance, Pattern, Question, Record, RollUp, Stance, Subject};
use plenary::read;
use proptest::prelude::*;

use crate::ask::{OEWG, record_of};
use crate::samples;

fn asked(record: &Record, text: &str, options: &AskOptions) -> Asked {
    let reading = read::question(text, "test", record);
    assert_eq!(reading.problems, [], "{text}");
    ask(record, &reading.question.unwrap(), options)
}

/// Doves and hawks on peace, which has a part, disarmament; owls are silent.
fn small() -> Record {
    record_of(
        r#"{ "plenary": 1,
        "sources": [{ "id": "m", "title": "M", "date": "2020-02-12" }],
        "stakeholders": [
          { "id": "doves", "name": "Doves", "kind": "ngo", "attributes": { "region": "north sea" } },
          { "id": "hawks", "name": "Hawks", "kind": "state" },
          { "id": "owls", "name": "Owls", "kind": "ngo" },
          { "id": "torn", "name": "Torn", "kind": "business" }],
        "themes": [
          { "id": "peace", "name": "Peace" },
          { "id": "disarm", "name": "Disarmament treaties", "broader": "peace" },
          { "id": "same", "name": "Same" }],
        "claims": [
          { "id": "fewer", "text": "Fewer arms", "themes": { "disarm": "support" } },
          { "id": "more", "text": "More arms", "themes": { "disarm": "concern" } },
          { "id": "same", "text": "Other" }],
        "statements": [
          { "id": "s1", "stakeholder": "doves", "claim": "fewer", "stance": "support", "source": "m" },
          { "id": "s2", "stakeholder": "doves", "claim": "more", "stance": "concern", "source": "m" },
          { "id": "s3", "stakeholder": "hawks", "claim": "more", "stance": "support", "source": "m" },
          { "id": "s4", "stakeholder": "torn", "claim": "fewer", "stance": "support", "source": "m" },
          { "id": "s5", "stakeholder": "torn", "claim": "more", "stance": "support", "source": "m" }] }"#,
    )
}

#[track_caller]
fn check(text: &str, expected: &str) {
    let found = asked(&small(), text, &AskOptions::default());
    let found: Vec<String> = (found.stakeholders.iter())
        .map(|one| {
            let why = one.reasons.iter().flat_map(|reason| &reason.statements);
            let why: BTreeSet<&str> = why.map(|cited| cited.id.as_str()).collect();
            format!(
                "{}[{}]",
                one.id,
                why.into_iter().collect::<Vec<_>>().join(" ")
            )
        })
        .collect();
    assert_eq!(found.join(" "), expected, "{text}");
}

#[test]
fn questions_are_answered_with_their_statements() {
    // Through the claim: concern about what speaks against it is support.
    check("supports disarm", "doves[s1 s2] torn[s4]");
    check("support peace", "doves[s1 s2] torn[s4]");
    check("concern peace", "hawks[s3] torn[s5]");
    check("concerned PEACE", "hawks[s3] torn[s5]");
    check("mixed 'disarmament treaties'", "torn[s4 s5]");
    check("mentions disarm", "doves[s1 s2] hawks[s3] torn[s4 s5]");
    check("supports more", "hawks[s3] torn[s5]");
    check("concern claim:more", "doves[s2]");
    check(
        "supports (claim:fewer, claim:more)",
        "doves[s1] hawks[s3] torn[s4 s5]",
    );
    check("supports disarm and concern disarm", "torn[s4 s5]");
    check(
        "supports fewer or concern disarm",
        "doves[s1] hawks[s3] torn[s4 s5]",
    );
    check("supports disarm and not concern disarm", "doves[s1 s2]");
    // The silent hold nothing.
    check("not mentions peace", "owls[]");
    check("kind = ngo", "doves[] owls[]");
    check("kind != ngo and supports more", "hawks[s3] torn[s5]");
    check(
        "kind in (ngo, state) and not stakeholder = owls",
        "doves[] hawks[]",
    );
    check("name = *w* or region = north*", "doves[] hawks[] owls[]");
    check("region = \"north sea\"", "doves[]");
    check("kind not in (ngo, state)", "torn[]");
    // `and` binds tighter than `or`, and brackets than both.
    check(
        "kind = state or kind = ngo and supports fewer",
        "doves[s1] hawks[]",
    );
    check(
        "(kind = state or kind = ngo) and supports fewer",
        "doves[s1]",
    );
    check("mentions theme:same", "");
}

#[test]
fn broader_themes_count_as_asked() {
    let record = small();
    let with = |roll_up| AskOptions { roll_up };
    let count = |text: &str, roll_up| asked(&record, text, &with(roll_up)).stakeholders.len();
    assert_eq!(count("mentions peace", RollUp::None), 0);
    assert_eq!(count("mentions peace", RollUp::Ancestors), 3);
    assert_eq!(count("mentions disarm", RollUp::Top), 0);
    assert_eq!(count("mentions peace", RollUp::Top), 3);
}

#[track_caller]
fn told(text: &str, expected: &[(&str, &str)]) {
    let record = small();
    let reading = read::question(text, "test", &record);
    let found: Vec<(&str, &str)> = (reading.problems.iter())
        .map(|problem| {
            let place = problem.place.as_ref().unwrap();
            (problem.message.as_str(), &text[place.span.clone()])
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn slips_are_shown_where_they_are() {
    told(
        "",
        &[(
            "the question ends where a stance or a property should be",
            "",
        )],
    );
    told(
        "supports",
        &[("the question ends where a theme or a claim should be", "")],
    );
    told(
        "supports piece",
        &[("there is no theme or claim 'piece'", "piece")],
    );
    told(
        "supports theme:fewer",
        &[("there is no theme 'fewer'", "theme:fewer")],
    );
    told(
        "supports same",
        &[("'same' can mean several things", "same")],
    );
    told(
        "(supports peace",
        &[("the question ends where ')' should be", "")],
    );
    told(
        "supports peace concern disarm",
        &[("'and' or 'or' should stand here", "concern")],
    );
    told("supports 'peace", &[("a quote without its end", "'peace")]);
    told(
        "kind < 3",
        &[("=, !=, in or not in should stand here", "<")],
    );
    told(
        "colour = red",
        &[("stakeholders have no 'colour'", "colour")],
    );
    told(
        "kind = nog",
        &[("no stakeholder has the kind 'nog'", "nog")],
    );
    told(
        "likes peace",
        &[("=, !=, in or not in should stand here", "peace")],
    );
    told(
        "supports piece and concern fewr",
        &[
            ("there is no theme or claim 'piece'", "piece"),
            ("there is no theme or claim 'fewr'", "fewr"),
        ],
    );
    let deep = "(".repeat(100_000);
    let reading = read::question(&deep, "test", &small());
    assert!(reading.question.is_none());
    let reading = read::question(&"not ".repeat(100_000), "test", &small());
    assert!(reading.question.is_none());
}

/// Against going through the statements one by one.
#[test]
fn the_data_set_is_answered_as_by_hand() {
    let record = samples::read("oewg");
    let table = record.statements();
    for theme in record.themes() {
        for (word, wanted) in [("supports", Stance::Support), ("concern", Stance::Concern)] {
            let ix = record.find_theme(&theme.id).unwrap();
            let mut by_hand = BTreeSet::new();
            for row in table.rows() {
                for &(on, way) in record.claim_themes(table.claim(row)) {
                    let within = record.upwards(on).any(|broader| broader == ix);
                    if within && table.stance(row) * way == wanted {
                        by_hand.insert(record.stakeholder(table.stakeholder(row)).id.to_string());
                    }
                }
            }
            let found = asked(
                &record,
                &format!("{word} theme:{}", theme.id),
                &AskOptions::default(),
            );
            let found: BTreeSet<String> = found.stakeholders.into_iter().map(|s| s.id).collect();
            assert_eq!(found, by_hand, "{word} {}", theme.id);
        }
    }
}

#[test]
fn every_format_and_the_same_bytes() {
    let question = "supports human-rights and (concern militarisation or kind = ngo)";
    for format in ["table", "json", "csv", "markdown"] {
        let run = || {
            std::process::Command::new(env!("CARGO_BIN_EXE_plenary"))
                .current_dir(crate::root())
                .args(["-q", "query", OEWG, "--ask", question, "--format", format])
                .output()
                .unwrap()
        };
        let once = run();
        assert_eq!(once.status.code(), Some(0), "{format}");
        assert!(!once.stdout.is_empty());
        assert_eq!(once.stdout, run().stdout);
    }
    let report = asked(&samples::read("oewg"), question, &AskOptions::default()).report();
    assert_eq!(report.tables.len(), 2);
    let everybody = Question::All(Vec::new());
    let empty = ask(&samples::read("empty"), &everybody, &AskOptions::default());
    assert_eq!(empty.stakeholders, []);
}

fn any_question() -> impl Strategy<Value = Question> {
    let subject = proptest::sample::select(vec!["peace", "disarm", "same"])
        .prop_map(|id| Subject::Theme(plenary::model::ThemeId::new(id).unwrap()));
    let held = proptest::sample::select(vec![
        HeldStance::Support,
        HeldStance::Concern,
        HeldStance::Mixed,
        HeldStance::Mentions,
    ]);
    let holds = (held, proptest::collection::vec(subject, 1..3))
        .prop_map(|(held, subjects)| Question::Holds { held, subjects });
    let is = proptest::collection::vec("[a-z \"*']{1,5}", 1..3).prop_map(|values| Question::Is {
        property: "kind".to_owned(),
        values: values.into_iter().map(Pattern::exact).collect(),
    });
    prop_oneof![holds, is].prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 2..4).prop_map(Question::All),
            proptest::collection::vec(inner.clone(), 2..4).prop_map(Question::Any),
            inner.prop_map(|part| Question::Not(Box::new(part))),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_printed_is_read_again(question in any_question()) {
        let record = small();
        let reading = read::question(&question.to_string(), "test", &record);
        prop_assert_eq!(reading.question, Some(question));
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in "(supports|not|and|or|in|kind|peace|[()=!<,'\"*:\u{1F54A}é ]){0,20}") {
        let reading = read::question(&text, "test", &small());
        prop_assert!(reading.question.is_some() || !reading.problems.is_empty());
    }
}
