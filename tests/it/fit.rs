//! Pictures fit the page that they are made for; what is folded is said, and adds up.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock, Mutex, OnceLock};

use plenary::analysis::Cell;
use plenary::draw::{
    DrawOptions, Form, Group, Grouping, Language, Medium, Rect, Role, Scene, choose, choose_in,
    diagram, scene,
};
use plenary::model::{
    ClaimId, EdgeKind, GraphOptions, KnowledgeGraph, Parts, Record, Relation, RollUp,
    StakeholderId, Stance, StatementId, ThemeId,
};

use crate::picture_quality::quality;
use crate::records::{oewg, record};
use crate::samples;

pub(crate) fn assembly() -> Record {
    record(&[
        "graph/assembly-2030/codebook.json",
        "graph/assembly-2030/opening-2030-03.json",
        "graph/assembly-2030/second-2030-11.json",
        "graph/assembly-2030/closing-2031-09.json",
    ])
}

/// So many of each, with statements and relations by a plain rule.
pub(crate) fn made(people: usize, themes: usize, claims: usize) -> Record {
    let mut parts: Parts = oewg().to_parts();
    let (person, theme) = (parts.stakeholders[0].clone(), parts.themes[0].clone());
    let (claim, statement) = (parts.claims[0].clone(), parts.statements[0].clone());
    let id = |stem: &str, i: usize| format!("{stem}-{i:04}");
    parts.stakeholders = (0..people)
        .map(|i| {
            let mut it = person.clone();
            it.id = StakeholderId::new(&id("p", i)).expect("an id");
            it.name = format!("Stakeholder number {i}");
            it.aliases.clear();
            it
        })
        .collect();
    parts.themes = (0..themes)
        .map(|i| {
            let mut it = theme.clone();
            it.id = ThemeId::new(&id("t", i)).expect("an id");
            it.name = format!("Theme number {i}");
            it.broader = None;
            it
        })
        .collect();
    parts.claims = (0..claims)
        .map(|i| {
            let mut it = claim.clone();
            it.id = ClaimId::new(&id("c", i)).expect("an id");
            it.text = format!("A claim of some length that has the number {i}");
            let stance = [Stance::Support, Stance::Concern][i % 3 / 2];
            it.themes = [(ThemeId::new(&id("t", i % themes)).expect("an id"), stance)].into();
            it
        })
        .collect();
    parts.statements = (0..people * 12)
        .map(|i| {
            let mut it = statement.clone();
            it.id = StatementId::new(&id("s", i)).expect("an id");
            it.stakeholder = StakeholderId::new(&id("p", i % people)).expect("an id");
            it.claim = ClaimId::new(&id("c", (i * 7 + i / people) % claims)).expect("an id");
            it.stance = [Stance::Support, Stance::Concern][i % 5 / 4];
            it
        })
        .collect();
    parts.relations = (0..claims - 1)
        .map(|i| Relation {
            from: ClaimId::new(&id("c", i + 1)).expect("an id"),
            to: ClaimId::new(&id("c", i / 3)).expect("an id"),
            stance: [Stance::Support, Stance::Concern][i % 4 / 3],
            basis: None,
            source: None,
            comment: None,
        })
        .collect();
    Record::resolve(parts).expect("refers to itself only")
}

/// Made once for all tests.
static RECORDS: LazyLock<Vec<(&'static str, Record)>> = LazyLock::new(|| {
    let mut all: Vec<(&str, Record)> = samples::SAMPLES
        .iter()
        .map(|&name| (name, samples::read(name)))
        .collect();
    all.push(("assembly", assembly()));
    all.push(("60 x 40", made(60, 40, 200)));
    all.push(("1,000 claims", made(30, 25, 1000)));
    all
});

