//! The picture of what changed: the same places in both halves, every change told without
//! colour, every fact in its table. The laws of all pictures run on it too: see `samples`.

use std::collections::{BTreeMap, BTreeSet};

use plenary::analysis::Cell;
use plenary::analysis::diff;
use plenary::analysis::diff::merged;
use plenary::draw::{
    Colour, DrawOptions, Element, Group, Language, Look, Medium, Role, Scene, Shape, Tone,
};
use plenary::model::StatementIx;
use plenary::write::{SvgOptions, evidence, html, svg};

use crate::samples::{change, changes, pairs, quick, shuffled};

fn nodes(scene: &Scene) -> Vec<&Group> {
    let all = scene.groups().into_iter();
    all.filter(|group| group.role == Role::Node).collect()
}

/// Cells by side, stakeholder and theme.
fn cells(scene: &Scene) -> BTreeMap<(&str, &str, &str), &Group> {
    (nodes(scene).into_iter())
        .filter_map(|node| {
            let mut parts = node.id.splitn(3, "--");
            Some(((parts.next()?, parts.next()?, parts.next()?), node))
        })
        .collect()
}

#[test]
fn both_halves_have_the_same_places() {
    for medium in Medium::ALL {
        let options = DrawOptions {
            medium,
            ..DrawOptions::default()
        };
        for (name, scene) in changes(&options) {
            let mut shifts = BTreeSet::new();
            let (mut rows, mut columns) = (BTreeMap::new(), BTreeMap::new());
            let cells = cells(&scene);
            for (&(side, who, theme), node) in &cells {
                let b = node.bounds.expect("a box");
                let place = |v: f64| format!("{v:.3}");
                let row = rows.entry((side, who)).or_insert_with(|| place(b.y));
                assert_eq!(*row, place(b.y), "{name}: a row is a row");
                let column = columns.entry((side, theme)).or_insert_with(|| place(b.x));
                assert_eq!(*column, place(b.x), "{name}: a column is a column");
                if side == "before"
                    && let Some(twin) = cells.get(&("after", who, theme))
                {
                    let c = twin.bounds.expect("a box");
                    shifts.insert(format!("{:.3} {:.3}", c.x - b.x, c.y - b.y));
                }
            }
            assert!(shifts.len() <= 1, "{name} {}: {shifts:?}", medium.as_str());
        }
    }
}

fn shapes(group: &Group) -> Vec<&Shape> {
    let all = group.children.iter();
    all.filter_map(|child| match child {
        Element::Shape(shape) => Some(shape),
        _ => None,
    })
    .collect()
}

/// What a mark looks like in grey, and where its parts are in its box.
fn look(group: &Group) -> String {
    let b = group.bounds.expect("a box");
    let shapes: Vec<String> = (shapes(group).into_iter())
        .map(|shape| {
            let outline = match &shape.outline {
                plenary::draw::Outline::Rect(r, radius) => {
                    format!("rect {radius:.1} {:.1}", r.y - b.y)
                }
                plenary::draw::Outline::Circle(at, _) => format!("disc {:.1}", at.y - b.y),
                plenary::draw::Outline::Path(steps) => {
                    let tip = steps.iter().find_map(|step| match step {
                        plenary::draw::Step::Line(at) => Some(at.y - b.y),
                        _ => None,
                    });
                    format!("path {} {tip:.1?}", steps.len())
                }
            };
            let dash = shape.stroke.and_then(|stroke| stroke.dash_px).is_some();
            format!("{outline} {} {dash}", shape.fill.is_some())
        })
        .collect();
    shapes.join(", ")
}

