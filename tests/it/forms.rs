//! The forms that count: bars, overlap, tree, matrix and ego on every page, with every option,
//! measured; and what they say counted again from the statements.

use std::collections::{BTreeMap, BTreeSet};

use plenary::analysis::{Cell, Table};
use plenary::draw::{
    Anchor, DrawOptions, Focus, Form, Grouping, Medium, Rect, Role, Scene, Text, Through, scene,
};
use plenary::model::{GraphOptions, KnowledgeGraph, Record, Stance};
use plenary::write::{SvgOptions, svg};

use crate::fit::assembly;
use crate::samples::{SAMPLES, changes, read, shuffled};

const FORMS: [Form; 5] = [
    Form::Bars,
    Form::Overlap,
    Form::Tree,
    Form::Matrix,
    Form::Ego,
];

fn draw(record: &Record, form: Form, options: &DrawOptions) -> Scene {
    let graph = KnowledgeGraph::new(record, GraphOptions::default());
    scene(record, &graph, form, options, None).expect("needs no engine")
}

/// Options worth trying: their name, and what they are.
fn variants(record: &Record) -> Vec<(&'static str, DrawOptions)> {
    let one = DrawOptions::default;
    let mut all = vec![
        ("default", one()),
        (
            "claims",
            DrawOptions {
                through: Through::Claims,
                ..one()
            },
        ),
        (
            "top",
            DrawOptions {
                top: Some(3),
                ..one()
            },
        ),
        (
            "trees",
            DrawOptions {
                with_trees: true,
                ..one()
            },
        ),
        (
            "kind",
            DrawOptions {
                group: Grouping::Kind,
                ..one()
            },
        ),
        (
            "coalition",
            DrawOptions {
                group: Grouping::Coalition,
                with_trees: true,
                ..one()
            },
        ),
        (
            "ungrouped",
            DrawOptions {
                group: Grouping::None,
                top: Some(5),
                ..one()
            },
        ),
    ];
    for theme in (0..record.themes().len()).take(4) {
        let focus = Some(Focus::Theme(theme.into()));
        all.push(("theme", DrawOptions { focus, ..one() }));
    }
    for who in 0..record.stakeholders().len() {
        let focus = Some(Focus::Stakeholder(who.into()));
        all.push((
            "stakeholder",
            DrawOptions {
                focus,
                through: Through::Claims,
                ..one()
            },
        ));
    }
    all
}