/// Drawn once for all tests, by the record's name.
fn shared(name: &'static str, form: Form, medium: Medium) -> Arc<OnceLock<Scene>> {
    type Drawn = BTreeMap<(&'static str, Form, &'static str), Arc<OnceLock<Scene>>>;
    static DRAWN: Mutex<Drawn> = Mutex::new(BTreeMap::new());
    let key = (name, form, medium.as_str());
    let mut all = DRAWN.lock().expect("nothing is drawn under the lock");
    let cell = Arc::clone(all.entry(key).or_default());
    drop(all);
    cell.get_or_init(|| {
        let mut records = RECORDS.iter();
        let (_, record) = records.find(|it| it.0 == name).expect("a record of ours");
        let options = DrawOptions {
            medium,
            ..DrawOptions::default()
        };
        draw(record, form, &options)
    });
    cell
}

fn draw(record: &Record, form: Form, options: &DrawOptions) -> Scene {
    let graph = KnowledgeGraph::new(record, GraphOptions::default());
    scene(record, &graph, form, options, None).expect("our own layouts cannot fail")
}

/// Not higher than the page, or said to be so, with what helps.
#[track_caller]
fn check_height(what: &str, medium: Medium, scene: &Scene) {
    let Some(page) = medium.height_px() else {
        return;
    };
    let said = scene
        .notes
        .iter()
        .any(|note| note.contains("higher than the page") && note.contains("--for"));
    let fits = scene.height_px <= page;
    assert!(
        fits != said,
        "{what}: {} of {page} px, {:?}",
        scene.height_px,
        scene.notes
    );
    // The committed records fit, and so do large ones.
    let made_to_be_hard = ["nasty", "empty", "one-node"]
        .iter()
        .any(|name| what.starts_with(name));
    assert!(
        fits || made_to_be_hard,
        "{what}: {} of {page} px",
        scene.height_px
    );
}

#[track_caller]
fn check_fit(what: &str, form: Form, medium: Medium, scene: &Scene) {
    let what = format!("{what}, {} for {}", form.as_str(), medium.as_str());
    let width = medium.width_px();
    assert!(
        scene.width_px <= width,
        "{what}: {} of {width} px",
        scene.width_px
    );
    check_height(&what, medium, scene);
    let page = Rect::new(0.0, 0.0, scene.width_px, scene.height_px);
    let mut boxes: Vec<(&str, Rect)> = Vec::new();
    for group in scene.groups() {
        for text in group.texts() {
            assert!(text.font.size_px >= 12.0, "{what}: {}", text.content);
            assert!(
                page.contains(text.bounds()),
                "{what}: {} is cut",
                text.content
            );
        }
        if let (Role::Node, Some(b)) = (group.role, group.bounds) {
            assert!(page.contains(b), "{what}: {}", group.id);
            let inside = |g: &Group| g.texts().iter().all(|t| b.grown(0.01).contains(t.bounds()));
            assert!(inside(group), "{what}: text leaves {}", group.id);
            boxes.push((&group.id, b.grown(-0.01)));
        }
    }
    boxes.sort_by(|a, b| a.1.y.total_cmp(&b.1.y));
    for (i, (a, first)) in boxes.iter().enumerate() {
        let near = boxes[i + 1..]
            .iter()
            .take_while(|(_, b)| b.y < first.bottom());
        for (b, second) in near {
            assert!(!first.overlaps(*second), "{what}: {a} and {b}");
        }
    }
}

fn check_every_medium(form: Form) {
    for &(name, _) in RECORDS.iter() {
        for medium in Medium::ALL {
            let drawn = shared(name, form, medium);
            check_fit(name, form, medium, drawn.get().expect("is drawn"));
        }
    }
}

#[test]
fn alignment_fits_every_medium() {
    check_every_medium(Form::Alignment);
}

#[test]
fn map_fits_every_medium() {
    check_every_medium(Form::Map);
}

#[test]
fn arguments_fit_every_medium() {
    check_every_medium(Form::Arguments);
}