#[test]
fn every_change_is_told_by_shape_and_by_words() {
    let all = pairs();
    let (_, before, after) = all.iter().find(|it| it.0 == "turns").expect("is there");
    let grey = DrawOptions {
        look: Look {
            tone: Tone::Grey,
            ..Look::default()
        },
        ..DrawOptions::default()
    };
    let scene = change(before, after, &grey);
    let cells = cells(&scene);
    let of = |side, theme| look(cells[&(side, "harbour", theme)]);
    // One support each: new, as before, more, fewer.
    let kinds = [
        look(cells[&("after", "old-pilots", "t2")]),
        of("after", "t0"),
        of("before", "t1"),
        of("after", "t2"),
        of("after", "t4"),
        of("after", "t5"),
        of("after", "t6"),
    ];
    let distinct: BTreeSet<&String> = kinds.iter().collect();
    assert_eq!(distinct.len(), kinds.len(), "{kinds:#?}");
    // The words of the legend, of each mark, and of the table.
    let words = [
        ("t0", "after", "new"),
        ("t1", "before", "dropped"),
        ("t2", "after", "flipped to the other side"),
        ("t3", "after", "on both sides now"),
        ("t4", "after", "on both sides no longer"),
        ("t5", "after", "more statements"),
        ("t6", "after", "fewer statements"),
        ("t7", "after", "sides otherwise divided"),
    ];
    for (theme, side, word) in words {
        let name = cells[&(side, "harbour", theme)].name.as_deref();
        assert!(name.is_some_and(|name| name.ends_with(word)), "{name:?}");
        let rows = &scene.facts[0].rows;
        let told = rows.iter().any(|row| row[4] == Cell::Text(word.to_owned()));
        assert!(told, "{word}");
    }
    assert!(
        scene
            .description
            .contains("To the other side: Harbour office on Light.")
    );
}

#[test]
fn the_table_is_the_positions_and_the_statements_are_theirs() {
    for (name, before, after) in pairs() {
        let found = diff(&before, &after, &quick());
        let both = merged(&before, &after, &found);
        let all = found.position_pairs(&before, &after, plenary::model::RollUp::None);
        let scene = change(&before, &after, &DrawOptions::default());
        assert_eq!(scene.facts[0].rows.len(), all.len(), "{name}");
        // Rows of the merged record are the statements of the right side.
        let ids = |rows: &[StatementIx], record: &plenary::model::Record| {
            let table = both.record.statements();
            let own = record.statements();
            for (row, merged) in own.rows().zip(rows) {
                assert_eq!(own.stance(row), table.stance(*merged), "{name}");
                assert_eq!(own.quote(row), table.quote(*merged), "{name}");
            }
            assert_eq!(own.len(), rows.len());
        };
        ids(&both.before, &before);
        ids(&both.after, &after);
        for ((side, ..), node) in cells(&scene) {
            let own = if side == "before" {
                &both.before
            } else {
                &both.after
            };
            assert!(!node.statements.is_empty(), "{name}: {}", node.id);
            for row in &node.statements {
                assert!(
                    own.iter().any(|it| it.index() == *row),
                    "{name}: {}",
                    node.id
                );
            }
        }
    }
}

#[test]
fn it_fits_every_page_in_every_language() {
    for language in Language::ALL {
        for medium in Medium::ALL {
            let options = DrawOptions {
                medium,
                language,
                ..DrawOptions::default()
            };
            for (name, scene) in changes(&options) {
                let what = format!("{name} {} {}", medium.as_str(), language.as_str());
                assert!(scene.width_px <= medium.width_px() + 1.0, "{what}");
                let hard = name.contains("nasty");
                if let (Some(page), false) = (medium.height_px(), hard) {
                    assert!(scene.height_px <= page, "{what}: {}", scene.height_px);
                }
            }
        }
    }
}

#[test]
fn the_same_bytes_from_any_order_and_a_page_with_evidence() {
    for (name, before, after) in pairs() {
        let options = DrawOptions::default();
        let text = |a, b| svg(&change(a, b, &options), &SvgOptions::default());
        let first = text(&before, &after);
        assert!(
            first == text(&shuffled(&before, 2), &shuffled(&after, 1)),
            "{name}"
        );
        let found = diff(&before, &after, &quick());
        let both = merged(&before, &after, &found);
        let scene = change(&before, &after, &options);
        let page = html(
            &scene,
            &evidence(&both.record, &scene),
            &plenary::write::HtmlOptions::default(),
        );
        assert!(page.contains("</html>"), "{name}");
    }
}

#[test]
fn a_look_changes_colours_only() {
    let all = pairs();
    let (_, before, after) = &all[3];
    let dark = DrawOptions {
        look: Look {
            tone: Tone::Dark,
            ..Look::default()
        },
        ..DrawOptions::default()
    };
    let scene = change(before, after, &dark);
    assert_eq!(scene.background, Colour("#0D1117"));
}
