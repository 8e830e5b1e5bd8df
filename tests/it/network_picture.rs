//! The form `network`: its ties are those of the analysis, what is left out is said, nothing
//! overlaps however large the record, and little moves where it is asked to stay.

use plenary::analysis::{Aggregation, Duplicates, NetworkOptions, network};
use plenary::draw::{
    Diagram, DrawOptions, Form, Grouping, Kept, Medium, NetworkLook, Rect, Role, Scene, Through,
    Ties, diagram, scene,
};
use plenary::model::{
    EdgeKind, Events, GraphOptions, KnowledgeGraph, Record, RecordRows, RollUp, Stakeholder,
    StakeholderId, StakeholderKind, Stance,
};
use plenary::read::{Input, json};
use plenary::write::{SvgOptions, svg};

use crate::picture_quality::quality;
use crate::samples::read;

/// A meeting made by rule: three camps, each on its side of every theme, but for some noise.
pub(crate) fn meeting(people: usize, themes: usize, statements: usize) -> Record {
    let mut state = 17u64;
    let mut below = |n: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) as usize) % n
    };
    let said = (0..statements).map(|_| {
        let (who, on) = (below(people), below(themes));
        (
            who,
            on,
            ((who % 3) + on).is_multiple_of(2) ^ (below(10) == 0),
        )
    });
    let said: Vec<_> = said.collect();
    with_statements(people, themes, &said)
}

/// People of whom so many pairs agree, each pair on a theme of its own.
fn pairs(people: usize, ties: usize) -> Record {
    let both = |tie: usize| {
        let (from, by) = (tie % people, 1 + tie / people * 3);
        [(from, tie, true), ((from + by) % people, tie, true)]
    };
    let said: Vec<_> = (0..ties).flat_map(both).collect();
    with_statements(people, ties, &said)
}

