//! The self-contained page: what is in its bytes, and how it behaves in a browser.

use std::path::{Path, PathBuf};
use std::process::Command;

use plenary::draw::{DrawOptions, Element, Form, Language, Medium, Role, Scene, scene};
use plenary::model::{GraphOptions, KnowledgeGraph, Record};
use plenary::write::{HtmlOptions, evidence, html};
use serde_json::Value;

use crate::samples::{SAMPLES, labelled, read, shuffled};

fn drawn(record: &Record, form: Form, language: Language) -> Scene {
    let graph = KnowledgeGraph::new(record, GraphOptions::default());
    let options = DrawOptions {
        language,
        medium: Medium::Web,
        ..DrawOptions::default()
    };
    scene(record, &graph, form, &options, None).expect("the engine is built in")
}

/// The page of one form.
fn page(record: &Record, form: Form, language: Language) -> String {
    let scene = drawn(record, form, language);
    html(&scene, &evidence(record, &scene), &HtmlOptions::default())
}

/// What the script is handed.
fn data(page: &str) -> Value {
    let (_, rest) = page
        .split_once("<script type=\"application/json\" id=\"data\">")
        .expect("data");
    let (json, _) = rest.split_once("</script>").expect("an end");
    serde_json::from_str(json).expect("JSON")
}

/// Ids of the statements behind a mark.
fn behind(data: &Value, mark: &str) -> Vec<String> {
    let marks = data["marks"].as_array().unwrap();
    let mark = marks.iter().find(|it| it["id"] == mark).expect("a mark");
    let rows = mark["behind"].as_array().unwrap().iter();
    let id = |row: &Value| {
        let row = usize::try_from(row[0].as_u64().unwrap()).unwrap();
        data["statements"][row]["id"].as_str().unwrap().to_owned()
    };
    rows.map(id).collect()
}

#[test]
fn every_position_leads_to_its_statements() {
    let record = read("oewg");
    let graph = KnowledgeGraph::new(&record, GraphOptions::default());
    let data = data(&page(&record, Form::Alignment, Language::En));
    let mut seen = 0;
    for it in graph.positions() {
        let who = &record.stakeholder(it.stakeholder).id;
        let what = &record.theme(it.theme).id;
        let ids = it.statements.iter();
        let ids: Vec<String> = ids
            .map(|&row| record.statements().id(row).to_string())
            .collect();
        let mark = format!("position-{who}--{what}--{}", it.stance);
        assert_eq!(behind(&data, &mark), ids, "{mark}");
        seen += 1;
    }
    assert_eq!(seen, 59);
}

#[test]
fn cells_claims_and_relations_lead_to_theirs() {
    let record = read("oewg");
    let matrix = data(&page(&record, Form::Matrix, Language::En));
    assert_eq!(
        behind(&matrix, "cell-wilpf--militarisation"),
        ["wilpf-01", "wilpf-03", "wilpf-04"]
    );
    let map = data(&page(&record, Form::Map, Language::En));
    assert_eq!(
        behind(&map, "claim-humanitarian-law-applies"),
        ["access-now-03", "apc-09"]
    );
    assert_eq!(
        behind(&map, "theme-humanitarian-law-applies--ihl--support"),
        ["access-now-03", "apc-09"]
    );
    let arguments = data(&page(&record, Form::Arguments, Language::En));
    let marks = arguments["marks"].as_array().unwrap();
    let edges: Vec<&Value> = marks.iter().filter(|it| it["edge"] == true).collect();
    assert_eq!(edges.len(), record.relations().len());
    for edge in edges {
        assert_eq!(edge["touches"].as_array().unwrap().len(), 2, "{edge}");
        assert_eq!(edge["stances"].as_array().unwrap().len(), 1, "{edge}");
    }
}

#[test]
fn what_a_picture_says_itself_goes_first() {
    let record = read("oewg");
    let mut scene = drawn(&record, Form::Alignment, Language::En);
    let edge = scene.elements.iter_mut().find_map(|element| match element {
        Element::Group(group) if group.role == Role::Edge => Some(group),
        _ => None,
    });
    let edge = edge.expect("an edge");
    // One more than there are is not looked for.
    edge.statements = vec![3, record.statements().len()];
    let id = edge.id.clone();
    let page = html(&scene, &evidence(&record, &scene), &HtmlOptions::default());
    let expected = record.statements().id(3.into()).to_string();
    assert_eq!(behind(&data(&page), &id), [expected]);
}

