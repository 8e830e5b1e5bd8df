//! Sentences of briefings: when each is said, in which words, and what it takes to unsay it.

use std::collections::{BTreeMap, BTreeSet};

use crate::brief_cases::{A, ARMS, B, CASES, DOCKS};
use plenary::brief::{BriefOptions, findings, rules};
use plenary::draw::Language;
use plenary::model::Record;
use plenary::read;
use serde_json::{Map, Value, json};

/// A record in few words, a line each:
/// `Alder ngo` is a stakeholder, `Alder state unnamed` one that is unnamed, `... by Birch` as
/// Birch reports; `claim arms War+ Peace-` a claim "Arms" on themes; `Alder + arms 2030-03-12
/// in other` a statement; `docks attacks arms` and `docks backs arms` relations.
pub(crate) fn meeting(lines: &[&str]) -> Record {
    let mut lists: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    let mut themes = BTreeSet::new();
    let title = |id: &str| format!("{}{}", id[..1].to_uppercase(), &id[1..]);
    for line in lines {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[..] {
            ["claim", id, ref on @ ..] => {
                let mut stances = Map::new();
                for theme in on {
                    let (name, sign) = theme.split_at(theme.len() - 1);
                    themes.insert(name);
                    let stance = if sign == "+" { "support" } else { "concern" };
                    stances.insert(name.to_lowercase(), json!(stance));
                }
                let claim = json!({ "id": id, "text": title(id), "themes": stances });
                lists.entry("claims").or_default().push(claim);
            }
            [from, verb @ ("attacks" | "backs"), to] => {
                let stance = if verb == "backs" {
                    "support"
                } else {
                    "concern"
                };
                let relation = json!({ "from": from, "to": to, "stance": stance });
                lists.entry("relations").or_default().push(relation);
            }
            [who, sign @ ("+" | "-"), claim, ref rest @ ..] => {
                let all = lists.entry("statements").or_default();
                let mut statement = json!({
                    "id": format!("s{:03}", all.len()),
                    "stakeholder": who.to_lowercase(),
                    "claim": claim,
                    "stance": if sign == "+" { "support" } else { "concern" },
                    "source": "minutes",
                });
                match rest {
                    [] => {}
                    ["in", source] => statement["source"] = json!(source),
                    [day, ..] => statement["date"] = json!(day),
                }
                all.push(statement);
            }
            [name, kind, ref rest @ ..] => {
                let mut one = json!({ "id": name.to_lowercase(), "name": name, "kind": kind });
                if rest.first() == Some(&"unnamed") {
                    one["attributes"] = json!({ "unnamed": "yes" });
                }
                if let [_, "by", reporter] = rest {
                    one["attributes"]["reported-by"] = json!(reporter.to_lowercase());
                }
                lists.entry("stakeholders").or_default().push(one);
            }
            _ => panic!("{line}"),
        }
    }
    let themes = themes
        .iter()
        .map(|name| json!({ "id": name.to_lowercase(), "name": name }));
    lists.insert("themes", themes.collect());
    let sources =
        json!([{ "id": "minutes", "title": "Minutes" }, { "id": "other", "title": "Other" }]);
    let other = lists
        .get("statements")
        .is_some_and(|all| all.iter().any(|it| it["source"] == "other"));
    let sources = if other { sources } else { json!([sources[0]]) };
    let mut record = json!({ "plenary": 1, "sources": sources });
    for (name, list) in lists {
        record[name] = json!(list);
    }
    let input = read::Input {
        name: "meeting.json".to_owned(),
        bytes: record.to_string().into(),
    };
    let reading = read::json(vec![input]);
    reading
        .record
        .unwrap_or_else(|| panic!("{:?}", reading.problems))
}

/// What a rule says of a record.
fn said(lines: &[&str], rule: &str) -> Option<String> {
    let found = findings(&meeting(lines), &BriefOptions::default());
    let finding = found.iter().find(|it| it.rule == rule);
    finding.map(|it| it.say(Language::En))
}

