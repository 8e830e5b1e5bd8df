//! Bands of `alignment`: one scale of widths, ends that keep clear of each other, and what a
//! record with many stakeholders shows.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read its own picture has failed"
)]

use std::collections::{BTreeMap, BTreeSet};

use plenary::analysis::Cell;
use plenary::draw::{
    DrawOptions, Element, Form, Group, Language, Medium, Outline, Point, Role, Scene, Shape, scene,
};
use plenary::model::{GraphOptions, KnowledgeGraph, Record, Stance};

use crate::fit::{assembly, made};
use crate::samples;

fn draw(record: &Record, options: &DrawOptions) -> Scene {
    let graph = KnowledgeGraph::new(record, GraphOptions::default());
    scene(record, &graph, Form::Alignment, options, None).expect("our own layouts cannot fail")
}

fn for_medium(medium: Medium) -> DrawOptions {
    DrawOptions {
        medium,
        ..DrawOptions::default()
    }
}

fn of_class<'s>(scene: &'s Scene, class: &str) -> Vec<&'s Group> {
    let groups = scene.groups().into_iter();
    groups.filter(|g| g.class == class).collect()
}

fn shapes(edge: &Group) -> Vec<&Shape> {
    let all = edge.children.iter().filter_map(|child| match child {
        Element::Shape(shape) => Some(shape),
        _ => None,
    });
    all.collect()
}

/// Number of statements and width of each band.
fn widths(scene: &Scene) -> BTreeSet<(usize, u64)> {
    let edges = scene.groups().into_iter().filter(|g| g.role == Role::Edge);
    edges
        .map(|edge| {
            let width = shapes(edge)[0].stroke.unwrap().width_px;
            (edge.statements.len(), (width * 1000.0).round() as u64)
        })
        .collect()
}

#[track_caller]
fn check_scale(what: &str, scene: &Scene) {
    let widths: Vec<(usize, u64)> = widths(scene).into_iter().collect();
    for &(n, width) in &widths {
        assert!((1500..=14_000).contains(&width), "{what}: {n} is {width}");
    }
    // As many statements, as wide; each further one adds the same.
    let (Some(&first), Some(&last)) = (widths.first(), widths.last()) else {
        return;
    };
    let per_one = (last.1 - first.1) as f64 / (last.0 - first.0).max(1) as f64;
    for &(n, width) in &widths {
        let expected = first.1 as f64 + per_one * (n - first.0) as f64;
        assert!((width as f64 - expected).abs() < 2.0, "{what}: {widths:?}");
        assert!(last.0 == first.0 || per_one > 0.0, "{what}: {widths:?}");
    }
}

/// The sign of each edge by the node that it ends at: where, and how large.
fn signs(scene: &Scene) -> BTreeMap<String, Vec<(Point, f64)>> {
    let mut signs: BTreeMap<String, Vec<(Point, f64)>> = BTreeMap::new();
    for edge in scene.groups().into_iter().filter(|g| g.role == Role::Edge) {
        let to = edge.ends.as_ref().unwrap()[1].clone();
        let disc = shapes(edge).into_iter().find_map(|it| match it.outline {
            Outline::Circle(at, radius) => Some((at, radius)),
            _ => None,
        });
        signs.entry(to).or_default().push(disc.unwrap());
    }
    signs
}

#[track_caller]
fn check_signs(what: &str, scene: &Scene) {
    for (node, discs) in signs(scene) {
        for (i, (at, radius)) in discs.iter().enumerate() {
            for (other, its) in &discs[i + 1..] {
                let apart = at.distance(*other);
                // Those into what stands for several come together.
                let is_bundle = node.contains("_more") && (at.y - other.y).abs() < 0.01;
                let clear = apart >= radius + its;
                assert!(clear || is_bundle, "{what}: {node}, {at:?} {other:?}");
            }
        }
    }
}

/// Heads and bars into one node lie one below the other.
#[track_caller]
fn check_ends(what: &str, scene: &Scene) {
    let mut ends: BTreeMap<String, Vec<[f64; 2]>> = BTreeMap::new();
    for edge in scene.groups().into_iter().filter(|g| g.role == Role::Edge) {
        let Outline::Path(steps) = &shapes(edge)[1].outline else {
            panic!("{what}: an end is a path");
        };
        let text = format!("{steps:?}");
        let heights = text.split("y: ").skip(1).map(|rest| {
            let end = rest.find(|c: char| !"-.0123456789e".contains(c)).unwrap();
            rest[..end].parse::<f64>().unwrap()
        });
        let range = heights.fold([f64::INFINITY, -f64::INFINITY], |[a, b], y| {
            [a.min(y), b.max(y)]
        });
        let to = edge.ends.as_ref().unwrap()[1].clone();
        ends.entry(to).or_default().push(range);
    }
    for (node, mut ends) in ends {
        ends.sort_by(|a, b| a[0].total_cmp(&b[0]));
        for pair in ends.windows(2) {
            let clear = pair[0][1] <= pair[1][0];
            assert!(clear || node.contains("_more"), "{what}: {node} {pair:?}");
        }
    }
}

