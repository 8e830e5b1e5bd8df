//! Briefings as HTML and Markdown: links, structure, templates, the program.

use std::collections::BTreeSet;
use std::process::Command;

use plenary::brief::{BriefOptions, briefing};
use plenary::draw::Language;
use plenary::write::document::{HTML_TEMPLATE, Template, html, markdown};

use crate::briefing_sample::sample;
use crate::run::plenary;
use crate::samples::{SAMPLES, read, shuffled};

/// What stands between two marks, every time.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Vec<&'t str> {
    let parts = text.split(open).skip(1);
    parts
        .map(|part| part.split(close).next().unwrap_or_default())
        .collect()
}

/// Checks that ids are there once and that links within lead to them.
fn check_links(html: &str, what: &str) {
    let ids = between(html, " id=\"", "\"");
    let set: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), set.len(), "{what}: an id twice");
    let links = between(html, "href=\"#", "\"");
    // To the text, the summary and the method at least.
    assert!(links.len() >= 3, "{what}");
    for link in links {
        assert!(set.contains(link), "{what}: nothing at #{link}");
    }
    for named in between(html, "aria-labelledby=\"", "\"") {
        for id in named.split(' ') {
            assert!(set.contains(id), "{what}: no name {id}");
        }
    }
}

#[test]
fn the_sample_is_html() {
    let page = html(&sample(), None).unwrap();
    check_links(&page, "sample");
    assert!(page.contains("<h1 dir=\"auto\">Arms &amp; &lt;peace&gt;: a *briefing*</h1>"));
    assert!(page.contains("<span data-rule=\"counts\">The record holds 2 statements <span class=\"cite\">[<a href=\"#evidence-1\">1</a>, <a href=\"#evidence-2\">2</a>]</span>.</span>"));
    assert!(page.contains("<th scope=\"row\">Doves</th>"));
    assert!(page.contains("<th scope=\"col\" class=\"n\">Statements</th>"));
    assert!(page.contains("href=\"https://example.org/minutes?a=1&amp;b=2\""));
    assert!(page.contains("“Arms have never kept anyone safe.”"));
    assert!(!page.contains("<script") && !page.contains(" style=\""));
    let policy = between(&page, "Content-Security-Policy\" content=\"", "\">")[0];
    assert!(
        policy.starts_with("default-src 'none'; style-src 'sha256-"),
        "{policy}"
    );
    // Levels of headings never skip.
    let levels: Vec<usize> = between(&page, "<h", " ")
        .iter()
        .filter_map(|it| it.parse().ok())
        .collect();
    assert!(
        levels.windows(2).all(|two| two[1] <= two[0] + 1),
        "{levels:?}"
    );
}

#[test]
fn the_sample_is_markdown() {
    let made = markdown(&sample(), "pictures/", None).unwrap();
    let names: Vec<&str> = made.pictures.iter().map(|it| it.0.as_str()).collect();
    assert_eq!(names, ["figure-1-alignment.svg", "figure-2-bars.svg"]);
    let text = &made.text;
    assert!(
        text.starts_with("# Arms \\& \\<peace\\>: a \\*briefing\\*\n"),
        "{text}"
    );
    assert!(text.contains(
        "![Doves is concerned about War, Hawks supports it.](pictures/figure-1-alignment.svg)"
    ));
    assert!(text.contains("| Stakeholder | Support \\| concern | Statements |\n| :-- | :-- | --: |\n| Doves | −\\[[1](#evidence-1)\\] | 1 |\n"));
    assert!(text.contains("- One\\_thing\\_ and 2 \\< 3\n- Another thing\n"));
    assert!(text.contains("1. First\n2. Second\n"));
    assert!(text.contains("> **Small numbers**\n>\n> Two statements are few.\n>\n> Beware.\n"));
    let anchors: BTreeSet<&str> = between(text, "<a id=\"", "\"").into_iter().collect();
    for link in between(text, "](#", ")") {
        assert!(anchors.contains(link), "nothing at #{link}");
    }
}

