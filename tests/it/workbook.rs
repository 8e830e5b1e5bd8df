//! Workbooks: the template, what is read of spreadsheets, and what is said of slips in them.
//!
//! Over 600 lines: the workbook that all of it starts from is made here.

use plenary::model::Record;
use plenary::read::{self, Code, Input, Reading};
use plenary::write::{self, WorkbookOptions};
use rust_xlsxwriter::{Format, Formula, Workbook};

use crate::support::plenary;

pub(crate) fn input(name: &str, bytes: Vec<u8>) -> Input {
    Input {
        name: name.to_owned(),
        bytes,
    }
}

pub(crate) type Sheets<'s> = &'s [(&'s str, &'s [&'s [&'s str]])];

/// A workbook of texts.
pub(crate) fn book(sheets: Sheets<'_>) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (at, row) in (0..).zip(*rows) {
            for (column, cell) in (0..).zip(*row) {
                if !cell.is_empty() {
                    sheet.write_string(at, column, *cell).unwrap();
                }
            }
        }
    }
    book.save_to_buffer().unwrap()
}

const SMALL: Sheets<'static> = &[
    (
        "Stakeholders",
        &[
            &["name", "kind", "Aliases", "attribute: region"],
            &["Port Company", "business", "PEHC; the Port", "coast"],
            &["Seabird Trust", "NGO"],
        ],
    ),
    (
        "Themes",
        &[
            &["name"],
            &["Jobs"],
            &["Human rights"],
            &["Trade, and tariffs"],
        ],
    ),
    (
        "Claims",
        &[
            &["Text", "Themes"],
            &["A second quay", "+Jobs -human rights"],
            &[
                "Birds would leave",
                "human-rights: concern; Trade, and tariffs",
            ],
            &["No fees", "jobs, Human Rights (against)"],
        ],
    ),
    ("Sources", &[&["title", "date"], &["Minutes", "03.05.2021"]]),
    (
        "Statements",
        &[
            &["Stance", "Claim", "Stakeholder", "source", "# my own"],
            &[],
            &["support", "a second  quay", "the port", "MINUTES", "yes"],
            &["-", "birds-would-leave", "Seabird Trust", "minutes"],
        ],
    ),
];

pub(crate) fn reading(bytes: Vec<u8>) -> Reading {
    read::workbook(vec![input("my.xlsx", bytes)])
}

/// Every problem as one line: code, place, message and remedy.
pub(crate) fn told(reading: &Reading) -> String {
    let one = |problem: &read::Problem| {
        let place = problem.place.as_ref().map_or(String::new(), |place| {
            reading.files[place.file].place_name(place.span.start)
        });
        let help = problem.help.as_deref().unwrap_or_default();
        format!("{} {place}: {}; {help}\n", problem.code, problem.message)
    };
    reading.problems.iter().map(one).collect()
}

#[track_caller]
fn check(sheets: Sheets<'_>, expected: &str) {
    let found = reading(book(sheets));
    let found = told(&found);
    let expected: String = expected
        .trim()
        .lines()
        .map(|line| format!("{}\n", line.trim()))
        .collect();
    assert!(found == expected, "found:\n{found}\nexpected:\n{expected}");
}