#[test]
fn timeline_fits_every_medium() {
    check_every_medium(Form::Timeline);
}

#[test]
fn windows_fit_every_medium() {
    check_every_medium(Form::Windows);
}

/// The forms that other tests here draw for every medium are left out.
#[test]
fn every_form_keeps_to_its_page() {
    let forms = [
        Form::Bars,
        Form::Overlap,
        Form::Tree,
        Form::Matrix,
        Form::Ego,
    ];
    for &(name, _) in RECORDS.iter() {
        for form in forms {
            for medium in Medium::ALL {
                let what = format!("{name}, {} for {}", form.as_str(), medium.as_str());
                let drawn = shared(name, form, medium);
                check_height(&what, medium, drawn.get().expect("is drawn"));
            }
        }
    }
}

#[test]
fn other_languages_fit_too() {
    for (name, record) in [("oewg", oewg()), ("assembly", assembly())] {
        for language in [Language::Fr, Language::Es] {
            for form in Form::ALL {
                for medium in [Medium::A4, Medium::Slide, Medium::Column] {
                    let options = DrawOptions {
                        medium,
                        language,
                        ..DrawOptions::default()
                    };
                    let what = format!(
                        "{name}, {} for {} in {}",
                        form.as_str(),
                        medium.as_str(),
                        language.as_str()
                    );
                    let scene = draw(&record, form, &options);
                    let found = quality(&scene);
                    assert_eq!((found.nodes, found.labels), (0, 0), "{what}: {found:?}");
                    let page = Rect::new(0.0, 0.0, scene.width_px, scene.height_px);
                    for text in scene.groups().iter().flat_map(|group| group.texts()) {
                        assert!(text.font.size_px >= 12.0, "{what}: {}", text.content);
                        if text.turn_degrees == 0.0 {
                            let inside = page.contains(text.bounds());
                            assert!(inside, "{what}: {} is cut", text.content);
                        }
                    }
                    if let (true, Some(page)) = (form != Form::Network, medium.height_px()) {
                        assert!(scene.height_px <= page, "{what}: {} px", scene.height_px);
                    }
                }
            }
        }
    }
}

#[test]
fn what_stands_for_several_claims_is_slim() {
    for medium in Medium::ALL {
        let drawn = shared("assembly", Form::Map, medium);
        let scene = drawn.get().expect("is drawn");
        let heights = |several: bool| {
            let nodes = scene.groups().into_iter().filter(move |group| {
                group.class == "node claim" && group.id.contains("_more") == several
            });
            nodes.map(|node| node.bounds.expect("a box").height)
        };
        let most = heights(true).fold(0.0, f64::max);
        assert!(heights(true).count() > 0 && heights(false).count() > 0);
        let what = medium.as_str();
        assert!(most <= 54.0, "{what}: {most} px");
        // Lines to the same box and of one stance end at one place; others do not.
        let edges = scene.groups().into_iter().filter(|g| g.role == Role::Edge);
        for edge in edges.filter(|g| g.class.starts_with("edge statement")) {
            assert!(!edge.statements.is_empty(), "{what}: {}", edge.id);
        }
    }
}

#[test]
fn groups_of_stakeholders_fit_too() {
    for group in [Grouping::Kind, Grouping::Coalition, Grouping::None] {
        for form in [Form::Alignment, Form::Map] {
            for medium in [Medium::A4, Medium::Column] {
                let options = DrawOptions {
                    medium,
                    group,
                    ..DrawOptions::default()
                };
                check_fit("assembly", form, medium, &draw(&assembly(), form, &options));
                check_fit("oewg", form, medium, &draw(&oewg(), form, &options));
            }
        }
    }
}

fn words(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        other => format!("{other:?}"),
    }
}

