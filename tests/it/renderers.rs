//! Pictures as other programs see them: two renderers find every label at the same place, PNG is
//! what resvg makes of the SVG, PDF can be searched, and every kind of SVG is sound.

use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use plenary::draw::{DrawOptions, Form, Look, Scene, Tone, link_to_sources, scene as draw_scene};
use plenary::model::{GraphOptions, KnowledgeGraph, Record};
use plenary::write::{
    Access, Letters, Links, PdfOptions, PngOptions, Profile, SvgOptions, missing_letters, pdf, png,
    svg,
};
use resvg::{tiny_skia, usvg};

use crate::samples::{SAMPLES, labelled, read};

fn scene(record: &Record, form: Form, look: Look) -> Scene {
    let graph = KnowledgeGraph::new(record, GraphOptions::default());
    let options = DrawOptions {
        look,
        ..DrawOptions::default()
    };
    draw_scene(record, &graph, form, &options, None).expect("is built in")
}

/// An SVG as resvg sees it, with the bundled fonts only.
fn tree(text: &str) -> usvg::Tree {
    let mut fonts = usvg::fontdb::Database::new();
    for name in ["Regular", "Bold"] {
        let file = crate::root().join(format!("assets/fonts/Arimo-{name}.ttf"));
        fonts.load_font_data(std::fs::read(file).expect("is there"));
    }
    let options = usvg::Options {
        font_family: "Arimo".to_owned(),
        fontdb: Arc::new(fonts),
        ..usvg::Options::default()
    };
    usvg::Tree::from_str(text, &options).expect("is SVG")
}

/// Left, top, right and bottom of every line of text, before it is turned.
fn boxes(group: &usvg::Group, found: &mut Vec<[f64; 4]>) {
    for node in group.children() {
        match node {
            usvg::Node::Group(group) => boxes(group, found),
            usvg::Node::Text(text) => {
                let b = text.bounding_box();
                found.push([b.left(), b.top(), b.right(), b.bottom()].map(f64::from));
            }
            _ => {}
        }
    }
}

fn committed() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in std::fs::read_dir(crate::root().join("exports")).expect("is there") {
        let files = std::fs::read_dir(folder.expect("is readable").path());
        for file in files.into_iter().flatten().flatten() {
            if file
                .path()
                .extension()
                .is_some_and(|suffix| suffix == "svg")
            {
                found.push(file.path());
            }
        }
    }
    found.sort();
    assert!(found.len() >= 4, "{found:?}");
    found
}

fn chromium() -> Option<&'static str> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let there = |name: &&str| {
        let asked = Command::new(name).arg("--version").output();
        asked.is_ok_and(|out| out.status.success())
    };
    names.into_iter().find(there)
}

/// What Chromium says of every `text` of every picture: file, then its box.
fn boxes_in_chromium(program: &str, pictures: &[PathBuf]) -> Vec<Vec<[f64; 4]>> {
    let mut page = String::from("<!DOCTYPE html><meta charset=utf-8><body>");
    for picture in pictures {
        page += &std::fs::read_to_string(picture).expect("is text");
    }
    page += "<script>
        const found = [...document.querySelectorAll('svg')].map(svg =>
            [...svg.querySelectorAll('text')].map(text => {
                const b = text.getBBox();
                return [b.x, b.y, b.x + b.width, b.y + b.height];
            }));
        document.body.innerHTML = '<pre>BOXES' + JSON.stringify(found) + 'END</pre>';
        </script>";
    let folder = tempfile::tempdir().expect("is writable");
    let file = folder.path().join("page.html");
    std::fs::write(&file, page).expect("is writable");
    let profile = format!(
        "--user-data-dir={}",
        folder.path().join("profile").display()
    );
    let out = Command::new(program)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"])
        .arg(profile)
        .arg(format!("file://{}", file.display()))
        .output()
        .expect("it runs");
    let dom = String::from_utf8_lossy(&out.stdout);
    let json = dom
        .split("BOXES")
        .nth(1)
        .and_then(|rest| rest.split("END").next());
    let json = json.unwrap_or_else(|| panic!("{dom}{}", String::from_utf8_lossy(&out.stderr)));
    serde_json::from_str(json).expect("is what the script wrote")
}