#[test]
fn widths_share_one_scale_and_ends_keep_clear() {
    let mut records: Vec<(&str, Record)> = samples::SAMPLES
        .iter()
        .map(|&name| (name, samples::read(name)))
        .collect();
    records.push(("assembly", assembly()));
    records.push(("60 x 40", made(60, 40, 200)));
    for (name, record) in records {
        for medium in Medium::ALL {
            let scene = draw(&record, &for_medium(medium));
            let what = format!("{name} for {}", medium.as_str());
            check_scale(&what, &scene);
            check_signs(&what, &scene);
            check_ends(&what, &scene);
        }
    }
}

fn words(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        other => format!("{other:?}"),
    }
}

/// Everybody by kind and every broad theme, each statement on the right band.
#[track_caller]
fn check_kinds(record: &Record, medium: Medium) {
    let what = medium.as_str();
    let scene = draw(record, &for_medium(medium));
    let people = of_class(&scene, "node stakeholder");
    let mut expected: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for who in record.stakeholders() {
        let of = expected.entry(who.kind.as_str()).or_default();
        of.insert(who.id.as_str());
    }
    assert_eq!(people.len(), expected.len(), "{what}");
    for (kind, members) in &expected {
        let id = format!("stakeholder-_kind-{kind}");
        let node = people.iter().find(|node| node.id == id).expect(kind);
        let said = node.name.as_deref().unwrap();
        assert!(said.contains(&format!("({})", members.len())), "{said}");
    }
    let page = scene.width_px * scene.height_px;
    for node in scene.groups().into_iter().filter(|g| g.role == Role::Node) {
        let b = node.bounds.unwrap();
        assert!(b.height <= scene.height_px / 5.0, "{what}: {}", node.id);
        assert!(b.width * b.height <= page / 5.0, "{what}: {}", node.id);
    }
    let notes = scene.notes.join(" ");
    assert!(notes.contains("count as their kind"), "{what}: {notes}");

    // Counted again from the table of statements alone.
    let table = record.statements();
    let mut bands: BTreeMap<(String, String), BTreeSet<usize>> = BTreeMap::new();
    for row in table.rows() {
        let kind = record.stakeholder(table.stakeholder(row)).kind;
        for &(theme, stance) in record.claim_themes(table.claim(row)) {
            let top = &record.theme(record.top_theme(theme)).id;
            let stance: Stance = stance * table.stance(row);
            let ends = format!("stakeholder-_kind-{} {stance}", kind.as_str());
            let band = bands.entry((ends, format!("theme-{top}"))).or_default();
            band.insert(row.index());
        }
    }
    for edge in scene.groups().into_iter().filter(|g| g.role == Role::Edge) {
        let [from, to] = edge.ends.clone().unwrap();
        if to.contains("_more") {
            continue;
        }
        let stance = edge.class.rsplit(' ').next().unwrap();
        let rows: BTreeSet<usize> = edge.statements.iter().copied().collect();
        let again = bands.remove(&(format!("{from} {stance}"), to));
        assert_eq!(Some(rows), again, "{what}: {}", edge.id);
    }
    let has_rest = scene.groups().iter().any(|g| g.id.contains("theme-_more"));
    assert!(bands.is_empty() || has_rest, "{what}: {bands:?}");
    let folded = scene.facts.iter().find(|t| t.title == "Folded").unwrap();
    let told = folded.rows.iter().map(|row| words(&row[1]));
    let told: BTreeSet<String> = told.collect();
    for who in record.stakeholders() {
        assert!(told.contains(&who.name), "{what}: {}", who.name);
    }
}

#[test]
fn a_large_record_shows_everybody_by_kind() {
    let record = assembly();
    for medium in [Medium::A4, Medium::Letter, Medium::Slide, Medium::Web] {
        check_kinds(&record, medium);
    }
    for (medium, themes) in [(Medium::A4, 6), (Medium::Letter, 6), (Medium::Web, 6)] {
        let shown = of_class(&draw(&record, &for_medium(medium)), "node theme").len();
        assert_eq!(shown, themes, "{}", medium.as_str());
    }
}

#[test]
fn kinds_are_named_in_every_language() {
    for (language, name) in [(Language::Fr, "État (8)"), (Language::Es, "Estado (8)")] {
        let options = DrawOptions {
            language,
            ..DrawOptions::default()
        };
        let scene = draw(&assembly(), &options);
        let states = of_class(&scene, "node stakeholder");
        let node = states.iter().find(|g| g.id.ends_with("-state")).unwrap();
        assert!(node.name.as_deref().unwrap().starts_with(name));
    }
}

#[test]
fn top_keeps_those_who_say_most() {
    let options = DrawOptions {
        top: Some(5),
        ..DrawOptions::default()
    };
    let scene = draw(&assembly(), &options);
    let people = of_class(&scene, "node stakeholder");
    assert_eq!(people.len(), 6);
    assert!(people.iter().any(|g| g.id == "stakeholder-_more"));
    assert!(people.iter().all(|g| !g.id.contains("_kind")));
}
