//! The folder of an exported pol.is conversation.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Import;
use super::draft::Draft;
use super::table::{Table, base, table};
use super::text::one_line;
use crate::model::{ClaimId, SourceId, StakeholderId, StakeholderKind, Stance};
use crate::read::Input;
use crate::read::codes::Code;
use crate::read::problem::Problem;

/// What each file of an export is, by how its name ends.
const FILES: [(&str, Part); 8] = [
    ("participants-votes.csv", Part::Matrix),
    ("participant-votes.csv", Part::Matrix),
    ("votes.csv", Part::Votes),
    ("comments.csv", Part::Comments),
    ("summary.csv", Part::Summary),
    ("stats-history.csv", Part::History),
    ("comment-groups.csv", Part::Derived),
    ("comment-clusters.csv", Part::Derived),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Matrix,
    Votes,
    Comments,
    Summary,
    History,
    Derived,
}

fn part(name: &str) -> Option<Part> {
    let name = base(name);
    FILES
        .iter()
        .find(|(end, _)| name.ends_with(end))
        .map(|(_, part)| *part)
}

/// Whether files are an export: comments, and votes in one of their two forms.
pub(crate) fn is_export(names: &[&str]) -> bool {
    let has = |wanted: &[Part]| {
        names
            .iter()
            .filter_map(|name| part(name))
            .any(|one| wanted.contains(&one))
    };
    has(&[Part::Comments]) && has(&[Part::Votes, Part::Matrix])
}

/// A vote as it counts: which way, and when.
struct Vote {
    value: i8,
    time: Option<i64>,
    place: String,
}

type Key = (String, String);

/// Reads one export: comments are claims (`comment-7`), participants stakeholders
/// (`participant-3`, kind individual, with `group` and `xid`), and each participant's last vote
/// on a comment a statement: 1 is support, -1 concern. Passes (0) are no stance.
///
/// Votes come from `votes.csv`, which has their time; what is only in `participants-votes.csv`
/// is added. Who wrote a comment and how it was moderated stay in the claim's remark; columns
/// of moderation may be missing. Files of other programs beside it are told.
pub fn polis(inputs: Vec<Input>) -> Import {
    let mut draft = Draft::default();
    let mut tables: Vec<(Part, Table)> = Vec::new();
    for input in inputs {
        match part(&input.name) {
            Some(Part::Summary) => {
                if let Some(found) = summary(input, &mut draft) {
                    tables.push((Part::Summary, found));
                }
            }
            Some(Part::Derived) => {
                let note = "files of groups of comments follow from the votes and were not read";
                draft.tally.note(note);
            }
            Some(kind) => tables.extend(table(input, &mut draft).map(|table| (kind, table))),
            None => draft.tally.lost(
                "other files",
                "they are no part of an export",
                base(&input.name),
            ),
        }
    }
    if !draft.problems.is_empty() {
        return draft.finish();
    }
    let find = |part: Part| {
        tables
            .iter()
            .find(|(one, _)| *one == part)
            .map(|(_, table)| table)
    };
    let (Some(comments), true) = (
        find(Part::Comments),
        find(Part::Votes).or(find(Part::Matrix)).is_some(),
    ) else {
        let message = "a pol.is export has comments.csv, and votes.csv or participants-votes.csv";
        draft
            .problems
            .push(Problem::new(Code::BadExchange, message).help("import the whole folder"));
        return draft.finish();
    };
    let source = about(&mut draft, find(Part::Summary));
    let claims = claims(&mut draft, comments);
    let (votes, flipped) = votes(&mut draft, find(Part::Votes), find(Part::Matrix), comments);
    let people = people(&mut draft, find(Part::Matrix), &votes);
    state(&mut draft, &votes, flipped, (&people, &claims), &source);
    if let Some(history) = find(Part::History) {
        let why = "a record has no counts over time";
        draft.tally.lost_n(
            "rows of stats-history",
            why,
            history.rows.len(),
            history.name.clone(),
        );
    }
    draft.finish()
}