#[test]
fn two_renderers_agree_on_where_every_label_is() {
    let Some(program) = chromium() else {
        println!("skipped: no chromium on the path");
        return;
    };
    let pictures = committed();
    let theirs = boxes_in_chromium(program, &pictures);
    assert_eq!(theirs.len(), pictures.len());
    let (mut labels, mut worst) = (0, 0.0_f64);
    for (picture, theirs) in pictures.iter().zip(theirs) {
        let mut ours = Vec::new();
        let text = std::fs::read_to_string(picture).expect("is text");
        boxes(tree(&text).root(), &mut ours);
        let name = picture.display();
        assert_eq!(ours.len(), theirs.len(), "{name}");
        for (a, b) in ours.iter().zip(&theirs) {
            // Across by the label's length, down by its height.
            let (across, down) = (a[2] - a[0], a[3] - a[1]);
            let apart = [
                (a[0] - b[0]).abs() / across,
                (a[2] - b[2]).abs() / across,
                (a[1] + a[3] - b[1] - b[3]).abs() / 2.0 / down,
            ];
            let most = apart.into_iter().fold(0.0, f64::max);
            assert!(most <= 0.1, "{name}: {a:?} and {b:?}");
            worst = worst.max(most);
            labels += 1;
        }
    }
    println!(
        "{labels} labels of {} pictures; worst {:.1} % apart",
        pictures.len(),
        worst * 100.0
    );
    assert!(labels > 100);
}

fn looks() -> [Look; 3] {
    Tone::ALL.map(|tone| Look {
        tone,
        ..Look::default()
    })
}