#[test]
fn every_sentence_is_said_where_the_data_supports_it_and_only_there() {
    let mut wrong = Vec::new();
    for (rule, lines, words, changed, then) in CASES {
        let (first, second) = (said(lines, rule), said(changed, rule));
        if first.as_deref() != Some(*words) {
            wrong.push(format!("{rule}: says {first:?}, not {words:?}"));
        }
        if second.as_deref() != *then {
            wrong.push(format!(
                "{rule}: after the change says {second:?}, not {then:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_case_that_unsays_it() {
    let tried: BTreeSet<&str> = CASES.iter().map(|case| case.0).collect();
    assert_eq!(tried, rules().collect());
    for (rule, _, words, _, then) in CASES {
        assert_ne!(Some(*words), *then, "{rule}");
    }
}

/// Claims that challenge each other, and rules that are given one round for them.
const IN_A_CIRCLE: [&str; 8] = [
    A,
    B,
    ARMS,
    DOCKS,
    "Alder + arms",
    "Birch + arms",
    "Birch + docks",
    "arms attacks docks",
];

fn hurried() -> BriefOptions {
    let mut options = BriefOptions::default();
    options.solve.most_rounds = 1;
    options
}

#[test]
fn what_could_not_be_settled_is_said() {
    let said = |lines: &[&str]| {
        let found = findings(&meeting(lines), &hurried());
        let finding = found.iter().find(|it| it.rule == "stands").unwrap();
        finding.say(Language::En)
    };
    assert_eq!(
        said(&[&IN_A_CIRCLE[..], &["docks attacks arms"]].concat()),
        "When support is weighed against concerns and challenges by five rules, 0 of the 2 claims \
         spoken on stand under every rule and 0 under none; for 0 the verdict depends on the choice \
         of rule, and 2 could not be settled."
    );
    // Without the circle one round is enough.
    assert!(!said(&IN_A_CIRCLE).contains("settled"));
}

#[test]
fn every_text_of_a_rule_is_tried() {
    let records = CASES.iter().flat_map(|case| [case.1, case.3]);
    let mut tried = BTreeSet::new();
    for lines in records {
        tried.extend(
            findings(&meeting(lines), &BriefOptions::default())
                .iter()
                .map(|it| it.text.to_owned()),
        );
    }
    let circle = meeting(&[&IN_A_CIRCLE[..], &["docks attacks arms"]].concat());
    tried.extend(
        findings(&circle, &hurried())
            .iter()
            .map(|it| it.text.to_owned()),
    );
    let words = crate::read("src/brief/words/en.txt");
    let keys = words.lines().filter_map(|line| line.split_once(" = "));
    let all = keys
        .map(|(key, _)| key)
        .filter(|key| key.starts_with("rule."));
    let left: Vec<&str> = all.filter(|key| !tried.contains(*key)).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_sentence_rests_on_the_statements_it_speaks_of() {
    let record = meeting(&[
        A,
        B,
        ARMS,
        DOCKS,
        "Alder + arms",
        "Birch - arms",
        "Birch + docks",
    ]);
    let found = findings(&record, &BriefOptions::default());
    let rests = |rule: &str| {
        let finding = found.iter().find(|it| it.rule == rule).unwrap();
        let rows = finding.statements.iter();
        rows.map(|row| record.statements().id(*row).to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(rests("disputed-claim"), ["s000", "s001"]);
    assert_eq!(rests("contested-theme"), ["s000", "s001"]);
    assert_eq!(rests("scope"), ["s000", "s001", "s002"]);
    assert_eq!(rests("loudest"), ["s001", "s002"]);
}

#[test]
fn the_meeting_of_the_oewg_is_summed_up_right() {
    let record = crate::samples::read("oewg");
    let found = findings(&record, &BriefOptions::default());
    let rules: Vec<&str> = found.iter().map(|it| it.rule).collect();
    assert_eq!(
        rules,
        [
            "scope",
            "days",
            "balance",
            "disputed-claim",
            "contested-theme",
            "common-ground",
            "shared-concern",
            "closest-pair",
            "stands",
            "single-statement",
            "open-concerns",
            "both-sides",
            "groups-are-noise",
            "one-voice",
            "one-sided",
            "few-speakers",
            "unnamed",
        ]
    );
    let noise = found.iter().find(|it| it.rule == "groups-are-noise");
    assert_eq!(
        noise.unwrap().say(Language::En),
        "Groups cannot be told apart in this record. When its statements are drawn again at random, some stakeholders that the analysis puts together stay together in only 32% of cases. Do not read groups in the pictures as coalitions."
    );
    let said = |language| -> String {
        let all = found.iter().take(5).map(|it| it.say(language));
        all.collect::<Vec<_>>().join("\n")
    };
    assert_eq!(
        said(Language::En),
        "This briefing rests on 54 statements by 7 stakeholders on 46 claims, from 1 source.\n\
         All were made on 12 February 2020.\n\
         35 support a claim and 19 raise a concern about one.\n\
         Stakeholders disagree directly on only one of the 46 claims, “Developing offensive capabilities is acceptable because it is already happening”: it is supported by Several states (unnamed), and a concern about it is raised by WILPF.\n\
         The one contested theme is “Offensive cyber operations”: statements by Several states (unnamed) speak for it, and statements by Access Now, ICT4Peace and WILPF raise concerns about it."
    );
    assert_eq!(
        said(Language::Fr),
        "Cette note repose sur 54 déclarations de 7 parties prenantes sur 46 affirmations, tirées de 1 source.\n\
         Toutes datent du 12 février 2020.\n\
         35 soutiennent une affirmation et 19 expriment une réserve sur une affirmation.\n\
         Les parties prenantes sont en désaccord direct sur une seule des 46 affirmations, «\u{202F}Developing offensive capabilities is acceptable because it is already happening\u{202F}»\u{A0}: soutien de Several states (unnamed), réserve de WILPF.\n\
         Le seul thème contesté est «\u{202F}Offensive cyber operations\u{202F}»\u{A0}: les déclarations de Several states (unnamed) parlent en sa faveur, celles de Access Now, ICT4Peace et WILPF expriment des réserves."
    );
    assert_eq!(
        said(Language::Es),
        "Esta nota se basa en 54 declaraciones de 7 partes interesadas sobre 46 afirmaciones, de 1 fuente.\n\
         Todas se hicieron el 12 de febrero de 2020.\n\
         35 apoyan una afirmación y 19 expresan una reserva sobre una afirmación.\n\
         Las partes interesadas discrepan directamente en una sola de las 46 afirmaciones, «Developing offensive capabilities is acceptable because it is already happening»: apoyo de Several states (unnamed), reserva de WILPF.\n\
         El único tema disputado es «Offensive cyber operations»: las declaraciones de Several states (unnamed) hablan a su favor, las de Access Now, ICT4Peace y WILPF expresan reservas."
    );
}

/// `key = text` of a language.
pub(crate) fn texts(language: &str) -> BTreeMap<String, String> {
    let words = crate::read(format!("src/brief/words/{language}.txt"));
    let lines = words.lines().filter(|line| !line.starts_with('#'));
    let pairs = lines.filter_map(|line| line.split_once(" = "));
    pairs
        .map(|(key, text)| (key.to_owned(), text.to_owned()))
        .collect()
}

/// The names in braces, each once.
fn names(text: &str) -> BTreeSet<String> {
    let parts = text.split('{').skip(1);
    let inside = parts.map(|part| part.split(['}', ':']).next().unwrap_or_default().to_owned());
    inside.collect()
}

#[test]
fn every_language_has_every_text_with_every_value() {
    let english = texts("en");
    assert!(english.len() > 200);
    for language in ["fr", "es"] {
        let own = texts(language);
        assert!(own.keys().eq(english.keys()), "{language}");
        for (key, text) in &english {
            assert_eq!(names(text), names(&own[key]), "{language}: {key}");
            // A word or two may be the same in both.
            let long = text.split(' ').count() > 4;
            assert!(
                !long || *text != own[key],
                "{language}: {key} is not translated"
            );
        }
    }
    for (key, text) in &english {
        for part in text.split('{').skip(1) {
            let inside = part.split('}').next().unwrap_or_default();
            let forms = inside
                .split_once(':')
                .map_or(2, |(_, forms)| forms.split('|').count());
            assert_eq!(forms, 2, "{key}: {inside}");
        }
    }
}

#[test]
fn every_text_is_used_and_every_use_has_a_text() {
    let mut code = String::new();
    for file in walk(&crate::root().join("src/brief")) {
        code.push_str(&std::fs::read_to_string(file).unwrap());
    }
    for key in texts("en").keys() {
        assert!(code.contains(&format!("\"{key}\"")), "{key} is not used");
    }
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(walk(&path));
        } else if path.extension().is_some_and(|suffix| suffix == "rs") {
            found.push(path);
        }
    }
    found
}
