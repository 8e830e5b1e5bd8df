//! Record -> format -> record: what each format can carry comes back.

use plenary::model::{Parts, Record};
use plenary::read::{self, Input};

use crate::imports::{import, is_true};

pub(crate) const RECORDS: [&str; 4] = [
    "graph/oewg-2020-02-12",
    "tests/data/empty.json",
    "tests/data/one-node.json",
    "tests/data/nasty.json",
];

pub(crate) fn record(path: &str) -> Record {
    let full = crate::root().join(path);
    let mut paths = vec![full.clone()];
    if full.is_dir() {
        paths = (std::fs::read_dir(&full).unwrap())
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|suffix| suffix == "json"))
            .collect();
        paths.sort();
    }
    let inputs = paths.into_iter().map(|path| Input {
        name: path.display().to_string(),
        bytes: std::fs::read(&path).unwrap(),
    });
    read::json(inputs.collect()).record.unwrap()
}

/// What the program exports, as the inputs of one import.
pub(crate) fn exported(path: &str, what: &str, format: &str) -> Vec<Input> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("made.out");
    let file = file.to_str().unwrap();
    let ran = crate::support::plenary(&[
        "export", path, "--what", what, "--format", format, "-o", file,
    ]);
    assert!(
        ran.status.success(),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    let mut paths: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let inputs = paths.into_iter().map(|path| Input {
        name: format!(
            "{}.{}",
            path.file_name().unwrap().to_string_lossy(),
            suffix(format)
        ),
        bytes: std::fs::read(&path).unwrap(),
    });
    inputs.collect()
}

const fn suffix(format: &str) -> &str {
    match format.as_bytes() {
        b"csv" | b"csv-pair" => "csv",
        b"node-link" => "nodelink",
        b"cytoscape" => "cyjs",
        b"pajek" => "net",
        b"kumu-xlsx" => "xlsx",
        b"turtle" => "ttl",
        b"ntriples" => "nt",
        _ => format,
    }
}

/// Exports and imports the four records; `carried` makes of a record what the format can carry,
/// and is applied to both sides.
#[track_caller]
fn check(what: &str, format: &str, carried: impl Fn(Parts) -> Parts) {
    for path in RECORDS {
        let made = import(exported(path, what, format));
        is_true(&made);
        let again = made.reading.record;
        let again =
            again.unwrap_or_else(|| panic!("{path} {format}: {:#?}", made.reading.problems));
        let [left, right] = [record(path), again]
            .map(|record| Record::resolve(carried(record.to_parts())).unwrap());
        let [left, right] = [left, right].map(|record| plenary::write::record_json(&record));
        if left != right {
            let differ = left.lines().zip(right.lines()).find(|(a, b)| a != b);
            panic!("{path} through {format}: {differ:?}");
        }
    }
}

fn without_uncited(mut parts: Parts) -> Parts {
    parts.schema = None;
    parts.title = None;
    parts.comment = None;
    let cited = parts.statements.iter().map(|one| one.source.clone());
    let cited: std::collections::BTreeSet<_> = cited
        .chain(parts.relations.iter().filter_map(|one| one.source.clone()))
        .collect();
    parts.sources.retain(|one| cited.contains(&one.id));
    parts
}

#[test]
fn everything_through_graphs() {
    for format in ["graphml", "jgf", "node-link", "cytoscape"] {
        check("record", format, |parts| parts);
    }
}

#[test]
fn everything_through_rdf() {
    for format in ["turtle", "ntriples", "jsonld"] {
        check("record", format, |parts| parts);
        let made = import(exported(RECORDS[0], "record", format));
        assert!(made.loss.is_lossless(), "{:?}", made.loss.losses);
    }
}

#[test]
fn nearly_everything_through_gexf_and_tables() {
    check("record", "gexf", |mut parts| {
        let title = parts.title.take();
        Parts {
            title,
            ..without_uncited(parts)
        }
    });
    check("record", "csv-pair", without_uncited);
}

#[test]
fn statements_through_a_table() {
    check("statements", "csv", |parts| {
        let mut parts = without_uncited(parts);
        let dates: std::collections::BTreeMap<_, _> = parts
            .sources
            .iter()
            .map(|one| (one.id.clone(), one.date))
            .collect();
        for one in &mut parts.statements {
            one.date = one.date.or(dates[&one.source]);
        }
        let spoken: std::collections::BTreeSet<_> = parts
            .statements
            .iter()
            .map(|one| one.claim.clone())
            .collect();
        let speaking: std::collections::BTreeSet<_> = parts
            .statements
            .iter()
            .map(|one| one.stakeholder.clone())
            .collect();
        parts.claims.retain(|one| spoken.contains(&one.id));
        parts.stakeholders.retain(|one| speaking.contains(&one.id));
        parts.relations.clear();
        parts.themes.clear();
        for one in &mut parts.claims {
            one.themes.clear();
            one.comment = None;
        }
        for one in &mut parts.stakeholders {
            one.kind = plenary::model::StakeholderKind::Other;
            one.aliases.clear();
            one.attributes.clear();
            one.comment = None;
        }
        for one in &mut parts.sources {
            (one.date, one.url, one.text, one.comment) = (None, None, None, None);
        }
        parts
    });
}

