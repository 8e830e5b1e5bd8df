//! Every form of every data set, measured: nothing overlaps, nothing is cut, nothing is small,
//! nothing depends on chance, and the SVG holds only what every renderer knows.

use std::collections::BTreeSet;

use plenary::draw::{
    DrawOptions, Element, Embedded, Form, Graphviz, Group, LayoutBackend, LayoutError, Rect, Role,
    Scene, Shape, scene,
};
use plenary::model::{GraphOptions, KnowledgeGraph, Record, RollUp};
use plenary::write::{DotOptions, SvgOptions, dot, svg};
use proptest::prelude::*;

use crate::samples::{SAMPLES, changes, read, shuffled};

/// Least size of text, px: 9 pt at 96 px an inch.
const LEAST_TEXT_PX: f64 = 12.0;

fn draw(
    record: &Record,
    form: Form,
    roll_up: RollUp,
    backend: Option<&dyn LayoutBackend>,
) -> Scene {
    let graph = KnowledgeGraph::new(record, GraphOptions { roll_up });
    scene(record, &graph, form, &DrawOptions::default(), backend).expect("the engine is built in")
}

fn every_scene(mut check: impl FnMut(&str, &Scene)) {
    for name in SAMPLES {
        let record = read(name);
        for form in Form::ALL {
            for roll_up in [RollUp::None, RollUp::Ancestors, RollUp::Top] {
                let what = format!("{name} {} {roll_up:?}", form.as_str());
                check(&what, &draw(&record, form, roll_up, None));
            }
            let embedded = draw(&record, form, RollUp::None, Some(&Embedded));
            check(&format!("{name} {} embedded", form.as_str()), &embedded);
        }
    }
    for (name, scene) in changes(&DrawOptions::default()) {
        check(&name, &scene);
    }
}

fn nodes(scene: &Scene) -> Vec<&Group> {
    scene
        .groups()
        .into_iter()
        .filter(|group| group.role == Role::Node)
        .collect()
}

#[test]
fn no_text_leaves_its_node() {
    every_scene(|what, scene| {
        for node in nodes(scene) {
            let bounds = node.bounds.expect("nodes have boxes").grown(0.01);
            for text in node.texts() {
                let room = text.bounds();
                assert!(
                    bounds.contains(room),
                    "{what}: {:?} of {} in {bounds:?}",
                    text.content,
                    node.id
                );
            }
        }
    });
}

#[test]
fn no_two_nodes_overlap() {
    every_scene(|what, scene| {
        let boxes: Vec<(&str, Rect)> = nodes(scene)
            .iter()
            .map(|n| (n.id.as_str(), n.bounds.expect("a box")))
            .collect();
        for (i, (a, first)) in boxes.iter().enumerate() {
            for (b, second) in &boxes[i + 1..] {
                assert!(!first.grown(-0.01).overlaps(*second), "{what}: {a} and {b}");
            }
        }
    });
}

#[test]
fn nothing_leaves_the_page_and_no_text_is_small() {
    every_scene(|what, scene| {
        let page = Rect::new(0.0, 0.0, scene.width_px, scene.height_px);
        for group in scene.groups() {
            if let Some(bounds) = group.bounds {
                assert!(page.contains(bounds), "{what}: {} at {bounds:?}", group.id);
            }
            for text in group.texts() {
                assert!(
                    text.font.size_px >= LEAST_TEXT_PX,
                    "{what}: {}",
                    text.content
                );
                if text.turn_degrees == 0.0 {
                    assert!(page.contains(text.bounds()), "{what}: {}", text.content);
                }
            }
        }
    });
}

#[test]
fn stance_is_told_four_times() {
    every_scene(|what, scene| {
        for edge in scene
            .groups()
            .into_iter()
            .filter(|group| group.role == Role::Edge)
        {
            let shapes: Vec<&Shape> = edge
                .children
                .iter()
                .filter_map(|child| match child {
                    Element::Shape(shape) => Some(shape),
                    _ => None,
                })
                .collect();
            let line = shapes[0].stroke.expect("an edge is a line");
            let head_is_filled = shapes[1].fill.is_some();
            let sign = format!("{:?}", shapes.last().expect("a sign").outline)
                .matches("Move")
                .count();
            let concern = edge.class.ends_with("concern");
            let told = (line.colour.0, line.dash_px.is_some(), head_is_filled, sign);
            let expected = if concern {
                ("#D55E00", true, false, 1)
            } else {
                ("#0072B2", false, true, 2)
            };
            assert_eq!(told, expected, "{what}: {}", edge.id);
        }
    });
}

