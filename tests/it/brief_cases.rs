//! The cases of `brief.rs`, one or more for each rule. Over 600 lines: it is one table.

pub(crate) const A: &str = "Alder ngo";
pub(crate) const B: &str = "Birch state";
pub(crate) const C: &str = "Cedar ngo";
pub(crate) const ARMS: &str = "claim arms War+";
pub(crate) const DOCKS: &str = "claim docks Trade+";

/// A rule, a record on which it is said, its words, the record with the least change with which
/// it is not said or says otherwise, and what it says then.
pub(crate) type Case = (
    &'static str,
    &'static [&'static str],
    &'static str,
    &'static [&'static str],
    Option<&'static str>,
);

pub(crate) const CASES: &[Case] = &[
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
        "groups",
        &ALL_TOGETHER,
        "By what they agree on, all stakeholders form one group: Alder and Birch.",
        &TWO_SHARED,
        None,
    ),
    (
        "groups",
        &ONE_GROUP,
        "One group comes out clearly by what its members agree on: Alder and Birch. Outside of it \
         is Cedar.",
        &ALL_TOGETHER,
        Some("By what they agree on, all stakeholders form one group: Alder and Birch."),
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
        "groups",
        &TWO_AND_ALONE,
        "Groups come out clearly by what their members agree on: Alder and Birch; Cedar and Doves. \
         In no group is Elder.",
        &TWO_GROUPS,
        Some(
            "Groups come out clearly by what their members agree on: Alder and Birch; Cedar and \
             Doves.",
        ),
    ),
    (
        "groups-are-noise",
        &[
            A,
            "Birch ngo",
            C,
            ARMS,
            "Cedar - arms",
            "Birch - arms",
            "Alder - arms",
            "Cedar + arms",
        ],
        "Groups cannot be told apart in this record. When its statements are drawn again at random, \
         some stakeholders that the analysis puts together stay together in only 70% of cases. Do \
         not read groups in the pictures as coalitions.",
        &[A, "Birch ngo", C, ARMS, "Cedar - arms"],
        None,
    ),
    (
        "groups-are-noise",
        &[
            A,
            "Birch ngo",
            C,
            "Doves ngo",
            "Elder ngo",
            ARMS,
            "Cedar + arms",
            "Alder - arms",
            "Elder - arms",
            "Alder + arms",
            "Doves + arms",
        ],
        "Groups cannot be told apart in this record. When its statements are drawn again at random, \
         some stakeholders are with another group about as often as with their own. Do not read \
         groups in the pictures as coalitions.",
        &[A, "Birch ngo", C, ARMS, "Cedar + arms", "Alder - arms"],
        None,
    ),
    (
        "stands",
        &[A, B, ARMS, "Alder + arms", "Birch + arms", "Alder - arms"],
        "When support is weighed against concerns and challenges by five rules, the verdict on the \
         one claim spoken on depends on the choice of rule.",
        &[A, B, ARMS, "Alder + arms", "Birch + arms"],
        Some(
            "When support is weighed against concerns and challenges by five rules, the one claim \
             spoken on stands under every rule.",
        ),
    ),
    (
        "stands",
        &[
            A,
            B,
            ARMS,
            DOCKS,
            "Alder + arms",
            "Birch + arms",
            "Alder - arms",
            "Birch - docks",
        ],
        "When support is weighed against concerns and challenges by five rules, 0 of the 2 claims \
         spoken on stand under every rule and 1 under none; for 1 the verdict depends on the choice \
         of rule.",
        &[
            A,
            B,
            ARMS,
            DOCKS,
            "Alder + arms",
            "Birch + arms",
            "Birch - docks",
        ],
        Some(
            "When support is weighed against concerns and challenges by five rules, 1 of the 2 \
             claims spoken on stands under every rule and 1 under none; no verdict depends on the \
             choice of rule.",
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

pub(crate) const TWO_GROUPS: [&str; 44] = [
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

pub(crate) const ALL_TOGETHER: [&str; 15] = [
    "Alder ngo",
    "Birch state",
    "claim a1 War+",
    "claim a2 War+",
    "claim a3 War+",
    "claim a4 War+",
    "claim a5 War+",
    "Alder + a1",
    "Alder + a2",
    "Alder + a3",
    "Alder + a4",
    "Alder + a5",
    "Birch + a1",
    "Birch + a2",
    "Birch + a3",
];
pub(crate) const TWO_SHARED: [&str; 6] = [
    "Alder ngo",
    "Birch state",
    "claim a1 War+",
    "claim a2 War+",
    "Alder + a1",
    "Birch + a1",
];
pub(crate) const ONE_GROUP: [&str; 20] = [
    "Alder ngo",
    "Birch state",
    "Cedar ngo",
    "claim a1 War+",
    "claim a2 War+",
    "claim a3 War+",
    "claim a4 War+",
    "claim a5 War+",
    "claim c1 War+",
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
    "Cedar + c1",
];
pub(crate) const TWO_AND_ALONE: [&str; 47] = {
    let mut all = [""; 47];
    let mut at = 0;
    while at < TWO_GROUPS.len() {
        all[at] = TWO_GROUPS[at];
        at += 1;
    }
    all[44] = "Elder ngo";
    all[45] = "claim e1 War+";
    all[46] = "Elder + e1";
    all
};

pub(crate) const ONE_SHARED: [&str; 10] = [
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

pub(crate) const TEN_SPEAK: [&str; 21] = [
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