/// `summary.csv` is pairs of key and value, without a head.
fn summary(input: Input, draft: &mut Draft) -> Option<Table> {
    let mut bytes = b"key,value\n".to_vec();
    bytes.extend(
        input
            .bytes
            .strip_prefix(b"\xEF\xBB\xBF")
            .unwrap_or(&input.bytes),
    );
    table(
        Input {
            bytes,
            name: input.name,
        },
        draft,
    )
}

fn about(draft: &mut Draft, summary: Option<&Table>) -> SourceId {
    let of = |key: &str| {
        let rows = summary.map_or(&[][..], |table| &table.rows);
        let row = rows
            .iter()
            .find(|row| row.get(Some(0)).eq_ignore_ascii_case(key));
        row.map(|row| one_line(row.get(Some(1))))
            .filter(|text| !text.is_empty())
    };
    let title = of("topic").unwrap_or_else(|| "pol.is conversation".to_owned());
    let source = draft.source(&title);
    draft.parts.title = Some(draft.parts.sources[0].title.clone());
    let url = of("url");
    let good = url.clone().filter(|url| super::text::is_web_address(url));
    if url.is_some() && good.is_none() {
        draft
            .tally
            .lost("address", "it is no web address", "summary.csv");
    }
    draft.parts.sources[0].url = good;
    draft.parts.sources[0].comment = of("conversation-description");
    let counted = [
        "views",
        "commenters",
        "groups",
        "voters",
        "voters-in-conv",
        "comments",
        "visitors",
    ];
    let n = counted.iter().filter(|key| of(key).is_some()).count();
    draft.tally.lost_n(
        "totals of the summary",
        "they are counts; 'plenary analyse' makes them anew",
        n,
        "summary.csv",
    );
    source
}

fn claims(draft: &mut Draft, comments: &Table) -> BTreeMap<String, ClaimId> {
    draft.tally.expect("comments", Some("claims"));
    let id = comments.column(&["comment-id", "tid"]);
    let body = comments.column(&["comment-body", "txt", "comment", "body"]);
    let mut claims = BTreeMap::new();
    let known = [
        "timestamp",
        "datetime",
        "comment-id",
        "tid",
        "comment-body",
        "txt",
        "comment",
        "body",
        "agrees",
        "disagrees",
        "passes",
        "importance",
        "group-informed-consensus",
    ];
    let others: Vec<usize> = (0..comments.head.len())
        .filter(|&at| {
            !known
                .iter()
                .any(|name| comments.head[at].eq_ignore_ascii_case(name))
        })
        .collect();
    for row in &comments.rows {
        let number = row.get(id).to_owned();
        if number.is_empty() {
            draft
                .tally
                .skipped("comments", "it has no comment-id", comments.place(row));
            continue;
        }
        if claims.contains_key(&number) {
            draft.tally.skipped(
                "comments",
                "its number stands there before",
                comments.place(row),
            );
            continue;
        }
        let claim = draft.claim(Some(&format!("comment {number}")), row.get(body));
        let said = others.iter().filter(|&&at| !row.get(Some(at)).is_empty());
        let said: Vec<String> = said
            .map(|&at| format!("{} {}", comments.head[at], row.get(Some(at))))
            .collect();
        if let Some(last) = draft.last_claim().filter(|_| !said.is_empty()) {
            last.comment = Some(one_line(&said.join("; ")));
        }
        draft.tally.kept("comments");
        claims.insert(number, claim);
    }
    let n = comments.rows.len();
    for names in [
        &["timestamp", "datetime"][..],
        &["agrees", "disagrees", "passes"],
        &["group-informed-consensus"],
    ] {
        if comments.column(names).is_some() {
            let why = match names[0] {
                "timestamp" => "claims have no date",
                _ => "they follow from the votes",
            };
            draft.tally.lost_n(
                &format!("{} of comments", names.join(", ")),
                why,
                n,
                comments.name.clone(),
            );
        }
    }
    claims
}

