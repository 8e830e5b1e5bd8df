//! Contested themes and claims: by hand, and the OEWG record.

use insta::assert_snapshot;
use serde_json::json;

use crate::ask::{OEWG, SMALL, every_format, result, text};

/// Openness: three support (two of them mixed), two are concerned. Safety: one against one of
/// three speakers.
#[test]
fn by_hand() {
    let found = result(&["contested", SMALL]);
    let open = &found["themes"][0];
    assert_eq!(open["id"], "openness");
    assert_eq!((&open["support"], &open["concern"]), (&json!(3), &json!(2)));
    assert_eq!(open["mixed"], json!(["ann", "ben"]));
    assert_eq!(open["balance"], 0.2);
    assert_eq!(open["salience"], 1.0);
    let entropy = -(0.6_f64 * 0.6_f64.log2() + 0.4 * 0.4_f64.log2());
    let off = open["entropy"].as_f64().map(|ours| (ours - entropy).abs());
    assert!(off.is_some_and(|off| off < 1e-12));
    let safe = &found["themes"][1];
    assert_eq!(
        (&safe["entropy"], &safe["balance"]),
        (&json!(1.0), &json!(0.0))
    );
    assert_eq!(safe["salience"], 2.0 / 3.0);
    assert_eq!(safe["concern_statements"], json!(["s5"]));
    let said = result(&["contested", SMALL, "--count", "statements"]);
    let safe = said["themes"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|t| t["id"] == "safety");
    assert_eq!(safe.expect("safety")["salience"], 2.0 / 6.0);
}

/// Two themes have two sides in the OEWG meeting, and one claim: what several states are
/// reported to hold of offensive operations stands against three organisations.
#[test]
fn the_oewg_record() {
    every_format(&["contested", OEWG]);
    let found = result(&["contested", OEWG]);
    let split = |of: &str| -> String {
        let all = found[of].as_array().expect("a list").iter();
        let split = all.filter(|one| one["entropy"] != 0.0);
        split
            .map(|one| {
                format!(
                    "{}: {} / {}\n",
                    one["id"], one["supporters"], one["concerned"]
                )
            })
            .collect()
    };
    assert_snapshot!(split("themes"), @r#"
    "offensive-operations": ["several-states"] / ["access-now","ict4peace","wilpf"]
    "security-researchers": ["access-now"] / ["access-now","apc"]
    "#);
    assert_snapshot!(split("claims"), @r#""offence-acceptable": ["several-states"] / ["wilpf"]"#);
    let top = text(&["contested", OEWG, "--roll-up", "top", "--format", "csv"]);
    let short: Vec<String> = top
        .lines()
        .map(|l| l.split(',').take(3).collect::<Vec<_>>().join(","))
        .collect();
    assert_snapshot!(short.join("\n"), @r#"
    theme,support,concern
    peace-and-conflict,3,3
    people-and-rights,3,3
    protection,2,1
    un-process,2,1
    law-and-norms,5,0
    participation,4,0
    answerability,3,0
    "#);
}
