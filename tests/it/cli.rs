//! The program from outside: streams, files, exit codes.

use std::fs;

use serde_json::Value;

use crate::run::plenary;

pub(crate) const OEWG: &str = "graph/oewg-2020-02-12";
pub(crate) const TEMPLATE: &str = "src/cli/template.json";
const BROKEN: &str = "tests/data/broken/repeated-key.json";
const VERBS: [&str; 18] = [
    "diff",
    "watch",
    "compare",
    "draft",
    "review",
    "query",
    "import",
    "build",
    "check",
    "draw",
    "export",
    "formats",
    "gallery",
    "new",
    "schema",
    "explain",
    "completions",
    "man",
];

#[test]
fn check_counts_on_stdout_and_tells_on_stderr() {
    let ran = plenary(&["check", OEWG]).run().exits(0);
    assert_eq!(
        ran.stdout,
        "7 stakeholders, 46 claims, 38 themes, 54 statements, 37 relations: \
         no errors, 1 warning, 1 note\n"
    );
    // What holds for most claims is one finding for people, and one for each claim elsewhere.
    insta::assert_snapshot!(ran.stderr.split("\nnote").next().unwrap_or_default(), @r"
    warning[W003]: 45 of 46 claims are heard from one side only: accountability-needs-attribution, all-help-implement-norms, ban-some-offensive-actions, ...
     |
     = help: if the other side spoke on them, code that too; --all shows each
    ");
    let all = plenary(&["check", "--all", OEWG]).run().exits(0);
    assert_eq!(all.stderr.matches("warning[").count(), 45);
    assert!(all.stdout.ends_with("no errors, 45 warnings, 1 note\n"));
    let json = plenary(&["check", "--format", "json", OEWG]).run().exits(0);
    assert_eq!(json.stdout.matches("\"W003\"").count(), 45);
    let json = plenary(&["check", "--error-format", "json", OEWG]).run();
    assert_eq!(json.exits(0).stderr.matches("\"W003\"").count(), 45);
    let quiet = plenary(&["check", "-q", OEWG]).run().exits(0);
    assert_eq!((quiet.stdout, quiet.stderr), (ran.stdout, String::new()));
    plenary(&["check", "--strict", OEWG]).run().exits(1);
}

#[test]
fn a_codebook_can_be_checked_by_itself() {
    let codebook = "graph/oewg-2020-02-12/codebook.json";
    insta::assert_snapshot!(plenary(&["check", "--strict", codebook]).run().text(), @r"
    exit 0
    --- stdout
    7 stakeholders, 0 claims, 38 themes, 0 statements, 0 relations: no errors
    --- stderr
    ");
    // Without it the meeting is not wrong in itself, and says what is missing.
    let ran = plenary(&["check", "graph/oewg-2020-02-12/meeting.json"])
        .run()
        .exits(1);
    assert!(
        ran.stderr
            .starts_with("error[E016]: this claim names an unknown theme,"),
        "{ran:#?}"
    );
}

#[test]
fn problems_for_programs() {
    let ran = plenary(&["check", "--format", "json", BROKEN])
        .run()
        .exits(1);
    assert_eq!(ran.stderr, "");
    let on_stdout: Value = serde_json::from_str(&ran.stdout).expect("is JSON");
    assert_eq!(on_stdout["counts"]["errors"], 2);

    let ran = plenary(&["export", BROKEN, "--error-format", "json"])
        .run()
        .exits(1);
    assert_eq!(ran.stdout, "");
    let on_stderr: Value = serde_json::from_str(&ran.stderr).expect("is one object");
    assert_eq!(on_stderr["problems"], on_stdout["problems"]);
    insta::assert_snapshot!(format!("{:#}", on_stderr["problems"][1]), @r#"
    {
      "code": "E006",
      "severity": "error",
      "message": "key 'text' stands twice in this claim",
      "file": "tests/data/broken/repeated-key.json",
      "line": 13,
      "column": 92,
      "end_line": 13,
      "end_column": 98,
      "label": "the second one",
      "help": "keep one of them",
      "related": [
        {
          "file": "tests/data/broken/repeated-key.json",
          "line": 13,
          "column": 20,
          "end_line": 13,
          "end_column": 26,
          "label": "the first one"
        }
      ]
    }
    "#);

    let ran = plenary(&["check", "none.json", "--error-format", "json"])
        .run()
        .exits(3);
    assert_eq!(
        ran.stderr,
        "{\"schema\":1,\"problems\":[],\"error\":{\"exit\":3,\
         \"message\":\"cannot read none.json: there is no such file\",\
         \"help\":\"name a record file, a folder with *.json files, or - for stdin\"}}\n"
    );
    let ran = plenary(&["check", "--error-format=json"]).run().exits(2);
    let usage: Value = serde_json::from_str(&ran.stderr).expect("is JSON");
    assert_eq!(
        usage["error"]["message"],
        "the following required arguments were not provided: <FILE>..."
    );
}

#[test]
fn colour_is_for_terminals_and_for_those_who_ask() {
    let colour = |run: crate::run::Run| run.run().exits(1).stderr.contains('\u{1b}');
    assert!(!colour(plenary(&["check", BROKEN])));
    assert!(colour(plenary(&["check", BROKEN, "--color", "always"])));
    assert!(colour(
        plenary(&["check", BROKEN]).env("CLICOLOR_FORCE", "1")
    ));
    assert!(!colour(plenary(&["check", BROKEN]).env("NO_COLOR", "1")));
    assert!(!colour(
        plenary(&["check", BROKEN, "--color=never"]).env("CLICOLOR_FORCE", "1")
    ));
}

#[test]
fn stdin_is_a_file_like_any_other() {
    let record = crate::read(TEMPLATE);
    let ran = plenary(&["export", "-"])
        .stdin(record.clone())
        .run()
        .exits(0);
    assert_eq!((ran.stdout, ran.stderr), (record, String::new()));
    let ran = plenary(&["check", "-"]).run().exits(1);
    assert_eq!(
        ran.stderr.lines().next(),
        Some("error[E018]: the file is empty")
    );
}

#[test]
fn files_and_folders_are_read_once_each() {
    let meeting = "graph/oewg-2020-02-12/meeting.json";
    let twice = plenary(&["export", OEWG, meeting, "./graph/oewg-2020-02-12/"])
        .run()
        .exits(0);
    assert_eq!(
        twice.stdout,
        plenary(&["export", OEWG]).run().exits(0).stdout
    );
}

#[test]
fn positions_for_the_score() {
    let ran = plenary(&["export", OEWG, "--what", "positions", "--format", "json"])
        .run()
        .exits(0);
    let rows: Vec<Value> = serde_json::from_str(&ran.stdout).expect("is a list");
    let keys: Vec<&String> = rows[0].as_object().expect("is an object").keys().collect();
    assert_eq!(keys, ["stakeholder", "theme", "stance", "statements"]);
    let top = plenary(&["export", OEWG, "--what", "positions", "--roll-up", "top"])
        .run()
        .exits(0);
    let top: Vec<Value> = serde_json::from_str(&top.stdout).expect("is a list");
    assert!(top.len() < rows.len());
}

#[test]
fn the_suffix_says_the_format_and_format_says_it_louder() {
    let folder = tempfile::tempdir().expect("is writable");
    let within = |args: &[&str]| {
        let template = crate::root().join(TEMPLATE);
        let mut all = vec!["export", template.to_str().expect("is UTF-8")];
        all.extend(args);
        plenary(&all).within(folder.path()).run()
    };
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("was written");
    within(&["--what", "positions", "-o", "new/folder/p.md"]).exits(0);
    assert!(read("new/folder/p.md").starts_with("# Positions\n"));
    within(&["--what", "positions", "-o", "p.MD", "--format", "csv"]).exits(0);
    assert!(read("p.MD").starts_with("stakeholder,"));
    within(&["-o", "plain"]).exits(0);
    assert_eq!(read("plain"), crate::read(TEMPLATE));

    let ran = within(&["-o", "x.docx"]).exits(2);
    assert_eq!(
        ran.stderr,
        "error: no format has the suffix 'docx'\nhelp: give --format: one of json, csv-pair, xlsx, \
         markdown, graphml, gexf, gml, pajek, dl, cytoscape, jgf, node-link, kumu, kumu-xlsx, \
         mermaid, cypher, xaif, argdown, turtle, ntriples, jsonld, qdpx\n"
    );
    let ran = within(&["--what", "statements", "--format", "svg"]).exits(2);
    assert_eq!(
        ran.stderr,
        "error: --what statements has no format svg\nhelp: it has: json, csv, xlsx, markdown\n"
    );

    let ran = within(&["-o", "new"]).exits(4);
    assert!(
        ran.stderr
            .ends_with("help: this is a folder: name a file in it\n"),
        "{ran:#?}"
    );
    let ran = within(&["-o", "plain/x.json"]).exits(4);
    assert!(
        ran.stderr.starts_with("error: cannot write plain/x.json: "),
        "{ran:#?}"
    );
    // No temporary file is left.
    let mut names: Vec<_> = fs::read_dir(folder.path())
        .expect("is readable")
        .map(|entry| entry.expect("is readable").file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["new", "p.MD", "plain"]);
}

#[test]
fn new_writes_a_record_that_check_accepts() {
    let folder = tempfile::tempdir().expect("is writable");
    let within = |args: &[&str]| plenary(args).within(folder.path()).run();
    insta::assert_snapshot!(within(&["new", "-o", "r.json"]).text(), @r"
    exit 0
    --- stdout
    --- stderr
    wrote r.json; next: plenary check r.json
    ");
    insta::assert_snapshot!(within(&["check", "--strict", "r.json"]).text(), @r"
    exit 0
    --- stdout
    3 stakeholders, 2 claims, 3 themes, 4 statements, 1 relation: no errors
    --- stderr
    ");
    insta::assert_snapshot!(within(&["new", "-o", "r.json"]).text(), @r"
    exit 4
    --- stdout
    --- stderr
    error: r.json exists, and is not overwritten
    help: name another file, or add --force to replace it
    ");
    within(&["new", "-o", "r.json", "--force", "-q"]).exits(0);
    assert_eq!(within(&["new"]).exits(0).stdout, crate::read(TEMPLATE));
}

#[test]
fn what_is_not_there_is_missed_with_a_hint() {
    insta::assert_snapshot!(plenary(&["check", "graph/oewg-2020-02-12/meating.json"]).run().text(), @r"
    exit 3
    --- stdout
    --- stderr
    error: cannot read graph/oewg-2020-02-12/meating.json: there is no such file
    help: did you mean graph/oewg-2020-02-12/meeting.json?
    ");
    insta::assert_snapshot!(plenary(&["build", "src/model"]).run().text(), @r"
    exit 3
    --- stdout
    --- stderr
    error: the folder src/model has no .json file
    help: name the folder that the record files are in; folders below it are not read
    ");
    insta::assert_snapshot!(plenary(&["check", TEMPLATE, "--texts", "nowhere"]).run().text(), @r"
    exit 3
    --- stdout
    --- stderr
    error: cannot read nowhere: there is no such folder
    help: --texts names a folder
    ");
}

#[test]
fn wrong_verbs_find_the_right_one() {
    let ran = plenary(&["exprot", OEWG]).run().exits(2);
    assert!(
        ran.stderr.contains("a similar subcommand exists: 'export'"),
        "{ran:#?}"
    );
    let ran = plenary(&[OEWG]).run().exits(2);
    assert!(
        ran.stderr
            .ends_with("help: to check and draw this file: plenary build graph/oewg-2020-02-12\n"),
        "{ran:#?}"
    );
    let ran = plenary(&[]).run().exits(2);
    assert!(ran.stderr.contains("Examples:"), "{ran:#?}");
}

#[test]
fn help_begins_with_three_examples() {
    for verb in VERBS {
        for flag in ["-h", "--help"] {
            let ran = plenary(&[verb, flag]).run().exits(0);
            let (head, rest) = ran
                .stdout
                .split_once("\n\nUsage: ")
                .expect("has a usage line");
            let examples = head.split_once("\n\nExamples:\n").expect("has examples").1;
            assert_eq!(examples.lines().count(), 3, "{head}");
            for line in examples.lines() {
                let line = line.trim_start();
                assert!(
                    line.starts_with("plenary ") && line.contains(verb),
                    "{line}"
                );
                assert!(line.chars().count() <= 90, "{line}");
            }
            assert!(rest.contains("--quiet"), "{rest}");
        }
    }
    let ran = plenary(&["--help"]).run().exits(0);
    let (head, rest) = ran
        .stdout
        .split_once("\n\nUsage: ")
        .expect("has a usage line");
    assert_eq!(
        head.lines()
            .filter(|line| line.starts_with("  plenary "))
            .count(),
        3
    );
    for verb in VERBS {
        assert!(rest.contains(&format!("\n  {verb} ")), "{rest}");
    }
}

#[test]
fn explain_knows_every_code() {
    insta::assert_snapshot!(plenary(&["explain", "w003"]).run().text(), @r"
    exit 0
    --- stdout
    warning[W003]: a claim heard from one side only

    Everybody who spoke on it took the same stance. That may be how the meeting
    went; it may also be that the other side was not coded. Say so where the
    picture is used. Where it holds for more than half of the claims, as in most
    records of one meeting, it is one finding; 'check --all' and '--format json'
    give one for each claim.
    --- stderr
    ");
    insta::assert_snapshot!(plenary(&["explain", "E16"]).run().text(), @r"
    exit 2
    --- stdout
    --- stderr
    error: there is no code 'E16'
    help: did you mean E016? 'plenary explain' lists all
    ");
    let list = plenary(&["explain"]).run().exits(0).stdout;
    assert_eq!(list.lines().count(), plenary::read::Code::ALL.len());
    for code in plenary::read::Code::ALL {
        let ran = plenary(&["explain", code.as_str()]).run().exits(0);
        assert!(
            ran.stdout.lines().all(|line| line.chars().count() <= 78),
            "{ran:#?}"
        );
    }
}

#[test]
fn schema_completions_and_manual_come_from_the_same_definitions() {
    assert_eq!(
        plenary(&["schema"]).run().exits(0).stdout,
        plenary::write::schema()
    );
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = plenary(&["completions", shell]).run().exits(0).stdout;
        assert!(VERBS.iter().all(|verb| script.contains(verb)), "{shell}");
    }
    for verb in VERBS {
        let page = plenary(&["man", verb]).run().exits(0).stdout;
        assert!(page.contains(&format!("plenary\\-{verb}")), "{page}");
        assert!(page.contains(".SH \"EXIT STATUS\""), "{page}");
    }
    let page = plenary(&["man"]).run().exits(0).stdout;
    for code in [
        "\n0\n", "\n1\n", "\n2\n", "\n3\n", "\n4\n", "\n69\n", "\n70\n", "\n130\n",
    ] {
        assert!(page.contains(code), "{page}");
    }
    let ran = plenary(&["man", "chek"]).run().exits(2);
    assert_eq!(
        ran.stderr,
        "error: there is no verb 'chek'\nhelp: did you mean 'check'?\n"
    );
}

#[test]
fn graphviz_that_is_not_there_is_missed_by_name() {
    let ran = plenary(&["draw", TEMPLATE, "--engine", "graphviz"])
        .env("GRAPHVIZ_DOT", "/nowhere/dot")
        .run()
        .exits(69);
    assert!(
        ran.stderr
            .starts_with("error: cannot run Graphviz as '/nowhere/dot': "),
        "{ran:#?}"
    );
    assert!(ran.stderr.contains("--engine embedded"), "{ran:#?}");
}

#[test]
fn impossible_pictures_are_wrong_usage() {
    let ran = plenary(&["draw", TEMPLATE, "--form", "matrix", "--format", "dot"])
        .run()
        .exits(2);
    insta::assert_snapshot!(ran.stderr, @r"
    error: the form matrix is no graph, so it has no DOT
    help: use --format svg, or one of the forms alignment, map, network, arguments
    ");
    let ran = plenary(&["draw", TEMPLATE, "-o", "x.gif"]).run().exits(2);
    insta::assert_snapshot!(ran.stderr, @r"
    error: no picture format has the suffix 'gif'
    help: end the name with .svg, .html, .png, .pdf or .dot, or give --format
    ");
    let ran = plenary(&["build", "-"])
        .stdin(crate::read(TEMPLATE))
        .run()
        .exits(2);
    assert!(
        ran.stderr.ends_with("help: name a folder with -o\n"),
        "{ran:#?}"
    );
}

#[test]
fn a_picture_without_a_form_says_why_it_has_this_one() {
    let ran = plenary(&["draw", OEWG]).run().exits(0);
    assert_eq!(
        ran.stderr,
        "drawn as alignment: 7 stakeholders with positions: up to 12 alignment shows each band\n\
         To fit the page, themes count as their broadest one.\n\
         The form \u{2018}matrix\u{2019} shows every stakeholder and theme.\n"
    );
    let asked = plenary(&["draw", OEWG, "--form", "alignment"]).run();
    let (_, notes) = ran.stderr.split_once('\n').expect("a line");
    assert_eq!((asked.stdout, asked.stderr.as_str()), (ran.stdout, notes));
    let french = plenary(&["draw", OEWG, "--lang", "fr"]).run();
    assert!(french.stderr.contains("7 parties prenantes"), "{french:#?}");
    let ran = plenary(&["draw", OEWG, "--focus", "norm"]).run().exits(2);
    insta::assert_snapshot!(ran.stderr, @r"
    error: no stakeholder or theme is called 'norm'
    help: did you mean 'norms'?
    ");
    plenary(&["draw", OEWG, "--grey", "--dark"]).run().exits(2);
    plenary(&["draw", OEWG, "--dark", "--format", "dot"])
        .run()
        .exits(2);
}

#[test]
fn the_suffix_says_png_and_pdf() {
    let folder = tempfile::tempdir().expect("is writable");
    for (name, start) in [("a.png", &b"\x89PNG"[..]), ("a.pdf", b"%PDF")] {
        let file = folder.path().join(name);
        let to = file.to_str().expect("is UTF-8");
        plenary(&["draw", TEMPLATE, "--form", "matrix", "-o", to])
            .run()
            .exits(0);
        assert!(fs::read(&file).expect("is there").starts_with(start));
    }
    let ran = plenary(&[
        "draw", TEMPLATE, "--format", "png", "--scale", "99", "-o", "x",
    ])
    .run()
    .exits(2);
    assert!(ran.stderr.contains("0.1 to 10"), "{ran:#?}");
}

#[track_caller]
fn check_refused(arguments: &[&str], says: &[&str]) {
    let all = [&["draw", OEWG], arguments].concat();
    let ran = plenary(&all).run().exits(2);
    for words in says {
        assert!(ran.stderr.contains(words), "{arguments:?}: {ran:#?}");
    }
    assert!(ran.stdout.is_empty(), "{arguments:?}");
}

#[test]
fn wrong_input_of_draw_is_told_with_its_remedy() {
    check_refused(&["--focus", "nobody"], &["'nobody'", "plenary export"]);
    check_refused(&["--for", "a3"], &["'a3'", "a4, a5, letter, slide"]);
    check_refused(&["--lang", "de"], &["'de'", "en, fr, es"]);
    check_refused(&["--palette", "red"], &["'red'", "okabe-ito"]);
    check_refused(&["--format", "tiff"], &["'tiff'", "svg, dot, html"]);
    check_refused(&["--group", "all"], &["'all'", "coalition"]);
    check_refused(&["-o", "a.tiff"], &["'tiff'", ".svg"]);
    for top in ["0", "-1", "x", "1.5"] {
        check_refused(&["--top", top], &["a whole number from 1"]);
    }
    for weight in ["x", "nan", "inf", "-5"] {
        let says = ["a number from 0"];
        check_refused(&["--form", "network", "--threshold", weight], &says);
    }
    for share in ["x", "0", "1", "-0.5", "nan"] {
        let says = ["above 0 and below 1"];
        check_refused(&["--form", "network", "--backbone", share], &says);
    }
    for scale in ["0", "nan", "-2", "99", "x"] {
        check_refused(&["--scale", scale], &["a number from 0.1 to 10"]);
    }
    let here = "Cargo.toml";
    check_refused(&["--keep-layout", here], &["no SVG", "plenary draw wrote"]);
    let gone = plenary(&["draw", OEWG, "--keep-layout", "gone.svg"]).run();
    let gone = gone.exits(3);
    assert!(gone.stderr.contains("plenary draw wrote"), "{gone:#?}");
    let folder = tempfile::tempdir().expect("is writable");
    let to = folder.path().to_str().expect("is UTF-8");
    let ran = plenary(&["draw", OEWG, "--format", "svg", "-o", to]).run();
    assert!(ran.exits(4).stderr.contains("name a file in it"));
}

#[test]
fn what_changes_nothing_is_said() {
    let folder = tempfile::tempdir().expect("is writable");
    let path = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    let check = |to: &str, arguments: &[&str], says: &str| {
        let to = path(to);
        let all = [&["draw", TEMPLATE, "-o", &to], arguments].concat();
        let ran = plenary(&all).run().exits(0);
        assert!(ran.stderr.contains(says), "{arguments:?}: {ran:#?}");
    };
    let bars = ["--form", "bars"];
    let with = |more: &[&'static str]| [&bars, more].concat();
    check(
        "a.pdf",
        &with(&["--profile", "web"]),
        "--profile changes nothing in PDF; it is for SVG",
    );
    check(
        "a.png",
        &with(&["--links"]),
        "--links changes nothing in PNG",
    );
    check(
        "a.svg",
        &with(&["--scale", "3"]),
        "--scale changes nothing in SVG",
    );
    check(
        "a.svg",
        &with(&["--trees"]),
        "--trees changes nothing in the form bars",
    );
    check("a.svg", &with(&["--threshold", "2"]), "it is for network");
    let other = path("other.svg");
    plenary(&["draw", OEWG, "--form", "map", "-o", &other])
        .run()
        .exits(0);
    check(
        "a.svg",
        &["--form", "map", "--keep-layout", &other],
        "all places are new",
    );
    let to = path("b.pdf");
    let ran = plenary(&["draw", TEMPLATE, "--form", "bars", "--links", "-o", &to]).run();
    assert_eq!(ran.exits(0).stderr, "");
}