/// Of a large record not every focus.
fn few(
    name: &str,
    mut variants: Vec<(&'static str, DrawOptions)>,
) -> Vec<(&'static str, DrawOptions)> {
    if name == "assembly" {
        let mut of_focus = 0;
        variants.retain(|(_, options)| {
            of_focus += usize::from(options.focus.is_some());
            options.focus.is_none() || of_focus % 12 == 1
        });
    }
    variants
}

/// Whether a form looks at what a variant changes.
fn matters(variant: &str, form: Form) -> bool {
    match variant {
        "theme" | "stakeholder" => form == Form::Ego,
        "trees" | "kind" | "coalition" => form == Form::Matrix,
        "ungrouped" => form == Form::Bars,
        _ => true,
    }
}

fn every(mut check: impl FnMut(&str, &Scene, Medium)) {
    let samples = SAMPLES.map(|name| (name, read(name)));
    for (name, record) in samples.into_iter().chain([("assembly", assembly())]) {
        for (variant, options) in few(name, variants(&record)) {
            for form in FORMS {
                if !matters(variant, form) {
                    continue;
                }
                for medium in Medium::ALL {
                    let options = DrawOptions {
                        medium,
                        ..options.clone()
                    };
                    let what = format!("{name} {} {variant} {}", form.as_str(), medium.as_str());
                    check(&what, &draw(&record, form, &options), medium);
                }
            }
        }
    }
    for medium in Medium::ALL {
        let options = DrawOptions {
            medium,
            ..DrawOptions::default()
        };
        for (name, scene) in changes(&options) {
            check(&format!("{name} {}", medium.as_str()), &scene, medium);
        }
    }
}

/// The room of a line of text after it is turned, for the turns that are multiples of 90°.
fn room(text: &Text) -> Option<Rect> {
    let b = text.bounds();
    match text.turn_degrees {
        0.0 => Some(b),
        -90.0 => {
            assert_eq!(text.anchor, Anchor::Left);
            let up = text.at.y - b.width;
            Some(Rect::new(
                b.y - text.at.y + text.at.x,
                up,
                b.height,
                b.width,
            ))
        }
        _ => None,
    }
}

fn texts(scene: &Scene) -> Vec<Text> {
    let mut all = Vec::new();
    for element in &scene.elements {
        if let plenary::draw::Element::Group(group) = element {
            all.extend(group.texts().into_iter().cloned());
        }
    }
    all
}

#[test]
fn everything_is_on_the_page_and_can_be_read() {
    every(|what, scene, medium| {
        assert!(
            scene.width_px <= medium.width_px() + 1.0,
            "{what}: {} px wide",
            scene.width_px
        );
        let page = Rect::new(0.0, 0.0, scene.width_px, scene.height_px);
        for text in texts(scene) {
            assert!(text.font.size_px >= 12.0, "{what}: {}", text.content);
            if let Some(room) = room(&text) {
                assert!(
                    page.contains(room),
                    "{what}: {:?} at {room:?}",
                    text.content
                );
            } else {
                // A slanted line: its far end.
                let far = text.bounds().width * std::f64::consts::FRAC_1_SQRT_2;
                assert!(text.at.x + far <= page.width, "{what}: {:?}", text.content);
                assert!(text.at.y - far >= 0.0, "{what}: {:?}", text.content);
            }
        }
        for group in scene.groups() {
            if let Some(bounds) = group.bounds {
                assert!(page.contains(bounds), "{what}: {} at {bounds:?}", group.id);
            }
        }
    });
}

#[test]
fn nothing_lies_on_anything_else() {
    every(|what, scene, _| {
        let nodes: Vec<_> = (scene.groups().into_iter())
            .filter(|group| group.role == Role::Node)
            .collect();
        for (at, a) in nodes.iter().enumerate() {
            let bounds = a.bounds.expect("a box");
            for text in a.texts() {
                let inside = bounds.grown(0.01).contains(text.bounds());
                assert!(inside, "{what}: {:?} in {}", text.content, a.id);
            }
            for b in &nodes[at + 1..] {
                let apart = !bounds.grown(-0.01).overlaps(b.bounds.expect("a box"));
                assert!(apart, "{what}: {} and {}", a.id, b.id);
            }
        }
        // What is not in a box is not upon one.
        for part in (scene.groups().iter()).filter(|group| group.role == Role::Part) {
            for text in part.texts() {
                let Some(room) = room(text) else { continue };
                for node in &nodes {
                    let apart = !room.grown(-0.01).overlaps(node.bounds.expect("a box"));
                    assert!(apart, "{what}: {:?} on {}", text.content, node.id);
                }
            }
        }
        let rooms: Vec<(Rect, Text)> = (texts(scene).into_iter())
            .filter_map(|text| Some((room(&text)?, text)))
            .collect();
        for (at, (a, first)) in rooms.iter().enumerate() {
            for (b, second) in &rooms[at + 1..] {
                assert!(
                    !a.grown(-0.01).overlaps(*b),
                    "{what}: {:?} and {:?}",
                    first.content,
                    second.content
                );
            }
        }
    });
}

#[test]
fn a_page_is_not_outgrown() {
    let both = [("oewg", read("oewg")), ("assembly", assembly())];
    let cases = both.iter().flat_map(|(name, record)| {
        let variants = few(name, variants(record)).into_iter();
        variants.map(move |(variant, options)| (record, variant, options))
    });
    for (record, variant, options) in cases {
        for form in FORMS {
            if !matters(variant, form) {
                continue;
            }
            for medium in [Medium::A4, Medium::Letter, Medium::Slide] {
                let options = DrawOptions {
                    medium,
                    ..options.clone()
                };
                let scene = draw(record, form, &options);
                let most = medium.height_px().expect("a page");
                let what = format!("{} {variant} {}", form.as_str(), medium.as_str());
                assert!(scene.height_px <= most, "{what}: {}", scene.height_px);
            }
        }
    }
}

#[test]
fn same_entries_same_bytes() {
    for name in SAMPLES {
        let record = read(name);
        for (variant, options) in variants(&record) {
            for form in FORMS {
                if options.focus.is_some() || !matters(variant, form) {
                    continue;
                }
                let first = svg(&draw(&record, form, &options), &SvgOptions::default());
                for seed in 0..2 {
                    let other = draw(&shuffled(&record, seed), form, &options);
                    let again = svg(&other, &SvgOptions::default());
                    assert!(first == again, "{name} {} {variant}", form.as_str());
                }
            }
        }
    }
}

/// Statements by stakeholder and theme (or claim), by name: support, concern. Straight from the
/// entries, by the rule of signs.
fn recount(record: &Record, through: Through) -> BTreeMap<(String, String), [usize; 2]> {
    let parts = record.to_parts();
    let mut counts: BTreeMap<(String, String), [usize; 2]> = BTreeMap::new();
    for said in &parts.statements {
        let who = parts
            .stakeholders
            .iter()
            .find(|s| s.id == said.stakeholder)
            .unwrap();
        let claim = parts.claims.iter().find(|c| c.id == said.claim).unwrap();
        let mut count = |what: &str, sign: i8| {
            let cell = counts
                .entry((who.name.clone(), what.to_owned()))
                .or_default();
            cell[usize::from(sign < 0)] += 1;
        };
        let sign = |stance: Stance| if stance == Stance::Support { 1 } else { -1 };
        match through {
            Through::Claims => count(&claim.text, sign(said.stance)),
            Through::Themes => {
                for (id, stance) in &claim.themes {
                    let theme = parts.themes.iter().find(|t| t.id == *id).unwrap();
                    count(&theme.name, sign(said.stance) * sign(*stance));
                }
            }
        }
    }
    counts
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        other => panic!("{other:?}"),
    }
}

