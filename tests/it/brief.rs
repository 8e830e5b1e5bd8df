//! Sentences of briefings: when each is said, in which words, and what it takes to unsay it.

use std::collections::{BTreeMap, BTreeSet};

use plenary::brief::{findings, rules};
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
    let found = findings(&meeting(lines));
    let finding = found.iter().find(|it| it.rule == rule);
    finding.map(|it| it.say(Language::En))
}

const A: &str = "Alder ngo";
const B: &str = "Birch state";
const C: &str = "Cedar ngo";
const ARMS: &str = "claim arms War+";
const DOCKS: &str = "claim docks Trade+";

/// A rule, a record on which it is said, its words, the record with the least change with which
/// it is not said or says otherwise, and what it says then.
type Case = (
    &'static str,
    &'static [&'static str],
    &'static str,
    &'static [&'static str],
    Option<&'static str>,
);

const CASES: &[Case] = &[
    (
        "nothing-said",
        &[A, ARMS],
        "The record holds no statement, so it cannot say who stands where.",
        &[A, ARMS, "Alder + arms"],
        None,
    ),
    (
        "scope",
        &[A, B, ARMS, "Alder + arms"],
        "This briefing rests on 1 statement by 1 stakeholder on 1 claim, from 1 source.",
        &[A, B, ARMS, "Alder + arms", "Birch + arms"],
        Some("This briefing rests on 2 statements by 2 stakeholders on 1 claim, from 1 source."),
    ),
    (
        "days",
        &[A, ARMS, "Alder + arms 2030-03-12"],
        "It was made on 12 March 2030.",
        &[A, ARMS, "Alder + arms"],
        None,
    ),
    (
        "days",
        &[
            A,
            ARMS,
            "Alder + arms 2030-03-12",
            "Alder + arms 2030-03-01",
        ],
        "They were made between 1 March 2030 and 12 March 2030.",
        &[
            A,
            ARMS,
            "Alder + arms 2030-03-12",
            "Alder + arms 2030-03-12",
        ],
        Some("All were made on 12 March 2030."),
    ),
    (
        "days",
        &[A, ARMS, "Alder + arms 2030-03-12", "Alder + arms"],
        "1 was made on 12 March 2030; the record gives no date for the other 1.",
        &[
            A,
            ARMS,
            "Alder + arms 2030-03-12",
            "Alder + arms 2030-03-01",
            "Alder + arms",
        ],
        Some(
            "2 were made between 1 March 2030 and 12 March 2030; the record gives no date for the other 1.",
        ),
    ),
    (
        "balance",
        &[A, B, ARMS, "Alder + arms", "Birch - arms"],
        "1 supports a claim and 1 raises a concern about one.",
        &[A, B, ARMS, "Alder + arms", "Birch + arms"],
        Some("All of them support a claim; no concern is on record."),
    ),
    (
        "balance",
        &[A, ARMS, "Alder - arms"],
        "The one statement raises a concern; no support is on record.",
        &[A, ARMS, "Alder + arms"],
        Some("The one statement supports a claim; no concern is on record."),
    ),
    (
        "disputed-claim",
        &[A, B, ARMS, "Alder + arms", "Birch - arms"],
        "Stakeholders disagree directly on the one claim of the record, “Arms”: it is supported \
         by Alder, and a concern about it is raised by Birch.",
        &[A, B, ARMS, "Alder + arms", "Birch + arms"],
        None,
    ),
    (
        // Who is on both sides alone disagrees with nobody.
        "disputed-claim",
        &[
            A,
            B,
            C,
            ARMS,
            DOCKS,
            "Alder + arms",
            "Birch - arms",
            "Cedar - arms",
            "Cedar + docks",
        ],
        "Stakeholders disagree directly on only one of the 2 claims, “Arms”: it is supported by \
         Alder, and concerns about it are raised by Birch and Cedar.",
        &[A, ARMS, "Alder + arms", "Alder - arms"],
        None,
    ),
    (
        "disputed-claim",
        &[
            A,
            B,
            ARMS,
            DOCKS,
            "Alder + arms",
            "Birch - arms",
            "Alder - docks",
            "Birch + docks",
        ],
        "Stakeholders disagree directly on 2 of the 2 claims. The most contested is “Arms”: it \
         is supported by Alder, and a concern about it is raised by Birch.",
        &[
            A,
            B,
            ARMS,
            DOCKS,
            "Alder + arms",
            "Birch - arms",
            "Alder + docks",
            "Birch + docks",
        ],
        Some(
            "Stakeholders disagree directly on only one of the 2 claims, “Arms”: it is supported \
             by Alder, and a concern about it is raised by Birch.",
        ),
    ),
    (
        "no-disputed-claim",
        &[A, B, ARMS, "Alder + arms", "Birch + arms"],
        "1 claim is taken up by more than one stakeholder, without anybody supporting what \
         another is concerned about.",
        &[A, B, ARMS, "Alder + arms", "Birch - arms"],
        None,
    ),
    (
        "contested-theme",
        &[A, B, ARMS, "Alder + arms", "Birch - arms"],
        "The one contested theme is “War”: statements by Alder speak for it, and statements by \
         Birch raise concerns about it.",
        &[A, B, ARMS, "Alder + arms", "Birch + arms"],
        None,
    ),
    (
        // One that is on both sides, by different claims, makes no dispute with another.
        "contested-theme",
        &[
            A,
            B,
            ARMS,
            DOCKS,
            "Alder + arms",
            "Birch - arms",
            "Alder - docks",
            "Birch + docks",
        ],
        "2 themes are contested. The most contested is “Trade”: statements by Birch speak for \
         it, and statements by Alder raise concerns about it.",
        &[
            A,
            B,
            "claim arms War+",
            "claim docks War-",
            "Alder + arms",
            "Alder + docks",
            "Birch - arms",
        ],
        None,
    ),
    (
        "common-ground",
        &[A, B, ARMS, "Alder + arms", "Birch + arms"],
        "“War” finds support from 2 stakeholders of more than one kind (NGOs and states), and \
         nobody raises a concern about it.",
        &[A, "Birch ngo", ARMS, "Alder + arms", "Birch + arms"],
        Some(
            "“War” finds support from 2 stakeholders, all of one kind (NGOs), and nobody raises \
             a concern about it.",
        ),
    ),
    (
        "common-ground",
        &[
            A,
            B,
            "claim arms War+ Peace+",
            "Alder + arms",
            "Birch + arms",
        ],
        "“Peace” and “War” each find support from 2 stakeholders of more than one kind (NGOs and \
         states), and nobody raises a concern about them.",
        &[
            A,
            B,
            "claim arms War+ Peace+",
            "Alder + arms",
            "Birch - arms",
        ],
        None,
    ),
    (
        "bridging-claim",
        &[A, B, ARMS, "Alder + arms", "Birch + arms"],
        "One claim is supported by stakeholders of different kinds and meets no concern: \
         “Arms”, supported by Alder and Birch.",
        &[
            A,
            B,
            C,
            ARMS,
            "Alder + arms",
            "Birch + arms",
            "Cedar - arms",
        ],
        None,
    ),
    (
        "bridging-claim",
        &[
            A,
            B,
            ARMS,
            DOCKS,
            "Alder + arms",
            "Birch + arms",
            "Alder + docks",
            "Birch + docks",
        ],
        "2 claims are supported by stakeholders of different kinds and meet no concern, among \
         them “Arms”, supported by Alder and Birch.",
        &[
            A,
            "Birch ngo",
            ARMS,
            DOCKS,
            "Alder + arms",
            "Birch + arms",
            "Alder + docks",
            "Birch + docks",
        ],
        None,
    ),
    (
        "shared-concern",
        &[A, B, ARMS, "Alder - arms", "Birch - arms"],
        "Concern without support is widest about “War”: it is raised by Alder and Birch.",
        &[A, B, ARMS, "Alder - arms", "Birch + arms"],
        None,
    ),
    (
        "shared-concern",
        &[
            A,
            B,
            "claim arms War+ Peace+",
            "Alder - arms",
            "Birch - arms",
        ],
        "Concern without support is widest about “Peace” and “War”, each raised by 2 stakeholders.",
        &[A, B, "claim arms War+ Peace+", "Alder - arms"],
        None,
    ),
    (
        "closest-pair",
        &[
            A,
            B,
            C,
            ARMS,
            DOCKS,
            "Alder + arms",
            "Birch + arms",
            "Alder - docks",
            "Birch - docks",
            "Cedar + arms",
        ],
        "No two stakeholders agree on more claims than Alder and Birch: they agree on 2 and \
         differ on none.",
        &[
            A,
            B,
            C,
            ARMS,
            DOCKS,
            "Alder + arms",
            "Birch + arms",
            "Alder - docks",
            "Birch + docks",
            "Cedar + arms",
        ],
        None,
    ),
    (
        "closest-pair",
        &[
            A,
            B,
            C,
            ARMS,
            DOCKS,
            "claim piers Trade+",
            "Alder + arms",
            "Birch + arms",
            "Alder - docks",
            "Birch - docks",
            "Alder - piers",
            "Birch + piers",
            "Cedar + arms",
        ],
        "No two stakeholders agree on more claims than Alder and Birch: they agree on 2 and \
         differ on 1.",
        &[
            A,
            B,
            C,
            ARMS,
            DOCKS,
            "Alder + arms",
            "Birch + arms",
            "Alder - docks",
            "Birch - docks",
            "Cedar + arms",
            "Cedar - docks",
        ],
        None,
    ),
    (
        "groups",
        &TWO_GROUPS,
        "Groups come out clearly by what their members agree on: Alder and Birch; Cedar and Doves.",
        &ONE_SHARED,
        None,
    ),
    (
        "groups-are-noise",
        &ONE_SHARED,
        "Groups cannot be told apart in this record. Some stakeholders that the analysis puts \
         together agree on fewer than 3 claims. Do not read groups in the pictures as coalitions.",
        &TWO_GROUPS,
        None,
    ),
    (
        "stands",
        &[A, B, ARMS, DOCKS, "Alder + arms", "Birch + docks"],
        "When support is weighed against concerns and challenges by five rules, 2 of the 2 \
         claims spoken on stand under every rule and 0 under none; no verdict depends on the \
         choice of rule.",
        &[A, B, ARMS, DOCKS, "Alder + arms", "Birch - docks"],
        Some(
            "When support is weighed against concerns and challenges by five rules, 1 of the 2 \
             claims spoken on stands under every rule and 1 under none; no verdict depends on \
             the choice of rule.",
        ),
    ),
    (
        "stands",
        &[A, ARMS, "Alder + arms"],
        "When support is weighed against concerns and challenges by five rules, the one claim \
         spoken on stands under every rule.",
        &[A, ARMS, "Alder - arms"],
        Some(
            "When support is weighed against concerns and challenges by five rules, the one \
             claim spoken on stands under none.",
        ),
    ),
    (
        "single-statement",
        &[A, B, ARMS, DOCKS, "Alder + arms", "Birch + docks"],
        "For 2 of the 2 claims the verdict would change if a single statement were withdrawn.",
        &[A, B, ARMS, "Alder + arms", "Birch + arms"],
        None,
    ),
    (
        "single-statement",
        &[A, ARMS, "Alder + arms"],
        "The verdict on the one claim would change if a single statement were withdrawn.",
        &[A, ARMS, "Alder - arms"],
        None,
    ),
    (
        "open-concerns",
        &[
            A,
            B,
            ARMS,
            DOCKS,
            "claim piers Trade+",
            "Alder - arms",
            "Birch + docks",
            "docks attacks piers",
        ],
        "One claim meets only concern, and no claim that somebody supports is on record as a \
         challenge to it.",
        &[
            A,
            B,
            ARMS,
            DOCKS,
            "claim piers Trade+",
            "Alder - arms",
            "Birch + docks",
            "docks attacks arms",
        ],
        Some(
            "The one claim that meets only concern is challenged on record by a claim that \
             somebody supports.",
        ),
    ),
    (
        "open-concerns",
        &[
            A,
            B,
            ARMS,
            DOCKS,
            "claim piers Trade+",
            "Alder - arms",
            "Alder - piers",
            "Birch + docks",
            "docks attacks piers",
        ],
        "2 claims meet only concern; for 1 of them no claim that somebody supports is on record \
         as a challenge.",
        &[
            A,
            B,
            ARMS,
            DOCKS,
            "claim piers Trade+",
            "Alder - arms",
            "Alder - piers",
            "Birch - docks",
            "docks attacks piers",
        ],
        Some(
            "3 claims meet only concern, and no claim that somebody supports is on record as a \
             challenge to any of them.",
        ),
    ),
    (
        // Without a challenge on record nothing could be answered, and nothing is said.
        "open-concerns",
        &[
            A,
            B,
            ARMS,
            DOCKS,
            "Alder - arms",
            "Birch + docks",
            "docks attacks arms",
        ],
        "The one claim that meets only concern is challenged on record by a claim that somebody \
         supports.",
        &[
            A,
            B,
            ARMS,
            DOCKS,
            "Alder - arms",
            "Birch + docks",
            "docks backs arms",
        ],
        None,
    ),
    (
        "changed-stance",
        &[
            A,
            ARMS,
            "Alder - arms 2030-01-01",
            "Alder + arms 2030-02-01",
        ],
        "Alder turned from concern to support on “Arms”.",
        &[
            A,
            ARMS,
            "Alder - arms 2030-02-01",
            "Alder + arms 2030-02-01",
        ],
        None,
    ),
    (
        "changed-stance",
        &[
            A,
            ARMS,
            "Alder + arms 2030-01-01",
            "Alder - arms 2030-02-01",
        ],
        "Alder turned from support to concern on “Arms”.",
        &[
            A,
            B,
            ARMS,
            "Alder + arms 2030-01-01",
            "Alder - arms 2030-02-01",
            "Birch + arms 2030-01-01",
            "Birch - arms 2030-02-01",
        ],
        Some("A stance was reversed in 2 cases, by Alder and Birch; the first concerns “Arms”."),
    ),
    (
        "both-stances",
        &[
            A,
            ARMS,
            "Alder - arms 2030-01-01",
            "Alder + arms 2030-01-01",
        ],
        "Both support and concern are on record from Alder on “Arms”.",
        &[
            A,
            ARMS,
            "Alder - arms 2030-01-01",
            "Alder + arms 2030-02-01",
        ],
        None,
    ),
    (
        "both-stances",
        &[
            A,
            ARMS,
            DOCKS,
            "Alder - arms",
            "Alder + arms",
            "Alder - docks",
            "Alder + docks",
        ],
        "Both support and concern are on record from one stakeholder in 2 cases (Alder), among \
         them on “Arms”.",
        &[A, ARMS, DOCKS, "Alder - arms", "Alder + docks"],
        None,
    ),
    (
        "both-sides",
        &[A, ARMS, "claim docks War-", "Alder + arms", "Alder + docks"],
        "Statements by Alder fall on both sides of “War”, by way of different claims; that need \
         not be a contradiction.",
        &[A, ARMS, "claim docks War-", "Alder + arms", "Alder - docks"],
        None,
    ),
    (
        "both-sides",
        &[
            A,
            B,
            ARMS,
            "claim docks War-",
            "Alder + arms",
            "Alder + docks",
            "Birch + arms",
            "Birch + docks",
        ],
        "In 2 cases statements by one stakeholder fall on both sides of a theme, by way of \
         different claims, as those by Alder on “War”; that need not be a contradiction.",
        // Both stances on one claim are a contradiction, which another rule tells.
        &[A, ARMS, "Alder + arms", "Alder - arms"],
        None,
    ),
    (
        "one-voice",
        &[A, B, ARMS, DOCKS, "Alder + arms", "Birch + docks"],
        "2 of the 2 claims are heard from one stakeholder only. What is said of them repeats one \
         voice.",
        &[
            A,
            B,
            ARMS,
            DOCKS,
            "Alder + arms",
            "Birch + docks",
            "Birch + arms",
        ],
        None,
    ),
    (
        "one-sided",
        &[
            A,
            B,
            ARMS,
            DOCKS,
            "claim piers Trade+",
            "claim quays Trade+",
            "Alder + arms",
            "Alder + docks",
            "Alder + piers",
            "Alder + quays",
        ],
        "4 of the 4 claims are heard from one side only. The other side may have spoken where \
         this record does not reach.",
        &[
            A,
            B,
            ARMS,
            DOCKS,
            "claim piers Trade+",
            "claim quays Trade+",
            "Alder + arms",
            "Alder + docks",
            "Alder + piers",
            "Alder + quays",
            "Birch - arms",
        ],
        None,
    ),
    (
        "few-speakers",
        &[A, ARMS, "Alder + arms"],
        "Only 1 stakeholder speaks. Differences of one or two are no finding.",
        &TEN_SPEAK,
        None,
    ),
    (
        "loudest",
        &[
            A,
            B,
            ARMS,
            DOCKS,
            "Alder + arms",
            "Alder + docks",
            "Birch + arms",
        ],
        "2 of the 3 statements are by Alder. Counts of statements reflect who spoke at length.",
        &[
            A,
            B,
            ARMS,
            DOCKS,
            "Alder + arms",
            "Alder + docks",
            "Birch + arms",
            "Birch + docks",
        ],
        None,
    ),
    (
        "one-source",
        &[
            A,
            ARMS,
            "Alder + arms",
            "Alder + arms",
            "Alder + arms in other",
        ],
        "2 of the 3 statements come from one source, “Minutes”.",
        &[A, ARMS, "Alder + arms", "Alder + arms in other"],
        None,
    ),
    (
        "unnamed",
        &[
            "Alder state unnamed by Birch",
            B,
            ARMS,
            "Alder + arms",
            "Birch - arms",
        ],
        "The source does not name who is behind Alder; what they hold is on record only as \
         reported by Birch.",
        &[
            "Alder state unnamed",
            B,
            ARMS,
            "Alder + arms",
            "Birch - arms",
        ],
        Some("The source does not name who is behind Alder."),
    ),
    (
        "unnamed",
        &[
            "Alder state unnamed",
            "Birch state unnamed",
            ARMS,
            "Alder + arms",
            "Birch - arms",
        ],
        "The source does not name who is behind 2 entries: Alder and Birch.",
        &[A, B, ARMS, "Alder + arms", "Birch - arms"],
        None,
    ),
    (
        "silent",
        &[A, B, ARMS, "Alder + arms"],
        "1 stakeholder of the record has no statement and appears in no count: Birch. Silence \
         is not neutrality.",
        &[A, B, ARMS, "Alder + arms", "Birch + arms"],
        None,
    ),
];