#[test]
fn briefings_of_all_samples_are_whole_in_every_language() {
    for sample in SAMPLES {
        let record = read(sample);
        for language in Language::ALL {
            let options = BriefOptions {
                language,
                ..BriefOptions::default()
            };
            let made = briefing(&record, &options).unwrap();
            let page = html(&made.document, None).unwrap();
            check_links(&page, sample);
            assert!(page.contains(&format!("<html lang=\"{}\">", language.as_str())));
            let text = markdown(&made.document, "", None).unwrap().text;
            // No value was left out and no key is shown.
            for key in crate::brief::texts("en")
                .keys()
                .filter(|key| key.contains('.'))
            {
                assert!(!text.contains(key), "{sample}: {key}");
            }
            assert!(!text.contains("{n") && !text.contains("{who"), "{sample}");
            // What others wrote may have anything.
            let ours = if sample == "oewg" { text.as_str() } else { "" };
            for word in ["  .", " ,", "..", "“”"] {
                assert!(!ours.contains(word), "{sample} {language:?}: {word:?}");
            }
        }
    }
}

#[test]
fn the_same_record_gives_the_same_bytes() {
    let record = read("oewg");
    let one = briefing(&record, &BriefOptions::default()).unwrap();
    let other = briefing(&shuffled(&record, 7), &BriefOptions::default()).unwrap();
    assert_eq!(one.document, other.document);
    assert_eq!(
        html(&one.document, None).unwrap(),
        html(&other.document, None).unwrap()
    );
}

#[test]
fn every_statement_is_evidence_and_every_sentence_refers_to_some() {
    let record = read("oewg");
    let made = briefing(&record, &BriefOptions::default()).unwrap();
    let page = html(&made.document, None).unwrap();
    let entries = between(&page, "<li id=\"evidence-", "\"");
    assert_eq!(entries.len(), record.statements().len());
    let sentences = between(&page, "data-rule=\"", "</span>.</span>");
    assert!(sentences.len() >= 10);
    let quote = "«";
    assert!(!page.contains(quote), "quotation marks of another language");
    for quote in record
        .statements()
        .rows()
        .filter_map(|row| record.statements().quote(row))
    {
        assert!(page.contains(&quote.replace('\'', "&#39;")), "{quote}");
    }
}

#[test]
fn a_template_decides_what_is_around() {
    let document = sample();
    let own = Template {
        name: "own.html",
        text: "<!DOCTYPE html>\n<title>{{ title }}</title>\n{% for one in sections %}[{{ one.anchor }}]{% endfor %}\n",
    };
    assert_eq!(
        html(&document, Some(own)).unwrap(),
        "<!DOCTYPE html>\n<title>Arms &amp; &lt;peace&gt;: a *briefing*</title>\n[summary][positions][evidence]"
    );
    let built_in = Template {
        name: "copy",
        text: HTML_TEMPLATE,
    };
    assert_eq!(html(&document, Some(built_in)), html(&document, None));
}

#[test]
fn a_wrong_template_is_told_by_name_and_line() {
    let told = |text| {
        let template = Template {
            name: "own.html",
            text,
        };
        html(&sample(), Some(template)).unwrap_err().to_string()
    };
    assert_eq!(
        told("a\n{% if %}\n"),
        "own.html:2: syntax error: unexpected end of block"
    );
    assert_eq!(
        told("a\nb\n{{ titel }}\n"),
        "own.html:3: `titel` is undefined"
    );
}

#[test]
fn the_program_writes_what_the_suffix_says() {
    let folder = tempfile::tempdir().unwrap();
    let record = crate::root().join("graph/oewg-2020-02-12");
    let record = record.to_str().unwrap();
    let ran = plenary(&["brief", record, "-o", "b.html"])
        .within(folder.path())
        .run();
    assert_eq!(
        (ran.code, ran.stdout.as_str()),
        (Some(0), ""),
        "{}",
        ran.stderr
    );
    assert!(
        ran.stderr
            .contains("17 sentences, 4 figures -> 1 file in b.html"),
        "{}",
        ran.stderr
    );
    let ran = plenary(&["brief", "-q", record, "-o", "out/", "--lang", "fr"])
        .within(folder.path())
        .run();
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    let mut names: Vec<String> = std::fs::read_dir(folder.path().join("out"))
        .unwrap()
        .map(|it| it.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let mut wanted = vec![
        "briefing-figure-1-alignment.svg",
        "briefing-figure-2-network.svg",
        "briefing-figure-3-bars.svg",
        "briefing-figure-4-arguments.svg",
        "briefing.docx",
        "briefing.html",
        "briefing.md",
        "briefing.pdf",
    ];
    wanted.retain(|name| cfg!(feature = "docx") || *name != "briefing.docx");
    assert_eq!(names, wanted);
    let text = std::fs::read_to_string(folder.path().join("out/briefing.md")).unwrap();
    assert!(text.contains("(briefing-figure-1-alignment.svg)") && text.contains("## Résumé"));
    let ran = plenary(&["brief", "-q", record]).run();
    assert_eq!(
        ran.stdout,
        std::fs::read_to_string(folder.path().join("b.html")).unwrap()
    );
    let ran = plenary(&["brief", record, "-o", "b.odt"])
        .within(folder.path())
        .run();
    assert_eq!(ran.code, Some(2), "{}", ran.stderr);
    let ran = plenary(&["brief", "--print-template", "html"]).run();
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(0), HTML_TEMPLATE));
    std::fs::write(folder.path().join("own.html"), "x\n{{ nothing }}\n").unwrap();
    let ran = plenary(&[
        "brief",
        "-q",
        record,
        "--template",
        "own.html",
        "-o",
        "c.html",
    ])
    .within(folder.path())
    .run();
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.stderr.contains("own.html:2: `nothing` is undefined"),
        "{}",
        ran.stderr
    );
    assert!(!folder.path().join("c.html").exists());
}