#[test]
fn the_sign_rule_is_spelt_out() {
    // Concern about a claim that speaks against human rights is support for them.
    let record = read("oewg");
    let data = data(&page(&record, Form::Alignment, Language::En));
    let marks = data["marks"].as_array().unwrap();
    let mut products = 0;
    for mark in marks.iter().filter(|it| it["edge"] == true) {
        for row in mark["behind"].as_array().unwrap() {
            let said = &data["statements"][usize::try_from(row[0].as_u64().unwrap()).unwrap()];
            let sign = |value: &Value| value.as_i64().unwrap();
            assert_eq!(sign(&said["stance"]) * sign(&row[1]), sign(&row[2]));
            assert_eq!(sign(&row[2]), sign(&mark["stances"][0]), "{mark}");
            products += usize::from(sign(&row[1]) < 0);
        }
    }
    assert!(products > 0, "no claim speaks against a theme");
}

#[test]
fn nothing_that_people_wrote_becomes_markup() {
    let record = labelled("</script><script>alert(1)</script><img src=x onerror=alert(2)>{{data}}");
    for form in Form::ALL {
        let page = page(&record, form, Language::En);
        assert_eq!(page.matches("</script>").count(), 2, "{}", form.as_str());
        assert_eq!(page.matches("<script").count(), 2);
        assert!(!page.contains("<img"));
    }
}

#[test]
fn a_page_needs_nothing_and_is_the_same_each_time() {
    for name in SAMPLES {
        let record = read(name);
        for form in Form::ALL {
            let made = page(&record, form, Language::En);
            let what = format!("{name} {}", form.as_str());
            assert_eq!(
                made,
                page(&shuffled(&record, 2), form, Language::En),
                "{what}"
            );
            for word in [" src=", " href=", "url(", "@import", " style=", " onclick="] {
                assert!(!made.contains(word), "{what}: {word}");
            }
        }
    }
}

#[test]
fn a_page_speaks_one_language() {
    let record = read("oewg");
    let french = page(&record, Form::Alignment, Language::Fr);
    assert!(french.contains("<html lang=\"fr\">"));
    for english in [
        "Find by name",
        "All themes",
        "Statement<",
        "connections shown",
    ] {
        assert!(!french.contains(english), "{english}");
    }
}

/// Where the modules of `tests/browser` are, if a browser can be driven here.
pub(crate) fn browser() -> Option<PathBuf> {
    let folder = std::env::var_os("PLENARY_BROWSER").map(PathBuf::from);
    if folder.is_none() {
        println!(
            "skipped: set PLENARY_BROWSER to a folder with package.json and package-lock.json of \
             tests/browser, after 'npm ci' there; Chromium is PLENARY_CHROMIUM or /usr/bin/chromium"
        );
    }
    folder
}

/// Runs a script of `tests/browser` on a folder of pages.
pub(crate) fn drive(script: &str, folder: &Path) {
    let out = Command::new("node")
        .arg(crate::root().join("tests/browser").join(script))
        .arg(folder)
        .output()
        .expect("node runs");
    let said = String::from_utf8_lossy(&out.stdout);
    assert!(
        out.status.success() && said.contains(" 0 failed"),
        "{said}{}",
        String::from_utf8_lossy(&out.stderr)
    );
    print!("{said}");
}

#[test]
fn pages_work_in_a_browser() {
    if browser().is_none() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, page: String| std::fs::write(folder.path().join(name), page).unwrap();
    let record = read("oewg");
    for form in Form::ALL {
        let name = format!("{}.html", form.as_str());
        write(&name, page(&record, form, Language::En));
    }
    for name in ["nasty", "empty"] {
        let made = page(&read(name), Form::Map, Language::Es);
        write(&format!("{name}.html"), made);
    }
    drive("html.mjs", folder.path());
}
