//! The form `windows`: everybody at the same place in all panels, the ties of each window those
//! of the network of what was said in it, and what is not drawn said.

use std::collections::{BTreeMap, BTreeSet};

use plenary::analysis::{Cell, Table};
use plenary::draw::{
    DrawOptions, Element, Form, Group, Medium, NetworkLook, Outline, Rect, Role, Scene, Ties,
    Windowing, diagram, scene,
};
use plenary::model::{GraphOptions, KnowledgeGraph, Record, SourceId, StatementId};
use plenary::write::{SvgOptions, svg};

use crate::fit::assembly;
use crate::records::oewg;
use crate::samples::shuffled;
use crate::support::plenary;

fn drawn(record: &Record, options: &DrawOptions) -> Scene {
    let graph = KnowledgeGraph::new(record, GraphOptions::default());
    scene(record, &graph, Form::Windows, options, None).expect("needs no engine")
}

fn by(windowing: Windowing) -> DrawOptions {
    DrawOptions {
        windowing,
        ..DrawOptions::default()
    }
}

/// The frame of each panel.
fn frames(scene: &Scene) -> Vec<Rect> {
    let groups = scene.groups().into_iter().filter(|g| g.class == "window");
    groups
        .map(|group| match &group.children[0] {
            Element::Shape(shape) => match shape.outline {
                Outline::Rect(b, _) => b,
                _ => panic!("a frame"),
            },
            _ => panic!("a frame first"),
        })
        .collect()
}

/// The nodes of a panel, by the ids they have without it.
fn nodes(scene: &Scene, panel: usize) -> BTreeMap<String, Group> {
    let before = format!("window-{}--", panel + 1);
    let groups = scene.groups().into_iter();
    let own = groups.filter(|g| g.role == Role::Node && g.id.starts_with(&before));
    own.map(|g| (g.id[before.len()..].to_owned(), g.clone()))
        .collect()
}

fn table<'s>(scene: &'s Scene, title: &str) -> &'s Table {
    let found = scene.facts.iter().find(|table| table.title == title);
    found.expect("a table")
}

fn words(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        other => format!("{other:?}"),
    }
}

fn number(cell: &Cell) -> f64 {
    match cell {
        Cell::Number(number) => *number,
        other => panic!("{other:?} is no number"),
    }
}

/// The record with what some source holds only.
fn one_meeting(record: &Record, source: &SourceId) -> Record {
    let mut parts = record.to_parts();
    parts.statements.retain(|it| it.source == *source);
    Record::resolve(parts).expect("a part of a record")
}

/// Two names, a side and a weight; weights of 0 are left out.
fn ties(table: &Table, column: usize) -> BTreeSet<(String, String, String, String)> {
    let rows = table.rows.iter().filter(|row| number(&row[column]) > 0.0);
    rows.map(|row| {
        let weight = number(&row[column]).to_string();
        (words(&row[0]), words(&row[1]), words(&row[2]), weight)
    })
    .collect()
}

#[test]
fn everybody_stays_in_one_place() {
    let record = assembly();
    for medium in Medium::ALL {
        let picture = drawn(
            &record,
            &DrawOptions {
                medium,
                ..DrawOptions::default()
            },
        );
        let frames = frames(&picture);
        // Small pages have room for the later ones only.
        let least = match medium {
            Medium::A5 | Medium::Column => 2,
            _ => 3,
        };
        assert!(
            (least..=3).contains(&frames.len()),
            "{}: {}",
            medium.as_str(),
            frames.len()
        );
        let first = nodes(&picture, 0);
        assert!(
            first.len() >= 3,
            "{}: {} nodes",
            medium.as_str(),
            first.len()
        );
        for (panel, frame) in frames.iter().enumerate() {
            let own = nodes(&picture, panel);
            assert!(own.keys().eq(first.keys()));
            for (id, node) in &own {
                let (here, there) = (
                    node.bounds.expect("a box"),
                    first[id].bounds.expect("a box"),
                );
                let moved = there.moved(frame.x - frames[0].x, frame.y - frames[0].y);
                assert!(here.centre().distance(moved.centre()) < 1e-6, "{id}");
                assert!(frame.contains(here), "{id}");
            }
        }
    }
}

#[test]
fn who_says_nothing_is_faint_and_nobody_else() {
    let record = assembly();
    let picture = drawn(
        &record,
        &DrawOptions {
            medium: Medium::Web,
            ..DrawOptions::default()
        },
    );
    let said = record.statements();
    let mut faint = 0;
    for (panel, source) in record.sources().iter().enumerate() {
        for (id, node) in nodes(&picture, panel) {
            let speaks = said.rows().any(|row| {
                let who = &record.stakeholder(said.stakeholder(row)).id;
                record.sources()[said.source(row).index()].id == source.id
                    && id == format!("stakeholder-{who}")
            });
            assert_eq!(
                node.class.contains("absent"),
                !speaks,
                "{id} in {}",
                source.id
            );
            let name = node.name.expect("a name");
            assert_eq!(name.ends_with("says nothing then"), !speaks, "{name}");
            faint += usize::from(!speaks);
        }
    }
    println!("{faint} faint");
}