#[test]
fn all_but_remarks_on_relations_through_argdown() {
    check("record", "argdown", |mut parts| {
        parts.schema = None;
        parts.comment = None;
        for one in &mut parts.relations {
            (one.basis, one.source, one.comment) = (None, None, None);
        }
        // Words stand on one line there.
        for one in &mut parts.claims {
            one.text = one.text.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        parts
    });
}

/// What marks the front matter, in words, is not the end of it.
#[test]
fn a_fence_in_words_ends_nothing_in_argdown() {
    let mut parts = record("tests/data/nasty.json").to_parts();
    let fence = "a === b ====\n===\nc: d";
    parts.title = Some(fence.to_owned());
    parts.sources[0].title = fence.to_owned();
    parts.stakeholders[0].name = "=== who".to_owned();
    parts.themes[0].definition = Some("===".to_owned());
    (parts.schema, parts.comment) = (None, None);
    let before = Record::resolve(parts).unwrap();
    let text = plenary::write::argdown(&before);
    let front = text.split("===").nth(1).unwrap();
    assert!(
        front.contains("themes:") && front.contains("stakeholders:"),
        "{text}"
    );
    let made = import(vec![Input {
        name: "fence.argdown".to_owned(),
        bytes: text.into_bytes(),
    }]);
    let after = made.reading.record.unwrap();
    assert_eq!(before.title(), after.title());
    assert_eq!(before.sources(), after.sources());
    assert_eq!(before.stakeholders(), after.stakeholders());
    assert_eq!(before.themes(), after.themes());
}

#[test]
fn who_said_what_through_xaif() {
    check("record", "xaif", |mut parts| {
        parts.themes.clear();
        (parts.title, parts.schema, parts.comment) = (None, None, None);
        let dates: std::collections::BTreeMap<_, _> = parts
            .sources
            .iter()
            .map(|one| (one.id.clone(), one.date))
            .collect();
        let texts: std::collections::BTreeMap<_, _> = parts
            .claims
            .iter()
            .map(|one| (one.id.clone(), one.text.clone()))
            .collect();
        for one in &mut parts.statements {
            one.date = one.date.or(dates[&one.source]);
            one.paragraph = None;
            (one.speaker, one.condition, one.fidelity) = (None, None, None);
            (one.coder, one.note, one.comment) = (None, None, None);
            one.quote = one.quote.take().filter(|quote| *quote != texts[&one.claim]);
        }
        let cited: std::collections::BTreeSet<_> = parts
            .statements
            .iter()
            .map(|one| one.source.clone())
            .collect();
        parts.sources.retain(|one| cited.contains(&one.id));
        for one in &mut parts.sources {
            one.title = one.id.to_string();
            (one.date, one.url, one.text, one.comment) = (None, None, None, None);
        }
        for one in &mut parts.claims {
            one.themes.clear();
            one.comment = None;
        }
        for one in &mut parts.stakeholders {
            one.kind = plenary::model::StakeholderKind::Other;
            one.aliases.clear();
            one.attributes.clear();
            one.comment = None;
        }
        for one in &mut parts.relations {
            (one.basis, one.source, one.comment) = (None, None, None);
        }
        parts
    });
}

#[test]
fn codings_through_a_project() {
    for path in RECORDS {
        let made = import(exported(path, "record", "qdpx"));
        is_true(&made);
        let (before, after) = (record(path), made.reading.record.unwrap());
        let sizes = |one: &Record| {
            [
                one.stakeholders().len(),
                one.claims().len(),
                one.themes().len(),
                one.statements().len(),
            ]
        };
        assert_eq!(sizes(&before), sizes(&after), "{path}");
        // Who says what, which way, by names.
        let said = |one: &Record| -> Vec<String> {
            let table = one.statements();
            let mut rows: Vec<String> = (table.rows())
                .map(|row| {
                    format!(
                        "{} | {} | {} | {}",
                        table.id(row),
                        one.stakeholder(table.stakeholder(row)).name.trim(),
                        table.stance(row),
                        one.claim(table.claim(row))
                            .text
                            .split_whitespace()
                            .collect::<Vec<_>>()
                            .join(" ")
                    )
                })
                .collect();
            rows.sort();
            rows
        };
        assert_eq!(said(&before), said(&after), "{path}");
        let codes = import(exported(path, "codebook", "qdc"));
        is_true(&codes);
        assert_eq!(
            codes.reading.record.unwrap().themes().len(),
            before.themes().len(),
            "{path}"
        );
    }
}

#[test]
fn everything_through_gml_and_workbooks() {
    check("record", "gml", |parts| parts);
    check("record", "xlsx", |parts| parts);
}

#[test]
fn nearly_everything_through_kumu() {
    for format in ["kumu", "kumu-xlsx"] {
        check("record", format, without_uncited);
    }
}

/// Of positions: names, and who stands where on what.
#[test]
fn ties_by_stance_through_pajek() {
    for path in ["graph/oewg-2020-02-12", "tests/data/nasty.json"] {
        let inputs = exported(path, "positions", "pajek");
        let ties: Vec<Input> = (inputs.into_iter())
            .filter(|input| !input.name.contains("other"))
            .collect();
        assert_eq!(ties.len(), 2, "{path}");
        let made = import(ties);
        is_true(&made);
        let before = record(path);
        let graph = plenary::model::KnowledgeGraph::new(&before, Default::default());
        let one_line = |text: &str| {
            let text: String = text
                .chars()
                .map(|c| match c {
                    '"' => '\'',
                    c if c.is_control() => ' ',
                    c => c,
                })
                .collect();
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let mut wanted: Vec<String> = (graph.positions())
            .map(|one| {
                let who = &before.stakeholder(one.stakeholder).name;
                let theme = &before.theme(one.theme).name;
                format!("{} {} {}", one_line(who), one.stance, one_line(theme))
            })
            .collect();
        wanted.sort();
        let after = made.reading.record.unwrap();
        let table = after.statements();
        let mut found: Vec<String> = (table.rows())
            .map(|row| {
                let who = &after.stakeholder(table.stakeholder(row)).name;
                let what = &after.claim(table.claim(row)).text;
                format!("{who} {} {what}", table.stance(row))
            })
            .collect();
        found.sort();
        assert_eq!(found, wanted, "{path}");
    }
}
