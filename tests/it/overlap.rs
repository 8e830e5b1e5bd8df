//! Overlap: by hand, laws, and the OEWG record.

use insta::assert_snapshot;
use plenary::analysis::overlap::PairMeasure;
use plenary::analysis::{OverlapOptions, Through, overlap};
use plenary::model::{GraphOptions, KnowledgeGraph, StakeholderIx};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::ask::{OEWG, SMALL, every_format, record_of, refused, result, text};

fn strings(list: &Value) -> Vec<&str> {
    let list = list.as_array().expect("a list").iter();
    list.map(|one| one.as_str().expect("a text")).collect()
}

/// Ann is mixed on the one claim she shares with Ben: agreed and disagreed at once.
#[test]
fn by_hand() {
    let found = result(&["overlap", SMALL, "ann", "ben"]);
    let claims = &found["pairs"][0]["claims"];
    assert_snapshot!(claims["measures"], @r#"{"shared":1,"agreed":1,"disagreed":1,"only_a":0,"only_b":1,"jaccard":0.3333333333333333,"overlap_coefficient":0.5,"cosine":null,"congruence":1.0,"conflict":1.0,"subtract":0.0}"#);
    assert_eq!(strings(&claims["agreed"]), ["open-doors"]);
    assert_eq!(strings(&claims["disagreed"]), ["open-doors"]);
    assert_eq!(strings(&claims["shared"][0]["a_concern"]), ["s2"]);
    assert_eq!(strings(&claims["only_b"][0]["b_support"]), ["s4"]);
    // Ann: +open-doors, -open-doors; Ben: +open-doors, +guards. One of three in common.
    assert_eq!(claims["measures"]["jaccard"], 1.0 / 3.0);
    // On themes: openness both ways for both, safety for Ben alone.
    let themes = &found["pairs"][0]["themes"]["measures"];
    assert_eq!(themes["jaccard"], 2.0 / 3.0);
    assert_eq!(
        (&themes["congruence"], &themes["conflict"]),
        (&json!(2.0), &json!(2.0))
    );
}

/// Every held stance is in exactly one of the sets.
#[test]
fn sets_by_hand() {
    let table = text(&[
        "overlap",
        SMALL,
        "--top",
        "1",
        "--by",
        "conflict",
        "--through",
        "claim",
    ]);
    let from = table.find("Claims held").expect("the sets");
    assert_snapshot!(&table[from..], @r#"
    Claims held by exactly these
      stakeholders     how many  what
      ann                     1  −open-doors
      ben                     1  +guards
      cat                     1  −guards
      ann & ben & cat         1  +open-doors

    Themes held by exactly these
      stakeholders     how many  what
      ben                     1  +safety
      cat                     1  −safety
      ann & ben               1  −openness
      ann & ben & cat         1  +openness

    note: 1 of 3 pairs are shown
    "#);
}

/// Files, then names: ids, names and aliases in any case; `--pair` says it outright.
#[test]
fn ways_to_name_stakeholders() {
    let plain = text(&["overlap", OEWG, "access-now", "apc", "--format", "json"]);
    for call in [
        [
            "overlap",
            OEWG,
            "AccessNow",
            "the association for progressive communications (apc)",
        ],
        ["overlap", OEWG, "Access Now", "APC"],
    ] {
        assert_eq!(
            text(&[&call[..], &["--format", "json"]].concat()),
            plain,
            "{call:?}"
        );
    }
    let pair = [
        "overlap",
        OEWG,
        "--pair",
        "access-now",
        "apc",
        "--format",
        "json",
    ];
    assert_eq!(text(&pair), plain);
    every_format(&["overlap", OEWG, "access-now", "apc", "icc"]);
}

/// Access Now and APC share three claims and eight themes and are on one side in all of them;
/// only on the safety of researchers does Access Now stand on both.
#[test]
fn access_now_and_apc() {
    let found = result(&["overlap", OEWG, "access-now", "apc"]);
    let pair = &found["pairs"][0];
    assert_snapshot!(pair["claims"]["measures"], @r#"{"shared":3,"agreed":3,"disagreed":0,"only_a":10,"only_b":10,"jaccard":0.13043478260869565,"overlap_coefficient":0.23076923076923078,"cosine":0.2307692307692308,"congruence":3.0,"conflict":0.0,"subtract":3.0}"#);
    assert_snapshot!(pair["themes"]["measures"], @r#"{"shared":8,"agreed":8,"disagreed":1,"only_a":8,"only_b":5,"jaccard":0.36363636363636365,"overlap_coefficient":0.6153846153846154,"cosine":0.48666426339228763,"congruence":23.0,"conflict":2.0,"subtract":21.0}"#);
    assert_snapshot!(pair["claims"]["agreed"], @r#"["humanitarian-law-applies","people-first","researchers-fairly-treated"]"#);
    assert_snapshot!(pair["themes"]["disagreed"], @r#"["security-researchers"]"#);
}

/// The pair most in conflict over themes: what WILPF reports of several states, against
/// an organisation.
#[test]
fn most_in_conflict() {
    let found = result(&["overlap", OEWG, "--top", "1", "--by", "conflict"]);
    let pair = &found["pairs"][0];
    assert_eq!(
        (&pair["a"], &pair["b"]),
        (&json!("ict4peace"), &json!("several-states"))
    );
    assert_eq!(found["of_pairs"], 21);
}

#[test]
fn refusals() {
    assert_snapshot!(refused(&["overlap", OEWG, "acces-now", "apc"]), @r#"
    2
    error: no stakeholder is called 'acces-now'
    help: did you mean 'access-now'?
    "#);
    assert_snapshot!(refused(&["overlap", OEWG, "apc"]), @r#"
    2
    error: an overlap is of two stakeholders or more
    help: name a second one, or none for the nearest pairs of all
    "#);
    assert_snapshot!(refused(&["overlap", SMALL, "ann", "inst"]), @r#"
    2
    error: 'inst' may be any of ann, ben
    help: name one of them by its id
    "#);
    assert_snapshot!(refused(&["overlap", OEWG, "xyzzy", "apc"]), @r#"
    2
    error: no stakeholder is called 'xyzzy'
    help: there are access-now, apc, icc, ict4peace, mfwa, several-states, wilpf
    "#);
    assert_snapshot!(refused(&["overlap", "no-such-file.json", "apc", "icc"]), @r#"
    3
    error: cannot read no-such-file.json: there is no such file
    help: name a record file, a folder with *.json files, or - for stdin
    "#);
}

fn some_record() -> impl Strategy<Value = String> {
    let row = (0..4usize, 0..4usize, any::<bool>());
    let rows = prop::collection::vec(row, 0..16);
    let themes = prop::collection::vec((0..3usize, any::<bool>()), 4);
    (rows, themes).prop_map(|(rows, themes)| {
        let word = |support: bool| if support { "support" } else { "concern" };
        let named = |kind: &str, n: usize| -> Vec<Value> {
            (0..n).map(|i| json!({"id": format!("{kind}{i}"), "name": format!("{kind} {i}")})).collect()
        };
        let mut people = named("p", 4);
        people.iter_mut().for_each(|one| one["kind"] = json!("other"));
        let claims: Vec<Value> = (themes.iter().enumerate())
            .map(|(i, (theme, way))| {
                json!({"id": format!("c{i}"), "text": "x", "themes": {format!("t{theme}"): word(*way)}})
            })
            .collect();
        let statements: Vec<Value> = (rows.iter().enumerate())
            .map(|(i, (who, claim, way))| {
                json!({"id": format!("s{i}"), "stakeholder": format!("p{who}"),
                    "claim": format!("c{claim}"), "stance": word(*way), "source": "day"})
            })
            .collect();
        json!({"plenary": 1, "sources": [{"id": "day", "title": "Day"}], "stakeholders": people,
            "themes": named("t", 3), "claims": claims, "statements": statements, "relations": []})
            .to_string()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..Default::default() })]

    /// What is agreed and what is not make up what is shared; measures keep their ranges and
    /// do not depend on who comes first; sets hold every stance once.
    #[test]
    fn laws(text in some_record()) {
        let record = record_of(&text);
        let graph = KnowledgeGraph::new(&record, GraphOptions::default());
        let asked = |a: usize, b: usize| OverlapOptions {
            stakeholders: vec![StakeholderIx::from(a), StakeholderIx::from(b)],
            top: None,
            by: PairMeasure::Cosine,
            through: Through::Claim,
        };
        for (a, b) in [(0, 1), (0, 2), (1, 3)] {
            let one = overlap(&record, &graph, &asked(a, b));
            let back = overlap(&record, &graph, &asked(b, a));
            prop_assert_eq!(&one.claim_sets, &back.claim_sets);
            let (one, back) = (&one.pairs[0], &back.pairs[0]);
            for (one, back) in [(&one.claims, &back.claims), (&one.themes, &back.themes)] {
                let m = &one.measures;
                prop_assert_eq!(m.jaccard, back.measures.jaccard);
                prop_assert_eq!(m.congruence, back.measures.congruence);
                prop_assert_eq!(m.only_a, back.measures.only_b);
                prop_assert_eq!(m.subtract, m.congruence - m.conflict);
                prop_assert!(m.jaccard.is_none_or(|j| (0.0..=1.0).contains(&j)));
                prop_assert!(m.overlap_coefficient.is_none_or(|o| m.jaccard.is_some_and(|j| j <= o && o <= 1.0)));
                prop_assert!(m.cosine.is_none_or(|c| (-1.0..=1.0).contains(&c)));
                prop_assert_eq!(m.shared, one.shared.len());
                prop_assert!(one.shared.iter().all(|item| one.agreed.contains(&item.id) || one.disagreed.contains(&item.id)));
            }
        }
        let all = overlap(&record, &graph, &OverlapOptions::default());
        let mut held: Vec<(&str, &str)> = (all.claim_sets.iter().flat_map(|set| &set.items))
            .map(|item| (item.id.as_str(), item.stance))
            .collect();
        let whole = held.len();
        held.sort_unstable();
        held.dedup();
        prop_assert_eq!(held.len(), whole);
        let rows: usize = all.claim_sets.iter().flat_map(|set| &set.items).map(|item| item.statements.len()).sum();
        prop_assert_eq!(rows, record.statements().len());
    }
}