#[test]
fn people_write_as_they_like() {
    let reading = reading(book(SMALL));
    assert!(reading.problems.is_empty(), "{}", told(&reading));
    let record = reading.record.unwrap();
    insta::assert_snapshot!(write::record_json(&record), @r##"
    {
      "plenary": 1,
      "sources": [
        {
          "id": "minutes",
          "title": "Minutes",
          "date": "2021-05-03"
        }
      ],
      "stakeholders": [
        {
          "id": "port-company",
          "name": "Port Company",
          "kind": "business",
          "aliases": [
            "PEHC",
            "the Port"
          ],
          "attributes": {
            "region": "coast"
          }
        },
        {
          "id": "seabird-trust",
          "name": "Seabird Trust",
          "kind": "ngo"
        }
      ],
      "themes": [
        {
          "id": "human-rights",
          "name": "Human rights"
        },
        {
          "id": "jobs",
          "name": "Jobs"
        },
        {
          "id": "trade-and-tariffs",
          "name": "Trade, and tariffs"
        }
      ],
      "claims": [
        {
          "id": "a-second-quay",
          "text": "A second quay",
          "themes": {
            "human-rights": "concern",
            "jobs": "support"
          }
        },
        {
          "id": "birds-would-leave",
          "text": "Birds would leave",
          "themes": {
            "human-rights": "concern",
            "trade-and-tariffs": "support"
          }
        },
        {
          "id": "no-fees",
          "text": "No fees",
          "themes": {
            "human-rights": "concern",
            "jobs": "support"
          }
        }
      ],
      "statements": [
        {
          "id": "port-company-a-second-quay",
          "stakeholder": "port-company",
          "claim": "a-second-quay",
          "stance": "support",
          "source": "minutes"
        },
        {
          "id": "seabird-trust-birds-would-leave",
          "stakeholder": "seabird-trust",
          "claim": "birds-would-leave",
          "stance": "concern",
          "source": "minutes"
        }
      ]
    }
    "##);
}

/// Slips of every kind, all told at once, with sheet and cell.
#[test]
fn slips_are_told_with_sheet_and_cell() {
    check(
        &[
            (
                "Stakeholders",
                &[
                    &["id", "name", "kind"],
                    &["port", "Port", "compny"],
                    &["PORT", "Port 2", "ngo"],
                    &["x", "", "ngo"],
                ],
            ),
            (
                "Themes",
                &[&["id", "name", "broader"], &["jobs", "Jobs", "nature"]],
            ),
            (
                "Claims",
                &[
                    &["id", "text", "themes", "Coment"],
                    &["quay", "A quay", "jbos; jobs: maybe", "words"],
                ],
            ),
            (
                "Sources",
                &[
                    &["id", "title", "date", "url"],
                    &["minutes", "Minutes", "12/02/2020", "example.org"],
                ],
            ),
            (
                "Statements",
                &[
                    &[
                        "id",
                        "stakeholder",
                        "claim",
                        "stance",
                        "source",
                        "paragraph",
                    ],
                    &["s1", "prt", "quay", "suport", "minutes", "0"],
                    &["s2", "port", "", "support", "minutes", "", "stray"],
                ],
            ),
            ("Relatoins", &[&["from", "to"]]),
            ("Budget", &[&["a"]]),
        ],
        "
        E009 my.xlsx, sheet Stakeholders, cell C2: 'compny' is no kind; one of: ngo, business, state, igo, academia, technical, media, individual, other
        E010 my.xlsx, sheet Stakeholders, cell A3: 'PORT' is no id: an id has only a-z, 0-9 and '-', this one has 'P'; port is the id of another row: write a third one, or make the two rows one
        E007 my.xlsx, sheet Stakeholders, cell B4: this stakeholder has no name; write its full name
        E016 my.xlsx, sheet Themes, cell C2: this theme names an unknown theme, 'nature'; write an id or a name of sheet Themes, or add it there
        E005 my.xlsx, sheet Claims, cell D1: sheet Claims has no column 'Coment'; did you mean 'comment'? (a column whose name begins with # is yours)
        E009 my.xlsx, sheet Claims, cell C2: 'maybe' is no stance; write support where the claim speaks for the theme, concern where against
        E016 my.xlsx, sheet Claims, cell C2: this claim names an unknown theme, 'jbos'; did you mean 'jobs'? else add it to sheet Themes
        E012 my.xlsx, sheet Sources, cell C2: '12/02/2020' is no day; write year-month-day, such as 2020-02-12, or give the cell the format of a date
        E020 my.xlsx, sheet Sources, cell D2: this is no web address; write the whole address, such as https://example.org/report
        E016 my.xlsx, sheet Statements, cell B2: this statement names an unknown stakeholder, 'prt'; did you mean 'port'? else add it to sheet Stakeholders
        E009 my.xlsx, sheet Statements, cell D2: 'suport' is no stance; did you mean 'support'? (one of: support, concern)
        E014 my.xlsx, sheet Statements, cell F2: paragraph must be a whole number from 1 up; write one number, without a sign, a point or words
        E007 my.xlsx, sheet Statements, cell C3: this statement has no claim; write the id or the name of a claim
        E005 my.xlsx, sheet Statements, cell G3: sheet Statements has a value in a column without a name; empty the cell, or give its column a name that begins with #
        E036 my.xlsx: no sheet is called 'Relatoins'; did you mean 'Relations'? (a sheet whose name begins with # is yours)
        N004 my.xlsx: sheet 'Budget' is not read; a # before its name says that this is meant
        ",
    );
}

#[test]
fn the_template_is_whole_and_reads_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("my.xlsx");
    let path = path.to_str().unwrap();
    let ran = plenary(&["new", "--xlsx", "-o", path]);
    assert!(ran.status.success());
    let again = plenary(&["new", "-o", path]);
    assert_eq!(
        again.status.code(),
        Some(4),
        "what is there is not replaced"
    );
    let record = plenary(&["export", path, "--format", "json"]);
    let record = String::from_utf8(record.stdout).unwrap();
    let json = plenary(&["new"]);
    let json = read::json(vec![input("t.json", json.stdout)])
        .record
        .unwrap();
    let mut parts = json.to_parts();
    parts.comment = None;
    parts.sources.iter_mut().for_each(|one| one.comment = None);
    parts
        .stakeholders
        .iter_mut()
        .for_each(|one| one.comment = None);
    parts.themes.iter_mut().for_each(|one| one.comment = None);
    parts.claims.iter_mut().for_each(|one| one.comment = None);
    parts
        .statements
        .iter_mut()
        .for_each(|one| one.comment = None);
    parts
        .relations
        .iter_mut()
        .for_each(|one| one.comment = None);
    let json = write::record_json(&Record::resolve(parts).unwrap());
    assert_eq!(record, json);
    for verb in [
        &["check", path][..],
        &["draw", path, "--form", "matrix"],
        &["analyse", "contents", path],
        &["query", path, "--ask", "kind = ngo"],
        &["export", path, "--what", "positions", "--format", "csv"],
        &[
            "build",
            path,
            "-o",
            folder.path().join("out").to_str().unwrap(),
        ],
    ] {
        let ran = plenary(verb);
        assert!(
            ran.status.success(),
            "{verb:?}: {}",
            String::from_utf8_lossy(&ran.stderr)
        );
    }
}

/// What LibreOffice makes of the template is the same record, as XLSX and as ODS.
#[test]
fn libreoffice_keeps_the_template() {
    let Ok(office) = which("soffice") else {
        println!("skipped: no LibreOffice");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("my.xlsx");
    plenary(&["new", "--xlsx", "-o", path.to_str().unwrap()]);
    let before = read::workbook(vec![input("my.xlsx", std::fs::read(&path).unwrap())])
        .record
        .unwrap();
    for suffix in ["ods", "xlsx"] {
        let out = folder.path().join(suffix);
        let profile = format!(
            "-env:UserInstallation=file://{}",
            folder.path().join("profile").display()
        );
        let ran = std::process::Command::new(&office)
            .args([&profile, "--headless", "--convert-to", suffix, "--outdir"])
            .args([&out, &path])
            .output()
            .unwrap();
        assert!(ran.status.success());
        let Ok(made) = std::fs::read(out.join("my").with_extension(suffix)) else {
            println!("skipped: this LibreOffice is without Calc");
            return;
        };
        let after = read::workbook(vec![input("my", made)]);
        assert!(after.problems.is_empty(), "{suffix}: {}", told(&after));
        assert_eq!(
            write::record_json(&before),
            write::record_json(&after.record.unwrap()),
            "{suffix}"
        );
    }
}

fn which(program: &str) -> Result<std::path::PathBuf, ()> {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let mut all = std::env::split_paths(&paths).map(|path| path.join(program));
    all.find(|path| path.is_file()).ok_or(())
}

/// Cells as spreadsheets have them: days, numbers, formulas, merged cells, hidden rows.
#[test]
fn cells_of_every_kind() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Sources").unwrap();
    for (column, head) in ["id", "title", "date"].iter().enumerate() {
        sheet.write_string(2, column as u16, *head).unwrap();
    }
    sheet.write_string(0, 0, "Our list of meetings").unwrap();
    sheet.write_number(3, 0, 2020).unwrap();
    sheet
        .write_formula(
            3,
            1,
            Formula::new("=\"Min\"&\"utes\"").set_result("Minutes"),
        )
        .unwrap();
    let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2020, 2, 12).unwrap();
    let format = Format::new().set_num_format("dd/mm/yyyy");
    sheet
        .write_datetime_with_format(3, 2, &day, &format)
        .unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name("claims").unwrap();
    sheet.write_string(0, 0, "id").unwrap();
    sheet.write_string(0, 1, "text").unwrap();
    sheet.write_string(0, 2, "comment").unwrap();
    sheet.write_string(1, 0, "a").unwrap();
    sheet
        .merge_range(1, 1, 2, 1, "Both", &Format::new())
        .unwrap();
    sheet.write_boolean(1, 2, true).unwrap();
    sheet.write_string(2, 0, "b").unwrap();
    sheet.set_row_hidden(2).unwrap();
    let found = reading(book.save_to_buffer().unwrap());
    let codes: Vec<Code> = found.problems.iter().map(|problem| problem.code).collect();
    assert_eq!(
        codes,
        [Code::HiddenCells, Code::HiddenCells],
        "{}",
        told(&found)
    );
    let record = found.record.unwrap();
    assert_eq!(record.sources()[0].id.as_str(), "2020");
    assert_eq!(record.sources()[0].title, "Minutes");
    assert_eq!(record.sources()[0].date.unwrap().to_string(), "2020-02-12");
    let claims: Vec<_> = record
        .claims()
        .iter()
        .map(|one| (one.text.as_str(), one.comment.as_deref()))
        .collect();
    assert_eq!(claims, [("Both", Some("TRUE")), ("Both", None)]);
}

#[test]
fn cells_without_a_value() {
    // As other programs write them: a formula that failed, and one that was never computed.
    let sheet = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
        <row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c><c r="B1" t="inlineStr"><is><t>themes</t></is></c></row>
        <row r="2"><c r="A2"><f>A9&amp;"x"</f></c></row>
        <row r="3"><c r="A3" t="inlineStr"><is><t>b</t></is></c><c r="B3" t="e"><f>+jobs</f><v>#NAME?</v></c></row>
        </sheetData></worksheet>"#;
    let found = reading(by_hand(&[("Claims", sheet)]));
    insta::assert_snapshot!(told(&found), @r"
    E030 my.xlsx, sheet Claims, cell A2: the cell has a formula that was never computed; open the workbook in a spreadsheet and save it, or type the value
    E030 my.xlsx, sheet Claims, cell B3: the cell has an error, #NAME?; a text that begins with = + or - is typed after an apostrophe: '+norms
    ");
}

/// A workbook of sheets as they are in the file.
pub(crate) fn by_hand(sheets: &[(&str, &str)]) -> Vec<u8> {
    let head = r#"<?xml version="1.0" encoding="UTF-8"?>"#;
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let mut list = String::new();
    let mut relations = String::new();
    let mut entries: Vec<(String, Vec<u8>)> = Vec::new();
    for (at, (name, sheet)) in (1..).zip(sheets) {
        list.push_str(&format!(
            r#"<sheet name="{name}" sheetId="{at}" r:id="rId{at}"/>"#
        ));
        relations.push_str(&format!(
            r#"<Relationship Id="rId{at}" Type="{office}/worksheet" Target="worksheets/sheet{at}.xml"/>"#
        ));
        entries.push((
            format!("xl/worksheets/sheet{at}.xml"),
            format!("{head}{sheet}").into_bytes(),
        ));
    }
    let mut put = |name: &str, text: String| entries.push((name.to_owned(), text.into_bytes()));
    put(
        "xl/workbook.xml",
        format!(
            r#"{head}<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{list}</sheets></workbook>"#
        ),
    );
    put(
        "xl/_rels/workbook.xml.rels",
        format!(
            r#"{head}<Relationships xmlns="{package}/relationships">{relations}</Relationships>"#
        ),
    );
    put(
        "_rels/.rels",
        format!(
            r#"{head}<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
        ),
    );
    put(
        "[Content_Types].xml",
        format!(
            r#"{head}<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>"#
        ),
    );
    let entries: Vec<(&str, &[u8])> = entries
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    crate::imports::archive(&entries).bytes
}

#[test]
fn a_sheet_of_statements_alone_is_a_table() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.xlsx");
    let bytes = book(&[(
        "Tabelle1",
        &[
            &["stakeholder", "claim", "stance", "date"],
            &["WILPF", "A ban", "support", "2020-02-12"],
            &["APC", "A ban", "concern", "2020-02-12"],
        ],
    )]);
    std::fs::write(&path, bytes).unwrap();
    let ran = plenary(&["check", path.to_str().unwrap()]);
    let out = String::from_utf8(ran.stdout).unwrap();
    assert!(
        out.starts_with("2 stakeholders, 1 claim, 0 themes, 2 statements"),
        "{out}"
    );
}

/// Any record through a workbook and back.
#[test]
fn records_come_back() {
    for path in [
        "graph/oewg-2020-02-12",
        "tests/data/empty.json",
        "tests/data/one-node.json",
        "tests/data/nasty.json",
    ] {
        let record = crate::imports_roundtrip::record(path);
        let bytes = write::workbook(&record, &WorkbookOptions::default()).unwrap();
        let again = reading(bytes);
        assert!(again.problems.is_empty(), "{path}: {}", told(&again));
        assert_eq!(
            write::record_json(&record),
            write::record_json(&again.record.unwrap()),
            "{path}"
        );
        let out = tempfile::tempdir().unwrap();
        let file = out.path().join("made.xlsx");
        let file = file.to_str().unwrap();
        let from = crate::root().join(path);
        plenary(&[
            "export",
            from.to_str().unwrap(),
            "--format",
            "xlsx",
            "-o",
            file,
        ]);
        let again = plenary(&["export", file, "--format", "json"]);
        assert_eq!(
            String::from_utf8_lossy(&again.stdout),
            write::record_json(&record),
            "{path}"
        );
    }
}

#[test]
fn a_name_that_several_have_is_asked_about() {
    check(
        &[
            (
                "Stakeholders",
                &[
                    &["id", "name", "kind", "aliases"],
                    &["a", "One", "ngo", "Union"],
                    &["b", "Two", "ngo", "union"],
                ],
            ),
            ("Claims", &[&["text"], &["c"]]),
            ("Sources", &[&["title"], &["m"]]),
            (
                "Statements",
                &[
                    &["stakeholder", "claim", "stance", "source"],
                    &["UNION", "c", "+", "m"],
                ],
            ),
        ],
        "E016 my.xlsx, sheet Statements, cell A2: 'UNION' can be a or b; write the id of the one that is meant",
    );
}

/// The verbs show the cell, and programs get sheet and cell.
#[test]
fn verbs_show_the_cell() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("my.xlsx");
    std::fs::write(
        &path,
        book(&[("Claims", &[&["id", "text"], &["quay", ""]])]),
    )
    .unwrap();
    let run = |arguments: &[&str]| {
        let ran = std::process::Command::new(env!("CARGO_BIN_EXE_plenary"))
            .args(arguments)
            .current_dir(folder.path())
            .env("NO_COLOR", "1")
            .output()
            .unwrap();
        (
            ran.status.code(),
            String::from_utf8(ran.stdout).unwrap(),
            String::from_utf8(ran.stderr).unwrap(),
        )
    };
    let (code, _, err) = run(&["draw", "my.xlsx"]);
    assert_eq!(code, Some(1));
    insta::assert_snapshot!(err, @r"
    error[E007]: this claim has no text
     --> my.xlsx, sheet Claims, cell B2
      |
    2 |
      | ^ text is missing here
      |
      = help: write the proposition, in your own words

    'plenary explain E007' says more about E007
    ");
    let (_, out, _) = run(&["check", "--format", "json", "my.xlsx"]);
    let out: serde_json::Value = serde_json::from_str(&out).unwrap();
    let problem = &out["problems"][0];
    assert_eq!(problem["file"], "my.xlsx");
    assert_eq!(
        (&problem["sheet"], &problem["cell"]),
        (&"Claims".into(), &"B2".into())
    );
}