/// The statements on the edges into and out of the nodes that stand for several.
fn folded_rows(scene: &Scene, node: &str, stance: Stance) -> BTreeSet<usize> {
    let edges = scene.groups().into_iter().filter(|g| g.role == Role::Edge);
    let touching = edges.filter(|g| {
        let ends = g.ends.as_ref().expect("edges have ends");
        g.class.ends_with(stance.as_str()) && ends.iter().any(|end| end == node)
    });
    touching
        .flat_map(|g| g.statements.iter().copied())
        .collect()
}

#[test]
fn what_is_folded_adds_up() {
    for (name, record) in [("assembly", assembly()), ("60 x 40", made(60, 40, 200))] {
        let options = DrawOptions {
            medium: Medium::Web,
            top: Some(6),
            ..DrawOptions::default()
        };
        let scene = draw(&record, Form::Alignment, &options);
        let folded = scene
            .facts
            .iter()
            .find(|t| t.title == "Folded")
            .expect("is said");
        let names: BTreeSet<String> = (folded.rows.iter())
            .filter(|row| words(&row[0]).contains("stakeholder"))
            .map(|row| words(&row[1]))
            .collect();
        assert_eq!(names.len() + 6, record.stakeholders().len(), "{name}");
        // Counted again from the table of statements alone.
        let table = record.statements();
        for stance in Stance::ALL {
            let again: BTreeSet<usize> = (table.rows())
                .filter(|&row| {
                    let who = &record.stakeholder(table.stakeholder(row)).name;
                    let bears = record.claim_themes(table.claim(row)).iter();
                    names.contains(who)
                        && bears.clone().any(|&(_, s)| s * table.stance(row) == stance)
                })
                .map(|row| row.index())
                .collect();
            assert_eq!(
                folded_rows(&scene, "stakeholder-_more", stance),
                again,
                "{name} {stance}"
            );
        }
        let said = &scene.notes.join(" ");
        assert!(
            said.contains("6 stakeholders") && said.contains("matrix"),
            "{said}"
        );
    }
}

#[test]
fn every_statement_is_in_a_folded_map() {
    let record = assembly();
    let drawn = shared("assembly", Form::Map, Medium::A4);
    let scene = drawn.get().expect("is drawn");
    let edges = scene.groups().into_iter();
    let shown: usize = edges
        .filter(|g| g.class.starts_with("edge statement"))
        .map(|g| g.statements.len())
        .sum();
    assert_eq!(shown, record.statements().len());
    assert!(!scene.notes.is_empty());
}

#[test]
fn every_relation_is_in_the_table_and_drawn_or_counted() {
    for &(name, ref record) in RECORDS.iter() {
        let graph = KnowledgeGraph::new(record, GraphOptions::default());
        let expected = graph.edges(EdgeKind::Relation).count();
        for medium in [Medium::A4, Medium::Column, Medium::Web] {
            let drawn = shared(name, Form::Arguments, medium);
            let scene = drawn.get().expect("is drawn");
            let facts = scene
                .facts
                .iter()
                .find(|t| t.title == "Relations")
                .expect("facts");
            let told: usize = (facts.rows.iter())
                .map(|row| {
                    words(&row[3])
                        .trim_matches(|c: char| !c.is_ascii_digit())
                        .parse::<usize>()
                        .expect("a number")
                })
                .sum();
            assert_eq!(told, expected, "{name}");
            let groups = scene.groups().into_iter();
            let drawn = groups.filter(|g| g.role == Role::Edge).count();
            let note = format!("Shown are {drawn} of {expected} relations");
            let said = scene.notes.iter().any(|it| it.starts_with(&note));
            assert!(
                (drawn == expected) != said,
                "{name}, {}: {drawn} of {expected}, {:?}",
                medium.as_str(),
                scene.notes
            );
        }
    }
}

#[test]
fn nothing_is_folded_where_it_fits() {
    let options = DrawOptions {
        medium: Medium::Web,
        ..DrawOptions::default()
    };
    for form in [Form::Alignment, Form::Map, Form::Arguments] {
        let scene = draw(&oewg(), form, &options);
        assert!(
            scene.notes.is_empty(),
            "{}: {:?}",
            form.as_str(),
            scene.notes
        );
    }
}