/// All ties of the network, drawn or not, with their weights; for a page without end, which needs
/// no layout.
fn network_ties(
    record: &Record,
    options: &DrawOptions,
) -> BTreeSet<(String, String, String, String)> {
    let graph = KnowledgeGraph::new(record, GraphOptions::default());
    let options = DrawOptions {
        medium: Medium::Web,
        ..options.clone()
    };
    let made = diagram(record, &graph, Form::Network, &options).expect("a graph");
    let table = made.facts.iter().find(|table| table.title == "Ties");
    ties(table.expect("a table"), 3)
}

/// Each window beside the network of a record that holds nothing else, which the analysis of
/// networks makes.
#[test]
fn ties_are_those_of_the_meeting_alone() {
    let record = assembly();
    for kind in Ties::ALL {
        let options = DrawOptions {
            network: NetworkLook {
                ties: kind,
                ..NetworkLook::default()
            },
            ..DrawOptions::default()
        };
        let picture = drawn(&record, &options);
        let found = table(&picture, "Ties");
        let mut sources: Vec<_> = record.sources().iter().collect();
        sources.sort_by_key(|source| source.date);
        for (at, source) in sources.iter().enumerate() {
            assert_eq!(
                found.columns[3 + at],
                source.date.expect("a day").to_string()
            );
            let expected = network_ties(&one_meeting(&record, &source.id), &options);
            assert_eq!(
                ties(found, 3 + at),
                expected,
                "{} {}",
                source.id,
                kind.as_str()
            );
            assert!(!expected.is_empty());
        }
    }
    // One window over everything is the whole network.
    let whole = drawn(&oewg(), &DrawOptions::default());
    assert_eq!(
        ties(table(&whole, "Ties"), 3),
        network_ties(&oewg(), &DrawOptions::default())
    );
}

/// In each panel stand the ties of its column that are not below the least weight, which is the
/// same for all; each with the statements of that window.
#[test]
fn one_threshold_holds_for_all_panels() {
    let record = assembly();
    let picture = drawn(&record, &DrawOptions::default());
    let shown: BTreeSet<String> = (nodes(&picture, 0).values())
        .map(|node| node.name.clone().expect("a name"))
        .map(|name| {
            name.split_once(": ")
                .expect("a window")
                .1
                .rsplit_once(" (")
                .expect("a kind")
                .0
                .to_owned()
        })
        .collect();
    let caption: Vec<String> = (picture.groups().iter())
        .filter(|g| g.class == "caption")
        .flat_map(|g| {
            g.texts()
                .iter()
                .map(|t| t.content.clone())
                .collect::<Vec<_>>()
        })
        .collect();
    let caption = caption.join(" ");
    let (_, after) = caption
        .split_once("Ties below ")
        .expect("some are left out");
    let least: f64 = after
        .split(' ')
        .next()
        .expect("a number")
        .parse()
        .expect("a number");
    let found = table(&picture, "Ties");
    let table_of_rows = record.statements();
    let mut sources: Vec<_> = record.sources().iter().collect();
    sources.sort_by_key(|source| source.date);
    for (panel, source) in sources.iter().enumerate() {
        let expected = ties(found, 3 + panel)
            .into_iter()
            .filter(|(a, b, _, weight)| {
                shown.contains(a)
                    && shown.contains(b)
                    && weight.parse::<f64>().expect("a number") >= least
            });
        let before = format!("window-{}--tie-", panel + 1);
        let groups = picture.groups().into_iter();
        let edges: Vec<&Group> = groups.filter(|g| g.id.starts_with(&before)).collect();
        assert_eq!(edges.len(), expected.count(), "{}", source.id);
        for edge in edges {
            assert!(!edge.statements.is_empty(), "{}", edge.id);
            for row in table_of_rows
                .rows()
                .filter(|row| edge.statements.contains(&row.index()))
            {
                let at = table_of_rows.source(row).index();
                assert_eq!(record.sources()[at].id, source.id, "{}", edge.id);
            }
        }
    }
}

fn labels(picture: &Scene) -> Vec<String> {
    table(picture, "Windows")
        .rows
        .iter()
        .map(|row| words(&row[0]))
        .collect()
}