/// Width, height, pixels of three bytes, and pixels a metre.
fn decode(bytes: &[u8]) -> (u32, u32, Vec<u8>, u32) {
    let mut reader = ::png::Decoder::new(std::io::Cursor::new(bytes))
        .read_info()
        .expect("is PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("is small")];
    let info = reader.next_frame(&mut pixels).expect("is whole");
    let dims = reader.info().pixel_dims.expect("says how large it is");
    assert_eq!(info.color_type, ::png::ColorType::Rgb);
    (info.width, info.height, pixels, dims.xppu)
}

#[test]
fn png_is_what_resvg_makes_of_the_svg() {
    for (look, name) in looks().into_iter().zip(["oewg", "nasty", "empty"]) {
        let record = read(name);
        for form in Form::ALL {
            let what = format!("{name} {} {look:?}", form.as_str());
            let drawn = scene(&record, form, look);
            if !missing_letters(&drawn).is_empty() {
                // resvg leaves out what it has no font for.
                continue;
            }
            let bytes = png(&drawn, &PngOptions { scale: 1.0 }).expect("is small");
            let (width, height, ours, _) = decode(&bytes);
            let tree = tree(&svg(&drawn, &SvgOptions::default()));
            let mut theirs = tiny_skia::Pixmap::new(width, height).expect("is small");
            resvg::render(
                &tree,
                tiny_skia::Transform::identity(),
                &mut theirs.as_mut(),
            );
            let differ = ours
                .chunks_exact(3)
                .zip(theirs.data().chunks_exact(4))
                .filter(|(a, b)| (0..3).any(|i| a[i].abs_diff(b[i]) > 48))
                .count();
            let part = differ as f64 / f64::from(width * height);
            assert!(part < 0.001, "{what}: {:.3} % of pixels", part * 100.0);
        }
    }
}

#[test]
fn png_has_its_size_and_the_same_bytes() {
    let drawn = scene(&read("oewg"), Form::Matrix, Look::default());
    let bytes = png(&drawn, &PngOptions::default()).expect("is small");
    assert!(bytes == png(&drawn, &PngOptions::default()).expect("is small"));
    let (width, height, pixels, per_metre) = decode(&bytes);
    assert_eq!(f64::from(width), drawn.width_px * 2.0);
    assert_eq!(f64::from(height), drawn.height_px * 2.0);
    assert_eq!(&pixels[..3], [255, 255, 255]);
    // 192 an inch.
    assert_eq!(per_metre, 7559);
    for scale in [0.0, -1.0, f64::NAN, 11.0] {
        assert!(png(&drawn, &PngOptions { scale }).is_err(), "{scale}");
    }
}

#[test]
fn pdf_is_tagged_and_the_same_bytes() {
    for name in SAMPLES {
        let record = read(name);
        for form in Form::ALL {
            let drawn = scene(&record, form, Look::default());
            let options = PdfOptions::default();
            let bytes = pdf(&drawn, &options)
                .unwrap_or_else(|error| panic!("{name} {}: {error}", form.as_str()));
            assert!(bytes.starts_with(b"%PDF-1.7"));
            assert!(bytes == pdf(&drawn, &options).expect("as before"));
            let has = |word: &str| {
                bytes
                    .windows(word.len())
                    .any(|part| part == word.as_bytes())
            };
            assert!(has("/StructTreeRoot") && has("/Lang"), "{name}");
            assert!(!has("/CreationDate") && !has("CreateDate"), "{name}");
            assert_eq!(has("pdfuaid"), missing_letters(&drawn).is_empty(), "{name}");
        }
    }
}

#[test]
fn text_of_pdf_is_found() {
    let drawn = scene(&read("oewg"), Form::Alignment, Look::default());
    let folder = tempfile::tempdir().expect("is writable");
    let file = folder.path().join("a.pdf");
    std::fs::write(&file, pdf(&drawn, &PdfOptions::default()).expect("is one")).expect("written");
    let Ok(out) = Command::new("pdftotext").arg(&file).arg("-").output() else {
        println!("skipped: no pdftotext on the path");
        return;
    };
    let found = String::from_utf8_lossy(&out.stdout);
    for group in drawn.groups() {
        for text in group.texts() {
            assert!(found.contains(&text.content), "{}", text.content);
        }
    }
}

#[test]
fn letters_that_the_font_lacks_are_named_not_dropped() {
    let record = labelled("\u{65E5}\u{672C} caf\u{E9} \u{5D0}\u{5D1}");
    let drawn = scene(&record, Form::Map, Look::default());
    let missing: String = missing_letters(&drawn).into_iter().collect();
    assert_eq!(missing, "\u{65E5}\u{672C}");
    assert!(pdf(&drawn, &PdfOptions::default()).is_ok());
    let outlines = SvgOptions {
        letters: Letters::Outlines,
        ..SvgOptions::default()
    };
    let text = svg(&drawn, &outlines);
    let xml = roxmltree::Document::parse(&text).expect("is XML");
    let texts = xml.descendants().filter(|node| node.has_tag_name("text"));
    let texts: Vec<&str> = texts.filter_map(|node| node.text()).collect();
    assert!(!texts.is_empty());
    assert!(
        texts
            .iter()
            .all(|text| text.contains('\u{65E5}') || text.contains('\u{672C}')),
        "{texts:?}"
    );
}

#[test]
fn outlines_look_like_the_text() {
    let drawn = scene(&read("oewg"), Form::Matrix, Look::default());
    let with = |letters| {
        let options = SvgOptions {
            letters,
            ..SvgOptions::default()
        };
        svg(&drawn, &options)
    };
    let outlines = with(Letters::Outlines);
    assert!(!outlines.contains("<text"));
    assert!(outlines.contains("aria-label=\"Security as a pretext\""));
    let (width, height) = (drawn.width_px as u32, drawn.height_px as u32);
    let pixels = |text: &str| {
        let mut pixmap = tiny_skia::Pixmap::new(width, height).expect("is small");
        resvg::render(
            &tree(text),
            tiny_skia::Transform::identity(),
            &mut pixmap.as_mut(),
        );
        pixmap
    };
    let (a, b) = (pixels(&outlines), pixels(&with(Letters::Text)));
    let pairs = a.data().chunks_exact(4).zip(b.data().chunks_exact(4));
    let differ = pairs.filter(|(a, b)| (0..3).any(|i| a[i].abs_diff(b[i]) > 48));
    let part = differ.count() as f64 / f64::from(width * height);
    assert!(part < 0.001, "{:.3} %", part * 100.0);
}

#[test]
fn every_kind_of_svg_is_sound() {
    const ELEMENTS: [&str; 10] = [
        "svg", "title", "desc", "g", "rect", "circle", "path", "text", "style", "a",
    ];
    let folder = tempfile::tempdir().expect("is writable");
    let mut files = Vec::new();
    for name in SAMPLES {
        let mut parts = read(name).to_parts();
        for source in &mut parts.sources {
            source.url = Some("https://example.org/?a=1&b=\"2\"".replace('"', "%22"));
        }
        let record = Record::resolve(parts).expect("as before");
        for (form, look) in Form::ALL.into_iter().zip(looks().into_iter().cycle()) {
            let mut drawn = scene(&record, form, look);
            link_to_sources(&mut drawn, &record);
            let options = SvgOptions {
                profile: Profile::Web,
                access: Access::Document,
                links: Links::Web,
                letters: Letters::Text,
            };
            let text = svg(&drawn, &options);
            let xml = roxmltree::Document::parse(&text).expect("is XML");
            assert_eq!(
                xml.root_element().attribute("role"),
                Some("graphics-document")
            );
            for node in xml.descendants().filter(roxmltree::Node::is_element) {
                let tag = node.tag_name().name();
                assert!(ELEMENTS.contains(&tag), "{name}: <{tag}>");
                if node
                    .attribute("role")
                    .is_some_and(|role| role.starts_with("graphics-s"))
                {
                    assert!(node.attribute("aria-label").is_some(), "{name}");
                }
                for attribute in node.attributes() {
                    assert!(!attribute.name().starts_with("on"), "{name}");
                    assert!(!attribute.value().contains("url("), "{name}");
                }
            }
            // Without its style and links it is the portable file.
            let styles = text.matches("<style>").count();
            assert_eq!(styles, 1, "{name}");
            let dark = text.contains("prefers-color-scheme: dark");
            assert_eq!(dark, look.tone == Tone::Light, "{name} {look:?}");
            let file = folder.path().join(format!("{name}-{}.svg", form.as_str()));
            std::fs::write(&file, text).expect("is writable");
            files.push(file);
        }
    }
    files.extend(committed());
    match Command::new("xmllint").arg("--noout").args(&files).output() {
        Ok(out) => assert!(
            out.status.success() && out.stderr.is_empty(),
            "{}",
            String::from_utf8_lossy(&out.stderr)
        ),
        Err(_) => println!("skipped: no xmllint on the path"),
    }
}

#[test]
fn only_the_web_is_linked_to_and_only_when_asked() {
    let record = read("oewg");
    let mut drawn = scene(&record, Form::Alignment, Look::default());
    let mut set = |link: &str| {
        let plenary::draw::Element::Group(group) = drawn
            .elements
            .iter_mut()
            .find(|element| matches!(element, plenary::draw::Element::Group(group) if group.name.is_some()))
            .expect("a node")
        else {
            unreachable!()
        };
        group.link = Some(link.to_owned());
        let linked = |links| {
            let options = SvgOptions {
                links,
                ..SvgOptions::default()
            };
            svg(&drawn, &options)
        };
        assert!(!linked(Links::None).contains("<a "), "{link}");
        linked(Links::Web).matches("<a ").count()
    };
    assert_eq!(set("https://example.org/a?b=c&d=\"e\""), 1);
    assert_eq!(set("HTTP://example.org"), 1);
    for bad in [
        "javascript:alert(1)",
        " https://example.org",
        "https://example.org/\nx",
        "data:text/html,x",
        "//example.org",
        "file:///etc/passwd",
    ] {
        assert_eq!(set(bad), 0, "{bad}");
    }
}