#[test]
fn svg_is_portable_and_can_be_read_aloud() {
    const ELEMENTS: [&str; 8] = [
        "svg", "title", "desc", "g", "rect", "circle", "path", "text",
    ];
    const ATTRIBUTES: [&str; 26] = [
        "width",
        "height",
        "viewBox",
        "role",
        "aria-labelledby",
        "aria-label",
        "lang",
        "font-family",
        "id",
        "class",
        "x",
        "y",
        "rx",
        "cx",
        "cy",
        "r",
        "d",
        "fill",
        "stroke",
        "stroke-width",
        "stroke-dasharray",
        "font-size",
        "font-weight",
        "text-anchor",
        "direction",
        "transform",
    ];
    every_scene(|what, scene| {
        let text = svg(scene, &SvgOptions::default());
        let xml =
            roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{what}: {error}"));
        let root = xml.root_element();
        assert_eq!(root.attribute("role"), Some("img"), "{what}");
        let mut ids = BTreeSet::new();
        for node in xml.descendants().filter(roxmltree::Node::is_element) {
            let name = node.tag_name().name();
            assert!(ELEMENTS.contains(&name), "{what}: <{name}>");
            for attribute in node.attributes() {
                assert!(
                    ATTRIBUTES.contains(&attribute.name()),
                    "{what}: {}",
                    attribute.name()
                );
                assert!(!attribute.value().contains("url("), "{what}");
            }
            if let Some(id) = node.attribute("id") {
                assert!(ids.insert(id), "{what}: id {id} twice");
            }
            if node
                .attribute("class")
                .is_some_and(|c| c.starts_with("node") || c.starts_with("edge"))
            {
                let title = node.first_element_child().expect("named");
                assert_eq!(title.tag_name().name(), "title", "{what}");
                assert_eq!(title.text(), node.attribute("aria-label"), "{what}");
            }
        }
        let named = root
            .attribute("aria-labelledby")
            .expect("named by title and desc");
        for id in named.split(' ') {
            let target = xml
                .descendants()
                .find(|n| n.attribute("id") == Some(id))
                .expect("is there");
            assert!(
                target.text().is_some_and(|text| !text.trim().is_empty()),
                "{what}: {id}"
            );
        }
        assert!(
            text.lines().all(|line| line.matches('<').count() <= 2),
            "{what}: one element a line"
        );
    });
}

#[test]
fn same_input_same_bytes() {
    for name in SAMPLES {
        let record = read(name);
        for form in Form::ALL {
            let first = svg(
                &draw(&record, form, RollUp::None, None),
                &SvgOptions::default(),
            );
            for seed in 0..3 {
                let other = shuffled(&record, seed);
                let again = svg(
                    &draw(&other, form, RollUp::None, None),
                    &SvgOptions::default(),
                );
                assert!(first == again, "{name} {}", form.as_str());
            }
        }
    }
}

#[test]
fn pictures_of_one_page_do_not_share_ids() {
    let record = read("oewg");
    let mut seen = BTreeSet::new();
    for form in Form::ALL {
        let text = svg(
            &draw(&record, form, RollUp::None, None),
            &SvgOptions::default(),
        );
        let xml = roxmltree::Document::parse(&text).expect("XML");
        for id in xml.descendants().filter_map(|node| node.attribute("id")) {
            assert!(seen.insert(id.to_owned()), "{id}");
        }
    }
}

/// Relative luminance and contrast as WCAG 2.2 defines them.
fn contrast(a: &str, b: &str) -> f64 {
    let luminance = |hex: &str| {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).expect("hex")) / 255.0;
            if value <= 0.040_45 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn lines_stand_out_from_paper_and_panel() {
    assert!((contrast("#000000", "#FFFFFF") - 21.0).abs() < 1e-9);
    let mut least_line = f64::INFINITY;
    every_scene(|what, scene| {
        for group in scene.groups() {
            for child in &group.children {
                if let (Element::Shape(shape), Role::Edge) = (child, group.role) {
                    let paints = [shape.fill, shape.stroke.map(|stroke| stroke.colour)];
                    for colour in paints
                        .into_iter()
                        .flatten()
                        .filter(|colour| colour.0 != "#FFFFFF")
                    {
                        let ratio =
                            contrast(colour.0, "#FFFFFF").min(contrast(colour.0, "#F3F4F6"));
                        least_line = least_line.min(ratio);
                        assert!(ratio >= 3.0, "{what}: {} {ratio:.2}", colour.0);
                    }
                }
            }
        }
    });
    println!("least contrast of lines: {least_line:.2}; of text: looks.rs");
}

#[test]
fn a_failing_engine_is_an_error() {
    let record = read("oewg");
    let graph = KnowledgeGraph::new(&record, GraphOptions::default());
    for answer in ["", "{}", "{\"bb\":\"0,0,10,10\",\"objects\":[]}", "null"] {
        let engine = Graphviz::new("broken", |_: &str| Ok(answer.to_owned()));
        let result = scene(
            &record,
            &graph,
            Form::Map,
            &DrawOptions::default(),
            Some(&engine),
        );
        assert!(
            matches!(result, Err(LayoutError::Failed { .. })),
            "{answer}"
        );
    }
}

