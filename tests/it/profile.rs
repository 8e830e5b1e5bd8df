//! Profiles: by hand, and the OEWG record.

use insta::assert_snapshot;
use serde_json::json;

use crate::ask::{OEWG, SMALL, every_format, refused, result, text};

/// On openness Ann and Ben both lean 0, Cat leans 1; on safety Ben and Cat are opposite.
#[test]
fn by_hand() {
    let found = result(&["profile", SMALL, "ben"]);
    let ben = &found["profiles"][0];
    assert_eq!(ben["nearest"], json!(["ann"]));
    assert_eq!(ben["farthest"], json!(["cat"]));
    assert_eq!(ben["others"][0]["distance"], 0.0);
    assert_eq!(ben["others"][1]["distance"], (0.5 + 1.0) / 2.0);
    assert_eq!(ben["support"], json!(["s3", "s4"]));
    assert_eq!(ben["positions"][0]["stance"], "mixed");
    assert_eq!(ben["mixed"][0]["through"], "different claims");
    // Others speak of guards and of safety, but none supports them.
    let alone: Vec<String> = (ben["alone"].as_array().expect("a list").iter())
        .map(|item| {
            format!(
                "{} {} {} {}",
                item["id"], item["stance"], item["how"], item["against"]
            )
        })
        .collect();
    assert_snapshot!(alone.join("\n"), @r#"
    "guards" "support" "only with this stance" ["s5"]
    "safety" "support" "only with this stance" ["s5"]
    "#);
}

/// A stakeholder that says nothing has a profile when asked for, and nothing in it.
#[test]
fn silence() {
    let found = result(&["profile", SMALL, "dan"]);
    let dan = &found["profiles"][0];
    assert_eq!(dan["positions"], json!([]));
    assert_eq!(dan["nearest"], json!([]));
    let all = result(&["profile", SMALL]);
    assert_eq!(all["profiles"].as_array().map(Vec::len), Some(3));
}

/// APC agrees with everyone it shares a theme with, but for the researchers' safety, on which
/// Access Now stands on both sides.
#[test]
fn apc() {
    every_format(&["profile", OEWG, "apc"]);
    let table = text(&["profile", OEWG, "apc"]);
    let part = |from: &str, to: &str| {
        let (from, to) = (
            table.find(from).expect("there"),
            table.find(to).expect("there"),
        );
        table[from..to].trim_end().to_owned()
    };
    assert_snapshot!(part("Others, nearest first", "Alone"), @r#"
    Others, nearest first
      stakeholder  other           distance  shared themes  which
      apc          ict4peace              0              5  accountability information-sharing multistakeholder norms...
      apc          mfwa                   0              5  accountability criminalisation human-rights international...
      apc          icc                    0              3  international-law multistakeholder norms
      apc          access-now        0.0833              8  criminalisation human-centric human-rights ihl internatio...
      apc          several-states         -              0
      apc          wilpf                  -              0
    "#);
    assert_snapshot!(table.lines().last().unwrap_or_default(), @"note: apc (Association for Progressive Communications, ngo): 13 statements, nearest ict4peace, mfwa, icc (distance 0.00), farthest access-now (distance 0.08)");
}

#[test]
fn refusals() {
    assert_snapshot!(refused(&["profile", OEWG, "ict4peece"]), @r#"
    2
    error: no stakeholder is called 'ict4peece'
    help: did you mean 'ict4peace'?
    "#);
}
