//! Timelines: by hand, and the OEWG record.

use insta::assert_snapshot;
use serde_json::json;

use crate::ask::{OEWG, SMALL, every_format, refused, result, text};

/// Ann changes her stance between the meetings; the note has no date and is left out.
#[test]
fn by_hand() {
    assert_snapshot!(text(&["timeline", SMALL, "--by", "year"]), @r#"
    First, last and changed stance of every stakeholder on claims and themes, day by day; the trend counts the statements on each theme by period; two windows are compared by all that was said in each.
    (by year; roll-up none; first day 2020-01-10; last day 2021-03-01)

    Trend of themes
      theme     period  support  concern
      openness  2020          2        1
      openness  2021          1        1
      safety    2020          1        0
      safety    2021          0        1

    Stances on themes
      stakeholder  theme     first day   first    last day    last     changes
      ann          openness  2020-01-10  support  2021-03-01  concern  2021-03-01: support to concern
      ben          openness  2020-01-10  mixed    2020-01-10  mixed
      ben          safety    2020-01-10  support  2020-01-10  support
      cat          openness  2021-03-01  support  2021-03-01  support
      cat          safety    2021-03-01  concern  2021-03-01  concern

    Stances on claims
      stakeholder  claim       first day   first    last day    last     changes
      ann          open-doors  2020-01-10  support  2021-03-01  concern  2021-03-01: support to concern
      ben          guards      2020-01-10  support  2020-01-10  support
      ben          open-doors  2020-01-10  support  2020-01-10  support
      cat          guards      2021-03-01  concern  2021-03-01  concern

    note: 1 statements without a date are left out
    "#);
    let found = result(&["timeline", SMALL]);
    assert_eq!(found["undated"], json!(["s6"]));
    let change = &found["claims"][0]["changes"][0];
    assert_eq!(change["after"]["statements"], json!(["s2"]));
    let mut periods: Vec<_> = (found["trend"].as_array().expect("a list").iter())
        .map(|one| one["period"].as_str().expect("a text"))
        .collect();
    periods.dedup();
    assert_eq!(periods, ["2020-01", "2021-03", "2020-01", "2021-03"]);
}

/// Two windows: what is new, gone, changed.
#[test]
fn windows() {
    let call = [
        "timeline",
        SMALL,
        "--compare",
        "..2020-12-31",
        "2021-01-01..",
    ];
    let found = result(&call);
    let shifts: Vec<String> = (found["comparison"]["shifts"]
        .as_array()
        .expect("a list")
        .iter())
    .map(|one| format!("{} {} {}", one["stakeholder"], one["id"], one["shift"]))
    .collect();
    assert_snapshot!(shifts.join("\n"), @r#"
    "ann" "open-doors" "changed"
    "ben" "guards" "gone"
    "ben" "open-doors" "gone"
    "cat" "guards" "new"
    "ann" "openness" "changed"
    "ben" "openness" "gone"
    "ben" "safety" "gone"
    "cat" "openness" "new"
    "cat" "safety" "new"
    "#);
    let shift = &found["comparison"]["shifts"][0];
    assert_eq!(shift["before"]["statements"], json!(["s1"]));
    assert_eq!(shift["after"]["stance"], "concern");
    every_format(&call);
}

/// One meeting, one day: the answer says that nothing can have changed.
#[test]
fn the_oewg_record() {
    every_format(&["timeline", OEWG, "--by", "day"]);
    let found = result(&["timeline", OEWG, "mfwa"]);
    assert_eq!(found["first"], "2020-02-12");
    let courses = found["claims"].as_array().expect("a list");
    assert_eq!(courses.len(), 6);
    assert!(
        courses
            .iter()
            .all(|one| one["changes"] == json!([]) && one["stakeholder"] == "mfwa")
    );
    let table = text(&["timeline", OEWG]);
    assert!(table.contains("note: everything was said on one day"));
}

#[test]
fn refusals() {
    assert_snapshot!(refused(&["timeline", SMALL, "--compare", "2020", "2021.."]), @r#"
    2
    error: '2020' is no window: there is no '..'
    help: write FROM..TO, such as 2020-01-01..2020-06-30, ..2019-12-31 or 2020-01-01..
    "#);
    assert_snapshot!(refused(&["timeline", SMALL, "--compare", "2021-01-01..2020-01-01", ".."]), @r#"
    2
    error: '2021-01-01..2020-01-01' is no window: it ends before it begins
    help: write FROM..TO, such as 2020-01-01..2020-06-30, ..2019-12-31 or 2020-01-01..
    "#);
    assert_snapshot!(refused(&["timeline", SMALL, "--compare", "..2020-13-01", ".."]), @r#"
    2
    error: '..2020-13-01' is no window: '2020-13-01' is no day
    help: write FROM..TO, such as 2020-01-01..2020-06-30, ..2019-12-31 or 2020-01-01..
    "#);
}