#[test]
fn a_narrowed_briefing_says_so() {
    let record = crate::root().join("graph/oewg-2020-02-12");
    let record = record.to_str().unwrap();
    let ran = plenary(&[
        "brief",
        "-q",
        record,
        "--format",
        "markdown",
        "--where",
        "kind = business",
    ])
    .run();
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(ran.stdout.contains(
        "Only part of the record is shown: the statements for which “kind = business” holds."
    ));
    assert!(ran.stdout.contains("7 statements by 1 stakeholder"));
}

#[test]
fn pandoc_reads_the_markdown() {
    if Command::new("pandoc").arg("--version").output().is_err() {
        println!("pandoc_reads_the_markdown skipped: pandoc is not here");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let made = markdown(&sample(), "", None).unwrap();
    std::fs::write(folder.path().join("b.md"), &made.text).unwrap();
    for (name, svg) in &made.pictures {
        std::fs::write(folder.path().join(name), svg).unwrap();
    }
    for format in ["markdown", "gfm"] {
        let out = Command::new("pandoc")
            .args(["-f", format, "-t", "html", "--fail-if-warnings", "b.md"])
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(
            out.status.success(),
            "{}",
            String::from_utf8_lossy(&out.stderr)
        );
        let page = String::from_utf8_lossy(&out.stdout);
        let page = page.replace("\n", " ");
        assert!(
            page.contains("Arms &amp; &lt;peace&gt;: a *briefing*</h1>"),
            "{page}"
        );
        assert_eq!(
            page.matches("<table").count(),
            1 + made.text.matches("\n| :--").count() - 1
        );
        assert_eq!(page.matches("<img").count(), 2);
        assert!(page.contains("One_thing_ and 2 &lt; 3"), "{page}");
        for link in between(&page, "href=\"#", "\"") {
            assert!(
                page.contains(&format!("id=\"{link}\"")),
                "{format}: nothing at {link}"
            );
        }
    }
}

#[test]
fn pages_pass_axe_and_the_validator() {
    let folder = tempfile::tempdir().unwrap();
    for language in Language::ALL {
        let options = BriefOptions {
            language,
            ..BriefOptions::default()
        };
        let made = briefing(&read("oewg"), &options).unwrap();
        let page = html(&made.document, None).unwrap();
        let name = format!("oewg-{}.html", language.as_str());
        std::fs::write(folder.path().join(name), page).unwrap();
    }
    std::fs::write(
        folder.path().join("sample.html"),
        html(&sample(), None).unwrap(),
    )
    .unwrap();
    if crate::html::browser().is_some() {
        crate::html::drive("brief.mjs", folder.path());
    }
    let peers = std::env::var_os("PLENARY_PEERS").map(std::path::PathBuf::from);
    let jar = peers.map(|it| it.join("node_modules/vnu-jar/build/dist/vnu.jar"));
    let java = Command::new("java").arg("-version").output().is_ok();
    let Some(jar) = jar.filter(|it| it.is_file() && java) else {
        println!("the validator is skipped: no Java, or no vnu-jar in PLENARY_PEERS");
        return;
    };
    let out = Command::new("java")
        .arg("-jar")
        .arg(jar)
        .args(["--errors-only", "--skip-non-html"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(
        out.status.success(),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
}