#[test]
fn statements_are_behind_every_edge() {
    for (name, record) in [("oewg", oewg()), ("assembly", assembly())] {
        let graph = KnowledgeGraph::new(
            &record,
            GraphOptions {
                roll_up: RollUp::None,
            },
        );
        for form in [Form::Alignment, Form::Map] {
            let made = diagram(&record, &graph, form, &DrawOptions::default()).expect("a graph");
            for edge in made.edges.iter().filter(|e| e.kind != EdgeKind::Theme) {
                assert_eq!(
                    edge.statements.len() as f64,
                    edge.weight,
                    "{name}: {}",
                    edge.id
                );
            }
        }
    }
}

#[track_caller]
fn check_choice(record: &Record, form: Form, why: &str) {
    let graph = KnowledgeGraph::new(record, GraphOptions::default());
    let (chosen, said) = choose(record, &graph);
    assert_eq!(chosen, form, "{said}");
    assert!(said.contains(why), "{said}");
}

#[test]
fn the_form_follows_the_size() {
    check_choice(&oewg(), Form::Alignment, "7 stakeholders");
    check_choice(&made(12, 5, 20), Form::Alignment, "12 stakeholders");
    check_choice(&made(13, 5, 20), Form::Matrix, "13 stakeholders");
    check_choice(&assembly(), Form::Matrix, "40 stakeholders");
    check_choice(&made(41, 5, 20), Form::Bars, "--top 15");
    let graph = KnowledgeGraph::new(&oewg(), GraphOptions::default());
    let (_, french) = choose_in(&oewg(), &graph, Language::Fr);
    assert!(french.contains("7 parties prenantes"), "{french}");
    check_choice(&samples::read("empty"), Form::Alignment, "nothing to draw");
    let mut parts = oewg().to_parts();
    parts
        .claims
        .iter_mut()
        .for_each(|claim| claim.themes.clear());
    check_choice(
        &Record::resolve(parts.clone()).unwrap(),
        Form::Map,
        "no positions",
    );
    parts.statements.clear();
    check_choice(
        &Record::resolve(parts).unwrap(),
        Form::Arguments,
        "relations",
    );
}

#[test]
fn a_timeline_shows_every_statement_and_change() {
    let record = assembly();
    let drawn = shared("assembly", Form::Timeline, Medium::Web);
    let scene = drawn.get().expect("is drawn");
    let groups = scene.groups();
    let marks = groups
        .iter()
        .filter(|g| g.class.starts_with("node statement"))
        .count();
    assert_eq!(marks, record.statements().len());
    // Counted again: pairs of successive sessions of one stakeholder on one claim.
    let table = record.statements();
    let mut changes = 0;
    for first in table.rows() {
        let same = |&row: &_| {
            table.stakeholder(row) == table.stakeholder(first)
                && table.claim(row) == table.claim(first)
        };
        let date = |row| record.date_of(row).expect("dated");
        let next = table
            .rows()
            .filter(same)
            .filter(|&row| date(row) > date(first));
        if let Some(next) = next.min_by_key(|&row| date(row)) {
            changes += usize::from(table.stance(next) != table.stance(first));
        }
    }
    let drawn = groups.iter().filter(|g| g.class == "change").count();
    assert_eq!(drawn, changes);
    assert!(changes > 10);
    assert!(groups.iter().any(|g| g.class == "node window"));
    let one_day = draw(&oewg(), Form::Timeline, &DrawOptions::default());
    let texts: Vec<String> = one_day
        .groups()
        .iter()
        .flat_map(|g| g.texts())
        .map(|t| t.content.clone())
        .collect();
    assert!(texts.join(" ").contains("Everything was said on one day"));
}