#[test]
fn windows_are_meetings_or_stretches_of_the_calendar() {
    let record = assembly();
    let of = |windowing| labels(&drawn(&record, &by(windowing)));
    assert_eq!(
        of(Windowing::Meeting),
        ["2030-03-12", "2030-11-20", "2031-09-03"]
    );
    assert_eq!(of(Windowing::Month), ["2030-03", "2030-11", "2031-09"]);
    assert_eq!(of(Windowing::Quarter), ["2030 Q1", "2030 Q4", "2031 Q3"]);
    assert_eq!(of(Windowing::Year), ["2030", "2031"]);
    let days = |n| Windowing::Days(std::num::NonZeroU32::new(n).expect("not 0"));
    assert_eq!(
        of(days(365)),
        [
            "2030-03-12 \u{2013} 2031-03-11",
            "2031-03-12 \u{2013} 2032-03-10"
        ]
    );
    // Meetings of two days.
    assert_eq!(
        of(days(1)),
        [
            "2030-03-12",
            "2030-03-13",
            "2030-11-20",
            "2030-11-21",
            "2031-09-03",
            "2031-09-04"
        ]
    );
}

#[test]
fn one_meeting_is_one_window_and_that_is_said() {
    let picture = drawn(&oewg(), &DrawOptions::default());
    assert_eq!(frames(&picture).len(), 1);
    assert!(
        picture
            .notes
            .iter()
            .any(|note| note.contains("Everything was said at one meeting"))
    );
    let year = drawn(&oewg(), &by(Windowing::Year));
    assert!(
        year.notes
            .iter()
            .any(|note| note.contains("within one window"))
    );
    let three = drawn(&assembly(), &DrawOptions::default());
    assert!(three.notes.is_empty(), "{:?}", three.notes);
}

/// The three meetings three times, on other days.
fn nine_meetings() -> Record {
    let mut parts = assembly().to_parts();
    let (sources, statements) = (parts.sources.clone(), parts.statements.clone());
    for turn in 1..3 {
        for source in &sources {
            let mut more = source.clone();
            more.id = SourceId::new(&format!("{}-{turn}", source.id)).expect("an id");
            let day = source.date.expect("a day");
            more.date = Some(
                plenary::model::Date::new(day.year() + 2 * turn, day.month(), day.day())
                    .expect("a day"),
            );
            parts.sources.push(more);
        }
        for statement in &statements {
            let mut more = statement.clone();
            more.id = StatementId::new(&format!("{}-{turn}", statement.id)).expect("an id");
            more.source = SourceId::new(&format!("{}-{turn}", statement.source)).expect("an id");
            more.date = None;
            parts.statements.push(more);
        }
    }
    parts.relations.clear();
    Record::resolve(parts).expect("refers to itself only")
}

#[test]
fn more_windows_than_panels_are_counted() {
    let record = nine_meetings();
    for (medium, least) in [(Medium::A4, 4), (Medium::Column, 2), (Medium::Web, 9)] {
        let picture = drawn(
            &record,
            &DrawOptions {
                medium,
                ..DrawOptions::default()
            },
        );
        let panels = frames(&picture).len();
        assert!(panels >= least, "{}: {panels}", medium.as_str());
        // The last ones.
        let last = record
            .sources()
            .iter()
            .filter_map(|source| source.date)
            .max();
        let text = svg(&picture, &SvgOptions::default());
        assert!(text.contains(&format!("{} (", last.expect("a day"))));
        assert_eq!(labels(&picture).len(), 9);
        let said = format!("+{} more windows", 9 - panels);
        let is_said = picture.notes.iter().any(|note| note.contains(&said));
        assert_eq!(is_said, panels < 9, "{:?}", picture.notes);
        if let Some(page) = medium.height_px() {
            assert!(
                picture.height_px <= page,
                "{}: {} px",
                medium.as_str(),
                picture.height_px
            );
        }
    }
}

#[test]
fn shuffled_entries_make_the_same_bytes() {
    let record = assembly();
    let write = |record: &Record| {
        svg(
            &drawn(record, &DrawOptions::default()),
            &SvgOptions::default(),
        )
    };
    let first = write(&record);
    for seed in 0..2 {
        assert!(write(&shuffled(&record, seed)) == first);
    }
}

#[test]
fn the_command_line_has_windows() {
    let folder = "graph/assembly-2030";
    let ran = |arguments: &[&str]| {
        let out = plenary(arguments);
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        (
            out.status.code(),
            String::from_utf8_lossy(&out.stdout).into_owned(),
            said,
        )
    };
    // The option alone chooses the form, and says so.
    let (code, picture, said) = ran(&["draw", folder, "--window", "year"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(picture.contains("2031 ("), "the later year has a panel");
    assert!(said.contains("drawn as windows"), "{said}");
    let (code, _, said) = ran(&["draw", folder, "--window", "0"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("a whole number of days from 1"), "{said}");
    let (_, _, said) = ran(&["draw", folder, "--form", "bars", "--window", "90"]);
    assert!(
        said.contains("--window changes nothing in the form bars"),
        "{said}"
    );
    let (code, _, said) = ran(&["draw", folder, "--form", "windows", "--format", "dot"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("has no DOT"), "{said}");
}