/// The votes that count, and whether the file has agreeing as -1.
fn votes(
    draft: &mut Draft,
    list: Option<&Table>,
    matrix: Option<&Table>,
    comments: &Table,
) -> (BTreeMap<Key, Vote>, bool) {
    let mut votes: BTreeMap<Key, Vote> = BTreeMap::new();
    draft.tally.expect("votes", Some("statements"));
    let mut sums = [0_i64; 2];
    if let Some(list) = list {
        let column = |names: &[&str]| list.column(names);
        let (who, what) = (
            column(&["voter-id", "participant", "pid"]),
            column(&["comment-id", "tid"]),
        );
        let (which, time) = (column(&["vote"]), column(&["timestamp", "created"]));
        for row in &list.rows {
            let key = (row.get(who).to_owned(), row.get(what).to_owned());
            let Some(value) =
                sign(row.get(which)).filter(|_| !key.0.is_empty() && !key.1.is_empty())
            else {
                draft.tally.skipped(
                    "votes",
                    "it lacks voter, comment, or a vote of 1, 0 or -1",
                    list.place(row),
                );
                continue;
            };
            match value {
                1 => sums[0] += 1,
                -1 => sums[1] += 1,
                _ => {}
            }
            let time: Option<i64> = row.get(time).parse().ok();
            let vote = Vote {
                value,
                time,
                place: list.place(row),
            };
            const OLD: &str = "a later vote of the participant on the comment replaced it";
            match votes.get(&key) {
                Some(old) if old.time > time => draft.tally.repeated("votes", OLD, vote.place),
                old => {
                    if let Some(old) = old {
                        draft.tally.repeated("votes", OLD, old.place.clone());
                    }
                    votes.insert(key, vote);
                }
            }
        }
        if time.is_some() {
            draft.tally.lost_n(
                "times of day of votes",
                "a record has days",
                votes.len(),
                list.name.clone(),
            );
        }
    }
    // The database has the opposite sign, and some files were taken from it.
    let counted = |names: &[&str]| -> Option<i64> {
        let column = comments.column(names)?;
        Some(
            comments
                .rows
                .iter()
                .filter_map(|row| row.get(Some(column)).parse::<i64>().ok())
                .sum(),
        )
    };
    let flipped = counted(&["agrees"])
        .zip(counted(&["disagrees"]))
        .is_some_and(|(yes, no)| list.is_some() && yes != no && sums == [no, yes]);
    if flipped {
        draft.tally.note("votes.csv has -1 for agreeing, as the counts of comments.csv tell: its signs are turned");
        for vote in votes.values_mut() {
            vote.value = -vote.value;
        }
    }
    if let Some(matrix) = matrix {
        from_matrix(draft, matrix, &mut votes, list.is_some());
    }
    (votes, flipped)
}

fn from_matrix(draft: &mut Draft, matrix: &Table, votes: &mut BTreeMap<Key, Vote>, second: bool) {
    let who = matrix.column(&["participant", "participant-id", "pid"]);
    let columns: Vec<usize> = (0..matrix.head.len())
        .filter(|&at| {
            !matrix.head[at].is_empty() && matrix.head[at].bytes().all(|b| b.is_ascii_digit())
        })
        .collect();
    let mut added = 0;
    for row in &matrix.rows {
        for &at in &columns {
            let cell = row.get(Some(at));
            if cell.is_empty() {
                continue;
            }
            let place = format!("{}, comment {}", matrix.place(row), matrix.head[at]);
            let key = (row.get(who).to_owned(), matrix.head[at].clone());
            let value = sign(cell).filter(|_| !key.0.is_empty());
            match (value, votes.get(&key)) {
                (None, _) => draft.tally.skipped(
                    "votes",
                    "it lacks voter, comment, or a vote of 1, 0 or -1",
                    place,
                ),
                (Some(value), Some(known)) => {
                    if value != known.value {
                        let why = "votes.csv has another vote, which counts";
                        draft
                            .tally
                            .lost("cells of participants-votes.csv that differ", why, place);
                    }
                }
                (Some(value), None) => {
                    added += 1;
                    votes.insert(
                        key,
                        Vote {
                            value,
                            time: None,
                            place,
                        },
                    );
                }
            }
        }
    }
    if second && added > 0 {
        draft.tally.note(format!(
            "{added} votes are in participants-votes.csv only; they have no date"
        ));
    }
}