#[test]
fn dot_is_drawn_by_the_embedded_graphviz_without_a_word() {
    for name in SAMPLES {
        let record = read(name);
        let graph = KnowledgeGraph::new(&record, GraphOptions::default());
        for form in Form::ALL.into_iter().filter(|form| form.is_graph()) {
            let diagram = plenary::draw::diagram(&record, &graph, form, &DrawOptions::default());
            let text = dot(&diagram.expect("a graph"), DotOptions::default());
            let drawn = graphviz_pure::render_dot(&text, "dot", "svg")
                .unwrap_or_else(|e| panic!("{name}: {e}"));
            let said: Vec<String> = drawn
                .diagnostics()
                .iter()
                .map(|d| format!("{d:?}"))
                // Its tables have no widths for other scripts; C Graphviz asks a font instead.
                .filter(|said| {
                    !said.contains("width of non-ASCII") && !said.contains("non-ASCII character")
                })
                .collect();
            assert!(said.is_empty(), "{name} {}: {said:?}", form.as_str());
            let svg = drawn.into_output();
            let xml = roxmltree::Document::parse_with_options(
                &svg,
                roxmltree::ParsingOptions {
                    allow_dtd: true,
                    ..Default::default()
                },
            )
            .unwrap_or_else(|e| panic!("{name}: {e}"));
            let texts: Vec<&str> = xml
                .descendants()
                .filter(|n| n.has_tag_name("text"))
                .filter_map(|n| n.text())
                .collect();
            if name == "nasty" && form == Form::Map {
                let all = texts.join("\n");
                for part in ["\"", "<", "&", "\\"] {
                    assert!(all.contains(part), "{part} in {all}");
                }
            }
        }
    }
}

#[test]
fn graphviz_rust_reads_its_own_dot_back() {
    let record = read("oewg");
    let graph = KnowledgeGraph::new(&record, GraphOptions::default());
    for form in [Form::Alignment, Form::Map, Form::Arguments] {
        let diagram = plenary::draw::diagram(&record, &graph, form, &DrawOptions::default())
            .expect("a graph");
        let text = dot(&diagram, DotOptions { legend: false });
        let parsed = graphviz_rust::parse(&text).expect("legal DOT");
        let graphviz_rust::dot_structures::Graph::DiGraph { stmts, .. } = parsed else {
            panic!("a digraph")
        };
        let edges = stmts
            .iter()
            .filter(|s| matches!(s, graphviz_rust::dot_structures::Stmt::Edge(_)))
            .count();
        assert_eq!(edges, diagram.edges.len());
    }
}

/// With C Graphviz on the path, the committed DOT files too: exit 0, not a word on stderr.
#[test]
fn installed_graphviz_draws_every_committed_dot_without_a_word() {
    use std::process::Command;
    let found = Command::new("dot")
        .arg("-V")
        .output()
        .is_ok_and(|out| out.status.success());
    if !found {
        assert!(
            std::env::var_os("PLENARY_TOOLS").is_none(),
            "PLENARY_TOOLS is set, but there is no dot"
        );
        println!("skipped: no dot on the path");
        return;
    }
    let mut drawn = 0;
    for folder in std::fs::read_dir("exports").expect("exports").flatten() {
        for file in std::fs::read_dir(folder.path())
            .into_iter()
            .flatten()
            .flatten()
        {
            if file
                .path()
                .extension()
                .is_some_and(|suffix| suffix == "dot")
            {
                let out = Command::new("dot")
                    .arg("-Tsvg")
                    .arg(file.path())
                    .output()
                    .expect("dot runs");
                let said = String::from_utf8_lossy(&out.stderr);
                assert!(
                    out.status.success() && said.is_empty(),
                    "{}: {said}",
                    file.path().display()
                );
                drawn += 1;
            }
        }
    }
    assert!(drawn >= 3, "{drawn} files");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Whatever a label holds, SVG stays XML and holds the label; DOT stays DOT.
    #[test]
    fn any_label_survives(label in "\\PC{1,120}", more in any::<String>()) {
        let label = format!("{label}{more}x");
        let record = crate::samples::labelled(&label);
        let graph = KnowledgeGraph::new(&record, GraphOptions::default());
        for form in Form::ALL {
            let picture = scene(&record, &graph, form, &DrawOptions { title: Some(label.clone()), ..DrawOptions::default() }, None)
                .expect("drawn");
            let text = svg(&picture, &SvgOptions::default());
            prop_assert!(roxmltree::Document::parse(&text).is_ok());
            if let Some(diagram) = plenary::draw::diagram(&record, &graph, form, &DrawOptions::default()) {
                let text = dot(&diagram, DotOptions::default());
                prop_assert!(graphviz_pure::parse_dot(&text).is_ok(), "{}", text);
            }
        }
    }
}