fn number(cell: &Cell) -> usize {
    match cell {
        Cell::Integer(n) => usize::try_from(*n).unwrap(),
        other => panic!("{other:?}"),
    }
}

fn facts(record: &Record, form: Form, options: &DrawOptions) -> Vec<Table> {
    draw(record, form, options).facts
}

fn both(through: Through) -> DrawOptions {
    DrawOptions {
        through,
        ..DrawOptions::default()
    }
}

#[test]
fn bars_agree_with_a_recount() {
    for name in ["oewg", "nasty"] {
        let record = read(name);
        for through in [Through::Themes, Through::Claims] {
            let mut expected: BTreeMap<String, [BTreeSet<String>; 2]> = BTreeMap::new();
            for ((who, what), sides) in recount(&record, through) {
                for (side, n) in sides.into_iter().enumerate() {
                    if n > 0 {
                        expected.entry(what.clone()).or_default()[side].insert(who.clone());
                    }
                }
            }
            let table = &facts(&record, Form::Bars, &both(through))[0];
            assert_eq!(table.rows.len(), expected.len(), "{name}");
            for row in &table.rows {
                let [support, concern] = &expected[&text(&row[0])];
                let mixed = support.intersection(concern).count();
                let counts = [support.len(), concern.len(), mixed];
                assert_eq!([&row[1], &row[2], &row[3]].map(number), counts);
                for (cell, names) in [(&row[4], support), (&row[5], concern)] {
                    let said: BTreeSet<String> = text(cell)
                        .split("; ")
                        .filter(|n| !n.is_empty())
                        .map(str::to_owned)
                        .collect();
                    assert_eq!(&said, names);
                }
            }
            // What is drawn is what is counted.
            let picture = draw(&record, Form::Bars, &both(through));
            let drawn: usize = (picture.groups().iter())
                .filter(|group| group.class.starts_with("node bar"))
                .map(|group| group.statements.len())
                .sum();
            let all: usize = recount(&record, through).values().flatten().sum();
            assert!(drawn > 0 && drawn <= all);
        }
    }
}

#[test]
fn matrix_agrees_with_a_recount() {
    for name in ["oewg", "nasty"] {
        let record = read(name);
        for through in [Through::Themes, Through::Claims] {
            let expected = recount(&record, through);
            let table = &facts(&record, Form::Matrix, &both(through))[0];
            let said: BTreeMap<(String, String), [usize; 2]> = (table.rows.iter())
                .map(|row| {
                    (
                        (text(&row[0]), text(&row[1])),
                        [number(&row[2]), number(&row[3])],
                    )
                })
                .collect();
            assert_eq!(said, expected, "{name}");
        }
    }
    // Everything that is put together is still there: each statement is behind a cell.
    let record = read("oewg");
    for top in [None, Some(2), Some(4)] {
        let options = DrawOptions {
            top,
            ..DrawOptions::default()
        };
        let picture = draw(&record, Form::Matrix, &options);
        let behind: BTreeSet<usize> = picture
            .groups()
            .iter()
            .flat_map(|group| group.statements.clone())
            .collect();
        assert_eq!(behind.len(), record.statements().len(), "{top:?}");
    }
}

#[test]
fn overlap_agrees_with_a_recount() {
    for through in [Through::Themes, Through::Claims] {
        let record = read("oewg");
        // Themes with the same stances of the same stakeholders are together.
        let mut profiles: BTreeMap<String, BTreeMap<String, [bool; 2]>> = BTreeMap::new();
        for ((who, what), sides) in recount(&record, through) {
            let stances = sides.map(|n| n > 0);
            profiles.entry(what).or_default().insert(who, stances);
        }
        let mut expected: BTreeMap<BTreeMap<String, [bool; 2]>, BTreeSet<String>> = BTreeMap::new();
        for (what, profile) in profiles {
            expected.entry(profile).or_default().insert(what);
        }
        let expected: BTreeSet<BTreeSet<String>> = expected.into_values().collect();
        let table = &facts(&record, Form::Overlap, &both(through))[0];
        let said: BTreeSet<BTreeSet<String>> = (table.rows.iter())
            .map(|row| {
                let items: BTreeSet<String> =
                    text(&row[2]).split("; ").map(str::to_owned).collect();
                assert_eq!(items.len(), number(&row[1]));
                items
            })
            .collect();
        assert_eq!(said, expected);
    }
}

