//! Bridging claims: by hand, by law, and on pol.is data.

use std::collections::{BTreeMap, HashMap};

use plenary::analysis::bridging::{Tally, Vote, group_informed_consensus, tally};
use plenary::analysis::{BridgingOptions, Groups, bridging};
use proptest::prelude::*;

use super::small::{all_formats, analyse, analyse_json, oewg, record, reference};

#[test]
fn consensus_by_hand() {
    let tally = |agree, disagree, seen| Tally {
        agree,
        disagree,
        seen,
    };
    assert_eq!(group_informed_consensus(&[]), 1.0);
    assert_eq!(group_informed_consensus(&[tally(0, 0, 0)]), 0.5);
    // (1+3)/(2+4) · (1+1)/(2+3)
    let value = group_informed_consensus(&[tally(3, 1, 4), tally(1, 1, 3)]);
    assert!((value - 4.0 / 6.0 * 2.0 / 5.0).abs() < 1e-15);
}

#[test]
fn claims_supported_in_every_coalition() {
    let lines = "a x +\nb x +\nc x -\nd x -\na y -\nb y -\nc y +\nd y +\na z +\nc z +";
    let found = bridging(&record(lines), &BridgingOptions::default());
    let names: Vec<_> = found.groups.iter().map(|g| g.members.join(" ")).collect();
    assert_eq!(names, ["a b", "c d"]);
    let first = &found.claims[0];
    assert_eq!(
        (first.claim.as_str(), first.bridging, first.supported_in),
        ("z", true, 2)
    );
    assert!((first.consensus - 2.0 / 3.0 * 2.0 / 3.0).abs() < 1e-15);
    assert_eq!(first.statements, ["s8", "s9"]);
    assert!(found.claims[1..].iter().all(|claim| !claim.bridging));
}

#[test]
fn groups_by_kind_and_the_mixed() {
    let options = BridgingOptions {
        groups: Groups::Attribute("kind".into()),
    };
    let found = bridging(&record("a x +\na x -\nb x +\nc y +"), &options);
    let group = &found.claims.iter().find(|c| c.claim == "x").unwrap().groups[0];
    assert_eq!(
        (group.support, group.concern, group.mixed, group.silent),
        (1, 0, 1, 1)
    );
    assert!(
        found.claims.iter().all(|c| !c.bridging),
        "one group has nothing to bridge"
    );
    let none = BridgingOptions {
        groups: Groups::Attribute("planet".into()),
    };
    assert!(bridging(&record("a x +"), &none).groups.is_empty());
}

proptest! {
    #[test]
    fn one_more_agreement_never_lowers(tallies in proptest::collection::vec((0..20_usize, 0..20_usize), 1..5)) {
        let mut tallies: Vec<Tally> = tallies
            .into_iter()
            .map(|(agree, disagree)| Tally { agree, disagree, seen: agree + disagree })
            .collect();
        let before = group_informed_consensus(&tallies);
        tallies[0].add(Vote::Agree);
        let more = group_informed_consensus(&tallies);
        tallies[0].add(Vote::Disagree);
        prop_assert!(more >= before && group_informed_consensus(&tallies) <= more);
        prop_assert!(before > 0.0 && more <= 1.0);
    }
}

/// The export has no column of its own consensus, so each row is compared with the formula on
/// counts made another way: from the log of votes, the last of each voter on each comment.
#[test]
fn polis_reference_values() {
    let Some(folder) = reference("argument/polis/brexit-consensus") else {
        return;
    };
    let mut reader = csv::Reader::from_path(folder.join("participants-votes.csv")).unwrap();
    let comments: Vec<String> = reader
        .headers()
        .unwrap()
        .iter()
        .skip(6)
        .map(str::to_owned)
        .collect();
    let (mut votes, mut groups, mut group_of) = (Vec::new(), Vec::new(), HashMap::new());
    for row in reader.records().map(Result::unwrap) {
        let group = row[1].parse::<f64>().ok().map(|group| group as usize);
        group_of.insert(row[0].to_owned(), group);
        groups.push(group);
        let cells = row.iter().skip(6).map(|cell| match cell.parse::<f64>() {
            Ok(1.0) => Some(Vote::Agree),
            Ok(-1.0) => Some(Vote::Disagree),
            Ok(_) => Some(Vote::Pass),
            Err(_) => None,
        });
        votes.push(cells.collect::<Vec<_>>());
    }
    let found = tally(&votes, &groups);

    let mut last: BTreeMap<(String, String), (i64, i64)> = BTreeMap::new();
    let mut reader = csv::Reader::from_path(folder.join("votes.csv")).unwrap();
    let heads = reader.headers().unwrap().clone();
    let at = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let (time, comment, voter, vote) = (
        at("timestamp"),
        at("comment-id"),
        at("voter-id"),
        at("vote"),
    );
    for row in reader.records().map(Result::unwrap) {
        let new = (
            row[time].parse().unwrap(),
            row[vote].parse::<f64>().unwrap() as i64,
        );
        let cell = last
            .entry((row[comment].to_owned(), row[voter].to_owned()))
            .or_insert(new);
        if new.0 >= cell.0 {
            *cell = new;
        }
    }
    let mut rows = 0;
    for (column, id) in comments.iter().enumerate() {
        let mut expected = 1.0;
        for group in 0..2 {
            let of_group = last.iter().filter(|((comment, voter), _)| {
                comment == id && group_of.get(voter) == Some(&Some(group))
            });
            let (mut seen, mut agree) = (0.0, 0.0);
            for (_, (_, vote)) in of_group {
                seen += 1.0;
                agree += f64::from(u8::from(*vote == 1));
            }
            expected *= (agree + 1.0) / (seen + 2.0);
        }
        let ours = group_informed_consensus(&found[column]);
        assert!(
            (ours - expected).abs() < 1e-15,
            "comment {id}: {ours} {expected}"
        );
        rows += 1;
    }
    println!(
        "pol.is: group-informed consensus of {rows} comments, {} people",
        votes.len()
    );
    assert_eq!((rows, votes.len(), found[0].len()), (50, 204, 2));
}

#[test]
fn the_oewg_record() {
    let found = bridging(&oewg(), &BridgingOptions::default());
    let several = found.claims.iter().filter(|claim| claim.supported_in > 1);
    insta::assert_snapshot!(
        several.map(|c| c.claim.as_str()).collect::<Vec<_>>().join(" "),
        @"humanitarian-law-applies people-first"
    );
}

#[test]
fn on_the_command_line() {
    all_formats("bridging");
    let json = analyse_json("bridging", &["--groups", "kind"]);
    assert_eq!(json["result"]["groups"][0]["name"], "business");
    let unknown = analyse("bridging", &["--groups", "scop"]);
    let text = String::from_utf8(unknown.stderr).unwrap();
    assert!(
        text.contains("'scop'") && text.contains("'scope'"),
        "{text}"
    );
}