const TWO_GROUPS: [&str; 44] = [
    "Alder ngo",
    "Birch state",
    "Cedar ngo",
    "Doves ngo",
    "claim a1 War+",
    "claim a2 War+",
    "claim a3 War+",
    "claim a4 War+",
    "claim a5 War+",
    "claim b1 War+",
    "claim b2 War+",
    "claim b3 War+",
    "claim b4 War+",
    "claim b5 War+",
    "Alder + a1",
    "Alder + a2",
    "Alder + a3",
    "Alder + a4",
    "Alder + a5",
    "Birch + a1",
    "Birch + a2",
    "Birch + a3",
    "Birch + a4",
    "Birch + a5",
    "Cedar + b1",
    "Cedar + b2",
    "Cedar + b3",
    "Cedar + b4",
    "Cedar + b5",
    "Doves + b1",
    "Doves + b2",
    "Doves + b3",
    "Doves + b4",
    "Doves + b5",
    // Said twice, so that hardly a draw is without them.
    "Alder + a1",
    "Birch + a1",
    "Alder + a2",
    "Birch + a2",
    "Alder + a3",
    "Cedar + b1",
    "Doves + b1",
    "Cedar + b2",
    "Doves + b2",
    "Cedar + b3",
];

const ONE_SHARED: [&str; 10] = [
    "Alder ngo",
    "Birch state",
    "Cedar ngo",
    "Doves ngo",
    "claim a1 War+",
    "claim b1 War+",
    "Alder + a1",
    "Birch + a1",
    "Cedar + b1",
    "Doves + b1",
];