#[test]
fn the_tree_agrees_with_a_recount() {
    let record = read("oewg");
    for through in [Through::Themes, Through::Claims] {
        let mut stances: BTreeMap<String, BTreeSet<(String, usize)>> = BTreeMap::new();
        for ((who, what), sides) in recount(&record, through) {
            for (side, _) in sides.into_iter().enumerate().filter(|(_, n)| *n > 0) {
                stances
                    .entry(who.clone())
                    .or_default()
                    .insert((what.clone(), side));
            }
        }
        let people: Vec<&String> = stances.keys().collect();
        let apart = |a: &str, b: &str| {
            let shared = stances[a].intersection(&stances[b]).count() as f64;
            1.0 - shared / stances[a].union(&stances[b]).count() as f64
        };
        let mut nearest = f64::INFINITY;
        for (at, a) in people.iter().enumerate() {
            for b in &people[at + 1..] {
                nearest = nearest.min(apart(a, b));
            }
        }
        let tables = facts(&record, Form::Tree, &both(through));
        let joins = &tables[0].rows;
        assert_eq!(joins.len(), people.len() - 1);
        assert_eq!(tables[1].rows.len(), people.len());
        let distance = |row: &Vec<Cell>| match row[2] {
            Cell::Number(n) => n,
            ref other => panic!("{other:?}"),
        };
        assert!((distance(&joins[0]) - nearest).abs() < 1e-9);
        assert!((apart(&text(&joins[0][0]), &text(&joins[0][1])) - nearest).abs() < 1e-9);
        assert!(
            joins
                .windows(2)
                .all(|w| distance(&w[0]) <= distance(&w[1]) + 1e-9)
        );
    }
}

#[test]
fn ego_agrees_with_a_recount() {
    for name in ["oewg", "nasty"] {
        let record = read(name);
        let themes = recount(&record, Through::Themes);
        let said = |options: &DrawOptions| -> BTreeMap<(String, String), usize> {
            let tables = facts(&record, Form::Ego, options);
            let rows = tables[0].rows.iter();
            rows.map(|row| ((text(&row[0]), text(&row[1])), number(&row[2])))
                .collect()
        };
        let sides = |sides: &[usize; 2], name: &str| {
            let words = ["support", "concern"].into_iter().zip(*sides);
            let words = words.filter(|(_, n)| *n > 0);
            words
                .map(|(word, n)| ((name.to_owned(), word.to_owned()), n))
                .collect::<Vec<_>>()
        };
        for (at, one) in record.stakeholders().iter().enumerate() {
            let focus = Some(Focus::Stakeholder(at.into()));
            let own = themes.iter().filter(|((who, _), _)| *who == one.name);
            let expected = own.flat_map(|((_, what), n)| sides(n, what)).collect();
            assert_eq!(
                said(&DrawOptions {
                    focus,
                    ..DrawOptions::default()
                }),
                expected
            );
        }
        for (at, one) in record.themes().iter().enumerate() {
            let focus = Some(Focus::Theme(at.into()));
            let own = themes.iter().filter(|((_, what), _)| *what == one.name);
            let expected = own.flat_map(|((who, _), n)| sides(n, who)).collect();
            assert_eq!(
                said(&DrawOptions {
                    focus,
                    ..DrawOptions::default()
                }),
                expected
            );
        }
    }
}

#[test]
fn ego_is_about_the_loudest_where_nothing_is_asked() {
    let record = read("oewg");
    let picture = draw(&record, Form::Ego, &DrawOptions::default());
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for said in record.to_parts().statements {
        *counts.entry(said.stakeholder.to_string()).or_default() += 1;
    }
    let most = counts.values().max().unwrap();
    let centre = (picture.groups().iter())
        .find(|group| group.class == "node stakeholder")
        .map(|group| group.id.replace("stakeholder-", ""));
    assert_eq!(counts[&centre.unwrap()], *most);
}

#[test]
fn every_mark_has_a_name_and_its_statements() {
    let record = read("oewg");
    for form in FORMS {
        let picture = draw(&record, form, &DrawOptions::default());
        let marks: Vec<_> = (picture.groups().into_iter())
            .filter(|group| group.role != Role::Part)
            .collect();
        assert!(!marks.is_empty(), "{}", form.as_str());
        for mark in marks {
            assert!(
                mark.name.as_ref().is_some_and(|name| name.len() > 3),
                "{}",
                mark.id
            );
            let counted = ["node bar", "node cell", "node card"];
            if counted.iter().any(|class| mark.class.starts_with(class)) {
                assert!(!mark.statements.is_empty(), "{}", mark.id);
            }
        }
        assert!(!picture.facts.is_empty() && picture.description.len() > 100);
    }
}
