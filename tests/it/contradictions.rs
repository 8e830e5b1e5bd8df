//! Contradictions and mixed positions: by hand, and the OEWG record.

use insta::assert_snapshot;
use serde_json::json;

use crate::ask::{OEWG, SMALL, every_format, result, text};

/// Ann turned round on one claim: a contradiction, dated and quoted, and so her mixed theme
/// comes through one claim. Ben is mixed through two claims and contradicts nothing.
#[test]
fn told_apart() {
    assert_snapshot!(text(&["contradictions", SMALL]), @r#"
    A contradiction is support and concern by one stakeholder on one claim; a mixed position is support of and concern about one theme, which different claims can lead to without contradiction.
    (roll-up none)

    Opposite stances on one claim
      stakeholder  claim       how      stance   statement  cited
      ann          open-doors  changed  support  s1         2020-01-10 “keep them open” (day-1)
      ann          open-doors  changed  concern  s2         2021-03-01 “not at night” (day-2)

    Mixed positions on one theme
      stakeholder  theme     how               stance   statement  cited
      ann          openness  one claim         support  s1         2020-01-10 “keep them open” (day-1)
      ann          openness  one claim         concern  s2         2021-03-01 “not at night” (day-2)
      ben          openness  different claims  support  s3         2020-01-10 (day-1)
      ben          openness  different claims  concern  s4         2020-01-10 (day-1)
    "#);
    let found = result(&["contradictions", SMALL]);
    let ann = &found["claims"][0];
    assert_eq!(ann["when"], "changed");
    assert_eq!(ann["concern"][0]["date"], "2021-03-01");
    assert_eq!(ann["concern"][0]["quote"], "not at night");
    assert_eq!(ann["concern"][0]["source"], "day-2");
    let ben = result(&["contradictions", SMALL, "Benchmark Ltd"]);
    assert_eq!(ben["claims"], json!([]));
    assert_eq!(ben["themes"].as_array().map(Vec::len), Some(1));
}

/// Nobody contradicts itself in the OEWG meeting; Access Now alone is mixed: it asks for the
/// safety of security researchers and worries about it, through different claims.
#[test]
fn the_oewg_record() {
    every_format(&["contradictions", OEWG]);
    let found = result(&["contradictions", OEWG]);
    assert_eq!(found["claims"], json!([]));
    let mixed: Vec<String> = (found["themes"].as_array().expect("a list").iter())
        .map(|one| format!("{} {} {}", one["stakeholder"], one["theme"], one["through"]))
        .collect();
    assert_snapshot!(mixed.join("\n"), @r#""access-now" "security-researchers" "different claims""#);
}