const TEN_SPEAK: [&str; 21] = [
    "A1 ngo",
    "A2 ngo",
    "A3 ngo",
    "A4 ngo",
    "A5 ngo",
    "A6 ngo",
    "A7 ngo",
    "A8 ngo",
    "A9 ngo",
    "A10 ngo",
    "claim arms War+",
    "A1 + arms",
    "A2 + arms",
    "A3 + arms",
    "A4 + arms",
    "A5 + arms",
    "A6 + arms",
    "A7 + arms",
    "A8 + arms",
    "A9 + arms",
    "A10 + arms",
];

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

/// Texts that no small record brings about.
const UNTRIED: &[&str] = &[
    "rule.stands.undetermined",
    "rule.stands.one-depends",
    "rule.stands.some-depend",
    "rule.groups-are-noise.fall",
    "rule.groups-are-noise.swing",
    "rule.groups.everyone",
    "rule.groups.one",
    "rule.groups.several-and-alone",
    "rule.contested-theme.one",
];

#[test]
fn every_text_of_a_rule_is_tried() {
    let records = CASES.iter().flat_map(|case| [case.1, case.3]);
    let mut tried = BTreeSet::new();
    for lines in records {
        tried.extend(
            findings(&meeting(lines))
                .iter()
                .map(|it| it.text.to_owned()),
        );
    }
    let words = crate::read("src/brief/words/en.txt");
    let keys = words.lines().filter_map(|line| line.split_once(" = "));
    let all = keys
        .map(|(key, _)| key)
        .filter(|key| key.starts_with("rule."));
    let left: Vec<&str> = all
        .filter(|key| !tried.contains(*key) && !UNTRIED.contains(key))
        .collect();
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
    let found = findings(&record);
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
    let found = findings(&record);
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