fn sign(cell: &str) -> Option<i8> {
    match cell {
        "1" | "1.0" | "+1" => Some(1),
        "-1" | "-1.0" => Some(-1),
        "0" | "0.0" | "-0" => Some(0),
        _ => None,
    }
}

/// A participant's number, what is told of them, and where.
type Listed = (String, Vec<(&'static str, String)>, String);

fn people(
    draft: &mut Draft,
    matrix: Option<&Table>,
    votes: &BTreeMap<Key, Vote>,
) -> BTreeMap<String, StakeholderId> {
    draft.tally.expect("participants", Some("stakeholders"));
    let mut people: BTreeMap<String, StakeholderId> = BTreeMap::new();
    let mut known: Vec<Listed> = Vec::new();
    if let Some(matrix) = matrix {
        let who = matrix.column(&["participant", "participant-id", "pid"]);
        let told = [
            ("group", matrix.column(&["group-id"])),
            ("xid", matrix.column(&["xid"])),
        ];
        for row in &matrix.rows {
            let said = told.iter().map(|(key, at)| (*key, one_line(row.get(*at))));
            let said = said.filter(|(_, value)| !value.is_empty()).collect();
            known.push((row.get(who).to_owned(), said, matrix.place(row)));
        }
    }
    known.sort_by_key(|(id, ..)| id.parse::<u64>().unwrap_or(u64::MAX));
    let listed: std::collections::BTreeSet<String> =
        known.iter().map(|(id, ..)| id.clone()).collect();
    let mut more: Vec<&String> = votes
        .keys()
        .map(|(who, _)| who)
        .filter(|who| !listed.contains(*who))
        .collect();
    more.dedup();
    known.extend(
        more.into_iter()
            .map(|who| (who.clone(), Vec::new(), String::new())),
    );
    for (id, said, place) in known {
        if id.is_empty() || people.contains_key(&id) {
            let why = "its number is missing, or stands there before";
            draft.tally.skipped("participants", why, place);
            continue;
        }
        let who = draft.stakeholder(&format!("participant {id}"), StakeholderKind::Individual);
        if let Some(last) = draft.parts.stakeholders.last_mut() {
            last.attributes = said
                .into_iter()
                .map(|(key, value)| (key.to_owned(), value))
                .collect();
        }
        draft.tally.kept("participants");
        people.insert(id, who);
    }
    people
}

fn state(
    draft: &mut Draft,
    votes: &BTreeMap<Key, Vote>,
    _flipped: bool,
    (people, claims): (&BTreeMap<String, StakeholderId>, &BTreeMap<String, ClaimId>),
    source: &SourceId,
) {
    for ((voter, comment), vote) in votes {
        let stance = match vote.value {
            1 => Stance::Support,
            -1 => Stance::Concern,
            _ => {
                let why = "a pass is neither support nor concern";
                draft.tally.skipped("votes", why, vote.place.clone());
                continue;
            }
        };
        let (Some(who), Some(claim)) = (people.get(voter), claims.get(comment)) else {
            let why = "comments.csv has no such comment";
            draft.tally.skipped("votes", why, vote.place.clone());
            continue;
        };
        let row = draft.statement(
            &format!("vote {voter} {comment}"),
            (who, claim),
            stance,
            source,
        );
        row.date = vote.time.and_then(day);
        draft.tally.kept("votes");
    }
}

/// The day of a time in milliseconds since 1970, or seconds in older files.
fn day(time: i64) -> Option<Date> {
    let seconds = if time > 100_000_000_000 {
        time / 1000
    } else {
        time
    };
    (0..=253_402_300_799)
        .contains(&seconds)
        .then(|| crate::model::events::time::civil(seconds).date())
}