/// A record of who speaks on which theme, for it or not.
fn with_statements(people: usize, themes: usize, said: &[(usize, usize, bool)]) -> Record {
    let stakeholders: Vec<String> = (0..people)
        .map(|i| {
            let kind = ["ngo", "business", "state", "igo", "academia"][i % 5];
            format!(r#"{{"id": "who-{i}", "name": "The Association Number {i} of Somewhere", "aliases": ["AN{i}S"], "kind": "{kind}"}}"#)
        })
        .collect();
    let list: Vec<String> = (0..themes)
        .map(|t| format!(r#"{{"id": "t-{t}", "name": "Theme {t}"}}"#))
        .collect();
    let claims: Vec<String> = (0..themes)
        .map(|t| {
            format!(r#"{{"id": "c-{t}", "text": "Claim {t}", "themes": {{"t-{t}": "support"}}}}"#)
        })
        .collect();
    let said: Vec<String> = (said.iter().enumerate())
        .map(|(i, &(who, on, side))| {
            let stance = if side { "support" } else { "concern" };
            format!(r#"{{"id": "s-{i}", "stakeholder": "who-{who}", "claim": "c-{on}", "stance": "{stance}", "source": "m", "paragraph": 1}}"#)
        })
        .collect();
    let text = format!(
        r#"{{"plenary": 1, "sources": [{{"id": "m", "title": "Minutes"}}], "stakeholders": [{}],
            "themes": [{}], "claims": [{}], "statements": [{}]}}"#,
        stakeholders.join(","),
        list.join(","),
        claims.join(","),
        said.join(",")
    );
    let reading = json(vec![Input {
        name: "made.json".to_owned(),
        bytes: text.into_bytes(),
    }]);
    reading.record.expect("no errors")
}

fn made(record: &Record, options: &DrawOptions) -> Diagram {
    let graph = KnowledgeGraph::new(record, GraphOptions::default());
    diagram(record, &graph, Form::Network, options).expect("a graph")
}

fn drawn(record: &Record, options: &DrawOptions) -> Scene {
    let graph = KnowledgeGraph::new(record, GraphOptions::default());
    scene(record, &graph, Form::Network, options, None).expect("needs no engine")
}

fn look(network: NetworkLook) -> DrawOptions {
    DrawOptions {
        network,
        ..DrawOptions::default()
    }
}

/// Ties as `a b sign weight`.
fn ties(diagram: &Diagram) -> Vec<String> {
    let bare = |at: usize| diagram.nodes[at].id.replace("stakeholder-", "");
    let tie = |e: &plenary::draw::DiagramEdge| {
        format!(
            "{} {} {} {:.2}",
            bare(e.from),
            bare(e.to),
            e.stance,
            e.weight
        )
    };
    diagram.edges.iter().map(tie).collect()
}

#[test]
fn ties_are_those_of_the_analysis() {
    let record = read("oewg");
    for (through, rows, word) in [
        (
            Through::Themes,
            RecordRows::Positions(RollUp::None),
            "theme",
        ),
        (Through::Claims, RecordRows::Statements, "claim"),
    ] {
        let events = Events::of_record(&record, rows);
        let options = DrawOptions {
            through,
            ..look(NetworkLook {
                threshold: Some(0.0),
                ..NetworkLook::default()
            })
        };
        let shown = made(&record, &options);
        for (aggregation, stance) in [
            (Aggregation::Congruence, Stance::Support),
            (Aggregation::Conflict, Stance::Concern),
        ] {
            let asked = NetworkOptions {
                through: word.to_owned(),
                aggregation,
                duplicates: Duplicates::Range,
                ..NetworkOptions::default()
            };
            let found = network(&events, &asked).unwrap();
            let own: Vec<_> = shown.edges.iter().filter(|e| e.stance == stance).collect();
            assert_eq!(
                own.len(),
                found.ties.iter().filter(|t| t.weight > 0.0).count(),
                "{word}"
            );
            for tie in &found.ties {
                let ids = [tie.row, tie.column]
                    .map(|at| format!("stakeholder-{}", found.rows[at as usize]));
                let edge = own.iter().find(|e| {
                    ids.contains(&shown.nodes[e.from].id) && ids.contains(&shown.nodes[e.to].id)
                });
                let edge = edge.unwrap_or_else(|| panic!("{ids:?}"));
                assert!(!edge.statements.is_empty(), "{ids:?}");
                let n = format!("on {} {word}", tie.weight);
                assert!(edge.tooltip.contains(&n), "{} has not {n}", edge.tooltip);
            }
        }
    }
}

#[test]
fn each_kind_of_tie_can_be_drawn_alone() {
    let record = read("oewg");
    let count = |ties| {
        let shown = made(
            &record,
            &look(NetworkLook {
                ties,
                threshold: Some(0.0),
                ..NetworkLook::default()
            }),
        );
        let concern = shown
            .edges
            .iter()
            .filter(|e| e.stance == Stance::Concern)
            .count();
        (shown.edges.len() - concern, concern)
    };
    let (agree, disagree) = count(Ties::Both);
    assert!(agree > 0 && disagree > 0);
    assert_eq!(count(Ties::Congruence), (agree, 0));
    assert_eq!(count(Ties::Conflict), (0, disagree));
    let (more, less) = count(Ties::Subtract);
    assert!(more <= agree && less <= disagree && more + less > 0);
}

#[test]
fn a_threshold_and_a_backbone_leave_out_and_say_so() {
    let record = meeting(20, 16, 200);
    let all = made(
        &record,
        &look(NetworkLook {
            threshold: Some(0.0),
            ..NetworkLook::default()
        }),
    );
    let few = made(
        &record,
        &look(NetworkLook {
            threshold: Some(3.0),
            ..NetworkLook::default()
        }),
    );
    let n = all.edges.len() - few.edges.len();
    assert!(n > 0 && !few.edges.is_empty());
    assert!(
        few.caption
            .join(" ")
            .contains(&format!("Ties below 3 left out: {n}.")),
        "{:?}",
        few.caption
    );
    // A smaller alpha keeps a part of what a larger one keeps.
    let at = |alpha| {
        made(
            &record,
            &look(NetworkLook {
                backbone_alpha: Some(alpha),
                ..NetworkLook::default()
            }),
        )
    };
    let (wide, narrow) = (at(0.5), at(0.1));
    assert!(narrow.edges.len() < wide.edges.len());
    let wide = ties(&wide);
    // Weights are scaled to the heaviest, so only names are compared.
    let names = |tie: &String| tie.rsplit_once(' ').expect("has a weight").0.to_owned();
    let known: Vec<String> = wide.iter().map(names).collect();
    assert!(
        ties(&narrow)
            .iter()
            .map(names)
            .all(|tie| known.contains(&tie))
    );
    assert!(
        narrow
            .caption
            .join(" ")
            .contains("Backbone (disparity filter")
    );
}

#[test]
fn however_large_nothing_overlaps_and_all_that_is_missing_is_said() {
    for (people, themes, statements) in [(2, 2, 8), (25, 20, 160), (60, 40, 500), (200, 60, 1500)] {
        let record = meeting(people, themes, statements);
        for medium in Medium::ALL {
            let options = DrawOptions {
                medium,
                ..DrawOptions::default()
            };
            let picture = drawn(&record, &options);
            let found = quality(&picture);
            assert_eq!(
                (found.nodes, found.labels),
                (0, 0),
                "{people} {}",
                medium.as_str()
            );
            assert!(found.smallest >= 12.0);
            assert!(
                picture.width_px <= medium.width_px().ceil() + 0.5,
                "{people} {}",
                medium.as_str()
            );
            let shown = picture
                .groups()
                .iter()
                .filter(|g| g.role == Role::Node)
                .count();
            let said = made(&record, &options).caption.join(" ");
            let speakers = made(
                &record,
                &DrawOptions {
                    top: Some(people),
                    ..options
                },
            )
            .nodes
            .len();
            if shown < speakers {
                assert!(
                    said.contains(&format!("left out: {}; the form", speakers - shown)),
                    "{said}"
                );
            }
        }
    }
}

/// Pairs of boxes of nodes that share an area, and the number of nodes and of edges.
fn counts(picture: &Scene) -> (usize, usize, usize) {
    let groups = picture.groups();
    let nodes = groups.iter().filter(|g| g.role == Role::Node);
    let boxes: Vec<Rect> = nodes.filter_map(|g| Some(g.bounds?.grown(-0.01))).collect();
    let over = (boxes.iter().enumerate())
        .map(|(i, one)| boxes[i + 1..].iter().filter(|b| one.overlaps(**b)).count());
    let edges = groups.iter().filter(|g| g.role == Role::Edge).count();
    (over.sum(), boxes.len(), edges)
}

#[test]
fn a_thousand_stand_apart_where_they_are_asked_for_and_a_warning_is_given() {
    let record = pairs(1000, 5000);
    let options = DrawOptions {
        medium: Medium::Web,
        top: Some(1000),
        ..look(NetworkLook {
            threshold: Some(0.0),
            ..NetworkLook::default()
        })
    };
    let picture = drawn(&record, &options);
    assert_eq!(counts(&picture), (0, 1000, 5000));
    for said in [
        "than this page has room for",
        "Large: 5000 lines",
        "a quicker way",
    ] {
        assert!(
            picture.notes.iter().any(|note| note.contains(said)),
            "{:?}",
            picture.notes
        );
    }
    // What can be read needs no warning.
    let few = drawn(&meeting(25, 20, 160), &DrawOptions::default()).notes;
    let warned = |note: &String| {
        ["has room for", "Large", "quicker"]
            .iter()
            .any(|said| note.contains(said))
    };
    assert!(!few.iter().any(warned), "{few:?}");
}

#[test]
fn a_map_shows_all_where_that_is_asked_for_and_there_is_no_page() {
    let record = meeting(60, 100, 900);
    let graph = KnowledgeGraph::new(&record, GraphOptions::default());
    let made = |top: Option<usize>, medium| {
        let options = DrawOptions {
            medium,
            top,
            ..DrawOptions::default()
        };
        scene(&record, &graph, Form::Map, &options, None).expect("needs no engine")
    };
    let all = made(Some(200), Medium::Web);
    let (over, nodes, edges) = counts(&all);
    assert_eq!((over, nodes), (0, 60 + 100 + 100));
    let positions = (graph.edges(EdgeKind::Statement)).count();
    assert_eq!(edges, positions + 100);
    let told = |picture: &Scene, what: &str| picture.notes.iter().any(|note| note.contains(what));
    let large = format!("Large: {positions} lines");
    assert!(told(&all, &large), "{:?}", all.notes);
    // Unasked, and on a page, it is folded and says so.
    for folded in [made(None, Medium::Web), made(Some(200), Medium::A4)] {
        assert!(counts(&folded).1 < nodes);
        assert!(
            told(&folded, "folded") && !told(&folded, "Large"),
            "{:?}",
            folded.notes
        );
    }
}

#[test]
fn groups_are_named_and_hold_only_their_own() {
    let record = meeting(24, 20, 260);
    let shown = made(&record, &DrawOptions::default());
    assert!(shown.groups.len() > 1, "three camps");
    assert!(shown.groups[0].label.starts_with("Coalition 1"));
    for one in &shown.groups {
        assert!(
            shown.description.contains(&one.label),
            "{}",
            shown.description
        );
    }
    let none = made(
        &record,
        &DrawOptions {
            group: Grouping::None,
            ..DrawOptions::default()
        },
    );
    assert!(none.groups.is_empty());
}

fn with_one_more(record: &Record) -> Record {
    let mut parts = record.to_parts();
    parts.stakeholders.push(Stakeholder {
        id: StakeholderId::new("newcomer").unwrap(),
        name: "A Newcomer".to_owned(),
        kind: StakeholderKind::Ngo,
        aliases: Vec::new(),
        attributes: std::collections::BTreeMap::new(),
        comment: None,
    });
    let mut more: Vec<_> = parts.statements.iter().take(6).cloned().collect();
    for (i, statement) in more.iter_mut().enumerate() {
        statement.id = plenary::model::StatementId::new(&format!("new-{i}")).unwrap();
        statement.stakeholder = StakeholderId::new("newcomer").unwrap();
    }
    parts.statements.extend(more);
    Record::resolve(parts).expect("one more is fine")
}

/// How far nodes have moved on the average, less a move of the whole picture, px.
fn displacement(before: &Scene, after: &Scene) -> f64 {
    let places = |scene: &Scene| -> Vec<(String, f64, f64)> {
        let nodes = scene.groups().into_iter().filter(|g| g.role == Role::Node);
        nodes
            .filter_map(|g| Some((g.id.clone(), g.bounds?.centre())))
            .map(|(id, c)| (id, c.x, c.y))
            .collect()
    };
    let (old, new) = (places(before), places(after));
    let moves: Vec<(f64, f64)> = old
        .iter()
        .filter_map(|(id, x, y)| {
            let there = new.iter().find(|(other, ..)| other == id)?;
            Some((there.1 - x, there.2 - y))
        })
        .collect();
    let median = |mut list: Vec<f64>| {
        list.sort_by(f64::total_cmp);
        list[list.len() / 2]
    };
    let (dx, dy) = (
        median(moves.iter().map(|m| m.0).collect()),
        median(moves.iter().map(|m| m.1).collect()),
    );
    let far = moves
        .iter()
        .map(|(x, y)| ((x - dx).powi(2) + (y - dy).powi(2)).sqrt());
    far.sum::<f64>() / moves.len() as f64
}

#[test]
fn one_more_moves_the_others_little_where_the_layout_is_kept() {
    for (record, form) in [
        (read("oewg"), Form::Network),
        (meeting(18, 16, 150), Form::Network),
        (read("oewg"), Form::Map),
        (read("oewg"), Form::Alignment),
    ] {
        let draw = |record: &Record, keep: Option<Kept>| {
            let graph = KnowledgeGraph::new(record, GraphOptions::default());
            let options = DrawOptions {
                keep,
                ..DrawOptions::default()
            };
            scene(record, &graph, form, &options, None).expect("needs no engine")
        };
        let before = draw(&record, None);
        let text = svg(&before, &SvgOptions::default());
        let more = with_one_more(&record);
        let kept = draw(&more, Some(Kept::from_svg(&text).unwrap()));
        let anew = draw(&more, None);
        let (kept_by, anew_by) = (displacement(&before, &kept), displacement(&before, &anew));
        println!(
            "{} ({} stakeholders): {kept_by:.1} px kept, {anew_by:.1} px anew",
            form.as_str(),
            record.stakeholders().len()
        );
        assert_eq!(quality(&kept).nodes, 0);
        if form == Form::Network {
            assert!(
                kept_by < 40.0 && kept_by < anew_by / 2.0,
                "{kept_by} {anew_by}"
            );
        } else {
            assert!(kept_by <= anew_by + 1.0, "{kept_by} {anew_by}");
        }
    }
}

#[test]
fn positions_are_read_from_our_own_svg_alone() {
    let picture = drawn(&read("oewg"), &DrawOptions::default());
    let kept = Kept::from_svg(&svg(&picture, &SvgOptions::default())).unwrap();
    for node in picture
        .groups()
        .into_iter()
        .filter(|g| g.role == Role::Node)
    {
        let (there, own) = (kept.get(&node.id).unwrap(), node.bounds.unwrap());
        assert!(there.centre().distance(own.centre()) < 0.1, "{}", node.id);
    }
    assert!(Kept::from_svg("<svg").is_err());
    assert!(Kept::from_svg("<svg xmlns=\"http://www.w3.org/2000/svg\"/>").is_err());
}
